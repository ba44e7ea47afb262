package intent

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miacct/snapshot"
)

// A role is what a control is in a prompt.
type role int

const (
	unknown  role = iota
	strong        // says the target's verb
	generic       // OK, yes, confirm
	onward        // continue, next: yes, unless a clearer yes stands beside it
	refusal       // cancel, keep
	doubtful      // its word means the target's verb and a refusal
	closing       // an icon that closes
	aside         // learn more, terms
)

// controls finds what each control of a prompt is.
func (r *reader) controls(p *Prompt, nodes []int, bodies []string, list reasonList, after Target, rl rule) {
	by := map[role][]int{}
	asked := r.askedAs(p, rl)
	seconds := map[int]int{}
	var radios []int
	for _, i := range nodes {
		n := r.page.Nodes[i]
		if list.holds(i) {
			continue
		}
		switch n.Kind {
		case snapshot.Checkbox, snapshot.Switch:
			r.box(p, i, after)
			continue
		case snapshot.Radio, snapshot.Option:
			radios = append(radios, i)
			continue
		case snapshot.Select:
			if !slices.ContainsFunc(nodes, func(j int) bool { return r.page.Nodes[j].Kind == snapshot.Option && r.page.Within(j, i) }) {
				radios = append(radios, i)
			}
			continue
		case snapshot.Field, snapshot.Password:
			r.field(p, i, bodies, after)
			continue
		}
		label := n.Label()
		if words, left, ok := counted(label); ok && !(after.Item != "" && strings.HasSuffix(strings.ToLower(label), strings.ToLower(after.Item))) {
			seconds[i], label = left, words
		}
		if r.codeControl(p, i, label) {
			continue
		}
		if n.Weak && r.acceptsAtLength(label, after) {
			if !r.labelsBox(i) {
				p.Press = append(p.Press, i)
			}
			continue
		}
		ro, why := r.role(n, label, rl)
		c := r.read(label)
		repeats := r.repeatsOnly(c, after.Pressed) || asked != "" && c.has(verb) && r.repeatsOnly(c, asked)
		if ro == unknown && repeats {
			ro, why = strong, ""
		}
		if (ro == refusal || ro == closing) && label != "" && repeats { // "Close", said before of the account
			ro = doubtful
		}
		if ro == unknown {
			p.Others = append(p.Others, Other{i, why})
		}
		by[ro] = append(by[ro], i)
	}
	if p.Password >= 0 && len(by[strong])+len(by[generic])+len(by[onward]) == 0 { // "Verify", below the field for it
		by[generic] = slices.DeleteFunc(slices.Clone(by[unknown]), func(i int) bool { return !onlyHas(r.read(r.page.Nodes[i].Label()), "verify") })
		p.Others = slices.DeleteFunc(p.Others, func(o Other) bool { return slices.Contains(by[generic], o.Node) })
	}
	if len(radios) == 0 {
		radios = list.choices
	}
	if len(radios) == 0 && !list.given {
		p.Reason = list.head
	}
	r.reason(p, radios, after)
	r.leaveOffers(p, nodes, after)
	r.needed(p, nodes, after)
	no := append(slices.Clone(by[refusal]), by[closing]...)
	yes := -1
	switch {
	case len(by[strong]) == 1 && len(by[generic]) == 0 && len(by[onward]) > 0 && r.onlyStops(by[strong][0], asked, after.Pressed):
		p.Others = append(p.Others, Other{by[strong][0], fmt.Sprintf("%q may stop what is asked about, or what is done", r.page.Nodes[by[strong][0]].Label())})
	case len(by[strong]) == 1 && len(by[generic]) == 0:
		yes = by[strong][0]
		no = append(no, by[onward]...)
		no = append(no, by[doubtful]...)
	case len(by[strong]) == 0 && len(by[generic])+len(by[onward]) == 1:
		yes = append(by[generic], by[onward]...)[0]
		if len(by[doubtful]) > 0 {
			if len(by[generic]) == 0 { // "Continue" beside a word that may mean the target: which is the yes?
				p.Others = append(p.Others, Other{by[doubtful][0], fmt.Sprintf("%q may say yes or no", r.page.Nodes[by[doubtful][0]].Label())})
				yes = -1
			}
			no = append(no, by[doubtful]...)
		}
	case len(by[strong])+len(by[generic])+len(by[onward]) == 0 && len(by[doubtful]) == 1 && len(by[refusal]) > 0:
		yes = by[doubtful][0]
	case len(by[strong])+len(by[generic])+len(by[onward])+len(by[doubtful]) > 1:
		all := slices.Concat(by[strong], by[generic], by[onward], by[doubtful])
		p.Others = append(p.Others, Other{all[1], fmt.Sprintf("both %q and %q may say yes", r.page.Nodes[all[0]].Label(), r.page.Nodes[all[1]].Label())})
	}
	p.Yes, p.Countdown = yes, seconds[yes]
	if len(by[strong])+len(by[generic]) == 1 && len(by[onward])+len(by[doubtful]) == 0 {
		r.beside(p, after, rl)
	}
	r.titles(p, after, rl, yes >= 0 && slices.Contains(by[strong], yes))
	if len(no) > 0 {
		p.No = no[0]
	}
	r.keepAsked(p, nodes, rl)
}

