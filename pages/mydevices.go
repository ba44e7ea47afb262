package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// MyDevices is the list of devices that are signed in, under Settings.
type MyDevices struct {
	Heading  Element `yaml:"heading"`
	Device   Element `yaml:"device"`  // a device's entry; use Of
	Details  Element `yaml:"details"` // a link in an entry that opens it
	Menu     Element `yaml:"menu"`    // of an entry, which may hold its delete button
	Current  Element `yaml:"current"` // mark of the device this browser runs on
	More     Element `yaml:"more"`    // brings more of the list
	Delete   Element `yaml:"delete"`
	Dialog   Element `yaml:"dialog"` // asks whether to remove it
	Confirm  Element `yaml:"confirm"`
	Cancel   Element `yaml:"cancel"` // only to read dialogs, never clicked
	Removed  Element `yaml:"removed"`
	Empty    Element `yaml:"empty"`  // sight that no device is left
	Failed   Element `yaml:"failed"` // the list could not be loaded, which is not an empty one
	Busy     Element `yaml:"busy"`
	CouldNot Element `yaml:"could-not"`
}

// Choose opens the menu or the details of the device of row by its entry or a control in it, where the
// list itself has no delete button.
func (p MyDevices) Choose(row browser.Row, by browser.Locator) flow.Step {
	return flow.Step{
		Name: "open " + quote(row.Name) + " in my devices",
		Do:   []browser.Action{by.Click()},
		Want: p.Delete.About(row),
		Ask:  "Open " + quote(row.Name) + " in the list.",
	}
}

// Remove chooses to remove the device. The site may ask whether it is meant.
func (p MyDevices) Remove(row browser.Row, act string, button browser.Locator, accept func(question string) bool) flow.Step {
	return flow.Step{
		Name:     "choose to remove " + quote(row.Name),
		Do:       []browser.Action{button.ClickAcceptingIf(accept)},
		Want:     p.confirm(row),
		Or:       p.isGone(row),
		Refusals: locators(p.CouldNot),
		Changes:  true,
		Act:      act,
		Ask:      "Delete " + quote(row.Name) + " from the list of your devices.",
	}
}

// ConfirmRemove says yes to the question whether to remove it.
func (p MyDevices) ConfirmRemove(row browser.Row, act string) flow.Step {
	gone := p.isGone(row)
	return flow.Step{
		Name:     "remove " + quote(row.Name),
		Do:       []browser.Action{p.confirm(row).Click()},
		Want:     gone[0],
		Or:       gone[1:],
		Refusals: locators(p.CouldNot),
		Changes:  true,
		Act:      act,
		Ask:      "Confirm that " + quote(row.Name) + " is deleted.",
	}
}

// confirm is the dialog's button that removes the device of row. Only a dialog that answers our press counts.
func (p MyDevices) confirm(row browser.Row) browser.Locator {
	return p.Confirm.In(p.Dialog.Locator).About(row).Fresh()
}

// isGone are the sights that the device of row is no longer in the list.
func (p MyDevices) isGone(row browser.Row) []browser.Locator {
	return []browser.Locator{p.Heading.Without(p.Device.Of(row)), p.Empty.Without(p.Device.Of(row))}
}

// removeAll is the task of removing the account's own devices from it.
func (run *run) removeAll(ctx context.Context, r *flow.Runner) error {
	if err := run.recheck(ctx, r); err != nil {
		return err
	}
	if err := run.openMyDevices(ctx, r); err != nil {
		return err
	}
	var refused refusals
	own := len(run.known.own())
	n := 0
	for i, d := range run.known {
		if d.Own() {
			n++
		}
		if !d.Own() || !d.Listed {
			continue
		}
		if err := r.Trail.Note(audit.EventNote, fmt.Sprintf("device %d of %d: %s", n, own, quote(d.Name))); err != nil {
			return err
		}
		err := run.remove(ctx, r, d)
		if err != nil && flow.OutcomeOf(err) != audit.Refused {
			return err
		}
		if err != nil {
			refused.add(d, err)
		}
		run.known[i].Listed = err != nil
	}
	if len(refused) > 0 {
		return refused.error("remove the devices", "The account is kept, as the site deletes none that has devices")
	}
	if err := run.readMyDevices(ctx, r); err != nil {
		return err
	}
	for _, d := range run.known {
		if d.Own() && d.Listed {
			return &flow.Error{Step: "see that the devices are removed", Outcome: audit.Failed, Err: fmt.Errorf("%s is still in the list", quote(d.Name))}
		}
	}
	return allDone(r, actRemove)
}

