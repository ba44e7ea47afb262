package pages

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// FindDevice is the page that locates lost phones. In the phone's own dialog the positive
// button is "Keep on", so no dialog here is answered by its look, only by its words.
type FindDevice struct {
	Page   Element `yaml:"page"`   // sight
	Device Element `yaml:"device"` // a device's entry; use Of
	None   Element `yaml:"none"`   // sight that the account has no device here
	Failed Element `yaml:"failed"` // the list could not be loaded, which is not an empty one
	Busy   Element `yaml:"busy"`

	More     Element `yaml:"more"`      // three dots
	TurnOff  Element `yaml:"turn-off"`  // item of that menu
	Dialog   Element `yaml:"dialog"`    // asks whether to turn it off
	OK       Element `yaml:"ok"`        // turns it off
	KeepOn   Element `yaml:"keep-on"`   // leaves it on; only to read dialogs, never clicked
	Off      Element `yaml:"off"`       // sight that it is off
	OffShort Element `yaml:"off-short"` // the same where it came with our own press

	Password      Element `yaml:"password"` // asked for again
	PasswordOK    Element `yaml:"password-ok"`
	PasswordAgain Element `yaml:"password-again"` // the password given was not right

	// Where the site says no. PasswordChanged comes before CouldNot: its words go on where those end.
	PasswordChanged Element `yaml:"password-changed"` // in the last days
	Offline         Element `yaml:"offline"`
	Network         Element `yaml:"network"`
	Server          Element `yaml:"server"`
	Denied          Element `yaml:"denied"`
	CouldNot        Element `yaml:"could-not"`
}

// refusals are where the site says why it leaves Find Device on.
func (p FindDevice) refusals() []browser.Locator {
	return locators(p.PasswordChanged, p.Offline, p.Network, p.Server, p.Denied, p.CouldNot)
}

// isOff are the sights that Find Device is off for the device of row. That the list no
// longer has it tells something only if the list shows now (listed).
func (p FindDevice) isOff(row browser.Row, listed bool) []browser.Locator {
	sights := []browser.Locator{p.Off.For(row), p.OffShort.For(row).Fresh()}
	if listed {
		sights = append(sights, p.Page.Without(p.Device.Of(row)))
	}
	return sights
}

// ok is the dialog's button that turns it off for the device of row. Only a dialog that answers our press counts.
func (p FindDevice) ok(row browser.Row) browser.Locator {
	return p.OK.In(p.Dialog.Locator).About(row).Fresh()
}

// password is the field for the account's password that answers our press. One that stood there before asks for something else.
func (p FindDevice) password(row browser.Row) browser.Locator {
	return p.Password.About(row).Fresh()
}

// Choose opens the device and the menu that turns it off. A device that is off shows that instead. What is
// open before may be another's: the controls must name the device.
func (p FindDevice) Choose(row browser.Row) flow.Step {
	return flow.Step{
		Name: "open " + quote(row.Name) + " in find device",
		Do:   []browser.Action{p.Device.Of(row).Click()},
		Want: p.More.For(row),
		Or:   []browser.Locator{p.TurnOff.For(row), p.Off.For(row)},
		Ask:  "Open " + quote(row.Name) + " on the page.",

		Passing: true,
		Leads:   true,
	}
}

// Menu opens the menu of the device that is open.
func (p FindDevice) Menu(row browser.Row) flow.Step {
	return flow.Step{
		Name: "open the menu of " + quote(row.Name),
		Do:   []browser.Action{p.More.For(row).Click()},
		Want: p.TurnOff.About(row),
		Or:   []browser.Locator{p.Off.For(row)},
		Ask:  "Open the menu (three dots) of " + quote(row.Name) + ".",

		Passing: true,
		Leads:   true,
	}
}

// ChooseOff chooses to stop locating the device. The site may ask whether it is meant.
func (p FindDevice) ChooseOff(row browser.Row, act string, listed bool, accept func(question string) bool) flow.Step {
	return flow.Step{
		Name:     "choose to turn off find device for " + quote(row.Name),
		Do:       []browser.Action{p.TurnOff.About(row).ClickAcceptingIf(accept)},
		Want:     p.ok(row),
		Or:       append([]browser.Locator{p.password(row)}, p.isOff(row, listed)...),
		Refusals: p.refusals(),
		Changes:  true,
		Act:      act,
		Ask:      "Turn off Find Device for " + quote(row.Name) + ": press the three dots, then turn it off.",
	}
}

