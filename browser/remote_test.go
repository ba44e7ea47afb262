package browser

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestRemoteAddresses(t *testing.T) {
	for address, want := range map[string]string{ // how it is named, or what is said
		"wss://grid.example":                           "wss://grid.example",
		"wss://me:canary@grid.example:8443/x?k=canary": "wss://grid.example:8443",
		"ws://127.0.0.1:9222":                          "ws://127.0.0.1:9222",
		"ws://localhost:9222/devtools/browser/1":       "ws://127.0.0.1:9222",
		"ws://[::1]:9222":                              "ws://[::1]:9222",
		"ws://grid.example":                            "use wss://",
		"ws://10.0.0.1:9222":                           "use wss://",
		"ws://127.0.0.1.grid.example:9222":             "use wss://",
		"ws://localhost.grid.example":                  "use wss://",
		"http://127.0.0.1:9222":                        "neither wss:// nor ws://",
		"grid.example":                                 "not an address",
		"wss://":                                       "not an address",
		"wss://:8443":                                  "not an address",
		"wss://grid.example:":                          "port is missing",
		"wss://canary\x7f":                             "not an address",
	} {
		r, err := NewRemote(address, "")
		got := ""
		if err == nil {
			got = r.String()
		} else {
			got = err.Error()
		}
		if !strings.Contains(got, want) || strings.Contains(got, "canary") || (err == nil) != (strings.HasPrefix(want, "ws")) {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	for _, headers := range []string{"canary", "Authorization", ": canary", "A b: canary", "A: canary\x01", "A: ca\rnary"} {
		if _, err := NewRemote("wss://grid.example", headers); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("headers %q: error is %v", headers, err)
		}
	}
}

func mustRemote(t *testing.T, address, headers string) *Remote {
	t.Helper()
	r, err := NewRemote(address, headers)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A browser that cannot be used is said to be so in words one can act on, and without its key.
func TestReachSaysWhatIsWrong(t *testing.T) {
	answering := func(code int) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "canary", code) }))
		t.Cleanup(s.Close)
		return "ws://" + s.Listener.Addr().String()
	}
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = nil
	tls.StartTLS()
	defer tls.Close()
	ws := func(answer func([]byte) string) string {
		return "ws" + strings.TrimPrefix(serveWebSocket(t, answer).URL, "http")
	}
	plain := answering(200)
	for name, c := range map[string]struct{ address, want string }{
		"nothing listens":     {"ws://" + closed.Addr().String(), "connection refused"},
		"no answer":           {"ws://" + silent.Addr().String(), "no answer in time"},
		"no WebSocket":        {plain, "it answered 200 OK and no WebSocket: is this the debugging address of a Chrome?"},
		"no such place":       {answering(404) + "/devtools/browser/1", "it answered 404 Not Found"},
		"no key":              {answering(401), "the key in its address or headers is missing or wrong"},
		"none free":           {answering(503), "it may have no browser free"},
		"no TLS":              {"wss" + strings.TrimPrefix(plain, "ws"), "it does not speak TLS, which wss:// needs"},
		"another certificate": {"wss://" + tls.Listener.Addr().String(), "certificate"},
		"another protocol":    {ws(func([]byte) string { return "hello" }), "it does not speak Chrome's protocol"},
		"another browser":     {ws(callsItself("Firefox")), `it is not Chrome, it calls itself "Firefox"`},
		"too old":             {ws(callsItself("Chrome/119.0.1.2")), "it is too old: it is Chrome 119.0.1.2, and 120 or later is needed"},
	} {
		t.Run(name, func(t *testing.T) {
			limit := hang
			if name == "no answer" {
				limit = time.Second
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			r := mustRemote(t, c.address+"?key=canary", "Authorization: canary")
			_, err := r.Reach(ctx)
			if err == nil || !strings.HasPrefix(err.Error(), "reach the browser at "+r.String()+": ") || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "canary") {
				t.Errorf("error is %v, want %q", err, c.want)
			}
		})
	}
}

// The headers go along with the question for the whole address and with the WebSocket.
func TestRemoteHeaders(t *testing.T) {
	second := startSecond(t)
	at, rest, _ := strings.Cut(strings.TrimPrefix(second.address, "ws://"), "/")
	var mu sync.Mutex
	asked := map[string]string{}
	grid := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.Path] = r.Header.Get("Authorization")
		mu.Unlock()
		if r.URL.Path == "/json/version" {
			fmt.Fprintf(w, `{"webSocketDebuggerUrl":"ws://elsewhere.example/%s"}`, rest)
			return
		}
		out, err := net.Dial("tcp", at)
		if err != nil {
			t.Error(err)
			return
		}
		defer out.Close()
		in, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer in.Close()
		if err := r.Write(out); err != nil {
			t.Error(err)
		}
		go func() { _, _ = io.Copy(out, buffered) }()
		_, _ = io.Copy(in, out)
	}))
	defer grid.Close()
	version, err := mustRemote(t, "ws://"+grid.Listener.Addr().String(), "Authorization: Bearer  x\nAccept: y").Reach(soon(t))
	if err != nil || !strings.Contains(version, "Chrome ") {
		t.Errorf("version %q, %v", version, err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(asked) != 2 || asked["/json/version"] != "Bearer  x" || asked["/"+rest] != "Bearer  x" {
		t.Errorf("asked: %q", asked)
	}
}

func TestRemoteIsRefusedIfStartedWrongly(t *testing.T) {
	cloud := httptest.NewTLSServer(http.NotFoundHandler())
	defer cloud.Close()
	at := cloud.Listener.Addr().String()
	p, err := pinOf(soon(t), at)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		o    Options
		want string
	}{
		"not for a mock cloud":   {[]string{told}, Options{Mock: at}, "it was not started for this mock cloud"},
		"for another mock cloud": {forMock(pin{"127.0.0.1:1", p.spki}), Options{Mock: at}, "it was not started for this mock cloud"},
		"silent about it":        {forMock(p)[1:], Options{Mock: at}, "it does not tell how it was started"},
		"for a mock cloud":       {forMock(p), Options{}, "so that what it shows may come from anybody"},
		"taking any certificate": {[]string{told, "--ignore-certificate-errors"}, Options{}, "--ignore-certificate-errors"},
		"well":                   {[]string{told}, Options{}, ""},
		"unknown how":            {nil, Options{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			second := startSecond(t, c.args...)
			before := second.traces(t)
			n := newNotices()
			c.o.Remote, c.o.Notice = mustRemote(t, second.address, ""), n.tell
			s, err := Open(soon(t), c.o)
			if name == "unknown how" {
				n.has(t, soon(t), "the browser does not tell how it was started")
			}
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			} else if err == nil || !errors.Is(err, ErrStart) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
			eventually(t, "nothing is left", func() bool { return second.traces(t) == before })
		})
	}
}

