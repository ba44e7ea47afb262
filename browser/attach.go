package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	cdbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/remote"
)

// A line is a connection to a Chrome that runs elsewhere. It is a chromedp.Allocator.
type line struct {
	to        *Remote
	all       sync.WaitGroup
	connected bool // set within the first call of chromedp, read after it
}

// Allocate connects. The line ends after the tabs of ctx have been closed.
func (l *line) Allocate(ctx context.Context, opts ...chromedp.BrowserOption) (*chromedp.Browser, error) {
	address, err := l.to.entrance(ctx)
	if err != nil {
		return nil, err
	}
	conn, err := remote.DialContext(ctx, address, remote.WithConnHTTPHeader(l.to.header))
	if err != nil {
		return nil, refused(err)
	}
	l.connected = true
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	l.all.Go(func() {
		<-ctx.Done()
		_ = chromedp.Cancel(ctx) // what is left is found by leaveNothing
		end()
	})
	return chromedp.NewBrowserTransport(life, conn, opts...)
}

func (l *line) Wait()          { l.all.Wait() }
func (l *line) Attaches() bool { return true }

// entrance is the whole address. Chrome's own has a number that only Chrome knows, so it is asked for it.
func (r *Remote) entrance(ctx context.Context) (string, error) {
	if strings.Trim(r.address.Path, "/") != "" || r.address.RawQuery != "" {
		return r.address.String(), nil
	}
	ask := *r.address
	ask.Scheme, ask.Path = map[string]string{"ws": "http", "wss": "https"}[ask.Scheme], "/json/version"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, ask.String(), nil)
	if err != nil {
		return "", refused(err)
	}
	req.Header = r.header.Clone()
	if host := req.Header.Get("Host"); host != "" {
		req.Host = host
	}
	line := &http.Transport{DisableKeepAlives: true}
	defer line.CloseIdleConnections()
	client := http.Client{Transport: line, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(req)
	if err != nil {
		return "", refused(err)
	}
	defer answer.Body.Close()
	var version struct {
		Address string `json:"webSocketDebuggerUrl"`
	}
	whole := *r.address
	if answer.StatusCode == http.StatusOK && json.NewDecoder(io.LimitReader(answer.Body, 1<<20)).Decode(&version) == nil {
		if its, err := url.Parse(version.Address); err == nil { // the path only: its host is what it takes itself for
			whole.Path, whole.RawQuery = its.Path, its.RawQuery
		}
	}
	return whole.String(), nil // of other services the address is whole as it is
}

var status = regexp.MustCompile(`unexpected status "(\d+ ?[\w '-]*)"`)

// refused says why there is no connection, without the address, which may hold a key.
func refused(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	m := status.FindStringSubmatch(err.Error())
	switch {
	case m == nil && strings.Contains(err.Error(), "websocket handshake failed"):
		return errors.New("it does not speak WebSocket: is this the debugging address of a Chrome?")
	case m == nil && strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return errors.New("it does not speak TLS, which wss:// needs")
	case m == nil:
		return err
	case strings.HasPrefix(m[1], "401"), strings.HasPrefix(m[1], "403"):
		return fmt.Errorf("it answered %s: the key in its address or headers is missing or wrong", m[1])
	case strings.HasPrefix(m[1], "5"), strings.HasPrefix(m[1], "429"):
		return fmt.Errorf("it answered %s: it may have no browser free", m[1])
	}
	return fmt.Errorf("it answered %s and no WebSocket: is this the debugging address of a Chrome?", m[1])
}

// Reach connects to r and returns its Chrome's version, "Chrome 156.0.8078.79".
func (r *Remote) Reach(ctx context.Context) (version string, err error) {
	b, err := r.connect(ctx)
	if err != nil {
		return "", err
	}
	b.end()
	return b.version, nil
}

// A reached is a Chrome elsewhere that can be driven.
type reached struct {
	ctx     context.Context // chromedp's handle on the browser
	version string
	end     func()
}

// reachTime is how long a Chrome elsewhere may take until it has said what it is: a grid may have to start it.
const reachTime = 50 * time.Second

// connect connects to r and sees that it is fit. ctx bounds the connecting only.
func (r *Remote) connect(ctx context.Context) (*reached, error) {
	ctx, cancel := context.WithTimeout(ctx, reachTime)
	defer cancel()
	life, endLife := context.WithCancel(context.WithoutCancel(ctx))
	l := &line{to: r}
	all, endAll := chromedp.NewAllocatorContext(life, l)
	b, endBrowser := chromedp.NewContext(all, chromedp.WithLogf(mute), chromedp.WithErrorf(mute))
	end := sync.OnceFunc(func() {
		endLife()
		endBrowser()
		endAll()
		l.Wait()
	})
	unbound := context.AfterFunc(ctx, endLife)
	version, err := l.ask(b)
	if !unbound() {
		err = fmt.Errorf("no answer in time: %w", ctx.Err())
	}
	if err != nil {
		end()
		return nil, fmt.Errorf("reach the browser at %s: %w", r, err)
	}
	return &reached{b, version, end}, nil
}

var product = regexp.MustCompile(`^(\w+)/((\d+)\.\d+\.\d+\.\d+)$`)

