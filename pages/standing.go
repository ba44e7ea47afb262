package pages

import (
	"regexp"
	"slices"
	"strings"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// An earlierState is what a device's own place said before this run turned Find Device off for it, in the list and where that
// led.
type earlierState struct {
	texts  []string
	ticked []string // labels of the boxes and switches that were on
	over   bool     // the press was made: what is said from now on is no standing
}

// noteStanding keeps what the device's own place says before Find Device is turned off for it: its
// contrary, said there afterwards, tells that it is off. pressed is whether that is done now.
func (fd *findDevice) noteStanding(p snapshot.Page, place []int, d Device, pressed bool) {
	if fd.stood == nil {
		fd.stood = map[string]*earlierState{}
	}
	st := fd.stood[d.ID]
	if st == nil {
		st = &earlierState{}
		fd.stood[d.ID] = st
	}
	if st.over {
		return
	}
	st.over = pressed
	for _, i := range place {
		n := p.Nodes[i]
		switch words := n.Label(); {
		case words == "":
		case isText(n) && !slices.Contains(st.texts, words):
			st.texts = append(st.texts, words)
		case isBox(n) && n.State.Checked == snapshot.Yes && !slices.Contains(st.ticked, words):
			st.ticked = append(st.ticked, words)
		}
	}
}

func isBox(n snapshot.Node) bool { return n.Kind == snapshot.Checkbox || n.Kind == snapshot.Switch }

// turned reports what in the device's place says the contrary of what stood there before this run
// turned Find Device off for it. What still offers to turn it off is on.
func (fd *findDevice) turned(v flow.View, place []int, d Device) (flow.Match, bool) {
	p := v.Page
	st := fd.stood[d.ID]
	if st == nil || !st.over {
		return nowhere, false
	}
	on := intent.Find(p, intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, In: intent.Among(place...), Called: fd.called})
	if on.Found() || on.Ambiguous() {
		return nowhere, false
	}
	for _, i := range place {
		n := p.Nodes[i]
		words := n.Label()
		if isBox(n) && n.State.Checked == snapshot.No && slices.Contains(st.ticked, words) && intent.Sentence(words, p.Lang, fd.called...).Of == intent.FindDevice {
			return flow.Match{Node: i, Words: words}, true
		}
		if !isText(n) || slices.Contains(st.texts, words) {
			continue
		}
		if slices.ContainsFunc(st.texts, func(before string) bool { return intent.Contrary(before, words, p.Lang, fd.called...) }) {
			return flow.Match{Node: i, Words: words}, true
		}
	}
	return st.switched(p, place)
}

// switched reports the one text of a place that tells a state by itself, "Off", where the only one that stood there told the
// contrary, "On".
func (st *earlierState) switched(p snapshot.Page, place []int) (flow.Match, bool) {
	stood := slices.DeleteFunc(slices.Clone(st.texts), func(words string) bool { return leadingState(words, p.Lang) == intent.SaysNothing })
	now := onlyOne(place, func(i int) bool {
		return isText(p.Nodes[i]) && leadingState(p.Nodes[i].Label(), p.Lang) != intent.SaysNothing
	})
	if len(stood) != 1 || now < 0 || leadingState(stood[0], p.Lang) != intent.SaysOn || leadingState(p.Nodes[now].Label(), p.Lang) != intent.SaysOff {
		return nowhere, false
	}
	return flow.Match{Node: now, Words: p.Nodes[now].Label()}, true
}

// contradicted reports whether what says that it is off is a box that this run has never seen ticked, where the list said that it
// is on.
func (fd *findDevice) contradicted(p snapshot.Page, m flow.Match, d Device) bool {
	st := fd.stood[d.ID]
	if st == nil || m.Node < 0 || p.Nodes[m.Node].Kind != snapshot.Checkbox || slices.Contains(st.ticked, p.Nodes[m.Node].Label()) {
		return false
	}
	return slices.ContainsFunc(st.texts, func(words string) bool { return leadingState(words, p.Lang) == intent.SaysOn })
}

// leadingState is the state that a text tells, alone or in a first sentence of its own: "Off. Yours."
func leadingState(words, lang string) intent.Said {
	if i := strings.IndexAny(words, ".。"); i > 0 {
		words = words[:i]
	}
	return intent.StateAlone(words, lang)
}

// apart are words in the names of what is no phone or tablet. Such a device may have no Find Device at all.
var apart = regexp.MustCompile(`(?i)(?:^|\P{L})(?:tv|watch|band|buds|box|stick|speaker|router|projector|camera)(?:\P{L}|$)|手环|手表|手環|手錶|电视|電視|音箱|часы|браслет|телевизор`)

// lacks reports what in the place of a device that is no phone says, below the name of Find Device or with it, that there is
// none for it, where nothing can turn it on or off.
func (fd *findDevice) lacks(p snapshot.Page, place []int, d Device) (flow.Match, bool) {
	if !apart.MatchString(d.Name) || intent.Find(p, intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, In: intent.Among(place...), Called: fd.called}).Node >= 0 ||
		slices.ContainsFunc(place, func(i int) bool { return isBox(p.Nodes[i]) }) {
		return nowhere, false
	}
	headed := false // by the name of Find Device
	for _, i := range place {
		n := p.Nodes[i]
		switch {
		case n.Kind == snapshot.Heading:
			headed = namesFind(n.Label(), p.Lang, fd.called)
		case isText(n) && intent.SaysUnsupported(n.Label(), p.Lang) && (headed || slices.ContainsFunc(p.Captions(i), func(c string) bool { return namesFind(c, p.Lang, fd.called) })),
			isText(n) && intent.SaysUnsupported(n.Label(), p.Lang) && intent.Mentions(n.Label(), p.Lang, intent.Target{Do: intent.Open, Of: intent.FindDevice}):
			return flow.Match{Node: i, Words: n.Label()}, true
		}
	}
	return nowhere, false
}

// tellsOn reports whether something in the place of a device says that Find Device is on, or could turn it on or off.
func (fd *findDevice) tellsOn(p snapshot.Page, place []int) bool {
	return slices.ContainsFunc(place, func(i int) bool {
		n := p.Nodes[i]
		if !isText(n) {
			return isBox(n)
		}
		s := intent.Sentence(n.Label(), p.Lang, fd.called...)
		return intent.StateAlone(n.Label(), p.Lang) == intent.SaysOn || s.Of == intent.FindDevice && s.Says == intent.SaysOn
	})
}

// mayLack reports whether a device may have no Find Device: it is called as what is no phone, and on this site it was turned off for
// another one, so that what turns it off is known.
func (fd *findDevice) mayLack(d Device) bool {
	return apart.MatchString(d.Name) && slices.ContainsFunc(fd.run.known, func(k Device) bool { return k.Own() && k.Off && k.ID != d.ID })
}

// leave leaves a device that is no phone as it is: nothing that was seen of it says that Find Device is on, or turns it off.
func (fd *findDevice) leave(r *flow.Runner, d Device) error {
	if fd.without == nil {
		fd.without = map[string]bool{}
	}
	fd.without[d.ID] = true
	return r.Say("turn off Find Device for "+quote(d.Name), trail.Skipped, "it is no phone, and nothing on its page turns Find Device on or off: it is left as it is")
}
