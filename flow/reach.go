package flow

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// Reach says where to look for a control that is not on the page. Only what opens is pressed: the
// thing's own name or entry, more, menu, details, manage, settings, tabs, next page, expand. Never a
// verb that changes something, never an unknown word, never what names another thing.
type Reach struct {
	Names    []string // of the thing: its name, its identifier; empty to look in the page's own navigation only
	Parts    []string // of its name, which other things may bear too
	Others   []string // names of things like it
	Navigate bool     // also what leads to other parts of the site: menus, settings, tabs

	// Row is the thing as the page's guard tells it from others, nil if there is no need: what is
	// opened must be its own then, or the page's.
	Row *browser.Row

	Depth   int // presses from where the search begins, 4 if zero
	Presses int // in all until a case matches, 12 if zero
}

// An exploration is what was opened since the last act.
type exploration struct {
	path   []place
	tried  map[string]bool
	count  int
	opened time.Time // when the page was at rest after the last opener
	worked []string  // labels that led to what was looked for before
}

// anew is the exploration from here: what was opened may be closed by now.
func (e exploration) anew() exploration { return exploration{worked: e.worked, count: e.count} }

// A place is where an opener was pressed.
type place struct {
	url    string
	layers int
	mine   bool // the opener is the thing's own
}

func (e exploration) mine() []bool {
	var mine []bool
	for _, p := range e.path {
		mine = append(mine, p.mine)
	}
	return mine
}

// explores reports whether openers may be pressed: what comes after an act that cannot be undone is its answer, and
// nothing is looked for elsewhere once something was sent by one.
func (t *talk) explores() bool {
	x := t.c.Reach
	return (len(x.Names) > 0 || x.Row != nil || x.Navigate) && t.final.step == "" && !t.finalPressSent()
}

// explore presses the next opener, or goes back by the way it came. It reports whether it did either.
func (t *talk) explore(ctx context.Context) (bool, error) {
	x := t.c.Reach
	if !t.explores() {
		return false, nil
	}
	if t.way.tried == nil {
		t.way.tried = map[string]bool{}
	}
	if i, keys := t.opener(t.view); i >= 0 {
		for _, k := range keys {
			t.way.tried[k] = true
		}
		t.way.count++
		mine := ownedBy(t.view.Page, x)[i] || t.view.Opened(i) && t.way.ours()
		if mine && x.Row != nil && !closedOption(t.view.Page.Nodes[i]) { // the page itself must say so too, of what it shows
			at, err := t.r.Look(ctx, browser.At(t.view.Page, i).About(*x.Row))
			if err != nil {
				return false, err
			}
			mine = at.Shown
		}
		t.way.path = append(t.way.path, place{url: t.view.Page.URL, layers: len(t.view.Page.Layers), mine: mine})
		err := t.open(ctx, Step{Name: "open “" + cut(t.view.Page.Nodes[i].Label(), 40) + "”", Do: []browser.Action{opening(t.view.Page, i, x.Row, mine)}})
		if (errors.Is(err, browser.ErrNotReady) || errors.Is(err, browser.ErrChanged)) && t.stale < maxStale && ctx.Err() == nil { // look again
			t.stale++
			for _, k := range keys {
				delete(t.way.tried, k)
			}
			t.way.path = t.way.path[:len(t.way.path)-1]
			return true, t.read(ctx)
		}
		return true, err
	}
	if left := late - time.Since(t.way.opened); len(t.way.path) > 0 && left > 0 { // what was opened may come late
		if changed, err := t.comesWithin(ctx, left); changed || err != nil {
			return changed, err
		}
	}
	for n := len(t.way.path); n > 0; n = len(t.way.path) {
		last := t.way.path[n-1]
		t.way.path = t.way.path[:n-1]
		switch {
		case t.view.Page.URL != last.url:
			return true, t.open(ctx, Step{Name: "go back", Do: []browser.Action{browser.Back()}})
		case len(t.view.Page.Layers) > last.layers:
			return true, t.open(ctx, Step{Name: "close what was opened", Do: []browser.Action{browser.Escape()}})
		}
	}
	return false, nil
}

// opener is the next opener to press on the page of the view and what tells it from others, -1 if there is none.
func (t *talk) opener(v View) (i int, keys []string) {
	x := t.c.Reach
	if !t.explores() || t.way.count >= orElse(x.Presses, 12) || len(t.way.path) >= orElse(x.Depth, 4) {
		return -1, nil
	}
	for _, i := range openers(v, x) {
		keys := triedKeys(v.Page, i, x)
		if !slices.ContainsFunc(keys, func(k string) bool { return t.way.tried[k] }) {
			return i, keys
		}
		if again := "again " + v.Page.Identity(i); ownedBy(v.Page, x)[i] && t.drawnAnew(v, i) && !t.way.tried[again] {
			return i, append(keys, again)
		}
	}
	return -1, nil
}

// goesOn reports whether what was opened is acted on or leads on, so that the picture before the next step shows it.
func (t *talk) goesOn() bool {
	i, m, ok := t.match(t.view)
	if !ok {
		return t.leadsOn(t.view)
	}
	c := t.c.Cases[i]
	return c.Once && c.Do != nil && m.Doubt == ""
}

