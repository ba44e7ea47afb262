package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// A deletion is the conversation about deleting the account. It is held twice: to look at the page
// before anything is changed, and to give the order.
type deletion struct {
	run *run
	r   *flow.Runner
	errand
	looks    bool            // nothing is done but what only shows more
	pressed  map[string]bool // what is pressed once at most: sections, boxes that do not show whether they are ticked
	scrolled map[string]bool
	codes    *codeSteps

	page          *deletionPage // as read last
	offers        bool          // it offers to delete the account since the last act
	wantsPassword bool          // it asks for the password since the last act
	passwordPage  string        // the document that asked for the password before the account is deleted: what was pressed to get there was no order
	of            []snapshot.Node
	base          string        // address of the first page that is about the deletion
	trusts        bool          // a device that the page names was looked for again, and it stays named
	numbered      bool          // the last page about it said which of its steps it is
	steps         []string      // of the deletion, as its pages count them
	accepted      answer        // by which the site took the order, while it is watched whether that stands
	acceptedOn    snapshot.Page // the page that said so
}

const deleteStep = "delete the account"

// goOn is the name of the case of a step of the deletion that only leads on.
const goOn = "go on with the deletion"

// An accountDeletion is the deletion of the account, from its page to the proof.
type accountDeletion struct {
	run       *run
	at        string   // where the address of its page led to
	found     string   // address of its page where it was searched for
	lost      []string // what the site says is lost
	order     deletionOrder
	confirmed string // the site's words when it confirmed the deletion
	later     string // the site's words when it accepted it for later
	ordered   bool   // it may have been ordered, and the site has not refused since
	doubt     error  // why it is not known whether it happened
}

func (ad *accountDeletion) conversation(r *flow.Runner, now flow.Plan, looks bool) *deletion {
	d := &deletion{run: ad.run, r: r, looks: looks, pressed: map[string]bool{}, scrolled: map[string]bool{}, codes: &codeSteps{run: ad.run}}
	target := theDeletion
	target.Item = ad.run.who.ID
	d.errand = errand{target: target, press: deleteStep, pressedLabel: new(string), answered: new(string), act: actDelete, final: true, now: now, password: ad.run.password, ask: ad.run.askPassword,
		withhold: d.mayType, opened: true, tapped: d.pressed, questions: map[string]bool{}, stood: map[snapshot.Ref]bool{}, counts: countdowns{}, before: d.beforePress, after: d.afterPress, more: ad.moreThanDeletion, codes: d.codes}
	return d
}

// mayType returns an error once the password must not be typed. Where no more was pressed than what leads on, and the
// page that it led to offers to delete the account, by a control that came with it, asks why, or says that more steps
// follow, the order is yet to be given.
func (d *deletion) mayType() error {
	o := d.run.deletion.order
	if p := d.page; !d.run.deletion.ordered && !o.pressed && !o.since.IsZero() && p != nil &&
		(p.control.Found() && (p.URL != o.at || d.offers) || p.about != "" && (p.form.Reason >= 0 || p.stepsFollow())) {
		return nil
	}
	if !d.run.deletion.ordered && d.page != nil && d.wantsPassword && d.page.asksPasswordBefore(d.base, d.run.who.ID) {
		d.passwordPage = documentOf(d.page.Page)
		return nil
	}
	return d.run.session.mayType(d.r)
}

