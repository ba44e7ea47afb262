package browser

import (
	"context"
	"slices"
	"strings"
	"testing"

	"miacct/snapshot"
)

// snapped takes a snapshot, which must succeed.
func snapped(t *testing.T, s *Session, ctx context.Context) snapshot.Page {
	t.Helper()
	p, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// labelled is the only node of the kind that is called so.
func labelled(t *testing.T, p snapshot.Page, kind snapshot.Kind, label string) snapshot.Node {
	t.Helper()
	var found []snapshot.Node
	for _, n := range p.Nodes {
		if n.Kind == kind && n.Label() == label {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d nodes of kind %s are called %q; want 1; partial %q, of\n%s", len(found), kind, label, p.Partial, p)
	}
	return found[0]
}

func TestSnapshotNodes(t *testing.T) {
	s, ctx := visit(t, "snapshot.html", Options{})
	p := snapped(t, s, ctx)
	if p.Title != "Snapshot" || p.Lang != "en-GB" || p.Partial != "" || p.Busy || len(p.Frames) != 1 || !p.Frames[0].Allowed {
		t.Errorf("the page is %q in %q, partial %q, busy %v, frames %v", p.Title, p.Lang, p.Partial, p.Busy, p.Frames)
	}
	type want struct {
		kind           snapshot.Kind
		label          string
		why, against   string // joined with commas
		weak, conceals bool
		is             func(snapshot.Node) bool
	}
	var all []string
	for _, w := range []want{
		{kind: snapshot.Link, label: "Home", why: "native", is: func(n snapshot.Node) bool { return strings.HasSuffix(n.Href, "/home") }},
		{kind: snapshot.Button, label: "Menu", why: "native", is: func(n snapshot.Node) bool { return n.State.Popup == "menu" && n.State.Expanded == snapshot.No }},
		{kind: snapshot.Heading, label: "Find Device", is: func(n snapshot.Node) bool { return n.Level == 1 }},
		{kind: snapshot.Text, label: "You may turn off Find Device of each phone here.", is: func(n snapshot.Node) bool { return n.Text == "You may turn off Find Device of here." }},
		{kind: snapshot.Text, label: "but this"},
		{kind: snapshot.Text, label: "Redmi Note 9"},
		{kind: snapshot.Field, label: "Account", why: "native", is: func(n snapshot.Node) bool {
			return n.Filled && n.State.Required && n.Placeholder == "Mail or phone" && strings.Contains(n.Hint, "username")
		}},
		{kind: snapshot.Password, label: "Password", why: "native", is: func(n snapshot.Node) bool { return n.Filled && n.MaxLength == 16 && n.Type == "password" }},
		{kind: snapshot.Field, label: "Why", why: "native", is: func(n snapshot.Node) bool { return n.Filled }},
		{kind: snapshot.Field, label: "Note", why: "editable", is: func(n snapshot.Node) bool { return n.Filled }},
		{kind: snapshot.Checkbox, label: "I have read the terms", why: "native", is: func(n snapshot.Node) bool { return n.State.Checked == snapshot.Yes }},
		{kind: snapshot.Checkbox, label: "Send me news", why: "class,cursor", weak: true, is: func(n snapshot.Node) bool { return n.State.Checked == snapshot.No }},
		{kind: snapshot.Switch, label: "Find device", why: "role", is: func(n snapshot.Node) bool { return n.State.Checked == snapshot.Yes }},
		{kind: snapshot.Select, label: "Reason", why: "native", is: func(n snapshot.Node) bool { return !n.Filled }},
		{kind: snapshot.Option, label: "Other", why: "native", against: "in a closed list"},
		{kind: snapshot.Button, label: "In a closed set", why: "native", against: "disabled", is: func(n snapshot.Node) bool { return n.State.Disabled }},
		{kind: snapshot.Button, label: "Inert", why: "native", against: "inert"},
		{kind: snapshot.Button, label: "Said to be off", why: "native", against: "disabled"},
		{kind: snapshot.Button, label: "Send", why: "native"},
		{kind: snapshot.Button, label: "Hidden from readers", why: "native", conceals: true},
		{kind: snapshot.Button, label: "Own listener", why: "listener", weak: true},
		{kind: snapshot.Button, label: "Delegated", why: "cursor", weak: true},
		{kind: snapshot.Text, label: "Not pressable"},
		{kind: snapshot.Button, label: "Under a cover", why: "native", against: `covered by <div class="over">`},
		{kind: snapshot.Alert, label: "It was saved"},
		{kind: snapshot.Button, label: "In a drawer that is shut", why: "native", against: "outside"},
		{kind: snapshot.Button, label: "In a closed root", why: "native"},
		{kind: snapshot.Text, label: "Closed text"},
		{kind: snapshot.Button, label: "In an open root", why: "native"},
		{kind: snapshot.Button, label: "Far below", why: "native"},
	} {
		n := labelled(t, p, w.kind, w.label)
		if got := strings.Join(n.For, ","); got != w.why {
			t.Errorf("%s %q is one by %q; want %q", w.kind, w.label, got, w.why)
		}
		if got := strings.Join(n.Against, ","); got != w.against {
			t.Errorf("against %s %q: %q; want %q", w.kind, w.label, got, w.against)
		}
		if n.Weak != w.weak || n.Concealed != w.conceals {
			t.Errorf("%s %q is weak %v, concealed %v", w.kind, w.label, n.Weak, n.Concealed)
		}
		if w.is != nil && !w.is(n) {
			t.Errorf("%s %q: %+v", w.kind, w.label, n)
		}
	}
	for _, n := range p.Nodes {
		all = append(all, n.Name, n.Text, n.Description, n.Placeholder, n.Hint)
		if n.Kind.Pressable() && n.Label() == "More" && len(n.For) != 1 {
			t.Errorf("%+v", n)
		}
	}
	words := strings.Join(all, "\n")
	for _, never := range []string{"secret", "a@example.com", "Nobody sees", "read aloud", "Not this", "Drawer's text"} {
		if strings.Contains(words, never) {
			t.Errorf("the snapshot holds %q", never)
		}
	}
	again := snapped(t, s, ctx)
	if !slices.EqualFunc(p.Nodes, again.Nodes, func(a, b snapshot.Node) bool { return a.Ref == b.Ref && a.Label() == b.Label() && a.Box == b.Box }) {
		t.Error("a page that stands still reads otherwise the second time")
	}
}

// TestSnapshotFrames shows that a frame's nodes stand where the frame does, and that a press on one arrives.
func TestSnapshotFrames(t *testing.T) {
	for name, src := range map[string]string{"same site": "inner.html", "other site": abroad() + "/inner.html",
		"nested": "frames.html?src=" + abroad() + "/frames.html%3Fsrc=" + theZoo.srv.URL + "/inner.html"} {
		t.Run(name, func(t *testing.T) {
			s, ctx := visit(t, "frames.html?src="+src, Options{})
			if _, err := s.WaitFor(ctx, Visible(css("the inner button", "#in"))); err != nil {
				t.Fatal(err)
			}
			p := snapped(t, s, ctx)
			n := labelled(t, p, snapshot.Button, "Inner button")
			if p.Partial != "" || !n.Ready() || n.Frame == 0 || len(p.Frames) != n.Frame+1 {
				t.Fatalf("partial %q, frames %v, %+v", p.Partial, p.Frames, n)
			}
			f := p.Frames[n.Frame]
			if f.ID != n.Ref.Frame || f.Document != n.Ref.Document || !strings.HasSuffix(f.URL, "/inner.html") || f.Parent != n.Frame-1 || !f.Allowed {
				t.Errorf("frame %+v of %+v", f, n.Ref)
			}
			if around := p.Nodes[n.Parent]; around.Role != "iframe" || around.Box.X > n.Box.X || around.Box.Y > n.Box.Y || around.Frame != n.Frame-1 {
				t.Errorf("it stands in %+v", around)
			}
			if err := s.tab().mouse(ctx, point{X: n.Box.X + n.Box.Width/2, Y: n.Box.Y + n.Box.Height/2}, pointerMoves, buttonGoesDown, buttonComesUp); err != nil {
				t.Fatal(err)
			}
			if _, err := s.WaitFor(ctx, Visible(Find("what it did", Way{CSS: "p", Words: []string{"inner"}}))); err != nil {
				t.Errorf("a press in the middle of its box: %v", err)
			}
		})
	}
}

// A frame of a place that is not allowed is listed and told of; nothing of it is read.
func TestSnapshotOfForeignFrame(t *testing.T) {
	s, ctx := visit(t, "frames.html?src="+abroad()+"/inner.html", Options{})
	if _, err := s.WaitFor(ctx, Visible(css("the inner button", "#in"))); err != nil {
		t.Fatal(err)
	}
	s.o.Hosts = []string{"127.0.0.1"}
	p := snapped(t, s, ctx)
	if len(p.Frames) != 2 || p.Frames[1].Allowed || p.Partial != "a frame of localhost" {
		t.Errorf("frames %v, partial %q", p.Frames, p.Partial)
	}
	for _, n := range p.Nodes {
		if n.Frame != 0 || strings.Contains(n.Label(), "Inner") {
			t.Errorf("read %+v", n)
		}
	}
	if p.Nodes[len(p.Nodes)-1].Role != "iframe" || p.Nodes[len(p.Nodes)-1].Box.Width < 100 {
		t.Errorf("the frame itself is %+v", p.Nodes[len(p.Nodes)-1])
	}
	s.o.Hosts = []string{"localhost"}
	if _, err := s.Snapshot(ctx); err == nil {
		t.Error("a page that is not allowed was read")
	}
}

// Reading which elements listen must not disturb the page while masks come and go.
func TestSnapshotsBesidePictures(t *testing.T) {
	s, ctx := visit(t, "snapshot.html", Options{Masks: []string{"p"}})
	s.Hide("Redmi Note 9")
	for range 12 {
		if _, err := picture(s, ctx); err != nil {
			t.Fatal(err)
		}
		if p := snapped(t, s, ctx); len(p.Nodes) == 0 {
			t.Fatal("the page shows nothing")
		}
	}
}

// What lies below a bar at the edge of the window is scrolled out from under it; what cannot be is covered.
func TestBarsThatScrollingLeaves(t *testing.T) {
	s, ctx := visit(t, "bars.html", Options{})
	ready := func(name string) bool {
		p := snapped(t, s, ctx)
		return p.Nodes[labelOf(t, p, name)].Ready()
	}
	for _, top := range []string{"document.getElementById('first').offsetTop - 20", "document.getElementById('first').offsetTop + 40 - innerHeight"} {
		eval[any](t, s, "scrollTo(0, "+top+"), 1")
		if !ready("First") {
			t.Errorf("below a bar, scrolled to %s: it cannot be pressed", top)
		}
		p := snapped(t, s, ctx)
		do(t, s, ctx, At(p, labelOf(t, p, "First")).Click())
	}
	eval[any](t, s, "scrollTo(0, 1e6), 1")
	if ready("Last") {
		t.Error("what no scrolling brings out from below a bar can be pressed")
	}
	if got := eval[string](t, s, "out.textContent"); got != "first first " {
		t.Errorf("pressed %q", got)
	}
}

// A box within a text has a line of its own, whatever it is made of, and the text around it has its own.
func TestABoxWithinATextIsRead(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.body.innerHTML = '<div id=a>Mi 9<div>Last seen yesterday</div></div>' +
		'<p>Find Device <span style="display:inline-block">Off</span> for <b>Mi 9</b></p><div>Li Wei<section>Mi ID: 123456789</section><button>Copy</button></div>', 1`)
	p := snapped(t, s, ctx)
	for _, label := range []string{"Mi 9", "Last seen yesterday", "Off", "Find Device for Mi 9", "Li Wei", "Mi ID: 123456789"} {
		labelled(t, p, snapshot.Text, label)
	}
	labelled(t, p, snapshot.Button, "Copy")
}

// Each shadow root tells of what is around it, too, so that one asks the other and back.
func TestLayersInNestedShadowRoots(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.body.innerHTML = '<div id=outer></div>', (() => {
		const o = outer.attachShadow({mode: "open"});
		o.innerHTML = '<p>The list</p><div id=inner></div>';
		const i = o.getElementById("inner").attachShadow({mode: "open"});
		i.innerHTML = '<div style="position:fixed;top:0;right:0;bottom:0;width:300px;background:#fff"><h2>Mi 9</h2><button>Turn off</button></div>';
		return 1;
	})()`)
	p := snapped(t, s, ctx)
	labelled(t, p, snapshot.Button, "Turn off")
	labelled(t, p, snapshot.Text, "The list")
}

// What a scrolled box holds above and below what is in view is there, in the page and in a fixed panel, and is pressed.
func TestScrolledBoxes(t *testing.T) {
	s, ctx := visit(t, "scrolled.html", Options{})
	p := snapped(t, s, ctx)
	for _, name := range []string{"First phone", "Second phone", "Third phone"} {
		if n := labelled(t, p, snapshot.Text, name); len(n.Against) > 0 && name != "First phone" {
			t.Errorf("%q: %v", name, n.Against)
		}
	}
	for _, name := range []string{"First phone On 1", "Foot"} {
		i := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Kind == snapshot.Button && n.Label() == name })
		if i < 0 || !p.Nodes[i].Ready() {
			t.Fatalf("%q cannot be pressed: %v", name, p.Nodes[max(i, 0)].Against)
		}
		do(t, s, ctx, At(p, i).Click())
		word, _, _ := strings.Cut(strings.ToLower(name), " ")
		if st, err := look(s, ctx, css("it", "#said")); err != nil || st.Text != word {
			t.Errorf("after %q: %q, %v", name, st.Text, err)
		}
		p = snapped(t, s, ctx)
	}
}

