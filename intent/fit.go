package intent

import (
	"fmt"
	"slices"
)

// A fitting is how far a clause goes with a rule.
type fitting struct {
	verb, object, whole bool
	loose               bool
	plain               bool   // its verb has no other meaning that would leave all as it is
	erases              bool   // its verb may mean to erase what is on the device
	against             string // what speaks against it
	other               string // an object that is none of the rule's
}

// harmless are meanings that change nothing in any label.
var harmless = map[string]bool{
	"filler": true, "from": true, "question": true, "want": true, "are-you-sure": true, "cannot-undo": true, "irreversible": true,
	"permanently": true, "now": true, "signed-in": true, "item": true, "page": true, "request": true,
}

// refusing are meanings of a word that leave all as it is.
var refusing = []string{"cancel", "decline", "keep", "close-dialog", "dismiss", "undo", "not-now", "back", "skip", "no", "negation", "restore", "continue", "save"}

// fit compares the words of a label with a rule: each must be of it or change nothing.
func fit(c clause, rl rule) fitting {
	var f fitting
	said := len(c.tokens)
	c = c.withoutKeptData(rl)
	kept := len(c.tokens) < said
	if c.withData(rl) {
		return fitting{verb: true, object: true, plain: true}
	}
	find := slices.Contains(rl.objects, "find-device") && finds(c)
	// "Stop tracking", "no longer locate": what Find Device does, for the whole of it.
	tracks := slices.Contains(rl.objects, "find-device") && c.tracks()
	for _, t := range c.tokens {
		if tp := t.of(topic); len(tp) > 0 {
			f.against = "is about " + tp[0]
			return f
		}
	}
	turns := slices.Contains(rl.verbs, "turn-off") && slices.Contains(rl.objects, "find-device")
	closes := slices.IndexFunc(c.tokens, func(t token) bool { return t.is(verb, "close-account") })
	for i, t := range c.tokens {
		switch {
		case closes >= 0 && (i > closes || i < closes-1) && t.is(verb, "delete", "remove", "delete-permanently") && c.tokens[closes].is(verb, "close-account") && !t.is(verb, "close-account"):
			f.against = "cancels: " + fmt.Sprintf("%q", c.text) // "Cancel account deletion"
		case t.is(sign, "exception") && !c.merely(t, rl):
			f.against = fmt.Sprintf("makes an exception: %q", t.text)
		case t.is(sign, "condition"):
			f.against = fmt.Sprintf("sets a condition: %q", t.text)
		case t.is(sign, "unable"), t.is(polarity, "negation") && !t.accepted(rl) && !(tracks && c.ceases(t, rl)), t.is(polarity, "no") && !slices.Contains(rl.verbs, "no"):
			f.against = fmt.Sprintf("negates: %q", t.text)
		case t.is(object, "other-item"):
			f.against = "names another device"
		case turns && t.is(verb, "lock", "block", "erase", "reset", "play-sound") && !c.has(object, "find-device"):
			f.against = fmt.Sprintf("may mean to %s: %q", t.of(verb)[0], t.text) // one word with "disable" here and there
		default:
			continue
		}
		f.verb, f.object = f.verb || c.hasAny(rl.verbs), f.object || c.hasAny(rl.objects)
		return f
	}
	f.plain = true
	closing := c.closesAccount(rl)
	// "Remove the device from your account", but not "the device and your account".
	device := slices.Contains(rl.objects, "device")
	from := device && c.has(object, append(deviceWords, "item")...) && (!c.has(sign, "and") || c.has(verb, "unlink")) // "and" is one word with "from" where things are unlinked
	// "Take it out of the account?", said of what was pressed.
	from = from || device && c.has(filler, "from") && c.has(verb, "remove", "unlink", "sign-out") && !c.has(verb, "delete", "delete-permanently", "close-account") && !c.has(sign, "and")
	// "Mi 9 is deleted from your devices", in a language whose "from" is an ending.
	listed := device && c.has(object, "item") && !c.has(sign, "and") && !c.has(modifier, "all", "other")
	feature := slices.Contains(rl.verbs, "turn-off") && c.has(object, "find-device") && !c.has(filler, "from") && !c.hasAny(rl.verbs)
	// "Out of the account?", said of what was pressed, by a verb that is not known.
	out := device && c.has(filler, "from") && !c.has(verb) && !c.has(sign, "and") && c.has(object, "account", "xiaomi-account")
	for i, t := range c.tokens {
		ok := false
		if i == closing {
			f.verb, f.whole, f.plain = true, true, !t.is(verb, "cancel")
			continue
		}
		for _, s := range t.senses {
			switch {
			case slices.Contains(rl.verbs, s.meaning), slices.Contains(rl.whole, s.meaning):
				f.verb, ok = f.verb || slices.Contains(rl.verbs, s.meaning), true
				f.whole = f.whole || slices.Contains(rl.whole, s.meaning)
				f.loose = f.loose || t.loose
				f.erases = f.erases || t.is(verb, "erase") && !t.is(verb, "remove", "unlink")
			case slices.Contains(rl.objects, s.meaning) || s.meaning == "item" && slices.Contains(rl.objects, "device"):
				f.object, ok = true, true
			case tracks && (s.meaning == "tracking" || s.meaning == "locate" || s.meaning == "search"):
				f.object, ok = f.object || find, true
			case tracks && c.ceases(t, rl):
				f.verb, ok = true, true
			case slices.Contains(rl.extra, s.meaning), harmless[s.meaning], s.meaning == "only", s.meaning == "again" && c.has(verb, "press"):
				ok = true
			case slices.Contains(helpers, s.meaning) && s.kind != object:
				ok = true
			case s.kind == state && slices.Contains(rl.done, s.meaning) && c.has(sign, "future"): // "will be turned off"
				f.verb, ok = true, true
			case s.meaning == "future" && c.hasAny(rl.done), s.meaning == "and":
				ok = true
			case s.meaning == "close-dialog" && slices.Contains(rl.whole, "close-account") && c.has(sign, "and") && c.has(verb, "delete", "delete-permanently") && c.has(object, "account", "xiaomi-account"): // "close and delete your account"
				ok = true
			case listed && s.meaning == "my-devices":
				ok = true
			case (from || out) && (s.meaning == "account" || s.meaning == "xiaomi-account"):
				ok, f.object = true, f.object || out
			case feature && (s.meaning == "remove" || s.meaning == "revoke" || s.meaning == "unlink"): // "Take the device search off"
				f.verb, ok = true, true
			case turns && s.meaning == "list" && (tracks || find || c.has(object, "find-device")): // "Stop finding it with this account?"
				ok = true
			case turns && c.has(object, "find-device") && (s.meaning == "tracking" || s.meaning == "location"): // "Location sharing with Find Device"
				ok = true
			case slices.Contains(rl.whole, "close-account") && t.is(modifier, "all") && !c.has(object, deviceWords...) && !c.has(object, "family", "everyone", "account", "xiaomi-account"): // "Delete everything"
				ok = true
			case find && (s.meaning == "locate" || s.meaning == "search" || s.meaning == "tracking" || slices.Contains(deviceWords, s.meaning)):
				f.object, ok = true, true
			}
		}
		if ok && t.is(verb) && f.verb {
			for _, v := range append(t.of(verb), t.of(polarity)...) {
				if slices.Contains(refusing, v) && !slices.Contains(rl.verbs, v) && !kept {
					f.plain = false
				}
			}
		}
		if !ok && f.against == "" {
			f.against = fmt.Sprintf("says %s: %q", t.senses[0].meaning, t.text)
		}
	}
	return f
}

