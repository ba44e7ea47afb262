package browser

import (
	"context"
	"errors"
	"fmt"
)

// LookAll looks once at several locators, as Look does, without judging what covers them.
func (s *Session) LookAll(ctx context.Context, ls ...Locator) ([]State, error) {
	if len(ls) == 0 {
		return nil, nil
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	t := s.tab()
	what := fmt.Sprintf("look for %s and %d more", ls[0], len(ls)-1)
	if err := errors.Join(t.well(), s.place(t)); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	ctx, stop := t.during(ctx)
	defer stop()
	out := make([]State, len(ls))
	all, err := t.seeAll(ctx, ls)
	if errors.Is(err, errGone) {
		for i := range out {
			out[i].Words = loadingWords
		}
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, s.ended(ctx, t, err))
	}
	for i, at := range all {
		out[i] = at.State
	}
	return out, nil
}

// Around returns, for each visible element that matches any way of l, the visible texts of the
// entry of a list that it stands in, cleaned, each text of the page by itself and without its own. The
// entry is what is around it up to where another of them begins, or what bound matches.
func (s *Session) Around(ctx context.Context, l, bound Locator) ([][]string, error) {
	var out [][]string
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		out = nil
		if err := s.place(t); err != nil {
			return "", err
		}
		its, err := t.lookAt(ctx, l.every())
		if err != nil || its.loading {
			return "the page is loading", err
		}
		ends, err := t.lookAt(ctx, bound.every())
		if err != nil || ends.loading {
			return "the page is loading", err
		}
		for _, v := range its.views {
			ids, err := its.idsIn(ctx, v)
			if err != nil || len(ids) == 0 {
				if err != nil {
					return "", err
				}
				continue
			}
			bounds, err := ends.idsIn(ctx, v)
			if err != nil {
				return "", err
			}
			var texts [][]string
			if err := call(ctx, v, &texts, "(ids, bounds) => miacct.around(ids, bounds)", ids, bounds); err != nil {
				return "", err
			}
			for _, entry := range texts {
				for i := range entry {
					entry[i] = oneLine(entry[i])
				}
				out = append(out, entry)
			}
		}
		return "", nil
	})
	if err != nil && !errors.Is(err, ErrClosed) {
		err = fmt.Errorf("read around %s: %w", l, err)
	}
	return out, err
}

// every is l's ask for all its elements.
func (l Locator) every() ask {
	a := l.ask()
	a.All = true
	return a
}

// idsIn are the numbers of what was found in one frame.
func (l *looking) idsIn(ctx context.Context, v view) ([]int, error) {
	hits, err := l.every(ctx)
	ids := []int{}
	for _, h := range hits {
		if h.in.id == v.id && h.Shown {
			ids = append(ids, h.ID)
		}
	}
	return ids, err
}
