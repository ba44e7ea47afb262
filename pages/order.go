package pages

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"miacct/audit"
	"miacct/flow"
	"miacct/snapshot"
)

// A deletionOrder is when and where the first control was pressed that may be the order. A control
// that leads to a dialog or to another page is a way; the order is the press after which
// something other than reading was sent.
type deletionOrder struct {
	since   time.Time // of the first press; zero before
	pressed bool      // the press has reached the page
	at      string    // address of the page of the last
}

// sending reports whether something other than reading was sent since the first press.
func (o deletionOrder) sending(r *flow.Runner) bool {
	return !o.since.IsZero() && r.Tab.Traffic(o.since).Sent > 0
}

// read reads the page once it is at rest.
func (run *run) read(ctx context.Context, r *flow.Runner) (p snapshot.Page, err error) {
	err = r.Timed(ctx, func(ctx context.Context) error {
		p, err = r.Tab.Settle(ctx, nil)
		return err
	})
	return p, err
}

// A denial is why the site keeps the account.
type denial struct {
	words   string // the site's, with what can be done about them
	reasons []Reason
}

// whyDenied adds the site's reasons, and what can be done about them, to the words of a refusal.
func (run *run) whyDenied(p snapshot.Page, said string) (d denial) {
	words := []string{said}
	at := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == said })
	for i, n := range p.Nodes {
		if at >= 0 && i > at && n.Layer == p.Nodes[at].Layer && isText(n) && !pressable(p, i) && len(words) < 20 {
			words = append(words, n.Label())
		}
	}
	all := strings.ToLower(strings.Join(words, " "))
	for _, reason := range run.Site.Reasons {
		if slices.ContainsFunc(reason.Words, func(w string) bool { return strings.Contains(all, strings.ToLower(w)) }) {
			d.reasons = append(d.reasons, reason)
			words = append(words, reason.Says+" "+reason.Remedy)
		}
	}
	d.words = strings.Join(words, " · ")
	return d
}

// unsure puts off an unknown outcome: reading whether the account is still there may
// yet tell. Nothing is done a second time for that.
func (run *run) unsure(r *flow.Runner, err error) error {
	switch flow.OutcomeOf(err) {
	case audit.Unknown:
		run.doubt = err
		return nil
	case audit.Refused:
		run.ordered = false
		return errors.Join(err, r.Became(actDelete, audit.ActRefused))
	case audit.NobodyThere, audit.Declined: // the site was still asking
		run.ordered = false
		return errors.Join(err, asked(r, actDelete))
	}
	return err
}
