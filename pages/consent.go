package pages

import (
	"context"
	"errors"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// What the site wants agreed to: given where the sign-in needs it, and left to the person everywhere else.

// noteConsent keeps on the trail what the person's sign-in agreed to.
func (ss *session) noteConsent(r *flow.Runner, to string) error {
	return r.Trail.Note(trail.EventNote, "consent given, as the sign-in needs it: to "+to)
}

// agreeToCookies agrees to the cookies of the sign-in page where its form cannot be used before.
func (ss *session) agreeToCookies(ctx context.Context, r *flow.Runner) error {
	p, err := ss.run.read(ctx, r)
	if err != nil {
		return err
	}
	agree := ss.run.Site.SignIn.cookieAgree
	i := intent.CookieAgreement(p)
	if i < 0 || formIsFree(p) {
		return flow.ErrNoChallenge
	}
	if err := ss.noteConsent(r, "the cookies that the sign-in page names"); err != nil {
		return err
	}
	return r.Do(ctx, flow.Step{Name: "agree to cookies", Do: []browser.Action{browser.At(p, i).Click()}, Gone: agree.Locator})
}

// formIsFree reports whether a page has a form that signs in and nothing lies over it.
func formIsFree(p snapshot.Page) bool {
	f := readLogin(p)
	for _, i := range []int{f.account, f.password, f.submit} {
		if i >= 0 && slices.ContainsFunc(p.Nodes[i].Against, func(why string) bool { return strings.HasPrefix(why, "covered") || why == "inert" }) {
			return false
		}
	}
	return f.complete() && !slices.ContainsFunc(p.Layers[:p.Nodes[f.submit].Layer], func(l snapshot.Layer) bool { return l.Modal })
}

// agree presses "agree and continue" where the sign-in form asks for it, and leaves it to the
// person everywhere else: consent is theirs.
func (ss *session) agree(ctx context.Context, r *flow.Runner) error {
	p, name := ss.run.Site.SignIn, agreeStep
	form, err := r.Look(ctx, p.form.Locator)
	if err != nil {
		return err
	}
	if form.Shown && isSignInAddress(strings.TrimPrefix(r.Tab.URL(), "https://")) {
		if err := ss.noteConsent(r, "what “agree and continue” on the sign-in page names"); err != nil {
			return err
		}
		return r.Do(ctx, flow.Step{Name: name, Do: []browser.Action{p.agreePopup.Click()}, Gone: p.agreePopup.Locator})
	}
	page, err := ss.run.read(ctx, r)
	if err != nil {
		return err
	}
	var said []string
	for _, n := range page.Nodes {
		if n.Kind != snapshot.Group && n.Label() != "" {
			said = append(said, n.Label())
		}
	}
	words := quote(shorten(strings.Join(said, " "), 300))
	return r.HandOver(ctx, "leave a consent to the person", "The page asks you to agree to something. Decide yourself, on the page: "+words,
		errors.New("the page asks for consent that no sign-in needs: "+words), p.agreePopup.Locator)
}
