package pages

import (
	"slices"
	"testing"

	"miacct/snapshot"
)

// The button of a form that signs in is found by its place where its words only open something.
func TestReadLogin(t *testing.T) {
	field := func(kind snapshot.Kind, label, hint string) snapshot.Node {
		return snapshot.Node{Kind: kind, Name: label, Hint: hint, Type: map[snapshot.Kind]string{snapshot.Password: "password", snapshot.Field: "text"}[kind]}
	}
	button := func(label string) snapshot.Node { return snapshot.Node{Kind: snapshot.Button, Name: label, Weak: true} }
	for _, c := range []struct {
		lang, name, button string
		submit             bool
	}{
		{"vi", "Email hoặc số di động", "Mở tài khoản của tôi", true},
		{"en", "Email or phone", "Open my account", true},
		{"en", "Email or phone", "Sign in", true},
		{"en", "Email or phone", "Delete my account", false},
		{"en", "Email or phone", "Turn off Find Device", false},
		{"en", "Email or phone", "Turn on Find Device", false},
		{"en", "Email or phone", "Forgot it?", false},
	} {
		nodes := []snapshot.Node{field(snapshot.Field, c.name, "account username"), field(snapshot.Password, "Password", "password"), button(c.button),
			{Kind: snapshot.Link, Name: "New here?", Href: "https://account.example/register"}}
		p := snapshot.Page{Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Frames: []snapshot.Frame{{Allowed: true}}}
		for _, n := range nodes {
			n.Parent, n.Entry = -1, -1
			p.Nodes = append(p.Nodes, n)
		}
		f := readLogin(p)
		if f.account != 0 || f.password != 1 || (f.submit == 2) != c.submit {
			t.Errorf("%q: %+v", c.button, f)
		}
	}
}

// Of two ways to sign in behind tabs the one that asks for a code is left for the other, whatever that is called.
func TestReadLoginChoosesTheOtherTab(t *testing.T) {
	code := snapshot.Node{Kind: snapshot.Field, Name: "Verification code", Hint: "one-time-code", MaxLength: 6}
	name := snapshot.Node{Kind: snapshot.Field, Name: "Email or phone", Hint: "account username"}
	tab := func(label string, selected bool) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Tab, Name: label, State: snapshot.State{Selected: selected}}
	}
	for what, c := range map[string]struct {
		nodes []snapshot.Node
		want  int
	}{
		"another way":       {[]snapshot.Node{tab("Schnurbel", true), tab("Wrzlbrmft", false), code}, 1},
		"by its words":      {[]snapshot.Node{tab("Schnurbel", true), tab("Password", false), tab("QR code", false), code}, 1},
		"a picture to scan": {[]snapshot.Node{tab("Schnurbel", true), tab("QR code", false), code}, -1},
		"three":             {[]snapshot.Node{tab("Schnurbel", true), tab("Wrzlbrmft", false), tab("Brmft", false), code}, -1},
		"no code is asked":  {[]snapshot.Node{tab("Schnurbel", true), tab("Wrzlbrmft", false), name}, -1},
	} {
		p := snapshot.Page{Lang: "en", Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Frames: []snapshot.Frame{{Allowed: true}}}
		for _, n := range c.nodes {
			n.Parent, n.Entry = -1, -1
			p.Nodes = append(p.Nodes, n)
		}
		if f := readLogin(p); f.choose != c.want {
			t.Errorf("%s: chose %d, want %d", what, f.choose, c.want)
		}
	}
}

// A page that offers accounts to go on with is left by the way to another, if there is one and no form.
func TestAnotherAccountIsAskedFor(t *testing.T) {
	for nodes, want := range map[string]string{
		"- button \"Weiter als Jonas\" for=\"native\"\n- button \"Anderes Konto verwenden\" for=\"native\"\n":                                            "Anderes Konto verwenden",
		"- button \"Weiter als Jonas\" for=\"native\"\n":                                                                                                 "",
		"- password \"Passwort\" for=\"native\"\n- button \"Anmelden\" for=\"native\"\n- button \"Anderes Konto verwenden\" for=\"native\"\n":            "",
		"- button \"Anderes Konto entfernen\" for=\"native\"\n":                                                                                          "",
		"- button \"Anderes Konto verwenden\" for=\"native\"\n- button \"Konto wechseln\" for=\"native\"\n- link \"Hilfe\" href=\"/h\" for=\"native\"\n": "",
	} {
		p := pageAt(t, "https://account.xiaomi.com/pass/serviceLogin", "Mi", "de", "- heading \"Konto auswählen\" level=1 tag=\"h1\"\n"+nodes)
		got := ""
		if i := useAnother(p); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", nodes, got, want)
		}
	}
}

// What asks about cookies in the page itself is no part of the form below it, and a name may end a sentence.
func TestASignInBelowANoticeAboutCookies(t *testing.T) {
	p := parse(t, `page "https://account.xiaomi.com/signin/password" title="Hello again" lang="en"
frame "https://account.xiaomi.com/signin/password" allowed
layer "document" box=0,0,1280,800
- text "We use a few cookies to keep you signed in. May we use some more to count visits?" tag="form" box=64,10,1152,43
  - button "That’s fine" type="submit" for="native" box=834,10,97,43
  - button "No thank you" type="submit" for="native" box=948,10,123,43
- heading "Hello again" level=1 tag="h1" box=64,160,720,39
- text "Signing in as harriet.oakes@postbox.example." tag="p" box=64,222,720,27
- password "Your password" type="password" hint="pw current-password" for="native" box=64,298,336,43
- button "Sign in" type="submit" for="native" box=64,368,100,43
`)
	for i := range p.Nodes {
		p.Nodes[i].Ref = snapshot.Ref{Document: "1", Node: int64(i + 1)}
		p.Tree = append(p.Tree, snapshot.Element{Parent: p.Nodes[i].Parent, Node: i, Tag: p.Nodes[i].Tag, Ref: p.Nodes[i].Ref, Box: p.Nodes[i].Box})
	}
	f := readLogin(p)
	if f.password < 0 || f.submit < 0 || p.Nodes[f.submit].Label() != "Sign in" {
		t.Fatalf("the form is %+v", f)
	}
	form := formAround(p, f.password)
	if slices.Contains(form.Buttons, "That’s fine") || kindOf(form, "harriet.oakes@postbox.example") != FormSignIn {
		t.Errorf("it is %v: %q", kindOf(form, "harriet.oakes@postbox.example"), form.Buttons)
	}
	if kindOf(form, "oakes@postbox.example") == FormSignIn {
		t.Error("another's name passes for the account's")
	}
}
