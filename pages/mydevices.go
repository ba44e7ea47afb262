package pages

import (
	"context"
	"errors"
	"fmt"
	"time"

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
func (p MyDevices) Remove(row browser.Row, button browser.Locator, question ...string) flow.Step {
	return flow.Step{
		Name:     "choose to remove " + row.Name,
		Do:       []browser.Action{button.ClickAccepting(question...)},
		Want:     p.confirm(row),
		Or:       p.isGone(row),
		Refusals: locators(p.CouldNot),
		Changes:  true,
		Ask:      "Delete " + row.Name + " from the list of your devices.",
	}
}

// ConfirmRemove says yes to the question whether to remove it.
func (p MyDevices) ConfirmRemove(row browser.Row) flow.Step {
	gone := p.isGone(row)
	return flow.Step{
		Name:     "remove " + row.Name,
		Do:       []browser.Action{p.confirm(row).Click()},
		Want:     gone[0],
		Or:       gone[1:],
		Refusals: locators(p.CouldNot),
		Changes:  true,
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

// openMyDevices gets to the list by its links, as its address is not known. It returns
// when the list shows something: a device that is known, a delete button, or that it is
// empty. A heading alone may stand on other pages too.
func (run *run) openMyDevices(ctx context.Context, r *flow.Runner) error {
	home, p := run.Site.Home, run.Site.MyDevices
	ask := "Open Settings, then My Devices, so that the list of your devices shows."
	list := append(locators(p.Delete, p.Empty), run.entries()...)
	seen, err := r.See(ctx, flow.Step{
		Name: "open mi cloud",
		Do:   []browser.Action{browser.Goto(run.at(run.Site.At.CloudHome))},
		Want: home.Settings.Locator,
		Or:   locators(home.MyDevices),
		Ask:  ask,
	})
	if err == nil && seen.Index == 0 {
		seen, err = r.See(ctx, flow.Step{
			Name: "open settings",
			Do:   []browser.Action{home.Settings.Click()},
			Want: home.MyDevices.Locator,
			Or:   list,
			Ask:  ask,
		})
		seen.Index = 1 - min(seen.Index, 1)
	}
	if err == nil && seen.Index == 1 {
		err = r.Do(ctx, flow.Step{
			Name: "open my devices",
			Do:   []browser.Action{home.MyDevices.Click()},
			Want: list[0],
			Or:   list[1:],
			Ask:  ask,
		})
	}
	return err
}

// entries are the sights of all known devices in the list.
func (run *run) entries() []browser.Locator {
	var ls []browser.Locator
	for _, d := range run.known {
		ls = append(ls, run.Site.MyDevices.Device.Of(run.known.row(d)))
	}
	return ls
}

// quiet is how long a page must have stood still to be taken for complete.
const quiet = 250 * time.Millisecond

// readMyDevices reads which of the known devices the list holds. The list may load as one
// scrolls: it is complete when scrolling on and waiting for the page to stand still show
// nothing new, twice.
func (run *run) readMyDevices(ctx context.Context, r *flow.Runner) error {
	if err := run.openMyDevices(ctx, r); err != nil {
		return err
	}
	for i := range run.known {
		run.known[i].Listed = false
	}
	for same := 0; same < 2; {
		if err := run.settle(ctx, r); err != nil {
			return err
		}
		found, err := run.markListed(ctx, r)
		if err != nil {
			return err
		}
		if same++; found > 0 {
			same = 0
		}
		last := run.known.lastListed()
		if last == nil {
			break
		}
		if err := run.scrollOn(ctx, r, *last); err != nil {
			return err
		}
	}
	n := 0
	for _, d := range run.known {
		if d.Listed && d.Own {
			n++
		}
	}
	return r.Say("read my devices", audit.Done, fmt.Sprintf("%d of the account's own devices are in the list", n))
}

// settle waits until the page stands still.
func (run *run) settle(ctx context.Context, r *flow.Runner) error {
	err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Quiet(ctx, quiet) })
	if err != nil {
		return &flow.Error{Step: "read my devices", Outcome: audit.Failed, Err: err}
	}
	return nil
}

// scrollOn brings the entry of d, or of the last of its name, into view.
func (run *run) scrollOn(ctx context.Context, r *flow.Runner, d Device) error {
	row := run.known.row(d)
	row.Twin, row.Key = false, ""
	entry := run.Site.MyDevices.Device.Of(row)
	err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Do(ctx, entry.ScrollOn()) })
	if err != nil {
		return &flow.Error{Step: "read my devices", Outcome: audit.NotRecognised, Err: err}
	}
	return nil
}

