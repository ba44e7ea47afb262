package flow

import (
	"context"

	"miacct/snapshot"
)

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
	if r.last == nil || !r.last.clear || len(r.last.page.Nodes) == 0 || r.last.page.Busy {
		return p, false
	}
	p = r.last.page
	err := r.Timed(ctx, func(ctx context.Context) (err error) {
		p.Still, ok, err = r.Tab.Unchanged(ctx, p)
		return err
	})
	return p, ok && err == nil
}
