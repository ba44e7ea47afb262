package browser

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
)

// What Chrome is asked of a document that is just being left it may never answer: the
// question dies with the renderer, silently. So whatever is asked of a document ends with it.
// (Seen with Chromium 156 in November 2026, at pages that move on to another site.)

// parting is how long an answer may still come when its document was left: one that was sent comes first.
const parting = 100 * time.Millisecond

// A document is what one frame shows until it shows another.
type document struct {
	frame  cdp.FrameID
	part   *part
	loader cdp.LoaderID
}

func (v view) document() document { return document{v.id, v.part, v.loader} }

// document returns what the page itself is now.
func (t *tab) document() document {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.frames[t.top]; f != nil {
		return view{*f}.document()
	}
	return document{frame: t.top}
}

// shows reports whether d is still what its frame shows, and returns a channel that is closed at the next change.
func (t *tab) shows(d document) (bool, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.frames[d.frame]
	return f != nil && f.part == d.part && f.loader == d.loader, t.change
}

// staying returns a context that ends with ctx, and with errGone when d was left.
func (t *tab) staying(ctx context.Context, d document) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		for {
			there, changed := t.shows(d)
			if !there {
				break
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
		late := time.NewTimer(parting)
		defer late.Stop()
		select {
		case <-late.C:
			cancel(errGone)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// ask runs c in v's renderer. The error is errGone if v's document is left first.
func askIn[P, R any](ctx context.Context, v view, c cdp.Command[P, R], params P) (R, error) {
	return askOf(ctx, v.part.tab, v.document(), v.part, c, params)
}

// askPage runs c in the renderer of the page itself.
func askPage[P, R any](ctx context.Context, t *tab, c cdp.Command[P, R], params P) (R, error) {
	return askOf(ctx, t, t.document(), t.main, c, params)
}

func askOf[P, R any](ctx context.Context, t *tab, d document, p *part, c cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := t.staying(ctx, d)
	defer cancel()
	r, err := cdp.Call(ctx, p.target, c, params)
	if err != nil && errors.Is(context.Cause(ctx), errGone) {
		return r, errGone
	}
	return r, gone(err)
}
