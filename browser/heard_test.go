package browser

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

func TestResponses(t *testing.T) {
	s, ctx := visit(t, "heard.html", Options{})
	// newest waits for a response to what was asked since a moment.
	newest := func(pattern string, since time.Time) string {
		for wait(ctx, breath, nil, nil) == nil {
			if all := s.Traffic(since).From([]string{pattern}); len(all) > 0 {
				return string(all[len(all)-1])
			}
		}
		return ""
	}
	eval[any](t, s, `ask("/json/list?n=1"), asks("/json/other"), 1`)
	if body := newest("127.0.0.1/json/l*", time.Time{}); body != `{"what":"list","n":"1"}` {
		t.Error(body)
	}
	if body := newest("127.0.0.1/json/other", time.Time{}); !strings.Contains(body, "other") {
		t.Error(body)
	}
	since := time.Now()
	eval[any](t, s, `setTimeout(() => ask("/json/list?n=2"), 60), 1`)
	if body := newest("127.0.0.1/json/list", since); body != `{"what":"list","n":"2"}` {
		t.Error(body)
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/form.html")) // what was heard outlives the page
	if all := s.Traffic(time.Time{}).From([]string{"127.0.0.1/json/list"}); len(all) != 2 || !bytes.Contains(all[1], []byte("2")) {
		t.Errorf("%q", all)
	}
	if all := s.Traffic(time.Time{}).Replies(); len(all) > 0 {
		t.Errorf("%q are taken for responses to what may have changed something", all)
	}
}

// Chrome may never say that an answer has ended whose body the page does not read: it has, once all of it has come, or
// once nothing more came for a while.
func TestAnAnswerThatThePageDoesNotRead(t *testing.T) {
	for name, c := range map[string]struct {
		head  network.Headers
		code  int64
		parts []int64
		ago   time.Duration
		busy  bool
	}{
		"all has come":       {head: network.Headers{"content-length": "12"}, code: 200, parts: []int64{5, 7}},
		"a part has come":    {head: network.Headers{"content-length": "12"}, code: 200, parts: []int64{5}, busy: true},
		"of unknown length":  {code: 200, parts: []int64{12}, busy: true},
		"and nothing more":   {code: 200, parts: []int64{12}, ago: unreadAfter},
		"an empty one":       {code: 204},
		"one without a head": {busy: true},
	} {
		h, p := newHeard(), &part{}
		h.request(p, &network.EventRequestWillBeSent{RequestID: "1", Type: network.ResourceTypeFetch, Request: &network.Request{URL: "https://i.mi.com/api/x", Method: "POST"}})
		if c.code > 0 {
			h.response(p, &network.EventResponseReceived{RequestID: "1", Response: &network.Response{URL: "https://i.mi.com/api/x", Status: c.code, Headers: c.head}})
		}
		for _, n := range c.parts {
			h.data(p, &network.EventDataReceived{RequestID: "1", DataLength: n})
		}
		if c.ago > 0 {
			h.open[request{p, "1"}].quiet = time.Now().Add(-c.ago)
		}
		if busy := h.busy(time.Time{}); busy != c.busy {
			t.Errorf("%s: busy %v", name, busy)
		}
	}
}

// The browser may be on another machine, and either clock may be changed while a run goes on.
func TestWhatIsHeardDoesNotDependOnTheBrowsersClock(t *testing.T) {
	for name, wrong := range map[string]time.Duration{"an hour behind": -time.Hour, "a day ahead": 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			h, p, before := newHeard(), &part{}, time.Now()
			clock := cdp.TimeSinceEpoch(before.Add(wrong).Unix())
			h.request(p, &network.EventRequestWillBeSent{RequestID: "1", Type: network.ResourceTypeXHR, WallTime: clock,
				Request: &network.Request{URL: "https://i.mi.com/list"}})
			h.keep(*h.open[request{p, "1"}])
			if len(h.since(before)) != 1 {
				t.Error("the answer is taken for an older one")
			}
			if len(h.since(time.Now().Add(time.Second))) != 0 {
				t.Error("the answer is taken for a newer one")
			}
		})
	}
}

func TestPictureMasks(t *testing.T) {
	s, ctx := visit(t, "masks.html", Options{Masks: []string{".who"}})
	for i := range 12 {
		raw, err := picture(s, ctx)
		if err != nil {
			t.Fatal(err)
		}
		if n := reds(t, raw); n > 0 {
			t.Errorf("picture %d: %d pixels of what is secret", i, n)
		}
	}
	bare, err := s.Picture(ctx, Shot{Of: css("it", "#pw")})()
	if err != nil || reds(t, bare.PNG) == 0 {
		t.Error("the masks were not taken off", err)
	}
	cfg, err := png.DecodeConfig(bytes.NewReader(bare.PNG))
	if err != nil || cfg.Height > 60 {
		t.Error(cfg, err)
	}
}

func reds(t *testing.T, raw []byte) (n int) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); c.R > 150 && c.G < 90 && c.B < 90 {
				n++
			}
		}
	}
	return n
}

func TestForget(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	eval[any](t, s, `document.cookie = "a=1", localStorage.b = 2, 1`)
	do(t, s, ctx, Forget(), Goto(theZoo.srv.URL+"/form.html"))
	if got := eval[string](t, s, `document.cookie + (localStorage.b ?? "")`); got != "" {
		t.Error(got)
	}
}

func TestScrollOn(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	do(t, s, ctx, css("the buttons", "button").ScrollOn())
	if y := eval[float64](t, s, "scrollY"); y < 1000 {
		t.Error(y)
	}
}
