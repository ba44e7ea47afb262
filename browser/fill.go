package browser

import (
	"context"
	"errors"
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
)

// elementOf holds the element that was seen.
func elementOf(ctx context.Context, at sighting) (runtime.RemoteObjectID, error) {
	return hold(ctx, at.hit.in, fmt.Sprintf("miacct.element(%d)", at.hit.ID))
}

// fill replaces the content of l by typing value into it, as one piece.
func (s *Session) fill(ctx context.Context, l Locator, value string) error {
	if err := s.click(ctx, l); err != nil { // the focus comes with a click
		return err
	}
	typed := false
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
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
		object, err := elementOf(ctx, at)
		if err != nil {
			return "", err
		}
		defer release(ctx, at.hit.in, object)
		var why string
		if err := callThis(ctx, at.hit.in, object, &why, "function() { return miacct.select(this) }"); err != nil {
			return "", err
		}
		if why == "not a field" || why == "a password field" {
			return "", marked{fmt.Errorf("%s is %s", l.name, why), ErrNotReady}
		}
		if why != "" {
			return l.name + " is " + why, nil
		}
		typed = true
		return s.typeInto(ctx, l, at, object, value)
	})
	switch {
	case errors.As(err, new(late)) && !typed:
		return marked{err, ErrNotReady}
	case errors.As(err, new(late)), errors.Is(err, ErrChanged) && typed:
		return unsure(err)
	}
	return err
}

// typeInto types value over the selection and reads it back; a field that does not take
// it gets it by its setter, with the events frameworks wait for.
func (s *Session) typeInto(ctx context.Context, l Locator, at sighting, object runtime.RemoteObjectID, value string) (string, error) {
	v := at.hit.in
	if value != "" {
		if _, err := askIn(ctx, v, input.InsertText, input.InsertTextParams{Text: value}); err != nil {
			return "", err
		}
	}
	const readBack = "async function(v) { await miacct.frame(); return miacct.filled(this, v) }"
	var holds bool
	if err := callThis(ctx, v, object, &holds, readBack, value); err != nil || holds {
		return "", err
	}
	if err := callThis(ctx, v, object, nil, "function(v) { miacct.enter(miacct.fieldOf(this), v) }", value); err != nil {
		return "", err
	}
	if err := callThis(ctx, v, object, &holds, readBack, value); err != nil || holds {
		return "", err
	}
	return l.name + " does not keep what is typed", nil
}

// tick makes l ticked, or not, as wanted.
func (s *Session) tick(ctx context.Context, l Locator, want bool) error {
	on, err := s.ticked(ctx, l, nil)
	if err != nil || on == want {
		return err
	}
	if err := s.click(ctx, l); err != nil {
		return err
	}
	_, err = s.ticked(ctx, l, &want)
	if errors.As(err, new(late)) || errors.Is(err, ErrChanged) {
		return unsure(err)
	}
	return err
}

// ticked reads whether l is ticked; with want, it waits until that is so.
func (s *Session) ticked(ctx context.Context, l Locator, want *bool) (on bool, err error) {
	err = s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		at, err := t.see(ctx, l)
		if err != nil {
			return "", err
		}
		if !at.Shown || at.hit.in.part == nil {
			return l.unseen(at)
		}
		err = call(ctx, at.hit.in, &on, "id => miacct.ticked(miacct.element(id))", at.hit.ID)
		switch {
		case err != nil || want == nil || on == *want:
			return "", err
		case *want:
			return l.name + " is not ticked", nil
		}
		return l.name + " is still ticked", nil
	})
	if want == nil && errors.As(err, new(late)) {
		err = marked{err, ErrNotReady}
	}
	return on, err
}

// scrollToEnds scrolls the documents that may be touched.
func (s *Session) scrollToEnds(ctx context.Context) error {
	return s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		any := false
		for i, v := range t.views() {
			if i > 0 && !s.allowed(v.url) {
				continue
			}
			moved := false
			if err := call(ctx, v, &moved, "() => miacct.scrollToEnds()"); err != nil && i == 0 {
				return "", err
			} else if err != nil || moved {
				any = true
			}
		}
		if !any {
			s.forgetAct()
		}
		return "", nil
	})
}

// scrollOn brings the last element that matches l into view.
func (s *Session) scrollOn(ctx context.Context, l Locator) error {
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		a := l.ask()
		look, err := t.lookAt(ctx, a)
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
		if len(hits) == 0 && l.WasRead() { // it never comes
			return "", marked{errors.New(l.name + " is missing"), ErrNotReady}
		}
		if len(hits) == 0 {
			return l.name + " is missing", nil
		}
		last := hits[len(hits)-1]
		moved := false
		err = call(ctx, last.in, &moved, "id => miacct.scrollTo(id)", last.ID)
		if err == nil && !moved && last.in.id == t.top { // a page around a frame may have moved unseen
			s.forgetAct()
		}
		return "", err
	})
	if errors.As(err, new(late)) {
		return marked{err, ErrNotReady}
	}
	return err
}
