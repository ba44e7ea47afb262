package snapshot

import "sync"

// A Derived keeps what was made of the page that was asked about last: many readers ask the same of one page.
// A page's nodes must not be changed once anything was derived from them.
type Derived[T any] struct {
	mu    sync.Mutex
	first *Node
	nodes int
	value T
}

// Of is what compute makes of p.
func (d *Derived[T]) Of(p Page, compute func(Page) T) T {
	if len(p.Nodes) == 0 {
		return compute(p)
	}
	d.mu.Lock()
	if d.first == &p.Nodes[0] && d.nodes == len(p.Nodes) {
		defer d.mu.Unlock()
		return d.value
	}
	d.mu.Unlock()
	v := compute(p)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.first, d.nodes, d.value = &p.Nodes[0], len(p.Nodes), v
	return v
}
