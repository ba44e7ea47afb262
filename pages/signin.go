package pages

import (
	"context"
	"errors"
	"fmt"

	"miacct/browser"
	"miacct/flow"
)

// SignIn is the page where the account signs in, in its React, mobile and old forms,
// and the button that leads there from Mi Cloud.
type SignIn struct {
	CloudSignIn Element `yaml:"cloud-sign-in"` // on Mi Cloud's home before sign-in
	Form        Element `yaml:"form"`          // sight of the form with a password
	Account     Element `yaml:"account"`
	Password    Element `yaml:"password"`
	Agreement   Element `yaml:"agreement"` // checkbox
	Submit      Element `yaml:"submit"`
	AgreePopup  Element `yaml:"agree-popup"`  // the "agree and continue" button
	CookieAgree Element `yaml:"cookie-agree"` // the cookie banner's button
	PasswordTab Element `yaml:"password-tab"` // from sign-in by SMS to sign-in by password
	Skip        Element `yaml:"skip"`         // past "add your phone number" and tips after sign-in
	Busy        Element `yaml:"busy"`         // the site is thinking

	// Where the site says no.
	Wrong      Element `yaml:"wrong"`      // wrong account or password: it does not say which
	NoAccount  Element `yaml:"no-account"` // the account does not exist
	BadName    Element `yaml:"bad-name"`   // no account could be called that
	NoPassword Element `yaml:"no-password"`
	Suspended  Element `yaml:"suspended"`
	TooMany    Element `yaml:"too-many"`
	TimedOut   Element `yaml:"timed-out"`
	OtherError Element `yaml:"other-error"`
}

// refusals are where the site says no to a sign-in.
func (p SignIn) refusals() []browser.Locator {
	return locators(p.Wrong, p.NoAccount, p.BadName, p.NoPassword, p.Suspended, p.TooMany, p.TimedOut, p.OtherError)
}

// Enter fills in the form. withAccount is false where the form knows the account already.
func (p SignIn) Enter(given, password string, withAccount bool) flow.Step {
	var do []browser.Action
	if withAccount {
		do = append(do, p.Account.Fill(given))
	}
	return flow.Step{
		Name:     "enter account and password",
		Do:       append(do, p.Password.FillPassword(password), p.Agreement.TickIfSeen(), p.Submit.Click()),
		Gone:     p.Form.Locator,
		Refusals: p.refusals(),
		Ask:      "Sign in with your account and password.",
	}
}

// signIn is the task of getting a session in Mi Cloud. The form itself is a challenge, as
// the site may ask for it again at any time.
func (run *run) signIn(ctx context.Context, r *flow.Runner) error {
	p, home := run.Site.SignIn, run.Site.Home
	seen, err := run.open(ctx, r, flow.Step{
		Name: "open mi cloud",
		Want: home.SignedIn.Locator,
		Or:   locators(p.CloudSignIn),
		Ask:  "Sign in to Mi Cloud.",
	}, run.Site.At.CloudHome)
	if err == nil && seen.Index == 0 && run.signIns == 0 {
		run.met = true
	}
	if err != nil || seen.Index == 0 {
		return err
	}
	return r.Do(ctx, flow.Step{
		Name: "sign in to mi cloud",
		Do:   []browser.Action{p.CloudSignIn.Click()},
		Want: home.SignedIn.Locator,
		Ask:  "Sign in to Mi Cloud.",
	})
}

// mostSignIns is how often one run fills in the sign-in form. More often the site does
// not keep the session, and going on would only lock the account.
const mostSignIns = 4

// enter deals with a sign-in form, wherever it turns up.
func (run *run) enter(ctx context.Context, r *flow.Runner) error {
	p := run.Site.SignIn
	if err := run.mayType(r); err != nil {
		return err
	}
	if run.signIns++; run.signIns > mostSignIns {
		return fmt.Errorf("enter account and password: the site has asked for them %d times: %w", mostSignIns, browser.ErrNotReady)
	}
	run.checked = false
	field, err := r.Look(ctx, p.Account.Locator)
	if err != nil {
		return err
	}
	if err := r.Do(ctx, p.Enter(run.Account, run.Password, field.Shown)); err != nil {
		return err
	}
	run.entered = true
	return nil
}

// A witness is the person of a run, and notes whether they had the page.
type witness struct {
	flow.Person
	run *run
}

// Call hands the page over. Who solves a captcha leaves the form as it was filled in; with
// the page for anything else a person may also sign in, as whomever.
func (w *witness) Call(ctx context.Context, h flow.Handoff) error {
	err := w.Person.Call(ctx, h)
	if h.Kind != flow.KindPuzzle && !errors.Is(err, flow.ErrNobody) {
		w.run.met = true
	}
	return err
}

// watchPerson has the run notice when a person had the page.
func (run *run) watchPerson(r *flow.Runner) {
	if _, watched := r.Person.(*witness); !watched && r.Person != nil {
		r.Person = &witness{r.Person, run}
	}
}

// press returns what deals with a challenge by one click on the control that is its sight.
func press(name string, e Element) flow.Challenge {
	return flow.Challenge{Sight: e.Locator, Name: name, Deal: func(ctx context.Context, r *flow.Runner) error {
		return r.Do(ctx, flow.Step{Name: name, Do: []browser.Action{e.Click()}, Gone: e.Locator})
	}}
}
