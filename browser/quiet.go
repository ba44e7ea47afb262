package browser

import (
	"context"
	"time"
)

// restless is how many times as long as asked for a page may go on changing before it is
// taken for one that never stands still.
const restless = 10

// Quiet waits until the page has not changed and has had no request of its own under way
// for as long as still. A page that never stands still is waited for ten times as long.
func (s *Session) Quiet(ctx context.Context, still time.Duration) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	enough := time.NewTimer(restless * still)
	defer enough.Stop()
	calm := time.NewTimer(still)
	defer calm.Stop()
	for {
		t := s.tab()
		changed := t.wake()
		for _, v := range t.views() {
			_ = call(ctx, v, nil, "() => miacct.listen()") // a frame that has gone changes nothing more
		}
		select {
		case <-changed:
			calm.Reset(still)
		case <-s.moved():
			calm.Reset(still)
		case <-calm.C:
			if !s.heard.busy() {
				return t.well()
			}
			calm.Reset(still)
		case <-enough.C:
			return t.well()
		case <-ctx.Done():
			return s.tooLate(ctx, t, "the page does not stand still")
		}
	}
}

// busy reports whether a request of the page itself is under way.
func (h *heard) busy() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.open) > 0
}

// Any is the sight of any of ls, which must be plain: no row, no surroundings.
func Any(name string, ls ...Locator) Locator {
	any := Locator{name: name}
	for _, l := range ls {
		any.ways = append(any.ways, l.ways...)
	}
	return any
}
