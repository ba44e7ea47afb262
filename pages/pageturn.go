package pages

import (
	"slices"
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
	return -1
}
