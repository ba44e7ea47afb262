package pages

import (
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// Find Device may be a setting, of two choices or one box, that counts once it is saved.

// chooseOff is the name of the case that chooses that it is off.
const chooseOff = "choose that Find Device is off"

// settingCases choose that Find Device is off and save it.
func (e *deviceErrand) settingCases() []flow.Case {
	if e.target.Do != intent.TurnOff || e.target.Of != intent.FindDevice {
		return nil
	}
	return []flow.Case{
		{Name: chooseOff, See: func(v flow.View) (flow.Match, bool) {
			_, off := e.setting(v)
			if off < 0 {
				off = e.offAction(v)
			}
			if off < 0 || v.Page.Nodes[off].Taken() || !choosable(v.Page.Nodes[off]) {
				return nowhere, false
			}
			return flow.Match{Node: off, Words: labelOf(v.Page, off)}, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			e.before(v)
			e.run.find.edited = documentOf(v.Page)
			a := choose(v, m.Node)
			if n := v.Page.Nodes[m.Node]; n.Kind == snapshot.Option { // in a list each device has one
				a = e.at(v, m.Node).Choose()
				a.On = e.at(v, n.Parent)
			}
			return flow.Step{Do: []browser.Action{a}, Changes: true}, nil
		}},
		e.asking(e.settingPassword),
		e.giving(e.settingPassword),
		{Name: e.press, Once: true, See: func(v flow.View) (flow.Match, bool) {
			off := e.chosenOff(v)
			if off < 0 {
				return nowhere, false
			}
			save := e.save(v, off)
			return flow.Match{Node: save, Words: labelOf(v.Page, save)}, save >= 0
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			if slices.Contains(e.where(v), m.Node) {
				return e.pressNode(v, m)
			}
			return e.pressApart(v, m)
		}, Did: e.pressedControl},
		{Name: "save: " + e.press, Once: true, See: func(v flow.View) (flow.Match, bool) {
			save := e.unsaved(v)
			return flow.Match{Node: save, Words: labelOf(v.Page, save)}, save >= 0
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			if v.Sent { // a page that came by our own press, and asks about nothing else
				return e.pressApart(v, m)
			}
			return e.pressNode(v, m)
		}, Did: e.pressedControl},
	}
}

// pressApart presses what saves the setting and stands apart from the device's own place.
func (e *deviceErrand) pressApart(v flow.View, m flow.Match) (flow.Step, error) {
	return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Act: e.act}, nil
}

// choosable reports whether a choice can be made: it can be pressed, or is one of a native list that is closed.
func choosable(n snapshot.Node) bool {
	return n.Ready() || n.Kind == snapshot.Option && n.Tag == "option" && slices.Equal(n.Against, []string{snapshot.InClosedList})
}

// unsaved is the control that saves what this run has changed in the device's place and the site was not told of: the
// page has sent nothing since. -1 if there is none.
func (e *deviceErrand) unsaved(v flow.View) int {
	if !v.Acted(e.press) || v.Acted("save: "+e.press) {
		return -1
	}
	if v.Sent {
		return e.reviewed(v)
	}
	box := onlyOne(e.where(v), func(i int) bool {
		n := v.Page.Nodes[i]
		return (n.Kind == snapshot.Checkbox || n.Kind == snapshot.Switch) && n.State.Checked == snapshot.No && v.Came(i)
	})
	if box < 0 {
		return -1
	}
	return e.save(v, box)
}

// reviewed is the control that saves what was chosen, on a page that came to show it once more and asks nothing else: "Check your
// answer". -1 if there is none.
func (e *deviceErrand) reviewed(v flow.View) int {
	p, in := v.Page, matterIn(v.Page)
	if !v.Acted(chooseOff) || foreign(p, in, e.row) {
		return -1
	}
	var left []int // what does not lead away or back to the form
	for _, i := range in {
		n := p.Nodes[i]
		if verbs := intent.Of(p, i).Verbs; e.run.common.has(n) || !n.Kind.Pressable() && n.Kind != snapshot.Field && n.Kind != snapshot.Password ||
			onlyVerbs(verbs, "back", "cancel") || n.Kind == snapshot.Link && onlyVerbs(verbs, "change", "edit") {
			continue
		}
		left = append(left, i)
	}
	if len(left) != 1 || !v.Came(left[0]) || !e.saves(p, left[0]) && !(p.Nodes[left[0]].Kind == snapshot.Button && onlyVerbs(intent.Of(p, left[0]).Verbs, "change", "set", "edit")) {
		return -1
	}
	return left[0]
}

// onlyVerbs reports whether there are verbs, and all are of those.
func onlyVerbs(verbs []string, of ...string) bool {
	return len(verbs) > 0 && !slices.ContainsFunc(verbs, func(w string) bool { return !slices.Contains(of, w) })
}

// chosenOff is the choice that Find Device is off, where this run has chosen it; else -1.
func (e *deviceErrand) chosenOff(v flow.View) int {
	_, off := e.setting(v)
	if off < 0 {
		off = e.offAction(v)
	}
	if off >= 0 && v.Acted(chooseOff) && v.Page.Nodes[off].Taken() {
		return off
	}
	return -1
}

// offAction is the one of several things to do with the device, to choose from before one goes on, that turns off Find Device: "What
// do you want to do with Mi 9?" -1 if there is none.
func (e *deviceErrand) offAction(v flow.View) int {
	p := v.Page
	var all []int
	for _, i := range e.where(v) {
		if p.Nodes[i].Kind == snapshot.Radio {
			all = append(all, i)
		}
	}
	off := onlyOne(all, func(i int) bool { return intent.Says(p.Nodes[i].Label(), p.Lang, e.on(p)) })
	if len(all) < 2 || off < 0 || e.save(v, off) < 0 {
		return -1
	}
	return off
}

