package flow

import "testing"

// A control that has sent something is not pressed again, unless it stands under another heading: that is another step.
func TestAControlOfAnotherStep(t *testing.T) {
	for name, c := range map[string]struct {
		before, now finalPress
		sent, want  bool
	}{
		"the same step":                {finalPress{"Next", "Terms"}, finalPress{"Next", "Terms"}, true, true},
		"another step":                 {finalPress{"Next", "Terms"}, finalPress{"Next", "Reason"}, true, false},
		"a step that is not known":     {finalPress{"Next", "Terms"}, finalPress{"Next", ""}, true, true},
		"after one that was not known": {finalPress{"Next", ""}, finalPress{"Next", "Reason"}, true, true},
		"another control":              {finalPress{"Next", "Terms"}, finalPress{"Delete", "Terms"}, true, false},
		"nothing was sent":             {finalPress{"Next", "Terms"}, finalPress{"Next", "Terms"}, false, false},
	} {
		talk := &talk{finalPresses: map[finalPress]pressed{c.before: {done: true, over: true, sent: c.sent}}}
		if got := talk.sentBefore(c.now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
