package browser

import (
	"strings"
	"testing"
	"time"
)

func TestStates(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	for selector, want := range map[string]string{
		"#nothing":       "missing",
		"#none":          "hidden",
		"#invisible":     "hidden",
		"#clear":         "hidden",
		"#clear-around":  "hidden",
		"#zero":          "hidden",
		"#folded":        "hidden",
		"#far-off":       "hidden",
		"#off":           "disabled",
		"#off-set":       "disabled",
		"#off-aria":      "disabled",
		"#off-around":    "disabled",
		"#off-inert":     "disabled",
		"#covered":       `covered by <div class="cookie">`,
		"#dead":          "not clickable",
		".two":           "ambiguous (2 match)",
		".one-seen":      "ready",
		"#ready":         "ready",
		"#below":         "ready",
		"#contents *":    "ready",
		"#covered-box p": "missing",
	} {
		got, err := look(s, ctx, css("it", selector))
		if err != nil {
			t.Fatal(err)
		}
		if got.Words != want {
			t.Errorf("%s is %q; want %q", selector, got.Words, want)
		}
		if got.Ready != (want == "ready") || got.Shown != (want != "missing" && want != "hidden") {
			t.Errorf("%s: ready %v, shown %v", selector, got.Ready, got.Shown)
		}
	}
	if y := eval[float64](t, s, "scrollY"); y != 0 {
		t.Errorf("looking scrolled to %v", y)
	}
	_, err := look(s, ctx, css("the broken thing", "a[["))
	fails(t, err, "look for the broken thing", "a[[")
	if st, err := look(s, ctx, Locator{}); err != nil || st.Words != "missing" {
		t.Error(st, err)
	}
}

// A page may be without anything for a moment, as between document.open and the first write.
func TestEmptyDocument(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	eval[bool](t, s, "document.documentElement.remove() || true")
	for _, way := range []Way{{URL: "127.0.0.1/states.html"}, {Role: "button", Words: []string{"it"}}, {Words: []string{"it"}}, {CSS: "#ready"}} {
		if st, err := look(s, ctx, Find("it", way)); err != nil || st.Words != "missing" {
			t.Errorf("%+v: %q, %v", way, st.Words, err)
		}
	}
	if _, err := picture(s, ctx); err != nil {
		t.Error(err)
	}
}

func TestRoles(t *testing.T) {
	s, ctx := visit(t, "roles.html", Options{})
	for _, c := range []struct {
		way  Way
		want string
	}{
		{Way{Role: "button", Words: []string{"delete device"}}, "ready"},
		{Way{Role: "link", Words: []string{"Delete Device"}}, "ready"},
		{Way{Role: "link", Words: []string{"Not a link"}}, "missing"},
		{Way{Role: "button", Words: []string{"Remove"}}, "ready"},
		{Way{Role: "button", Words: []string{"x"}}, "missing"},
		{Way{Role: "menuitem", Words: []string{"Delete account"}}, "ready"},
		{Way{Role: "button", Words: []string{"Delete account"}}, "missing"},
		{Way{Role: "button", Has: []string{"delete ACCOUNT"}}, "ready"},
		{Way{Role: "checkbox", Words: []string{"I have read it"}}, "ready"},
		{Way{Role: "searchbox", Words: []string{"Find a phone"}}, "ready"},
		{Way{Role: "textbox", Words: []string{"Account"}}, "ready"},
		{Way{Role: "button", Words: []string{"Hidden from all"}}, "missing"},
		{Way{Role: "button", Words: []string{"More"}}, "ready"},
		{Way{Role: "button", Words: []string{"Sign out"}}, "ready"},
		{Way{Role: "combobox", Words: []string{"Region"}}, "ready"},
		{Way{Role: "button"}, "ambiguous (5 match)"},
		{Way{Role: "button", CSS: "[aria-label]"}, "ready"},
	} {
		got, err := look(s, ctx, Find("it", c.way))
		if err != nil {
			t.Fatal(err)
		}
		if got.Words != c.want {
			t.Errorf("%+v is %q; want %q", c.way, got.Words, c.want)
		}
	}
}

