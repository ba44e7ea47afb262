package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

func hostOf(address string) (scheme, host string) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	return u.Scheme, u.Hostname()
}

// aborted is Chrome's word for a navigation that another one has overtaken, or that ends in a download.
const aborted = "net::ERR_ABORTED"

// open navigates to address and waits until the DOM of a document is there.
func (s *Session) open(ctx context.Context, address string) error {
	if !s.allowed(address) {
		return elsewhere(address)
	}
	s.mu.Lock()
	s.opened = s.touched
	s.mu.Unlock()
	t := s.tab()
	if t.well() != nil {
		var err error
		if t, err = s.renew(t); err != nil {
			return err
		}
	}
	t.mu.Lock()
	t.leaving = true
	t.mu.Unlock()
	defer func() {
		t.mu.Lock()
		t.leaving = false
		t.mu.Unlock()
	}()
	alive, stop := t.during(ctx)
	defer stop()
	r, err := cdp.Call(alive, t.main.target, page.Navigate, page.NavigateParams{URL: address})
	if err == nil && r.ErrorText == aborted { // the page went somewhere by itself just then
		if err = s.until(ctx, func(_ context.Context, t *tab) (string, error) {
			t.mu.Lock()
			defer t.mu.Unlock()
			if t.loaded != "" && t.loaded == t.frame(t.top).loader {
				return "", nil
			}
			return "the page is leaving for another", nil
		}); err == nil {
			r, err = cdp.Call(alive, t.main.target, page.Navigate, page.NavigateParams{URL: address})
		}
	}
	if err != nil {
		return s.ended(ctx, t, err)
	}
	if r.ErrorText != "" {
		return &PageError{Words: r.ErrorText + networkCause(r.ErrorText, os.Getenv), Passing: passing(r.ErrorText)}
	}
	if r.LoaderID == "" { // within the same document
		return nil
	}
	err = s.until(ctx, func(_ context.Context, t *tab) (string, error) {
		t.mu.Lock()
		defer t.mu.Unlock()
		if f := t.frame(t.top); t.loaded != "" && t.loaded == f.loader && (f.loader == r.LoaderID || t.after[r.LoaderID]) {
			return "", nil
		}
		return "the page is loading", nil
	})
	if err != nil {
		return err
	}
	if err := s.place(t); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	loader := t.frame(t.top).loader
	if code := t.status[loader]; code >= 400 {
		return &PageError{
			Words:   fmt.Sprintf("HTTP %d %s", code, http.StatusText(int(code))),
			Passing: code >= 500 || code == http.StatusTooManyRequests,
			After:   t.later[loader],
			Missing: code == http.StatusNotFound || code == http.StatusGone,
		}
	}
	return nil
}
