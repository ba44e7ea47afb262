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

// readPlan is the task of reading what the run would change.
func (run *run) readPlan(ctx context.Context, r *flow.Runner) error {
	ds, err := run.openFind(ctx, r)
	if err != nil {
		return err
	}
	run.known = ds
	if err := run.named(); err != nil {
		return err
	}
	for i := range run.known {
		at, err := r.Look(ctx, run.Site.Find.Off.For(run.known.row(run.known[i])))
		if err != nil {
			return err
		}
		run.known[i].Off = at.Shown
	}
	if err := run.readMyDevices(ctx, r); err != nil {
		return err
	}
	run.plan = run.newPlan()
	if run.StopBefore == "" {
		blocks, err := run.lookAtDeletion(ctx, r)
		if err != nil {
			return err
		}
		run.plan.Lost, run.plan.Blocks = run.lost, blocks
	}
	if err := r.Trail.Devices("before", run.known.lines()); err != nil {
		return err
	}
	return r.Say("read the plan", audit.Done, run.plan.String())
}

// named returns an error if a device has no name, as it could not be told from others.
func (run *run) named() error {
	for _, d := range run.known {
		if d.Own && d.Name == "" {
			return &flow.Error{Step: "read the devices", Outcome: audit.NotRecognised,
				Err: fmt.Errorf("device %s has no name in the site's list", d.ID)}
		}
	}
	return nil
}

// newPlan is what the run would change, as it is now known.
func (run *run) newPlan() flow.Plan {
	p := flow.Plan{Account: run.who.ID}
	for _, d := range run.known {
		item := flow.Item{Key: d.ID, Name: d.Name}
		var is, will []string
		switch {
		case !d.Located:
			is = append(is, "not in Find Device")
		case d.Off:
			is = append(is, "Find Device is off")
		default:
			is, will = append(is, "Find Device is on"), append(will, "turn Find Device off")
		}
		if d.Listed {
			is, will = append(is, "in My Devices"), append(will, "remove from the account")
		}
		item.Is, item.Will = strings.Join(is, ", "), strings.Join(will, ", then ")
		switch {
		case !d.Own && d.Owner != "":
			item.Will = "not touched: it belongs to " + d.Owner
		case !d.Own:
			item.Will = "not touched: it is not this account's own"
		case d.Alone:
			item.Will += "; only My Devices has it, so say no if it is not yours"
		case item.Will == "":
			item.Will = "nothing"
		}
		p.Items = append(p.Items, item)
	}
	if run.StopBefore == "" {
		p.Then = append(p.Then, "delete the account "+run.who.ID+" for good, with everything stored in it")
	}
	return p
}

// now reads the account and its devices afresh, right before what cannot be undone.
func (run *run) now(ctx context.Context, r *flow.Runner) (flow.Plan, error) {
	run.checked = false
	if err := run.checkAccount(ctx, r); err != nil {
		return flow.Plan{}, err
	}
	ds, err := run.openFind(ctx, r)
	if err != nil {
		return flow.Plan{}, err
	}
	now := flow.Plan{Account: run.who.ID}
	for _, d := range ds {
		if d.Own {
			now.Items = append(now.Items, flow.Item{Key: d.ID, Name: d.Name})
		}
	}
	return now, nil
}

// checkControls is the task of a dry run that sees whether the controls that can be
// reached without changing anything are ready to be used.
func (run *run) checkControls(ctx context.Context, r *flow.Runner) error {
	type control struct {
		what string
		l    browser.Locator
	}
	var missing []error
	check := func(cs ...control) error {
		for _, c := range cs {
			at, err := r.Look(ctx, c.l)
			if err != nil {
				return err
			}
			words := fmt.Sprintf("%s is %s", c.l, at.Words)
			if !at.Ready {
				missing = append(missing, errors.New(words))
			}
			if err := r.Trail.Note(audit.EventNote, words); err != nil {
				return err
			}
		}
		return nil
	}
	if _, err := run.openFind(ctx, r); err != nil {
		return err
	}
	for _, d := range run.known.own() {
		if !d.Located || d.Off {
			continue
		}
		row := run.known.row(d)
		seen, err := r.See(ctx, run.Site.Find.Choose(row))
		if err == nil && seen.Index == 0 {
			_, err = r.See(ctx, run.Site.Find.Menu(row))
		}
		if err != nil {
			return err
		}
		if err := check(control{"turn off", run.Site.Find.TurnOff.Unless(row)}); err != nil {
			return err
		}
		break // the menus are alike; opening fifty tells no more
	}
	if err := run.openMyDevices(ctx, r); err != nil {
		return err
	}
	for _, d := range run.known.own() {
		if d.Listed {
			if _, err := run.scrollTo(ctx, r, run.known.row(d)); err != nil {
				return err
			}
			if err := check(control{"device", run.Site.MyDevices.Device.Of(run.known.row(d))}); err != nil {
				return err
			}
			break
		}
	}
	if len(missing) > 0 {
		return &flow.Error{Step: "check the controls", Outcome: audit.NotRecognised, Err: errors.Join(missing...)}
	}
	run.end.Words = "Dry run: this is the plan, and every control that can be reached is ready. Nothing was changed."
	return nil
}
