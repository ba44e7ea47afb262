package pages

import (
	"context"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// A signedIn is what the site says, in answer to the order, of where the account is still signed in.
type signedIn struct {
	where []string
	on    int // the control that deletes all the same, -1 if there is none
	doubt string
}

// stillSignedIn are the cases of a site that lists what is signed in before it deletes, and lets
// one go on or not.
func (d *deletion) stillSignedIn() []flow.Case {
	return []flow.Case{
		{Name: "delete with devices still signed in", Once: true, See: func(v flow.View) (flow.Match, bool) {
			s, ok := readSignedIn(v)
			if !ok || s.on < 0 {
				return nowhere, false
			}
			m := d.ready(v, s.on)
			m.Data = s
			if m.Doubt == "" {
				m.Doubt = s.doubt
			}
			return m, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			for _, t := range m.Data.(signedIn).where {
				if err := d.r.Trail.Note(trail.EventSaid, t); err != nil {
					return flow.Step{}, err
				}
			}
			d.beforePress(v)
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: actDelete, Now: d.now}, nil
		}, Did: func(flow.View, flow.Match) { d.afterPress() }},
		{Name: "see what is still signed in", See: func(v flow.View) (flow.Match, bool) {
			s, ok := readSignedIn(v)
			return flow.Match{Node: -1, Data: s, Doubt: s.doubt}, ok && s.on < 0
		}, Deal: func(_ context.Context, _ *flow.Runner, _ flow.View, m flow.Match) error {
			return &flow.Error{Step: deleteStep, Outcome: trail.Refused, Err: &flow.Refusal{
				Words: "devices are still signed in: " + strings.Join(m.Data.(signedIn).where, ", ") + " · Sign out of the account on each of them (phone: Settings, Mi Account, Sign out; browser: sign out of the account), then run again."}}
		}},
	}
}

// readSignedIn reads what came in front of the page after the order, if it speaks of being signed in.
func readSignedIn(v flow.View) (s signedIn, ok bool) {
	if !v.Sent {
		return s, false
	}
	p := v.Page
	for layer, l := range p.Layers {
		if l.Kind == snapshot.Toast || l.Kind == snapshot.Banner || l.Kind == snapshot.Menu {
			continue
		}
		speaks, leaves, fields := false, false, false
		var where []string
		for _, i := range p.InLayer(layer) {
			n := p.Nodes[i]
			fields = fields || n.Kind == snapshot.Field || n.Kind == snapshot.Password
			if !isText(n) || pressable(p, i) || !v.Fresh(i) {
				continue
			}
			if n.Entry >= 0 || n.Role == "listitem" {
				where = append(where, n.Label())
				continue
			}
			speaks, leaves = speaks || intent.SignedIn(n.Label(), p.Lang), leaves || intent.SignsOut(n.Label(), p.Lang)
		}
		if l.Kind == snapshot.Document && (len(where) == 0 || fields) {
			return s, false
		}
		if !speaks && !(leaves && len(where) > 0) || fields { // "You are signed out everywhere" lists nothing
			if l.Modal {
				return s, false
			}
			continue
		}
		s = signedIn{where: where, on: -1}
		var unsure []string
		for _, i := range p.InLayer(layer) {
			if n := p.Nodes[i]; !n.Kind.Pressable() || !v.New(i) {
				continue
			}
			switch goesOn(p, i) {
			case no:
				continue
			case perhaps:
				unsure = append(unsure, quote(p.Nodes[i].Label()))
				continue
			}
			if s.on >= 0 {
				s.doubt = "two controls may mean to go on: " + quote(p.Nodes[s.on].Label()) + " and " + quote(p.Nodes[i].Label())
			}
			s.on = i
		}
		if s.on < 0 && len(unsure) > 0 {
			s.doubt = "devices are still signed in, and it is not clear what goes on: " + strings.Join(unsure, ", ")
		}
		return s, true
	}
	return s, false
}

type answerTo int

const (
	no answerTo = iota
	perhaps
	yes
)

// goesOn tells whether a control of such a list deletes all the same.
func goesOn(p snapshot.Page, i int) answerTo {
	m := intent.Of(p, i)
	has := func(verbs ...string) bool {
		return slices.ContainsFunc(m.Verbs, func(v string) bool { return slices.Contains(verbs, v) })
	}
	switch {
	case m.Negated, m.Topic != "", has("cancel", "keep", "back", "not-now", "sign-out", "skip", "undo") && !has("close-account"):
		return no
	case m.Anyway && has("close-dialog", "turn-off", "confirm", "remove"), has("continue", "delete", "delete-permanently", "close-account", "erase"):
		return yes
	case len(m.Left) > 0:
		return perhaps
	case has("close-dialog", "dismiss", "confirm", "done", "understand") || len(m.Verbs) == 0 && len(m.Left) == 0:
		return no // "OK": it goes no further
	}
	return perhaps
}