// What a closed section holds is not shown, though it has a box; where it is open it is.
func TestClosedSectionsAreNotRead(t *testing.T) {
	s, ctx := visit(t, "snapshot.html", Options{})
	eval[any](t, s, `document.body.insertAdjacentHTML("beforeend", "<details id=more><summary>Remove from my account</summary><p>It stops syncing.</p><button>Yes, remove it</button></details>" +
		"<div id=later style='content-visibility:hidden'><p>It was removed.</p></div><p>First line of three words<br>Second line of others</p><p>Mi 9<br>is online</p><p>Mi 10<br><small>is offline</small></p><p>Say <b>Mi 11</b><br>and <b>go</b> on</p><p><b>Mi 12</b> in grey<br>is off</p><p>Mi 13<span style='margin-left:6px'>on</span></p><button>Mi 14<span style='margin-left:6px'>on</span></button><p>Type <b>close it</b> here</p><p>Type <b>this</b> or <i>that</i></p>"), 1`)
	shown := func() (all []string) {
		for _, n := range snapped(t, s, ctx).Nodes {
			for _, w := range []string{"Remove from my account", "It stops syncing.", "Yes, remove it", "It was removed."} {
				if n.Label() == w {
					all = append(all, w)
				}
			}
		}
		return all
	}
	if got := shown(); !slices.Equal(got, []string{"Remove from my account"}) {
		t.Errorf("with the section closed it shows %q", got)
	}
	p := snapped(t, s, ctx)
	labelled(t, p, snapshot.Text, "First line of three words\nSecond line of others")
	labelled(t, p, snapshot.Text, "Mi 9 is online")
	labelled(t, p, snapshot.Text, "Mi 10")
	labelled(t, p, snapshot.Text, "is offline")
	labelled(t, p, snapshot.Text, "Say Mi 11 and go on")
	labelled(t, p, snapshot.Text, "Mi 12 in grey")
	labelled(t, p, snapshot.Text, "is off")
	labelled(t, p, snapshot.Text, "Mi 13 on")
	labelled(t, p, snapshot.Button, "Mi 14 on")
	labelled(t, p, snapshot.Text, "Mi 14")
	if a, b := labelled(t, p, snapshot.Text, "Type close it here"), labelled(t, p, snapshot.Text, "Type this or that"); a.Marked != "close it" || b.Marked != "" {
		t.Errorf("%q and %q are set apart", a.Marked, b.Marked)
	}
	eval[any](t, s, `more.open = true, later.style.contentVisibility = "visible", 1`)
	if got := shown(); len(got) != 4 {
		t.Errorf("with the sections open it shows %q", got)
	}
}

