package intent

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miacct/snapshot"
)

// What a prompt or a form wants before its yes: boxes, a phrase to be typed, a reason.

// box decides on a box to tick: its words accept the loss or agree, and nothing else.
func (r *reader) box(p *Prompt, i int, after Target) {
	n := r.page.Nodes[i]
	label := n.Label()
	if ok, why := r.accepts(label, after); !ok {
		p.Others = append(p.Others, Other{i, fmt.Sprintf("the box %q %s", label, why)})
		return
	}
	if n.State.Checked != snapshot.Yes {
		p.Tick = append(p.Tick, i)
	}
}

// accepts reports whether the words of a box accept the loss of what is deleted, or agree.
func (r *reader) accepts(label string, after Target) (bool, string) {
	c := r.read(label)
	saved := c.has(verb, "save", "download", "export") && !c.has(object, "password", "card", "device", "settings", "browser", "session", "app")
	for _, t := range c.tokens {
		switch {
		case t.is(topic):
			return false, "is about " + t.of(topic)[0]
		case t.is(modifier, "also"), t.is(sign, "exception"):
			return false, fmt.Sprintf("says more: %q", t.text)
		case t.is(object, "family", "child", "everyone", "other-item") && !t.is(object, "account"):
			return false, "is about others"
		case saved && t.is(verb, "keep", "save", "download", "export"):
		case t.is(verb, "keep", "cancel", "sign-out", "save", "trust", "send") && !t.is(verb, "understand", "agree", "confirm", "delete", "close-account"):
			return false, fmt.Sprintf("says %s", t.of(verb)[0])
		}
	}
	if after.Of != Account && (c.has(modifier, "all", "other") && c.has(object, deviceWords...) || c.has(object, "all-devices", "other-devices")) {
		return false, "is about more devices"
	}
	if c.has(modifier, "other") && c.has(object, "account") {
		return false, "is about another account"
	}
	known, whole := c.known()
	if c.has(state, "saved") && known*2 >= whole || saved && known*2 >= whole { // "I have saved what I want to keep"
		return true, ""
	}
	if c.has(object, "item") && after.Of == Account && !c.has(verb) && !c.has(polarity, "negation", "no") && len(c.over) <= 4 { // "Account 123 is mine"
		return true, ""
	}
	if c.acknowledges() {
		return true, ""
	}
	if c.has(verb, "lose") && len(c.over) == 0 && !c.has(polarity, "negation", "no") && !c.ask {
		return true, ""
	}
	if after.Of == Account && c.tellsLoss() {
		return true, ""
	}
	if !c.has(verb, "agree", "understand", "confirm") && !c.has(polarity, "yes") {
		return false, "does not say that it accepts"
	}
	if len(c.over) > 0 && (known*2 < whole || !c.has(object, "account", "xiaomi-account", "data", "consequences", "terms", "device", "find-device", "page") && !c.has(state, "cannot-undo", "irreversible") && !c.has(verb, "lose")) {
		return false, fmt.Sprintf("holds words that are not understood: %q", strings.Join(c.over, " "))
	}
	return true, ""
}

// tellsLoss reports whether a clause tells what the deletion of an account does to it or to what is in it: to tick
// that is to take note of it.
func (c clause) tellsLoss() bool {
	loss := c.has(sign, "unable", "no-longer") || c.has(state, "cannot-undo", "irreversible", "deleted", "lost")
	return loss && !c.ask && len(c.over) <= 2 && c.has(object, "account", "xiaomi-account", "data", "photos", "contacts", "files", "cloud", "backup", "messages") &&
		!c.has(object, "device", "phone", "this-device", "all-devices") && !c.has(verb, "agree", "send", "turn-on", "create", "export")
}

// acknowledges reports whether a label says that one knows or understands something of what is done, in
// words that need not be known: who understands consents to nothing.
func (c clause) acknowledges() bool {
	knows := false
	for _, t := range c.tokens {
		knows = knows || t.is(verb, "understand") && !t.is(verb, "agree")
		for _, s := range t.senses {
			switch s.kind {
			case verb:
				if !slices.Contains([]string{"understand", "agree", "confirm", "lose", "delete", "delete-permanently", "close-account", "remove", "turn-off", "restore", "undo"}, s.meaning) {
					return false
				}
			case object:
				if !slices.Contains([]string{"account", "xiaomi-account", "data", "consequences", "device", "phone", "this-device", "find-device", "tracking", "item", "request", "page"}, s.meaning) {
					return false
				}
			case topic:
				return false
			}
		}
	}
	return knows
}

