package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/accessibility"
)

// sameRole maps the names Chrome uses for roles to those of ARIA.
var sameRole = map[string]string{"image": "img", "labeltext": "label", "toggle button": "button", "popupbutton": "button",
	"menuitemcheckbox": "menuitem", "menuitemradio": "menuitem", "listboxoption": "option"}

func roleName(s string) string {
	s = strings.ToLower(s)
	if r, ok := sameRole[s]; ok {
		return r
	}
	return s
}

// atOnce is how many questions about roles are asked at the same time.
const atOnce = 8

// withRole keeps those of all that have w's role and name in Chrome's accessibility tree.
func (t *tab) withRole(ctx context.Context, w Way, all []hit) ([]hit, error) {
	keep := make([]bool, len(all))
	faults := make([]error, len(all))
	turn := make(chan struct{}, atOnce)
	var asks sync.WaitGroup
	for i, h := range all {
		turn <- struct{}{}
		asks.Go(func() {
			defer func() { <-turn }()
			keep[i], faults[i] = t.hasRole(ctx, w, h)
		})
	}
	asks.Wait()
	var out []hit
	for i, h := range all {
		if err := faults[i]; err != nil && (!errors.Is(err, errGone) || h.in.id == t.top) {
			return nil, err
		}
		if keep[i] {
			out = append(out, h)
		}
	}
	return out, nil
}

func (t *tab) hasRole(ctx context.Context, w Way, h hit) (bool, error) {
	object, err := hold(ctx, h.in, fmt.Sprintf("miacct.element(%d)", h.ID))
	if err != nil {
		return false, err
	}
	defer release(ctx, h.in, object)
	r, err := askIn(ctx, h.in, accessibility.GetPartialAXTree,
		accessibility.GetPartialAXTreeParams{ObjectID: object, FetchRelatives: new(false)})
	if err != nil {
		return false, err
	}
	if len(r.Nodes) == 0 || r.Nodes[0].Role == nil {
		return false, nil
	}
	n := r.Nodes[0]
	if !h.Shown { // what is hidden has no place in the tree; that it is there is all that is said of it
		return true, nil
	}
	if n.Ignored || roleName(axText(n.Role)) != roleName(w.Role) {
		return false, nil
	}
	name := fold(axText(n.Name))
	if w.Words != nil && !slices.ContainsFunc(w.Words, func(s string) bool { return fold(s) == name }) {
		return false, nil
	}
	return w.Has == nil || slices.ContainsFunc(w.Has, func(s string) bool { return strings.Contains(name, fold(s)) }), nil
}

func axText(v *accessibility.Value) string {
	var s string
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // not a string: no text
	}
	return s
}
