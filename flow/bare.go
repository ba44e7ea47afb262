package flow

import (
	"slices"

	"miacct/snapshot"
)

// bare reports whether a page has nothing to press, fill in or choose that nothing lies over, or nothing but headings besides
// what stands on every page: it may not have drawn itself yet.
func bare(p snapshot.Page) bool {
	beside := make([]bool, len(p.Nodes))
	framed, pressable, matter := false, false, false
	for i, n := range p.Nodes { // those around come first
		beside[i] = n.Parent >= 0 && beside[n.Parent] || n.Kind == snapshot.Group && slices.Contains(frame, n.Role)
		framed = framed || beside[i]
		pressable = pressable || (n.Kind.Pressable() || n.Kind == snapshot.Field || n.Kind == snapshot.Password) && !covered(n)
		matter = matter || !beside[i] && n.Kind != snapshot.Group && n.Kind != snapshot.Heading && n.Kind != snapshot.Progress
	}
	return !pressable || framed && !matter
}

// frame are the parts of a page that stand on every page of a site.
var frame = []string{"navigation", "banner", "complementary", "contentinfo"}

// undrawn reports whether a page has not drawn itself yet: something lies over all that could be pressed, or there is hardly
// anything to read, as around a frame that is still empty.
func undrawn(p snapshot.Page) bool {
	over, empty, texts := false, false, 0
	for i, n := range p.Nodes {
		switch {
		case n.Kind.Pressable() || n.Kind == snapshot.Field || n.Kind == snapshot.Password:
			if !covered(n) {
				return false
			}
			over = true
		case n.Kind == snapshot.Group && n.Tag == "iframe":
			empty = empty || !slices.ContainsFunc(p.Nodes[i+1:], func(in snapshot.Node) bool { return in.Parent == i })
		case n.Kind == snapshot.Text, n.Kind == snapshot.Alert:
			texts++
		}
	}
	return over || empty && texts < 3 || texts == 0
}
