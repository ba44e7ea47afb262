package browser

import (
	"context"
	"errors"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

// Banner raises the window and says words in it, on the page in use and on those that come
// after it, until it is called again; "" takes them away. They are in no picture, and no
// Locator finds them.
func (s *Session) Banner(ctx context.Context, words string) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	s.mu.Lock()
	s.bannered = true
	unfollowLast := s.unfollow
	s.unfollow = nil
	s.mu.Unlock()
	if unfollowLast != nil {
		unfollowLast() // waits for what takes the lock itself
	}
	if words == "" {
		return named("take the banner away", s.put(ctx, s.tab(), ""))
	}
	t := s.tab()
	if _, err := cdp.Call(ctx, t.main.target, page.BringToFront, cdp.Empty{}); err != nil {
		return named("raise the window", err)
	}
	if err := s.put(ctx, t, words); err != nil && !errors.Is(err, errGone) {
		return named("show a banner", err)
	}
	following, unfollow := context.WithCancel(context.WithoutCancel(ctx)) // the banner outlives the call
	ended := make(chan struct{})
	s.mu.Lock()
	s.unfollow = func() {
		unfollow()
		<-ended
	}
	s.mu.Unlock()
	go func() {
		defer close(ended)
		s.follow(following, words)
	}()
	return nil
}

// follow puts words on every new document of the page in use.
func (s *Session) follow(ctx context.Context, words string) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	done := ""
	for {
		s.mu.Lock()
		t, other := s.tabs[len(s.tabs)-1], s.change
		s.mu.Unlock()
		changed := t.wake()
		if v, ok := t.topView(); ok && v.unique != done {
			at, cancel := t.during(ctx)
			if s.put(at, t, words) == nil {
				done = v.unique
			}
			cancel()
		}
		select {
		case <-changed:
		case <-other:
		case <-ctx.Done():
			return
		}
	}
}

// put sets the banner's words in t's document.
func (s *Session) put(ctx context.Context, t *tab, words string) error {
	v, ok := t.topView()
	if !ok {
		return errGone
	}
	return call(ctx, v, nil, "w => miacct.banner(w)", words)
}

// withoutBanner hides the banner until the returned function is called.
func (t *tab) withoutBanner(ctx context.Context) (show func(), err error) {
	v, ok := t.topView()
	if !ok {
		return nil, errGone
	}
	name := newToken()
	if err := call(ctx, v, nil, "n => miacct.without(n)", name); err != nil {
		return nil, err
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), framePatience)
		defer cancel()
		_ = call(ctx, v, nil, "n => miacct.withal(n)", name) // gone with its document else
	}, nil
}

func named(what string, err error) error {
	if err == nil || errors.Is(err, errGone) { // with its document the banner is gone too
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// hasBanner reports whether there may be a banner on a page.
func (s *Session) hasBanner() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bannered
}
