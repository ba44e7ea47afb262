package pages

import "testing"

// A page without headings is headed by the text above all else of its own; where that is a greeting, a name in a list or
// stands below something, nothing heads it.
func TestAPageIsHeadedByATextThatIsNoHeading(t *testing.T) {
	for name, c := range map[string]struct{ nodes, want string }{
		"an app's bar":      {"- button \"Menu\" for=\"native\" box=8,8,32,32\n- text \"Track phone\" box=60,8,200,32\n- button \"Redmi 9 On\" for=\"native\" box=0,60,400,40\n", "Track phone"},
		"a heading below":   {"- text \"My cloud\" box=60,8,200,32\n- heading \"Photos\" box=0,60,200,30\n", ""},
		"a line of a list":  {"- text \"Redmi 9\" entry=0 box=60,8,200,32\n- button \"Track phone\" for=\"native\" box=0,60,400,40\n", ""},
		"a paragraph":       {"- text \"Here you can see where your phones are, and turn that off.\" box=60,8,200,32\n", ""},
		"it is not on top":  {"- text \"Track phone\" box=60,108,200,32\n- button \"Redmi 9 On\" for=\"native\" box=0,6,400,40\n", ""},
		"it is a control's": {"- button \"Track phone\" for=\"native\" box=0,6,400,40\n  - text \"Track phone\" box=0,6,400,40\n", ""},
	} {
		p := parse(t, "page \"https://i.mi.com/\" title=\"Cloud\" lang=\"en\"\nframe \"https://i.mi.com/\" allowed\nlayer \"document\" box=0,0,1280,800\nentry layer=0\n"+c.nodes)
		got := ""
		if i := drawnTitle(p); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != c.want {
			t.Errorf("%s: headed %q; want %q", name, got, c.want)
		}
	}
}
