package intent

import (
	"fmt"
	"slices"
	"strings"

	"miacct/snapshot"
)

// A FieldKind is what a field takes.
type FieldKind string

const (
	FieldUnknown     FieldKind = "unknown"
	FieldPassword    FieldKind = "password"     // the account's, to sign in or to prove who it is
	FieldNewPassword FieldKind = "new password" // one that is set
	FieldPIN         FieldKind = "PIN"          // of a phone or a card
	FieldCode        FieldKind = "code"         // a one-time code
	FieldAccount     FieldKind = "account"      // account ID, mail or phone of the sign-in
	FieldSearch      FieldKind = "search"
)

// Field tells what a field takes, and why. A password is the account's only if nothing about it
// or its form says otherwise.
func Field(page snapshot.Page, node int) (FieldKind, string) {
	return newReader(page, names{}).fieldKind(node)
}

func (r *reader) fieldKind(i int) (FieldKind, string) {
	n := r.page.Nodes[i]
	if n.Label() == "" {
		n.Name = r.labelBefore(i)
	}
	hint := " " + hinted(n.Hint) + " "
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(hint, " "+w+" ") })
	}
	c := r.read(strings.Join([]string{n.Name, n.Description, n.Placeholder}, " . "))
	if n.Name == "" {
		c = r.read(n.Label())
		if p := r.read(n.Placeholder); len(c.tokens) == 0 || p.has(object, "verification-code") || p.has(verb, "enter-code") {
			c = r.read(n.Label() + " . " + n.Placeholder)
		}
	}
	secret := n.Kind == snapshot.Password || n.Type == "password"
	code := has("one time code", "otp", "ticket", "captcha", "verifycode", "verify code", "sms code", "smscode", "vcode", "verification code") ||
		c.has(object, "verification-code") || c.has(verb, "enter-code") ||
		c.has(object, "code") && !c.has(object, "password") && !c.has(topic)
	newer := has("new password", "newpassword", "confirm password", "password confirm", "repeat", "retype", "password2", "repassword") ||
		c.has(object, "password") && (c.has(modifier, "new", "again") && !c.has(verb, "enter-password") || c.has(verb, "create", "set", "change", "reset"))
	pin := has("pin") || c.has(object, "pin")
	passwords := 0
	var around []clause
	form := r.formAround(i)
	for j, o := range r.page.Nodes {
		if o.Layer != n.Layer || o.Frame != n.Frame {
			continue
		}
		if o.Kind == snapshot.Password || o.Type == "password" {
			passwords++
		}
		if o.Kind == snapshot.Heading || o.Kind == snapshot.Button && j > i && (form == nil || form[j]) || o.Kind == snapshot.Group && o.Name != "" && r.page.Within(i, j) {
			around = append(around, r.read(o.Label()))
		}
	}
	if n.Layer >= 0 && n.Layer < len(r.page.Layers) {
		around = append(around, r.read(r.page.Layers[n.Layer].Name))
	}
	setting := slices.ContainsFunc(around, func(c clause) bool {
		return c.has(object, "password") && (c.has(verb, "create", "set", "change", "reset") || c.has(modifier, "new") || c.has(object, "settings")) ||
			c.has(object, "pin") || c.has(verb, "lock") && !c.has(verb, "turn-off") && !c.has(sign, "unable") && !c.has(polarity, "negation")
	})
	label := n.Label()
	switch {
	case has("one time code"):
		return FieldCode, "autocomplete one-time-code"
	case !secret && passwords == 1 && (c.has(object, "email", "phone", "phone-number") || n.Type == "tel" && !c.has(verb, "enter-code")) && !c.has(object, "verification-code") && !has("code", "otp", "captcha", "ticket"):
		return FieldAccount, fmt.Sprintf("%q asks for the account, beside the password", label) // "number" and "code" are one word in Japanese
	case !secret && has("username") && !has("code", "otp", "captcha", "ticket"):
		return FieldAccount, "autocomplete username"
	case n.Type == "search" || c.has(verb, "search") && !secret || has("search") && !secret:
		return FieldSearch, fmt.Sprintf("%q searches", label)
	case pin && !code:
		return FieldPIN, fmt.Sprintf("%q asks for a PIN", label)
	case code:
		return FieldCode, fmt.Sprintf("%q asks for a code", label)
	case secret && newer && !(passwords == 1 && c.has(modifier, "again") && !c.has(modifier, "new") && !c.has(verb, "create", "set", "change", "reset") && !setting): // "Enter your password again", where it is not set
		return FieldNewPassword, fmt.Sprintf("%q asks for a new password", label)
	case secret && setting:
		if has("current password") || c.has(modifier, "old") {
			return FieldUnknown, "the old password in a form that sets a new one"
		}
		return FieldNewPassword, "its form sets a password or a PIN"
	case secret && passwords > 1:
		return FieldUnknown, fmt.Sprintf("one of %d password fields", passwords)
	case secret && has("current password"):
		return FieldPassword, "autocomplete current-password"
	case secret && (c.has(object, "password") || c.has(verb, "enter-password")):
		return FieldPassword, fmt.Sprintf("%q asks for the password", label)
	case secret && (has("password", "passwd", "pwd", "pass") || len(c.over) == 0 && len(c.tokens) == 0):
		if slices.ContainsFunc(around, func(c clause) bool {
			return c.has(verb, "sign-in", "verify", "enter-password") || c.has(object, "password", "identity")
		}) {
			return FieldPassword, "the only password field of a form that signs in or asks who it is"
		}
		return FieldUnknown, "a password field whose form does not say what for"
	case secret:
		return FieldUnknown, fmt.Sprintf("a password field labelled %q", label)
	case has("username", "account", "email", "tel", "phone", "user") || c.has(object, "account", "xiaomi-account", "email", "phone-number", "phone"):
		return FieldAccount, fmt.Sprintf("%q asks for the account", label)
	}
	return FieldUnknown, fmt.Sprintf("%q says nothing known", label)
}

// formAround are the nodes in the smallest element around a field that holds a button with words below it: what else
// stands there is another's. nil if there is none, or the page does not tell its elements.
func (r *reader) formAround(i int) map[int]bool {
	p := r.page
	at := slices.IndexFunc(p.Tree, func(e snapshot.Element) bool { return e.Node == i })
	if at < 0 {
		return nil
	}
	for e := p.Tree[at].Parent; e >= 0; e = p.Tree[e].Parent {
		in, holds := map[int]bool{}, map[int]bool{e: true}
		submits := false
		for k := e + 1; k < len(p.Tree) && holds[p.Tree[k].Parent]; k++ {
			holds[k] = true
			if j := p.Tree[k].Node; j >= 0 {
				in[j] = true
				n := p.Nodes[j]
				submits = submits || j > i && n.Kind == snapshot.Button && n.Box.Y >= p.Nodes[i].Box.Y+p.Nodes[i].Box.Height && slices.ContainsFunc([]rune(n.Label()), part)
			}
		}
		if submits {
			return in
		}
	}
	return nil
}

// labelBefore is the text right before a field that has no label of its own: a person reads it as one.
func (r *reader) labelBefore(i int) string {
	if i == 0 {
		return ""
	}
	n, before := r.page.Nodes[i], r.page.Nodes[i-1]
	if before.Kind != snapshot.Text || before.Layer != n.Layer || before.Frame != n.Frame || len([]rune(before.Text)) > 60 {
		return ""
	}
	return before.Label()
}
