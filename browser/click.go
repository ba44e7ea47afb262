package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/input"
)

// The guarded click: the control is found, brought into view and seen at rest; the
// guard is armed for it in its frame, and against everything in all other frames;
// the pointer has moved there, presses and releases. The guard judges each event before
// the page gets it. Only its word "ok" is success. What it stopped did not reach the
// page, so it may be tried again.

var tokens atomic.Int64

func newToken() string { return strconv.FormatInt(tokens.Add(1), 10) }

// A verdict is what the guard saw of one press.
type verdict struct {
	OK      bool   // the click reached the control
	Bad     string // why an event was stopped
	Reached bool   // an event reached the control
	Stopped bool   // an event was stopped
	Lost    bool   // the guard was not asked: its document has left
}

// A control that was read may lie under something that came since, or be there no more, as the guard judges it, for so
// long before the page is read again: what lies over it may have to be answered or put away.
const (
	coverPatience = time.Second
	gonePatience  = 3 * time.Second
)

// unseenTries is how often a press of which no event came is tried again.
const unseenTries = 3

// click clicks l. An error that wraps ErrNotReady means that nothing reached the page.
func (s *Session) click(ctx context.Context, l Locator) error {
	touched := false
	unseen := 0
	var under, gone time.Time // since when something has lain over it, or it was missing
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		for {
			complaint, v, err := s.press(ctx, t, l)
			touched = touched || v.Reached
			if l.WasRead() && (lasts(&under, strings.Contains(complaint, " is covered by "), coverPatience) || lasts(&gone, strings.HasSuffix(complaint, " is missing"), gonePatience)) {
				return "", marked{errors.New(complaint), ErrNotReady} // what was read is not what is there
			}
			if err != nil || complaint != "" || v.OK {
				return complaint, err
			}
			if v.Bad == "" {
				if unseen++; unseen >= unseenTries {
					return "", marked{fmt.Errorf("%s got no event from %d clicks", l.name, unseen), ErrUnsure}
				}
			}
			if ctx.Err() != nil {
				return l.name + " is moving away", nil
			}
		}
	})
	switch {
	case err == nil || errors.Is(err, ErrUnsure):
		return err
	case touched:
		return unsure(err)
	case errors.As(err, new(late)):
		return marked{err, ErrNotReady}
	}
	return err
}

// lasts reports whether something has been so for longer than patience; since is when it began, zero while it is not so.
func lasts(since *time.Time, so bool, patience time.Duration) bool {
	switch {
	case !so:
		*since = time.Time{}
	case since.IsZero():
		*since = time.Now()
	}
	return so && time.Since(*since) > patience
}

// aimed is what the world says of a control that is about to be used.
type aimed struct {
	Words string
	X, Y  float64
}

// ready finds l, brings it into view and waits until it rests. With a token the guard is
// armed for it, and the pointer is there. The complaint says why it cannot be used now.
func (s *Session) ready(ctx context.Context, t *tab, l Locator, token string) (at sighting, p point, complaint string, err error) {
	if err = s.place(t); err != nil {
		return
	}
	if at, err = t.see(ctx, l); err != nil {
		return
	}
	if !at.Shown || at.hit.in.part == nil {
		complaint, err = l.unseen(at)
		return at, p, complaint, err
	}
	v := at.hit.in
	if err = s.owns(t, v); err != nil {
		return
	}
	moved := func() (point, error) { return point{}, errGone }
	if to := at.hit.At; token != "" && to != nil && v.id == t.top { // Chrome tells of a move with the next frame only
		moved = t.moving(ctx, *to)
	}
	var a aimed
	err = call(ctx, v, &a, "a => miacct.aim(a)", map[string]any{"id": at.hit.ID, "token": token, "arms": token != "", "holds": l.hold > 0})
	there, moveErr := moved()
	if err != nil {
		return
	}
	if a.Words != "ready" {
		return at, p, l.name + " is " + a.Words, nil
	}
	if p, err = t.onPage(ctx, v, point{X: a.X, Y: a.Y}); err != nil {
		return
	}
	if p.Words != "" {
		return at, p, l.name + " is " + p.Words, nil
	}
	if token != "" && (moveErr != nil || there != p) {
		err = t.mouse(ctx, p, pointerMoves)
	}
	return
}

// moving begins to move the pointer to p; the returned function waits until it is there.
func (t *tab) moving(ctx context.Context, p point) (moved func() (point, error)) {
	done := make(chan error, 1)
	go func() {
		done <- t.mouse(ctx, p, pointerMoves)
	}()
	return func() (point, error) { return p, <-done }
}

