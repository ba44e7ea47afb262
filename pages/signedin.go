package pages

import (
	"context"
	"slices"
	"strings"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
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
		{Name: "delete although devices are signed in", Once: true, See: func(v flow.View) (flow.Match, bool) {
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
				if err := d.r.Trail.Note(audit.EventSaid, t); err != nil {
					return flow.Step{}, err
				}
			}
			d.beforePress(v)
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true, Final: true, Act: actDelete, Now: d.now}, nil
		}},
		{Name: "see what is still signed in", See: func(v flow.View) (flow.Match, bool) {
			s, ok := readSignedIn(v)
			return flow.Match{Node: -1, Data: s}, ok && s.on < 0
		}, Deal: func(_ context.Context, _ *flow.Runner, _ flow.View, m flow.Match) error {
			return &flow.Error{Step: deleteStep, Outcome: audit.Refused, Err: &flow.Refusal{
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
		speaks, fields := false, false
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
			speaks = speaks || intent.SignedIn(n.Label(), p.Lang)
		}
		if l.Kind == snapshot.Document && (len(where) == 0 || fields) {
			return s, false
		}
		if !speaks || fields {
			if l.Modal {
				return s, false
			}
			continue
		}
		s = signedIn{where: where, on: -1}
		for _, i := range p.InLayer(layer) {
			if n := p.Nodes[i]; !n.Kind.Pressable() || !v.New(i) {
				continue
			}
			m := intent.Of(p, i)
			goes := slices.ContainsFunc(m.Verbs, func(v string) bool {
				return slices.Contains([]string{"delete", "delete-permanently", "close-account", "continue", "erase"}, v)
			})
			if m.Negated || m.Topic != "" || slices.ContainsFunc(m.Verbs, func(v string) bool {
				return slices.Contains([]string{"cancel", "keep", "back", "close-dialog", "sign-out"}, v)
			}) || !goes {
				continue
			}
			if s.on >= 0 {
				s.doubt = "two controls may mean to go on: " + quote(p.Nodes[s.on].Label()) + " and " + quote(p.Nodes[i].Label())
			}
			s.on = i
		}
		return s, true
	}
	return s, false
}
