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
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// An extent is how much of the list is to be read.
type extent int

const (
	wholeList    extent = iota // to its end: there may be more than was known
	knownDevices               // until all that was there when it was read last is there; to its end if one is missing
)

// openFind opens the page and reads the device list that the page itself asks for. A
// session that has ended is begun anew, once.
func (fd *findDevice) openFind(ctx context.Context, r *flow.Runner, much extent) (ds devices, err error) {
	anew := false
	err = fd.run.account.checkedly(ctx, r, func() error {
		ds, err = fd.readFind(ctx, r, much)
		if anew || !errors.Is(err, errSessionOver) {
			return err
		}
		anew, fd.run.account.checked = true, false
		return fd.run.session.signIn(ctx, r)
	})
	return ds, err
}

// listTries is how often a list that failed is read.
const listTries = 3

// readFind reads the list. One that failed is read again, and is never an empty one.
func (fd *findDevice) readFind(ctx context.Context, r *flow.Runner, much extent) (devices, error) {
	for n := 1; ; n++ {
		ds, err := fd.readFindOnce(ctx, r, much)
		if !errors.Is(err, errListFailed) || n == listTries || ctx.Err() != nil {
			return ds, err
		}
		if noteErr := r.Trail.Note(trail.EventNote, err.Error()+"; it is read again"); noteErr != nil {
			return nil, noteErr
		}
		if err := r.Wait(ctx, time.Duration(n)*time.Second); err != nil {
			return nil, readError(ctx, "read the devices", trail.Failed, err)
		}
	}
}

func (fd *findDevice) readFindOnce(ctx context.Context, r *flow.Runner, much extent) (ds devices, err error) {
	since := time.Now()
	addresses := slices.Concat(fd.run.Site.At.Find, fd.run.Site.At.CloudHome[:1])
	if fd.found != "" {
		addresses = append([]string{fd.found}, addresses...)
	}
	opened := false
	for i, a := range addresses {
		if fd.run.missing[fd.run.at(a)] {
			continue
		}
		err = r.Do(ctx, flow.Step{Name: "open Find Device", Do: []browser.Action{browser.Goto(fd.run.at(a))}, Passing: true})
		if fd.run.notThere(a, err) && (i+1 < len(addresses) || opened) {
			continue
		}
		if err != nil {
			return nil, err
		}
		opened = true
		fd.landed = ""
		if at := r.Tab.URL(); i+1 < len(addresses) && at != fd.run.session.home {
			fd.landed = at
		}
		var end flow.Ending
		if end, err = fd.run.mine.browsing(r).Converse(ctx, fd.findConversation(r, since, much, i+1 == len(addresses))); err != nil {
			return nil, err
		}
		if list, ok := end.Data.(devices); ok {
			if at := end.View.Page.URL; i+1 == len(addresses) && at != fd.run.session.home && !samePlace(at, fd.run.at(a)) {
				fd.found = at
			}
			if len(list) > 0 {
				fd.readAt, fd.beside = end.View.Page.URL, matterOf(end.View.Page).besideDevices(list)
			}
			if p := end.View.Page; len(list) > 0 && !fd.saysFind(p) && fd.listsFind(p) {
				fd.listedAt = p.URL
			}
			if ds = list; much == wholeList || !fd.hasAll(list) {
				ds, err = fd.readToEnd(ctx, r, list, since)
			}
			break
		}
	}
	if err == nil {
		err = r.Timed(ctx, func(ctx context.Context) error { return fd.hearPage(ctx, r, ds, "Find Device") })
	}
	if err != nil {
		return nil, readError(ctx, "read the devices", trail.NotRecognised, err)
	}
	for i := range ds {
		ds[i].Listing = ds[i].Ownership
	}
	fd.last = ds
	return ds, nil
}

// hasAll reports whether all devices are in ds that were in the list when it was read last.
func (fd *findDevice) hasAll(ds devices) bool {
	return len(fd.last) > 0 && !slices.ContainsFunc(fd.last, func(d Device) bool { return ds.find(d.ID) == nil })
}

