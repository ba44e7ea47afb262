package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// Deletion is where the account is deleted. Code, tick and button may come in any order,
// and a list of devices still signed in may follow.
type Deletion struct {
	Page    Element `yaml:"page"`   // sight
	Text    Element `yaml:"text"`   // what is lost for good
	Unfold  Element `yaml:"unfold"` // shows all of it
	ID      Element `yaml:"id"`     // the account the page names
	Next    Element `yaml:"next"`   // from the warning on to the identity check
	Accept  Element `yaml:"accept"` // checkbox: I accept the loss
	Start   Element `yaml:"start"`  // the delete button
	Dialog  Element `yaml:"dialog"`
	Confirm Element `yaml:"confirm"` // of Dialog
	Cancel  Element `yaml:"cancel"`  // only to read dialogs, never clicked

	DevicesCheck Element `yaml:"devices-check"` // devices and browsers are still signed in
	DevicesList  Element `yaml:"devices-list"`
	Continue     Element `yaml:"continue"` // delete all the same

	Done  Element `yaml:"done"`  // the site says that the account is deleted
	Later Element `yaml:"later"` // the site says that it will be, and takes some days

	Deny        Element `yaml:"deny"` // the site keeps the account for the time being
	DenyReasons Element `yaml:"deny-reasons"`
	NumberBound Element `yaml:"number-bound"` // warning: the number cannot register again for half a year
	Failed      Element `yaml:"failed"`
}

// confirm is the button of a dialog that asks about the deletion again.
func (p Deletion) confirm() browser.Locator { return p.Confirm.In(p.Dialog.Locator) }

// refusals are where the site keeps the account.
func (p Deletion) refusals() []browser.Locator { return locators(p.Deny, p.Failed) }

// openDeletion opens the page and keeps on the trail what the site says is lost. What the
// page shows must be understood: the way to the order, the order, or why there is none.
func (run *run) openDeletion(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Deletion
	_, err := run.open(ctx, r, flow.Step{
		Name:     "open the account deletion",
		Want:     p.Start.Locator,
		Or:       append(locators(p.Next, p.Accept), p.confirm()),
		Refusals: p.refusals(),
		Ask:      "Open the page where the account is deleted.",
	}, run.Site.At.Deletion)
	if err != nil {
		return run.whyDenied(ctx, r, run.shownInstead(ctx, r, err))
	}
	if at, err := r.Look(ctx, p.Unfold.Locator); err == nil && at.Ready {
		step := flow.Step{Name: "unfold what is lost", Do: []browser.Action{p.Unfold.ClickIfSeen()}}
		if err := r.Do(ctx, step); err != nil {
			return err
		}
	}
	all, err := run.blocks(ctx, r)
	if err != nil {
		return &flow.Error{Step: "read what is lost", Outcome: audit.Failed, Err: err}
	}
	if _, err := run.boxToTick(all); err != nil {
		return &flow.Error{Step: "read what is lost", Outcome: audit.NotRecognised, Err: err}
	}
	if run.lost = lostIn(all); len(run.lost) == 0 {
		if run.lost, err = texts(ctx, r, p.Text.Locator); err != nil {
			return &flow.Error{Step: "read what is lost", Outcome: audit.Failed, Err: err}
		}
	}
	if len(run.lost) == 0 {
		return r.Trail.Note(audit.EventNote, "the page shows no text of what is lost that could be read")
	}
	for _, t := range run.lost {
		if err := r.Trail.Note(audit.EventSaid, t); err != nil {
			return err
		}
	}
	return nil
}

// lostIn are the entries of the lists of a deletion page, which say what is lost.
func lostIn(all []browser.Block) (lost []string) {
	for _, b := range all {
		if b.Entry && !b.Aside && !b.Control && len(lost) < 40 {
			lost = append(lost, b.Text)
		}
	}
	return lost
}

// lookAtDeletion opens the page of the deletion before anything is changed. What it cannot
// make out ends the run while all is as it was. It returns what stands in the way already.
func (run *run) lookAtDeletion(ctx context.Context, r *flow.Runner) (blocks []string, err error) {
	err = run.openDeletion(ctx, r)
	var no *flow.Refusal
	if !errors.As(err, &no) {
		if err == nil {
			err = run.sameID(ctx, r, "open the account deletion")
		}
		return nil, err
	}
	for _, reason := range run.reasons {
		words := reason.Says + " " + reason.Remedy
		if slices.Contains(reason.Class, "micloudfind") && slices.ContainsFunc(run.known.own(), func(d Device) bool { return d.Located }) {
			words = reason.Says + " This run turns it off first."
		}
		blocks = append(blocks, words)
	}
	if len(blocks) == 0 {
		blocks = []string{no.Words}
	}
	return blocks, nil
}

