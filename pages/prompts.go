package pages

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// An errand is one thing that the site is asked for: how its control is found and how the prompts
// that follow are answered.
type errand struct {
	target intent.Target
	press  string // name of the step that presses the control: "turn off Find Device for “Mi 9”"

	// scope returns the nodes among which the control may be; nil: anywhere.
	scope func(flow.View) ([]int, bool)

	// row is the device that it is about, as the page's guard tells it from others; nil if it is about none.
	row *browser.Row

	// beside reports whether a control stands apart from the row and acts on it as the one that was
	// chosen in the list; nil: none does.
	beside func(v flow.View, node int) bool

	// called returns by what words the site's pages call what the errand is about; may be nil.
	called func(snapshot.Page) []string

	// place tells why a page is known to be about the object of the errand, "" if it is not; may be nil.
	place func(snapshot.Page) string

	pressedLabel *string // label of the control that was pressed; may be nil
	answered     *string // label of the yes that was pressed last; may be nil

	act       string // in the journal
	final     bool   // cannot be undone
	now       flow.Plan
	password  func() string                                                          // given where a prompt asks for the account's password; "" while it is not known; may be nil
	withhold  func() error                                                           // tells why the password must not be given now, nil if it may; may be nil
	ask       func(ctx context.Context, r *flow.Runner, field browser.Locator) error // asks the person for the password that a field wants; may be nil
	codes     *codeSteps                                                             // deal with a prompt that asks for a code; nil: a person does
	opened    bool                                                                   // the page was opened for the errand: what asks for it by name may lie in front at once
	counts    countdowns                                                             // may be nil: no label is waited for
	stood     map[snapshot.Ref]bool                                                  // what the page showed when one was confirmed last; nil where questions is
	questions map[string]bool                                                        // texts of the prompts that were confirmed; may be nil: none is asked anew
	tapped    map[string]bool                                                        // boxes that do not show whether they are ticked, and were pressed; may be nil
	before    func(flow.View)                                                        // called right before a press that may do it; may be nil
	after     func()                                                                 // called when such a press has reached the page; may be nil

	// more returns what a prompt says besides what was meant, "" if nothing; may be nil.
	more func(intent.Prompt) string

	prompts *promptMemo // may be nil
}

// control sees the errand's control, ready to be pressed.
func (e errand) control(v flow.View) (flow.Match, bool) {
	t := e.on(v.Page)
	if e.scope != nil {
		nodes, ok := e.scope(v)
		if !ok {
			return flow.Match{Node: -1}, false
		}
		t.In = intent.Among(nodes...)
	}
	m := intent.Find(v.Page, t).Settled(cameAfterPress(v, e.pressedLabel))
	switch {
	case m.Found() && v.Page.Nodes[m.Node].Ready():
		return flow.Match{Node: m.Node, Words: v.Page.Nodes[m.Node].Label()}, true
	case m.Ambiguous():
		return flow.Match{Node: -1, Doubt: m.Reason}, true
	}
	return flow.Match{Node: -1}, false
}

// on is the errand's target on a page.
func (e errand) on(p snapshot.Page) intent.Target {
	t := e.target
	if e.prompts != nil {
		e.prompts.of(p, e.called)
		t.Called = e.prompts.called
	} else if e.called != nil {
		t.Called = e.called(p)
	}
	if e.place != nil {
		t.Hints.Place = e.place(p)
	}
	if e.pressedLabel != nil {
		t.Pressed = *e.pressedLabel
	}
	if e.answered != nil {
		t.Answered = *e.answered
	}
	return t
}

// at is the locator of a node, which must be about the errand's device if it is about one.
func (e errand) at(v flow.View, i int) browser.Locator {
	l := browser.At(v.Page, i)
	if e.row != nil && (e.beside == nil || !e.beside(v, i)) && !e.inlineAt(v, i) {
		l = l.About(*e.row)
	}
	return l
}

func (e errand) pressedControl(v flow.View, m flow.Match) {
	if e.pressedLabel != nil {
		*e.pressedLabel = labelOf(v.Page, m.Node)
	}
	if e.after != nil {
		e.after()
	}
}

