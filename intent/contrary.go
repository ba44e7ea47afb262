package intent

import (
	"slices"
	"strings"

	"miacct/snapshot"
)

// Contrary reports whether a text that told how Find Device stands says the contrary now: the same of the
// same thing, "can be located", then "cannot be located". Alone, either may mean no more than how well a
// device is reached; a text that also says now that the device is offline is therefore no contrary.
// called are words by which the page calls Find Device, see CalledOn.
func Contrary(before, now, lang string, called ...string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: before + "\n" + now, Parent: -1}}}, Target{Of: FindDevice, Called: called}.names())
	before, now = changedPart(before, now, lang)
	if before == "" || now == "" {
		return false
	}
	b, n := r.read(before), r.read(now)
	for _, c := range []clause{b, n} {
		if c.ask || c.has(topic) || c.has(sign, "condition", "exception", "question", "want") || slices.ContainsFunc(c.tokens, func(t token) bool {
			return t.is(state, "failed", "error", "something-wrong", "loading") && !t.is(sign, "unable") // "could not" is in some languages one word with "cannot"
		}) {
			return false
		}
	}
	if b.denies() || !n.denies() || n.has(state, "offline", "last-seen") && !b.has(state, "offline", "last-seen") {
		return false
	}
	return (b.hasAny(traces) || b.tracking()) && (n.hasAny(traces) || n.tracking())
}

// changedPart leaves of two texts what they do not have in common of what dots, commas and bars part: that
// a phone is "not connected" before and after says nothing of the rest.
func changedPart(before, now, lang string) (b, n string) {
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("·•|,;/–—،、，；\n", r) })
	}
	rest := func(of, without string) string {
		var have, left []string
		for _, s := range split(without) {
			have = append(have, fold(s, lang))
		}
		for _, s := range split(of) {
			if !slices.Contains(have, fold(s, lang)) {
				left = append(left, strings.TrimSpace(s))
			}
		}
		return strings.Join(left, " · ")
	}
	return rest(before, now), rest(now, before)
}

// traces are the meanings that tell of what Find Device does.
var traces = []string{"find-device", "tracking", "locate", "located", "location", "search"}

func (c clause) tracking() bool { return c.has(state, "located") || c.tracks() || finds(c) }

// denies reports whether a clause says that something is not so, or no longer.
func (c clause) denies() bool {
	return c.has(polarity, "negation", "no", "off") || c.has(sign, "unable", "no-longer") || c.has(state, "disabled", "turned-off", "ended", "not-available")
}
