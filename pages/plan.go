package pages

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/trail"
)

// readPlan is the task of reading what the run would change.
func (run *run) readPlan(ctx context.Context, r *flow.Runner) error {
	ds, err := run.find.openFind(ctx, r, wholeList)
	if err != nil {
		return err
	}
	run.known = ds
	if err := run.named(); err != nil {
		return err
	}
	if err := run.find.readOff(ctx, r, ds); err != nil {
		return err
	}
	if err := run.mine.readMyDevices(ctx, r); err != nil {
		return err
	}
	if len(ds) == 0 && run.known.mayBeOwn() && !run.find.expectsDevices { // a list that comes late may look like an empty one
		run.find.expectsDevices = true
		if ds, err = run.find.openFind(ctx, r, wholeList); err != nil {
			return err
		}
		if len(ds) > 0 {
			return run.readPlan(ctx, r)
		}
	}
	run.find.expectsDevices = false
	run.plan = run.newPlan()
	if run.StopBefore == "" {
		blocks, err := run.deletion.lookAtDeletion(ctx, r)
		if err != nil {
			return err
		}
		run.plan.Lost, run.plan.Blocks = run.deletion.lost, blocks
	}
	if err := r.Trail.Devices("before", run.known.lines()); err != nil {
		return err
	}
	return r.Say("read the plan", trail.Done, run.plan.String())
}

// mayBeOwn reports whether one of the devices may be the account's own.
func (ds devices) mayBeOwn() bool {
	return slices.ContainsFunc(ds, func(d Device) bool { return d.Ownership.Whose != Other })
}

// named returns an error if a device has no name, as it could not be told from others.
func (run *run) named() error {
	for _, d := range run.known {
		if d.Ownership.Whose != Other && d.Name == "" {
			return &flow.Error{Step: "read the devices", Outcome: trail.NotRecognised,
				Err: fmt.Errorf("device %s has no name in the site's list", d.ID)}
		}
	}
	return nil
}

// answersNo are what a person may say of a device that is not theirs.
var answersNo = []string{"no", "n", "not mine", "not my device", "нет", "不是", "否", "nein", "non"}

// ownersTask has no step where the site shows whose each device is.
const ownersTask = "ask who owns a device"

// decide is the task of asking whose the devices are of which the site does not show it. The person
// says yes by the device's name. Nothing was changed yet, and nothing is while one is not known.
func (run *run) decide(ctx context.Context, r *flow.Runner) error {
	const step = ownersTask
	if long, short := run.known.readTwice(); long != "" {
		return &flow.Error{Step: step, Outcome: trail.NotRecognised, Err: fmt.Errorf("%s and %s seem to be one device, and what stands beside its name was read as a part of it", quote(short), quote(long))}
	}
	if err := run.known.inNoFindList(); err != nil {
		return &flow.Error{Step: step, Outcome: trail.NotRecognised, Err: err}
	}
	run.known.doubtNames()
	var open []int
	var names []string
	for i, d := range run.known {
		if d.Ownership.Whose == Unknown {
			open, names = append(open, i), append(names, quote(d.Name)+" ("+d.Ownership.Why+")")
		}
	}
	if len(open) == 0 {
		return nil
	}
	page := browser.Find("the page", browser.Way{CSS: "body"})
	for _, i := range open {
		d := &run.known[i]
		ask := fmt.Sprintf("Is %s yours? The site does not say: %s. If it is yours, type its name; if not, type no:", quote(d.Name), d.Ownership.Why)
		for n := 1; d.Ownership.Whose == Unknown; n++ {
			answer, err := r.Ask(ctx, flow.Question{Kind: flow.KindDevice, Ask: ask, About: d.Name}, page, nil)
			switch {
			case errors.Is(err, flow.ErrMovedOn) && n < 3:
				continue
			case err != nil:
				return &flow.Error{Step: step, Outcome: flow.OutcomeOf(err), Err: fmt.Errorf("only you can say whose these are: %s; nothing was changed: %w", strings.Join(names, "; "), err)}
			case browser.Alike(answer, d.Name):
				d.Ownership = d.Ownership.decided(true)
			case slices.ContainsFunc(answersNo, func(no string) bool { return browser.Alike(answer, no) }):
				d.Ownership = d.Ownership.decided(false)
			case n == 3:
				return &flow.Error{Step: step, Outcome: trail.Declined, Err: fmt.Errorf("nobody said whose %s is: %w", quote(d.Name), flow.ErrDeclined)}
			}
		}
		words := "the person says that it is theirs"
		if !d.Own() {
			words = "the person says that it is not theirs"
		}
		if err := r.Say("note who owns "+quote(d.Name), trail.Done, words); err != nil {
			return err
		}
	}
	run.plan = run.newPlan()
	return r.Trail.Devices("before", run.known.lines())
}

// doubtNames takes back that located devices are another's where only names say so and no device is the account's
// own: the name may be the account's, in a form that its page does not show. A phone of its own that is passed over
// would be locked for good.
func (ds devices) doubtNames() {
	if slices.ContainsFunc(ds, Device.Own) {
		return
	}
	for i, d := range ds {
		if o := &ds[i].Ownership; d.Located && o.Whose == Other && !o.Person && !slices.ContainsFunc(o.Claims, func(c Claim) bool { return c.Owner == "" }) {
			o.Whose, o.Why = Unknown, "only the name of its owner tells whose it is, and no device is this account's own"
		}
	}
}

