package pages

import "testing"

func TestAccountIs(t *testing.T) {
	shown := account{ID: "1234567890", Mail: "zo••••@example.com", Phone: "+49 151*****678"}
	for _, tt := range []struct {
		given      string
		shown      account
		same, sure bool
	}{
		{"1234567890", shown, true, true},
		{"1234567891", shown, false, true},
		{"zoe@example.com", shown, true, true},
		{"ZOE@Example.com", shown, true, true},
		{"zoe@example.org", shown, false, true},
		{"max@example.com", shown, false, true},
		{"+4915112345678", shown, true, true},
		{"015112345678", shown, false, true}, // cannot be told from another number with this ending
		{"+4915112345679", shown, false, true},
		{"zoe@example.com", account{ID: "1"}, false, false},
		{"+4915112345678", account{ID: "1"}, false, false},
		{"zoe@example.com", account{ID: "1", Mail: "••••"}, false, false},
	} {
		same, sure := tt.shown.is(tt.given)
		if same != tt.same || sure != tt.sure {
			t.Errorf("%+v is %q: same %v, sure %v; want %v, %v", tt.shown, tt.given, same, sure, tt.same, tt.sure)
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
}
