package pages

import (
	"context"
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
	var classes []string
	_ = r.Timed(ctx, func(ctx context.Context) (err error) { // the words alone tell most of them
		classes, err = r.Tab.Attributes(ctx, denials, "class")
		return err
	})
	d.reasons = ad.run.Site.reasonsFor(words, classes)
	for _, reason := range d.reasons {
		words = append(words, reason.Says+" "+reason.Remedy)
	}
	d.words = strings.Join(words, " · ")
	return d
}

// denials are the lines by which the site tells why it keeps an account.
var denials = browser.Find("the reasons why the account is kept", browser.Way{CSS: `[class*="` + denialClass + `"]`})

const denialClass = "del-account-deny-"

// reasonsFor are the reasons that a refusal's words name, or the classes of its lines.
func (s *Site) reasonsFor(words, classes []string) (all []Reason) {
	text := strings.ToLower(strings.Join(words, " "))
	classes = strings.Fields(strings.Join(classes, " "))
	for _, reason := range s.Reasons {
		if slices.ContainsFunc(reason.Words, func(w string) bool { return strings.Contains(text, strings.ToLower(w)) }) ||
			slices.ContainsFunc(reason.Class, func(c string) bool { return slices.Contains(classes, denialClass+c) }) {
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
