package intent

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miacct/snapshot"
)

// A Said is what a sentence tells.
type Said string

const (
	SaysNothing    Said = ""
	SaysDone       Said = "done"        // deleted, removed, turned off
	SaysAccepted   Said = "accepted"    // the request was taken; it takes days
	SaysRefused    Said = "refused"     // could not, failed
	SaysNoAccount  Said = "no account"  // there is no such account
	SaysInProgress Said = "in progress" // being done, or will be
	SaysQuestion   Said = "question"
	SaysIf         Said = "conditional"
	SaysNot        Said = "negated"
	SaysOn         Said = "on"
	SaysOff        Said = "off"
	SaysTopic      Said = "other topic" // about cookies, payment, another country or account
)

// A Statement is a sentence with what it tells and about what.
type Statement struct {
	Text    string
	Says    Said
	Of      Object // Account, Device, FindDevice, or None if it does not say
	Days    int    // that it takes, or within which it can be undone; 0 if it names none
	NoRetry bool   // it refuses, and the same again would be refused too: too often, or too late
	Back    bool   // it tells that what was done can be taken back
	Whole   bool   // each of its words is understood
	Vague   bool   // it tells of an error, and not of what
	Access  bool   // it is about signing in
	Bare    bool   // it tells that something went well, and not that anything was deleted nor what it was done to: "Success", "Signed out there"
	Sure    float64
}

// Sentence reads a text as one statement: the first of its sentences that tells something, where
// a question, a refusal or a negation anywhere in it counts before what is said to be done.
// called are words by which the page calls Find Device, see CalledOn.
func Sentence(text, lang string, called ...string) Statement {
	all := Sentences(text, lang, called...)
	var best Statement
	of := None
	for _, s := range all {
		if of == None {
			of = s.Of
		}
		if rank[s.Says] > rank[best.Says] {
			days := best.Days
			best = s
			best.Days = max(best.Days, days)
		} else if s.Days > best.Days {
			best.Days = s.Days
		}
	}
	if best.Says == SaysDone && best.Days > 0 {
		best.Says = SaysAccepted
	}
	if best.Of == None {
		best.Of = of
	}
	best.Text = text
	return best
}

var rank = map[Said]int{SaysOn: 1, SaysOff: 1, SaysDone: 2, SaysInProgress: 3, SaysAccepted: 4, SaysNoAccount: 5, SaysIf: 6, SaysNot: 7, SaysQuestion: 8, SaysRefused: 9, SaysTopic: 10}

// Sentences reads each sentence of a text.
func Sentences(text, lang string, called ...string) []Statement {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, Target{Of: FindDevice, Called: called}.names())
	var all []Statement
	for _, s := range sentences(text) {
		all = append(all, r.statement(s))
	}
	return all
}

// errorNoAccount reports whether a clause says that there is no account, headed "Error:" or "Log-in failed".
func (c clause) errorNoAccount() bool {
	if len(c.tokens) > 2 && c.tokens[0].is(verb, "sign-in") && c.tokens[1].is(state, "failed") {
		c.tokens = c.tokens[2:]
	} else if !c.has(state, "error") {
		return false
	}
	return c.has(state, "no-account") && !c.has(sign, "unable") && !c.has(state, "failed", "something-wrong", "wrong-password", "wrong-code", "too-many", "expired")
}

// notFound reports whether a clause says that an account could not be found, and does nothing: "We couldn't find an account
// with that address".
func (c clause) notFound() bool {
	looks := false
	for _, t := range c.tokens {
		switch {
		case t.is(verb, "locate", "search"):
			looks = true
		case t.is(verb) && !t.is(filler) && !t.is(object) && !t.is(sign) && !t.is(state, "failed"), t.is(topic), t.is(sign, "condition", "exception", "question"), t.is(object, deviceWords...), t.is(object, "find-device") && !t.is(verb):
			return false
		}
	}
	return looks && (c.has(sign, "unable") || c.has(state, "failed")) && c.has(object, "account", "xiaomi-account") && len(c.over) <= 1 && !c.ask
}

// noneThere reports whether a clause says that there is none of the objects, and does nothing: "no such account",
// "no enrolled devices".
func (c clause) noneThere(objects ...string) bool {
	denied := false
	for _, t := range c.tokens {
		denied = denied || t.is(polarity, "no") || t.is(state, "no-account", "no-devices")
		if t.is(verb) && !t.is(verb, "create") && !(t.is(verb, "sign-in") && slices.Contains(objects, "device")) && !t.is(object) && !t.is(filler) || t.is(sign) && !t.is(polarity, "no") || t.is(topic) || t.is(state) && !t.is(state, "no-account", "no-devices", "online", "signed-in", "located") || t.is(polarity, "off") || t.is(polarity, "on") && !c.has(object, "find-device") {
			return false
		}
	}
	return denied && c.has(object, objects...) && len(c.over) <= 1 && !c.ask
}

