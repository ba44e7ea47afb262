package intent

import (
	"slices"
	"strings"

	"miacct/snapshot"
)

// words are the words of a clause, understood or not.
func (c clause) words() []string {
	var all []string
	for _, t := range c.tokens {
		all = append(all, strings.Fields(t.text)...)
	}
	return append(all, c.over...)
}

// echoes returns the heading of the page that says the target and whose words a control repeats, the verb
// among them and nothing else but what changes nothing: "Close record for good" below "Close my user
// record". It returns "" if there is none.
func (r *reader) echoes(m Meaning, rl rule) string {
	own := m.own
	if m.Question || m.Negated || m.Topic != "" || len(own.over) > 0 || own.has(sign) || own.has(object, "other-item") {
		return ""
	}
	does := func(t token) bool {
		return t.is(verb, append([]string{"close-dialog", "cancel"}, rl.verbs...)...) || t.is(verb, rl.wider...)
	}
	for _, n := range r.page.Nodes {
		if n.Kind != snapshot.Heading || n.Entry >= 0 || r.page.Layers[n.Layer].Kind != snapshot.Document {
			continue
		}
		said := r.read(n.Label())
		f := fit(said, rl)
		if f.against != "" || !f.verb || !(f.object || f.whole) || len(said.over) > 0 {
			continue
		}
		acts := slices.DeleteFunc(slices.Clone(own.tokens), func(t token) bool { return !does(t) })
		if len(acts) == 0 || len(acts) == len(own.told()) || !said.holdsAll(own.told()) {
			continue // a verb alone tells nothing
		}
		if slices.ContainsFunc(said.tokens, func(t token) bool { return does(t) && sameWord(strings.Fields(t.text)[0], acts[0].text) }) {
			return n.Label()
		}
	}
	return ""
}

// holdsAll reports whether each of words has a form of it in the clause.
func (c clause) holdsAll(words []string) bool {
	own := c.words()
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(own, func(o string) bool { return sameWord(o, w) })
	})
}

// repeats reports whether a text of a prompt says again what the pressed control said, with at most two
// words more that are not understood.
func (r *reader) repeats(c clause, pressed string) bool {
	if pressed == "" {
		return false
	}
	said := r.read(pressed)
	extra := slices.DeleteFunc(slices.Clone(c.over), func(w string) bool { return said.holdsAll([]string{w}) })
	return len(extra) <= 2 && c.holdsAll(said.told())
}

// without is a clause without what the pressed control said.
func (r *reader) without(c clause, pressed string) clause {
	said := r.read(pressed)
	rest := c
	rest.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return said.holdsAll(strings.Fields(t.text)) })
	return rest
}

// told are the words of a clause that say something.
func (c clause) told() []string {
	var all []string
	for _, t := range c.tokens {
		if t.is(object) || !slices.ContainsFunc(t.senses, func(s sense) bool { return harmless[s.meaning] }) {
			all = append(all, strings.Fields(t.text)...)
		}
	}
	return append(all, c.over...)
}

// repeatsOnly reports whether a label says nothing but what the pressed control said, and what it does
// with it, not only what it is done to.
func (r *reader) repeatsOnly(c clause, pressed string) bool {
	if pressed == "" || len(c.words()) == 0 || c.ask || c.has(polarity, "negation", "no") {
		return false
	}
	said := r.read(pressed)
	if !said.holdsAll(c.told()) {
		return false
	}
	does := func(t token) bool { return t.is(verb) || t.is(polarity) }
	if slices.ContainsFunc(said.tokens, does) {
		return slices.ContainsFunc(c.tokens, does) || len(c.tokens) == 0 && slices.ContainsFunc(said.tokens, func(t token) bool {
			words := strings.Fields(t.text) // "Leave", of "Leave Find Device", is its verb though it says nothing alone
			return does(t) && len(c.over) == 1 && (sameWord(words[0], c.over[0]) || sameWord(words[len(words)-1], c.over[0]))
		})
	}
	return len(c.over) > 0
}

// Names reports whether a text names a thing by a meaning of the lexicon, also inside of a phrase that
// means something else as a whole: "sign in with password".
func Names(text, lang, meaning string) bool {
	c := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{}).read(text)
	return slices.ContainsFunc(c.tokens, func(t token) bool {
		return c.lex.names(t, meaning)
	})
}

// names reports whether a token, or a phrase inside of it, has a meaning.
func (l *lexicon) names(t token, meaning string) bool {
	if t.is(kinds[meaning], meaning) {
		return true
	}
	return slices.ContainsFunc(l.parse(t.text, t.text).tokens, func(in token) bool { return len(in.text) < len(t.text) && l.names(in, meaning) })
}