// shownInstead adds to an error of a page that was not recognised what the page shows.
func (run *run) shownInstead(ctx context.Context, r *flow.Runner, err error) error {
	var e *flow.Error
	if !errors.As(err, &e) || e.Outcome != audit.NotRecognised {
		return err
	}
	all, readErr := run.blocks(ctx, r)
	if readErr != nil {
		return err
	}
	return &flow.Error{Step: e.Step, Outcome: e.Outcome, Err: run.instead(all, e.Err)}
}

// whyDenied adds the site's reasons, and what can be done about them, to a refusal.
func (run *run) whyDenied(ctx context.Context, r *flow.Runner, err error) error {
	var no *flow.Refusal
	if !errors.As(err, &no) {
		return err
	}
	words := []string{no.Words}
	deny := run.Site.Deletion.DenyReasons.Locator
	all, textErr := texts(ctx, r, deny)
	if textErr == nil {
		words = append(words, all...)
	}
	var classes []string
	if textErr == nil && len(all) > 0 {
		_ = r.Timed(ctx, func(ctx context.Context) (err error) { // what cannot be read gives no reason
			classes, err = r.Tab.Attributes(ctx, deny, "class")
			return err
		})
	}
	run.reasons = nil
	said := strings.Join(words, " ")
	for _, reason := range run.Site.Reasons {
		if reason.matches(said, classes) {
			run.reasons = append(run.reasons, reason)
			words = append(words, reason.Says+" "+reason.Remedy)
		}
	}
	return &flow.Error{Step: "delete the account", Outcome: audit.Refused, Err: &flow.Refusal{Words: strings.Join(words, " · ")}}
}

// matches reports whether the site's words, or the classes of their lines, give r as a reason.
func (r Reason) matches(words string, classes []string) bool {
	words = strings.ToLower(words)
	for _, w := range r.Words {
		if strings.Contains(words, strings.ToLower(w)) {
			return true
		}
	}
	for _, c := range classes {
		for name := range strings.FieldsSeq(c) {
			if slices.Contains(r.Class, strings.TrimPrefix(name, "del-account-deny-")) && strings.HasPrefix(name, "del-account-deny-") {
				return true
			}
		}
	}
	return false
}

// deleteAccount is the task that cannot be undone. Code, tick and button may come in any
// order, so it looks what the page wants next until the site says how it ended. Each of
// its controls that may be the one that deletes is pressed once at the most.
func (run *run) deleteAccount(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Deletion
	var now flow.Plan
	err := run.checkedly(ctx, r, func() (err error) {
		if now, err = run.now(ctx, r); err != nil {
			return err
		}
		return run.openDeletion(ctx, r)
	})
	if err != nil {
		return err
	}
	for range 12 {
		seen, err := run.next(ctx, r)
		if err != nil {
			return run.unsure(r, run.whyDenied(ctx, r, run.unknown(run.shownInstead(ctx, r, err))))
		}
		var got reply
		switch seen.Index {
		case sawConfirm, sawContinue, sawDevices:
			if err := asked(r, actDelete); err != nil {
				return err
			}
		}
		switch seen.Index {
		case sawConfirm:
			got, err = run.press(ctx, r, "confirm the deletion", p.confirm(), now)
		case sawContinue:
			if err = run.noteDevices(ctx, r); err == nil {
				got, err = run.press(ctx, r, "delete although devices are signed in", p.Continue.Locator, now)
			}
		case sawDevices:
			return run.stillSignedIn(ctx, r)
		case sawStart:
			if err = run.accept(ctx, r); err == nil {
				got, err = run.press(ctx, r, "delete the account", p.Start.Locator, now, run.Site.Words.parts("confirm-deletion")...)
			}
		case sawNext:
			if err = run.accept(ctx, r); err == nil {
				err = r.Do(ctx, flow.Step{Name: "go on from the warning", Do: []browser.Action{p.Next.Click()}, Gone: p.Next.Locator, Refusals: p.refusals(), Ask: "Go on from the warning.", Changes: true})
			}
		}
		if err != nil {
			return run.unsure(r, run.whyDenied(ctx, r, err))
		}
		if got.what == saidDeleted || got.what == saidAccepted {
			return run.sawEnd(r, got)
		}
		if got.what == saidFailed {
			return run.unsure(r, run.whyDenied(ctx, r, &flow.Error{Step: "delete the account", Outcome: audit.Refused, Err: &flow.Refusal{Words: got.words}}))
		}
	}
	return run.unsure(r, run.unknown(&flow.Error{Step: "delete the account", Outcome: audit.NotRecognised, Err: errors.New("the page goes in circles")}))
}

