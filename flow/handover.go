package flow

import (
	"context"
	"errors"
	"fmt"

	"miacct/browser"
	"miacct/trail"
)

// HandOver gives the page to the person because of why, and returns when over is gone from
// it or they say so. It is for what was understood to be a person's to decide: unlike a step
// that cannot be done it does not wait first.
func (r *Runner) HandOver(ctx context.Context, name, ask string, why error, over browser.Locator) error {
	entry, err := r.Trail.Begin(name)
	if err != nil {
		return &Error{Step: name, Outcome: trail.Failed, Err: err}
	}
	d := &doing{r: r, step: Step{Name: name, Ask: ask}, entry: entry}
	err = func() error {
		if err := d.note(trail.EventAsked, ask); err != nil {
			return err
		}
		h := Handoff{Kind: KindPage, Step: name, Ask: ask, Why: why.Error()}
		err := d.call(ctx, h, r.hidden(over))
		if errors.Is(err, ErrNobody) || errors.Is(err, ErrCannot) {
			return fmt.Errorf("%w: %w", why, err)
		}
		return err
	}()
	out := d.outcome(ctx, err)
	if endErr := r.end(ctx, entry, out, err); err == nil && endErr != nil {
		err, out = endErr, trail.Failed
	}
	if err != nil {
		return &Error{Step: name, Outcome: out, Err: err}
	}
	return nil
}
