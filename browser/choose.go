package browser

import (
	"context"
	"errors"
)

// choose makes l chosen. The options of a native list are in a window of the browser's own, where
// no press can be guarded: they are set, with the events that a choice makes.
func (s *Session) choose(ctx context.Context, l Locator) error {
	native := false
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		look, err := t.lookAt(ctx, l.ask())
		if err != nil {
			return "", err
		}
		if look.loading {
			return l.name + " is on a page that is loading", nil
		}
		hits, err := look.every(ctx)
		if err != nil {
			return "", err
		}
		if len(hits) != 1 {
			return l.name + " is missing", nil
		}
		return "", call(ctx, hits[0].in, &native, "id => miacct.choose(id)", hits[0].ID)
	})
	if errors.As(err, new(late)) {
		return marked{err, ErrNotReady}
	}
	if err != nil || native {
		return err
	}
	return s.tick(ctx, l, true)
}
