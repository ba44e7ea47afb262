package browser

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func touch(t *testing.T, s *Session, all ...Touch) {
	t.Helper()
	for _, do := range all {
		if err := s.Touch(t.Context(), do); err != nil {
			t.Fatal(err)
		}
	}
}

// pressAt is a click as a person makes it.
func pressAt(x, y float64) []Touch {
	return []Touch{{Is: Move, X: x, Y: y}, {Is: Press, X: x, Y: y}, {Is: Release, X: x, Y: y}}
}

func TestDrag(t *testing.T) {
	s, _ := visit(t, "touch.html", Options{})
	touch(t, s, Touch{Is: Move, X: 40, Y: 40}, Touch{Is: Press, X: 40, Y: 40})
	for x := 60.0; x <= 240; x += 20 {
		touch(t, s, Touch{Is: Move, X: x, Y: 45, Down: true})
	}
	touch(t, s, Touch{Is: Release, X: 240, Y: 45}, Touch{Is: Move, X: 300, Y: 45})
	if left := eval[string](t, s, "knob.style.left"); left != "220px" {
		t.Errorf("the knob is at %q", left)
	}
	path := eval[[][2]float64](t, s, "path")
	if n := len(path); n < 10 || path[n-1] != [2]float64{240, 1} {
		t.Errorf("the knob saw %v", path)
	}
}

func TestTyping(t *testing.T) {
	s, _ := visit(t, "touch.html", Options{})
	touch(t, s, pressAt(60, 115)...)
	touch(t, s, Touch{Is: Text, Text: "aß码"}, Touch{Is: Key, Key: "Backspace"}, Touch{Is: Key, Key: " "}, Touch{Is: Text, Text: "b"})
	if got := eval[string](t, s, "field.value"); got != "aß b" {
		t.Errorf("the field holds %q", got)
	}
	want := []string{"a", "/a", "ß", "/ß", "码", "/码", "Backspace", "/Backspace", " ", "/ ", "b", "/b"}
	if got := eval[[]string](t, s, "down"); !reflect.DeepEqual(got, want) {
		t.Errorf("it heard %q", got)
	}
	touch(t, s, Touch{Is: Key, Key: "a", Ctrl: true}, Touch{Is: Text, Text: "c"})
	if got := eval[string](t, s, "field.value"); got != "c" {
		t.Errorf("after Ctrl-A and c it holds %q", got)
	}
	touch(t, s, pressAt(30, 165)...)
	touch(t, s, Touch{Is: Text, Text: "123"})
	if got := eval[string](t, s, "[...boxes.children].map(b => b.value).join('|')"); got != "1|2|3" {
		t.Errorf("the boxes hold %q", got)
	}
}

func TestTypingInAFrameOfAnotherSite(t *testing.T) {
	s, ctx := visit(t, "touch.html?with=frame", Options{})
	field := Find("the field within", Way{Role: "textbox", Words: []string{"Inner field"}})
	if _, err := s.WaitFor(ctx, Visible(field)); err != nil {
		t.Fatal(err)
	}
	box := eval[[2]float64](t, s, "(r => [r.x, r.y])(document.querySelector('iframe').getBoundingClientRect())")
	var in struct{ X, Y, Width, Height float64 }
	found, err := s.tab().see(ctx, field)
	if err != nil {
		t.Fatal(err)
	}
	if err := call(ctx, found.hit.in, &in, "id => miacct.boxInView(id)", found.hit.ID); err != nil {
		t.Fatal(err)
	}
	touch(t, s, pressAt(box[0]+in.X+5, box[1]+in.Y+5)...)
	touch(t, s, Touch{Is: Text, Text: "within"})
	if st, err := look(s, ctx, field); err != nil || st.Text != "6" { // its length: looks hold nothing of what was typed
		t.Errorf("the field holds %q letters, %v", st.Text, err)
	}
}

func TestWheelAndDoubleClick(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	touch(t, s, Touch{Is: Wheel, X: 400, Y: 100, DY: 120})
	err := s.until(ctx, func(_ context.Context, _ *tab) (string, error) {
		if eval[float64](t, s, "list.scrollTop") != 120 {
			return "not scrolled", nil
		}
		return "", nil
	})
	if err != nil {
		t.Error(err)
	}
	touch(t, s, pressAt(40, 215)...)
	touch(t, s, Touch{Is: Press, X: 40, Y: 215, Clicks: 2}, Touch{Is: Release, X: 40, Y: 215, Clicks: 2})
	if n := eval[int](t, s, "doubles"); n != 1 {
		t.Errorf("%d double clicks", n)
	}
}

func TestTabThatAPersonOpensIsFollowed(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	moved := s.moved()
	touch(t, s, pressAt(40, 250)...)
	select {
	case <-moved:
	case <-ctx.Done():
		t.Fatal("no tab was followed")
	}
	if !strings.HasSuffix(s.URL(), "/opened.html") {
		t.Errorf("the page in use is %s", s.URL())
	}
}

func TestWhatIsNotPassedOn(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{Hosts: []string{"127.0.0.1"}})
	touch(t, s, pressAt(60, 115)...)
	for _, do := range []Touch{
		{Is: Key, Key: "F12"}, {Is: Key, Key: "w", Ctrl: true}, {Is: Key, Key: "a"}, {Is: Key}, {Is: "nothing"}, {},
		{Is: Text, Text: "a\x1bb"}, {Is: Text, Text: "a\nb"},
	} {
		err := s.Touch(ctx, do)
		if err == nil {
			t.Errorf("%+v was passed on", do)
		} else if do.Text != "" && strings.Contains(err.Error(), do.Text) {
			t.Errorf("the error holds what was typed: %v", err)
		}
	}
	if got := eval[[]string](t, s, "down"); len(got) > 0 {
		t.Errorf("the field heard %q", got)
	}

	away, ctx := visit(t, "", Options{Hosts: []string{"127.0.0.1"}})
	do(t, away, ctx, Goto(theZoo.srv.URL+"/touch.html"))
	foreign := abroad() + "/touch.html"
	eval[bool](t, away, `(location.href = "`+foreign+`", true)`)
	err := away.until(ctx, func(context.Context, *tab) (string, error) {
		if away.URL() != foreign {
			return "not there", nil
		}
		return "", nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range []Touch{{Is: Text, Text: "secret"}, {Is: Key, Key: "Enter"}} {
		if err := away.Touch(ctx, do); !errors.Is(err, ErrPlace) {
			t.Errorf("%s on a foreign page: %v", do.Is, err)
		}
	}
	touch(t, away, Touch{Is: Move, X: 1, Y: 1})
}
