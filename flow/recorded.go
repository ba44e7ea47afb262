package flow

import (
	"context"
	"errors"
	"fmt"

	"miacct/trail"
)

// settle waits for the end that the step itself knows, and deals with challenges before and
// after. What follows an act is read first: it may be the site's last word.
func (d *doing) settle(ctx context.Context) error {
	for first := true; ; first = false {
		if !first || !d.acted {
			if _, err := d.meet(ctx); err != nil {
				return err
			}
		}
		if err := d.r.Timed(ctx, d.step.until); err != nil {
			return err
		}
		if d.step.over != nil && d.step.over() {
			return nil
		}
		if met, err := d.meet(ctx); err != nil || !met {
			if err == nil {
				d.r.isClear()
			}
			return err
		}
	}
}

// meet deals with a challenge if one is on the page.
func (d *doing) meet(ctx context.Context) (bool, error) {
	sights := d.challenges()
	if len(sights) == 0 {
		return false, nil
	}
	all, err := d.r.LookAll(ctx, sights...)
	if err != nil {
		return false, err
	}
	for i, at := range all {
		if at.Shown {
			return true, d.deal(ctx, d.r.Challenges[i])
		}
	}
	return false, nil
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
