package live

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"miacct/browser"
)

// A fakeTab shows the pictures it is given and notes what is done to it.
type fakeTab struct {
	images chan browser.Image
	mu     sync.Mutex
	done   []browser.Touch
	hang   chan struct{} // if not nil, a touch waits for it
	refuse error
	films  int // how many film it at this moment
	began  chan struct{}
}

func newFakeTab() *fakeTab {
	return &fakeTab{images: make(chan browser.Image), began: make(chan struct{}, 1000)}
}

func (f *fakeTab) URL() string { return "https://account.example/pass" }

func (f *fakeTab) Watch(ctx context.Context, _ browser.Watching, show func(browser.Image)) error {
	f.mu.Lock()
	f.films++
	both := f.films > 1
	f.mu.Unlock()
	defer func() { f.mu.Lock(); f.films--; f.mu.Unlock() }()
	if both {
		return errors.New("filmed twice")
	}
	for {
		select {
		case i := <-f.images:
			show(i)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (f *fakeTab) Touch(ctx context.Context, do browser.Touch) error {
	f.mu.Lock()
	f.done = append(f.done, do)
	hang, refuse := f.hang, f.refuse
	f.mu.Unlock()
	f.began <- struct{}{}
	if hang != nil {
		select {
		case <-hang:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return refuse
}

func (f *fakeTab) touched() []browser.Touch {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.done)
}

// A lent page is served until the test ends.
type lent struct {
	t     *testing.T
	tab   *fakeTab
	page  *Page
	end   context.CancelCauseFunc
	ended chan error
}

func lend(t *testing.T, o Options) *lent {
	t.Helper()
	tab := newFakeTab()
	o.Tab = tab
	p, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancelCause(context.Background())
	l := &lent{t: t, tab: tab, page: p, end: end, ended: make(chan error, 1)}
	go func() { l.ended <- p.Serve(ctx); close(l.ended) }()
	t.Cleanup(func() { end(nil); <-l.ended })
	return l
}

// over waits for the end of the hand-off.
func (l *lent) over() error {
	l.t.Helper()
	select {
	case err := <-l.ended:
		return err
	case <-l.t.Context().Done():
	case <-time.After(5 * time.Minute):
	}
	l.t.Fatal("the hand-off does not end")
	return nil
}

// A client is a person's browser, or somebody else's.
type client struct {
	t       *testing.T
	l       *lent
	cookies []*http.Cookie
	http    *http.Client
}

func (l *lent) client() *client {
	tr := &http.Transport{}
	l.t.Cleanup(tr.CloseIdleConnections)
	return &client{t: l.t, l: l, http: &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// send sends a request as the page's own script would; change may spoil it.
func (c *client) send(method, what, body string, change func(*http.Request)) *http.Response {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.l.page.Address()+what, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://"+r.URL.Host)
		r.Header.Set("Content-Type", "application/json")
	}
	for _, k := range c.cookies {
		r.AddCookie(k)
	}
	if change != nil {
		change(r)
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { res.Body.Close() })
	return res
}

// status sends a request and returns what was answered.
func (c *client) status(method, what, body string, change func(*http.Request)) (int, string) {
	c.t.Helper()
	res := c.send(method, what, body, change)
	words, err := io.ReadAll(io.LimitReader(res.Body, 1<<16))
	if err != nil {
		c.t.Fatal(err)
	}
	return res.StatusCode, strings.TrimSpace(string(words))
}

// enter opens the address.
func (c *client) enter() {
	c.t.Helper()
	res := c.send("GET", "", "", nil)
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("entering is answered with %s", res.Status)
	}
	if len(res.Cookies()) > 0 {
		c.cookies = res.Cookies()
	}
}

// A show is a window with its words and its pictures.
type show struct {
	t     *testing.T
	c     *client
	words *bufio.Scanner
	film  *multipart.Reader
}

// open opens the streams of window number.
func (c *client) open(number int) *show {
	c.t.Helper()
	w := c.send("GET", fmt.Sprintf("/words?window=%d", number), "", nil)
	if w.StatusCode != http.StatusOK {
		c.t.Fatalf("the words are answered with %s", w.Status)
	}
	s := &show{t: c.t, c: c, words: bufio.NewScanner(w.Body)}
	if name, _ := s.hear(); name != "hello" {
		c.t.Fatalf("the first word is %q", name)
	}
	p := c.send("GET", fmt.Sprintf("/pictures?window=%d", number), "", nil)
	if p.StatusCode != http.StatusOK || !strings.HasPrefix(p.Header.Get("Content-Type"), "multipart/x-mixed-replace") {
		c.t.Fatalf("the pictures are answered with %s, %s", p.Status, p.Header.Get("Content-Type"))
	}
	s.film = multipart.NewReader(p.Body, boundary)
	return s
}

// hear returns the next event, "" at the end.
func (s *show) hear() (name, data string) {
	for s.words.Scan() {
		switch k, v, _ := strings.Cut(s.words.Text(), ": "); k {
		case "event":
			name = v
		case "data":
			return name, v
		}
	}
	return "", ""
}

// picture returns the bytes of the next picture.
func (s *show) picture() []byte {
	s.t.Helper()
	part, err := s.film.NextPart()
	if err != nil {
		s.t.Fatal(err)
	}
	b, err := io.ReadAll(part)
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

// shows has the tab painted, and the picture arrive.
func (s *show) shows(data string) {
	s.t.Helper()
	s.c.l.tab.images <- browser.Image{Data: []byte(data), Type: "image/jpeg", Width: 1000, Height: 500}
	if got := s.picture(); !bytes.Equal(got, []byte(data)) {
		s.t.Fatalf("the picture is %q, want %q", got, data)
	}
}
