//go:build hurdles

package pages

import (
	"fmt"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// A Hurdle is one thing that a page wants from a person: what the program would do there is compared
// with what one who knows the page does.
type Hurdle struct {
	Mark    string // of the element that is right: "off:ID", "yes", "box:0"
	Errand  string // what it is part of: "sign-in", "find", "mine", "delete"
	Device  string // name of the device that it is about
	Others  []string
	ID      string // of the account
	Pressed string // label of the control that was pressed on the errand, "" if none was
}

// Judge tells whether the program takes node right of page p for what the hurdle wants, and if not why.
func (s *Site) Judge(h Hurdle, p snapshot.Page, right int) (bool, string) {
	run := (&run{WebDelete: &WebDelete{Site: s}}).connect()
	mark, _, _ := strings.Cut(h.Mark, ":")
	is := func(got int, why string) (bool, string) {
		if got == right {
			return true, ""
		}
		if got >= 0 {
			return false, fmt.Sprintf("took “%s”", p.Nodes[got].Label())
		}
		return false, why
	}
	target := theDeletion
	target.Item = h.ID
	switch h.Errand {
	case "find":
		target = intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, Item: h.Device, Others: h.Others, Called: run.find.learnNames(p)}
		target.Hints.Place = run.find.placeOfFind(p)
	case "mine":
		target = intent.Target{Do: intent.Delete, Of: intent.Device, Item: h.Device, Others: h.Others}
		if mark == "remove" {
			target.In = intent.Among(around(p, right, h.Device)...)
		}
	}
	target.Pressed = h.Pressed
	switch mark {
	case "enter":
		i := intent.Find(p, intent.Target{Do: intent.SignIn}).Node
		if i < 0 {
			i = entrance(p)
		}
		return is(i, "no way in")
	case "tab-password":
		return is(readLogin(p).choose, "no other way")
	case "user":
		return is(readLogin(p).account, "no field for the name")
	case "password":
		return is(readLogin(p).password, "no field for the password")
	case "signin", "next":
		if mark == "signin" || h.Errand == "sign-in" {
			return is(readLogin(p).submit, "nothing sends the form")
		}
		m := readDeletionPage(p, matterIn(p), target, s.At.Deletion, nil).onward()
		return is(m.Node, m.Reason)
	case "agree":
		return is(readLogin(p).agreement, "no box to agree")
	case "find-page":
		m := intent.Find(p, intent.Target{Do: intent.Open, Of: intent.FindDevice})
		return is(m.Node, m.Reason)
	case "off", "remove":
		if row := (browser.Row{Name: h.Device, Others: &browser.Others{Names: h.Others}}); mark == "off" {
			v := flow.View{Page: p}
			if m, ok := turnedOff(v, placeOf(v, row, len(v.Way) > 0 && v.Way[len(v.Way)-1]), false, run.find.called); ok {
				return false, "is taken for off by what says " + m.Words
			}
		}
		target.Hints.Place = run.find.placeOfFind(p)
		m := intent.Find(p, target)
		return is(m.Node, m.Reason)
	case "yes", "p-box", "p-password":
		q := intent.ReadPrompt(p, p.Nodes[right].Layer, target)
		if good, why := q.Answerable(); !good {
			return false, why
		}
		switch mark {
		case "p-box":
			if slices.Contains(append(slices.Clone(q.Tick), q.Press...), right) {
				return true, ""
			}
			return false, "is no box that accepts"
		case "p-password":
			return is(q.Password, "no field for the password")
		}
		return is(q.Yes, "no yes")
	}
	d := readDeletionPage(p, matterIn(p), target, s.At.Deletion, nil)
	switch mark {
	case "box":
		if doubt := d.boxes(); doubt != "" {
			return false, doubt
		}
		if slices.Contains(append(slices.Clone(d.form.Tick), d.form.Press...), right) {
			return true, ""
		}
		return false, "is no box that accepts"
	case "reason", "reason-select":
		if d.form.Reason >= 0 && mark == "reason-select" {
			return true, ""
		}
		return is(d.form.Reason, "no reason")
	case "phrase":
		return is(d.form.Type, "no field for a phrase")
	case "d-password":
		return is(d.form.Password, "no field for the password")
	case "code":
		return is(d.form.Code, "no field for the code")
	case "code-send":
		return is(d.form.SendCode, "nothing sends the code")
	case "delete":
		return is(d.control.Node, d.control.Reason+" about "+d.about)
	case "section":
		if slices.Contains(d.folded(), right) {
			return true, ""
		}
		return false, "is no section"
	case "devs-go":
		if goesOn(p, right) == yes {
			return true, ""
		}
		return false, "does not go on"
	}
	return true, ""
}

// around are the nodes about a device that node i lies among: its entry or its layer, or all where it has neither.
func around(p snapshot.Page, i int, device string) (nodes []int) {
	n := p.Nodes[i]
	layered := p.Layers[n.Layer].Kind != snapshot.Document
	for k, o := range p.Nodes {
		if n.Entry >= 0 && o.Entry == n.Entry || n.Entry < 0 && layered && o.Layer == n.Layer || k == i {
			nodes = append(nodes, k)
		}
	}
	for k, o := range p.Nodes {
		if n.Entry < 0 && o.Label() == device {
			return append(nodes, k)
		}
	}
	return nodes
}
