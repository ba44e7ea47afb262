package pages

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"miacct/flow"
)

// Several refusals, and other errors that are told together, are sentences and not one that runs on.
func TestSeveralErrorsAreSentences(t *testing.T) {
	var rs refusals
	rs.add(Device{Name: "Mi 9"}, &flow.Refusal{Words: "offline"})
	rs.add(Device{Name: "POCO F3"}, &flow.Refusal{Words: "The phone is offline."})
	got := rs.error("turn off Find Device", "The account is kept").Error()
	if want := "turn off Find Device: “Mi 9”: the site refuses: offline. “POCO F3”: the site refuses: The phone is offline. The account is kept"; got != want {
		t.Errorf("%q, want %q", got, want)
	}

	one, other := errors.New("the answer was lost."), fmt.Errorf("it was not read: %w", flow.ErrNotSeen)
	for _, tt := range []struct {
		errs []error
		want string
	}{
		{nil, "<nil>"}, {[]error{nil, nil}, "<nil>"}, {[]error{nil, one}, "the answer was lost."},
		{[]error{one, other}, "the answer was lost. It was not read: " + flow.ErrNotSeen.Error()},
		{[]error{errors.New("答复丢失。"), nil, errors.New("ещё раз")}, "答复丢失. Ещё раз"},
	} {
		err := together(tt.errs...)
		if got := fmt.Sprint(err); got != tt.want || strings.Contains(got, "\n") {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	if err := together(one, other); !errors.Is(err, one) || !errors.Is(err, flow.ErrNotSeen) {
		t.Error("what is told together is not found in it")
	}
}

// Each reason of the description can be given: by its words, or by the class of its line where it has none.
func TestEveryReasonCanBeGiven(t *testing.T) {
	site, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range site.Reasons {
		given := func(got []Reason) bool {
			for _, r := range got {
				if r.Says == want.Says {
					return true
				}
			}
			return false
		}
		for _, w := range want.Words {
			if !given(site.reasonsFor([]string{"Sorry: " + w}, nil)) {
				t.Errorf("%q does not tell that %s", w, want.Says)
			}
		}
		for _, c := range want.Class {
			if !given(site.reasonsFor(nil, []string{c})) {
				t.Errorf("the class of %q does not tell that %s", c, want.Says)
			}
			if given(site.reasonsFor(nil, []string{c + "-other"})) {
				t.Errorf("the class of another reason than %q tells that %s", c, want.Says)
			}
		}
	}
}