// The lines of a text are nodes of their own, and all of the entry that the text lies in.
func TestLinesLieInTheirEntry(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, "document.body.innerHTML = `<main>`+[`Anna's Mi 9`, `POCO F6`, `Mi 10`].map(n => `<div><b>${n}</b><br>Active now<form><button>Ring</button></form></div>`).join(``)+`</main>`, 1")
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	entries := map[int]int{}
	for _, n := range p.Nodes {
		if n.Label() != "" {
			entries[n.Entry]++
		}
	}
	if len(p.Entries) != 3 || entries[-1] > 0 || entries[0] != 3 {
		t.Errorf("%d entries, with %v nodes each:\n%s", len(p.Entries), entries, p)
	}
}

// What follows on a block is another text than what stands before it.
func TestABlockPartsATextInTwo(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, "document.body.innerHTML = `<div><b>Mi 9</b><p>Android 14</p>Find my device: <b>off</b> <a href='#'>Remove</a></div><div>Type <b>close it</b> here</div>`, 1")
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, n := range p.Nodes {
		if n.Kind == snapshot.Text {
			texts = append(texts, n.Text)
		}
	}
	slices.Sort(texts)
	if want := []string{"Android 14", "Find my device: off", "Mi 9", "Type close it here"}; !slices.Equal(texts, want) {
		t.Errorf("the texts are %q, want %q", texts, want)
	}
}