// read is the page of the view as one on which the account is deleted.
func (d *deletion) read(v flow.View) *deletionPage {
	if same := d.page != nil && len(d.of) > 0 && len(v.Page.Nodes) > 0 && &d.of[0] == &v.Page.Nodes[0]; !same {
		addresses := slices.DeleteFunc(slices.Clone(d.run.Site.At.Deletion), func(a string) bool { return strings.Contains(a, "/privacy/") })
		if at := d.run.deletion.at; at != "" && !slices.ContainsFunc(slices.Concat(d.run.Site.At.AccountHome, d.run.Site.At.SignIn, []string{d.run.account.home}), func(a string) bool { return samePlace(a, at) }) {
			addresses = append(addresses, at)
		}
		name, matter := panelThatCame(v)
		opened := openedInFront(v)
		switch {
		case opened != nil:
			name, matter = v.Page.Layers[0].Name, opened
		case matter == nil:
			matter = matterIn(v.Page)
		}
		phrases := d.run.Site.Words.exact("start-deleting")
		d.page, d.of = readDeletionPage(v.Page, matter, d.target, addresses, phrases), v.Page.Nodes
		d.page.covered = opened == nil && inFrontOf(v.Page)
		d.offers = d.page.control.Found() && v.New(d.page.control.Node)
		d.wantsPassword = d.page.form.Password >= 0 && v.New(d.page.form.Password)
		if d.page.about == "" && intent.Says(name, v.Page.Lang, theDeletion) {
			d.page.about = "its part " + quote(name)
		}
		if d.page.about == "" && d.asksFirst(v.Page) {
			d.page.about = "the address of the deletion, which asks for the password first"
		}
		switch home := slices.ContainsFunc(d.run.Site.At.AccountHome, func(a string) bool { return samePlace(a, v.Page.URL) }); {
		case d.page.about != "" && (d.base == "" || len(v.Acts) > 0) && !home:
			d.base = v.Page.URL
		case d.page.about == "" && d.base != "" && (below(d.base, v.Page.URL) || len(v.Acts) > 0 && samePlace(d.base, v.Page.URL)):
			d.page.about = "its address, that of the deletion or below it"
			d.page.findControl(d.target, phrases)
		case d.page.about == "" && v.Acted(goOn) && d.page.form.Reason >= 0 && d.run.atAccount(v.Page):
			d.page.about = "its question for a reason, which follows on a step of the deletion"
		case d.page.about == "" && v.Acted(deleteStep) && d.page.numberedSteps() != nil && d.run.atAccount(v.Page) && d.page.cameTelling(v):
			d.page.about, d.steps = "its first step, which came with the press, and what that says of the deletion", d.page.numberedSteps()
		case d.page.about == "" && d.steps != nil && slices.Equal(d.steps, d.page.numberedSteps()):
			d.page.about = "the steps of the deletion, which it counts"
		case d.page.about == "" && d.numbered && d.page.stepsFollow() && d.run.atAccount(v.Page):
			d.page.about = "its step, which follows on one of the deletion"
		}
		if d.page.about != "" {
			d.numbered = d.page.stepsFollow()
		}
	}
	return d.page
}

// runner is the runner for this conversation: a field for a password or a code is dealt with by its
// cases where they understand what asks for it.
func (d *deletion) runner() *flow.Runner {
	return withChallenges(d.r, func(c flow.Challenge) func(context.Context, *flow.Runner) error {
		if c.Kind != flow.KindPassword && c.Kind != flow.KindCode && c.Name != agreeStep || c.Deal == nil {
			return c.Deal
		}
		return func(ctx context.Context, r *flow.Runner) error {
			p, err := d.run.read(ctx, r)
			if err != nil {
				return err
			}
			page := d.read(flow.View{Page: p})
			here := page.about != "" || page.control.Found() || samePlace(d.run.deletion.at, p.URL) || slices.ContainsFunc(d.run.Site.At.Deletion, func(a string) bool { return samePlace(a, p.URL) })
			asked := inFrontOf(p) && !d.run.deletion.order.since.IsZero()
			switch {
			case c.Name == agreeStep && page.about != "" && !signsIn(p), // it accepts the loss, if it is understood to
				c.Kind == flow.KindPassword && (!signsIn(p) && (here || asked || d.looks) || signsIn(p) && d.accepted.what != saidNothing),
				c.Kind == flow.KindCode && here && (page.form.SendCode >= 0 || page.form.Code >= 0):
				return flow.ErrNoChallenge
			}
			return c.Deal(ctx, r)
		}
	})
}

