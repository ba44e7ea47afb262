package pages

import (
	"context"
	"fmt"
	"slices"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// openMyDevices gets to the list by its links, as its address is not known. It returns
// when the list shows something: a device that is known, a delete button, or that it is
// empty. A heading alone may stand on other pages too.
func (run *run) openMyDevices(ctx context.Context, r *flow.Runner) error {
	return run.checkedly(ctx, r, func() error { return run.toMyDevices(ctx, r) })
}

func (run *run) toMyDevices(ctx context.Context, r *flow.Runner) error {
	home, p := run.Site.Home, run.Site.MyDevices
	ask := "Open Settings, then My Devices, so that the list of your devices shows."
	list := append(locators(p.Delete, p.Empty), run.entries()...)
	seen, err := run.open(ctx, r, flow.Step{
		Name: "open mi cloud",
		Want: home.Settings.Locator,
		Or:   locators(home.MyDevices),
		Ask:  ask,
	}, run.Site.At.CloudHome)
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
// nothing new, twice, or when it has shown all that are known.
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
		if last == nil || !slices.ContainsFunc(run.known, func(d Device) bool { return !d.Listed }) {
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
		at, err := r.Look(ctx, p.Device.Of(row))
		if err == nil && !at.Shown && row.Twin {
			// The list may not tell which of two devices of one name an entry is: it is there
			// all the same, and removing it is left to the person.
			row.Twin, row.Key = false, ""
			at, err = r.Look(ctx, p.Device.Of(row))
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

// scrollTo scrolls the list until it shows the device of row, and reports whether it does.
func (run *run) scrollTo(ctx context.Context, r *flow.Runner, row browser.Row) (bool, error) {
	p := run.Site.MyDevices
	entry := p.Device.Of(row)
	if at, err := r.Look(ctx, entry); err != nil || at.Shown {
		return at.Shown, err
	}
	if err := run.settle(ctx, r); err != nil { // the list may be drawing itself anew
		return false, err
	}
	for last := ""; ; {
		at, err := r.Look(ctx, entry)
		if err != nil || at.Shown {
			return at.Shown, err
		}
		// The last known device that shows is where the list goes on.
		shown := ""
		for _, d := range run.known {
			if at, err := r.Look(ctx, p.Device.Of(run.known.row(d))); err == nil && at.Shown {
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
