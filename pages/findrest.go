package pages

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// What a list of Find Device holds besides what was read at first: further down, of one name, not heard of.

// readToEnd adds what a list shows only further down, or when more of it is asked for: a device that
// is not read would be deleted with the account while it can be located.
func (fd *findDevice) readToEnd(ctx context.Context, r *flow.Runner, ds devices, since time.Time) (devices, error) {
	failed := func(err error) error { return readError(ctx, "read the devices", trail.NotRecognised, err) }
	page, pressed, tabs, waits := r.Tab.URL(), map[string]bool{}, map[string]bool{}, late
	for turns := 0; ; turns++ {
		if turns > mostTurns || len(ds) > mostDevices {
			return nil, failed(fd.run.mine.endless())
		}
		p, err := fd.scrolled(ctx, r, since)
		if err != nil {
			return nil, failed(err)
		}
		if _, aside := fd.run.aside(flow.View{Page: p}); aside {
			if err := fd.uncover(ctx, r); err != nil {
				return nil, err
			}
			continue
		}
		now := fd.readHeard(p, r, since)
		news := false
		for _, d := range now.devices {
			switch have := ds.find(d.ID); {
			case !now.known:
			case have == nil:
				ds, news = append(ds, d), true
			default:
				have.addLabels(d.Labels)
			}
		}
		if news {
			continue
		}
		m := &myReading{deviceMatter: matterOf(p)}
		m.known, m.which = m.named(ds.names())
		i, _ := m.moreControl(fd.run.Site.Words.exact("show-more"))
		if tab := m.otherTab(tabs); i < 0 && tab >= 0 && r.Tab.URL() == page {
			tabs[labelOf(p, tab)] = true
			if err := r.Do(ctx, flow.Step{Name: "open a part of the list", Do: []browser.Action{browser.At(p, tab).Click()}}); err != nil {
				return nil, err
			}
			continue
		}
		if i < 0 || pressed[pressKey(p, i)] || r.Tab.URL() != page {
			if len(waits) == 0 || fd.total(r, ds, since) <= len(ds) && !fd.lacksLocated(ds) {
				break
			}
			if _, err := fd.run.mine.comes(ctx, r, &myReading{deviceMatter: m.deviceMatter}, waits[0]); err != nil {
				return nil, err
			}
			waits = waits[1:]
			continue
		}
		pressed[pressKey(p, i)] = true
		if err := r.Do(ctx, flow.Step{Name: "show more of the devices", Do: []browser.Action{browser.At(p, i).Click()}, Ask: "Show more of your devices."}); err != nil {
			return nil, err
		}
	}
	if n := fd.total(r, ds, since); n > len(ds) {
		return nil, failed(fmt.Errorf("the site says that there are %d devices, and %d are shown", n, len(ds)))
	}
	return ds, nil
}

// closedPart is the first closed section of a page that is called as devices are, does not say that it holds none, and was
// not opened before; -1 if there is none.
func closedPart(p snapshot.Page, opened func(int) bool) int {
	return firstClosed(p, opened, func(i int) bool {
		m := intent.Of(p, i)
		return intent.NamesPart(p.Nodes[i].Label(), p.Lang) || len(m.Objects) > 0 && len(m.Verbs)+len(m.Left) == 0 && !m.Negated && !m.Question && m.Topic == "" && !slices.ContainsFunc(m.Objects, func(o string) bool {
			return !slices.Contains([]string{"device", "phone", "my-devices", "linked-devices", "all-devices"}, o)
		})
	})
}

// closedSection is closedPart of any that only unfolds and counts what is in it, whatever it is called: "Snoozing (1)".
func closedSection(p snapshot.Page, opened func(int) bool) int {
	return firstClosed(p, opened, func(i int) bool {
		sure, _ := intent.Opener(p, i)
		return sure > 0 && countsThings.MatchString(p.Nodes[i].Label())
	})
}

// countsThings is how a section says how many are in it; a name may end with a number, too.
var countsThings = regexp.MustCompile(`[(（]\d+[)）]`)

func firstClosed(p snapshot.Page, opened, is func(int) bool) int {
	beside := besides(p)
	for i, n := range p.Nodes {
		if n.Kind == snapshot.Button && n.Ready() && n.State.Expanded == snapshot.No && n.State.Popup == "" && p.AloneInEntry(i) && !beside[i] &&
			p.Layers[n.Layer].Kind == snapshot.Document && !opened(i) && !holdsNone.MatchString(n.Label()) && is(i) {
			return i
		}
	}
	return -1
}

// holdsNone is how a section says that nothing is in it.
var holdsNone = regexp.MustCompile(`(?:^|\D)0\D*$`)

// lacksLocated reports whether a device that was located, and was not turned off since, is not in the list: it has hardly gone.
func (fd *findDevice) lacksLocated(list devices) bool {
	return fd.expectsDevices && len(list) == 0 || slices.ContainsFunc(fd.run.known, func(d Device) bool {
		return d.Ownership.Whose != Other && d.Located && !d.Off && !fd.pressed[d.ID] && list.find(d.ID) == nil
	})
}

