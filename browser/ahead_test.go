package browser

import (
	"fmt"
	"strings"
	"testing"

	"miacct/snapshot"
)

// What is taken while a page is waited for shows the page that was waited for, or is not given out.
func TestPictureAheadShowsThePageThatSettled(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	eval[int](t, s, `document.body.innerHTML = "<p>One</p>", document.documentElement.style.background = "#00f", 1`)
	for _, after := range []int{0, 20, 50, 80} { // while it is read, begun, taken
		eval[int](t, s, fmt.Sprintf(`document.documentElement.style.background = "#00f", setTimeout(() => { document.documentElement.style.background = "#f00" }, %d), 1`, after))
		if _, err := s.Settle(ctx, nil); err != nil {
			t.Fatal(err)
		}
		want := eval[string](t, s, `document.documentElement.style.background`)
		png, err := picture(s, ctx)
		if err != nil {
			t.Fatal(err)
		}
		if red := reds(t, png) > blues(t, png); red != (want == "rgb(255, 0, 0)") {
			t.Errorf("a change after %d ms: the page is %s, the picture red: %v", after, want, red)
		}
	}
}

// A page at rest has had its picture taken, but for one that a person may watch.
func TestPictureAhead(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	pictured := func() bool {
		t.Helper()
		s.keepPicture(taken{})
		if _, err := s.Settle(ctx, func(snapshot.Page) bool { return false }); err != nil {
			t.Fatal(err)
		}
		if err := s.camera.idle(ctx); err != nil {
			t.Fatal(err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.last.png != nil
	}
	eval[int](t, s, `document.body.append("something new"), 1`)
	if !pictured() {
		t.Error("there is no picture of a page at rest")
	}
	lead := Find("the page", Way{CSS: "body"}).Click()
	if lead.Leads = true; s.Do(ctx, lead) != nil || pictured() {
		t.Error("a picture was taken ahead of what only leads on, or it was not pressed")
	}
	if lead.Leads = false; s.Do(ctx, lead) != nil || !pictured() {
		t.Error("there is no picture after a press, or it was not pressed")
	}
	if err := s.Banner(ctx, "Look here."); err != nil {
		t.Fatal(err)
	}
	if pictured() {
		t.Error("a picture was taken of a page that a person watches")
	}
}

// What the masks of a picture hide is read and given to the person beside it.
func TestCodesAreReadAndShownBesidePictures(t *testing.T) {
	s, ctx := visit(t, "codes.html", Options{Bare: true, Codes: func(address string) bool { return strings.HasSuffix(address, "/codes.html") }})
	was, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		s.keepPicture(taken{})
		s.pictureAhead(ctx, s.tab())
		p, err := s.Settle(ctx, func(snapshot.Page) bool { return true })
		if err != nil || len(p.Pictures) != len(was.Pictures) {
			t.Fatalf("%d of %d codes are read beside a picture: %v", len(p.Pictures), len(was.Pictures), err)
		}
		s.keepPicture(taken{})
		s.pictureAhead(ctx, s.tab())
		one, err := s.Picture(ctx, Shot{Of: AtPicture(p, 0)})()
		if err != nil || reds(t, one.PNG) == 0 {
			t.Fatal("the person does not get the code beside a picture", err)
		}
	}
}
