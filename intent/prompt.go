package intent

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miacct/snapshot"
)

// About tells whether a prompt is about what was pressed.
type About string

const (
	AboutSame    About = "same"
	AboutNothing About = "nothing" // "Are you sure?"
	AboutOther   About = "other"
)

// A Prompt is what a dialog, sheet or page asks.
type Prompt struct {
	Layer   int
	Text    string // all its words
	About   About
	Because []string

	Yes, No   int   // indices of nodes, -1 for none
	Tick      []int // boxes that accept the loss or agree, not ticked yet
	Password  int   // the field for the account's password
	Code      int   // the field for a one-time code
	SendCode  int   // the control that sends it
	Type      int   // the field for a phrase that the page shows
	Phrase    string
	Countdown int   // seconds on the yes
	Reason    int   // the neutral answer to a question for reasons: a radio, an option, or a select that is to be opened
	Press     []int // what accepts the loss and does not show whether it is ticked

	Beside []Other  // buttons that are not understood, beside a yes that says the whole of what was asked for
	Others []Other  // what else is not understood
	More   []string // what it says beyond the target

	whole bool // its title or a question names the verb and the object of the target
}

// An Other is a control that a prompt holds and that is not understood.
type Other struct {
	Node int
	Why  string
}

// Answerable reports whether the yes may be pressed, and if not why. It does not say that the
// prompt answers a press: only who pressed knows that.
func (p Prompt) Answerable() (bool, string) {
	switch {
	case p.About == AboutOther:
		return false, "it is about something else: " + strings.Join(p.Because, "; ")
	case len(p.More) > 0:
		return false, "it says more than was asked: " + strings.Join(p.More, "; ")
	case len(p.Others) > 0:
		return false, p.Others[0].Why
	case p.Yes < 0:
		return false, "no control says yes"
	}
	return true, ""
}

var countdown = regexp.MustCompile(`[\s（(\[]*(\d{1,3})\s*(?:s|sec|secs|seconds|с|сек|сек\.|с\.|sn|秒|초|วินาที|วิ|giây|ث|ثانية|δ|дни)?\s*[)\]）]*\s*$`)

// ReadPrompt reads what a layer asks after the target was pressed.
func ReadPrompt(page snapshot.Page, layer int, after Target) Prompt {
	return newReader(page, after.names()).prompt(layer, after)
}

func (r *reader) prompt(layer int, after Target) Prompt {
	p := Prompt{Layer: layer, Yes: -1, No: -1, Password: -1, Code: -1, SendCode: -1, Type: -1, Reason: -1}
	rl, ok := ruleOf(after)
	if !ok {
		p.More = append(p.More, fmt.Sprintf("%s %s is no target", after.Do, after.Of))
	}
	var titles, bodies []string
	var controls []int
	if layer >= 0 && layer < len(r.page.Layers) {
		titles = append(titles, r.page.Layers[layer].Name)
	}
	headed := false
	for _, i := range r.page.InLayer(layer) {
		n := r.page.Nodes[i]
		switch {
		case n.Kind == snapshot.Heading && (!headed || r.brief(n.Label())):
			headed = true
			titles = append(titles, n.Label())
		case n.Kind == snapshot.Heading: // a text in large letters
			bodies = append(bodies, n.Label())
		case n.Kind == snapshot.Field, n.Kind == snapshot.Password, pressable(n):
			controls = append(controls, i)
		case n.Kind == snapshot.Group:
			if n.Name != "" {
				bodies = append(bodies, n.Name)
			}
		default:
			bodies = append(bodies, n.Label())
		}
	}
	p.Text = strings.TrimSpace(strings.Join(append(slices.Clone(titles), bodies...), "\n"))
	r.subject(&p, titles, bodies, after, rl)
	r.controls(&p, r.innermost(controls), bodies, after, rl)
	return p
}

// brief reports whether a text is as short as a title.
func (r *reader) brief(text string) bool {
	return len(sentences(text)) == 1 && len(r.read(text).tokens) <= 6
}

// ReadNative reads what a native dialog asks, whose OK says yes.
func ReadNative(text, lang string, after Target) Prompt {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, after.names())
	p := Prompt{Layer: -1, Text: text, Yes: 0, No: -1, Password: -1, Code: -1, SendCode: -1, Type: -1, Reason: -1}
	rl, _ := ruleOf(after)
	r.subject(&p, nil, []string{text}, after, rl)
	return p
}

// innermost leaves out wrappers that are pressable by a listener only and hold a control.
func (r *reader) innermost(nodes []int) []int {
	return slices.DeleteFunc(slices.Clone(nodes), func(i int) bool {
		n := r.page.Nodes[i]
		if !n.Weak && n.Kind.Pressable() || n.Kind == snapshot.Field || n.Kind == snapshot.Password {
			return false
		}
		return slices.ContainsFunc(nodes, func(j int) bool { return j != i && r.page.Within(j, i) })
	})
}

