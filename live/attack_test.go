package live

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

// Every attack is made while the person has the page, and none may reach the tab.
func TestAttacks(t *testing.T) {
	const press = `{"window":1,"touches":[{"is":"press","x":0.5,"y":0.5}]}`
	l := lend(t, Options{Ask: "Drag the slider."})
	person, stranger := l.client(), l.client()
	person.enter()
	person.open(1).shows("a picture")

	wrong := func(r *http.Request) {
		token := l.page.token
		r.URL.Path = strings.Replace(r.URL.Path, token, token[:len(token)-1]+"=", 1)
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	forged := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: cookieName, Value: l.page.token}) }
	for _, a := range []struct {
		name         string
		who          *client
		method, what string
		body         string
		change       func(*http.Request)
		want         int
	}{
		{"wrong token", stranger, "GET", "", "", wrong, 403},
		{"wrong token with the cookie", person, "GET", "", "", wrong, 403},
		{"wrong token for the pictures", person, "GET", "/pictures?window=1", "", wrong, 403},
		{"wrong token for a touch", person, "POST", "/touches", press, wrong, 403},
		{"no token", stranger, "GET", "", "", func(r *http.Request) { r.URL.Path = "/" }, 404},
		{"reused token, a second viewer", stranger, "GET", "", "", nil, 409},
		{"a second viewer's words", stranger, "GET", "/words?window=1", "", nil, 403},
		{"a second viewer's pictures", stranger, "GET", "/pictures?window=1", "", nil, 403},
		{"a second viewer's touch", stranger, "POST", "/touches", press, nil, 403},
		{"a forged cookie", stranger, "POST", "/touches", press, forged, 403},
		{"a forged cookie at the door", stranger, "GET", "", "", forged, 409},
		{"a window that was never loaded", person, "GET", "/words?window=2", "", nil, 409},
		{"pictures for a window that has not the tab", person, "GET", "/pictures?window=2", "", nil, 409},
		{"a touch from a window that has not the tab", person, "POST", "/touches", strings.Replace(press, "1", "2", 1), nil, 409},
		{"another host", person, "GET", "", "", host("attacker.example"), 421},
		{"another host with the port", person, "POST", "/touches", press, host("attacker.example:" + port(l)), 421},
		{"another port", person, "POST", "/touches", press, host("127.0.0.1:1"), 421},
		{"another name of this machine", person, "GET", "", "", host("[::1]:" + port(l)), 421},
		{"no origin", person, "POST", "/touches", press, func(r *http.Request) { r.Header.Del("Origin") }, 403},
		{"the origin null", person, "POST", "/touches", press, header("Origin", "null"), 403},
		{"a foreign origin", person, "POST", "/touches", press, header("Origin", "https://attacker.example"), 403},
		{"another port's origin", person, "POST", "/touches", press, header("Origin", "http://127.0.0.1:1"), 403},
		{"the origin of the other name", person, "POST", "/touches", press, header("Origin", "http://localhost:"+port(l)), 403},
		{"a foreign origin says done", person, "POST", "/done", `{"window":1}`, header("Origin", "https://attacker.example"), 403},
		{"a foreign origin gives up", person, "POST", "/give-up", `{"window":1}`, header("Origin", "https://attacker.example"), 403},
		{"another page of this machine asks for the pictures", person, "GET", "/pictures?window=1", "", header("Sec-Fetch-Site", "same-site"), 403},
		{"a foreign page asks for the words", person, "GET", "/words?window=1", "", header("Sec-Fetch-Site", "cross-site"), 403},
		{"in a frame", person, "GET", "", "", header("Sec-Fetch-Dest", "iframe"), 403},
		{"loaded ahead", person, "GET", "", "", header("Sec-Purpose", "prefetch"), 403},
		{"a form", person, "POST", "/touches", press, header("Content-Type", "text/plain"), 415},
		{"done by GET", person, "GET", "/done", "", nil, 405},
		{"give up by GET", person, "GET", "/give-up", "", nil, 405},
		{"a touch by GET", person, "GET", "/touches", "", nil, 405},
		{"the page by HEAD", stranger, "HEAD", "", "", nil, 405},
		{"DELETE", person, "DELETE", "/done", "", nil, 405},
		{"a preflight", stranger, "OPTIONS", "/touches", "", nil, 405},
		{"not JSON", person, "POST", "/touches", `{`, nil, 400},
		{"more than there is", person, "POST", "/touches", `{"window":1,"goto":"https://attacker.example"}`, nil, 400},
		{"far too much", person, "POST", "/touches", `{"window":1,"touches":[` + strings.Repeat(" ", mostPosted) + `]}`, nil, 400},
		{"too many touches", person, "POST", "/touches", `{"window":1,"touches":[` + strings.Repeat(`{"is":"move"},`, mostTouches) + `{"is":"move"}]}`, nil, 400},
		{"too much text", person, "POST", "/touches", `{"window":1,"touches":[{"is":"text","text":"` + strings.Repeat("a", mostText+1) + `"}]}`, nil, 422},
	} {
		status, words := a.who.status(a.method, a.what, a.body, a.change)
		if status != a.want {
			t.Errorf("%s: %d %q, want %d", a.name, status, words, a.want)
		}
		if a.want != 405 && a.want != 404 && words == "" {
			t.Errorf("%s: no words", a.name)
		}
	}
	if done := l.tab.touched(); len(done) > 0 {
		t.Errorf("the tab got %+v", done)
	}
	select {
	case err := <-l.ended:
		t.Errorf("the hand-off ended: %v", err)
	default:
	}
	if status, words := person.status("POST", "/touches", press, nil); status != 204 || len(l.tab.touched()) != 1 {
		t.Errorf("the person's own touch: %d %q", status, words)
	}
}

