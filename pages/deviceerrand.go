package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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

	openedAt string // the page that was opened for the device, where it is still shown

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
		{Name: e.shown, See: func(v flow.View) (flow.Match, bool) {
			if e.before != nil && len(v.Acts) == 0 { // what the list says of it, too
				e.before(v)
			}
			return e.seeEffect(v)
		}},
		{Name: "see that the session has ended", See: e.seeSessionOver, Deal: func(_ context.Context, _ *flow.Runner, _ flow.View, m flow.Match) error {
			return &flow.Error{Step: e.press, Outcome: trail.NotRecognised, Err: fmt.Errorf("the site says %s: %w", quote(m.Words), errSessionOver)}
		}},
		{Name: "see that the site refuses", See: e.seeRefusal, Refusal: true},
	}, e.recheckCases(), e.promptCases(), []flow.Case{
		{Name: "see that it was sent", See: e.seeSent},
		e.giving(e.besideControl),
	}, e.settingCases(), e.listCases(), []flow.Case{
		{Name: e.press, Once: true, See: e.ownControl, Do: e.pressNode, Did: e.pressedControl},
		{Name: "choose " + quote(e.row.Name) + " in the list", See: e.seeBox, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{e.at(v, m.Node).Tick()}, Changes: true}, nil
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
	end, err := r.Converse(ctx, flow.Conversation{Name: name, Cases: []flow.Case{
		{Name: e.shown, See: e.seeEffect},
		{Name: "see the control", See: e.control},
		e.turning(),
	}, Reach: e.reach(), Ask: e.ask})
	return err == nil && end.Case == e.shown, end, err
}

func (e *deviceErrand) seeEffect(v flow.View) (flow.Match, bool) {
	return e.effect(v, e.where(v))
}

// boxesOf are the boxes to tick by which a list lets things be chosen: the device's own and others.
func (e *deviceErrand) boxesOf(v flow.View) (own, others []int) {
	place := e.where(v)
	for i, n := range v.Page.Nodes {
		if n.Kind != snapshot.Checkbox {
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
	m := intent.Of(p, box)
	if m.Context != "" || m.Negated || m.Question || m.Topic != "" || !slices.Equal(m.Verbs, []string{"select"}) || p.Nodes[box].Entry < 0 {
		return false
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
	own, _ := e.boxesOf(v)
	if len(own) != 1 || !v.Opened(own[0]) && !e.actsOnChosen(v) && !waitsForChoice(v.Page) && !e.saysToChoose(v.Page) || v.Page.Nodes[own[0]].State.Checked == snapshot.Yes {
		return nowhere, false
	}
	return flow.Match{Node: own[0], Words: e.row.Name}, true
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
	ticked := func(i int) bool { return v.Page.Nodes[i].State.Checked == snapshot.Yes }
	if len(own) == 1 && ticked(own[0]) && !slices.ContainsFunc(others, ticked) {
		place = slices.Clone(place)
		for i, n := range v.Page.Nodes {
			if n.Entry < 0 && !slices.Contains(place, i) && !foreign(v.Page, []int{i}, e.row) {
				place = append(place, i)
			}
		}
	}
	return place, len(place) > 0
}

// acted reports whether what does it was pressed: the control, or the yes of what asked at once.
func (e *deviceErrand) acted(v flow.View) bool {
	return v.Acted(e.press) || v.Acted("confirm: "+e.press)
}

// seeSent sees, on a page at rest, that the press sent something and the page asks nothing more.
func (e *deviceErrand) seeSent(v flow.View) (flow.Match, bool) {
	_, asks := e.prompt(v)
	return nowhere, e.acted(v) && v.Sent && !asks && !v.Page.Busy
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
