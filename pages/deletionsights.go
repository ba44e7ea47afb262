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

// unfold shows what is folded: what is lost, and what the page wants.
func (d *deletion) unfold() []flow.Case {
	return []flow.Case{{Name: "unfold what is hidden", See: func(v flow.View) (flow.Match, bool) {
		p := d.read(v)
		if len(d.pressed) > 20 || p.covered || p.about == "" {
			return nowhere, false
		}
		for _, i := range p.folded() {
			if !d.pressed[pressKey(v.Page, i)] {
				return flow.Match{Node: i, Words: v.Page.Nodes[i].Label()}, true
			}
		}
		return nowhere, false
	}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}}, nil
	}, Did: d.wasPressed}}
}

func (d *deletion) wasPressed(v flow.View, m flow.Match) { d.pressed[pressKey(v.Page, m.Node)] = true }

// pressKey tells a node of one document from others, drawn anew or not, and whatever it has shown since:
// by its words, and by how many with the same stand before it.
func pressKey(p snapshot.Page, i int) string {
	n := p.Nodes[i]
	before := 0
	for _, o := range p.Nodes[:i] {
		if o.Kind == n.Kind && o.Label() == n.Label() && o.Ref.Document == n.Ref.Document {
			before++
		}
	}
	return fmt.Sprintf("%s\x00%s\x00%s\x00%d", n.Ref.Document, n.Kind, n.Label(), before)
}

// openedInFront is what lies in front of the page because the search for the deletion has opened it, and nothing was
// done since: the deletion may be in it as well as on a page. It returns nil if there is none.
func openedInFront(v flow.View) []int {
	if len(v.Acts) > 0 || len(v.Page.Layers) == 0 || !v.Page.Layers[0].Modal {
		return nil
	}
	if nodes := v.Page.InLayer(0); controlsOpened(v, nodes) {
		return nodes
	}
	return nil
}

// inFrontOf reports whether something lies in front of the page that must be dealt with first.
func inFrontOf(p snapshot.Page) bool {
	return slices.ContainsFunc(p.Layers, func(l snapshot.Layer) bool { return l.Modal })
}

// fill are the cases of what the page wants to be ticked, chosen and typed.
func (d *deletion) fill() []flow.Case {
	act := func(name string, missing func(*deletionPage) []int, do func(flow.View, *deletionPage, int) browser.Action, did ...func(flow.View, flow.Match)) flow.Case {
		return flow.Case{Name: name, Did: append(did, nil)[0], See: func(v flow.View) (flow.Match, bool) {
			p := d.read(v)
			if p.covered || p.about == "" && !p.control.Found() {
				return nowhere, false
			}
			all := missing(p)
			if len(all) == 0 {
				return nowhere, false
			}
			m := flow.Match{Node: all[0], Words: v.Page.Nodes[all[0]].Label()}
			if v.Page.Nodes[all[0]].Kind == snapshot.Password {
				m.Doubt = d.passwordDoubt()
			}
			return m, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{do(v, d.read(v), m.Node)}, Changes: true}, nil
		}}
	}
	return []flow.Case{
		{Name: "leave alone boxes that are not understood", See: func(v flow.View) (flow.Match, bool) {
			p := d.read(v)
			if about := p.about != "" || p.control.Found() || p.control.Ambiguous(); about && p.boxes() != "" && !p.covered { // the search may pass settings with boxes
				return flow.Match{Node: -1, Doubt: p.boxes()}, true
			}
			return nowhere, false
		}},
		act("accept what will be lost", func(p *deletionPage) []int { return p.wanted(p.form.Tick...) }, func(v flow.View, _ *deletionPage, i int) browser.Action {
			return browser.At(v.Page, i).Tick()
		}),
		act("untick what is optional", func(p *deletionPage) (ticked []int) {
			return slices.DeleteFunc(slices.Clone(p.form.Untick), func(i int) bool { return !p.Nodes[i].Ready() })
		}, func(v flow.View, _ *deletionPage, i int) browser.Action {
			return browser.At(v.Page, i).Untick()
		}),
		act("press what accepts what is lost", func(p *deletionPage) (open []int) {
			for _, i := range p.form.Press {
				if !d.pressed[pressKey(p.Page, i)] && p.Nodes[i].Ready() {
					open = append(open, i)
				}
			}
			return open
		}, func(v flow.View, _ *deletionPage, i int) browser.Action {
			return browser.At(v.Page, i).Click()
		}, d.wasPressed),
		act(giveReason, func(p *deletionPage) []int {
			return slices.DeleteFunc(p.wanted(p.form.Reason), func(i int) bool { return drawnChoice(p.Nodes[i]) && d.pressed[pressKey(p.Page, i)] })
		}, func(v flow.View, _ *deletionPage, i int) browser.Action { return pick(v, i) }, func(v flow.View, m flow.Match) {
			if drawnChoice(v.Page.Nodes[m.Node]) {
				d.wasPressed(v, m)
			}
		}),
		act("type what the page asks to be typed", func(p *deletionPage) []int { return p.wanted(p.form.Type) }, func(v flow.View, p *deletionPage, i int) browser.Action {
			return browser.At(v.Page, i).Fill(p.form.Phrase)
		}),
		d.asking(func(v flow.View) int {
			p := d.read(v)
			if p.covered || p.about == "" && !p.control.Found() {
				return -1
			}
			return max(-1, append(p.wanted(p.form.Password), -1)[0])
		}),
		act("give the password", func(p *deletionPage) []int { return p.wanted(p.form.Password) }, func(v flow.View, _ *deletionPage, i int) browser.Action {
			return browser.At(v.Page, i).FillPassword(d.run.Password)
		}),
	}
}

