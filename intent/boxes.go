package intent

import (
	"fmt"
	"slices"
	"strings"

	"miacct/snapshot"
)

// box decides on a box to tick: its words accept the loss or agree, and nothing else.
func (r *reader) box(p *Prompt, i int, after Target) {
	n := r.page.Nodes[i]
	label := n.Label()
	if others, ticked := r.otherBoxes(i); others > 0 && r.read(label).ticksAll() {
		if ticked == others && n.State.Checked == snapshot.No {
			p.Tick = append(p.Tick, i)
		}
		return // each box is decided on by itself
	}
	ok, why := r.accepts(label, after)
	if !ok && !(after.Of == Account && r.listed(i)) {
		p.Others = append(p.Others, Other{i, fmt.Sprintf("the box %q %s", label, why)})
		return
	}
	if n.State.Checked != snapshot.Yes {
		p.Tick = append(p.Tick, i)
		if !ok {
			p.lines = append(p.lines, i)
		}
	}
}

// needed keeps only the boxes that the target's control waits for. While it is disabled, boxes that accept come first and
// the lines of what is lost after them; once it is enabled the lines are left alone.
func (r *reader) needed(p *Prompt, nodes []int, after Target) {
	rl, ok := ruleOf(after)
	if !ok || len(p.lines) == 0 {
		return
	}
	line := func(i int) bool { return slices.Contains(p.lines, i) }
	control := slices.IndexFunc(nodes, func(i int) bool {
		f := fit(r.read(uncounted(r.page.Nodes[i].Label())), rl)
		return pressable(r.page.Nodes[i]) && f.against == "" && f.plain && (f.whole || f.verb && f.object)
	})
	accepted := slices.ContainsFunc(nodes, func(i int) bool {
		n := r.page.Nodes[i]
		ok, _ := r.accepts(n.Label(), after)
		return n.Kind == snapshot.Checkbox && n.State.Checked == snapshot.Yes && ok
	})
	switch {
	case control < 0:
	case r.page.Nodes[nodes[control]].State.Disabled:
		p.Tick = append(slices.DeleteFunc(p.Tick, line), p.lines...)
	case accepted:
		p.Tick = slices.DeleteFunc(p.Tick, func(i int) bool {
			_, above := r.list(i)
			return line(i) && !r.demandsEach(above)
		})
	}
}

// ticksAll reports whether a label says no more than that all is ticked, or agreed to, at once.
func (c clause) ticksAll() bool {
	return (c.has(verb, "select-all") || c.has(modifier, "all") && c.has(verb, "agree", "select")) && !c.ask && len(c.over) == 0 &&
		!slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(object) && !t.is(object, "terms", "list", "everyone") })
}

// otherBoxes counts the boxes on the layer of box i, and those of them that are ticked.
func (r *reader) otherBoxes(i int) (others, ticked int) {
	for k, n := range r.page.Nodes {
		if n.Kind == snapshot.Checkbox && n.Layer == r.page.Nodes[i].Layer && k != i {
			others++
			if n.State.Checked == snapshot.Yes {
				ticked++
			}
		}
	}
	return others, ticked
}

// extra reports whether a label offers something besides: letters, or what it calls optional. What keeps or saves
// something is none.
func (c clause) extra() bool {
	letters := c.has(topic, "marketing") && !c.has(object, "data", "photos", "files", "contacts", "messages", "account", "xiaomi-account") // "Keep me informed about offers"
	return (c.has(topic, "marketing", "survey", "rating") || c.has(state, "optional")) && !c.ask && (!c.has(verb, "keep") || letters) && !c.has(verb, "save", "download", "export") && !c.has(object, "backup", "family", "child") && !c.has(polarity, "negation", "no")
}

// agreesTo reports whether a label says that one agrees to, or has understood, what is asked: of a switch that is to be
// turned on as a box is ticked.
func (r *reader) agreesTo(label string, after Target) bool {
	ok, _ := r.accepts(label, after)
	return ok && r.read(label).has(verb, "agree", "understand")
}

