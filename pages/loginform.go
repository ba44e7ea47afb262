package pages

import (
	"slices"
	"strings"

	"miacct/intent"
	"miacct/snapshot"
)

// A loginForm is the form that signs in, as a snapshot shows it; -1 is what it does not have.
type loginForm struct {
	account   int // field for the account's name
	password  int // field for its password
	submit    int // what sends the form off
	agreement int // what agrees to the site's terms and is not ticked
	choose    int // what leads to the sign-in by password, where another way is shown first
}

// complete reports whether the form can be filled in and sent off.
func (f loginForm) complete() bool { return f.submit >= 0 && (f.password >= 0 || f.account >= 0) }

// readLogin finds the form that signs in: the one password field of an account, and before it in
// the same layer the field for the account's name, if the site does not know that already; or that
// field alone, where the password is asked for on a page of its own. A form that sets a password or
// a PIN is none, and two password fields are none.
func readLogin(p snapshot.Page) loginForm {
	f := loginForm{account: -1, password: -1, submit: -1, agreement: -1, choose: -1}
	var names []int
	code := -1
	for i, n := range p.Nodes {
		if n.Kind != snapshot.Field && n.Kind != snapshot.Password || n.State.Disabled || n.State.ReadOnly || !touchable(p, n) {
			continue
		}
		kind, _ := intent.Field(p, i)
		if kind == intent.FieldUnknown && n.Kind == snapshot.Password {
			kind = intent.FieldPassword // what its form is for is judged before anything is typed
		}
		switch kind {
		case intent.FieldPassword:
			if f.password >= 0 {
				return loginForm{-1, -1, -1, -1, -1}
			}
			f.password = i
		case intent.FieldAccount:
			names = append(names, i)
		case intent.FieldCode:
			code = i
		case intent.FieldUnknown:
			names = append(names, i)
		case intent.FieldNewPassword, intent.FieldPIN:
			return loginForm{-1, -1, -1, -1, -1}
		}
	}
	if f.password < 0 {
		f.choose = byPassword(p)
		if f.choose < 0 && code >= 0 {
			f.choose = otherTab(p)
		}
	}
	switch {
	case f.password >= 0:
		for _, i := range names {
			if n, pw := p.Nodes[i], p.Nodes[f.password]; i < f.password && n.Layer == pw.Layer && n.Frame == pw.Frame {
				f.account = i // the nearest before it
			}
		}
	case code < 0 && f.choose < 0 && len(names) == 1:
		if kind, _ := intent.Field(p, names[0]); kind == intent.FieldAccount {
			f.account = names[0]
		}
	}
	if at := max(f.account, f.password); at >= 0 {
		f.submit = submitOf(p, at)
		f.agreement = agreementOf(p, at)
	}
	return f
}

// submitOf is what sends off the form that ends with the field at: what signs in or goes on by its
// words, else the only button behind the field that says nothing else.
func submitOf(p snapshot.Page, at int) int {
	var behind []int
	beside := besides(p)
	for i := at + 1; i < len(p.Nodes); i++ {
		if n := p.Nodes[i]; n.Layer == p.Nodes[at].Layer && n.Frame == p.Nodes[at].Frame && !beside[i] {
			behind = append(behind, i)
		}
	}
	for _, do := range []intent.Verb{intent.SignIn, intent.Submit} {
		if m := intent.Find(p, intent.Target{Do: do, In: intent.Among(behind...)}); m.Found() && (p.Nodes[m.Node].Kind != snapshot.Link || acts(p, p.Nodes[m.Node])) {
			return m.Node
		}
	}
	if i := onlyOne(behind, func(i int) bool { return p.Nodes[i].Type == "submit" && p.Nodes[i].Label() != "" }); i >= 0 {
		return i
	}
	return onlyOne(behind, func(i int) bool {
		n := p.Nodes[i]
		if !acts(p, n) || n.Label() == "" || agrees(n) {
			return false
		}
		m := intent.Of(p, i)
		other := m.Context == "" && slices.ContainsFunc(m.Objects, func(o string) bool {
			return !slices.Contains([]string{"account", "xiaomi-account", "cloud", "profile"}, o)
		})
		return !m.Negated && !m.Question && m.Topic == "" && !other && !slices.ContainsFunc(m.Verbs, func(v string) bool { return !slices.Contains(opens, v) })
	})
}

// acts reports whether a control does something on its page: a button, or a link that leads nowhere.
func acts(p snapshot.Page, n snapshot.Node) bool {
	page, _, _ := strings.Cut(p.URL, "#")
	to, nowhere := strings.CutSuffix(n.Href, "#")
	return n.Kind == snapshot.Button || n.Kind == snapshot.Link && (to == "" || strings.HasPrefix(to, "javascript:") || nowhere && samePlace(to, page))
}

// opens are the verbs by which a button may open an account: "turn on" and "open" are one word in some languages.
var opens = []string{"open", "enter", "start", "continue", "next", "get", "turn-on", "sign-in"}

