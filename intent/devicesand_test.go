package intent

import (
	"testing"

	"miacct/snapshot"
)

// Many sites list devices beside the places where one is signed in, and call the list by both.
func TestAListOfDevicesAndSessions(t *testing.T) {
	for _, c := range []struct {
		lang, label string
		want        bool
	}{
		{"ru", "Устройства и входы", true}, {"en", "Devices & sign-ins", true}, {"en", "Devices and sessions", true}, {"de", "Geräte und Anmeldungen", true},
		{"es", "Dispositivos e inicios de sesión", true}, {"fr", "Appareils et connexions", true}, {"zh", "设备与登录", true},
		{"en", "Sign in", false}, {"en", "Sign in on another device", false}, {"en", "Sign out of all devices", false},
	} {
		m := Find(pageOf(c.lang, snapshot.Node{Kind: snapshot.Link, Name: c.label}), Target{Do: Open, Of: MyDevices})
		if (m.Node >= 0) != c.want {
			t.Errorf("%s %q: found %v; want %v", c.lang, c.label, m.Node >= 0, c.want)
		}
	}
}
