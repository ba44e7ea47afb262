package pages

import "testing"

func TestAccountDenies(t *testing.T) {
	shown := account{ID: "1234567890", Mail: "zo••••@example.com", Phone: "+49 151*****678"}
	for _, tt := range []struct {
		given string
		shown account
		want  bool
	}{
		{"1234567890", shown, false},
		{"1234567891", shown, true},
		{"zoe@example.com", shown, false},
		{"ZOE@Example.com", shown, false},
		{"zoe@example.org", shown, true},
		{"max@example.com", shown, true},
		{"+4915112345678", shown, false},
		{"015112345678", shown, true}, // cannot be told from another number with this ending
		{"+4915112345679", shown, true},
		{"zoe@example.com", account{ID: "1"}, false},
		{"+4915112345678", account{ID: "1"}, false},
		{"zoe@example.com", account{ID: "1", Mail: "••••"}, false},
	} {
		if got := tt.shown.denies(tt.given, false); got != tt.want {
			t.Errorf("%+v denies %q: %v, want %v", tt.shown, tt.given, got, tt.want)
		}
	}
}

func TestMask(t *testing.T) {
	for name, want := range map[string]string{
		"1234567890":      "12••••90",
		"zoe@example.com": "z••••@example.com",
		"":                "••••",
		"+4915112345678":  "+4••••78",
	} {
		if got := Mask(name); got != want {
			t.Errorf("Mask(%q) = %q, want %q", name, got, want)
		}
	}
	for _, tt := range []struct {
		given string
		shown account
		want  bool
	}{
		{"13800002719", account{ID: "1846620357"}, false}, // a phone's number, which the page does not show
		{"13800002719", account{ID: "1846620357", Phone: "138****2719"}, false},
		{"13800002719", account{ID: "1846620357", Phone: "139****2719"}, true},
		{"zoe@example.org", account{ID: "1", Mail: "zo••••@example.com"}, true},
	} {
		if got := tt.shown.denies(tt.given, true); got != tt.want {
			t.Errorf("%+v, known to be the one, denies %q: %v, want %v", tt.shown, tt.given, got, tt.want)
		}
	}
}

// What the person is called is learned where it stands beside the ID and nothing else does, to be hidden everywhere.
func TestTheNameBesideTheID(t *testing.T) {
	for line, want := range map[string]string{
		"Joel Marchetti · 6604219385":         "Joel Marchetti",
		"tomasz-k (6604219385)":               "tomasz-k",
		"Mi Account 6604219385":               "",
		"Mi Account ID: 6604219385":           "",
		"You are about to delete 6604219385":  "",
		"6604219385":                          "",
		"Dario Fenn · dario.fenn@example.com": "Dario Fenn",
		"E-mail: dario.fenn@example.com":      "",
		"Write to help@example.com":           "",
		"Joel Marchetti · 6604219386":         "",
	} {
		p := drawn(t, "page \"https://account.xiaomi.com/\" title=\"Mi Account\" lang=\"en\"\nlayer \"document\"\n- text \""+line+"\"\n")
		if got := nickBeside(p, "6604219385"); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
