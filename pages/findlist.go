package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// openFind opens the page and reads the device list that the page itself asks for. A
// session that has ended is begun anew, once.
func (run *run) openFind(ctx context.Context, r *flow.Runner) (ds devices, err error) {
	anew := false
	err = run.checkedly(ctx, r, func() error {
		ds, err = run.readFind(ctx, r)
		if anew || !errors.Is(err, errSessionOver) {
			return err
		}
		anew, run.checked = true, false
		return run.signIn(ctx, r)
	})
	return ds, err
}

// listTries is how often a list that failed is read.
const listTries = 3

// readFind reads the list. One that failed is read again, and is never an empty one.
func (run *run) readFind(ctx context.Context, r *flow.Runner) (devices, error) {
	for n := 1; ; n++ {
		ds, err := run.readFindOnce(ctx, r)
		if !errors.Is(err, errListFailed) || n == listTries || ctx.Err() != nil {
			return ds, err
		}
		if noteErr := r.Trail.Note(audit.EventNote, err.Error()+"; it is read again"); noteErr != nil {
			return nil, noteErr
		}
		if err := r.Wait(ctx, time.Duration(n)*time.Second); err != nil {
			return nil, readError(ctx, "read the devices", audit.Failed, err)
		}
	}
}

func (run *run) readFindOnce(ctx context.Context, r *flow.Runner) (ds devices, err error) {
	p := run.Site.Find
	since := time.Now()
	_, err = run.open(ctx, r, flow.Step{
		Name: "open find device",
		Want: p.Page.Locator,
		Or:   locators(p.None, p.Failed),
		Ask:  "Open Find Device, the page with your devices on a map.",
	}, run.Site.At.Find)
	if err != nil {
		return nil, err
	}
	err = r.Timed(ctx, func(ctx context.Context) error {
		if err := run.hearList(ctx, r, since); err != nil {
			return err
		}
		// The page may ask more than once: all answers count until it is at rest.
		if err := r.Tab.Quiet(ctx, quiet); err != nil {
			return err
		}
		ds, err = unite(r.Tab.HeardAll(run.inCloud(run.Site.At.DeviceList), since), run.who.ID)
		if err == nil {
			err = run.hearPage(ctx, r, ds, "Find Device")
		}
		for i := range ds {
			ds[i].Listing = ds[i].Ownership
		}
		return err
	})
	if err != nil {
		return nil, readError(ctx, "read the devices", audit.NotRecognised, err)
	}
	return ds, nil
}

// hearPage adds what the page says in words of whose each of ds is: where it is named, and above.
func (run *run) hearPage(ctx context.Context, r *flow.Runner, ds devices, page string) error {
	rows := ds.rows()
	all, err := r.Tab.Entries(ctx, rows)
	if err != nil {
		return err
	}
	for i := range ds {
		for _, e := range all.Of[i] {
			if rows[i].Twin && !slices.Contains(e.Keys, ds[i].ID) {
				continue // which of them it is does not stand there
			}
			if words := run.Site.Words.another(append(e.Texts, e.Heading), ds[i].Name, ds.owners()); words != "" {
				ds[i].Ownership = ds[i].Ownership.with(Claim{Source: page + " with the words " + quote(words), Words: true})
			}
		}
	}
	return nil
}

// hearList waits for the answer to the page's request for the list. Where the session is
// over the page may leave for the sign-in by itself, and the answer is lost with it.
func (run *run) hearList(ctx context.Context, r *flow.Runner, since time.Time) error {
	for {
		few, cancel := context.WithTimeout(ctx, time.Second)
		_, _, err := r.Tab.Heard(few, run.inCloud(run.Site.At.DeviceList), since)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return err
		}
		form, lookErr := r.Look(ctx, run.Site.SignIn.Form.Locator)
		if lookErr != nil {
			return errors.Join(err, lookErr)
		}
		if form.Shown {
			return fmt.Errorf("reading the device list: the page has left for the sign-in: %w", errSessionOver)
		}
	}
}

// isOffNow opens the page afresh and reads whether it is off for one device.
func (run *run) isOffNow(ctx context.Context, r *flow.Runner, d Device) (bool, error) {
	ds, err := run.openFind(ctx, r)
	if err != nil || ds.find(d.ID) == nil {
		return err == nil, err
	}
	if err := run.compare(ds); err != nil {
		return false, err
	}
	e := run.turningOff(d)
	off, _, err := e.look(ctx, r, "see whether find device is off for "+quote(d.Name))
	if err != nil || off || d.Short {
		return off, err
	}
	at, err := r.Look(ctx, run.Site.Find.OffShort.For(e.row))
	return at.Shown, err
}

// reread reads the device list, compares it with the plan, and reads which devices show without
// more ado that they are off.
func (run *run) reread(ctx context.Context, r *flow.Runner) error {
	ds, err := run.openFind(ctx, r)
	if err != nil {
		return err
	}
	if err := run.compare(ds); err != nil {
		return err
	}
	for i := range run.known {
		run.known[i].Located = ds.find(run.known[i].ID) != nil
	}
	return run.readOff(ctx, r)
}

// readOff reads which devices show in the list that they are off. What is said shortly counts of those
// that did not say so before they were turned off.
func (run *run) readOff(ctx context.Context, r *flow.Runner) error {
	p, rows := run.Site.Find, run.known.rows()
	var sights []browser.Locator
	for _, row := range rows {
		sights = append(sights, p.Off.For(row), p.OffShort.For(row))
	}
	all, err := r.LookAll(ctx, sights...)
	if err != nil {
		return err
	}
	for i := range run.known {
		d, off, short := &run.known[i], all[2*i].Shown, all[2*i+1].Shown
		if !d.Located {
			continue
		}
		turned := d.Off
		d.Off = off || turned && short && !d.Short
		d.Short = d.Short || short && !turned
	}
	return nil
}

// compare returns an error if the site now lists a device that the person was not shown, or was shown
// under another name or as somebody else's.
func (run *run) compare(ds devices) error {
	changed := func(d Device, how string) error {
		return &flow.Error{Step: "compare the devices with the plan", Outcome: audit.Failed,
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
		case known.Listing.Whose != d.Listing.Whose:
			return changed(d, ": the site no longer says the same of whose it is")
		}
	}
	return nil
}
