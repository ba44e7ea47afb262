package intent

import (
	"fmt"
	"regexp"
	"slices"
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
	Nodes   []int  // those it was read from
	Text    string // all its words
	About   About
	Because []string

	Yes, No    int   // indices of nodes, -1 for none
	YesHasVerb bool  // the yes says the target's verb by itself
	Tick       []int // boxes that accept the loss or agree, not ticked yet
	Password   int   // the field for the account's password
	Code       int   // the field for a one-time code
	SendCode   int   // the control that sends it
	Resend     int   // the control that sends one more, -1 where SendCode is all there is
	OtherWay   int   // the control that leads to another way of being checked
	Type       int   // the field for a phrase that the page shows
	Phrase     string
	Countdown  int   // seconds on the yes
	Untick     []int // boxes ticked beforehand that offer more, and are none of it
	Lasting    int   // of choices of how long the one that is for good, -1 for none
	Affirm     int   // of the choices yes and no to its question the yes, -1 for none
	Reason     int   // the neutral answer to a question for reasons: a radio, an option, or a select that is to be opened
	Press      []int // what accepts the loss and does not show whether it is ticked

	Beside  []Other  // buttons that are not understood, beside a yes that says the whole of what was asked for
	Others  []Other  // what else is not understood
	Guessed bool     // it asks by a verb that is not known, of what the target is done to: "Unpair Mi 9?"
	More    []string // what it says beyond the target

	lines             []int    // of Tick, those that accept nothing by their own words: lines of what is lost
	unread            []string // titles and questions that are not understood
	keeping           int      // how many of refusingQuestions ask whether to keep what the target ends
	refusingQuestions []string // questions that speak of leaving all as it is, of the device's session or of a condition, and of no other thing
	refusingTitles    []string // titles that do, and ask nothing: "Hold on", "Before you go"
	unclearTitles     []string // short titles with words that are not understood
	whole             bool     // its title or a question names the verb and the object of the target
	asksVerb          bool     // its title or a question names the verb of the target
	statesTarget      bool     // a sentence tells that the target is what happens, whatever else it says
}

// An Other is a control that a prompt holds and that is not understood.
type Other struct {
	Node int
	Why  string
}

// AsksWholly reports whether it says the verb and the object of what is asked, so that it is about it whatever was
// pressed before.
func (p Prompt) AsksWholly() bool { return p.About == AboutSame && p.whole }

// Answerable reports whether the yes may be pressed, and if not why. It does not say that the
// prompt answers a press: only who pressed knows that.
func (p Prompt) Answerable() (bool, string) {
	switch {
	case p.About == AboutOther:
		return false, "it is about something else: " + strings.Join(unique(p.Because), "; ")
	case len(p.More) > 0:
		return false, "it says more than was asked: " + strings.Join(unique(p.More), "; ")
	case len(p.Others) > 0:
		return false, p.Others[0].Why
	case p.Yes < 0:
		return false, "no control says yes"
	}
	return true, ""
}

// ReadPrompt reads what a layer asks after the target was pressed.
func ReadPrompt(page snapshot.Page, layer int, after Target) Prompt {
	var titles []string
	if layer >= 0 && layer < len(page.Layers) {
		titles = append(titles, page.Layers[layer].Name)
	}
	return newReader(page, after.names()).prompt(layer, page.InLayer(layer), titles, after)
}

// ReadPart reads what a part of a page asks after the target was pressed: what came on it, or a whole page that came.
func ReadPart(page snapshot.Page, nodes []int, after Target) Prompt {
	r := newReader(page, after.names())
	p := r.prompt(-1, nodes, nil, after)
	if i := r.pressAgain(nodes, after); i >= 0 && p.About == AboutNothing {
		p.About, p.Yes, p.Others = AboutSame, i, nil
		p.Because = append(p.Because, fmt.Sprintf("%q stands in place of what was pressed", page.Nodes[i].Label()))
	}
	if p.About == AboutNothing && p.Yes >= 0 && r.saysWhole(page.Nodes[p.Yes].Label(), after) {
		p.About = AboutSame
		p.Because = append(p.Because, fmt.Sprintf("its yes says it: %q", page.Nodes[p.Yes].Label()))
	}
	if p.About == AboutNothing && p.Yes >= 0 && p.No >= 0 && r.repeatsPress(p.Yes, after) {
		p.About = AboutSame
		p.Because = append(p.Because, fmt.Sprintf("its yes says again what was pressed: %q", page.Nodes[p.Yes].Label()))
	}
	return p
}

