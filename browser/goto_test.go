package browser

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

func TestGoto(t *testing.T) {
	n := newNotices()
	s, ctx := visit(t, "form.html", Options{Notice: n.tell})
	for path, want := range map[string]string{"/status/404": "HTTP 404 Not Found", "/status/503": "HTTP 503", "/reset": "ERR_CONNECTION_RESET"} {
		err := s.Do(ctx, Goto(theZoo.srv.URL+path+"?token=secret"))
		fails(t, err, "open "+theZoo.srv.URL+path+": ", want)
		if !errors.Is(err, ErrPage) || strings.Contains(err.Error(), "secret") {
			t.Error(err)
		}
		if want, ok := strings.CutPrefix(path, "/status/"); ok {
			if st, err := look(s, ctx, css("it", "h1")); err != nil || st.Text != "Status "+want {
				t.Error(st, err)
			}
			n.has(t, ctx, "answered HTTP "+want)
		}
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/loading.html")) // its picture never comes
	if st, err := look(s, ctx, css("it", "#early")); err != nil || !st.Ready {
		t.Error(st, err)
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/loading.html#there"))
	overdueFails(t, ctx, 300*time.Millisecond, doing(s, Goto(theZoo.srv.URL+"/half.html")), "the page is loading for ")
	if st, err := look(s, ctx, css("it", "#early")); err != nil || st.Words != "on a page that is loading" {
		t.Error(st, err)
	}
}

// A page that goes somewhere by itself overtakes what is being opened: it is opened again.
func TestGotoIsOvertaken(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	slow := make(chan struct{}, 2)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slow <- struct{}{}; len(slow) == 1 {
			select { // until the page has gone elsewhere
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
			return
		}
		_, _ = w.Write([]byte("<h1>There</h1>"))
	}))
	defer srv.Close()
	do(t, s, ctx, css("it", "#go").Click()) // what the page does by itself counts for more after that
	eval[any](t, s, `setTimeout(() => { location = "/form.html?again" }, 300), 1`)
	do(t, s, ctx, Goto(srv.URL+"/"))
	if st, err := look(s, ctx, css("it", "h1")); err != nil || st.Text != "There" || len(slow) != 2 {
		t.Error(st, err, len(slow))
	}
}

func TestPlace(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{Hosts: []string{"127.0.0.1"}})
	err := s.Do(ctx, Goto(abroad()+"/form.html"))
	if !errors.Is(err, ErrPlace) {
		t.Error(err)
	}
	eval[any](t, s, `location = "`+abroad()+`/form.html?token=secret", 1`)
	_, err = s.WaitFor(ctx, Visible(css("nothing", "#never")))
	if !errors.Is(err, ErrPlace) || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "http://localhost") {
		t.Error(err)
	}
	for _, a := range []Action{css("it", "#go").Click(), css("it", "#name").Fill("x"), css("it", "#go").ClickIfSeen()} {
		if err := s.Do(ctx, a); !errors.Is(err, ErrPlace) {
			t.Error(a.Does, err)
		}
	}
	if _, err := picture(s, ctx); err != nil {
		t.Error(err)
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/form.html"))
}

func TestCrash(t *testing.T) {
	n := newNotices()
	s, ctx := visit(t, "form.html", Options{Notice: n.tell})
	go func() { _ = s.Do(ctx, Goto("chrome://crash")) }()
	_, err := s.WaitFor(ctx, Visible(css("nothing", "#never")))
	if !errors.Is(err, ErrClosed) || !strings.Contains(err.Error(), "the page crashed") {
		t.Error(err)
	}
	n.has(t, ctx, "the page crashed")
	do(t, s, ctx, Goto(theZoo.srv.URL+"/form.html"), css("it", "#go").Click())
}

// hanging is a server whose answer a page's script can wait for, and so hang, until the test is over or lets it go.
func hanging(t *testing.T) (script string, hangs <-chan struct{}, letGo func()) {
	t.Helper()
	asked, free := make(chan struct{}, 9), make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-free:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(srv.Close)
	letGo = sync.OnceFunc(func() { close(free) })
	t.Cleanup(letGo)
	return `(() => { const x = new XMLHttpRequest(); x.open("GET", "` + srv.URL + `", false); try { x.send() } catch {} })()`, asked, letGo
}

func TestHungPage(t *testing.T) {
	script, hangs, _ := hanging(t)
	s, ctx := visit(t, "form.html", Options{})
	eval[any](t, s, `setTimeout(() => `+script+`), 1`)
	<-hangs
	_, err := s.WaitFor(short(t, ctx, 600*time.Millisecond), Visible(css("nothing", "#never")))
	fails(t, err, "the page does not answer for 600ms")
	if _, err := picture(s, short(t, ctx, 100*time.Millisecond)); err == nil {
		t.Error("a picture of a page that hangs")
	}
}

// A click whose handler hangs has been done all the same.
func TestClickThatHangs(t *testing.T) {
	script, hangs, _ := hanging(t)
	s, ctx := visit(t, "form.html", Options{})
	eval[any](t, s, `document.querySelector("#go").onclick = () => `+script+`, 1`)
	pressed, stop := context.WithCancelCause(ctx)
	go func() { <-hangs; <-time.After(300 * time.Millisecond); stop(context.DeadlineExceeded) }()
	do(t, s, pressed, css("it", "#go").Click())
}

// A click that the page makes crash may have been done.
func TestClickThatCrashes(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	pressed := make(chan struct{})
	crash := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(pressed)
		<-r.Context().Done()
	}))
	defer crash.Close()
	eval[any](t, s, `document.querySelector("#go").onmousedown = () => { const x = new XMLHttpRequest(); x.open("GET", "`+crash.URL+`", false); x.send() }, 1`)
	go func() {
		<-pressed
		_, _ = cdp.Call(ctx, s.tab().main.target, page.Crash, cdp.Empty{})
	}()
	err := s.Do(ctx, css("it", "#go").Click())
	if !errors.Is(err, ErrUnsure) || !strings.Contains(err.Error(), "the page crashed") {
		t.Error(err)
	}
}

func TestClosed(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	ends := make(chan error)
	go func() {
		_, err := s.WaitFor(ctx, Visible(css("nothing", "#never")))
		ends <- err
	}()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ends; !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	<-s.Closed()
	if err := s.Do(ctx, css("it", "#go").Click()); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}
