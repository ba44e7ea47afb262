package pages

import (
	"slices"
	"strconv"
	"strings"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// A list may come in pages, and show another one than that which has the device.

// turning turns the pages of a list that does not show the device: on while there are more, then back to the first.
func (e *deviceErrand) turning() flow.Case {
	back := false
	return flow.Case{Name: "turn the page of the list", See: func(v flow.View) (flow.Match, bool) {
		if v.Page.Busy || inFrontOf(v.Page) || e.acted(v) || len(e.where(v)) > 0 {
			return nowhere, false
		}
		i := pageTurn(v.Page, 1)
		if back || i < 0 || !v.Page.Nodes[i].Ready() {
			i = pageTurn(v.Page, -1)
		}
		return flow.Match{Node: i, Words: labelOf(v.Page, i)}, i >= 0 && v.Page.Nodes[i].Ready()
	}, Do: press, Did: func(v flow.View, m flow.Match) { back = back || m.Node == pageTurn(v.Page, -1) }}
}

// pageTurn is the control right behind the number of the page, or right before it: by is 1 or -1. It is -1 if there is
// none, or if its words say anything else.
func pageTurn(p snapshot.Page, by int) int {
	beside := besides(p)
	for i, n := range p.Nodes {
		at := pageNumbers.FindStringSubmatch(strings.TrimSpace(n.Label()))
		if beside[i] || !isText(n) || at == nil || at[1] == "" || at[1] == "0" || i == 0 || i+1 >= len(p.Nodes) {
			continue
		}
		before, behind := p.Nodes[i-1], p.Nodes[i+1]
		if before.Kind != behind.Kind || before.Kind != snapshot.Button && before.Kind != snapshot.Link || before.Parent != n.Parent || behind.Parent != n.Parent || before.Entry != behind.Entry {
			continue
		}
		m := intent.Of(p, i+by)
		if slices.ContainsFunc(m.Verbs, func(v string) bool { return !slices.Contains([]string{"next", "back", "more", "open", "continue"}, v) }) || m.Negated || m.Question || m.Topic != "" {
			return -1
		}
		return i + by
	}
	return besidesNumber(p, by)
}

// besidesNumber is the number of the page after, or before, the one that is shown, where each page of a list has its number
// to press: 1, 2, 3. It is -1 if there is none, or if nothing tells which is shown.
func besidesNumber(p snapshot.Page, by int) int {
	for i := range p.Nodes {
		numbers := countedFrom(p, i)
		shown := slices.IndexFunc(numbers, func(k int) bool { return marksShown(p, k, numbers) })
		if to := shown + by; len(numbers) > 1 && shown >= 0 && to >= 0 && to < len(numbers) && isPush(p.Nodes[numbers[to]]) {
			return numbers[to]
		}
	}
	return -1
}

// countedFrom are the nodes beside node i that count on from it, if that is called 1.
func countedFrom(p snapshot.Page, i int) (numbers []int) {
	for k := i; k < len(p.Nodes); k++ {
		n := p.Nodes[k]
		if n.Parent == p.Nodes[i].Parent && strings.TrimSpace(n.Label()) == strconv.Itoa(len(numbers)+1) && p.Layers[n.Layer].Kind == snapshot.Document {
			numbers = append(numbers, k)
		} else if k == i {
			return nil
		}
	}
	return numbers
}

// isPush reports whether a control is pressed and chooses nothing: numbers to choose from may rate something.
func isPush(n snapshot.Node) bool { return n.Kind == snapshot.Button || n.Kind == snapshot.Link }

// marksShown reports whether number i of a page is marked as the one that is shown: as selected, as the only one that cannot
// be pressed, or by a mark of its authors that the others lack.
func marksShown(p snapshot.Page, i int, numbers []int) bool {
	dead := func(k int) bool { return !p.Nodes[k].Kind.Pressable() || p.Nodes[k].State.Disabled }
	others := slices.DeleteFunc(slices.Clone(numbers), func(k int) bool { return k == i })
	if p.Nodes[i].State.Selected || dead(i) && !slices.ContainsFunc(others, dead) {
		return true
	}
	own := strings.Fields(p.Nodes[i].Hint)
	for _, k := range others {
		theirs := strings.Fields(p.Nodes[k].Hint)
		has := func(all []string) func(string) bool { return func(w string) bool { return !slices.Contains(all, w) } }
		if p.Nodes[k].State.Selected || dead(k) || !slices.ContainsFunc(own, has(theirs)) || slices.ContainsFunc(theirs, has(own)) {
			return false
		}
	}
	return true
}
