// Package flow performs steps under supervision. It knows nothing of the site. Its rules,
// each with a test of its own name in this folder:
//
//   - A step is recorded before it is done. What cannot be recorded is not done.
//   - An act of the journal is on disk as begun before it is done, and is not begun again while what became of it is not known.
//   - An action is done once. It is tried again only when it is certain that nothing reached the page.
//   - A step has worked when its Want is seen, not when its clicks were accepted.
//   - Nothing seen before the act ends the step: what stood there counts once it went, changed or came in another document.
//   - Challenges and refusals may turn up in any step.
//   - What only a person can do is left to a person, without a clock. Nobody there: the run ends and says so.
//   - An action that cannot be done becomes a hand-off when a person is there; afterwards the page is looked at afresh.
//   - Nothing is changed that the run's own check forbids at that moment.
//   - Nothing is changed before the person's word. A Final step needs that word to cover what is so right before it.
//   - A Final step that acted and whose effect was not seen is Unknown, and ends the run.
//   - Every step has a picture at its end, above all when it failed; one that changes something has one before it too.
//     Only a step that is passing, and that went as planned, leaves it to the picture before the next one.
package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"miacct/browser"
	"miacct/snapshot"
	"miacct/trail"
)

// A Step is one thing a person would do, and the sight that tells it worked.
type Step struct {
	Name     string // imperative, lower case: error prefix, picture name and record at once
	Do       []browser.Action
	Want     browser.Locator   // seen when the step has worked; with neither Want, Or nor Gone it has when its actions have
	Or       []browser.Locator // other sights that end it as well; which one it was is See's to tell
	Again    []browser.Locator // sights that end it too once a challenge was met in it: the site wanted something else first
	Leads    bool              // only leads to Want or Or: what of them stands there already will do
	Gone     browser.Locator   // instead of Want: no longer there when the step has worked
	Refusals []browser.Locator // where the site says no
	Ask      string            // what to ask of the person if an action cannot be done; "" if a person could not help
	Passing  bool              // changes nothing and only leads to the next step, whose picture tells more: needs none when Want is seen
	Changes  bool              // changes something of the person's: needs their word
	Final    bool              // cannot be undone: needs their word to cover Now
	Rereads  bool              // whoever does it reads the page again where it is no longer what it was read as: browser.ErrChanged is theirs
	Act      string            // names in the journal what the step does or may do; the task records by Became what became of it
	Now      Plan              // of a Final step: what is so, read right before it

	until   func(context.Context) error // instead of Want and Gone: waits for what the step leads to
	over    func() bool                 // with until: what it has read is the last word, and challenges on the page do not matter
	asks    func(words string)          // told what a native dialog asked that was not meant
	met     func(Challenge)             // told of each challenge that was dealt with
	passing func() bool                 // with until, at its end: whether it turned out to be Passing
}

func (s Step) rereads() bool { return s.Rereads || s.until != nil }

// A Task is a named part of a run.
type Task struct {
	Name string
	Rare bool // most runs pass it without a step
	Run  func(context.Context, *Runner) error
}

// A Tab is what a Runner needs of a browser.Session, which says what each method promises.
type Tab interface {
	URL() string
	Do(context.Context, browser.Action) error

	// Elements by locator: now, or once one is there.
	Look(context.Context, ...browser.Locator) ([]browser.State, error)
	WaitFor(context.Context, browser.Wait) (browser.Seen, error)

	// The page as a whole: at rest, or once it looks otherwise.
	Settle(ctx context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error)
	Changed(ctx context.Context, before snapshot.Page) (snapshot.Page, error)

	Traffic(since time.Time) browser.Traffic
	Picture(context.Context, browser.Shot) (taken func() (browser.Picture, error))
}

var _ interface {
	Tab
	unchanger
} = (*browser.Session)(nil)

// A Runner performs steps in a tab.
type Runner struct {
	Tab        Tab
	Trail      *trail.Trail
	Person     Person
	Challenges []Challenge   // may turn up in any step; those that lie over others first
	Timeout    time.Duration // for one action or one look, 30 s if zero; people have no clock
	Backoff    time.Duration // how long to wait before a page in trouble is opened again, 1 s if zero; doubled each time
	Settle     time.Duration // how long after the site has answered an old refusal must stand to count as a new one, 2 s if zero
	Patience   time.Duration // how long to wait for a person once called; without end if zero
	Journal    Journal       // what was begun and what became of it, over all runs; may be nil
	Check      func() error  // asked right before each action that may change something; its error ends the step with nothing done. May be nil
	// Aside finds a control that puts away what lies over the page and is not its matter: a notice about
	// cookies, a survey. It is asked where nothing else on a page is understood. May be nil.
	Aside func(View) (Match, bool)

	Pause chan struct{} // a person asks here for the page; they get it before the next action. May be nil

	// Names are those of the person's things, to be left out of what is sent in. May be nil.
	Names func() []string

	// Pass lets time pass; a timer if nil.
	Pass func(context.Context, time.Duration) error

	word     *Plan  // what the person allowed; nil before
	surveyed string // the page that KeepPage has kept last

	last  *lastRead      // nil before Run, and in challenges
	shots map[string]int // pictures taken at the end of each step, by its name
	began time.Time      // when Run was called
}

// Finish is how long a step that has begun to change something may go on after the run was interrupted.
const Finish = 10 * time.Second

