package pages

import (
	"slices"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// What is done with a device may be chosen in a drop-down list, and carried out by a control beside it.

// chooseAction is the name of the case that chooses the errand in such a list.
const chooseAction = "choose the action from the list"

// listCases choose the errand in a drop-down list of actions, and carry it out.
func (e *deviceErrand) listCases() []flow.Case {
	return []flow.Case{
		{Name: chooseAction, See: func(v flow.View) (flow.Match, bool) {
			i, button := e.listed(v)
			if i < 0 || button < 0 || v.Page.Nodes[i].State.Selected {
				return nowhere, false
			}
			return flow.Match{Node: i, Words: labelOf(v.Page, i)}, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			if e.before != nil {
				e.before(v)
			}
			return flow.Step{Do: []browser.Action{choose(v, m.Node)}, Changes: true}, nil
		}},
		{Name: e.press, Once: true, See: func(v flow.View) (flow.Match, bool) {
			i, button := e.listed(v)
			if i < 0 || button < 0 || !v.Acted(chooseAction) || !v.Page.Nodes[i].State.Selected {
				return nowhere, false
			}
			return flow.Match{Node: button, Words: labelOf(v.Page, i)}, true
		}, Do: e.pressNode, Did: e.pressedControl},
	}
}

// listed is the one choice of a native list in the device's own place that says the errand, and the control behind the
// list that carries out what is chosen. -1 if there is none, or more than one.
func (e *deviceErrand) listed(v flow.View) (choice, button int) {
	p, place := v.Page, e.where(v)
	choice = onlyOne(place, func(i int) bool {
		n := p.Nodes[i]
		return n.Kind == snapshot.Option && n.Tag == "option" && n.Parent >= 0 && p.Nodes[n.Parent].Ready() && !n.State.Disabled && intent.Says(n.Label(), p.Lang, e.on(p))
	})
	if choice < 0 {
		return -1, -1
	}
	list := p.Nodes[choice].Parent
	button = onlyOne(place, func(i int) bool {
		n := p.Nodes[i]
		if i < list || n.Kind != snapshot.Button || !n.Ready() || n.Layer != p.Nodes[list].Layer || n.Frame != p.Nodes[list].Frame {
			return false
		}
		m := intent.Of(p, i)
		carries := n.Type == "submit" || slices.ContainsFunc(m.Verbs, func(w string) bool { return slices.Contains(carrying, w) })
		return carries && !m.Negated && !m.Question && m.Topic == "" && !slices.ContainsFunc(m.Verbs, func(w string) bool { return !slices.Contains(carrying, w) })
	})
	return choice, button
}

// carrying are the verbs of a control that carries out what was chosen.
var carrying = []string{"submit", "confirm", "save", "continue", "start", "next", "send", "select"}
