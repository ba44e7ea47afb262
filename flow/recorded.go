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

// settle waits for the end that the step itself knows, and then deals with challenges: what follows
// an act may be the site's last word.
func (d *doing) settle(ctx context.Context) error {
	for {
		challenged, err := d.await(ctx)
		if err != nil && !challenged {
			return err
		}
		if err == nil && d.step.over != nil && d.step.over() {
			return nil
		}
		met, err := d.meet(ctx)
		if err != nil {
			return err
		}
		if !met && !challenged {
			d.r.isClear()
			return nil
		}
	}
}

// challengeCheck is how often a page that is waited for is looked at for challenges.
var challengeCheck = time.Second

// await waits for the end that the step itself knows, or until there is a challenge: behind it a page may
// never come to rest.
func (d *doing) await(ctx context.Context) (challenged bool, err error) {
	waiting, stop := context.WithCancel(ctx)
	defer stop()
	looked := make(chan bool, 1)
	go func() {
		beat := time.NewTicker(challengeCheck)
		defer beat.Stop()
		for {
			select {
			case <-waiting.Done():
				looked <- false
				return
			case <-beat.C:
			}
			if i, err := d.challenge(waiting); err == nil && i >= 0 {
				stop()
				looked <- true
				return
			}
		}
	}()
	err = d.r.Timed(waiting, d.step.until)
	stop()
	challenged = <-looked
	return challenged && ctx.Err() == nil, err
}

// challenge is the index of a challenge that is on the page, -1 for none.
func (d *doing) challenge(ctx context.Context) (int, error) {
	sights := d.challenges()
	if len(sights) == 0 {
		return -1, nil
	}
	all, err := d.r.LookAll(ctx, sights...)
	if err != nil {
		return -1, err
	}
	return slices.IndexFunc(all, func(at browser.State) bool { return at.Shown }), nil
}

// meet deals with a challenge if one is on the page.
func (d *doing) meet(ctx context.Context) (bool, error) {
	i, err := d.challenge(ctx)
	if err != nil || i < 0 {
		return false, err
	}
	return true, d.deal(ctx, d.r.Challenges[i])
}

// handOver gives a page that is not understood to the person, until they say that it is dealt
// with or over returns nil. If nobody is there the step ends as NotRecognised because of why.
func (r *Runner) handOver(ctx context.Context, name, ask string, why error, over func(context.Context) error) error {
	entry, err := r.Trail.Begin(name)
	if err != nil {
		return &Error{Step: name, Outcome: trail.Failed, Err: err}
	}
	d := &doing{r: r, step: Step{Name: name, Ask: ask}, entry: entry}
	why = &unready{why}
	err = why
	if ask != "" {
		if err = d.note(trail.EventAsked, ask); err == nil {
			err = d.call(ctx, Handoff{Kind: KindPage, Step: name, Ask: ask, Why: why.Error()}, over)
		}
	}
	switch {
	case errors.Is(err, ErrNobody):
		err = why
	case errors.Is(err, ErrCannot):
		err = fmt.Errorf("%w; %w", why, ErrCannot)
	}
	out := d.outcome(ctx, err)
	if endErr := r.end(ctx, entry, out, err); err == nil && endErr != nil {
		err, out = endErr, trail.Failed
	}
	if err != nil {
		return &Error{Step: name, Outcome: out, Err: err}
	}
	return nil
}