// merely reports whether t, "only", leaves a clause that says what the rule does and nothing else: "Only turn off", beside
// what does more. What names a part of something is another matter: "Only delete the photos".
func (c clause) merely(t token, rl rule) bool {
	return t.is(modifier, "only") && len(c.over) == 0 && !c.ask && !slices.ContainsFunc(c.tokens, func(o token) bool {
		return o.text != t.text && !o.is(filler) && !o.is(verb, rl.verbs...) && !o.is(object, rl.objects...)
	})
}

// withData reports whether a clause is about deleting an account and what is in it, and says no more: "delete the account
// and everything in it", "account and data".
func (c clause) withData(rl rule) bool {
	if !slices.Contains(rl.whole, "close-account") || !c.has(sign, "and") || c.ask {
		return false
	}
	erase := []string{"erase", "clear"} // "delete data" is one word of the lexicon
	account, data, deletes := c.hasAny(rl.whole), false, false
	for _, t := range c.tokens {
		account = account || t.is(object, rl.objects...)
		data = data || t.is(object, "data", "content") || t.is(modifier, "all") || t.is(verb, erase...)
		deletes = deletes || t.is(verb, rl.verbs...) || t.is(verb, erase...)
		switch {
		case len(t.of(topic)) > 0, t.is(polarity, "negation", "no"), t.is(sign, "unable", "exception", "condition"):
			return false
		case t.is(sign, "and"), t.is(filler), t.is(modifier, "all"), t.is(polarity, "permanently"), t.is(verb, rl.verbs...), t.is(verb, erase...), t.is(object, rl.objects...), t.is(object, "data", "content"):
		default:
			return false
		}
	}
	return account && data && deletes
}

