package pages

import (
	"strings"
	"testing"
)

// An account without phones where it was looked may have them in another data centre.
func TestPhonesMayBeInAnotherDataCentre(t *testing.T) {
	own := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
	other := Device{ID: "f0002", Name: "Redmi 9", Ownership: Ownership{Whose: Other}}
	for name, tt := range map[string]struct {
		cloud, stop string
		known       devices
		doubts      bool
	}{
		"none":             {"https://i.mi.com", "", nil, true},
		"only another's":   {"https://us.i.mi.com/", "", devices{other}, true},
		"one of their own": {"https://i.mi.com", "", devices{own, other}, false},
		"stops before":     {"https://i.mi.com", "account", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := (&run{WebDelete: &WebDelete{Cloud: tt.cloud, StopBefore: tt.stop}, known: tt.known}).connect()
			got := strings.Join(r.newPlan().Doubts, "; ")
			if (got != "") != tt.doubts {
				t.Errorf("%q", got)
			}
			if _, others, _ := strings.Cut(got, "MIACCT_CLOUD"); tt.doubts && (strings.Contains(others+",", " "+strings.TrimSuffix(tt.cloud, "/")+",") || strings.Count(others, "https://") != 3) {
				t.Errorf("%q", got)
			}
		})
	}
}