// remove removes one device and sees that it is gone from the list.
func (run *run) remove(ctx context.Context, r *flow.Runner, d Device) error {
	p, row, act := run.Site.MyDevices, run.known.row(d), deviceAct(actRemove, d)
	found, err := run.scrollTo(ctx, r, row)
	if err != nil {
		return err
	}
	if !found {
		return r.Say("remove "+quote(d.Name), audit.AlreadySo, "no longer in the list")
	}
	// It was in the list that the plan was read from, and is in this one: what an earlier run left open has not happened.
	if err := r.Became(act, audit.ActAbsent); err != nil {
		return err
	}
	if err := run.stillOurs(ctx, r, d); err != nil {
		return err
	}
	button := p.Delete.For(row)
	ways := []browser.Locator{button, p.Menu.For(row), p.Details.For(row)}
	at, err := r.LookAll(ctx, ways...)
	if err != nil {
		return err
	}
	if !at[0].Shown {
		button = p.Delete.About(row)
		by := p.Device.Of(row)
		for i, w := range ways[1:] {
			if at[i+1].Shown {
				by = w
				break
			}
		}
		if err := r.Do(ctx, p.Choose(row, by)); err != nil {
			return err
		}
	}
	seen, err := r.See(ctx, p.Remove(row, act, button, run.accepts(d, run.Site.Words.parts("remove-text")...)))
	if err == nil && seen.Index == 0 {
		if err := asked(r, act); err != nil {
			return err
		}
		var asksMore bool
		if asksMore, err = run.understood(ctx, r, "read the question about "+quote(d.Name), p.confirm(row), d, nil); err != nil {
			return err
		}
		if asksMore {
			err = fmt.Errorf("the person answered: %w", flow.ErrNotSeen)
		} else {
			err = r.Do(ctx, p.ConfirmRemove(row, act))
		}
	}
	var no *flow.Refusal
	if errors.Is(err, flow.ErrNotSeen) || errors.As(err, &no) {
		// The act may have been done all the same: an answer can get lost or come late.
		gone, readErr := run.patiently(ctx, r, func() (bool, error) {
			err := run.readMyDevices(ctx, r)
			again := run.known.find(d.ID)
			return err == nil && again != nil && !again.Listed, err
		})
		if readErr != nil {
			return errors.Join(err, readErr)
		}
		if gone {
			if err := became(r, act, nil); err != nil {
				return err
			}
			return r.Say("see that "+quote(d.Name)+" is removed", audit.Done, "seen to be gone on a fresh page")
		}
	}
	return errors.Join(err, became(r, act, err))
}

// stillOurs reads right before d is removed whether the list has come to say that it is somebody else's.
func (run *run) stillOurs(ctx context.Context, r *flow.Runner, d Device) error {
	now := slices.Clone(run.known)
	err := r.Timed(ctx, func(ctx context.Context) error { return run.hearPage(ctx, r, now, "My Devices") })
	if err != nil {
		return readError(ctx, "read my devices", audit.NotRecognised, err)
	}
	if claims := now.find(d.ID).Ownership.Claims; len(claims) != len(d.Ownership.Claims) {
		last := claims[len(claims)-1]
		return &flow.Error{Step: "compare the devices with the plan", Outcome: audit.Failed,
			Err: fmt.Errorf("device %s, of which now speaks %s: %w", quote(d.Name), last.Source, flow.ErrChanged)}
	}
	return nil
}