// press makes one guarded press.
func (s *Session) press(ctx context.Context, t *tab, l Locator) (complaint string, v verdict, err error) {
	token := newToken()
	armed := t.views()
	at, p, complaint, err := s.ready(ctx, t, l, token)
	if err != nil || complaint != "" {
		if at.hit.in.part != nil {
			_, _ = t.disarm(ctx, at.hit.in, token)
		}
		return complaint, v, err
	}
	own := at.hit.in
	inOthers(ctx, armed, own, func(ctx context.Context, other view) {
		_ = call(ctx, other, nil, "token => miacct.forbid(token)", token) // a frame that hangs takes no press either
	})
	s.mu.Lock()
	s.pressed = time.Now()
	s.touched = s.pressed
	s.mu.Unlock()

	pressErr := t.mouse(ctx, p, buttonGoesDown)
	if l.hold > 0 && pressErr == nil {
		held, stop := context.WithTimeout(ctx, l.hold)
		<-held.Done()
		stop()
	}
	if pressErr == nil {
		up, stop := ctx, context.CancelFunc(func() {})
		if ctx.Err() != nil { // what went down comes up
			up, stop = context.WithTimeout(context.WithoutCancel(ctx), probing)
		}
		pressErr = t.mouse(up, p, buttonComesUp)
		stop()
	}
	v, err = t.verdict(ctx, own, token)
	var strayed atomic.Bool
	inOthers(ctx, armed, own, func(ctx context.Context, other view) {
		if ov, err := t.disarm(ctx, other, token); err == nil && ov.Stopped {
			strayed.Store(true)
		}
	})
	if strayed.Load() {
		v.Stopped, v.Bad = true, "in another frame"
	}
	switch {
	case v.OK:
		return "", v, nil
	case err != nil:
		return "", v, marked{fmt.Errorf("the page went away in the middle of it: %w", err), ErrUnsure}
	case pressErr != nil && (v.Reached || !errors.Is(pressErr, errGone)):
		return "", v, marked{s.ended(ctx, t, pressErr), ErrUnsure}
	}
	return "", v, nil
}

// inOthers does it in all frames but own, at the same time.
func inOthers(ctx context.Context, frames []view, own view, it func(context.Context, view)) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), framePatience)
	defer cancel()
	var all sync.WaitGroup
	for _, f := range frames {
		if f.id != own.id {
			all.Go(func() { it(ctx, f) })
		}
	}
	all.Wait()
}

// What a pointer does in a press.
var (
	pointerMoves   = input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved}
	buttonGoesDown = input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1}
	buttonComesUp  = input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1}
)

// mouse does to p what a pointer does, in order.
func (t *tab) mouse(ctx context.Context, p point, all ...input.DispatchMouseEventParams) error {
	for _, e := range all {
		e.X, e.Y = p.X, p.Y
		if _, err := askPage(ctx, t, input.DispatchMouseEvent, e); err != nil {
			return err
		}
	}
	return nil
}

// afterwards is how long the guard's word may take to arrive when its document has left.
const afterwards = 500 * time.Millisecond

// verdict asks the guard. If its document has left with the click, what it told before counts.
func (t *tab) verdict(ctx context.Context, v view, token string) (verdict, error) {
	if t.tells(token) {
		return verdict{OK: true, Reached: true}, nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), probing)
	defer cancel()
	out, err := t.disarm(ctx, v, token)
	if err == nil && !out.Lost {
		return out, nil
	}
	wait, stop := context.WithTimeout(ctx, afterwards)
	defer stop()
	for {
		changed := t.wake()
		if t.tells(token) {
			return verdict{OK: true, Reached: true}, nil
		}
		select {
		case <-changed:
		case <-wait.Done():
			if err == nil {
				err = errGone
			}
			return verdict{}, err
		}
	}
}

func (t *tab) disarm(ctx context.Context, v view, token string) (out verdict, err error) {
	err = call(ctx, v, &out, "token => miacct.disarm(token)", token)
	return out, err
}

// tells reports whether the guard told of a click by itself.
func (t *tab) tells(token string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.told[token]
}

// hear takes what the guard tells. t.mu is held.
func (t *tab) hear(payload string) {
	var told struct {
		Token string
		OK    bool
	}
	if json.Unmarshal([]byte(payload), &told) == nil && told.OK {
		t.told[told.Token] = true
	}
}