// A box that draws its mark as a text is called as before once it is ticked.
func TestAMarkIsNoName(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, "document.body.innerHTML = `<div role=dialog aria-label=Sure style='position:fixed;inset:20%;background:#fff'><p>Sure?</p><div><button role=checkbox aria-checked=false onclick=\"this.setAttribute('aria-checked', true), this.textContent = '✓'\"></button><label>I understand</label></div><button role=radio aria-checked=true>A+</button></div>`, 1")
	for _, want := range []snapshot.Tristate{snapshot.No, snapshot.Yes} {
		p, err := s.Settle(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		box := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Kind == snapshot.Checkbox })
		if n := p.Nodes[box]; n.State.Checked != want || n.Name+n.Text != "" || n.Description != "I understand" {
			t.Errorf("the box is %+v", n)
		}
		labelled(t, p, snapshot.Radio, "A+")
		if want == snapshot.No {
			if err := s.Do(ctx, At(p, box).Tick()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What listens for all that is in it is no control: what looks as if it could be pressed in it is. A card that listens for
// itself stays one.
func TestAListenerForWhatIsInIt(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.body.innerHTML = "<div id=app style='width:480px'><h2>Me</h2><div style='cursor:pointer'>Account settings</div><div style='cursor:pointer'>To the cloud</div></div><div id=card style='width:300px'><p>Redmi 9</p><p>Online</p></div>",
		app.addEventListener("click", () => {}), card.addEventListener("click", () => {}), 1`)
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var controls []string
	for _, n := range p.Nodes {
		if n.Kind.Pressable() {
			controls = append(controls, n.Label())
		}
	}
	if want := []string{"Account settings", "To the cloud", "Redmi 9 Online"}; !slices.Equal(controls, want) {
		t.Errorf("controls are %q, want %q", controls, want)
	}
}

// A box may be drawn as a character before its label: it is one, ticked or not, and is ticked by a press.
func TestABoxDrawnAsACharacter(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.body.innerHTML = "<p id=c style='cursor:pointer'>☐ I have saved my data</p><p style='cursor:pointer'>☑ I agree</p><p style='cursor:pointer'>✓ Done</p>", c.onclick = () => c.textContent = "☑ I have saved my data", 1`)
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Nodes) != 3 || p.Nodes[0].Kind != snapshot.Checkbox || p.Nodes[0].State.Checked != snapshot.No || p.Nodes[1].State.Checked != snapshot.Yes || p.Nodes[2].Kind != snapshot.Button {
		t.Fatalf("the page is\n%s", p)
	}
	do(t, s, ctx, At(p, 0).Tick())
	if got := eval[string](t, s, "c.textContent"); got != "☑ I have saved my data" {
		t.Errorf("it says %q", got)
	}
}

// What a field is for may be a text right before it that no element sets apart.
func TestAFieldBehindABareText(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.body.innerHTML = "<p>Delete the account</p>Password: <input type=password><br>City <b>or</b> <input><br><label>Name<input></label>", 1`)
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, n := range p.Nodes {
		if n.Kind == snapshot.Field || n.Kind == snapshot.Password {
			said = append(said, n.Name+"|"+n.Description)
		}
	}
	if want := []string{"|Password:", "|", "Name|"}; !slices.Equal(said, want) {
		t.Errorf("the fields are %q, want %q", said, want)
	}
}

// What a box to tick says may be the text right behind it that no element sets apart.
func TestABoxBeforeABareText(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, `document.body.innerHTML = "<div>All is deleted.<br><input type=checkbox> I agree<br>Reason: <select><option>Other</select> Password: <input type=password></div>", 1`)
	p, err := s.Settle(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.Nodes {
		if n.Kind == snapshot.Checkbox && n.Label() != "I agree" {
			t.Errorf("the box says %q", n.Label())
		}
	}
}
