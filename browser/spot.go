package browser

import (
	"context"
	"math"
)

// A Spot is where an element stands in a picture of the page: its box, and the size of
// the page's visible part, which is what the picture shows. All in CSS pixels.
type Spot struct {
	X, Y, Width, Height   float64
	ViewWidth, ViewHeight float64
}

// IsZero reports whether it is not known where the element stands.
func (s Spot) IsZero() bool { return s == Spot{} }

// pictureWith takes a picture of the page with one element in view, and tells where that stands.
func (s *Session) pictureWith(ctx context.Context, shot Shot) (Picture, error) {
	before, h := s.spot(ctx, shot.With)
	p, err := s.queuePicture()(ctx, Shot{})
	if err != nil || before.IsZero() {
		return p, err
	}
	looking, cancel := s.during(ctx)
	defer cancel()
	if after, _, err := s.tab().spotOf(looking, h, false); err == nil && after == before { // a picture without a frame is better than a wrong one
		p.At = before
	}
	return p, nil
}

// spot brings l's element into view and tells where it stands: zero if that cannot be told.
func (s *Session) spot(ctx context.Context, l Locator) (Spot, hit) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, framePatience)
	defer stop()
	t := s.tab()
	if s.place(t) != nil {
		return Spot{}, hit{}
	}
	seen, err := t.see(ctx, l)
	if err != nil || !seen.Shown || seen.hit.in.part == nil {
		return Spot{}, hit{}
	}
	at, moved, err := t.spotOf(ctx, seen.hit, true)
	if moved {
		s.keepPicture(taken{})
	}
	if err != nil {
		return Spot{}, hit{}
	}
	return at, seen.hit
}

// spotOf tells where an element of a look stands now, which it is scrolled to before if that is wanted.
func (t *tab) spotOf(ctx context.Context, h hit, scrolls bool) (at Spot, moved bool, err error) {
	ctx, stop := context.WithTimeout(ctx, framePatience)
	defer stop()
	var box struct {
		Words                    string
		Left, Top, Right, Bottom float64
		Width, Height            float64 // of its document's visible part
		Moved                    bool
	}
	if err := call(ctx, h.in, &box, "(id, scrolls) => miacct.spot(id, scrolls)", h.ID, scrolls); err != nil || box.Words != "" {
		return Spot{}, box.Moved, err
	}
	if h.in.id == t.top {
		return spotIn([2]float64{box.Width, box.Height}, point{X: box.Left, Y: box.Top}, point{X: box.Right, Y: box.Bottom}), box.Moved, nil
	}
	from, err := t.onPage(ctx, h.in, point{X: box.Left, Y: box.Top})
	if err != nil || from.Words == "hidden" {
		return Spot{}, box.Moved, err
	}
	to, err := t.onPage(ctx, h.in, point{X: box.Right, Y: box.Bottom})
	if err != nil || to.Words == "hidden" {
		return Spot{}, box.Moved, err
	}
	top, ok := t.topView()
	if !ok {
		return Spot{}, box.Moved, errGone
	}
	var size [2]float64
	if err := call(ctx, top, &size, "() => [innerWidth, innerHeight]"); err != nil {
		return Spot{}, box.Moved, err
	}
	return spotIn(size, from, to), box.Moved, nil
}

// spotIn is the part of a box that is in view, in tenths of a pixel; zero if there is none.
func spotIn(view [2]float64, from, to point) Spot {
	tenth := func(f, most float64) float64 { return math.Round(10*min(max(f, 0), most)) / 10 }
	x, y := tenth(from.X, view[0]), tenth(from.Y, view[1])
	width, height := tenth(to.X, view[0])-x, tenth(to.Y, view[1])-y
	if width < 1 || height < 1 {
		return Spot{}
	}
	return Spot{x, y, math.Round(10*width) / 10, math.Round(10*height) / 10, view[0], view[1]}
}
