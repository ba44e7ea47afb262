package main

import (
	"context"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/journal"
	"miacct/snapshot"
)

// timed returns the runner with what it calls put on the timeline.
func (l *timeline) timed(r *flow.Runner) *flow.Runner {
	if l == nil {
		return r
	}
	r.Tab, r.Person, r.Journal = timedTab{r.Tab, l}, timedPerson{r.Person, l}, timedJournal{r.Journal, l}
	wait := (&flow.Runner{Pass: r.Pass}).Wait
	r.Pass = func(ctx context.Context, d time.Duration) error {
		defer l.span(spentPause, "wait "+d.String())()
		return wait(ctx, d)
	}
	return r
}

type timedTab struct {
	flow.Tab
	time *timeline
}

func (t timedTab) Do(ctx context.Context, a browser.Action) error {
	kind, name := spentActing, "act"
	if !a.Changes {
		kind, name = spentOpening, "open or scroll"
	}
	defer t.time.span(kind, name)()
	return t.Tab.Do(ctx, a)
}

func (t timedTab) Settle(ctx context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error) {
	defer t.time.span(spentWaiting, "wait for an answer or rest")()
	return t.Tab.Settle(ctx, ready)
}

func (t timedTab) Changed(ctx context.Context, before snapshot.Page) (snapshot.Page, error) {
	defer t.time.span(spentWaiting, "wait for a change")()
	return t.Tab.Changed(ctx, before)
}

func (t timedTab) Unchanged(ctx context.Context, read snapshot.Page) (time.Duration, bool, error) {
	defer t.time.span(spentReading, "ask whether it has changed")()
	return t.Tab.Unchanged(ctx, read)
}

func (t timedTab) Next(ctx context.Context, was []string, sights ...browser.Locator) (browser.Seen, error) {
	defer t.time.span(spentWaiting, "wait for the next sight")()
	return t.Tab.Next(ctx, was, sights...)
}

func (t timedTab) Cookies(ctx context.Context, name string) ([]string, error) {
	defer t.time.span(spentReading, "read cookies")()
	return t.Tab.Cookies(ctx, name)
}

func (t timedTab) Forget(ctx context.Context) error {
	defer t.time.span(spentActing, "forget cookies and storage")()
	return t.Tab.Forget(ctx)
}

func (t timedTab) First(ctx context.Context, ls ...browser.Locator) (browser.Seen, error) {
	defer t.time.span(spentWaiting, "wait for a sight")()
	return t.Tab.First(ctx, ls...)
}

func (t timedTab) Gone(ctx context.Context, l browser.Locator) error {
	defer t.time.span(spentWaiting, "wait until gone")()
	return t.Tab.Gone(ctx, l)
}

func (t timedTab) Look(ctx context.Context, l browser.Locator) (browser.State, error) {
	defer t.time.span(spentReading, "look")()
	return t.Tab.Look(ctx, l)
}

func (t timedTab) LookAll(ctx context.Context, ls ...browser.Locator) ([]browser.State, error) {
	defer t.time.span(spentReading, "look for several")()
	return t.Tab.LookAll(ctx, ls...)
}

func (t timedTab) Entries(ctx context.Context, rows []browser.Row) (browser.Entries, error) {
	defer t.time.span(spentReading, "read the entries")()
	return t.Tab.Entries(ctx, rows)
}

func (t timedTab) Attributes(ctx context.Context, l browser.Locator, name string) ([]string, error) {
	defer t.time.span(spentReading, "read attributes")()
	return t.Tab.Attributes(ctx, l, name)
}

func (t timedTab) Heard(ctx context.Context, patterns []string, after time.Time) ([]byte, time.Time, error) {
	defer t.time.span(spentReading, "read an answer")()
	return t.Tab.Heard(ctx, patterns, after)
}

func (t timedTab) Picture(ctx context.Context) ([]byte, error) {
	defer t.time.span(spentPicture, "picture")()
	return t.Tab.Picture(ctx)
}

func (t timedTab) BeginPicture(ctx context.Context) func() ([]byte, error) {
	taken := t.time.span(spentPicture, "picture behind the run")
	end := t.Tab.BeginPicture(ctx)
	return func() ([]byte, error) {
		defer taken()
		return end()
	}
}

func (t timedTab) PictureWith(ctx context.Context, l browser.Locator) ([]byte, browser.Spot, error) {
	defer t.time.span(spentPicture, "picture with a control")()
	return t.Tab.PictureWith(ctx, l)
}

func (t timedTab) PictureOf(ctx context.Context, l browser.Locator) ([]byte, error) {
	defer t.time.span(spentPicture, "picture of an element")()
	return t.Tab.PictureOf(ctx, l)
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
