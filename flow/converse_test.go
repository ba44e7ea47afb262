package flow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
)

// A sketch is a page of a test: what lies in front first, the document last.
type sketch struct {
	url    string
	layers []sketchLayer
}

type sketchLayer struct {
	kind  snapshot.LayerKind
	name  string
	nodes []snapshot.Node
}

func (s sketch) page() snapshot.Page {
	p := snapshot.Page{URL: s.url, Title: "Site", Frames: []snapshot.Frame{{ID: "f", Document: "d" + s.url, URL: s.url, Parent: -1, Allowed: true}}}
	entries := map[int]bool{}
	for i := len(s.layers) - 1; i >= 0; i-- {
		for _, n := range s.layers[i].nodes {
			n.Layer = i
			n.Ref = snapshot.Ref{Frame: "f", Document: "d" + s.url, Node: int64(1 + len(p.Nodes))}
			entries[n.Entry] = true
			p.Nodes = append(p.Nodes, n)
		}
	}
	for _, l := range s.layers {
		p.Layers = append(p.Layers, snapshot.Layer{Kind: l.kind, Name: l.name, Root: -1, Modal: l.kind == snapshot.Dialog})
	}
	for i := range entries {
		if i >= len(p.Entries) {
			p.Entries = append(p.Entries, make([]snapshot.Entry, i+1-len(p.Entries))...)
		}
	}
	return p
}

func node(k snapshot.Kind, label string) snapshot.Node {
	n := snapshot.Node{Parent: -1, Entry: -1, Kind: k, Name: label}
	if k.Pressable() {
		n.For = []string{"native"}
	} else {
		n.Name, n.Text = "", label
	}
	return n
}

func in(entry int, ns ...snapshot.Node) []snapshot.Node {
	for i := range ns {
		ns[i].Entry = entry
	}
	return ns
}

func document(nodes ...snapshot.Node) sketchLayer {
	return sketchLayer{kind: snapshot.Document, nodes: nodes}
}

func dialog(name string, nodes ...snapshot.Node) sketchLayer {
	return sketchLayer{kind: snapshot.Dialog, name: name, nodes: nodes}
}

func layers(l ...sketchLayer) sketch { return sketch{url: "https://site.example/", layers: l} }

// site makes the fake page show first; pressing a control that next names shows what it names.
func (s *stage) site(first sketch, next map[string]sketch) {
	now := first
	s.page.snap = func() snapshot.Page { return now.page() }
	for label, then := range next {
		for _, does := range []string{"click the button “" + label + "”", "click the text “" + label + "”"} {
			s.page.effect[does] = func() { now = then }
		}
	}
	s.page.effect["press Escape"] = func() { now.layers = now.layers[1:] }
	s.page.effect["go back"] = func() { now = first }
}

// labelled sees a control with the label, and presses it.
func labelled(name, label string, once bool) flow.Case {
	return flow.Case{Name: name, Once: once, See: seeLabel(label), Do: func(v flow.View, m flow.Match) (flow.Step, error) {
		return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true}, nil
	}}
}

func seeLabel(label string) func(flow.View) (flow.Match, bool) {
	return func(v flow.View) (flow.Match, bool) {
		i := slices.IndexFunc(v.Page.Nodes, func(n snapshot.Node) bool { return n.Label() == label })
		return flow.Match{Node: i, Words: label}, i >= 0
	}
}

// either sees any of the controls.
func either(name string, labels ...string) flow.Case {
	c := labelled(name, "", true)
	c.See = func(v flow.View) (flow.Match, bool) {
		for _, l := range labels {
			if m, ok := seeLabel(l)(v); ok {
				return m, ok
			}
		}
		return flow.Match{Node: -1}, false
	}
	return c
}

// sends makes pressing the buttons send something.
func (s *stage) sends(labels ...string) {
	s.page.posts = map[string]bool{}
	for _, l := range labels {
		s.page.posts["click the button “"+l+"”"] = true
	}
}

// answered is an ending that only what came after the last act makes.
func answered(name, label string) flow.Case {
	return flow.Case{Name: name, See: func(v flow.View) (flow.Match, bool) {
		m, ok := seeLabel(label)(v)
		return m, ok && v.New(m.Node)
	}}
}

