package flow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
	"miacct/trail"
)

// A page is a fake tab: a set of sights, and what each action makes of it.
type page struct {
	mu     sync.Mutex
	shown  map[string]string // name of a locator -> its text
	woken  chan struct{}
	done   []string                // what was done, in order
	effect map[string]func()       // by Action.Does; runs with mu held
	errs   map[string]error        // by Action.Does
	stops  map[string]func() error // by Action.Does: stops it before it reaches the page while it returns an error; runs with mu held
	shots  int
	camera chan struct{}        // if not nil, pictures that were begun wait for it
	snap   func() snapshot.Page // what a reading shows
	ready  func(bool)           // told whether what a settling page shows is what is waited for; may be nil

	traffic browser.Traffic
	posts   map[string]bool // by Action.Does: what sends something
	sent    []time.Time     // when something was sent
	gone    func()          // done to the page once a sight that was there before is seen gone
}

func newPage() *page {
	return &page{shown: map[string]string{}, woken: make(chan struct{}), effect: map[string]func(){}, errs: map[string]error{}}
}

// set changes what is on the page, as the site or a person does.
func (p *page) set(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	close(p.woken)
	p.woken = make(chan struct{})
}

// Do does a. As in a real tab, what ctx breaks off may have reached the page all the same.
func (p *page) Do(ctx context.Context, a browser.Action) error {
	var err error
	const moment = time.Microsecond // an act takes time: without any, what is before it and after it would be one
	<-time.After(moment)
	defer func() { <-time.After(moment) }()
	p.set(func() {
		if err = p.errs[a.Does]; errors.Is(err, browser.ErrNotReady) {
			return
		}
		if f := p.stops[a.Does]; f != nil {
			if err = f(); err != nil {
				return
			}
		}
		p.done = append(p.done, a.Does)
		if p.posts[a.Does] {
			p.sent = append(p.sent, time.Now())
		}
		if f := p.effect[a.Does]; f != nil {
			f()
		}
	})
	if err == nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

func (p *page) wait(ctx context.Context, cond func() bool) error {
	for {
		p.mu.Lock()
		ok, woken := cond(), p.woken
		p.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-woken:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (p *page) WaitFor(ctx context.Context, w browser.Wait) (seen browser.Seen, err error) {
	err = p.wait(ctx, func() bool {
		seen.Index = -1
		if _, there := p.text(w.Hidden); !there && !w.Hidden.IsZero() {
			return true
		}
		for i, l := range w.Visible {
			text, ok := p.text(l)
			if i < len(w.Was) && w.Was[i] != "" && (!ok || w.Was[i] != "stamp "+text) {
				w.Was[i] = ""
				if p.gone != nil && !ok {
					go p.set(p.gone)
				}
			}
			if ok && !l.IsZero() && (i >= len(w.Was) || w.Was[i] == "") && seen.Index < 0 {
				seen.Index = i
			}
		}
		if seen.Index >= 0 {
			seen.Text, _ = p.text(w.Visible[seen.Index])
		}
		return seen.Index >= 0
	})
	return seen, err
}

// text is what l's element says, if it is there: among the sights, or in what a reading shows. p.mu is held.
func (p *page) text(l browser.Locator) (string, bool) {
	if text, ok := p.shown[l.String()]; ok || p.snap == nil {
		return text, ok
	}
	for _, n := range p.snap().Nodes {
		if l.String() == fmt.Sprintf("the %s “%s”", n.Kind, n.Label()) {
			return n.Label(), true
		}
	}
	return "", false
}

func (p *page) Look(_ context.Context, ls ...browser.Locator) (all []browser.State, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range ls {
		text, ok := p.text(l)
		at := browser.State{Shown: ok, Ready: ok, Text: text}
		if ok {
			at.Stamp = "stamp " + text
		}
		all = append(all, at)
	}
	return all, nil
}

func (p *page) Traffic(since time.Time) browser.Traffic {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.traffic
	for _, at := range p.sent {
		if !at.Before(since) {
			all.Sent++
		}
	}
	return all
}

func (p *page) Picture(ctx context.Context, shot browser.Shot) func() (browser.Picture, error) {
	pic := browser.Picture{PNG: []byte("\x89PNG")}
	p.mu.Lock()
	p.shots++
	if _, ok := p.text(shot.With); ok {
		pic.At = browser.Spot{X: 10, Y: 20, Width: 30, Height: 40, ViewWidth: 100, ViewHeight: 100}
	}
	p.mu.Unlock()
	return func() (browser.Picture, error) {
		if p.camera != nil {
			<-p.camera
		}
		return pic, nil
	}
}

func (p *page) Settle(ctx context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error) {
	_ = p.wait(ctx, func() bool { return p.snap == nil || !p.snap().Busy }) // a busy one is returned as it is
	p.mu.Lock()
	if p.snap == nil {
		p.mu.Unlock()
		return snapshot.Page{}, nil
	}
	now, told := p.snap(), p.ready
	p.mu.Unlock()
	if told != nil {
		told(ready(now))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.snap(), nil
}
func (p *page) Unchanged(_ context.Context, read snapshot.Page) (time.Duration, bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.snap()
	return now.Still, snapshot.Diff(read, now).None(), nil
}
func (p *page) Changed(ctx context.Context, before snapshot.Page) (now snapshot.Page, err error) {
	err = p.wait(ctx, func() bool {
		now = p.snap()
		return !snapshot.Diff(before, now).None()
	})
	return now, err
}
func (p *page) URL() string { return "https://site.example/page" }

// A watcher is the person of a test.
type watcher struct {
	call    func(context.Context, flow.Handoff) error
	answer  func(context.Context, flow.Question) (string, error)
	confirm error
	calls   []flow.Handoff
}

func (w *watcher) Call(ctx context.Context, h flow.Handoff) error {
	w.calls = append(w.calls, h)
	if w.call == nil {
		return flow.ErrNobody
	}
	return w.call(ctx, h)
}

func (w *watcher) Answer(ctx context.Context, q flow.Question) (string, error) {
	if w.answer == nil {
		return "", flow.ErrNobody
	}
	return w.answer(ctx, q)
}

func (w *watcher) Confirm(context.Context, flow.Plan) error { return w.confirm }

// A stage is a runner with its fakes.
type stage struct {
	*flow.Runner
	page   *page
	person *watcher
	lines  func() []trail.Line

	recorded func() []trail.Line // so far: lines waits for a picture that is still being taken
}

func newStage(t *testing.T) *stage {
	t.Helper()
	var mu sync.Mutex
	var lines []trail.Line
	record, err := trail.Create(t.TempDir(), trail.Run{Command: "test"}, trail.Options{Keys: t.TempDir(), Watch: func(l trail.Line) {
		mu.Lock()
		defer mu.Unlock()
		lines = append(lines, l)
	}})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{page: newPage(), person: &watcher{}}
	s.Runner = &flow.Runner{Tab: s.page, Trail: record, Person: s.person, Timeout: 50 * time.Millisecond, Settle: 20 * time.Millisecond}
	s.recorded = func() []trail.Line {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(lines)
	}
	s.lines = func() []trail.Line {
		record.Flush()
		return s.recorded()
	}
	t.Cleanup(func() { record.Result(trail.Done, "", 0) })
	return s
}

func loc(name string) browser.Locator { return browser.Find(name, browser.Way{CSS: "x"}) }

func click(name string) browser.Action {
	return browser.Action{Does: "click " + name, Changes: true, On: loc(name)}
}

// timed runs f as a subtest in which time passes by itself when everything waits: how busy the machine is
// changes nothing.
func timed(t *testing.T, name string, f func(*testing.T)) {
	t.Run(name, func(t *testing.T) { synctest.Test(t, f) })
}