func (e errand) pressNode(v flow.View, m flow.Match) (flow.Step, error) {
	if e.before != nil {
		e.before(v)
	}
	l := e.at(v, m.Node)
	asks := e.on(v.Page)
	if e.pressedLabel != nil {
		asks.Pressed = labelOf(v.Page, m.Node) // it asks about this press
	}
	click := l.Held(intent.Holds(v.Page, m.Node)).ClickAcceptingIf(func(text string) bool {
		p := intent.ReadNative(text, v.Page.Lang, asks)
		ok, _ := p.Answerable()
		return ok && (e.more == nil || e.more(p) == "")
	})
	return flow.Step{Do: []browser.Action{click}, Changes: true, Final: e.final, Act: e.act, Now: e.now}, nil
}

// promptCases are what a prompt may want before its yes, and the yes.
func (e errand) promptCases() []flow.Case {
	nodes := func(p intent.Prompt) []int { return p.Tick }
	return slices.Concat([]flow.Case{
		{Name: "leave alone what is not understood", See: func(v flow.View) (flow.Match, bool) {
			p, ok := e.prompt(v)
			if !ok {
				return flow.Match{Node: -1}, false
			}
			good, why := p.Answerable()
			if len(v.Acts) == 0 && p.Yes < 0 && !p.AsksWholly() { // what a search has opened, and is not it
				return flow.Match{Node: -1}, false
			}
			return flow.Match{Node: -1, Words: p.Text, Doubt: why}, !good
		}},
		e.unticking(),
		e.answer("accept what it says", nodes, func(v flow.View, i int) browser.Action { return e.at(v, i).Tick() }),
		e.accepting(),
		e.givingReason(),
		e.answer("choose that it is for good", func(p intent.Prompt) []int { return open(p.Lasting) }, choose),
		e.answer("choose yes", func(p intent.Prompt) []int { return open(p.Affirm) }, choose),
		e.answer("type what it asks to be typed", func(p intent.Prompt) []int { return open(p.Type) }, func(v flow.View, i int) browser.Action {
			p, _ := e.prompt(v)
			return e.at(v, i).Fill(p.Phrase)
		}),
		e.asking(func(v flow.View) int {
			if p, ok := e.prompt(v); ok {
				return p.Password
			}
			return -1
		}),
		e.answer("give the password", func(p intent.Prompt) []int { return open(p.Password) }, func(v flow.View, i int) browser.Action {
			return e.at(v, i).FillPassword(e.known())
		}),
	}, e.codeCases(), []flow.Case{
		{Name: "wait until it can be confirmed", See: func(v flow.View) (flow.Match, bool) {
			p, ok := e.prompt(v)
			return flow.Match{Node: p.Yes, Words: p.Text}, ok && p.Yes >= 0 && p.Countdown > 0 && (!v.Page.Nodes[p.Yes].Ready() || e.counts.runs(v.Page, p.Yes))
		}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
			if v.Page.Nodes[m.Node].Ready() {
				return e.counts.wait(ctx, r, v.Page, m.Node)
			}
			return r.Timed(ctx, func(ctx context.Context) error {
				_, err := r.Tab.Changed(ctx, v.Page)
				return err
			})
		}},
		{Name: "continue: " + e.press, See: func(v flow.View) (flow.Match, bool) {
			p, ok := e.prompt(v)
			if !ok || e.final || !e.leadsOn(v, p) {
				return nowhere, false
			}
			return flow.Match{Node: p.Yes, Words: labelOf(v.Page, p.Yes)}, true
		}, Do: e.pressNode},
		{Name: "wait until it can be pressed", See: func(v flow.View) (flow.Match, bool) { // a message lies over it, for a moment
			p, ok := e.prompt(v)
			return nowhere, ok && p.Yes >= 0 && coveredByMessage(v.Page, p.Yes)
		}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, _ flow.Match) error {
			return r.Timed(ctx, func(ctx context.Context) error {
				_, err := r.Tab.Changed(ctx, v.Page)
				return err
			})
		}},
		{Name: "confirm: " + e.press, Once: true, Anew: e.asksAnew, See: func(v flow.View) (flow.Match, bool) {
			p, ok := e.prompt(v)
			if !ok || p.Yes < 0 {
				return flow.Match{Node: -1}, false
			}
			m := flow.Match{Node: p.Yes, Words: v.Page.Nodes[p.Yes].Label()}
			if n := v.Page.Nodes[p.Yes]; !n.Ready() {
				m.Doubt = fmt.Sprintf("“%s” cannot be pressed: %s", n.Label(), strings.Join(n.Against, ", "))
			}
			return m, true
		}, Do: e.pressNode, Did: func(v flow.View, m flow.Match) {
			if e.answered != nil {
				*e.answered = labelOf(v.Page, m.Node)
			}
			if p, ok := e.prompt(v); ok && e.questions != nil {
				e.questions[browser.Folded(p.Text)] = true
				clear(e.stood)
				for _, n := range v.Page.Nodes {
					e.stood[n.Ref] = true
				}
			}
			if e.after != nil {
				e.after()
			}
		}},
	})
}