func allowed(t *testing.T) *stage {
	s := newStage(t)
	if err := s.Confirm(t.Context(), flow.Plan{Account: "1"}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConverse(t *testing.T) {
	deleteIt := node(snapshot.Button, "Delete")
	gone := layers(document(node(snapshot.Heading, "Deleted")))
	start := layers(document(node(snapshot.Heading, "Account"), deleteIt))
	asks := layers(dialog("Sure?", node(snapshot.Button, "Cancel"), node(snapshot.Button, "Yes")), document(deleteIt))
	second := layers(document(node(snapshot.Heading, "Account"), node(snapshot.Text, "All is lost"), node(snapshot.Button, "Really")))
	cases := []flow.Case{answered("gone", "Deleted"), labelled("say yes", "Yes", true), labelled("delete", "Delete", true)}

	for _, tt := range []struct {
		name    string
		first   sketch
		next    map[string]sketch
		cases   []flow.Case
		final   bool
		sends   []string // what sends something when it is pressed
		outcome trail.Outcome
		pressed []string
	}{
		{name: "goes on until a case ends it", first: start, next: map[string]sketch{"Delete": asks, "Yes": gone}, outcome: trail.Done, pressed: []string{"Delete", "Yes"}},
		{name: "takes the first case that matches", first: asks, next: map[string]sketch{"Yes": gone}, outcome: trail.Done, pressed: []string{"Yes"}},
		{name: "does not take what was there before for the answer", first: layers(document(node(snapshot.Heading, "Deleted"), node(snapshot.Text, "help"))), outcome: trail.NotRecognised},
		{name: "does not press twice what must not happen twice", first: start, next: map[string]sketch{"Delete": start}, sends: []string{"Delete"}, outcome: trail.Unknown, pressed: []string{"Delete"}},
		{name: "does not press twice what does nothing", first: start, next: map[string]sketch{"Delete": start}, outcome: trail.NotRecognised, pressed: []string{"Delete"}},
		{name: "presses again what was a way", first: start, next: map[string]sketch{"Delete": second, "Really": gone},
			cases: []flow.Case{answered("gone", "Deleted"), either("delete", "Delete", "Really")}, outcome: trail.Done, pressed: []string{"Delete", "Really"}},
		{name: "does not press again what sent something", first: start, next: map[string]sketch{"Delete": second, "Really": gone}, sends: []string{"Delete"},
			cases: []flow.Case{answered("gone", "Deleted"), either("delete", "Delete", "Really")}, outcome: trail.Unknown, pressed: []string{"Delete"}},
		{name: "does not go in circles", first: start, next: map[string]sketch{"Delete": second, "Really": start},
			cases: []flow.Case{either("delete", "Delete", "Really")}, outcome: trail.NotRecognised, pressed: []string{"Delete", "Really", "Delete", "Really", "Delete", "Really", "Delete"}},
		{name: "leaves alone what it does not know", first: layers(document(node(snapshot.Button, "Continue"))), outcome: trail.NotRecognised},
		{name: "ends with the site's refusal", first: start, next: map[string]sketch{"Delete": layers(document(node(snapshot.Alert, "No")))},
			cases: append([]flow.Case{{Name: "no", Refusal: true, See: seeLabel("No")}}, cases...), outcome: trail.Refused, pressed: []string{"Delete"}},
		{name: "does not act on what is in doubt", first: start, cases: []flow.Case{{Name: "which", See: func(flow.View) (flow.Match, bool) {
			return flow.Match{Node: -1, Doubt: "two controls fit alike"}, true
		}}}, outcome: trail.NotRecognised},
		{name: "presses again if the answer was who we are", first: start, next: map[string]sketch{"Delete": layers(document(node(snapshot.Button, "Code"))), "Code": start},
			cases: append([]flow.Case{func() flow.Case {
				c := labelled("identity", "Code", false)
				c.Identity = true
				return c
			}()}, cases...), outcome: trail.NotRecognised, pressed: []string{"Delete", "Code", "Delete"}},
	} {
		timed(t, tt.name, func(t *testing.T) {
			s := allowed(t)
			s.site(tt.first, tt.next)
			s.sends(tt.sends...)
			if strings.HasPrefix(tt.name, "presses again") { // the second time it works
				s.page.effect["click the button “Code”"] = func() {
					s.site(start, map[string]sketch{"Delete": gone})
				}
				tt.outcome = trail.Done
			}
			if tt.cases == nil {
				tt.cases = cases
			}
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: tt.cases})
			if got := flow.OutcomeOf(err); got != tt.outcome {
				t.Errorf("outcome %s of %v, want %s", got, err, tt.outcome)
			}
			if got := s.presses(); !slices.Equal(got, tt.pressed) {
				t.Errorf("pressed %q, want %q", got, tt.pressed)
			}
		})
	}
}

// presses are the labels of what was pressed, in order.
func (s *stage) presses() []string {
	var labels []string
	for _, does := range s.page.done {
		if _, label, ok := strings.Cut(does, "“"); ok {
			labels = append(labels, strings.TrimSuffix(label, "”"))
		} else {
			labels = append(labels, does)
		}
	}
	return labels
}

