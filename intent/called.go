package intent

import (
	"slices"
	"unicode/utf8"

	"miacct/snapshot"
)

// CalledOn returns what a page that is about an object calls it, in words that the lexicon does not
// have: those of its headings that stand beside words for the object's own kind, or alone.
func CalledOn(page snapshot.Page, of Object) []string {
	rl := calledBeside[of]
	if rl == nil {
		return nil
	}
	r := newReader(page, names{})
	var called []string
	for _, n := range page.Nodes {
		if n.Kind != snapshot.Heading || n.Level > 2 || n.Entry >= 0 || page.Layers[n.Layer].Kind != snapshot.Document {
			continue
		}
		c := r.read(n.Label())
		named := onlyHasOr(c, rl)
		if len(c.over) == 0 || len(c.over) > 2 || !named || len(c.tokens) == 0 && len(c.over) > 1 {
			continue
		}
		for _, w := range c.over {
			if long(w) && !slices.Contains(called, w) {
				called = append(called, w)
			}
		}
	}
	return called
}

// calledBeside are the meanings of the words that may stand beside the name of an object in a heading.
var calledBeside = map[Object][]string{
	FindDevice: append([]string{"find-device", "tracking", "locate", "search", "location", "feature", "service", "cloud"}, deviceWords...),
}

// onlyHasOr reports whether each word that is understood is one of the meanings or changes nothing.
func onlyHasOr(c clause, meanings []string) bool {
	return !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(meanings, s.meaning) || harmless[s.meaning] })
	})
}

// long reports whether a word is long enough to be told from others.
func long(w string) bool {
	n := utf8.RuneCountInString(w)
	first, _ := utf8.DecodeRuneInString(w)
	return n >= 4 || unspaced(first) && n >= 2
}

// taught makes words that the lexicon does not have, and by which the page calls the object, what they mean.
func (c *clause) taught(called []string, meaning string) {
	if len(called) == 0 || len(c.over) == 0 {
		return
	}
	var left []string
	for _, w := range c.over {
		if !slices.ContainsFunc(called, func(o string) bool { return sameWord(o, w) }) {
			left = append(left, w)
			continue
		}
		c.tokens = append(c.tokens, token{text: w, senses: []sense{{kind: kinds[meaning], meaning: meaning}}})
	}
	c.over = left
}

// sameWord reports whether two words are forms of one: they differ in their endings at most.
func sameWord(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	if n == len(x) && n == len(y) {
		return true
	}
	return !unspaced(x[0]) && n >= 4 && 3*n >= 2*max(len(x), len(y)) && len(x)-n <= 3 && len(y)-n <= 3
}