// leadsOn reports whether the yes of what a whole page asks only goes on, to another that asks again: "Next". It may be
// pressed on each of them, unlike what confirms.
func (e errand) leadsOn(v flow.View, p intent.Prompt) bool {
	if p.Layer >= 0 || p.Yes < 0 || !v.Page.Nodes[p.Yes].Ready() || !wholeCame(v) {
		return false
	}
	if good, _ := p.Answerable(); !good {
		return false
	}
	verbs := intent.Of(v.Page, p.Yes).Verbs
	return slices.ContainsFunc(verbs, func(w string) bool { return w == "continue" || w == "next" }) && !slices.ContainsFunc(verbs, func(w string) bool {
		return !slices.Contains([]string{"continue", "next", "confirm", "verify", "details"}, w)
	})
}

// asksAnew reports whether the prompt of the view is another question about the same than those that were answered: all
// of it came with the last answer, in other words, with another yes that says the act and a no. What says that
// anything was done or failed asks nothing anew.
func (e errand) asksAnew(v flow.View, _ flow.Match) bool {
	p, ok := e.prompt(v)
	if !ok || p.Yes < 0 || e.questions == nil || e.answered == nil || e.questions[browser.Folded(p.Text)] {
		return false
	}
	reasoned := len(v.Acts) > 0 && v.Acts[len(v.Acts)-1] == giveReason // of the question only what the reason changed is new
	if good, _ := p.Answerable(); !good || !p.YesHasVerb || p.No < 0 && !reasoned || browser.Alike(labelOf(v.Page, p.Yes), *e.answered) {
		return false
	}
	choice := map[string]bool{} // what may be chosen says nothing
	for _, i := range p.Nodes {
		if n := v.Page.Nodes[i]; n.Kind == snapshot.Radio {
			choice[n.Label()] = true
		}
	}
	return !slices.ContainsFunc(p.Nodes, func(i int) bool {
		n := v.Page.Nodes[i]
		stood := !v.New(i) && (n.Ref.Node == 0 || e.stood[n.Ref]) // a reason may have been chosen since
		return (isText(n) || n.Kind.Pressable()) && stood || isText(n) && !choice[n.Label()] && slices.ContainsFunc(intent.Sentences(n.Label(), v.Page.Lang), func(s intent.Statement) bool {
			return !slices.Contains([]intent.Said{intent.SaysNothing, intent.SaysQuestion, intent.SaysIf, intent.SaysNot, intent.SaysInProgress}, s.Says)
		})
	})
}

// codeCases are those of a prompt that asks for a code.
func (e errand) codeCases() []flow.Case {
	if e.codes != nil {
		return e.codes.cases(e.prompt)
	}
	return []flow.Case{{Name: "enter the code", Identity: true, See: func(v flow.View) (flow.Match, bool) {
		p, ok := e.prompt(v)
		return flow.Match{Node: max(p.Code, p.SendCode), Words: p.Text, Doubt: "it asks for a code"}, ok && (p.Code >= 0 || p.SendCode >= 0)
	}}}
}

// passwordDoubt is why the password is not given, "" if it may be.
func (e errand) passwordDoubt() string {
	if e.withhold != nil {
		if err := e.withhold(); err != nil {
			return err.Error()
		}
	}
	if e.known() == "" {
		return "it asks for the password"
	}
	return ""
}

// known is the password, "" if it is not known or must not be given.
func (e errand) known() string {
	if e.password == nil {
		return ""
	}
	return e.password()
}

