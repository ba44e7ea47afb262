package pages

import (
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

// A list whose entries hold no control is opened to be edited by the one button beside it that says no more
// than that; what says what it changes is none, and of two neither is pressed.
func TestAListIsOpenedToBeEdited(t *testing.T) {
	edit := func(label string) snapshot.Node { return snapshot.Node{Kind: snapshot.Button, Name: label, Entry: -1} }
	name := snapshot.Node{Kind: snapshot.Text, Text: "Mi 9", Entry: 0}
	own := snapshot.Node{Kind: snapshot.Button, Name: "Details", Entry: 0}
	for what, c := range map[string]struct {
		lang   string
		nodes  []snapshot.Node
		turns  bool // Find Device off, and not the removal
		opened bool
	}{
		"change":              {lang: "en", nodes: []snapshot.Node{edit("Change"), name}, opened: true},
		"modify, in French":   {lang: "fr", nodes: []snapshot.Node{edit("Modifier"), name}, opened: true},
		"edit, beside others": {lang: "en", nodes: []snapshot.Node{edit("Delete photos"), edit("Edit"), edit("Frobnicate"), name}, opened: true},
		"two":                 {lang: "en", nodes: []snapshot.Node{edit("Change"), edit("Edit"), name}},
		"a password":          {lang: "en", nodes: []snapshot.Node{edit("Change password"), name}},
		"changes and deletes": {lang: "en", nodes: []snapshot.Node{edit("Change and delete"), name}},
		"the entry has one":   {lang: "en", nodes: []snapshot.Node{edit("Change"), name, own}},
		"it is not there":     {lang: "en", nodes: []snapshot.Node{edit("Change")}},
		"Find Device":         {lang: "en", nodes: []snapshot.Node{edit("Change"), name}, turns: true},
	} {
		d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
		run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d}}).connect()
		p := snapshot.Page{URL: "https://i.mi.com/devices", Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Entries: []snapshot.Entry{{}}, Frames: []snapshot.Frame{{Allowed: true}}}
		for _, n := range c.nodes {
			n.Parent = -1
			if n.Kind.Pressable() {
				n.For = []string{"native"}
			}
			p.Nodes = append(p.Nodes, n)
		}
		e := run.mine.removing(d)
		if c.turns {
			e = run.find.turningOff(d)
		}
		if _, ok := e.seeEdit(flow.View{Page: p}); ok != c.opened {
			t.Errorf("%s: opened %v", what, ok)
		}
	}
}

// A switch that is not set says that Find Device is off only if it is that of Find Device, however that is called.
func TestASwitchOfSomethingElseIsNotOff(t *testing.T) {
	for _, c := range []struct {
		lang, finder string
		others       []string
	}{
		{"en", "Device finder", []string{"Mark as lost", "Lost mode", "Play sound", "Wi-Fi only", "Last location", "Frobnicate"}},
		{"fr", "Localiser mes appareils", []string{"Déclarer perdu", "Mode perdu"}},
		{"it", "Trova i dispositivi", []string{"Segna come smarrito", "Modalità smarrito"}},
		{"vi", "Tìm thiết bị", []string{"Đánh dấu bị mất", "Chế độ mất"}},
		{"zh-TW", "尋找裝置", []string{"標示為遺失", "遺失模式"}},
	} {
		toggle := func(label string, on snapshot.Tristate) snapshot.Node {
			return snapshot.Node{Kind: snapshot.Switch, Name: label, State: snapshot.State{Checked: on}, Parent: -1, Entry: -1, For: []string{"role"}}
		}
		off := func(nodes ...snapshot.Node) bool {
			nodes = append([]snapshot.Node{{Kind: snapshot.Heading, Text: c.finder, Level: 1, Parent: -1, Entry: -1}}, nodes...)
			p := snapshot.Page{URL: "https://i.mi.com/find", Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Nodes: nodes}
			var all []int
			for i := range nodes {
				all = append(all, i)
			}
			_, ok := turnedOff(flow.View{Page: p}, all, false, nil)
			return ok
		}
		if !off(toggle(c.finder, snapshot.No)) {
			t.Errorf("%s: %q that is not set is not taken for off", c.lang, c.finder)
		}
		for _, other := range c.others {
			if off(toggle(c.finder, snapshot.Yes), toggle(other, snapshot.No)) || off(toggle(other, snapshot.No)) {
				t.Errorf("%s: %q that is not set is taken for Find Device that is off", c.lang, other)
			}
		}
	}
}

// A line of how a device stands is read part by part, and one part that says more than that is no "off".
func TestALineOfStatesIsReadInParts(t *testing.T) {
	for _, c := range []struct {
		lang, line string
		off        bool
	}{
		{"en", "Device finder: off · not connected", true},
		{"en", "Device finder: on · not connected", false},
		{"en", "Device finder: on · disconnected", false},
		{"en", "Device finder: on · switched off", false}, // the phone is
		{"en", "Located · power saving off", false},
		{"de", "Ortung: aus · nicht verbunden", true},
		{"de", "Ortung: an · getrennt", false},
		{"ru", "Поиск устройства: выкл. · нет связи", true},
		{"ru", "Поиск устройства: вкл. · нет связи", false},
	} {
		p := snapshot.Page{Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: c.line, Parent: -1, Entry: -1}}}
		if _, ok := turnedOff(flow.View{Page: p}, []int{0}, false, nil); ok != c.off {
			t.Errorf("%s: %q is off: %v", c.lang, c.line, ok)
		}
	}
}
