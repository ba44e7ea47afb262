package intent

import (
	"cmp"
	"testing"

	"miacct/snapshot"
)

// To end what Find Device does is to turn it off, where the page is about Find Device; to go on with
// it, or to use it once, is not.
func TestEndingOfTrackingTurnsFindDeviceOff(t *testing.T) {
	turn := Target{Do: TurnOff, Of: FindDevice}
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Stop tracking this phone", true},
		{"en", "No longer locate this device", true},
		{"de", "Dieses Gerät nicht mehr orten", true},
		{"en", "Keep tracking this phone", false},
		{"en", "Locate this device", false},
		{"de", "Gerät orten", false},
		{"en", "Don't stop tracking this phone", false},
		{"en", "Stop tracking cookies on this device", false},
		{"en", "Stop ad tracking", false},
		{"en", "Stop tracking", false}, // of what, the page has to tell
	} {
		if got := Says(c.text, c.lang, turn); got != c.want {
			t.Errorf("%s: %q says to turn off: %v, want %v", c.lang, c.text, got, c.want)
		}
	}
}

// A device that is not looked for any more has Find Device off; one that cannot be found or reached
// may have it on.
func TestUnlocatedDeviceHasFindDeviceOff(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		off        bool
	}{
		{"en", "The device is no longer tracked", true},
		{"en", "Tracking has ended", true},
		{"de", "Die Ortung wurde beendet", true},
		{"en", "Tracking: on", false},
		{"en", "The device is being tracked", false},
		{"en", "The device is offline", false},
		{"en", "The device could not be located", false},
		{"en", "Session has ended", false},
		{"de", "Das Gerät konnte nicht geortet werden", false},
	} {
		s := Sentence(c.text, c.lang)
		if got := s.Of == FindDevice && s.Says == SaysOff; got != c.off {
			t.Errorf("%s: %q says %q of %q, off: %v", c.lang, c.text, s.Says, s.Of, c.off)
		}
	}
}

// What a device's panel tells of its tracking is about Find Device: it speaks for a control beside it.
func TestStateOfTrackingIsAboutFindDevice(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}
	for _, c := range []struct {
		lang, headline, state, control string
		want                           bool
	}{
		{"en", "Find my phone", "Tracking is on · online", "Stop tracking", true},
		{"en", "Where they are", "Tracking: on", "Stop tracking", true},
		{"el", "Βρες το κινητό μου", "Η παρακολούθηση λειτουργεί · συνδεδεμένη", "Διακοπή παρακολούθησης", true},
		{"de", "Mein Handy finden", "Ortung aktiv", "Ortung beenden", true},
		{"zh-TW", "追蹤裝置", "可以定位 · 已連線", "停止追蹤", true},
		{"it", "Localizza i dispositivi", "Ricerca: attiva · connesso", "Interrompi il tracciamento", true},
		{"zh-TW", "追蹤裝置", "定位：開 · 已連線", "停止追蹤", true},
		{"en", "Find my phone", "Cookie tracking is on", "Stop tracking", false},
		{"en", "Find my phone", "Backup is on", "Stop", false},
		{"en", "Your phones", "Online", "Stop tracking", false},
	} {
		name, state := text("Mi 9"), text(c.state)
		shut := map[string]string{"zh-TW": "關上", "it": "Chiudi", "el": "Κλείσιμο"}
		p := menu(c.lang, c.headline, name, state, button(cmp.Or(shut[c.lang], "Close")), button(c.control))
		p.Layers[0].Kind, p.Layers[0].Root = snapshot.Panel, 1
		m := Find(p, off)
		if got := m.Node == 4; got != c.want {
			t.Errorf("%s: %q below %q, %q: taken %v, want %v: %s", c.lang, c.control, c.headline, c.state, got, c.want, m.Reason)
		}
	}
}

// Where "close" and "turn off" are one word, the control that closes a panel is not what turns off.
func TestWhatClosesAPanelTurnsNothingOff(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Hints: Hints{Place: "the page of Find Device"}}
	for lang, shut := range map[string]string{"zh-TW": "關上", "zh": "关闭", "el": "Κλείσιμο", "ar": "إغلاق", "en": "Close"} {
		p := menu(lang, "Find Device", text("Mi 9"), text("Find Device: on"), button(shut), button("Ring"))
		p.Layers[0].Kind, p.Layers[0].Root = snapshot.Panel, 1
		if m := Find(p, off); m.Found() {
			t.Errorf("%s: %q of a panel is taken for turning off", lang, shut)
		}
		x := button(shut)
		x.Box = snapshot.Rect{Width: 36, Height: 36}
		p = pageOf(lang, heading("Find Device"), in(0, text("Mi 9")), in(0, text("Find Device: on")), in(0, x), in(0, button("Ring")))
		if m := Find(p, off); m.Found() {
			t.Errorf("%s: the icon %q beside a device is taken for turning off", lang, shut)
		}
	}
}