// subject reads what the texts of a prompt are about: its title and questions say the same as the
// target or nothing, and no sentence says more.
func (r *reader) subject(p *Prompt, titles, bodies []string, after Target, rl rule) {
	p.About = AboutNothing
	said := false
	title := func(text string) {
		c := r.read(text)
		if len(c.tokens) == 0 && len(c.over) == 0 {
			return
		}
		wide := rl
		wide.verbs = slices.Concat(rl.verbs, rl.wider)
		f := fit(c, wide)
		switch {
		case f.against == "" && r.repeats(c, after.Pressed):
			p.About, p.whole, said = AboutSame, true, true
			p.Because = append(p.Because, fmt.Sprintf("%q says again what was pressed", text))
		case onlyHas(c, "cloud", "terms", "page", "warning", "request", "security", "profile", "feature", "service", "confirm", "verify", "identity"):
			// "Xiaomi Cloud", "Notice": a title that asks nothing
		case f.against != "":
			p.About = AboutOther
			p.Because = append(p.Because, fmt.Sprintf("%q %s", text, f.against))
		case (f.verb || f.object || f.whole) && (len(c.over) <= 2 || f.verb && (f.object || f.whole)):
			if p.About == AboutNothing {
				p.About = AboutSame
			}
			p.Because = append(p.Because, fmt.Sprintf("%q asks for it", text))
			said = true
			p.whole = p.whole || f.verb && (f.object || f.whole)
		case len(c.over) > 2, len(c.over) > 0 && c.ask:
			p.More = append(p.More, fmt.Sprintf("%q is not understood", text))
		}
	}
	for _, t := range titles {
		for _, s := range sentences(t) {
			title(s)
			r.more(p, s, after)
		}
	}
	for _, b := range bodies {
		for _, s := range sentences(b) {
			c := r.read(s)
			if c.ask && !c.has(sign, "condition") {
				title(s)
			} else if !said && p.About == AboutNothing {
				if f := fit(c, rl); f.against == "" && len(c.over) == 0 && (f.verb || f.object || f.whole) {
					title(s)
				}
			}
			r.more(p, s, after)
		}
	}
}

// more notes what a sentence says beyond the target.
func (r *reader) more(p *Prompt, s string, after Target) {
	c := r.read(s)
	note := func(what string) {
		w := fmt.Sprintf("%s: %q", what, s)
		if !slices.Contains(p.More, w) {
			p.More = append(p.More, w)
		}
	}
	account := after.Of == Account
	for _, t := range c.tokens {
		for _, tp := range t.of(topic) {
			// That a payment or a subscription is lost with the account is no question of its own.
			told := account && (tp == "payment" || tp == "marketing" || tp == "country") && !c.ask &&
				!c.has(verb, "select", "enter", "add", "open", "change", "verify", "confirm", "manage", "continue", "agree", "set")
			if !told {
				note("it is about " + tp)
			}
		}
		switch {
		case t.is(object, "other-item"):
			note("it names another device")
		case t.is(object, "family", "child", "everyone") && only(t.of(object), []string{"family", "child", "everyone"}):
			note("it is about others")
		}
	}
	if account {
		return
	}
	unreal := c.has(polarity, "negation") || c.has(sign, "unable") || c.has(state, "failed", "not-available")
	if unreal {
		return
	}
	all := c.has(object, "all-devices", "other-devices") && !c.has(object, "my-devices")
	if c.has(modifier, "all", "other") && c.has(object, deviceWords...) {
		all = true
	}
	if all {
		note("it is about more devices")
	}
	for _, t := range c.tokens {
		if v := t.of(verb); only(v, []string{"erase", "clear", "reset"}) || only(v, []string{"close-account", "deactivate"}) && len(t.of(object)) > 0 {
			note("it erases")
		}
	}
	if after.Do == TurnOff && c.has(verb, "delete", "remove", "erase", "delete-permanently") && c.has(object, "account", "backup", "photos", "data", "messages", "contacts", "files", "card") {
		note("it deletes")
	}
}

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
func (r *reader) controls(p *Prompt, nodes []int, bodies []string, after Target, rl rule) {
	by := map[role][]int{}
	seconds := map[int]int{}
	var radios []int
	for _, i := range nodes {
		n := r.page.Nodes[i]
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
			r.field(p, i, bodies)
			continue
		}
		label := n.Label()
		if m := countdown.FindStringSubmatchIndex(label); m != nil && m[0] > 0 {
			seconds[i], _ = strconv.Atoi(label[m[2]:m[3]])
			label = label[:m[0]]
		}
		if sends, again := r.sendsCode(label); sends || again {
			if p.SendCode < 0 && sends {
				p.SendCode = i
			}
			continue
		}
		if n.Weak && r.acceptsAtLength(label, after) {
			p.Press = append(p.Press, i)
			continue
		}
		ro, why := r.role(n, label, rl)
		if ro == unknown && r.repeatsOnly(r.read(label), after.Pressed) {
			ro, why = strong, ""
		}
		if ro == unknown {
			p.Others = append(p.Others, Other{i, why})
		}
		by[ro] = append(by[ro], i)
	}
	r.reason(p, radios)
	no := append(slices.Clone(by[refusal]), by[closing]...)
	yes := -1
	switch {
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
	if len(by[strong]) == 1 && len(by[generic])+len(by[onward])+len(by[doubtful]) == 0 {
		r.beside(p, after, rl)
	}
	if len(no) > 0 {
		p.No = no[0]
	}
}

