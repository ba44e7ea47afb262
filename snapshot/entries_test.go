package snapshot

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A builder makes pages of boxes as package browser does.
type builder struct {
	p     Page
	stack []int // elements
	y     float64
}

// box adds an element that holds what in does.
func (b *builder) box(tag string, in func()) { b.add(tag, nil, in) }

func (b *builder) node(tag string, kind Kind, words string) {
	b.add(tag, &Node{Kind: kind, Tag: tag, Name: words, Text: words}, nil)
}

func (b *builder) add(tag string, n *Node, in func()) {
	e := Element{Parent: -1, Tag: tag, Node: -1, Box: Rect{Y: b.y, Width: 300}, Ref: Ref{Node: int64(len(b.p.Tree) + 1)}}
	if len(b.stack) > 0 {
		e.Parent = b.stack[len(b.stack)-1]
	}
	if n != nil {
		n.Parent, n.Entry, n.Ref, n.Box = -1, -1, e.Ref, Rect{Y: b.y, Width: 100, Height: 10}
		for a := e.Parent; a >= 0 && n.Parent < 0; a = b.p.Tree[a].Parent {
			n.Parent = b.p.Tree[a].Node
		}
		e.Node = len(b.p.Nodes)
		b.p.Nodes = append(b.p.Nodes, *n)
		b.y += 10
	}
	i := len(b.p.Tree)
	b.p.Tree = append(b.p.Tree, e)
	b.stack = append(b.stack, i)
	if in != nil {
		in()
	}
	b.stack = b.stack[:len(b.stack)-1]
	b.p.Tree[i].Box.Height = b.y - b.p.Tree[i].Box.Y
}

func (b *builder) page() Page {
	b.p.Layers = []Layer{{Kind: Document, Root: -1}}
	b.p.FindEntries()
	return b.p
}

// entriesOf writes down what stands in each entry.
func entriesOf(p Page) (all []string) {
	for e := range p.Entries {
		var words []string
		for _, i := range p.InEntry(e) {
			words = append(words, p.Nodes[i].Label())
		}
		all = append(all, strings.Join(words, " "))
	}
	return all
}

// device adds what a list says of one device.
func (b *builder) device(tag, name, state string) {
	b.box(tag, func() {
		b.box("div", func() { b.node("div", Text, name); b.node("div", Text, state) })
		b.node("button", Button, "More")
	})
}

func TestEntries(t *testing.T) {
	for name, c := range map[string]struct {
		make func(*builder)
		want []string
	}{
		"boxes without any sense": {func(b *builder) {
			b.node("h1", Heading, "Devices")
			b.device("div", "Redmi", "Online")
			b.device("div", "Mi 11", "Offline")
			b.node("p", Text, "That is all.")
		}, []string{"Redmi Online More", "Mi 11 Offline More"}},
		"an advertisement between them": {func(b *builder) {
			b.device("div", "Redmi", "Online")
			b.box("section", func() { b.node("img", Image, "Buy"); b.box("p", func() { b.node("a", Link, "Now") }) })
			b.device("div", "Mi 11", "Offline")
		}, []string{"Redmi Online More", "Mi 11 Offline More"}},
		"one of them has a mark": {func(b *builder) {
			b.device("div", "Redmi", "Online")
			b.box("div", func() {
				b.box("div", func() {
					b.node("div", Text, "Mi 11")
					b.node("div", Text, "Offline")
					b.node("span", Text, "This device")
				})
				b.node("button", Button, "More")
			})
		}, []string{"Redmi Online More", "Mi 11 Offline This device More"}},
		"a list of one": {func(b *builder) {
			b.box("ul", func() { b.device("li", "Redmi", "Online") })
		}, []string{"Redmi Online More"}},
		"one box": {func(b *builder) { b.device("div", "Redmi", "Online") }, nil},
		"pairs": {func(b *builder) {
			for _, n := range []string{"Redmi", "Mi 11"} {
				b.node("h3", Heading, n)
				b.box("div", func() { b.node("button", Button, "Erase"); b.node("button", Button, "Off") })
			}
		}, []string{"Redmi Erase Off", "Mi 11 Erase Off"}},
		"a table": {func(b *builder) {
			b.box("tr", func() { b.node("th", Text, "Device"); b.node("th", Text, "State") })
			b.box("tr", func() { b.node("td", Text, "Redmi"); b.box("td", func() { b.node("button", Button, "Off") }) })
		}, []string{"Redmi Off"}},
		"buttons of a prompt": {func(b *builder) {
			b.node("p", Text, "Delete it?")
			b.box("div", func() { b.node("button", Button, "Cancel"); b.node("button", Button, "Delete") })
		}, nil},
		"paragraphs": {func(b *builder) { b.node("p", Text, "One."); b.node("p", Text, "Two.") }, nil},
		"fields of a form": {func(b *builder) {
			for _, n := range []string{"Mail", "Password"} {
				b.box("div", func() { b.node("label", Text, n); b.node("input", Field, n) })
			}
		}, nil},
		"choices in an entry": {func(b *builder) {
			b.box("ul", func() {
				b.box("li", func() {
					b.node("div", Text, "Redmi")
					b.box("ul", func() {
						b.box("li", func() { b.node("a", Link, "Play") })
						b.box("li", func() { b.node("a", Link, "Off") })
					})
				})
			})
		}, []string{"Redmi Play Off", "Play", "Off"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := &builder{}
			b.box("body", func() { c.make(b) })
			if got := entriesOf(b.page()); !slices.Equal(got, c.want) {
				t.Errorf("entries %q; want %q", got, c.want)
			}
		})
	}
}

