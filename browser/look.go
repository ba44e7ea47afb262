package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// A State is what one look at a locator saw.
type State struct {
	Words string  // missing, hidden, ambiguous (2 match), disabled, moving, covered by <div class="x">, not clickable, outside the page, on a page that is loading, ready
	Ready bool    // can be used now
	Shown bool    // visible, usable or not
	Way   int     // which of the ways matched, from 0
	Text  string  // its visible text, or its value's length for fields; cleaned
	Stamp string  // what was seen, in which document: another one means that it appeared or changed; "" if it is not shown
	Top   float64 // where it begins in its document, in CSS pixels: tells which of a list's entries is the lowest
}

// A hit is one element that one way of a locator found in one frame.
type hit struct {
	ID     int // its number in the frame's world
	Shown  bool
	Root   bool // it is the document as a whole
	Keyed  bool // the row's identifier stands in its row
	Text   string
	Top    float64
	Words  string
	At     *point // where it can be pressed, if that is in view
	Number int64  // of its element, by which it is known as long as its document is there; if a role is looked for

	in    view
	state int // of its document: how often it had changed
}

// A glance is what the world's script answers to a look.
type glance struct {
	Loading  bool
	Changes  int  // how often the document had changed
	Doubtful bool // closed shadow roots are possible
	Ways     [][]struct {
		Fault string
		Hits  []hit
		Lost  bool // the node of a snapshot is no longer what it was read as
	}
}

// A looking is one look at several locators in all frames of a tab.
type looking struct {
	tab      *tab
	asks     []ask
	views    []view
	glances  []*glance // nil for a frame that could not be looked at
	loading  bool
	doubtful bool
}

// changedWords are a State's Words of a node of a snapshot that is no longer what it was read as.
const changedWords = "no longer what it was read as"

// loadingWords are a State's Words while nothing can be said of the page.
const loadingWords = "on a page that is loading"

// framePatience is how long a frame within the page may take for a look before it is left out.
const framePatience = 2 * time.Second

// lookAt looks once at the page and all its frames.
func (t *tab) lookAt(ctx context.Context, asks ...ask) (*looking, error) {
	l := &looking{tab: t, asks: asks, views: t.views()}
	if len(l.views) == 0 || l.views[0].id != t.top {
		l.loading = true
		return l, nil
	}
	l.glances = make([]*glance, len(l.views))
	others := tables(asks)
	faults := make([]error, len(l.views))
	var all sync.WaitGroup
	for i, v := range l.views {
		all.Go(func() {
			in := ctx
			if i > 0 {
				var cancel context.CancelFunc
				in, cancel = context.WithTimeout(ctx, framePatience)
				defer cancel()
			}
			g, asked := &glance{}, asks
			if i > 0 {
				foreign := t.s.owns(t, v) != nil
				asked = without(asks, func(w Way) bool { return foreign && w.URL == "" })
			}
			faults[i] = call(in, v, g, "a => miacct.look(a)", map[string]any{"asks": asked, "tables": others})
			if faults[i] == nil {
				l.glances[i] = g
			}
		})
	}
	all.Wait()
	for i, err := range faults {
		if err != nil && (i == 0 || ctx.Err() != nil || !errors.Is(err, errGone) && !errors.Is(err, context.DeadlineExceeded)) {
			return nil, err
		}
	}
	l.loading = l.glances[0].Loading
	for _, g := range l.glances {
		l.doubtful = l.doubtful || g != nil && g.Doubtful
	}
	return l, nil
}

// without are asks without the ways that a frame must not be asked. A document of another
// host is asked only by ways that say the address of what they look for, as those for captchas do.
func without(asks []ask, not func(Way) bool) []ask {
	out := slices.Clone(asks)
	for i := range out {
		out[i].Ways = slices.Clone(out[i].Ways)
		for w, way := range out[i].Ways {
			if not(way) {
				out[i].Ways[w] = Way{}
			}
		}
	}
	return out
}

// hits lists what way w of ask a found in all frames, and has roles decided by Chrome.
func (l *looking) hits(ctx context.Context, a, w int) ([]hit, error) {
	var all []hit
	for i, g := range l.glances {
		if g == nil {
			continue
		}
		found := g.Ways[a][w]
		if found.Fault != "" {
			return nil, fmt.Errorf("way %d: %s", w+1, oneLine(found.Fault))
		}
		to := l.asks[a].Ways[w].Node
		for _, h := range found.Hits {
			h.in, h.state = l.views[i], g.Changes
			if to != nil && (string(h.in.id) != to.frame || h.in.unique != to.document) {
				continue
			}
			all = append(all, h)
		}
	}
	if l.asks[a].Ways[w].Role == "" {
		return all, nil
	}
	return l.tab.withRole(ctx, l.asks[a].Ways[w], all)
}

// A sighting is what a look saw of one locator.
type sighting struct {
	State
	hit hit
}

