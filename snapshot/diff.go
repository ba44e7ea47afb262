package snapshot

import "strings"

// A Change is what differs between two readings of a tab.
type Change struct {
	Came, Changed []int // nodes of the later reading
	Gone          []int // nodes of the earlier reading
	Opened        []int // layers of the later reading that the earlier one has not
	Closed        []int // layers of the earlier reading that the later one has not

	affected map[int]bool
}

// Affects reports whether node i of the later reading came or changed.
func (c Change) Affects(i int) bool { return c.affected[i] }

// None reports whether both readings show the same.
func (c Change) None() bool {
	return len(c.Came)+len(c.Changed)+len(c.Gone)+len(c.Opened)+len(c.Closed) == 0
}

// Diff tells what came, went and changed. A node is the same if it is the same element, or, where
// the page drew itself anew or another document came, if it is the same to a person: of one kind,
// with the same words, in the same entry and on the same layer. Of several alike each counts once.
func Diff(before, after Page) Change {
	c := Change{affected: map[int]bool{}}
	byRef := map[Ref][]int{} // a text in parts is several nodes of one element
	for i, n := range before.Nodes {
		if n.Ref.Node != 0 {
			byRef[n.Ref] = append(byRef[n.Ref], i)
		}
	}
	matched := make([]bool, len(before.Nodes))
	var left []int
	for i, n := range after.Nodes {
		if len(byRef[n.Ref]) == 0 {
			left = append(left, i)
			continue
		}
		k := byRef[n.Ref][0]
		byRef[n.Ref] = byRef[n.Ref][1:]
		matched[k] = true
		if !before.Nodes[k].same(n) {
			c.Changed = append(c.Changed, i)
			c.affected[i] = true
		}
	}
	pair := func(k, i int) {
		if matched[k] = true; before.Nodes[k].State != after.Nodes[i].State {
			c.Changed = append(c.Changed, i)
			c.affected[i] = true
		}
	}
	was, is := before.entryNames(), after.entryNames()
	unmatched := map[string][]int{}
	for i := range before.Nodes {
		if !matched[i] {
			key := before.identity(i, was)
			unmatched[key] = append(unmatched[key], i)
		}
	}
	var unlike []int
	for _, i := range left {
		key := after.identity(i, is)
		if alike := unmatched[key]; len(alike) > 0 {
			unmatched[key] = alike[1:]
			pair(alike[0], i)
		} else {
			unlike = append(unlike, i)
		}
	}
	// The only one of its kind and words is the same in another entry too: what comes beside it may make a list of both.
	alone, only := map[string][]int{}, map[string]int{}
	for i := range before.Nodes {
		if !matched[i] {
			key := before.identity(i, nil)
			alone[key] = append(alone[key], i)
		}
	}
	for _, i := range unlike {
		only[after.identity(i, nil)]++
	}
	for _, i := range unlike {
		if key := after.identity(i, nil); only[key] == 1 && len(alone[key]) == 1 && (before.Nodes[alone[key][0]].Entry < 0) != (after.Nodes[i].Entry < 0) {
			pair(alone[key][0], i)
			continue
		}
		c.Came = append(c.Came, i)
		c.affected[i] = true
	}
	for i, ok := range matched {
		if !ok {
			c.Gone = append(c.Gone, i)
		}
	}
	c.Opened, c.Closed = layersOnly(after, before), layersOnly(before, after)
	return c
}

// same reports whether a node shows a person the same. Which of them has the focus is no matter: a press moves it.
func (n Node) same(o Node) bool {
	n.State.Focused, o.State.Focused = false, false
	return n.Kind == o.Kind && n.Name == o.Name && n.Text == o.Text && n.Description == o.Description && n.State == o.State
}

// layersOnly are the layers of a that b has not.
func layersOnly(a, b Page) []int {
	has := map[string]int{}
	for i := range b.Layers {
		has[b.layerIdentity(i)]++
	}
	var only []int
	for i := range a.Layers {
		if key := a.layerIdentity(i); has[key] > 0 {
			has[key]--
		} else {
			only = append(only, i)
		}
	}
	return only
}

func (p Page) layerIdentity(i int) string {
	return string(p.Layers[i].Kind) + "\x00" + p.Layers[i].Name
}

// Identity tells a node from the others of a page, and stays the same where the page draws itself
// anew: its kind and words, those of its entry, and its layer.
func (p Page) Identity(i int) string { return p.identity(i, p.entryNames()) }

func (p Page) identity(i int, entries map[int]string) string {
	n := p.Nodes[i]
	parts := []string{string(n.Kind), n.Label(), n.Description, entries[n.Entry]}
	if n.Layer >= 0 && n.Layer < len(p.Layers) {
		parts = append(parts, p.layerIdentity(n.Layer))
	}
	if n.Label() == "" {
		parts = append(parts, n.Hint)
	}
	return strings.Join(parts, "\x00")
}

// entryNames are the first texts of the entries.
func (p Page) entryNames() map[int]string {
	names := map[int]string{}
	for _, n := range p.Nodes {
		if n.Entry >= 0 && names[n.Entry] == "" && (n.Kind == Text || n.Kind == Heading) {
			names[n.Entry] = n.Label()
		}
	}
	return names
}
