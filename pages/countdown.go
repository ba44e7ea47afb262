package pages

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// countdowns holds since when controls are seen whose label may count down. One that can be pressed
// while it counts does nothing yet on many pages; a number that stays is part of the words.
type countdowns map[string]time.Time

// countdownStep is how long a label stands before its number is no countdown: these go by seconds.
const countdownStep = 1500 * time.Millisecond

// runs reports whether node i may be counting down still.
func (c countdowns) runs(p snapshot.Page, i int) bool {
	label := labelOf(p, i)
	if c == nil || !intent.Counts(label) {
		return false
	}
	since, seen := c[label]
	return !seen || time.Since(since) < countdownStep
}

// wait waits until the label of node i is another, or has stood for long enough to be no countdown.
func (c countdowns) wait(ctx context.Context, r *flow.Runner, p snapshot.Page, i int) error {
	label := labelOf(p, i)
	if _, seen := c[label]; !seen {
		c[label] = time.Now()
	}
	limited, cancel := context.WithDeadline(ctx, c[label].Add(countdownStep))
	defer cancel()
	_, err := r.Tab.Changed(limited, p)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil
	}
	return err
}

// coveredByMessage reports whether nothing but a message lies over a control.
func coveredByMessage(p snapshot.Page, i int) bool {
	against := p.Nodes[i].Against
	return len(against) == 1 && strings.HasPrefix(against[0], "covered") && slices.ContainsFunc(p.Layers, func(l snapshot.Layer) bool {
		b, n := l.Box, p.Nodes[i].Box
		return l.Kind == snapshot.Toast && b.X < n.X+n.Width && n.X < b.X+b.Width && b.Y < n.Y+n.Height && n.Y < b.Y+b.Height
	})
}
