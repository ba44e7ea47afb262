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

// doing is one step under way.
type doing struct {
	r     *Runner
	step  Step
	entry *trail.Entry
	acted bool      // something was done to the page that may have changed something
	since time.Time // when it was done first
	was   []string  // stamps of Want, the refusals, Or and Again from before the step acted; "" for what was not there
	met   int       // challenges dealt with

	ignored map[string]bool // challenges that turned out to be none, by name

	intended bool            // the step's act is in the journal as begun
	lasting  context.Context // of a step that changes something: outlives the run's interruption by Finish, for what was begun
}

// most is how many challenges one step may meet before it is taken for going in circles.
const most = 10

// perform does the step and watches for its effect.
func (d *doing) perform(ctx context.Context) (browser.Seen, error) {
	if err := d.allowed(); err != nil {
		return browser.Seen{}, err
	}
	pictured := func() error { return nil }
	if d.step.Changes || d.step.Final {
		var stop context.CancelFunc
		d.lasting, stop = finishing(ctx)
		defer stop()
		pictured = d.before(ctx)
	}
	if err := errors.Join(d.remember(ctx), pictured()); err != nil {
		return browser.Seen{}, err
	}
	for _, a := range d.step.Do {
		worked, err := d.act(ctx, a)
		if err != nil || worked {
			return browser.Seen{URL: d.r.Tab.URL()}, err
		}
	}
	if d.step.Want.IsZero() && len(d.step.Or) == 0 && d.step.Gone.IsZero() && d.step.until == nil {
		return browser.Seen{URL: d.r.Tab.URL()}, nil // its actions have read themselves back
	}
	if d.acted && d.lasting != nil {
		ctx = d.lasting
	}
	if d.step.until != nil {
		return browser.Seen{URL: d.r.Tab.URL()}, d.settle(ctx)
	}
	return d.watch(ctx)
}

// allowed returns nil if the person's word covers what the step changes.
func (d *doing) allowed() error {
	s, word := d.step, d.r.word
	switch {
	case !s.Changes && !s.Final:
		return nil
	case word == nil:
		return ErrNoWord
	case s.Final && len(s.Do) != 1:
		return fmt.Errorf("a step that cannot be undone has %d actions, not one", len(s.Do))
	case s.Final:
		return word.Covers(s.Now)
	}
	return nil
}

// ends are the sights that may end the step, in the order of was.
func (d *doing) ends() []browser.Locator {
	s := d.step
	return slices.Concat([]browser.Locator{s.Want}, s.Refusals, s.Or, s.Again)
}

// known makes room for what remember notes, for a step that was never under way.
func (d *doing) known() {
	if d.was == nil {
		d.was = make([]string, len(d.ends()))
	}
}

// remember notes what stands on the page already, so that it is not taken for the answer
// to what is done next. A step that does nothing, or only opens an address, only reads.
func (d *doing) remember(ctx context.Context) error {
	ends := d.ends()
	d.was = make([]string, len(ends))
	if d.step.until != nil || !slices.ContainsFunc(d.step.Do, func(a browser.Action) bool { return a.Changes }) {
		return nil
	}
	at, err := d.r.LookAll(ctx, ends...)
	if err != nil {
		return err
	}
	for i := range ends {
		if refusal := i > 0 && i <= len(d.step.Refusals); at[i].Shown && (refusal || !d.step.Leads) {
			d.was[i] = at[i].Stamp
		}
	}
	return nil
}

// act does one action once. It reports whether the step turned out to have worked
// already, which happens when a person did it.
func (d *doing) act(ctx context.Context, a browser.Action) (worked bool, err error) {
	for {
		if err := interrupted(ctx); err != nil {
			return false, err
		}
		if worked, err := d.paused(ctx); err != nil || worked {
			return worked, err
		}
		err := d.clear(ctx, a)
		if err == nil {
			err = d.once(ctx, a)
			if err == nil {
				return false, nil
			}
		}
		if !errors.Is(err, browser.ErrNotReady) || d.step.Ask == "" || d.step.rereads() && errors.Is(err, browser.ErrChanged) {
			return false, err
		}
		if err := d.handOff(ctx, err, a.On); err != nil {
			return false, err
		}
		if d.worked(ctx) {
			return true, nil
		}
	}
}

