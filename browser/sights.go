package browser

import (
	"cmp"
	"context"
	"fmt"
	"strings"
)

// fewNames is how many of the sights an error names that none was seen of.
const fewNames = 6

// A Wait says what a page is waited for to show.
type Wait struct {
	Visible []Locator // any of these; if several are there, the lowest index wins
	Was     []string  // the stamps of those of Visible that were there before; may be shorter
	Hidden  Locator   // or that this is not, or no longer, on a page that has loaded
}

// Visible waits for any of some sights.
func Visible(sights ...Locator) Wait { return Wait{Visible: sights} }

// Hidden waits until l is not, or no longer, there.
func Hidden(l Locator) Wait { return Wait{Hidden: l} }

// Seen is the sight that ended a Wait.
type Seen struct {
	Index int // which of Visible; -1 for Hidden
	Way   int // which of its ways
	Text  string
	URL   string // as Session.URL
}

// WaitFor waits until the page shows what w says. A sight that was there before counts only once it is
// seen gone, changed or in another document; its stamp in w.Was is emptied then.
func (s *Session) WaitFor(ctx context.Context, w Wait) (seen Seen, err error) {
	err = s.until(ctx, func(ctx context.Context, t *tab) (complaint string, err error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		seen = Seen{Index: -1, URL: oneLine(bare(t.url()))}
		if !w.Hidden.IsZero() {
			at, err := t.see(ctx, w.Hidden)
			switch {
			case err != nil:
				return "", err
			case at.Words == "missing", at.Words == "hidden":
				return "", nil
			case at.Shown:
				at.Words = "still there"
			}
			complaint = w.Hidden.name + " is " + at.Words
		}
		unseen, err := t.seeFirst(ctx, w, &seen)
		if seen.Index >= 0 {
			return "", err
		}
		return cmp.Or(complaint, unseen), err
	})
	return seen, err
}

// seeFirst looks for the first of w.Visible. If there is none it tells so.
func (t *tab) seeFirst(ctx context.Context, w Wait, seen *Seen) (complaint string, err error) {
	var names []string
	only := 0
	for i, l := range w.Visible {
		if !l.IsZero() { // the zero Locator is never seen
			names, only = append(names, l.name), i
		}
	}
	switch n := len(names); {
	case n == 0:
		return "waits for nothing", nil
	case n == 1:
		complaint = "did not see " + names[0]
	default:
		complaint = "saw none of " + strings.Join(names[:min(n, fewNames)], ", ")
		if more := n - fewNames; more > 0 {
			complaint += fmt.Sprintf(" and %d more", more)
		}
	}
	all, err := t.seeAll(ctx, w.Visible)
	if err != nil {
		return complaint, err
	}
	for i, at := range all {
		if i < len(w.Was) && w.Was[i] != "" && at.Words != loadingWords {
			if at.Stamp == w.Was[i] {
				continue
			}
			w.Was[i] = ""
		}
		if at.Shown {
			*seen = Seen{Index: i, Way: at.Way, Text: at.Text, URL: oneLine(bare(t.url()))}
			return "", nil
		}
	}
	if len(names) == 1 {
		complaint = fmt.Sprintf("%s is %s", names[0], all[only].Words)
	}
	return complaint, nil
}

// every lists what any way of the only ask found, each element once, in document order.
func (l *looking) every(ctx context.Context) ([]hit, error) {
	var all []hit
	for w := range l.asks[0].Ways {
		hits, err := l.hits(ctx, 0, w)
		if err != nil {
			return nil, err
		}
		all = append(all, hits...)
	}
	if len(l.asks[0].Ways) == 1 {
		return all, nil
	}
	var out []hit
	for _, v := range l.views {
		byID := map[int]hit{}
		var ids []int
		for _, h := range all {
			if h.in.id == v.id {
				byID[h.ID] = h
				ids = append(ids, h.ID)
			}
		}
		if len(ids) == 0 {
			continue
		}
		var order []int
		if err := call(ctx, v, &order, "ids => miacct.inOrder(ids)", ids); err != nil {
			return nil, err
		}
		for _, id := range order {
			out = append(out, byID[id])
		}
	}
	return out, nil
}
