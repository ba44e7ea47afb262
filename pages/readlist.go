package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
	"miacct/trail"
)

// late is how long to wait, time and again, for a list that says that it is loading, or when the
// plan is read for a device that Find Device has and this list does not show yet.
var late = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}

// readMyDevices reads which of the known devices the list holds, and which it holds besides. The
// list may load as one scrolls, hold only what is in view, come in pages or fill late: it is complete
// when going on and waiting for the page to stand still show nothing new, twice.
func (md *myDevices) readMyDevices(ctx context.Context, r *flow.Runner) error {
	for n := 1; ; n++ {
		err := md.readMyDevicesOnce(ctx, r)
		if !errors.Is(err, errListFailed) || n == listTries || ctx.Err() != nil {
			return err
		}
		if noteErr := r.Trail.Note(trail.EventNote, err.Error()+"; it is read again"); noteErr != nil {
			return noteErr
		}
		if err := r.Wait(ctx, time.Duration(n)*time.Second); err != nil {
			return readError(ctx, "read My Devices", trail.Failed, err)
		}
	}
}

func (md *myDevices) readMyDevicesOnce(ctx context.Context, r *flow.Runner) error {
	if err := md.openMyDevices(ctx, r); err != nil {
		return err
	}
	end := time.Now().Add(longestReading)
	for i := range md.run.known {
		md.run.known[i].Listed = false
	}
	waits, heard, seen, acted := late, map[string]bool{}, map[string]bool{}, time.Now()
	for same, turns := 0, 0; same < 2; turns++ {
		if turns > mostTurns || len(md.run.known) > mostDevices || time.Now().After(end) {
			return md.endless()
		}
		m, err := md.mineNow(ctx, r, acted)
		if err != nil {
			return err
		}
		if m.failed != "" && len(m.known) == 0 {
			return &flow.Error{Step: "read My Devices", Outcome: trail.NotRecognised, Err: fmt.Errorf("the page says %s: %w", quote(m.failed), errListFailed)}
		}
		for _, l := range m.lists {
			for _, d := range l.Devices {
				heard[d.ID] = true
			}
		}
		strangers, err := md.findStrangers(m)
		if err != nil {
			return err
		}
		if md.run.plan.Account == "" { // afterwards each is read again right before it is removed
			md.hearMine(m)
			err := r.Timed(ctx, func(ctx context.Context) error { return md.run.find.hearPage(ctx, r, md.run.known, "My Devices") })
			if err != nil {
				return readError(ctx, "read My Devices", trail.NotRecognised, err)
			}
		}
		news, on := md.markListed(m) || strangers, m.goesOn(seen)
		if same++; news || on {
			same = 0
		}
		if news {
			waits = late
		}
		acted = time.Now()
		if err := md.scrollOn(ctx, r, m); err != nil {
			return err
		}
		if same < 2 {
			continue
		}
		more, err := md.showMore(ctx, r, m)
		if err != nil {
			return err
		}
		unseen := m.total > max(len(heard), md.run.known.listed())
		hoping := m.loading || unseen || md.run.plan.Account == "" && md.run.known.missing()
		if !more && hoping && len(waits) > 0 {
			if more, err = md.comes(ctx, r, m, waits[0]); err != nil {
				return err
			}
			if waits = waits[1:]; len(waits) > 0 {
				more = true
			}
		}
		if !more && unseen {
			if err := md.askForRest(ctx, r, m); err != nil {
				return err
			}
			more = true
		}
		if more {
			same = 1
		}
	}
	n := 0
	for _, d := range md.run.known {
		if d.Listed && d.Own() {
			n++
		}
	}
	return r.Say("read My Devices", trail.Done, fmt.Sprintf("%d of the account's own devices are in the list", n))
}

// askForRest has the person show the rest of a list that is said to hold more than it shows: what is
// not shown is not known to be gone.
func (md *myDevices) askForRest(ctx context.Context, r *flow.Runner, m *myReading) error {
	_, err := r.Converse(ctx, flow.Conversation{Name: "show the rest of my devices", Ask: "Show the rest of your devices.",
		Cases: []flow.Case{{Name: "see more devices", See: func(v flow.View) (flow.Match, bool) {
			now := md.readMine(v.Page, r.Tab.Traffic(md.since).From(md.run.find.siteWide()))
			return nowhere, now.names() != "" && now.names() != m.names()
		}}}})
	return err
}

