package browser

import (
	"context"
	"slices"
	"testing"
	"time"

	"miacct/snapshot"
)

// asksFor waits until so many requests to address are open.
func asksFor(t *testing.T, s *Session, ctx context.Context, address string, n int) {
	t.Helper()
	for open := 0; open < n; {
		if ctx.Err() != nil {
			t.Fatalf("nothing asks for %s", address)
		}
		open = 0
		s.heard.mu.Lock()
		for _, a := range s.heard.open {
			if a.address == hostAndPath(address) {
				open++
			}
		}
		s.heard.mu.Unlock()
	}
}

// A request ends with the document that made it, also where Chrome does not say so: a page must not
// seem to be loading for ever because of a frame or a page that is gone.
func TestRequestEndsWithItsDocument(t *testing.T) {
	const ask = `fetch("/never").catch(() => 0), 1`
	inFrame := func(src string) func(*testing.T, *Session, context.Context) {
		return func(t *testing.T, s *Session, ctx context.Context) {
			do(t, s, ctx, Goto(theZoo.srv.URL+"/frames.html?src="+src))
			s.noteAct()
			do(t, s, ctx, css("the inner button", "#in").Click())
			s.noteAct()
			eval[any](t, s, `document.querySelector("iframe").contentWindow.postMessage("ask", "*"), 1`)
			asksFor(t, s, ctx, src[:len(src)-len("/inner.html")]+"/never", 1)
			eval[any](t, s, `document.querySelector("iframe").remove(), 1`)
		}
	}
	for name, leave := range map[string]func(*testing.T, *Session, context.Context){
		"a frame of the same site": inFrame(theZoo.srv.URL + "/inner.html"),
		"a frame of another site":  inFrame(abroad() + "/inner.html"),
		"a page left for another site": func(t *testing.T, s *Session, ctx context.Context) {
			do(t, s, ctx, Goto(theZoo.srv.URL+"/changing.html"))
			s.noteAct()
			eval[any](t, s, ask)
			asksFor(t, s, ctx, theZoo.srv.URL+"/never", 1)
			eval[any](t, s, `location = "`+abroad()+`/changing.html", 1`)
			if _, err := s.WaitFor(ctx, Visible(Find("the page of the other site", Way{URL: "localhost/changing.html", CSS: "#twice"}))); err != nil {
				t.Fatal(err)
			}
		},
		"a page left for one of the same site": func(t *testing.T, s *Session, ctx context.Context) {
			do(t, s, ctx, Goto(theZoo.srv.URL+"/changing.html"))
			s.noteAct()
			eval[any](t, s, ask)
			asksFor(t, s, ctx, theZoo.srv.URL+"/never", 1)
			eval[any](t, s, `location = "/inner.html", 1`)
			if _, err := s.WaitFor(ctx, Visible(css("the other page", "#in"))); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, ctx := visit(t, "", Options{})
			leave(t, s, ctx)
			p, err := s.Settle(short(t, ctx, hang/10), nil)
			if err != nil || p.Busy || len(p.Nodes) == 0 && name[:7] != "a frame" {
				t.Errorf("busy %v with %d nodes, %v", p.Busy, len(p.Nodes), err)
			}
			if open := s.Traffic(time.Time{}).Open; open != 0 {
				t.Errorf("%d requests open", open)
			}
		})
	}
}

