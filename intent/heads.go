package intent

import (
	"slices"

	"miacct/snapshot"
)

// OtherHeads are the controls that unfold a section as the one does that bears one of names, and bear a name of their own:
// each is the head of another thing, though no list may have told of it. What is called by words of the language, "Details", is
// the head of a part of the page.
func OtherHeads(page snapshot.Page, names []string) (others []int) {
	own := -1
	for i, n := range page.Nodes {
		if n.Kind != snapshot.Button || n.State.Expanded == snapshot.None {
			continue
		}
		if bears(page, i, names) {
			own = i
			continue
		}
		others = append(others, i)
	}
	return slices.DeleteFunc(others, func(i int) bool {
		n := page.Nodes[i]
		return own < 0 || n.Tag != page.Nodes[own].Tag || n.Layer != page.Nodes[own].Layer || len(OfText(n.Kind, n.Label(), page.Lang).Left) == 0
	})
}

// bears reports whether a node, or what lies in it, has one of the names among its words.
func bears(page snapshot.Page, i int, names []string) bool {
	for k := i; k < len(page.Nodes) && (k == i || page.Within(k, i)); k++ {
		if slices.ContainsFunc(names, func(name string) bool { return holds(page.Nodes[k].Label(), name) }) {
			return true
		}
	}
	return false
}
