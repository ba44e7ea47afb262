package flow

import (
	"context"
	"errors"

	"miacct/browser"
	"miacct/trail"
)

// Causes a step can end with, besides those of package browser.
var (
	ErrNobody   = errors.New("input was needed and nobody was available")
	ErrDeclined = errors.New("declined")
	ErrGaveUp   = errors.New("the person gave up")
	ErrCannot   = errors.New("the person could not do it either")
	ErrNoWord   = errors.New("changes have not been confirmed")
	ErrChanged  = errors.New("it is not what was confirmed")
	ErrNotSeen  = errors.New("its effect was not seen")

	// ErrNoChallenge is what a challenge's Deal returns that has seen that its sight is none
	// after all. It is not looked for again in the same step.
	ErrNoChallenge = errors.New("it is no challenge")
)

// A Refusal is the site saying no.
type Refusal struct{ Words string }

func (e *Refusal) Error() string { return "the site refuses: " + e.Words }

// An Error says which step went wrong, and how the run ends by it.
type Error struct {
	Step    string
	Outcome trail.Outcome
	Err     error
}

func (e *Error) Error() string { return e.Step + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// pending reports whether e, a step met within another, ended before that other one's
// act was let through: the site was still waiting for the person.
func (e *Error) pending() bool {
	switch e.Outcome {
	case trail.NobodyThere, trail.Declined, trail.Refused:
		return true
	}
	return false
}

// OutcomeOf returns how a run ends that ended with err.
func OutcomeOf(err error) trail.Outcome {
	var e *Error
	switch {
	case err == nil:
		return trail.Done
	case errors.As(err, &e):
		return e.Outcome
	case errors.Is(err, ErrInterrupted):
		return trail.Interrupted
	}
	return trail.Failed
}

// outcome names how the step ended with err.
func (d *doing) outcome(ctx context.Context, err error) trail.Outcome {
	var inner *Error
	var refusal *Refusal
	switch {
	case err == nil:
		return trail.Done
	case errors.As(err, &refusal):
		return trail.Refused
	case errors.As(err, &inner) && inner.pending():
		return inner.Outcome
	case d.step.Final && d.acted:
		return trail.Unknown
	case inner != nil:
		return inner.Outcome
	case errors.Is(err, ErrOpen):
		return trail.Unknown
	case ctx.Err() != nil, errors.Is(err, ErrInterrupted):
		return trail.Interrupted
	case errors.Is(err, ErrNobody):
		return trail.NobodyThere
	case errors.Is(err, ErrDeclined), errors.Is(err, ErrGaveUp), errors.Is(err, ErrNoWord):
		return trail.Declined
	case errors.Is(err, browser.ErrPlace):
		return trail.NotRecognised
	case errors.Is(err, browser.ErrPage), errors.Is(err, browser.ErrClosed), errors.Is(err, ErrChanged):
		return trail.Failed
	case errors.Is(err, browser.ErrNotReady):
		return trail.NotRecognised
	case errors.Is(err, ErrNotSeen) && !d.step.Changes:
		return trail.NotRecognised
	}
	return trail.Failed
}
