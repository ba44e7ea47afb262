package snapshot

import (
	"slices"
	"testing"
)

// Several texts of one element, parted by line breaks, belong to all that is around it: the first of them, a name, has the
// controls of its box, and no box that holds another's name.
func TestScopesOfANameBeforeALineBreak(t *testing.T) {
	ref := func(n int64) Ref { return Ref{Frame: "f", Document: "d", Node: n} }
	text := func(words string, n int64) Node {
		return Node{Kind: Text, Text: words, Ref: ref(n), Parent: -1, Entry: -1}
	}
	p := Page{
		Layers: []Layer{{Kind: Document, Root: -1}},
		Nodes: []Node{
			text("Mi 9", 11), text("Not tracked", 11),
			text("Redmi 9", 21), text("Online", 21), {Kind: Button, Name: "Turn off", Ref: ref(22), Parent: -1, Entry: -1, For: []string{"native"}},
		},
		Tree: []Element{
			{Parent: -1, Node: -1, Tag: "div", Ref: ref(1)},
			{Parent: 0, Node: -1, Tag: "div", Ref: ref(10)}, {Parent: 1, Node: 1, Tag: "div", Ref: ref(11)},
			{Parent: 0, Node: -1, Tag: "div", Ref: ref(20)}, {Parent: 3, Node: 3, Tag: "div", Ref: ref(21)}, {Parent: 3, Node: 4, Tag: "button", Ref: ref(22)},
		},
	}
	if s := p.Scopes("Redmi 9", "Mi 9"); len(s) != 1 || !slices.Equal(s[0].Nodes, []int{2, 3, 4}) {
		t.Errorf("the scope is %+v", s)
	}
	if s := p.Scopes("Mi 9", "Redmi 9"); len(s) != 1 || slices.Contains(s[0].Wide, 4) {
		t.Errorf("the scope of what has no control is %+v", s)
	}
}