// findConversation goes on from an address of Find Device until its list is read. Where nothing is
// known at the last address it is searched for, and the person is asked; at the others it ends.
func (fd *findDevice) findConversation(r *flow.Runner, since time.Time, much extent, last bool) flow.Conversation {
	c := flow.Conversation{Name: "read the devices"}
	tried := map[string]int{}
	var found findReading
	read := func(what func(findReading) bool) func(flow.View) (flow.Match, bool) {
		return func(v flow.View) (flow.Match, bool) {
			found = fd.readHeard(v.Page, r, since)
			return flow.Match{Node: -1, Data: found.devices, Soon: found.whole || much == knownDevices && fd.hasAll(found.devices)}, what(found)
		}
	}
	ends := func(_ context.Context, _ *flow.Runner, _ flow.View, _ flow.Match) error {
		return &flow.Error{Step: "read the devices", Outcome: trail.NotRecognised, Err: found.err}
	}
	press := func(name string, which func(snapshot.Page) int) flow.Case {
		return flow.Case{Name: name, See: func(v flow.View) (flow.Match, bool) {
			i := which(v.Page)
			if i < 0 || v.Page.Busy || tried[placeKey(v.Page, i)] > 2 || tried[pressKey(v.Page, i)] > 0 {
				return nowhere, false
			}
			return flow.Match{Node: i, Words: labelOf(v.Page, i)}, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			tried[pressKey(v.Page, m.Node)]++
			tried[placeKey(v.Page, m.Node)]++
			if name == toFind {
				fd.linkTitle = intent.Title(v.Page, m.Node)
				if n := v.Page.Nodes[m.Node]; n.Kind == snapshot.Link && onHosts(snapshot.Page{URL: n.Href}, fd.run.Site.Hosts.Cloud) && !samePlace(n.Href, fd.run.session.home) && !samePlace(n.Href, v.Page.URL) {
					fd.landed = n.Href
				}
			}
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}}, nil
		}}
	}
	comes := time.Now().Add(loadingTimeout)
	c.Cases = []flow.Case{
		fd.waitForRest(comes, func(v flow.View) bool { return fd.isFindPage(v.Page) }),
		press("open a part of the list", func(p snapshot.Page) int {
			if !fd.isFindPage(p) {
				return -1
			}
			return closedPart(p, func(i int) bool { return tried[placeKey(p, i)] > 0 })
		}),
		{Name: "see that there is no list", See: read(func(f findReading) bool { return f.err != nil }), Deal: ends},
		{Name: "see the list", See: read(func(f findReading) bool { return f.known })},
		press("open the list of devices", func(p snapshot.Page) int {
			if !fd.isFindPage(p) {
				return -1
			}
			return closedList(p)
		}),
	}
	if !last {
		c.Cases = append(c.Cases, flow.Case{Name: "see that the list is not here", See: func(v flow.View) (flow.Match, bool) {
			_, aside := fd.run.aside(v) // it may lie over the list
			return nowhere, !aside && !v.Page.Busy
		}})
		return c
	}
	c.Cases = append(c.Cases, (&insideSearch{fd: fd}).inside(), press(toFind, func(p snapshot.Page) int {
		return intent.Find(p, intent.Target{Do: intent.Open, Of: intent.FindDevice, Hints: intent.Hints{Phrases: fd.run.Site.Words.exact("find-device")}}).Node
	}))
	c.Reach = flow.Reach{Navigate: true, Toward: []string{"find-device", "tracking", "location", "my-devices", "device", "phone"}}
	c.Ask = "Open Find Device, the page with your devices on a map."
	return c
}

// toFind is the name of the case that follows a link of that name.
const toFind = "go to Find Device"

// loadingTimeout is how long a list is waited for of which the page says that more of it comes.
const loadingTimeout = 20 * time.Second

// placeKey tells a node by the address of its page and its words, in whatever document.
func placeKey(p snapshot.Page, i int) string { return p.URL + "\x00" + labelOf(p, i) }

// closedList is the drop-down list of the page's own matter that is closed, -1 if there is none or several.
func closedList(p snapshot.Page) int {
	beside := besides(p)
	var all []int
	for i, n := range p.Nodes {
		if (n.Kind.Pressable() || n.Kind == snapshot.Field) && n.Ready() && n.Entry < 0 && !beside[i] && p.Layers[n.Layer].Kind == snapshot.Document {
			all = append(all, i)
		}
	}
	return onlyOne(all, func(i int) bool {
		n, m := p.Nodes[i], intent.Of(p, i)
		if n.State.Expanded == snapshot.Yes || m.Negated || m.Topic != "" || slices.ContainsFunc(m.Verbs, func(v string) bool {
			return !slices.Contains([]string{"select", "open", "more", "show-more", "search", "locate"}, v)
		}) {
			return false
		}
		return intent.ClosedList(n)
	})
}

// A findReading is what a page of Find Device shows of its list.
type findReading struct {
	devices devices
	known   bool  // the list, which may be empty, is known
	whole   bool  // it was heard, and the page shows all that is in it, or says that nothing is
	err     error // why there is no list
}

// readHeard reads a page with what it has heard since it was opened.
func (fd *findDevice) readHeard(p snapshot.Page, r *flow.Runner, since time.Time) findReading {
	traffic := r.Tab.Traffic(since)
	return fd.readFindPage(p, traffic.From(fd.run.inCloud(fd.run.Site.At.DeviceList)), traffic.From(fd.siteWide()))
}

