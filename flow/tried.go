package flow

import (
	"fmt"
	"slices"
	"strings"

	"miacct/intent"
	"miacct/snapshot"
)

// What of a search was tried, and may be tried again.

// drawnAnew reports whether all that the last opener brought is gone, and opener i is another element than was pressed: a
// list that draws itself anew closes what was opened.
func (t *talk) drawnAnew(v View, i int) bool {
	if t.opening == nil || t.opening.URL != v.Page.URL || v.Page.Busy || t.way.tried[elementKey(v.Page.Nodes[i].Ref)] {
		return false
	}
	before := wordsOf(*t.opening)
	return !slices.ContainsFunc(v.Page.Nodes, func(n snapshot.Node) bool { return n.Kind.Pressable() && !before[snapshot.Fold(n.Label())] })
}

// onlyClosed reports whether the press of opener i, the last, did no more than to close a menu or the like that it lies not
// in: where a list is open, the first press elsewhere closes it and is lost.
func (t *talk) onlyClosed(v View, i int) bool {
	path := t.way.path
	if t.opening == nil || t.opening.URL != v.Page.URL || v.Page.Busy || len(path) == 0 || !slices.Contains(path[len(path)-1].keys, siteOf(v.Page)+v.Page.Identity(i)) || len(v.Page.Layers) >= len(t.opening.Layers) {
		return false
	}
	at := slices.IndexFunc(t.opening.Nodes, func(n snapshot.Node) bool { return n.Ref == v.Page.Nodes[i].Ref && n.Ref.Node != 0 })
	if at < 0 || t.opening.Layers[t.opening.Nodes[at].Layer].Kind != v.Page.Layers[v.Page.Nodes[i].Layer].Kind {
		return false
	}
	before := wordsOf(*t.opening)
	return !slices.ContainsFunc(v.Page.Nodes, func(n snapshot.Node) bool { return n.Kind.Pressable() && !before[snapshot.Fold(n.Label())] })
}

func elementKey(r snapshot.Ref) string { return fmt.Sprint("element ", r.Document, " ", r.Node) }

// triedKeys tell an opener that was tried from others, also where it looks otherwise since: the same element,
// or what the thing's own entry has become. To press such a one again would close it.
func triedKeys(p snapshot.Page, i int, x Reach) []string {
	n := p.Nodes[i]
	keys := []string{siteOf(p) + p.Identity(i)} // the menu of another site is another menu
	if n.Ref.Node != 0 {
		keys = append(keys, elementKey(n.Ref))
	}
	if sure, _ := intent.Opener(p, i, x.items()...); (sure == 0 || holdsName(p, i, x.Names)) && mentions(p, i, x.Names) {
		keys = append(keys, fmt.Sprint("own ", p.URL, " ", p.Layers[n.Layer].Kind, " ", n.Kind, " ", n.Tag, " ", n.Role))
	}
	return keys
}

// siteOf is the scheme and host of a page.
func siteOf(p snapshot.Page) string {
	scheme, rest, _ := strings.Cut(p.URL, "//")
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "//" + host + " "
}

// holdsName reports whether a control is the thing's own row: its name stands in it.
func holdsName(p snapshot.Page, i int, names []string) bool {
	for k := i + 1; k < len(p.Nodes) && p.Within(k, i); k++ {
		if says(p.Nodes[k], names) {
			return true
		}
	}
	return false
}
