package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"miacct/audit"
	"miacct/browser"
	"miacct/snapshot"
)

// A Conversation is one thing that is done with the site, by however many pages and prompts:
// look what the page wants, do that, look again. Its rules, each with a test of its name:
//
//   - The first case that matches counts.
//   - Challenges come before all cases.
//   - A case in doubt is not acted on.
//   - What was there before our last act is no answer to it: View tells them apart.
//   - A page is acted on at once if what matches came after our last act, else when it is at rest.
//   - A Once case is acted on once. It may be again only if the site's answer to it was to ask who we are.
//   - A Once case that comes back is Unknown, never pressed again.
//   - Nothing matches on a page at rest: what only opens is tried, then the person, then it is NotRecognised.
//   - An error after a Final step and before its answer was understood is Unknown.
type Conversation struct {
	Name  string // imperative: "turn off Find Device for “Mi 9”"
	Cases []Case // in the order in which they count
	Reach Reach  // where to look for what no case matches; the zero Reach opens nothing
	Ask   string // what to ask of the person where nothing matches, "" if a person could not help
}

// A Case is something that the page may show, and what to do about it.
type Case struct {
	Name string // imperative: the name of its step
	See  func(View) (Match, bool)

	// Do returns the step that deals with it; Deal deals with it where a person is needed. Neither:
	// the conversation ends here.
	Do   func(View, Match) (Step, error)
	Deal func(context.Context, *Runner, View, Match) error

	Once     bool // what it does must not happen twice
	Identity bool // the site asks who we are: what it answers by that has not happened
	Refusal  bool // the site says no: the conversation ends with a Refusal of the match's words
}

// A Match is what a case saw.
type Match struct {
	Node  int    // index in View.Page.Nodes, -1 if it is none
	Words string // what the page says there, for the record
	Doubt string // why it cannot be acted on although it is there, "" if it can
	Data  any    // what the case's Do wants to know besides
}

// A View is the page as a conversation sees it.
type View struct {
	Page snapshot.Page
	Acts []string // names of the cases that were acted on, oldest first

	// Way is how the page came to show what it shows, by what was opened since the last act: whether
	// each opener was the thing's own, as Reach.Names tells it.
	Way []bool

	first  *snapshot.Change // since right before the first act; nil if there was none
	before *snapshot.Change // since right before the last act
	opened *snapshot.Change // since right before the last opener was pressed; nil if there was none
}

// Since is the view of page in a conversation whose first and last act was done to before.
func Since(before, page snapshot.Page, acts ...string) View {
	c := snapshot.Diff(before, page)
	return View{Page: page, Acts: acts, first: &c, before: &c}
}

// Acted reports whether the named case was acted on in this conversation.
func (v View) Acted(name string) bool { return slices.Contains(v.Acts, name) }

// New reports whether node i came or changed after the conversation's last act: only then can
// it be the answer to it. Before the first act nothing is new.
func (v View) New(i int) bool { return v.before != nil && v.before.Affects(i) }

// Came reports whether node i came or changed after the conversation's first act: a prompt that is
// answered in several steps is not new at each of them.
func (v View) Came(i int) bool { return v.first != nil && v.first.Affects(i) }

// Opened reports whether node i came or changed after the last opener was pressed.
func (v View) Opened(i int) bool { return v.opened != nil && v.opened.Affects(i) }

// An Ending is how a conversation ended.
type Ending struct {
	Case string // name of the case that ended it
	Match
	View View
}

// maxTurns is how often a conversation acts before the page is taken for going in circles.
const maxTurns = 60

// maxStale is how often in a row a page may change between being read and being acted on.
const maxStale = 3

// talk is one conversation under way.
type talk struct {
	r *Runner
	c Conversation

	view    View
	fresh   bool           // view was read after the last act, and waited for
	first   *snapshot.Page // as it was right before the first act
	base    *snapshot.Page // as it was right before the last act
	opening *snapshot.Page // as it was right before the last opener

	done    []bool // the Once cases that were acted on
	stale   int    // how often in a row a page had changed before it could be acted on
	last    int    // index of the case acted on last, -1 for none
	ordered string // name of the Final step that acted and has no answer yet
	way     exploration
}

// Converse holds the conversation until one of its cases ends it. Its error is an *Error.
func (r *Runner) Converse(ctx context.Context, c Conversation) (Ending, error) {
	t := &talk{r: r, c: c, done: make([]bool, len(c.Cases)), last: -1}
	for range maxTurns {
		end, over, err := t.turn(ctx)
		if err != nil {
			return Ending{View: t.view}, t.failure(err)
		}
		if over {
			return end, nil
		}
	}
	return Ending{View: t.view}, t.failure(t.error(audit.NotRecognised, errors.New("the page keeps returning to the same step: "+describe(t.view.Page))))
}

// turn looks once and does what the page wants.
func (t *talk) turn(ctx context.Context) (end Ending, over bool, err error) {
	if err := t.look(ctx); err != nil {
		return end, false, err
	}
	i, m, ok := t.match(t.view)
	switch {
	case !ok, m.Doubt != "":
		return end, false, t.lost(ctx, m.Doubt)
	case t.c.Cases[i].Refusal:
		if err := t.r.Trail.Note(audit.EventSaid, m.Words); err != nil {
			return end, false, t.error(audit.Failed, err)
		}
		return end, false, t.error(audit.Refused, &Refusal{Words: m.Words})
	case t.c.Cases[i].Do == nil && t.c.Cases[i].Deal == nil:
		return Ending{Case: t.c.Cases[i].Name, Match: m, View: t.view}, true, nil
	}
	return end, false, t.act(ctx, i, m)
}

