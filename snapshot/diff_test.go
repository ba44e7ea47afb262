package snapshot

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDiff(t *testing.T) {
	of := func(layers []Layer, nodes ...Node) Page {
		for i := range nodes {
			nodes[i].Parent = -1
		}
		return Page{Layers: append(layers, Layer{Kind: Document, Root: -1}), Nodes: nodes}
	}
	text := func(ref int64, s string) Node { return Node{Ref: Ref{Node: ref}, Kind: Text, Text: s, Entry: -1} }
	on := func(layer int, n Node) Node { n.Layer = layer; return n }
	dialog := []Layer{{Kind: Dialog, Name: "Sure?"}}
	for _, tt := range []struct {
		name          string
		before, after Page
		affected      []int
		gone          int
		opened        int
	}{
		{"nothing changed", of(nil, text(1, "a"), text(2, "b")), of(nil, text(1, "a"), text(2, "b")), nil, 0, 0},
		{"the page drew itself anew", of(nil, text(1, "a"), text(2, "b")), of(nil, text(3, "a"), text(4, "b")), nil, 0, 0},
		{"another text came", of(nil, text(1, "a")), of(nil, text(1, "a"), text(2, "b")), []int{1}, 0, 0},
		{"a second of the same came", of(nil, text(1, "a")), of(nil, text(1, "a"), text(2, "a")), []int{1}, 0, 0},
		{"an element says something else", of(nil, text(1, "on")), of(nil, text(1, "off")), []int{0}, 0, 0},
		{"a text went", of(nil, text(1, "a"), text(2, "b")), of(nil, text(2, "b")), nil, 1, 0},
		{"a layer came over the same words", of(nil, text(1, "a")), of(dialog, on(1, text(1, "a")), on(0, text(2, "a"))), []int{1}, 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Diff(tt.before, tt.after)
			var affected []int
			for i := range tt.after.Nodes {
				if c.Affects(i) {
					affected = append(affected, i)
				}
			}
			if !slices.Equal(affected, tt.affected) || len(c.Gone) != tt.gone || len(c.Opened) != tt.opened {
				t.Errorf("affected %v, gone %v, opened %v", affected, c.Gone, c.Opened)
			}
			if back := Diff(tt.after, tt.before); len(back.Came) != len(c.Gone) && len(c.Changed) == 0 {
				t.Errorf("the other way %v came, and %v went", back.Came, c.Gone)
			}
		})
	}
}

// Whatever is shuffled or drawn anew, what is the same to a person is no change.
func TestDiffOfWhatIsDrawnAnew(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		p := Page{Layers: []Layer{{Kind: Document, Root: -1}}}
		for i := range rng.IntN(30) {
			p.Nodes = append(p.Nodes, Node{Ref: Ref{Node: int64(i + 1)}, Parent: -1, Entry: -1, Kind: Text, Text: string(rune('a' + rng.IntN(8)))})
		}
		anew := p
		anew.Nodes = slices.Clone(p.Nodes)
		rng.Shuffle(len(anew.Nodes), func(i, k int) { anew.Nodes[i], anew.Nodes[k] = anew.Nodes[k], anew.Nodes[i] })
		for i := range anew.Nodes {
			anew.Nodes[i].Ref.Node = int64(1000 + i)
		}
		if c := Diff(p, anew); !c.None() {
			t.Fatalf("%+v", c)
		}
	}
}

// A text in two parts is two nodes of one element, and the same as long as both say the same.
func TestDiffOfATextInParts(t *testing.T) {
	at := func(texts ...string) Page {
		p := Page{Layers: []Layer{{Kind: Document, Root: -1}}}
		for _, s := range texts {
			p.Nodes = append(p.Nodes, Node{Ref: Ref{Node: 7}, Parent: -1, Entry: -1, Kind: Text, Text: s})
		}
		return p
	}
	if c := Diff(at("Mi 9", "on"), at("Mi 9", "on")); !c.None() {
		t.Errorf("%+v", c)
	}
	if c := Diff(at("Mi 9", "on"), at("Mi 9", "off")); !slices.Equal(c.Changed, []int{1}) || len(c.Came)+len(c.Gone) > 0 {
		t.Errorf("%+v", c)
	}
}

// What is drawn anew is the same where what came beside it makes a list of both; in another entry of a list it is another.
func TestDiffOfWhatBecomesAnEntry(t *testing.T) {
	page := func(first int64, entries ...int) Page {
		p := Page{Layers: []Layer{{Kind: Document, Root: -1}}}
		for i, e := range entries {
			p.Nodes = append(p.Nodes, Node{Ref: Ref{Node: first + int64(2*i)}, Parent: -1, Entry: e, Kind: Text, Text: string(rune('A' + i))},
				Node{Ref: Ref{Node: first + int64(2*i) + 1}, Parent: -1, Entry: e, Kind: Button, Name: "Delete"})
		}
		return p
	}
	if c := Diff(page(1, -1), page(100, 0, 1)); !slices.Equal(c.Came, []int{2, 3}) && !slices.Equal(c.Came, []int{1, 2, 3}) {
		t.Errorf("%+v", c)
	}
	before, after := page(1, -1), page(100, 0, 1)
	after.Nodes[3].Name = "Yes"
	if c := Diff(before, after); !slices.Equal(c.Came, []int{2, 3}) {
		t.Errorf("%+v", c)
	}
	if c := Diff(page(1, 0), page(100, 0, 1)); slices.Contains(c.Came, 1) || !slices.Contains(c.Came, 3) {
		t.Errorf("%+v", c)
	}
}
