package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// An Action is one thing a person does to a page, with words for the record.
type Action struct {
	Does    string  // "click the sign-in button"; never holds what is typed
	Changes bool    // may change something; false for opening an address and for scrolling
	On      Locator // what it is done to; zero for opening an address
	IfSeen  bool    // On need not be there: nothing is waited for
	Leads   bool    // only leads on: no picture is taken ahead of what it shows
	do      func(context.Context, *Session) error
}

// Goto opens url and waits until its document is there (not until every picture is).
func Goto(url string) Action {
	return Action{Does: "open " + oneLine(bare(url)), do: func(ctx context.Context, s *Session) error { return s.open(ctx, url) }}
}

// Click clicks l once it can be clicked. The click is guarded: success means the
// trusted click event reached l's element in l's row.
func (l Locator) Click() Action {
	return l.change("click", func(ctx context.Context, s *Session) error { return s.click(ctx, l) })
}

// ClickAccepting is Click on a control that may raise a native confirm(): it is
// accepted only if its text contains one of words, else dismissed and an error.
func (l Locator) ClickAccepting(words ...string) Action {
	return l.ClickAcceptingIf(func(text string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(fold(text), fold(w)) })
	})
}

// ClickAcceptingIf is Click on a control that may raise a native confirm(): it is accepted
// only if accept says so of its text, else dismissed and an error.
func (l Locator) ClickAcceptingIf(accept func(text string) bool) Action {
	return l.change("click", func(ctx context.Context, s *Session) error { return s.clickAccepting(ctx, l, accept) })
}

// ClickIfSeen clicks l if it is ready now, and does nothing if it is missing or hidden.
func (l Locator) ClickIfSeen() Action {
	return l.changeIfSeen("click", func(ctx context.Context, s *Session) error {
		return s.ifSeen(ctx, l, func() error { return s.click(ctx, l) })
	})
}

// Fill replaces l's content with value and reads it back.
func (l Locator) Fill(value string) Action {
	return l.change("fill", func(ctx context.Context, s *Session) error { return s.fill(ctx, l, value) })
}

// FillSplit types value into the boxes of one character each of which l is the first, key by key.
func (l Locator) FillSplit(value string) Action {
	return l.change("fill", func(ctx context.Context, s *Session) error { return s.fillSplit(ctx, l, value) })
}

// FillPassword gives value to l, a password field; see the rules of the package.
func (l Locator) FillPassword(value string) Action {
	return l.change("fill", func(ctx context.Context, s *Session) error { return s.fillPassword(ctx, l, value) })
}

// Tick makes l, a checkbox of any make, ticked; it clicks only if it is not, and reads it back.
func (l Locator) Tick() Action {
	return l.change("tick", func(ctx context.Context, s *Session) error { return s.tick(ctx, l, true) })
}

// Untick makes l, a checkbox of any make, not ticked; it clicks only if it is, and reads it back.
func (l Locator) Untick() Action {
	return l.change("untick", func(ctx context.Context, s *Session) error { return s.tick(ctx, l, false) })
}

// Choose makes l, an option of a list or a radio button, the chosen one, and reads it back.
func (l Locator) Choose() Action {
	return l.change("choose", func(ctx context.Context, s *Session) error { return s.choose(ctx, l) })
}

// ScrollOn brings the last element that matches l into view, so that a list that loads as one scrolls goes on.
func (l Locator) ScrollOn() Action {
	a := l.change("scroll to the last of", func(ctx context.Context, s *Session) error { return s.scrollOn(ctx, l) })
	a.Changes = false
	return a
}

// ScrollToEnds scrolls the page, and all that scrolls in it, to its end: what is to be read to the
// end before one can go on has then been shown.
func ScrollToEnds() Action {
	return Action{Does: "scroll to the end of the page and of what scrolls in it", do: func(ctx context.Context, s *Session) error { return s.scrollToEnds(ctx) }}
}

// Forget drops cookies and storage, so that the next page is seen by a stranger.
func Forget() Action {
	return Action{Does: "forget cookies and storage", do: func(ctx context.Context, s *Session) error {
		if err := s.forget(ctx); err != nil {
			return s.ended(ctx, s.tab(), err)
		}
		return nil
	}}
}

func (l Locator) change(verb string, do func(context.Context, *Session) error) Action {
	return Action{Does: verb + " " + l.name, Changes: true, On: l, do: do}
}

func (l Locator) changeIfSeen(verb string, do func(context.Context, *Session) error) Action {
	a := l.change(verb, do)
	a.IfSeen = true
	return a
}

// Do performs a, once a picture that was begun before is taken. The error says the action, the object and what was seen last.
func (s *Session) Do(ctx context.Context, a Action) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	if err := s.camera.idle(ctx); err != nil {
		return fmt.Errorf("%s: wait for the picture of the page before it: %w", a.Does, marked{err, ErrNotReady})
	}
	s.keepPicture(taken{})
	s.acceptNone()
	s.noteAct()
	s.mu.Lock()
	s.leads = a.Leads
	s.mu.Unlock()
	if err := a.do(ctx, s); err != nil {
		select {
		case <-s.closed:
			err = marked{err, ErrClosed}
		default:
		}
		return fmt.Errorf("%s: %w", a.Does, err)
	}
	return nil
}

// ifSeen does it unless l is missing or hidden on a page that has loaded.
func (s *Session) ifSeen(ctx context.Context, l Locator, it func() error) error {
	shown := false
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.place(t); err != nil {
			return "", err
		}
		at, err := t.see(ctx, l)
		if err == nil && at.Words == loadingWords {
			return l.name + " is " + at.Words, nil
		}
		shown = at.Shown
		return "", err
	})
	if err != nil || !shown {
		return err
	}
	return it()
}