// look reads the page, unless the last step did so at its end.
func (t *talk) look(ctx context.Context) error {
	if t.fresh {
		t.fresh = false
		return nil
	}
	_, _, err := t.r.perform(ctx, Step{Name: "see what the page shows", Ask: t.c.Ask, until: t.read})
	return err
}

// read waits until the page shows an answer or is at rest.
func (t *talk) read(ctx context.Context) error {
	page, err := t.r.Tab.Settle(ctx, t.answers)
	if err != nil {
		return err
	}
	t.view = t.seen(page)
	return nil
}

// answers reports whether p already shows something to act on: what matches must have come
// after the last act, and nothing is acted on before the page is at rest otherwise.
func (t *talk) answers(p snapshot.Page) bool {
	v := t.seen(p)
	i, m, ok := t.match(v)
	if !ok || m.Doubt != "" || m.Node < 0 {
		return false
	}
	return i != t.last && (v.New(m.Node) || v.Opened(m.Node))
}

// seen is the page as a View of this conversation.
func (t *talk) seen(p snapshot.Page) View {
	v := View{Page: p, Acts: t.view.Acts, Way: t.way.mine()}
	if t.base != nil {
		c, all := snapshot.Diff(*t.base, p), snapshot.Diff(*t.first, p)
		v.before, v.first = &c, &all
	}
	if t.opening != nil {
		c := snapshot.Diff(*t.opening, p)
		v.opened = &c
	}
	return v
}

func (t *talk) match(v View) (int, Match, bool) {
	for i, c := range t.c.Cases {
		if m, ok := c.See(v); ok {
			return i, m, true
		}
	}
	return -1, Match{Node: -1}, false
}

// act does what case i wants, and waits for the answer.
func (t *talk) act(ctx context.Context, i int, m Match) error {
	c := t.c.Cases[i]
	if c.Identity && t.last >= 0 && t.c.Cases[t.last].Once {
		t.done[t.last], t.ordered = false, ""
	}
	if c.Once && t.done[i] {
		return &Error{Step: c.Name, Outcome: audit.Unknown, Err: errors.New("it came back after it was pressed; it is not pressed again")}
	}
	if c.Deal != nil {
		if err := c.Deal(ctx, t.r, t.view, m); err != nil {
			return err
		}
		t.acted(i, Step{}, t.view.Page)
		return nil
	}
	step, err := c.Do(t.view, m)
	if err != nil {
		return &Error{Step: c.Name, Outcome: audit.NotRecognised, Err: err}
	}
	if step.Name == "" {
		step.Name = c.Name
	}
	base := t.view.Page
	noted := false
	note := func() {
		if !noted {
			noted = true
			t.acted(i, step, base)
		}
	}
	step.until = func(ctx context.Context) error {
		note()
		t.fresh = true
		return t.read(ctx)
	}
	_, acted, err := t.r.perform(ctx, step)
	switch {
	case acted:
		note() // also where its end could not be read
	case errors.Is(err, browser.ErrNotReady) && t.stale < maxStale && !step.Final:
		t.stale++ // the page had changed since it was read: look again
		return nil
	}
	return err
}

// acted notes that case i was acted on.
func (t *talk) acted(i int, step Step, base snapshot.Page) {
	if t.first == nil {
		t.first = &base
	}
	t.base, t.opening, t.last = &base, nil, i
	t.done[i] = t.done[i] || t.c.Cases[i].Once
	t.stale = 0
	t.view.Acts = append(slices.Clip(t.view.Acts), t.c.Cases[i].Name)
	t.way = exploration{worked: t.way.worked}
	t.ordered = ""
	if step.Final {
		t.ordered = step.Name
	}
}

// lost is what to do on a page at rest where nothing is known, or where what is there is in doubt.
func (t *talk) lost(ctx context.Context, doubt string) error {
	if doubt == "" {
		opened, err := t.explore(ctx)
		if opened || err != nil {
			return err
		}
	}
	why := describe(t.view.Page)
	if doubt != "" {
		why = doubt + ": " + why
	}
	return t.r.handOver(ctx, t.c.Name, t.c.Ask, errors.New(why), t.changed)
}

// changed waits until a case matches, for a person who deals with the page by hand.
func (t *talk) changed(ctx context.Context) error {
	for page := t.view.Page; ; {
		var err error
		if page, err = t.r.Tab.Changed(ctx, page); err != nil {
			return err
		}
		if _, m, ok := t.match(t.seen(page)); ok && m.Doubt == "" {
			return nil
		}
	}
}

func (t *talk) error(o audit.Outcome, err error) *Error {
	return &Error{Step: t.c.Name, Outcome: o, Err: err}
}

// failure is the one place that turns an error into how the conversation ended.
func (t *talk) failure(err error) error {
	var e *Error
	if !errors.As(err, &e) {
		e = t.error(OutcomeOf(err), err)
	}
	if t.ordered == "" || e.Outcome == audit.Refused || e.Outcome == audit.Unknown {
		return e
	}
	return &Error{Step: t.ordered, Outcome: audit.Unknown, Err: fmt.Errorf("it was pressed and its answer was not understood: %w", e)}
}