// asking is the case of a field for a password that is not known and may be given: the person is asked for it.
func (e errand) asking(field func(flow.View) int) flow.Case {
	return flow.Case{Name: "ask for the password", See: func(v flow.View) (flow.Match, bool) {
		i := field(v)
		if i < 0 || v.Page.Nodes[i].Filled || e.ask == nil || e.known() != "" || e.withhold != nil && e.withhold() != nil {
			return nowhere, false
		}
		return flow.Match{Node: i, Words: v.Page.Nodes[i].Label()}, true
	}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
		return e.ask(ctx, r, browser.At(v.Page, m.Node))
	}}
}

// answer is the case of something that a prompt wants before its yes.
func (e errand) answer(name string, wanted func(intent.Prompt) []int, do func(flow.View, int) browser.Action) flow.Case {
	missing := func(v flow.View) (missing []int) {
		p, ok := e.prompt(v)
		if !ok {
			return nil
		}
		for _, i := range wanted(p) {
			if n := v.Page.Nodes[i]; i >= 0 && !n.Filled && n.State.Checked != snapshot.Yes && !n.State.Selected {
				missing = append(missing, i)
			}
		}
		return missing
	}
	return flow.Case{Name: name, See: func(v flow.View) (flow.Match, bool) {
		all := missing(v)
		if len(all) == 0 {
			return flow.Match{Node: -1}, false
		}
		m := flow.Match{Node: all[0], Words: v.Page.Nodes[all[0]].Label()}
		if v.Page.Nodes[all[0]].Kind == snapshot.Password {
			m.Doubt = e.passwordDoubt()
		}
		return m, true
	}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		s := flow.Step{Changes: true}
		for _, i := range missing(v) {
			s.Do = append(s.Do, do(v, i))
		}
		return s, nil
	}}
}

// accepting is the case of boxes that accept the loss and do not show whether they are ticked: each is pressed once.
func (e errand) accepting() flow.Case {
	return flow.Case{Name: "press what accepts it", See: func(v flow.View) (flow.Match, bool) {
		p, ok := e.prompt(v)
		if !ok || e.tapped == nil {
			return nowhere, false
		}
		for _, i := range p.Press {
			if !e.tapped[pressKey(v.Page, i)] {
				return flow.Match{Node: i, Words: v.Page.Nodes[i].Label()}, true
			}
		}
		return nowhere, false
	}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		return flow.Step{Do: []browser.Action{e.at(v, m.Node).Click()}, Changes: true}, nil
	}, Did: func(v flow.View, m flow.Match) { e.tapped[pressKey(v.Page, m.Node)] = true }}
}

// unticking unticks what was ticked beforehand and is offered besides.
func (e errand) unticking() flow.Case {
	return flow.Case{Name: "untick what is optional", See: func(v flow.View) (flow.Match, bool) {
		p, ok := e.prompt(v)
		if !ok || len(p.Untick) == 0 {
			return nowhere, false
		}
		return flow.Match{Node: p.Untick[0], Words: labelOf(v.Page, p.Untick[0])}, true
	}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		return flow.Step{Do: []browser.Action{e.at(v, m.Node).Untick()}, Changes: true}, nil
	}}
}

// giveReason is the name of the case that answers a question for reasons.
const giveReason = "choose a reason"

// givingReason is the case of a question for reasons: the list of them is opened, and the neutral one chosen.
func (e errand) givingReason() flow.Case {
	return flow.Case{Name: giveReason, See: func(v flow.View) (flow.Match, bool) {
		p, ok := e.prompt(v)
		if !ok || p.Reason < 0 {
			return nowhere, false
		}
		n := v.Page.Nodes[p.Reason]
		return flow.Match{Node: p.Reason, Words: n.Label()}, n.State.Checked != snapshot.Yes && !n.State.Selected && !n.Filled && !(drawnChoice(n) && e.tapped[pressKey(v.Page, p.Reason)])
	}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		return flow.Step{Do: []browser.Action{pick(v, m.Node)}, Changes: true}, nil
	}, Did: func(v flow.View, m flow.Match) {
		if e.tapped != nil {
			e.tapped[pressKey(v.Page, m.Node)] = true
		}
	}}
}
