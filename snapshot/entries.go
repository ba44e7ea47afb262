package snapshot

import (
	"hash/maphash"
	"math"
	"slices"
)

// FindEntries fills p.Entries and Node.Entry from p.Tree: what lies beside others of its kind,
// and what its author calls a row or an item.
func (p *Page) FindEntries() {
	f := newFinder(p)
	for e := range p.Tree {
		f.among(f.children[e])
	}
	f.number()
}

// alikeShare is what two entries must have in common.
const alikeShare = 0.75

// signatureDepth is how deep the boxes in an entry are compared.
const signatureDepth = 3

// A shape is what an element is made of, without its words, its states and how often each part is there.
type shape struct {
	hash  uint64
	parts map[uint64]int // 1 or many of each, by depth and kind
	size  int
}

type finder struct {
	p        *Page
	children [][]int
	holds    [][]int // the nodes in each element, not those that only hold others
	shapes   []*shape
	entry    []int // of each element: the group it belongs to, or -1
	groups   [][]int
	seed     maphash.Seed
}

// elements tells of each node which row of the tree it is of, -1 if none. Several texts of one element, parted by line breaks,
// are all of its row, which names only the last.
func (p *Page) elements() []int {
	element, rows := make([]int, len(p.Nodes)), map[Ref]int{}
	for i := range element {
		element[i] = -1
	}
	for e, el := range p.Tree {
		if el.Node >= 0 {
			element[el.Node] = e
			rows[p.Nodes[el.Node].Ref] = e
		}
	}
	for i, n := range p.Nodes {
		if e, ok := rows[n.Ref]; ok && element[i] < 0 && n.Kind == Text && n.Ref.Node != 0 {
			element[i] = e
		}
	}
	return element
}

func newFinder(p *Page) *finder {
	f := &finder{p: p, children: make([][]int, len(p.Tree)), holds: make([][]int, len(p.Tree)),
		shapes: make([]*shape, len(p.Tree)), entry: make([]int, len(p.Tree)), seed: maphash.MakeSeed()}
	own := make([][]int, len(p.Tree))
	for n, e := range p.elements() {
		if e >= 0 && p.Nodes[n].Kind != Group {
			own[e] = append(own[e], n)
		}
	}
	for i := len(p.Tree) - 1; i >= 0; i-- {
		f.entry[i] = -1
		e := p.Tree[i]
		f.holds[i] = append(f.holds[i], own[i]...)
		if e.Parent >= 0 && len(f.holds[i]) > 0 {
			f.holds[e.Parent] = append(f.holds[e.Parent], f.holds[i]...)
			f.children[e.Parent] = append(f.children[e.Parent], i)
		}
	}
	for i := range f.children {
		slices.Reverse(f.children[i])
	}
	return f
}

// part names what e is to the shape of what holds it.
func (f *finder) part(e int) string {
	el := f.p.Tree[e]
	if el.Node >= 0 {
		switch k := f.p.Nodes[el.Node].Kind; k {
		case Group:
		case Heading, Text: // an entry's name may be a heading in one and not in another
			return "text"
		default:
			return string(k)
		}
	}
	return el.Tag
}

func (f *finder) shape(e int) *shape {
	if f.shapes[e] == nil {
		s := &shape{parts: map[uint64]int{}}
		f.collect(e, 0, s)
		var keys []uint64
		for k, n := range s.parts {
			s.parts[k] = min(n, 2)
			s.size += s.parts[k]
			keys = append(keys, k*4+uint64(s.parts[k]))
		}
		slices.Sort(keys)
		s.hash = maphash.Comparable(f.seed, fixed(keys))
		f.shapes[e] = s
	}
	return f.shapes[e]
}

// fixed makes a comparable value of keys.
func fixed(keys []uint64) string {
	b := make([]byte, 0, 8*len(keys))
	for _, k := range keys {
		for i := range 8 {
			b = append(b, byte(k>>(8*i)))
		}
	}
	return string(b)
}

func (f *finder) collect(e, depth int, s *shape) {
	s.parts[maphash.Comparable(f.seed, struct {
		depth int
		part  string
	}{depth, f.part(e)})]++
	if depth < signatureDepth {
		for _, c := range f.children[e] {
			f.collect(c, depth+1, s)
		}
	}
}

// alike reports whether a and b are made alike and lie in one column, one row, or are as large.
func (f *finder) alike(a, b int) bool {
	x, y := f.shape(a), f.shape(b)
	if x.hash != y.hash {
		both := 0
		for k, n := range x.parts {
			both += min(n, y.parts[k])
		}
		if float64(2*both) < alikeShare*float64(x.size+y.size) {
			return false
		}
	}
	p, q := f.p.Tree[a].Box, f.p.Tree[b].Box
	near := func(a, b float64) bool { return math.Abs(a-b) <= 2 }
	close := func(a, b float64) bool { return math.Abs(a-b) <= .2*max(a, b) }
	return near(p.X, q.X) || near(p.Y, q.Y) || near(p.X+p.Width, q.X+q.Width) || close(p.Width, q.Width) && close(p.Height, q.Height)
}

// items are what authors call an item by its tag or role.
var items = map[string]bool{"li": true, "tr": true, "article": true, "listitem": true, "row": true, "option": true, "treeitem": true}

// called reports whether its author calls e an item of a list.
func (f *finder) called(e int) bool {
	el := f.p.Tree[e]
	if el.Node >= 0 {
		n := f.p.Nodes[el.Node]
		return items[n.Role] && n.Tag != "option" || items[n.Tag]
	}
	return items[el.Tag]
}

