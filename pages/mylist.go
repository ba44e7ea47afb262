package pages

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// A myReading is what a page shows of the list of devices that use the account.
type myReading struct {
	*deviceMatter
	known   []deviceEntry // where devices that are known are shown
	which   []int         // which of them
	others  []deviceEntry // entries of the same lists; what is Current there is no device to be removed, but shows how far the list goes
	lists   []heardList   // what was heard of them
	heading bool          // the page says that it is about the devices of the account
	apart   bool          // the page is for something else
	atFind  bool          // it is where the address of Find Device led
	failed  string        // the words by which it says that the list could not be loaded
	empty   bool          // it says that there are no devices
	none    bool          // it says so, and the page was told so
	total   int           // how many devices there are, as the site says; 0 if it does not
	loading bool
}

// readMine reads a page as the list of the account's devices.
func (md *myDevices) readMine(p snapshot.Page, heard [][]byte) *myReading {
	md.run.common.note(p)
	m := &myReading{deviceMatter: matterOf(p), loading: p.Busy}
	home := slices.ContainsFunc(md.run.Site.At.CloudHome, func(a string) bool { return samePlace(md.run.at(a), p.URL) })
	m.apart = slices.ContainsFunc(slices.Concat(md.run.Site.At.Find, md.run.Site.At.Deletion), func(a string) bool { return samePlace(md.run.at(a), p.URL) || below(md.run.at(a), p.URL) })
	m.atFind = slices.ContainsFunc(append([]string{md.run.find.landed}, md.run.find.at...), func(a string) bool { return a != "" && samePlace(a, p.URL) })
	phrases := slices.Concat(md.run.Site.Words.exact("my-devices"), md.run.Site.Words.exact("linked-devices"))
	for i, n := range p.Nodes {
		if !headsPage(p, i) && (n.Kind != snapshot.Tab || !n.State.Selected) || !m.in[i] || n.Entry >= 0 {
			continue
		}
		objects := intent.Of(p, i).Objects
		m.heading = m.heading || md.heading != "" && samePlace(md.listed, p.URL) && n.Label() == md.heading && m.leadsOn(phrases, md.linkTitle) < 0 || slices.ContainsFunc(phrases, func(w string) bool { return browser.Alike(n.Label(), w) }) ||
			slices.ContainsFunc(objects, func(o string) bool {
				return o == "my-devices" || o == "linked-devices" || o == "device" || o == "phone"
			}) && !slices.Contains(objects, "find-device")
	}
	m.heading = m.heading || md.linkTitle != "" && titles(p, md.linkTitle)
	m.lists, m.empty = heardLists(heard, shownNames(p))
	m.known, m.which = m.named(md.run.known.names())
	if home && !m.heading {
		m.known, m.which, m.lists = nil, nil, nil
	}
	m.beside(md.run)
	m.failed = md.run.find.saysFailed(m.deviceMatter)
	m.loading = m.loading || md.run.find.loadingMessage(m.deviceMatter) != ""
	m.none = md.run.find.saysEmpty(m.deviceMatter) && m.empty && !m.loading
	m.empty = md.run.find.saysEmpty(m.deviceMatter) || m.empty && m.heading && len(m.known)+len(m.others) == 0
	m.empty = m.empty || md.emptied(m)
	for _, l := range m.lists {
		m.total = max(m.total, l.Total)
	}
	for i := m.last() + 1; i > 0 && i < len(p.Nodes); i++ {
		if n := p.Nodes[i]; m.in[i] && isText(n) && n.Entry < 0 && intent.Sentence(n.Label(), p.Lang).Says == intent.SaysInProgress {
			m.loading = true
		}
	}
	return m
}

// leadsOn is the control of the page's matter that leads to the list and is not where one is, a tab beside the one that is
// shown: -1 if there is none. What such a page says that it has nothing of is something else.
func (m *myReading) leadsOn(phrases []string, title string) int {
	for i, n := range m.Nodes {
		if !m.in[i] || !n.Kind.Pressable() || n.State.Selected || n.Entry >= 0 {
			continue
		}
		means := m.meaning(i)
		named := means.Context == "" && len(means.Left)+len(means.Verbs) == 0 && slices.ContainsFunc(means.Objects, func(o string) bool { return o == "my-devices" || o == "linked-devices" })
		if named || title != "" && browser.Alike(n.Label(), title) || slices.ContainsFunc(phrases, func(w string) bool { return browser.Alike(n.Label(), w) }) {
			return i
		}
	}
	return -1
}

// headline is the first heading of a page's own matter, "" if it has none.
func headline(p snapshot.Page) string {
	beside := besides(p)
	for i, n := range p.Nodes {
		if headsPage(p, i) && n.Entry < 0 && !beside[i] && p.Layers[n.Layer].Kind == snapshot.Document {
			return n.Label()
		}
	}
	return ""
}

