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
			if err := d.entry.Note(trail.EventSaid, seen.Text); err != nil {
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
// first in this order counts. What stood there before the step acted counts once it went
// or changed; a refusal also when it still stands Settle after the site has answered.
func (d *doing) see(ctx context.Context, since time.Time) (browser.Seen, error) {
	settle := d.r.Settle
	if settle == 0 {
		settle = 2 * time.Second
	}
	for end := since.Add(d.r.limit()); d.staleRefusal() && !d.step.Final; {
		seen, err := d.next(ctx, min(settle, time.Until(end)))
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil || !time.Now().Before(end) {
			return seen, err
		}
		if sent := d.r.Tab.Traffic(d.since); sent.Read+sent.Sent > 0 && sent.Open == 0 {
			for i := range d.step.Refusals {
				d.was[1+i] = "" // the site says the same again
			}
		}
	}
	return d.next(ctx, d.r.limit())
}

func (d *doing) staleRefusal() bool {
	return slices.ContainsFunc(d.was[1:1+len(d.step.Refusals)], func(s string) bool { return s != "" })
}

// next waits for the next of the sights that the watch looks for: Want, or that Gone is gone, challenges,
// refusals, Or, and Again once a challenge was met.
func (d *doing) next(ctx context.Context, limit time.Duration) (seen browser.Seen, err error) {
	ends, challenges := d.ends(), d.challenges()
	n := len(ends)
	if d.met == 0 {
		n -= len(d.step.Again)
	}
	sights := slices.Concat(ends[:1], challenges, ends[1:n])
	was := slices.Concat(d.was[:1], make([]string, len(challenges)), d.was[1:n])
	err = within(ctx, limit, func(ctx context.Context) (err error) {
		seen, err = d.r.Tab.WaitFor(ctx, browser.Wait{Visible: sights, Was: was, Hidden: d.step.Gone})
		return err
	})
	copy(d.was, was[:1])
	copy(d.was[1:], was[1+len(challenges):])
	seen.Index = max(seen.Index, 0) // Gone stands for Want
	return seen, err
}

// deal deals with a challenge: by itself with the person's answers, or by handing the page over.
func (d *doing) deal(ctx context.Context, c Challenge) error {
	if d.met++; d.met > most {
		return fmt.Errorf("%s keeps coming back: %w", c.Sight, browser.ErrNotReady)
	}
	if c.Deal == nil {
		if err := d.note(trail.EventAsked, c.Ask); err != nil {
			return err
		}
		err := d.call(ctx, Handoff{Kind: c.Kind, Step: d.step.Name, Ask: c.Ask}, d.r.hidden(c.Sight))
		if err == nil && d.step.met != nil {
			d.step.met(c)
		}
		return err
	}
	inner := *d.r
	inner.Challenges, inner.last = nil, nil
	for _, other := range d.r.Challenges {
		if other.Name == c.Name {
			break // what comes after it lies below it
		}
		inner.Challenges = append(inner.Challenges, other)
	}
	err := c.Deal(ctx, &inner)
	if errors.Is(err, ErrNoChallenge) {
		if d.ignored == nil {
			d.ignored = map[string]bool{}
		}
		d.ignored[c.Name] = true
		d.met--
		return nil
	}
	if err == nil && d.step.met != nil {
		d.step.met(c)
	}
	return err
}

func (d *doing) note(e trail.Event, text string) error { return d.entry.Note(e, text) }
