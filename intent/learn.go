package intent

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"miacct/snapshot"
)

// A Word is a phrase that pages use and the lexicon does not have.
type Word struct {
	Lang    string // one of Languages
	Meaning string // one of Learnable
	Phrase  string
}

// Learnable are the meanings that a Word may have: those that name what is wanted of a page.
var Learnable = []string{"account", "agree", "close-account", "confirm", "consequences", "continue", "delete", "details", "device", "find-device",
	"get-code", "linked-devices", "manage", "more", "next", "remove", "resend", "settings", "sign-in", "submit", "turn-off", "unlink", "verify"}

// learned are the lexicons that words were added to, by index of Languages.
var learned atomic.Pointer[map[int]*lexicon]

// Learn adds words to the lexicon of this process, all or none; forget takes them away again. A
// phrase of which the lexicon knows each word is refused: what a word means is not to be turned around.
func Learn(words ...Word) (forget func(), err error) {
	was := learned.Load()
	all := map[int]*lexicon{}
	if was != nil {
		maps.Copy(all, *was)
	}
	mine := map[int]bool{}
	for _, w := range words {
		i := slices.Index(Languages, w.Lang)
		fault := func(format string, args ...any) (func(), error) {
			return nil, fmt.Errorf("learn %q (%s, %s): %s", w.Phrase, w.Lang, w.Meaning, fmt.Sprintf(format, args...))
		}
		switch {
		case i < 0:
			return fault("there is no such language; there are %s", strings.Join(Languages, ", "))
		case !slices.Contains(Learnable, w.Meaning):
			return fault("there is no such meaning; there are %s", strings.Join(Learnable, ", "))
		}
		phrase := trimmed(fold(w.Phrase, w.Lang))
		if !slices.ContainsFunc([]rune(phrase), part) {
			return fault("it holds no word")
		}
		old := cmp.Or(all[i], lexiconOf(i))
		if c := old.parse(phrase, ""); len(c.over) == 0 {
			if c.is(w.Meaning) {
				continue
			}
			return fault("it is known already, as %s", strings.Join(c.meanings(), ", "))
		}
		if !mine[i] {
			old = old.clone()
			mine[i] = true
		}
		old.add(phrase, sense{kind: kinds[w.Meaning], meaning: w.Meaning})
		all[i] = old
	}
	learned.Store(&all)
	return func() { learned.Store(was) }, nil
}

// is reports whether the clause is one phrase with the meaning.
func (c clause) is(meaning string) bool {
	return len(c.tokens) == 1 && slices.Contains(c.meanings(), meaning)
}

// meanings are all meanings of the clause's phrases.
func (c clause) meanings() (all []string) {
	for _, t := range c.tokens {
		for _, s := range t.senses {
			if s.half == 0 && !slices.Contains(all, s.meaning) {
				all = append(all, s.meaning)
			}
		}
	}
	return all
}

func (l *lexicon) clone() *lexicon {
	deep := func(m map[string][]sense) map[string][]sense {
		m = maps.Clone(m)
		for k, v := range m {
			m[k] = slices.Clip(v)
		}
		return m
	}
	c := &lexicon{lang: l.lang, words: deep(l.words), parts: deep(l.parts), lengths: maps.Clone(l.lengths), stems: maps.Clone(l.stems)}
	for k, v := range c.stems {
		c.stems[k] = slices.Clip(v)
	}
	return c
}

// Unknown returns the words of a control's label that the lexicon does not have, in the language
// that it was read in: phrases, each of words that stand side by side.
func Unknown(page snapshot.Page, node int) (lang string, phrases []string) {
	n := page.Nodes[node]
	c := newReader(page, names{}).read(n.Label())
	if c.lex == nil {
		return "", nil
	}
	text := c.text
	for _, w := range c.over {
		if k := len(phrases) - 1; k >= 0 && strings.Contains(text, phrases[k]+" "+w) {
			phrases[k] += " " + w
			continue
		}
		phrases = append(phrases, w)
	}
	return c.lex.lang, phrases
}
