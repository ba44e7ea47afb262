package flow

import (
	"context"
	"errors"
	"slices"
	"time"

	"miacct/browser"
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
	Toward   []string // objects, as intent calls them: what names one of them is opened before the rest

	// Row is the thing as the page's guard tells it from others, nil if there is no need: what is
	// opened must be its own then, or the page's.
	Row *browser.Row

	Depth   int // presses from where the search begins, 4 if zero
	Presses int // in all until a case matches, 12 if zero
}

// items is what the thing is called, nothing where no one thing is looked for.
func (x Reach) items() []string {
	if x.Row == nil {
		return nil
	}
	return append([]string{x.Row.Name}, x.Names...)
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
	mine   bool     // the opener is the thing's own
	keys   []string // of the opener, by which it is known as tried
	more   bool     // it has shown several things to open: it is opened again for the next of them
}

func (e exploration) mine() []bool {
	var mine []bool
	for _, p := range e.path {
		mine = append(mine, p.mine)
	}
	return mine
}

// add adds the place where an opener is pressed. One that did not come with the last, on the same page, lies beside it
// and not behind it. others is whether more that came with the last may be opened.
func (e *exploration) add(at place, came, others bool) {
	for n := len(e.path); !came && n > 0 && e.path[n-1].url == at.url && e.path[n-1].layers == at.layers; n = len(e.path) {
		e.path = e.path[:n-1]
	}
	if n := len(e.path); came && n > 0 {
		e.path[n-1].more = others
	}
	e.path = append(e.path, at)
}

// others reports whether openers beside node i came with the last one, too, and were not tried.
func (t *talk) others(i int) bool {
	return slices.ContainsFunc(openers(t.view, t.c.Reach), func(k int) bool {
		return k != i && t.view.Opened(k) && !slices.ContainsFunc(triedKeys(t.view.Page, k, t.c.Reach), func(key string) bool { return t.way.tried[key] })
	})
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
		t.way.add(place{url: t.view.Page.URL, layers: len(t.view.Page.Layers), mine: mine, keys: keys}, t.view.Opened(i), t.others(i))
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
		if n > 1 && t.way.path[n-2].more && t.view.Page.URL != last.url { // what showed it is closed on the page before
			for _, k := range t.way.path[n-2].keys {
				delete(t.way.tried, k)
			}
			t.way.path = t.way.path[:n-2]
		}
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
		if again := "again " + v.Page.Identity(i); (t.onlyClosed(v, i) || ownedBy(v.Page, x)[i] && t.drawnAnew(v, i)) && !t.way.tried[again] {
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
		a.On, a.Leads = browser.At(p, n.Parent), true
		return a
	case row != nil && mine:
		at = at.About(*row)
	}
	a := at.Click()
	a.Leads = true
	return a
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