// comes waits for the page to change, for some time, and reports whether it did.
func (md *myDevices) comes(ctx context.Context, r *flow.Runner, m *myReading, most time.Duration) (bool, error) {
	few, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	_, err := r.Tab.Changed(few, m.Page)
	switch {
	case ctx.Err() != nil:
		return false, readError(ctx, "read My Devices", trail.Failed, context.Cause(ctx))
	case few.Err() != nil:
		return false, nil
	case err != nil:
		return false, readError(ctx, "read My Devices", trail.Failed, err)
	}
	return true, nil
}

// What a list is read for at most. One that goes on is no list of a person's devices.
const (
	mostTurns      = 2 * mostDevices
	longestReading = 5 * time.Minute
)

func (md *myDevices) endless() error {
	return &flow.Error{Step: "read My Devices", Outcome: trail.NotRecognised,
		Err: fmt.Errorf("the list does not end: %d devices are read, and more come", len(md.run.known))}
}

// listed is how many devices were seen in My Devices.
func (ds devices) listed() (n int) {
	for _, d := range ds {
		if d.Listed {
			n++
		}
	}
	return n
}

// missing reports whether a device that may be the account's own is in Find Device and not in the list.
func (ds devices) missing() bool {
	return slices.ContainsFunc(ds, func(d Device) bool { return d.Ownership.Whose != Other && d.Located && !d.Listed })
}

// showMore brings more of a list that has a button for that, and reports whether more came: a
// page that is turned again before its entries were there would not be read.
func (md *myDevices) showMore(ctx context.Context, r *flow.Runner, m *myReading) (bool, error) {
	i, paged := m.moreControl(md.run.Site.Words.exact("show-more"))
	on, tab := browser.Locator{}, -1
	if i < 0 {
		opened := func(i int) bool { return md.tabs[labelOf(m.Page, i)] }
		if tab = closedPart(m.Page, opened); tab < 0 && md.run.known.missing() { // whatever it is called, what is missing may be in it
			tab = closedSection(m.Page, func(i int) bool { return opened(i) || m.headsDevice(i) })
		}
	}
	if i < 0 && tab < 0 {
		tab = m.otherTab(md.tabs)
	}
	switch {
	case i >= 0:
		on = browser.At(m.Page, i)
	case tab >= 0:
		md.tabs[labelOf(m.Page, tab)] = true
		return true, r.Do(ctx, flow.Step{Name: "open a part of the list", Do: []browser.Action{browser.At(m.Page, tab).Click()}})
	default:
		at, err := r.Look(ctx, md.run.Site.MyDevices.more.Locator)
		if err != nil || !at.Ready {
			return false, err
		}
		on = md.run.Site.MyDevices.more.Locator
	}
	err := r.Do(ctx, flow.Step{
		Name: "show more of My Devices",
		Do:   []browser.Action{on.Click()},
		Ask:  "Show more of your devices.",
	})
	if err != nil {
		return false, err
	}
	before := m.names()
	came := func(p snapshot.Page) bool {
		now := md.readMine(p, nil).names()
		return now != "" && now != before
	}
	var page snapshot.Page
	err = r.Timed(ctx, func(ctx context.Context) error {
		if page, err = r.Tab.Settle(ctx, came); err != nil || paged && !page.Busy {
			return err
		}
		for !came(page) {
			if page, err = r.Tab.Changed(ctx, page); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return false, &flow.Error{Step: "read My Devices", Outcome: trail.NotRecognised, Err: fmt.Errorf("nothing came of %s", on)}
	}
	if err != nil {
		return false, readError(ctx, "read My Devices", trail.Failed, err)
	}
	return came(page), nil // the last of a list that comes in pages may have a button that does nothing
}

// scrollOn brings the last device that is shown into view, or the end of the page.
func (md *myDevices) scrollOn(ctx context.Context, r *flow.Runner, m *myReading) error {
	a := browser.ScrollToEnds()
	if last := m.last(); last >= 0 {
		a = browser.At(m.Page, last).ScrollOn()
	}
	err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Do(ctx, a) })
	if errors.Is(err, browser.ErrNotReady) && ctx.Err() == nil {
		return nil // the list has drawn itself anew: it is read again
	}
	if err != nil {
		return readError(ctx, "read My Devices", trail.NotRecognised, err)
	}
	return nil
}

