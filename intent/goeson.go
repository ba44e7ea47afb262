package intent

import (
	"fmt"
	"slices"

	"miacct/snapshot"
)

// What a prompt that asks to stay goes on by, and what one turns on.

// goesOn makes of a prompt that asks to stay, whatever by, one about the target, if its one yes goes on with that by name:
// "Continue with the deletion", "Delete anyway". What would do something else besides is none.
func (r *reader) goesOn(p *Prompt, rl rule) {
	another := func(o Other) bool {
		n := r.page.Nodes[o.Node]
		c := r.read(n.Label())
		return (n.Kind == snapshot.Button || n.Kind == snapshot.Link) && !c.hasAny(rl.verbs) && !c.hasAny(rl.wider) && !c.has(polarity, "yes", "ok", "anyway") && !c.has(verb, "confirm", "continue")
	}
	if p.About != AboutOther || p.Yes < 0 || len(p.Others) > 2 || slices.ContainsFunc(p.Others, func(o Other) bool { return !another(o) }) {
		return
	}
	yes := r.read(uncounted(r.page.Nodes[p.Yes].Label()))
	if len(yes.over) > 0 || yes.ask || yes.negated() || !yes.has(verb, "continue") && !yes.has(polarity, "anyway") || !yes.hasAny(rl.verbs) || fit(yes, rl).against != "" {
		return
	}
	for _, s := range sentences(p.Text) {
		c := r.read(s)
		if c.has(topic) && !c.has(topic, "marketing", "survey", "rating") || c.has(object, "other-item", "family", "child", "everyone") ||
			c.has(verb, "erase", "lock", "block", "reset", "sign-out", "turn-on") || c.has(verb, "cancel") && c.hasAny(rl.verbs) {
			return
		}
	}
	p.About, p.Beside, p.Others = AboutSame, p.Others, nil
	p.More = slices.DeleteFunc(p.More, func(why string) bool { return slices.Contains(p.unread, why) || slices.Contains(p.unclearTitles, why) })
	p.Because = append(p.Because, fmt.Sprintf("its yes goes on by name: %q", r.page.Nodes[p.Yes].Label()))
}

// turnsOn returns what of a prompt says that it turns on what is to be turned off: its yes, a question, or the control
// that was pressed.
func (r *reader) turnsOn(yes int, texts []string, after Target) string {
	if after.Do != TurnOff {
		return ""
	}
	on := func(text string, ask bool) bool {
		c := r.read(text)
		return (c.ask || !ask) && !c.has(polarity, "negation", "no", "off") && !c.has(verb, "turn-off", "disable", "keep") && !c.has(sign, "unable", "condition") &&
			slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(verb, "turn-on") && !t.is(state) && !t.is(polarity) })
	}
	if yes >= 0 && on(r.page.Nodes[yes].Label(), false) {
		return r.page.Nodes[yes].Label()
	}
	if on(after.Pressed, false) {
		return after.Pressed
	}
	for _, t := range texts {
		for _, s := range sentences(t) {
			if on(s, true) {
				return s
			}
		}
	}
	return ""
}