// leaveOffers leaves alone the boxes that offer letters and are not ticked: who leaves them so has refused them. One that
// says that it agrees stays not understood, unless another box beside it accepts what is asked, and so does one where
// nothing else is asked. Where another box accepts, whatever needs not be ticked is left. One that is ticked beforehand
// is to be unticked.
func (r *reader) leaveOffers(p *Prompt, nodes []int, after Target) {
	accepted := slices.ContainsFunc(nodes, func(i int) bool {
		n := r.page.Nodes[i]
		ok, _ := r.accepts(n.Label(), after)
		return n.Kind == snapshot.Checkbox && ok
	})
	p.Others = slices.DeleteFunc(p.Others, func(o Other) bool {
		n := r.page.Nodes[o.Node]
		c := r.read(n.Label())
		if n.Kind == snapshot.Checkbox && n.State.Checked == snapshot.Yes && !n.State.Required && c.extra() {
			p.Untick = append(p.Untick, o.Node)
			return true
		}
		if n.Kind == snapshot.Checkbox && !n.State.Required && (after.Of != Account && c.doesMore() || after.Of == Account && c.endsOthersToo() && (accepted || n.State.Checked == snapshot.Yes)) {
			if n.State.Checked == snapshot.Yes {
				p.Untick = append(p.Untick, o.Node)
			}
			return n.State.Checked != snapshot.None
		}
		if n.Kind == snapshot.Checkbox && n.State.Checked == snapshot.No && !n.State.Required && c.extra() && c.has(state, "optional") {
			return true
		}
		if accepted && c.optional() && n.Kind == snapshot.Checkbox && n.State.Checked == snapshot.No && !n.State.Required {
			return true
		}
		return n.Kind == snapshot.Checkbox && n.State.Checked == snapshot.No && !n.State.Required && c.has(topic, "marketing", "survey", "rating") && !c.has(object, "account", "family", "child") &&
			(accepted || p.Reason >= 0 || p.Password >= 0 || p.Type >= 0 || !c.has(verb, "agree", "understand", "confirm") && c.has(topic, "survey", "rating"))
	})
}

// doesMore reports whether a box has more done than was asked for: "Also erase all data on this phone". What keeps or saves
// something is none, and nothing that denies.
func (c clause) doesMore() bool {
	return c.has(verb, "erase", "clear", "reset", "delete", "remove", "lock", "report", "send") && (c.has(modifier, "also") || c.has(verb, "erase", "clear", "reset")) && !c.ask &&
		!c.has(verb, "keep", "save", "download", "export", "agree", "understand", "confirm", "cancel") && !c.has(polarity, "negation", "no") && !c.has(sign, "unable", "exception", "condition", "no-longer")
}

// endsOthersToo reports whether a box has the accounts of others ended beside the person's own: "Also close my children's accounts".
func (c clause) endsOthersToo() bool {
	return c.has(modifier, "also") && c.has(verb, "delete", "delete-permanently", "close-account", "remove", "erase", "deactivate", "close-dialog") && c.has(object, "family", "child", "everyone") && !c.ask &&
		!c.has(verb, "keep", "save", "agree", "understand", "confirm", "cancel") && !c.negated() && !c.has(polarity, "negation", "no") && !c.has(sign, "unable", "exception", "condition", "no-longer")
}

// optional reports whether a label asks for nothing that the deletion needs to be accepted by, and whoever leaves it
// unticked says no to: it neither agrees nor takes note of anything, nor does it deny.
func (c clause) optional() bool {
	return !c.has(verb, "agree", "understand", "confirm") && !c.has(polarity, "yes", "no", "negation") && !c.has(object, "account", "xiaomi-account", "family", "child") &&
		!c.has(sign, "unable", "no-longer") && !c.lossy()
}

