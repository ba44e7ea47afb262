package pages

import "miacct/flow"

// challenges are the sights that may turn up in any step, those that lie over others first.
func (run *run) challenges() []flow.Challenge {
	s := run.Site
	puzzle := "Solve the captcha on the page."
	return []flow.Challenge{
		{Sight: s.SignIn.cookieAgree.Locator, Name: "agree to cookies", Kind: flow.KindPage, Deal: run.session.agreeToCookies},
		{Sight: s.Captcha.overlay.Locator, Name: "solve the captcha", Kind: flow.KindPuzzle, Ask: puzzle},
		{Sight: s.Captcha.frame.Locator, Name: "solve the captcha in its frame", Kind: flow.KindPuzzle, Ask: puzzle},
		{Sight: s.SignIn.agreePopup.Locator, Name: agreeStep, Kind: flow.KindPage, Deal: run.session.agree},
		{Sight: s.Captcha.pictureField.Locator, Name: "answer the picture captcha", Kind: flow.KindPicture, Deal: run.session.answerPicture},
		{Sight: s.Identity.page.Locator, Name: "pass the identity check", Kind: flow.KindCode, Deal: run.session.answerCode},
		{Sight: s.SignIn.form.Locator, Name: "sign in", Kind: flow.KindPassword, Deal: run.session.enter},
	}
}

// agreeStep is the name of the challenge of a control that agrees and goes on.
const agreeStep = "agree and continue"