// Whatever lies between them and in whatever order they come, the devices are the entries, and
// the scope of each is its entry.
func TestEntriesOfAnyList(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 2 + r.IntN(12)
		b := &builder{}
		var want, names []string
		b.box("body", func() {
			for i := range n {
				if r.IntN(4) == 0 {
					b.box("section", func() {
						b.node("h4", Heading, "News")
						b.box("p", func() { b.box("b", func() { b.node("a", Link, "Read") }) })
					})
				}
				name := fmt.Sprintf("Phone %d", i)
				names, want = append(names, name), append(want, name+" Online More")
				b.device("div", name, "Online")
			}
		})
		p := b.page()
		var got []string
		for _, words := range entriesOf(p) {
			if strings.HasPrefix(words, "Phone") {
				got = append(got, words)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("entries %q; want %q", got, want)
		}
		for i, name := range names {
			s := p.Scopes(name, slices.Delete(slices.Clone(names), i, i+1)...)
			if len(s) != 1 || s[0].Entry < 0 || !slices.Equal(s[0].Nodes, p.InEntry(s[0].Entry)) {
				t.Fatalf("scopes of %s: %+v", name, s)
			}
		}
	}
}

func TestScopes(t *testing.T) {
	b := &builder{}
	b.box("body", func() {
		b.node("h1", Heading, "Devices")
		b.box("main", func() {
			b.node("p", Text, "You have one.")
			b.device("div", "Redmi", "Online")
		})
		b.node("button", Button, "Sign out")
	})
	p := b.page()
	s := p.Scopes("redmi", "Mi 11")
	if len(s) != 1 || len(s[0].Nodes) != 3 || p.Nodes[s[0].Nodes[2]].Name != "More" || s[0].Entry != -1 {
		t.Errorf("scopes of the only one: %+v", s)
	}
	if s := p.Scopes("Mi 11"); s != nil {
		t.Errorf("scopes of one that is not there: %+v", s)
	}
	b = &builder{}
	b.box("body", func() {
		b.device("div", "Redmi", "Online")
		b.device("div", "Redmi", "Offline")
	})
	p = b.page()
	if s := p.Scopes("Redmi"); len(s) != 2 || s[0].Entry == s[1].Entry || len(s[0].Nodes) != 3 {
		t.Errorf("scopes of two of one name: %+v", s)
	}
	b = &builder{}
	b.box("body", func() { // names in one box, buttons in another: nothing tells whose is whose
		b.box("div", func() { b.node("div", Text, "Redmi"); b.node("div", Text, "Mi 11") })
		b.node("button", Button, "Off")
	})
	p = b.page()
	if s := p.Scopes("Redmi", "Mi 11"); len(s) != 1 || len(s[0].Nodes) != 1 {
		t.Errorf("scopes without a control: %+v", s)
	}
}

// A table that lays out the page makes no entry of the part that holds its heading.
func TestATableThatLaysOutThePage(t *testing.T) {
	b := &builder{}
	row := func(name string) {
		b.box("tr", func() { b.node("td", Text, name); b.node("td", Text, "ON"); b.node("a", Link, "Details") })
	}
	b.box("table", func() {
		b.box("tr", func() {
			b.box("td", func() { b.node("a", Link, "Home"); b.node("a", Link, "Settings") })
			b.box("td", func() {
				b.node("h1", Heading, "Find Device")
				b.box("table", func() { row("Mi 9"); row("POCO F3") })
			})
		})
	})
	for i := range b.p.Nodes {
		if b.p.Nodes[i].Kind == Heading {
			b.p.Nodes[i].Level = 1
		}
	}
	b.p.FindEntries()
	of := map[string]int{}
	for _, n := range b.p.Nodes {
		of[n.Text] = n.Entry
	}
	if len(b.p.Entries) != 2 || of["Find Device"] >= 0 || of["Home"] >= 0 || of["Mi 9"] < 0 || of["Mi 9"] == of["POCO F3"] {
		t.Errorf("entries %+v of %+v", b.p.Entries, of)
	}
}

// A line of several parts names what one of them is called, and a title above the name says it once more: neither is a
// second thing of that name.
func TestScopesOfLinesWithParts(t *testing.T) {
	b := &builder{}
	b.box("body", func() {
		b.node("button", Button, "Redmi")
		b.box("div", func() { b.node("div", Text, "Redmi · your device | …3316"); b.node("button", Button, "More") })
		b.node("button", Button, "Mi 11")
	})
	p := b.page()
	found := false
	for _, s := range p.Scopes("Redmi", "Mi 11") {
		found = found || len(s.Nodes) > 1 && p.Nodes[s.Nodes[len(s.Nodes)-1]].Name == "More"
	}
	if !found {
		t.Error("what stands with a line that names the thing is none of its scopes")
	}
	for _, s := range p.Scopes("Mi 11", "Redmi") {
		if slices.ContainsFunc(s.Nodes, func(i int) bool { return p.Nodes[i].Name == "More" }) {
			t.Error("it is in the scope of another")
		}
	}
	b = &builder{}
	b.box("body", func() {
		b.node("h1", Heading, "Redmi")
		b.box("div", func() { b.node("div", Text, "Name"); b.node("div", Text, "Redmi") })
		b.node("button", Button, "Change")
	})
	p = b.page()
	if s := p.Scopes("Redmi", "Mi 11"); len(s) == 0 || len(s[0].Nodes) < 4 {
		t.Errorf("scopes of a page that says its title again: %+v", s)
	}
	for line, want := range map[string]int{"Mi 9 · yours": 2, "Mi 9 | yours | on": 3, "Mi 9・自分の端末": 2, "Mi 9": 0, "A·B": 0} {
		if got := Parts(line); len(got) != want {
			t.Errorf("parts of %q: %q", line, got)
		}
	}
}