// Confirm says yes to the question whether to turn it off.
func (p FindDevice) Confirm(row browser.Row, act string, listed bool) flow.Step {
	return flow.Step{
		Name:     "turn off find device for " + quote(row.Name),
		Do:       []browser.Action{p.ok(row).Click()},
		Want:     p.password(row),
		Or:       p.isOff(row, listed),
		Refusals: p.refusals(),
		Changes:  true,
		Act:      act,
		Ask:      "Confirm that Find Device is turned off for " + quote(row.Name) + ".",
	}
}

// GivePassword answers the site's asking for the password before it turns Find Device off.
func (p FindDevice) GivePassword(row browser.Row, act string, listed bool, password string) flow.Step {
	off := p.isOff(row, listed)
	return flow.Step{
		Name:     "give the password to turn off find device for " + quote(row.Name),
		Do:       []browser.Action{p.password(row).FillPassword(password), p.PasswordOK.About(row).Fresh().Click()},
		Want:     off[0],
		Or:       off[1:],
		Refusals: append(p.refusals(), p.PasswordAgain.Locator),
		Changes:  true,
		Act:      act,
		Ask:      "Enter your password to turn off Find Device for " + quote(row.Name) + ".",
	}
}

// turnOffAll is the task of turning Find Device off for each of the account's own
// devices. Where the site refuses one, the others are done and the account is kept.
func (run *run) turnOffAll(ctx context.Context, r *flow.Runner) error {
	if len(run.known.own()) == 0 {
		if err := allDone(r, actFindOff); err != nil {
			return err
		}
		return r.Say("turn off find device", audit.AlreadySo, "the account has no device of its own")
	}
	if err := run.recheck(ctx, r); err != nil {
		return err
	}
	if err := run.reread(ctx, r); err != nil {
		return err
	}
	var refused refusals
	own, n, pressed := len(run.known.own()), 0, false
	for i := range run.known {
		d := run.known[i]
		if d.Own() {
			n++
		}
		if !d.Own() || !d.Located {
			continue
		}
		if err := r.Trail.Note(audit.EventNote, fmt.Sprintf("device %d of %d: %s", n, own, quote(d.Name))); err != nil {
			return err
		}
		if pressed && !d.Off { // whose it is and what is open is read again right before each
			if err := run.reread(ctx, r); err != nil {
				return err
			}
			d = run.known[i]
		}
		if d.Off || !d.Located {
			if err := r.Say("turn off find device for "+quote(d.Name), audit.AlreadySo, "seen to be off"); err != nil {
				return err
			}
			continue
		}
		pressed = true
		off, err := run.turnOff(ctx, r, d)
		if err != nil && flow.OutcomeOf(err) != audit.Refused {
			return err
		}
		if err != nil {
			refused.add(d, err)
			continue
		}
		run.known[i].Off = off
	}
	if len(refused) > 0 {
		return refused.error("turn off find device", "The account is kept, as a phone that is still located would stay locked to it")
	}
	if err := run.seeAllOff(ctx, r); err != nil {
		return err
	}
	return allDone(r, actFindOff)
}

