package flow

import (
	"context"
	"time"

	"miacct/snapshot"
)

// An unchanger is a Tab that can tell, for less than a reading, whether a page is as it was read, and for how long
// it has stood still. With one that is none the page is read again.
type unchanger interface {
	Unchanged(ctx context.Context, read snapshot.Page) (still time.Duration, ok bool, err error)
}

// A lastRead is the page that a conversation has read last.
type lastRead struct {
	page  snapshot.Page
	clear bool // no challenge lay on it
}

// hasRead keeps the page that was read. Whether a challenge lies on it is not known yet.
func (r *Runner) hasRead(p snapshot.Page) {
	if r.last != nil {
		*r.last = lastRead{page: p}
	}
}

// isClear notes that no challenge lay on the page that was read last.
func (r *Runner) isClear() {
	if r.last != nil {
		r.last.clear = true
	}
}

// unchanged returns the page that was read last, if nothing was done to it and it has not changed since.
func (r *Runner) unchanged(ctx context.Context) (p snapshot.Page, ok bool) {
	tab, can := r.Tab.(unchanger)
	if !can || r.last == nil || !r.last.clear || len(r.last.page.Nodes) == 0 || r.last.page.Busy {
		return p, false
	}
	p = r.last.page
	err := r.Timed(ctx, func(ctx context.Context) (err error) {
		p.Still, ok, err = tab.Unchanged(ctx, p)
		return err
	})
	return p, ok && err == nil
}
