// Package live lends the browser's tab to a person who is not at its window: a page on
// this machine's loopback that shows the tab as a moving picture and passes on what the
// person does to it. Its rules:
//
//   - It listens on 127.0.0.1 alone, answers to its own Host alone, and takes posts from its own Origin alone.
//   - Its address holds a token that lets one browser in, once; from then on a cookie that no script and no other page gets does.
//   - One window at a time has the tab. Who comes second is told so.
//   - Reading changes nothing; whatever is done is a post.
//   - What is shown and typed is passed on and kept nowhere.
//   - It lasts as long as Serve. Afterwards nothing listens and nothing more reaches the tab.
package live

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"miacct/browser"
)

// ErrGaveUp is Serve's error when the person says that they cannot do it.
var ErrGaveUp = errors.New("given up on the live page")

// A Tab is what a Page needs of a browser.Session.
type Tab interface {
	Watch(context.Context, browser.Watching, func(browser.Image)) error
	Touch(context.Context, browser.Touch) error
	URL() string
}

// Options says what a Page is for.
type Options struct {
	Tab   Tab
	Port  int    // of 127.0.0.1; any that is free if zero
	Ask   string // what the person is asked to do
	Why   string // what could not be done without them, or the site's words; "" if nothing was tried
	Asked bool   // they are asked something as well: no "done", as only the page can show that it is
}

// A Page lends a tab to one person.
type Page struct {
	o        Options
	listener net.Listener
	token    string // in the address
	key      string // in the cookie
	answered chan error

	film  chan struct{} // holds a token while nobody films the tab
	hands hands

	mu     sync.Mutex
	opened bool // the token has been used
	loads  int  // how often the page was loaded; the number of the newest window
	window *window
}

// Open listens at o.Port. Nothing is answered before Serve.
func Open(ctx context.Context, o Options) (*Page, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return nil, fmt.Errorf("open the live page: %w", err)
	}
	p := &Page{o: o, listener: l, token: rand.Text(), key: rand.Text(), answered: make(chan error, 1),
		film: make(chan struct{}, 1), hands: hands{tab: o.Tab, free: make(chan struct{}, 1)}}
	p.film <- struct{}{}
	p.hands.free <- struct{}{}
	return p, nil
}

// Port is the port it listens at.
func (p *Page) Port() int { return p.listener.Addr().(*net.TCPAddr).Port }

// Address is what the person opens in a browser. It is good for one browser.
func (p *Page) Address() string { return fmt.Sprintf("http://127.0.0.1:%d/%s", p.Port(), p.token) }

// farewell is how long the windows may take to hear that it is over.
const farewell = 100 * time.Millisecond

// Serve lends the tab until the person says that it is done (nil) or gives up
// (ErrGaveUp), or ctx ends: then the error is its cause. It is called once.
func (p *Page) Serve(ctx context.Context) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	var busy sync.RWMutex // read-locked by each request
	answers := p.routes()
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			busy.RLock()
			defer busy.RUnlock()
			if ctx.Err() != nil {
				refuse(w, http.StatusGone, "It is over.")
				return
			}
			answers.ServeHTTP(w, r)
		}),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(p.listener) }()

	var err error
	select {
	case err = <-p.answered:
	case <-ctx.Done():
		err = context.Cause(ctx)
	case err = <-failed:
		err = fmt.Errorf("serve the live page: %w", err)
	}
	_ = p.listener.Close()
	end(errOver)
	p.hands.away()
	told := make(chan struct{})
	go func() {
		busy.Lock()
		defer busy.Unlock()
		close(told)
	}()
	select {
	case <-told:
	case <-time.After(farewell):
	}
	_ = server.Close()
	return err
}

// errOver is why what a window was doing ends with the hand-off.
var errOver = errors.New("the run has the page again")

// answer ends the hand-off. The first answer counts.
func (p *Page) answer(err error) {
	select {
	case p.answered <- err:
	default:
	}
}
