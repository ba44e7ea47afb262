package pages

import (
	"slices"
	"strings"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// What the site says where it does not do what was pressed.

// seeSessionOver sees what came after our press and says that the session has ended: the site has done nothing by it.
func (e *deviceErrand) seeSessionOver(v flow.View) (flow.Match, bool) {
	if !e.acted(v) {
		return nowhere, false
	}
	for i, n := range v.Page.Nodes {
		if isText(n) && len(n.Against) == 0 && v.Fresh(i) && !pressable(v.Page, i) && intent.SessionOver(n.Label(), v.Page.Lang) {
			return flow.Match{Node: i, Words: n.Label()}, true
		}
	}
	return nowhere, false
}

// seeRefusal sees what came after our press and says that it could not be done.
func (e *deviceErrand) seeRefusal(v flow.View) (flow.Match, bool) {
	if !e.acted(v) {
		return nowhere, false
	}
	var asking []int // what a question says it does is no refusal
	if p, ok := e.prompt(v); ok {
		good, _ := p.Answerable()
		if good || p.Password >= 0 && p.No >= 0 || slices.ContainsFunc(v.Page.InLayer(p.Layer), func(i int) bool {
			return slices.ContainsFunc(intent.Sentences(v.Page.Nodes[i].Label(), v.Page.Lang), func(s intent.Statement) bool { return s.Says == intent.SaysQuestion })
		}) {
			asking = p.Nodes
		}
	}
	for i, n := range v.Page.Nodes {
		if !isText(n) || len(n.Against) > 0 || slices.Contains(asking, i) || !v.Fresh(i) || pressable(v.Page, i) || foreign(v.Page, []int{i}, e.row) {
			continue
		}
		s := intent.Sentence(n.Label(), v.Page.Lang)
		refused := s.Says == intent.SaysRefused && (s.Of != intent.Account || strings.Contains(n.Label(), e.row.Name))
		if refused || slices.ContainsFunc(e.hints, func(h Element) bool { return h.in(n.Label()) }) {
			return flow.Match{Node: i, Words: told(v, i)}, true
		}
	}
	return nowhere, false
}

// told is the text of node i with those that came beside it: a refusal and its reason.
func told(v flow.View, i int) string {
	p := v.Page
	words := []string{p.Nodes[i].Label()}
	for k, n := range p.Nodes {
		beside := n.Layer == p.Nodes[i].Layer && (p.Layers[n.Layer].Kind != snapshot.Document || n.Parent == p.Nodes[i].Parent)
		if k > i && beside && isText(n) && v.Fresh(k) && !pressable(p, k) && !slices.Contains(words, n.Label()) && len(words) < 5 {
			words = append(words, n.Label())
		}
	}
	return strings.Join(words, " ")
}
