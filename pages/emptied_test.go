package pages

import "testing"

// A list of Find Device that shows nothing any more, without a word, is empty only where it was read before, and this run has
// removed all of it.
func TestAListThatThisRunHasEmptied(t *testing.T) {
	const bare = "- heading \"Find Device\" level=1\n- link \"Home\" href=\"https://i.mi.com/\" for=\"native\"\n"
	for _, tt := range []struct {
		name, nodes, at string
		removed         int
		listed, want    bool
	}{
		{"all removed", bare, "https://i.mi.com/find", 1, false, true},
		{"nothing removed by this run", bare, "https://i.mi.com/find", 0, false, false},
		{"one is left in My Devices", bare, "https://i.mi.com/find", 1, true, false},
		{"another page", bare, "https://i.mi.com/phones", 1, false, false},
		{"a phone is there", bare + "- text \"Redmi Note 8\"\n", "https://i.mi.com/find", 1, false, false},
		{"its title as a text", bare + "- text \"Find Device\" tag=\"b\"\n", "https://i.mi.com/find", 1, false, true},
		{"what may be a device is there", bare + "- text \"Kitchen\"\n", "https://i.mi.com/find", 1, false, false},
		{"it still loads", bare + "- progress \"\" hint=\"spinner\"\n", "https://i.mi.com/find", 1, false, false},
		{"a control", bare + "- button \"Show\" for=\"native\"\n", "https://i.mi.com/find", 1, false, false},
		{"what stood there before", bare + "- text \"Your phones are tracked for you.\"\n", "https://i.mi.com/find", 1, false, true},
		{"a device that was not read before either", bare + "- text \"Kitchen\"\n", "https://i.mi.com/find", 1, false, false},
		{"it says so", bare + "- text \"No phones here.\"\n", "https://i.mi.com/find", 1, false, true},
		{"none can be located", bare + "- text \"There are no phones that can be located.\"\n", "https://i.mi.com/find", 1, false, true},
		{"none can be located, and none was removed", bare + "- text \"There are no phones that can be located.\"\n", "https://i.mi.com/find", 0, false, false},
		{"it says so in a card", bare + "- button \"No phones here\" for=\"cursor\" weak\n", "https://i.mi.com/find", 1, false, true},
		{"it failed", bare + "- text \"The list could not be loaded.\"\n", "https://i.mi.com/find", 1, false, false},
	} {
		run := newRun(&WebDelete{Site: load(t)}, &Ending{})
		run.find.readAt, run.mine.removed = "https://i.mi.com/find", tt.removed
		before := matterOf(pageAt(t, "https://i.mi.com/find", "Find", "en", bare+"- text \"Your phones are tracked for you.\"\n- text \"Mi 9\"\n- text \"Kitchen\"\n"))
		run.find.beside = before.besideDevices(devices{{Name: "Mi 9"}})
		run.known = devices{{ID: "1", Name: "Mi 9", Listed: tt.listed, Ownership: Ownership{Whose: Own}}}
		p := pageAt(t, tt.at, "Find", "en", tt.nodes)
		if got := run.find.emptied(matterOf(p)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// The head of a part of a list is no device, and what it holds is yet to be shown.
func TestTheHeadOfAPartIsNoDevice(t *testing.T) {
	md := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}}}).connect().mine
	const heading = "- heading \"Mis dispositivos\" level=1\n"
	at := func(nodes string) *myReading {
		return md.readMine(parse(t, "page \"https://account.xiaomi.com/devices\" title=\"Dispositivos\" lang=\"es\"\nframe \"https://account.xiaomi.com/devices\" allowed\nlayer \"document\"\nentry layer=0\nentry layer=0\n"+heading+nodes), nil)
	}
	const device, part = "- text \"Mi 9\" entry=0\n- button \"Quitar\" entry=0 for=\"native\"\n", "- button \"▸ Sin conexión (1)\" entry=1 expanded=no for=\"native\"\n"
	m := at(device + part)
	if len(m.others) > 0 {
		t.Errorf("devices: %+v", m.others)
	}
	if closedPart(m.Page, func(int) bool { return false }) < 0 {
		t.Error("the closed part is not seen")
	}
	if m = at(part); m.empty || !m.isList(false) {
		t.Errorf("a list of which a part is closed: empty %v, a list %v", m.empty, m.isList(false))
	}
}