// enough reports whether e could be an entry if it lies beside another: it says something, and is more than one thing.
func (f *finder) enough(e int) bool { return f.rich([]int{e}) || f.called(e) }

// rich reports whether the elements hold words, or a picture, and another thing.
func (f *finder) rich(es []int) bool {
	all, says := 0, false
	for _, e := range es {
		for _, i := range f.holds[e] {
			n := f.p.Nodes[i]
			if n.Kind == Field || n.Kind == Password {
				return false // part of a form
			}
			all++
			says = says || n.Kind == Text || n.Kind == Heading || n.Kind == Image
		}
	}
	return all > 1 && says
}

// among finds the entries among siblings: those of a kind, wherever they stand between others, and
// pairs of siblings that come again and again.
func (f *finder) among(siblings []int) {
	if f.pairs(siblings) {
		return
	}
	var kinds [][]int
next:
	for _, e := range siblings {
		if !f.enough(e) || f.heads(e) || f.lays(e) {
			continue
		}
		for i, k := range kinds {
			if f.alike(k[len(k)-1], e) || f.alike(k[0], e) {
				kinds[i] = append(k, e)
				continue next
			}
		}
		if len(kinds) < 8 {
			kinds = append(kinds, []int{e})
		}
	}
	for _, k := range kinds {
		for _, e := range k {
			if len(k) > 1 || f.called(e) {
				f.add(e)
			}
		}
	}
}

// heads reports whether e is the row of a table that names its columns.
func (f *finder) heads(e int) bool {
	if f.p.Tree[e].Tag != "tr" || len(f.children[e]) == 0 {
		return false
	}
	for _, c := range f.children[e] {
		if f.p.Tree[c].Tag != "th" {
			return false
		}
	}
	return true
}

// lays reports whether e is a part of the table that lays out the page: it holds the page's main heading.
func (f *finder) lays(e int) bool {
	return slices.ContainsFunc(f.holds[e], func(i int) bool { return f.p.Nodes[i].Kind == Heading && f.p.Nodes[i].Level == 1 })
}

// pairs finds entries that are two siblings each: a heading and what belongs to it.
func (f *finder) pairs(s []int) bool {
	for start := 0; start+4 <= len(s) && start < 3; start++ {
		end := start + 2
		for end+2 <= len(s) && f.alike(s[start], s[end]) && f.alike(s[start+1], s[end+1]) {
			end += 2
		}
		if end-start < 4 || f.alike(s[start], s[start+1]) || f.rich(s[start:start+1]) && f.rich(s[start+1:start+2]) || !f.rich(s[start:start+2]) || !f.presses(s[start+1]) && !f.presses(s[start]) {
			continue
		}
		if f.called(s[start]) || f.called(s[start+1]) && f.rich(s[start+1:start+2]) {
			continue
		}
		if slices.ContainsFunc(slices.Concat(s[:start], s[end:]), func(e int) bool { return f.rich([]int{e}) && f.alike(e, s[start+1]) }) {
			continue // headings over several entries each
		}
		for ; start < end; start += 2 {
			f.add(s[start], s[start+1])
		}
		return true
	}
	return false
}

func (f *finder) presses(e int) bool {
	return slices.ContainsFunc(f.holds[e], func(n int) bool { return f.p.Nodes[n].Kind.Pressable() })
}

func (f *finder) add(es ...int) {
	for _, e := range es {
		f.entry[e] = len(f.groups)
	}
	f.groups = append(f.groups, es)
}

// number lists the entries in reading order and says of each node which is its innermost.
func (f *finder) number() {
	p := f.p
	p.Entries = nil
	index := make([]int, len(f.groups))
	for i := range index {
		index[i] = -1
	}
	of := make([]int, len(p.Tree)) // the innermost entry of each element
	parts := map[Ref]int{}         // likewise, of those that nodes are made of: the lines of a text may be several nodes
	for e, el := range p.Tree {
		of[e] = -1
		if el.Parent >= 0 {
			of[e] = of[el.Parent]
		}
		if g := f.entry[e]; g >= 0 {
			if index[g] < 0 {
				index[g] = len(p.Entries)
				entry := Entry{Layer: -1, Box: el.Box, Ref: el.Ref, Around: of[e] + 1}
				for _, o := range f.groups[g] {
					entry.Box = entry.Box.union(p.Tree[o].Box)
				}
				p.Entries = append(p.Entries, entry)
			}
			of[e] = index[g]
		}
		if el.Node >= 0 {
			p.Nodes[el.Node].Entry = of[e]
			parts[p.Nodes[el.Node].Ref] = of[e]
		}
	}
	for i := range p.Nodes {
		if e, ok := parts[p.Nodes[i].Ref]; ok && p.Nodes[i].Ref.Node != 0 && p.Nodes[i].Kind == Text && p.Nodes[i].Entry < 0 {
			p.Nodes[i].Entry = e
		}
	}
	for i := range p.Nodes { // what has no box of its own, such as the choices of a select
		if n := &p.Nodes[i]; n.Entry < 0 && n.Parent >= 0 {
			n.Entry = p.Nodes[n.Parent].Entry
		}
		for e := p.Nodes[i].Entry; e >= 0; e = p.Entries[e].Around - 1 {
			if p.Entries[e].Layer < 0 {
				p.Entries[e].Layer = p.Nodes[i].Layer
			}
		}
	}
}

func (r Rect) union(o Rect) Rect {
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{x, y, max(r.X+r.Width, o.X+o.Width) - x, max(r.Y+r.Height, o.Y+o.Height) - y}
}
