package flow

import (
	"slices"
	"strings"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

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
	items, strangers := x.items(), intent.OtherHeads(p, x.items())
	for i, n := range p.Nodes {
		if !n.Ready() && !closedOption(n) || !reachable(p, n) || n.State.Expanded == snapshot.Yes { // to press what is open closes it
			continue
		}
		if x.Row != nil && len(x.Names) > 0 && !named && n.Entry < 0 && intent.ClosedList(n) && isChoice(n, x.Others) { // the thing may be another of its choices
			self = append(self, i)
			continue
		}
		if mentions(p, i, x.Others) || slices.Contains(strangers, i) {
			continue
		}
		if x.Row != nil && x.Row.Others != nil && slices.ContainsFunc(keys[i], func(k string) bool { return k != x.Row.Key && slices.Contains(x.Row.Others.Keys, k) }) {
			continue
		}
		mine := owned[i]
		if !mine && theirs[i] {
			continue
		}
		sure, _ := intent.Opener(p, i, items...)
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
		case sure > 0 && x.Row != nil && !named && n.State.Expanded == snapshot.No && n.State.Popup == "" && p.AloneInEntry(i): // a closed part of the list may hold it
			self = append(self, i)
		case sure > 0 && x.Navigate && (n.Entry < 0 || x.Row == nil && len(x.Names) == 0) && !(x.Row != nil && leaves(p, n)):
			navigation = append(navigation, i)
		}
	}
	for _, nodes := range [][]int{came, navigation} {
		slices.SortStableFunc(nodes, func(a, b int) int { return toward(p, b, x) - toward(p, a, x) })
	}
	return slices.Concat(came, own, self, away, navigation, back)
}

// toward is 1 for what names an object that is likely to have what is looked for, -1 for a link to the page that
// is shown, else 0.
func toward(p snapshot.Page, i int, x Reach) int {
	if here, _, _ := strings.Cut(p.URL, "#"); p.Nodes[i].Kind == snapshot.Link && p.Nodes[i].Href == here {
		return -1
	}
	if len(x.Toward) > 0 && slices.ContainsFunc(intent.Of(p, i).Objects, func(o string) bool { return slices.Contains(x.Toward, o) }) {
		return 1
	}
	return 0
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
