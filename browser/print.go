package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

// Print returns a PDF of an HTML page of our own. It starts a Chrome that can reach nothing
// and gives it the page itself, so that no file is opened either. o's Hosts and Mock are not used.
func Print(ctx context.Context, o Options, html []byte) ([]byte, error) {
	o.Headful, o.Mock, o.Hosts, o.Masks, o.offline = false, "", nil, nil, true
	s, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	ctx, cancel := s.during(ctx)
	defer cancel()
	pdf, err := s.print(ctx, html)
	if err != nil {
		return nil, fmt.Errorf("print the page: %w", err)
	}
	return pdf, nil
}

// painted waits until every picture of the page can be painted, those that are loaded late too.
const painted = `async () => {
	for (const i of document.images) i.loading = "eager";
	await Promise.all([...document.images].map(i => i.decode().catch(() => {})));
}`

func (s *Session) print(ctx context.Context, html []byte) ([]byte, error) {
	t := s.tab()
	if _, err := cdp.Call(ctx, t.main.target, page.SetDocumentContent, page.SetDocumentContentParams{FrameID: t.top, HTML: string(html)}); err != nil {
		return nil, err
	}
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		v, ok := t.topView()
		if !ok {
			return "the page is loading", nil
		}
		return "", call(ctx, v, nil, painted)
	})
	if err != nil {
		return nil, err
	}
	r, err := cdp.Call(ctx, t.main.target, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: new(true), PreferCSSPageSize: new(true)})
	if err != nil {
		return nil, err
	}
	return r.Data, nil
}
