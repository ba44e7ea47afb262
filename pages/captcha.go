package pages

import (
	"context"
	"errors"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
)

// Captcha is what the site shows to find out whether a person is there.
type Captcha struct {
	overlay       Element `yaml:"overlay"` // over any page: slider, clicks, pictures
	frame         Element `yaml:"frame"`   // the same, by its frame alone
	pictureField  Element `yaml:"picture-field"`
	picture       Element `yaml:"picture"`
	pictureWrong  Element `yaml:"picture-wrong"`
	pictureSubmit Element `yaml:"picture-submit"`
}

func (p *Captcha) UnmarshalYAML(decode func(any) error) error { return decodePage(p, decode) }

// Answer types the text of the picture and sends it off.
func (p Captcha) Answer(text string, submit browser.Locator) flow.Step {
	return flow.Step{
		Name:     "answer the picture captcha",
		Do:       []browser.Action{p.pictureField.Fill(text), submit.Click()},
		Gone:     p.pictureField.Locator,
		Refusals: locators(p.pictureWrong),
		Ask:      "Type the text in the picture and submit it.",
	}
}

// answerPicture asks the person for the text in the captcha's picture until it is right.
func (ss *session) answerPicture(ctx context.Context, r *flow.Runner) error {
	p, form := ss.run.Site.Captcha, ss.run.Site.SignIn
	again := ""
	for {
		var shot browser.Picture
		err := r.Timed(ctx, func(ctx context.Context) (err error) {
			shot, err = r.Tab.Picture(ctx, browser.Shot{Of: p.picture.Locator})()
			return err
		})
		if err != nil && !errors.Is(err, browser.ErrNotReady) {
			return err
		}
		q := flow.Question{Kind: flow.KindPicture, Ask: "Type the text in the picture.", Again: again}
		text, err := r.Ask(ctx, q, p.pictureField.Locator, shot.PNG)
		if errors.Is(err, flow.ErrMovedOn) {
			return nil
		}
		if err != nil {
			return err
		}
		submit, err := ss.pictureSubmit(ctx, r)
		if err != nil {
			return err
		}
		step := p.Answer(text, submit)
		if at, err := r.Look(ctx, form.password.Locator); err != nil {
			return err
		} else if at.Shown && at.Text == "" { // the site empties it with every new picture
			page, err := ss.run.read(ctx, r)
			if err != nil {
				return err
			}
			if password := readLogin(page).password; ss.signsIn(page, password) {
				step.Do = append([]browser.Action{browser.At(page, password).FillPassword(ss.run.Password)}, step.Do...)
			}
		}
		step.Refusals = append(step.Refusals, form.refusals()...)
		err = r.Do(ctx, step)
		var no *flow.Refusal
		if !errors.As(err, &no) {
			return err
		}
		if at, lookErr := r.Look(ctx, p.pictureWrong.Locator); lookErr != nil || !at.Shown {
			return err
		}
		again = no.Words
	}
}

// pictureSubmit is the control that submits the picture's text: its own, one that has a code sent, or that of
// the sign-in form.
func (ss *session) pictureSubmit(ctx context.Context, r *flow.Runner) (browser.Locator, error) {
	own := ss.run.Site.Captcha.pictureSubmit.Locator
	if at, err := r.Look(ctx, own); err != nil || at.Shown {
		return own, err
	}
	page, err := ss.run.read(ctx, r)
	if err != nil {
		return own, err
	}
	if f := intent.ReadForm(page, matterIn(page), intent.Target{Do: intent.Verify, Of: intent.Identity}); f.SendCode >= 0 {
		return browser.At(page, f.SendCode), nil
	}
	return ss.run.Site.SignIn.submit.Locator, nil
}