// withoutKeptData is a clause without what it says at its beginning or end of data that stays on the device: "Turn off and
// keep data", "Turn off without erasing". Where the account itself is deleted nothing is kept.
func (c clause) withoutKeptData(rl rule) clause {
	if !slices.Contains(rl.objects, "find-device") && !slices.Contains(rl.objects, "device") {
		return c
	}
	of := func(t token) bool {
		return t.is(filler) || t.is(sign, "and") || t.is(polarity, "negation") || t.is(object, "data", "content") || t.is(verb, "keep", "delete", "erase", "clear")
	}
	kept := func(part []token) bool {
		var keep, data, not, erase int
		for _, t := range part {
			switch {
			case t.is(verb, "keep"):
				keep++
			case t.is(polarity, "negation"):
				not++
			case t.is(verb, "erase", "clear"):
				data, erase = data+1, erase+1
			case t.is(verb, "delete"):
				erase++
			case t.is(object, "data", "content"):
				data++
			}
		}
		return keep == 1 && data == 1 && not+erase == 0 || keep == 0 && not == 1 && erase == 1 && data > 0
	}
	head, tail := 0, len(c.tokens)
	for tail > 0 && of(c.tokens[tail-1]) {
		tail--
	}
	for head < len(c.tokens) && of(c.tokens[head]) {
		head++
	}
	switch {
	case tail > 0 && kept(c.tokens[tail:]):
		c.tokens = c.tokens[:tail]
	case head < len(c.tokens) && kept(c.tokens[:head]):
		c.tokens = c.tokens[head:]
	}
	return c
}

// closesAccount finds the word of "close account", "cancel account", "close for ever": one that else closes
// a dialog, refuses or turns off, the only verb, with the account as the only object or for good: no dialog is
// closed for ever. It is -1 if there is none.
func (c clause) closesAccount(rl rule) int {
	if !slices.Contains(rl.whole, "close-account") {
		return -1
	}
	found, account, forever := -1, false, c.has(polarity, "permanently")
	for i, t := range c.tokens {
		switch {
		case t.is(object, "account", "xiaomi-account"):
			account = true
		case t.is(verb, "close-dialog") && found < 0:
			account = account || forever
			found = i
		case (t.is(verb, "cancel") || t.is(verb, "turn-off") && forever) && found < 0:
			found = i
		case t.is(verb) && !t.is(filler) && !t.is(polarity, "yes"), t.is(object):
			return -1
		}
	}
	if !account {
		return -1
	}
	return found
}

var deviceWords = []string{"device", "phone", "this-device", "my-devices", "linked-devices"}

