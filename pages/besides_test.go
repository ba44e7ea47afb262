package pages

import (
	"testing"

	"miacct/snapshot"
)

// A list in the main part of a page of what is shown there is its matter; the site's own navigation is not, wherever it stands.
func TestNavigationInTheMainPart(t *testing.T) {
	p := snapshot.Page{Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}}
	tag := func(parent, node int, tag string) int {
		p.Tree = append(p.Tree, snapshot.Element{Parent: parent, Node: node, Tag: tag})
		return len(p.Tree) - 1
	}
	node := func(parent int, kind snapshot.Kind, role, name string) int {
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: kind, Role: role, Name: name, Parent: parent, Entry: -1})
		return len(p.Nodes) - 1
	}
	body := tag(-1, -1, "body")
	site := node(-1, snapshot.Group, "navigation", "")
	nav := tag(body, site, "nav")
	home := node(site, snapshot.Link, "link", "Home")
	tag(nav, home, "a")
	main := node(-1, snapshot.Group, "main", "")
	in := tag(body, main, "main")
	list := node(main, snapshot.Group, "navigation", "")
	of := tag(in, list, "nav")
	phone := node(list, snapshot.Button, "button", "Redmi 9")
	tag(of, phone, "div")
	pages := node(main, snapshot.Group, "navigation", "")
	links := tag(in, pages, "nav")
	settings := node(pages, snapshot.Link, "link", "Settings")
	p.Nodes[settings].Href = "https://i.mi.com/settings"
	tag(links, settings, "a")
	p.URL = "https://i.mi.com/find"
	if beside := besideMatter(p); !beside[home] || beside[phone] || !beside[settings] {
		t.Errorf("%v", beside)
	}
}

// A radio button that is labelled by all of its line chooses the device that is named there, and is no other one.
func TestAChoiceIsNoOtherDevice(t *testing.T) {
	run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{{ID: "1", Name: "POCO M5s", Located: true}}}).connect()
	const head = "page \"https://i.mi.com/settings/devices\" title=\"My devices\" lang=\"en\"\nframe \"https://i.mi.com/settings/devices\" allowed\nlayer \"document\" box=0,0,1280,800\n- heading \"My devices\"\n"
	for name, c := range map[string]struct {
		nodes  string
		others int
	}{
		"its line":     {"- radio \"POCO M5s Yours · Leeds\" checked=no for=\"native\" box=10,100,13,13\n- text \"POCO M5s\" box=30,99,80,18\n- text \"Yours · Leeds\" box=120,100,80,15\n", 0},
		"another line": {"- text \"POCO M5s\" box=30,99,80,18\n- radio \"POCO M5s Pro · Leeds\" checked=no for=\"native\" box=10,160,13,13\n", 1},
	} {
		if m := run.mine.readMine(parse(t, head+c.nodes), nil); len(m.known) != 1 || len(m.others) != c.others {
			t.Errorf("%s: known %d, others %+v", name, len(m.known), m.others)
		}
	}
}

// A closed section of the list is opened, unless it says that nothing is in it or is something else.
func TestClosedPartsOfAList(t *testing.T) {
	for nodes, want := range map[string]int{
		"- button \"Phones (2)\" expanded=no for=\"native\"\n":                                                                0,
		"- button \"Watches and bands (0)\" expanded=no for=\"native\"\n- button \"My devices\" expanded=no for=\"native\"\n": 1,
		"- button \"Phones (0)\" expanded=no for=\"native\"\n":                                                                -1,
		"- button \"Phones (10)\" expanded=no for=\"native\"\n":                                                               0,
		"- button \"Phones (2)\" expanded=yes for=\"native\"\n":                                                               -1,
		"- button \"Remove phones\" expanded=no for=\"native\"\n":                                                             -1,
		"- button \"Help\" expanded=no for=\"native\"\n":                                                                      -1,
		"- button \"Mi 9\" expanded=no for=\"native\"\n":                                                                      -1,
		"- group role=\"navigation\" tag=\"nav\"\n  - button \"Devices\" expanded=no for=\"native\"\n":                        -1,
	} {
		p := parse(t, "page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\" box=0,0,1280,800\n"+nodes)
		if got := closedPart(p, func(int) bool { return false }); got != want {
			t.Errorf("%q: %d, want %d", nodes, got, want)
		}
	}
	p := parse(t, "page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\" box=0,0,1280,800\n- button \"Phones (2)\" expanded=no for=\"native\"\n")
	if got := closedPart(p, func(int) bool { return true }); got != -1 {
		t.Errorf("opened again: %d", got)
	}
}
