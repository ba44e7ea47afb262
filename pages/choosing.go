package pages

import (
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// How a device is chosen in a list that lets several things be chosen, and what stands beside it for what is chosen.

// boxesOf are the boxes to tick by which a list lets things be chosen: the device's own and others.
func (e *deviceErrand) boxesOf(v flow.View) (own, others []int) {
	own, others = e.boxes(v, func(p snapshot.Page, i int) bool { return p.Nodes[i].Kind == snapshot.Checkbox })
	if len(own)+len(others) == 0 {
		return e.boxes(v, isDrawnBox)
	}
	return own, others
}

// isDrawnBox reports whether a control of an entry that says no more than what the entry is called, which a text of it says
// already, may be a box to tick that does not say so.
func isDrawnBox(p snapshot.Page, i int) bool {
	n := p.Nodes[i]
	if n.Kind != snapshot.Button || !n.Weak || n.Entry < 0 || n.Tag == "img" || n.Tag == "svg" || n.Name == "" {
		return false
	}
	if slices.ContainsFunc(intent.OfText(snapshot.Button, n.Hint, "en").Verbs, func(v string) bool { return v != "select" && v != "turn-on" }) {
		return false // an icon that is called "trash"
	}
	return slices.ContainsFunc(p.InEntry(n.Entry), func(k int) bool {
		return isText(p.Nodes[k]) && !p.Within(k, i) && !p.Within(i, k) && browser.Alike(p.Nodes[k].Label(), n.Name)
	})
}

// ticked are those of boxes that are ticked. One that is only drawn is if its authors gave it a mark, such as a class, that
// the others of its kind lack, or it itself lacked before it was pressed, and that takes none of theirs away.
func (e *deviceErrand) ticked(p snapshot.Page, boxes []int) (all []int) {
	hints := [][]string{}
	if e.unmarked != nil {
		hints = append(hints, e.unmarked)
	}
	for _, i := range boxes {
		hints = append(hints, strings.Fields(p.Nodes[i].Hint))
	}
	var shared []string
	for k, words := range hints {
		if k > 0 {
			words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !slices.Contains(shared, w) })
		}
		shared = words
	}
	for _, i := range boxes {
		switch n := p.Nodes[i]; {
		case n.State.Checked == snapshot.Yes,
			n.Kind != snapshot.Checkbox && slices.ContainsFunc(strings.Fields(n.Hint), func(w string) bool { return !slices.Contains(shared, w) }):
			all = append(all, i)
		}
	}
	return all
}

// boxes are the controls of a kind by which a list lets things be chosen.
func (e *deviceErrand) boxes(v flow.View, is func(snapshot.Page, int) bool) (own, others []int) {
	place := e.where(v)
	for i, n := range v.Page.Nodes {
		if !is(v.Page, i) {
			continue
		}
		switch label := n.Label(); {
		case !slices.Contains(place, i):
			if n.Entry >= 0 {
				others = append(others, i)
			}
		case label == "" || browser.Alike(label, e.row.Name), e.onlySelects(v, i), holdsWord(browser.Folded(label), browser.Folded(e.row.Name)) && !foreign(v.Page, []int{i}, e.row):
			own = append(own, i)
		}
	}
	return own, others
}

// onlySelects reports whether a box says no more than that it selects what its entry names: "Select unit 4417".
func (e *deviceErrand) onlySelects(v flow.View, box int) bool {
	p := v.Page
	m := intent.OfText(p.Nodes[box].Kind, p.Nodes[box].Label(), p.Lang)
	if m.Negated || m.Question || m.Topic != "" || !slices.Equal(m.Verbs, []string{"select"}) || p.Nodes[box].Entry < 0 {
		return false
	}
	if slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool {
		return n.Kind == snapshot.Checkbox && n.Entry >= 0 && n.Entry != p.Nodes[box].Entry && n.Label() == p.Nodes[box].Label()
	}) {
		return true // "Select row", of each: it names none
	}
	entry := p.InEntry(p.Nodes[box].Entry)
	return !slices.ContainsFunc(m.Left, func(w string) bool {
		return !slices.ContainsFunc(entry, func(i int) bool { return i != box && holdsWord(browser.Folded(p.Nodes[i].Label()), browser.Folded(w)) })
	})
}

// openList is the name of the case that opens a list to be edited.
const openList = "open the list to edit it"

// seeEdit sees the control that opens a list to be edited, on a page where the device's own entry holds none:
// the only one beside the list that says no more than to change or edit something. By itself that changes nothing.
func (e *deviceErrand) seeEdit(v flow.View) (flow.Match, bool) {
	p, place := v.Page, e.where(v)
	if !e.navigate || v.Acted(openList) || p.Busy || len(place) == 0 || slices.ContainsFunc(place, func(i int) bool { return p.Nodes[i].Kind.Pressable() }) {
		return nowhere, false
	}
	named := map[int]bool{} // entries that name a device
	for _, n := range p.Nodes {
		named[n.Entry] = named[n.Entry] || slices.ContainsFunc(e.run.known.names(), func(name string) bool { return called(n, name) })
	}
	edit, beside := -1, besides(p)
	for i, n := range p.Nodes {
		if n.Entry >= 0 && named[n.Entry] || beside[i] || n.Kind != snapshot.Button || !n.Ready() || p.Layers[n.Layer].Kind != snapshot.Document {
			continue
		}
		m := intent.Of(p, i)
		only := len(m.Verbs) > 0 && len(m.Left) == 0 && !m.Negated && !m.Question && m.Topic == "" && !slices.ContainsFunc(m.Verbs, func(verb string) bool {
			return verb != "edit" && verb != "change" && verb != "manage"
		})
		if !only || m.Context == "" && len(m.Objects) > 0 {
			continue
		}
		if edit >= 0 {
			return nowhere, false
		}
		edit = i
	}
	return flow.Match{Node: edit}, edit >= 0
}