func TestTexts(t *testing.T) {
	s, ctx := visit(t, "texts.html", Options{})
	for _, c := range []struct {
		way        Way
		want, text string
	}{
		{Way{Words: []string{"turn OFF"}}, "ready", "Turn off"},
		{Way{Words: []string{"Delete"}}, "missing", ""},
		{Way{Words: []string{"Remove"}}, "missing", ""}, // stands in a script only
		{Way{Words: []string{"Devices"}}, "ready", "Devices 3 online"},
		{Way{Has: []string{"account was deleted"}}, "ready", "Your account was deleted."},
		{Way{Words: []string{"send it"}}, "ready", "Send it"},
		{Way{Words: []string{"Signed in"}}, "ready", "SIGNED IN"},
		{Way{Words: []string{"Find device is off"}}, "ready", "Find device is off"},
		{Way{CSS: "p", Has: []string{"deleted"}}, "ready", "Your account was deleted."},
		{Way{CSS: "p", Words: []string{"deleted"}}, "missing", ""},
		{Way{URL: "127.0.0.1/texts.html"}, "ready", "Texts"},
		{Way{URL: "127.0.0.1/t*s.html", Words: []string{"Signed in"}}, "ready", "SIGNED IN"},
		{Way{URL: "127.0.0.1/texts"}, "missing", ""},
	} {
		got, err := look(s, ctx, Find("it", c.way))
		if err != nil {
			t.Fatal(err)
		}
		if got.Words != c.want || got.Text != c.text {
			t.Errorf("%+v is %q with %q; want %q with %q", c.way, got.Words, got.Text, c.want, c.text)
		}
	}
}

func TestFirstWayThatMatchesDecides(t *testing.T) {
	s, ctx := visit(t, "states.html", Options{})
	l := Find("it", Way{CSS: "#nothing"}, Way{CSS: "#none"}, Way{CSS: "#ready"}, Way{CSS: ".two"})
	if got, err := look(s, ctx, l); err != nil || !got.Ready || got.Way != 2 {
		t.Error(got, err)
	}
	l = Find("it", Way{CSS: ".two"}, Way{CSS: "#ready"})
	if got, err := look(s, ctx, l); err != nil || got.Words != "ambiguous (2 match)" {
		t.Error(got, err)
	}
	overdueFails(t, ctx, 300*time.Millisecond, doing(s, l.Click()), "click it: it is ambiguous (2 match) for ")
}

func TestRows(t *testing.T) {
	s, ctx := visit(t, "rows.html", Options{})
	remove := Find("the remove button", Way{Role: "button", Words: []string{"Remove"}})
	byText := Find("the remove button", Way{Words: []string{"Remove"}})
	others := &Others{Names: []string{"Mi 9", "Mi 9 SE", "Redmi", "Pad 5", "Watch", "Band", "Poco"}, Keys: []string{"key-0001", "key-0002", "key-0003", "key-0004"}}
	row := func(name, key string) Row {
		return Row{Name: name, Key: key, Others: others}
	}
	for _, c := range []struct {
		row  Row
		want string // id of the button, or what is said
	}{
		{row("Mi 9", "key-0001"), "r1"},
		{row("Mi 9", "key-0002"), "missing"},
		{row("Mi 9 SE", "key-0002"), "r2"},
		{row("Redmi", "key-0009"), "missing"},
		{row("Redmi", "key-0003"), "r3"},
		{row("Redmi", "key-0004"), "r4"},
		{row("Pad 5", ""), "r5"},
		{row("Watch", ""), "r6"},
		{row("Band", ""), "r7"},
		{row("Poco", ""), "r8"},
		{row("Mi", ""), "missing"},
	} {
		for _, l := range []Locator{remove, byText} {
			got, err := look(s, ctx, l.For(c.row))
			if err != nil {
				t.Fatal(err)
			}
			if !got.Ready {
				if got.Words != c.want {
					t.Errorf("%v: %q; want %q", c.row, got.Words, c.want)
				}
				continue
			}
			do(t, s, ctx, l.For(c.row).Click())
			if got := eval[string](t, s, "out.textContent"); !strings.HasSuffix(" "+got, " "+c.want+" ") {
				t.Errorf("%v: clicked %s; want %s", c.row, got, c.want)
			}
		}
	}
	mi9, se := row("Mi 9", ""), row("Mi 9 SE", "")
	for _, c := range []struct {
		l    Locator
		want string
	}{
		{css("OK", ".ok").About(mi9), "ready"},
		{css("OK", ".ok").About(se), "missing"},
		{css("OK", ".ok-other").About(mi9), "missing"},
		{css("OK", ".ok-other").About(se), "ready"},
		{css("OK", ".ok-nobody").About(mi9), "missing"},
	} {
		if got, err := look(s, ctx, c.l); err != nil || got.Words != c.want {
			t.Errorf("%+v: %v, %v; want %s", c.l, got, err, c.want)
		}
	}
}

func TestShadowRoots(t *testing.T) {
	s, ctx := visit(t, "shadow.html", Options{})
	for _, n := range []string{"open", "closed", "nested"} {
		do(t, s, ctx,
			Find("the "+n+" button", Way{Role: "button", Words: []string{n + " button"}}).Click(),
			Find("the "+n+" field", Way{Role: "textbox", Words: []string{n + " field"}}).Fill(n))
		if got, err := look(s, ctx, css("text", "."+n)); err != nil || !got.Ready || got.Text != n+" text" {
			t.Error(n, got, err)
		}
	}
	if got := eval[string](t, s, "out.textContent"); got != "open open=open closed closed=closed nested nested=nested " {
		t.Error(got)
	}
	eval[any](t, s, "late() ?? 1")
	do(t, s, ctx, Find("the late button", Way{Words: []string{"late button"}}).Click())
}

