package pages

import (
	"context"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// closer is the sight of a control that may close a banner, an announcement or a survey.
// Whether it does is decided by what it lies in, see closing.
var closer = browser.Find("a control that only closes or puts off",
	browser.Way{Words: slices.Concat(refuseWords, closeWords)}, browser.Way{Role: "button", Words: slices.Concat(refuseWords, closeWords)})

// closeOverlay is the name of the challenge of what lies over the page.
const closeOverlay = "close what covers the page"

// closing is the control that closes o without agreeing to anything: one whose whole label
// refuses, puts off or closes. What asks for a password, or speaks of what the run is there
// for, is never closed; nor what names one of devices, as it may be what the run has opened itself.
func closing(o browser.Overlay, devices []string) (browser.OverlayControl, bool) {
	text := browser.Folded(o.Text)
	if slices.ContainsFunc(devices, func(d string) bool { return holdsWord(text, browser.Folded(d)) }) {
		return browser.OverlayControl{}, false
	}
	if o.Secret || says(o.Text, protectedWords...) || says(o.Text, passwordWords...) {
		return browser.OverlayControl{}, false
	}
	consents := says(o.Text, termsWords...) // to acknowledge that may be to agree
	for _, words := range [][]string{refuseWords, closeWords} {
		for _, c := range o.Controls {
			if consents && intent.Acknowledges(c.Label) {
				continue
			}
			if label := foldText(c.Label); slices.ContainsFunc(words, func(w string) bool { return foldText(w) == label }) {
				return c, true
			}
		}
	}
	var labels []string
	for _, c := range o.Controls {
		labels = append(labels, c.Label)
	}
	if i := intent.CookieRefusal(o.Text, labels); i >= 0 {
		return o.Controls[i], true
	}
	return browser.OverlayControl{}, false
}

// aside finds what puts away a notice that lies over the page and names none of the devices.
func (run *run) aside(v flow.View) (flow.Match, bool) {
	p := v.Page
	for i, l := range p.Layers {
		if l.Kind == snapshot.Document || l.Kind == snapshot.Menu {
			continue
		}
		nodes := p.InLayer(i)
		if slices.ContainsFunc(run.known.names(), func(name string) bool { return naming(p, nodes, name) }) {
			continue
		}
		if c := intent.Aside(p, i); c >= 0 && p.Nodes[c].Ready() {
			return flow.Match{Node: c, Words: p.Nodes[c].Label()}, true
		}
	}
	return nowhere, false
}

// unless deals with a challenge as it does, and leaves it alone while so holds.
func unless(so func(*flow.Runner) bool, c flow.Challenge) func(context.Context, *flow.Runner) error {
	return func(ctx context.Context, r *flow.Runner) error {
		if so(r) {
			return flow.ErrNoChallenge
		}
		return c.Deal(ctx, r)
	}
}

// clearOverlay closes what lies over the page and is not about what the run does.
func (run *run) clearOverlay(ctx context.Context, r *flow.Runner) error {
	var all []browser.Overlay
	err := r.Timed(ctx, func(ctx context.Context) (err error) {
		all, err = r.Tab.Overlays(ctx)
		return err
	})
	if err != nil {
		return err
	}
	for i := len(all) - 1; i >= 0; i-- { // the last lies over the others
		c, ok := closing(all[i], run.known.names())
		if !ok {
			continue
		}
		if at, err := r.Look(ctx, c.Locator()); err != nil || strings.HasPrefix(at.Words, "covered") {
			continue // something lies over it, which is the matter now
		}
		if err := r.Trail.Note(trail.EventSaid, shorten(strings.TrimSpace(all[i].Text), 200)); err != nil {
			return err
		}
		return r.Do(ctx, flow.Step{Name: closeOverlay, Do: []browser.Action{c.Locator().Click()}, Gone: c.Locator()})
	}
	return flow.ErrNoChallenge
}
