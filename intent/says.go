package intent

import (
	"regexp"
	"slices"

	"miacct/snapshot"
)

// What a text says as a whole, of a few things that are asked of it.

// SaysEmpty reports whether a text says that there are no devices: nothing is listed. "None of your phones could be located"
// does not, as they are there all the same.
func SaysEmpty(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	return SaysNone(text, lang) && !(r.read(text).has(state, "located") && tries.MatchString(text))
}

// SaysNone reports whether a text says that there are no devices, or none that can be located.
func SaysNone(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	return (c.has(state, "no-devices") || c.nothing() || c.noneThere(deviceWords...)) && !c.ask && !c.has(sign, "question", "condition", "exception") && !c.has(state, "failed", "error", "something-wrong", "deleted", "removed", "turned-off")
}

// tries are words by which what is told is an attempt.
var tries = regexp.MustCompile(`(?i)\b(?:could|can|konnten?|kann|können|pudo|pudieron|puede|pu|peut|potut[oi]|può|pôde|pode|mog[aąęł]\w*|może|kunde|kunne|kon)\b|удалось|вдалося|能|可以|できま|수 없`)

// SaysUnsupported reports whether a text says of what it is about that there is no such thing here, and no more: "Not
// supported on this device".
func SaysUnsupported(text, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return c.has(state, "not-available") && len(c.over) == 0 && !c.ask && !c.has(verb) && !c.has(sign, "condition", "exception") && !c.has(state, "offline", "last-seen", "failed", "error")
}

// DeniesIt reports whether a sentence says of what was spoken of before that it is not there, and no more: "It doesn't exist."
func DeniesIt(text, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return c.has(state, "no-account") && len(c.over) <= 1 && !c.ask && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !t.is(state, "no-account") && !t.is(filler) && !t.is(polarity, "negation", "no")
	})
}

// Agrees reports whether a label says yes, or agrees to something.
func Agrees(label, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Checkbox, Name: label, Parent: -1, Entry: -1}}}, names{}).read(label)
	return c.has(verb, "agree", "understand", "confirm") || c.has(polarity, "yes")
}

// Declines reports whether a label says no to something, before or beside what else it says: "No thanks, go on without it".
func Declines(label, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Button, Name: label, Parent: -1, Entry: -1}}}, names{}).read(label)
	return c.has(polarity, "no") || c.has(verb, "skip", "not-now", "decline") || c.has(sign, "exception")
}

