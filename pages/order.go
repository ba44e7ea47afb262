package pages

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
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
func (ad *accountDeletion) whyDenied(ctx context.Context, r *flow.Runner, p snapshot.Page, said string) (d denial) {
	words := []string{said}
	at := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == said })
	for i, n := range p.Nodes {
		if at >= 0 && i > at && n.Layer == p.Nodes[at].Layer && isText(n) && !pressable(p, i) && len(words) < 20 {
			words = append(words, n.Label())
		}
	}
	d.reasons = ad.run.Site.reasonsFor(words, ad.denialClasses(ctx, r))
	for _, reason := range d.reasons {
		words = append(words, reason.Says+" "+reason.Remedy)
	}
	d.words = strings.Join(words, " · ")
	return d
}

// denialClasses are those of Reason.Class that lines of the page have. There need be none: words tell most reasons.
func (ad *accountDeletion) denialClasses(ctx context.Context, r *flow.Runner) (found []string) {
	var classes []string
	var lines []browser.Locator
	for _, reason := range ad.run.Site.Reasons {
		for _, c := range reason.Class {
			classes = append(classes, c)
			lines = append(lines, browser.Find("the reason "+c, browser.Way{CSS: fmt.Sprintf("[class~=%q]", "del-account-deny-"+c)}))
		}
	}
	at, err := r.LookAll(ctx, lines...)
	if err != nil {
		return nil
	}
	for i, line := range at {
		if line.Shown {
			found = append(found, classes[i])
		}
	}
	return found
}

// reasonsFor are the reasons that a refusal's words name, or the classes of its lines.
func (s *Site) reasonsFor(words, classes []string) (all []Reason) {
	text := strings.ToLower(strings.Join(words, " "))
	for _, reason := range s.Reasons {
		if slices.ContainsFunc(reason.Words, func(w string) bool { return strings.Contains(text, strings.ToLower(w)) }) ||
			slices.ContainsFunc(reason.Class, func(c string) bool { return slices.Contains(classes, c) }) {
			all = append(all, reason)
		}
	}
	return all
}

// unsure puts off an unknown outcome: reading whether the account is still there may
// yet tell. Nothing is done a second time for that.
func (ad *accountDeletion) unsure(r *flow.Runner, err error) error {
	switch flow.OutcomeOf(err) {
	case trail.Unknown:
		ad.doubt = err
		return nil
	case trail.Refused:
		ad.ordered = false
		return together(err, r.Became(actDelete, journal.Refused))
	case trail.NobodyThere, trail.Declined: // the site was still asking
		ad.ordered = false
		return together(err, asked(r, actDelete))
	}
	return err
}
