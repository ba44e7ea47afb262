package flow

import (
	"context"
	"slices"

	"miacct/snapshot"
)

// A Conversation is one thing that is done with the site, by however many pages and prompts:
// look what the page wants, do that, look again. Its rules, each with a test of its name:
//
//   - The first case that matches counts.
//   - Challenges come before all cases.
//   - A case in doubt is not acted on.
//   - What was there before our last act is no answer to it: View tells them apart.
//   - What a native dialog asks that was not meant is answered with no, and left to the person with its words.
//   - What is no longer what it was read as is not acted on: the page is read again, and what to do decided anew.
//   - A page is acted on at once if what matches came after our last act, soon if the case only
//     leads on or the match says so, and nothing is under way, else when it is at rest.
//   - What a conversation before has read is not read again where nothing was done and nothing changed since.
//   - The site's last word counts before challenges: it may be said on a page that asks to sign in.
//   - A Once case is acted on once. It may be again if the site's answer was to ask who we are, or if
//     nothing but reading was sent and the page changed: then it was a way, not the act. Where the site has
//     said beside its question that it took what was done, it is not: what was taken is not ordered twice.
//     So it is where the site's answer is another question about the same, as Case.Anew tells.
//   - A Once case that comes back is Unknown, never pressed again; where nothing was sent it is NotRecognised.
//   - Nothing matches on a page at rest: what only opens is tried, then the person, then it is NotRecognised.
//   - An error after a Final step that sent something and before its answer was understood is Unknown,
//     but for a question that the person did not answer: the site was still asking.
type Conversation struct {
	Name  string // imperative: "turn off Find Device for “Mi 9”"
	Cases []Case // in the order in which they count
	Reach Reach  // where to look for what no case matches; the zero Reach opens nothing
	Ask   string // what to ask of the person where nothing matches, "" if a person could not help

	// Taken returns the words by which the site says that it took what must not happen twice, though it asks
	// who we are, "" if it does not say so. replies are its answers to what was sent since. May be nil.
	Taken func(v View, replies [][]byte) string
}

// A Case is something that the page may show, and what to do about it.
type Case struct {
	Name string // imperative: the name of its step
	See  func(View) (Match, bool)

	// Do returns the step that deals with it; Deal deals with it where a person is needed. Neither:
	// the conversation ends here.
	Do   func(View, Match) (Step, error)
	Deal func(context.Context, *Runner, View, Match) error

	// Did is told that it was done, before the answer is read: what was stopped before it reached the page
	// was not. May be nil.
	Did func(View, Match)

	Leads bool // what it does only leads to where more is seen
	Once  bool // what it does must not happen twice
	// Anew reports whether what a Once case sees is a further question of the site, which came as its answer to what
	// was sent: then that was no more than a step on the way. May be nil.
	Anew     func(View, Match) bool
	Identity bool // the site asks who we are: what it answers by that has not happened
	Refusal  bool // the site says no: the conversation ends with a Refusal of the match's words
}

// A Match is what a case saw.
type Match struct {
	Node  int    // index in View.Page.Nodes, -1 if it is none
	Words string // what the page says there, for the record
	Doubt string // why it cannot be acted on although it is there, "" if it can
	Soon  bool   // is sure once nothing is under way and the page has stood still for a moment
	Data  any    // what the case's Do wants to know besides

	// Heading tells a step from others at the same address that have controls with the same label; "" if it does not.
	Heading string
}

// A View is the page as a conversation sees it.
type View struct {
	Page snapshot.Page
	Acts []string // names of the cases that were acted on, oldest first

	// Way is how the page came to show what it shows, by what was opened since the last act: whether
	// each opener was the thing's own, as Reach.Names tells it.
	Way []bool

	// Sent reports that something other than reading was sent since the last act that must not happen twice.
	Sent bool

	// Committed reports that something that must not happen twice was pressed in this conversation.
	Committed bool

	first  *snapshot.Change // since right before the first act; nil if there was none
	before *snapshot.Change // since right before the last act
	opened *snapshot.Change // since right before the last opener was pressed; nil if there was none
	said   map[string]bool  // words that stood on the page right before the last act
}

// Since is the view of page in a conversation whose first and last act was done to before.
func Since(before, page snapshot.Page, acts ...string) View {
	c := snapshot.Diff(before, page)
	return View{Page: page, Acts: acts, first: &c, before: &c, said: wordsOf(before), Sent: len(acts) > 0}
}

// After is v with before for the page as it was right before the last of several acts.
func (v View) After(before snapshot.Page) View {
	c := snapshot.Diff(before, v.Page)
	v.before, v.said = &c, wordsOf(before)
	return v
}

// Opened is the view of page after an opener was pressed on before, and nothing else was done.
func Opened(before, page snapshot.Page) View {
	c := snapshot.Diff(before, page)
	return View{Page: page, opened: &c, Way: []bool{true}}
}

// Acted reports whether the named case was acted on in this conversation.
func (v View) Acted(name string) bool { return slices.Contains(v.Acts, name) }

// New reports whether node i came or changed after the conversation's last act: only then can
// it be the answer to it. Before the first act nothing is new.
func (v View) New(i int) bool { return v.before != nil && v.before.Affects(i) }

// Fresh reports whether node i is New, and its words stood nowhere on the page before the last act.
func (v View) Fresh(i int) bool {
	return v.New(i) && !v.said[snapshot.Fold(v.Page.Nodes[i].Label())]
}

// Still reports whether the page shows what it showed before the last act.
func (v View) Still() bool { return v.before != nil && v.before.None() }

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
