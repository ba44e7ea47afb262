package browser

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// zoo is one Chrome for all tests, and a server of the pages in testdata/zoo.
type zoo struct {
	once sync.Once
	c    *chrome
	err  error
	srv  *httptest.Server
}

var theZoo zoo

func TestMain(m *testing.M) {
	if signal.Ignored(os.Interrupt) { // as in a job in the background; what the tests start would ignore it, too
		signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	}
	theZoo.srv = httptest.NewServer(zooPages())
	code := m.Run()
	theZoo.srv.Close()
	if theZoo.c != nil {
		_ = theZoo.c.close()
	}
	os.Exit(code)
}

// zooPages serves the zoo, and addresses that behave.
func zooPages() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("testdata/zoo")))
	mux.HandleFunc("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		code, _ := strconv.Atoi(r.PathValue("code"))
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
		fmt.Fprintf(w, "<!doctype html><title>%d</title><h1>Status %d</h1>", code, code)
	})
	never := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	mux.HandleFunc("/never.png", never)
	mux.HandleFunc("/never", never)
	mux.HandleFunc("/half.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Half</title><p id=early>Early</p>")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/reset", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		_ = c.(*net.TCPConn).SetLinger(0)
		_ = c.Close()
	})
	mux.HandleFunc("/late", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(700 * time.Millisecond):
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/json/{what}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"what":%q,"n":%q}`, r.PathValue("what"), r.URL.Query().Get("n"))
	})
	return mux
}

// abroad is the zoo under the name of another site.
func abroad() string { return strings.Replace(theZoo.srv.URL, "127.0.0.1", "localhost", 1) }

// visit opens a session of its own in the zoo's Chrome, at a page of the zoo.
func visit(t *testing.T, page string, o Options) (*Session, context.Context) {
	t.Helper()
	s, ctx := enter(t, o)
	if page != "" {
		do(t, s, ctx, Goto(theZoo.srv.URL+"/"+page))
	}
	return s, ctx
}

// hang is after how long a test is taken for one that hangs: nothing is said by it of how long anything takes.
const hang = 5 * time.Minute

func enter(t *testing.T, o Options) (*Session, context.Context) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hang)
	t.Cleanup(cancel)
	theZoo.once.Do(func() { theZoo.c, theZoo.err = start(ctx, Options{NoSandbox: true}) })
	if theZoo.err != nil {
		t.Fatal(theZoo.err)
	}
	tab, end := chromedp.NewContext(theZoo.c.tab, chromedp.WithNewBrowserContext())
	if err := chromedp.Do(tab); err != nil {
		t.Fatal(err)
	}
	s, err := newSession(ctx, &chrome{tab: tab, version: theZoo.c.version, close: func() error { end(); return nil }}, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, ctx
}

func do(t *testing.T, s *Session, ctx context.Context, actions ...Action) {
	t.Helper()
	for _, a := range actions {
		if err := s.Do(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
}

// eval reads something of the page itself, as its scripts see it.
func eval[T any](t *testing.T, s *Session, js string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(s.tab().ctx, hang)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// look looks once at l.
func look(s *Session, ctx context.Context, l Locator) (State, error) {
	at, err := s.Look(ctx, l)
	if err != nil {
		return State{}, err
	}
	return at[0], nil
}

// picture takes a picture of the page.
func picture(s *Session, ctx context.Context) ([]byte, error) {
	p, err := s.Picture(ctx, Shot{})()
	return p.PNG, err
}

func css(name, selector string) Locator { return Find(name, Way{CSS: selector}) }

// fails requires that err says all of words.
func fails(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want %q", words)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q does not say %q", err, w)
		}
	}
}

// overdue does something with a deadline, and returns the error it ends with. On a busy machine it takes time until
// what is wrong is seen: as long as the error is not enough, the deadline is put off, from d on.
func overdue(t *testing.T, ctx context.Context, d time.Duration, do func(context.Context) error, enough func(error) bool) error {
	t.Helper()
	for ; ; d *= 2 {
		err := do(short(t, ctx, d))
		if enough(err) || d > hang/10 {
			return err
		}
	}
}

// overdueFails requires that what is done with a deadline ends with an error that says all of words.
func overdueFails(t *testing.T, ctx context.Context, d time.Duration, do func(context.Context) error, words ...string) error {
	t.Helper()
	err := overdue(t, ctx, d, do, says(words...))
	fails(t, err, words...)
	return err
}

// says reports of an error whether it says all of words.
func says(words ...string) func(error) bool {
	return func(err error) bool {
		return err != nil && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(err.Error(), w) })
	}
}

// doing is an action to be done with a deadline.
func doing(s *Session, a Action) func(context.Context) error {
	return func(ctx context.Context) error { return s.Do(ctx, a) }
}

// short is a context whose cause says how long it was, as the callers of this package make them.
func short(t *testing.T, ctx context.Context, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeoutCause(ctx, d, fmt.Errorf("for %v: %w", d, context.DeadlineExceeded))
	t.Cleanup(cancel)
	return ctx
}