// What the order was is told by what was sent, and its outcome by how the conversation ended.
func TestFinalStepWithoutAnAnswer(t *testing.T) {
	final := func(name, label string) flow.Case {
		return flow.Case{Name: name, Once: true, See: seeLabel(label), Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
		}}
	}
	start := layers(document(node(snapshot.Button, "Delete")))
	welcome := layers(document(node(snapshot.Heading, "Welcome")))
	asks := layers(document(node(snapshot.Heading, "Sure?"), node(snapshot.Button, "Yes")))
	who := layers(document(node(snapshot.Heading, "Who are you?"), node(snapshot.Button, "Code")))
	identity := func(err error) flow.Case {
		return flow.Case{Name: "identity", Identity: true, See: seeLabel("Who are you?"), Deal: func(context.Context, *flow.Runner, flow.View, flow.Match) error { return err }}
	}
	nobody := &flow.Error{Step: "identity", Outcome: trail.NobodyThere, Err: flow.ErrNobody}
	for _, tt := range []struct {
		name    string
		next    map[string]sketch
		sends   []string
		cases   []flow.Case
		outcome trail.Outcome
		state   journal.State
		pressed int
	}{
		{name: "something was sent", next: map[string]sketch{"Delete": welcome}, sends: []string{"Delete"}, outcome: trail.Unknown, state: journal.Intent, pressed: 1},
		{name: "nothing was sent", next: map[string]sketch{"Delete": welcome}, outcome: trail.NotRecognised, state: journal.Planned, pressed: 1},
		{name: "a question follows what was sent", next: map[string]sketch{"Delete": asks, "Yes": welcome}, sends: []string{"Delete"}, outcome: trail.NotRecognised, state: journal.Planned, pressed: 2},
		{name: "the question's answer was sent", next: map[string]sketch{"Delete": asks, "Yes": welcome}, sends: []string{"Yes"}, outcome: trail.Unknown, state: journal.Intent, pressed: 2},
		{name: "nobody says who we are", next: map[string]sketch{"Delete": who}, sends: []string{"Delete"}, cases: []flow.Case{identity(nobody)}, outcome: trail.NobodyThere, state: journal.Intent, pressed: 1},
		{name: "the page does not go on after who we are", next: map[string]sketch{"Delete": who}, sends: []string{"Delete"}, cases: []flow.Case{identity(errors.New("x"))}, outcome: trail.Unknown, state: journal.Intent, pressed: 1},
	} {
		timed(t, tt.name, func(t *testing.T) {
			s, j, _ := journaled(t)
			s.site(start, tt.next)
			s.sends(tt.sends...)
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: append(tt.cases, final("yes", "Yes"), final("delete", "Delete"))})
			wantOutcome(t, err, tt.outcome)
			wantState(t, j, "delete", tt.state)
			if got := s.presses(); len(got) != tt.pressed {
				t.Errorf("pressed %q", got)
			}
		})
	}
}

// The last word may be said on a page that shows a challenge too.
func TestTheLastWordCountsBeforeChallenges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := allowed(t)
		s.Challenges = []flow.Challenge{{Sight: browser.Find("the heading “Sign in”", browser.Way{CSS: "x"}), Name: "sign in", Deal: func(context.Context, *flow.Runner) error {
			return errors.New("it signs in to what was deleted")
		}}}
		s.site(layers(document(node(snapshot.Button, "Delete"))), map[string]sketch{"Delete": layers(document(node(snapshot.Heading, "Sign in"), node(snapshot.Text, "Deleted")))})
		end, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{answered("gone", "Deleted"), labelled("delete", "Delete", true)}})
		if err != nil || end.Case != "gone" {
			t.Errorf("ended with %q, %v", end.Case, err)
		}
	})
}

// A page may not come to rest before a challenge that lies on it is dealt with.
func TestChallengeOnAPageThatNeverRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := allowed(t)
		waits := true
		s.site(layers(document(node(snapshot.Text, "Deleted"))), nil)
		page := s.page.snap
		s.page.snap = func() snapshot.Page {
			p := page()
			p.Busy = waits
			return p
		}
		s.page.shown["the captcha"] = ""
		s.Challenges = []flow.Challenge{{Sight: loc("the captcha"), Name: "captcha", Ask: "Drag the slider."}}
		began := time.Now()
		var after time.Duration
		s.person.call = func(context.Context, flow.Handoff) error {
			after = time.Since(began)
			s.page.set(func() { delete(s.page.shown, "the captcha"); waits = false })
			return nil
		}
		end, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{{Name: "gone", See: seeLabel("Deleted")}}})
		if err != nil || end.Case != "gone" || len(s.person.calls) != 1 || after > 5*time.Second {
			t.Errorf("ended with %q, %v; %d calls, the first after %v", end.Case, err, len(s.person.calls), after)
		}
	})
}

// A view tells what came since from what stood there in other shape.
func TestFreshIsNewInWordsToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		before := layers(document(node(snapshot.Text, "Deleted"), node(snapshot.Button, "Delete"))).page()
		now := layers(dialog("", node(snapshot.Text, "Deleted"), node(snapshot.Text, "Good bye")), document(node(snapshot.Text, "Deleted"), node(snapshot.Button, "Delete"))).page()
		v := flow.Since(before, now, "delete")
		var fresh []string
		for _, i := range now.InLayer(0) {
			if v.Fresh(i) {
				fresh = append(fresh, now.Nodes[i].Label())
			}
		}
		if !slices.Equal(fresh, []string{"Good bye"}) {
			t.Errorf("fresh is %q", fresh)
		}
	})
}

