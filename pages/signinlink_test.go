package pages

import "testing"

// A page of Mi Cloud in words that nobody knows is the one before the sign-in if a link of it leads there.
func TestLinkToSignIn(t *testing.T) {
	const at = `link "Zap" for="native" href="https://account.xiaomi.com/pass/serviceLogin?followup=x"`
	for name, c := range map[string]struct {
		nodes string
		want  int
	}{
		"one":            {`- heading "Mi"` + "\n- " + at, 1},
		"twice the same": {"- " + at + "\n- " + at, 1},
		"two":            {"- " + at + "\n- " + `link "Zip" for="native" href="https://account.xiaomi.com/login/qr"`, -1},
		"elsewhere":      {`- link "Help" for="native" href="https://i.mi.com/help"`, -1},
		"none":           {`- heading "Mi"`, -1},
	} {
		p := parse(t, "page \"https://i.mi.com/\" title=\"\" lang=\"en\"\nframe \"https://i.mi.com/\" allowed\nlayer \"document\" box=0,0,1280,800\n"+c.nodes+"\n")
		if got := linkToSignIn(p); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
