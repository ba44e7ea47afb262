package snapshot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A Scope is the part of a page that one thing is shown in: all that stands there is about it.
type Scope struct {
	Name  int   // the node that names the thing
	Entry int   // the entry it is, or lies in; -1 if it is in none
	Nodes []int // what stands in it, in reading order
	Box   Rect
	Ref   Ref // of its element

	// Wide is the largest box around it that names the thing once and no other, where others are named on the
	// page and so bound it; else Nodes.
	Wide []int
}

// Scopes finds where name stands as the whole text of a node, and for each place the smallest
// box around it that holds a control of its own, but none of others, which are the names of
// other things, nor name another time. It is an entry if the place is in one of which that is
// true. A box without any control is no scope: then the place alone is one.
func (p Page) Scopes(name string, others ...string) []Scope {
	f := newFinder(&p)
	element := p.elements()
	named, within := p.naming(append([]string{name}, others...))
	var out []Scope
	bounded := false
	for i := range p.Nodes {
		bounded = bounded || named[i] > 0
	}
	written := false // else only pictures are called so
	for i, n := range p.Nodes {
		written = written || named[i] == 0 && n.Kind != Image
	}
	for i, n := range p.Nodes {
		if written && n.Kind == Image {
			continue
		}
		if named[i] != 0 || n.Parent >= 0 && named[n.Parent] == 0 && p.Nodes[n.Parent].Kind != Group {
			continue // another's, or said again within what said it
		}
		s := Scope{Name: i, Entry: -1, Nodes: []int{i}, Box: n.Box, Ref: n.Ref}
		for e := element[i]; e >= 0; e = p.Tree[e].Parent {
			if p.mixed(f.holds[e], named, within, i) || !p.sameLayer(f.holds[e], n.Layer) {
				break
			}
			if slices.ContainsFunc(f.holds[e], func(o int) bool { return p.ownControl(o, i) }) {
				s.Nodes, s.Box, s.Ref = slices.Sorted(slices.Values(f.holds[e])), p.Tree[e].Box, p.Tree[e].Ref
				break
			}
		}
		for e := n.Entry; e >= 0 && e < len(p.Entries); e = p.Entries[e].Around - 1 {
			in := p.InEntry(e)
			if p.mixed(in, named, within, i) {
				break
			}
			s.Entry = e
			if len(in) > len(s.Nodes) || slices.ContainsFunc(in, func(o int) bool { return p.ownControl(o, i) }) {
				s.Nodes, s.Box, s.Ref = in, p.Entries[e].Box, p.Entries[e].Ref
				break
			}
		}
		s.Wide = s.Nodes
		for e := element[i]; bounded && e >= 0 && !p.mixed(f.holds[e], named, within, i) && p.sameLayer(f.holds[e], n.Layer) && p.Tree[e].Tag != "main" && p.Tree[e].Tag != "body"; e = p.Tree[e].Parent {
			if len(f.holds[e]) > len(s.Wide) {
				s.Wide = slices.Sorted(slices.Values(f.holds[e]))
			}
		}
		out = append(out, s)
	}
	return out
}

// naming tells of each node which of names it is called by, 0 for the first, -1 for none, and whether only part of its
// words is that name.
func (p Page) naming(names []string) (out []int, within []bool) {
	out, within = make([]int, len(p.Nodes)), make([]bool, len(p.Nodes))
	keys := map[string]int{}
	for i := len(names) - 1; i >= 0; i-- {
		if k := Fold(names[i]); k != "" {
			keys[k] = i
		}
	}
	for i, n := range p.Nodes {
		out[i] = -1
		for _, words := range []string{n.Text, n.Name} {
			if k, ok := keys[Fold(words)]; ok && words != "" && n.Kind != Group {
				out[i] = k
			}
		}
		if out[i] >= 0 || n.Kind == Group {
			continue
		}
		for _, part := range Parts(n.Label()) {
			if k, ok := keys[Fold(part)]; ok { // that of another thing counts
				out[i], within[i] = max(out[i], k), true
			}
		}
	}
	return out, within
}

// between are what stands between the parts of a line of several: "Mi 9 · your device".
var between = regexp.MustCompile(`\s[·•|]\s|\s*[｜・]\s*`)

