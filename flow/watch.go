package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"miacct/audit"
	"miacct/browser"
)

// watch waits until the step's effect is seen, and deals with what turns up before it.
func (d *doing) watch(ctx context.Context) (browser.Seen, error) {
	since := time.Now()
	for {
		seen, err := d.see(ctx, since)
		if err != nil {
			if !errors.Is(err, context.DeadlineExceeded) {
				return seen, err
			}
			err = fmt.Errorf("%w: %w", ErrNotSeen, err)
			if d.step.Changes || d.step.Final || d.step.Ask == "" {
				return seen, err
			}
			if err := d.handOff(ctx, err, browser.Locator{}); err != nil {
				return seen, err
			}
			continue
		}
		challenges, refusals := len(d.r.Challenges), len(d.step.Refusals)
		switch i := seen.Index - 1; {
		case i < 0:
			return seen, nil
		case i < challenges:
			if err := d.deal(ctx, d.r.Challenges[i]); err != nil {
				return seen, err
			}
			since = time.Now()
		case i < challenges+refusals:
			if err := d.entry.Note(audit.EventSaid, seen.Text); err != nil {
				return seen, err
			}
			return seen, &Refusal{Words: seen.Text}
		default:
			seen.Index -= challenges + refusals
			return seen, nil
		}
	}
}

// see waits for Want, a challenge, a refusal or one of Or; if several are there, the
// first in this order counts. A refusal that says what it said before the step acted
// counts once it has stood for Settle.
func (d *doing) see(ctx context.Context, since time.Time) (browser.Seen, error) {
	settle := d.r.Settle
	if settle == 0 {
		settle = 2 * time.Second
	}
	if left := settle - time.Since(since); left > 0 && d.hasStale() {
		seen, err := d.firstWithin(ctx, left, d.sights(func(i int) bool { return d.stale[i] == "" }))
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return seen, err
		}
	}
	return d.firstWithin(ctx, d.r.limit(), d.sights(func(int) bool { return true }))
}

// sights are what the watch looks for, without the refusals that do not count.
func (d *doing) sights(counts func(refusal int) bool) []browser.Locator {
	sights := append([]browser.Locator{d.step.Want}, d.challenges()...)
	for i, l := range d.step.Refusals {
		if !counts(i) {
			l = browser.Locator{}
		}
		sights = append(sights, l)
	}
	sights = append(sights, d.step.Or...)
	if d.met > 0 {
		sights = append(sights, d.step.Again...)
	}
	return sights
}

func (d *doing) hasStale() bool {
	for _, s := range d.stale {
		if s != "" {
			return true
		}
	}
	return false
}

// firstWithin is Tab.First, or the moment at which the step's Gone is gone.
func (d *doing) firstWithin(ctx context.Context, limit time.Duration, sights []browser.Locator) (seen browser.Seen, err error) {
	err = within(ctx, limit, func(ctx context.Context) (err error) {
		if d.step.Gone.IsZero() {
			seen, err = d.r.Tab.First(ctx, sights...)
			return err
		}
		seen, err = d.firstOrGone(ctx, sights)
		return err
	})
	return seen, err
}

func (d *doing) firstOrGone(ctx context.Context, sights []browser.Locator) (browser.Seen, error) {
	type result struct {
		seen browser.Seen
		err  error
	}
	ctx, cancel := context.WithCancelCause(ctx)
	results := make(chan result, 2)
	go func() {
		err := d.r.Tab.Gone(ctx, d.step.Gone)
		results <- result{browser.Seen{URL: d.r.Tab.URL()}, err}
	}()
	go func() {
		seen, err := d.r.Tab.First(ctx, sights...)
		results <- result{seen, err}
	}()
	first := <-results
	cancel(context.Canceled)
	second := <-results
	if first.err != nil && second.err == nil {
		return second.seen, nil
	}
	return first.seen, first.err
}

// deal deals with a challenge: by itself with the person's answers, or by handing the page over.
func (d *doing) deal(ctx context.Context, c Challenge) error {
	if d.met++; d.met > most {
		return fmt.Errorf("%s comes again and again: %w", c.Sight, browser.ErrNotReady)
	}
	if c.Deal == nil {
		if err := d.note(audit.EventAsked, c.Ask); err != nil {
			return err
		}
		return d.call(ctx, Handoff{Kind: c.Kind, Step: d.step.Name, Ask: c.Ask}, func(ctx context.Context) error {
			return d.r.Tab.Gone(ctx, c.Sight)
		})
	}
	inner := *d.r
	inner.Challenges = nil
	for _, other := range d.r.Challenges {
		if other.Name == c.Name {
			break // what comes after it lies below it
		}
		inner.Challenges = append(inner.Challenges, other)
	}
	return c.Deal(ctx, &inner)
}

func (d *doing) note(e audit.Event, text string) error { return d.entry.Note(e, text) }
