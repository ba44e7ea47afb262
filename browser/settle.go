package browser

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"sync"
	"time"

	"miacct/snapshot"
)

// How long nothing that a person could see has come, gone or changed.
const (
	Calm = 300 * time.Millisecond // on a page at rest
	Lull = 50 * time.Millisecond  // before what only leads on is pressed, or what was told twice is believed
)

const (
	breath  = 25 * time.Millisecond // between two readings of a page that changes all the time; its first change is read at once
	oneDraw = 16 * time.Millisecond // likewise, for what may change with the next frame
	restCap = 3 * time.Second       // a page without open requests that changes for ever is taken as it is then
)

// noteAct notes that something is done to the page now: requests that begin later may belong to it.
func (s *Session) noteAct() {
	s.mu.Lock()
	s.before, s.touched = s.touched, time.Now()
	s.mu.Unlock()
}

// hasPressed reports whether the last thing done to the page was to press a control.
func (s *Session) hasPressed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.touched.IsZero() && s.touched.Equal(s.pressed)
}

// hasLed reports whether the last Action only led on.
func (s *Session) hasLed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.leads
}

// hasOpened reports whether the last thing done to the page was to open it.
func (s *Session) hasOpened() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.touched.IsZero() && s.touched.Equal(s.opened)
}

// forgetAct notes that what was done last has turned out to do nothing: nothing scrolled.
func (s *Session) forgetAct() {
	s.mu.Lock()
	s.touched = s.before
	s.mu.Unlock()
}

// Settle reads the page each time it changes until ready reports true, or until it is at rest: no
// request that began after the last act is open, and nothing that a person could see has changed for
// 300 ms, which may have passed already when it is called. Beacons, sockets, pictures and polls are no
// such requests. ready is asked again once nothing has changed for 50 ms, as Page.Still tells. A page whose requests stay open
// is waited for as long as ctx allows, and is then returned as it is, Busy. While it is waited for, a
// picture of it is taken, which is the next that is asked for if the page stays as it is; not after an Action that Leads.
func (s *Session) Settle(ctx context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error) {
	return s.settle(ctx, ready, true)
}

// settle is Settle, with a picture taken ahead or without.
func (s *Session) settle(ctx context.Context, ready func(snapshot.Page) bool, pictured bool) (snapshot.Page, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	began := time.Now()
	pictured = pictured && !s.hasLed()
	var page snapshot.Page
	var since time.Time // nothing changed since
	var asked time.Time
	for readings := 1; ; readings++ {
		t := s.tab()
		changed, moved, views := t.wake(), s.moved(), t.views()
		if bare := s.readBare(ctx, t); pictured && !bare && (readings > 1 || s.hasPressed()) && !s.openRequests() {
			s.pictureAhead(ctx, t) // while it is read
		}
		before := asked
		asked = time.Now()
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
		case len(page.Nodes) == 0:
			since = at.Add(-still)
		case !looksLike(page, now):
			if since = at.Add(-still); since.Before(before) {
				since = before
			}
		}
		page = now
		loading := page.Busy
		s.mu.Lock()
		s.settled = settled{page, t, views, since, asked}
		s.mu.Unlock()
		isReady := func() bool {
			page.Busy = loading || s.openRequests() || spins(page) && time.Since(since) < restCap && at.Sub(began) < 2*restCap && !s.rested.so(page)
			if answered := s.stirred(); since.Before(answered) { // asked for after what is open: what an answer brings is shown later than it comes
				since = answered
			}
			page.Still = time.Since(since)
			return len(page.Nodes) > 0 && ready != nil && ready(page)
		}
		if isReady() {
			return page, nil
		}
		left := Calm - page.Still
		if len(page.Nodes) > 0 && (left <= 0 || at.Sub(began) > restCap) && !page.Busy {
			s.rested.keep(page)
			return page, nil
		}
		if page.Still >= Lull && !page.Busy && s.hasOpened() && s.rested.so(page) {
			return page, nil
		}
		if left <= 0 {
			left = tick
		}
		if pictured && !page.Busy && len(page.Nodes) > 0 && page.Still >= oneDraw {
			s.pictureAhead(ctx, t)
		}
		if readings > 1 && len(page.Nodes) > 0 { // what is not there yet tells when it comes
			if err := wait(ctx, breath, nil, nil); err != nil {
				continue // the reading ends with ctx
			}
		}
		if page.Still < Lull { // it was not asked yet of a page that has stood still for as long
			_ = wait(ctx, Lull-time.Since(since), changed, moved)
			select {
			case <-changed:
				continue
			case <-moved:
				continue
			default:
			}
			if ctx.Err() == nil && isReady() {
				return page, nil
			}
			if page.Still < Lull {
				continue
			}
			left = Calm - page.Still
		}
		_ = wait(ctx, left, changed, moved)
	}
}

// spins reports whether a page shows a sign that it is at work on what is to come. One that shows it for ever is at rest
// after a while.
func spins(p snapshot.Page) bool {
	return slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool {
		return n.Kind == snapshot.Progress && n.Text == "" && (n.Role != "" || waiting.MatchString(n.Hint))
	})
}

// waiting are words in the identifiers of what turns or shines until something has come.
var waiting = regexp.MustCompile(`(?i)spin|load|skelet|shimmer|progress|waiting|placeholder|busy`)

// A settled is the page that Settle returned last.
type settled struct {
	page  snapshot.Page
	of    *tab
	views []view
	since time.Time // nothing has changed since, when it was read
	at    time.Time // when the reading began
}

// unseenFor is how long a page may be taken for what it was read as: not every change is told of.
const unseenFor = time.Second

// Unchanged reports whether nothing was done to the page and it has not changed since Settle has read it,
// a short time ago, and for how long it has stood still.
func (s *Session) Unchanged(ctx context.Context, read snapshot.Page) (still time.Duration, ok bool, err error) {
	s.mu.Lock()
	last := s.settled
	done := s.touched.After(last.at)
	s.mu.Unlock()
	t := s.tab()
	same := len(read.Nodes) > 0 && len(last.page.Nodes) > 0 && &read.Nodes[0] == &last.page.Nodes[0]
	if !same || done || last.of != t || time.Since(last.at) > unseenFor {
		return 0, false, nil
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	if err := errors.Join(t.well(), s.place(t)); err != nil {
		return 0, false, err
	}
	changed := t.lastChange(ctx)
	views := t.views()
	for i, v := range views {
		if i >= len(last.views) || v.unique != last.views[i].unique {
			return 0, false, nil
		}
	}
	if len(views) != len(last.views) || changed.After(last.at) || s.openRequests() {
		return 0, false, nil
	}
	since := last.since
	if answered := s.heard.answered(); since.Before(answered) {
		since = answered
	}
	return time.Since(since), true, ctx.Err()
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
	return s.becomes(ctx, func(now snapshot.Page) bool { return !looksLike(before, now) })
}

// becomes waits until the page is as is says. One that stands still is read again at each beat only.
func (s *Session) becomes(ctx context.Context, is func(snapshot.Page) bool) (snapshot.Page, error) {
	for {
		changed, moved := s.tab().wake(), s.moved()
		now, err := s.settle(ctx, is, false)
		switch {
		case err != nil:
			return now, err
		case is(now):
			return now, nil
		case ctx.Err() != nil:
			return now, context.Cause(ctx)
		}
		_ = wait(ctx, tick, changed, moved)
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

// openRequests reports whether a request that began after the last act has no answer yet.
func (s *Session) openRequests() bool {
	s.mu.Lock()
	since := s.touched
	s.mu.Unlock()
	return s.heard.busy(since)
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
