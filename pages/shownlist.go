package pages

import (
	"slices"
	"strings"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// A deviceEntry is what a page shows of one device in a list.
type deviceEntry struct {
	Name  string
	Label string // the words of the node that names it, "" if they are its name
	At    int    // the node that names it
	Nodes []int  // what stands with it, in reading order
	Entry int    // index in Page.Entries, -1 if it is in none

	Deletable bool // a control with it removes a device
	Current   bool // it is the device that this browser runs on, or a browser by its name: no phone
}

// texts are the words with e that are no control's.
func (e deviceEntry) texts(p snapshot.Page) []string {
	var all []string
	for _, i := range e.Nodes {
		if n := p.Nodes[i]; isText(n) && n.Label() != "" {
			all = append(all, n.Label())
		}
	}
	return all
}

// A deviceMatter is the part of a page in which devices may be listed: not what stands beside it, nor
// messages and banners. Menus count: a list may be one.
type deviceMatter struct {
	snapshot.Page
	in         []bool // of each node
	background []bool // likewise: it slides away, or something lies in front of it; what is named there is there all the same
	element    map[snapshot.Ref]int
	groups     map[int]int // of each entry: which list it is of
	means      map[string]intent.Meaning
	called     []string // words by which the page calls Find Device
	find       bool     // the page is one of Find Device: a list of it that is called devices is one, whatever they are called
}

// meaning is what node i means. Controls of one label mean the same in each entry; texts are read by themselves.
func (m *deviceMatter) meaning(i int) intent.Meaning {
	n := m.Nodes[i]
	key := string(n.Kind) + "\x00" + n.Label()
	means, ok := m.means[key]
	if !ok {
		if n.Kind.Pressable() {
			means = intent.Of(m.Page, i)
		} else {
			means = intent.OfText(snapshot.Text, n.Label(), m.Lang)
		}
		m.means[key] = means
	}
	return means
}

func matterOf(p snapshot.Page) *deviceMatter {
	m := &deviceMatter{Page: p, in: make([]bool, len(p.Nodes)), background: make([]bool, len(p.Nodes)), element: map[snapshot.Ref]int{}, groups: map[int]int{}, means: map[string]intent.Meaning{}}
	beside := besides(p)
	front := slices.IndexFunc(p.Layers, func(l snapshot.Layer) bool { return l.Modal })
	for i, n := range p.Nodes {
		m.background[i] = front < 0 && slices.Contains(n.Against, "inert") || front >= 0 && n.Layer > front
		kind := snapshot.Document
		if n.Layer < len(p.Layers) {
			kind = p.Layers[n.Layer].Kind
		}
		m.in[i] = !beside[i] && kind != snapshot.Toast && kind != snapshot.Banner && (kind != snapshot.Document || n.Role != "dialog")
	}
	for e, el := range p.Tree {
		m.element[el.Ref] = e
	}
	for e, entry := range p.Entries {
		m.groups[e] = -2 - entry.Around*len(p.Layers) - entry.Layer
		if el, ok := m.element[entry.Ref]; ok && entry.Ref.Node != 0 {
			m.groups[e] = p.Tree[el].Parent
		}
	}
	return m
}

// allParts reports whether an entry, or what lies in none, says each part of a name in a text of its own.
func (m *deviceMatter) allParts(entry int, name string) bool {
	return !slices.ContainsFunc(nameParts(name), func(part string) bool {
		return !slices.ContainsFunc(m.Nodes, func(n snapshot.Node) bool { return n.Entry == entry && browser.Alike(n.Label(), part) })
	})
}

// named finds where the devices called names are shown, each place with the index of the name.
func (m *deviceMatter) named(names []string) (places []deviceEntry, which []int) {
	keys := map[string]int{}
	for i := len(names) - 1; i >= 0; i-- {
		keys[snapshot.Fold(names[i])] = i
	}
	delete(keys, "")
	telling := tellingParts(names, m.Lang)
	of := make([]int, len(m.Nodes))
	for i, n := range m.Nodes {
		of[i] = -1
		if !m.in[i] || n.Kind == snapshot.Group {
			continue
		}
		for _, s := range []string{n.Text, n.Name, n.Description} {
			k, ok := keys[snapshot.Fold(s)]
			if !ok {
				k, ok = keys[snapshot.Fold(bareName(s, m.Lang))]
			}
			if !ok {
				if k, ok = telling[snapshot.Fold(s)]; ok {
					ok = m.allParts(n.Entry, names[k])
				}
			}
			if ok && s != "" {
				of[i] = k
			}
		}
	}
	others := make([]map[int]bool, len(m.Entries)) // which names stand in each entry
	for i, k := range of {
		if k < 0 {
			continue
		}
		for e := m.Nodes[i].Entry; e >= 0 && e < len(m.Entries); e = m.Entries[e].Around - 1 {
			if others[e] == nil {
				others[e] = map[int]bool{}
			}
			others[e][k] = true
		}
	}
	inEntry := m.nodesOfEntries()
	for i, k := range of {
		if k < 0 || m.Nodes[i].Parent >= 0 && of[m.Nodes[i].Parent] == k {
			continue
		}
		p := deviceEntry{Name: names[k], Label: m.Nodes[i].Label(), At: i, Nodes: []int{i}, Entry: -1}
		for e := m.Nodes[i].Entry; e >= 0 && e < len(m.Entries) && len(others[e]) == 1; e = m.Entries[e].Around - 1 {
			p.Entry, p.Nodes = e, inEntry[e]
			if len(inEntry[e]) > 1 {
				break
			}
		}
		places, which = append(places, p), append(which, k)
	}
	return places, which
}

func (m *deviceMatter) nodesOfEntries() [][]int {
	all := make([][]int, len(m.Entries))
	for i := range m.Nodes {
		for e := m.Nodes[i].Entry; e >= 0 && e < len(m.Entries); e = m.Entries[e].Around - 1 {
			all[e] = append(all[e], i)
		}
	}
	return all
}

// lists are the lists of the page, each the entries beside each other, in reading order. What lies in
// an entry is not listed by itself if the entry around it is all of one thing.
func (m *deviceMatter) lists() [][]deviceEntry {
	inEntry := m.nodesOfEntries()
	order := []int{}
	of := map[int][]deviceEntry{}
	for e := range m.Entries {
		nodes := slices.DeleteFunc(slices.Clone(inEntry[e]), func(i int) bool { return !m.in[i] || m.background[i] })
		if len(nodes) == 0 || !slices.ContainsFunc(nodes, func(i int) bool { return !heads(m.Nodes[i]) }) {
			continue
		}
		g := m.groups[e]
		if _, ok := of[g]; !ok {
			order = append(order, g)
		}
		of[g] = append(of[g], deviceEntry{At: nodes[0], Nodes: nodes, Entry: e})
	}
	var all [][]deviceEntry
	for _, g := range order {
		all = append(all, of[g])
	}
	return append(all, m.choices()...)
}

// heads reports whether a node names a column.
func heads(n snapshot.Node) bool { return n.Tag == "th" || n.Role == "columnheader" }

// judge tells of each entry what its controls and words say.
func (m *deviceMatter) judge(e *deviceEntry) (device bool) {
	device = isModel(e.Name)
	e.Current = e.Current || isBrowser(e.Name)
	for _, i := range e.Nodes {
		n := m.Nodes[i]
		means := m.meaning(i)
		about := func(objects ...string) bool {
			return slices.ContainsFunc(means.Objects, func(o string) bool { return slices.Contains(objects, o) })
		}
		does := func(verbs ...string) bool {
			return slices.ContainsFunc(means.Verbs, func(v string) bool { return slices.Contains(verbs, v) })
		}
		switch {
		case !n.Kind.Pressable():
			if isText(n) && i != e.At && means.Context == "" && about("this-device", "current-device", "browser") {
				e.Current = true
			}
		case about("backup", "photos", "subscription", "card", "consent", "data", "files", "contacts"):
		case does("play-sound", "locate") || about("find-device") && means.Context == "" && i != e.At:
			device = true
		case does("remove", "delete", "unlink", "disconnect") && !means.Negated && means.Topic == "" && len(means.Left) == 0 && (means.Context != "" || about("device", "phone", "this-device") || len(means.Objects) == 0):
			e.Deletable, device = true, true
		}
	}
	return device
}

// devices are the lists of the page that are of devices, by what their entries say: at least half of them
// are called as the maker calls its devices, have a control that only a device has, or say how Find Device stands.
func (m *deviceMatter) devices() (all []deviceEntry) {
	for _, list := range m.lists() {
		m.name(list)
		sure := 0
		var named []deviceEntry
		for i := range list {
			if list[i].Name == "" || m.invites(list[i]) || isNote(list[i].Name, m.Lang) || m.isSetting(list[i]) || m.headsPart(list[i]) {
				continue
			}
			if device := m.judge(&list[i]); list[i].Entry < 0 && (isModel(list[i].Name) || m.find && holdsModel(list[i].Name)) || list[i].Entry >= 0 && (device || m.state(list[i]) != intent.SaysNothing) {
				sure++ // a control that is an entry by itself is one by its name
			}
			named = append(named, list[i])
		}
		if sure > 0 && 2*sure >= len(named) || m.find && sure == 0 && len(named) > 0 && m.callsDevices(list[0]) {
			all = append(all, named...)
		}
	}
	return m.unnested(all)
}

// headsPart reports whether an entry is the head of a part of the list, named by the state of what is in it: "Offline (1)".
func (m *deviceMatter) headsPart(e deviceEntry) bool {
	return slices.ContainsFunc(e.Nodes, func(i int) bool {
		n := m.Nodes[i]
		return n.Kind.Pressable() && n.State.Expanded != snapshot.None && n.State.Popup == "" && intent.NamesPart(n.Label(), m.Lang)
	})
}

// isSetting reports whether an entry is called by what its own control does, every word of which is understood: "Mark as
// lost", with its switch; or by what a part of a page is headed with that no device is called: "Account". It is a part of
// the device that it stands below.
func (m *deviceMatter) isSetting(e deviceEntry) bool {
	named := m.meaning(e.At)
	if e.Entry < 0 || holdsModel(e.Name) || len(named.Left) > 0 {
		return false
	}
	has := func(objects ...string) bool {
		return slices.ContainsFunc(named.Objects, func(o string) bool { return slices.Contains(objects, o) })
	}
	if m.Nodes[e.At].Kind == snapshot.Heading && named.Context == "" && has("account", "xiaomi-account", "find-device", "tracking", "location", "security", "privacy", "data", "settings") {
		return true
	}
	return (len(named.Verbs) > 0 || has("find-device", "tracking")) && slices.ContainsFunc(e.Nodes, func(i int) bool {
		return m.Nodes[i].Kind.Pressable() && browser.Alike(m.Nodes[i].Label(), m.Nodes[e.At].Label())
	})
}

// unnested leaves of entries that lie in each other the inner ones: the outer are sections, and so are those beside them
// that hold entries.
func (m *deviceMatter) unnested(all []deviceEntry) []deviceEntry {
	sections := map[int]bool{}
	for _, e := range all {
		for out := m.around(e.Entry); out >= 0; out = m.around(out) {
			if slices.ContainsFunc(all, func(o deviceEntry) bool { return o.Entry == out }) {
				sections[m.groups[out]] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(e deviceEntry) bool {
		return e.Entry >= 0 && sections[m.groups[e.Entry]] && slices.ContainsFunc(m.Entries, func(o snapshot.Entry) bool { return o.Around-1 == e.Entry })
	})
}

// around is the entry that entry e lies in, -1 if there is none.
func (m *deviceMatter) around(e int) int {
	if e < 0 || e >= len(m.Entries) {
		return -1
	}
	return m.Entries[e].Around - 1
}

// headingOf is what node i stands below, "" if nothing.
func (m *deviceMatter) headingOf(i int) string { return labelOf(m.Page, m.headingNode(i)) }

// headingNode is the heading that node i stands below, or the list or table around it that has a name of its own, such as a
// caption, whichever is nearer: -1 if there is none.
func (m *deviceMatter) headingNode(i int) int {
	for k := i - 1; k >= 0; k-- {
		n := m.Nodes[k]
		if n.Kind == snapshot.Group && n.Name != "" && m.in[k] && slices.Contains([]string{"table", "list", "grid", "listbox", "tree"}, n.Role) && m.Within(i, k) {
			return k
		}
		if n.Kind == snapshot.Heading && m.in[k] && n.Layer == m.Nodes[i].Layer && n.Frame == m.Nodes[i].Frame && (n.Entry < 0 || n.Entry != m.Nodes[i].Entry) {
			return k
		}
	}
	return -1
}

// states notes of each device whether what stands with its name says that Find Device is off for it. The
// page's word counts before that of an answer.
func (m *deviceMatter) states(ds devices) {
	places, which := m.named(ds.names())
	for k, e := range places {
		d := &ds[which[k]]
		if ds.only(d.Name) < 0 {
			continue // which of them it is does not stand there
		}
		switch m.state(e) {
		case intent.SaysOff:
			d.Off = true
		case intent.SaysOn:
			d.Off = false
		}
	}
}

// state is whether what stands with a device says that Find Device is on or off.
func (m *deviceMatter) state(e deviceEntry) intent.Said {
	said := intent.SaysNothing
	for _, i := range e.Nodes {
		n := m.Nodes[i]
		var now intent.Said
		switch {
		case isText(n) && i != e.At:
			for part := range strings.FieldsFuncSeq(n.Label(), func(r rune) bool { return strings.ContainsRune("·|•,，、/", r) }) {
				if s := intent.Sentence(strings.TrimSpace(part), m.Lang, m.called...); s.Of == intent.FindDevice && (s.Says == intent.SaysOff || s.Says == intent.SaysOn) {
					now = s.Says
				}
			}
			if now == intent.SaysNothing {
				now = captioned(m.Page, i, m.called)
			}
		case isText(n) && n.Label() != e.Name: // what follows on the name
			rest := strings.TrimSpace(strings.Replace(n.Label(), e.Name, " ", 1))
			if s := intent.Sentence(rest, m.Lang, m.called...); s.Of == intent.FindDevice && (s.Says == intent.SaysOff || s.Says == intent.SaysOn) {
				now = s.Says
			}
		case n.State.Checked != snapshot.None && (n.Kind == snapshot.Switch || n.Kind == snapshot.Checkbox):
			means := intent.Of(m.Page, i)
			if means.Context != "" || !slices.Contains(means.Objects, "find-device") || len(means.Left) > 0 {
				continue
			}
			if now = intent.SaysOff; n.State.Checked == snapshot.Yes {
				now = intent.SaysOn
			}
		}
		if said != intent.SaysNothing && now != intent.SaysNothing && now != said {
			return intent.SaysNothing
		}
		if now != intent.SaysNothing {
			said = now
		}
	}
	return said
}
