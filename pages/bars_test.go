package pages

import (
	"slices"
	"testing"

	"miacct/snapshot"
)

// bar is a page of boxes without roles: at the top or the side a bar with links, a heading and a button, a foot.
func bar(lang string, top, foot []string, matter string) snapshot.Page {
	p := snapshot.Page{Lang: lang, URL: "https://account.xiaomi.com/a", Layers: []snapshot.Layer{{Kind: snapshot.Document, Box: snapshot.Rect{Width: 1280, Height: 800}}}}
	element := func(parent, node int, box snapshot.Rect) int {
		p.Tree = append(p.Tree, snapshot.Element{Parent: parent, Tag: "div", Node: node, Box: box})
		return len(p.Tree) - 1
	}
	add := func(parent int, kind snapshot.Kind, label string, box snapshot.Rect) {
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: kind, Text: label, Parent: -1, Entry: -1, Box: box, Weak: kind == snapshot.Button, Tag: "div"})
		element(parent, len(p.Nodes)-1, box)
	}
	body := element(-1, -1, snapshot.Rect{Width: 1280, Height: 800})
	b := element(body, -1, snapshot.Rect{Width: 1280, Height: 56})
	for i, label := range top {
		add(b, snapshot.Button, label, snapshot.Rect{X: 100 + 150*float64(i), Y: 16, Width: 120, Height: 24})
	}
	m := element(body, -1, snapshot.Rect{Y: 56, Width: 1280, Height: 600})
	add(m, snapshot.Heading, "Heading", snapshot.Rect{X: 200, Y: 80, Width: 300, Height: 30})
	add(m, snapshot.Button, matter, snapshot.Rect{X: 200, Y: 300, Width: 200, Height: 30})
	f := element(body, -1, snapshot.Rect{Y: 700, Width: 1280, Height: 60})
	for i, label := range foot {
		add(f, snapshot.Link, label, snapshot.Rect{X: 100 + 150*float64(i), Y: 720, Width: 120, Height: 20})
	}
	return p
}

func TestBarsAreBesideThePage(t *testing.T) {
	for _, tt := range []struct {
		name, lang, matter string
		top, foot          []string
		beside             int
	}{
		{"a bar and a foot", "en", "Device management", []string{"Home page", "Find Device", "Device management", "Personal center", "Exit login"}, []string{"User agreement", "Privacy policy", "Common problems"}, 8},
		{"a bar that edits", "en", "Redmi 9", []string{"Back", "My devices", "Edit", "Delete"}, nil, 0},
		{"German", "de", "Löschen", []string{"Startseite", "Mein Gerät finden", "Meine Geräte", "Abmelden"}, []string{"Datenschutzerklärung", "Hilfe"}, 6},
		{"a foot that asks", "en", "Redmi 9", nil, []string{"Terms", "Delete account"}, 0},
	} {
		p := bar(tt.lang, tt.top, tt.foot, tt.matter)
		n := 0
		for i, b := range besides(p) {
			if b {
				n++
				if p.Nodes[i].Label() == tt.matter && !slices.Contains(tt.top, tt.matter) || p.Nodes[i].Kind == snapshot.Heading {
					t.Errorf("%s: %q is beside the page", tt.name, p.Nodes[i].Label())
				}
			}
		}
		if n != tt.beside {
			t.Errorf("%s: %d nodes are beside the page, want %d", tt.name, n, tt.beside)
		}
	}
}

// A row of links to the site's places is no entry of a list of devices, wherever it stands; a device's own row with links is
// none of them.
func TestARowOfLinksToPlacesIsNoDevice(t *testing.T) {
	page := func(nodes string) snapshot.Page {
		return parse(t, "page \"https://i.mi.com/bind\" title=\"设备\" lang=\"zh\"\nframe \"https://i.mi.com/bind\" allowed\nlayer \"document\"\nentry layer=0\nentry layer=0\n"+nodes)
	}
	const places = "- link \"云伴\" entry=0 href=\"https://i.mi.com/\" for=\"native\"\n- link \"手机定位\" entry=0 href=\"https://i.mi.com/locate\" for=\"native\"\n- link \"绑定的设备\" entry=0 href=\"https://i.mi.com/bind\" for=\"native\"\n- link \"安全退出\" entry=0 href=\"https://i.mi.com/exit\" for=\"native\"\n"
	const phone = "- text \"Mi 9\" entry=1\n- link \"详情\" entry=1 href=\"https://i.mi.com/bind\" for=\"native\"\n- link \"响铃\" entry=1 href=\"https://i.mi.com/ring\" for=\"native\"\n- link \"解除绑定\" entry=1 href=\"https://i.mi.com/unbind\" for=\"native\"\n"
	var names []string
	for _, e := range matterOf(page(places + phone)).devices() {
		names = append(names, e.Name)
	}
	if len(names) != 1 || names[0] != "Mi 9" {
		t.Errorf("devices are %q", names)
	}
}

// Links to devices are no bar of places, though they lead to the page that is shown, by a hash or a query.
func TestLinksToDevicesAreNoBar(t *testing.T) {
	for _, to := range []string{"https://i.mi.com/find#/d/", "https://i.mi.com/find?d=", "https://i.mi.com/find/"} {
		nodes := "- link \"Anna's phone\" entry=0 href=\"" + to + "1\" for=\"native\"\n- link \"My phone\" entry=0 href=\"https://i.mi.com/find\" for=\"native\"\n- link \"My tablet\" entry=0 href=\"" + to + "3\" for=\"native\"\n"
		p := parse(t, "page \"https://i.mi.com/find\" title=\"Find\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\nentry layer=0\n"+nodes)
		if bar := linkBars(p); bar != nil {
			t.Errorf("%s: %v pass for a bar", to, bar)
		}
	}
}
