package pages

import (
	"context"

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
	list := append(locators(p.Delete, p.Empty, p.Failed), run.entries()...)
	seen, err := run.open(ctx, r, flow.Step{
		Name: "open mi cloud",
		Want: home.Settings.Locator,
		Or:   locators(home.MyDevices),
		Ask:  ask,

		Passing: true,
	}, run.Site.At.CloudHome)
	if err == nil && seen.Index == 0 {
		seen, err = r.See(ctx, flow.Step{
			Name: "open settings",
			Do:   []browser.Action{home.Settings.Click()},
			Want: home.MyDevices.Locator,
			Or:   list,
			Ask:  ask,

			Passing: true,
			Leads:   true,
		})
		seen.Index = 1 - min(seen.Index, 1)
	}
	if err == nil && seen.Index == 1 {
		err = r.Do(ctx, flow.Step{
			Name:  "open my devices",
			Leads: true,
			Do:    []browser.Action{home.MyDevices.Click()},
			Want:  list[0],
			Or:    list[1:],
			Ask:   ask,
		})
	}
	return err
}

// entries are the sights of all known devices in the list.
func (run *run) entries() []browser.Locator {
	var ls []browser.Locator
	for _, row := range run.known.rows() {
		ls = append(ls, run.Site.MyDevices.Device.Of(row))
	}
	return ls
}

// scrollTo scrolls the list until it shows the device of row, and reports whether it does. Where a
// list holds only what is in view, the search begins anew at its head.
func (run *run) scrollTo(ctx context.Context, r *flow.Runner, row browser.Row) (bool, error) {
	found, err := run.scrollDownTo(ctx, r, row)
	if found || err != nil {
		return found, err
	}
	if err := run.openMyDevices(ctx, r); err != nil {
		return false, err
	}
	return run.scrollDownTo(ctx, r, row)
}

func (run *run) scrollDownTo(ctx context.Context, r *flow.Runner, row browser.Row) (bool, error) {
	entry := run.Site.MyDevices.Device.Of(row)
	if at, err := r.Look(ctx, entry); err != nil || at.Shown {
		return at.Shown, err
	}
	if err := run.settle(ctx, r); err != nil { // the list may be drawing itself anew
		return false, err
	}
	last := ""
	for n := 0; ; n++ {
		if n > mostTurns {
			return false, run.endless()
		}
		if at, err := r.Look(ctx, entry); err != nil || at.Shown {
			return at.Shown, err
		}
		lowest, err := run.lowest(ctx, r)
		if err != nil {
			return false, err
		}
		if lowest == nil || lowest.ID == last {
			more, err := run.showMore(ctx, r)
			if !more || err != nil {
				return false, err
			}
			last = ""
			continue
		}
		last = lowest.ID
		if err := run.scrollOn(ctx, r, *lowest); err != nil {
			return false, err
		}
	}
}