// ask makes the connection and asks for the version.
func (l *line) ask(ctx context.Context) (string, error) {
	if _, err := chromedp.Targets(ctx); err != nil && !l.connected {
		return "", err
	}
	v, err := cdp.Call(ctx, chromedp.FromContext(ctx).Browser, cdbrowser.GetVersion, cdp.Empty{})
	if err != nil {
		return "", errors.New("it does not speak Chrome's protocol: is this the debugging address of a Chrome?")
	}
	m := product.FindStringSubmatch(v.Product)
	if m == nil {
		return "", fmt.Errorf("it is not Chrome, it calls itself %q", clean(v.Product))
	}
	if major, err := strconv.Atoi(m[3]); err != nil || major < oldest {
		return "", fmt.Errorf("it is too old: it is %s %s, and %d or later is needed", m[1], m[2], oldest)
	}
	return m[1] + " " + m[2], nil
}

// attach opens a tab in the Chrome that o.Remote names.
func attach(ctx context.Context, o Options) (*chrome, error) {
	var cloud *pin
	if o.Mock != "" {
		p, err := pinOf(ctx, o.Mock)
		if err != nil {
			return nil, err
		}
		cloud = &p
	}
	b, err := o.Remote.connect(ctx)
	if err != nil {
		return nil, err
	}
	unbound := context.AfterFunc(ctx, b.end)
	tab, err := b.enter(o, cloud)
	if !unbound() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		b.end() // with the line goes what was made there
		return nil, fmt.Errorf("use the browser at %s: %w", o.Remote, err)
	}
	go b.keepAlive(tab, cmp.Or(o.Remote.quiet, quietTime))
	leave := sync.OnceValue(func() error {
		defer b.end()
		if err := b.leaveNothing(tab); err != nil {
			return fmt.Errorf("leave nothing in the browser at %s: %w", o.Remote, err)
		}
		return nil
	})
	return &chrome{tab: tab, version: b.version, close: leave}, nil
}

// enter opens a tab in a browser context of its own.
func (b *reached) enter(o Options, cloud *pin) (context.Context, error) {
	at := chromedp.FromContext(b.ctx).Browser
	how, err := cdp.Call(b.ctx, at, cdbrowser.GetBrowserCommandLine, cdp.Empty{})
	switch {
	case err == nil:
		if err := startedWell(how.Arguments, cloud); err != nil {
			return nil, err
		}
	case cloud != nil:
		return nil, errors.New("it does not tell how it was started, and a run against a mock cloud must not reach the real site: start it with --enable-automation")
	case o.Notice != nil:
		o.Notice("the browser does not tell how it was started (--enable-automation): it may take wrong certificates, it is believed that it does not")
	}
	tab, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(func(p *target.CreateBrowserContextParams) {
		switch {
		case len(o.Jail) > 0:
			p.ProxyServer, p.ProxyBypassList = o.prison()
		case cloud != nil:
			p.ProxyServer = "direct://" // a proxy would resolve names itself
		}
	}))
	if err := chromedp.Do(tab); err != nil {
		cancel()
		return nil, err
	}
	b.size(tab)
	return tab, nil
}

// size gives the tab's window the size that pictures have here, if that Chrome lets it be sized.
func (b *reached) size(tab context.Context) {
	to := chromedp.FromContext(tab).Target
	w, err := cdp.Call(tab, to, cdbrowser.GetWindowForTarget, cdbrowser.GetWindowForTargetParams{})
	if err == nil {
		_, _ = cdp.Call(tab, to, cdbrowser.SetWindowBounds, cdbrowser.SetWindowBoundsParams{
			WindowID: w.WindowID, Bounds: &cdbrowser.Bounds{Width: windowWidth, Height: windowHeight}})
	}
}

// quietTime is how long nothing may be said on the line to a Chrome elsewhere: services hang up on
// one that is quiet for a minute or less, and a person needs longer for an answer.
const quietTime = 20 * time.Second

// keepAlive asks something harmless from time to time until tab ends.
func (b *reached) keepAlive(tab context.Context, every time.Duration) {
	again := time.NewTicker(every)
	defer again.Stop()
	for {
		select {
		case <-again.C:
			ctx, cancel := context.WithTimeout(tab, every)
			_, _ = cdp.Call(ctx, chromedp.FromContext(tab).Browser, cdbrowser.GetVersion, cdp.Empty{}) // a cut line is noticed elsewhere
			cancel()
		case <-tab.Done():
			return
		}
	}
}

// leaveTime is how long a Chrome elsewhere may take to dispose of what was ours.
const leaveTime = 10 * time.Second

// leaveNothing closes the tab and disposes of its browser context, and sees that it is gone.
func (b *reached) leaveNothing(tab context.Context) error {
	c := chromedp.FromContext(tab)
	_ = chromedp.Cancel(tab) // a tab that is gone already is an error to it
	ctx, cancel := context.WithTimeout(b.ctx, leaveTime)
	defer cancel()
	for {
		there, err := cdp.Call(ctx, c.Browser, target.GetBrowserContexts, cdp.Empty{})
		if err != nil {
			return fmt.Errorf("the connection was lost; it does so by itself when it notices: %w", err)
		}
		if !slices.Contains(there.BrowserContextIDs, c.BrowserContextID) {
			return nil
		}
		if _, err := cdp.Call(ctx, c.Browser, target.DisposeBrowserContext, target.DisposeBrowserContextParams{BrowserContextID: c.BrowserContextID}); err != nil {
			return err
		}
	}
}
