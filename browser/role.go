package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

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
	n, err := t.accessible(ctx, h)
	if err != nil || n == nil {
		return false, err
	}
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

// An element is one of a document in the state that it had after a number of changes.
type element struct {
	document string // its world's unique name
	changes  int
	number   int64
}

// accessibles keeps what the accessibility tree said of elements.
type accessibles struct {
	mu  sync.Mutex
	all map[element]accessibleThen
}

type accessibleThen struct {
	node *accessibility.Node // nil for what has no role
	at   time.Time
}

// accessibleFor is how long the tree's word on an element stands while its document does not change:
// what a style sheet does to a name is no change that is told.
const accessibleFor = time.Second

// accessible is what Chrome's accessibility tree says of h; nil if it has no role.
func (t *tab) accessible(ctx context.Context, h hit) (*accessibility.Node, error) {
	key := element{h.in.unique, h.state, h.Number}
	t.accessibles.mu.Lock()
	known, ok := t.accessibles.all[key]
	t.accessibles.mu.Unlock()
	if ok && time.Since(known.at) < accessibleFor {
		return known.node, nil
	}
	asked := time.Now()
	object, err := hold(ctx, h.in, fmt.Sprintf("miacct.element(%d)", h.ID))
	if err != nil {
		return nil, err
	}
	defer release(ctx, h.in, object)
	r, err := askIn(ctx, h.in, accessibility.GetPartialAXTree,
		accessibility.GetPartialAXTreeParams{ObjectID: object, FetchRelatives: new(false)})
	if err != nil {
		return nil, err
	}
	var n *accessibility.Node
	if len(r.Nodes) > 0 && r.Nodes[0].Role != nil {
		n = r.Nodes[0]
	}
	t.accessibles.mu.Lock()
	defer t.accessibles.mu.Unlock()
	for k, a := range t.accessibles.all {
		if time.Since(a.at) > accessibleFor {
			delete(t.accessibles.all, k)
		}
	}
	if t.accessibles.all == nil {
		t.accessibles.all = map[element]accessibleThen{}
	}
	t.accessibles.all[key] = accessibleThen{n, asked}
	return n, nil
}

func axText(v *accessibility.Value) string {
	var s string
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // not a string: no text
	}
	return s
}
