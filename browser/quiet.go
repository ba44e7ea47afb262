package browser

import (
	"context"
	"slices"
	"sync"
	"time"
)

// restless is how many times as long as asked for a page may go on changing before it is
// taken for one that never stands still.
const restless = 10

// Quiet waits until the page has not changed and has had no request of its own under way
// for as long as still, which may have passed already when it is called. A page that never stands
// still is waited for ten times as long.
func (s *Session) Quiet(ctx context.Context, still time.Duration) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	enough := time.NewTimer(restless * still)
	defer enough.Stop()
	since := s.stirred()
	for {
		t := s.tab()
		changed, moved := t.wake(), s.moved()
		at := t.lastChange(ctx)
		if at.After(since) {
			since = at
		}
		left := still - time.Since(since)
		if left <= 0 {
			if !s.heard.busy(time.Time{}) {
				return t.well()
			}
			since = time.Now()
			left = still
		}
		calm := time.NewTimer(left)
		select {
		case <-changed:
		case <-moved:
			since = time.Now()
		case <-calm.C:
		case <-enough.C:
			return t.well()
		case <-ctx.Done():
			return s.tooLate(ctx, t, "the page does not stand still")
		}
	}
}

// lastChange is when the tab's documents changed last.
func (t *tab) lastChange(ctx context.Context) (last time.Time) {
	ctx, cancel := context.WithTimeout(ctx, framePatience)
	defer cancel()
	views := t.views()
	if len(views) == 0 || views[0].id != t.top {
		return time.Now() // a document is coming
	}
	at := make([]time.Time, len(views))
	var all sync.WaitGroup
	for i, v := range views {
		all.Go(func() {
			var still float64
			if err := call(ctx, v, &still, "() => miacct.stillFor()"); err == nil || i == 0 { // another frame that has gone changes nothing more
				at[i] = time.Now().Add(-time.Duration(still * float64(time.Millisecond)))
			}
		})
	}
	all.Wait()
	return slices.MaxFunc(at, time.Time.Compare)
}

// Any is the sight of any of ls, which must be plain: no row, no surroundings.
func Any(name string, ls ...Locator) Locator {
	any := Locator{name: name}
	for _, l := range ls {
		any.ways = append(any.ways, l.ways...)
	}
	return any
}