// onlyStops reports whether a control says no more than to stop, beside one that goes on, and nobody said so before of
// what is asked about: it may stop either. "Turn off tracking?", "Continue", "Stop".
func (r *reader) onlyStops(i int, said ...string) bool {
	c := r.read(r.page.Nodes[i].Label())
	return onlyHas(c, "stop") && c.has(verb, "stop") && !slices.ContainsFunc(said, func(s string) bool { return r.repeatsOnly(c, s) })
}

// askedAs is the sentence by which a prompt asks whether to do what the target is, "" if none does.
func (r *reader) askedAs(p *Prompt, rl rule) string {
	if p.About != AboutSame {
		return ""
	}
	for _, s := range sentences(p.Text) {
		if c := r.read(s); c.ask {
			if f := fit(c, rl); f.against == "" && (f.whole || f.verb && f.object) {
				return s
			}
		}
	}
	return ""
}

// again reports whether a prompt asks once more what was answered before: with the same yes and nothing else.
func (r *reader) again(p *Prompt, after Target) bool {
	if after.Answered == "" || p.Yes < 0 || p.About == AboutOther || len(p.Tick)+len(p.Press) > 0 || p.Password >= 0 || p.Code >= 0 || p.Type >= 0 {
		return false
	}
	label := r.read(uncounted(r.page.Nodes[p.Yes].Label())).text
	return label == r.read(uncounted(after.Answered)).text || label == r.read(after.Pressed).text
}

// beside lets buttons be that are not understood, where the yes says by itself what was asked for or
// confirms a prompt that does: whatever they do, it is not done by the yes. What may be another way to
// do it is no such button.
func (r *reader) beside(p *Prompt, after Target, rl rule) {
	yes := r.read(uncounted(r.page.Nodes[p.Yes].Label()))
	f := fit(yes, rl)
	keepsData := len(yes.withoutKeptData(rl).tokens) < len(yes.tokens)
	says := f.verb && f.plain || r.repeatsOnly(yes, after.Pressed) || yes.has(verb, "confirm") || yes.has(polarity, "yes")
	whole := f.verb && (f.object || f.whole) || p.whole && says
	if !(p.About == AboutSame && whole || r.again(p, after)) || f.against != "" || len(p.Others) > 2 {
		return
	}
	for _, o := range p.Others {
		n := r.page.Nodes[o.Node]
		c := r.read(n.Label())
		if (yes.has(modifier, "only") || keepsData) && c.alters() && n.Kind == snapshot.Button {
			continue // "Only turn off", "Turn off and keep data", beside "Erase and turn off"
		}
		another := !c.hasAny(rl.verbs) && !c.hasAny(rl.wider) && !c.has(polarity, "yes", "ok", "anyway", "off", "on")
		if f.verb && (f.object || f.whole) && f.plain && n.Kind == snapshot.Button && len(c.over) == 0 && c.has(verb) && another && !c.has(verb, "confirm", "continue", "submit", "agree", "understand", "done", "sign-out") {
			continue // "Suspend phone", beside "Delete device"
		}
		if n.Kind == snapshot.Button && len(c.over) == 0 && c.has(state, "days") && !c.hasAny(rl.verbs) && !c.hasAny(rl.wider) && !c.has(topic) && !c.has(polarity, "yes", "ok", "anyway") {
			continue // "Pause for 30 days" is another thing
		}
		if n.Kind != snapshot.Button && n.Kind != snapshot.Link || len(c.over) == 0 || c.has(polarity, "yes", "ok", "anyway", "off", "on") || c.has(topic) || c.has(sign) || c.alters() || c.hasAny(rl.verbs) || c.hasAny(rl.wider) {
			return
		}
	}
	p.Beside, p.Others = p.Others, nil
}

