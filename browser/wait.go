package browser

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
)

// tick is how long a change that nothing tells of (a style sheet that loads) may go unseen.
var tick = 200 * time.Millisecond

// probing is how long a page may take to answer at all when time is up.
const probing = 2 * time.Second

// until tries again whenever the page may have changed, until try has nothing left to
// complain of. When ctx ends first the error carries the last complaint.
func (s *Session) until(ctx context.Context, try func(context.Context, *tab) (complaint string, err error)) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	last := ""
	beat := time.NewTicker(tick)
	defer beat.Stop()
	for {
		t := s.tab()
		changed, moved := t.wake(), s.moved()
		complaint, err := "", t.well()
		if err == nil {
			alive, stop := t.during(ctx)
			complaint, err = try(alive, t)
			stop()
			if dead := t.well(); dead != nil && err != nil {
				err = crashed(err, dead)
			}
		}
		if ctx.Err() != nil && (err != nil || complaint != "") {
			late := s.tooLate(ctx, t, last)
			if errors.Is(err, ErrUnsure) {
				return marked{late, ErrUnsure}
			}
			return late
		}
		if errors.Is(err, errGone) {
			complaint, err = "the page is changing", nil
		}
		if err != nil || complaint == "" {
			return err
		}
		last = complaint
		select {
		case <-changed:
		case <-moved:
		case <-beat.C:
		case <-ctx.Done():
			return s.tooLate(ctx, t, last)
		}
	}
}

// crashed is the error of what was under way when the page crashed.
func crashed(err, dead error) error {
	if errors.Is(err, ErrUnsure) {
		return marked{dead, ErrUnsure}
	}
	return dead
}

// tooLate is the error of a wait that ended with its context.
func (s *Session) tooLate(ctx context.Context, t *tab, last string) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, ErrClosed) {
		return s.whyClosed()
	}
	if err := t.well(); err != nil {
		return err
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) && !t.answers(ctx) {
		last = "the page does not answer"
	} else if last == "" {
		last = "the page was still being looked at"
	}
	return late{last, cause}
}

// answers reports whether the page runs scripts at all.
func (t *tab) answers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), probing)
	defer cancel()
	_, err := cdp.Call(ctx, t.main.target, runtime.Evaluate, runtime.EvaluateParams{Expression: "1"})
	return ctx.Err() == nil && !errors.Is(err, context.DeadlineExceeded)
}

// moved is closed when another tab comes into use.
func (s *Session) moved() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.change
}