// seeBox sees the box by which the device can be chosen in a list that was opened for that.
func (e *deviceErrand) seeBox(v flow.View) (flow.Match, bool) {
	own, others := e.boxesOf(v)
	if len(own) != 1 || !v.Opened(own[0]) && !e.actsOnChosen(v) && !waitsForChoice(v.Page) && !e.saysToChoose(v.Page) || slices.Contains(e.ticked(v.Page, slices.Concat(own, others)), own[0]) {
		return nowhere, false
	}
	if drawn := v.Page.Nodes[own[0]].Kind != snapshot.Checkbox; drawn && v.Acted(e.choosing()) {
		return nowhere, false
	}
	return flow.Match{Node: own[0], Words: e.row.Name}, true
}

// choosing is the name of the case that chooses the device in a list.
func (e *deviceErrand) choosing() string { return "choose " + quote(e.row.Name) + " in the list" }

// tick ticks a box. One that is only drawn does not say that it is ticked.
func (e *deviceErrand) tick(v flow.View, box int) browser.Action {
	if n := v.Page.Nodes[box]; n.Kind != snapshot.Checkbox {
		e.unmarked = append([]string{}, strings.Fields(n.Hint)...)
		return e.at(v, box).Click()
	}
	return e.at(v, box).Tick()
}

// saysToChoose reports whether a text beside the list tells to select what the errand is to be done to: "Select devices to
// remove them".
func (e *deviceErrand) saysToChoose(p snapshot.Page) bool {
	does := []string{"remove", "unlink", "delete"}
	if e.target.Do == intent.TurnOff {
		does = []string{"turn-off", "disable", "stop"}
	}
	return slices.ContainsFunc(matterIn(p), func(i int) bool {
		if n := p.Nodes[i]; !isText(n) || n.Entry >= 0 || pressable(p, i) {
			return false
		}
		s, _, _ := strings.Cut(p.Nodes[i].Label(), ". ")
		m := intent.OfText(snapshot.Text, s, p.Lang)
		return !m.Negated && m.Topic == "" && slices.Contains(m.Verbs, "select") && slices.ContainsFunc(m.Verbs, func(v string) bool { return slices.Contains(does, v) })
	})
}

// waitsForChoice reports whether a menu stands beside a list that cannot be opened before something is chosen in it.
func waitsForChoice(p snapshot.Page) bool {
	return onlyOne(matterIn(p), func(i int) bool {
		n := p.Nodes[i]
		if n.Entry >= 0 || n.Kind != snapshot.Button || !n.State.Disabled {
			return false
		}
		n.State.Disabled, n.Against = false, nil // as it is once something is chosen
		sure, _ := intent.Opener(snapshot.Page{Lang: p.Lang, Layers: p.Layers, Nodes: []snapshot.Node{n}}, 0)
		return n.State.Popup == "menu" || sure > 0
	}) >= 0
}

// actsOnChosen reports whether the errand's control stands beside a list, for what is chosen in it.
func (e *deviceErrand) actsOnChosen(v flow.View) bool {
	var beside []int
	for i, n := range v.Page.Nodes {
		if n.Entry < 0 && v.Page.Layers[n.Layer].Kind == snapshot.Document && !foreign(v.Page, []int{i}, e.row) {
			beside = append(beside, i)
		}
	}
	t := e.on(v.Page)
	t.In = intent.Among(beside...)
	return intent.Find(v.Page, t).Found()
}

// besideList reports whether a control stands beside the list in which the device alone is chosen.
func (e *deviceErrand) besideList(v flow.View, node int) bool {
	kind := v.Page.Layers[v.Page.Nodes[node].Layer].Kind
	if slices.Contains(e.where(v), node) || kind != snapshot.Document && kind != snapshot.Banner && kind != snapshot.Menu {
		return false
	}
	scope, _ := e.selected(v)
	return slices.Contains(scope, node)
}

// selected is the place of the device; with it what stands beside the list, where the device alone is chosen in it.
func (e *deviceErrand) selected(v flow.View) ([]int, bool) {
	place := e.where(v)
	own, others := e.boxesOf(v)
	if len(own) == 1 && slices.Equal(e.ticked(v.Page, slices.Concat(own, others)), own) {
		place = slices.Clone(place)
		for i, n := range v.Page.Nodes {
			if n.Entry < 0 && !slices.Contains(place, i) && !foreign(v.Page, []int{i}, e.row) {
				place = append(place, i)
			}
		}
	}
	return place, len(place) > 0
}
