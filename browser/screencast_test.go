package browser

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	_ "image/jpeg"
	_ "image/png"
	"testing"
)

// A viewer watches a session.
type viewer struct {
	images chan Image
	end    context.CancelFunc
	ended  chan error
}

func watch(t testing.TB, s *Session, ctx context.Context, w Watching) *viewer {
	ctx, cancel := context.WithCancel(ctx)
	v := &viewer{images: make(chan Image), end: cancel, ended: make(chan error, 1)}
	go func() {
		v.ended <- s.Watch(ctx, w, func(i Image) {
			select {
			case v.images <- i:
			case <-ctx.Done():
			}
		})
	}()
	t.Cleanup(cancel)
	return v
}

// sees waits for a picture whose point at x, y (in CSS pixels) is of colour want.
func (v *viewer) sees(t testing.TB, x, y float64, want color.RGBA) Image {
	t.Helper()
	var last color.Color
	for {
		select {
		case i := <-v.images:
			p, kind, err := image.Decode(bytes.NewReader(i.Data))
			if err != nil {
				t.Fatal(err)
			}
			if "image/"+kind != i.Type {
				t.Fatalf("a picture of type %s is %s", i.Type, kind)
			}
			scale := float64(p.Bounds().Dx()) / i.Width
			last = p.At(int(x*scale), int(y*scale))
			if like(last, want) {
				return i
			}
		case <-t.Context().Done():
			t.Fatalf("the last picture has %v, want %v", last, want)
		case err := <-v.ended:
			t.Fatalf("ended with %v; the last picture has %v, want %v", err, last, want)
		}
	}
}

// like compares as far as a JPEG allows.
func like(a color.Color, b color.RGBA) bool {
	near := func(x uint32, y uint8) bool { d := int(x>>8) - int(y); return d > -24 && d < 24 }
	r, g, bl, _ := a.RGBA()
	return near(r, b.R) && near(g, b.G) && near(bl, b.B)
}

var (
	blue  = color.RGBA{0, 0, 255, 255}
	red   = color.RGBA{255, 0, 0, 255}
	white = color.RGBA{255, 255, 255, 255}
	green = color.RGBA{0, 128, 0, 255}
)

func TestWatch(t *testing.T) {
	for _, w := range []Watching{{}, {PNG: true}, {MaxWidth: 640, MaxHeight: 640, Quality: 50}} {
		s, ctx := visit(t, "touch.html", Options{})
		v := watch(t, s, ctx, w)
		if i := v.sees(t, 700, 500, blue); i.Width != 1280 || i.Height < 500 || w.PNG != (i.Type == "image/png") {
			t.Errorf("%+v: the page is %v × %v, %s", w, i.Width, i.Height, i.Type)
		}
		touch(t, s, Touch{Is: Press, X: 40, Y: 40}, Touch{Is: Move, X: 260, Y: 40, Down: true})
		v.sees(t, 260, 40, white)
		touch(t, s, Touch{Is: Release, X: 260, Y: 40})
		v.sees(t, 700, 500, red)
		v.end()
		if err := <-v.ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func TestWatchedPageHasNoMasks(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{Masks: []string{"#knob"}})
	v := watch(t, s, ctx, Watching{PNG: true})
	v.sees(t, 40, 40, white)
}

// Whoever was slow must in the end see what is so, also on a page that rests since.
func TestSlowViewerSeesTheLastState(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	v := watch(t, s, ctx, Watching{})
	v.sees(t, 700, 500, blue)
	eval[bool](t, s, `(function turn(n) {
		document.body.style.background = n ? n % 2 ? "#000" : "#fff" : "green";
		requestAnimationFrame(() => n ? turn(n - 1) : document.body.id = "over")
	})(30) || true`)
	if _, err := s.WaitFor(ctx, Visible(css("the end", "#over"))); err != nil { // nobody takes a picture meanwhile
		t.Fatal(err)
	}
	v.sees(t, 700, 500, green)
}

func TestWatchFollows(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	v := watch(t, s, ctx, Watching{})
	v.sees(t, 700, 500, blue)
	do(t, s, ctx, Goto(abroad()+"/touch.html"))
	eval[bool](t, s, `(document.body.style.background = "green", true)`)
	v.sees(t, 700, 500, green) // of another site: another process

	touch(t, s, pressAt(40, 250)...)
	v.sees(t, 700, 500, white) // another tab
	eval[bool](t, s, `(document.body.style.background = "red", true)`)
	v.sees(t, 700, 500, red)
	eval[bool](t, s, `(setTimeout(close), true)`)
	v.sees(t, 700, 500, green) // it has closed
}

func TestWatchEndsWithTheSession(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	v := watch(t, s, ctx, Watching{})
	v.sees(t, 700, 500, blue)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-v.ended; !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}
