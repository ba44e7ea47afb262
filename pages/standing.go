package pages

import (
	"slices"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// noteStanding keeps what the device's own place says before Find Device is turned off for it: its
// contrary, said there afterwards, tells that it is off.
func (fd *findDevice) noteStanding(p snapshot.Page, place []int, d Device) {
	if fd.stood == nil {
		fd.stood = map[string][]string{}
	}
	for _, i := range place {
		if words := p.Nodes[i].Label(); isText(p.Nodes[i]) && words != "" && !slices.Contains(fd.stood[d.ID], words) {
			fd.stood[d.ID] = append(fd.stood[d.ID], words)
		}
	}
}

// turned reports what in the device's place says the contrary of what stood there before this run
// turned Find Device off for it. What still offers to turn it off is on.
func (fd *findDevice) turned(v flow.View, place []int, d Device) (flow.Match, bool) {
	p := v.Page
	if len(fd.stood[d.ID]) == 0 {
		return nowhere, false
	}
	on := intent.Find(p, intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, In: intent.Among(place...), Called: fd.called})
	if on.Found() || on.Ambiguous() {
		return nowhere, false
	}
	for _, i := range place {
		words := p.Nodes[i].Label()
		if !isText(p.Nodes[i]) || slices.Contains(fd.stood[d.ID], words) {
			continue
		}
		if slices.ContainsFunc(fd.stood[d.ID], func(before string) bool { return intent.Contrary(before, words, p.Lang, fd.called...) }) {
			return flow.Match{Node: i, Words: words}, true
		}
	}
	return nowhere, false
}
