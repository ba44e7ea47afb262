package pages

import (
	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
)

// How a choice is made, whatever it is drawn as.

// drawnChoice reports whether a choice, or the list of them, is a control that does not show whether it was chosen.
func drawnChoice(n snapshot.Node) bool {
	return n.Kind == snapshot.Select || n.Kind == snapshot.Button || n.Kind == snapshot.MenuItem
}

// pick chooses a reason, or opens the list of them.
func pick(v flow.View, i int) browser.Action {
	if drawnChoice(v.Page.Nodes[i]) {
		return browser.At(v.Page, i).Click()
	}
	return choose(v, i)
}

// choose makes an option or radio button the chosen one. An option of a native list is seen by its list.
func choose(v flow.View, i int) browser.Action {
	a := browser.At(v.Page, i).Choose()
	if n := v.Page.Nodes[i]; n.Kind == snapshot.Option && n.Tag == "option" && n.Parent >= 0 {
		a.On = browser.At(v.Page, n.Parent)
	}
	return a
}

// open is a node as a list, empty if there is none.
func open(i int) []int {
	if i < 0 {
		return nil
	}
	return []int{i}
}
