package intent

import (
	"testing"

	"miacct/snapshot"
)

func TestCookieRefusal(t *testing.T) {
	for _, c := range []struct {
		text   string
		labels []string
		want   int
	}{
		{"We use cookies to count visits.", []string{"Frobnicate only", "Accept all"}, 0},
		{"Súbory cookie používame, aby sme počítali návštevy.", []string{"Iba nutné", "Povoliť všetky"}, 0},
		{"Wir verwenden Cookies.", []string{"Alle akzeptieren", "Das Nötigste", "Einstellungen"}, 1},
		{"Wir verwenden Cookies.", []string{"Alle akzeptieren", "Einstellungen"}, -1},
		{"We use cookies.", []string{"Accept"}, -1},
		{"We use cookies.", []string{"Accept all", "Agree", "Frobnicate"}, -1},
		{"We use cookies.", []string{"Foo", "Bar"}, -1},
		{"Delete your account?", []string{"Frobnicate", "Accept all"}, -1},
		{"Nous utilisons des cookies.", []string{"Tout accepter", "Rien que le nécessaire"}, 1},
	} {
		if got := CookieRefusal(c.text, c.labels); got != c.want {
			t.Errorf("%q, %q: %d, want %d", c.text, c.labels, got, c.want)
		}
	}
}

func TestAside(t *testing.T) {
	for _, c := range []struct {
		text   string
		labels []string
		want   string
	}{
		{"We use cookies to count visits.", []string{"Frobnicate only", "Accept all"}, "Frobnicate only"},
		{"We use cookies to count visits.", []string{"Frobnicate", "Dismiss"}, "Dismiss"},
		{"Take part in our survey?", []string{"Start", "Not now"}, "Not now"},
		{"Take part in our survey before you delete your account?", []string{"Start", "Not now"}, "Not now"},
		{"We use cookies. Your account will be deleted.", []string{"No", "Delete"}, ""},
		{"Delete your account?", []string{"Delete", "Not now"}, ""},
		{"Turn off Find Device?", []string{"Turn off", "Close"}, ""},
		{"Rate us", []string{"No", "Skip"}, ""},
	} {
		nodes := []snapshot.Node{text(c.text)}
		for _, l := range c.labels {
			nodes = append(nodes, button(l))
		}
		p := pageOf("en", nodes...)
		p.Layers = []snapshot.Layer{{Kind: snapshot.Banner, Root: -1}, {Kind: snapshot.Document, Root: -1}}
		got := ""
		if i := Aside(p, 0); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.text, c.labels, got, c.want)
		}
	}
}