// Run performs the tasks in order and stops at the first that ends in an error.
func (r *Runner) Run(ctx context.Context, tasks []Task) error {
	r.began, r.shots, r.last = time.Now(), map[string]int{}, &lastRead{}
	defer r.Trail.Flush() // the tab may be closed afterwards
	for _, t := range tasks {
		if err := interrupted(ctx); err != nil {
			return &Error{Step: t.Name, Outcome: trail.Interrupted, Err: err}
		}
		r.Trail.Task(t.Name)
		if err := t.Run(ctx, r); err != nil {
			var e *Error
			if errors.As(err, &e) && puzzling(e.Outcome) && !errors.Is(err, ErrKept) {
				r.KeepPage(ctx, e.Step, e.Err.Error())
			}
			return err
		}
	}
	return nil
}

// Do performs one step. Its error is an *Error.
func (r *Runner) Do(ctx context.Context, s Step) error {
	_, err := r.See(ctx, s)
	return err
}

// See performs one step and returns what was seen at its end: index 0 is Want, 1… are Or.
func (r *Runner) See(ctx context.Context, s Step) (browser.Seen, error) {
	seen, _, err := r.perform(ctx, s)
	return seen, err
}

// perform performs one step. It reports whether anything was done to the page that may have changed something.
func (r *Runner) perform(ctx context.Context, s Step) (seen browser.Seen, acted bool, err error) {
	entry, err := r.Trail.Begin(s.Name)
	if err != nil {
		return seen, false, &Error{Step: s.Name, Outcome: trail.Failed, Err: err}
	}
	d := &doing{r: r, step: s, entry: entry}
	seen, err = d.perform(ctx)
	if settleErr := d.untouched(); err == nil {
		err = settleErr
	}
	out := d.outcome(ctx, err)
	end := r.end
	passing := s.Passing || err == nil && s.passing != nil && s.passing()
	if err == nil && (passing && !s.Changes && !s.Final && seen.Index == 0 && d.met == 0 || r.hasMany(s.Name)) {
		end = r.endUnseen
	} else if err == nil && !s.Final {
		end = r.endWell
	}
	if endErr := end(ctx, entry, out, err); err == nil && endErr != nil {
		err, out = endErr, trail.Failed
		if s.Final && d.acted {
			out = trail.Unknown
		}
	}
	if err != nil {
		return seen, d.acted, &Error{Step: s.Name, Outcome: out, Err: err}
	}
	return seen, d.acted, nil
}

// Say records the step as ended without anything done, for example because it is already so.
func (r *Runner) Say(step string, o trail.Outcome, words string) error {
	entry, err := r.Trail.Begin(step)
	if err == nil {
		err = entry.End(o, words, r.Tab.URL(), nil)
	}
	if err != nil {
		return &Error{Step: step, Outcome: trail.Failed, Err: err}
	}
	return nil
}

// mostShots is how many pictures are kept of steps of one name that went well: one that
// comes over and over must not fill the disk.
const mostShots = 40

// hasMany counts a step that went well, and reports whether there are pictures of it enough.
func (r *Runner) hasMany(name string) bool {
	if r.shots == nil {
		return false
	}
	r.shots[name]++
	return r.shots[name] > mostShots
}

// end records how the step went. The picture matters most when the step failed, so
// it has a clock of its own.
func (r *Runner) end(ctx context.Context, entry *trail.Entry, o trail.Outcome, err error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), Finish)
	defer cancel()
	shot, shotErr := r.Tab.Picture(ctx, browser.Shot{})()
	if shotErr != nil {
		if noteErr := entry.Note(trail.EventNote, "no picture: "+shotErr.Error()); noteErr != nil {
			return noteErr
		}
	}
	text := ""
	if err != nil {
		text = err.Error()
	}
	return entry.End(o, text, r.Tab.URL(), shot.PNG)
}

// endWell is end of a step that went well: its picture is taken and recorded while the run reads on.
// Both are over before anything more is done to the page.
func (r *Runner) endWell(ctx context.Context, entry *trail.Entry, o trail.Outcome, _ error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), Finish)
	taken := r.Tab.Picture(ctx, browser.Shot{})
	return entry.EndBefore(o, "", r.Tab.URL(), func() ([]byte, error) {
		defer cancel()
		shot, err := taken()
		return shot.PNG, err
	})
}

// endUnseen is end without a picture.
func (r *Runner) endUnseen(_ context.Context, entry *trail.Entry, o trail.Outcome, _ error) error {
	return entry.End(o, "", r.Tab.URL(), nil)
}

// Timed calls f with a context that ends when one action or one look has taken too long.
func (r *Runner) Timed(ctx context.Context, f func(context.Context) error) error {
	return within(ctx, r.limit(), f)
}

// Look looks once at l, in the time that one look may take: a page that hangs answers never.
func (r *Runner) Look(ctx context.Context, l browser.Locator) (browser.State, error) {
	at, err := r.LookAll(ctx, l)
	if err != nil {
		return browser.State{}, err
	}
	return at[0], nil
}

// LookAll is Look for several locators at once.
func (r *Runner) LookAll(ctx context.Context, ls ...browser.Locator) (at []browser.State, err error) {
	err = r.Timed(ctx, func(ctx context.Context) error {
		at, err = r.Tab.Look(ctx, ls...)
		return err
	})
	return at, err
}

// Wait lets d pass, for a reading that is to be repeated.
func (r *Runner) Wait(ctx context.Context, d time.Duration) error {
	if r.Pass != nil {
		return r.Pass(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (r *Runner) limit() time.Duration {
	if r.Timeout == 0 {
		return 30 * time.Second
	}
	return r.Timeout
}

func within(ctx context.Context, limit time.Duration, f func(context.Context) error) error {
	late := fmt.Errorf("for %v: %w", limit, context.DeadlineExceeded)
	ctx, cancel := context.WithTimeoutCause(ctx, limit, late)
	defer cancel()
	return f(ctx)
}

// ErrInterrupted is the cause of a run's context when the person stopped the run.
var ErrInterrupted = errors.New("interrupted")

func interrupted(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}
