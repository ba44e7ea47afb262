package pages

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/internal/hostmatch"
	"miacct/snapshot"
)

// SignIn is the page where the account signs in, in its React, mobile and old forms,
// and the button that leads there from Mi Cloud.
type SignIn struct {
	form        Element `yaml:"form"` // sight of the form with a password
	password    Element `yaml:"password"`
	submit      Element `yaml:"submit"`
	agreePopup  Element `yaml:"agree-popup"`  // the "agree and continue" button
	cookieAgree Element `yaml:"cookie-agree"` // the cookie banner's button

	// Where the site says no.
	wrong      Element `yaml:"wrong"`      // wrong account or password: it does not say which
	noAccount  Element `yaml:"no-account"` // the account does not exist
	badName    Element `yaml:"bad-name"`   // no account could be called that
	noPassword Element `yaml:"no-password"`
	suspended  Element `yaml:"suspended"`
	tooMany    Element `yaml:"too-many"`
	timedOut   Element `yaml:"timed-out"`
	otherError Element `yaml:"other-error"`
}

func (p *SignIn) UnmarshalYAML(decode func(any) error) error { return decodePage(p, decode) }

// refusals are where the site says no to a sign-in.
func (p SignIn) refusals() []browser.Locator {
	return locators(p.wrong, p.noAccount, p.badName, p.noPassword, p.suspended, p.tooMany, p.timedOut, p.otherError)
}

// A session is the sign-in, and what is known of how it came about.
type session struct {
	run     *run
	signIns int    // forms filled in
	entered bool   // the site took the name and password that this run filled in
	fresh   bool   // no session was there when the sign-in began
	met     bool   // a session was there before that, or a person had the page and may have signed in
	noCode  bool   // the sign-in page offers no code to scan
	home    string // address of the page of Mi Cloud that came after it
	codes   int    // one-time codes the site has taken
}

// signIn is the task of getting a session in Mi Cloud. A form that asks for a password is a
// challenge besides, as the site may ask for it again at any time.
func (ss *session) signIn(ctx context.Context, r *flow.Runner) error {
	err := ss.run.openCloud(ctx, r)
	if err != nil {
		return err
	}
	sessions, err := ss.run.account.sessionIDs(ctx, r)
	if err != nil {
		return &flow.Error{Step: "sign in to Mi Cloud", Outcome: failure(ctx, err), Err: err}
	}
	ss.fresh = len(sessions) == 0
	end, err := r.Converse(ctx, flow.Conversation{
		Name:  "sign in to Mi Cloud",
		Ask:   "Sign in to Mi Cloud.",
		Cases: ss.signInCases(ss.fresh),
	})
	if err == nil {
		ss.home = r.Tab.URL()
		ss.met = ss.met || len(end.View.Acts) == 0 && ss.signIns == 0
	}
	return err
}