// markListed marks the known devices that the list shows now, and returns how many are new.
func (run *run) markListed(ctx context.Context, r *flow.Runner) (found int, err error) {
	p := run.Site.MyDevices
	for i := range run.known {
		d := &run.known[i]
		if d.Listed {
			continue
		}
		row := run.known.row(*d)
		at, err := r.Tab.Look(ctx, p.Device.Of(row))
		if err == nil && !at.Shown && row.Twin {
			// The list may not tell which of two devices of one name an entry is: it is there
			// all the same, and removing it is left to the person.
			row.Twin, row.Key = false, ""
			at, err = r.Tab.Look(ctx, p.Device.Of(row))
		}
		if err != nil {
			return found, err
		}
		if at.Shown {
			d.Listed = true
			found++
		}
	}
	return found, nil
}

// lastListed returns the last device that the list is known to hold.
func (ds devices) lastListed() *Device {
	for i := len(ds) - 1; i >= 0; i-- {
		if ds[i].Listed {
			return &ds[i]
		}
	}
	return nil
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
	return nil
}

// remove removes one device and sees that it is gone from the list.
func (run *run) remove(ctx context.Context, r *flow.Runner, d Device) error {
	p, row := run.Site.MyDevices, run.known.row(d)
	found, err := run.scrollTo(ctx, r, row)
	if err != nil {
		return err
	}
	if !found {
		return r.Say("remove "+d.Name, audit.AlreadySo, "no longer in the list")
	}
	button := p.Delete.For(row)
	at, err := r.Tab.Look(ctx, button)
	if err != nil {
		return err
	}
	if !at.Shown {
		button = p.Delete.Unless(row)
		by := p.Details.For(row)
		if at, err = r.Tab.Look(ctx, by); err != nil {
			return err
		}
		if !at.Shown {
			by = p.Device.Of(row)
		}
		if err := r.Do(ctx, p.Choose(row, by)); err != nil {
			return err
		}
	}
	seen, err := r.See(ctx, p.Remove(row, button, run.Site.Words.parts("remove-text")...))
	if err == nil && seen.Index == 0 {
		err = r.Do(ctx, p.ConfirmRemove(row))
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
			return r.Say("see that "+d.Name+" is removed", audit.Done, "seen to be gone on a fresh page")
		}
	}
	return err
}

// scrollTo scrolls the list until it shows the device of row, and reports whether it does.
func (run *run) scrollTo(ctx context.Context, r *flow.Runner, row browser.Row) (bool, error) {
	p := run.Site.MyDevices
	entry := p.Device.Of(row)
	if at, err := r.Tab.Look(ctx, entry); err != nil || at.Shown {
		return at.Shown, err
	}
	if err := run.settle(ctx, r); err != nil { // the list may be drawing itself anew
		return false, err
	}
	for last := ""; ; {
		at, err := r.Tab.Look(ctx, entry)
		if err != nil || at.Shown {
			return at.Shown, err
		}
		// The last known device that shows is where the list goes on.
		shown := ""
		for _, d := range run.known {
			if at, err := r.Tab.Look(ctx, p.Device.Of(run.known.row(d))); err == nil && at.Shown {
				shown = d.ID
			}
		}
		if shown == "" || shown == last {
			return false, nil
		}
		last = shown
		if err := run.scrollOn(ctx, r, *run.known.find(shown)); err != nil {
			return false, err
		}
		if err := run.settle(ctx, r); err != nil {
			return false, err
		}
	}
}