// scrolled reads the list at its end, once it is at rest; at once where it had no end to be scrolled to, and all that
// was heard of is there.
func (fd *findDevice) scrolled(ctx context.Context, r *flow.Runner, since time.Time) (p snapshot.Page, err error) {
	began := time.Now()
	err = r.Timed(ctx, func(ctx context.Context) (err error) {
		if err := r.Tab.Do(ctx, browser.ScrollToEnds()); err != nil {
			return err
		}
		p, err = r.Tab.Settle(ctx, func(p snapshot.Page) bool {
			return !p.Busy && p.Still >= max(browser.Lull, time.Since(began)) && fd.readHeard(p, r, since).whole
		})
		return err
	})
	return p, err
}

// total is how many devices the site says that the lists hold which have a device of ds.
func (fd *findDevice) total(r *flow.Runner, ds devices, since time.Time) (most int) {
	lists, _ := heardLists(r.Tab.Traffic(since).From(fd.siteWide()), func(name string) bool {
		return slices.ContainsFunc(ds, func(d Device) bool { return browser.Alike(d.Name, name) })
	})
	for _, l := range lists {
		most = max(most, l.Total)
	}
	return most
}

// uncover puts away what came to lie over the list and is not its matter.
func (fd *findDevice) uncover(ctx context.Context, r *flow.Runner) error {
	_, err := fd.run.mine.browsing(r).Converse(ctx, flow.Conversation{Name: "read the devices", Ask: "Close what lies over the list of devices.", Cases: []flow.Case{
		{Name: "see the list", See: func(v flow.View) (flow.Match, bool) {
			_, aside := fd.run.aside(v)
			return nowhere, !aside && !v.Page.Busy
		}},
	}})
	return err
}

// hasSerial reports whether a text holds a number by which one device of a model is told from others, often masked: no
// time, and no share of a battery.
func hasSerial(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(w string) bool {
		letters, digits, masked := 0, 0, 0
		for _, r := range w {
			switch {
			case unicode.IsDigit(r):
				digits++
			case unicode.IsLetter(r):
				letters++
			case strings.ContainsRune("•*…", r):
				masked++
			}
		}
		return digits >= 2 && (masked >= 2 || letters >= 2 && letters+digits >= 6 || digits >= 6)
	})
}

// nameTwins calls devices of one name by the numbers that tell their entries apart, if the page has no identifiers and
// there are as many entries with the name as devices. Which of them was heard of as which is not known: what was said of
// whose they are, and that Find Device is off, counts if it is the same of all.
func (m *deviceMatter) nameTwins(ds devices) devices {
	entries := m.devices()
	for i := 0; i < len(ds); i++ {
		var twins []int
		for k := range ds {
			if browser.Alike(ds[k].Name, ds[i].Name) {
				twins = append(twins, k)
			}
		}
		same := !slices.ContainsFunc(twins, func(k int) bool { return ds[k].Ownership.Whose != ds[i].Ownership.Whose })
		of := slices.DeleteFunc(slices.Clone(entries), func(e deviceEntry) bool { return !namedIn(e.texts(m.Page), ds[i].Name) })
		keyed := slices.ContainsFunc(m.Keys(), func(keys []string) bool { return slices.Contains(keys, ds[i].ID) })
		if len(twins) < 2 || len(of) != len(twins) || !same || keyed {
			continue
		}
		var apart []string
		for n, e := range of {
			for _, text := range e.texts(m.Page) {
				others := slices.ContainsFunc(of, func(o deviceEntry) bool { return o.At != e.At && namedIn(o.texts(m.Page), text) })
				if !others && hasSerial(text) && len(apart) == n {
					apart = append(apart, text)
				}
			}
		}
		off := !slices.ContainsFunc(twins, func(k int) bool { return !ds[k].Off })
		for n, k := range twins {
			if len(apart) == len(twins) {
				ds[k].Off = off // of one of them it may be another's
				ds[k].ID, ds[k].Name = "shown "+strconv.Quote(apart[n]), trail.Clean(apart[n])
			}
		}
	}
	return ds
}

// unheard are the entries of the page's lists of devices that are none of ds: no device of ds has their name, nor is
// one shown there only, beside what else the entry says of it.
func (m *deviceMatter) unheard(ds devices) []deviceEntry {
	entries := m.devices()
	is := func(name string) func(deviceEntry) bool {
		return func(e deviceEntry) bool { return browser.Alike(e.Name, name) }
	}
	for k, d := range ds {
		if i := slices.IndexFunc(entries, is(d.Name)); i >= 0 {
			ds[k].Labels = append(ds[k].Labels, labelsOf(entries[i])...)
			entries = slices.DeleteFunc(entries, is(d.Name))
		} else if i := slices.IndexFunc(entries, func(e deviceEntry) bool { return namedIn(e.texts(m.Page), d.Name) }); i >= 0 {
			entries = slices.Delete(entries, i, i+1)
		} else if i := onlyOf(entries, d.Name); i >= 0 && ds.only(d.Name) == k { // "Redmi Note 14 (Main phone)"
			ds[k].addLabels(append(labelsOf(entries[i]), entries[i].Name))
			entries = slices.Delete(entries, i, i+1)
		}
	}
	return entries
}

// onlyOf is the one entry that has name for a part of its own, -1 if there is none or several.
func onlyOf(entries []deviceEntry, name string) int {
	found := -1
	for i, e := range entries {
		if !namedIn(nameParts(e.Name), name) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}
