package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/trail"
)

// quiet is how long a page must have stood still to be taken for complete.
const quiet = 250 * time.Millisecond

// Identity is the check by a code sent to phone or mail: Send first, then the code field appears.
type Identity struct {
	page      Element `yaml:"page"` // sight of the check, before Send or after
	send      Element `yaml:"send"`
	resend    Element `yaml:"resend"`
	code      Element `yaml:"code"`
	submit    Element `yaml:"submit"`
	other     Element `yaml:"other"` // choose another method
	where     Element `yaml:"where"` // masked phone number or mail address
	wrong     Element `yaml:"wrong"`
	limit     Element `yaml:"limit"`      // no more codes today
	notSent   Element `yaml:"not-sent"`   // the code could not be sent
	expired   Element `yaml:"expired"`    // the check has to begin anew
	notPassed Element `yaml:"not-passed"` // this browser or place is not accepted
	alert     Element `yaml:"alert"`      // whatever else it says of an error
}

func (p *Identity) UnmarshalYAML(decode func(any) error) error { return decodePage(p, decode) }

// Order asks the site to send a code. It is pressed once: codes are few a day.
func (p Identity) Order() flow.Step {
	return flow.Step{
		Name:     "request a code",
		Do:       []browser.Action{p.send.Click()},
		Want:     p.code.Locator,
		Refusals: locators(p.limit, p.notSent, p.expired, p.notPassed, p.alert),
		Ask:      "Have a code sent to you, in one of the ways the page offers.",
	}
}

// Enter sends the code off.
func (p Identity) Enter(code string) flow.Step {
	return flow.Step{
		Name:     "enter the code",
		Do:       []browser.Action{p.code.Fill(code), p.submit.Click()},
		Gone:     p.code.Locator, // not the page: another check may follow at once
		Refusals: p.refusals(),
		Ask:      "Enter the code and submit it.",
	}
}

func (p Identity) refusals() []browser.Locator {
	return locators(p.wrong, p.limit, p.expired, p.notPassed, p.alert)
}

// Split types the code into boxes of one character each. Many such pages send it off by
// themselves at the last one.
func (p Identity) Split(code string) flow.Step {
	return flow.Step{
		Name: "type the code into the boxes",
		Do:   []browser.Action{p.code.FillSplit(code)},
		Gone: p.send.Locator, // it is not there: what becomes of the code is for the next step to see
		Ask:  "Enter the code and submit it.",
	}
}

// SendOff sends off the code that is typed, unless the page has done so.
func (p Identity) SendOff() flow.Step {
	return flow.Step{
		Name:     "enter the code",
		Do:       []browser.Action{p.submit.ClickIfSeen()},
		Gone:     p.code.Locator,
		Refusals: p.refusals(),
		Ask:      "Enter the code and submit it.",
	}
}

// Change leads to another way of being checked.
func (p Identity) Change() flow.Step {
	return flow.Step{
		Name:  "choose another verification method",
		Leads: true,
		Do:    []browser.Action{p.other.Click()},
		Want:  p.send.Locator,
		Ask:   "Choose how to verify your identity, so that the page offers to send a code.",
	}
}

// SendAgain asks the site for one more code, because the person says that none has come.
func (p Identity) SendAgain() flow.Step {
	return flow.Step{
		Name:     "request another code",
		Do:       []browser.Action{p.resend.Click()},
		Gone:     p.resend.Locator, // it counts down then
		Refusals: locators(p.limit, p.notSent, p.expired, p.notPassed, p.alert),
		Ask:      "Request a new code.",
	}
}

// What a person may type instead of a code.
const (
	wantsOther = "other"
	wantsAgain = "again"
)

