package pages

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// prove is the task of seeing that the account is gone: a stranger's browser signs in with
// the account's name and a wrong password, and is refused because there is no such account.
// The right password is never sent: where a deleted account is kept for some days, it would
// take the deletion back.
func (run *run) prove(ctx context.Context, r *flow.Runner) error {
	const step = "verify that it is gone"
	if run.later != "" {
		run.end.Accepted = true
		run.end.Words = "The site has accepted the deletion and says: " + quote(run.later) + " It was not seen to be gone. Do not sign in to it meanwhile: that may take the deletion back."
		return r.Trail.Devices("after", run.known.lines())
	}
	refused, how := run.refusedAsGone(ctx, r)
	if err := r.Trail.Devices("after", run.known.lines()); err != nil {
		return err
	}
	state := audit.ActDone
	if !refused {
		state = audit.ActUnknown
	}
	if err := r.Became(actDelete, state); err != nil {
		return err
	}
	switch {
	case run.confirmed != "" && refused:
		run.end.Words = "The account is deleted: the site confirmed it, and a new sign-in was refused because there is no such account."
	case refused:
		run.end.Words = "The account is deleted: a new sign-in was refused because there is no such account. The site's own confirmation was not seen."
	case run.confirmed != "":
		return &flow.Error{Step: step, Outcome: audit.Unknown, Err: fmt.Errorf(
			"the site said %s, and that was not verified: %s %s", quote(run.confirmed), how, keepOut)}
	default:
		err := errors.New("neither the site's confirmation nor a refused sign-in was seen: " + how)
		return &flow.Error{Step: step, Outcome: audit.Unknown, Err: errors.Join(run.doubt, err)}
	}
	return r.Say(step, audit.Done, run.end.Words)
}

// refusedAsGone signs in anew with a wrong password and reports whether the site refuses
// because the account does not exist; how says what else was seen.
func (run *run) refusedAsGone(ctx context.Context, r *flow.Runner) (refused bool, how string) {
	s, how := run.trySignIn(ctx, r)
	return s == signInGone, how
}

// A signInEnd is what the site says to a sign-in with a wrong password.
type signInEnd int

const (
	signInUnclear signInEnd = iota // something that does not tell
	signInGone                     // there is no such account
	signInWrong                    // account or password are wrong: it may be there
	signInAsks                     // it wants something that only a person can answer
	signInFailed                   // the page could not be read or used
)

// openForm opens the sign-in by password, also where the page shows another way first.
func (run *run) openForm(ctx context.Context, r *flow.Runner) error {
	form := run.Site.SignIn.Form.Locator
	step := flow.Step{Name: "open the sign-in page in a clean session", Want: form, Or: []browser.Locator{run.Site.SignIn.PasswordTab.Locator}}
	seen, err := run.open(ctx, r, step, run.Site.At.SignIn)
	if err == nil && seen.Index == 0 {
		return nil
	}
	page, readErr := run.read(ctx, r)
	if readErr != nil {
		return errors.Join(err, readErr)
	}
	choose := readLogin(page).choose
	if err != nil && choose < 0 {
		return err
	}
	step = flow.Step{Name: "choose to sign in with the password", Want: form}
	if choose >= 0 {
		step.Do = []browser.Action{browser.At(page, choose).Click()}
	}
	return r.Do(ctx, step)
}