// settingPassword is the one field for the account's password that came with the choice, -1 if there is none.
func (e *deviceErrand) settingPassword(v flow.View) int {
	if e.chosenOff(v) < 0 {
		return -1
	}
	p := v.Page
	field := onlyOne(e.where(v), func(i int) bool { return p.Nodes[i].Kind == snapshot.Password })
	if field < 0 || !v.Came(field) {
		return -1
	}
	if kind, _ := intent.Field(p, field); kind != intent.FieldPassword {
		return -1
	}
	return field
}

// savedOff sees that the setting of a page that this run has not changed says that Find Device is off.
func (e *deviceErrand) savedOff(v flow.View) (flow.Match, bool) {
	_, off := e.setting(v)
	if off < 0 {
		off = e.onlyOff(v)
	}
	if off < 0 || !v.Page.Nodes[off].Taken() || v.Page.Busy || e.run.find.edited != "" && documentOf(v.Page) == e.run.find.edited {
		return nowhere, false
	}
	return flow.Match{Node: off, Words: labelOf(v.Page, off)}, true
}

// onlyOff is the choice that Find Device is off where the closed list of the device's own place has no other, as it is turned on
// on the phone; else -1.
func (e *deviceErrand) onlyOff(v flow.View) int {
	p := v.Page
	i := onlyOne(e.where(v), func(i int) bool { return p.Nodes[i].Kind == snapshot.Option && p.Nodes[i].Tag == "option" })
	if i < 0 || !p.Nodes[i].Taken() {
		return -1
	}
	label, list := p.Nodes[i].Label(), p.Nodes[max(p.Nodes[i].Parent, 0)]
	if intent.StateOfFind(label, p.Lang) == intent.SaysOff || list.Kind == snapshot.Select && intent.StateAlone(label, p.Lang) == intent.SaysOff && intent.Sentence(list.Label(), p.Lang, e.on(p).Called...).Of == intent.FindDevice {
		return i
	}
	return -1
}

// setting are the two choices of Find Device in the device's own place, below a text that names it or with words for it
// themselves. -1 if there are none, or more.
func (e *deviceErrand) setting(v flow.View) (on, off int) {
	p, place := v.Page, e.where(v)
	on, off = -1, -1
	first, named := -1, false
	for _, i := range place {
		n := p.Nodes[i]
		if n.Kind != snapshot.Radio && !(n.Kind == snapshot.Option && n.Tag == "option") {
			continue
		}
		state := n.Label()
		if parts := labelParts(state); len(parts) > 0 { // "Off — don't track this phone"
			state = parts[0]
		}
		says := intent.StateAlone(strings.TrimSpace(state), p.Lang)
		if says == intent.SaysNothing {
			says = intent.StateOfFind(n.Label(), p.Lang)
		}
		named = named || intent.NamesFinding(n.Label(), p.Lang)
		switch says {
		case intent.SaysOn:
			if on >= 0 {
				return -1, -1
			}
			on = i
		case intent.SaysOff:
			if off >= 0 {
				return -1, -1
			}
			off = i
		default:
			return -1, -1
		}
		if first < 0 {
			first = i
		}
	}
	if on < 0 || off < 0 {
		return -1, -1
	}
	for k := first - 1; k >= 0; k-- {
		n := p.Nodes[k]
		switch {
		case k == p.Nodes[first].Parent && n.Kind == snapshot.Select:
			if !named && intent.Sentence(n.Label(), p.Lang, e.on(p).Called...).Of != intent.FindDevice {
				return -1, -1
			}
			return on, off
		case n.Layer != p.Nodes[first].Layer || n.Label() == "" || n.Label() == labelOf(p, on) || n.Label() == labelOf(p, off):
			continue
		case !isText(n) && n.Kind != snapshot.Group || !named && intent.Sentence(n.Label(), p.Lang, e.on(p).Called...).Of != intent.FindDevice:
			return -1, -1
		}
		return on, off
	}
	return -1, -1
}

// save is the one control behind the choice that saves it, -1 if there is none or several. That of a list in which each
// device has its choice may stand apart from them.
func (e *deviceErrand) save(v flow.View, choice int) int {
	p := v.Page
	if p.Nodes[choice].Kind == snapshot.Option {
		return onlyOne(matterIn(p), func(i int) bool { return p.Nodes[i].Kind == snapshot.Button && e.saves(p, i) })
	}
	return onlyOne(e.where(v), func(i int) bool {
		n := p.Nodes[i]
		return i >= choice && n.Kind != snapshot.Radio && n.Layer == p.Nodes[choice].Layer && e.saves(p, i)
	})
}

// saves reports whether a control saves a setting, or sends it, and does nothing else.
func (e *deviceErrand) saves(p snapshot.Page, i int) bool {
	n, m := p.Nodes[i], intent.Of(p, i)
	if n.Kind == snapshot.Link && onlyVerbs(m.Verbs, "continue", "next") { // it turns a page
		return false
	}
	return n.Kind.Pressable() && n.Ready() && slices.ContainsFunc(m.Verbs, func(w string) bool {
		return slices.Contains([]string{"save", "submit", "confirm", "continue", "next"}, w)
	}) &&
		!m.Negated && !m.Question && m.Topic == "" && !slices.ContainsFunc(m.Verbs, func(w string) bool {
		return slices.Contains([]string{"cancel", "keep", "delete", "remove", "erase", "lock", "play-sound", "sign-out", "download", "export"}, w)
	})
}
