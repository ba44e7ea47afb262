package hostmatch

import "testing"

func TestIn(t *testing.T) {
	patterns := []string{"i.mi.com", "*.i.mi.com", "*", "*com", ""}
	for host, want := range map[string]bool{
		"i.mi.com": true, "us.i.mi.com": true, "a.b.i.mi.com": true, "*.i.mi.com": true,
		"": false, ".i.mi.com": false, "mi.com": false, "xi.mi.com": false, "i.mi.com.example": false, "usi.mi.com": false, "i.mi.com.": false, "example.com": false,
	} {
		if got := In(host, patterns); got != want {
			t.Errorf("In(%q) is %v", host, got)
		}
	}
	if In("i.mi.com", []string{"*.i.mi.com"}) {
		t.Error("the name itself is below itself")
	}
}
