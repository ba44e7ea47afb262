package pages

import (
	"context"
	"errors"
	"testing"

	"miacct/flow"
)

// Where the sign-in form is filled in it is no challenge: dealt with as one in the middle of that, it was sent off there,
// and the conversation that was to fill it in found it gone without having acted.
func TestTheFormThatIsFilledInIsNoChallenge(t *testing.T) {
	dealt := map[flow.Kind]int{}
	r := &flow.Runner{}
	for _, k := range []flow.Kind{flow.KindPassword, flow.KindCode} {
		r.Challenges = append(r.Challenges, flow.Challenge{Kind: k, Deal: func(context.Context, *flow.Runner) error { dealt[k]++; return nil }})
	}
	for _, c := range withForm(r).Challenges {
		err := c.Deal(t.Context(), r)
		if is := errors.Is(err, flow.ErrNoChallenge); is != (c.Kind == flow.KindPassword) || dealt[c.Kind] != map[bool]int{true: 0, false: 1}[is] {
			t.Errorf("%s: dealt with %d times, %v", c.Kind, dealt[c.Kind], err)
		}
	}
}
