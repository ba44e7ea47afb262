package browser

import (
	"slices"
	"sync"

	"miacct/snapshot"
)

// mostRested is how many pages at rest are kept.
const mostRested = 8

// A restedPages keeps the pages of some addresses as they were at rest the last time.
type restedPages struct {
	mu    sync.Mutex
	pages []snapshot.Page // the latest last
}

func (r *restedPages) keep(p snapshot.Page) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pages = slices.DeleteFunc(r.pages, func(q snapshot.Page) bool { return q.URL == p.URL })
	if len(r.pages) == mostRested {
		r.pages = r.pages[1:]
	}
	r.pages = append(r.pages, p)
}

// so reports whether the page of that address looked just so when it was at rest: where it was only opened, nothing
// more is to come.
func (r *restedPages) so(p snapshot.Page) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.pages, func(q snapshot.Page) bool { return sameToTheEye(p, q) })
}

// looksLike reports whether two readings show a person the same: what moves only is the same.
func looksLike(a, b snapshot.Page) bool {
	return sameToTheEye(a, b) && slices.EqualFunc(a.Nodes, b.Nodes, func(m, n snapshot.Node) bool { return m.Ref == n.Ref })
}

// sameToTheEye is looksLike for pages that may be two documents.
func sameToTheEye(a, b snapshot.Page) bool {
	return a.URL == b.URL && a.Title == b.Title && len(a.Layers) == len(b.Layers) &&
		slices.EqualFunc(a.Nodes, b.Nodes, func(m, n snapshot.Node) bool {
			return m.Kind == n.Kind && m.Name == n.Name && m.Text == n.Text && m.State == n.State && m.Filled == n.Filled &&
				slices.Equal(m.Against, n.Against)
		})
}
