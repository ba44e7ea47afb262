package browser

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/snapshot"
)

func TestClickSaysWhatItSawLast(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	for selector, want := range map[string]string{
		"#nothing": "it is missing", "#none": "it is hidden", "#off-set": "it is disabled", ".two": "it is ambiguous (2 match)",
		"#covered": `it is covered by <div class="cookie">`, "#dead": "it is not clickable", "#far-off": "it is hidden",
	} {
		err := overdueFails(t, ctx, 250*time.Millisecond, doing(s, css("it", selector).Click()), "click it: "+want+" for ")
		if !errors.Is(err, ErrNotReady) {
			t.Errorf("%v is not ErrNotReady", err)
		}
	}
}

func TestClickScrollsAndReports(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	eval[any](t, s, `document.querySelector("#below").onclick = e => { document.title = "below " + e.isTrusted }, 1`)
	do(t, s, ctx, css("the button below", "#below").Click())
	if got := eval[string](t, s, "document.title"); got != "below true" {
		t.Error(got)
	}
}

func TestClickIfSeen(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	do(t, s, ctx, css("it", "#nothing").ClickIfSeen(), css("it", "#none").ClickIfSeen())
	eval[any](t, s, `document.querySelector("#ready").onclick = () => { document.title = "seen" }, 1`)
	do(t, s, ctx, css("it", "#ready").ClickIfSeen())
	if got := eval[string](t, s, "document.title"); got != "seen" {
		t.Error(got)
	}
	overdueFails(t, ctx, 250*time.Millisecond, doing(s, css("it", "#covered").ClickIfSeen()), "covered by")
}

func TestClickThatLeavesThePage(t *testing.T) {
	s, ctx := visit(t, "dialogs.html", Options{})
	do(t, s, ctx, css("the link", "a").Click())
	if _, err := s.WaitFor(ctx, Visible(css("the form", "#name"))); err != nil {
		t.Error(err)
	}
}

func TestClickWaitsForTheControl(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[int](t, s, `show('<button onclick="out.textContent+=1">Come</button>', 150)`)
	do(t, s, ctx, Find("the button", Way{Role: "button", Words: []string{"Come"}}).Click())
	if got := eval[string](t, s, "out.textContent"); got != "1" {
		t.Error(got)
	}
}