func TestReachOpensOnlyWhatOpens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nine := in(0, node(snapshot.Text, "Mi 9"), node(snapshot.Button, "More"), node(snapshot.Button, "Erase device"))
		bob := in(1, node(snapshot.Text, "Redmi 9"), node(snapshot.Button, "More"))
		list := layers(document(slices.Concat([]snapshot.Node{node(snapshot.Heading, "Find Device")}, nine, bob)...))
		menu := list
		menu.layers = append([]sketchLayer{{kind: snapshot.Menu, nodes: []snapshot.Node{node(snapshot.Button, "Play sound"), node(snapshot.Button, "Turn off")}}}, list.layers...)
		off := layers(document(node(snapshot.Text, "It is off")))

		s := allowed(t)
		s.site(list, map[string]sketch{"More": menu, "Turn off": off})
		_, err := s.Converse(t.Context(), flow.Conversation{
			Name:  "turn off",
			Reach: flow.Reach{Names: []string{"Mi 9"}, Others: []string{"Redmi 9"}},
			Cases: []flow.Case{answered("off", "It is off"), labelled("turn it off", "Turn off", true)},
		})
		if err != nil {
			t.Error(err)
		}
		if got := s.presses(); !slices.Equal(got, []string{"More", "Turn off"}) {
			t.Errorf("pressed %q", got)
		}
	})
}

func TestReachGoesBackAndGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nine := in(0, node(snapshot.Text, "Mi 9"), node(snapshot.Button, "Details"), node(snapshot.Button, "More"))
		list := layers(document(nine...))
		details := list
		details.layers = append([]sketchLayer{dialog("Mi 9", node(snapshot.Text, "Vienna"), node(snapshot.Button, "Erase device"))}, list.layers...)
		s := allowed(t)
		s.site(list, map[string]sketch{"Details": details, "More": details})
		_, err := s.Converse(t.Context(), flow.Conversation{
			Name:  "turn off",
			Reach: flow.Reach{Names: []string{"Mi 9"}},
			Cases: []flow.Case{labelled("turn it off", "Turn off", true)},
		})
		wantOutcome(t, err, trail.NotRecognised)
		if got := s.presses(); !slices.Equal(got, []string{"Details", "press Escape", "More", "press Escape"}) {
			t.Errorf("pressed %q", got)
		}
		if !strings.Contains(err.Error(), "Mi 9") && !strings.Contains(err.Error(), "Details") {
			t.Errorf("%v does not say what the page shows", err)
		}
	})
}

func TestPersonDealsWithAnUnknownPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := allowed(t)
		s.site(layers(document(node(snapshot.Button, "Weiter"))), nil)
		s.person.call = func(ctx context.Context, h flow.Handoff) error {
			if !strings.Contains(h.Why, "Weiter") {
				return errors.New("the person is not told what the page shows: " + h.Why)
			}
			s.page.set(func() { s.site(layers(document(node(snapshot.Heading, "Deleted"))), nil) })
			<-ctx.Done()
			return nil
		}
		end, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Ask: "Go on to the end.", Cases: []flow.Case{{Name: "gone", See: seeLabel("Deleted")}}})
		if err != nil || end.Case != "gone" {
			t.Errorf("ended with %q, %v", end.Case, err)
		}
	})
}

// What only leads on is done after a lull, all else when the page is at rest.
func TestWhatOnlyLeadsOnIsDoneAfterALull(t *testing.T) {
	for name, c := range map[string]struct {
		leads, busy bool
		still       time.Duration
		want        bool
	}{
		"leads on":           {true, false, 100 * time.Millisecond, true},
		"leads on, busy":     {true, true, 100 * time.Millisecond, false},
		"leads on, changing": {true, false, 25 * time.Millisecond, false},
		"acts":               {false, false, 100 * time.Millisecond, false},
	} {
		timed(t, name, func(t *testing.T) {
			s := newStage(t)
			s.page.snap = func() snapshot.Page {
				return snapshot.Page{URL: "https://site.example/page", Nodes: []snapshot.Node{{Kind: snapshot.Button, Name: "Settings"}}, Busy: c.busy, Still: c.still}
			}
			var asked []bool
			s.page.ready = func(ready bool) { asked = append(asked, ready) }
			_, _ = s.Converse(t.Context(), flow.Conversation{Name: "look", Cases: []flow.Case{{Name: "open the settings", Leads: c.leads,
				See: func(flow.View) (flow.Match, bool) { return flow.Match{Node: 0}, true },
				Do:  func(flow.View, flow.Match) (flow.Step, error) { return flow.Step{}, errors.New("enough") }}}})
			if len(asked) == 0 || asked[0] != c.want {
				t.Errorf("ready: %v", asked)
			}
		})
	}
}