// markListed marks the known devices that the list shows now, and reports whether any is new.
func (md *myDevices) markListed(m *myReading) (news bool) {
	folded := md.run.known.folded()
	for n, k := range m.which {
		for i := range md.run.known {
			if folded[i] == folded[k] {
				md.run.known[i].addLabels(labelsOf(m.known[n]))
			}
			// The list may not tell which of two devices of one name an entry is: it is there all the
			// same, and removing it is left to the person.
			if folded[i] == folded[k] && !md.run.known[i].Listed {
				md.run.known[i].Listed, news = true, true
			}
		}
	}
	return news
}

// findStrangers adds what the list holds besides the known devices: phones on which Find Device
// was turned off before may be here alone. A delete button there is no proof of whose it is: nothing
// is, but words that it is another's. After the person was shown the plan a new one is an error.
func (md *myDevices) findStrangers(m *myReading) (news bool, err error) {
	if md.run.plan.Account == "" {
		md.claim(m)
	}
	for _, e := range m.others {
		if e.Current {
			continue
		}
		name := trail.Clean(e.Name)
		if name == "" {
			return false, &flow.Error{Step: "read My Devices", Outcome: trail.NotRecognised,
				Err: fmt.Errorf("entry %d of the list has a delete button and no name", e.Entry+1)}
		}
		d := Device{ID: "listed " + strconv.Quote(name), Labels: labelsOf(e), Name: name, Alone: true, Listed: true}
		if slices.ContainsFunc(md.run.known, func(k Device) bool { return browser.Alike(k.Name, name) }) {
			continue
		}
		d.Ownership = ownership(nil, nil)
		if words, member := md.run.Site.Words.another(append(e.texts(m.Page), m.headingOf(e.At)), name, md.run.known.members()); words != "" {
			d.Ownership = d.Ownership.with(Claim{Source: "My Devices with the words " + quote(words), Words: true, Owner: member})
		}
		if md.run.plan.Account != "" {
			if d.Ownership.Whose == Other {
				continue
			}
			return false, &flow.Error{Step: "compare the devices with the plan", Outcome: trail.Failed, Err: fmt.Errorf("device %s: %w", quote(name), flow.ErrChanged)}
		}
		md.run.known, news = append(md.run.known, d), true
	}
	return news, nil
}

// hearMine adds where the answers to the page's requests say that a device is another's. They are the same
// fields as in the list of Find Device, so what they say for the account is no second source.
func (md *myDevices) hearMine(m *myReading) {
	for _, l := range m.lists {
		for _, h := range l.Devices {
			i := slices.IndexFunc(md.run.known, func(d Device) bool { return d.ID == h.ID })
			if i < 0 {
				i = md.run.known.only(h.Name)
			}
			if i < 0 || md.run.known[i].Alone {
				continue
			}
			f := h.facts(md.run.who.ID)
			claims := slices.DeleteFunc(f.judge(md.run.who.ID, nil).read(md.run.Site.Words).Claims, func(c Claim) bool { return c.Own })
			md.run.known[i].Ownership = md.run.known[i].Ownership.with(claims...)
		}
	}
}

// claim adds that My Devices lets a device be deleted that Find Device says is another's. That is no proof,
// but where they disagree it is not known whose it is, and never taken for nobody's of this account.
func (md *myDevices) claim(m *myReading) {
	for k, e := range m.known {
		i := md.run.known.only(md.run.known[m.which[k]].Name)
		if i < 0 || !e.Deletable {
			continue
		}
		d := &md.run.known[i]
		if d.Alone || d.Ownership.Whose != Other {
			continue
		}
		if words, _ := md.run.Site.Words.another(append(e.texts(m.Page), m.headingOf(e.At)), d.Name, md.run.known.members()); words != "" {
			continue
		}
		d.Ownership = d.Ownership.with(Claim{Source: "My Devices, which lets it be deleted,", Own: true})
	}
}

func namedIn(texts []string, names ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return browser.Alike(t, name) })
	})
}

// headsDevice reports whether a control is that of a device of the list, and what it opens is that device's.
func (m *myReading) headsDevice(i int) bool {
	return slices.ContainsFunc(slices.Concat(m.known, m.others), func(e deviceEntry) bool { return e.At == i || slices.Contains(e.Nodes, i) })
}
