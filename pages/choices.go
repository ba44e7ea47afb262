package pages

import (
	"fmt"
	"slices"

	"miacct/snapshot"
)

// choices are lists whose entries are one control each: tabs, options, items of a menu, pins of a map.
func (m *deviceMatter) choices() [][]deviceEntry {
	order := []int{}
	of := map[int][]deviceEntry{}
	for i, n := range m.Nodes {
		if !m.in[i] || m.background[i] || n.Entry >= 0 || !n.Kind.Pressable() || n.Kind == snapshot.Link && n.Href != "" || n.Label() == "" {
			continue
		}
		if n.Kind == snapshot.Select && i+1 < len(m.Nodes) && m.Within(i+1, i) {
			continue // its options are the entries
		}
		parent := -2 - n.Parent
		if el, ok := m.element[n.Ref]; ok && n.Ref.Node != 0 {
			parent = m.Tree[el].Parent
		}
		if _, ok := of[parent]; !ok {
			order = append(order, parent)
		}
		nodes := []int{i}
		for k := i + 1; k < len(m.Nodes) && m.Within(k, i); k++ {
			nodes = append(nodes, k)
		}
		of[parent] = append(of[parent], deviceEntry{At: i, Nodes: nodes, Entry: -1})
	}
	order = m.unite(order, of)
	var all [][]deviceEntry
	for _, g := range order {
		all = append(all, of[g])
	}
	return all
}

// unite makes one list of controls that stand each in a box of its own, where the boxes stand beside each other and the controls
// are alike: the heads of sections that unfold.
func (m *deviceMatter) unite(order []int, of map[int][]deviceEntry) []int {
	alike := func(n snapshot.Node) string {
		return fmt.Sprint(n.Kind, n.Tag, n.Layer, n.State.Expanded != snapshot.None)
	}
	held := map[string]map[int]int{} // how many alike each box holds
	for _, el := range m.Tree {
		if el.Node < 0 || !m.Nodes[el.Node].Kind.Pressable() {
			continue
		}
		kind := alike(m.Nodes[el.Node])
		if held[kind] == nil {
			held[kind] = map[int]int{}
		}
		for a := el.Parent; a >= 0; a = m.Tree[a].Parent {
			held[kind][a]++
		}
	}
	first := map[string]int{}
	return slices.DeleteFunc(order, func(g int) bool {
		if len(of[g]) != 1 || g < 0 || g >= len(m.Tree) {
			return false
		}
		kind, box, depth := alike(m.Nodes[of[g][0].At]), g, 0
		for ; depth < 3 && m.Tree[box].Parent >= 0 && held[kind][box] == 1; depth++ {
			box = m.Tree[box].Parent
		}
		key := fmt.Sprint(kind, box, depth)
		head, ok := first[key]
		if !ok {
			first[key] = g
			return false
		}
		of[head] = append(of[head], of[g]...)
		return true
	})
}
