package pages

import (
	"slices"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// aside finds what puts away what lies over the page and names none of the devices, or what skips a page
// that only offers something.
func (run *run) aside(v flow.View) (flow.Match, bool) {
	p := v.Page
	for i, l := range p.Layers {
		if l.Kind == snapshot.Document || l.Kind == snapshot.Menu {
			continue
		}
		nodes := p.InLayer(i)
		if slices.ContainsFunc(run.known.names(), func(name string) bool { return naming(p, nodes, name) }) {
			continue // it may be what the run has opened itself
		}
		c := intent.Aside(p, i)
		// What came with an act may be its answer, unless it says what it offers; and once something was pressed
		// that must not happen twice, nothing that came since is closed but what lies over the answer.
		if came := slices.ContainsFunc(nodes, func(n int) bool { return v.New(n) || v.Opened(n) }); c < 0 && (!came || (!v.Committed || overAnswer(v, i)) && intent.Offers(p, i)) {
			c = intent.Dismissal(p, i)
		}
		if c >= 0 && p.Nodes[c].Ready() {
			return flow.Match{Node: c, Words: p.Nodes[c].Label()}, true
		}
	}
	if i := intent.Skippable(p); i >= 0 && run.atAccount(p) {
		return flow.Match{Node: i, Words: p.Nodes[i].Label()}, true
	}
	return nowhere, false
}

// overAnswer reports whether layer i lies over another that came with the last act, and asks for something.
func overAnswer(v flow.View, i int) bool {
	for k := i + 1; k < len(v.Page.Layers); k++ {
		if l := v.Page.Layers[k]; l.Kind == snapshot.Document || l.Kind == snapshot.Toast || l.Kind == snapshot.Banner {
			continue
		}
		if slices.ContainsFunc(v.Page.InLayer(k), func(n int) bool { return v.Page.Nodes[n].Kind == snapshot.Button && v.New(n) }) {
			return true
		}
	}
	return false
}