// A dialog that names nobody is about the device whose press it answers, through all the presses that it
// takes, and about no other.
func TestADialogStaysAboutItsDevice(t *testing.T) {
	s, ctx := visit(t, "steps.html", Options{})
	others := &Others{Names: []string{"Mi 9", "Redmi"}}
	mi9, redmi := Row{Name: "Mi 9", Others: others}, Row{Name: "Redmi", Others: others}
	do(t, s, ctx, css("turn off", ".off").For(mi9).Click(), css("the box", ".box").About(mi9).Click(), css("more", ".more").About(mi9).Click())
	if got, err := look(s, ctx, css("yes", ".yes").About(redmi)); err != nil || got.Words != "missing" {
		t.Errorf("the dialog is taken for one about another: %v, %v", got, err)
	}
	do(t, s, ctx, css("yes", ".yes").About(mi9).Click())
	if got := eval[string](t, s, "out.textContent"); got != "box more yes:Mi 9 " {
		t.Errorf("pressed %q", got)
	}
	do(t, s, ctx, css("turn off", ".off").For(redmi).Click(), css("yes", ".yes").About(redmi).Click())
	do(t, s, ctx, css("turn off", ".off").For(mi9).Click(), css("the box", ".box").About(mi9).Click())
	eval[any](t, s, `document.querySelector(".yes").closest("[style*=fixed]").remove(), ask("Redmi"), 1`)
	if got, err := look(s, ctx, css("yes", ".yes").About(redmi)); err != nil || got.Words != "missing" {
		t.Errorf("a dialog that nobody opened: %v, %v", got, err)
	}
}

// A list of several devices may be drawn in a dialog by what was pressed for one of them: each control is about the
// device in whose entry it stands. What asks about several is about none.
func TestAListInADialogThatOurPressHasDrawn(t *testing.T) {
	s, ctx := visit(t, "steps.html", Options{})
	others := &Others{Names: []string{"Mi 9", "Redmi"}}
	mi9, redmi, poco := Row{Name: "Mi 9", Others: others}, Row{Name: "Redmi", Others: others}, Row{Name: "Poco", Others: others}
	do(t, s, ctx, css("turn off", ".off").For(mi9).Click())
	eval[any](t, s, `document.querySelector(".yes").closest("[style*=fixed]").remove(), document.body.insertAdjacentHTML("beforeend",
		"<div style='position:fixed;inset:10%;background:#fff'><p>Your phones</p><div class=e><b>Mi 9</b> <i class=rm>x</i></div><div class=e><b>Redmi</b> <i class=rm>x</i></div></div>"), 1`)
	for _, c := range []struct {
		row  Row
		want string
	}{{mi9, "ready"}, {redmi, "ready"}, {poco, "missing"}} {
		if got, err := look(s, ctx, css("remove", ".rm").About(c.row)); err != nil || got.Words != c.want {
			t.Errorf("%s in a list: %v, %v; want %s", c.row.Name, got, err, c.want)
		}
	}
	eval[any](t, s, `document.querySelector(".rm").closest("[style*=fixed]").innerHTML = "<p>Remove <b>Mi 9</b> and <b>Redmi</b>?</p><i class=rm>x</i>", 1`)
	for _, row := range []Row{mi9, redmi} {
		if got, err := look(s, ctx, css("remove", ".rm").About(row)); err != nil || got.Words != "missing" {
			t.Errorf("%s in a question about both: %v, %v", row.Name, got, err)
		}
	}
}

// Where the document is called as the device, and no other is named, what it shows is that device's; a title of another says
// nothing.
func TestADocumentOfOneDevice(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	for _, c := range []struct{ title, more, want string }{
		{"Mi 9", "", "ready"}, {"Mi 9 - Find Device", "", "ready"}, {"Find Device", "", "missing"}, {"Redmi", "", "missing"}, {"Mi 9", "<div>Redmi</div>", "missing"},
	} {
		eval[any](t, s, `document.title = "`+c.title+`", document.body.innerHTML = "<div class=bar><a href='#'>Back</a>Mi 9</div><p>Beijing</p>`+c.more+`<ul><li>Elsewhere</li></ul><p><button class=off>Turn off</button></p><p style='height:2000px'></p>", 1`)
		got, err := look(s, ctx, css("turn off", ".off").For(Row{Name: "Mi 9", Others: &Others{Names: []string{"Mi 9", "Redmi"}}}))
		if err != nil || got.Words != c.want {
			t.Errorf("%q%s: %v, %v; want %s", c.title, c.more, got, err, c.want)
		}
	}
}
