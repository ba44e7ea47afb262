package intent

import (
	"slices"
	"strings"

	"miacct/snapshot"
)

// OffersTurnOn reports whether a control offers to turn Find Device on, which is off then. Where one word
// is "active" and "activate" it tells nothing. called are words by which the page calls Find Device.
func OffersTurnOn(page snapshot.Page, node int, called ...string) bool {
	label := page.Nodes[node].Label()
	c := newReader(page, Target{Of: FindDevice, Called: called}.names()).read(label)
	command := false
	for i, t := range c.tokens {
		clear := !t.is(state) && !t.is(polarity)
		command = command || t.is(verb, "turn-on") && (clear || i == 0 && len(c.tokens) > 1 && !strings.ContainsAny(label, ":：·,，、–—|/"))
	}
	if !command {
		return false
	}
	on := Find(page, Target{Do: TurnOn, Of: FindDevice, In: Among(node), Called: called})
	return on.Found() && !on.Meaning.Negated && slices.ContainsFunc(on.Meaning.Verbs, func(verb string) bool { return verb == "turn-on" || verb == "enable" })
}
