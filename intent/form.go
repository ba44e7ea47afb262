package intent

import (
	"slices"

	"miacct/snapshot"
)

// ReadForm reads what a page wants before the control of a target can be pressed, of the given
// nodes: boxes, a reason, a phrase, a password, a code. Unlike a prompt a page holds much that is no
// part of it, so what is not understood is only told. Its buttons are not read, but for one that
// has a code sent.
func ReadForm(page snapshot.Page, nodes []int, after Target) Prompt {
	return newReader(page, after.names()).form(nodes, after)
}

func (r *reader) form(nodes []int, after Target) Prompt {
	p := Prompt{Layer: -1, Yes: -1, No: -1, Password: -1, Code: -1, SendCode: -1, Resend: -1, OtherWay: -1, Type: -1, Reason: -1, Lasting: -1, Affirm: -1, About: AboutNothing}
	var texts []string
	var choices []int
	inner := r.innermost(nodes)
	for _, i := range nodes {
		if n := r.page.Nodes[i]; n.Kind == snapshot.Text || n.Kind == snapshot.Heading || n.Kind == snapshot.Alert {
			texts = append(texts, n.Label())
		}
	}
	for _, i := range nodes {
		n := r.page.Nodes[i]
		switch {
		case n.Kind == snapshot.Checkbox, n.Kind == snapshot.Switch && r.agreesTo(n.Label(), after):
			r.box(&p, i, after)
		case n.Kind == snapshot.Radio, n.Kind == snapshot.Option:
			choices = append(choices, i)
		case n.Kind == snapshot.Select:
			if !slices.ContainsFunc(nodes, func(j int) bool { return r.page.Nodes[j].Kind == snapshot.Option && r.page.Within(j, i) }) {
				choices = append(choices, i)
			}
		case n.Kind == snapshot.Field, n.Kind == snapshot.Password:
			r.field(&p, i, texts, after)
		case pressable(n) && slices.Contains(inner, i):
			if !r.codeControl(&p, i, n.Label()) && (n.Weak || n.State.Checked != snapshot.None) {
				if r.acceptsAtLength(n.Label(), after) && !r.labelsBox(i) {
					p.Press = append(p.Press, i)
				}
			}
		}
	}
	if p.SendCode < 0 && p.Resend < 0 && p.Code < 0 && slices.ContainsFunc(texts, r.ofCode) {
		p.SendCode = r.plainSend(inner)
	}
	if len(choices) == 0 {
		list := r.reasons(inner)
		if choices = list.choices; len(choices) == 0 && !list.given {
			p.Reason = list.head
		}
	}
	r.reason(&p, choices, after)
	r.leaveOffers(&p, nodes, after)
	r.needed(&p, nodes, after)
	return p
}

// labelsBox reports whether node i is drawn around a box to tick, or says the words of one beside it: it is ticked by itself.
func (r *reader) labelsBox(i int) bool {
	n := r.page.Nodes[i]
	return slices.ContainsFunc(r.page.Nodes, func(o snapshot.Node) bool {
		return o.Kind == snapshot.Checkbox && o.Layer == n.Layer && o.Label() != "" && o.Label() == n.Label()
	})
}

// AboutCode reports whether a text speaks of a one-time code, or of sending something.
func AboutCode(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	return c.has(object, "verification-code", "code") || c.has(verb, "send", "get-code")
}

// SaysSent reports whether a text says that something is sent or was, and not that it could not be.
func SaysSent(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	return c.has(verb, "send", "get-code") && !c.has(sign, "unable") && !c.negated() && !c.has(state, "too-many", "failed", "error")
}

// ofCode reports whether a text is about a one-time code.
func (r *reader) ofCode(text string) bool {
	c := r.read(text)
	return c.has(object, "verification-code") || c.has(verb, "get-code", "enter-code")
}

// plainSend is the one control that says no more than to send, -1 if there is none or another: where a page is
// about a one-time code, that is what it sends.
func (r *reader) plainSend(nodes []int) int {
	found := -1
	for _, i := range nodes {
		n := r.page.Nodes[i]
		c := r.read(n.Label())
		if !pressable(n) || !c.has(verb, "send") || len(c.over) > 0 || c.negated() || c.ask || c.has(topic) ||
			slices.ContainsFunc(c.tokens, func(t token) bool { return !t.is(verb, "send") && !t.is(filler, "filler") }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// Says reports whether a text says the target itself, its verb and its object: a heading "Delete
// your account". A question may say it too; what is negated or about something else does not.
func Says(text, lang string, t Target) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, t.names())
	rl, ok := ruleOf(t)
	if !ok {
		return false
	}
	return slices.ContainsFunc(sentences(text), func(s string) bool {
		f := fit(r.read(r.withoutRemark(s)), rl)
		return f.against == "" && f.verb && (f.object || f.whole)
	})
}

// Mentions reports whether a text has the verb and the object of the target in one sentence, whatever
// else it says.
func Mentions(text, lang string, t Target) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, t.names())
	rl, ok := ruleOf(t)
	return ok && slices.ContainsFunc(sentences(text), func(s string) bool {
		c := r.read(s)
		return c.hasAny(rl.whole) || c.hasAny(rl.objects) && (c.hasAny(rl.verbs) || c.hasAny(rl.wider) || c.hasAny(rl.done))
	})
}

// SignedIn reports whether a text speaks of being signed in somewhere.
func SignedIn(text, lang string) bool {
	return speaks(text, lang, func(c clause) bool {
		return c.has(state, "signed-in") || c.signs("sign-in") || c.has(object, "session") && !c.has(state, "expired", "failed", "error", "something-wrong", "ended")
	})
}

// SignsOut reports whether a text speaks of signing out: that it is to be done, or was.
func SignsOut(text, lang string) bool {
	return speaks(text, lang, func(c clause) bool { return c.signs("sign-out") })
}

func speaks(text, lang string, of func(clause) bool) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	return slices.ContainsFunc(sentences(text), func(s string) bool { return of(r.read(s)) })
}

// signs reports whether a clause has the verb. In Chinese one word closes an account, and signs out.
func (c clause) signs(how string) bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(verb, how) && !t.is(verb, "close-account", "delete") })
}