// trySignIn signs in anew with a wrong password; how says in a sentence what was seen, "" if the
// account is gone. What only a person could answer, such as a captcha, is left unanswered.
func (run *run) trySignIn(ctx context.Context, r *flow.Runner) (end signInEnd, how string) {
	p := run.Site.SignIn
	if err := r.Timed(ctx, r.Tab.Forget); err != nil {
		return signInFailed, err.Error()
	}
	alone := *r
	alone.Challenges = nil
	for _, c := range r.Challenges {
		if c.Kind == "" && c.Deal != nil { // closed by one press
			alone.Challenges = append(alone.Challenges, c)
		}
	}
	asks := []Element{run.Site.Captcha.Overlay, run.Site.Captcha.Frame, run.Site.Captcha.PictureField, run.Site.Identity.Page}
	if err := run.openForm(ctx, &alone); err != nil {
		return signInFailed, err.Error()
	}
	form, signsIn, err := run.signInForm(ctx, &alone)
	if err == nil && !signsIn {
		err = errors.New("the page is no sign-in form")
	}
	if err != nil {
		return signInFailed, err.Error()
	}
	before, err := run.read(ctx, &alone)
	if err != nil {
		return signInFailed, err.Error()
	}
	since := time.Now()
	step := p.Enter(run.Account, "No-"+rand.Text(), true, form)
	for i, a := range step.Do {
		if a.On.String() == p.Password.Is {
			step.Do[i].Does += " with a wrong password"
		}
	}
	step.Name, step.Ask = "verify that a new sign-in is refused", ""
	step.Want, step.Gone = p.NoAccount.Locator, browser.Locator{}
	step.Or = locators(slices.Concat([]Element{run.Site.Home.SignedIn, run.Site.AccountHome.Page, p.Wrong}, asks)...)
	step.Refusals = locators(p.BadName, p.NoPassword, p.Suspended, p.TooMany, p.TimedOut, p.OtherError)
	seen, err := alone.See(ctx, step)
	var no *flow.Refusal
	switch {
	case errors.As(err, &no):
		return signInWrong, "The site refuses the sign-in with a wrong password with the words " + quote(no.Words) + " It may say that of accounts that are gone, too."
	case err != nil:
		return signInFailed, sentenceOf(err.Error())
	case seen.Index == 0:
	case seen.Index <= 2:
		return signInUnclear, "The sign-in went on with a wrong password."
	case seen.Index == 3:
		return signInWrong, "The sign-in with a wrong password is refused with the words " + quote(seen.Text) + " The site may say that of accounts that are gone, too."
	default:
		return signInAsks, "The site asks for something that only a person can answer (" + step.Or[seen.Index-1].String() + "), and that was left alone."
	}
	after, err := run.read(ctx, &alone)
	if err != nil {
		return signInFailed, err.Error()
	}
	words, ok := noAccount(before, after)
	if !ok {
		return signInUnclear, "The sign-in page says " + quote(cmp.Or(words, seen.Text)) + " and it is not clear that this is its answer about the account."
	}
	if code, known := run.signInCode(ctx, &alone, since); known {
		return signInUnclear, fmt.Sprintf("The sign-in page says %s but the site's answer has the code %d (%s).", quote(words), code, run.Site.Codes[code])
	}
	return signInGone, ""
}

// noAccountCodes are codes of the site that fit its words that there is no such account.
var noAccountCodes = []int{20003}

// signInCode returns the code of the site's answer to a sign-in if it is one that means
// something else than that there is no such account.
func (run *run) signInCode(ctx context.Context, r *flow.Runner, since time.Time) (code int, contradicts bool) {
	ctx, stop := context.WithTimeout(ctx, 500*time.Millisecond)
	defer stop()
	body, _, err := r.Tab.Heard(ctx, run.Site.At.SignInReply, since)
	if err != nil {
		return 0, false
	}
	_, text, found := strings.Cut(string(body), "{")
	var answer struct{ Code *int }
	if !found || json.Unmarshal([]byte("{"+text), &answer) != nil || answer.Code == nil {
		return 0, false
	}
	code = *answer.Code
	_, known := run.Site.Codes[code]
	return code, code == 0 || known && !slices.Contains(noAccountCodes, code)
}

// sentenceOf is s as a sentence.
func sentenceOf(s string) string { return strings.ToUpper(s[:1]) + strings.TrimRight(s[1:], ".") + "." }

func quote(s string) string { return "“" + s + "”" }