// leadsOn reports whether the next opener came with the last, or is the thing's own before anything was done:
// to open it shows more of the thing, whatever else may come.
func (t *talk) leadsOn(v View) bool {
	i, _ := t.opener(v)
	return i >= 0 && (v.Opened(i) || t.base == nil && t.opening == nil && ownedBy(v.Page, t.c.Reach)[i])
}

// cameAlong reports whether the next opener came with the last.
func (t *talk) cameAlong(v View) bool {
	i, _ := t.opener(v)
	return i >= 0 && v.Opened(i)
}

// late is how long what was opened may take to come, on a page that is at rest.
const late = 3 * time.Second

// comesWithin reports whether a page at rest changes after all.
func (t *talk) comesWithin(ctx context.Context, limit time.Duration) (bool, error) {
	few, stop := context.WithTimeout(ctx, limit)
	defer stop()
	_, err := t.r.Tab.Changed(few, t.view.Page)
	if err != nil && few.Err() != nil && ctx.Err() == nil {
		return false, nil
	}
	return err == nil, err
}

// awaitAnswer waits for an answer to the last act, and reports whether one came. What changes all the time is not waited on.
func (t *talk) awaitAnswer(ctx context.Context) (bool, error) {
	if t.waits.IsZero() {
		t.waits = time.Now().Add(2 * late)
	}
	left := min(late, time.Until(t.waits))
	if t.unanswered++; left <= 0 || t.unanswered > maxUnanswered {
		return false, nil
	}
	changed, err := t.comesWithin(ctx, left)
	if !changed {
		t.waits = time.Now()
	}
	return changed, err
}

// ours reports whether what was opened last was the thing's own.
func (e exploration) ours() bool { return len(e.path) > 0 && e.path[len(e.path)-1].mine }

// shortestKey is how long an identifier is that tells something.
const shortestKey = 6

// opening presses an opener, or chooses it where it is an option.
func opening(p snapshot.Page, i int, row *browser.Row, mine bool) browser.Action {
	at := browser.At(p, i)
	switch n := p.Nodes[i]; {
	case n.Kind == snapshot.Option && n.Tag == "option" && n.Parent >= 0:
		a := at.Choose()
		a.On = browser.At(p, n.Parent)
		return a
	case row != nil && mine:
		at = at.About(*row)
	}
	return at.Click()
}

// open does a step that shows more of the site and changes nothing.
func (t *talk) open(ctx context.Context, s Step) error {
	t.leave()
	t.direct = false
	base := t.view.Page
	s.until = func(ctx context.Context) error {
		t.opening, t.fresh = &base, true
		return t.read(ctx)
	}
	s.passing = t.goesOn
	_, _, err := t.r.perform(ctx, s)
	t.way.opened = time.Now()
	return err
}

func orElse(n, fallback int) int {
	if n == 0 {
		return fallback
	}
	return n
}

// openers are the nodes that may lead to what is looked for, the likeliest first: what came with the
// last press, what is in the thing's own entry, the thing itself, then the page's navigation, and what leads back last.
func openers(v View, x Reach) []int {
	p := v.Page
	var came, own, self, away, navigation, back []int
	keys, owned, theirs := p.Keys(), ownedBy(p, x), besideOthers(p, x)
	framed := aroundMain(p, x.Names)
	named := slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool { return says(n, x.Names) })
	called := slices.Concat(x.Names, x.Parts)
	if x.Row != nil { // of twins the key tells which is which, and the name what they are called
		called = append(called, x.Row.Name)
	}
	for i, n := range p.Nodes {
		if !n.Ready() && !closedOption(n) || !reachable(p, n) || n.State.Expanded == snapshot.Yes { // to press what is open closes it
			continue
		}
		if x.Row != nil && len(x.Names) > 0 && !named && n.Entry < 0 && intent.ClosedList(n) && isChoice(n, x.Others) { // the thing may be another of its choices
			self = append(self, i)
			continue
		}
		if mentions(p, i, x.Others) {
			continue
		}
		if x.Row != nil && x.Row.Others != nil && slices.ContainsFunc(keys[i], func(k string) bool { return k != x.Row.Key && slices.Contains(x.Row.Others.Keys, k) }) {
			continue
		}
		mine := owned[i]
		if !mine && theirs[i] {
			continue
		}
		sure, _ := intent.Opener(p, i)
		switch {
		case sure > 0 && intent.LeadsBack(n):
			if x.Navigate {
				back = append(back, i)
			}
		case sure > 0 && (v.Opened(i) || v.New(i)) && (n.Entry < 0 || p.Layers[n.Layer].Kind == snapshot.Menu): // a menu may be a list
			came = append(came, i)
		case sure > 0 && mine && n.Entry < 0 && (leaves(p, n) || n.Kind == snapshot.Tab || framed(i)) && !mentions(p, i, x.Names): // of the only thing on a page all that is there seems its own
			away = append(away, i)
		case sure > 0 && mine:
			own = append(own, i)
		case (mine || mentions(p, i, x.Names) || x.Row != nil && len(x.Row.Key) >= shortestKey && slices.Contains(keys[i], x.Row.Key)) && shows(p, i, called):
			self = append(self, i)
		case sure > 0 && x.Row != nil && !named && n.Entry < 0 && intent.ClosedList(n): // the thing may be one of its choices
			self = append(self, i)
		case sure > 0 && x.Navigate && (n.Entry < 0 || x.Row == nil && len(x.Names) == 0) && !(x.Row != nil && leaves(p, n)):
			navigation = append(navigation, i)
		}
	}
	return slices.Concat(came, own, self, away, navigation, back)
}