// What came with an opener and only opens more is pressed once it has been drawn; what may be pressed at all waits longer.
func TestWhatCameWithAnOpenerIsOpenedSoon(t *testing.T) {
	for name, c := range map[string]struct {
		came  string
		busy  bool
		still time.Duration
		want  bool
	}{
		"opens more":           {"More", false, 50 * time.Millisecond, true},
		"opens more, busy":     {"More", true, 50 * time.Millisecond, false},
		"opens more, changing": {"More", false, 10 * time.Millisecond, false},
		"changes something":    {"Delete everything", false, 50 * time.Millisecond, false},
	} {
		timed(t, name, func(t *testing.T) {
			s := newStage(t)
			p := layers(document(node(snapshot.Button, "Mi 9"))).page()
			s.page.snap = func() snapshot.Page { return p }
			s.page.effect["click the button “Mi 9”"] = func() {
				p = layers(document(node(snapshot.Button, "Mi 9"), node(snapshot.Button, c.came))).page()
				p.Still = c.still
				s.page.ready = func(ready bool) {
					if ready != c.want {
						t.Errorf("ready: %v", ready)
					}
					s.page.ready = nil
				}
				p.Busy = c.busy
			}
			_, _ = s.Converse(t.Context(), flow.Conversation{Name: "look", Reach: flow.Reach{Names: []string{"Mi 9"}}})
			if !slices.Contains(s.page.done, "click the button “Mi 9”") {
				t.Errorf("done: %q", s.page.done)
			}
		})
	}
}

// What is no longer what it was read as is not pressed: the page is read again, and what to do decided anew.
func TestStoppedPressIsDecidedAnew(t *testing.T) {
	asks := func(title string) sketch {
		return layers(dialog(title, node(snapshot.Text, title), node(snapshot.Button, "Yes")), document(node(snapshot.Button, "Delete")))
	}
	gone := layers(document(node(snapshot.Heading, "Deleted")))
	stopped := fmt.Errorf("%w: %w", browser.ErrChanged, browser.ErrNotReady)
	for _, tt := range []struct {
		name    string
		stops   int
		becomes string // what the dialog says then
		outcome trail.Outcome
		state   journal.State
		pressed []string
	}{
		{"a text that counts down", 3, "Delete it? 3", trail.Done, journal.Intent, []string{"Delete", "Yes"}},
		{"another matter", 1, "Delete backup?", trail.NotRecognised, journal.Planned, []string{"Delete"}},
		{"for ever", 100, "Delete it?", trail.NotRecognised, journal.Planned, []string{"Delete"}},
	} {
		timed(t, tt.name, func(t *testing.T) {
			s, j, _ := journaled(t)
			now, left, did := layers(document(node(snapshot.Button, "Delete"))), tt.stops, 0
			s.page.snap = func() snapshot.Page { return now.page() }
			s.page.effect["click the button “Delete”"] = func() { now = asks("Delete it?") }
			s.page.effect["click the button “Yes”"] = func() { now = gone }
			s.page.stops = map[string]func() error{"click the button “Yes”": func() error {
				if left--; left < 0 {
					return nil
				}
				now = asks(tt.becomes)
				return stopped
			}}
			yes := flow.Case{Name: "yes", Once: true, See: func(v flow.View) (flow.Match, bool) {
				if !strings.HasPrefix(v.Page.Layers[0].Name, "Delete it?") {
					return flow.Match{Node: -1}, false
				}
				return seeLabel("Yes")(v)
			}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
				return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
			}, Did: func(flow.View, flow.Match) { did++ }}
			open := labelled("delete", "Delete", true)
			see := open.See
			open.See = func(v flow.View) (flow.Match, bool) {
				if len(v.Page.Layers) > 1 {
					return flow.Match{Node: -1}, false
				}
				return see(v)
			}
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{answered("gone", "Deleted"), yes, open}})
			wantOutcome(t, err, tt.outcome)
			wantState(t, j, "delete", tt.state)
			if got := s.presses(); !slices.Equal(got, tt.pressed) {
				t.Errorf("pressed %q, want %q", got, tt.pressed)
			}
			if want := len(tt.pressed) - 1; did != want {
				t.Errorf("told %d times that it was done, want %d", did, want)
			}
		})
	}
}

