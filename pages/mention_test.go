package pages

import "testing"

func TestAHeadingMentionsADevice(t *testing.T) {
	for text, want := range map[string]bool{
		"Should we be able to find Mi 9?": true,
		"Finding Mi 9 is on":              true,
		"Mi 9's location":                 true,
		"查找“Mi 9”":                        true,
		"关闭Mi 9的查找":                       true,
		"Mi 9 Pro":                        false,
		"Find Mi 9T":                      false,
		"Bob's Mi 9":                      false,
		"Bob的Mi 9":                        false,
		"Find Xiaomi 9":                   false,
		"Find Mi 9 (Family member)":       false,
	} {
		if got := mentions(text, "Mi 9"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if mentions("Find your phone", "Phone") {
		t.Error("a word like others passes for a name")
	}
}
