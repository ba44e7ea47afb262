package intent

import (
	"testing"

	"miacct/snapshot"
)

// What asks where one's devices are is called after what Find Device does, and opens it.
func TestWhereMyDevicesAre(t *testing.T) {
	for _, c := range []struct {
		lang, label string
		want        bool
	}{
		{"en", "Where are my devices? ›", true}, {"en", "See where my phones are", true}, {"ru", "Мои устройства и поиск", true}, {"de", "Wo sind meine Geräte?", true},
		{"es", "¿Dónde están mis dispositivos?", true}, {"zh", "我的设备在哪里？", true}, {"fr", "Où sont mes appareils ?", true},
		{"en", "My devices", false}, {"en", "Turn off Find Device?", false},
	} {
		m := Find(pageOf(c.lang, snapshot.Node{Kind: snapshot.Link, Name: c.label}), Target{Do: Open, Of: FindDevice})
		if (m.Node >= 0) != c.want {
			t.Errorf("%s %q: found %v; want %v: %+v", c.lang, c.label, m.Node >= 0, c.want, m.Nearest)
		}
	}
}
