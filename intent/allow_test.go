package intent

import (
	"testing"

	"miacct/snapshot"
)

// What allows a phone to be found and is ticked, is unticked to turn that off; what is not ticked, denies it, or allows more, is not.
func TestWhatAllowsTrackingIsUnticked(t *testing.T) {
	for _, c := range []struct {
		lang, label string
		ticked      snapshot.Tristate
		want        bool
	}{
		{"en", "Allow this phone to be found", snapshot.Yes, true}, {"en", "Enable Find Device", snapshot.Yes, true},
		{"fr", "Autoriser la localisation de cet appareil", snapshot.Yes, true}, {"de", "Ortung dieses Geräts erlauben", snapshot.Yes, true},
		{"es", "Permitir localizar este dispositivo", snapshot.Yes, true},
		{"en", "Allow this phone to be found", snapshot.No, false}, {"en", "Do not allow this phone to be found", snapshot.Yes, false},
		{"en", "Allow offers about Find Device", snapshot.Yes, false}, {"en", "Allow", snapshot.Yes, false},
		{"en", "Enable sound", snapshot.Yes, false}, {"en", "Turn Find Device back on automatically", snapshot.Yes, false},
		{"en", "Turn on Find Device when the phone restarts", snapshot.Yes, false}, {"en", "Turn on Find Device for new devices", snapshot.Yes, false},
		{"en", "Allow others to locate this phone", snapshot.Yes, false},
	} {
		box := checkbox(c.label)
		box.State.Checked = c.ticked
		p := pageOf(c.lang, heading("Mi 9"), box)
		m := Find(p, Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Hints: Hints{Place: "its own page"}})
		if m.Found() != c.want {
			t.Errorf("%s %q, ticked %v: found %v (%v)", c.lang, c.label, c.ticked, m.Found(), m)
		}
	}
}
