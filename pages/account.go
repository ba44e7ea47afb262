package pages

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
	"miacct/trail"
)

// An account is who is signed in, as the account site shows it.
type account struct {
	ID    string // Xiaomi ID, digits
	Mail  string // masked by the site
	Phone string // masked by the site
	Nick  string // what the person is called there, or a part of it
	page  string // what the page that shows them says, folded: the person's name may stand anywhere on it
}

// isNamed reports whether the account's own page bears a name.
func (a account) isNamed(name string) bool {
	return len([]rune(name)) > 1 && holdsWord(a.page, browser.Folded(name))
}

// digits are a Xiaomi ID as it stands in a text.
var digits = regexp.MustCompile(`\b\d{5,20}\b`)

// What the account page shows of mail and phone, masked by the site.
var (
	maskedMail  = regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`)
	maskedPhone = regexp.MustCompile(`\+?[\d*•●＊… -]*\d[\d*•●＊… -]*[\d*•●＊]`)
)

// denies reports whether the page shows that a is not the account that was asked for as
// given (email, phone number or Xiaomi ID). What fits a mask proves nothing, as a mask fits
// many; what does not fit it is another account's. A number may be that of a phone which the page
// does not show, where the account is known by other means to be the one.
func (a account) denies(given string, known bool) bool {
	given = strings.TrimSpace(given)
	switch {
	case given == a.ID:
		return false
	case strings.Contains(given, "@"):
		same, tells := fits(strings.ToLower(a.Mail), strings.ToLower(given))
		return tells && !same
	}
	if same, tells := fits(onlyDigitsAndMask(a.Phone), onlyDigits(given)); tells && same {
		return false
	}
	// A number that is no phone number shown is an ID, and not this one.
	return a.Phone != "" || !known && !strings.HasPrefix(given, "+")
}

// An accountCheck verifies whose account is signed in.
type accountCheck struct {
	run     *run
	checked bool   // who is the account asked for, and no sign-in has happened since
	home    string // where the address of the account's home led to

	fromCloud bool // its home is at none of the known addresses, and is looked for from Mi Cloud's: that may show it, too
}

// checkAccount is the task of reading who is signed in. It stops the run unless that is for
// sure the account that was asked for, see isAsked.
func (ac *accountCheck) checkAccount(ctx context.Context, r *flow.Runner) error {
	who, err := ac.readAccount(ctx, r)
	if err != nil {
		return err
	}
	const step = "check that this is the requested account"
	wrong := func(words string, args ...any) error {
		return &flow.Error{Step: step, Outcome: trail.WrongAccount, Err: fmt.Errorf(words, args...)}
	}
	switch {
	case who.denies(ac.run.Account, ac.run.ID == who.ID || ac.run.session.ownSession()):
		return wrong("account %s is signed in, not the one asked for: nothing was changed", Mask(who.ID))
	case ac.run.who.ID != "" && ac.run.who.ID != who.ID:
		return wrong("account %s is signed in, and before it was %s", Mask(who.ID), Mask(ac.run.who.ID))
	case ac.run.ID != "" && ac.run.ID != who.ID:
		return wrong("account %s is signed in, and the word was given for account %s: nothing was changed", Mask(who.ID), Mask(ac.run.ID))
	}
	how := "is the one that was checked before"
	if ac.run.who.ID == "" {
		if how, err = ac.isAsked(ctx, r, who); err != nil {
			return err
		}
		if how == "" {
			return wrong("account %s is signed in, and nobody has shown that it is the one asked for: nothing was changed. Give its numeric Xiaomi ID as the account, or by --confirm, or sign out first", Mask(who.ID))
		}
	}
	ac.run.who, ac.checked = who, true
	if ac.run.Known != nil {
		if err := ac.run.Known(who.ID); err != nil {
			return &flow.Error{Step: step, Outcome: trail.Failed, Err: err}
		}
	}
	if err := ac.run.letSettle(ctx, r); err != nil { // only now it is sure whose acts are open
		return err
	}
	return r.Say(step, trail.Done, how)
}

// isAsked returns what makes it sure that who is the account asked for, "" if nothing does.
// Sure is the numeric ID, given beforehand or typed now by a person to whom it was not
// shown; or a session that was opened by the name and password that this run filled in,
// with none before it and no person signing in besides.
func (ac *accountCheck) isAsked(ctx context.Context, r *flow.Runner, who account) (how string, err error) {
	switch {
	case strings.TrimSpace(ac.run.Account) == who.ID:
		return "account " + Mask(who.ID) + " is the one asked for", nil
	case ac.run.ID == who.ID:
		return "account " + Mask(who.ID) + " is the one you confirmed", nil
	case ac.run.session.ownSession():
		return "account " + Mask(who.ID) + " was opened with the name and password given", nil
	}
	already := "Someone is already signed in,"
	if ac.run.SignIn == ByCode {
		already = "The code does not say who scanned it,"
	}
	q := flow.Question{Kind: flow.KindAccount, Ask: already + " and the masked name does not say who. Type the numeric Xiaomi ID of the account to delete:"}
	for range triesForID {
		id, err := r.Ask(ctx, q, wholePage, nil)
		switch {
		case errors.Is(err, flow.ErrNobody):
			return "", nil
		case err != nil:
			return "", err
		case strings.TrimSpace(id) == who.ID:
			return "account " + Mask(who.ID) + " is the one whose ID was typed", nil
		case onlyDigits(id) != "":
			return "", nil // another account: trying on would be guessing
		}
	}
	return "", nil
}

// triesForID is how often something that is no ID may be typed for one.
const triesForID = 3

// ownSession reports whether the session was opened by what this run filled in, and by nothing else.
func (ss *session) ownSession() bool { return ss.entered && !ss.met }

// isChecked returns nil if the account was checked since the last sign-in. Nothing is changed before.
func (ac *accountCheck) isChecked() error {
	if ac.checked {
		return nil
	}
	return errors.New("the site asked for a new sign-in, and whose account that opened is not checked yet: nothing was done; run again")
}

// recheck reads the account again if a sign-in happened since it was read.
func (ac *accountCheck) recheck(ctx context.Context, r *flow.Runner) error {
	if ac.checked {
		return nil
	}
	return ac.checkAccount(ctx, r)
}

// checkedly opens a page, and does so again after a check of the account if it came to a
// sign-in on the way: the page could be somebody else's now.
func (ac *accountCheck) checkedly(ctx context.Context, r *flow.Runner, open func() error) error {
	for {
		if err := open(); err != nil || ac.checked {
			return err
		}
		if err := ac.checkAccount(ctx, r); err != nil {
			return err
		}
	}
}

// readAccount opens the account site's home and reads who is signed in, there or where the page's own navigation
// leads to; where that does not show it, Mi Cloud's home.
func (ac *accountCheck) readAccount(ctx context.Context, r *flow.Runner) (who account, err error) {
	for signIns := -1; signIns != ac.run.session.signIns; {
		signIns = ac.run.session.signIns
		if ac.fromCloud, err = ac.run.openAccount(ctx, r); err != nil {
			return account{}, err
		}
		end, err := ac.searchAccount(ctx, r)
		if flow.OutcomeOf(err) == trail.NotRecognised && !ac.fromCloud {
			ac.fromCloud = true
			if err := ac.run.openCloud(ctx, r); err != nil {
				return account{}, err
			}
			end, err = ac.searchAccount(ctx, r)
		}
		if err != nil {
			return account{}, err
		}
		who, _ = end.Data.(account)
		ac.home = end.View.Page.URL
	}
	ac.run.hide(r, who.ID, who.Mail, who.Phone, who.Nick)
	return who, nil
}

// searchAccount reads who is signed in from the page that is open on. The person is asked where Mi Cloud's pages may show
// it, too, as then no other is left.
func (ac *accountCheck) searchAccount(ctx context.Context, r *flow.Runner) (flow.Ending, error) {
	session, err := ac.sessionIDs(ctx, r)
	if err != nil {
		return flow.Ending{}, &flow.Error{Step: "read the account", Outcome: failure(ctx, err), Err: err}
	}
	ac.run.hide(r, session...)
	c := flow.Conversation{Name: "read the account", Cases: []flow.Case{
		{Name: "see whose account it is", See: func(v flow.View) (flow.Match, bool) {
			who, err := ac.accountOn(v.Page, session)
			ac.run.mine.noteLists(v.Page)
			return flow.Match{Node: -1, Data: who, Soon: true}, err == nil && who.ID != ""
		}},
		{Name: "see that it is of another session", See: func(v flow.View) (flow.Match, bool) {
			_, err := ac.accountOn(v.Page, session)
			return nowhere, err != nil
		}, Deal: func(context.Context, *flow.Runner, flow.View, flow.Match) error {
			return &flow.Error{Step: "read the account", Outcome: trail.WrongAccount, Err: errOtherID}
		}},
	}, Reach: flow.Reach{Navigate: true, Toward: []string{"profile", "account", "xiaomi-account", "account-security", "security", "settings"}}}
	if ac.fromCloud {
		search := &accountSearch{ac.run, linkSearch{tried: map[string]bool{}}}
		c.Cases = append(c.Cases, search.another(), search.sections())
		c.Ask = "Open the page of your account that shows your Xiaomi ID."
	}
	return ac.run.mine.browsing(r).Converse(ctx, c)
}

// failure is the outcome of what could not be read: the person may have stopped the run.
func failure(ctx context.Context, err error) trail.Outcome {
	if ctx.Err() != nil || errors.Is(err, flow.ErrInterrupted) {
		return trail.Interrupted
	}
	return trail.Failed
}

// errOtherID means that the session is not that of the account which the page shows.
var errOtherID = errors.New("the account page shows another Xiaomi ID than the session has: nothing was changed")

// sessionIDs are the Xiaomi IDs of the browser's sessions, as the site has them in its cookies.
func (ac *accountCheck) sessionIDs(ctx context.Context, r *flow.Runner) (ids []string, err error) {
	err = r.Timed(ctx, func(ctx context.Context) error {
		all, err := ac.run.Browser.Cookies(ctx, "userId")
		for _, v := range all {
			if v == onlyDigits(v) && digits.MatchString(v) {
				ids = append(ids, v)
			}
		}
		return err
	})
	return ids, err
}

// agreed is the ID on which the page, which says labelled under a label it knows, and the
// session agree; "" while the page shows none.
func agreed(page, labelled string, session []string) (string, error) {
	shown := digits.FindAllString(page, -1)
	var both []string
	for _, id := range session {
		if id == labelled || slices.Contains(shown, id) {
			both = append(both, id)
		}
	}
	switch {
	case len(session) == 0:
		return labelled, nil
	case len(session) > 1 && (labelled != "" || len(both) > 0), labelled != "" && len(both) == 0:
		return "", errOtherID // sessions of two accounts, or the page is of neither
	case len(both) == 1:
		return both[0], nil
	}
	return "", nil
}

// accountOn reads whose account a page shows. session are the IDs of the browser's sessions. The ID is the one that
// the page labels so, or the one that was asked for, where the page shows it.
func (ac *accountCheck) accountOn(p snapshot.Page, session []string) (account, error) {
	if ac.run.atCloud(p) && !ac.fromCloud {
		return account{}, nil
	}
	var texts []string
	for i, n := range p.Nodes {
		if n.Kind == snapshot.Group || n.Label() == "" {
			continue
		}
		texts = append(texts, n.Label())
		if digits.MatchString(n.Label()) || strings.Contains(n.Label(), "@") {
			for _, c := range p.Captions(i) {
				texts = append(texts, c+": "+n.Label())
			}
		}
	}
	page := strings.Join(texts, " ")
	words := ac.run.Site.Words
	labelled := following(page, words.exact("xiaomi-id"), digits)
	if labelled == "" {
		labelled = ac.asked(page)
	}
	if m := shortLabel.FindStringSubmatch(page); labelled == "" && m != nil {
		labelled = m[1]
	}
	who := account{
		Mail:  following(page, words.exact("mail-label"), maskedMail),
		Phone: following(page, words.exact("phone-label"), maskedPhone),
		Nick:  nickOn(p, words.exact("nickname-label")),
		page:  browser.Folded(page),
	}
	var err error
	who.ID, err = agreed(page, labelled, session)
	if who.ID != "" && onlyDigits(who.Phone) == who.ID { // it follows on the label, which may stand below its own number
		who.Phone = ""
	}
	if who.Nick == "" {
		who.Nick = nickBeside(p, who.ID)
	}
	return who, err
}

// shortLabel is an ID behind the two letters by which most languages call it.
var shortLabel = regexp.MustCompile(`(?:^|[^\pL])(?i:u?id)(?:[^\pL\d]{1,3}|\s*[:：№#]\s*)(\d{6,12})(?:\D|$)`)

// asked is the ID that was asked for, if text holds it.
func (ac *accountCheck) asked(text string) string {
	for _, id := range digits.FindAllString(text, -1) {
		if id == ac.run.ID || id == strings.TrimSpace(ac.run.Account) {
			return id
		}
	}
	return ""
}

// wholePage is all that the page shows.
var wholePage = browser.Find("the page", browser.Way{CSS: "body"})

// reach is how far behind its label a value may stand, in bytes.
const reach = 60

// following returns what rx finds right behind one of the labels in text.
func following(text string, labels []string, rx *regexp.Regexp) string {
	folded := strings.ToLower(text)
	if len(folded) != len(text) {
		folded = text // lower case has other lengths in some languages; then the case counts
	}
	for _, label := range labels {
		for from := 0; ; {
			i := strings.Index(folded[from:], strings.ToLower(label))
			if i < 0 {
				break
			}
			from += i + len(label)
			behind := strings.TrimLeft(text[from:min(len(text), from+reach)], " \u00a0:：")
			if v := rx.FindString(behind); v != "" {
				return strings.TrimSpace(v)
			}
		}
	}
	return ""
}
