package snapshot

import "testing"

func TestDerived(t *testing.T) {
	var d Derived[int]
	times := 0
	count := func(p Page) int { times++; return len(p.Nodes) }
	a, b := Page{Nodes: make([]Node, 2)}, Page{Nodes: make([]Node, 3)}
	for _, p := range []Page{a, a, b, b, a, {}} {
		if got := d.Of(p, count); got != len(p.Nodes) {
			t.Errorf("%d of a page of %d nodes", got, len(p.Nodes))
		}
	}
	if times != 4 {
		t.Errorf("computed %d times", times)
	}
	if got := d.Of(Page{Nodes: a.Nodes[:1]}, count); got != 1 {
		t.Errorf("%d of a part of the page", got)
	}
}