// Parts are the parts of a line that has several, none if it has one.
func Parts(line string) []string {
	if !strings.ContainsAny(line, "·•|｜・") { // most have none, and all nodes are asked for each name
		return nil
	}
	if parts := between.Split(line, -1); len(parts) > 1 {
		return parts
	}
	return nil
}

// mixed reports whether among the nodes stands another name, or the name at i a second time by itself.
func (p Page) mixed(nodes, named []int, within []bool, i int) bool {
	return slices.ContainsFunc(nodes, func(o int) bool {
		switch {
		case named[o] < 0 || o == i:
			return false
		case named[o] > 0:
			return true
		case within[o] || within[i], p.titles(o) || p.titles(i): // "Mi 9" above "Name: Mi 9"
			return false
		}
		return !p.Within(o, i) && !p.Within(i, o) && p.Nodes[o].Kind != Image // a picture may be called by what it shows
	})
}

// titles reports whether node i is a heading of its own, and of no entry.
func (p Page) titles(i int) bool { return p.Nodes[i].Kind == Heading && p.Nodes[i].Entry < 0 }

func (p Page) sameLayer(nodes []int, layer int) bool {
	return !slices.ContainsFunc(nodes, func(o int) bool { return p.Nodes[o].Layer != layer })
}

// ownControl reports whether node o can be pressed, and is more than the name at i.
func (p Page) ownControl(o, i int) bool {
	return o != i && p.Nodes[o].Kind.Pressable() && !p.Within(i, o)
}

// Keys returns for each node the identifiers that its element and those around it hold.
func (p Page) Keys() [][]string {
	around := make([][]string, len(p.Tree))
	all := make([][]string, len(p.Nodes))
	for e, el := range p.Tree { // parents come first
		if el.Parent >= 0 {
			around[e] = around[el.Parent]
		}
		if len(el.Keys) > 0 {
			around[e] = slices.Concat(around[e], el.Keys)
		}
		if el.Node >= 0 {
			all[el.Node] = around[e]
		}
	}
	return all
}

// ChoiceAround is the choice of one among several that node i is, is in, or is named beside in its entry: a tab, an option
// or a radio button, or, in an entry, one of the kinds besides. It is -1 if there is none.
func (p Page) ChoiceAround(i int, besides ...Kind) int {
	for k := i; k >= 0; k = p.Nodes[k].Parent {
		if kind := p.Nodes[k].Kind; kind == Tab || kind == Option || kind == Radio {
			return k
		}
	}
	if p.Nodes[i].Entry >= 0 {
		for _, k := range p.InEntry(p.Nodes[i].Entry) {
			if kind := p.Nodes[k].Kind; kind == Radio || slices.Contains(besides, kind) {
				return k
			}
		}
	}
	return -1
}

// Taken reports whether a choice is the chosen one.
func (n Node) Taken() bool { return n.State.Selected || n.State.Checked == Yes }

// RowOf returns the entry that a control belongs to by how it lies: the only one that has the same
// span from top to bottom, as in a grid of which the cells of a row lie in boxes of their own.
// It is the control's entry if it is in one, -1 if that cannot be told.
func (p Page) RowOf(control int) int {
	n := p.Nodes[control]
	if n.Entry >= 0 {
		return n.Entry
	}
	found := -1
	middle := n.Box.Y + n.Box.Height/2
	for e, entry := range p.Entries {
		if entry.Layer != n.Layer || entry.Around > 0 || middle <= entry.Box.Y || middle >= entry.Box.Y+entry.Box.Height || n.Box.Height > 1.2*entry.Box.Height {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// Fold makes words comparable: without regard to case, width, spaces, what cannot be seen and signs that are no words,
// such as emoji and arrows, unless there is nothing else.
func Fold(s string) string {
	if plain := folded(s, true); plain != "" {
		return plain
	}
	return folded(s, false)
}

// folded is Fold, with signs that are no words, such as emoji, or without.
func folded(s string, plain bool) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case plain && (unicode.Is(unicode.So, r) || r == 0xfe0f || strings.ContainsRune("‹›«»←→↩", r)):
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r), r == unicode.ReplacementChar:
			return -1
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == '\u2018', r == '\u2019':
			return '\''
		}
		return r
	}, s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
