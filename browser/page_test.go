package browser

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestFrames(t *testing.T) {
	inner := Find("the inner button", Way{Role: "button", Words: []string{"Inner button"}})
	field := Find("the inner field", Way{CSS: "input"})
	for name, src := range map[string]string{"same site": "inner.html", "other site": abroad() + "/inner.html",
		"nested": "frames.html?src=" + abroad() + "/frames.html%3Fsrc=" + theZoo.srv.URL + "/inner.html"} {
		t.Run(name, func(t *testing.T) {
			s, ctx := visit(t, "frames.html?src="+src, Options{})
			do(t, s, ctx, inner.Click(), field.Fill("typed"))
			parts := map[*part]bool{}
			for _, v := range s.tab().views() {
				parts[v.part] = true
			}
			if want := map[string]int{"same site": 1, "other site": 2, "nested": 3}[name]; len(parts) != want {
				t.Errorf("%d renderers; want %d", len(parts), want)
			}
			if _, err := s.WaitFor(ctx, Visible(Find("its word", Way{CSS: "p", Words: []string{"inner"}}))); err != nil {
				t.Error(err)
			}
			if st, err := look(s, ctx, field); err != nil || !st.Ready || st.Text != "5" {
				t.Error(st, err)
			}
			if st, err := look(s, ctx, Find("it", Way{URL: "*/inner.html", CSS: "button"})); err != nil || !st.Ready {
				t.Error(st, err)
			}
			eval[any](t, s, "cover() ?? 1")
			if st, err := look(s, ctx, inner); err != nil || st.Words != `covered by <div class="over">` {
				t.Error(st, err)
			}
			overdueFails(t, ctx, 300*time.Millisecond, doing(s, inner.Click()), `the inner button is covered by <div class="over"> for `)
			eval[any](t, s, `document.querySelector("iframe").style.display = "none", 1`)
			if st, err := look(s, ctx, inner); err != nil || st.Shown {
				t.Error(st, err)
			}
			if err := hidden(s, ctx, inner); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestHiddenFrameIsNoSight(t *testing.T) {
	for _, style := range []string{"visibility:hidden", "position:absolute;left:-9999px", "opacity:0", "width:0;height:0;border:0;padding:0"} {
		s, ctx := visit(t, "frames.html?src="+abroad()+"/inner.html&style="+style, Options{})
		overdueFails(t, ctx, 700*time.Millisecond, firstOf(s, css("the inner button", "#in")), "the inner button is hidden for ")
	}
}

// firstOf waits for the first of all.
func firstOf(s *Session, all ...Locator) func(context.Context) error {
	return func(ctx context.Context) error { _, err := s.WaitFor(ctx, Visible(all...)); return err }
}

// hidden waits until l is no longer there.
func hidden(s *Session, ctx context.Context, l Locator) error {
	_, err := s.WaitFor(ctx, Hidden(l))
	return err
}

func TestFirst(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[int](t, s, `show('<b id=b>B</b><i id=a>A</i>', 100)`)
	seen, err := s.WaitFor(ctx, Visible(Locator{}, css("none", "#none"), css("A", "#a"), css("B", "#b")))
	if err != nil || seen.Index != 2 || seen.Text != "A" || !strings.HasSuffix(seen.URL, "/changing.html") {
		t.Error(seen, err)
	}
	err = overdueFails(t, ctx, 200*time.Millisecond, firstOf(s, css("the one", "#none"), css("the other", "#nor")), "saw none of the one, the other for ")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	eval[int](t, s, `show('', 100)`)
	if err := hidden(s, ctx, css("A", "#a")); err != nil {
		t.Error(err)
	}
	overdueFails(t, ctx, 200*time.Millisecond, func(ctx context.Context) error { return hidden(s, ctx, css("the button", "#twice")) }, "the button is still there for ")
}

// A change is seen when it comes, not at the next tick.
func TestChangeWakes(t *testing.T) {
	defer func(d time.Duration) { tick = d }(tick)
	tick = 2 * hang
	s, ctx := visit(t, "changing.html", Options{})
	for range 7 {
		eval[int](t, s, `box.innerHTML = "", setTimeout(() => { box.innerHTML = "<b id=b>B</b>" }, 120), 1`)
		if _, err := s.WaitFor(ctx, Visible(css("B", "#b"))); err != nil {
			t.Fatal(err)
		}
	}
}

// notices collects what a session tells of.
type notices struct {
	mu   sync.Mutex
	all  []string
	news chan struct{}
}

func newNotices() *notices { return &notices{news: make(chan struct{}, 100)} }

func (n *notices) tell(words string) {
	n.mu.Lock()
	n.all = append(n.all, words)
	n.mu.Unlock()
	n.news <- struct{}{}
}

// has waits until words were told.
func (n *notices) has(t *testing.T, ctx context.Context, words string) {
	t.Helper()
	for {
		n.mu.Lock()
		found := slices.ContainsFunc(n.all, func(s string) bool { return strings.Contains(s, words) })
		all := strings.Join(n.all, "; ")
		n.mu.Unlock()
		if found {
			return
		}
		select {
		case <-n.news:
		case <-ctx.Done():
			t.Fatalf("was not told %q, only: %s", words, all)
		}
	}
}

func TestDialogs(t *testing.T) {
	n := newNotices()
	s, ctx := visit(t, "dialogs.html", Options{Notice: n.tell})
	out := func(want string) {
		t.Helper()
		if _, err := s.WaitFor(ctx, Visible(Find("the outcome", Way{CSS: "#out", Has: []string{want}}))); err != nil {
			t.Error(err)
		}
		eval[any](t, s, `out.textContent = "", 1`)
	}
	do(t, s, ctx, css("it", "#alert").Click())
	out("alert")
	n.has(t, ctx, `alert "Be careful": dismissed`)
	do(t, s, ctx, css("it", "#confirm").Click())
	out("no")
	n.has(t, ctx, `confirm "Remove Mi 9 for ever?": dismissed`)
	do(t, s, ctx, css("it", "#prompt").Click())
	out("null")
	do(t, s, ctx, css("it", "#confirm").ClickAccepting("remove mi 9"))
	out("yes")
	n.has(t, ctx, `confirm "Remove Mi 9 for ever?": accepted`)
	err := s.Do(ctx, css("it", "#confirm").ClickAccepting("Remove Mi 8"))
	fails(t, err, `click it: the page asks "Remove Mi 9 for ever?", which was not expected`)
	out("no")
	do(t, s, ctx, css("it", "#late").ClickAccepting("remove mi 9")) // one press is one yes
	out("yes once")
	do(t, s, ctx, css("it", "#late").ClickAccepting("remove mi 9"))
	do(t, s, ctx, css("it", "#out").ScrollOn()) // and none once something else is done
	out("no once")
	eval[any](t, s, `setTimeout(() => alert("Out of the blue")), 1`)
	if _, err := picture(s, ctx); err != nil {
		t.Error(err)
	}
	do(t, s, ctx, css("it", "#stay").Click())
	out("stay")
	do(t, s, ctx, css("the link", "a").Click())
	n.has(t, ctx, `beforeunload "": dismissed`)
	if st, err := look(s, ctx, css("it", "#stay")); err != nil || !st.Ready {
		t.Error(st, err)
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/form.html"))
	n.has(t, ctx, `beforeunload "": accepted`)
}

func TestTabs(t *testing.T) {
	for _, opener := range []string{"#open", "#link"} {
		n := newNotices()
		s, ctx := visit(t, "tabs.html", Options{Notice: n.tell})
		do(t, s, ctx, css("it", opener).Click())
		if _, err := s.WaitFor(ctx, Visible(css("the new tab", "h1"))); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(s.URL(), "/opened.html") {
			t.Error(s.URL())
		}
		n.has(t, ctx, "followed")
		if _, err := picture(s, ctx); err != nil {
			t.Error(err)
		}
		eval[any](t, s, `setTimeout(() => window.close()), 1`)
		if _, err := s.WaitFor(ctx, Visible(css("the old tab", opener))); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOtherTabsAreClosed(t *testing.T) {
	n := newNotices()
	s, ctx := visit(t, "tabs.html?foreign="+abroad()+"/opened.html", Options{Hosts: []string{"127.0.0.1"}, Notice: n.tell})
	eval[any](t, s, `document.querySelector("#foreign").click(), 1`) // not by a press of ours: the zoo has no certificate
	n.has(t, ctx, "a new tab opened by itself at http://localhost")
	if st, err := look(s, ctx, css("it", "#open")); err != nil || !st.Ready {
		t.Error(st, err)
	}
}
