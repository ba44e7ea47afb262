package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/target"

	"miacct/snapshot"
)

// A reading is what the world's script tells of one document.
type reading struct {
	URL, Title, Lang string
	Busy             bool
	Doubtful         bool    // closed shadow roots are possible
	Still            float64 // for how many milliseconds nothing has changed
	Width, Height    float64
	Nodes            []readNode
	Tree             [][9]float64     // parent, tag (in Tags), box, node, number, outside
	Keys             map[int][]string // identifiers, by row of the tree
	Tags             []string
	Layers           []readLayer
	Scrolled         float64 // pixels, of the document and of the boxes in it
	Saying           int64   // number of what the document of a frame says
	Pictures         []readPicture
	Roots            []int64 // numbers of the shadow roots
}

// A readPicture is a picture that may be a code to scan.
type readPicture struct {
	Number int64      `json:"n"`
	Name   string     `json:"name"`
	Hint   string     `json:"i"`
	Box    [4]float64 `json:"b"`
}

// A readNode is a node with the short names that it travels under.
type readNode struct {
	Number      int64          `json:"n"`
	Parent      int            `json:"p"`
	Kind        snapshot.Kind  `json:"k"`
	Tag         string         `json:"g"`
	Box         [4]float64     `json:"b"`
	Role        string         `json:"r"`
	Name        string         `json:"name"`
	Text        string         `json:"text"`
	Marked      string         `json:"e"`
	Description string         `json:"d"`
	Placeholder string         `json:"h"`
	Level       int            `json:"v"`
	Type        string         `json:"t"`
	Hint        string         `json:"i"`
	Href        string         `json:"u"`
	Filled      bool           `json:"l"`
	MaxLength   int            `json:"m"`
	State       snapshot.State `json:"s"`
	Weak        bool           `json:"w"`
	Concealed   bool           `json:"x"`
	For         []string       `json:"f"`
	Against     []string       `json:"a"`
	Frame       [4]float64     `json:"frame"` // where the document of a frame begins, and how much larger it is shown
}

// Snapshot reads what the page shows now, in all its frames. It neither waits nor touches
// anything. A frame that cannot be read is told of in Partial; only the page itself must be
// readable. Of a page that is just being loaded there are no nodes, and it is Busy.
func (s *Session) Snapshot(ctx context.Context) (snapshot.Page, error) {
	p, _, err := s.read(ctx)
	return p, err
}

// read is Snapshot. It tells also for how long nothing had changed when the page was read.
func (s *Session) read(ctx context.Context) (snapshot.Page, time.Duration, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	t := s.tab()
	if err := errors.Join(t.well(), s.place(t)); err != nil {
		return snapshot.Page{}, 0, fmt.Errorf("read the page: %w", err)
	}
	ctx, stop := t.during(ctx)
	defer stop()
	p, still, err := s.snapshot(ctx, t)
	if errors.Is(err, errGone) {
		return snapshot.Page{URL: oneLine(bare(t.url())), Busy: true, Partial: "the page is loading",
			Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}}, 0, nil
	}
	if err != nil {
		return snapshot.Page{}, 0, fmt.Errorf("read the page: %w", s.ended(ctx, t, err))
	}
	return p, still, nil
}

// snapshot reads all frames at the same time and puts them together.
func (s *Session) snapshot(ctx context.Context, t *tab) (snapshot.Page, time.Duration, error) {
	views := t.views()
	if len(views) == 0 || views[0].id != t.top {
		return snapshot.Page{}, 0, errGone
	}
	unread := t.unread()
	sheets := make([]*sheet, 0, len(views)+len(unread))
	faults := make([]error, len(views))
	var all sync.WaitGroup
	for i, v := range views {
		sh := &sheet{view: v, allowed: s.allowed(v.url)}
		sheets = append(sheets, sh)
		if !sh.allowed {
			continue
		}
		all.Go(func() {
			in, cancel := ctx, func() {}
			if i > 0 {
				in, cancel = context.WithTimeout(ctx, framePatience)
			}
			defer cancel()
			faults[i] = t.readInto(in, sh)
		})
	}
	all.Wait()
	if faults[0] == nil && sheets[0].read == nil {
		return snapshot.Page{}, 0, elsewhere(sheets[0].view.url)
	}
	still := time.Duration(math.MaxInt64)
	for i, err := range faults {
		if err != nil && (i == 0 || ctx.Err() != nil) {
			return snapshot.Page{}, 0, err
		}
	}
	for _, sh := range sheets {
		if sh.read != nil {
			still = min(still, time.Duration(sh.read.Still*float64(time.Millisecond)))
		}
	}
	for _, v := range unread {
		still = 0
		sheets = append(sheets, &sheet{view: v})
	}
	if err := t.owners(ctx, sheets); err != nil {
		return snapshot.Page{}, 0, err
	}
	return t.assemble(s, sheets), still, nil
}

// unread lists the frames that cannot be looked at: they are being loaded, or do not answer.
// Frames that are gone may be among them.
func (t *tab) unread() []view {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []view
	for _, f := range t.frames {
		p := t.parts[target.ID(f.id)]
		joining := p != nil && p.target == nil
		if f.id != t.top && !f.shown() && (joining || f.url != "" && f.url != "about:blank") {
			all = append(all, view{*f})
		}
	}
	slices.SortFunc(all, func(a, b view) int { return cmp.Compare(a.born, b.born) })
	return all
}

// mostRereads is how often a document is read again at once because more of it came to be known.
const mostRereads = 3

// readInto reads one document: closed shadow roots are opened to our script first, and
// elements that listen for presses are made known to it.
func (t *tab) readInto(ctx context.Context, sh *sheet) error {
	h := t.heedingOf(sh.view)
	first, err := h.know(ctx, sh.view, nil)
	if err == nil && first {
		_, err = h.heed(ctx, sh.view)
	}
	if err != nil {
		return err
	}
	var r *reading
	for range mostRereads {
		var more bool
		if r, more, err = t.readHeeding(ctx, sh.view, h); err != nil {
			return err
		}
		if r.Doubtful {
			n, err := t.openClosedIn(ctx, sh.view)
			if err != nil {
				return err
			}
			more = more || n > 0
		}
		if !more {
			break
		}
	}
	sh.view.url = r.URL // the document's own word: events may be late
	if sh.allowed = t.s.allowed(r.URL); sh.allowed {
		sh.read = r
	}
	return nil
}

// readHeeding reads v's document and asks at the same time which elements listen. It reports whether
// more is known of it now than when it was read.
func (t *tab) readHeeding(ctx context.Context, v view, h *heeding) (r *reading, more bool, err error) {
	var listens bool
	var heedErr error
	var both sync.WaitGroup
	both.Go(func() { listens, heedErr = h.heed(ctx, v) })
	r, err = readOf(ctx, v)
	both.Wait()
	if err = errors.Join(err, heedErr); err != nil {
		return r, false, err
	}
	rooted, err := h.know(ctx, v, r.Roots)
	return r, listens || rooted, err
}

// readOf has v's script read its document. The answer travels as one string, which costs the
// browser a fraction of what as many objects do.
func readOf(ctx context.Context, v view) (*reading, error) {
	var text string
	if err := call(ctx, v, &text, "() => JSON.stringify(miacct.snapshotOf())"); err != nil {
		return nil, err
	}
	r := &reading{}
	return r, json.Unmarshal([]byte(text), r)
}