// once records a and does it. Whether an action that is not sure of itself had its
// effect is for the watch to see: it is not repeated.
func (d *doing) once(ctx context.Context, a browser.Action) error {
	if a.Changes {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if d.lasting != nil && d.r.Check != nil {
			if err := d.r.Check(); err != nil {
				return err
			}
		}
		if err := d.entry.Note(trail.EventIntent, a.Does); err != nil {
			return err
		}
		if err := d.intend(); err != nil {
			return err
		}
		if d.lasting != nil { // a click that is broken off may have reached the page
			ctx = d.lasting
		}
	}
	if d.since.IsZero() {
		d.since = time.Now()
	}
	err := d.try(ctx, a)
	if a.Changes && !errors.Is(err, browser.ErrNotReady) {
		d.acted = true
	}
	var dialog *browser.DialogError
	if errors.As(err, &dialog) && d.step.asks != nil {
		d.step.asks(dialog.Asks)
	}
	if errors.Is(err, browser.ErrUnsure) {
		return d.entry.Note(trail.EventNote, err.Error())
	}
	return err
}

// clear deals with challenges until what is to be touched is on the page; what need not be
// there, or is there or never, is not waited for.
func (d *doing) clear(ctx context.Context, a browser.Action) error {
	on := a.On
	if on.IsZero() {
		return nil
	}
	if d.step.until != nil {
		if _, ok := d.r.unchanged(ctx); ok { // it was just read, and no challenge lay on it
			return nil
		}
	}
	if a.IfSeen || on.WasRead() {
		return d.clearSeen(ctx)
	}
	for {
		sights := append(d.challenges(), on)
		var seen browser.Seen
		err := d.r.Timed(ctx, func(ctx context.Context) (err error) {
			seen, err = d.r.Tab.WaitFor(ctx, browser.Visible(sights...))
			return err
		})
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			return &unready{err}
		case err != nil:
			return err
		case seen.Index == len(sights)-1:
			return nil
		}
		if err := d.deal(ctx, d.r.Challenges[seen.Index]); err != nil {
			return err
		}
	}
}

// clearSeen deals with the challenges that are on the page now.
func (d *doing) clearSeen(ctx context.Context) error {
	for {
		all, err := d.r.LookAll(ctx, d.challenges()...)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(at browser.State) bool { return at.Shown })
		if i < 0 {
			return nil
		}
		if err := d.deal(ctx, d.r.Challenges[i]); err != nil {
			return err
		}
	}
}

// unready marks an error as browser.ErrNotReady without adding words to it.
type unready struct{ error }

func (e *unready) Unwrap() []error { return []error{e.error, browser.ErrNotReady} }

// worked looks once whether the step's effect is there.
func (d *doing) worked(ctx context.Context) bool {
	d.known()
	for i, l := range d.ends() {
		if i > 0 && i <= len(d.step.Refusals) || i > len(d.step.Refusals)+len(d.step.Or) {
			continue
		}
		if at, err := d.r.Look(ctx, l); err == nil && at.Shown && !l.IsZero() && at.Stamp != d.was[i] {
			return true
		}
	}
	return false
}

// before begins to take the picture of what is before the step, with the control it uses first. The
// returned function waits until it is recorded.
func (d *doing) before(ctx context.Context) (recorded func() error) {
	var used browser.Locator
	for _, a := range d.step.Do {
		if used = a.On; !used.IsZero() {
			break
		}
	}
	done := make(chan error, 1)
	go func() {
		var shot browser.Picture
		err := within(ctx, Finish, func(ctx context.Context) (err error) {
			shot, err = d.r.Tab.Picture(ctx, browser.Shot{With: used})()
			return err
		})
		if err != nil {
			done <- d.entry.Note(trail.EventNote, "no picture: "+err.Error())
			return
		}
		at := shot.At
		_, err = d.entry.PictureWith("before", shot.PNG, trail.Control{
			Name: used.String(), X: at.X, Y: at.Y, Width: at.Width, Height: at.Height, ViewWidth: at.ViewWidth, ViewHeight: at.ViewHeight,
		})
		done <- err
	}()
	return func() error { return <-done }
}

func (d *doing) challenges() []browser.Locator {
	var sights []browser.Locator
	for _, c := range d.r.Challenges {
		if d.ignored[c.Name] {
			c.Sight = browser.Locator{}
		}
		sights = append(sights, c.Sight)
	}
	return sights
}

// finishing returns a context that outlives ctx's interruption by Finish, so that
// the outcome of what was done is still read.
func finishing(ctx context.Context) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	unhook := context.AfterFunc(ctx, func() {
		limit := time.NewTimer(Finish)
		defer limit.Stop()
		select {
		case <-limit.C:
			cancel(context.Cause(ctx))
		case <-longer.Done():
		}
	})
	return longer, func() { unhook(); cancel(nil) }
}
