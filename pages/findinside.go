package pages

import (
	"context"
	"slices"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// A site may have no page of Find Device of its own, and keep it on the page of each device, which a list of all of them opens.

// An insideSearch notes the list of devices that was passed last in search of Find Device.
type insideSearch struct {
	fd    *findDevice
	list  string // its address
	names []string
	shown string // address of the page that was seen last
	prev  string // and of the one before it
}

// inside is the case of a page of one device that has Find Device: the list that led to it is where the devices are found.
func (s *insideSearch) inside() flow.Case {
	return flow.Case{Name: "see that the devices' own pages have Find Device", See: func(v flow.View) (flow.Match, bool) {
		p := v.Page
		if p.Busy || inFrontOf(p) || !s.fd.run.atCloud(p) && !s.fd.run.atAccount(p) {
			return nowhere, false
		}
		if p.URL != s.shown {
			s.prev, s.shown = s.shown, p.URL
		}
		if s.note(p); s.list == "" || s.prev != s.list || samePlace(s.list, p.URL) {
			return nowhere, false
		}
		i := s.ofOne(p)
		return flow.Match{Node: i}, i >= 0
	}, Deal: func(ctx context.Context, r *flow.Runner, _ flow.View, _ flow.Match) error {
		s.fd.listedAt = s.list
		return r.Do(ctx, flow.Step{Name: "open the list of devices", Do: []browser.Action{browser.Goto(s.list)}, Passing: true})
	}}
}

// note keeps where a page lists devices of which most are called as the maker calls its own.
func (s *insideSearch) note(p snapshot.Page) {
	var names []string
	models := 0
	for _, e := range matterOf(p).devices() {
		if names = append(names, e.Name); holdsModel(e.Name) {
			models++
		}
	}
	if models > 0 && 2*models >= len(names) {
		s.list, s.names = p.URL, names
	}
}

// ofOne is what heads a page as that of one of the devices and no other, where it says how Find Device stands for it, or
// has the control that turns it off; -1 if the page is none.
func (s *insideSearch) ofOne(p snapshot.Page) int {
	head := -1
	beside := besides(p)
	for i, n := range p.Nodes {
		if named := slices.IndexFunc(s.names, func(name string) bool { return browser.Alike(bareName(n.Label(), p.Lang), name) }); named < 0 || beside[i] {
			continue
		}
		if head >= 0 && !browser.Alike(p.Nodes[head].Label(), n.Label()) {
			return -1
		}
		if head < 0 && headsPage(p, i) {
			head = i
		}
	}
	if head < 0 {
		return -1
	}
	off := intent.Find(p, intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, In: intent.Among(matterIn(p)...)})
	if off.Found() || off.Ambiguous() {
		return head
	}
	for _, i := range matterIn(p) {
		if s := intent.Sentence(p.Nodes[i].Label(), p.Lang); isText(p.Nodes[i]) && s.Of == intent.FindDevice && (s.Says == intent.SaysOn || s.Says == intent.SaysOff) {
			return head
		}
	}
	return -1
}
