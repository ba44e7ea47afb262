package main

import (
	"strings"
	"testing"

	"miacct/audit"
)

func TestFinalWords(t *testing.T) {
	for o, want := range map[audit.Outcome]string{
		audit.Done:          "Done: It is gone.\n",
		audit.Accepted:      "Do not sign in before the time",
		audit.Failed:        "run this again",
		audit.Unknown:       "do not sign in with your password to find out",
		audit.NobodyThere:   "--askpass",
		audit.Refused:       "the site's own words",
		audit.NotRecognised: "nothing that is done is done twice",
		audit.Interrupted:   "nothing that is done is done twice",
		audit.Declined:      "Declined: It is gone.",
		audit.WrongAccount:  "Wrong account: It is gone.",
	} {
		if got := finalText(o, "It is gone"); !strings.Contains(got, want) {
			t.Errorf("%s: no %q in %q", o, want, got)
		}
	}
	if got := finalText(audit.Refused, "a\x1b[2J"+strings.Repeat("x", 10_000)); strings.Contains(got, "\x1b") || len(got) > 2000 {
		t.Errorf("the site's words are shown as they are: %d bytes", len(got))
	}
}