// accepts reports whether the words of a box accept the loss of what is deleted, or agree.
func (r *reader) accepts(label string, after Target) (bool, string) {
	c := r.read(label)
	saved := c.has(verb, "save", "download", "export") && !c.has(object, "password", "card", "device", "settings", "browser", "session", "app")
	for _, t := range c.tokens {
		switch {
		case t.is(topic):
			return false, "is about " + t.of(topic)[0]
		case t.is(state, "optional"):
			return false, "is optional"
		case t.is(modifier, "also"), t.is(sign, "exception"):
			return false, fmt.Sprintf("says more: %q", t.text)
		case t.is(object, "family", "child", "everyone", "other-item") && !t.is(object, "account") && !t.is(modifier, "all"):
			return false, "is about others"
		case saved && t.is(verb, "keep", "save", "download", "export"):
		case t.is(verb, "cancel") && c.givesUp(): // one word in some languages
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
	if after.Of == Account && (c.tellsLoss() || c.namesLoss()) {
		return true, ""
	}
	if after.Of == Account && c.wantsDeleted() {
		return true, ""
	}
	if after.Of == Account && c.has(modifier, "all") && c.has(object, "data", "content") && c.has(verb, "delete", "delete-permanently", "erase") && len(c.over) == 0 && !c.ask && !c.negated() &&
		!c.has(modifier, "only") && !c.has(object, deviceWords...) && !c.has(sign) { // "Delete all my data for good"
		return true, ""
	}
	if rl, ok := ruleOf(after); ok && len(c.over) == 0 && !c.ask && !c.has(modifier, "only") { // "I want to delete my account"
		if f := fit(c, rl); f.against == "" && f.plain && (f.whole || f.verb && f.object) {
			return true, ""
		}
	}
	if !c.has(verb, "agree", "understand", "confirm") && !c.has(polarity, "yes") {
		return false, "does not say that it accepts"
	}
	if word, rest, ok := strings.Cut(label, ","); ok && !strings.Contains(strings.TrimSpace(word), " ") && len(r.read(word).tokens) == 0 && onlyHas(r.read(rest), "agree", "understand") {
		return true, "" // "Right, I agree"
	}
	told := c.has(object, "account", "xiaomi-account", "consequences", "terms", "device", "find-device", "page") || c.has(state, "cannot-undo", "irreversible") || c.has(verb, "lose") ||
		c.has(object, "data") && (c.lossy() || c.has(verb, "delete", "delete-permanently", "close-account", "erase")) // else the data may be given to anyone
	if len(c.over) > 0 && (known*2 < whole || !told) {
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

// namesLoss reports whether a clause begins with that one loses something and then names it, in words that need not be known:
// "I will lose: themes and ringtones".
func (c clause) namesLoss() bool {
	if len(c.tokens) == 0 || !c.tokens[0].is(verb, "lose") || !strings.HasPrefix(c.text, c.tokens[0].text) || c.ask {
		return false
	}
	return !slices.ContainsFunc(c.tokens[1:], func(t token) bool {
		return t.is(topic) && !t.is(topic, "payment") || t.is(polarity, "negation", "no", "yes") || t.is(sign, "exception", "condition", "unable", "want") || t.is(modifier, "also") ||
			t.is(object, "family", "child", "everyone", "other-item") || t.is(verb) && !t.is(verb, "sync", "locate", "search", "sign-in") && !t.is(object)
	})
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
				if !slices.Contains([]string{"understand", "agree", "confirm", "lose", "delete", "delete-permanently", "close-account", "remove", "turn-off", "restore", "undo", "back", "sign-in"}, s.meaning) {
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
	sentence := words > 1 && (strings.HasSuffix(label, ".") && !strings.HasSuffix(label, "..") || strings.HasSuffix(label, "。")) // buttons end without
	if words <= 3 && !sentence && !(unspaced(rs[0]) && len(rs) > 9) && !(words == 3 && r.read(label).has(object, "item")) {
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

// notesOnly reports whether a label wants no more than to be taken note of: nothing is agreed to, wanted, kept or
// done by it, for this account or others.
func (c clause) notesOnly() bool {
	return !c.ask && !c.has(sign, "exception", "condition", "want") && !c.has(modifier, "also") && !c.has(polarity, "yes") &&
		!c.has(object, "family", "child", "everyone", "other-item") &&
		!slices.ContainsFunc(c.tokens, func(t token) bool {
			return slices.ContainsFunc(t.of(verb), func(v string) bool { return !slices.Contains(noting, v) }) && !t.is(verb, noting...)
		})
}

// noting are what may be said of a loss.
var noting = []string{"understand", "confirm", "lose", "delete", "delete-permanently", "close-account", "remove", "erase", "restore", "undo", "back", "sign-in", "learn"}

// loses reports whether a clause tells that something is lost, or that something cannot be done.
func (c clause) loses() bool {
	denied := c.has(polarity, "negation", "no") && !c.has(verb, "delete", "delete-permanently", "erase", "remove", "close-account") // "Do not delete my photos"
	return c.lossy() || c.has(sign, "unable", "no-longer") || denied
}

// lossy reports whether a clause tells that something is lost or erased, or cannot be undone.
func (c clause) lossy() bool {
	return c.has(state, "cannot-undo", "irreversible", "deleted", "removed", "lost") || c.has(verb, "lose") ||
		c.has(sign, "future") && c.has(verb, "delete", "delete-permanently", "erase", "remove", "close-account")
}