// sight judges ask a: the first way that finds anything visible decides.
func (l *looking) sight(ctx context.Context, a int) (sighting, error) {
	out := sighting{State: State{Words: "missing"}}
	if l.loading {
		out.Words = loadingWords
		return out, nil
	}
	for w := range l.asks[a].Ways {
		all, err := l.hits(ctx, a, w)
		if err != nil {
			return out, err
		}
		var seen, keyed []hit
		for _, h := range all {
			if !h.Shown {
				continue
			}
			if shown, err := l.tab.frameShown(ctx, h.in); err != nil {
				return out, err
			} else if !shown {
				continue
			}
			seen = append(seen, h)
			if h.Keyed {
				keyed = append(keyed, h)
			}
		}
		if len(keyed) > 0 {
			seen = keyed
		}
		switch {
		case len(seen) > 1:
			at := State{Words: fmt.Sprintf("ambiguous (%d match)", len(seen)), Shown: true, Way: w, Text: oneLine(seen[0].Text), Stamp: stampOf(seen)}
			return sighting{State: at}, nil
		case len(seen) == 1:
			h := seen[0]
			return sighting{State{Words: h.Words, Ready: h.Words == "ready", Shown: true, Way: w, Text: oneLine(h.Text), Stamp: stampOf(seen), Top: h.Top}, h}, nil
		case len(all) > 0 && out.Words == "missing":
			out.Words, out.Way = "hidden", w
		case len(all) == 0 && out.Words == "missing" && l.lost(a, w):
			out.Words = changedWords
		}
	}
	return out, nil
}

// lost reports whether way w of ask a is a node of a snapshot that is no longer what it was read as, or
// whose document has left. It does not come back.
func (l *looking) lost(a, w int) bool {
	to := l.asks[a].Ways[w].Node
	if to == nil {
		return false
	}
	for i, v := range l.views {
		if string(v.id) == to.frame && v.unique == to.document {
			return l.glances[i] != nil && l.glances[i].Ways[a][w].Lost
		}
	}
	return true
}

// unseen tells why what was looked for cannot be used: a complaint while it may yet come, else an error.
func (l Locator) unseen(at sighting) (complaint string, err error) {
	complaint = l.name + " is " + at.Words
	if at.Words == changedWords {
		return "", marked{marked{errors.New(complaint), ErrNotReady}, ErrChanged}
	}
	return complaint, nil
}

// stampOf tells hits apart by their document, their texts and whether they can be used. Of a
// page as a whole it is the address.
func stampOf(hits []hit) string {
	var b strings.Builder
	for _, h := range hits {
		fmt.Fprintf(&b, "%q%q%q%v", h.in.id, h.in.loader, oneLine(h.Text), h.Words == "disabled")
		if h.Root {
			fmt.Fprintf(&b, "%q", h.in.url)
		}
	}
	return b.String()
}

// see looks once at a locator, into closed shadow roots too if it is not found elsewhere.
func (t *tab) see(ctx context.Context, loc Locator) (sighting, error) {
	if loc.IsZero() {
		return sighting{State: State{Words: "missing"}}, nil
	}
	all, err := t.seeAll(ctx, []Locator{loc})
	if err != nil {
		return sighting{}, err
	}
	return all[0], nil
}

// seeAll looks once at several locators. A sight is not shown while what it must be without is.
func (t *tab) seeAll(ctx context.Context, locs []Locator) ([]sighting, error) {
	out, any, l, err := t.seeOnce(ctx, locs)
	if err != nil || any || !l.doubtful {
		return out, err
	}
	opened, err := t.openClosed(ctx, l)
	if err != nil || !opened {
		return out, err
	}
	out, _, _, err = t.seeOnce(ctx, locs)
	return out, err
}

func (t *tab) seeOnce(ctx context.Context, locs []Locator) (out []sighting, any bool, l *looking, err error) {
	var asks []ask
	for _, loc := range locs {
		asks = append(asks, loc.ask())
	}
	if l, err = t.lookAt(ctx, asks...); err != nil {
		return nil, false, l, err
	}
	for i, loc := range locs {
		s, err := l.sight(ctx, i)
		if err != nil {
			return nil, false, l, fmt.Errorf("look for %s: %w", loc.name, err)
		}
		any = any || s.Shown
		out = append(out, s)
	}
	return out, any, l, nil
}

// Look looks once, at all of ls together, without waiting and without touching.
func (s *Session) Look(ctx context.Context, ls ...Locator) ([]State, error) {
	if len(ls) == 0 {
		return nil, nil
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	t := s.tab()
	what := "look for " + ls[0].name
	if more := len(ls) - 1; more > 0 {
		what += fmt.Sprintf(" and %d more", more)
	}
	if err := errors.Join(t.well(), s.place(t)); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	ctx, stop := t.during(ctx)
	defer stop()
	all, err := t.seeAll(ctx, ls)
	for i := range all {
		if err == nil && all[i].Ready {
			err = t.lookThrough(ctx, &all[i])
		}
	}
	out := make([]State, len(ls))
	switch {
	case errors.Is(err, errGone):
		for i := range out {
			out[i].Words = loadingWords
		}
		return out, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", what, s.ended(ctx, t, err))
	}
	for i, at := range all {
		out[i] = at.State
	}
	return out, nil
}

// ended makes the error of a call that ended with its context or with the browser say so.
func (s *Session) ended(ctx context.Context, t *tab, err error) error {
	if ctx.Err() != nil {
		return s.tooLate(ctx, t, "")
	}
	select {
	case <-s.closed:
		return s.whyClosed()
	default:
		return err
	}
}