// saysNoFirst reports whether a label begins with a plain no, "No, I'd rather think it over": what follows may
// be any words but those of what is asked.
func (r *reader) saysNoFirst(label string, rl rule) bool {
	no, rest, more := strings.Cut(label, ",")
	if !more {
		no, rest, more = strings.Cut(label, "，")
	}
	if !more {
		return false
	}
	c, after := r.read(no), r.read(rest)
	return c.has(polarity, "no") && len(c.tokens) == 1 && len(c.over) == 0 && !after.alters() && !after.hasAny(rl.verbs) && !after.hasAny(rl.wider) && !after.has(polarity)
}

// alters reports whether a clause has a verb that changes something, and does not leave all as it is.
func (c clause) alters() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return slices.ContainsFunc(t.of(verb), func(v string) bool { return slices.Contains(changing, v) && !slices.Contains(refusing, v) })
	})
}

// receiver is what a code is sent to: a mail address or a phone number, often masked.
var receiver = regexp.MustCompile(`[\pL\pN._+*•…-]+@[\pL\pN.*•…-]+|\+?[\d ()-]*[*•…]{2,}[\d *•…-]*`)

// codeControl notes a control that has a code sent, or leads to another way of being checked, and reports
// whether it is one.
func (r *reader) codeControl(p *Prompt, i int, label string) bool {
	if n := r.page.Nodes[i]; n.Weak && n.Tag == "img" {
		return false // a captcha's picture, which is renewed by a press: whatever its text says, it sends no code
	}
	label = receiver.ReplaceAllString(label, "")
	sends, again := r.sendsCode(label)
	c := r.read(label)
	if sends && p.Code >= 0 && c.has(verb, "submit") && !c.has(modifier, "again", "new") {
		return false // beside the field for it the code is sent off: "Code absenden"
	}
	again = again && (!sends || c.has(verb, "resend", "try-again") || c.has(modifier, "again", "new"))
	switch {
	case sends && !again:
		if p.SendCode < 0 || r.page.Nodes[i].Ready() && !r.page.Nodes[p.SendCode].Ready() {
			p.SendCode = i
		}
	case sends || again:
		if p.Resend < 0 {
			p.Resend = i
		}
	case c.has(verb, "other-way") && len(c.over) <= 1 && !c.has(topic, "payment"):
		if p.OtherWay < 0 {
			p.OtherWay = i
		}
	default:
		return false
	}
	return true
}

// sendsCode reports whether a label has a code sent, or one more.
func (r *reader) sendsCode(label string) (sends, again bool) {
	c := r.read(label)
	is := func(do Verb) bool {
		f := fit(c, rules[do][Code])
		return f.against == "" && f.verb && (f.object || f.whole) && len(c.over) <= 1
	}
	return is(Send), is(Resend)
}

// role tells what a control of a prompt says.
func (r *reader) role(n snapshot.Node, label string, rl rule) (role, string) {
	if !slices.ContainsFunc([]rune(label), part) || strings.EqualFold(strings.TrimSpace(label), "x") {
		h := hinted(n.Hint)
		if strings.TrimSpace(label) != "" && strings.ContainsAny(label, "×✕✖⨯xX") || closes(h) {
			return closing, ""
		}
		if h == "" {
			return unknown, "a control without words"
		}
		label = h
	}
	if strings.IndexAny(label, backward) == 0 {
		return closing, "" // it leads back to where it says
	}
	c := r.read(label)
	if c.keeps(rl) {
		return refusal, ""
	}
	if r.saysNoFirst(label, rl) {
		return refusal, ""
	}
	if len(c.over) > 0 {
		if n.Kind == snapshot.Link && leads(n.Href) && !c.hasAny(rl.verbs) {
			return aside, ""
		}
		return unknown, fmt.Sprintf("%q is not understood in %q", strings.Join(c.over, " "), label)
	}
	wide := rl
	wide.verbs = slices.Concat(rl.verbs, rl.wider)
	f := fit(c, wide)
	if f.against == "" && (f.verb || f.whole) {
		if f.plain {
			return strong, ""
		}
		if c.has(verb, "continue") || f.object || f.whole || c.has(polarity, "yes", "anyway") || c.has(verb, "confirm") {
			return strong, ""
		}
		return doubtful, ""
	}
	if c.refuses(rl) {
		if closes(label) && n.Text == "" && n.Name == "" {
			return closing, ""
		}
		return refusal, ""
	}
	if f.against == "" {
		switch {
		case c.has(polarity, "yes", "ok") || c.has(verb, "confirm", "submit", "agree", "understand", "start"):
			return generic, ""
		case c.has(verb, "done"):
			return unknown, fmt.Sprintf("%q says neither yes nor no", label)
		case c.has(verb, "continue"):
			return onward, ""
		}
	}
	if c.has(verb, "next") && !c.has(object) {
		return onward, ""
	}
	if onlyHas(c, "learn", "details", "more", "terms", "show-more", "link", "again", "refresh") || n.Kind == snapshot.Link && leads(n.Href) && c.has(object, "terms") {
		return aside, ""
	}
	if n.Kind == snapshot.Link && leads(n.Href) && !c.has(verb) {
		return aside, ""
	}
	if f.against == "" {
		return unknown, fmt.Sprintf("%q says neither yes nor no", label)
	}
	return unknown, fmt.Sprintf("%q %s", label, f.against)
}

