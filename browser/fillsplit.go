package browser

import (
	"context"
	"errors"
	"fmt"

	"github.com/chromedp/cdproto/input"
)

// fillSplit types value into the boxes of one character of which l is the first. Each
// character is a key of its own in the box that is its turn: pages move on at each, and some
// send the whole at the last. That the document has left then is no error.
func (s *Session) fillSplit(ctx context.Context, l Locator, value string) error {
	if err := s.click(ctx, l); err != nil {
		return err
	}
	typed := 0
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if typed > 0 { // a second time could send it twice
			return "", marked{fmt.Errorf("%s changed while it was typed into", l.name), ErrUnsure}
		}
		at, err := t.see(ctx, l)
		if err != nil {
			return "", err
		}
		if !at.Shown || at.hit.in.part == nil {
			return l.unseen(at)
		}
		if err := s.owns(t, at.hit.in); err != nil {
			return "", err
		}
		first, err := elementOf(ctx, at)
		if err != nil {
			return "", err
		}
		defer release(ctx, at.hit.in, first)
		all := []rune(value)
		for i, r := range all {
			var why string
			if err := callThis(ctx, at.hit.in, first, &why, "function(i) { return miacct.box(this, i) }", i); err != nil || why != "" {
				return why, err
			}
			typed++
			if err := t.stroke(ctx, input.DispatchKeyEventParams{Key: string(r), Text: string(r)}); err != nil {
				if i == len(all)-1 && errors.Is(err, errGone) {
					return "", nil
				}
				return "", marked{err, ErrUnsure}
			}
		}
		return "", nil
	})
	if typed == 0 && errors.As(err, new(late)) {
		return marked{err, ErrNotReady}
	}
	return err
}
