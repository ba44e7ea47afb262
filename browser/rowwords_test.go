package browser

import (
	"testing"

	"miacct/snapshot"
)

// A row that can be pressed sets its words apart: name and state are two texts. A label with a bold word, a logo and a
// number in a circle are one.
func TestARowSetsItsWordsApart(t *testing.T) {
	for _, c := range []struct {
		name, page string
		texts      []string
	}{
		{"a summary", `<details><summary>Xiaomi 13 Lite <span style="font-size:14px">Trova dispositivo attivo</span></summary><p>More</p></details>`, []string{"Xiaomi 13 Lite", "Trova dispositivo attivo"}},
		{"a button", `<button>Mi 9<div>Find Device is on</div></button>`, []string{"Mi 9", "Find Device is on"}},
		{"a link", `<a href="#">Redmi Note<div>Find Device is on</div></a>`, []string{"Redmi Note", "Find Device is on"}},
		{"a bold word", `<button>Delete <b>account</b></button>`, nil},
		{"a logo", `<a href="#">Mi Cloud <span style="font-size:9px">mi</span></a>`, nil},
		{"a number", `<button>Devices <span style="font-size:9px">12</span></button>`, nil},
	} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, "document.body.innerHTML = `"+c.page+"`, 1")
		p, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for i, n := range p.Nodes {
			if n.Kind == snapshot.Text && n.Parent >= 0 && p.Nodes[n.Parent].Kind.Pressable() {
				texts = append(texts, p.Nodes[i].Label())
			}
		}
		if len(texts) != len(c.texts) || len(texts) > 0 && (texts[0] != c.texts[0] || texts[1] != c.texts[1]) {
			t.Errorf("%s: %q, want %q", c.name, texts, c.texts)
		}
	}
}

// Of links to routes of one document the one to where the page is is the current, whether it says so or not.
func TestTheLinkToTheRouteIsCurrent(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, "location.hash = '#/find', document.body.innerHTML = `<a href='#/find'>Find</a><a href='#/settings'>Settings</a><a href='#'>Top</a>`, 1")
	p, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.Nodes {
		if n.Kind == snapshot.Link && n.State.Selected != (n.Label() == "Find") {
			t.Errorf("%s is current: %v", n.Label(), n.State.Selected)
		}
	}
}
