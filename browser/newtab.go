package browser

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A tab that a click of ours opens onto an allowed host within followed is used from
// then on, until it closes. Any other new tab is closed, and told of.
const (
	followed  = 2 * time.Second // how soon after a click a tab counts as opened by it
	undecided = 5 * time.Second // how long a new tab may stay blank
)

// watchTabs watches for tabs that pages open.
func (s *Session) watchTabs() error {
	err := chromedp.ListenBrowser(s.chrome.tab, func(ev any) {
		if ev, ok := ev.(*target.EventTargetCreated); ok && ev.TargetInfo.Type == "page" &&
			ev.TargetInfo.BrowserContextID == s.context && ev.TargetInfo.OpenerID != "" {
			go s.meet(ev.TargetInfo, time.Now())
		}
	})
	if err != nil {
		return err
	}
	_, err = cdp.Call(s.chrome.tab, s.browser, target.SetDiscoverTargets, target.SetDiscoverTargetsParams{Discover: true})
	return err
}

// meet decides about a new tab.
func (s *Session) meet(info *target.Info, at time.Time) {
	s.mu.Lock()
	ours := at.Sub(s.pressed) <= followed
	s.mu.Unlock()
	ctx, cancel := chromedp.NewContext(s.chrome.tab, chromedp.WithTargetID(info.TargetID))
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return // closed already
	}
	t, err := s.attach(ctx)
	if err != nil {
		cancel()
		return
	}
	address := s.firstAddress(t)
	if !ours || address == "" || !s.allowed(address) || strings.HasPrefix(address, "chrome-error:") {
		cancel() // closes it
		if address == "" {
			address = "a blank page"
		}
		s.notice("a new tab opened by itself at %s: closed", bare(address))
		return
	}
	s.mu.Lock()
	s.tabs = append(s.tabs, t)
	close(s.change)
	s.change = make(chan struct{})
	s.mu.Unlock()
	s.watchTab(t)
	s.notice("a new tab at %s: followed", bare(address))
}

// firstAddress waits for a new tab's first real address.
func (s *Session) firstAddress(t *tab) string {
	ctx, cancel := context.WithTimeout(t.ctx, undecided)
	defer cancel()
	for {
		changed := t.wake()
		if u := t.url(); u != "" && u != "about:blank" {
			return u
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ""
		case <-s.closed:
			return ""
		}
	}
}

// renew puts a new tab in the place of one that crashed.
func (s *Session) renew(old *tab) (*tab, error) {
	ctx, cancel := chromedp.NewContext(s.chrome.tab)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return nil, marked{fmt.Errorf("open a new tab: %w", err), ErrClosed}
	}
	t, err := s.attach(ctx)
	if err != nil {
		cancel()
		return nil, marked{fmt.Errorf("open a new tab: %w", err), ErrClosed}
	}
	s.mu.Lock()
	for i := range s.tabs {
		if s.tabs[i] == old {
			s.tabs[i] = t
		}
	}
	close(s.change)
	s.change = make(chan struct{})
	s.mu.Unlock()
	s.watchTab(t)
	return t, nil
}
