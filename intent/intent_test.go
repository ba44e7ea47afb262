package intent

import (
	"strings"
	"testing"

	"miacct/snapshot"
)

// A pageOf is a page written down shortly: texts and controls in reading order.
func pageOf(lang string, nodes ...snapshot.Node) snapshot.Page {
	p := snapshot.Page{Lang: lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}}
	for _, n := range nodes {
		n.Parent = -1
		if n.Entry == 0 {
			n.Entry = -1
		} else {
			n.Entry--
			for len(p.Entries) <= n.Entry {
				p.Entries = append(p.Entries, snapshot.Entry{})
			}
		}
		if n.Kind.Pressable() {
			n.For = []string{"native"}
		}
		p.Nodes = append(p.Nodes, n)
	}
	return p
}

func heading(s string) snapshot.Node { return snapshot.Node{Kind: snapshot.Heading, Text: s} }
func text(s string) snapshot.Node    { return snapshot.Node{Kind: snapshot.Text, Text: s} }
func button(s string) snapshot.Node  { return snapshot.Node{Kind: snapshot.Button, Name: s} }
func checkbox(s string) snapshot.Node {
	return snapshot.Node{Kind: snapshot.Checkbox, Name: s, State: snapshot.State{Checked: snapshot.No}}
}
func in(entry int, n snapshot.Node) snapshot.Node {
	n.Entry = entry + 1
	return n
}

func TestLexiconsLoad(t *testing.T) {
	for i := range Languages {
		if l := lexiconOf(i); len(l.words) < 300 {
			t.Errorf("%s has %d phrases only", l.lang, len(l.words))
		}
	}
}

func TestLexiconIsReadStrictly(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"delete\tverb\tDelete\ndelete\tverb\tRemove", "line 2: delete has a line already: 1"},
		{"delete\tverb\tDelete | delete", `line 1: delete has "delete" twice`},
		{"erazed\tverb\tErase", `unknown meaning "erazed"`},
		{"delete\tobject\tDelete", "delete is a verb"},
		{"delete\tnoun\tDelete", "delete is a verb"},
		{"delete\tverb\tDelete |  | Remove", "empty phrase"},
		{"delete\tverb\t", "empty phrase"},
		{"delete\tverb", "2 columns"},
		{"", "empty"},
	} {
		_, err := parseLexicon("en", c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.data, err, c.want)
		}
	}
}

func TestFindTakesTheObjectFromContext(t *testing.T) {
	p := pageOf("en", heading("My devices"), in(0, text("Mi 9")), in(0, button("Remove")), in(1, text("Redmi 9")), in(1, button("Remove")))
	m := Find(p, Target{Do: Delete, Of: Device, In: InEntry(0), Item: "Mi 9", Others: []string{"Redmi 9"}})
	if m.Node != 2 {
		t.Errorf("found %d, %s", m.Node, m.Reason)
	}
	if m := Find(p, Target{Do: Delete, Of: Device}); m.Found() || !m.Ambiguous() {
		t.Errorf("without a scope %d was found of two alike", m.Node)
	}
	p = pageOf("en", heading("Backups"), button("Delete"))
	for _, of := range []Object{Account, Device} {
		if m := Find(p, Target{Do: Delete, Of: of}); m.Found() {
			t.Errorf("a backup's Delete was taken for %s", of)
		}
	}
}

// Arabic joins particles to the word that follows, also to the first of a phrase.
func TestJoinedParticles(t *testing.T) {
	for _, c := range []struct{ text, of string }{
		{"الدخول بكلمة المرور", "password"}, {"لكلمة المرور", "password"}, {"كلمة المرور", "password"},
	} {
		if !Names(c.text, "ar", c.of) {
			t.Errorf("%q does not name the %s", c.text, c.of)
		}
	}
}
