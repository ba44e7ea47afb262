package browser

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
)

// fewNames is how many of the sights an error names that none was seen of.
const fewNames = 6

// First waits until one of the sights is on the page. If several are, the lowest index wins.
func (s *Session) First(ctx context.Context, sights ...Locator) (Seen, error) {
	return s.Next(ctx, nil, sights...)
}

// Next is First for sights of which some were there before: was holds their stamps. One
// that was there counts only once it is seen gone, changed or in another document; its
// stamp in was is emptied then.
func (s *Session) Next(ctx context.Context, was []string, sights ...Locator) (Seen, error) {
	var locs []Locator
	var index []int
	var names []string
	for i, l := range sights {
		if !l.IsZero() { // the zero Locator is never seen
			locs, index, names = append(locs, l), append(index, i), append(names, l.name)
		}
	}
	var seen Seen
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		complaint := "saw none of " + strings.Join(names[:min(len(names), fewNames)], ", ")
		if more := len(names) - fewNames; more > 0 {
			complaint += fmt.Sprintf(" and %d more", more)
		}
		if len(names) == 1 {
			complaint = "did not see " + names[0]
		}
		if len(locs) == 0 {
			return "waits for nothing", nil
		}
		all, err := t.seeAll(ctx, locs)
		if err != nil {
			return complaint, err
		}
		for i, at := range all {
			if n := index[i]; n < len(was) && was[n] != "" && at.Words != loadingWords {
				if at.Stamp == was[n] {
					continue
				}
				was[n] = ""
			}
			if at.Shown {
				seen = Seen{Index: index[i], Way: at.Way, Text: at.Text, URL: oneLine(bare(t.url()))}
				return "", nil
			}
		}
		if len(locs) == 1 {
			complaint = fmt.Sprintf("%s is %s", names[0], all[0].Words)
		}
		return complaint, nil
	})
	return seen, err
}

// Gone waits until l is no longer on a page that has loaded.
func (s *Session) Gone(ctx context.Context, l Locator) error {
	return s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		at, err := t.see(ctx, l)
		switch {
		case err != nil:
			return "", err
		case at.Shown:
			return l.name + " is still there", nil
		case at.Words == "missing", at.Words == "hidden", at.Words == "not alone":
			return "", nil
		}
		return l.name + " is " + at.Words, nil
	})
}

// Attributes returns the named attribute of all visible elements that match any way of l.
func (s *Session) Attributes(ctx context.Context, l Locator, name string) ([]string, error) {
	return s.gather(ctx, l, name, func(h hit) (string, bool) { return oneLine(*cmp.Or(h.Value, new(string))), h.Shown && h.Value != nil })
}

// gather returns what take takes of every element that matches any way of l.
func (s *Session) gather(ctx context.Context, l Locator, attribute string, take func(hit) (string, bool)) ([]string, error) {
	var out []string
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		out = nil
		if err := s.place(t); err != nil {
			return "", err
		}
		a := l.ask()
		a.All, a.Attribute = true, attribute
		look, err := t.lookAt(ctx, a)
		if err != nil {
			return "", err
		}
		if look.loading {
			return "the page is loading", nil
		}
		if look.doubtful {
			if opened, err := t.openClosed(ctx, look); err != nil {
				return "", err
			} else if opened {
				if look, err = t.lookAt(ctx, a); err != nil || look.loading {
					return "the page is loading", err
				}
			}
		}
		hits, err := look.every(ctx)
		if err != nil {
			return "", err
		}
		for _, h := range hits {
			if v, ok := take(h); ok {
				out = append(out, v)
			}
		}
		return "", nil
	})
	if err != nil && !errors.Is(err, ErrClosed) {
		err = fmt.Errorf("read %s: %w", l, err)
	}
	return out, err
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
