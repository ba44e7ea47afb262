package intent

import "testing"

func TestContrary(t *testing.T) {
	for _, c := range []struct {
		lang, before, now string
		want              bool
	}{
		{"en", "Can be located · online", "Cannot be located · online", true},
		{"en", "Located · online", "Not located · online", true},
		{"en", "Tracking: on", "Tracking: off", true},
		{"de", "Wird geortet · verbunden", "Wird nicht geortet · verbunden", true},
		{"el", "Μπορεί να εντοπιστεί · συνδεδεμένη", "Δεν μπορεί να εντοπιστεί · συνδεδεμένη", true},
		{"zh-TW", "可以定位 · 已連線", "無法定位 · 已連線", true},
		{"en", "Located · online", "Not located · offline", false}, // it may be out of reach
		{"en", "Located · offline", "Not located · offline", true},
		{"en", "Located · online", "Located · online", false},
		{"en", "Located", "Could not be located: an error occurred", false},
		{"en", "Located", "Not backed up", false},
		{"en", "Backed up", "Not located", false},
		{"en", "Not located", "Not located", false},
		{"en", "Located", "Do you want it not to be located?", false},
		{"en", "Tracking: on", "Cookies: off", false},
	} {
		if got := Contrary(c.before, c.now, c.lang); got != c.want {
			t.Errorf("%s: %q, then %q: %v", c.lang, c.before, c.now, got)
		}
	}
}
