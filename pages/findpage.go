package pages

import (
	"net/url"
	"slices"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// How a page is known to be one of Find Device.

// isFindPage reports whether p is a page of Find Device: by its address or heading, or as its address led there.
func (fd *findDevice) isFindPage(p snapshot.Page) bool {
	return fd.run.atCloud(p) && (fd.landed != "" && (samePlace(fd.landed, p.URL) || below(fd.landed, p.URL)) || fd.linkTitle != "" && titles(p, fd.linkTitle)) || fd.saysFind(p) || fd.listsFind(p) || fd.listed(p)
}

// listed reports whether p is where the list was read that no page of Find Device of its own had: it is so when nothing is
// left in it, too.
func (fd *findDevice) listed(p snapshot.Page) bool {
	return fd.listedAt != "" && samePlace(fd.listedAt, p.URL)
}

// listsFind reports whether p lists devices and says of most of them how Find Device stands, or has a control of it there,
// and leads to no other page of it: a site need not keep one apart.
func (fd *findDevice) listsFind(p snapshot.Page) bool {
	if len(p.Nodes) == 0 || p.Busy || !fd.run.atCloud(p) {
		return false
	}
	if fd.judged == &p.Nodes[0] {
		return fd.lists
	}
	fd.judged, fd.lists = &p.Nodes[0], false
	if intent.Find(p, intent.Target{Do: intent.Open, Of: intent.FindDevice, Hints: intent.Hints{Phrases: fd.run.Site.Words.exact("find-device")}}).Node >= 0 {
		return false
	}
	m, with := matterOf(p), 0
	m.called = fd.called
	all := m.devices()
	for _, e := range all {
		if m.state(e) != intent.SaysNothing || slices.ContainsFunc(e.Nodes, func(i int) bool {
			means := m.meaning(i)
			return p.Nodes[i].Kind.Pressable() && means.Context == "" && slices.Contains(means.Objects, "find-device")
		}) {
			with++
		}
	}
	fd.lists = with > 0 && 2*with >= len(all)
	return fd.lists
}

// titles reports whether a text of a page that is no control's is title: what the control that led there is called; or
// whether that control is a link that says that the page is where it leads.
func titles(p snapshot.Page, title string) bool {
	for i, n := range p.Nodes {
		if n.Kind == snapshot.Link && n.State.Selected && browser.Alike(n.Label(), title) {
			return true
		}
		if isText(n) && len(n.Against) == 0 && browser.Alike(n.Label(), title) && !pressable(p, i) && !leadsFrom(p, i) {
			return true
		}
	}
	return false
}

// leadsFrom reports whether a text is that of a link in it, which leads to what it names: the heading of a tile.
func leadsFrom(p snapshot.Page, i int) bool {
	return slices.ContainsFunc(within(p, i), func(k int) bool {
		return p.Nodes[k].Kind.Pressable() && browser.Alike(p.Nodes[k].Label(), p.Nodes[i].Label())
	})
}

// saysFind reports whether p is a page of Find Device by its address or heading.
func (fd *findDevice) saysFind(p snapshot.Page) bool {
	if slices.ContainsFunc(append(slices.Clip(fd.at), fd.run.Site.At.Find...), func(a string) bool { return samePlace(fd.run.at(a), p.URL) || below(fd.run.at(a), p.URL) }) {
		return true
	}
	beside := besides(p)
	for i, n := range p.Nodes {
		shown := n.State.Selected && (n.Kind == snapshot.Link && samePlace(n.Href, p.URL) || n.Kind == snapshot.Tab) // the site's navigation tells which of its pages it is
		if shown && locates(intent.Of(p, i)) || (shown || headsPage(p, i) && !beside[i] && n.Entry < 0 && !leadsFrom(p, i)) && slices.Contains(intent.Of(p, i).Objects, "find-device") {
			if fd.run.atCloud(p) {
				// A part of it that has no heading is at its address too, unless that is the address of all.
				if u, err := url.Parse(p.URL); err == nil && len(u.Path) > 1 {
					fd.at = append(fd.at, p.URL)
				}
				return true
			}
			return false
		}
	}
	return false
}

// locates reports whether a place of the site is called by what Find Device does, and by no more: "Locate".
func locates(m intent.Meaning) bool {
	return slices.Equal(m.Verbs, []string{"locate"}) && len(m.Left) == 0 && (len(m.Objects) == 0 || m.Context != "") && !m.Negated && !m.Question && m.Topic == ""
}

// placeOfFind tells why a page is known to be about Find Device, "" if it is not.
func (fd *findDevice) placeOfFind(p snapshot.Page) string {
	if !fd.isFindPage(p) {
		return ""
	}
	return "the page of Find Device"
}

// learnNames learns from a page of Find Device by what words the site calls it, and returns all that it does.
func (fd *findDevice) learnNames(p snapshot.Page) []string {
	if fd.isFindPage(p) {
		for _, w := range intent.CalledOn(p, intent.FindDevice) {
			if !slices.Contains(fd.called, w) {
				fd.called = append(fd.called, w)
			}
		}
	}
	return fd.called
}

// emptied reports whether the page is where the list was read, and has nothing left to show in it but what stood there beside
// the devices, since this run has removed all of them: no words need to say so.
func (fd *findDevice) emptied(m *deviceMatter) bool {
	others := slices.ContainsFunc(fd.run.known, func(d Device) bool { return !d.Own() && d.Located })
	if others || !fd.run.mine.cleared() || fd.readAt == "" || !samePlace(fd.readAt, m.URL) || m.Busy || fd.loadingMessage(m) != "" {
		return false
	}
	if failed := fd.saysFailed(m); failed != "" && !intent.SaysNone(failed, m.Lang) { // "No phones can be found"
		return false
	}
	for i, n := range m.Nodes {
		switch {
		case !m.in[i] || n.Kind == snapshot.Group || fd.run.common.has(n) || m.isTitle(n) || heads(n) || fd.beside[n.Label()] && n.Kind != snapshot.Progress, (isText(n) || n.Kind == snapshot.Button && n.Weak) && intent.SaysNone(n.Label(), m.Lang):
		case n.Kind == snapshot.Progress, n.Kind.Pressable() && !(n.Kind == snapshot.Link && n.Href != ""), holdsModel(n.Label()):
			return false
		case isText(n) && n.Kind != snapshot.Heading && !namesFind(n.Label(), m.Lang, m.called): // any other may name a device
			return false
		}
	}
	return true
}
