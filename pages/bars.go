package pages

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"miacct/intent"
	"miacct/snapshot"
)

// The shape of bars, in CSS pixels.
const (
	barHeight = 120 // of a bar along the top, or of one link of the foot, at most
	sideWidth = 320 // of a bar along the side, at most
	atEdge    = 8   // how far a bar begins from the edge
)

// bars are the nodes of what stands along an edge of every page of a site, whatever it is made of: the bar at the
// top or the side that leads to the site's places, and the foot with its terms and help. A bar with a control that
// changes something is none.
func bars(p snapshot.Page) (all []int) {
	if len(p.Layers) == 0 {
		return nil
	}
	page := p.Layers[len(p.Layers)-1].Box
	end := 0.0 // of what the page holds
	for _, n := range p.Nodes {
		if n.Layer == len(p.Layers)-1 {
			end = max(end, n.Box.Y+n.Box.Height)
		}
	}
	for e, el := range p.Tree {
		wide := el.Box.Width >= 0.8*page.Width
		top := wide && el.Box.Y-page.Y <= atEdge && el.Box.Height <= barHeight
		side := el.Box.X-page.X <= atEdge && el.Box.Width <= sideWidth && el.Box.Height > barHeight
		foot := wide && el.Box.Height <= 2*barHeight && !top && el.Box.Y+el.Box.Height >= end-atEdge
		if page.Width <= 0 || !top && !side && !foot || el.Box.Height <= 0 {
			continue
		}
		nodes := nodesIn(p, e)
		places, out := leadsToPlaces(p, nodes)
		if (top || side) && places >= 2 || top && out || foot && isFoot(p, nodes, el.Box) {
			all = append(all, nodes...)
		}
	}
	return all
}

// linkBars are the nodes of rows of links to the site's places, wherever they stand: at least three that lead to different
// addresses, among them the way out, or home beside two other places, and nothing besides but one text, such as the site's
// name. A list of devices has neither.
func linkBars(p snapshot.Page) (all []int) {
	note := func(nodes []int) {
		if isLinkBar(p, nodes) {
			all = append(all, nodes...)
		}
	}
	for e := range p.Tree {
		note(nodesIn(p, e))
	}
	for e := range p.Entries {
		note(p.InEntry(e))
	}
	return all
}

func isLinkBar(p snapshot.Page, nodes []int) bool {
	to, texts, home := map[string]bool{}, 0, false
	for _, i := range nodes {
		n := p.Nodes[i]
		switch {
		case n.Kind == snapshot.Group:
		case n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind != snapshot.Document, holdsModel(n.Label()) && n.Kind != snapshot.Text:
			return false
		case n.Kind == snapshot.Link && n.Href != "":
			u, err := url.Parse(n.Href)
			to[n.Href], home = true, home || err == nil && strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment == ""
		case n.Kind == snapshot.Text:
			if pressable(p, i) || !wordy(n.Text) {
				continue
			}
			if texts++; texts > 1 || holdsModel(n.Text) {
				return false
			}
		default:
			return false
		}
	}
	places, out := leadsToPlaces(p, nodes)
	return len(to) >= 3 && (out || home && places >= 3)
}

// wordy reports whether a text has a letter or a digit.
func wordy(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// cookieNotices are the nodes of what asks about cookies in the page itself: the smallest box around such words that has
// a control, and in which nothing is filled in.
func cookieNotices(p snapshot.Page) (all []int) {
	for e, el := range p.Tree {
		if el.Node < 0 || !isText(p.Nodes[el.Node]) || p.Layers[p.Nodes[el.Node].Layer].Kind != snapshot.Document || intent.Of(p, el.Node).Topic != "cookies" {
			continue
		}
		for a := e; a >= 0; a = p.Tree[a].Parent {
			nodes := nodesIn(p, a)
			if slices.ContainsFunc(nodes, func(i int) bool { return asksOrHeads(p.Nodes[i]) }) {
				break
			}
			if slices.ContainsFunc(nodes, func(i int) bool { return p.Nodes[i].Kind == snapshot.Button }) {
				all = append(all, nodes...)
				break
			}
		}
	}
	return all
}

// asksOrHeads reports whether a node is to be filled in or chosen, or heads a page.
func asksOrHeads(n snapshot.Node) bool {
	switch n.Kind {
	case snapshot.Field, snapshot.Password, snapshot.Checkbox, snapshot.Switch, snapshot.Radio:
		return true
	}
	return n.Kind == snapshot.Heading && n.Level == 1
}

// nodesIn are the nodes in the element of the tree.
func nodesIn(p snapshot.Page, e int) (nodes []int) {
	in := map[int]bool{e: true}
	for k := e; k < len(p.Tree); k++ { // in document order: what lies in it follows
		if k > e && !in[p.Tree[k].Parent] {
			break
		}
		in[k] = true
		if p.Tree[k].Node >= 0 {
			nodes = append(nodes, p.Tree[k].Node)
		}
	}
	return nodes
}

// leadsToPlaces counts the links to places of the site among the nodes, and tells whether the way out is one. It counts
// none where something is filled in, or changed.
func leadsToPlaces(p snapshot.Page, nodes []int) (places int, out bool) {
	for _, i := range nodes {
		n := p.Nodes[i]
		switch {
		case n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind != snapshot.Document:
			return 0, false
		case n.Kind == snapshot.Field || n.Kind == snapshot.Password || n.Kind == snapshot.Checkbox || n.Kind == snapshot.Switch || n.Kind == snapshot.Heading && n.Level == 1:
			return 0, false
		case !n.Kind.Pressable():
			continue
		}
		m := intent.Of(p, i)
		switch sure, _ := intent.Opener(p, i); {
		case slices.Contains(m.Verbs, "sign-out"):
			places, out = places+1, true
		case m.Context == "" && sure > 0 && len(m.Objects) > 0:
			places++
		case intent.Changes(n.Label(), p.Lang):
			return 0, false
		}
	}
	return places, out
}

// isFoot reports whether the nodes are the foot of a page: links, of which one is to its terms or its privacy, and
// nothing of the page's matter below.
func isFoot(p snapshot.Page, nodes []int, box snapshot.Rect) bool {
	if len(nodes) == 0 {
		return false
	}
	terms, links := false, 0
	for _, i := range nodes {
		n := p.Nodes[i]
		switch {
		case n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind != snapshot.Document, n.Kind == snapshot.Heading, n.Kind == snapshot.Field, n.Kind == snapshot.Password, n.Kind == snapshot.Checkbox, n.Kind == snapshot.Switch:
			return false
		case !n.Kind.Pressable():
			continue
		case intent.Changes(n.Label(), p.Lang) || n.Role == "button" && n.Tag == "button":
			return false
		}
		links++
		terms = terms || slices.Contains(intent.Of(p, i).Objects, "terms")
	}
	last := nodes[len(nodes)-1]
	for i := last + 1; i < len(p.Nodes); i++ {
		if n := p.Nodes[i]; n.Layer == p.Nodes[last].Layer && n.Frame == p.Nodes[last].Frame && n.Box.Y < box.Y+box.Height {
			return false
		} else if n.Layer == p.Nodes[last].Layer && n.Frame == p.Nodes[last].Frame && n.Kind.Pressable() {
			return false
		}
	}
	return terms && links >= 2
}
