package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// A deviceErrand is one thing done to one device. Its control is looked for wherever the page keeps
// it, and pressed only where that is about this device and no other.
type deviceErrand struct {
	errand
	run    *run
	device Device
	row    browser.Row
	effect func(v flow.View, place []int) (flow.Match, bool) // what shows that it is so
	hints  []Element                                         // where the site was seen to refuse
	shown  string                                            // name of the case that sees the effect
	ask    string

	navigate bool // what only opens parts of the page may be pressed too, as "Edit" above a list

	mayBeOn  bool     // something in its place said that it is on, or could turn it on or off
	openedAt string   // the page that was opened for the device, where it is still shown
	unmarked []string // the marks of its box in a list, which is only drawn, before it was pressed; nil if it was not

	of    []snapshot.Node // of which place was worked out
	place []int
}

// where is the place of the device on the page of the view.
func (e *deviceErrand) where(v flow.View) []int {
	if same := len(e.of) > 0 && len(v.Page.Nodes) > 0 && &e.of[0] == &v.Page.Nodes[0]; !same {
		here := documentOf(v.Page) + " " + v.Page.URL
		opened := len(v.Way) == 0 && e.openedAt == here
		if len(v.Way) > 0 && v.Way[len(v.Way)-1] {
			opened, e.openedAt = true, here
		}
		e.row.Opened = opened
		e.of, e.place = v.Page.Nodes, placeOf(v, e.row, opened)
	}
	return e.place
}

// reach is the way to a control that the page hides.
func (e *deviceErrand) reach() flow.Reach {
	names := append([]string{e.row.Name}, labelled(e.row)...)
	if e.row.Twin {
		names = nil
	}
	if len(e.row.Key) >= shortestKey {
		names = append(names, e.row.Key)
	}
	return flow.Reach{Names: names, Parts: nameParts(e.row.Name), Others: othersOf(e.row), Row: &e.row, Navigate: e.navigate}
}

// do holds the conversation that does it. seen tells whether the effect was seen; where it was not, and
// there is no error, something was sent and the page does not say what became of it.
func (e *deviceErrand) do(ctx context.Context, r *flow.Runner) (end flow.Ending, seen bool, err error) {
	end, err = e.runner(r).Converse(ctx, flow.Conversation{Name: e.press, Cases: slices.Concat([]flow.Case{
		{Name: e.shown, See: e.seeEffect},
		{Name: "see that the session has ended", See: e.seeSessionOver, Deal: func(_ context.Context, _ *flow.Runner, _ flow.View, m flow.Match) error {
			return &flow.Error{Step: e.press, Outcome: trail.NotRecognised, Err: fmt.Errorf("the site says %s: %w", quote(m.Words), errSessionOver)}
		}},
		{Name: "see that the site refuses", See: e.seeRefusal, Refusal: true},
	}, e.recheckCases(), e.promptCases(), []flow.Case{
		{Name: "see that it was sent", See: e.seeSent},
		e.giving(e.besideControl),
	}, e.settingCases(), e.listCases(), []flow.Case{
		{Name: e.press, Once: true, See: e.ownControl, Do: e.pressNode, Did: e.pressedControl},
		{Name: e.choosing(), See: e.seeBox, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{e.tick(v, m.Node)}, Changes: true}, nil
		}},
		{Name: openList, See: e.seeEdit, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}}, nil
		}},
		e.turning(),
	}), Reach: e.reach(), Ask: e.ask})
	return end, err == nil && end.Case == e.shown, err
}

// ownControl sees the control in the device's own place, which the page's guard holds on to: no rest is needed.
func (e *deviceErrand) ownControl(v flow.View) (flow.Match, bool) {
	m, ok := e.control(v)
	if ok && m.Node >= 0 && v.Page.Nodes[m.Node].Kind == snapshot.Radio && e.offAction(v) == m.Node { // it is chosen, and what goes on does it
		return nowhere, false
	}
	if !ok {
		m.Node = e.bareToggle(v)
		m.Words, ok = strings.Join(v.Page.Captions(max(m.Node, 0)), " "), m.Node >= 0
	}
	m.Soon = m.Doubt == ""
	return m, ok
}

// giving gives the password to the field that is found, -1 for none, unless it is filled.
func (e *deviceErrand) giving(field func(flow.View) int) flow.Case {
	return flow.Case{Name: "give the password", See: func(v flow.View) (flow.Match, bool) {
		i := field(v)
		if i < 0 || v.Page.Nodes[i].Filled {
			return nowhere, false
		}
		return flow.Match{Node: i, Doubt: e.passwordDoubt()}, true
	}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).FillPassword(e.known())}, Changes: true}, nil
	}}
}

// besideControl is the field for the password that was opened with the errand's control and stands with it: the
// control would ask for it. -1 if there is none.
func (e *deviceErrand) besideControl(v flow.View) int {
	m, ok := e.control(v)
	if !ok || m.Node < 0 || m.Doubt != "" {
		return -1
	}
	p, control := v.Page, v.Page.Nodes[m.Node]
	field := onlyOne(p.InLayer(control.Layer), func(i int) bool { return p.Nodes[i].Kind == snapshot.Password && p.Nodes[i].Entry == control.Entry })
	if field < 0 || !v.Opened(field) && !v.Came(field) {
		return -1
	}
	if kind, _ := intent.Field(p, field); kind != intent.FieldPassword {
		return -1
	}
	return field
}