// turnOff turns it off for one device and sees that it is off.
func (run *run) turnOff(ctx context.Context, r *flow.Runner, d Device) (bool, error) {
	p, row, act := run.Site.Find, run.known.row(d), deviceAct(actFindOff, d)
	if r.Past(act).Open() {
		if off, err := run.offBefore(ctx, r, d, act); off || err != nil {
			return off, err
		}
	}
	seen, err := r.See(ctx, p.Choose(row))
	if err == nil && seen.Index == 0 {
		seen, err = r.See(ctx, p.Menu(row))
		seen.Index++
	}
	switch {
	case err != nil:
		return false, err
	case seen.Index == 2:
		return true, r.Say("turn off find device for "+quote(d.Name), audit.AlreadySo, "seen to be off")
	}
	at, err := r.Look(ctx, p.Device.Of(row))
	if err != nil {
		return false, err
	}
	listed := at.Shown
	seen, err = r.See(ctx, p.ChooseOff(row, act, listed, run.accepts(d, run.Site.Words.parts("turn-off-title")...)))
	wantsPassword, asksMore := err == nil && seen.Index == 1, false
	if err == nil && seen.Index == 0 {
		if err := asked(r, act); err != nil {
			return false, err
		}
		if asksMore, err = run.understood(ctx, r, "read the question about "+quote(d.Name), p.ok(row), d, nil); err != nil {
			return false, err
		}
		if !asksMore {
			seen, err = r.See(ctx, p.Confirm(row, act, listed))
			wantsPassword = err == nil && seen.Index == 0
		}
	}
	if wantsPassword {
		if err := asked(r, act); err != nil {
			return false, err
		}
		if asksMore, err = run.understood(ctx, r, "read what password is asked for", p.password(row), d, run.Site.Words.noAccountPassword); err != nil {
			return false, err
		}
		if !asksMore {
			err = r.Do(ctx, p.GivePassword(row, act, listed, run.Password))
		}
	}
	if asksMore {
		err = fmt.Errorf("the person answered: %w", flow.ErrNotSeen)
	}
	var no *flow.Refusal
	if errors.Is(err, flow.ErrNotSeen) || errors.As(err, &no) {
		// The act may have been done all the same: an answer can get lost or come late.
		off, readErr := run.patiently(ctx, r, func() (bool, error) { return run.isOffNow(ctx, r, d) })
		if readErr != nil {
			return false, errors.Join(err, readErr)
		}
		if off {
			if err := became(r, act, nil); err != nil {
				return false, err
			}
			return true, r.Say("see that find device is off for "+quote(d.Name), audit.Done, "seen to be off on a fresh page")
		}
	}
	return err == nil, errors.Join(err, became(r, act, err))
}

// patiently reads up to three times, with growing pauses, until what is hoped for is so.
func (run *run) patiently(ctx context.Context, r *flow.Runner, read func() (bool, error)) (bool, error) {
	for pause := 2 * time.Second; ; pause *= 2 {
		so, err := read()
		if so || err != nil || pause > 4*time.Second {
			return so, err
		}
		if err := r.Wait(ctx, pause); err != nil {
			return false, err
		}
	}
}

// seeAllOff opens the page afresh and sees that Find Device is off for each of the
// account's own devices.
func (run *run) seeAllOff(ctx context.Context, r *flow.Runner) error {
	if err := run.reread(ctx, r); err != nil {
		return err
	}
	p := run.Site.Find
	for i, d := range run.known {
		if !d.Own() || !d.Located || d.Off {
			continue
		}
		step := p.Choose(run.known.row(d))
		step.Name = "see that find device is off for " + quote(d.Name)
		seen, err := r.See(ctx, step)
		if err == nil && seen.Index == 0 {
			step = p.Menu(run.known.row(d))
			seen, err = r.See(ctx, step)
			seen.Index++
		}
		if err != nil {
			return err
		}
		if seen.Index != 2 {
			return &flow.Error{Step: step.Name, Outcome: audit.Failed, Err: errors.New("the page says that it is still on")}
		}
		run.known[i].Off = true
	}
	if err := r.Trail.Devices("between", run.known.lines()); err != nil {
		return err
	}
	return r.Say("see that find device is off", audit.Done, "seen to be off for every device of the account's own")
}

// refusals are what the site said of each device that it refused.
type refusals []string

func (rs *refusals) add(d Device, err error) {
	words := err.Error()
	var no *flow.Refusal
	if errors.As(err, &no) {
		words = "the site refuses: " + strings.TrimRight(no.Words, ".。 ")
	}
	*rs = append(*rs, quote(d.Name)+": "+words+".")
}

// error tells them, one sentence each, and what follows from them.
func (rs refusals) error(step, then string) error {
	return &flow.Error{Step: step, Outcome: audit.Refused, Err: errors.New(strings.Join(append(rs, then), " "))}
}
