package browser

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf16"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"

	"miacct/internal/hostmatch"
)

// The password is given by one call on the field's own object: if the document has
// gone, the call fails and nothing is given to what came after it. The call itself
// checks the place again, and is refused by any field that is not a password field.

// gift is what the world says of a password it was to give to a field.
type gift struct {
	Place  string // the origin, if it may not have it
	Words  string // why the field cannot have it
	Length int    // of what the field holds; -1 if it is something else
	Leaked bool   // another field holds it too
}

func (s *Session) fillPassword(ctx context.Context, l Locator, value string) error {
	typed := false
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		if err := s.secure(t); err != nil {
			return "", err
		}
		at, p, complaint, err := s.ready(ctx, t, l, "")
		_ = p
		if err != nil || complaint != "" {
			return complaint, err
		}
		object, err := elementOf(ctx, at)
		if err != nil {
			return "", err
		}
		defer release(ctx, at.hit.in, object)
		var g gift
		const give = "function(v, hosts) { return miacct.given(this, v, hosts, false) }"
		if err := callThis(ctx, at.hit.in, object, &g, give, value, s.o.Hosts); err != nil {
			return "", hide(err)
		}
		if complaint, err := s.judge(l, g); err != nil || complaint != "" {
			return complaint, err
		}
		typed = true
		const look = "async function(v) { await miacct.frame(); return miacct.checked(this, v) }"
		if err := callThis(ctx, at.hit.in, object, &g, look, value); err != nil {
			return "", hide(err)
		}
		if g.Length == 0 && value != "" { // the page takes only what is typed
			if g, err = s.typePassword(ctx, at, object, value, look); err != nil {
				return "", hide(err)
			}
		}
		if g.Leaked {
			return "", marked{fmt.Errorf("another field shows what was given to %s", l.name), ErrUnsure}
		}
		if g.Length != len(utf16.Encode([]rune(value))) {
			return l.name + " does not keep what it is given", nil
		}
		return "", nil
	})
	switch {
	case errors.As(err, new(late)) && !typed:
		return marked{err, ErrNotReady}
	case errors.As(err, new(late)), errors.Is(err, ErrChanged) && typed:
		return unsure(err)
	}
	return err
}

// typePassword types the password once, into the field that has the focus right then.
func (s *Session) typePassword(ctx context.Context, at sighting, object runtime.RemoteObjectID, value, look string) (gift, error) {
	var g gift
	const focus = "function(hosts) { const g = miacct.given(this, '', hosts, true); g.Focus = document.hasFocus() && this.getRootNode().activeElement === this; return g }"
	var f struct {
		gift
		Focus bool
	}
	if err := callThis(ctx, at.hit.in, object, &f, focus, s.o.Hosts); err != nil {
		return g, err
	}
	if !f.Focus || f.Place != "" || f.Words != "" {
		return gift{Length: -1}, nil
	}
	if _, err := askIn(ctx, at.hit.in, input.InsertText, input.InsertTextParams{Text: value}); err != nil {
		return g, err
	}
	err := callThis(ctx, at.hit.in, object, &g, look, value)
	return g, err
}

// secure returns ErrPlace unless the page itself is an https page of an allowed host.
func (s *Session) secure(t *tab) error {
	scheme, host := hostOf(t.url())
	if scheme != "https" || !hostmatch.In(host, s.o.Hosts) {
		return elsewhere(t.url())
	}
	return nil
}

func (s *Session) judge(l Locator, g gift) (complaint string, err error) {
	if g.Place != "" {
		return "", elsewhere(g.Place)
	}
	if g.Words == "not a password field" {
		return "", marked{fmt.Errorf("%s is %s", l.name, g.Words), ErrNotReady}
	}
	if g.Words != "" {
		return l.name + " is " + g.Words, nil
	}
	if g.Leaked {
		return "", marked{fmt.Errorf("another field shows what was given to %s", l.name), ErrUnsure}
	}
	return "", nil
}

// hide keeps the words of an error that may quote what the call was given.
func hide(err error) error {
	if errors.Is(err, errGone) {
		return errGone
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return errors.New("the page's script refused it")
}