// saysWhole reports whether a label says the target, its verb and its object, and nothing else.
func (r *reader) saysWhole(label string, t Target) bool {
	rl, ok := ruleOf(t)
	c := r.read(label)
	f := fit(c, rl)
	return ok && f.against == "" && f.verb && (f.object || f.whole || t.Of == FindDevice && t.Hints.Place != "" && c.tracks()) && len(c.over) == 0 && !c.ask
}

// pressAgain is the one control that came in place of the one that was pressed and asks to be pressed to confirm it,
// "Sure?", "Remove? Press again": -1 if anything else came.
func (r *reader) pressAgain(nodes []int, after Target) int {
	rl, ok := ruleOf(after)
	only := -1
	for _, i := range nodes {
		if r.page.Nodes[i].Kind == snapshot.Group {
			continue
		}
		if only >= 0 || !pressable(r.page.Nodes[i]) {
			return -1
		}
		only = i
	}
	if only < 0 || !ok || after.Pressed == "" {
		return -1
	}
	c := r.read(r.page.Nodes[only].Label())
	asks := c.has(state, "are-you-sure") || c.has(verb, "confirm") || c.has(polarity, "yes", "ok") || c.hasAny(rl.verbs) && (c.ask || c.has(modifier, "again"))
	if !asks || c.negated() || len(c.over) > 0 || c.has(topic) || fit(c, rl).against != "" && !c.ask {
		return -1
	}
	return only
}

// isChoice reports whether text i is what a box is called, or one of several choices that is not chosen: the box is read by
// itself.
func (r *reader) isChoice(nodes []int, i int) bool {
	return slices.ContainsFunc(nodes, func(k int) bool {
		n := r.page.Nodes[k]
		return (n.Kind == snapshot.Radio && n.State.Checked == snapshot.No || n.Kind == snapshot.Checkbox && n.State.Checked != snapshot.None) && n.Label() == r.page.Nodes[i].Label()
	})
}