func closes(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "close") || strings.Contains(s, "dismiss")
}

// leads reports whether a link goes to another page.
func leads(href string) bool {
	return href != "" && !strings.HasPrefix(href, "#") && !strings.HasPrefix(strings.ToLower(href), "javascript:")
}

// keeps reports whether a label says to keep something, whatever it is, and to do nothing else: "Keep entry", "Oops, keep it".
func (c clause) keeps(rl rule) bool {
	keeps := slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(verb, "keep") && !t.is(verb, "continue") })
	return keeps && !slices.Contains(rl.verbs, "keep") && !c.has(topic) && !c.has(polarity, "negation", "no") && !c.has(sign, "unable", "condition") &&
		!slices.ContainsFunc(c.tokens, func(t token) bool {
			return slices.ContainsFunc(t.of(verb), func(v string) bool { return v != "keep" && slices.Contains(changing, v) }) && !t.is(verb, "keep")
		})
}

// refuses reports whether all words of a label leave things as they are: one refuses, or the
// target's verb is negated, and none says anything else.
func (c clause) refuses(rl rule) bool {
	no := false
	tracks := slices.Contains(rl.objects, "find-device") && c.tracks()
	if tracks && c.has(polarity, "negation") && !c.hasAny(rl.verbs) {
		return false // "Don't track": neither that it goes on nor that it is off
	}
	if slices.Contains(rl.objects, "find-device") && c.has(verb, "continue", "keep") && !c.hasAny(rl.verbs) &&
		(c.has(state, "enabled", "located") || c.has(polarity, "on") || c.has(verb, "turn-on")) {
		no = true // "go on having it on"
	}
	for _, t := range c.tokens {
		ok := false
		for _, s := range t.senses {
			switch {
			case s.meaning == "continue", s.meaning == "keep" && t.is(verb, "continue"): // one word in several languages
				ok = true
			case (s.meaning == "dismiss" || s.meaning == "close-dialog") && (t.is(polarity, "ok", "yes") || t.is(verb, "confirm")):
			case slices.Contains(refusing, s.meaning), slices.Contains([]string{"turn-on", "on"}, s.meaning) && slices.Contains(rl.objects, "find-device"):
				no, ok = true, true
			case tracks && (s.meaning == "tracking" || s.meaning == "locate" || s.meaning == "search"):
				ok = true
			case slices.Contains(rl.verbs, s.meaning), slices.Contains(rl.objects, s.meaning), slices.Contains(rl.extra, s.meaning),
				harmless[s.meaning], slices.Contains(helpers, s.meaning), s.meaning == "all", s.meaning == "again", s.meaning == "enabled", s.meaning == "located" && no:
				ok = true
			case s.meaning == "stop" || s.meaning == "revoke":
				no, ok = true, true
			}
		}
		if !ok {
			return false
		}
	}
	return no
}

// onlyHas reports whether a clause has one of the meanings, and each of its words one of them or what changes nothing.
func onlyHas(c clause, meanings ...string) bool {
	means := func(t token) bool {
		return slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(meanings, s.meaning) })
	}
	return slices.ContainsFunc(c.tokens, means) && len(c.over) == 0 && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(meanings, s.meaning) || harmless[s.meaning] })
	})
}
