package pages

import (
	"testing"

	"miacct/snapshot"
)

// A list of links in the main part of a page is its matter; the site's own navigation is not.
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
	phone := node(list, snapshot.Link, "link", "Redmi 9")
	tag(of, phone, "a")
	if beside := besideMatter(p); !beside[home] || beside[phone] {
		t.Errorf("%v", beside)
	}
}