// nothing reports whether a clause says no more than that something is not there: "Nothing here yet".
func (c clause) nothing() bool {
	denied := false
	for _, t := range c.tokens {
		denied = denied || t.is(polarity, "negation", "no")
		what := t.of(object)
		ok := t.is(polarity, "negation", "no") && (len(what) == 0 || only(what, deviceWords)) || t.is(filler) || t.is(object, append(deviceWords, "list", "data")...) || t.is(modifier, "other") ||
			t.is(verb, "not-now") && !t.is(object) // "not yet"
		if !ok {
			return false
		}
	}
	return denied && len(c.over) == 0
}

var number = regexp.MustCompile(`\d{1,3}`)

// identifiers are numbers that count nothing.
var identifiers = regexp.MustCompile(`\d{5,}`)

// objectsIn are the objects named within a phrase, and within the phrases in it.
func (l *lexicon) objectsIn(phrase string) (all []token) {
	for _, t := range l.parse(phrase, phrase).tokens {
		switch {
		case t.is(object):
			all = append(all, t)
		case t.is(state) && len(t.text) < len(phrase):
			all = append(all, l.objectsIn(t.text)...)
		}
	}
	return all
}

// maker is the maker's name where it stands between the words of a phrase: "no such Mi account".
var maker = regexp.MustCompile(`(?i)\b(?:mi|xiaomi)\b[ -]?|小米|샤오미 ?|シャオミ`)

// saysOffBehind reports whether a sentence gives behind a colon for its reason that Find Device is off.
func (r *reader) saysOffBehind(s string) bool {
	_, reason, ok := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":")
	if !ok {
		return false
	}
	st := r.statement(strings.TrimSpace(reason))
	return st.Of == FindDevice && (st.Says == SaysOff || st.Says == SaysDone)
}

