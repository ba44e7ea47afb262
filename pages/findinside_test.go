package pages

import (
	"testing"

	"miacct/flow"
)

// A site without a page of Find Device has it on the page of each device that a list opens; a page of another kind, of two
// devices, or one that another page led to says nothing of the kind.
func TestFindDeviceOnTheDevicesOwnPages(t *testing.T) {
	const head = "- link \"Cloud\" href=\"https://i.mi.com/\" for=\"native\"\n"
	const list = head + "- heading \"Devices\" level=1\n- text \"Xiaomi 14T\" entry=0\n- link \"See details\" entry=0 href=\"https://i.mi.com/device/1\" for=\"native\"\n- text \"Redmi 13\" entry=1\n- link \"See details\" entry=1 href=\"https://i.mi.com/device/2\" for=\"native\"\n"
	const entries = "entry layer=0\nentry layer=0\n"
	const own = head + "- heading \"Redmi 13\" level=1\n- heading \"Find my device\" level=3\n- text \"Find my device is on.\"\n- button \"Turn off\" for=\"native\"\n"
	for name, c := range map[string]struct {
		seen []string // addresses and nodes
		want bool
	}{
		"the device's page":      {[]string{"https://i.mi.com/devices", list, "https://i.mi.com/device/2", own}, true},
		"without Find Device":    {[]string{"https://i.mi.com/devices", list, "https://i.mi.com/device/2", head + "- heading \"Redmi 13\" level=1\n- text \"128 GB\"\n"}, false},
		"of two devices":         {[]string{"https://i.mi.com/devices", list, "https://i.mi.com/device/2", own + "- heading \"Xiaomi 14T\" level=1\n"}, false},
		"another page led there": {[]string{"https://i.mi.com/devices", list, "https://i.mi.com/home", head + "- heading \"Home\"\n", "https://i.mi.com/device/2", own}, false},
		"no list was passed":     {[]string{"https://i.mi.com/device/2", own}, false},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
		s := &insideSearch{fd: &run.find}
		see, got := s.inside().See, false
		for k := 0; k < len(c.seen); k += 2 {
			p := parse(t, "page \""+c.seen[k]+"\" title=\"Cloud\" lang=\"en\"\nframe \""+c.seen[k]+"\" allowed\nlayer \"document\"\n"+entries+c.seen[k+1])
			_, got = see(flow.View{Page: p})
		}
		if got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
