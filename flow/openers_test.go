package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miacct/browser"
	"miacct/snapshot"
)

// openedFor are the labels of what is opened in search of a control of Redmi 9, with control in its entry of a list.
func openedFor(t *testing.T, control string) (labels []string) {
	t.Helper()
	p, err := snapshot.Parse(`page "https://account.xiaomi.com/mine" title="My devices" lang="en"
frame "https://account.xiaomi.com/mine" allowed
layer "document"
entry box=0,0,100,40
entry box=0,40,100,40
- text "Redmi 9" entry=0
` + control + `- text "Mi 11" entry=1
- button "Details" entry=1 for="native"
`)
	if err != nil {
		t.Fatal(err)
	}
	x := Reach{Names: []string{"Redmi 9"}, Others: []string{"Mi 11"}, Row: &browser.Row{Name: "Redmi 9", Others: &browser.Others{Names: []string{"Redmi 9", "Mi 11"}}}}
	for _, i := range openers(View{Page: p}, x) {
		labels = append(labels, p.Nodes[i].Label())
	}
	return labels
}

// Of what stands in a thing's own entry only what is understood to open is pressed in search of a control: words
// that nobody knows may do anything.
func TestUnknownWordsOfAnEntryAreNotOpened(t *testing.T) {
	for label, opens := range map[string]bool{
		"View Redmi 9": true, "View IMEI": true, "Redmi 9": true, "Details": true, "More": true, "Redmi 9 · online": true,
		"De-link this handset": false, "Blacklist IMEI": false, "Blacklist Redmi 9": false, "Frobnicate": false, "Redmi 9 ausbuchen": false,
	} {
		pressed := openedFor(t, "- button \""+label+"\" entry=0 for=\"native\"\n")
		if got := len(pressed) == 1 && pressed[0] == label; got != opens || len(pressed) > 1 {
			t.Errorf("%q: opened %s, want %v", label, strings.Join(pressed, ", "), opens)
		}
	}
}

// A control without words in a thing's own entry is opened if it is drawn as a place of it, and not if it is drawn as
// something that acts.
func TestWordlessControlsOfAnEntry(t *testing.T) {
	for hint, opens := range map[string]bool{"map-pin": true, "marker": true, "icon-trash": false, "t-tg t-on": false, "switch": false, "btn-del": false, "x9k": false} {
		if got := len(openedFor(t, "- button hint=\""+hint+"\" entry=0 weak for=\"listener\"\n")) > 0; got != opens {
			t.Errorf("%q: opened %v, want %v", hint, got, opens)
		}
	}
}

