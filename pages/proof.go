package pages

import (
	"context"
	"errors"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// prove is the task of seeing that the account is gone: a stranger's browser signs in
// with the old name and password and is refused because there is no such account.
func (run *run) prove(ctx context.Context, r *flow.Runner) error {
	if run.later != "" {
		run.end.Accepted = true
		run.end.Words = "The site has accepted the deletion and says that it takes some days: " + quote(run.later) + " It was not seen to be gone; sign in after that time to see."
		return r.Trail.Devices("after", run.known.lines())
	}
	refused, how := run.refusedAsGone(ctx, r)
	if err := r.Trail.Devices("after", run.known.lines()); err != nil {
		return err
	}
	state := audit.ActDone
	if run.confirmed == "" && !refused {
		state = audit.ActUnknown
	}
	if err := r.Became(actDelete, state); err != nil {
		return err
	}
	switch {
	case run.confirmed != "" && refused:
		run.end.Words = "The account is deleted: the site confirmed it, and a new sign-in was refused because there is no such account."
	case run.confirmed != "":
		run.end.Words = "The account is deleted: the site confirmed it with the words " + quote(run.confirmed) + " Whether a new sign-in is refused because there is no such account could not be seen: " + how
	case refused:
		run.end.Words = "The account is deleted: a new sign-in was refused because there is no such account. The site's own confirmation was not seen."
	default:
		err := errors.New("neither the site's confirmation nor a refused sign-in was seen: " + how)
		return &flow.Error{Step: "prove that it is gone", Outcome: audit.Unknown, Err: errors.Join(run.doubt, err)}
	}
	return r.Say("prove that it is gone", audit.Done, run.end.Words)
}

// refusedAsGone signs in anew and reports whether the site refuses because the account
// does not exist; how says what else was seen.
func (run *run) refusedAsGone(ctx context.Context, r *flow.Runner) (refused bool, how string) {
	p := run.Site.SignIn
	if err := r.Timed(ctx, r.Tab.Forget); err != nil {
		return false, err.Error()
	}
	alone := *r
	alone.Challenges = nil
	for _, c := range r.Challenges {
		if c.Sight.String() != p.Form.Locator.String() {
			alone.Challenges = append(alone.Challenges, c)
		}
	}
	_, err := run.open(ctx, &alone, flow.Step{Name: "open the sign-in as a stranger", Want: p.Form.Locator}, run.Site.At.SignIn)
	if err != nil {
		return false, err.Error()
	}
	step := p.Enter(run.Account, run.Password, true)
	step.Name, step.Ask = "see that a new sign-in is refused", ""
	step.Want, step.Gone = p.NoAccount.Locator, browser.Locator{}
	step.Or = append(locators(run.Site.Home.SignedIn, run.Site.AccountHome.Page), p.Wrong.Locator)
	step.Refusals = locators(p.BadName, p.NoPassword, p.Suspended, p.TooMany, p.TimedOut, p.OtherError)
	seen, err := alone.See(ctx, step)
	switch {
	case err != nil:
		return false, err.Error()
	case seen.Index == 0:
		return true, ""
	case seen.Index == 3:
		return false, "the site only says " + quote(seen.Text) + " which it says of wrong passwords too."
	}
	run.confirmed = "" // whatever it said: one can still sign in
	return false, "the sign-in still works."
}

func quote(s string) string { return "“" + s + "”" }
