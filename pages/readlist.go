package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// quiet is how long a page must have stood still to be taken for complete.
const quiet = 250 * time.Millisecond

// late is how long to wait, time and again, for a list that says that it is loading, or when the
// plan is read for a device that Find Device has and this list does not show yet.
var late = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}

// readMyDevices reads which of the known devices the list holds, and which it holds besides. The
// list may load as one scrolls, hold only what is in view, come in pages or fill late: it is complete
// when going on and waiting for the page to stand still show nothing new, twice.
func (run *run) readMyDevices(ctx context.Context, r *flow.Runner) error {
	for n := 1; ; n++ {
		err := run.readMyDevicesOnce(ctx, r)
		if !errors.Is(err, errListFailed) || n == listTries || ctx.Err() != nil {
			return err
		}
		if noteErr := r.Trail.Note(audit.EventNote, err.Error()+"; it is read again"); noteErr != nil {
			return noteErr
		}
		if err := r.Wait(ctx, time.Duration(n)*time.Second); err != nil {
			return readError(ctx, "read my devices", audit.Failed, err)
		}
	}
}

func (run *run) readMyDevicesOnce(ctx context.Context, r *flow.Runner) error {
	if err := run.openMyDevices(ctx, r); err != nil {
		return err
	}
	end := time.Now().Add(longestReading)
	for i := range run.known {
		run.known[i].Listed = false
	}
	waits := late
	var lowest *Device
	for same, turns := 0, 0; same < 2; turns++ {
		if turns > mostTurns || len(run.known) > mostDevices || time.Now().After(end) {
			return run.endless()
		}
		if err := run.settle(ctx, r); err != nil {
			return err
		}
		failed, err := r.Look(ctx, run.Site.MyDevices.Failed.Locator)
		if err != nil {
			return err
		}
		if failed.Shown {
			return &flow.Error{Step: "read my devices", Outcome: audit.NotRecognised, Err: fmt.Errorf("the page says %s: %w", quote(failed.Text), errListFailed)}
		}
		busy, err := r.Look(ctx, run.Site.MyDevices.Busy.Locator) // first: what comes while it is read is read the next time
		if err != nil {
			return err
		}
		if err := run.findStrangers(ctx, r); err != nil {
			return err
		}
		if run.plan.Account == "" { // afterwards each is read again right before it is removed
			err := r.Timed(ctx, func(ctx context.Context) error { return run.hearPage(ctx, r, run.known, "My Devices") })
			if err != nil {
				return readError(ctx, "read my devices", audit.NotRecognised, err)
			}
		}
		found, err := run.markListed(ctx, r)
		if err != nil {
			return err
		}
		if same++; found != nil {
			same, lowest, waits = 0, found, late
		} else if lowest, err = run.lowest(ctx, r); err != nil {
			return err
		}
		if lowest != nil {
			if err := run.scrollOn(ctx, r, *lowest); err != nil {
				return err
			}
		}
		if same < 2 {
			continue
		}
		more, err := run.showMore(ctx, r)
		if err != nil {
			return err
		}
		hoping := busy.Shown || run.plan.Account == "" && run.known.missing()
		if !more && hoping && len(waits) > 0 {
			if err := r.Wait(ctx, waits[0]); err != nil {
				return readError(ctx, "read my devices", audit.Failed, err)
			}
			more, waits = true, waits[1:]
		}
		if more {
			same = 1
		}
	}
	n := 0
	for _, d := range run.known {
		if d.Listed && d.Own() {
			n++
		}
	}
	return r.Say("read my devices", audit.Done, fmt.Sprintf("%d of the account's own devices are in the list", n))
}

// What a list is read for at most. One that goes on is no list of a person's devices.
const (
	mostTurns      = 2 * mostDevices
	longestReading = 5 * time.Minute
)

func (run *run) endless() error {
	return &flow.Error{Step: "read my devices", Outcome: audit.NotRecognised,
		Err: fmt.Errorf("the list does not end: %d devices are read, and more come", len(run.known))}
}

// missing reports whether a device of the account's own is in Find Device and not in the list.
func (ds devices) missing() bool {
	return slices.ContainsFunc(ds, func(d Device) bool { return d.Own() && d.Located && !d.Listed })
}

