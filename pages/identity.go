package pages

import (
	"context"
	"errors"

	"miacct/browser"
	"miacct/flow"
)

// Identity is the check by a code sent to phone or mail: Send first, then the code field appears.
type Identity struct {
	Page      Element `yaml:"page"` // sight of the check, before Send or after
	Send      Element `yaml:"send"`
	Resend    Element `yaml:"resend"`
	Code      Element `yaml:"code"`
	Submit    Element `yaml:"submit"`
	Trust     Element `yaml:"trust"` // checkbox: trust this browser
	Other     Element `yaml:"other"` // choose another method
	Where     Element `yaml:"where"` // masked phone number or mail address
	Wrong     Element `yaml:"wrong"`
	Limit     Element `yaml:"limit"`      // no more codes today
	NotSent   Element `yaml:"not-sent"`   // the code could not be sent
	Expired   Element `yaml:"expired"`    // the check has to begin anew
	NotPassed Element `yaml:"not-passed"` // this browser or place is not accepted
}

// Order asks the site to send a code. It is pressed once: codes are few a day.
func (p Identity) Order() flow.Step {
	return flow.Step{
		Name:     "have a code sent",
		Do:       []browser.Action{p.Send.Click()},
		Want:     p.Code.Locator,
		Refusals: locators(p.Limit, p.NotSent, p.Expired, p.NotPassed),
		Ask:      "Have a code sent to you, by the way the page offers.",
	}
}

// Enter sends the code off.
func (p Identity) Enter(code string) flow.Step {
	return flow.Step{
		Name:     "enter the code",
		Do:       []browser.Action{p.Code.Fill(code), p.Submit.Click()},
		Gone:     p.Code.Locator, // not the page: another check may follow at once
		Refusals: locators(p.Wrong, p.Limit, p.Expired, p.NotPassed),
		Ask:      "Enter the code and send it off.",
	}
}

// answerCode has a code sent and asks the person for it until it is right.
func (run *run) answerCode(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Identity
	err := r.Do(ctx, flow.Step{
		Name: "see what the identity check wants",
		Want: either("the code field or the button that sends the code", p.Code, p.Send),
		Gone: p.Page.Locator,
		Ask:  "Choose how to be checked, so that the page offers to send a code.",
	})
	if err != nil {
		return err
	}
	wants := func(e Element) (bool, error) {
		at, err := r.Tab.Look(ctx, e.Locator)
		return at.Shown, err
	}
	asks, err := wants(p.Code)
	if err != nil {
		return err
	}
	if !asks {
		if sends, err := wants(p.Send); err != nil || !sends {
			return err // the page has moved on
		}
		if err := r.Do(ctx, p.Order()); err != nil {
			return err
		}
	}
	where := ""
	if all, err := texts(ctx, r, p.Where.Locator); err == nil && len(all) > 0 {
		where = " to " + all[0]
	}
	again := ""
	for {
		q := flow.Question{Kind: flow.KindCode, Ask: "Type the code that was sent" + where + ".", Again: again}
		code, err := r.Ask(ctx, q, p.Page.Locator, nil)
		if errors.Is(err, flow.ErrMovedOn) {
			return nil
		}
		if err != nil {
			return err
		}
		err = r.Do(ctx, p.Enter(code))
		if err == nil {
			run.codes++
		}
		var no *flow.Refusal
		if !errors.As(err, &no) {
			return err
		}
		if at, lookErr := r.Tab.Look(ctx, p.Wrong.Locator); lookErr != nil || !at.Shown {
			return err // a limit, or the check has to begin anew
		}
		again = no.Words
	}
}