// look reads whether it is so, and changes nothing.
func (e *deviceErrand) look(ctx context.Context, r *flow.Runner, name string) (so bool, control flow.Ending, err error) {
	until := time.Now().Add(loadingTimeout)
	end, err := r.Converse(ctx, flow.Conversation{Name: name, Cases: []flow.Case{
		{Name: e.shown, See: e.seeEffect},
		{Name: "wait until it is done", See: func(v flow.View) (flow.Match, bool) {
			return nowhere, time.Now().Before(until) && !v.Page.Busy && e.isUnderway(v)
		}, Deal: func(ctx context.Context, r *flow.Runner, _ flow.View, _ flow.Match) error {
			return r.Wait(ctx, time.Second)
		}},
		{Name: "see the control", See: e.control},
		e.turning(),
	}, Reach: e.reach(), Ask: e.ask})
	return err == nil && end.Case == e.shown, end, err
}

// isUnderway reports whether the device's place says that something is being done, and has no control of the errand.
func (e *deviceErrand) isUnderway(v flow.View) bool {
	if m, ok := e.control(v); ok || m.Node >= 0 {
		return false
	}
	return slices.ContainsFunc(e.where(v), func(i int) bool {
		n := v.Page.Nodes[i]
		return isText(n) && !pressable(v.Page, i) && intent.Sentence(n.Label(), v.Page.Lang).Says == intent.SaysInProgress
	})
}

func (e *deviceErrand) seeEffect(v flow.View) (flow.Match, bool) {
	return e.effect(v, e.where(v))
}

// acted reports whether what does it was pressed: the control, or the yes of what asked at once.
func (e *deviceErrand) acted(v flow.View) bool {
	return v.Acted(e.press) || v.Acted("confirm: "+e.press)
}

// seeSent sees, on a page at rest, that the press sent something and the page asks nothing more.
func (e *deviceErrand) seeSent(v flow.View) (flow.Match, bool) {
	_, asks := e.prompt(v)
	return nowhere, e.acted(v) && v.Sent && !asks && !v.Page.Busy && (e.target.Of != intent.FindDevice || e.unsaved(v) < 0)
}

// runner is r for this conversation: a password that a prompt of it asks for is no sign-in.
func (e *deviceErrand) runner(r *flow.Runner) *flow.Runner {
	return withChallenges(r, func(c flow.Challenge) func(context.Context, *flow.Runner) error {
		if c.Kind != flow.KindPassword || c.Deal == nil {
			return c.Deal
		}
		return func(ctx context.Context, r *flow.Runner) error {
			p, err := e.run.read(ctx, r)
			if err != nil {
				return err
			}
			if !signsIn(p) && (inFrontOf(p) || *e.pressedLabel != "" && (intent.ReadPart(p, matterIn(p), e.on(p)).About == intent.AboutSame || rechecks(p) >= 0)) {
				return flow.ErrNoChallenge
			}
			return c.Deal(ctx, r)
		}
	})
}

// rechecks is the field of a page that asks for the account's password once more before it goes on, -1 if it is none.
func rechecks(p snapshot.Page) int {
	i := readLogin(p).password
	if i < 0 || p.Layers[p.Nodes[i].Layer].Kind != snapshot.Document || kindOf(formAround(p, i)) != FormReauth {
		return -1
	}
	return i
}

// onlyIdentifies reports whether nothing that a page says tells of anything but who it is that goes on.
func onlyIdentifies(p snapshot.Page) bool {
	return !slices.ContainsFunc(matterIn(p), func(i int) bool {
		if !isText(p.Nodes[i]) || pressable(p, i) {
			return false
		}
		m := intent.OfText(snapshot.Text, p.Nodes[i].Label(), p.Lang)
		return slices.ContainsFunc(m.Verbs, func(verb string) bool {
			return !slices.Contains([]string{"enter", "enter-password", "verify", "confirm", "continue", "sign-in", "submit", "next", "try-again", "more", "details"}, verb)
		}) || m.Topic != ""
	})
}

// recheckCases pass a page that came with our press and asks for the password, and for nothing else, before what
// was pressed is shown.
func (e *deviceErrand) recheckCases() []flow.Case {
	read := func(v flow.View) (field, on int) {
		field = rechecks(v.Page)
		if field < 0 || !v.Came(field) || foreign(v.Page, matterIn(v.Page), e.row) {
			return -1, -1
		}
		p := intent.ReadPart(v.Page, matterIn(v.Page), e.on(v.Page))
		if p.About == intent.AboutSame || len(p.More) > 0 || p.Code >= 0 || p.Type >= 0 || !onlyIdentifies(v.Page) {
			return -1, -1
		}
		return field, p.Yes
	}
	return []flow.Case{
		e.asking(func(v flow.View) int { field, _ := read(v); return field }),
		{Name: "give the password", See: func(v flow.View) (flow.Match, bool) {
			field, on := read(v)
			return flow.Match{Node: field, Doubt: e.passwordDoubt()}, field >= 0 && on >= 0 && !v.Page.Nodes[field].Filled
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).FillPassword(e.known())}, Changes: true}, nil
		}},
		{Name: "confirm the password", Identity: true, See: func(v flow.View) (flow.Match, bool) {
			field, on := read(v)
			return flow.Match{Node: on}, field >= 0 && on >= 0 && v.Page.Nodes[field].Filled && v.Page.Nodes[on].Ready()
		}, Do: press},
	}
}

// withChallenges is r with other ways to deal with what no step expects.
func withChallenges(r *flow.Runner, deal func(flow.Challenge) func(context.Context, *flow.Runner) error) *flow.Runner {
	other := *r
	other.Challenges = slices.Clone(r.Challenges)
	for i, c := range other.Challenges {
		other.Challenges[i].Deal = deal(c)
	}
	return &other
}

// unsure reports whether an act may have been done although its conversation ended with err.
func unsure(err error) bool {
	var no *flow.Refusal
	o := flow.OutcomeOf(err)
	return err != nil && (errors.As(err, &no) || errors.Is(err, flow.ErrNotSeen) || o == trail.Unknown || o == trail.NotRecognised)
}
