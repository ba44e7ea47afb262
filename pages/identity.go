package pages

import (
	"context"
	"slices"
	"time"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// quiet is how long a page must have stood still to be taken for complete.
const quiet = 250 * time.Millisecond

// Identity is the check by a code sent to phone or mail.
type Identity struct {
	page Element `yaml:"page"` // sight of the check
}

func (p *Identity) UnmarshalYAML(decode func(any) error) error { return decodePage(p, decode) }

// answerCode passes an identity check, whatever its page looks like.
func (ss *session) answerCode(ctx context.Context, r *flow.Runner) error {
	page, err := ss.run.read(ctx, r)
	if err != nil {
		return err
	}
	if words := intent.ReadScan(page).Elsewhere; words != "" && !ss.run.atCloud(page) {
		return ss.confirmElsewhere(ctx, r, page, words)
	}
	if ss.asksForPasswordAlone(page) {
		return flow.ErrNoChallenge // the step that it is for deals with it
	}
	if _, asks := ss.asksForCode(flow.View{Page: page}); !asks && intent.Find(page, intent.Target{Do: theDeletion.Do, Of: theDeletion.Of, In: intent.Among(inFrontIn(page)...)}).Found() {
		return flow.ErrNoChallenge // it names the check as a step that is yet to come
	}
	if at, err := r.Look(ctx, ss.run.Site.Identity.page.Locator); err == nil && !at.Shown {
		return flow.ErrNoChallenge // it has gone on by itself
	}
	inner := withChallenges(r, func(c flow.Challenge) func(context.Context, *flow.Runner) error {
		if c.Kind != flow.KindCode {
			return c.Deal
		}
		return func(context.Context, *flow.Runner) error { return flow.ErrNoChallenge }
	})
	steps := &codeSteps{run: ss.run}
	over := flow.Case{Name: "see that the check is over", See: func(v flow.View) (flow.Match, bool) {
		p, asks := ss.asksForCode(v)
		if asks { // what takes the code may be the control that it is asked for
			entered := steps.asked > 0 && !steps.typed && p.Code >= 0 && v.Page.Nodes[p.Code].Filled && wrongCode(v) == ""
			return nowhere, entered && sendsOff(v.Page, p) < 0 && !v.Page.Busy
		}
		return nowhere, !v.Page.Busy && (steps.asked > 0 || documentOf(v.Page) != documentOf(page))
	}}
	_, err = inner.Converse(ctx, flow.Conversation{
		Name:  "pass the identity check",
		Ask:   "Choose how to verify your identity, so that the page offers to send a code.",
		Cases: append(steps.cases(ss.asksForCode), over),
	})
	return err
}

// asksForPasswordAlone reports whether a page wants the password for what was pressed, and no code.
func (ss *session) asksForPasswordAlone(p snapshot.Page) bool {
	_, code := ss.asksForCode(flow.View{Page: p})
	return !code && slices.ContainsFunc(matterIn(p), func(i int) bool { return p.Nodes[i].Kind == snapshot.Password && p.Nodes[i].Ready() })
}

// identityCases are those of a page of the account's site that asks for a one-time code and for nothing else,
// whatever it looks like.
func (ss *session) identityCases() []flow.Case {
	return (&codeSteps{run: ss.run}).cases(ss.asksForCode)
}

// inFrontIn is what lies in front of a page and must be dealt with first, or the page's own matter.
func inFrontIn(p snapshot.Page) []int {
	if front := slices.IndexFunc(p.Layers, func(l snapshot.Layer) bool { return l.Modal }); front >= 0 {
		return p.InLayer(front)
	}
	return matterIn(p)
}

// asksForCode reads a page that asks for a one-time code and for nothing else, or a dialog in front that does.
func (ss *session) asksForCode(v flow.View) (intent.Prompt, bool) {
	p := v.Page
	if ss.run.atCloud(p) || readLogin(p).password >= 0 {
		return intent.Prompt{}, false
	}
	matter := inFrontIn(p)
	form := intent.ReadForm(p, matter, intent.Target{Do: intent.Verify, Of: intent.Identity})
	for _, i := range matter {
		if n := p.Nodes[i]; n.Kind == snapshot.Password || n.Kind == snapshot.Field && i != form.Code && n.MaxLength != 1 {
			return intent.Prompt{}, false // a form to sign in by a code, or something else
		}
	}
	return form, form.Code >= 0 || form.SendCode >= 0
}