// onlyOne is the one of all that is so, -1 if none or several are.
func onlyOne(all []int, is func(int) bool) int {
	only := -1
	for _, i := range all {
		if !is(i) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}

// agreementOf is what agrees to the site's terms in the form that ends with the field at.
func agreementOf(p snapshot.Page, at int) int {
	beside := besides(p)
	for i, n := range p.Nodes {
		if n.Layer != p.Nodes[at].Layer || n.Frame != p.Nodes[at].Frame || n.State.Checked == snapshot.Yes {
			continue
		}
		switch {
		case beside[i] || !agrees(n):
		case n.Kind == snapshot.Checkbox, n.Kind == snapshot.Switch,
			n.Kind == snapshot.Button && n.Weak && slices.ContainsFunc(intent.Of(p, i).Verbs, func(v string) bool { return v == "agree" || v == "confirm" || v == "understand" }):
			return i // a button that only names the terms shows them
		}
	}
	return -1
}

// agrees reports whether a control's words agree to the site's terms.
func agrees(n snapshot.Node) bool { return IsAgreement(n.Label()) }

// byPassword is the tab or button that leads from another way of signing in to the password.
func byPassword(p snapshot.Page) int {
	for i, n := range p.Nodes {
		if n.Kind != snapshot.Tab && n.Kind != snapshot.Button && n.Kind != snapshot.MenuItem || n.State.Selected || !touchable(p, n) {
			continue
		}
		m := intent.Of(p, i)
		if m.Question || m.Negated || m.Failed || !intent.Names(n.Label(), p.Lang, "password") {
			continue
		}
		if !slices.ContainsFunc(m.Verbs, func(v string) bool {
			return v != "sign-in" && v != "enter-password" && v != "continue" && v != "verify"
		}) {
			return i
		}
	}
	return -1
}

// otherTab is the tab that is not chosen, of two on a page that asks for a code: what it holds is the other
// way to sign in, whatever it is called. -1 if there are not just two, or if it is about a picture to scan.
func otherTab(p snapshot.Page) int {
	other, tabs, chosen := -1, 0, 0
	for i, n := range p.Nodes {
		if n.Kind != snapshot.Tab {
			continue
		}
		tabs++
		if n.State.Selected {
			chosen++
		} else if n.Ready() && touchable(p, n) {
			other = i
		}
	}
	if tabs != 2 || chosen != 1 || other < 0 || intent.Names(p.Nodes[other].Label(), p.Lang, "qr-code") {
		return -1
	}
	return other
}

// formFor is the tab or button that shows the form which takes the account's name, where the one that is shown takes
// names of another kind only: phone numbers, or mail addresses. -1 if the one that is shown will do, or none is known.
func formFor(p snapshot.Page, f loginForm, account string) int {
	if f.account < 0 {
		return -1
	}
	mail := strings.Contains(account, "@")
	n := p.Nodes[f.account]
	names := func(label, meaning string) bool { return intent.Names(label, p.Lang, meaning) }
	takes := func(label string) bool {
		if mail {
			return names(label, "email")
		}
		return names(label, "phone-number") || names(label, "phone")
	}
	switch {
	case takes(n.Label()), takes(n.Placeholder):
		return -1
	case mail && n.Type != "tel", !mail && n.Type != "email":
		return -1
	}
	for i, c := range p.Nodes {
		if (c.Kind == snapshot.Tab || c.Kind == snapshot.Button || c.Kind == snapshot.Radio) && !c.State.Selected && c.Ready() && touchable(p, c) && i != f.submit && takes(c.Label()) {
			return i
		}
	}
	return otherTab(p)
}

// touchable reports whether a node's document is one that may be touched.
func touchable(p snapshot.Page, n snapshot.Node) bool {
	return n.Frame >= 0 && n.Frame < len(p.Frames) && p.Frames[n.Frame].Allowed
}

// offersSignOut reports whether somebody is signed in on a page: it offers to sign out.
func offersSignOut(p snapshot.Page) bool {
	for i, n := range p.Nodes {
		if m := intent.Of(p, i); n.Kind.Pressable() && !m.Negated && slices.Contains(m.Verbs, "sign-out") {
			return true
		}
	}
	return false
}

// entrance is what leads to the sign-in on a page that is shown while nobody is signed in, whatever
// its words: the only button of the page's own matter that may open something. -1 if there is none
// or several. Nothing can be changed by it, as there is no account to change it of.
func entrance(p snapshot.Page) int {
	beside := besides(p)
	var all []int
	for i, n := range p.Nodes {
		if n.Kind == snapshot.Button && n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind == snapshot.Document && !beside[i] && touchable(p, n) && n.Label() != "" {
			all = append(all, i)
		}
	}
	return onlyOne(all, func(i int) bool {
		m := intent.Of(p, i)
		return !m.Negated && !m.Question && m.Topic == "" && !agrees(p.Nodes[i]) && !slices.ContainsFunc(m.Verbs, func(v string) bool { return !slices.Contains(opens, v) })
	})
}
