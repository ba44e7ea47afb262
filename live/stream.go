package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"miacct/browser"
)

// A window is one loaded page that has the tab. It is told in words, as server-sent
// events, what happens; the pictures come beside them. For each picture it is told the
// number, which it posts back: so the tab moves no faster than the line carries, and
// what the person sees is never old, however much the line would hold.
type window struct {
	number int
	life   context.Context
	end    context.CancelCauseFunc
	told   chan event    // to be told
	seen   chan int      // numbers posted back
	gone   chan struct{} // closed when nobody listens any more
}

// An event is told to a window. Its data is JSON.
type event struct {
	name string
	data any
}

const (
	onTheWay = 2                // pictures that may be sent ahead of the last one seen
	stalled  = 10 * time.Second // for how long a line may take nothing
)

// unseen is how long a picture is waited for that is never said to be seen.
var unseen = time.Second

// errTaken is why a window ends when another has the tab.
var errTaken = errors.New("another window has the page")

// inUse returns the window that has the tab if it has that number, else nil.
func (p *Page) inUse(number int) *window {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.window == nil || p.window.number != number {
		return nil
	}
	return p.window
}

// take gives the tab to a window. A window that was loaded before the one that has it does not get it.
func (p *Page) take(ctx context.Context, number int) *window {
	p.mu.Lock()
	defer p.mu.Unlock()
	if number < 1 || number > p.loads || p.window != nil && p.window.number > number {
		return nil
	}
	if p.window != nil {
		p.window.end(errTaken)
	}
	life, end := context.WithCancelCause(ctx)
	p.window = &window{number: number, life: life, end: end, told: make(chan event), seen: make(chan int, 16), gone: make(chan struct{})}
	return p.window
}

// words tells a window what happens until it leaves, another has the tab, or it is over.
func (p *Page) words(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.URL.Query().Get("window"))
	v := p.take(r.Context(), number)
	if v == nil {
		refuse(w, http.StatusConflict, elsewhere)
		return
	}
	defer close(v.gone)
	defer v.end(nil)
	w.Header().Set("Content-Type", "text/event-stream")
	line := newLine(w)
	tell := func(e event) error {
		data, err := json.Marshal(e.data)
		if err != nil {
			return err
		}
		return line.send([]byte(fmt.Sprintf("event: %s\ndata: %s\n\n", e.name, data)))
	}
	err := tell(event{"hello", number})
	for err == nil {
		select {
		case e := <-v.told:
			err = tell(e)
		case <-v.life.Done():
			last := event{"over", "The run has the page again. You can close this window."}
			if errors.Is(context.Cause(v.life), errTaken) {
				last = event{"taken", elsewhere}
			}
			_ = tell(last) // a window that has left hears nothing
			return
		}
	}
}

// tell tells v something, unless it leaves.
func (v *window) tell(e event) {
	select {
	case v.told <- e:
	case <-v.gone:
	case <-v.life.Done():
	}
}

const boundary = "picture"

// partHead begins a picture. It is sent with the one before: browsers show a picture when the next begins.
const partHead = "\r\n--" + boundary + "\r\nContent-Type: image/jpeg\r\n\r\n"

// pictures is the tab as a moving picture.
func (p *Page) pictures(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.URL.Query().Get("window"))
	v := p.inUse(number)
	if v == nil {
		refuse(w, http.StatusConflict, elsewhere)
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(v.life, cancel)()
	select { // the window that had the tab before may still be leaving
	case <-p.film:
		defer func() { p.film <- struct{}{} }()
	case <-ctx.Done():
		return
	}
	w.Header().Set("Content-Type", "multipart/x-mixed-replace; boundary="+boundary)
	line := newLine(w)
	defer context.AfterFunc(ctx, line.cut)()
	s := &showing{p: p, v: v, line: line}
	if s.err = line.send([]byte(partHead[len("\r\n"):])); s.err != nil {
		return
	}
	err := p.o.Tab.Watch(ctx, browser.Watching{}, func(i browser.Image) {
		if s.show(ctx, i); s.err != nil {
			cancel()
		}
	})
	if ctx.Err() == nil && err != nil {
		v.tell(event{"lost", "The page cannot be shown: " + err.Error()})
	}
}

// A showing is a moving picture on its way to a window.
type showing struct {
	p    *Page
	v    *window
	line *line
	at   string // the page's address
	sent int    // number of the last picture
	seen int    // number of the last that arrived
	err  error
}

// show sends i, and waits while too many pictures are on their way.
func (s *showing) show(ctx context.Context, i browser.Image) {
	s.p.hands.resize(i.Width, i.Height)
	if at := s.p.o.Tab.URL(); at != s.at {
		s.at = at
		s.v.tell(event{"at", at})
	}
	s.sent++
	if s.err = s.line.send(i.Data, []byte(partHead)); s.err != nil {
		return
	}
	s.v.tell(event{"picture", s.sent})
	patience := time.NewTimer(unseen)
	defer patience.Stop()
	for s.sent-s.seen > onTheWay {
		select {
		case n := <-s.v.seen:
			s.seen = max(s.seen, min(n, s.sent))
		case <-patience.C:
			s.seen = s.sent - onTheWay
		case <-ctx.Done():
			return
		}
	}
}

// seen notes that a picture has arrived.
func (p *Page) seen(w http.ResponseWriter, r *http.Request, v *window, got post) {
	select {
	case v.seen <- got.Seen:
	default: // more than there are on the way: nothing waits for it
	}
	w.WriteHeader(http.StatusNoContent)
}

// A line is a response that is sent piece by piece.
type line struct {
	w  io.Writer
	rc *http.ResponseController
}

func newLine(w http.ResponseWriter) *line {
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Time{}) // that of the request is past
	return &line{w, rc}
}

func (l *line) send(pieces ...[]byte) error {
	if err := l.rc.SetWriteDeadline(time.Now().Add(stalled)); err != nil {
		return err
	}
	for _, p := range pieces {
		if _, err := l.w.Write(p); err != nil {
			return err
		}
	}
	return l.rc.Flush()
}

// cut ends a write that the other end does not take.
func (l *line) cut() { _ = l.rc.SetWriteDeadline(time.Unix(1, 0)) }
