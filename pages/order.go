package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// A deletionOrder is the deletion as far as this run has come with it. A control that leads to a
// dialog or to another page is a way; the order is the press after which something other
// than reading was sent.
type deletionOrder struct {
	pressed map[string]bool // controls pressed since the site last asked who it is
	codes   int             // one-time codes taken before them
	sent    bool            // something was sent since, and the site has not refused
	since   time.Time       // of the first press; zero before
}

// sending reports whether something other than reading was sent since the first press.
func (o *deletionOrder) sending(r *flow.Runner) bool {
	return !o.since.IsZero() && r.Tab.Traffic(o.since).Sent > 0
}

// A reply is what the page made of one press.
type reply struct {
	fresh []browser.Block
	what  said
	words string
	sent  bool
}

// press presses a control that may be the order, and reads what the site answers to it.
func (run *run) press(ctx context.Context, r *flow.Runner, name string, l browser.Locator, now flow.Plan, accepting ...string) (reply, error) {
	o, p := &run.order, run.Site.Deletion
	if run.codes > o.codes && !run.saidMore {
		// The site's answer to the press was the question who it is, and nothing more: it is asked anew.
		o.codes, o.sent, o.since = run.codes, false, time.Time{}
		clear(o.pressed)
		run.ordered = false
		if err := asked(r, actDelete); err != nil {
			return reply{}, err
		}
	}
	if o.pressed[name] {
		return reply{}, &flow.Error{Step: name, Outcome: audit.Unknown,
			Err: fmt.Errorf("%s is there again after it was pressed once; it is not pressed twice", l)}
	}
	if err := run.sameID(ctx, r, name); err != nil {
		return reply{}, err
	}
	before, err := run.blocks(ctx, r)
	if err != nil {
		return reply{}, err
	}
	if o.pressed == nil {
		o.pressed = map[string]bool{}
	}
	o.pressed[name] = true
	if o.since.IsZero() {
		o.since = time.Now()
	}
	since, url := time.Now(), r.Tab.URL()
	_, err = r.See(ctx, flow.Step{
		Name:     name,
		Do:       []browser.Action{l.ClickAccepting(accepting...)},
		Want:     p.Done.Locator,
		Or:       append([]browser.Locator{p.Later.Locator}, run.after(name)...),
		Again:    []browser.Locator{l},
		Refusals: p.refusals(),
		Final:    true,
		Act:      actDelete,
		Now:      now,
	})
	var no *flow.Refusal
	if errors.As(err, &no) || err != nil && flow.OutcomeOf(err) != audit.Unknown {
		return reply{}, err
	}
	out, readErr := run.readReply(ctx, r, before, since, url)
	run.saidMore = run.saidMore || out.what == saidAccepted || out.what == saidDeleted
	switch {
	case readErr != nil:
		run.ordered = true
		return out, errors.Join(err, readErr)
	case out.what == saidFailed && !out.sent:
		out.what = saidNothing
	case err != nil && !out.sent && r.Tab.Traffic(since).Open == 0:
		// Nothing was sent: it was not the order, and nothing is unknown.
		if err := asked(r, actDelete); err != nil {
			return out, err
		}
		if len(out.fresh) > 0 {
			return out, nil
		}
		var e *flow.Error
		errors.As(err, &e)
		return out, &flow.Error{Step: name, Outcome: audit.NotRecognised, Err: run.instead(before, e.Err)}
	}
	if err == nil && !out.sent && r.Tab.Traffic(since).Open == 0 {
		if err := asked(r, actDelete); err != nil { // it was a way
			return out, err
		}
	}
	o.sent = o.sent || out.sent
	run.ordered = run.ordered || out.sent || err != nil
	if out.what == saidDeleted || out.what == saidAccepted {
		return out, nil
	}
	return out, err
}

// readReply waits until the page stands still and reads what it says that it did not say before.
func (run *run) readReply(ctx context.Context, r *flow.Runner, before []browser.Block, since time.Time, url string) (out reply, err error) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), flow.Finish)
	defer stop()
	if err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Quiet(ctx, still) }); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return out, err
	}
	now, err := run.blocks(ctx, r)
	if err != nil {
		return out, err
	}
	p := run.Site.Deletion
	at, err := r.LookAll(ctx, p.Start.Locator, p.confirm(), p.Continue.Locator)
	if err != nil {
		return out, err
	}
	alone := !slices.ContainsFunc(at, func(s browser.State) bool { return s.Shown })
	out.fresh = fresh(before, now)
	out.sent = r.Tab.Traffic(since).Sent > 0
	if what, words := run.Site.Words.answer(out.fresh, run.who.ID, alone); out.sent || what == saidDeleted && r.Tab.URL() != url {
		out.what, out.words = what, words
	}
	return out, nil
}

// still is how long a page must not change to be read.
const still = 300 * time.Millisecond

// blocks reads the page.
func (run *run) blocks(ctx context.Context, r *flow.Runner) (all []browser.Block, err error) {
	err = r.Timed(ctx, func(ctx context.Context) error {
		all, err = r.Tab.Blocks(ctx)
		return err
	})
	return all, err
}

// sameID returns an error if the deletion page names an account by its ID, and it is not the
// one that was checked.
func (run *run) sameID(ctx context.Context, r *flow.Runner, step string) error {
	named, err := texts(ctx, r, run.Site.Deletion.ID.Locator)
	if err != nil {
		return err
	}
	all, err := run.blocks(ctx, r)
	if err != nil {
		return err
	}
	for _, b := range all {
		if !b.Aside && !b.Entry && run.Site.Words.has("account-noun", plainForm(b.Text)) {
			named = append(named, b.Text)
		}
	}
	var ids []string
	for _, s := range named {
		ids = append(ids, idsIn(s)...)
	}
	if len(ids) == 0 || slices.Contains(ids, run.who.ID) {
		return nil
	}
	return &flow.Error{Step: step, Outcome: audit.WrongAccount, Err: fmt.Errorf(
		"the page of the deletion names account %s, and the one asked for is %s; nothing was ordered: %w", ids[0], run.who.ID, flow.ErrChanged)}
}

// instead says what the page shows instead of what a step wanted: its headings and buttons.
func (run *run) instead(all []browser.Block, err error) error {
	var heads, buttons []string
	for _, b := range all {
		switch {
		case b.Aside:
		case b.Heading && len(heads) < 3:
			heads = append(heads, quote(b.Text))
		case b.Control && !b.Box && len([]rune(b.Text)) <= 40 && len(buttons) < 8:
			buttons = append(buttons, quote(b.Text))
		}
	}
	return &insteadError{err, heads, buttons}
}

// An insteadError is what a step could not do, with what the page shows.
type insteadError struct {
	err            error
	heads, buttons []string
}

func (e *insteadError) Error() string {
	s := e.err.Error()
	if len(e.heads) > 0 {
		s += "; the page is headed " + list(e.heads)
	}
	if len(e.buttons) > 0 {
		s += "; it offers " + list(e.buttons)
	}
	return s
}

func (e *insteadError) Unwrap() error { return e.err }

func list(s []string) string {
	out := ""
	for i, w := range s {
		if i > 0 {
			out += ", "
		}
		out += w
	}
	return out
}
