package pages

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// placeOf returns the nodes of the page that are about the device of row and no other: where it is
// named with controls of its own, what came in front of the page when it was opened there, and a
// whole page that names it alone. An identifier tells twins apart; where none stands they are not told.
func placeOf(v flow.View, row browser.Row, opened bool) []int {
	p := v.Page
	others := othersOf(row)
	in := map[int]bool{}
	add := func(nodes []int) {
		for _, i := range nodes {
			in[i] = true
		}
	}
	names := append([]string{row.Name}, labelled(row)...)
	for _, name := range names {
		for _, s := range p.Scopes(name, others...) {
			if !foreign(p, s.Wide, row) && (!row.Twin || holdsKey(p, s.Wide, row.Key)) {
				add(s.Wide)
			}
		}
	}
	for i, n := range p.Nodes { // the section of a list that bears its name
		if n.Kind == snapshot.Group && !row.Twin && browser.Alike(n.Name, row.Name) {
			if in := within(p, i); !foreign(p, in, row) {
				add(in)
			}
		}
	}
	if section := sectionOf(p, row, names); section != nil && !foreign(p, section, row) && (!row.Twin || holdsKey(p, section, row.Key)) {
		add(section)
	}
	named := func(nodes []int) bool {
		return !row.Twin && slices.ContainsFunc(names, func(name string) bool { return naming(p, nodes, name) }) || row.Twin && holdsKey(p, nodes, row.Key)
	}
	for i, l := range p.Layers {
		nodes := p.InLayer(i)
		switch {
		case l.Kind == snapshot.Toast || foreign(p, nodes, row), l.Kind == snapshot.Banner && !(opened && controlsOpened(v, nodes)) && !named(nodes):
		case l.Kind == snapshot.Document && (opened || chosen(p, row)) && alone(p, nodes, row) && !slices.ContainsFunc(intent.OtherHeads(p, names), func(i int) bool { return p.Nodes[i].State.Expanded == snapshot.Yes }):
			beside := besides(p)
			add(slices.DeleteFunc(nodes, func(i int) bool { return beside[i] }))
		case l.Kind == snapshot.Document:
		case opened && controlsOpened(v, nodes), named(nodes):
			add(nodes)
		}
	}
	var all []int
	for i := range p.Nodes {
		if in[i] {
			all = append(all, i)
		}
	}
	return all
}

// sectionOf is what stands below the one heading that is called as the device of row, up to the next heading of its rank: the
// place of the device that was opened, where nothing is drawn around it. Where no heading is, the control that unfolds what
// stands below it may be one, up to where another device is named. nil if there is none, or no control in it.
func sectionOf(p snapshot.Page, row browser.Row, names []string) (section []int) {
	ours := func(i int) bool {
		return slices.ContainsFunc(names, func(name string) bool { return called(p.Nodes[i], name) })
	}
	var heads, unfolded []int
	for i, n := range p.Nodes {
		switch {
		case n.Kind == snapshot.Heading && n.Entry < 0 && ours(i):
			heads = append(heads, i)
		case n.Kind == snapshot.Button && n.State.Expanded == snapshot.Yes && (ours(i) || slices.ContainsFunc(within(p, i), ours)):
			unfolded = append(unfolded, i)
		}
	}
	folds := len(heads) == 0
	if folds {
		heads = unfolded
	}
	if len(heads) != 1 {
		return nil
	}
	at := heads[0]
	others, beside, controls := othersOf(row), besides(p), false
	for i := at; i < len(p.Nodes); i++ {
		n := p.Nodes[i]
		if i > at && n.Layer == p.Nodes[at].Layer && (n.Kind == snapshot.Heading && (folds || n.Level <= p.Nodes[at].Level) ||
			folds && (slices.ContainsFunc(others, func(name string) bool { return called(n, name) || naming(p, within(p, i), name) }))) {
			break
		}
		if n.Layer == p.Nodes[at].Layer && !beside[i] {
			section = append(section, i)
			controls = controls || n.Kind.Pressable() && i > at
		}
	}
	if !controls {
		return nil
	}
	return section
}

// within are the nodes that lie in node i.
func within(p snapshot.Page, i int) (nodes []int) {
	for k := i + 1; k < len(p.Nodes) && p.Within(k, i); k++ {
		nodes = append(nodes, k)
	}
	return nodes
}