// signsIn reports whether a page asks for the name of an account.
func signsIn(p snapshot.Page) bool {
	f := readLogin(p)
	return f.account >= 0 && f.complete() && (f.password < 0 || kindOf(formAround(p, f.password)) == FormSignIn)
}

// openDeletion opens the page of the deletion, or, where it is at none of the known addresses, the account's home, where
// it is looked for.
func (ad *accountDeletion) openDeletion(ctx context.Context, r *flow.Runner) error {
	addresses := ad.run.Site.At.Deletion
	if ad.found != "" {
		addresses = append([]string{ad.found}, addresses...)
	}
	_, err := ad.run.open(ctx, r, flow.Step{Name: "open the account deletion", Passing: true}, addresses)
	if errors.Is(err, browser.ErrPage) {
		_, err = ad.run.openAccount(ctx, r)
	}
	if err == nil {
		ad.at = r.Tab.URL() // the site may have moved it
	}
	return err
}

// toDeletion is how far a page on which the account can be deleted is looked for.
var toDeletion = flow.Reach{Navigate: true, Presses: 16, Toward: []string{"privacy", "account", "xiaomi-account", "account-security", "security", "settings", "profile", "data"}}

// lookAtDeletion opens the page of the deletion before anything is changed. What it cannot make
// out ends the run while all is as it was. It returns what stands in the way already, and keeps
// what the site says is lost.
func (ad *accountDeletion) lookAtDeletion(ctx context.Context, r *flow.Runner) (blocks []string, err error) {
	if err := ad.openDeletion(ctx, r); err != nil {
		return nil, err
	}
	d := ad.conversation(r, flow.Plan{}, true)
	search := &accountSearch{ad.run, linkSearch{tried: map[string]bool{}}}
	end, err := d.runner().Converse(ctx, flow.Conversation{Name: "check the account deletion page", Cases: append(d.cases(), search.sections(), search.another()), Reach: toDeletion, Ask: "Open the page where the account is deleted."})
	if err == nil && end.View.Page.URL != ad.at {
		ad.found = end.View.Page.URL
	}
	var no *flow.Refusal
	if errors.As(err, &no) {
		why := ad.whyDenied(ctx, r, end.View.Page, no.Words)
		for _, reason := range why.reasons {
			words := reason.Says + " " + reason.Remedy
			if slices.Contains(reason.Class, "micloudfind") && slices.ContainsFunc(ad.run.known.own(), func(d Device) bool { return d.Located }) {
				words = reason.Says + " This run turns it off first."
			}
			blocks = append(blocks, words)
		}
		if len(blocks) == 0 {
			blocks = []string{no.Words}
		}
		return blocks, nil
	}
	if err != nil {
		return nil, err
	}
	page := d.read(end.View)
	if end.Case == onlySays {
		return page.texts(), nil
	}
	if ad.lost = page.lost(); len(ad.lost) == 0 {
		ad.lost = page.texts()
	}
	if len(ad.lost) == 0 {
		return nil, r.Trail.Note(trail.EventNote, "the page shows no text of what is lost that could be read")
	}
	for _, t := range ad.lost {
		if err := r.Trail.Note(trail.EventSaid, t); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// deleteAccount is the task that cannot be undone: it does what the page wants, in whatever
// order, until the site says how it ended.
func (ad *accountDeletion) deleteAccount(ctx context.Context, r *flow.Runner) error {
	for looked := 0; ; looked++ {
		var d *deletion
		err := ad.run.account.checkedly(ctx, r, func() error {
			now, err := ad.run.now(ctx, r)
			if err != nil {
				return err
			}
			d = ad.conversation(r, now, false)
			d.trusts = looked == mostLooks
			return ad.openDeletion(ctx, r)
		})
		if err != nil {
			return err
		}
		if linked, err := ad.giveOrder(ctx, r, d); !linked {
			return err
		}
		if err := ad.run.lookAgain(ctx, r); err != nil {
			return err
		}
	}
}

// giveOrder holds the conversation that deletes, and keeps what the site said at its end. It reports whether it ended
// before the order as the page still names a device.
func (ad *accountDeletion) giveOrder(ctx context.Context, r *flow.Runner, d *deletion) (linked bool, err error) {
	end, err := d.runner().Converse(ctx, flow.Conversation{
		Name:  deleteStep,
		Cases: d.cases(),
		Reach: toDeletion,
		Ask:   "Continue with the deletion up to the last button, and leave that one to miacct.",
		Taken: takenIn,
	})
	ad.ordered = ad.order.sending(r)
	var no *flow.Refusal
	switch {
	case errors.As(err, &no):
		why := ad.whyDenied(ctx, r, end.View.Page, no.Words)
		err = &flow.Error{Step: deleteStep, Outcome: trail.Refused, Err: &flow.Refusal{Words: why.words}}
	case err == nil && end.Case == stillLinked:
		return true, r.Trail.Note(trail.EventSaid, end.Words)
	case err == nil:
		return false, ad.sawEnd(r, end.Data.(answer))
	}
	return false, ad.unsure(r, err)
}

// cases are what the page may show, in the order in which it counts.
func (d *deletion) cases() []flow.Case {
	kept := []flow.Case{{Name: "see why the account is kept", See: d.seeKept, Refusal: true}}
	wants := slices.Concat(
		d.promptCases(), d.unfold(), d.fill(), d.codes.cases(d.codeOnPage), // a form is filled in before a code is sent by it
		[]flow.Case{
			{Name: scrollStep, See: d.seeUnread, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
				return flow.Step{Do: []browser.Action{browser.ScrollToEnds()}}, nil
			}, Did: func(v flow.View, _ flow.Match) { d.scrolled[scrollKey(v.Page)] = true }},
			{Name: "wait until it can be pressed", See: d.seeCountdown, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, _ flow.Match) error {
				if i, ok := d.waits(v); ok && v.Page.Nodes[i].Ready() {
					return d.counts.wait(ctx, r, v.Page, i)
				}
				return r.Timed(ctx, func(ctx context.Context) error {
					_, err := r.Tab.Changed(ctx, v.Page)
					return err
				})
			}},
			{Name: deleteStep, Once: true, Anew: d.mayOrderNow, See: d.seeControl, Do: d.pressNode, Did: d.pressedControl},
			{Name: goOn, See: d.seeOnward, Do: d.pressNode},
		})
	wants = append([]flow.Case{{Name: "see whose accounts it takes", See: d.seeOthersAccounts}}, wants...)
	if !d.looks {
		wants = append([]flow.Case{{Name: stillLinked, See: d.seeLinked}, {Name: "see that the account stays", See: d.seeStays, Refusal: true}}, wants...)
	} else {
		wants = []flow.Case{d.unfold()[0], {Name: "see how the account can be deleted", See: first(wants)}}
		kept = append(kept, flow.Case{Name: onlySays, See: func(v flow.View) (flow.Match, bool) {
			p := d.read(v)
			return nowhere, p.only() && !p.covered
		}})
	}
	return slices.Concat([]flow.Case{
		{Name: "see what the site answers", See: d.seeAnswer(saidDeleted)},
		d.watchAccepted(),
	}, d.stillSignedIn(), []flow.Case{
		{Name: "see that the site refuses", See: d.seeAnswer(saidFailed), Refusal: true},
		{Name: "see what the site answers", See: d.seeStillAccepted},
		{Name: "see that something went wrong", See: d.seeAnswer(saidError), Deal: func(_ context.Context, _ *flow.Runner, _ flow.View, m flow.Match) error {
			return &flow.Error{Step: deleteStep, Outcome: trail.Unknown, Err: fmt.Errorf("the site says %s, and not what became of it", quote(m.Words))}
		}},
		{Name: "see whose account it is", See: d.seeOther, Deal: func(_ context.Context, _ *flow.Runner, v flow.View, m flow.Match) error {
			return &flow.Error{Step: deleteStep, Outcome: trail.WrongAccount, Err: fmt.Errorf(
				"the page of the deletion names account %s, and the one asked for is %s; nothing was ordered: %w", m.Words, d.run.who.ID, flow.ErrChanged)}
		}},
	}, wants, kept)
}

