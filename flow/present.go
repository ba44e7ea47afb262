package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"miacct/trail"
)

// codeFile is where a picture for the person lies while they need it.
const codeFile = "scan-this-code.png"

// Present asks the person for something that they do on another device: h.Kind is KindScan or KindTap. It
// ends by itself when over returns nil, with ErrMovedOn. A picture lies beside the record until then and is
// never part of it. The person is waited for as Runner.Patience allows, from since on.
func (r *Runner) Present(ctx context.Context, h Handoff, png []byte, since time.Time, over func(context.Context) error) (err error) {
	entry, err := r.Trail.Begin(h.Step)
	if err != nil {
		return &Error{Step: h.Step, Outcome: trail.Failed, Err: err}
	}
	d := &doing{r: r, step: Step{Name: h.Step}, entry: entry}
	moved := false
	err = func() (err error) {
		if err := d.note(trail.EventAsked, h.Ask); err != nil {
			return err
		}
		if len(png) > 0 {
			var takeBack func() error
			if h.Picture, takeBack, err = r.Trail.Lend(codeFile, png); err != nil {
				return err
			}
			defer func() { err = errors.Join(err, takeBack()) }()
		}
		left := r.Patience
		if left > 0 {
			if left -= time.Since(since); left <= 0 {
				return fmt.Errorf("nobody answered for %v: %w", r.Patience, ErrNobody)
			}
		}
		err = until(ctx, left, over, func(ctx context.Context) error { return r.Person.Call(ctx, h) })
		words := "the person says it is dealt with"
		if moved = errors.Is(err, ErrMovedOn); moved {
			words, err = "the page has moved on", nil
		}
		if err != nil {
			return err
		}
		return d.note(trail.EventAnswer, words)
	}()
	out := d.outcome(ctx, err)
	end := r.end
	if err == nil && r.hasMany(h.Step) {
		end = r.endUnseen
	}
	if endErr := end(ctx, entry, out, err); err == nil && endErr != nil {
		err, out = endErr, trail.Failed
	}
	switch {
	case err != nil:
		return &Error{Step: h.Step, Outcome: out, Err: err}
	case moved:
		return ErrMovedOn
	}
	return nil
}
