package pages

import "testing"

// A form of an account's name, one password and one button signs in where nobody is signed in, whatever its button says;
// not where somebody is, and not one that asks for more.
func TestAFormSignsInByItsShape(t *testing.T) {
	const name, password, enter = "- field placeholder=\"Orbit ID or email\" for=\"native\"\n", "- password placeholder=\"Password\" for=\"native\"\n", "- button \"Enter\" for=\"native\"\n"
	for about, c := range map[string]struct {
		nodes       string
		fresh, want bool
	}{
		"nobody is signed in":   {name + password + enter, true, true},
		"somebody is":           {name + password + enter, false, false},
		"another field":         {name + "- field \"City\" for=\"native\"\n" + password + enter, true, false},
		"two buttons":           {name + password + enter + "- button \"Erase\" for=\"native\"\n", true, false},
		"no account is named":   {"- field \"Reason\" for=\"native\"\n" + password + enter, true, false},
		"a new password is set": {name + "- password \"New password\" for=\"native\"\n" + enter, true, false},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t), Account: "a@example.com"}}).connect()
		run.session.fresh = c.fresh
		p := pageAt(t, "https://account.xiaomi.com/gate", "Orbit", "en", "- heading \"orbit\"\n"+c.nodes)
		password := -1
		for i, n := range p.Nodes {
			if n.Kind == "password" {
				password = i
			}
		}
		if got := run.session.signsIn(p, password); got != c.want {
			t.Errorf("%s: signs in %v", about, got)
		}
	}
}
