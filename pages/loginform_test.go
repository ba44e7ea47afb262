package pages

import (
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
