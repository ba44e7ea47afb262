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

	Others []Other  // what is not understood
	More   []string // what it says beyond the target
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
	return newReader(page, names{after.Item, after.Others}).prompt(layer, after)
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
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{after.Item, after.Others})
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
	if len(no) > 0 {
		p.No = no[0]
	}
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
	if saved && known*2 >= whole { // "I have saved what I want to keep"
		return true, ""
	}
	if c.has(object, "item") && after.Of == Account && !c.has(verb) && !c.has(polarity, "negation", "no") && len(c.over) <= 4 { // "Account 123 is mine"
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

// acceptsAtLength reports whether a label says at length that it accepts, as boxes do and buttons don't.
func (r *reader) acceptsAtLength(label string, after Target) bool {
	rs := []rune(label + " ")
	if len(strings.Fields(label)) <= 3 && !(unspaced(rs[0]) && len(rs) > 9) {
		return false
	}
	rl, _ := ruleOf(after)
	c := r.read(label)
	if f := fit(c, rl); f.against == "" && (f.verb || f.whole) || c.has(polarity, "yes") {
		return false
	}
	ok, _ := r.accepts(label, after)
	return ok
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
			case len(m) == 0 && told && r.read(before).has(verb, "enter"): // "To go on, type: DELETE"
				w = strings.TrimSpace(after)
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
	if p.Reason < 0 {
		p.Others = append(p.Others, Other{radios[0], fmt.Sprintf("a choice without a neutral answer: %q", r.page.Nodes[radios[0]].Label())})
	}
}