// inNoFindList returns an error where Find Device lists devices, and none of those in My Devices: one of the two lists was
// hardly read as what it is, and a phone whose Find Device is on must not be overlooked.
func (ds devices) inNoFindList() error {
	has := func(is func(Device) bool) bool { return slices.ContainsFunc(ds, is) }
	phone := slices.IndexFunc(ds, func(d Device) bool { return d.Listed && !d.Located && d.Ownership.Whose != Other && isModel(d.Name) })
	if phone < 0 || !has(func(d Device) bool { return d.Located }) || has(func(d Device) bool { return d.Located && d.Listed }) {
		return nil
	}
	return fmt.Errorf("no device is in both Find Device and My Devices, and so %s may be on in a list that was not found", quote(ds[phone].Name))
}

// readTwice finds a device that only My Devices has, and one that only Find Device has, of which one is called by the
// other's name and what stands beside it, its state or a number: it is one device, and what Find Device says of it, or
// that it is to be removed, must not be overlooked. "" if there is none.
func (ds devices) readTwice() (long, short string) {
	for _, d := range ds {
		if d.Located || d.Name == "" {
			continue
		}
		for _, l := range ds {
			if !l.Located || l.Listed {
				continue
			}
			long, short := l.Name, d.Name
			if len(long) < len(short) {
				long, short = short, long
			}
			name, part := browser.Folded(long), browser.Folded(short)
			if name == part || !holdsWord(name, part) {
				continue
			}
			rest := strings.TrimSpace(strings.Replace(name, part, " ", 1))
			s := intent.Sentence(rest, "")
			if s.Of == intent.FindDevice || s.Says == intent.SaysOn || s.Says == intent.SaysOff || intent.TellsState(rest, "") || numbered.MatchString(rest) {
				return long, short
			}
		}
	}
	return "", ""
}

// numbered is a number of a device rather than a part of a model's name: "Ref. A-7741", "(IMEI 86…)", "8/256 GB".
var numbered = regexp.MustCompile(`\d{4,}|[.:#№(].*\d|\d.*[)]`)

// newPlan is what the run would change, as it is now known.
func (run *run) newPlan() flow.Plan {
	p := flow.Plan{Account: run.who.ID}
	for _, d := range run.known {
		item := flow.Item{Key: d.ID, Name: d.Name}
		var is, will []string
		switch {
		case d.Alone:
			is = append(is, "whether Find Device is on is not known, as no list of it has this device")
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
		switch o := d.Ownership; {
		case o.Whose == Other && o.Person:
			item.Will = "not touched: you said that it is not yours"
		case o.Whose == Other && d.Owner != "":
			item.Will = "not touched: it belongs to " + quote(d.Owner)
		case o.Whose == Other:
			item.Will = "not touched: it is not this account's own"
		case o.Whose == Unknown:
			item.Will = "you are asked whose it is, as " + o.Why
		case item.Will == "":
			item.Will = "nothing"
		}
		if d.Own() && d.Ownership.Person {
			item.Will += " (you said that it is yours)"
		}
		p.Items = append(p.Items, item)
	}
	if run.StopBefore == "" {
		p.Then = append(p.Then, "delete the account "+run.who.ID+" for good, with everything stored in it")
		p.Keep = []string{run.keep()}
		p.Doubts = run.elsewhere()
	}
	return p
}

// now reads the account and its devices afresh, right before what cannot be undone.
func (run *run) now(ctx context.Context, r *flow.Runner) (flow.Plan, error) {
	run.account.checked = false
	if err := run.account.checkAccount(ctx, r); err != nil {
		return flow.Plan{}, err
	}
	ds, err := run.find.openFind(ctx, r, wholeList)
	if err != nil {
		return flow.Plan{}, err
	}
	if err := run.compare(ds); err != nil {
		return flow.Plan{}, err
	}
	now := flow.Plan{Account: run.who.ID}
	for _, d := range ds {
		if d.Ownership.Whose != Other {
			now.Items = append(now.Items, flow.Item{Key: d.ID, Name: d.Name})
		}
	}
	return now, nil
}

// comesBack is how long a device may take to come back to a list that it was removed from.
const comesBack = 4 * time.Second

// lookAgain reads after a while whether the devices that were removed are still gone.
func (run *run) lookAgain(ctx context.Context, r *flow.Runner) error {
	if err := r.Wait(ctx, comesBack); err != nil {
		return err
	}
	if err := run.mine.openMyDevices(ctx, r); err != nil {
		return err
	}
	return run.mine.verifyGone(ctx, r)
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
			if err := r.Trail.Note(trail.EventNote, words); err != nil {
				return err
			}
		}
		return nil
	}
	if _, err := run.find.openFind(ctx, r, wholeList); err != nil {
		return err
	}
	for _, d := range run.known.own() {
		if !d.Located || d.Off {
			continue
		}
		e := run.find.turningOff(d)
		off, end, err := e.look(ctx, r, "find the control that turns off Find Device for "+quote(d.Name))
		if err != nil {
			return err
		}
		words := "Find Device is off for " + quote(d.Name)
		if !off {
			words = fmt.Sprintf("the control that turns off Find Device for %s is %s", quote(d.Name), quote(end.Words))
		}
		if err := r.Trail.Note(trail.EventNote, words); err != nil {
			return err
		}
		break // the menus are alike; opening fifty tells no more
	}
	if err := run.mine.openMyDevices(ctx, r); err != nil {
		return err
	}
	for _, d := range run.known.own() {
		if d.Listed {
			if _, err := run.mine.scrollTo(ctx, r, run.known.row(d)); err != nil {
				return err
			}
			if err := check(control{"device", run.Site.MyDevices.device.Of(run.known.row(d))}); err != nil {
				return err
			}
			break
		}
	}
	if len(missing) > 0 {
		return &flow.Error{Step: "check the controls", Outcome: trail.NotRecognised, Err: together(missing...)}
	}
	run.end.Words = "Dry run: this is the plan, and every control that could be reached is ready. Nothing was changed."
	return nil
}
