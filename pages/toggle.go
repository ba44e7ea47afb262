package pages

import (
	"slices"
	"strings"
	"unicode"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// bareToggle is the line of settings that says that Find Device is on, or the control without words that stands on the line of Find Device, in the device's own place, where
// the page says that it is on: a switch to the eye, and to nothing else. -1 if there is none, or several.
func (e *deviceErrand) bareToggle(v flow.View) int {
	if e.target.Do != intent.TurnOff || e.target.Of != intent.FindDevice {
		return -1
	}
	p, place, called := v.Page, e.where(v), e.on(v.Page).Called
	var states []string // what says that it is on
	for _, i := range place {
		if !isText(p.Nodes[i]) {
			continue
		}
		says := standing(p, i, called)
		if s := intent.Sentence(p.Nodes[i].Label(), p.Lang, called...); says == intent.SaysNothing && s.Of == intent.FindDevice {
			says = s.Says
		}
		switch says {
		case intent.SaysOff:
			return -1
		case intent.SaysOn:
			states = append(states, p.Nodes[i].Label())
		}
	}
	if i := onlyOne(place, func(i int) bool {
		return isSettingOn(p, i, called) && !naming(p, within(p, i), e.row.Name) // the device's own row only opens it
	}); i >= 0 {
		return i
	}
	if len(states) == 0 {
		return -1
	}
	bare := func(i int) bool {
		n := p.Nodes[i]
		return n.Kind == snapshot.Button && n.Weak && n.Ready() && !strings.ContainsFunc(n.Label(), unicode.IsLetter)
	}
	if i := onlyOne(place, func(i int) bool {
		return bare(i) && slices.ContainsFunc(p.Captions(i), func(c string) bool { return namesFind(c, p.Lang, called) })
	}); i >= 0 {
		return i
	}
	if i := onlyOne(place, bare); i >= 0 && drawnAsSwitch(p.Nodes[i]) && !slices.ContainsFunc(p.Captions(i), func(c string) bool {
		return !browser.Alike(c, e.row.Name) && !slices.Contains(states, c)
	}) {
		return i
	}
	return -1
}

// isSettingOn reports whether a control is a line of settings that says of Find Device that it is on, and no more: it turns
// it off, or leads to what does.
func isSettingOn(p snapshot.Page, i int, called []string) bool {
	n := p.Nodes[i]
	if n.Kind != snapshot.Button && n.Kind != snapshot.MenuItem || !n.Ready() || n.State.Checked != snapshot.None {
		return false
	}
	s, m := intent.Sentence(n.Label(), p.Lang, called...), intent.Of(p, i)
	return s.Of == intent.FindDevice && s.Says == intent.SaysOn && m.Context == "" && len(m.Left) == 0 && m.Topic == "" && !m.Negated && !m.Question &&
		tellsInParts(p, i, called)
}

// tellsInParts reports whether a control is called Find Device and says how that stands in a part of its own: in another
// text, or beyond a mark. Words of one piece may command it: "Turn Find back on".
func tellsInParts(p snapshot.Page, i int, called []string) bool {
	parts := labelParts(p.Nodes[i].Label())
	if len(parts) < 2 {
		parts = nil
		for _, k := range within(p, i) {
			if n := p.Nodes[k]; isText(n) && strings.ContainsFunc(n.Label(), unicode.IsLetter) {
				parts = append(parts, n.Label())
			}
		}
	}
	return slices.ContainsFunc(parts, func(part string) bool { return namesFind(strings.TrimSpace(part), p.Lang, called) }) &&
		slices.ContainsFunc(parts, func(part string) bool { return intent.TellsState(strings.TrimSpace(part), p.Lang) })
}

// labelParts are the parts of a label that stands for a thing and how it is: "Find Device · on", "Off — do not track it".
func labelParts(label string) []string {
	return strings.FieldsFunc(label, func(r rune) bool { return strings.ContainsRune("·•|:：–—\n", r) })
}

// drawnAsSwitch reports whether a control has the shape of a switch: wider than high, and no higher than a line.
func drawnAsSwitch(n snapshot.Node) bool {
	b := n.Box
	return b.Height >= 12 && b.Height <= 40 && b.Width >= 1.4*b.Height && b.Width <= 2.8*b.Height
}