// What the site says that it took is not ordered twice, though it asks who we are and leads back.
func TestTakenIsNotPressedAgain(t *testing.T) {
	start := layers(document(node(snapshot.Button, "Delete")))
	who := layers(document(node(snapshot.Heading, "Who are you?"), node(snapshot.Text, "Your request was taken")))
	again := layers(document(node(snapshot.Heading, "Really?"), node(snapshot.Button, "Really delete")))
	nobody := &flow.Error{Step: "identity", Outcome: trail.NobodyThere, Err: flow.ErrNobody}
	for _, tt := range []struct {
		name    string
		taken   bool
		err     error  // of the question who we are
		back    sketch // what it leads back to
		outcome trail.Outcome
		pressed int
	}{
		{"it asks only", false, nil, start, trail.Unknown, 2}, // the second comes back too, and nothing asks then
		{"it took it", true, nil, start, trail.Unknown, 1},
		{"it took it, and wants it in other words", true, nil, again, trail.Unknown, 1},
		{"it asks only, and nobody is there", false, nobody, start, trail.NobodyThere, 1},
		{"it took it, and nobody is there", true, nobody, start, trail.Unknown, 1},
	} {
		timed(t, tt.name, func(t *testing.T) {
			s, j, _ := journaled(t)
			now, times := start, 0
			s.page.snap = func() snapshot.Page { return now.page() }
			s.page.effect["click the button “Delete”"] = func() {
				if times++; times == 1 {
					now = who
				}
			}
			s.sends("Delete")
			press, confirm := labelled("delete", "Delete", true), labelled("confirm", "Really delete", true)
			order := func(v flow.View, m flow.Match) (flow.Step, error) {
				return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
			}
			press.Do, confirm.Do = order, order
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{
				{Name: "identity", Identity: true, See: seeLabel("Who are you?"), Deal: func(context.Context, *flow.Runner, flow.View, flow.Match) error {
					now = tt.back
					return tt.err
				}}, press, confirm},
				Taken: func(v flow.View, _ [][]byte) string {
					m, ok := seeLabel("Your request was taken")(v)
					if !tt.taken || !ok || !v.Fresh(m.Node) {
						return ""
					}
					return m.Words
				}})
			wantOutcome(t, err, tt.outcome)
			wantState(t, j, "delete", journal.Intent)
			if got := s.presses(); len(got) != tt.pressed {
				t.Errorf("pressed %q", got)
			}
			if tt.taken && !strings.Contains(err.Error(), "request was taken") {
				t.Errorf("%v does not say what the site said", err)
			}
		})
	}
}

// A question who we are clears an order only if it is the site's own answer to it: one that comes after something
// else was done says nothing of it.
func TestOnlyItsOwnAnswerClearsAPress(t *testing.T) {
	start := layers(document(node(snapshot.Button, "Delete")))
	between := layers(document(node(snapshot.Heading, "A word before you go"), node(snapshot.Button, "Next")))
	who := layers(document(node(snapshot.Heading, "Who are you?")))
	for name, tt := range map[string]struct {
		then    sketch // what the press leads to
		sends   string // the label whose press sends something
		outcome trail.Outcome
		state   journal.State
		pressed int
	}{
		"it is the answer":                         {who, "Delete", trail.Unknown, journal.Intent, 2}, // the second comes back too, and nothing asks then
		"it comes a page later":                    {between, "Delete", trail.Unknown, journal.Intent, 1},
		"a page later, and the press sent nothing": {between, "Next", trail.NotRecognised, journal.Planned, 2},
	} {
		timed(t, name, func(t *testing.T) {
			s, j, _ := journaled(t)
			now, times := start, 0
			s.page.snap = func() snapshot.Page { return now.page() }
			s.page.effect["click the button “Delete”"] = func() {
				if times++; times == 1 {
					now = tt.then
				}
			}
			s.page.effect["click the button “Next”"] = func() { now = who }
			s.sends(tt.sends)
			press := labelled("delete", "Delete", true)
			press.Do = func(v flow.View, m flow.Match) (flow.Step, error) {
				return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
			}
			next := labelled("go on", "Next", false)
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{
				{Name: "identity", Identity: true, See: seeLabel("Who are you?"), Deal: func(context.Context, *flow.Runner, flow.View, flow.Match) error {
					now = start
					return nil
				}}, press, next}})
			wantOutcome(t, err, tt.outcome)
			wantState(t, j, "delete", tt.state)
			got := 0
			for _, label := range s.presses() {
				if label == "Delete" {
					got++
				}
			}
			if got != tt.pressed {
				t.Errorf("pressed %q", s.presses())
			}
		})
	}
}

// What only led to the order is not pressed again either, once the order was sent, and an answer that is
// under way is waited for.
func TestTheWayIsNotPressedAgainAfterTheOrder(t *testing.T) {
	start := layers(document(node(snapshot.Button, "Delete")))
	sure := layers(document(node(snapshot.Button, "Yes")))
	gone := layers(document(node(snapshot.Text, "Gone")))
	for name, tt := range map[string]struct {
		sends   string
		answers bool // the answer comes, while the page is busy with the control on it
		outcome trail.Outcome
		pressed []string
	}{
		"the yes sent it":       {"Yes", false, trail.Unknown, []string{"Delete", "Yes"}},
		"the yes sent nothing":  {"", false, trail.NotRecognised, []string{"Delete", "Yes", "Delete", "Yes", "Delete", "Yes", "Delete", "Yes"}},
		"the answer comes late": {"Yes", true, trail.Done, []string{"Delete", "Yes"}},
	} {
		timed(t, name, func(t *testing.T) {
			s, _, _ := journaled(t)
			now, busy := start, false
			s.page.snap = func() snapshot.Page {
				p := now.page()
				p.Busy = busy
				return p
			}
			s.page.effect["click the button “Delete”"] = func() { now = sure }
			s.page.effect["click the button “Yes”"] = func() {
				now, busy = start, tt.answers
			}
			s.page.ready = func(ready bool) {
				if busy {
					if ready {
						t.Error("the control is taken for the answer while the site has not answered")
					}
					now, busy = gone, false
				}
			}
			s.sends(tt.sends)
			press := func(name, label string) flow.Case {
				c := labelled(name, label, true)
				c.Do = func(v flow.View, m flow.Match) (flow.Step, error) {
					return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
				}
				return c
			}
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{answered("gone", "Gone"), press("yes", "Yes"), press("delete", "Delete")}})
			if got := flow.OutcomeOf(err); err == nil && tt.outcome != trail.Done || err != nil && got != tt.outcome {
				t.Errorf("ended with %v, want %q", err, tt.outcome)
			}
			if got := s.presses(); !slices.Equal(got, tt.pressed) {
				t.Errorf("pressed %q, want %q", got, tt.pressed)
			}
		})
	}
}