// finds reports whether a clause names the finding of a device: a verb of looking for, and a device.
func finds(c clause) bool {
	look, what := -1, -1
	for i, t := range c.tokens {
		if t.is(verb, "locate", "search") || t.is(object, "tracking") {
			look = i
		}
		if t.is(object, deviceWords...) {
			what = i
		}
	}
	return look >= 0 && what >= 0 && look != what
}

// tracks reports whether a clause speaks of locating or tracking, by a verb or as a noun.
// A word that may mean no more than where something is, or the phone's own setting for that, does not.
func (c clause) tracks() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return (t.is(verb, "locate") || t.is(object, "tracking")) && !t.is(object, "location")
	})
}

// ceases reports whether a token ends what Find Device does: "no longer" with a verb of locating,
// and not with one of turning off.
func (c clause) ceases(t token, rl rule) bool {
	return t.is(sign, "no-longer") && slices.Contains(rl.verbs, "turn-off") && !c.hasAny(rl.verbs)
}

// onlyTracks reports whether a text names nothing but tracking and how it stands: a heading "Tracking",
// "Device location", a line "Tracking works · online".
func (c clause) onlyTracks() bool {
	c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool {
		return t.is(state, "enabled", "disabled", "turned-off", "located", "ended", "online", "offline") || t.is(polarity, "on", "off")
	})
	return c.tracks() && onlyHas(c, "tracking", "locate", "search", "location", "feature", "service", "device", "phone", "this-device", "settings", "my-devices")
}

func (c clause) hasAny(meanings []string) bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(meanings, s.meaning) })
	})
}

func (t token) accepted(rl rule) bool {
	return slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(rl.verbs, s.meaning) })
}

// fitAbout compares a text of the context with a rule. It may say more than the target; what counts
// is whether it names the rule's object, or another one, or says the contrary.
func fitAbout(c clause, rl rule) fitting {
	var f fitting
	tells := slices.Contains(rl.objects, "find-device")
	find := tells && (finds(c) || c.onlyTracks())
	// "Devices of this account" are devices.
	held := slices.Contains(rl.objects, "device") && c.has(object, append(deviceWords, "linked-devices", "item")...) && !c.has(sign, "and") && !c.has(verb)
	for _, t := range c.tokens {
		if tp := t.of(topic); len(tp) > 0 {
			f.other = tp[0]
			return f
		}
		if t.is(object, "other-item") {
			f.other = "another device"
			return f
		}
		objects := t.of(object)
		switch {
		case find || slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(rl.objects, s.meaning) }) ||
			slices.ContainsFunc(objects, func(o string) bool { return o == "item" || o == "my-devices" }) && slices.Contains(rl.objects, "device"):
			f.object = true
		case slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(rl.whole, s.meaning) }):
			f.whole = true
		case len(objects) > 0 && f.other == "" && !slices.ContainsFunc(objects, func(o string) bool {
			return held && (o == "account" || o == "xiaomi-account") || slices.Contains(rl.extra, o) || harmless[o] || neutral[o] || tells && (o == "tracking" || o == "location")
		}):
			f.other = objects[0]
		}
		if v := t.of(verb); len(v) > 0 && !t.is(state) && only(v, []string{"cancel", "restore", "undo", "add", "lock", "erase", "rename", "trust", "block", "play-sound", "turn-on"}) {
			f.against = "says " + v[0]
		}
	}
	if slices.Contains([]string{"session", "browser"}, f.other) && slices.Contains(rl.objects, "device") && !c.has(verb) {
		f.other = "" // "Devices & sessions" are in one list
	}
	if f.object && f.other != "" && !find {
		// An object of its own beside another one: "Backups of this device".
		f.against, f.object = "is about "+f.other+" too", true
	}
	return f
}

// neutral are objects that say nothing against another one beside them.
var neutral = map[string]bool{"settings": true, "security": true, "cloud": true, "list": true, "page": true, "feature": true, "service": true, "profile": true, "account-security": true, "linked-devices": true, "my-devices": true}
