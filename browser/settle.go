package browser

import (
	"context"
	"errors"
	"slices"
	"time"

	"miacct/snapshot"
)

// What a page at rest is.
const (
	calm    = 300 * time.Millisecond // nothing that a person could see came, went or changed for as long
	lull    = 100 * time.Millisecond // likewise, for what is ready only to lead on
	breath  = 25 * time.Millisecond  // between two readings of a page that changes all the time
	restCap = 3 * time.Second        // a page without open requests that changes for ever is taken as it is then
)

// noteAct notes that something is done to the page now: requests that begin later may belong to it.
func (s *Session) noteAct() {
	s.mu.Lock()
	s.touched = time.Now()
	s.mu.Unlock()
}

// Settle reads the page each time it changes until ready reports true, or until it is at rest: no
// request that began after the last act is open, and nothing that a person could see has changed for
// 300 ms, which may have passed already when it is called. Beacons, sockets, pictures and polls are no
// such requests. ready is asked again once nothing has changed for 100 ms, as Page.Still tells. A page whose requests stay open
// is waited for as long as ctx allows, and is then returned as it is, Busy.
func (s *Session) Settle(ctx context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	began := time.Now()
	var page snapshot.Page
	var since time.Time // nothing changed since
	stirred := s.stirred()
	for {
		t := s.tab()
		changed, moved := t.wake(), s.moved()
		now, still, err := s.read(ctx)
		if err != nil {
			if page.URL != "" && ctx.Err() != nil && !errors.Is(context.Cause(ctx), ErrClosed) {
				page.Busy = true
				return page, nil
			}
			return page, err
		}
		at := time.Now()
		switch {
		case since.IsZero() && len(now.Nodes) > 0:
			if since = at.Add(-still); since.Before(stirred) {
				since = stirred
			}
		case !looksLike(page, now):
			since = at
		}
		page = now
		loading := page.Busy
		isReady := func(still time.Duration) bool {
			page.Busy, page.Still = loading || s.openRequests(), still
			return len(page.Nodes) > 0 && ready != nil && ready(page)
		}
		if isReady(at.Sub(since)) {
			return page, nil
		}
		left := calm - at.Sub(since)
		if len(page.Nodes) > 0 && (left <= 0 || at.Sub(began) > restCap) && !page.Busy {
			return page, nil
		}
		if left <= 0 {
			left = tick
		}
		if err := wait(ctx, breath, nil, nil); err != nil {
			continue // the reading ends with ctx
		}
		if still := time.Since(since); still < lull && wait(ctx, lull-still, changed, moved) == nil {
			select {
			case <-changed:
				continue
			case <-moved:
				continue
			default:
			}
			if isReady(time.Since(since)) {
				return page, nil
			}
			left = calm - time.Since(since)
		}
		_ = wait(ctx, left, changed, moved)
	}
}

// stirred is when something was last done to the page, or a request of its own was answered: it need
// not have changed yet by that.
func (s *Session) stirred() time.Time {
	s.mu.Lock()
	at := s.touched
	s.mu.Unlock()
	if answered := s.heard.answered(); answered.After(at) {
		at = answered
	}
	return at
}

// Changed waits until the page looks otherwise than before and returns what it shows then.
func (s *Session) Changed(ctx context.Context, before snapshot.Page) (snapshot.Page, error) {
	for {
		now, err := s.Settle(ctx, func(p snapshot.Page) bool { return !looksLike(before, p) })
		switch {
		case err != nil:
			return now, err
		case !looksLike(before, now):
			return now, nil
		case ctx.Err() != nil:
			return now, context.Cause(ctx)
		}
	}
}

// wait waits for the first of d, a change and the end of ctx.
func wait(ctx context.Context, d time.Duration, changed, moved <-chan struct{}) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-changed:
	case <-moved:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}

// looksLike reports whether two readings show a person the same: what moves only is the same.
func looksLike(a, b snapshot.Page) bool {
	return a.URL == b.URL && a.Title == b.Title && len(a.Layers) == len(b.Layers) &&
		slices.EqualFunc(a.Nodes, b.Nodes, func(m, n snapshot.Node) bool {
			return m.Ref == n.Ref && m.Kind == n.Kind && m.Name == n.Name && m.Text == n.Text && m.State == n.State && m.Filled == n.Filled &&
				slices.Equal(m.Against, n.Against)
		})
}

// openRequests reports whether a request that began after the last act has no answer yet.
func (s *Session) openRequests() bool {
	s.mu.Lock()
	since := s.touched
	s.mu.Unlock()
	return s.heard.busy(since)
}