// A native dialog that asks what was not meant is left to the person, with its words, and not met a second time.
func TestUnmeantDialogIsHandedOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, _ := journaled(t)
		s.site(layers(document(node(snapshot.Button, "Delete"))), nil)
		s.page.errs["click the button “Delete”"] = fmt.Errorf("click: %w", &browser.DialogError{Asks: "Delete the accounts of all your family?"})
		press := labelled("delete", "Delete", true)
		press.Do = func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
		}
		_, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{press}, Ask: "Decide in the page."})
		wantOutcome(t, err, trail.NotRecognised)
		wantState(t, j, "delete", journal.Planned)
		if got := s.presses(); len(got) != 1 || !strings.Contains(err.Error(), "accounts of all your family") {
			t.Errorf("pressed %q, %v", got, err)
		}
	})
}

// After an act that cannot be undone nothing is opened in search of something: what comes is its answer.
func TestNothingIsOpenedAfterAFinalAct(t *testing.T) {
	for name, final := range map[string]bool{"final": true, "not final": false} {
		timed(t, name, func(t *testing.T) {
			s, _, _ := journaled(t)
			s.site(layers(document(node(snapshot.Button, "Delete"))), map[string]sketch{"Delete": layers(document(node(snapshot.Text, "Thank you"), node(snapshot.Button, "Settings")))})
			press := labelled("delete", "Delete", true)
			press.Do = func(v flow.View, m flow.Match) (flow.Step, error) {
				return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: final, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
			}
			_, _ = s.Converse(t.Context(), flow.Conversation{Name: "delete it", Reach: flow.Reach{Navigate: true}, Cases: []flow.Case{press}})
			if got := slices.Contains(s.presses(), "Settings"); got == final {
				t.Errorf("pressed %q", s.presses())
			}
		})
	}
}

// A row of a list is opened as a whole, also where it says that it has details; not where it does something.
func TestReachOpensARow(t *testing.T) {
	for words, opens := range map[string]bool{"Details of the device": true, "Manage": true, "Finder: on": true, "Erase": false, "Remove from the account": false} {
		timed(t, words, func(t *testing.T) {
			row := node(snapshot.Button, "Mi 9 "+words)
			name, says := node(snapshot.Text, "Mi 9"), node(snapshot.Text, words)
			name.Parent, says.Parent = 1, 1
			list := layers(document(node(snapshot.Heading, "Find Device"), row, name, says))
			s := allowed(t)
			s.site(list, map[string]sketch{"Mi 9 " + words: layers(document(node(snapshot.Button, "Turn off")))})
			_, _ = s.Converse(t.Context(), flow.Conversation{Name: "turn off", Reach: flow.Reach{Names: []string{"Mi 9"}}, Cases: []flow.Case{labelled("turn it off", "Turn off", true)}})
			if got := slices.Contains(s.presses(), "Mi 9 "+words); got != opens {
				t.Errorf("pressed %q", s.presses())
			}
		})
	}
}

// A closed list of choices is opened in search of a thing that nothing on the page names; of one that is named it is not.
func TestReachOpensAListOfChoices(t *testing.T) {
	choice := node(snapshot.Button, "Choose")
	choice.State.Popup = "listbox"
	for name, tt := range map[string]struct {
		choose snapshot.Node
		other  snapshot.Node
		opens  bool
	}{
		"by its role":       {choice, node(snapshot.Text, "x"), true},
		"by its mark":       {node(snapshot.Button, "Seçin ▾"), node(snapshot.Text, "x"), true},
		"the thing is here": {node(snapshot.Button, "Choose ▾"), node(snapshot.Text, "Mi 9"), false},
		"it does something": {node(snapshot.Button, "Erase ▾"), node(snapshot.Text, "x"), false},
	} {
		timed(t, name, func(t *testing.T) {
			list := layers(document(node(snapshot.Heading, "Find Device"), tt.choose, tt.other))
			open := list
			open.layers = append([]sketchLayer{{kind: snapshot.Menu, nodes: []snapshot.Node{node(snapshot.Button, "Mi 9")}}}, list.layers...)
			s := allowed(t)
			label := tt.choose.Label()
			s.site(list, map[string]sketch{label: open, "Mi 9": layers(document(node(snapshot.Button, "Turn off")))})
			_, _ = s.Converse(t.Context(), flow.Conversation{Name: "turn off", Reach: flow.Reach{Names: []string{"Mi 9"}, Row: &browser.Row{Name: "Mi 9"}}, Cases: []flow.Case{labelled("turn it off", "Turn off", true)}})
			if got := slices.Contains(s.presses(), label); got != tt.opens {
				t.Errorf("pressed %q", s.presses())
			}
		})
	}
}

