package pages

import (
	"fmt"
	"slices"
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

// chosenAmong is a list in which devices are chosen by boxes that are only drawn: marks are the classes of each.
func chosenAmong(t *testing.T, marks ...string) snapshot.Page {
	t.Helper()
	text := "page \"https://i.mi.com/my\" title=\"Settings\" lang=\"tr\"\nframe \"https://i.mi.com/my\" allowed\nlayer \"document\" box=0,0,1280,800\n"
	for range marks {
		text += "entry\n"
	}
	text += "- group role=\"main\" tag=\"main\"\n  - heading \"Telefonlarınız\" level=1 tag=\"h1\"\n  - button \"Bitti\" tag=\"div\" weak for=\"listener\"\n  - button \"Hesabımdan ayır\" tag=\"div\" weak for=\"listener\"\n"
	for k, mark := range marks {
		text += fmt.Sprintf("  - text \"Mi %[1]d\" entry=%[2]d tag=\"div\"\n  - button \"Mi %[1]d\" entry=%[2]d tag=\"div\" hint=%[3]q weak for=\"listener\"\n", 9+k, k, mark)
	}
	return parse(t, text)
}

// A box that is only drawn is ticked if it has a mark that all the others lack. One is pressed once, and what acts on what
// is chosen belongs to the device only while it alone is.
func TestBoxesThatAreDrawn(t *testing.T) {
	all := devices{{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, {ID: "f0002", Name: "Mi 10", Ownership: Ownership{Whose: Own}}, {ID: "f0003", Name: "Mi 11", Ownership: Ownership{Whose: Own}}}
	e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: all}).connect().mine.removing(all[0])
	e.navigate = true
	for _, c := range []struct {
		about   string
		marks   []string
		pressed []string // the marks it had before it was pressed, nil if it was not
		presses bool
		chosen  bool
	}{
		{"none is ticked", []string{"box", "box", "box"}, nil, true, false},
		{"its own is", []string{"box on", "box", "box"}, nil, false, true},
		{"its own is, and another", []string{"box on", "box on", "box"}, nil, false, false},
		{"another is", []string{"box", "box on", "box"}, nil, true, false},
		{"it was pressed, and nothing tells that it is ticked", []string{"box", "box", "box"}, []string{"box"}, false, false},
		{"all were ticked beforehand, and its own no more", []string{"box", "box on", "box on"}, []string{"box"}, false, false},
		{"each has a mark of its own", []string{"box row-1", "box row-2", "box row-3"}, nil, false, false},
		{"it is the only one", []string{"box"}, nil, true, false},
		{"the only one is ticked", []string{"box on"}, []string{"box"}, false, true},
		{"the only one was ticked beforehand", []string{"box"}, []string{"box", "on"}, false, false},
	} {
		v := flow.View{Page: chosenAmong(t, c.marks...)}
		if e.unmarked = c.pressed; c.pressed != nil {
			v.Acts = []string{e.choosing()}
		}
		if m, ok := e.seeBox(v); ok != c.presses || ok && v.Page.Nodes[m.Node].Label() != "Mi 9" {
			t.Errorf("%s: presses %v, %+v", c.about, ok, m)
		}
		scope, _ := e.selected(v)
		unlink := slices.IndexFunc(v.Page.Nodes, func(n snapshot.Node) bool { return n.Label() == "Hesabımdan ayır" })
		if got := slices.Contains(scope, unlink); got != c.chosen {
			t.Errorf("%s: chosen alone %v", c.about, got)
		}
	}
}

// A list that shows nothing any more where it was read, without a word, is empty once all that it listed was removed by the
// run, and not before.
func TestAListThatWasEmptied(t *testing.T) {
	const session = "- button \"Chrome, Windows 11\" for=\"native\"\n- button \"Sign out everywhere\" for=\"native\"\n"
	read := func(removed int, listed bool, more string) bool {
		all := devices{{ID: "f0001", Name: "Mi 9", Listed: listed, Ownership: Ownership{Whose: Own}}}
		md := (&run{WebDelete: &WebDelete{Site: load(t)}, known: all}).connect().mine
		md.listed, md.heading, md.removed = "https://account.xiaomi.com/devices", "Devices", removed
		const bar = "- link \"R\" href=\"https://account.xiaomi.com/me\" for=\"native\"\n- text \"ICP 12-3\"\n"
		md.readMine(parse(t, "page \"https://i.mi.com/\" title=\"Home\" lang=\"en\"\nframe \"https://i.mi.com/\" allowed\nlayer \"document\"\n"+bar), nil)
		p := parse(t, "page \"https://account.xiaomi.com/devices\" title=\"Devices\" lang=\"en\"\nframe \"https://account.xiaomi.com/devices\" allowed\nlayer \"document\"\n- heading \"Devices\" level=1 tag=\"h1\"\n"+more)
		md.noteStanding(parse(t, "page \"https://account.xiaomi.com/devices\" title=\"Devices\" lang=\"en\"\nframe \"https://account.xiaomi.com/devices\" allowed\nlayer \"document\"\nentry layer=0\n- heading \"Devices\" level=1 tag=\"h1\"\n- text \"Mi 9\" entry=0\n"+session))
		return md.readMine(p, nil).empty
	}
	for _, c := range []struct {
		about   string
		removed int
		listed  bool
		more    string
		empty   bool
	}{
		{"all is removed", 1, false, "", true}, {"a table without rows", 1, false, "- group role=\"table\" tag=\"table\"\n  - text \"Device\" tag=\"th\"\n", true},
		{"what other pages have, too", 1, false, "- link \"R\" href=\"https://account.xiaomi.com/me\" for=\"native\"\n- text \"ICP 12-3\"\n", true},
		{"what is called so and leads elsewhere", 1, false, "- link \"R\" href=\"https://account.xiaomi.com/devices/1\" for=\"native\"\n", false},
		{"its title once more", 1, false, "- text \"Devices\" tag=\"span\"\n", true},
		{"what stood beside the devices", 1, false, session, true}, {"that, and one is left", 1, true, session, false}, {"more than stood there", 1, false, session + "- button \"Retry\" for=\"native\"\n", false},
		{"nothing was", 0, false, "", false}, {"one is left", 1, true, "", false}, {"it says something", 1, false, "- text \"Something is not right\" tag=\"p\"\n", false},
	} {
		if got := read(c.removed, c.listed, c.more); got != c.empty {
			t.Errorf("%s: empty %v", c.about, got)
		}
	}
}
