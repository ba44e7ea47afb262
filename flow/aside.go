package flow

import (
	"context"
	"errors"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/snapshot"
)

// covered reports whether something lies over a node.
func covered(n snapshot.Node) bool {
	return slices.ContainsFunc(n.Against, func(why string) bool { return why == "inert" || strings.HasPrefix(why, "covered") })
}

// putAside puts away what lies over the page and is not its matter, each such thing once. It reports
// whether it did.
func (t *talk) putAside(ctx context.Context) (bool, error) {
	if t.r.Aside == nil {
		return false, nil
	}
	m, ok := t.r.Aside(t.view)
	if !ok {
		return false, nil
	}
	key := t.view.Page.Identity(m.Node)
	if t.away[key] {
		return false, nil
	}
	if t.away == nil {
		t.away = map[string]bool{}
	}
	t.away[key] = true
	_, _, err := t.r.perform(ctx, Step{Name: "put away what lies over the page", Do: []browser.Action{browser.At(t.view.Page, m.Node).Click()}, until: func(ctx context.Context) error {
		t.fresh = true
		return t.read(ctx)
	}})
	t.way = t.way.anew()
	if errors.Is(err, browser.ErrNotReady) && ctx.Err() == nil { // it went by itself
		return true, t.read(ctx)
	}
	return true, err
}
