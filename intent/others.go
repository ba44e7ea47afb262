package intent

import (
	"strings"

	"miacct/snapshot"
)

// TakesOthers reports whether a text says that accounts of others are deleted too: "The accounts of the members of your
// family are deleted together with yours". That others lose something by it, or that one leaves their family, is no such.
func TakesOthers(text, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	for _, s := range sentences(text) {
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；:：", r) }) {
			c := r.read(part)
			ends := c.has(state, "deleted", "removed") || c.has(verb, "delete", "delete-permanently", "close-account", "erase") || c.has(sign, "future") // what will be done to them is done to others
			if ends && !c.ask && !c.has(polarity, "negation", "no") && !c.has(sign, "unable", "exception") && !c.has(verb, "keep") && c.accountsOfOthers() {
				return true
			}
		}
	}
	return false
}

// accountsOfOthers reports whether a clause names accounts beside whose they are: members of a family, children.
func (c clause) accountsOfOthers() bool {
	whose := func(t token) bool { return t.is(object, "family", "child") }
	for i, t := range c.tokens {
		if !t.is(object, "account", "xiaomi-account") && !t.is(topic, "other-account") {
			continue
		}
		for _, by := range []int{-1, 1} {
			for k := i + by; k >= 0 && k < len(c.tokens); k += by {
				if whose(c.tokens[k]) {
					return true
				}
				if c.tokens[k].is(sign, "and") || !c.tokens[k].is(filler) && !c.tokens[k].is(object, "people", "item") {
					break
				}
			}
		}
	}
	return false
}
