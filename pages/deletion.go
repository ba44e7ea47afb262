package pages

import (
	"context"
	"errors"
	"fmt"
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

// openDeletion opens the page and keeps on the trail what the site says is lost.
func (run *run) openDeletion(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Deletion
	_, err := run.open(ctx, r, flow.Step{
		Name:     "open the account deletion",
		Want:     p.Start.Locator,
		Or:       locators(p.Next, p.Accept),
		Refusals: p.refusals(),
		Ask:      "Open the page where the account is deleted.",
	}, run.Site.At.Deletion)
	if err != nil {
		return run.whyDenied(ctx, r, err)
	}
	if at, err := r.Look(ctx, p.Unfold.Locator); err == nil && at.Ready {
		step := flow.Step{Name: "unfold what is lost", Do: []browser.Action{p.Unfold.ClickIfSeen()}, Want: either("the deletion page", p.Start, p.Next, p.Accept)}
		if err := r.Do(ctx, step); err != nil {
			return err
		}
	}
	all, err := texts(ctx, r, p.Text.Locator)
	if err != nil {
		return &flow.Error{Step: "read what is lost", Outcome: audit.Failed, Err: err}
	}
	if run.lost = all; len(all) == 0 {
		return r.Trail.Note(audit.EventNote, "the page shows no text of what is lost that could be read")
	}
	for _, t := range all {
		if err := r.Trail.Note(audit.EventSaid, t); err != nil {
			return err
		}
	}
	return nil
}

// whyDenied adds the site's reasons, and what can be done about them, to a refusal.
func (run *run) whyDenied(ctx context.Context, r *flow.Runner, err error) error {
	var no *flow.Refusal
	if !errors.As(err, &no) {
		return err
	}
	words := []string{no.Words}
	if all, textErr := texts(ctx, r, run.Site.Deletion.DenyReasons.Locator); textErr == nil {
		words = append(words, all...)
	}
	all := strings.Join(words, " ")
	for _, reason := range run.Site.Reasons {
		if reason.matches(all) {
			words = append(words, reason.Says+" "+reason.Remedy)
		}
	}
	return &flow.Error{Step: "delete the account", Outcome: audit.Refused, Err: &flow.Refusal{Words: strings.Join(words, " · ")}}
}

// matches reports whether the site's words give r as a reason.
func (r Reason) matches(words string) bool {
	words = strings.ToLower(words)
	for _, w := range r.Words {
		if strings.Contains(words, strings.ToLower(w)) {
			return true
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
	codes := run.codes
	pressed := map[string]bool{}
	ended := false
	final := func(name string, l browser.Locator, accepting ...string) error {
		if run.codes > codes {
			// The site wanted to know who it is before it did anything: it is asked anew.
			codes = run.codes
			clear(pressed)
			run.ordered = false
			if err := asked(r, actDelete); err != nil {
				return err
			}
		}
		if pressed[name] {
			return &flow.Error{Step: name, Outcome: audit.Unknown,
				Err: fmt.Errorf("%s is there again after it was pressed once; it is not pressed twice", l)}
		}
		pressed[name] = true
		seen, err := r.See(ctx, flow.Step{
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
		run.ordered = run.ordered || err == nil || flow.OutcomeOf(err) == audit.Unknown
		if ended = err == nil && seen.Index <= sawLater; ended {
			err = run.sawEnd(r, seen)
		}
		return err
	}
	for range 12 {
		seen, err := run.next(ctx, r)
		if err != nil {
			return run.unsure(r, run.whyDenied(ctx, r, run.unknown(err, pressed)))
		}
		switch seen.Index {
		case sawConfirm, sawContinue, sawDevices:
			if err := asked(r, actDelete); err != nil {
				return err
			}
		}
		switch seen.Index {
		case sawDone, sawLater:
			return run.sawEnd(r, seen)
		case sawConfirm:
			err = final("confirm the deletion", p.confirm())
		case sawContinue:
			if err = run.noteDevices(ctx, r); err == nil {
				err = final("delete although devices are signed in", p.Continue.Locator)
			}
		case sawDevices:
			return run.stillSignedIn(ctx, r)
		case sawStart:
			if err = run.accept(ctx, r); err == nil {
				err = final("delete the account", p.Start.Locator, run.Site.Words.parts("confirm-deletion")...)
			}
		case sawNext:
			if err = run.accept(ctx, r); err == nil {
				err = r.Do(ctx, flow.Step{Name: "go on from the warning", Do: []browser.Action{p.Next.Click()}, Gone: p.Next.Locator, Refusals: p.refusals(), Ask: "Go on from the warning.", Changes: true})
			}
		}
		if err != nil {
			return run.unsure(r, run.whyDenied(ctx, r, err))
		}
		if ended {
			return nil
		}
	}
	return run.unknown(&flow.Error{Step: "delete the account", Outcome: audit.NotRecognised, Err: errors.New("the page goes in circles")}, pressed)
}

// What next sees, in the order in which it counts if several are there.
const (
	sawDone = iota
	sawLater
	sawConfirm
	sawContinue
	sawDevices
	sawStart
	sawNext
)

// next waits for what the page wants next.
func (run *run) next(ctx context.Context, r *flow.Runner) (browser.Seen, error) {
	p := run.Site.Deletion
	return r.See(ctx, flow.Step{
		Name:     "see what the deletion wants next",
		Want:     p.Done.Locator,
		Or:       append([]browser.Locator{p.Later.Locator, p.confirm()}, locators(p.Continue, p.DevicesCheck, p.Start, p.Next)...),
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

// unknown makes err an unknown outcome if a control that may delete was pressed and the
// site has not said no since.
func (run *run) unknown(err error, pressed map[string]bool) error {
	var e *flow.Error
	var no *flow.Refusal
	if len(pressed) == 0 || !errors.As(err, &e) || errors.As(err, &no) || e.Outcome == audit.NobodyThere || e.Outcome == audit.Declined {
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

// accept ticks that the loss is accepted, where the page asks for it.
func (run *run) accept(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Deletion
	at, err := r.Look(ctx, p.Accept.Locator)
	if err != nil || !at.Shown {
		return err
	}
	return r.Do(ctx, flow.Step{
		Name: "accept what is lost",
		Do:   []browser.Action{p.Accept.Tick()},
		Want: p.Accept.Locator,
		Ask:  "Tick that you accept what is lost.",
	})
}
