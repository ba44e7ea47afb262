package browser

import (
	"context"
	"errors"

	cdbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Try starts Chrome as a run does, but so that it can reach nothing, asks it one question and ends
// it. The error wraps ErrStart and says what to do.
func Try(ctx context.Context, o Options) (err error) {
	o.Mock, o.Hosts, o.Jail, o.Profile, o.offline = "", nil, nil, "", true
	c, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	_, err = cdp.Call(ctx, chromedp.FromContext(c.tab).Browser, cdbrowser.GetVersion, cdp.Empty{})
	return err
}