// acceptsAtLength reports whether a label says at length that it accepts, as boxes do and buttons don't.
func (r *reader) acceptsAtLength(label string, after Target) bool {
	rs := []rune(label + " ")
	words := len(strings.Fields(label))
	if words <= 3 && !(unspaced(rs[0]) && len(rs) > 9) && !(words == 3 && r.read(label).has(object, "item")) {
		return false
	}
	rl, _ := ruleOf(after)
	c := r.read(label)
	if f := fit(c, rl); f.against == "" && (f.verb || f.whole) || c.has(polarity, "yes") && !c.has(object, "item") && !c.has(verb) {
		return false
	}
	ok, _ := r.accepts(label, after)
	return ok
}

// phrase finds what the page wants to be typed: quoted in a sentence that asks to enter something.
func (r *reader) phrase(texts []string) string {
	found := ""
	for _, t := range texts {
		for _, s := range sentences(t) {
			m := quoted.FindAllStringSubmatch(s, -1)
			w := ""
			switch before, after, told := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":"); {
			case len(m) == 1 && r.read(s).has(verb, "enter", "enter-code", "confirm"):
				w = strings.TrimSpace(m[0][1])
			case len(m) == 0 && told && strings.TrimSpace(after) != "" && r.read(before).has(verb, "enter"): // "To go on, type: DELETE"
				w = strings.TrimSpace(after)
			case len(m) == 0 && r.read(s).has(verb, "enter"):
				w = standsOut(s)
			}
			if w == "" || len([]rune(w)) > 40 {
				continue
			}
			if found != "" && found != w {
				return ""
			}
			found = w
		}
	}
	return found
}

// special is what stands out of a sentence as what is to be typed: a word in capitals, a mail address, a long number.
var special = regexp.MustCompile(`[\pL\pN._+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+|\b\d{5,20}\b|\b\p{Lu}{4,}(?: \p{Lu}{2,})*\b`)

// standsOut is the one thing in a sentence that stands out as what is to be typed, "" if there is none or several.
func standsOut(s string) string {
	if all := special.FindAllString(s, -1); len(all) == 1 && strings.ToUpper(s) != s {
		return all[0]
	}
	return ""
}

// neutral tells how much of a label says that a reason is another one, or is not told.
func (c clause) neutral() float64 {
	said := 0
	for _, t := range c.tokens {
		if t.is(state, "reason-other") {
			said += len(strings.Fields(t.text)) + 1
		} else if t.is(verb) || t.is(object) && !t.is(object, "reason") {
			return 0
		}
	}
	if said == 0 || len(c.over) > 1 {
		return 0
	}
	return float64(said) / float64(said+3*len(c.over))
}

// asksWhy reports whether what stands right before a choice asks for a reason.
func (r *reader) asksWhy(choice int) bool {
	p := r.page
	for i := p.Nodes[choice].Parent; i >= 0; i = p.Nodes[i].Parent {
		if r.read(p.Nodes[i].Name).has(object, "reason") {
			return true
		}
	}
	for i, n := choice-1, 0; i >= 0 && n < 3 && p.Nodes[i].Layer == p.Nodes[choice].Layer; i-- {
		if k := p.Nodes[i].Kind; k != snapshot.Text && k != snapshot.Heading && k != snapshot.Group {
			continue
		}
		if r.read(p.Nodes[i].Label()).has(object, "reason") {
			return true
		}
		n++
	}
	return false
}

// reason finds the neutral answer to a question for reasons.
func (r *reader) reason(p *Prompt, radios []int) {
	if len(radios) == 0 {
		return
	}
	if len(radios) == 1 && r.page.Nodes[radios[0]].Kind == snapshot.Select {
		i := radios[0]
		c := r.read(r.page.Nodes[i].Label())
		if c.has(object, "reason") || c.has(state, "reason-other") || strings.Contains(hinted(r.page.Nodes[i].Hint), "reason") {
			p.Reason = i
			return
		}
		p.Others = append(p.Others, Other{i, fmt.Sprintf("the choice %q is not understood", r.page.Nodes[i].Label())})
		return
	}
	best := 0.0
	for k, i := range radios {
		c := r.read(r.page.Nodes[i].Label())
		sure := c.neutral()
		if sure == 0 && k == len(radios)-1 && k > 1 && c.has(polarity, "negation") && !c.has(object) && !c.has(verb) {
			sure = 0.3 // the last of several, "I do not care to tell"
		}
		if sure > best {
			best, p.Reason = sure, i
		}
	}
	if p.Reason < 0 && len(radios) > 2 && r.asksWhy(radios[0]) { // the last is "other" nearly everywhere, and it is no more than an opinion
		p.Reason = radios[len(radios)-1]
	}
	if p.Reason < 0 {
		p.Others = append(p.Others, Other{radios[0], fmt.Sprintf("a choice without a neutral answer: %q", r.page.Nodes[radios[0]].Label())})
	}
}
