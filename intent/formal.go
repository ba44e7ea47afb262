package intent

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a prompt's titles and sentences are beside questions: statements, formalities, what more they say.

// isStatement reports whether a text is a sentence that tells something, by its length and how it ends.
func isStatement(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return strings.ContainsRune(".。।", last) && (len(strings.Fields(s)) > 5 || last == '。' && utf8.RuneCountInString(s) > 10)
}

// formal reports whether a title asks to confirm or check something, or to wait, and does not say what.
func (c clause) formal() bool {
	asked := []string{"confirm", "verify", "enter", "enter-password", "submit"}
	if len(c.over) <= 1 && !c.ask && len(c.tokens) > 0 && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !t.is(filler) && !(t.is(verb, "cancel") && strings.Contains(t.text, " "))
	}) {
		return true // "Hold on"
	}
	return !c.ask && len(c.words()) <= 4 && len(c.over) <= 1 && c.has(verb, asked...) && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !t.is(filler) && !t.is(verb, asked...) && !t.is(modifier, "only", "again")
	})
}

// reassures reports whether a clause says no more than that nothing is deleted.
func (c clause) reassures() bool {
	denied, lost := false, false
	for _, t := range c.tokens {
		loses := t.is(verb, "delete", "erase", "remove", "lose", "delete-permanently") || t.is(state, "deleted", "lost", "removed")
		denied, lost = denied || t.is(polarity, "negation", "no"), lost || loses
		if !loses && !t.is(polarity, "negation", "no") && !t.is(filler) && !t.is(sign, "future") && !t.is(object, "data", "photos", "contacts", "messages", "files") {
			return false
		}
	}
	return denied && lost && !c.ask && len(c.over) == 0
}

// more notes what a sentence says beyond the target, each part of it by itself: "This cannot be undone: it is erased".
func (r *reader) more(p *Prompt, s string, after Target) {
	for _, part := range strings.FieldsFunc(contrasts.ReplaceAllString(s, ";"), func(r rune) bool { return strings.ContainsRune(":：;；–—", r) }) {
		r.morePart(p, part, after)
	}
}

// contrasts are words before which a sentence turns: what is denied before them is not after.
var contrasts = regexp.MustCompile(`(?i),? but |,? sondern |,? aber |,? но |,? mais |,? pero |,? mas |,? ma |，?但|，?而是`)

func (r *reader) morePart(p *Prompt, s string, after Target) {
	c := r.read(s)
	note := func(what string) {
		w := fmt.Sprintf("%s: %q", what, s)
		if !slices.Contains(p.More, w) {
			p.More = append(p.More, w)
		}
	}
	account := after.Of == Account
	rl, _ := ruleOf(after)
	unreal := c.has(polarity, "negation", "no") || c.has(sign, "unable") || c.has(state, "failed", "not-available")
	for i, t := range c.tokens {
		for _, tp := range t.of(topic) {
			// That a payment or a subscription is lost with the account is no question of its own.
			told := account && (tp == "payment" || tp == "marketing" || tp == "country") && !c.ask &&
				!c.has(verb, "select", "enter", "add", "open", "change", "verify", "confirm", "manage", "continue", "agree", "set")
			if !told {
				note("it is about " + tp)
			}
		}
		switch {
		case t.is(object, "other-item"):
			note("it names another device")
		case t.is(object, "everyone") && !account && !c.hasAny(rl.verbs) && !c.hasAny(rl.done) && !c.has(object, "family", "child"):
			// "Whoever finds the phone can use it" warns
		case account && t.is(object, "everyone") && t.is(modifier, "all") && i+1 < len(c.tokens) && c.tokens[i+1].is(object, deviceWords...):
			// "On each phone", where "each" and "everyone" are one word
		case t.is(object, "family", "child", "everyone") && only(t.of(object), []string{"family", "child", "everyone"}):
			note("it is about others")
		}
	}
	if unreal {
		return
	}
	if account { // that the account's data are erased is what was asked for, that phones are is not
		kept := c.has(object, "account", "xiaomi-account", "data", "backup", "photos", "messages", "contacts", "files", "cloud")
		if c.has(object, deviceWords...) && !kept && slices.ContainsFunc(c.tokens, func(t token) bool { return only(t.of(verb), []string{"erase", "clear", "reset"}) }) {
			note("it erases devices")
		}
		return
	}
	all := c.has(object, "all-devices", "other-devices") && !c.has(object, "my-devices")
	if c.has(modifier, "all", "other") && c.has(object, deviceWords...) {
		all = true
	}
	if all {
		note("it is about more devices")
	}
	for _, t := range c.tokens {
		if v := t.of(verb); !c.has(object, "everyone") && only(v, []string{"erase", "clear", "reset"}) || only(v, []string{"close-account", "deactivate"}) && len(t.of(object)) > 0 {
			note("it erases")
		}
	}
	if after.Do == TurnOff && (c.has(verb, "turn-on") || c.has(state, "enabled")) && (c.has(state, "days") || number.MatchString(c.text)) && !c.has(sign, "condition") {
		note("it turns itself on again")
	}
	if after.Do == TurnOff && c.has(verb, "delete", "remove", "erase", "delete-permanently") && c.has(object, "account", "backup", "photos", "data", "messages", "contacts", "files", "card") {
		note("it deletes")
	}
}