// mayOrderNow reports whether the control of the view is on the page that asked for the password before the deletion, or on
// the one that it led to: what was pressed before was no order.
func (d *deletion) mayOrderNow(v flow.View, _ flow.Match) bool {
	return d.passwordPage != "" && (documentOf(v.Page) == d.passwordPage || v.Acted(goOn)) // the next press of an order clears it
}

// onlySays is the name of the case of a page about the deletion that is read before anything is changed
// and has nothing to press: the site does not delete the account as things are, in words that are not known.
const onlySays = "see what stands in the way"

// first sees what the first of the cases sees.
func first(cases []flow.Case) func(flow.View) (flow.Match, bool) {
	return func(v flow.View) (flow.Match, bool) {
		for _, c := range cases {
			if m, ok := c.See(v); ok {
				if m.Node >= 0 && v.Page.Nodes[m.Node].State.Disabled {
					m.Doubt = "" // what stands in the way may be what this run is about to do
				}
				return m, true
			}
		}
		return flow.Match{Node: -1}, false
	}
}

var nowhere = flow.Match{Node: -1}

func (d *deletion) seeAnswer(wanted ...said) func(flow.View) (flow.Match, bool) {
	return func(v flow.View) (flow.Match, bool) {
		if d.run.deletion.order.since.IsZero() || !v.Sent && len(v.Acts) == 0 {
			return nowhere, false
		}
		a := answerOf(v, d.run.who.ID, d.run.known.names())
		sent := v.Sent || a.what == saidDeleted && v.Page.URL != d.run.deletion.order.at
		return flow.Match{Node: a.node, Words: a.words, Data: a}, sent && slices.Contains(wanted, a.what)
	}
}

