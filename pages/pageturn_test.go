package pages

import "testing"

func TestNumberedPages(t *testing.T) {
	for _, tt := range []struct {
		name, nodes  string
		next, before int
	}{
		{"a mark of its authors", "- group tag=\"ul\"\n  - button \"1\" tag=\"li\" hint=\"item active\"\n  - button \"2\" tag=\"li\" hint=\"item\"\n", 2, -1},
		{"the second of three", "- button \"1\" hint=\"p\"\n- button \"2\" hint=\"p on\"\n- button \"3\" hint=\"p\"\n", 2, 0},
		{"selected", "- link \"1\" href=\"https://i.mi.com/l?p=1\"\n- link \"2\" href=\"https://i.mi.com/l?p=2\" selected\n", -1, 0},
		{"the one that cannot be pressed", "- text \"1\"\n- link \"2\" href=\"https://i.mi.com/l?p=2\"\n", 1, -1},
		{"nothing tells", "- button \"1\" hint=\"p\"\n- button \"2\" hint=\"p\"\n", -1, -1},
		{"two marks", "- button \"1\" hint=\"p a\"\n- button \"2\" hint=\"p b\"\n", -1, -1},
		{"counts of something", "- text \"1\" tag=\"b\"\n- group tag=\"ul\"\n  - button \"2\" tag=\"li\"\n", -1, -1},
		{"a count before it", "- text \"1\" tag=\"b\"\n- group tag=\"ul\"\n  - button \"1\" hint=\"p on\"\n  - button \"2\" hint=\"p\"\n", 3, -1},
		{"a rating", "- radio \"1\" hint=\"p on\" selected\n- radio \"2\" hint=\"p\"\n", -1, -1},
		{"no numbers", "- button \"Next\"\n- button \"Back\"\n", -1, -1},
	} {
		p := pageAt(t, "https://i.mi.com/find", "Find Device", "en", tt.nodes)
		if next, before := besidesNumber(p, 1), besidesNumber(p, -1); next != tt.next || before != tt.before {
			t.Errorf("%s: %d and %d, want %d and %d", tt.name, next, before, tt.next, tt.before)
		}
	}
}
