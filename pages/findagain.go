package pages

import (
	"context"
	"fmt"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

// The list of Find Device as it is read again during a run.

// isOffNow opens the page afresh and reads whether it is off for one device.
func (fd *findDevice) isOffNow(ctx context.Context, r *flow.Runner, d Device) (bool, error) {
	ds, err := fd.openFind(ctx, r, knownDevices)
	now := ds.find(d.ID)
	if err != nil || now == nil {
		return err == nil, err
	}
	if err := fd.run.compare(ds); err != nil || now.Off {
		return err == nil, err
	}
	e := fd.turningOff(d)
	off, _, err := e.look(ctx, r, "check whether Find Device is off for "+quote(d.Name))
	if err != nil || off || d.Short {
		return off, err
	}
	at, err := r.Look(ctx, fd.run.Site.Find.offShort.For(e.row))
	return at.Shown, err
}

// reread reads the device list, compares it with the plan, and reads which devices show without
// more ado that they are off.
func (run *run) reread(ctx context.Context, r *flow.Runner, much extent) error {
	ds, err := run.find.openFind(ctx, r, much)
	if err != nil {
		return err
	}
	if err := run.compare(ds); err != nil {
		return err
	}
	for i := range run.known {
		now := ds.find(run.known[i].ID)
		if run.known[i].Located = now != nil && !run.find.without[run.known[i].ID]; now != nil {
			run.known[i].addLabels(now.Labels)
		}
	}
	return run.find.readOff(ctx, r, ds)
}

// readOff reads which devices show in the list that they are off. What is said shortly counts of those
// that did not say so before they were turned off.
// ds is the list as read last.
func (fd *findDevice) readOff(ctx context.Context, r *flow.Runner, ds devices) error {
	p, rows := fd.run.Site.Find, fd.run.known.rows()
	var sights []browser.Locator
	for _, row := range rows {
		sights = append(sights, p.off.For(row), p.offShort.For(row))
	}
	all, err := r.LookAll(ctx, sights...)
	if err != nil {
		return err
	}
	for i := range fd.run.known {
		d, off, short := &fd.run.known[i], all[2*i].Shown, all[2*i+1].Shown
		if !d.Located {
			continue
		}
		turned, listed := d.Off, false
		if now := ds.find(d.ID); now != nil {
			listed = now.Off
		}
		d.Off = off || listed || turned && short && !d.Short
		d.Short = d.Short || short && !turned && !listed
	}
	return nil
}

// compare returns an error if the site now lists a device that the person was not shown, or was shown
// under another name or as somebody else's.
func (run *run) compare(ds devices) error {
	changed := func(d Device, how string) error {
		return &flow.Error{Step: "compare the devices with the plan", Outcome: trail.Failed,
			Err: fmt.Errorf("device %s%s: %w", quote(d.Name), how, flow.ErrChanged)}
	}
	for _, d := range ds {
		known := run.known.find(d.ID)
		switch {
		case known == nil && d.Ownership.Whose == Other:
		case known == nil:
			return changed(d, "")
		case known.Name != d.Name:
			return changed(d, ", which was called "+quote(known.Name))
		case d.Listing.Whose == Unknown && d.Off: // the page may not show it any more
		case known.Listing.Whose != d.Listing.Whose && (known.Own() || d.Own()): // of what is left alone it may be told less once it is alone
			return changed(d, ": the site no longer says the same of whose it is")
		}
	}
	return nil
}
