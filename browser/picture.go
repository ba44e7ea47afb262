package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/page"
)

// pictureLimit is how long a picture may take; a tab that hangs gives none.
const pictureLimit = 10 * time.Second

// Hide makes pictures hide words that name the person wherever they stand: without regard to case
// and space, inside longer words too, and numbers however they are grouped.
func (s *Session) Hide(words ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(s.private, w) {
			s.private = append(s.private, w)
		}
	}
}

func (s *Session) hidden() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.private...)
}

// A Shot says what a picture is of; the zero Shot is of the visible part of the page, with masks.
type Shot struct {
	With Locator // the same with this element in view, as for a press
	Of   Locator // this element alone, without masks: a captcha's picture for the person
}

// A Picture is a PNG of a page.
type Picture struct {
	PNG []byte
	At  Spot // where Shot.With stands in it; zero unless it was there, uncovered and at the same place before the picture and after it
}

// Picture begins to take a picture; the returned function waits for it. Of the page as it is now nothing is
// done by Do before it is taken, while the page may be read. One picture is taken at a time.
func (s *Session) Picture(ctx context.Context, shot Shot) (taken func() (Picture, error)) {
	take := s.pictureWith
	switch {
	case !shot.Of.IsZero():
		take = s.pictureOf
	case shot.With.IsZero():
		take = s.queuePicture()
	}
	var p Picture
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		p, err = take(ctx, shot)
	}()
	return func() (Picture, error) {
		<-done
		return p, err
	}
}

// queuePicture asks for a picture of the page as it is now. The returned function takes it.
func (s *Session) queuePicture() func(context.Context, Shot) (Picture, error) {
	take := s.camera.queue()
	return func(ctx context.Context, _ Shot) (p Picture, err error) {
		giveBack, err := take(ctx)
		if err != nil {
			return p, fmt.Errorf("take a picture: %w", err)
		}
		defer giveBack()
		p.PNG, err = s.picture(ctx)
		return p, err
	}
}

// pictureAhead begins to take a picture of the page as it is now, unless one is being taken: it is the next
// that is asked for if nothing changes before. It is given up when something changes. Where a person may
// watch the page, who would see its masks, there is none.
func (s *Session) pictureAhead(ctx context.Context, t *tab) {
	if s.o.Headful || s.o.Remote != nil || s.hasBanner() || s.lastPicture(t) != nil {
		return
	}
	giveBack, free := s.camera.takeFree()
	if !free {
		return
	}
	changed, hidden := t.wake(), len(s.hidden())
	go func() {
		defer giveBack()
		ctx, cancel := s.during(context.WithoutCancel(ctx))
		defer cancel()
		ctx, stop := t.during(ctx)
		defer stop()
		ctx, end := context.WithTimeout(ctx, framePatience)
		defer end()
		go func() {
			select {
			case <-changed:
				end()
			case <-ctx.Done():
			}
		}()
		if png, err := s.masked(ctx, t); err == nil {
			s.keepPicture(taken{png, t, changed, hidden, time.Now()})
		}
	}()
}

// readBare waits until no masks are on a page where they would hide from a reading what it is to tell: pictures
// that are codes. It reports whether it is such a page.
func (s *Session) readBare(ctx context.Context, t *tab) bool {
	if !slices.ContainsFunc(t.views(), func(v view) bool { return s.shielded(v.url) || s.showsCodes(v.url) }) {
		return false
	}
	if s.camera.idle(ctx) == nil {
		s.waitUnmasked(ctx)
	}
	return true
}

func (s *Session) picture(ctx context.Context) ([]byte, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	ctx, stop := context.WithTimeoutCause(ctx, pictureLimit, fmt.Errorf("for %v: %w", pictureLimit, context.DeadlineExceeded))
	defer stop()
	var png []byte
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if png = s.lastPicture(t); png != nil {
			return "", nil
		}
		changed, hidden := t.wake(), len(s.hidden())
		var err error
		png, err = s.masked(ctx, t)
		s.keepPicture(taken{png, t, changed, hidden, time.Now()})
		return "", err
	})
	if err != nil {
		return nil, fmt.Errorf("take a picture: %w", err)
	}
	return png, nil
}

// taken is a picture that still shows what is there, until the page changes.
type taken struct {
	png     []byte
	of      *tab
	changed <-chan struct{} // closed when the page has changed since
	hidden  int             // how many words it hides
	at      time.Time
}

// fresh is how long a picture stands for a page that tells of no change: not everything tells.
const fresh = 500 * time.Millisecond

// lastPicture returns the last picture of t if nothing has changed or been done since.
func (s *Session) lastPicture(t *tab) []byte {
	hidden := len(s.hidden())
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.last
	if l.png == nil || l.of != t || l.hidden != hidden || time.Since(l.at) > fresh {
		return nil
	}
	select {
	case <-l.changed:
		return nil
	default:
		return l.png
	}
}

func (s *Session) keepPicture(l taken) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = l
}

// masked takes a picture with the masks on. If a document came meanwhile, it had none: errGone.
func (s *Session) masked(ctx context.Context, t *tab) ([]byte, error) {
	views := t.views()
	if len(views) == 0 || views[0].id != t.top {
		return nil, errGone // there is nothing yet that could be masked
	}
	name := newToken()
	unmasked := make(chan struct{})
	s.mu.Lock()
	s.unmasked = unmasked
	s.mu.Unlock()
	defer func() { go s.unmask(context.WithoutCancel(ctx), views, name, unmasked) }()
	if err := s.mask(ctx, t, views, name); err != nil {
		return nil, err
	}
	png, err := t.shoot(ctx, nil)
	if err != nil {
		return nil, err
	}
	now := t.views()
	if len(now) != len(views) {
		return nil, errGone
	}
	for _, v := range views {
		if !t.alive(v) {
			return nil, errGone
		}
	}
	return png, nil
}

