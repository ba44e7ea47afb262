package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"miacct/journal"
	"miacct/trail"
)

// A Journal knows over all runs which acts were begun and what became of them. An act is
// one thing that is done once, such as removing one device, by however many steps.
// journal.Journal is one.
type Journal interface {
	Past(act string) journal.Past
	Open() []string // acts that may have happened without anybody having seen it
	Longest() time.Duration
	Intend(act string) error // an error means that the act must not be done
	Settle(act string, s journal.State) error
}

// ErrOpen means that an act was begun before and that its outcome is unknown.
var ErrOpen = errors.New("its outcome is unknown")

// intend records in the journal that the step's act is about to be done.
func (d *doing) intend() error {
	if d.step.Act == "" || d.r.Journal == nil || d.intended {
		return nil
	}
	if err := d.r.Journal.Intend(d.step.Act); err != nil {
		return err
	}
	d.intended = true
	return nil
}

// untouched records that the step's act is not under way if nothing has reached the page.
func (d *doing) untouched() error {
	if !d.intended || d.acted {
		return nil
	}
	return d.r.Became(d.step.Act, journal.Planned)
}

// Past is what the journal knows of the act.
func (r *Runner) Past(act string) journal.Past {
	if r.Journal == nil {
		return journal.Past{}
	}
	return r.Journal.Past(act)
}

// Became records what became of the act, if that is open. A task calls it with what it has
// read: a step's own end tells only that something was seen to follow.
func (r *Runner) Became(act string, s journal.State) error {
	if r.Journal == nil {
		return nil
	}
	if err := r.Journal.Settle(act, s); err != nil {
		return &Error{Step: "record the outcome of an action", Outcome: trail.Failed, Err: err}
	}
	return nil
}

// LetSettle waits, if a run before this one left an act open, until the site has had time
// to carry it out: least, or twice the longest time an act ever took. It counts from the
// beginning of this run, so that a clock that was changed between the runs changes nothing.
func (r *Runner) LetSettle(ctx context.Context, least time.Duration) error {
	if r.Journal == nil {
		return nil
	}
	open := r.Journal.Open()
	left := max(least, 2*r.Journal.Longest()) - time.Since(r.began)
	if len(open) == 0 || left <= 0 {
		return nil
	}
	const step = "wait for the site to settle"
	entry, err := r.Trail.Begin(step)
	if err == nil {
		err = entry.Note(trail.EventNote, fmt.Sprintf("a run before this one left %d acts under way; waiting %v before looking what became of them", len(open), left.Round(time.Second)))
	}
	out := trail.Done
	if err == nil {
		if err = r.Wait(ctx, left); err != nil {
			out = trail.Interrupted
		}
		text := ""
		if err != nil {
			text = err.Error()
		}
		err = errors.Join(err, entry.End(out, text, "", nil))
	}
	if err != nil {
		if out == trail.Done {
			out = trail.Failed
		}
		return &Error{Step: step, Outcome: out, Err: err}
	}
	return nil
}
