package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"miacct/browser"
	"miacct/trail"
)

// ErrMovedOn means that the page no longer asks what was asked: somebody dealt with it.
var ErrMovedOn = errors.New("the page has moved on")

// handOff gives the page to the person because of why. If nobody is there the error is why.
func (d *doing) handOff(ctx context.Context, why error, on browser.Locator) error {
	d.known()
	if err := d.note(trail.EventAsked, d.step.Ask); err != nil {
		return err
	}
	if d.met++; d.met > most {
		return why
	}
	if at, err := d.r.Look(ctx, on); err != nil || at.Shown {
		on = browser.Locator{} // it is there and not usable: seeing it tells nothing
	}
	h := Handoff{Kind: KindPage, Step: d.step.Name, Ask: d.step.Ask, Why: why.Error()}
	err := d.call(ctx, h, func(ctx context.Context) error {
		was := append([]string{d.was[0], ""}, d.was[1+len(d.step.Refusals):]...)
		_, err := d.r.Tab.WaitFor(ctx, browser.Wait{Visible: append([]browser.Locator{d.step.Want, on}, d.step.Or...), Was: was[:2+len(d.step.Or)]})
		return err
	})
	switch {
	case errors.Is(err, ErrNobody):
		return why
	case errors.Is(err, ErrCannot):
		return fmt.Errorf("%w; %w", why, ErrCannot)
	}
	return err
}

// paused gives the page to the person if they asked for it. It reports whether the step
// turned out to have worked when they gave it back.
func (d *doing) paused(ctx context.Context) (worked bool, err error) {
	select {
	case <-d.r.Pause:
	default:
		return false, nil
	}
	const ask = "The page is yours. The run continues when you give it back."
	if err := d.note(trail.EventAsked, ask); err != nil {
		return false, err
	}
	d.known()
	was := slices.Clone(d.was)
	defer func() { d.was = was }()
	if at, err := d.r.LookAll(ctx, d.ends()...); err == nil {
		for i := range at { // what stands there when the page is given away is nobody's doing
			if at[i].Shown {
				d.was[i] = at[i].Stamp
			}
		}
	}
	err = d.call(ctx, Handoff{Kind: KindPause, Step: d.step.Name, Ask: ask}, func(ctx context.Context) error {
		<-ctx.Done() // only the person can say so
		return context.Cause(ctx)
	})
	if err != nil {
		return false, err
	}
	return d.worked(ctx), nil
}

// call hands the page to the person until they say so or over returns nil.
func (d *doing) call(ctx context.Context, h Handoff, over func(context.Context) error) error {
	if h.Kind == KindPage {
		d.r.KeepPage(ctx, h.Step, h.Why)
	}
	var err error
	if h.Picture, err = d.askedPicture(ctx); err != nil {
		return err
	}
	err = until(ctx, d.r.Patience, over, func(ctx context.Context) error { return d.r.Person.Call(ctx, h) })
	if err != nil && !errors.Is(err, ErrMovedOn) {
		return err
	}
	words := "the person says it is done"
	if err != nil {
		words = "the page has moved on"
	}
	return d.note(trail.EventAnswer, words)
}

func (d *doing) askedPicture(ctx context.Context) (path string, err error) {
	var shot browser.Picture
	err = within(ctx, Finish, func(ctx context.Context) (err error) {
		shot, err = d.r.Tab.Picture(ctx, browser.Shot{})()
		return err
	})
	if err != nil {
		return "", d.note(trail.EventNote, "no picture: "+err.Error())
	}
	return d.entry.Picture("asked", shot.PNG)
}

// Ask asks the person for a line of text while the page shows while. It returns
// ErrMovedOn if that is gone first: the person dealt with it in the page.
func (r *Runner) Ask(ctx context.Context, q Question, while browser.Locator, picture []byte) (answer string, err error) {
	name := "ask for the " + string(q.Kind)
	entry, err := r.Trail.Begin(name)
	if err != nil {
		return "", &Error{Step: name, Outcome: trail.Failed, Err: err}
	}
	d := &doing{r: r, step: Step{Name: name}, entry: entry}
	err = func() error {
		if err := d.note(trail.EventAsked, q.Ask); err != nil {
			return err
		}
		if len(picture) > 0 {
			if q.Picture, err = entry.Picture("asked", picture); err != nil {
				return err
			}
		}
		return until(ctx, r.Patience, r.hidden(while),
			func(ctx context.Context) (err error) {
				answer, err = r.Person.Answer(ctx, q)
				if q.Kind != KindDevice || !browser.Alike(answer, q.About) { // the name that the question shows is no secret
					r.Trail.HideSecret(answer) // the site may repeat it in its own words
				}
				return err
			})
	}()
	if errors.Is(err, ErrMovedOn) {
		if endErr := entry.End(trail.Done, "dealt with on the page", r.Tab.URL(), nil); endErr != nil {
			return "", &Error{Step: name, Outcome: trail.Failed, Err: endErr}
		}
		return "", err
	}
	out := d.outcome(ctx, err)
	end := r.end
	if err == nil && r.hasMany(name) {
		end = r.endUnseen
	}
	if endErr := end(ctx, entry, out, err); err == nil && endErr != nil {
		err, out = endErr, trail.Failed
	}
	if err != nil {
		return "", &Error{Step: name, Outcome: out, Err: err}
	}
	return answer, nil
}

// hidden returns a wait until l is no longer on the page.
func (r *Runner) hidden(l browser.Locator) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := r.Tab.WaitFor(ctx, browser.Hidden(l))
		return err
	}
}

// until runs ask until it returns or over returns nil, whichever is first; then it ends the
// other and waits for it. If over was first the error is ErrMovedOn; if neither has returned
// when patience (if any) is over, it wraps ErrNobody.
func until(ctx context.Context, patience time.Duration, over, ask func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if patience > 0 {
		nobody := fmt.Errorf("nobody answered for %v: %w", patience, ErrNobody)
		defer time.AfterFunc(patience, func() { cancel(nobody) }).Stop()
	}
	asked := make(chan error, 1)
	moved := make(chan error, 1)
	go func() { asked <- ask(ctx) }()
	go func() { moved <- over(ctx) }()
	select {
	case err := <-asked:
		cause := context.Cause(ctx)
		cancel(context.Canceled)
		<-moved
		if err != nil && cause != nil {
			return cause
		}
		return err
	case err := <-moved:
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		if err != nil { // the page cannot be watched any more
			cancel(err)
			<-asked
			return err
		}
		cancel(ErrMovedOn)
		<-asked
		return ErrMovedOn
	}
}
