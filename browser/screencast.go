package browser

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A person who is not at the browser's window sees the tab as a moving picture:
//
//   - It is the tab in use; when another comes into use, the picture follows.
//   - It has no masks: who acts in a page must see it. It goes to show and nowhere else.
//   - It moves as fast as show takes pictures and no faster; of those that pile up, the newest is shown.
//   - Chrome sends a picture when the page is painted. A page that rests is nudged to be
//     painted once more, and again from time to time, so that the last picture is of what is so.
//   - Between two documents there is nothing to film. Then it is begun anew.

// An Image is the visible part of the page at one moment.
type Image struct {
	Data          []byte
	Type          string  // "image/jpeg" or "image/png"
	Width, Height float64 // of the page's visible part in CSS pixels; the picture itself may have fewer
}

// Watching says what the pictures are like. The zero value is JPEGs as large as the page.
type Watching struct {
	PNG                 bool
	Quality             int // of a JPEG, 1 to 100; 70 if zero
	MaxWidth, MaxHeight int // of the picture in its own pixels; no limit if zero
}

const (
	rested   = 250 * time.Millisecond // a page that was not painted for so long is nudged
	still    = time.Second            // and then whenever so much time has passed
	ahead    = 3                      // pictures Chrome sends before it must know that one has arrived
	betweens = 20                     // times in a row that filming may fail for want of a document
)

// Watch calls show with one picture of the tab in use after the other, until ctx ends:
// the error wraps its cause. It wraps ErrClosed when the browser is gone.
func (s *Session) Watch(ctx context.Context, w Watching, show func(Image)) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	for between := 0; ; {
		moved := s.moved()
		t := s.tab()
		err := t.film(ctx, moved, w, func(i Image) {
			between = 0
			show(i)
		})
		if ctx.Err() != nil {
			return fmt.Errorf("watch the page: %w", context.Cause(ctx))
		}
		if err == nil {
			between = 0
			continue
		}
		if between++; errors.Is(err, errGone) && between < betweens {
			select {
			case <-t.wake():
			case <-moved:
			case <-time.After(tick):
			case <-ctx.Done():
			}
			continue
		}
		select { // a tab that crashed may be replaced, one that closed is left
		case <-moved:
		case <-t.dead:
			select {
			case <-moved:
			case <-ctx.Done():
			}
		case <-time.After(framePatience):
			return fmt.Errorf("watch the page: %w", err)
		case <-ctx.Done():
		}
	}
}

// film shows t's pictures. It returns nil when another tab is in use.
func (t *tab) film(ctx context.Context, moved <-chan struct{}, w Watching, show func(Image)) error {
	ctx, cancel := t.during(ctx)
	defer cancel()
	life, deaf := context.WithCancel(t.ctx)
	defer deaf()
	frames := make(chan *page.EventScreencastFrame, 2*ahead) // those that a filming before has left come too
	err := chromedp.Listen(life, func(ev any) {
		if f, ok := ev.(*page.EventScreencastFrame); ok {
			select {
			case frames <- f:
			default: // more than Chrome may send
			}
		}
	})
	if err != nil {
		return err
	}
	if _, err := askPage(ctx, t, page.StartScreencast, w.params()); err != nil {
		return err
	}
	defer t.stopFilm(ctx)
	rest := time.NewTimer(rested)
	defer rest.Stop()
	var last []byte
	for {
		select {
		case f := <-frames:
			f, err := t.newest(ctx, f, frames)
			if err != nil {
				return err
			}
			if bytes.Equal(f.Data, last) {
				continue
			}
			last = f.Data
			rest.Reset(rested)
			show(Image{Data: f.Data, Type: w.kind(), Width: f.Metadata.DeviceWidth, Height: f.Metadata.DeviceHeight})
		case <-rest.C:
			if err := t.nudge(ctx); err != nil {
				return err
			}
			rest.Reset(still)
		case <-moved:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// newest tells Chrome that f and those waiting behind it have arrived, and returns the last.
func (t *tab) newest(ctx context.Context, f *page.EventScreencastFrame, behind <-chan *page.EventScreencastFrame) (*page.EventScreencastFrame, error) {
	for {
		_, err := askPage(ctx, t, page.ScreencastFrameAck, page.ScreencastFrameAckParams{SessionID: f.SessionID})
		if err != nil {
			return nil, err
		}
		select {
		case f = <-behind:
		default:
			return f, nil
		}
	}
}

// nudge has the page painted: whatever a picture is taken for, Chrome films it as well.
func (t *tab) nudge(ctx context.Context) error {
	_, err := askPage(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatJpeg, Quality: new(int64(1)), OptimizeForSpeed: new(true)})
	return err
}

func (t *tab) stopFilm(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), framePatience)
	defer cancel()
	if t.well() == nil {
		_, _ = cdp.Call(ctx, t.main.target, page.StopScreencast, cdp.Empty{}) // a tab that is gone films nothing
	}
}

func (w Watching) kind() string {
	if w.PNG {
		return "image/png"
	}
	return "image/jpeg"
}

func (w Watching) params() page.StartScreencastParams {
	p := page.StartScreencastParams{Format: page.StartScreencastFormatJpeg, Quality: new(int64(cmp.Or(w.Quality, 70))),
		MaxWidth: int64(w.MaxWidth), MaxHeight: int64(w.MaxHeight), MaxFramesInFlight: ahead, SendLastFrame: new(true)}
	if w.PNG {
		p.Format, p.Quality = page.StartScreencastFormatPng, nil
	}
	return p
}