// settle waits until the page stands still.
func (run *run) settle(ctx context.Context, r *flow.Runner) error {
	err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Quiet(ctx, quiet) })
	if err != nil {
		return readError(ctx, "read my devices", audit.Failed, err)
	}
	return nil
}

// showMore brings more of a list that has a button for that, and reports whether more came: a
// page that is turned again before its entries were there would not be read.
func (run *run) showMore(ctx context.Context, r *flow.Runner) (bool, error) {
	p := run.Site.MyDevices
	at, err := r.Look(ctx, p.More.Locator)
	if err != nil || !at.Ready {
		return false, err
	}
	var before string
	err = r.Timed(ctx, func(ctx context.Context) error {
		before, err = run.entriesNow(ctx, r)
		return err
	})
	if err != nil {
		return false, err
	}
	err = r.Do(ctx, flow.Step{
		Name:  "show more of my devices",
		Leads: true,
		Do:    []browser.Action{p.More.Click()},
		Want:  p.Heading.Locator,
		Or:    locators(p.Delete),
		Ask:   "Show more of the list of your devices.",
	})
	if err != nil {
		return false, err
	}
	err = r.Timed(ctx, func(ctx context.Context) error {
		for {
			now, err := run.entriesNow(ctx, r)
			if err != nil || now != "" && now != before {
				return err
			}
			if err := r.Wait(ctx, 100*time.Millisecond); err != nil {
				return err
			}
		}
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return false, &flow.Error{Step: "read my devices", Outcome: audit.NotRecognised, Err: fmt.Errorf("nothing came of %s", p.More)}
	}
	if err != nil {
		return false, err
	}
	return true, run.settle(ctx, r)
}

// entriesNow tells one state of the list from another.
func (run *run) entriesNow(ctx context.Context, r *flow.Runner) (string, error) {
	p := run.Site.MyDevices
	around, err := r.Tab.Around(ctx, p.Delete.Locator, p.Heading.Locator)
	if err != nil {
		return "", err
	}
	if len(around) > 0 {
		return fmt.Sprintf("%q", textsOf(around)), nil
	}
	all, err := r.LookAll(ctx, run.entries()...)
	if err != nil {
		return "", err
	}
	var names []string
	for i, at := range all {
		if at.Shown {
			names = append(names, run.known[i].Name)
		}
	}
	return strings.Join(names, "\n"), nil
}

// scrollOn brings the entry of d, or of the last of its name, into view.
func (run *run) scrollOn(ctx context.Context, r *flow.Runner, d Device) error {
	row := run.known.row(d)
	row.Twin, row.Key = false, ""
	entry := run.Site.MyDevices.Device.Of(row)
	err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Do(ctx, entry.ScrollOn()) })
	if err != nil {
		return readError(ctx, "read my devices", audit.NotRecognised, err)
	}
	return run.settle(ctx, r)
}

// markListed marks the known devices that the list shows now, and returns the lowest that is
// new, nil if none is.
func (run *run) markListed(ctx context.Context, r *flow.Runner) (lowest *Device, err error) {
	p := run.Site.MyDevices
	var which []int
	var entries []browser.Locator
	rows := run.known.rows()
	for i, d := range run.known {
		if !d.Listed {
			which, entries = append(which, i), append(entries, p.Device.Of(rows[i]))
		}
	}
	all, err := r.LookAll(ctx, entries...)
	if err != nil {
		return nil, err
	}
	top := 0.0
	for k, i := range which {
		d, at := &run.known[i], all[k]
		if row := rows[i]; !at.Shown && row.Twin {
			// The list may not tell which of two devices of one name an entry is: it is there
			// all the same, and removing it is left to the person.
			row.Twin, row.Key = false, ""
			if at, err = r.Look(ctx, p.Device.Of(row)); err != nil {
				return nil, err
			}
		}
		if at.Shown {
			d.Listed = true
			if lowest == nil || at.Top >= top {
				lowest, top = d, at.Top
			}
		}
	}
	return lowest, nil
}

// lowest returns the known device whose entry is the lowest that the list shows now, nil if it shows none.
func (run *run) lowest(ctx context.Context, r *flow.Runner) (*Device, error) {
	all, err := r.LookAll(ctx, run.entries()...)
	if err != nil {
		return nil, err
	}
	var low *Device
	var top float64
	for i, at := range all {
		if at.Shown && (low == nil || at.Top >= top) {
			low, top = &run.known[i], at.Top
		}
	}
	return low, nil
}