// A page that has nothing to press yet is given the time to draw itself, however slow the machine is; one that
// stays so, and one that shows something else, is the person's.
func TestABarePageIsWaitedFor(t *testing.T) {
	for name, tt := range map[string]struct {
		first   sketch
		after   time.Duration
		outcome trail.Outcome
	}{
		"it is drawn late":                 {layers(document(node(snapshot.Heading, "Delete"))), 2 * time.Second, trail.Done},
		"beside what stands on every page": {layers(document(snapshot.Node{Kind: snapshot.Group, Role: "navigation", Parent: -1, Entry: -1}, within(0, node(snapshot.Link, "Settings")), node(snapshot.Heading, "Delete"))), 2 * time.Second, trail.Done},
		"it stays so":                      {layers(document(node(snapshot.Heading, "Delete"))), time.Hour, trail.NotRecognised},
		"something else shows":             {layers(document(node(snapshot.Heading, "Delete"), node(snapshot.Button, "Frobnicate"))), 2 * time.Second, trail.NotRecognised},
	} {
		timed(t, name, func(t *testing.T) {
			s := allowed(t)
			now := tt.first
			s.page.snap = func() snapshot.Page { return now.page() }
			s.page.effect["click the button “Go”"] = func() { now = layers(document(node(snapshot.Text, "Gone"))) }
			later := time.AfterFunc(tt.after, func() { s.page.set(func() { now = layers(document(node(snapshot.Button, "Go"))) }) })
			defer later.Stop()
			_, err := s.Converse(t.Context(), flow.Conversation{Name: "go", Cases: []flow.Case{answered("gone", "Gone"), labelled("go", "Go", true)}})
			if got := flow.OutcomeOf(err); err == nil && tt.outcome != trail.Done || err != nil && got != tt.outcome {
				t.Errorf("ended with %v, want %q", err, tt.outcome)
			}
		})
	}
}

// A question that the site asks as its answer to an order is another step on the way, and so is answered; where it is
// the same again, or the site has taken the order, it is not.
func TestAFurtherQuestionIsAnswered(t *testing.T) {
	start := layers(document(node(snapshot.Button, "Delete")))
	again := layers(document(node(snapshot.Heading, "One last time"), node(snapshot.Button, "Delete for good")))
	taken := layers(document(node(snapshot.Heading, "Your request was taken"), node(snapshot.Button, "Delete for good")))
	gone := layers(document(node(snapshot.Heading, "Deleted")))
	for name, tt := range map[string]struct {
		next    sketch
		anew    bool
		outcome trail.Outcome
		pressed int
	}{
		"another question":          {again, true, "", 2},
		"it is the same again":      {again, false, trail.Unknown, 1},
		"what was ordered is taken": {taken, true, trail.Unknown, 1},
	} {
		timed(t, name, func(t *testing.T) {
			s, _, _ := journaled(t)
			s.site(start, map[string]sketch{"Delete": tt.next, "Delete for good": gone})
			s.sends("Delete", "Delete for good")
			order := flow.Case{Name: "confirm", Once: true, Anew: func(flow.View, flow.Match) bool { return tt.anew }, See: func(v flow.View) (flow.Match, bool) {
				if m, ok := seeLabel("Delete for good")(v); ok {
					return m, true
				}
				return seeLabel("Delete")(v)
			}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
				return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: "delete", Now: flow.Plan{Account: "1"}}, nil
			}}
			end, err := s.Converse(t.Context(), flow.Conversation{Name: "delete it", Cases: []flow.Case{answered("gone", "Deleted"), order},
				Taken: func(v flow.View, _ [][]byte) string {
					if m, ok := seeLabel("Your request was taken")(v); ok {
						return m.Words
					}
					return ""
				}})
			if tt.outcome == "" {
				if err != nil || end.Case != "gone" {
					t.Errorf("ended with %q, %v", end.Case, err)
				}
			} else {
				wantOutcome(t, err, tt.outcome)
			}
			if got := s.presses(); len(got) != tt.pressed {
				t.Errorf("pressed %q", got)
			}
		})
	}
}

func within(parent int, n snapshot.Node) snapshot.Node {
	n.Parent = parent
	return n
}
