package live

import (
	"context"
	"net/http"
	"sync"
	"time"

	"miacct/browser"
)

// hands do to the tab what the person does to its picture, one thing after the other.
type hands struct {
	tab  Tab
	free chan struct{} // holds a token while they do nothing

	mu            sync.Mutex
	width, height float64 // of the page as last shown, in CSS pixels; 0 before
	down          bool    // the button is held
}

// A touch is a browser.Touch on the picture: places are parts of its width and height.
type touch struct {
	Is     browser.Kind `json:"is"`
	X      float64      `json:"x"`
	Y      float64      `json:"y"`
	Clicks int          `json:"clicks"`
	DX     float64      `json:"dx"` // in CSS pixels
	DY     float64      `json:"dy"`
	Key    string       `json:"key"`
	Shift  bool         `json:"shift"`
	Ctrl   bool         `json:"ctrl"`
	Text   string       `json:"text"`
}

const (
	mostTouches = 200             // in one post
	mostMoves   = 8               // of those that follow one another in one post: each takes the tab a frame
	farthest    = 5000            // that one turn of a wheel goes
	mostText    = 500             // bytes in one touch
	touchLimit  = 5 * time.Second // for one; a page that hangs takes none
)

func (h *hands) resize(width, height float64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.width, h.height = width, height
}

// touches does to the tab what the window says.
func (p *Page) touches(w http.ResponseWriter, r *http.Request, v *window, got post) {
	if len(got.Touches) > mostTouches {
		refuse(w, http.StatusBadRequest, "This is too much at once.")
		return
	}
	ctx, cancel := context.WithCancel(v.life)
	defer cancel()
	defer context.AfterFunc(r.Context(), cancel)()
	select {
	case <-p.hands.free:
		defer func() { p.hands.free <- struct{}{} }()
	case <-ctx.Done():
		refuse(w, http.StatusConflict, "It is over.")
		return
	}
	for _, t := range thinned(got.Touches) {
		if ctx.Err() != nil {
			refuse(w, http.StatusConflict, "It is over.")
			return
		}
		if words := p.hands.do(ctx, t); words != "" {
			refuse(w, http.StatusUnprocessableEntity, words)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// thinned leaves out some of many moves in a row, never the last.
func thinned(all []touch) []touch {
	var out []touch
	for i := 0; i < len(all); {
		n := i
		for n < len(all) && all[n].Is == browser.Move {
			n++
		}
		if n == i {
			out = append(out, all[i])
			i++
			continue
		}
		moves := all[i:n]
		for k := range min(len(moves), mostMoves) {
			out = append(out, moves[(k+1)*len(moves)/min(len(moves), mostMoves)-1])
		}
		i = n
	}
	return out
}

// do does one thing. The words say why it could not be done.
func (h *hands) do(ctx context.Context, t touch) (words string) {
	h.mu.Lock()
	width, height, down := h.width, h.height, h.down
	h.mu.Unlock()
	if width == 0 || height == 0 {
		return "Nothing has been shown yet."
	}
	if len(t.Text) > mostText {
		return "This is too much text at once."
	}
	within := func(part float64) float64 { return min(max(part, -1), 2) } // a drag may leave the picture
	it := browser.Touch{Is: t.Is, X: within(t.X) * width, Y: within(t.Y) * height, Down: down, Clicks: min(t.Clicks, 3),
		DX: min(max(t.DX, -farthest), farthest), DY: min(max(t.DY, -farthest), farthest), Key: t.Key, Shift: t.Shift, Ctrl: t.Ctrl, Text: t.Text}
	ctx, cancel := context.WithTimeout(ctx, touchLimit)
	defer cancel()
	if t.Is == browser.Press || t.Is == browser.Release {
		h.mu.Lock()
		h.down = t.Is == browser.Press
		h.mu.Unlock()
	}
	if err := h.tab.Touch(ctx, it); err != nil {
		return "This did not reach the page: " + err.Error()
	}
	return ""
}

// away takes the hands off the tab, for good. A button that is held is let go outside
// the page, where it presses nothing: else the next click would be a part of the drag.
func (h *hands) away() {
	<-h.free
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.down {
		h.down = false
		ctx, cancel := context.WithTimeout(context.Background(), farewell)
		defer cancel()
		_ = h.tab.Touch(ctx, browser.Touch{Is: browser.Release, X: -1, Y: -1}) // a tab that is gone holds nothing
	}
}