// signInCases are what may stand between the person and Mi Cloud. out is whether nobody was signed in at first.
func (ss *session) signInCases(out bool) []flow.Case {
	const open, anotherAccount = "open the sign-in page", "sign in with another account"
	before := ss.signIns
	login := func(name string, node func(loginForm) int, do func(flow.View, loginForm) []browser.Action) flow.Case {
		return flow.Case{Name: name, See: func(v flow.View) (flow.Match, bool) {
			i := node(readLogin(v.Page))
			return flow.Match{Node: i, Soon: true}, i >= 0 && v.Page.Nodes[i].Ready()
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: do(v, readLogin(v.Page)), Ask: "Sign in with your account and password."}, nil
		}}
	}
	password := func(f loginForm) int {
		if !f.complete() {
			return -1
		}
		return f.password
	}
	return append(append(ss.identityCases(), ss.tapCase(), ss.codeSignInCase()), []flow.Case{
		{Name: "sign in", See: login("", password, nil).See, Deal: func(ctx context.Context, r *flow.Runner, _ flow.View, _ flow.Match) error {
			return ss.enter(ctx, r)
		}},
		login("choose to sign in with the password", func(f loginForm) int {
			if ss.run.SignIn == ByCode && !ss.noCode {
				return -1
			}
			return f.choose
		}, func(v flow.View, f loginForm) []browser.Action {
			return []browser.Action{browser.At(v.Page, f.choose).Click()}
		}),
		login("give the account's name", func(f loginForm) int {
			if f.password >= 0 || !f.complete() {
				return -1
			}
			return f.account
		}, func(v flow.View, f loginForm) []browser.Action {
			do := []browser.Action{browser.At(v.Page, f.account).Fill(ss.run.Account)}
			if f.agreement >= 0 {
				do = append(do, browser.At(v.Page, f.agreement).Tick())
			}
			return append(do, browser.At(v.Page, f.submit).Click())
		}),
		ss.chooseAccount(),
		{Name: anotherAccount, Leads: true, See: func(v flow.View) (flow.Match, bool) {
			i := useAnother(v.Page)
			return flow.Match{Node: i}, i >= 0 && !v.Acted(anotherAccount) && ss.signIns == before && !ss.run.atCloud(v.Page)
		}, Do: press},
		{Name: open, Leads: true, See: func(v flow.View) (flow.Match, bool) {
			i := ss.run.toSignIn(v.Page, ss.signIns == before && !v.Acted(open), out)
			return flow.Match{Node: i}, ss.run.atCloud(v.Page) && i >= 0 && v.Page.Nodes[i].Ready()
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Ask: "Sign in to Mi Cloud."}, nil
		}},
		{Name: "see that mi cloud is open", See: func(v flow.View) (flow.Match, bool) {
			return flow.Match{Node: -1, Soon: ss.entered && ss.signIns > before}, ss.run.atCloud(v.Page) && !v.Page.Busy && len(v.Page.Nodes) > 0
		}},
	}...)
}

// toSignIn is the control that leads to the sign-in, -1 if none does: by its words, or, at first and on a page that offers
// no sign-out, by what it is. out is whether nobody is signed in.
func (run *run) toSignIn(p snapshot.Page, first, out bool) int {
	i := intent.Find(p, intent.Target{Do: intent.SignIn, Hints: intent.Hints{Phrases: run.Site.Words.exact("sign-in-with-mi")}}).Node
	if i >= 0 || !first || offersSignOut(p) {
		return i
	}
	if out {
		i = entrance(p)
	}
	if i < 0 {
		i = linkToSignIn(p)
	}
	return i
}

// atCloud reports whether a page is one of Mi Cloud.
func (run *run) atCloud(p snapshot.Page) bool { return onHosts(p, run.Site.Hosts.Cloud) }

// atAccount reports whether a page is one of the account's own site.
func (run *run) atAccount(p snapshot.Page) bool { return onHosts(p, run.Site.Hosts.Account) }

func onHosts(p snapshot.Page, hosts []string) bool {
	u, err := url.Parse(p.URL)
	return err == nil && hostmatch.In(u.Hostname(), hosts)
}

// mostSignIns is how often one run fills in the sign-in form. More often the site does
// not keep the session, and going on would only lock the account.
const mostSignIns = 4