// answerCode has a code sent and asks the person for it until it is right. A code is sent
// once for each way of being checked, and again only when the person asks for it.
func (run *run) answerCode(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Identity
	if other, err := run.checkInOtherWords(ctx, r); other || err != nil {
		return err
	}
	err := r.Do(ctx, flow.Step{
		Name: "read what the identity check asks for",
		Want: either("the code field or the button that sends the code", p.code, p.send),
		Gone: p.page.Locator,
		Ask:  "Choose how to verify your identity, so that the page offers to send a code.",
	})
	if err != nil {
		return err
	}
	if err := run.preferWay(ctx, r); err != nil {
		return err
	}
	to, over, err := run.orderCode(ctx, r)
	if over || err != nil {
		return err
	}
	q := flow.Question{Kind: flow.KindCode}
	var sense patience
	for first := true; ; first = false {
		if q.Ask, err = run.codeQuestion(ctx, r, to, first); err != nil {
			return err
		}
		asked := time.Now()
		code, err := r.Ask(ctx, q, p.page.Locator, nil)
		if errors.Is(err, flow.ErrMovedOn) {
			return nil
		}
		if err != nil {
			return err
		}
		code = codeOf(code)
		if !sense.takes(code, time.Since(asked)) {
			return &flow.Error{Step: "ask for the code", Outcome: trail.NobodyThere,
				Err: fmt.Errorf("the same answer keeps coming back: %w", flow.ErrNobody)}
		}
		q.Again = ""
		switch strings.ToLower(code) {
		case "":
			continue // with all the advice there is
		case wantsOther, wantsAgain:
			control := p.other
			if strings.ToLower(code) == wantsAgain {
				control = p.resend
			}
			if at, err := r.Look(ctx, control.Locator); err != nil {
				return err
			} else if !at.Ready {
				q.Again = "The page does not offer that right now."
				continue
			}
		}
		switch strings.ToLower(code) {
		case wantsOther:
			if err := run.changeWay(ctx, r); err != nil {
				return err
			}
			sense.rejected = nil
			if to, over, err = run.orderCode(ctx, r); over || err != nil {
				return err
			}
			continue
		case wantsAgain:
			sense.rejected = nil
			if err := r.Do(ctx, p.SendAgain()); err != nil {
				return err
			}
			continue
		}
		if sense.rejected[code] {
			q.Again = "That code was rejected before, so it was not submitted again."
			continue
		}
		r.Trail.HideSecret(code)
		if err = run.sendCode(ctx, r, code); err == nil {
			run.codes++
		}
		var no *flow.Refusal
		if !errors.As(err, &no) {
			return err
		}
		if at, lookErr := r.Look(ctx, p.wrong.Locator); lookErr != nil || !at.Shown {
			return err // a limit, or the check has to begin anew
		}
		sense.reject(code)
		q.Again = no.Words
	}
}

// checkInOtherWords passes an identity check whose controls are none of the known ones, by what they mean.
func (run *run) checkInOtherWords(ctx context.Context, r *flow.Runner) (other bool, err error) {
	p := run.Site.Identity
	at, err := r.LookAll(ctx, p.code.Locator, p.send.Locator)
	if err != nil || at[0].Shown || at[1].Shown {
		return false, err
	}
	page, err := run.read(ctx, r)
	if err != nil {
		return false, err
	}
	if at, err = r.LookAll(ctx, p.code.Locator, p.send.Locator); err != nil || at[0].Shown || at[1].Shown {
		return false, err
	}
	if words := intent.ReadScan(page).Elsewhere; words != "" && !run.atCloud(page) {
		return true, run.confirmElsewhere(ctx, r, page, words)
	}
	if _, asks := run.asksForCode(flow.View{Page: page}); !asks {
		return false, nil
	}
	inner := withChallenges(r, func(c flow.Challenge) func(context.Context, *flow.Runner) error {
		if c.Kind != flow.KindCode {
			return c.Deal
		}
		return func(context.Context, *flow.Runner) error { return flow.ErrNoChallenge }
	})
	_, err = inner.Converse(ctx, flow.Conversation{Name: "pass the identity check", Ask: "Request a code and enter it.",
		Cases: append(run.identityCases(), flow.Case{Name: "see that the check is over", See: func(v flow.View) (flow.Match, bool) {
			_, asks := run.asksForCode(v)
			return nowhere, !asks && run.codes > 0 && !v.Page.Busy
		}})})
	return true, err
}