// unmask takes a picture's masks off, while the page is read on. A page that hangs is not waited for.
func (s *Session) unmask(ctx context.Context, views []view, name string, done chan<- struct{}) {
	defer close(done)
	ctx, cancel := context.WithTimeout(ctx, framePatience)
	defer cancel()
	ctx, stop := s.during(ctx)
	defer stop()
	for _, v := range views {
		_ = call(ctx, v, nil, "n => miacct.unmask(n)", name) // gone with its document else
	}
}

// waitUnmasked waits until no picture's masks are on the page.
func (s *Session) waitUnmasked(ctx context.Context) {
	s.mu.Lock()
	unmasked := s.unmasked
	s.mu.Unlock()
	if unmasked == nil {
		return
	}
	select {
	case <-unmasked:
	case <-ctx.Done():
	}
}

// mask puts the masks on in every frame. Where a frame cannot be masked, all frames are blackened.
func (s *Session) mask(ctx context.Context, t *tab, views []view, name string) error {
	masks, words := []string{}, []string{}
	if !s.o.Bare {
		masks, words = append(masks, s.o.Masks...), s.hidden()
	}
	if t.blind() {
		masks = append(masks, "iframe")
	}
	shielded := s.shielded(t.url())
	put := func(v view) error {
		in := ctx
		if v.id != t.top { // without the page itself there is no picture
			var cancel context.CancelFunc
			in, cancel = context.WithTimeout(ctx, framePatience)
			defer cancel()
		}
		var fault string
		shielded := shielded || s.shielded(v.url)
		if shielded && !s.o.Bare {
			if _, err := t.openClosedIn(in, v); err != nil {
				return err
			}
		}
		err := call(in, v, &fault, "(n, s, w, p, k, a, c) => miacct.mask(n, s, w, p, k, a, c)", name, masks, words, !s.o.Bare, shielded, !v.part.main, s.showsCodes(v.url) || strings.HasPrefix(v.url, "about:") && s.showsCodes(t.url()))
		if err == nil && fault == "not drawn" {
			err = errNotDrawn
		} else if err == nil && fault != "" {
			err = errors.New("mask: " + fault)
		}
		return err
	}
	faults := make([]error, len(views))
	var all sync.WaitGroup
	for i, v := range views {
		all.Go(func() { faults[i] = put(v) })
	}
	all.Wait()
	hung := false
	for i, err := range faults {
		if i > 0 && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errNotDrawn)) && ctx.Err() == nil {
			hung = true
		} else if err != nil {
			return err
		}
	}
	if !hung {
		return nil
	}
	masks = append(masks, "iframe")
	return put(views[0]) // all others stand in its frames
}

func (s *Session) shielded(address string) bool { return s.o.Shield != nil && s.o.Shield(address) }

// showsCodes reports whether square pictures of a page may be codes that sign in.
func (s *Session) showsCodes(address string) bool { return s.o.Codes != nil && s.o.Codes(address) }

// errNotDrawn means that a frame has its masks, and may not show them yet.
var errNotDrawn = errors.New("the frame was not drawn")

// blind reports whether there is a frame with a document that cannot be looked at.
func (t *tab) blind() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.frames {
		if !f.shown() && strings.HasPrefix(f.url, "http") {
			return true
		}
	}
	return false
}

func (t *tab) shoot(ctx context.Context, clip *page.Viewport) ([]byte, error) {
	if t.s.hasBanner() {
		show, err := t.withoutBanner(ctx)
		if err != nil {
			return nil, err
		}
		defer show()
	}
	r, err := askPage(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatPng, Clip: clip, OptimizeForSpeed: new(true)})
	if err != nil {
		return nil, err
	}
	return r.Data, nil
}

// pictureOf takes a picture of one element alone, once it is there.
func (s *Session) pictureOf(ctx context.Context, shot Shot) (p Picture, err error) {
	l := shot.Of
	err = s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		giveBack, err := s.camera.queue()(ctx)
		if err != nil {
			return "", err
		}
		defer giveBack()
		s.waitUnmasked(ctx)
		at, err := t.see(ctx, l)
		if err != nil {
			return "", err
		}
		if !at.Shown || at.hit.in.part == nil {
			return l.name + " is " + at.Words, nil
		}
		var box struct{ X, Y, Width, Height float64 }
		if err := call(ctx, at.hit.in, &box, "id => miacct.boxInView(id)", at.hit.ID); err != nil {
			return "", err
		}
		corner, err := t.onPage(ctx, at.hit.in, point{X: box.X, Y: box.Y})
		if err != nil {
			return "", err
		}
		top, ok := t.topView()
		if !ok {
			return "", errGone
		}
		var scroll [2]float64
		if err := call(ctx, top, &scroll, "() => [scrollX, scrollY]"); err != nil {
			return "", err
		}
		p.PNG, err = t.shoot(ctx, &page.Viewport{X: corner.X + scroll[0], Y: corner.Y + scroll[1], Width: box.Width, Height: box.Height, Scale: 1})
		return "", err
	})
	if err != nil {
		return Picture{}, fmt.Errorf("take a picture of %s: %w", l, err)
	}
	return p, nil
}