// enter deals with a form that asks for a password, wherever it turns up on the account's
// site. The password is given only to a form that signs in, and to a second one only where
// the session has ended: at the sign-in page's own address, which sends on whoever is signed in.
func (ss *session) enter(ctx context.Context, r *flow.Runner) error {
	if err := ss.mayType(r); err != nil {
		return err
	}
	var page snapshot.Page
	err := r.Timed(ctx, func(ctx context.Context) (err error) {
		page, err = r.Tab.Settle(ctx, func(p snapshot.Page) bool { l := readLogin(p); return l.password >= 0 && l.complete() })
		return err
	})
	f := readLogin(page)
	switch {
	case errors.Is(err, browser.ErrNotReady):
		return nil // it has gone meanwhile: look again
	case err != nil:
		return err
	case f.password < 0 || !f.complete():
		at, err := r.Look(ctx, ss.run.Site.SignIn.form.Locator)
		if err != nil || !at.Shown {
			return err
		}
		return ss.leaveForm(ctx, r, page, "the page asks for a password, and it is not its sign-in form")
	case !ss.signsIn(page, f.password):
		return ss.leaveForm(ctx, r, page, "the page asks for a password, and it is not its sign-in form")
	case ss.entered && !(f.account >= 0 && isSignInAddress(formAround(page, f.password).Address)):
		return ss.leaveForm(ctx, r, page, "the page asks to sign in again, and the session has not ended")
	}
	if err := ss.begins(r); err != nil {
		return err
	}
	if ss.run.SignIn == ByCode && !ss.noCode {
		if done, err := ss.scanIn(ctx, r); done || err != nil {
			return err
		}
		ss.noCode = true
		return nil // the page may be another by now: look again
	}
	if err := ss.run.askPassword(ctx, r, browser.At(page, f.password)); err != nil || ss.run.Password == "" {
		return err
	}
	if f.agreement >= 0 {
		if err := ss.noteConsent(r, "the terms that the sign-in form names"); err != nil {
			return err
		}
	}
	_, err = withForm(r).Converse(ctx, flow.Conversation{
		Name:  "enter account and password",
		Ask:   "Sign in with your account and password.",
		Cases: ss.enterCases(),
	})
	if err == nil {
		ss.entered = true
	}
	return err
}

// withForm is r for a conversation that deals with the sign-in form itself: it is no challenge there.
func withForm(r *flow.Runner) *flow.Runner {
	return withChallenges(r, func(c flow.Challenge) func(context.Context, *flow.Runner) error {
		if c.Kind != flow.KindPassword || c.Deal == nil {
			return c.Deal
		}
		return func(context.Context, *flow.Runner) error { return flow.ErrNoChallenge }
	})
}

// begins notes that a sign-in begins: whose account it opens is not checked.
func (ss *session) begins(r *flow.Runner) error {
	if err := ss.mayType(r); err != nil {
		return err
	}
	if ss.signIns++; ss.signIns > mostSignIns {
		return fmt.Errorf("sign in: the site has asked for it %d times: %w", mostSignIns, browser.ErrNotReady)
	}
	ss.run.account.checked = false
	return nil
}

// enterCases are what a sign-in form may show: the site's answer, and the form itself.
func (ss *session) enterCases() []flow.Case {
	const enter, choose = "send account and password", "choose the sign-in form for this account"
	sent := "" // document of the form that was sent off
	return []flow.Case{
		{Name: "see that the form is gone", See: func(v flow.View) (flow.Match, bool) {
			left := sent != "" && documentOf(v.Page) != sent
			return flow.Match{Node: -1, Soon: left}, v.Acted(enter) && readLogin(v.Page).password < 0
		}},
		{Name: "see what the site says", Refusal: true, See: func(v flow.View) (flow.Match, bool) {
			i, sure := complaint(v)
			if !v.Acted(enter) || i < 0 {
				return flow.Match{Node: -1}, false
			}
			m := flow.Match{Node: -1, Words: v.Page.Nodes[i].Label()}
			if sure {
				m.Node = i
			}
			return m, true
		}},
		{Name: choose, See: func(v flow.View) (flow.Match, bool) {
			if v.Acted(enter) || v.Acted(choose) {
				return nowhere, false
			}
			i := formFor(v.Page, readLogin(v.Page), ss.run.Account)
			return flow.Match{Node: i, Soon: true}, i >= 0
		}, Do: press},
		{Name: enter, See: func(v flow.View) (flow.Match, bool) {
			f := readLogin(v.Page)
			m := flow.Match{Node: f.password, Soon: true}
			if v.Acted(enter) {
				m.Doubt = "the sign-in form is still there after it was sent off"
			}
			return m, f.password >= 0 && f.complete()
		}, Do: func(v flow.View, _ flow.Match) (flow.Step, error) {
			f := readLogin(v.Page)
			sent = documentOf(v.Page)
			var do []browser.Action
			if f.account >= 0 {
				do = append(do, browser.At(v.Page, f.account).Fill(ss.run.Account))
			}
			do = append(do, browser.At(v.Page, f.password).FillPassword(ss.run.Password))
			if f.agreement >= 0 && v.Page.Nodes[f.agreement].Kind != snapshot.Button {
				do = append(do, browser.At(v.Page, f.agreement).Tick())
			} else if f.agreement >= 0 {
				do = append(do, browser.At(v.Page, f.agreement).Click())
			}
			return flow.Step{Do: append(do, browser.At(v.Page, f.submit).Click()), Ask: "Sign in with your account and password."}, nil
		}},
	}
}

