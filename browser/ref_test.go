package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"miacct/snapshot"
)

// labelOf is the index of the node with the label in a reading.
func labelOf(t *testing.T, p snapshot.Page, label string) int {
	t.Helper()
	i := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == label && n.Kind != snapshot.Text })
	if i < 0 {
		t.Fatalf("no node says %q", label)
	}
	return i
}

func TestAt(t *testing.T) {
	const page = `document.body.innerHTML = '<main><div style="cursor:pointer" onclick="document.title+=\'a\'">More</div>' +
		'<div id=d role=dialog aria-label=Sure? style="position:fixed;inset:20%;background:#fff"><p id=says>Delete Mi <b>9</b>?</p><div id=alone>9</div><div id=shade></div><p id=more hidden>And all others</p><button id=b onclick="document.title+=\'b\'">Delete (3)</button>' +
		'<label><input type=checkbox style="opacity:0"> I understand</label></div></main>', shade.attachShadow({mode: "open"}).innerHTML = "<p>of 1 phone</p>", document.title = "", 1`
	for _, tt := range []struct{ name, node, change, title string }{
		{"presses the very element", "Delete (3)", "1", "b"},
		{"follows it when it moves", "Delete (3)", `d.style.top = "50px", 1`, "b"},
		{"is stopped by other words", "Delete (3)", `b.textContent = "Delete all", 1`, ""},
		{"is stopped by another question", "Delete (3)", `says.textContent = "Delete Redmi?", 1`, ""},
		{"is stopped by another digit", "Delete (3)", `says.textContent = "Delete Mi 8?", 1`, ""},
		{"is stopped by another digit of an element of its own", "Delete (3)", `says.innerHTML = "Delete Mi <b>8</b>?", 1`, ""},
		{"is stopped by another digit in a name given by its author", "Delete (3)", `says.setAttribute("aria-label", "Delete Mi 8?"), 1`, ""},
		{"is stopped by a digit in a shadow root", "Delete (3)", `shade.shadowRoot.firstChild.textContent = "of 2 phones", 1`, ""},
		{"is stopped by a text that was hidden", "Delete (3)", `more.hidden = false, 1`, ""},
		{"is stopped by a number alone that was never seen to count", "Delete (3)", `alone.textContent = "8", 1`, ""},
		{"is stopped by its own number", "Delete (3)", `b.textContent = "Delete (2)", 1`, ""},
		{"is stopped when it is another element", "Delete (3)", `b.outerHTML = b.outerHTML, 1`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, ctx := visit(t, "changing.html", Options{})
			eval[any](t, s, page)
			p, err := s.Snapshot(ctx)
			if err != nil {
				t.Fatal(err)
			}
			l := At(p, labelOf(t, p, tt.node))
			eval[any](t, s, tt.change)
			if tt.title == "" {
				ctx = short(t, ctx, 500*time.Millisecond)
			}
			err = s.Do(ctx, l.Click())
			if got := eval[string](t, s, "document.title"); got != tt.title {
				t.Errorf("pressed %q, want %q", got, tt.title)
			}
			if (err == nil) != (tt.title != "") || err != nil && !errors.Is(err, ErrNotReady) {
				t.Error(err)
			}
		})
	}
	t.Run("is stopped at once, and says why", func(t *testing.T) {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, page)
		p, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		eval[any](t, s, `says.textContent = "Delete Mi 8?", 1`)
		if err := s.Do(ctx, At(p, labelOf(t, p, "Delete (3)")).Click()); !errors.Is(err, ErrChanged) || !errors.Is(err, ErrNotReady) {
			t.Error(err)
		}
	})
	for name, counter := range map[string]string{
		"a number alone": `alone.textContent = %d`, "with a unit": `alone.textContent = "%d s"`, "as a clock": `alone.textContent = "00:0%d"`,
		"in brackets of another control": `cancel.textContent = "Cancel (%d)"`, "with a unit in another control": `cancel.textContent = "取消 %d秒"`,
	} {
		t.Run("goes on when what was seen to count does: "+name, func(t *testing.T) {
			s, ctx := visit(t, "changing.html", Options{})
			eval[any](t, s, page)
			eval[any](t, s, `d.insertAdjacentHTML("beforeend", "<button id=cancel></button>"), 1`)
			var p snapshot.Page
			for _, n := range []int{9, 8} {
				eval[any](t, s, fmt.Sprintf(counter, n)+", 1")
				var err error
				if p, err = s.Snapshot(ctx); err != nil {
					t.Fatal(err)
				}
			}
			l := At(p, labelOf(t, p, "Delete (3)"))
			eval[any](t, s, fmt.Sprintf(counter, 7)+", 1")
			do(t, s, ctx, l.Click())
			eval[any](t, s, `says.textContent = "Delete Mi 8?", 1`)
			if err := s.Do(ctx, l.Click()); !errors.Is(err, ErrChanged) {
				t.Errorf("another word beside it: %v", err)
			}
		})
	}
	t.Run("ticks a hidden box", func(t *testing.T) {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, page)
		p, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		do(t, s, ctx, At(p, labelOf(t, p, "I understand")).Tick())
		if !eval[bool](t, s, `document.querySelector("input").checked`) {
			t.Error("it is not ticked")
		}
	})
	t.Run("chooses an option and a radio button", func(t *testing.T) {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, `document.body.innerHTML = '<select id=s onchange="document.title += this.value"><option value="">Choose<option value=o>Other</select>' +
			'<label><input type=radio name=r>Privacy</label><label><input type=radio name=r id=r>Another reason</label>', document.title = "", 1`)
		p, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		do(t, s, ctx, At(p, labelOf(t, p, "Other")).Choose(), At(p, labelOf(t, p, "Another reason")).Choose())
		if got := eval[string](t, s, `document.title + document.querySelector("#s").value + document.querySelector("#r").checked`); got != "ootrue" {
			t.Error(got)
		}
	})
	t.Run("is missing in another document", func(t *testing.T) {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, page)
		p, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		l := At(p, labelOf(t, p, "Delete (3)"))
		do(t, s, ctx, Goto(theZoo.srv.URL+"/form.html"))
		if st, err := look(s, ctx, l); err != nil || st.Shown {
			t.Errorf("%+v, %v", st, err)
		}
		do(t, s, ctx, Back())
		if _, err := s.WaitFor(ctx, Visible(css("the page", "#twice, main"))); err != nil {
			t.Error(err)
		}
	})
}

