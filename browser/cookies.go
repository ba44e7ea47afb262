package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/storage"

	"miacct/internal/hostmatch"
)

// Cookies returns the values of the cookies called name that the allowed hosts would be
// sent, each value once.
func (s *Session) Cookies(ctx context.Context, name string) ([]string, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	jar, err := cdp.Call(ctx, s.browser, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: s.context})
	if err != nil {
		return nil, fmt.Errorf("read the cookies: %w", s.ended(ctx, s.tab(), err))
	}
	var values []string
	for _, c := range jar.Cookies {
		if c.Name == name && s.cookieIsOurs(c.Domain) && !slices.Contains(values, c.Value) {
			values = append(values, c.Value)
		}
	}
	return values, nil
}

// cookieIsOurs reports whether a cookie of domain would be sent to an allowed host. One that
// begins with a dot is sent to the hosts below it too.
func (s *Session) cookieIsOurs(domain string) bool {
	if len(s.o.Hosts) == 0 {
		return true
	}
	host, below := strings.CutPrefix(domain, ".")
	return hostmatch.In(host, s.o.Hosts) || below && slices.ContainsFunc(s.o.Hosts, func(h string) bool {
		return strings.HasSuffix(strings.TrimPrefix(h, "*"), domain)
	})
}
