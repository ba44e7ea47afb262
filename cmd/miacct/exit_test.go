package main

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"miacct/flow"
	"miacct/internal/operator"
	"miacct/trail"
)

func TestExitCodes(t *testing.T) {
	for o, want := range map[trail.Outcome]int{
		trail.Done: 0, trail.AlreadySo: 0, trail.Skipped: 0, trail.Accepted: 0,
		trail.Failed: 1, trail.Declined: 1, trail.WrongAccount: 2, trail.Unknown: 3,
		trail.NobodyThere: 4, trail.Refused: 5, trail.NotRecognised: 6, trail.Interrupted: 130,
	} {
		if got := exitCode(o, nil); got != want {
			t.Errorf("%s: %d, want %d", o, got, want)
		}
		err := fmt.Errorf("run: %w", &flow.Error{Step: "a step", Outcome: o, Err: errors.New("cause")})
		if got := errorCode(err, nil); got != want {
			t.Errorf("an error with outcome %s: %d, want %d", o, got, want)
		}
		if exitMeaning(want) == "unexpected" {
			t.Errorf("exit code %d has no meaning", want)
		}
	}
	for sig, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 143} {
		if got := exitCode(trail.Interrupted, sig); got != want {
			t.Errorf("interrupted by %v: %d, want %d", sig, got, want)
		}
	}
}

func TestExitCodesOfErrors(t *testing.T) {
	cause := errors.New("cause")
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{cause, 1},
		{&usageError{cause}, 2},
		{&flow.Error{Step: "confirm the plan", Outcome: trail.Failed, Err: &operator.OtherAccount{Given: "1"}}, 2},
		{&flow.Error{Step: "enter the code", Outcome: trail.NobodyThere, Err: flow.ErrNobody}, 4},
		{&ended{5}, 5},
		{&stopped{syscall.SIGTERM}, 130}, // the signal itself says what to end with
	} {
		if got := errorCode(c.err, nil); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
	if got := errorCode(&stopped{syscall.SIGTERM}, syscall.SIGTERM); got != 143 {
		t.Errorf("stopped by SIGTERM: %d", got)
	}
}