// isList reports whether the page is the list, by what it shows; linked means that a link of its name led there.
func (m *myReading) isList(linked bool) bool {
	about := m.heading || linked
	deletable := slices.ContainsFunc(m.others, func(e deviceEntry) bool { return e.Deletable && !e.Current })
	switch {
	case m.apart, m.atFind && !m.heading && !deletable && !slices.ContainsFunc(m.known, func(e deviceEntry) bool { return e.Deletable }):
		return false
	case len(m.known) > 0, deletable:
		return true
	}
	return about && (len(m.others) > 0 || m.empty || m.failed != "" || m.heading && closedPart(m.Page, func(int) bool { return false }) >= 0)
}

// showsAll reports whether there are devices of the account's own in Find Device, and the list shows all of them.
func (m *myReading) showsAll(known devices) bool {
	own := 0
	for i, d := range known {
		if d.Own() && d.Located {
			if own++; !slices.Contains(m.which, i) {
				return false
			}
		}
	}
	return own > 0
}

// whole reports whether the list shows all that the page was told of, and all that is known.
func (m *myReading) whole(known devices) bool {
	untold := slices.ContainsFunc(m.lists, func(l heardList) bool {
		return slices.ContainsFunc(l.Devices, func(d heardDevice) bool {
			return !slices.ContainsFunc(slices.Concat(m.known, m.others), func(e deviceEntry) bool { return namedIn(e.texts(m.Page), d.Name) })
		})
	})
	return m.none || len(m.lists) > 0 && !untold && !m.loading && m.showsAll(known)
}

// last is the last node of the list that names a device, -1 if none does: pins of a map beside it are no part of it.
func (m *myReading) last() int {
	last, pin := -1, -1
	for _, e := range slices.Concat(m.known, m.others) {
		if e.Entry >= 0 {
			last = max(last, e.At)
		}
		pin = max(pin, e.At)
	}
	if last < 0 {
		return pin
	}
	return last
}

// beside finds the entries of the lists that name no known device: those beside one that does, those that
// look like devices, and what was heard of and is shown.
func (m *myReading) beside(run *run) {
	lists := map[int]bool{}
	labels := map[string]bool{} // of the controls with known devices
	for k := range m.known {
		e := &m.known[k]
		m.judge(e)
		if e.Entry >= 0 {
			lists[m.groups[e.Entry]] = true
		}
		for _, i := range e.Nodes {
			if n := m.Nodes[i]; n.Kind.Pressable() {
				labels[snapshot.Fold(n.Label())] = true
			}
		}
	}
	add := func(e deviceEntry) {
		if isNote(e.Name, m.Lang) || m.headsPart(e) || m.choosesKnown(e.At) || namedIn(e.texts(m.Page), run.known.names()...) || namedIn([]string{e.Name}, run.known.names()...) ||
			slices.ContainsFunc(slices.Concat(m.known, m.others), func(o deviceEntry) bool { return o.At == e.At || o.Entry == e.Entry && e.Entry >= 0 }) {
			return
		}
		m.others = append(m.others, e)
	}
	for _, list := range m.deviceMatter.lists() {
		if len(list) == 0 || list[0].Entry < 0 || !lists[m.groups[list[0].Entry]] {
			continue
		}
		m.name(list)
		for _, e := range list {
			strange := !m.judge(&e) && slices.ContainsFunc(e.Nodes, func(i int) bool {
				n := m.Nodes[i]
				return n.Kind.Pressable() && !labels[snapshot.Fold(n.Label())] && !strings.Contains(snapshot.Fold(n.Label()), snapshot.Fold(e.Name))
			})
			if !strange && (e.Name != "" || e.Deletable) {
				add(e)
			}
		}
	}
	for _, e := range m.devices() {
		add(e)
	}
	for _, e := range m.alone() {
		add(e)
	}
	var heard []string
	for _, l := range m.lists {
		for _, d := range l.Devices {
			heard = append(heard, d.Name)
		}
	}
	places, _ := m.named(heard)
	for _, e := range places {
		m.judge(&e)
		add(e)
	}
	slices.SortStableFunc(m.others, func(a, b deviceEntry) int { return a.At - b.At })
}

// choosesKnown reports whether a node is what chooses a device that is named in its line: it is labelled by all that stands there.
func (m *myReading) choosesKnown(i int) bool {
	if i < 0 || m.Nodes[i].Kind != snapshot.Radio && m.Nodes[i].Kind != snapshot.Checkbox {
		return false
	}
	box := m.Nodes[i].Box
	return slices.ContainsFunc(m.known, func(e deviceEntry) bool {
		n := m.Nodes[e.At]
		return isText(n) && n.Box.Y < box.Y+box.Height && box.Y < n.Box.Y+n.Box.Height && strings.HasPrefix(browser.Folded(m.Nodes[i].Label()), browser.Folded(n.Label())+" ")
	})
}

