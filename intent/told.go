package intent

import (
	"slices"
	"strings"
)

// What a prompt's sentences tell, and its titles in words of their own.

// titles decides on the titles and questions that are not those of the target. Where the text tells that the target
// is what happens, or the yes says the whole of it, and the yes says its verb by itself, a title in
// words of its own, "Last chance, Imogen", "Before you go", is how it is put. One of a device must name it.
func (r *reader) titles(p *Prompt, after Target, rl rule, says bool) {
	p.YesHasVerb = says
	whole := p.whole || p.statesTarget || p.asksVerb && after.Of != Account
	if p.Yes >= 0 && says {
		yes := r.read(uncounted(r.page.Nodes[p.Yes].Label()))
		f := fit(yes, rl)
		whole = whole || f.verb && (f.object || f.whole) || r.repeatsPress(p.Yes, after)
	}
	named := after.Of == Account || slices.ContainsFunc(append([]string{after.Item}, after.Labels...), func(name string) bool { return holds(p.Text, name) })
	switch {
	case r.again(p, after):
	case says && named && p.About != AboutOther && (whole || len(p.unread)+len(p.refusingTitles) == 0 && len(p.refusingQuestions) > 0):
		p.About = AboutSame
		p.Because = append(p.Because, "its yes says it, and so does a sentence")
	default:
		if against := append(p.refusingQuestions, p.refusingTitles...); len(p.refusingQuestions) > 0 || len(against) > 0 && !((p.statesTarget || p.whole) && named) {
			p.About = AboutOther
			p.Because = append(p.Because, against...)
		}
		if p.About == AboutNothing && p.statesTarget && named && len(p.unread) == 0 {
			p.About = AboutSame
			p.Because = append(p.Because, "a sentence tells that it is done")
		}
		p.More = append(p.More, p.unread...)
		if p.About == AboutNothing && !says && !p.statesTarget { // "Transfer your purchases", and an OK
			p.More = append(p.More, p.unclearTitles...)
		}
	}
}

// holds reports whether a text has the name of a device, and not only as a part of another word: "Mi 9" in "Mi 9T".
func holds(text, item string) bool {
	text, item = strings.ToLower(text), strings.ToLower(item)
	for from := 0; item != ""; {
		i := strings.Index(text[from:], item)
		if i < 0 {
			return false
		}
		if bounded(text, from+i, from+i+len(item)) {
			return true
		}
		from += i + len(item)
	}
	return false
}

// repeatsPress reports whether a control says nothing but what was pressed, or answered, before.
func (r *reader) repeatsPress(i int, after Target) bool {
	c := r.read(uncounted(r.page.Nodes[i].Label()))
	c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return t.is(polarity, "yes", "ok", "anyway") && !t.is(verb) })
	return r.repeatsOnly(c, after.Pressed) || r.repeatsOnly(c, after.Answered)
}

// tells reports whether a clause tells that the target is what happens, whatever else it says.
func (c clause) tells(rl rule, after Target) bool {
	if c.ask || c.has(topic) || c.has(polarity, "negation", "no") || c.has(sign, "unable", "exception") || c.has(state, "failed", "not-available") ||
		c.has(verb, "cancel", "undo", "restore", "keep") || c.has(object, "other-item", "family", "child", "everyone") || c.has(modifier, "also", "other") {
		return false
	}
	closing := after.Of == Account && c.has(verb, "close-account")
	verbs := c.hasAny(rl.verbs) || c.hasAny(rl.done) || closing
	objects := c.hasAny(rl.objects) || after.Of == Device && c.has(object, "item", "device", "phone", "this-device") || after.Of == FindDevice && c.tracks()
	return verbs && objects || c.hasAny(rl.whole) || closing
}

// leaves reports whether a clause that is not the target's speaks of leaving all as it is, of ending the device's
// session, or sets a condition, and neither of another thing nor of leaving off the target itself.
func (c clause) leaves(rl rule) bool {
	denied := c.has(polarity, "negation", "no") || c.has(sign, "unable", "exception") || c.has(verb, "cancel", "undo", "restore")
	if c.has(topic) || denied && (c.hasAny(rl.verbs) || c.hasAny(rl.done) || c.hasAny(rl.whole)) {
		return false
	}
	for _, t := range c.tokens {
		if t.is(object) && !t.is(filler) && !slices.ContainsFunc(t.senses, func(s sense) bool {
			return slices.Contains(rl.objects, s.meaning) || slices.Contains(deviceWords, s.meaning) || s.meaning == "item" || s.meaning == "list" && slices.Contains(rl.objects, "device")
		}) {
			return false
		}
		if v := t.of(verb); len(v) > 0 && !slices.ContainsFunc(v, func(m string) bool {
			return slices.Contains(refusing, m) || slices.Contains(rl.verbs, m) || m == "sign-out" || m == "disconnect" || m == "verify"
		}) {
			return false
		}
	}
	return true
}