func (r *reader) statement(s string) Statement {
	c := r.read(s)
	if plain := maker.ReplaceAllString(s, ""); plain != s && !c.has(state, "no-account") {
		if p := r.read(plain); p.has(state, "no-account") {
			c = p
		}
	}
	st := Statement{Text: s}
	known, whole := c.known()
	// "Account deleted" is one phrase of the lexicon; what it is about stands inside.
	for _, t := range c.tokens {
		if t.is(state) {
			c.tokens = append(c.tokens[:len(c.tokens):len(c.tokens)], c.lex.objectsIn(t.text)...)
		}
	}
	if whole == 0 {
		return st
	}
	st.Sure, st.Whole = float64(known)/float64(whole), len(c.over) == 0
	unable := c.has(sign, "unable") || c.has(polarity, "negation", "no")
	st.Back = c.has(verb, "restore", "undo") && !unable && !c.has(state, "failed")
	switch {
	case c.has(object, "find-device") || finds(c) || (c.tracks() || c.has(state, "located")) && !c.has(object, "account", "app", "browser", "history", "photos"):
		st.Of = FindDevice
	case c.has(object, "account", "xiaomi-account") || c.has(verb, "close-account") || c.has(state, "no-account"):
		st.Of = Account
	case c.has(object, "device", "phone", "this-device"):
		st.Of = Device
	}
	for _, t := range c.tokens {
		if !t.is(state, "days") {
			continue
		}
		in := t.text
		if !number.MatchString(in) {
			in = identifiers.ReplaceAllString(s, "") // an account's number counts no days
		}
		for _, n := range number.FindAllString(in, -1) {
			if d, _ := strconv.Atoi(n); d > 0 {
				st.Days = max(st.Days, d)
			}
		}
	}
	// What was taken is the request only if it says so: "The code was sent" is about something else.
	steps := c.has(object, "code", "verification-code", "pin", "password", "identity", "qr-code") || c.has(verb, "get-code", "enter-code")
	request := c.has(object, "request") || st.Of == Account || c.has(verb, "delete", "delete-permanently", "close-account")
	done := c.has(state, "deleted", "removed", "turned-off", "success") && !steps
	st.Bare = done && st.Of == None && (!c.has(state, "deleted") || c.has(state, "signed-out")) && !c.has(verb, "delete", "delete-permanently") // a device is removed, and signed out
	st.Access = c.has(verb, "sign-in")
	st.Vague = c.has(state, "error", "something-wrong") && !c.has(verb, "delete", "delete-permanently", "close-account", "remove", "turn-off") && !done
	switch {
	case c.has(topic), c.has(object, "family", "child", "everyone"):
		st.Says = SaysTopic
	case c.ask || c.has(sign, "question") || c.has(state, "are-you-sure"):
		st.Says = SaysQuestion
	case c.hypothetical():
		st.Says = SaysIf // "Once deleted, it cannot be recovered" warns
	case (unable || c.has(state, "failed")) && c.has(verb, "restore", "undo") && !c.has(state, "error", "something-wrong") && !c.has(verb, "delete", "delete-permanently", "close-account", "remove", "turn-off"):
		st.Says = SaysNot // nor is "it does not let itself be restored"
	case c.has(sign, "unable") && (c.has(state, "located") || c.has(verb, "locate")) && r.saysOffBehind(s):
		st.Says = SaysOff // "It cannot be located: Find Device has been turned off"
	case c.notFound():
		st.Of, st.Says = Account, SaysNoAccount
	case c.has(sign, "unable") && (c.has(verb, "restore", "undo", "sign-in") || c.has(verb, "enter") && c.has(object, "account", "xiaomi-account")) && !c.has(state, "failed", "error", "something-wrong"):
		st.Says = SaysNot // "It cannot be restored" is no refusal
	case c.nothing():
		st.Says = SaysNot // in some languages "not yet" is one word with "could not"
	case c.has(sign, "unable") && c.has(sign, "no-longer") && !c.has(state, "failed", "error", "something-wrong"):
		st.Says = SaysNot // "You can no longer see where it is" warns
	case c.has(sign, "unable") && c.has(sign, "condition") && !c.has(state, "failed", "error", "something-wrong"):
		st.Says = SaysIf // "If you turn it off, you won't be able to …" warns
	case (c.has(sign, "unable") || c.has(state, "failed", "error", "something-wrong", "wrong-password", "wrong-code", "too-many", "expired")) && !c.errorNoAccount():
		st.Says = SaysRefused
		st.NoRetry = c.has(state, "too-many") || c.has(state, "expired") && !c.has(object, "code", "verification-code")
	case c.has(sign, "condition") || c.has(sign, "exception") || c.has(state, "by-mistake"):
		st.Says = SaysIf
	case c.has(state, "no-account"), c.noneThere("account", "xiaomi-account") && !c.has(object, "device", "phone"):
		st.Says = SaysNoAccount
		// Else it may be a page that does not exist.
		named := c.has(object, "account", "xiaomi-account", "email", "phone-number", "people", "name", "profile")
		bare := len(c.over) == 0 && !slices.ContainsFunc(c.tokens, func(t token) bool { return !t.is(state, "no-account") })
		other := slices.ContainsFunc(c.tokens, func(t token) bool { // a phone is a number here
			return t.is(object, "device", "this-device", "my-devices", "linked-devices", "all-devices", "app", "card", "photos", "backup", "session") && !t.is(object, "phone", "phone-number")
		})
		if !named && !bare || steps || other {
			st.Says = SaysNothing
		}
	case st.Of == FindDevice && st.Sure >= 0.6 && c.unlocated():
		st.Says = SaysOff
	case c.has(polarity, "negation") || c.has(polarity, "no"):
		st.Says = SaysNot
	case c.has(verb, "cancel", "undo", "restore") && !done:
		st.Says = SaysNothing
	case c.has(verb, "not-now"): // "not yet" is one word with it
		st.Says = SaysNot
	case c.has(state, "request-received", "scheduled", "accepted") && c.has(verb, "verify", "confirm"):
		st.Says = SaysNothing // it is yet to be verified
	case c.has(state, "request-received", "scheduled", "accepted") && request && !steps:
		st.Says = SaysAccepted
	case (c.has(sign, "future") || st.Days > 0 && c.has(sign, "afterwards")) && (done || st.Of == Account && c.has(verb, "delete", "delete-permanently", "erase", "remove", "close-account")):
		st.Says = SaysInProgress
		if st.Days > 0 {
			st.Says = SaysAccepted
		}
	case c.has(state, "pending", "loading"):
		st.Says = SaysInProgress
	case st.Of == FindDevice && c.has(state, "turned-off", "disabled", "ended") && (c.has(state, "enabled", "located") && !c.has(polarity, "off") || c.has(polarity, "on")):
		st.Says = SaysNothing // of two things one is on and one is off
	case st.Of == FindDevice && c.has(state, "turned-off", "disabled", "ended"), st.Of == FindDevice && c.stands("off") && !c.has(verb, "turn-off"):
		st.Says = SaysOff
	case st.Of == FindDevice && (c.has(state, "enabled", "located") || c.stands("on") && !c.has(verb, "turn-on")) && !c.has(verb, "select"):
		st.Says = SaysOn
	case done && c.has(state, "cannot-undo") && !strings.ContainsAny(s, ",，、;；") && !c.has(sign, "and"):
		st.Says = SaysNothing // "A closed account cannot be restored" is true of any
	case done && st.Of == None && c.has(object, "photos", "files", "contacts", "messages", "data", "backup", "card", "app", "history"):
		st.Says = SaysNothing // "Deleted files": of something else
	case done && (st.Days > 0):
		st.Says = SaysAccepted
	case done && st.Sure >= 0.6 && !c.has(state, "failed"):
		st.Says = SaysDone
	}
	if steps && (st.Says == SaysInProgress || st.Says == SaysAccepted || st.Says == SaysDone) {
		st.Says = SaysNothing
	}
	if st.Sure < 0.4 && (st.Says == SaysDone || st.Says == SaysAccepted || st.Says == SaysNoAccount && len(c.over) > 2) {
		st.Says = SaysNothing
	}
	return st
}