// beside lets buttons be that are not understood, where the yes says by itself what was asked for:
// whatever they do, it is not done by the yes. What may be another way to do it is no such button.
func (r *reader) beside(p *Prompt, after Target, rl rule) {
	f := fit(r.read(r.page.Nodes[p.Yes].Label()), rl)
	whole := f.verb && (f.object || f.whole) || p.whole && (f.verb && f.plain || r.repeatsOnly(r.read(r.page.Nodes[p.Yes].Label()), after.Pressed))
	if p.About != AboutSame || !whole || f.against != "" || len(p.Others) > 2 {
		return
	}
	for _, o := range p.Others {
		n := r.page.Nodes[o.Node]
		c := r.read(n.Label())
		if n.Kind != snapshot.Button && n.Kind != snapshot.Link || len(c.over) == 0 || c.has(polarity, "yes", "ok", "anyway", "off", "on") || c.has(topic) || c.has(sign) || c.alters() || c.hasAny(rl.verbs) || c.hasAny(rl.wider) {
			return
		}
	}
	p.Beside, p.Others = p.Others, nil
}

// alters reports whether a clause has a verb that changes something, and does not leave all as it is.
func (c clause) alters() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return slices.ContainsFunc(t.of(verb), func(v string) bool { return slices.Contains(changing, v) && !slices.Contains(refusing, v) })
	})
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
	c := r.read(label)
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

// refuses reports whether all words of a label leave things as they are: one refuses, or the
// target's verb is negated, and none says anything else.
func (c clause) refuses(rl rule) bool {
	no := false
	tracks := slices.Contains(rl.objects, "find-device") && c.tracks()
	if tracks && c.has(polarity, "negation") && !c.hasAny(rl.verbs) {
		return false // "Don't track": neither that it goes on nor that it is off
	}
	for _, t := range c.tokens {
		ok := false
		for _, s := range t.senses {
			switch {
			case s.meaning == "continue": // "keep on" in several languages
				ok = true
			case (s.meaning == "dismiss" || s.meaning == "close-dialog") && (t.is(polarity, "ok", "yes") || t.is(verb, "confirm")):
			case slices.Contains(refusing, s.meaning), slices.Contains([]string{"turn-on", "on"}, s.meaning) && slices.Contains(rl.objects, "find-device"):
				no, ok = true, true
			case tracks && (s.meaning == "tracking" || s.meaning == "locate" || s.meaning == "search"):
				ok = true
			case slices.Contains(rl.verbs, s.meaning), slices.Contains(rl.objects, s.meaning), slices.Contains(rl.extra, s.meaning),
				harmless[s.meaning], slices.Contains(helpers, s.meaning), s.meaning == "all", s.meaning == "again", s.meaning == "enabled":
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

// onlyHas reports whether each word is one of the meanings or changes nothing.
func onlyHas(c clause, meanings ...string) bool {
	return len(c.tokens) > 0 && len(c.over) == 0 && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(meanings, s.meaning) || harmless[s.meaning] })
	})
}

// field decides on a field of a prompt.
func (r *reader) field(p *Prompt, i int, bodies []string) {
	n := r.page.Nodes[i]
	kind, why := r.fieldKind(i)
	switch {
	case kind == FieldPassword && p.Password < 0:
		p.Password = i
		return
	case (kind == FieldCode) && (p.Code < 0 || n.MaxLength == 1):
		if p.Code < 0 {
			p.Code = i
		}
		return
	case n.Kind == snapshot.Field && p.Type < 0:
		texts := append([]string{n.Name, n.Description, n.Placeholder}, bodies...)
		if phrase := r.phrase(texts); phrase != "" {
			p.Type, p.Phrase = i, phrase
			return
		}
	}
	p.Others = append(p.Others, Other{i, fmt.Sprintf("the field %q is not understood: %s", n.Label(), why)})
}

var quoted = regexp.MustCompile(`["“”„«»「『‘'’]([^"“”„«»「」『』‘’']{1,40})["”“»«」』’']`)