func TestSameControlIsNotPressedTwiceAtOnce(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.querySelector("#twice").onclick = () => { document.n = (document.n ?? 0) + 1 }, 1`)
	twice := css("the button", "#twice")
	do(t, s, ctx, twice.Click())
	err := s.Do(short(t, ctx, 1500*time.Millisecond), twice.Click())
	fails(t, err, "pressed a moment ago for 1.5s")
	if got := eval[int](t, s, "document.n"); got != 1 {
		t.Error(got)
	}
	eval[any](t, s, `out.textContent = "answered", 1`)
	do(t, s, ctx, twice.Click())
}

// On a page that moves, a guarded click hits the row that is meant, or nothing. The page comes to rest
// after some time: how fast this machine is must not tell whether a click can be made at all.
func TestClickOnMovingPages(t *testing.T) {
	s, ctx := visit(t, "motion.html", Options{})
	rest := &Others{Names: []string{"Phone A", "Phone B", "Phone D", "Phone E", "Phone F"}}
	remove := Find("the remove button", Way{Role: "button", Words: []string{"Remove"}}).For(Row{Name: "Phone C", Others: rest})
	const seed = 7
	r := rand.New(rand.NewPCG(seed, seed))
	for _, m := range []struct {
		mode string
		ms   int
	}{{"still", 0}, {"shift", -1}, {"shift", 40}, {"rerender", 40}, {"recycle", 40}, {"recycle", -1}, {"overlay", 40}} {
		for i := range 6 {
			eval[int](t, s, fmt.Sprintf("start(%q, %d, %d)", m.mode, m.ms, r.IntN(60)))
			err := s.Do(ctx, remove.Click())
			got := eval[[]string](t, s, "clearInterval(timer), clicked")
			if err != nil || len(got) != 1 || got[0] != "Phone C" {
				t.Errorf("seed %d, %s %d, %d: clicked %q, %v", seed, m.mode, m.ms, i, got, err)
			}
		}
	}
}

// Whatever the page does at the first event, the act does not reach another row.
func TestRowSwappedUnderThePress(t *testing.T) {
	s, ctx := visit(t, "motion.html", Options{})
	eval[int](t, s, `start("still", 0), addEventListener("mousemove", () => fill(turn(names))), 1`)
	remove := Find("the remove button", Way{Role: "button", Words: []string{"Remove"}}).For(Row{Name: "Phone C", Others: &Others{Names: []string{"Phone A", "Phone B", "Phone D", "Phone E", "Phone F"}}})
	do(t, s, ctx, remove.Click())
	if got := eval[[]string](t, s, "clicked"); len(got) != 1 || got[0] != "Phone C" {
		t.Error(got)
	}
	eval[int](t, s, `start("still", 0), addEventListener("pointerdown", () => { document.querySelector("#ov").style.display = "block" }), 1`)
	err := overdue(t, ctx, time.Second, doing(s, remove.Click()), func(err error) bool { return errors.Is(err, ErrUnsure) })
	if got := eval[[]string](t, s, "clicked"); len(got) != 0 {
		t.Error(got, err)
	}
	if !errors.Is(err, ErrUnsure) { // its first event did reach the control
		t.Error(err)
	}
}

func TestFill(t *testing.T) {
	s, ctx := visit(t, "fields.html", Options{})
	do(t, s, ctx, css("it", "#plain").Fill("new"), css("it", "#react").Fill("state"), css("it", "#area").Fill("two\nlines"),
		css("it", "#rich").Fill("rich"), css("it", "#phone").Fill("0123456"))
	got := eval[string](t, s, `[plain.value, state, react.value, area.value, rich.textContent, phone.value].join("|")`)
	if got != "new|state|state|two\nlines|rich|012 345 6" {
		t.Errorf("%q", got)
	}
	do(t, s, ctx, css("it", "#plain").Fill(""))
	if got := eval[string](t, s, "plain.value"); got != "" {
		t.Error(got)
	}
	if st, err := look(s, ctx, css("it", "#phone")); err != nil || st.Text != "9" {
		t.Error(st, err) // a field tells only how much it holds
	}
	for selector, want := range map[string]string{
		"#stubborn": "it does not keep what is typed for", "#short": "it does not keep what is typed for", "#fixed": "it is read-only for", "#nofield": "it is not a field",
	} {
		overdueFails(t, ctx, 600*time.Millisecond, doing(s, css("it", selector).Fill("12345")), "fill it: "+want)
	}
}

func TestTick(t *testing.T) {
	s, ctx := visit(t, "ticks.html", Options{})
	for _, id := range []string{"plain", "already", "ant", "gone", "aria", "classy"} {
		l := css(id, "#"+id)
		do(t, s, ctx, l.Tick(), l.Tick()) // once ticked it stays so
	}
	got := eval[string](t, s, `[plain.checked, already.checked, antbox.checked, gone.checked, aria.ariaChecked, classy.className, location.hash].join()`)
	if got != "true,true,true,true,true,box checked," {
		t.Error(got)
	}
	eval[any](t, s, `antbox.checked = false, 1`)
	do(t, s, ctx, css("the box", "#antbox").Tick())
	if !eval[bool](t, s, "antbox.checked") {
		t.Error("the box is not ticked")
	}
	do(t, s, ctx, css("the box", "#antbox").Untick(), css("the box", "#antbox").Untick()) // nor is it ticked again
	if on, err := s.ticked(ctx, css("the box", "#antbox"), nil); on || err != nil {
		t.Error("still ticked", err)
	}
	err := s.Do(short(t, ctx, 1500*time.Millisecond), css("it", "#dead").Tick())
	fails(t, err, "tick it: it is not ticked for 1.5s")
	if got := eval[string](t, s, "out.textContent"); got != "dead " {
		t.Error(got)
	}
}

// The pointer is over a control before it is pressed: what moves away from it is pressed where it has gone.
func TestControlThatMovesUnderThePointer(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	eval[any](t, s, `(() => {
		document.body.innerHTML = "<button id=b style='margin:20px'>Go</button>"
		const b = document.querySelector("#b"), all = []
		b.onpointerenter = () => { all.push("over"); b.style.marginLeft = "400px"; b.onpointerenter = null }
		b.onclick = () => { all.push("pressed"); document.title = all.join() }
	})(), 1`)
	do(t, s, ctx, css("it", "#b").Click())
	if got := eval[string](t, s, "document.title"); got != "over,pressed" {
		t.Error(got)
	}
}

// What came to lie over a control since it was read is told soon, so that it can be dealt with; an element that is
// waited for is waited for.
func TestACoverThatCame(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	p := snapped(t, s, ctx)
	i := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Kind == snapshot.Button && n.Ready() })
	if i < 0 {
		t.Fatal("the page has no button")
	}
	eval[any](t, s, `document.body.insertAdjacentHTML("beforeend", "<div style='position:fixed;inset:0;background:#fff' class=over>News</div>"), 1`)
	if err := s.Do(ctx, At(p, i).Click()); !errors.Is(err, ErrNotReady) || ctx.Err() != nil {
		t.Errorf("%v, %v", err, ctx.Err())
	}
}

// A control that wants to be held gets one press that lasts, and what it does while it is held counts as the press.
func TestClickThatHolds(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	eval[any](t, s, `(() => {
		const b = document.querySelector("#ready");
		let timer;
		b.onmousedown = () => { timer = setTimeout(() => { document.title = "held"; b.textContent = "Deleting"; b.disabled = true }, 300) };
		b.onmouseup = () => clearTimeout(timer);
		b.onclick = () => { document.title += " clicked" };
	})(), 1`)
	do(t, s, ctx, css("it", "#ready").Click())
	if got := eval[string](t, s, "document.title"); strings.Contains(got, "held") {
		t.Errorf("a click holds: %q", got)
	}
	eval[any](t, s, `document.title = ""`)
	do(t, s, ctx, css("it", "#ready").Held(time.Second).Click())
	if got := eval[string](t, s, "document.title"); got != "held" {
		t.Errorf("held for a second: %q", got)
	}
}

// A field without words of its own that only takes the keys for a drawn list is no cover of it; a button in it is.
func TestADrawnListIsNotCoveredByItsOwnField(t *testing.T) {
	const box = `<div id=list style="position:relative;width:200px;height:32px;cursor:pointer;border:1px solid">`
	for name, c := range map[string]struct{ page, want string }{
		"its field":            {box + `<input role=combobox readonly style="position:absolute;inset:0;width:100%;height:100%"><span>Select a reason</span></div>`, "ready"},
		"a field to type into": {box + `<input value=Mine style="position:absolute;inset:0;width:100%;height:100%"><span>Select a reason</span></div>`, "covered by <input>"},
		"a button":             {box + `<button style="position:absolute;inset:0;width:100%;height:100%;opacity:0">Erase</button><span>Select a reason</span></div>`, "covered by <button>"},
	} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, "document.body.innerHTML = `"+c.page+"`, document.querySelector('#list').addEventListener('mousedown', () => {}), 1")
		if got, err := look(s, ctx, css("the list", "#list")); err != nil || got.Words != c.want {
			t.Errorf("%s: %v, %v; want %s", name, got, err, c.want)
		}
	}
}