// closedOption reports whether a node is a choice of a native list that is closed: it can be chosen all the same.
func closedOption(n snapshot.Node) bool {
	return n.Kind == snapshot.Option && n.Tag == "option" && !n.State.Selected && !n.State.Disabled && slices.Equal(n.Against, []string{snapshot.InClosedList})
}

// isChoice reports whether a closed list of choices shows one of the names, and nothing else.
func isChoice(n snapshot.Node, names []string) bool {
	shown := strings.TrimRight(n.Label(), "▾▼⌄﹀∨˅▿🞃 ")
	return slices.ContainsFunc(names, func(name string) bool { return browser.Folded(name) == browser.Folded(shown) })
}

// leaves reports whether a link leads away from the page, by its address or by the route behind its "#": what is to be
// done to one thing is done where it is.
func leaves(p snapshot.Page, n snapshot.Node) bool {
	page, _, _ := strings.Cut(p.URL, "#")
	to, route, within := strings.Cut(n.Href, "#")
	return n.Kind == snapshot.Link && !strings.HasPrefix(to, "javascript:") && (to != "" && (to != page || !within) || strings.HasPrefix(route, "/") || strings.HasPrefix(route, "!"))
}

// ownedBy tells of each node whether it is the thing's own: it says its name, holds its identifier, or
// stands beside the name with nothing of another thing.
func ownedBy(p snapshot.Page, x Reach) []bool {
	own := make([]bool, len(p.Nodes))
	for i := range own {
		own[i] = mentions(p, i, x.Names)
	}
	if x.Row == nil {
		return own
	}
	if len(x.Row.Key) >= shortestKey {
		for i, keys := range p.Keys() {
			own[i] = own[i] || slices.Contains(keys, x.Row.Key)
		}
	}
	if x.Row.Twin {
		return own
	}
	names := append([]string{x.Row.Name}, x.Names...)
	for _, name := range names {
		for _, s := range p.Scopes(name, x.Others...) {
			for _, i := range s.Nodes {
				own[i] = true
			}
		}
	}
	for l, layer := range p.Layers { // a sheet or dialog that names it and nothing else is all its own
		in := p.InLayer(l)
		says := func(names []string) bool {
			return slices.ContainsFunc(in, func(i int) bool { return says(p.Nodes[i], names) })
		}
		if layer.Kind != snapshot.Document && layer.Kind != snapshot.Toast && layer.Kind != snapshot.Banner && says(names) && !says(x.Others) {
			for _, i := range in {
				own[i] = true
			}
		}
	}
	for _, i := range shownOfChosen(p, append(names, x.Parts...), x.Others) {
		own[i] = true
	}
	return own
}

// besideOthers tells of each node whether it stands beside the name of another thing, and with nothing of this one: a list
// that is drawn anew after something was opened is no part of what was opened.
func besideOthers(p snapshot.Page, x Reach) []bool {
	theirs := make([]bool, len(p.Nodes))
	for i, name := range x.Others {
		rest := slices.Concat(x.Others[:i], x.Others[i+1:], x.Names)
		if x.Row != nil {
			rest = append(rest, x.Row.Name)
		}
		for _, s := range p.Scopes(name, rest...) {
			for _, k := range s.Nodes {
				theirs[k] = true
			}
		}
	}
	return theirs
}

// reachable reports whether a node can be pressed with the layers that lie in front.
func reachable(p snapshot.Page, n snapshot.Node) bool {
	for i, l := range p.Layers {
		if i == n.Layer {
			return true
		}
		if l.Modal {
			return false
		}
	}
	return true
}

// mentions reports whether the node, what is in it, or its entry says one of the names.
func mentions(p snapshot.Page, i int, names []string) bool {
	if says(p.Nodes[i], names) {
		return true
	}
	for k := i + 1; k < len(p.Nodes) && p.Within(k, i); k++ {
		if says(p.Nodes[k], names) {
			return true
		}
	}
	if p.Nodes[i].Entry < 0 {
		return false
	}
	return slices.ContainsFunc(p.InEntry(p.Nodes[i].Entry), func(k int) bool { return says(p.Nodes[k], names) })
}

func says(n snapshot.Node, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return name != "" && (browser.Alike(n.Name, name) || browser.Alike(n.Text, name) || strings.Contains(n.Hint, name) && len(name) >= 6 ||
			slices.ContainsFunc(snapshot.Parts(n.Label()), func(part string) bool { return browser.Alike(part, name) }))
	})
}
