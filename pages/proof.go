package pages

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
)

// prove is the task of seeing that the account is gone: a stranger's browser signs in with
// the account's name and a wrong password, and is refused because there is no such account.
// The right password is never sent: where a deleted account is kept for some days, it would
// take the deletion back.
func (ad *accountDeletion) prove(ctx context.Context, r *flow.Runner) error {
	const step = "verify that it is gone"
	if ad.later != "" {
		ad.run.end.Accepted = true
		ad.run.end.Words = "The site accepted the deletion request: " + quote(ad.later) + ". The account is not confirmed gone yet. Do not sign in to it before then: that may cancel the deletion."
		return r.Trail.Devices("after", ad.run.known.lines())
	}
	refused, how := ad.refusedAsGone(ctx, r)
	if err := r.Trail.Devices("after", ad.run.known.lines()); err != nil {
		return err
	}
	state := journal.Done
	if !refused {
		state = journal.Unknown
	}
	if err := r.Became(actDelete, state); err != nil {
		return err
	}
	switch {
	case ad.confirmed != "" && refused:
		ad.run.end.Words = "The account is deleted: the site confirmed it, and a new sign-in was refused because there is no such account."
	case refused:
		ad.run.end.Words = "The account is deleted: a new sign-in was refused because there is no such account. The site's own confirmation was not seen."
	case ad.confirmed != "":
		return &flow.Error{Step: step, Outcome: trail.Unknown, Err: fmt.Errorf(
			"the site said %s, and that was not verified: %s %s", quote(ad.confirmed), how, keepOut)}
	default:
		err := errors.New("neither the site's confirmation nor a refused sign-in was seen: " + how)
		return &flow.Error{Step: step, Outcome: trail.Unknown, Err: together(ad.doubt, err)}
	}
	return r.Say(step, trail.Done, ad.run.end.Words)
}

