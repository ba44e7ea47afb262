package flow

import (
	"testing"

	"miacct/snapshot"
)

func TestUndrawn(t *testing.T) {
	for name, tt := range map[string]struct {
		nodes string
		want  bool
	}{
		"something lies over all of it":            {`- button "Photos" against="covered by <div>"` + "\n- text \"cloud\"\n", true},
		"something lies over a part":               {`- button "Photos" against="covered by <div>"` + "\n- button \"Me\"\n", false},
		"a frame that shows nothing":               {"- heading \"Xiaomi Cloud\"\n- group \"Sign in\" tag=\"iframe\"\n", true},
		"a frame that shows something":             {"- heading \"Xiaomi Cloud\"\n- group \"Sign in\" tag=\"iframe\"\n  - field \"Email\"\n", false},
		"a page to read":                           {"- heading \"Gone\"\n- text \"Your account was deleted.\"\n", false},
		"a page to read, with a frame of no words": {"- text \"One\"\n- text \"Two\"\n- text \"Three\"\n- group tag=\"iframe\"\n", false},
		"a sign of its maker and what turns":       {"- image \"Mi\"\n- progress \"\"\n", true},
		"a heading alone":                          {"- heading \"Xiaomi Cloud\"\n", true},
	} {
		p, err := snapshot.Parse("page \"https://i.mi.com/\"\nlayer \"document\"\n" + tt.nodes)
		if err != nil {
			t.Fatal(err)
		}
		if got := undrawn(p); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
