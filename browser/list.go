package browser

import (
	"context"
	"errors"
	"fmt"
)

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

// Entries returns, for each of rows, which share their others, all places where its device is named.
func (s *Session) Entries(ctx context.Context, rows []Row) (out [][]Entry, err error) {
	asks := make([]ask, len(rows))
	for i, r := range rows {
		asks[i] = ask{Ways: []Way{}, Row: r.ask()}
	}
	others := tables(asks)
	err = s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		out = make([][]Entry, len(rows))
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
			var here [][]Entry
			const js = "(rows, tables) => { const all = tables.map(miacct.table); for (const r of rows) r.others = all[r.Table]; return miacct.entries(rows); }"
			if err := call(ctx, v, &here, js, rowsOf(asks), others); err != nil {
				return "", err
			}
			for k := range here {
				for n := range here[k] {
					here[k][n].clean()
				}
				out[k] = append(out[k], here[k]...)
			}
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
