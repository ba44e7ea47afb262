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
