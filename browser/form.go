package browser

import (
	"context"
	"errors"
	"fmt"
)

// A Form is what a person sees of the form or dialog around a field. Its texts are folded:
// lower case, one space between words.
type Form struct {
	Address  string      // host and path of its document
	Title    string      // of its document
	Headings []string    // nearest first; where a page uses none, the short texts before its first field
	Fields   []FormField // what can be typed into
	Boxes    []FormBox   // what can be ticked
	Buttons  []string    // links are none
	Text     string      // the beginning of all its text
}

// A FormField is a visible field of a Form.
type FormField struct {
	Type         string // text, email, tel, password …
	Name         string // its name and id
	Label        string
	Placeholder  string
	Autocomplete string
	Mode         string // its inputmode
	Longest      int    // its maxlength, negative if it has none
	Filled       bool
	Target       bool // the field that was asked about
}

// A FormBox is a visible checkbox or switch of a Form.
type FormBox struct {
	Label  string
	Ticked bool
}

// Form reads the form or dialog around l, a field. It looks once.
func (s *Session) Form(ctx context.Context, l Locator) (Form, error) {
	ctx, cancel := s.during(ctx)
	defer cancel()
	t := s.tab()
	var f Form
	if err := errors.Join(t.well(), s.place(t)); err != nil {
		return f, fmt.Errorf("read the form of %s: %w", l, err)
	}
	at, err := t.see(ctx, l)
	if err == nil && (!at.Shown || at.hit.in.part == nil) {
		err = marked{errors.New(l.name + " is " + at.Words), ErrNotReady}
	}
	if err == nil {
		err = call(ctx, at.hit.in, &f, "id => miacct.form(miacct.element(id))", at.hit.ID)
	}
	if err != nil {
		return f, fmt.Errorf("read the form of %s: %w", l, s.ended(ctx, t, err))
	}
	return f, nil
}