// othersOf are the names of the other devices that are not called as row's.
func othersOf(row browser.Row) (names []string) {
	if row.Others == nil {
		return nil
	}
	names = nil
	for label, name := range row.Others.Labels {
		if !browser.Alike(name, row.Name) {
			names = append(names, label)
		}
	}
	slices.Sort(names)
	for _, name := range row.Others.Names {
		if name != "" && !browser.Alike(name, row.Name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// labelled are the labels by which the site shows the device of row, besides its name.
func labelled(row browser.Row) (all []string) {
	if row.Others == nil {
		return nil
	}
	for label, name := range row.Others.Labels {
		if browser.Alike(name, row.Name) {
			all = append(all, label)
		}
	}
	slices.Sort(all)
	return all
}

// foreign reports whether the nodes name another device, or hold its identifier.
func foreign(p snapshot.Page, nodes []int, row browser.Row) bool {
	for _, name := range othersOf(row) {
		if naming(p, nodes, name) {
			return true
		}
	}
	return row.Others != nil && slices.ContainsFunc(row.Others.Keys, func(k string) bool { return k != row.Key && holdsKey(p, nodes, k) })
}

// naming reports whether one of the nodes is called name. Choices that are not chosen name nothing.
func naming(p snapshot.Page, nodes []int, name string) bool {
	return slices.ContainsFunc(nodes, func(i int) bool { return called(p.Nodes[i], name) && !unchosen(p, i) })
}

// unchosen reports whether a node is a choice that is not chosen, or stands in one or beside one that is its entry's own.
func unchosen(p snapshot.Page, i int) bool {
	c := p.ChoiceAround(i)
	return c >= 0 && !p.Nodes[c].Taken()
}

func called(n snapshot.Node, name string) bool {
	if browser.Alike(n.Name, name) || browser.Alike(n.Text, name) {
		return true
	}
	parts := snapshot.Parts(n.Label())
	if n.Kind == snapshot.Heading { // "Unit 4417 - Mi 9"
		parts = headingParts.Split(n.Label(), -1)
	}
	return slices.ContainsFunc(parts, func(part string) bool { return browser.Alike(part, name) }) || n.Kind == snapshot.Heading && mentions(n.Label(), name)
}

// headingParts are what stands between the parts of a heading.
var headingParts = regexp.MustCompile(` [-–—·|/] |: |：|[｜「」『』【】]`)

// choice reports whether a node is one of several of which another is chosen.
func choice(n snapshot.Node) bool {
	return (n.Kind == snapshot.Option || n.Kind == snapshot.Tab || n.Kind == snapshot.Radio) && !n.State.Selected && n.State.Checked != snapshot.Yes
}

// chosen reports whether the page shows the device of row because it is the chosen one of several.
func chosen(p snapshot.Page, row browser.Row) bool {
	for i, n := range p.Nodes {
		if c := p.ChoiceAround(i); c >= 0 && p.Nodes[c].Taken() && !row.Twin && called(n, row.Name) {
			return true
		}
	}
	return false
}

// alone reports whether a page names the device of row, and as none of a list.
func alone(p snapshot.Page, nodes []int, row browser.Row) bool {
	if row.Twin {
		return holdsKey(p, nodes, row.Key)
	}
	return chosen(p, row) || slices.ContainsFunc(nodes, func(i int) bool {
		return p.Nodes[i].Entry < 0 && called(p.Nodes[i], row.Name)
	})
}

// shortestKey is how long an identifier is that tells something.
const shortestKey = 6

func holdsKey(p snapshot.Page, nodes []int, key string) bool {
	if len(key) < shortestKey {
		return false
	}
	keys := p.Keys()
	return slices.ContainsFunc(nodes, func(i int) bool { return !choice(p.Nodes[i]) && slices.Contains(keys[i], key) })
}

// controlsOpened reports whether the nodes hold controls, and all of them came when something was opened.
func controlsOpened(v flow.View, nodes []int) bool {
	n := 0
	for _, i := range nodes {
		if v.Page.Nodes[i].Kind.Pressable() {
			if n++; !v.Opened(i) {
				return false
			}
		}
	}
	return n > 0
}

// messages are what the page has told since our act: toasts, banners, live regions.
func messages(v flow.View) (told []int) {
	p := v.Page
	for i, n := range p.Nodes {
		kind := p.Layers[n.Layer].Kind
		if (kind == snapshot.Toast || kind == snapshot.Banner || n.Kind == snapshot.Alert || n.Parent >= 0 && p.Nodes[n.Parent].Kind == snapshot.Alert) && v.Fresh(i) {
			told = append(told, i)
		}
	}
	return told
}

// turnedOff reports what of the nodes says that Find Device is off. answer is whether it was asked
// for: then a short word that came is enough, which else may be about anything. called are words by
// which the site calls Find Device.
func turnedOff(v flow.View, nodes []int, answer bool, called []string) (flow.Match, bool) {
	p := v.Page
	on := intent.Find(p, intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, In: intent.Among(nodes...), Called: called})
	if on.Found() || on.Ambiguous() {
		return nowhere, false // what can be turned off is on
	}
	for _, i := range nodes {
		n := p.Nodes[i]
		if n.Kind == snapshot.Switch || n.Kind == snapshot.Checkbox {
			if m := intent.Of(p, i); n.State.Checked == snapshot.No && !m.Negated && (m.Context == "" && slices.Contains(m.Objects, "find-device") ||
				(n.Kind == snapshot.Switch || saysOff(p, nodes, i, called) || namesFind(n.Label(), p.Lang, called) && onlyOne(nodes, func(k int) bool { return isBox(p.Nodes[k]) }) == i) && intent.Sentence(n.Label(), p.Lang, called...).Of == intent.FindDevice) {
				return flow.Match{Node: i, Words: n.Label()}, true
			}
			continue
		}
		if n.Kind.Pressable() {
			if !holdsTexts(p, i) && intent.OffersTurnOn(p, i, called...) {
				return flow.Match{Node: i, Words: n.Label()}, true
			}
			continue
		}
		if !isText(n) || pressable(p, i) {
			continue
		}
		switch standing(p, i, called) {
		case intent.SaysOff:
			return flow.Match{Node: i, Words: n.Label()}, true
		case intent.SaysOn:
			continue
		}
		s := intent.Sentence(n.Label(), p.Lang, called...)
		switch {
		case s.Of == intent.FindDevice && (s.Says == intent.SaysOff || s.Says == intent.SaysDone),
			answer && v.Came(i) && (s.Says == intent.SaysOff || s.Says == intent.SaysDone || off(p, i)):
			return flow.Match{Node: i, Words: n.Label()}, true
		}
	}
	return nowhere, false
}

// saysOff reports whether a text of the same place says of what node i is called that it is off: "Track this device.
// Off now".
func saysOff(p snapshot.Page, nodes []int, i int, called []string) bool {
	return slices.ContainsFunc(nodes, func(k int) bool {
		return isText(p.Nodes[k]) && p.Nodes[k].Entry == p.Nodes[i].Entry && captioned(p, k, append(slices.Clip(called), p.Nodes[i].Label())) == intent.SaysOff
	})
}

// standing is whether Find Device is on or off as a text says by itself, by one of its parts, or by what it is
// captioned: "Finder: off · not connected".
func standing(p snapshot.Page, i int, called []string) intent.Said {
	if s := captioned(p, i, called); s != intent.SaysNothing {
		return s
	}
	parts := strings.FieldsFunc(p.Nodes[i].Label(), func(r rune) bool { return strings.ContainsRune("·•|\n", r) })
	if len(parts) < 2 {
		return intent.SaysNothing
	}
	for _, what := range []intent.Said{intent.SaysOn, intent.SaysOff} {
		if slices.ContainsFunc(parts, func(part string) bool {
			s := intent.Sentence(part, p.Lang, called...)
			return s.Of == intent.FindDevice && s.Says == what
		}) {
			return what
		}
	}
	return intent.SaysNothing
}

// longestState is how many runes a state has at most: "eingeschaltet".
const longestState = 30

// captioned is whether Find Device is on or off as a text says that is no more than a state, and stands where
// something is captioned Find Device: in a column, a definition, a line of that name.
func captioned(p snapshot.Page, i int, called []string) intent.Said {
	label := p.Nodes[i].Label()
	if utf8.RuneCountInString(label) > longestState || intent.Sentence(label, p.Lang, called...).Of != intent.None {
		return intent.SaysNothing
	}
	if !intent.TellsState(label, p.Lang) {
		return intent.SaysNothing
	}
	headed := slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool {
		return n.Kind == snapshot.Heading && n.Entry < 0 && p.Layers[n.Layer].Kind == snapshot.Document && namesFind(n.Label(), p.Lang, called)
	})
	for _, c := range p.Captions(i) {
		if !namesFind(c, p.Lang, called) && !(headed && intent.NamesNothing(c, p.Lang)) { // "Status", on a page that is headed Find Device
			continue
		}
		if s := intent.Sentence(c+": "+label, p.Lang, called...); s.Whole && (s.Says == intent.SaysOn || s.Says == intent.SaysOff) {
			return s.Says
		}
		if s := intent.StateAlone(label, p.Lang); s != intent.SaysNothing {
			return s
		}
	}
	return intent.SaysNothing
}

// namesFind reports whether a text is no more than a name of Find Device.
func namesFind(text, lang string, called []string) bool {
	if s := intent.Sentence(text, lang, called...); s.Of != intent.FindDevice || s.Says != intent.SaysNothing {
		return false
	}
	m := intent.OfText(snapshot.Text, text, lang)
	return len(m.Left) == 0 && !m.Negated && !m.Question && m.Topic == "" || slices.ContainsFunc(called, func(w string) bool { return browser.Alike(w, text) })
}

// holdsTexts reports whether a control is a row of several texts rather than one label.
func holdsTexts(p snapshot.Page, i int) bool {
	n := 0
	for k := i + 1; k < len(p.Nodes) && p.Within(k, i); k++ {
		if isText(p.Nodes[k]) && strings.ContainsFunc(p.Nodes[k].Label(), unicode.IsLetter) {
			n++
		}
	}
	return n > 1
}

// off reports whether a text says no more than "off".
func off(p snapshot.Page, i int) bool {
	m := intent.Of(p, i)
	return len(m.Left) == 0 && !m.Negated && !m.Question && len(m.Verbs) == 1 && m.Verbs[0] == "turn-off"
}