// What came with the thing that was opened may lead back to where it was: that is opened after all else, and only where
// the search may lead elsewhere.
func TestWhatLeadsBackIsOpenedLast(t *testing.T) {
	read := func(nodes string) snapshot.Page {
		p, err := snapshot.Parse("page \"https://i.mi.com/\" title=\"Cloud\" lang=\"en\"\nframe \"https://i.mi.com/\" allowed\nlayer \"document\"\n" + nodes)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	v := Opened(read("- button \"Redmi 9\" for=\"native\"\n"), read("- button \"‹ Devices\" for=\"native\"\n- heading \"Redmi 9\"\n- button \"Details\" for=\"native\"\n"))
	for _, navigate := range []bool{false, true} {
		var labels []string
		for _, i := range openers(v, Reach{Names: []string{"Redmi 9"}, Navigate: navigate}) {
			labels = append(labels, v.Page.Nodes[i].Label())
		}
		want := "Details"
		if navigate {
			want = "Details, ‹ Devices"
		}
		if got := strings.Join(labels, ", "); got != want {
			t.Errorf("navigate %v: opens %s, want %s", navigate, got, want)
		}
	}
}

// A row that bears the thing's name and what state it is in only opens it.
func TestARowThatTellsAState(t *testing.T) {
	for text, opens := range map[string]bool{"No location": true, "Cannot be located": true, "Online": true, "Find Device: on": true, "Erase it": false} {
		p, err := snapshot.Parse("page \"https://i.mi.com/find\" title=\"Find\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\n" +
			"- button \"Redmi 9 " + text + " ›\" for=\"native\"\n  - text \"Redmi 9\"\n  - text \"" + text + "\"\n")
		if err != nil {
			t.Fatal(err)
		}
		if got := len(openers(View{Page: p}, Reach{Names: []string{"Redmi 9"}, Row: &browser.Row{Name: "Redmi 9"}})) > 0; got != opens {
			t.Errorf("%q: opened %v, want %v", text, got, opens)
		}
	}
}

// A list that is drawn anew after something was opened is new as a whole: what stands beside the name of another thing
// is no part of what was opened, in an entry or in none.
func TestAListDrawnAnewOpensNothingOfOthers(t *testing.T) {
	refs := int64(0)
	read := func(nodes string) snapshot.Page {
		p, err := snapshot.Parse("page \"https://i.mi.com/mine\" title=\"My devices\" lang=\"en\"\nframe \"https://i.mi.com/mine\" allowed\nlayer \"document\"\n" + nodes)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Nodes {
			refs++ // each reading is of other elements
			p.Nodes[i].Ref = snapshot.Ref{Document: "1", Node: refs}
			p.Tree = append(p.Tree, snapshot.Element{Parent: p.Nodes[i].Parent, Node: i, Tag: "div", Ref: p.Nodes[i].Ref})
		}
		return p
	}
	list := func(names ...string) (s string) {
		for _, name := range names {
			s += "- group tag=\"div\"\n  - heading \"" + name + "\"\n  - button \"More\" for=\"native\"\n"
		}
		return s
	}
	v := Opened(read("- text \"Loading…\"\n"), read(list("Redmi 9", "Mi 11", "POCO F5")))
	x := Reach{Names: []string{"Mi 11"}, Others: []string{"Redmi 9", "POCO F5"}, Row: &browser.Row{Name: "Mi 11", Others: &browser.Others{Names: []string{"Redmi 9", "Mi 11", "POCO F5"}}}}
	all := openers(v, x)
	if len(all) != 1 || v.Page.Nodes[all[0]-1].Label() != "Mi 11" {
		t.Errorf("opens nodes %v, want the control beside Mi 11 alone", all)
	}
}

// The lines of a row tell of the thing, how its number ends and what state it is in: it opens. A second line that may be a
// command may be one.
func TestRowsOfSeveralLinesAreOpened(t *testing.T) {
	for lines, opens := range map[string]bool{
		"Verified 5 min ago": true,
		"5분 전에 확인됨":          true,
		"14.0.4.0.TLACNXM":   true,
		"REMOVE":             false,
		"Verify":             false,
		"Lock for 5 min":     false,
		"Your device|IMEI ending 5520|Find Device is on": true,
		"Ihr Gerät|IMEI endet auf 4075":                  true,
		"IMEI 末尾 5520":                                   true,
		"Your device|Location activated":                 true,
		"Your device|Erase":                              false,
		"Your device|Remove from account":                false,
	} {
		row := "- button \"Redmi 9 " + strings.ReplaceAll(lines, "|", " ") + "\" entry=0 for=\"native\"\n  - text \"Redmi 9\"\n"
		for _, line := range strings.Split(lines, "|") {
			row += "  - text \"" + line + "\"\n"
		}
		if got := len(openedFor(t, row)) > 0; got != opens {
			t.Errorf("%q: opened %v", lines, got)
		}
	}
}

// A link home, or to a route of the page, leads away from a thing that is the only one on it.
func TestALinkHomeLeadsAway(t *testing.T) {
	p := snapshot.Page{URL: "https://i.mi.com/"}
	for href, want := range map[string]bool{
		"https://i.mi.com/": true, "https://i.mi.com/#/settings": true, "https://i.mi.com/#!x": true, "https://i.mi.com/a": true,
		"https://i.mi.com/#more": false, "javascript:void(0)": false, "": false,
	} {
		if got := leaves(p, snapshot.Node{Kind: snapshot.Link, Href: href}); got != want {
			t.Errorf("%q leads away: %v", href, got)
		}
	}
}

// What lies in a sheet that names a thing and no other is the thing's own, however it is parted.
func TestASheetOfOneThing(t *testing.T) {
	for name, opens := range map[string]bool{"Redmi 9": true, "Mi 11": false} {
		p, err := snapshot.Parse(`page "https://i.mi.com/find" title="Find" lang="pt"
frame "https://i.mi.com/find" allowed
layer "panel"
layer "document"
entry box=0,0,100,40
- text "` + name + `" layer=0
- button "Cancelar" layer=0 for="native"
- button "⋯ Mais opções" layer=0 entry=0 for="native"
- text "Redmi 9" layer=1
- text "Mi 11" layer=1
`)
		if err != nil {
			t.Fatal(err)
		}
		x := Reach{Names: []string{"Redmi 9"}, Others: []string{"Mi 11"}, Row: &browser.Row{Name: "Redmi 9", Others: &browser.Others{Names: []string{"Redmi 9", "Mi 11"}}}}
		got := false
		for _, i := range openers(View{Page: p}, x) {
			got = got || p.Nodes[i].Label() == "⋯ Mais opções"
		}
		if got != opens {
			t.Errorf("a sheet of %s: its list is opened %v", name, got)
		}
	}
}

// openedOn are the labels of what is opened on a page in search of a control of Redmi 9.
func openedOn(t *testing.T, nodes string) (labels []string) {
	t.Helper()
	p, err := snapshot.Parse("page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\nentry box=0,0,100,40\nentry box=0,40,100,40\n" + nodes)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range openers(View{Page: p}, Reach{Names: []string{"Redmi 9"}, Others: []string{"Mi 11"}, Row: &browser.Row{Name: "Redmi 9", Others: &browser.Others{Names: []string{"Redmi 9", "Mi 11"}}}}) {
		labels = append(labels, p.Nodes[i].Label())
	}
	return labels
}

// What a page shows of the chosen one of several is its own; of another it is not, and a choice that names the thing is made.
func TestWhatIsShownOfTheChosenOne(t *testing.T) {
	const tabs = "- tab \"Redmi 9 on\" entry=0 for=\"native\"%s\n  - text \"Redmi 9\" entry=0\n  - text \"on\" entry=0\n- tab \"Mi 11 on\" entry=1 for=\"native\"%s\n  - text \"Mi 11\" entry=1\n  - text \"on\" entry=1\n- button \"More\" for=\"native\"\n"
	const radios = "- radio \"Redmi 9\" entry=0 for=\"native\" checked=%s\n- text \"Redmi 9\" entry=0\n- radio \"Mi 11\" entry=1 for=\"native\" checked=%s\n- text \"Mi 11\" entry=1\n- button \"More\" for=\"native\"\n"
	for name, c := range map[string]struct {
		nodes string
		want  []string
	}{
		"its tab":       {fmt.Sprintf(tabs, " selected", ""), []string{"More", "Redmi 9 on"}},
		"another's tab": {fmt.Sprintf(tabs, "", " selected"), []string{"Redmi 9 on"}},
		"its choice":    {fmt.Sprintf(radios, "yes", "no"), []string{"More"}},
		"another's":     {fmt.Sprintf(radios, "no", "yes"), []string{"Redmi 9"}},
	} {
		if got := openedOn(t, c.nodes); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What is open is not pressed, as that closes it; and what stands in the frame of a page comes after the thing in its main part.
func TestWhatIsOpenAndWhatFrames(t *testing.T) {
	if got := openedOn(t, "- button \"Phones (1)\" for=\"native\" expanded=yes\n- button \"Redmi 9\" for=\"native\" expanded=no\n"); !slices.Equal(got, []string{"Redmi 9"}) {
		t.Errorf("opened %q", got)
	}
	got := openedOn(t, "- button \"Open navigation menu\" for=\"native\" expanded=no\n- group role=\"main\" tag=\"main\"\n  - button \"Redmi 9\" for=\"native\" expanded=no\n")
	if len(got) == 0 || got[0] != "Redmi 9" {
		t.Errorf("opened %q", got)
	}
}

// A press that did no more than to close a list that was open was lost, and is made once more. One that opened something,
// or closed what it had opened itself, was not.
func TestAPressThatOnlyClosedIsMadeAgain(t *testing.T) {
	page := func(menu bool, more string) snapshot.Page {
		text := "page \"https://i.mi.com/find\" title=\"Find\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\n"
		if menu {
			text += "layer \"menu\" root=1\nlayer \"document\"\n- button \"More\" layer=1 for=\"native\"\n- button \"Mi 9\" layer=0 for=\"native\"\n"
		} else {
			text += "layer \"document\"\n- button \"More\" for=\"native\"\n"
		}
		p, err := snapshot.Parse(text + more)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Nodes {
			if p.Nodes[i].Label() == "More" {
				p.Nodes[i].Ref.Node = 7
			}
		}
		return p
	}
	for _, c := range []struct {
		about         string
		before, after snapshot.Page
		again         bool
	}{
		{"it closed a list", page(true, ""), page(false, ""), true},
		{"it opened something", page(true, ""), page(false, "- button \"Turn off\" for=\"native\"\n"), false},
		{"it did nothing", page(false, ""), page(false, ""), false},
	} {
		before := c.before
		at := slices.IndexFunc(c.after.Nodes, func(n snapshot.Node) bool { return n.Label() == "More" })
		talk := &talk{opening: &before, way: exploration{path: []place{{keys: triedKeys(c.after, at, Reach{})}}}}
		if got := talk.onlyClosed(View{Page: c.after}, at); got != c.again {
			t.Errorf("%s: made again %v", c.about, got)
		}
	}
}

// The head of a section like the thing's own that bears another name is not opened: it is another thing's, though none is
// known by that name. Sections that are called as parts of a page are.
func TestHeadsOfOtherThingsAreNotOpened(t *testing.T) {
	p, err := snapshot.Parse(`page "https://i.mi.com/mine" title="Dispositivos" lang="es"
frame "https://i.mi.com/mine" allowed
layer "document"
- button "Móvil de Marta (Redmi Note 13)▾" tag="button" expanded=no for="native"
- button "Xiaomi TV Stick 4K▾" tag="button" expanded=no for="native"
- button "Detalles▾" tag="button" expanded=no for="native"
`)
	if err != nil {
		t.Fatal(err)
	}
	x := Reach{Names: []string{"Xiaomi TV Stick 4K"}, Row: &browser.Row{Name: "Xiaomi TV Stick 4K", Others: &browser.Others{Names: []string{"Xiaomi TV Stick 4K"}}}, Navigate: true}
	var labels []string
	for _, i := range openers(View{Page: p}, x) {
		labels = append(labels, p.Nodes[i].Label())
	}
	slices.Sort(labels)
	if !slices.Equal(labels, []string{"Detalles▾", "Xiaomi TV Stick 4K▾"}) {
		t.Errorf("opened %q", labels)
	}
}

// A link of a menu to the page that is shown leads nowhere: what leads elsewhere comes first.
func TestALinkToThePageItselfComesLast(t *testing.T) {
	read := func(nodes string) snapshot.Page {
		p, err := snapshot.Parse("page \"https://i.mi.com/account\" title=\"Account\" lang=\"en\"\nframe \"https://i.mi.com/account\" allowed\nlayer \"document\"\n" + nodes)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	v := Opened(read("- button \"Menu\" for=\"native\"\n"), read("- link \"My account\" href=\"https://i.mi.com/account\" for=\"native\"\n- link \"Privacy\" href=\"https://i.mi.com/privacy\" for=\"native\"\n"))
	all := openers(v, Reach{Navigate: true, Toward: []string{"account", "privacy"}})
	if len(all) != 2 || v.Page.Nodes[all[0]].Label() != "Privacy" {
		t.Errorf("opens %v", all)
	}
}

// A thing that the page does not name may be in a closed part of its list, which stands alone in its entry; the entry of another
// is none.
func TestAClosedPartOfAListMayHoldTheThing(t *testing.T) {
	for name, c := range map[string]struct {
		part string
		want bool
	}{
		"a closed part":        {"- button \"Offline (1)\" entry=1 expanded=no for=\"native\"\n", true},
		"one that is open":     {"- button \"Offline (1)\" entry=1 expanded=yes for=\"native\"\n", false},
		"more of another":      {"- text \"Tab 4\" entry=1\n- button \"More\" entry=1 expanded=no for=\"native\"\n", false},
		"a menu":               {"- button \"Offline (1)\" entry=1 expanded=no popup=\"menu\" for=\"native\"\n", false},
		"what turns off":       {"- button \"Turn off all (1)\" entry=1 expanded=no for=\"native\"\n", false},
		"in a list that names": {"- button \"Offline (1)\" entry=1 expanded=no for=\"native\"\n- text \"Redmi 9\"\n", false},
	} {
		p, err := snapshot.Parse("page \"https://i.mi.com/find\" title=\"Find\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\nentry layer=0\nentry layer=0\n- text \"Mi 9\" entry=0\n- button \"More\" entry=0 for=\"native\"\n" + c.part)
		if err != nil {
			t.Fatal(err)
		}
		x := Reach{Names: []string{"Redmi 9"}, Others: []string{"Mi 9", "Tab 4"}, Row: &browser.Row{Name: "Redmi 9"}}
		opens := slices.ContainsFunc(openers(View{Page: p}, x), func(i int) bool { return p.Nodes[i].Entry == 1 })
		if opens != c.want {
			t.Errorf("%s: opened %v", name, opens)
		}
	}
}

// A choice in the thing's own row that is not called as the thing is a setting of it, and no way to it.
func TestAChoiceInARowIsNoOpener(t *testing.T) {
	p, err := snapshot.Parse("page \"https://i.mi.com/find\" title=\"Find\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\nentry layer=0\nentry layer=0\n" +
		"- text \"Redmi 9\" entry=0\n- select \"Tracking\" tag=\"select\" entry=0 for=\"native\"\n  - option \"Tracking: on\" entry=0 tag=\"option\" selected against=\"in a closed list\"\n" +
		"  - option \"Tracking: off\" entry=0 tag=\"option\" against=\"in a closed list\"\n- text \"Mi 9\" entry=1\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range openers(View{Page: p}, Reach{Names: []string{"Redmi 9"}, Others: []string{"Mi 9"}, Row: &browser.Row{Name: "Redmi 9"}}) {
		if p.Nodes[i].Kind == snapshot.Option {
			t.Errorf("opens %q", p.Nodes[i].Label())
		}
	}
}