// A request that only reads and is held open is a poll: the page is waited for twice, and never again.
func TestPollHoldsNoPageUp(t *testing.T) {
	defer func(d time.Duration) { pollAfter = d }(pollAfter)
	s, ctx := visit(t, "changing.html", Options{})
	s.noteAct()
	eval[any](t, s, `fetch("/never?1").catch(() => 0), 1`)
	for n := 1; n <= 3; n++ {
		pollAfter = hang // none of them is held open yet
		asksFor(t, s, ctx, theZoo.srv.URL+"/never", n)
		if loading := s.openRequests(); loading != (n < 3) {
			t.Errorf("request %d: loading %v", n, loading)
		}
		pollAfter = 0 // now all are
		if p, err := s.Settle(short(t, ctx, hang/10), nil); err != nil || p.Busy {
			t.Errorf("request %d: busy %v, %v", n, p.Busy, err)
		}
		s.noteAct()
		eval[any](t, s, `fetch("/never?again").catch(() => 0), 1`)
	}
	eval[any](t, s, `fetch("/never", {method: "POST"}).catch(() => 0), 1`)
	asksFor(t, s, ctx, theZoo.srv.URL+"/never", 5)
	p, err := s.Settle(short(t, ctx, time.Second), func(snapshot.Page) bool { return false })
	if err != nil || !p.Busy {
		t.Errorf("what is sent and not answered is no poll: busy %v, %v", p.Busy, err)
	}
}

// A scroll that moves nothing is nothing done: a page that has stood still is at rest.
func TestScrollThatMovesNothingIsNoAct(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	eval[any](t, s, `document.body.innerHTML = "<p>One</p><p id=last>Two</p>", 1`)
	if _, err := s.Settle(ctx, nil); err != nil {
		t.Fatal(err)
	}
	last := css("the last", "#last")
	for name, a := range map[string]Action{"to an element": last.ScrollOn(), "to the ends": ScrollToEnds()} {
		was := s.stirred()
		if err := s.Do(ctx, a); err != nil {
			t.Fatal(err)
		}
		if !s.stirred().Equal(was) {
			t.Errorf("%s: what moves nothing counts as an act", name)
		}
	}
	eval[any](t, s, `document.body.insertAdjacentHTML("beforeend", "<div style='height:3000px'></div><p>Three</p>"), 1`)
	for name, a := range map[string]Action{"to an element": last.ScrollOn(), "to the ends": ScrollToEnds()} {
		eval[any](t, s, `scrollTo(0, 1), 1`)
		was := s.stirred()
		if err := s.Do(ctx, a); err != nil {
			t.Fatal(err)
		}
		if s.stirred().Equal(was) {
			t.Errorf("%s: a scroll counts as nothing done", name)
		}
	}
}

