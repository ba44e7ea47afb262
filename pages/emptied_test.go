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
