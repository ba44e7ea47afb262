package browser

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// TestJailHoldsBackForeignHosts asks a foreign host in five ways; none of them reaches it.
func TestJailHoldsBackForeignHosts(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[r.Host]++
		w.Header().Set("Content-Type", "text/html")
		if r.Host == "good.example" {
			w.Write([]byte(`<!doctype html><p id=it>it</p><img src="https://evil.example/i"><iframe src="https://evil.example/f"></iframe>
				<script>fetch("https://evil.example/x").catch(() => 0); navigator.sendBeacon("https://evil.example/b");
				new WebSocket("wss://evil.example/w").onerror = () => { document.body.insertAdjacentHTML("beforeend", "<p id=failed>failed</p>") }</script>`))
		}
	}))
	defer srv.Close()
	p, err := pinOf(soon(t), srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	run := func(jail []string, elsewhere *Remote) {
		n := newNotices()
		ctx := soon(t)
		s, err := Open(ctx, Options{Mock: srv.Listener.Addr().String(), Hosts: []string{"good.example"}, Jail: jail, Remote: elsewhere, Notice: n.tell})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		do(t, s, ctx, Goto("https://good.example/"))
		if _, err := s.WaitFor(ctx, Visible(css("the failed socket", "#failed"))); err != nil {
			t.Error(err)
		}
		if jail != nil {
			n.has(t, ctx, "a request to evil.example was held back")
			if held := s.HeldBack(); len(held) != 1 || held["evil.example"] < 3 {
				t.Errorf("held back: %v, want evil.example alone, several times", held)
			}
		}
	}
	run(nil, nil)
	mu.Lock()
	if asked["evil.example"] == 0 {
		t.Error("without a jail the foreign host was not reached: the test shows nothing")
	}
	clear(asked)
	mu.Unlock()
	second := startSecond(t, forMock(p)...)
	for name, elsewhere := range map[string]*Remote{"a Chrome of ours": nil, "a Chrome elsewhere": mustRemote(t, second.address, "")} {
		run([]string{"other.example"}, elsewhere)
		mu.Lock()
		if asked["evil.example"] != 0 || asked["good.example"] == 0 {
			t.Errorf("%s: asked: %v", name, asked)
		}
		clear(asked)
		mu.Unlock()
	}
}