// documentOf tells one document of the page itself from another.
func documentOf(p snapshot.Page) string {
	if len(p.Frames) == 0 || p.Frames[0].Document == "" {
		return p.URL
	}
	return p.Frames[0].Document
}

// complaint is what a sign-in form says beside itself since it was sent off, -1 for nothing. It is sure
// if it says that something went wrong; other words count on a page at rest only, as a captcha or a
// check may be on its way with them.
func complaint(v flow.View) (i int, sure bool) {
	if f := readLogin(v.Page); f.password < 0 && f.account < 0 {
		return -1, false
	}
	first := -1
	for i, n := range v.Page.Nodes {
		if !v.Fresh(i) || !isText(n) || pressable(v.Page, i) {
			continue
		}
		if intent.Sentence(n.Label(), v.Page.Lang).Says == intent.SaysRefused {
			return i, true
		}
		if first < 0 || n.Kind == snapshot.Alert && v.Page.Nodes[first].Kind != snapshot.Alert {
			first = i
		}
	}
	return first, false
}

// signsIn reports whether the form around a password field signs in.
func (ss *session) signsIn(p snapshot.Page, password int) bool {
	if password < 0 {
		return false
	}
	switch f := formAround(p, password); kindOf(f, ss.run.Account, ss.run.who.ID, ss.run.who.Mail, ss.run.who.Phone) {
	case FormSignIn:
		return true
	case FormReauth, FormUnknown: // whoever is not signed in is asked for nothing else
		account := readLogin(p).account
		return ss.fresh && ss.signIns == 0 && ss.run.atAccount(p) && account >= 0 && len(f.Fields) == 2 && len(f.Buttons) == 1 && isAccountName(p, account)
	}
	return false
}

// isAccountName reports whether a field asks for the name of an account by its words.
func isAccountName(p snapshot.Page, i int) bool {
	kind, _ := intent.Field(p, i)
	return kind == intent.FieldAccount
}

// leaveForm leaves a form that must not be filled in to the person.
func (ss *session) leaveForm(ctx context.Context, r *flow.Runner, p snapshot.Page, why string) error {
	at := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Kind == snapshot.Password })
	words := quote(p.Title)
	if at >= 0 {
		form := formAround(p, at)
		words = quote(strings.Join(append(form.Headings, form.Buttons...), " · "))
	}
	return r.HandOver(ctx, "leave a form to the person",
		"Decide about this form yourself; nothing was filled in: "+words,
		fmt.Errorf("%s: %s", why, words), ss.run.Site.SignIn.form.Locator)
}

// A witness is the person of a run, and notes whether they had the page.
type witness struct {
	flow.Person
	run *run
}

// Call hands the page over. Who solves a captcha, or confirms a sign-in elsewhere, leaves the form as it
// was filled in; with the page for anything else a person may also sign in, as whomever.
func (w *witness) Call(ctx context.Context, h flow.Handoff) error {
	err := w.Person.Call(ctx, h)
	if h.Kind != flow.KindPuzzle && h.Kind != flow.KindTap && !errors.Is(err, flow.ErrNobody) {
		w.run.session.met = true
	}
	return err
}

// watchPerson has the run notice when a person had the page.
func (ss *session) watchPerson(r *flow.Runner) {
	if _, watched := r.Person.(*witness); !watched && r.Person != nil {
		r.Person = &witness{r.Person, ss.run}
	}
}

// shorten cuts text to at most n characters.
func shorten(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n]) + "…"
	}
	return text
}