// What was read stands until something is done or changes.
func TestUnchanged(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	read := func() snapshot.Page {
		p, err := s.Settle(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	unchanged := func(p snapshot.Page) bool {
		_, ok, err := s.Unchanged(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	ever := false
	for range 5 { // a machine under load may take too long in between
		ever = ever || unchanged(read())
	}
	if !ever {
		t.Error("a page at rest counts as changed")
	}
	for name, change := range map[string]string{
		"a text":    `document.body.append("new"), 1`,
		"a frame":   `document.body.append(document.createElement("iframe")), 1`,
		"a field":   `document.querySelector("input").setAttribute("value", "x"), 1`,
		"a request": `fetch("/form.html?" + Math.random()).then(() => document.body.append("!")), document.body.append("?"), 1`,
	} {
		p := read()
		eval[any](t, s, change)
		if unchanged(p) {
			t.Errorf("%s: counts as unchanged", name)
		}
	}
	p := read()
	s.noteAct()
	if unchanged(p) {
		t.Error("counts as unchanged after an act")
	}
	p = read()
	if err := s.Do(ctx, Goto(theZoo.srv.URL+"/masks.html")); err != nil {
		t.Fatal(err)
	}
	if unchanged(p) {
		t.Error("counts as unchanged on another page")
	}
}

// What an answer brings is shown later than the answer comes: a page that has stood still while it waited for
// one is not at rest when it has come.
func TestRestIsCountedFromTheAnswer(t *testing.T) {
	defer func(d time.Duration) { tick = d }(tick)
	tick = 10 * time.Millisecond
	for name, ready := range map[string]func(snapshot.Page) bool{
		"to be at rest": nil,
		"to lead on":    func(p snapshot.Page) bool { return !p.Busy && p.Still >= Lull },
	} {
		t.Run(name, func(t *testing.T) {
			s, ctx := visit(t, "changing.html", Options{})
			s.noteAct()
			eval[int](t, s, `(() => {
				const asked = new AbortController()
				fetch("/never", {signal: asked.signal}).catch(() => setTimeout(() => { box.innerHTML = "<b>The answer</b>" }, 10))
				setTimeout(() => asked.abort(), 600)
			})(), 1`)
			asksFor(t, s, ctx, theZoo.srv.URL+"/never", 1)
			p, err := s.Settle(ctx, ready)
			if err != nil || !slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == "The answer" }) {
				t.Errorf("it is taken to be at rest before it shows the answer: %v", err)
			}
		})
	}
}

// A page that is opened again and looks as it did at rest is at rest; after an act it has to answer first.
func TestAPageThatRestedSo(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	address := theZoo.srv.URL + "/changing.html"
	settle := func(act Action) snapshot.Page {
		if err := s.Do(ctx, act); err != nil {
			t.Fatal(err)
		}
		p, err := s.Settle(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p := settle(Goto(address)); p.Still < Calm {
		t.Errorf("opened first: at rest after %v", p.Still)
	}
	if !s.rested.so(settle(Goto(address))) {
		t.Error("the page at rest is not kept")
	}
	if p := settle(Action{Does: "act", do: func(context.Context, *Session) error { return nil }}); p.Still < Calm {
		t.Errorf("acted upon: at rest after %v", p.Still)
	}
	eval[any](t, s, `document.body.append("new"), 1`)
	p, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if s.rested.so(p) {
		t.Error("another page passes for the one at rest")
	}
}

// Waiting for a change reads a page that stands still now and then only.
func TestWaitingForAChangeReadsSeldom(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	readings := 0
	few, stop := context.WithTimeout(ctx, 5*tick)
	defer stop()
	_, err = s.becomes(few, func(now snapshot.Page) bool {
		readings++
		return !looksLike(p, now)
	})
	if err == nil {
		t.Error("a page that stands still has changed")
	}
	if readings > 20 { // twice a reading
		t.Errorf("read %d times", readings)
	}
}

// A page with a sign that it is at work is waited for, also between the requests, whatever draws that sign; one that shows
// it for ever, or what only moves, is at rest after a while.
func TestASpinnerHoldsThePageUp(t *testing.T) {
	const turns = "<style>@keyframes t{to{transform:rotate(360deg)}} .t,.a::after{animation:t 1s linear infinite} .a::after{content:'';display:block;width:9px;height:9px} div{width:30px;height:30px}</style>"
	for _, c := range []struct {
		name, sign string
		waits      bool
	}{
		{"by its role", `<div class="x t" role="status" aria-label="Loading"></div>`, true},
		{"by its class", `<div class="spinner t"></div>`, true},
		{"by what is drawn behind it", `<div class="loader a"></div>`, true},
		{"a progress without a value", `<progress></progress>`, true},
		{"a progress with one", `<progress value="3" max="5"></progress>`, false},
		{"a pin that moves", `<div class="pin t"></div>`, false},
		{"nothing", `<div></div>`, false},
	} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[int](t, s, "(() => { box.innerHTML = `"+turns+c.sign+"`; setTimeout(() => { box.innerHTML = '<b>The list</b>' }, 900) })(), 1")
		p, err := s.Settle(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == "The list" }); got != c.waits {
			t.Errorf("%s: waited for %v", c.name, got)
		}
	}
	s, ctx := visit(t, "changing.html", Options{})
	eval[int](t, s, "box.innerHTML = `"+turns+`<div class="spinner t"></div>`+"`, 1")
	if p, err := s.Settle(ctx, nil); err != nil || p.Busy {
		t.Errorf("a sign that stays: busy %v, %v", p.Busy, err)
	}
}
