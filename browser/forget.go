package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
)

// forget leaves the page, so that it cannot store anything again, and empties every place visited.
func (s *Session) forget(ctx context.Context) error {
	if err := s.open(ctx, "about:blank"); err != nil {
		return err
	}
	main := s.tab().main.target
	if _, err := cdp.Call(ctx, s.browser, storage.ClearCookies, storage.ClearCookiesParams{BrowserContextID: s.context}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, main, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		return err
	}
	s.mu.Lock()
	var origins []string
	for o := range s.origins {
		origins = append(origins, o)
	}
	s.mu.Unlock()
	for _, o := range origins {
		if _, err := cdp.Call(ctx, main, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: o, StorageTypes: "all"}); err != nil {
			return err
		}
	}
	return nil
}
