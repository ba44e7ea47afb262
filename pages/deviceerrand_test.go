package pages

import (
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

// A list whose entries hold no control is opened to be edited by the one button beside it that says no more
// than that; what says what it changes is none, and of two neither is pressed.
func TestAListIsOpenedToBeEdited(t *testing.T) {
	edit := func(label string) snapshot.Node { return snapshot.Node{Kind: snapshot.Button, Name: label, Entry: -1} }
	name := snapshot.Node{Kind: snapshot.Text, Text: "Mi 9", Entry: 0}
	own := snapshot.Node{Kind: snapshot.Button, Name: "Details", Entry: 0}
	for what, c := range map[string]struct {
		lang   string
		nodes  []snapshot.Node
		turns  bool // Find Device off, and not the removal
		opened bool
	}{
		"change":              {lang: "en", nodes: []snapshot.Node{edit("Change"), name}, opened: true},
		"modify, in French":   {lang: "fr", nodes: []snapshot.Node{edit("Modifier"), name}, opened: true},
		"edit, beside others": {lang: "en", nodes: []snapshot.Node{edit("Delete photos"), edit("Edit"), edit("Frobnicate"), name}, opened: true},
		"two":                 {lang: "en", nodes: []snapshot.Node{edit("Change"), edit("Edit"), name}},
		"a password":          {lang: "en", nodes: []snapshot.Node{edit("Change password"), name}},
		"changes and deletes": {lang: "en", nodes: []snapshot.Node{edit("Change and delete"), name}},
		"the entry has one":   {lang: "en", nodes: []snapshot.Node{edit("Change"), name, own}},
		"it is not there":     {lang: "en", nodes: []snapshot.Node{edit("Change")}},
		"Find Device":         {lang: "en", nodes: []snapshot.Node{edit("Change"), name}, turns: true},
	} {
		d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
		run := &run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d}}
		p := snapshot.Page{URL: "https://i.mi.com/devices", Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Entries: []snapshot.Entry{{}}, Frames: []snapshot.Frame{{Allowed: true}}}
		for _, n := range c.nodes {
			n.Parent = -1
			if n.Kind.Pressable() {
				n.For = []string{"native"}
			}
			p.Nodes = append(p.Nodes, n)
		}
		e := run.removing(d)
		if c.turns {
			e = run.turningOff(d)
		}
		if _, ok := e.seeEdit(flow.View{Page: p}); ok != c.opened {
			t.Errorf("%s: opened %v", what, ok)
		}
	}
}