func (d *deletion) seeOther(v flow.View) (flow.Match, bool) {
	id := otherAccount(v.Page, d.run.who.ID)
	return flow.Match{Node: -1, Words: id}, id != ""
}

// codeOnPage is the part of the page that asks for a code, if it is there. After the order a sign-in by a code is no part of it.
func (d *deletion) codeOnPage(v flow.View) (intent.Prompt, bool) {
	p := d.read(v)
	if d.run.deletion.order.pressed && (signsIn(v.Page) || isSignInAddress(strings.TrimPrefix(v.Page.URL, "https://"))) || p.covered || p.form.Code < 0 && p.form.SendCode < 0 {
		return intent.Prompt{}, false
	}
	return p.form, true
}

// beforePress notes that a control is pressed that may be the order.
func (d *deletion) beforePress(v flow.View) {
	if v.Committed && !v.Sent && v.Page.URL != d.run.deletion.order.at { // what was pressed before has opened a page, and nothing else
		d.run.deletion.order.pressed = false
	}
	if !d.run.deletion.order.pressed {
		d.run.deletion.order.since = time.Now()
	}
	if last := d.run.deletion.order.at; d.base == "" && last != "" && !samePlace(last, v.Page.URL) && d.run.atAccount(v.Page) {
		d.base = v.Page.URL // what the press before led to, and asked about it
	}
	d.run.deletion.order.at = v.Page.URL
}

// afterPress notes that it was: one that is stopped before it reaches the page is none.
func (d *deletion) afterPress() { d.run.deletion.order.pressed, d.passwordPage = true, "" }
