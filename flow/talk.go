package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"miacct/browser"
	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
)

// maxTurns is how often a conversation acts before the page is taken for going in circles.
const maxTurns = 60

// maxStale is how often in a row a page may change between being read and being acted on.
const maxStale = 3

// maxChanged is how often in a row what was to be acted on may have become something else.
const maxChanged = 8

// maxUnanswered is how many changes of a page that show no answer are waited on for one.
const maxUnanswered = 8

// talk is one conversation under way.
type talk struct {
	r *Runner
	c Conversation

	view    View
	fresh   bool            // view was read after the last act, and waited for
	first   *snapshot.Page  // as it was right before the first act
	base    *snapshot.Page  // as it was right before the last act
	said    map[string]bool // the words of base
	opening *snapshot.Page  // as it was right before the last opener

	once         []pressed // of the Once cases
	waits        time.Time // until when an answer to the last act is waited for on a page at rest; zero before
	unanswered   int       // how often the page changed meanwhile, and showed none
	stale        int       // how often in a row a page had changed before it could be acted on
	last         int       // index of the case acted on last, -1 for none
	since        time.Time // of the last act that must not happen twice
	final        final
	finalPresses map[finalPress]pressed // what became of each control of a page itself that a Final step pressed
	taken        string                 // the site's words that it took what was done, although it asks who we are
	direct       bool                   // nothing but who we are was answered since the last Once case
	asked        string                 // act of the last step that had one, until the site is seen to ask something before it does it
	way          exploration
	away         map[string]bool // what was put aside
}

// Converse holds the conversation until one of its cases ends it. Its error is an *Error.
func (r *Runner) Converse(ctx context.Context, c Conversation) (Ending, error) {
	t := &talk{r: r, c: c, once: make([]pressed, len(c.Cases)), last: -1}
	for range maxTurns {
		end, over, err := t.turn(ctx)
		if err != nil {
			return Ending{View: t.view}, t.failure(err)
		}
		if over {
			return end, nil
		}
	}
	return Ending{View: t.view}, t.failure(t.error(trail.NotRecognised, errors.New("the page keeps returning to the same step: "+describe(t.view.Page))))
}

// turn looks once and does what the page wants.
func (t *talk) turn(ctx context.Context) (end Ending, over bool, err error) {
	if err := t.look(ctx); err != nil {
		return end, false, err
	}
	i, m, ok := t.match(t.view)
	if ok && m.Node < 0 && t.base == nil && undrawn(t.view.Page) {
		if changed, err := t.awaitAnswer(ctx); changed || err != nil {
			return end, false, err
		}
	}
	switch {
	case !ok, m.Doubt != "":
		return end, false, t.lost(ctx, m.Doubt)
	case t.c.Cases[i].Refusal:
		if err := t.r.Trail.Note(trail.EventSaid, m.Words); err != nil {
			return end, false, t.error(trail.Failed, err)
		}
		return end, false, t.error(trail.Refused, &Refusal{Words: m.Words})
	case t.c.Cases[i].Do == nil && t.c.Cases[i].Deal == nil:
		return Ending{Case: t.c.Cases[i].Name, Match: m, View: t.view}, true, nil
	}
	if t.comesBack(i, m) { // what it sends may go out late
		if changed, err := t.awaitAnswer(ctx); changed || err != nil {
			return end, false, err
		}
	}
	if m.Node >= 0 && covered(t.view.Page.Nodes[m.Node]) {
		if away, err := t.putAside(ctx); away || err != nil {
			return end, false, err
		}
	}
	return end, false, t.act(ctx, i, m)
}

