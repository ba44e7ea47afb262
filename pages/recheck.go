package pages

import (
	"context"
	"errors"
	"fmt"

	"miacct/flow"
	"miacct/journal"
	"miacct/trail"
)

// Recheck returns the one task of looking later whether an account that was to be deleted is
// gone. It signs in with a wrong password and nothing else: the true one may take a deletion back.
func (j *WebDelete) Recheck(e *Ending) []flow.Task {
	j.run = newRun(j, e)
	j.Password = "" // it is never wanted
	return []flow.Task{{Name: "check whether the account is gone", Run: func(ctx context.Context, r *flow.Runner) error {
		j.run.hide(r, j.Account)
		return j.run.deletion.lookAfter(ctx, r)
	}}}
}

func (ad *accountDeletion) lookAfter(ctx context.Context, r *flow.Runner) error {
	const step = "check whether the account is gone"
	end, how := ad.trySignIn(ctx, r)
	if err := interruptedBy(ctx); err != nil {
		return &flow.Error{Step: step, Outcome: trail.Interrupted, Err: err}
	}
	out := trail.Failed
	switch end {
	case signInGone:
		ad.run.end.Words = "The account is gone: a new sign-in was refused because there is no such account."
		if err := r.Became(actDelete, journal.Done); err != nil {
			return err
		}
		return r.Say(step, trail.Done, ad.run.end.Words)
	case signInAsks:
		out = trail.NobodyThere
	case signInFailed:
		out = trail.NotRecognised
	}
	return &flow.Error{Step: step, Outcome: out, Err: fmt.Errorf("it is not confirmed gone: %w", errors.New(how))}
}