// findStrangers adds what the list holds besides the known devices: phones on which Find Device
// was turned off before may be here alone. A delete button there is no proof of whose it is: nothing
// is, but words that it is another's. After the person was shown the plan a new one is an error.
func (run *run) findStrangers(ctx context.Context, r *flow.Runner) error {
	p := run.Site.MyDevices
	var entries []browser.Entry
	deletable := 0
	err := r.Timed(ctx, func(ctx context.Context) error {
		with, err := r.Tab.Around(ctx, p.Delete.Locator, p.Heading.Locator)
		if err != nil {
			return err
		}
		all, err := r.Tab.Entries(ctx, run.known.rows())
		if err != nil {
			return err
		}
		beside := all.Alike
		if len(with) == 0 && len(beside) == 0 && !slices.ContainsFunc(all.Of, func(es []browser.Entry) bool { return len(es) > 0 }) {
			beside, err = r.Tab.Around(ctx, either("the controls of entries", p.Details, p.Menu), p.Heading.Locator)
		}
		entries, deletable = with, len(with)
		for _, e := range beside {
			if !slices.ContainsFunc(with, func(w browser.Entry) bool { return slices.Equal(w.Texts, e.Texts) }) {
				entries = append(entries, e)
			}
		}
		return err
	})
	if err != nil {
		return readError(ctx, "read my devices", audit.NotRecognised, err)
	}
	if run.plan.Account == "" {
		run.claim(entries[:deletable])
	}
	all := textsOf(entries)
	for i, e := range entries {
		if slices.ContainsFunc(run.known, func(d Device) bool { return namedIn(e.Texts, d.Name) }) {
			continue
		}
		name := audit.Clean(properName(all, i))
		d := Device{ID: "listed " + strconv.Quote(name), Name: name, Alone: true}
		d.Ownership = ownership(nil, nil)
		switch {
		case name == "" && i >= deletable:
			continue // not all that looks like an entry is one
		case name == "":
			return &flow.Error{Step: "read my devices", Outcome: audit.NotRecognised,
				Err: fmt.Errorf("entry %d of the list has a delete button and no name", i+1)}
		}
		if words := run.Site.Words.another(append(e.Texts, e.Heading), name, run.known.owners()); words != "" {
			d.Ownership = d.Ownership.with(Claim{Source: "My Devices with the words " + quote(words), Words: true})
		}
		if run.plan.Account != "" {
			if d.Ownership.Whose == Other {
				continue
			}
			return &flow.Error{Step: "compare the devices with the plan", Outcome: audit.Failed, Err: fmt.Errorf("device %s: %w", quote(name), flow.ErrChanged)}
		}
		run.known = append(run.known, d)
	}
	return nil
}

// claim adds that My Devices lets a device be deleted that Find Device says is another's. That is no proof,
// but where they disagree it is not known whose it is, and never taken for nobody's of this account.
func (run *run) claim(deletable []browser.Entry) {
	rows := run.known.rows()
	for i := range run.known {
		d := &run.known[i]
		for _, e := range deletable {
			if d.Alone || d.Ownership.Whose != Other || !namedIn(e.Texts, d.Name) || rows[i].Twin && !slices.Contains(e.Keys, d.ID) ||
				run.Site.Words.another(append(e.Texts, e.Heading), d.Name, run.known.owners()) != "" {
				continue
			}
			d.Ownership = d.Ownership.with(Claim{Source: "My Devices, which lets it be deleted,", Own: true})
		}
	}
}

func textsOf(entries []browser.Entry) [][]string {
	all := make([][]string, len(entries))
	for i, e := range entries {
		all[i] = e.Texts
	}
	return all
}

func namedIn(texts []string, name string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return browser.Alike(t, name) })
}

// properName is the first text of entry i that stands in no other entry and has a letter.
func properName(entries [][]string, i int) string {
	for _, t := range entries[i] {
		elsewhere := false
		for k, other := range entries {
			elsewhere = elsewhere || k != i && namedIn(other, t)
		}
		if !elsewhere && strings.ContainsFunc(t, unicode.IsLetter) {
			return t
		}
	}
	return ""
}
