package browser

import (
	"context"
	"errors"
	"fmt"
)

// An Overlay is a box that lies over the page by its structure: a dialog, or one that is fixed
// to the window. Its texts are folded as a Form's.
type Overlay struct {
	Text     string
	Secret   bool // holds a password field
	Controls []OverlayControl
}

// An OverlayControl is something in an Overlay that can be pressed.
type OverlayControl struct {
	Label string
	ID    int
}

// Locator finds c while it is called what it was called.
func (c OverlayControl) Locator() Locator {
	return Find(fmt.Sprintf("the control %q of what lies over the page", c.Label), Way{Kept: c.ID, Words: []string{c.Label}})
}

// Overlays lists what lies over the page itself. It looks once.
func (s *Session) Overlays(ctx context.Context) ([]Overlay, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	t := s.tab()
	var all []Overlay
	err := errors.Join(t.well(), s.place(t))
	if err == nil {
		if v, ok := t.topView(); ok {
			err = call(ctx, v, &all, "() => miacct.overlays()")
		}
	}
	if err != nil && !errors.Is(err, errGone) {
		return nil, fmt.Errorf("look for what lies over the page: %w", s.ended(ctx, t, err))
	}
	return all, nil
}