// sendCode types the code and sends it off, also where it has a box for each character.
func (run *run) sendCode(ctx context.Context, r *flow.Runner, code string) error {
	p := run.Site.Identity
	var form browser.Form
	err := r.Timed(ctx, func(ctx context.Context) (err error) {
		form, err = r.Tab.Form(ctx, p.code.Locator)
		return err
	})
	if err != nil && !errors.Is(err, browser.ErrNotReady) {
		return err
	}
	if boxes := splitFields(form); boxes < fewestBoxes {
		return r.Do(ctx, p.Enter(code))
	} else if boxes != len([]rune(code)) {
		return r.HandOver(ctx, "leave the code to the person", "Type the code into the page and submit it.",
			fmt.Errorf("the page has %d boxes for the code, and what was typed has %d characters", boxes, len([]rune(code))), p.code.Locator)
	}
	if err := r.Do(ctx, p.Split(code)); err != nil {
		return err
	}
	if err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Quiet(ctx, quiet) }); err != nil && ctx.Err() != nil {
		return err
	}
	step := p.SendOff()
	if at, err := r.Look(ctx, p.code.Locator); err == nil && (!at.Shown || at.Text == "" || at.Text == "0") {
		step.Do = nil // the page has sent it, and says what it thinks of it
	}
	return r.Do(ctx, step)
}

// fewestBoxes is of how many boxes of one character a code is made at least.
const fewestBoxes = 4

// splitFields counts the boxes of one character in form.
func splitFields(form browser.Form) (n int) {
	for _, f := range form.Fields {
		if f.Longest == 1 {
			n++
		}
	}
	return n
}

// preferWay chooses the other way of being checked, once, if the person wished for it and
// the page offers it.
func (run *run) preferWay(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Identity
	if run.VerifyBy == "" {
		return nil
	}
	at, err := r.Look(ctx, p.other.Locator)
	if err != nil || !at.Ready || !run.offersOther(ctx, r) {
		return err
	}
	return run.changeWay(ctx, r)
}

// changeWay chooses another way of being checked, and waits until the page says so if it
// said where codes go. If it stays as it was, the person sees that in the next question.
func (run *run) changeWay(ctx context.Context, r *flow.Runner) error {
	p := run.Site.Identity
	before, err := texts(ctx, r, p.where.Locator)
	if err != nil {
		return err
	}
	if err := r.Do(ctx, p.Change()); err != nil || len(before) == 0 {
		return err
	}
	err = r.Timed(ctx, func(ctx context.Context) error {
		for {
			now, err := r.Tab.Texts(ctx, p.where.Locator)
			if err == nil && len(now) > 0 && !slices.Equal(now, before) {
				return nil
			}
			if err := r.Wait(ctx, 100*time.Millisecond); err != nil {
				return err
			}
		}
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil
	}
	return err
}

// offersOther reports whether the code would go elsewhere than VerifyBy says: a mail address
// has an @, also when it is masked. Where nothing is said it is taken for the wish.
func (run *run) offersOther(ctx context.Context, r *flow.Runner) bool {
	all, err := texts(ctx, r, run.Site.Identity.where.Locator)
	if err != nil || len(all) == 0 {
		return false
	}
	return strings.Contains(all[0], "@") != (run.VerifyBy == "mail")
}

// orderCode has a code sent if none is on its way. It reports where codes go, if the page
// says so, and whether the check is over.
func (run *run) orderCode(ctx context.Context, r *flow.Runner) (to string, over bool, err error) {
	p := run.Site.Identity
	where := func() {
		if all, err := texts(ctx, r, p.where.Locator); err == nil && len(all) > 0 {
			to = all[0]
		}
	}
	where()
	if at, err := r.Look(ctx, p.code.Locator); err != nil || at.Shown {
		return to, false, err
	}
	if at, err := r.Look(ctx, p.send.Locator); err != nil || !at.Shown {
		return to, true, err // the page has moved on
	}
	err = r.Do(ctx, p.Order())
	where()
	return to, false, err
}

// codeQuestion asks for the code that went to the place given. All but the first time it
// says what to do if none has come.
func (run *run) codeQuestion(ctx context.Context, r *flow.Runner, to string, first bool) (string, error) {
	p := run.Site.Identity
	ask := "Type the code you were sent."
	if to != "" {
		ask = "Type the code (" + to + ")." // the site's own words may be a whole sentence
	}
	if first {
		return ask + " Nothing received? Press Enter.", nil
	}
	ask += " Nothing received? It may take some minutes; look at WhatsApp too, and at unwanted mail."
	for _, way := range []struct {
		Element
		words string
	}{
		{p.resend, " Type " + wantsAgain + " for one more code; there are few a day."},
		{p.other, " Type " + wantsOther + " for another way, such as mail instead of phone."},
	} {
		at, err := r.Look(ctx, way.Locator)
		if err != nil {
			return "", err
		}
		if at.Ready {
			ask += way.words
		}
	}
	return ask, nil
}
