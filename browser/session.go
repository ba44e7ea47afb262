package browser

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"miacct/internal/hostmatch"
)

// A Session is one Chrome with one tab (and the tabs it opens).
type Session struct {
	o       Options
	chrome  *chrome
	browser *chromedp.Browser
	context cdp.BrowserContextID
	heard   *heard
	traffic traffic
	closed  chan struct{}
	end     func()
	notices *noticeQueue

	mu      sync.Mutex
	tabs    []*tab // the last is the one in use
	change  chan struct{}
	pressed time.Time           // when we last pressed a control
	touched time.Time           // when we last did anything to a page
	opened  time.Time           // when we last opened an address
	before  time.Time           // when we did anything to it before that
	leads   bool                // what was done last was an Action that Leads
	origins map[string]struct{} // whose storage may be filled
	held    map[string]int      // how many requests to which hosts the jail was seen to hold back

	unfollow func()  // stops putting the banner on new documents; nil while there is none
	settled  settled // the page that Settle has read last
	rested   restedPages
	private  []string      // words that no picture may show
	last     taken         // the last picture
	camera   camera        // in use while a picture is being taken
	unmasked chan struct{} // closed when the last picture's masks are off; nil before the first
	bannered bool          // a banner was put on a page
}

// Open starts Chrome. ctx bounds the start only; Close ends the session. The error
// wraps ErrStart and holds Chrome's own last words.
func Open(ctx context.Context, o Options) (*Session, error) {
	c, err := start(ctx, o)
	if err != nil {
		return nil, err
	}
	s, err := newSession(ctx, c, o)
	if err != nil {
		_ = c.close()
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	return s, nil
}

// newSession drives c's tab. Close calls c.close.
func newSession(ctx context.Context, c *chrome, o Options) (*Session, error) {
	at := chromedp.FromContext(c.tab)
	s := &Session{o: o, chrome: c, browser: at.Browser, context: at.BrowserContextID, heard: newHeard(),
		closed: make(chan struct{}), change: make(chan struct{}), origins: map[string]struct{}{}, held: map[string]int{}, notices: &noticeQueue{to: o.Notice}}
	if s.context == "" { // the browser's own; its events name it all the same
		i, err := cdp.Call(ctx, s.browser, target.GetTargetInfo, target.GetTargetInfoParams{TargetID: at.Target.TargetID})
		if err != nil {
			return nil, err
		}
		s.context = i.TargetInfo.BrowserContextID
	}
	s.end = sync.OnceFunc(func() { close(s.closed) })
	stop := context.AfterFunc(ctx, s.end)
	defer stop()
	s.denyPermissions(ctx)
	t, err := s.attach(c.tab)
	if err != nil {
		return nil, err
	}
	s.tabs = []*tab{t}
	context.AfterFunc(c.tab, s.end)
	go func() {
		select {
		case <-at.Browser.LostConnection:
			s.end()
		case <-s.closed:
		}
	}()
	s.watchTab(t)
	return s, s.watchTabs()
}

// Close ends the browser and removes what it left. All notices have been told when it returns.
func (s *Session) Close() error {
	s.end()
	err := s.chrome.close()
	s.notices.wait()
	return err
}

// Closed is closed when the browser or its last tab is gone.
func (s *Session) Closed() <-chan struct{} { return s.closed }

// Version returns the browser's name and version, "Chromium 156.0.8078.79".
func (s *Session) Version() string { return s.chrome.version }

// URL returns the page's address without query and fragment, which may hold tokens.
func (s *Session) URL() string { return oneLine(bare(s.tab().url())) }

// tab returns the tab in use.
func (s *Session) tab() *tab {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tabs[len(s.tabs)-1]
}

func (s *Session) notice(format string, args ...any) {
	s.notices.add(oneLine(fmt.Sprintf(format, args...)))
}

// during returns a context that ends with ctx, and with the session.
func (s *Session) during(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-s.closed:
			cancel(s.whyClosed())
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// whyClosed is ErrClosed, with what it may come of in a browser elsewhere.
func (s *Session) whyClosed() error {
	if s.o.Remote == nil {
		return ErrClosed
	}
	return fmt.Errorf("%w: the line to the browser at %s was cut; where it runs there may be a limit for idle or long sessions, which must be longer than you need for an answer", ErrClosed, s.o.Remote)
}

// during returns a context that ends with ctx, and with the tab's renderer.
func (t *tab) during(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-t.dead:
			cancel(ErrClosed)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// place returns ErrPlace if the page in use may not be shown.
func (s *Session) place(t *tab) error {
	if at := t.url(); !s.allowed(at) {
		return elsewhere(at)
	}
	return nil
}

// allowed reports whether the document at address may be shown.
func (s *Session) allowed(address string) bool {
	if len(s.o.Hosts) == 0 || address == "" {
		return true
	}
	scheme, host := hostOf(address)
	switch scheme {
	case "about", "chrome-error":
		return true
	case "https", "http":
		return hostmatch.In(host, s.o.Hosts)
	}
	return false
}

// owns returns ErrPlace unless v is an https document of an allowed host, or one without an
// address that such a document has made. Nothing is done to any other.
func (s *Session) owns(t *tab, v view) error {
	if len(s.o.Hosts) == 0 {
		return nil
	}
	for at, ok := v, true; ok; at, ok = t.viewOf(at.parent) {
		switch scheme, host := hostOf(at.url); {
		case scheme == "https" && hostmatch.In(host, s.o.Hosts):
			return nil
		case scheme != "about" || at.parent == "":
			return elsewhere(at.url)
		}
	}
	return elsewhere(v.url)
}
