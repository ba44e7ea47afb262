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

// An Entry is one entry of a list, or another place where a device is named.
type Entry struct {
	Texts   []string // its visible texts, each by itself, without those of its controls
	Heading string   // the heading it stands below
	Keys    []string // which of the identifiers known stand in it
}

func (e *Entry) clean() {
	for i := range e.Texts {
		e.Texts[i] = oneLine(e.Texts[i])
	}
	e.Heading = oneLine(e.Heading)
}

// Entries are where the devices of some rows are named on a page.
type Entries struct {
	Of    [][]Entry // of each row
	Alike []Entry   // entries of the same lists that name none of the rows
}

// Entries returns all places where the devices of rows, which share their others, are named.
func (s *Session) Entries(ctx context.Context, rows []Row) (out Entries, err error) {
	asks := make([]ask, len(rows))
	for i, r := range rows {
		asks[i] = ask{Ways: []Way{}, Row: r.ask()}
	}
	others := tables(asks)
	err = s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		out = Entries{Of: make([][]Entry, len(rows))}
		if err := s.place(t); err != nil {
			return "", err
		}
		l, err := t.lookAt(ctx, ask{Ways: []Way{}}) // looks for nothing, but tells whether the page has loaded
		if err != nil || l.loading {
			return "the page is loading", err
		}
		if l.doubtful {
			if _, err := t.openClosed(ctx, l); err != nil {
				return "", err
			}
		}
		for i, v := range l.views {
			if l.glances[i] == nil || i > 0 && t.s.owns(t, v) != nil {
				continue // a frame of another host says nothing of whose a device is
			}
			var here Entries
			const js = "(rows, tables) => { const all = tables.map(miacct.table); for (const r of rows) r.others = all[r.Table]; return miacct.entries(rows); }"
			if err := call(ctx, v, &here, js, rowsOf(asks), others); err != nil {
				return "", err
			}
			for k := range here.Of {
				for n := range here.Of[k] {
					here.Of[k][n].clean()
				}
				out.Of[k] = append(out.Of[k], here.Of[k]...)
			}
			for n := range here.Alike {
				here.Alike[n].clean()
			}
			out.Alike = append(out.Alike, here.Alike...)
		}
		return "", nil
	})
	if err != nil && !errors.Is(err, ErrClosed) {
		err = fmt.Errorf("read the entries of %d devices: %w", len(rows), err)
	}
	return out, err
}

func rowsOf(asks []ask) []*askedRow {
	rows := make([]*askedRow, len(asks))
	for i, a := range asks {
		rows[i] = a.Row
	}
	return rows
}

// Prompt returns what stands in the menu or dialog around l's element, line by line.
func (s *Session) Prompt(ctx context.Context, l Locator) (lines []string, err error) {
	err = s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		at, err := t.see(ctx, l)
		if err != nil || !at.Shown || at.hit.ID == 0 {
			return l.name + " is " + at.Words, err
		}
		if err := call(ctx, at.hit.in, &lines, "id => miacct.prompt(id)", at.hit.ID); err != nil {
			return "", err
		}
		for i := range lines {
			lines[i] = oneLine(lines[i])
		}
		return "", nil
	})
	if err != nil && !errors.Is(err, ErrClosed) {
		err = fmt.Errorf("read what stands around %s: %w", l, err)
	}
	return lines, err
}

// Around returns, for each visible element that matches any way of l, the entry of a list that it
// stands in, without its own texts. The entry is what is around it up to where another of them
// begins, or what bound matches.
func (s *Session) Around(ctx context.Context, l, bound Locator) ([]Entry, error) {
	var out []Entry
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
			var here []Entry
			if err := call(ctx, v, &here, "(ids, bounds) => miacct.around(ids, bounds)", ids, bounds); err != nil {
				return "", err
			}
			for i := range here {
				here[i].clean()
			}
			out = append(out, here...)
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