func TestSettle(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		ready        string // the label that is waited for
		has          string // what the page shows at the end
		least        time.Duration
	}{
		{"returns at once what is waited for", `box.innerHTML = "<button>Yes</button>", 1`, "Yes", "Yes", 0},
		{"waits until nothing changes", `setTimeout(() => { box.innerHTML = "<button>One</button>" }, 100), setTimeout(() => { box.innerHTML = "<button>Two</button>" }, 300), 1`, "", "Two", 550 * time.Millisecond},
		{"waits for a request that is open", `fetch("/late").then(() => { box.innerHTML = "<button>Answer</button>" }), 1`, "", "Answer", 700 * time.Millisecond},
		{"takes a page that changes for ever as it is", `setInterval(() => { box.innerHTML = "<button>" + Math.random() + "</button>" }, 50), 1`, "", "", 3 * time.Second},
		{"does not mind what only moves", `box.innerHTML = "<button style='position:relative'>Yes</button>", setInterval(() => { box.firstChild.style.left = Math.random() * 9 + "px" }, 30), 1`, "", "Yes", 250 * time.Millisecond},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, ctx := visit(t, "changing.html", Options{})
			s.noteAct()
			eval[any](t, s, tt.script)
			began := time.Now()
			p, err := s.Settle(ctx, func(p snapshot.Page) bool {
				return tt.ready != "" && slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == tt.ready })
			})
			took := time.Since(began)
			if err != nil {
				t.Fatal(err)
			}
			if tt.has != "" {
				labelOf(t, p, tt.has)
			}
			if took < tt.least {
				t.Errorf("at rest after %v, before %v", took, tt.least)
			}
			t.Logf("at rest after %v", took)
		})
	}
}

// What stood still for long enough before is at rest already; after an act it must stand still anew.
func TestSettleCountsTheRestThatHasPassed(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	if _, err := s.Settle(ctx, nil); err != nil {
		t.Fatal(err)
	}
	readings := func() (n int) {
		if _, err := s.Settle(ctx, func(snapshot.Page) bool { n++; return false }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := readings(); n != 1 {
		t.Errorf("%d readings of a page that was at rest", n)
	}
	s.noteAct()
	if n := readings(); n < 2 {
		t.Errorf("%d reading after an act, before anything could have changed", n)
	}
}

// Nothing is done to the page while a picture of it is being taken.
func TestNothingIsDoneWhileAPictureIsTaken(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	giveBack, err := s.camera.queue()(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	acted := make(chan struct{})
	go func() {
		done <- s.Do(ctx, Action{Does: "act", do: func(context.Context, *Session) error { close(acted); return nil }})
	}()
	if _, err := s.Snapshot(ctx); err != nil { // reading goes on
		t.Fatal(err)
	}
	select {
	case <-acted:
		t.Error("done while a picture is taken")
	default:
	}
	giveBack()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// What is ready once the page has stood still for a moment is not kept waiting until it is at rest.
func TestSettleAsksAgainAfterALull(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	s.noteAct()
	p, err := s.Settle(ctx, func(p snapshot.Page) bool { return p.Still >= Lull })
	if err != nil || p.Still < Lull || p.Still >= Calm && len(p.Nodes) == 0 {
		t.Errorf("still for %v, %v", p.Still, err)
	}
	eval[any](t, s, `setTimeout(() => { box.innerHTML = "<button>Yes</button>" }, 20), 1`)
	s.noteAct()
	ready := false
	p, err = s.Settle(ctx, func(p snapshot.Page) bool {
		changed := slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == "Yes" }) // however late a busy machine's timer rings
		ready = changed && p.Still >= Lull
		return ready
	})
	if err != nil || !ready || p.Still < Lull {
		t.Errorf("ready %v, still for %v, %v", ready, p.Still, err)
	}
}

// What a dialog shows in a slot stands on it, though it is not in its tree: in open roots and in closed ones.
func TestAtWhatASlotShows(t *testing.T) {
	for _, mode := range []string{"open", "closed"} {
		t.Run(mode, func(t *testing.T) {
			s, ctx := visit(t, "changing.html", Options{})
			eval[any](t, s, `document.title = "", document.body.innerHTML = "<p>Page</p><div id=host><label>Name<input id=pw></label><button onclick='document.title+=\"b\"'>Given</button></div>",
				host.attachShadow({mode: "`+mode+`"}).innerHTML = "<div role=dialog aria-label='Sure?' style='position:fixed;inset:20%;background:#fff'><h3>Delete?</h3><slot></slot></div>", 1`)
			p := snapped(t, s, ctx)
			do(t, s, ctx, At(p, labelOf(t, p, "Name")).Fill("secret-1"), At(p, labelOf(t, p, "Given")).Click())
			if got := eval[string](t, s, "document.title + pw.value.length"); got != "b8" {
				t.Errorf("pressed and filled %q", got)
			}
		})
	}
}
