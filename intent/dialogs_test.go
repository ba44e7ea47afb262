package intent

import (
	"os"
	"strings"
	"testing"

	"miacct/snapshot"
)

// TestDialogs reads whole dialogs as product writers word them: the yes of each is found, and none is
// answered that asks for something else or for more.
func TestDialogs(t *testing.T) {
	data, err := os.ReadFile("testdata/dialogs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	targets := map[string]Target{"off": {Do: TurnOff, Of: FindDevice}, "dev": {Do: Delete, Of: Device}, "acc": {Do: Delete, Of: Account}}
	all, found := 0, 0
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(c) != 6 {
			t.Fatalf("%d fields: %q", len(c), line)
		}
		after := targets[c[1]]
		after.Pressed, after.Item, after.Others = c[2], "Mi 9", []string{"Redmi 9", "Mi 9T"}
		if c[1] == "acc" {
			after.Item = ""
		}
		page := snapshot.Page{Lang: c[0], Layers: []snapshot.Layer{{Kind: snapshot.Dialog, Root: -1}, {Kind: snapshot.Document, Root: -1}}}
		add := func(n snapshot.Node) int {
			n.Parent, n.Entry = -1, -1
			page.Nodes = append(page.Nodes, n)
			return len(page.Nodes) - 1
		}
		if c[3] != "" {
			add(snapshot.Node{Kind: snapshot.Heading, Text: c[3]})
		}
		if c[4] != "" {
			add(snapshot.Node{Kind: snapshot.Text, Text: c[4]})
		}
		yes := -1
		for label := range strings.SplitSeq(c[5], "|") {
			name, is := strings.CutPrefix(label, "*")
			if i := add(snapshot.Node{Kind: snapshot.Button, Name: name, Tag: "button", For: []string{"native"}}); is {
				yes = i
			}
		}
		p := ReadPrompt(page, 0, after)
		ok, why := p.Answerable()
		if yes >= 0 {
			all++
		}
		switch {
		case yes >= 0 && ok && p.Yes == yes:
			found++
		case yes < 0 && ok:
			t.Errorf("%q would be pressed in %q: %q", page.Nodes[p.Yes].Name, c[3], c[4])
		case ok:
			t.Errorf("%q is taken for the yes of %q: %q", page.Nodes[p.Yes].Name, c[3], c[4])
		case yes >= 0:
			t.Logf("not answered (%s, %s): %s %s [%s] %q: %q {%s}", p.About, why, c[0], c[1], c[2], c[3], c[4], c[5])
		}
	}
	t.Logf("%d of %d answered", found, all)
	if found*100 < all*85 {
		t.Errorf("%d of %d are answered; want 85 %%", found, all)
	}
}