// alone is the entry of a list of one: a control that removes a device and lies in no entry, with the texts
// before it up to a heading or another control.
func (m *myReading) alone() (all []deviceEntry) {
	for i, n := range m.Nodes {
		if !m.in[i] || n.Entry >= 0 || !n.Kind.Pressable() || n.State.Disabled || !intent.Find(m.Page, intent.Target{Do: intent.Delete, Of: intent.Device, In: intent.Among(i)}).Found() {
			continue
		}
		e := deviceEntry{Entry: -1, At: -1, Nodes: []int{i}, Deletable: true}
		for k := i - 1; k >= 0 && m.Nodes[k].Kind != snapshot.Heading && m.Nodes[k].Layer == n.Layer; k-- {
			if m.Nodes[k].Kind == snapshot.Group {
				continue
			}
			if !isText(m.Nodes[k]) || m.Nodes[k].Entry >= 0 || !m.in[k] {
				break
			}
			e.Nodes = append([]int{k}, e.Nodes...)
		}
		list := []deviceEntry{e}
		if m.name(list); len(e.Nodes) > 1 && list[0].Name != "" && isText(m.Nodes[list[0].At]) {
			all = append(all, list[0])
		}
	}
	if len(all) > 1 { // what lies together in no entry cannot be told apart
		return nil
	}
	return all
}

// scrollTo scrolls the list until it shows the device of row, and reports whether it does. Where a
// list holds only what is in view, the search begins anew at its head.
func (md *myDevices) scrollTo(ctx context.Context, r *flow.Runner, row browser.Row) (bool, error) {
	found, err := md.scrollDownTo(ctx, r, row, nil)
	if found || err != nil {
		return found, err
	}
	if err := md.openMyDevices(ctx, r); err != nil {
		return false, err
	}
	return md.scrollDownTo(ctx, r, row, nil)
}

// scrollDownTo waits for the device to come, for each of waits, where the end of the list does not show it.
func (md *myDevices) scrollDownTo(ctx context.Context, r *flow.Runner, row browser.Row, waits []time.Duration) (bool, error) {
	entry := md.run.Site.MyDevices.device.Of(row)
	seen, again, acted := map[string]bool{}, 0, time.Now()
	for n := 0; ; n++ {
		if n > mostTurns {
			return false, md.endless()
		}
		if at, err := r.Look(ctx, entry); err != nil || at.Shown {
			return at.Shown, err
		}
		m, err := md.mineNow(ctx, r, acted)
		if err != nil {
			return false, err
		}
		if m.shows(row) {
			return true, nil
		}
		if m.goesOn(seen) {
			again = 0
		} else if again++; again > 1 {
			more, err := md.showMore(ctx, r, m)
			if err != nil || !more && len(waits) == 0 {
				return false, err
			}
			if !more {
				if _, err := md.comes(ctx, r, m, waits[0]); err != nil {
					return false, err
				}
				waits = waits[1:]
			}
			again = 0
			continue
		}
		acted = time.Now()
		if err := md.scrollOn(ctx, r, m); err != nil {
			return false, err
		}
	}
}

// shows reports whether the device of row is in view.
func (m *myReading) shows(row browser.Row) bool {
	return slices.ContainsFunc(m.known, func(e deviceEntry) bool {
		return browser.Alike(e.Name, row.Name) && (!row.Twin || holdsKey(m.Page, e.Nodes, row.Key))
	})
}

// mineNow reads the list once the page is at rest; a moment after its load if it shows all that it was told of, and
// nothing has come of what was done since.
func (md *myDevices) mineNow(ctx context.Context, r *flow.Runner, since time.Time) (m *myReading, err error) {
	read := func(p snapshot.Page) *myReading {
		return md.readMine(p, r.Tab.Traffic(md.since).From(md.run.find.siteWide()))
	}
	err = r.Timed(ctx, func(ctx context.Context) error {
		p, err := r.Tab.Settle(ctx, func(p snapshot.Page) bool {
			return !p.Busy && p.Still >= max(browser.Lull, time.Since(since)) && read(p).whole(md.run.known)
		})
		m = read(p)
		return err
	})
	if err != nil {
		return nil, readError(ctx, "read My Devices", trail.Failed, err)
	}
	return m, nil
}

// goesOn reports whether the list shows an entry, a device or not, that is not in seen, or the page has scrolled to where it was
// not before, and adds both to seen. Entries are told apart by all their words; numbers are ignored, as they may be a clock's.
func (m *myReading) goesOn(seen map[string]bool) (news bool) {
	if at := fmt.Sprint("scrolled ", m.Scrolled); m.last() >= 0 {
		news = !seen[at]
		seen[at] = true
	}
	for _, e := range slices.Concat(m.known, m.others) {
		key := e.Name + "\n" + strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return -1
			}
			return r
		}, strings.Join(e.texts(m.Page), "\n"))
		news = news || !seen[key]
		seen[key] = true
	}
	return news
}

// names are the devices that are shown, one state of the list from another.
func (m *myReading) names() string {
	var all []string
	for _, e := range slices.Concat(m.known, m.others) {
		all = append(all, e.Name)
	}
	return strings.Join(all, "\n")
}