func port(l *lent) string {
	_, port, _ := strings.Cut(strings.TrimPrefix(l.page.Address(), "http://"), ":")
	port, _, _ = strings.Cut(port, "/")
	return port
}

// What spends the token must be a visit, not a guess, an attack or a look at the door.
func TestRefusedVisitsDoNotSpendTheToken(t *testing.T) {
	l := lend(t, Options{})
	for _, spoil := range []func(*http.Request){
		func(r *http.Request) { r.Host = "attacker.example" },
		func(r *http.Request) { r.Method = "HEAD" },
		header("Sec-Purpose", "prefetch;prerender"),
		header("Sec-Fetch-Dest", "image"),
		func(r *http.Request) { r.URL.Path += "x" },
	} {
		if status, _ := l.client().status("GET", "", "", spoil); status < 400 {
			t.Errorf("answered with %d", status)
		}
	}
	l.client().enter()
}

func TestWhatTheVisitorGets(t *testing.T) {
	l := lend(t, Options{Ask: `Say "<script>alert(1)</script>" & more.`, Why: `<img src=x onerror=alert(2)>`})
	res := l.client().send("GET", "", "", header("Sec-Fetch-Site", "cross-site")) // a link in a message
	k := res.Cookies()
	if len(k) != 1 || !k[0].HttpOnly || k[0].SameSite != http.SameSiteStrictMode || k[0].Path != "/"+l.page.token || k[0].Domain != "" || len(k[0].Value) < 26 {
		t.Errorf("the cookie is %v", k)
	}
	policy := res.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'nonce-", "style-src 'nonce-", "connect-src 'self'", "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy %q lacks %q", policy, part)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin"} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	b := make([]byte, 1<<16)
	n, _ := res.Body.Read(b)
	text := string(b[:n])
	if strings.Contains(text, "<script>alert") || strings.Contains(text, "<img src=x") || !strings.Contains(text, "&lt;script&gt;") {
		t.Errorf("the words are not escaped:\n%s", text)
	}
	if strings.Contains(text, l.page.key) {
		t.Error("the cookie's value stands in the page")
	}
}

func TestNothingIsLeftAfterTheEnd(t *testing.T) {
	for _, how := range []string{"done", "given up", "moved on"} {
		t.Run(how, func(t *testing.T) {
			l := lend(t, Options{})
			c := l.client()
			c.enter()
			s := c.open(1)
			s.shows("a picture")
			moved := errors.New("the page has moved on")
			var want error
			switch how {
			case "done":
				if status, words := c.status("POST", "/done", `{"window":1}`, nil); status != 204 {
					t.Errorf("%d %q", status, words)
				}
			case "given up":
				if status, words := c.status("POST", "/give-up", `{"window":1}`, nil); status != 204 {
					t.Errorf("%d %q", status, words)
				}
				want = ErrGaveUp
			case "moved on":
				l.end(moved)
				want = moved
			}
			if err := l.over(); !errors.Is(err, want) || (err == nil) != (want == nil) {
				t.Errorf("ended with %v, want %v", err, want)
			}
			last := ""
			for name, _ := s.hear(); name != ""; name, _ = s.hear() {
				last = name
			}
			if last != "over" {
				t.Errorf("the last word is %q", last)
			}
			if conn, err := net.DialTimeout("tcp", "127.0.0.1:"+port(l), time.Second); err == nil {
				conn.Close()
				t.Error("somebody still listens")
			}
			if res, err := c.http.Get(l.page.Address()); err == nil {
				res.Body.Close()
				t.Errorf("answered with %s", res.Status)
			}
		})
	}
}

func TestPortThatIsTaken(t *testing.T) {
	l := lend(t, Options{})
	if _, err := Open(t.Context(), Options{Port: l.page.Port()}); err == nil || !strings.Contains(err.Error(), "open the live page") {
		t.Errorf("got %v", err)
	}
	l.end(nil)
	_ = l.over()
	again, err := Open(t.Context(), Options{Port: l.page.Port()})
	if err != nil {
		t.Fatal(err)
	}
	if again.token == l.page.token || again.key == l.page.key {
		t.Error("the next hand-off has the same token")
	}
	again.listener.Close()
}

func TestListensOnLoopbackAlone(t *testing.T) {
	l := lend(t, Options{})
	if a := l.page.listener.Addr().(*net.TCPAddr); !a.IP.Equal(net.IPv4(127, 0, 0, 1)) {
		t.Errorf("it listens at %v", a)
	}
}