// stands reports whether a clause says "on" or "off". A word that is also no more than a preposition or an article, as in
// "Wählen Sie ein Gerät aus, um es zu orten", says so only where Find Device is named; and nothing does where one is to choose.
func (c clause) stands(how string) bool {
	named := len(c.tokens) <= 2 || slices.ContainsFunc(c.tokens, func(t token) bool {
		return t.is(object, "find-device", "feature", "service") || t.is(object, "tracking", "location") && !t.is(verb)
	})
	return !c.has(verb, "select") && slices.ContainsFunc(c.tokens, func(t token) bool {
		return t.is(polarity, how) && (named || !t.is(filler) && !c.lex.article(t.text))
	})
}

// article reports whether a word is an article in a language, whatever else it means.
func (l *lexicon) article(word string) bool { return l.lang == "de" && word == "ein" }

// ending are what a clause calls it that something is deleted or turned off.
var ending = []string{"delete", "delete-permanently", "close-account", "erase", "remove", "turn-off", "disable", "unbind"}

// hypothetical reports whether what a clause says of a deletion is only what it follows upon, and it says of no other
// that it was done: "After it is closed", "注销后".
func (c clause) hypothetical() bool {
	ends := func(t token) bool {
		return t.is(verb, ending...) || t.is(state, "deleted", "removed", "turned-off", "disabled")
	}
	follows, thing := -1, false // what it follows upon, and whether that is said of another thing than the account
	for i, t := range c.tokens {
		if !t.is(sign, "afterwards") {
			continue
		}
		if c.lex.afterTheVerb() {
			if i > 0 && ends(c.tokens[i-1]) {
				follows = i - 1
			}
			continue
		}
		k := i + 1
		thing = false
		for k < len(c.tokens) && !ends(c.tokens[k]) && (c.tokens[k].is(filler) || c.tokens[k].is(object, "account", "xiaomi-account", "item", "device", "find-device")) {
			thing = thing || c.tokens[k].is(object, "item", "device", "find-device")
			k++
		}
		if k < len(c.tokens) && ends(c.tokens[k]) {
			follows = k
			thing = thing || k+1 < len(c.tokens) && c.tokens[k+1].is(object, "item", "device", "find-device")
		}
	}
	if follows < 0 {
		return false
	}
	for i, t := range c.tokens {
		if i > follows && !thing && !c.lex.afterTheVerb() && t.is(state, "deleted") {
			continue // "Once deleted, the account is gone"
		}
		if i != follows && t.is(state, "deleted", "removed", "turned-off", "disabled", "request-received", "scheduled", "accepted") && t.text != c.tokens[follows].text {
			return false
		}
	}
	return true
}

// afterTheVerb reports whether a language says "after" behind what it follows upon.
func (l *lexicon) afterTheVerb() bool {
	return slices.Contains([]string{"zh", "zh-TW", "ja", "ko", "tr"}, l.lang)
}

// unlocated reports whether a clause says that a device is not looked for any more: "no longer located".
// One that is not located may just not have been found, and be looked for all the same.
func (c clause) unlocated() bool {
	if c.has(sign, "unable") || c.has(state, "offline", "online", "failed", "not-available", "last-seen") || c.has(verb, "turn-off", "stop", "disable", "cancel", "keep") {
		return false
	}
	return c.has(sign, "no-longer") && (c.tracks() || c.has(state, "located"))
}
