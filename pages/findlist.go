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

func (run *run) readFind(ctx context.Context, r *flow.Runner) (devices, error) {
	p := run.Site.Find
	since := time.Now()
	_, err := run.open(ctx, r, flow.Step{
		Name: "open find device",
		Want: p.Page.Locator,
		Or:   locators(p.None),
		Ask:  "Open Find Device, the page with your devices on a map.",
	}, run.Site.At.Find)
	if err != nil {
		return nil, err
	}
	var ds devices
	err = r.Timed(ctx, func(ctx context.Context) error {
		body, err := run.hearList(ctx, r, since)
		if err == nil {
			ds, err = parseDeviceList(body)
		}
		return err
	})
	if err != nil {
		return nil, &flow.Error{Step: "read the devices", Outcome: audit.NotRecognised, Err: err}
	}
	return ds, nil
}

// hearList waits for the answer to the page's request for the list. Where the session is
// over the page may leave for the sign-in by itself, and the answer is lost with it.
func (run *run) hearList(ctx context.Context, r *flow.Runner, since time.Time) ([]byte, error) {
	for {
		few, cancel := context.WithTimeout(ctx, time.Second)
		body, _, err := r.Tab.Heard(few, run.inCloud(run.Site.At.DeviceList), since)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return body, err
		}
		form, lookErr := r.Look(ctx, run.Site.SignIn.Form.Locator)
		if lookErr != nil {
			return nil, errors.Join(err, lookErr)
		}
		if form.Shown {
			return nil, fmt.Errorf("reading the device list: the page has left for the sign-in: %w", errSessionOver)
		}
	}
}

// isOffNow opens the page afresh and reads whether it is off for one device.
func (run *run) isOffNow(ctx context.Context, r *flow.Runner, d Device) (bool, error) {
	ds, err := run.openFind(ctx, r)
	if err != nil || ds.find(d.ID) == nil {
		return err == nil, err
	}
	p, row := run.Site.Find, run.known.row(d)
	step := p.Choose(row)
	step.Want, step.Or = p.Off.For(row), []browser.Locator{p.TurnOff.Unless(row), p.More.Unless(row)}
	seen, err := r.See(ctx, step)
	return err == nil && seen.Index == 0, err
}

// reread reads the device list and which devices show without more ado that they are off.
func (run *run) reread(ctx context.Context, r *flow.Runner) error {
	ds, err := run.openFind(ctx, r)
	if err != nil {
		return err
	}
	if err := run.compare(ds); err != nil {
		return err
	}
	p := run.Site.Find
	for i := range run.known {
		d := &run.known[i]
		d.Located = ds.find(d.ID) != nil
		if !d.Located || !d.Own {
			continue
		}
		at, err := r.Look(ctx, p.Off.For(run.known.row(*d)))
		if err != nil {
			return err
		}
		d.Off = at.Shown
	}
	return nil
}

// compare returns an error if the site now lists a device of the account's own that the
// person was not shown.
func (run *run) compare(ds devices) error {
	for _, d := range ds.own() {
		if known := run.known.find(d.ID); known == nil || !known.Own {
			return &flow.Error{Step: "compare the devices with the plan", Outcome: audit.Failed,
				Err: fmt.Errorf("device %s: %w", d.Name, flow.ErrChanged)}
		}
	}
	return nil
}