// cookieCloud is a cloud whose pages store and open what they can.
func cookieCloud(t *testing.T) (at string, p pin) {
	t.Helper()
	cloud := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "canary", MaxAge: 3600})
		_, _ = w.Write([]byte(`<!doctype html><p id=it>it</p><script>localStorage.canary = 1; navigator.serviceWorker</script>`))
	}))
	t.Cleanup(cloud.Close)
	at = cloud.Listener.Addr().String()
	p, err := pinOf(soon(t), at)
	if err != nil {
		t.Fatal(err)
	}
	return at, p
}

func TestRemoteLeavesNothingBehind(t *testing.T) {
	at, p := cookieCloud(t)
	second := startSecond(t, forMock(p)...)
	before := second.traces(t)
	ctx := soon(t)
	s, err := Open(ctx, Options{Mock: at, Hosts: []string{"good.example"}, Remote: mustRemote(t, second.address, "")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	do(t, s, ctx, Goto("https://good.example/"))
	if during := second.traces(t); during == before || !strings.HasPrefix(during, "1 contexts, ") || !strings.HasSuffix(during, " 1 cookies") {
		t.Errorf("during it there are %s", during)
	}
	if png, err := picture(s, ctx); err != nil || len(png) == 0 {
		t.Errorf("no picture: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if after := second.traces(t); after != before {
		t.Errorf("left: %s; before there were %s", after, before)
	}
}

// TestWaitInASecondChrome is the process that the next test ends.
func TestWaitInASecondChrome(t *testing.T) {
	address, at, ok := strings.Cut(os.Getenv("BROWSER_TEST_SECOND"), " ")
	if !ok {
		return // only as the child of the next test
	}
	s, err := Open(soon(t), Options{Mock: at, Hosts: []string{"good.example"}, Remote: mustRemote(t, address, "")})
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, soon(t), Goto("https://good.example/"))
	fmt.Println("started")
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// However the program ends, that Chrome disposes of what was ours when the line is cut.
func TestRemoteLeavesNothingBehindWhenKilled(t *testing.T) {
	at, p := cookieCloud(t)
	second := startSecond(t, forMock(p)...)
	before := second.traces(t)
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM, os.Kill} {
		child := exec.Command(os.Args[0], "-test.run=^TestWaitInASecondChrome$", "-test.v")
		child.Env = append(os.Environ(), "BROWSER_TEST_SECOND="+second.address+" "+at)
		in, err := child.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "started"; {
		}
		if during := second.traces(t); !strings.HasSuffix(during, " 1 cookies") {
			t.Errorf("%v: during it there are %s", sig, during)
		}
		if err := child.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // says that it was killed
		eventually(t, "nothing is left", func() bool { return second.traces(t) == before })
	}
}

// A Chrome elsewhere that dies is noticed, and closing says what is not known.
func TestRemoteThatDies(t *testing.T) {
	at, p := cookieCloud(t)
	second := startSecond(t, forMock(p)...)
	s, err := Open(soon(t), Options{Mock: at, Remote: mustRemote(t, second.address, "")})
	if err != nil {
		t.Fatal(err)
	}
	second.kill()
	select {
	case <-s.Closed():
	case <-soon(t).Done():
		t.Fatal("nobody noticed")
	}
	if err := s.Close(); err == nil || !strings.Contains(err.Error(), "leave nothing in the browser at ") {
		t.Errorf("closing: %v", err)
	}
}

// FuzzRemote looks for an unencrypted line to another machine, and for a key that is named.
func FuzzRemote(f *testing.F) {
	for _, s := range []string{"ws://127.0.0.1:9222", "ws://localhost/x", "wss://a.example/?k=v", "ws://[::1]:1", "ws://127.0.0.1@a.example", "ws://0x7f.1:80", "wss://u:p@h"} {
		f.Add(s, "Name: value\n")
	}
	f.Fuzz(func(t *testing.T, address, headers string) {
		r, err := NewRemote(address, headers)
		if err != nil {
			return
		}
		if r.address.Scheme == "ws" && !r.Here() {
			t.Errorf("%q is taken as %s", address, r)
		}
		if strings.ContainsAny(r.String(), "?@#\n\x1b") {
			t.Errorf("%q is named %q", address, r)
		}
		for _, values := range r.header {
			for _, v := range values {
				if strings.ContainsAny(v, "\r\n\x00") {
					t.Errorf("a header has the value %q", v)
				}
			}
		}
	})
}