// WarnsOfAnyone reports whether a text says what anybody might do, whoever it is: "Whoever finds it can reset it" warns.
func WarnsOfAnyone(text string) bool {
	c := newReader(snapshot.Page{Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return c.has(object, "everyone") && !c.has(object, "family", "child") && !c.has(object, deviceWords...)
}

// IsOwnerHeading reports whether a text is what a column of owners is called, and no more.
func IsOwnerHeading(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	return c.has(state, "owner") && onlyHas(c, "owner", "device", "phone") && !c.ask
}

// TellsState reports whether each word of a text says that something is on or off.
func TellsState(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	told := false
	for _, t := range c.tokens {
		is := t.is(state, "enabled", "disabled", "turned-off", "ended", "located") || t.is(polarity, "on", "off") || t.is(verb, "turn-off", "turn-on", "disable")
		if told = told || is; !is && !t.is(filler) {
			return false
		}
	}
	return told && len(c.over) == 0
}

// NamesNothing reports whether a text has no word that means anything by itself: "Status".
func NamesNothing(text, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return len(c.tokens) > 0 && len(c.over) == 0 && !c.ask && !slices.ContainsFunc(c.tokens, func(t token) bool { return !t.is(filler) })
}

// StateAlone is whether a text says of something that it is on or off, and nothing else.
func StateAlone(text, lang string) Said {
	if !TellsState(text, lang) {
		return SaysNothing
	}
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	on, off := false, false
	for _, t := range c.tokens {
		off = off || t.is(state, "disabled", "turned-off", "ended") || t.is(polarity, "off") || t.is(verb, "turn-off", "disable")
		on = on || t.is(state, "enabled", "located") || t.is(polarity, "on") || t.is(verb, "turn-on")
	}
	switch {
	case on && !off:
		return SaysOn
	case off && !on:
		return SaysOff
	}
	return SaysNothing
}

// StateOfFind is whether a choice says that a device is found, or is not, and nothing else: "No, switch finding off". What is kept
// is as it is said to be.
func StateOfFind(text, lang string) Said {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	found, on, off, no, denied := false, false, false, false, false
	for k, t := range c.tokens {
		finds := t.is(verb, "locate", "search", "keep") || t.is(object, "find-device", "tracking")
		found = found || finds
		off = off || t.is(state, "disabled", "turned-off", "ended") || t.is(polarity, "off") || t.is(verb, "turn-off", "disable", "stop")
		on = on || t.is(state, "enabled") || t.is(polarity, "on") || t.is(verb, "turn-on", "enable", "keep")
		no = no || t.is(polarity, "no", "negation")
		denied = denied || t.is(polarity, "negation") && !(k == 0 && t.is(polarity, "no"))
		if !finds && !t.is(filler) && !t.is(state, "disabled", "turned-off", "ended", "enabled") && !t.is(polarity) &&
			!t.is(verb, "turn-off", "disable", "stop", "turn-on", "enable") && !t.is(object, deviceWords...) {
			return SaysNothing
		}
	}
	switch {
	case !found || len(c.over) > 0 || c.ask:
	case off && !denied && (!on || c.has(verb, "keep")):
		return SaysOff
	case off || on && denied:
	case no && !on:
		return SaysOff
	default:
		return SaysOn
	}
	return SaysNothing
}

// NamesFinding reports whether a text has a word for finding or tracking a device.
func NamesFinding(text, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return c.has(verb, "locate", "search") || c.has(object, "find-device", "tracking")
}

// SaysTryAgain reports whether a text tells to do once more what did not work, and not that it was too often or too late.
func SaysTryAgain(text, lang string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return c.has(verb, "try-again") && !c.has(state, "too-many", "expired", "days") && !c.has(verb, "not-now")
}

// Advises reports whether a text only advises to look again at what was entered, to try once more or with another account, or to sign up.
func Advises(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	for _, t := range c.tokens {
		if t.is(verb) && !t.is(verb, "verify", "try-again", "enter", "confirm", "manage", "more", "create", "get", "select") || t.is(state) || t.is(topic) && !t.is(topic, "other-account") || t.is(sign, "unable", "condition", "exception") ||
			t.is(object) && !t.is(object, "email", "phone", "phone-number", "account", "xiaomi-account", "name", "data", "page", "profile", "device", "code") {
			return false
		}
	}
	looks := !c.has(verb) && len(c.over) == 1 && c.has(object, "email", "phone", "phone-number") // by a verb that is not known: "Revisa el correo o el teléfono"
	return c.has(verb, "verify", "try-again", "enter", "confirm", "manage", "create", "get", "select") && len(c.over) <= 2 || looks || c.has(topic, "other-account") && len(c.over) == 0
}

// SessionOver reports whether a text says that the session has ended, or that one must sign in again.
func SessionOver(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	c := r.read(text)
	if c.ask || c.has(topic) || c.has(object, "code", "verification-code", "qr-code") {
		return false
	}
	yetToCome := c.has(sign, "future") || c.has(verb, "lose") // "It will be signed out and lose access"
	if !yetToCome && c.has(state, "expired", "signed-out", "ended") && c.has(verb, "sign-in") {
		return true
	}
	return slices.ContainsFunc(sentences(text), func(s string) bool { // what ends may be a number: "ending in 3316"
		c := r.read(s)
		session := slices.ContainsFunc(c.tokens, func(t token) bool { return c.lex.names(t, "session") })
		return session && c.has(state, "expired", "signed-out", "ended") && !c.has(object, deviceWords...)
	})
}