// look reads the page, unless the last step did so at its end, or that of a conversation before.
func (t *talk) look(ctx context.Context) error {
	if t.fresh {
		t.fresh = false
		return nil
	}
	if page, ok := t.r.unchanged(ctx); ok && t.base == nil && t.opening == nil && (page.Still >= browser.Calm || t.answers(page)) {
		t.view = t.seen(page)
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
	t.r.hasRead(page)
	t.view = t.seen(page)
	return nil
}

// draw is how long a page must have stood still before what came with an opener and only opens more is pressed: two frames.
const draw = 33 * time.Millisecond

// answers reports whether p already shows something to act on: what matches must have come
// after the last act, only lead on, or be sure soon. Nothing is acted on before the page is at rest otherwise.
func (t *talk) answers(p snapshot.Page) bool {
	v := t.seen(p)
	soon := !p.Busy && p.Still >= browser.Lull
	i, m, ok := t.match(v)
	switch {
	case !ok:
		return soon && t.leadsOn(v) || !p.Busy && p.Still >= draw && t.cameAlong(v)
	case m.Doubt != "", i == t.last:
		return false
	case t.c.Cases[i].Once && !t.since.IsZero() && p.Busy, t.comesBack(i, m): // what was sent may be answered yet
		return false
	case m.Node >= 0 && (v.New(m.Node) || v.Opened(m.Node)):
		return true
	}
	return soon && (m.Soon || m.Node >= 0 && t.c.Cases[i].Leads)
}

// seen is the page as a View of this conversation.
func (t *talk) seen(p snapshot.Page) View {
	v := View{Page: p, Acts: t.view.Acts, Way: t.way.mine(), Sent: !t.since.IsZero() && t.r.Tab.Traffic(t.since).Sent > 0, Committed: !t.since.IsZero()}
	if t.base != nil {
		c, all := snapshot.Diff(*t.base, p), snapshot.Diff(*t.first, p)
		v.before, v.first, v.said = &c, &all, t.said
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
	t.leave()
	c := t.c.Cases[i]
	if err := t.mayAct(i, m); err != nil {
		return err
	}
	if c.Deal != nil {
		if err := t.wasWay(m); err != nil {
			return err
		}
		if err := c.Deal(ctx, t.r, t.view, m); err != nil {
			return err
		}
		t.acted(i, m, Step{}, t.view.Page)
		if c.Identity {
			t.askedWho()
		}
		return nil
	}
	step, err := c.Do(t.view, m)
	if err != nil {
		return &Error{Step: c.Name, Outcome: trail.NotRecognised, Err: err}
	}
	if step.Name == "" {
		step.Name = c.Name
	}
	if step.Act != "" && step.Act == t.asked { // the site has asked something before it did the act
		if err := t.r.Became(step.Act, journal.Planned); err != nil {
			return err
		}
	}
	if err := t.wasWay(m); err != nil {
		return err
	}
	own := finalPress{ownControl(t.view.Page, m.Node), m.Heading}
	if step.Final && own.control != "" && t.sentBefore(own) {
		return &Error{Step: step.Name, Outcome: trail.Unknown, Err: fmt.Errorf("“%s” came back after it was pressed and something was sent; it is not pressed again", cut(t.view.Page.Nodes[m.Node].Label(), 40))}
	}
	base := t.view.Page
	began := time.Now()
	noted := false
	note := func() {
		if !noted {
			noted = true
			t.acted(i, m, step, base)
			if c.Once || step.Final {
				t.since = began
			}
			if c.Once {
				t.once[i].at, t.once[i].over = began, false
			}
			if step.Act != "" {
				t.asked = step.Act
			}
			if step.Final {
				t.final = final{step.Name, step.Act, began, c.Once}
				t.noteFinalPress(own, began)
			}
			if c.Identity {
				t.askedWho()
			}
		}
	}
	step.until = func(ctx context.Context) error {
		note()
		t.fresh = true
		return t.read(ctx)
	}
	step.over = t.over
	step.met = func(c Challenge) {
		if c.Kind == KindCode {
			t.askedWho()
		}
	}
	asks := ""
	step.asks = func(words string) { asks = words }
	_, acted, err := t.r.perform(ctx, step)
	switch {
	case errors.Is(err, browser.ErrChanged) && t.stale < maxChanged && (!acted || !step.Final && !c.Once):
		t.stale++ // look again and decide anew; what of it was done the page shows
		t.way = t.way.anew()
		if acted && t.first == nil {
			t.first, t.base, t.said = &base, &base, wordsOf(base)
		}
		return nil
	case acted:
		note() // also where its end could not be read
	case errors.Is(err, browser.ErrNotReady) && t.stale < maxStale && !step.Final:
		t.stale++ // the page had changed since it was read: look again
		return nil
	}
	if c.Once && err == nil {
		t.once[i].still = t.view.Still()
	}
	if err == nil && asks != "" {
		return t.r.handOver(ctx, t.c.Name, t.c.Ask, fmt.Errorf("the page asks “%s”, and that is not what was meant", cut(asks, 200)), t.changed)
	}
	return err
}

// over reports whether the page shows the site's last word on what was done.
func (t *talk) over() bool {
	i, m, ok := t.match(t.view)
	if !ok || m.Doubt != "" || m.Node < 0 || !t.view.New(m.Node) {
		return false
	}
	c := t.c.Cases[i]
	return c.Refusal || c.Do == nil && c.Deal == nil
}

// acted notes that case i was acted on.
func (t *talk) acted(i int, m Match, step Step, base snapshot.Page) {
	if t.first == nil {
		t.first = &base
	}
	c := t.c.Cases[i]
	if !step.Final && !c.Identity && m.Node >= 0 && t.view.New(m.Node) {
		t.final = final{} // what came was understood as its answer
	}
	t.base, t.said, t.opening, t.last, t.waits, t.unanswered = &base, wordsOf(base), nil, i, time.Time{}, 0
	t.once[i].done = t.once[i].done || c.Once
	t.direct = c.Once || t.direct && c.Identity
	t.stale = 0
	t.view.Acts = append(slices.Clip(t.view.Acts), c.Name)
	t.way = exploration{worked: t.way.worked}
	if c.Did != nil {
		c.Did(t.view, m)
	}
}

// wordsOf are the words of a page, as they are compared.
func wordsOf(p snapshot.Page) map[string]bool {
	words := map[string]bool{}
	for _, n := range p.Nodes {
		words[snapshot.Fold(n.Label())] = true
	}
	return words
}

// lost is what to do on a page at rest where nothing is known, or where what is there is in doubt.
func (t *talk) lost(ctx context.Context, doubt string) error {
	if t.base != nil || bare(t.view.Page) { // the answer to the last act may come late, and so may what a page is to show
		if changed, err := t.awaitAnswer(ctx); changed || err != nil {
			return err
		}
	}
	if away, err := t.putAside(ctx); away || err != nil {
		return err
	}
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
	t.leave()
	t.direct = false
	err := t.r.handOver(ctx, t.c.Name, t.c.Ask, errors.New(why), t.changed)
	if err != nil && t.final.step != "" && t.sent(t.final.at) {
		return t.unknown(err)
	}
	return err
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

func (t *talk) error(o trail.Outcome, err error) *Error {
	return &Error{Step: t.c.Name, Outcome: o, Err: err}
}

// failure is the one place that turns an error into how the conversation ended.
func (t *talk) failure(err error) error {
	var e *Error
	if !errors.As(err, &e) {
		e = t.error(OutcomeOf(err), err)
	}
	if t.final.step == "" || e.Outcome == trail.Unknown {
		return e
	}
	if e.pending() {
		if t.noteTaken(); t.taken == "" {
			return e
		}
		e = t.error(e.Outcome, fmt.Errorf("the site said “%s”: %w", cut(t.taken, 80), e))
	}
	if !t.sent(t.final.at) { // it was no act
		if err := t.r.Became(t.final.act, journal.Planned); err != nil {
			return err
		}
		return e
	}
	return t.unknown(e)
}

func (t *talk) unknown(err error) error {
	return &Error{Step: t.final.step, Outcome: trail.Unknown, Err: fmt.Errorf("it was pressed and its answer was not understood: %w", err)}
}