// refusedAsGone signs in anew with a wrong password and reports whether the site refuses
// because the account does not exist; how says what else was seen.
func (ad *accountDeletion) refusedAsGone(ctx context.Context, r *flow.Runner) (refused bool, how string) {
	s, how := ad.trySignIn(ctx, r)
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

// An asksPerson is why a trial sign-in ends where only a person could go on.
type asksPerson struct{ what string }

func (e *asksPerson) Error() string { return "the site asks for " + e.what }

// trySignIn signs in anew with a wrong password; how says in a sentence what was seen, "" if the
// account is gone. What only a person could answer, such as a captcha, is left unanswered.
func (ad *accountDeletion) trySignIn(ctx context.Context, r *flow.Runner) (end signInEnd, how string) {
	if err := r.Timed(ctx, func(ctx context.Context) error { return r.Tab.Do(ctx, browser.Forget()) }); err != nil {
		return signInFailed, err.Error()
	}
	alone := *r
	alone.Challenges = nil
	for _, c := range r.Challenges {
		switch {
		case c.Kind == flow.KindPassword: // the form that the trial itself fills in
		case c.Deal != nil && (c.Kind == "" || c.Kind == flow.KindPage): // closed by one press
			alone.Challenges = append(alone.Challenges, c)
		default:
			what := c.Sight.String()
			c.Deal = func(context.Context, *flow.Runner) error { return &asksPerson{what} }
			alone.Challenges = append(alone.Challenges, c)
		}
	}
	// Where the sign-in is at none of the known addresses, Mi Cloud leads to it.
	addresses := slices.Concat(ad.run.Site.At.SignIn, ad.run.Site.At.CloudHome)
	if _, err := ad.run.open(ctx, &alone, flow.Step{Name: "open the sign-in page in a clean session", Want: wholePage}, addresses); err != nil {
		return signInFailed, sentenceOf(err.Error())
	}
	since := time.Now()
	seen, err := alone.Converse(ctx, flow.Conversation{Name: "verify that a new sign-in is refused", Cases: ad.trialCases("No-" + rand.Text())})
	var asks *asksPerson
	switch {
	case errors.As(err, &asks):
		return signInAsks, "The site asks for something that only a person can answer (" + asks.what + "), and that was left alone."
	case err != nil:
		return signInFailed, sentenceOf(err.Error())
	case seen.Case == trialWentOn:
		return signInUnclear, "The sign-in went on with a wrong password."
	case seen.Case == trialSaid:
		return signInWrong, "The sign-in with a wrong password is refused with the words " + quote(seen.Words) + " The site may say that of accounts that are gone, too."
	case seen.Case == trialElsewhere:
		return signInUnclear, "The sign-in page says " + quote(seen.Words) + " and it is not clear that this is its answer about the account."
	}
	if code, known := ad.signInCode(ctx, &alone, since, seen.View.Page.Lang); known {
		return signInUnclear, fmt.Sprintf("The sign-in page says %s but the site's answer has the code %d (%s).", quote(seen.Words), code, ad.run.Site.Codes[code])
	}
	return signInGone, ""
}

// Cases of a trial sign-in.
const (
	trialGone      = "see that there is no such account"
	trialElsewhere = "see that the account may be elsewhere"
	trialSaid      = "see what the site says"
	trialWentOn    = "see that the sign-in went on"
	trialName      = "give the account's name"
	trialSend      = "send the account with a wrong password"
	trialOpen      = "open the sign-in page"
)

// trialCases are what the site may show to who signs in with a wrong password.
func (ad *accountDeletion) trialCases(wrong string) []flow.Case {
	acted := func(v flow.View) bool { return v.Acted(trialSend) || v.Acted(trialName) }
	answered := func(v flow.View) bool { // a page for the password is no answer to the name
		return v.Acted(trialSend) || v.Acted(trialName) && readLogin(v.Page).password < 0
	}
	control := func(name string, node func(loginForm) int, do func(flow.View, loginForm) []browser.Action) flow.Case {
		return flow.Case{Name: name, See: func(v flow.View) (flow.Match, bool) {
			i := node(readLogin(v.Page))
			m := flow.Match{Node: i, Soon: true}
			if v.Acted(name) {
				m.Doubt = "the form is still there after it was sent off, and says nothing"
			}
			return m, i >= 0 && v.Page.Nodes[i].Ready()
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: do(v, readLogin(v.Page))}, nil
		}}
	}
	send := func(v flow.View, f loginForm, fill ...browser.Action) []browser.Action {
		if f.agreement >= 0 && v.Page.Nodes[f.agreement].Kind != snapshot.Button {
			fill = append(fill, browser.At(v.Page, f.agreement).Tick())
		} else if f.agreement >= 0 {
			fill = append(fill, browser.At(v.Page, f.agreement).Click())
		}
		return append(fill, browser.At(v.Page, f.submit).Click())
	}
	return []flow.Case{
		{Name: trialGone, See: func(v flow.View) (flow.Match, bool) {
			i, words := noAccount(v)
			return flow.Match{Node: i, Words: words}, acted(v) && i >= 0
		}},
		{Name: trialElsewhere, See: func(v flow.View) (flow.Match, bool) {
			i, words := noAccount(v)
			return flow.Match{Node: -1, Words: words}, answered(v) && i < 0 && words != ""
		}},
		{Name: trialSaid, See: func(v flow.View) (flow.Match, bool) {
			i, sure := complaint(v)
			if !acted(v) || i < 0 || !sure && !answered(v) {
				return nowhere, false
			}
			m := flow.Match{Node: -1, Words: v.Page.Nodes[i].Label()}
			if sure {
				m.Node = i
			}
			return m, true
		}},
		{Name: "see that the site asks who signs in", See: func(v flow.View) (flow.Match, bool) {
			p, asks := ad.run.session.asksForCode(v)
			return flow.Match{Node: max(p.Code, p.SendCode)}, acted(v) && asks
		}, Deal: func(context.Context, *flow.Runner, flow.View, flow.Match) error { return &asksPerson{"a code"} }},
		{Name: trialWentOn, See: func(v flow.View) (flow.Match, bool) {
			f := readLogin(v.Page)
			return nowhere, v.Acted(trialSend) && f.password < 0 && f.account < 0 && !v.Page.Busy && len(v.Page.Nodes) > 0 && !isSignInAddress(strings.TrimPrefix(v.Page.URL, "https://"))
		}},
		{Name: trialOpen, Leads: true, See: func(v flow.View) (flow.Match, bool) {
			i := ad.run.toSignIn(v.Page, !v.Acted(trialOpen), true)
			return flow.Match{Node: i}, ad.run.atCloud(v.Page) && readLogin(v.Page).account < 0 && i >= 0 && v.Page.Nodes[i].Ready()
		}, Do: press},
		control("choose to sign in with the password", func(f loginForm) int { return f.choose }, func(v flow.View, f loginForm) []browser.Action {
			return []browser.Action{browser.At(v.Page, f.choose).Click()}
		}),
		control(trialName, func(f loginForm) int {
			if f.password >= 0 || !f.complete() {
				return -1
			}
			return f.account
		}, func(v flow.View, f loginForm) []browser.Action {
			return send(v, f, browser.At(v.Page, f.account).Fill(ad.run.Account))
		}),
		control(trialSend, func(f loginForm) int {
			if !f.complete() {
				return -1
			}
			return f.password
		}, func(v flow.View, f loginForm) []browser.Action {
			var fill []browser.Action
			if f.account >= 0 {
				fill = append(fill, browser.At(v.Page, f.account).Fill(ad.run.Account))
			}
			password := browser.At(v.Page, f.password).FillPassword(wrong)
			password.Does += " with a wrong password"
			return send(v, f, append(fill, password)...)
		}),
	}
}

// noAccountCodes are codes of the site that fit its words that there is no such account. What an old
// script says of 70002, that the account has no password, others report of accounts that are not there.
var noAccountCodes = []int{20003, 70002}

// signInCode returns the code of the site's answer to a sign-in if it is one that means
// something else than that there is no such account, and the answer does not say in words that there is none.
func (ad *accountDeletion) signInCode(ctx context.Context, r *flow.Runner, since time.Time, lang string) (code int, contradicts bool) {
	for range 20 { // it may be read a moment after the page has shown what it means
		if replies := r.Tab.Traffic(since).From(ad.run.Site.At.SignInReply); len(replies) > 0 {
			return ad.run.Site.contradicts(replies[len(replies)-1], lang)
		}
		if r.Wait(ctx, 25*time.Millisecond) != nil {
			break
		}
	}
	return 0, false
}

// contradicts is signInCode of an answer.
func (s *Site) contradicts(body []byte, lang string) (code int, contradicts bool) {
	_, text, found := strings.Cut(string(body), "{")
	var answer map[string]any
	if !found || json.Unmarshal([]byte("{"+text), &answer) != nil {
		return 0, false
	}
	number, ok := answer["code"].(float64)
	if !ok {
		return 0, false
	}
	code = int(number)
	for _, v := range answer {
		if said, ok := v.(string); ok && code != 0 && deniesAccount(said, lang) && !namesElsewhere(said, lang) {
			return code, false
		}
	}
	_, known := s.Codes[code]
	return code, code == 0 || known && !slices.Contains(noAccountCodes, code)
}

// sentenceOf is s as a sentence.
func sentenceOf(s string) string { return strings.ToUpper(s[:1]) + strings.TrimRight(s[1:], ".") + "." }

func quote(s string) string { return "“" + s + "”" }