func (r *reader) prompt(layer int, nodes []int, titles []string, after Target) Prompt {
	p := Prompt{Layer: layer, Nodes: nodes, Yes: -1, No: -1, Password: -1, Code: -1, SendCode: -1, Resend: -1, OtherWay: -1, Type: -1, Reason: -1, Lasting: -1, Affirm: -1}
	rl, ok := ruleOf(after)
	if !ok {
		p.More = append(p.More, fmt.Sprintf("%s %s is no target", after.Do, after.Of))
	}
	var bodies []string
	var controls []int
	headed, secret := false, false
	list := r.reasons(r.innermost(slices.DeleteFunc(slices.Clone(nodes), func(i int) bool { return !pressable(r.page.Nodes[i]) })))
	for _, i := range nodes {
		n := r.page.Nodes[i]
		if n.Kind == snapshot.Text && (list.covers(r.page, i) || r.isChoice(nodes, i)) {
			continue // what may be chosen is not said
		}
		secret = secret || n.Kind == snapshot.Password
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
	if layer >= 0 && !slices.ContainsFunc(titles, func(t string) bool { return t != "" }) && len(bodies) > 0 && r.headsOther(bodies[0], rl) {
		titles, bodies = bodies[:1], bodies[1:]
	}
	p.Text = strings.TrimSpace(strings.Join(append(slices.Clone(titles), bodies...), "\n"))
	r.subject(&p, titles, bodies, secret, after, rl)
	r.controls(&p, r.innermost(controls), bodies, list, after, rl)
	if p.Guessed && p.About == AboutSame && p.No >= 0 && r.read(r.page.Nodes[p.No].Label()).has(verb, "not-now", "skip", "decline") {
		p.About = AboutOther // one puts off an offer, and not what one has just ordered
		p.Because = append(p.Because, fmt.Sprintf("%q turns down an offer", r.page.Nodes[p.No].Label()))
	}
	r.goesOn(&p, rl)
	if what := r.turnsOn(p.Yes, append(titles, p.Text), after); what != "" {
		p.More = append(p.More, fmt.Sprintf("it turns on: %q", what))
	}
	return p
}

// acting are the verbs by which a text that is no sentence heads what is done by the buttons below it.
var acting = append([]string{"edit", "manage"}, changing...)

// headsOther reports whether the first text of a layer without a title heads it, and says another thing than the target:
// "Rename device", "Change password".
func (r *reader) headsOther(text string, rl rule) bool {
	c := r.read(text)
	return r.brief(text) && !c.ask && !isStatement(text) && !c.hasAny(rl.verbs) && !c.hasAny(rl.wider) && !c.formal() && slices.ContainsFunc(c.tokens, func(t token) bool {
		return t.is(verb, acting...) && !t.is(verb, helpers...) && !t.is(verb, refusing...) && !t.is(verb, "verify", "sign-in", "get-code", "resend", "try-again", "select-all", "lose")
	})
}

// brief reports whether a text is as short as a title.
func (r *reader) brief(text string) bool {
	return len(sentences(text)) == 1 && len(r.read(text).tokens) <= 6
}

// ReadNative reads what a native dialog asks, whose OK says yes.
func ReadNative(text, lang string, after Target) Prompt {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, after.names())
	p := Prompt{Layer: -1, Text: text, Yes: 0, No: -1, Password: -1, Code: -1, SendCode: -1, Resend: -1, OtherWay: -1, Type: -1, Reason: -1, Lasting: -1, Affirm: -1}
	rl, _ := ruleOf(after)
	r.subject(&p, nil, []string{text}, false, after, rl)
	r.titles(&p, after, rl, false)
	if what := r.turnsOn(-1, []string{text}, after); what != "" {
		p.More = append(p.More, fmt.Sprintf("it turns on: %q", what))
	}
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
func (r *reader) subject(p *Prompt, titles, bodies []string, secret bool, after Target, rl rule) {
	p.About = AboutNothing
	said := false
	title := func(text string) {
		text = r.withoutRemark(r.withoutPreface(text))
		c := r.read(text)
		if len(c.tokens) == 0 && len(c.over) == 0 {
			return
		}
		wide := rl
		wide.verbs = slices.Concat(rl.verbs, rl.wider)
		if len(c.tokens) > 1 { // "about"
			c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return t.is(verb, "details", "more") && !t.is(object) })
		}
		if c.tells(rl, after) {
			c = c.now() // what it tells will be is what it asks for
		}
		if c.ask { // what a question says will be is what it asks for
			said := c.hasAny(rl.verbs) // "Change it to be off?"
			c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool {
				return t.is(sign, "future") && !t.is(verb) || said && t.is(verb, "change", "set", "learn") && !t.is(verb, rl.verbs...) // "Why do you delete it?"
			})
		}
		f := fit(c, wide)
		switch {
		case r.repeats(c, after.Pressed) && (fit(r.without(c, after.Pressed), rl).against == "" || onlyHas(r.without(c, after.Pressed), "change", "settings", "item", "yes")):
			p.About, p.whole, said = AboutSame, true, true
			p.Because = append(p.Because, fmt.Sprintf("%q says again what was pressed", text))
		case onlyHas(c, "cloud", "terms", "page", "warning", "request", "security", "profile", "feature", "service", "confirm", "verify", "identity"):
			// "Xiaomi Cloud", "Notice": a title that asks nothing
		case secret && len(c.over) <= 2 && len(c.tokens) > 0 && onlyHasOr(c, []string{"enter-password", "password", "enter", "account", "xiaomi-account", "confirm", "verify", "continue", "again", "only"}):
			// "Enter your password once more", above the field for it
		case secret && (c.identifies() || f.against == "" && !f.verb && !f.object && !f.whole && len(c.over) > 0 && len(c.words()) <= 6):
			// "Is that really you?" above the field for it
		case after.Of == FindDevice && c.reassures():
			// "Nothing is erased."
		case c.formal():
			// "Type to confirm", "Last check": it asks for a formality, of whatever it is about
		case after.Of == Account && c.onTheWay():
			if p.About == AboutNothing {
				p.About = AboutSame
			}
			p.Because = append(p.Because, fmt.Sprintf("%q heads a step on the way", text))
		case f.against != "" && c.asksToCancel(rl):
			p.refusingQuestions = append(p.refusingQuestions, fmt.Sprintf("%q %s", text, f.against))
			p.keeping++
		case f.against != "" && c.leaves(rl) && !c.ask:
			p.refusingTitles = append(p.refusingTitles, fmt.Sprintf("%q %s", text, f.against))
		case f.against != "" && c.leaves(rl):
			p.refusingQuestions = append(p.refusingQuestions, fmt.Sprintf("%q %s", text, f.against))
			if r.read(numbered.ReplaceAllString(text, "")).asksToKeep(rl) {
				p.keeping++
			}
		case f.against != "":
			p.About = AboutOther
			p.Because = append(p.Because, fmt.Sprintf("%q %s", text, f.against))
		case f.verb && (f.object || f.whole), f.verb && len(c.over) == 0,
			(f.object || f.whole || after.Pressed != "" && after.Of == FindDevice && c.tracks()) && len(c.over) <= 2:
			p.Guessed = p.Guessed || !f.verb && !f.whole && len(c.over) > 0 && c.ask
			if p.About == AboutNothing {
				p.About = AboutSame
			}
			p.Because = append(p.Because, fmt.Sprintf("%q asks for it", text))
			said = true
			p.whole = p.whole || f.verb && (f.object || f.whole || c.tracks() && after.Of == FindDevice)
			p.asksVerb = p.asksVerb || f.verb && c.ask
		case f.verb && len(c.over) > 0: // "Delete the wallet?"
			p.More = append(p.More, fmt.Sprintf("%q is not understood", text))
		case len(c.over) > 2, len(c.over) > 0 && c.ask && !(c.has(state, "are-you-sure") && len(c.over) == 1):
			p.unread = append(p.unread, fmt.Sprintf("%q is not understood", text))
		case len(c.over) > 0 && !c.ask:
			p.unclearTitles = append(p.unclearTitles, fmt.Sprintf("%q is not understood", text))
		}
	}
	for _, t := range titles {
		for _, s := range sentences(t) {
			switch c := r.read(s); {
			case c.ask && !c.has(sign, "condition"):
				title(r.question(s, rl))
			case c.ask || !isStatement(s):
				title(s)
			default: // it tells what will be, in place of a title
				bodies = append(bodies, s)
				continue
			}
			r.more(p, s, after)
		}
	}
	for _, b := range bodies {
		for _, s := range sentences(b) {
			c := r.read(s)
			p.statesTarget = p.statesTarget || c.tells(rl, after)
			if c.ask && !c.has(sign, "condition") {
				title(r.question(s, rl))
			} else if !said && p.About == AboutNothing {
				if f := fit(c, rl); f.against == "" && len(c.over) == 0 && (f.verb || f.object || f.whole) {
					title(s)
				} else if f := fit(c.now(), rl); c.has(sign, "future") && f.against == "" && len(c.over) == 0 && f.verb && f.object {
					p.About, p.whole, said = AboutSame, true, true
					p.Because = append(p.Because, fmt.Sprintf("%q says what will be done", s))
				}
			}
			r.more(p, s, after)
		}
	}
}

var quoted = regexp.MustCompile(`["“”„«»「『‘'’]([^"“”„«»「」『』‘’']{1,40})["”“»«」』’']`)

// Quoted returns what stands between quotation marks in a text.
func Quoted(text string) (all []string) {
	for _, m := range quoted.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}
