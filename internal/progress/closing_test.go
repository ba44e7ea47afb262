package progress

import (
	"strings"
	"testing"

	"miacct/trail"
)

func TestFinalWords(t *testing.T) {
	for o, want := range map[trail.Outcome]string{
		trail.Done:          "Done: It is gone.\n",
		trail.Accepted:      "The account is there until the site has deleted it",
		trail.Failed:        "run this again",
		trail.Unknown:       "do not sign in with your password to find out",
		trail.NobodyThere:   "--askpass",
		trail.Refused:       "the site's own words",
		trail.NotRecognised: "nothing that is done is done twice",
		trail.Interrupted:   "nothing that is done is done twice",
		trail.Declined:      "Declined: It is gone.",
		trail.WrongAccount:  "Wrong account: It is gone.",
	} {
		if got := Final(o, "It is gone"); !strings.Contains(got, want) {
			t.Errorf("%s: no %q in %q", o, want, got)
		}
	}
	if got := Final(trail.Refused, "a\x1b[2J"+strings.Repeat("x", 10_000)); strings.Contains(got, "\x1b") || len(got) > 2000 {
		t.Errorf("the site's words are shown as they are: %d bytes", len(got))
	}
}
