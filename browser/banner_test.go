package browser

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

// lowest is the colour near the lower edge of a picture, where the banner stands.
func lowest(t *testing.T, b []byte) [3]uint32 {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	r, g, bl, _ := m.At(m.Bounds().Min.X+20, m.Bounds().Max.Y-10).RGBA()
	return [3]uint32{r >> 8, g >> 8, bl >> 8}
}

func TestBannerIsInNoPicture(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	before, err := picture(s, ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Banner(ctx, `Drag the slider "here" \ 滑块`); err != nil {
		t.Fatal(err)
	}
	v, ok := s.tab().topView()
	if !ok {
		t.Fatal("no document")
	}
	// As the person sees it: taken without the hiding.
	r, err := shot(ctx, s.tab())
	if err != nil {
		t.Fatal(err)
	}
	if lowest(t, r) == lowest(t, before) {
		t.Error("the banner does not show")
	}
	during, err := picture(s, ctx)
	if err != nil {
		t.Fatal(err)
	}
	if lowest(t, during) != lowest(t, before) {
		t.Errorf("the picture shows the banner: %v, not %v", lowest(t, during), lowest(t, before))
	}
	if st, err := look(s, ctx, Find("its words", Way{Words: []string{`Drag the slider "here" \ 滑块`}})); err != nil || st.Shown {
		t.Errorf("a locator finds the banner: %+v, %v", st, err)
	}
	if got := eval[int](t, s, `document.documentElement.lastElementChild.shadowRoot || document.documentElement.textContent.includes("Drag") ? 1 : 0`); got != 0 {
		t.Errorf("the page reads the words of the banner")
	}
	if err := s.Banner(ctx, ""); err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := call(ctx, v, &there, "() => miacct.bannered()"); err != nil || there {
		t.Error("the banner is still there", err)
	}
}

func TestBannerFollowsThePage(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	if err := s.Banner(ctx, "Solve the captcha."); err != nil {
		t.Fatal(err)
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/inner.html"))
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		v, ok := t.topView()
		var there bool
		if !ok || call(ctx, v, &there, "() => miacct.bannered()") != nil || !there {
			return "the banner did not come along", nil
		}
		return "", nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// shot is a picture of all that the person sees.
func shot(ctx context.Context, t *tab) ([]byte, error) {
	r, err := cdp.Call(ctx, t.main.target, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng})
	if err != nil {
		return nil, err
	}
	return r.Data, nil
}

// A banner is taken away at once, however early: what follows the page with it may not have begun.
func TestBannerIsTakenAwayAtOnce(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	done := make(chan error, 1)
	go func() {
		for range 300 {
			if err := errors.Join(s.Banner(ctx, "Solve the captcha."), s.Banner(ctx, "")); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("a banner cannot be taken away")
	}
}
