package main

import (
	"context"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/journal"
	"miacct/pages"
	"miacct/snapshot"
)

// A tab is what a run needs of a browser.Session.
type tab interface {
	flow.Tab
	pages.Browser
}

// tab returns s with what is called of it put on the timeline.
func (l *timeline) tab(s *browser.Session) tab {
	if l == nil {
		return s
	}
	return timedTab{s, l}
}

// timed returns the runner with what it calls besides its tab put on the timeline.
func (l *timeline) timed(r *flow.Runner) *flow.Runner {
	if l == nil {
		return r
	}
	r.Person, r.Journal = timedPerson{r.Person, l}, timedJournal{r.Journal, l}
	wait := (&flow.Runner{Pass: r.Pass}).Wait
	r.Pass = func(ctx context.Context, d time.Duration) error {
		defer l.span(spentPause, "wait "+d.String())()
		return wait(ctx, d)
	}
	return r
}

// A timedTab is a session whose calls are put on the timeline.
type timedTab struct {
	*browser.Session
	time *timeline
}

func (t timedTab) Do(ctx context.Context, a browser.Action) error {
	kind, name := spentActing, "act"
	if !a.Changes {
		kind, name = spentOpening, "open or scroll"
	}
	defer t.time.span(kind, name)()
	return t.Session.Do(ctx, a)
}

func (t timedTab) Settle(ctx context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error) {
	defer t.time.span(spentWaiting, "wait for an answer or rest")()
	return t.Session.Settle(ctx, ready)
}

func (t timedTab) Changed(ctx context.Context, before snapshot.Page) (snapshot.Page, error) {
	defer t.time.span(spentWaiting, "wait for a change")()
	return t.Session.Changed(ctx, before)
}

func (t timedTab) Unchanged(ctx context.Context, read snapshot.Page) (time.Duration, bool, error) {
	defer t.time.span(spentReading, "ask whether it has changed")()
	return t.Session.Unchanged(ctx, read)
}

func (t timedTab) WaitFor(ctx context.Context, w browser.Wait) (browser.Seen, error) {
	defer t.time.span(spentWaiting, "wait for a sight")()
	return t.Session.WaitFor(ctx, w)
}

func (t timedTab) Look(ctx context.Context, ls ...browser.Locator) ([]browser.State, error) {
	defer t.time.span(spentReading, "look")()
	return t.Session.Look(ctx, ls...)
}

func (t timedTab) Picture(ctx context.Context, shot browser.Shot) func() (browser.Picture, error) {
	end := t.time.span(spentPicture, "picture")
	taken := t.Session.Picture(ctx, shot)
	return func() (browser.Picture, error) {
		defer end()
		return taken()
	}
}

func (t timedTab) Cookies(ctx context.Context, name string) ([]string, error) {
	defer t.time.span(spentReading, "read cookies")()
	return t.Session.Cookies(ctx, name)
}

func (t timedTab) Entries(ctx context.Context, rows []browser.Row) ([][]browser.Entry, error) {
	defer t.time.span(spentReading, "read the entries")()
	return t.Session.Entries(ctx, rows)
}

type timedPerson struct {
	flow.Person
	time *timeline
}

func (p timedPerson) Call(ctx context.Context, h flow.Handoff) error {
	defer p.time.span(spentPerson, "person has the page")()
	return p.Person.Call(ctx, h)
}

func (p timedPerson) Answer(ctx context.Context, q flow.Question) (string, error) {
	defer p.time.span(spentPerson, "person answers")()
	return p.Person.Answer(ctx, q)
}

func (p timedPerson) Confirm(ctx context.Context, plan flow.Plan) error {
	defer p.time.span(spentPerson, "person confirms")()
	return p.Person.Confirm(ctx, plan)
}

type timedJournal struct {
	flow.Journal
	time *timeline
}

func (j timedJournal) Intend(act string) error {
	defer j.time.span(spentDisk, "journal")()
	return j.Journal.Intend(act)
}

func (j timedJournal) Settle(act string, s journal.State) error {
	defer j.time.span(spentDisk, "journal")()
	return j.Journal.Settle(act, s)
}
