package browser

import (
	"slices"
	"strings"
	"testing"

	"miacct/snapshot"
)

// TestSnapshotEntries shows that each device of a list has a scope of its own, which holds the
// control that is its own and nothing of another, however the list is made.
func TestSnapshotEntries(t *testing.T) {
	s, ctx := visit(t, "", Options{})
	devices := []string{"Redmi", "Mi 11", "Pad 5"}
	for _, shape := range []string{"cards", "list", "table", "grid", "options", "buttons", "marked", "pairs", "one"} {
		do(t, s, ctx, Goto(theZoo.srv.URL+"/entries.html?shape="+shape))
		p := snapped(t, s, ctx)
		shown := devices
		if shape == "one" {
			shown = devices[:1]
		}
		entries := map[int]bool{}
		for i, name := range shown {
			scopes := p.Scopes(name, slices.Delete(slices.Clone(devices), i, i+1)...)
			if len(scopes) != 1 {
				t.Errorf("%s: %d scopes of %s", shape, len(scopes), name)
				continue
			}
			var words []string
			presses := 0
			for _, n := range scopes[0].Nodes {
				n := p.Nodes[n]
				words = append(words, n.Label())
				if n.Kind.Pressable() {
					presses++
				}
			}
			all := strings.Join(words, "|")
			if !strings.Contains(all, name) || presses == 0 || strings.Contains(all, "Sign out") || strings.Contains(all, "Home") {
				t.Errorf("%s: the scope of %s holds %s", shape, name, all)
			}
			if shape != "options" && shape != "buttons" && !strings.Contains(all, "Off") {
				t.Errorf("%s: the scope of %s is without its control: %s", shape, name, all)
			}
			for _, other := range slices.Delete(slices.Clone(devices), i, i+1) {
				if strings.Contains(all, other) {
					t.Errorf("%s: the scope of %s holds %s", shape, name, all)
				}
			}
			if e := scopes[0].Entry; shape != "one" && (e < 0 || entries[e]) {
				t.Errorf("%s: %s is in entry %d", shape, name, e)
			} else {
				entries[e] = true
			}
		}
		if sign := labelled(t, p, snapshot.Button, "Sign out"); sign.Entry != -1 {
			t.Errorf("%s: %+v is in an entry", shape, sign)
		}
		text := p.String()
		again, err := snapshot.Parse(text)
		if err != nil || again.String() != text {
			t.Errorf("%s: %v, its text is read otherwise:\n%s", shape, err, text)
		}
	}
}

// What stands above a list and speaks of all that is in it is none of an entry's own texts, also once one entry is left.
func TestWhatIsSaidOfAListIsNoneOfItsLastEntry(t *testing.T) {
	const intro = "<h1>Devices</h1><p>These devices are linked to your account or shared with you by your family group.</p>"
	for name, page := range map[string]string{
		"a table": intro + "<table><tr><td>Mi 9</td><td>You</td><td><a href='#'>Remove</a></td></tr></table>",
		"a list":  "<section>" + intro + "<ul><li>Mi 9 <span>You</span> <button>Remove</button></li></ul></section>",
		"boxes":   "<div>" + intro + "<div><div><div>Mi 9</div><small>You</small></div><button>Remove</button></div></div>",
		"a card":  "<div>" + intro + "<div><h2>Mi 9</h2><p>You</p><button>Remove</button></div></div>",
	} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, "document.body.innerHTML = `"+page+"`, 1")
		all, err := s.Entries(ctx, []Row{{Name: "Mi 9", Others: &Others{Names: []string{"Mi 9", "Redmi"}}}})
		if err != nil || len(all) != 1 || len(all[0]) != 1 {
			t.Fatalf("%s: %v, %v", name, all, err)
		}
		if said := strings.Join(all[0][0].Texts, "|"); strings.Contains(said, "family") || !strings.Contains(said, "You") {
			t.Errorf("%s: its texts are %q", name, said)
		}
	}
}
