package pages

import (
	"context"
	"errors"
	"fmt"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// MyDevices is the list of devices that are signed in, under Settings.
type MyDevices struct {
	Heading  Element `yaml:"heading"`
	Device   Element `yaml:"device"`  // a device's entry; use Of
	Details  Element `yaml:"details"` // a link in an entry that opens it
	Current  Element `yaml:"current"` // mark of the device this browser runs on
	More     Element `yaml:"more"`    // brings more of the list
	Delete   Element `yaml:"delete"`
	Dialog   Element `yaml:"dialog"` // asks whether to remove it
	Confirm  Element `yaml:"confirm"`
	Cancel   Element `yaml:"cancel"` // only to read dialogs, never clicked
	Removed  Element `yaml:"removed"`
	Empty    Element `yaml:"empty"` // sight that no device is left
	Busy     Element `yaml:"busy"`
	CouldNot Element `yaml:"could-not"`
}

// Choose opens the details of the device of row by its entry or a link in it, where the
// list itself has no delete button.
func (p MyDevices) Choose(row browser.Row, by browser.Locator) flow.Step {
	return flow.Step{
		Name: "open " + row.Name + " in my devices",
		Do:   []browser.Action{by.Click()},
		Want: p.Delete.Unless(row),
		Ask:  "Open " + row.Name + " in the list.",
	}
}

// Remove chooses to remove the device. The site may ask whether it is meant.
func (p MyDevices) Remove(row browser.Row, act string, button browser.Locator, question ...string) flow.Step {
	return flow.Step{
		Name:     "choose to remove " + row.Name,
		Do:       []browser.Action{button.ClickAccepting(question...)},
		Want:     p.confirm(row),
		Or:       p.isGone(row),
		Refusals: locators(p.CouldNot),
		Changes:  true,
		Act:      act,
		Ask:      "Delete " + row.Name + " from the list of your devices.",
	}
}

// ConfirmRemove says yes to the question whether to remove it.
func (p MyDevices) ConfirmRemove(row browser.Row, act string) flow.Step {
	gone := p.isGone(row)
	return flow.Step{
		Name:     "remove " + row.Name,
		Do:       []browser.Action{p.confirm(row).Click()},
		Want:     gone[0],
		Or:       gone[1:],
		Refusals: locators(p.CouldNot),
		Changes:  true,
		Act:      act,
		Ask:      "Confirm that " + row.Name + " is deleted.",
	}
}

// confirm is the dialog's button that removes the device of row.
func (p MyDevices) confirm(row browser.Row) browser.Locator {
	return p.Confirm.In(p.Dialog.Locator).Unless(row)
}

// isGone are the sights that the device of row is no longer in the list.
func (p MyDevices) isGone(row browser.Row) []browser.Locator {
	return []browser.Locator{p.Heading.Without(p.Device.Of(row)), p.Empty.Locator}
}

// removeAll is the task of removing the account's own devices from it.
func (run *run) removeAll(ctx context.Context, r *flow.Runner) error {
	if err := run.recheck(ctx, r); err != nil {
		return err
	}
	if err := run.openMyDevices(ctx, r); err != nil {
		return err
	}
	var refused error
	own := len(run.known.own())
	n := 0
	for i, d := range run.known {
		if d.Own {
			n++
		}
		if !d.Own || !d.Listed {
			continue
		}
		if err := r.Trail.Note(audit.EventNote, fmt.Sprintf("device %d of %d: %s", n, own, d.Name)); err != nil {
			return err
		}
		err := run.remove(ctx, r, d)
		if err != nil && flow.OutcomeOf(err) != audit.Refused {
			return err
		}
		refused = errors.Join(refused, err)
		run.known[i].Listed = err != nil
	}
	if refused != nil {
		return &flow.Error{Step: "remove the devices", Outcome: audit.Refused,
			Err: fmt.Errorf("%w; the account is kept, as the site deletes none that has devices", refused)}
	}
	if err := run.readMyDevices(ctx, r); err != nil {
		return err
	}
	for _, d := range run.known {
		if d.Own && d.Listed {
			return &flow.Error{Step: "see that the devices are removed", Outcome: audit.Failed, Err: fmt.Errorf("%s is still in the list", d.Name)}
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
		return r.Say("remove "+d.Name, audit.AlreadySo, "no longer in the list")
	}
	// It was in the list that the plan was read from, and is in this one: what an earlier run left open has not happened.
	if err := r.Became(act, audit.ActAbsent); err != nil {
		return err
	}
	button := p.Delete.For(row)
	at, err := r.Look(ctx, button)
	if err != nil {
		return err
	}
	if !at.Shown {
		button = p.Delete.Unless(row)
		by := p.Details.For(row)
		if at, err = r.Look(ctx, by); err != nil {
			return err
		}
		if !at.Shown {
			by = p.Device.Of(row)
		}
		if err := r.Do(ctx, p.Choose(row, by)); err != nil {
			return err
		}
	}
	seen, err := r.See(ctx, p.Remove(row, act, button, run.Site.Words.parts("remove-text")...))
	if err == nil && seen.Index == 0 {
		if err := asked(r, act); err != nil {
			return err
		}
		err = r.Do(ctx, p.ConfirmRemove(row, act))
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
			return r.Say("see that "+d.Name+" is removed", audit.Done, "seen to be gone on a fresh page")
		}
	}
	return errors.Join(err, became(r, act, err))
}
