package pages

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"miacct/snapshot"
)

// longestTitle is how many characters a page's title has at most, if nothing but its place tells that it is one.
const longestTitle = 40

var drawnTitleOf snapshot.Derived[int]

// drawnTitle is the text that heads a page without headings: the first of its own matter and above all else of it, with nothing
// before it in its own matter but what leads back or opens a menu. -1 if there is none.
func drawnTitle(p snapshot.Page) int { return drawnTitleOf.Of(p, readDrawnTitle) }

func readDrawnTitle(p snapshot.Page) int {
	beside, title := besides(p), -1
	for i, n := range p.Nodes {
		if n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind != snapshot.Document || n.Kind == snapshot.Group {
			continue
		}
		switch {
		case n.Kind == snapshot.Heading && n.Entry < 0 && !beside[i]:
			return -1
		case title >= 0:
			if b := p.Nodes[title].Box; n.Box.Height > 0 && n.Box.Y+n.Box.Height/2 < b.Y { // something stands above it
				return -1
			}
		case n.Kind == snapshot.Text:
			if !strings.ContainsFunc(n.Label(), unicode.IsLetter) {
				continue
			}
			if n.Entry >= 0 || pressable(p, i) || leadsFrom(p, i) || utf8.RuneCountInString(n.Label()) > longestTitle {
				return -1
			}
			title = i
		case n.Kind.Pressable() && n.Entry < 0:
		default:
			return -1
		}
	}
	return title
}

// headsPage reports whether node i is a heading of the page's own matter, or what stands in the place of one.
func headsPage(p snapshot.Page, i int) bool {
	return p.Nodes[i].Kind == snapshot.Heading || i == drawnTitle(p)
}