// What next sees, in the order in which it counts if several are there.
const (
	sawConfirm = iota
	sawContinue
	sawDevices
	sawStart
	sawNext
)

// next waits for what the page wants next. What it says of the deletion is no matter here:
// only what follows a press is an answer.
func (run *run) next(ctx context.Context, r *flow.Runner) (browser.Seen, error) {
	p := run.Site.Deletion
	return r.See(ctx, flow.Step{
		Name:     "see what the deletion wants next",
		Want:     p.confirm(),
		Or:       locators(p.Continue, p.DevicesCheck, p.Start, p.Next),
		Refusals: p.refusals(),
		Ask:      "Go on with the deletion up to the last button, and leave that to the tool.",
	})
}

// after are the sights that may follow the named control: anything that was not there before.
func (run *run) after(name string) []browser.Locator {
	p := run.Site.Deletion
	switch name {
	case "delete the account":
		return append(locators(p.Continue, p.DevicesCheck), p.confirm(), p.Page.Without(p.Start.Locator))
	case "confirm the deletion":
		return append(locators(p.Continue, p.DevicesCheck), p.Page.Without(p.confirm()))
	}
	return []browser.Locator{p.Page.Without(p.Continue.Locator)}
}

// unknown makes err an unknown outcome if something was sent after a press that may delete
// and the site has not said no since.
func (run *run) unknown(err error) error {
	var e *flow.Error
	var no *flow.Refusal
	if !run.order.sent || !errors.As(err, &e) || errors.As(err, &no) || e.Outcome == audit.NobodyThere || e.Outcome == audit.Declined {
		return err
	}
	return &flow.Error{Step: e.Step, Outcome: audit.Unknown, Err: e.Err}
}

// unsure puts off an unknown outcome: reading whether the account is still there may
// yet tell. Nothing is done a second time for that.
func (run *run) unsure(r *flow.Runner, err error) error {
	switch {
	case err == nil:
		return nil
	case flow.OutcomeOf(err) == audit.Unknown:
		run.doubt = err
		return nil
	case flow.OutcomeOf(err) == audit.Refused:
		run.ordered = false
		return errors.Join(err, r.Became(actDelete, audit.ActRefused))
	case flow.OutcomeOf(err) == audit.NobodyThere, flow.OutcomeOf(err) == audit.Declined: // the site was still asking
		return errors.Join(err, asked(r, actDelete))
	}
	return err
}

// boxToTick returns what the one box says that accepts the loss of this account, "" if there
// is no box. A box that says something else is not ticked; where it is the only one, the page
// is not understood.
func (run *run) boxToTick(all []browser.Block) (string, error) {
	var accepts, other []string
	for _, b := range all {
		switch {
		case !b.Box || b.Aside:
		case run.Site.Words.acceptsLoss(b.Text):
			accepts = append(accepts, b.Text)
		default:
			other = append(other, b.Text)
		}
	}
	switch {
	case len(accepts) == 1 || len(accepts)+len(other) == 0:
		return strings.Join(accepts, ""), nil
	case len(accepts) > 1:
		return "", fmt.Errorf("%d boxes accept the loss, and one was expected: %w", len(accepts), browser.ErrNotReady)
	}
	return "", fmt.Errorf("the page has a box that says %s, which is not understood to accept the loss of this account: %w", quote(other[0]), browser.ErrNotReady)
}

// accept ticks that the loss is accepted, where the page asks for it.
func (run *run) accept(ctx context.Context, r *flow.Runner) error {
	const step = "accept what is lost"
	p := run.Site.Deletion
	all, err := run.blocks(ctx, r)
	if err != nil {
		return &flow.Error{Step: step, Outcome: audit.Failed, Err: err}
	}
	words, err := run.boxToTick(all)
	if err != nil {
		return &flow.Error{Step: step, Outcome: audit.NotRecognised, Err: err}
	}
	box := p.Accept.Locator
	if words != "" {
		box = browser.Any(p.Accept.Is, box, browser.Find(p.Accept.Is, browser.Way{Role: "checkbox", Words: []string{words}}, browser.Way{Words: []string{words}}))
	}
	at, err := r.Look(ctx, box)
	if err != nil || !at.Shown {
		return err
	}
	return r.Do(ctx, flow.Step{
		Name: step,
		Do:   []browser.Action{box.Tick()},
		Ask:  "Tick that you accept what is lost.",
	})
}