// waits finds the control that deletes, or else leads on, where it cannot be pressed.
func (d *deletion) waits(v flow.View) (int, bool) {
	p := d.read(v)
	m := p.control
	if !m.Found() && !m.Ambiguous() {
		m = p.onward()
	}
	return m.Node, m.Found() && !p.covered && (!v.Page.Nodes[m.Node].Ready() || d.counts.runs(v.Page, m.Node))
}

func (d *deletion) seeUnread(v flow.View) (flow.Match, bool) {
	p := d.read(v)
	m := p.control
	if !m.Found() {
		m = p.onward()
	}
	if !m.Found() || p.about == "" || p.covered || d.scrolled[scrollKey(v.Page)] {
		return nowhere, false
	}
	return flow.Match{Node: -1, Words: labelOf(v.Page, m.Node), Soon: true}, true // no answer to an act: the page may be at work
}

func labelOf(p snapshot.Page, i int) string {
	if i < 0 {
		return ""
	}
	return p.Nodes[i].Label()
}

// scrollKey tells the pages of one document apart by what they are headed.
func scrollKey(p snapshot.Page) string {
	key := p.URL
	for _, n := range p.Nodes {
		if n.Kind == snapshot.Heading {
			key += "\x00" + n.Label()
		}
	}
	return key
}

func (d *deletion) seeCountdown(v flow.View) (flow.Match, bool) {
	i, ok := d.waits(v)
	return flow.Match{Node: -1, Words: labelOf(v.Page, i)}, ok && strings.ContainsAny(labelOf(v.Page, i), "0123456789") && len(v.Acts) < 40
}

func (d *deletion) seeControl(v flow.View) (flow.Match, bool) {
	p := d.read(v)
	m := p.control.Settled(cameAfterPress(v, d.pressedLabel))
	switch {
	case p.covered:
		return nowhere, false
	case m.Found():
		return d.ready(v, m.Node), true
	case m.Ambiguous():
		return flow.Match{Node: -1, Doubt: m.Reason}, true
	}
	return nowhere, false
}

// ready is the match of a control, with a doubt if it cannot be pressed.
func (d *deletion) ready(v flow.View, i int) flow.Match {
	n := v.Page.Nodes[i]
	m := flow.Match{Node: i, Words: n.Label()}
	if !n.Ready() {
		m.Doubt = fmt.Sprintf("“%s” cannot be pressed: %s", n.Label(), strings.Join(append(n.Against, flagged(n.State.Disabled, "disabled")...), ", "))
	}
	return m
}

func flagged(is bool, word string) []string {
	if is {
		return []string{word}
	}
	return nil
}

func (d *deletion) seeOnward(v flow.View) (flow.Match, bool) {
	p := d.read(v)
	m := p.onward()
	switch {
	case p.covered, !m.Found() && !m.Ambiguous():
		return nowhere, false
	case m.Ambiguous():
		return flow.Match{Node: -1, Doubt: m.Reason}, true
	case !v.Page.Nodes[m.Node].Ready():
		return nowhere, false // there may be a reason beside it
	case p.statedEffect(m.Node) != "":
		return flow.Match{Node: m.Node, Doubt: "the page says of it: " + quote(p.statedEffect(m.Node))}, true
	case v.Still() && len(v.Acts) > 0 && v.Acts[len(v.Acts)-1] == goOn:
		return flow.Match{Node: m.Node, Doubt: "nothing happened when it was pressed"}, true
	}
	at := d.ready(v, m.Node)
	if head := headline(v.Page); head != "" && intent.Sentence(head, v.Page.Lang).Says == intent.SaysNothing { // of what went wrong, or is done, it is no step
		at.Heading = head
	}
	return at, true
}

// seeKept sees the site's reasons on a page that offers no way to delete the account.
// seeStays sees that the page says that the account is not deleted, beside a control that does not say that it deletes
// the account: "You can delete your photos now".
func (d *deletion) seeStays(v flow.View) (flow.Match, bool) {
	if m := d.read(v).control; !m.Found() || intent.Says(labelOf(v.Page, m.Node), v.Page.Lang, theDeletion) {
		return nowhere, false
	}
	return d.seeKept(v)
}

func (d *deletion) seeKept(v flow.View) (flow.Match, bool) {
	for i, n := range v.Page.Nodes {
		if !isText(n) || pressable(v.Page, i) {
			continue
		}
		for _, s := range intent.Sentences(n.Label(), v.Page.Lang) {
			if s.Says == intent.SaysRefused && s.Of == intent.Account {
				return flow.Match{Node: i, Words: n.Label()}, true
			}
		}
	}
	return nowhere, false
}