// readFindPage reads the list of the account's devices: from answers to the known request, else from
// those of any form to requests of the page, else from the page itself.
func (fd *findDevice) readFindPage(p snapshot.Page, known, others [][]byte) (f findReading) {
	m := matterOf(p)
	m.called, m.find = fd.learnNames(p), fd.isFindPage(p)
	if len(known) > 0 {
		f.devices, f.err = unite(known, fd.run.who.ID)
		f.known = f.err == nil
		f.whole = f.known && (f.devices.shownIn(p) || len(f.devices) == 0 && fd.saysEmpty(m))
		f.devices.labelParts(p.Lang)
		m.states(f.devices)
		m.sections(f.devices, fd.run.Site.Words, "Find Device", fd.families)
		return f
	}
	if p.Busy || !fd.isFindPage(p) {
		return f
	}
	lists, empty := heardLists(others, shownNames(p))
	if f.devices, f.err = uniteHeard(lists, fd.run.who.ID); f.err != nil {
		return f
	}
	for i := range f.devices {
		d := &f.devices[i]
		if words := fd.run.Site.Words; words.yours([]string{d.Owner}) != "" {
			d.Ownership, d.Owner = d.Ownership.read(words), ""
		}
		if own := d.Ownership.without(fd.run.who.isNamed); own.Whose == Own {
			d.Ownership, d.Owner = own, "" // else the name tells the other's devices
		}
	}
	f.devices = m.nameTwins(f.devices)
	for _, e := range m.unheard(f.devices) {
		f.devices = append(f.devices, Device{Labels: labelsOf(e), ID: "shown " + strconv.Quote(e.Name), Name: trail.Clean(e.Name), Located: true, Ownership: ownership(nil, nil)})
	}
	if len(f.devices) == 0 { // an only one left is no list, and is known by its name
		_, which := m.named(fd.last.names())
		for k, d := range fd.last {
			if slices.Contains(which, k) && fd.last.only(d.Name) == k {
				f.devices = append(f.devices, Device{ID: d.ID, Name: d.Name, Labels: d.Labels, Located: true, Ownership: ownership(nil, nil)})
			}
		}
	}
	f.devices.labelParts(p.Lang)
	m.states(f.devices)
	m.sections(f.devices, fd.run.Site.Words, "Find Device", fd.families)
	m.owners(f.devices, fd.run.Site.Words, fd.run.who.isNamed)
	switch {
	case len(f.devices) > 0:
		f.known = true
		f.whole = len(lists) > 0 && f.devices.shownIn(p)
	case fd.emptied(m):
		f.known, f.whole = true, true
	case !fd.saysFind(p) && !fd.listed(p): // the site may lead elsewhere where there is no such page
	case fd.saysFailed(m) != "":
		f.err = fmt.Errorf("the page says %s: %w", quote(fd.saysFailed(m)), errListFailed)
	case fd.saysEmpty(m):
		f.known, f.whole = true, empty
	case empty && closedList(p) < 0 && saysNothingElse(m):
		f.known = true
	}
	return f
}

// shownIn reports whether there are devices and the names of all stand on the page.
func (ds devices) shownIn(p snapshot.Page) bool {
	shown := map[string]bool{}
	for _, n := range p.Nodes {
		shown[snapshot.Fold(n.Text)], shown[snapshot.Fold(n.Name)] = true, true
	}
	return len(ds) > 0 && !slices.ContainsFunc(ds, func(d Device) bool { return !shown[snapshot.Fold(d.Name)] })
}

// siteWide are the patterns of all requests to the site's own hosts.
func (fd *findDevice) siteWide() (patterns []string) {
	for _, h := range fd.run.Site.Hosts.Documents() {
		patterns = append(patterns, h+"/*")
	}
	return patterns
}

// hearPage adds what the page says in words of whose each of ds is: where it is named, and above. A heading above all of
// them tells none from another, as "Devices in your family" is above the person's own.
func (fd *findDevice) hearPage(ctx context.Context, r *flow.Runner, ds devices, page string) error {
	rows := ds.rows()
	all, err := fd.run.Browser.Entries(ctx, rows)
	if err == nil {
		fd.hearEntries(ds, rows, all, page)
	}
	return err
}

// hearEntries adds what the entries of each row say.
func (fd *findDevice) hearEntries(ds devices, rows []browser.Row, all [][]browser.Entry, page string) {
	headings := map[string]bool{}
	for _, entries := range all {
		for _, e := range entries {
			headings[e.Heading] = true
		}
	}
	for i := range ds {
		for _, e := range all[i] {
			if rows[i].Twin && !slices.Contains(e.Keys, ds[i].ID) {
				continue // which of them it is does not stand there
			}
			texts := slices.Clone(e.Texts)
			if len(headings) > 1 || fd.families[e.Heading] {
				texts = append(texts, e.Heading)
			}
			if words, member := fd.run.Site.Words.another(texts, ds[i].Name, ds.members()); words != "" {
				ds[i].Ownership = ds[i].Ownership.with(Claim{Source: page + " with the words " + quote(words), Words: true, Owner: member})
			}
			if words := fd.run.Site.Words.yours(e.Texts); words != "" {
				ds[i].Ownership = ds[i].Ownership.with(Claim{Source: page + " with the words " + quote(words), Own: true, Words: true})
			}
		}
	}
}
