package intent

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a piece of text with what it may mean.
type token struct {
	text   string
	senses []sense
	loose  bool // by its stem only
}

func (t token) is(k kind, meanings ...string) bool {
	for _, s := range t.senses {
		if s.kind == k && s.half == 0 && (len(meanings) == 0 || slices.Contains(meanings, s.meaning)) {
			return true
		}
	}
	return false
}

// of are the token's meanings of a kind.
func (t token) of(k kind) []string {
	var found []string
	for _, s := range t.senses {
		if s.kind == k && s.half == 0 {
			found = append(found, s.meaning)
		}
	}
	return found
}

// A clause is a stretch of text between what parts sentences, taken apart.
type clause struct {
	text   string
	tokens []token
	over   []string // words that the lexicon does not have
	ask    bool     // it ends with a question mark
	lex    *lexicon // that it was read by
}

// known and whole tell how many runes are understood, of how many.
func (c clause) known() (known, whole int) {
	for _, t := range c.tokens {
		known += utf8.RuneCountInString(t.text)
	}
	whole = known
	for _, w := range c.over {
		whole += utf8.RuneCountInString(w)
	}
	return known, whole
}

func (c clause) has(k kind, meanings ...string) bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(k, meanings...) })
}

// names are what the reader of a text knows beside the lexicon.
type names struct {
	item   string   // of the thing that it is about
	labels []string // it is called so too
	others []string // of things that it must not be about
	called []string // words of the page for means
	means  string
}

// parse takes a folded sentence apart. Of all ways to cover it with phrases the one that leaves
// the fewest runes over counts, then the one with the fewest phrases, then the one that keeps the
// names of features whole: the longest match wins wherever it stands, so that no word is seen inside a longer one.
func (l *lexicon) parse(text string, skip string) clause {
	text = l.parted(text)
	c := clause{lex: l, text: text, ask: strings.ContainsAny(text, "?؟") || l.lang == "el" && strings.Contains(text, ";")}
	type cell struct {
		over, count, named, from int // runes left over, pieces, runes of names, where the last piece begins
	}
	r := []rune(text)
	best := make([]cell, len(r)+1)
	for i := range best {
		best[i].over = 1 << 30
	}
	best[0] = cell{from: -1}
	better := func(to, over, count, from int) {
		named := best[from].named
		if l.feature(string(r[from:to])) {
			named += to - from
		}
		if b := best[to]; over < b.over || over == b.over && (count < b.count || count == b.count && named > b.named) {
			best[to] = cell{over, count, named, from}
		}
	}
	at := make([]int, len(r)+1) // byte offsets
	for i, n := 0, 0; i < len(r); i++ {
		at[i] = n
		n += utf8.RuneLen(r[i])
		at[i+1] = n
	}
	for i := range r {
		b := best[i]
		if b.over == 1<<30 {
			continue
		}
		if !part(r[i]) {
			better(i+1, b.over, b.count, i) // the marks of names too: see below
			continue
		}
		if i > 0 && part(r[i-1]) && !unspaced(r[i]) && !unspaced(r[i-1]) {
			continue // inside a word
		}
		for n := min(l.lengths[r[i]], len(r)-i); n > 0; n-- {
			j := i + n
			if j < len(r) && (part(r[j]) && !unspaced(r[j]) && !unspaced(r[j-1]) || unicode.IsMark(r[j])) {
				continue // inside a word, or a syllable
			}
			phrase := text[at[i]:at[j]]
			if phrase == skip {
				continue
			}
			if l.words[phrase] != nil || l.parts[phrase] != nil {
				better(j, b.over, b.count+1, i)
			}
		}
		for _, k := range l.joined(text[at[i]:]) { // "with the password" is two words in Arabic
			for n := min(l.lengths[r[i+k]], len(r)-i-k); n > 0; n-- {
				j := i + k + n
				if j < len(r) && part(r[j]) {
					continue
				}
				if phrase := text[at[i+k]:at[j]]; phrase != skip && strings.Contains(phrase, " ") && l.words[phrase] != nil {
					better(j, b.over, b.count+1, i)
				}
			}
		}
		j := i + 1
		for !unspaced(r[i]) && j < len(r) && part(r[j]) && !unspaced(r[j]) {
			j++
		}
		better(j, b.over+(j-i), b.count+1, i)
	}
	var cuts []int
	for i := len(r); i > 0; i = best[i].from {
		cuts = append(cuts, i)
	}
	cuts = append(cuts, 0)
	slices.Reverse(cuts)
	glued := false // the last one left over goes on: a run of an unspaced script
	for n := range len(cuts) - 1 {
		i, j := cuts[n], cuts[n+1]
		phrase := text[at[i]:at[j]]
		if !part(r[i]) {
			switch r[i] {
			case itemRune:
				c.tokens = append(c.tokens, token{phrase, []sense{{kind: object, meaning: "item"}}, false})
			case otherRune:
				c.tokens = append(c.tokens, token{phrase, []sense{{kind: object, meaning: "other-item"}}, false})
			}
			glued = false
			continue
		}
		senses := append(slices.Clone(l.words[phrase]), l.parts[phrase]...)
		if phrase == skip {
			senses = nil
		}
		for _, k := range l.joined(phrase) {
			if rest := text[at[i+k]:at[j]]; len(senses) == 0 && rest != skip && strings.Contains(rest, " ") {
				senses = slices.Clone(l.words[rest])
			}
		}
		loose := false
		if len(senses) == 0 {
			senses, loose = l.loose(phrase, skip)
		}
		switch {
		case len(senses) > 0:
			c.tokens = append(c.tokens, token{phrase, senses, loose})
			glued = false
		case digits(phrase):
			glued = false
		case glued && unspaced(r[i]):
			c.over[len(c.over)-1] += phrase
		default:
			c.over = append(c.over, phrase)
			glued = unspaced(r[i])
		}
	}
	c.join()
	c.unfold()
	c.settle(l.lang)
	return c
}

// feature tells whether a phrase is the name of a feature of the site: "Find Device" in the
// languages where its words are a verb and an object.
func (l *lexicon) feature(phrase string) bool {
	return slices.ContainsFunc(l.words[phrase], func(s sense) bool { return s.kind == object && s.half == 0 && s.meaning == "find-device" })
}

// parted is a text of a language that writes a negation in one word with its verb, with the two apart.
func (l *lexicon) parted(text string) string {
	if l.lang != "cs" && l.lang != "sk" || !strings.Contains(text, "ne") {
		return text
	}
	words := strings.Split(text, " ")
	for i, w := range words {
		rest, negated := strings.CutPrefix(w, "ne")
		rest = trimmed(rest)
		if !negated || utf8.RuneCountInString(rest) < 4 || l.words[trimmed(w)] != nil || l.parts[trimmed(w)] != nil {
			continue
		}
		senses := l.words[rest]
		if senses == nil {
			senses, _ = l.loose(rest, "")
		}
		if slices.ContainsFunc(senses, func(s sense) bool { return s.half == 0 && (s.kind == verb || s.kind == state) }) {
			words[i] = "ne " + w[len("ne"):]
		}
	}
	return strings.Join(words, " ")
}

// unfold takes a name of Find Device that says what it does apart, where that is said to be so no longer:
// "no longer find this phone".
func (c *clause) unfold() {
	if !slices.ContainsFunc(c.tokens, func(t token) bool { return slices.Contains(t.senses, noLonger) }) {
		return
	}
	for i, t := range c.tokens {
		if !t.is(object, "find-device") {
			continue
		}
		if apart := c.lex.parse(t.text, t.text); len(apart.over) == 0 && len(apart.tokens) > 1 && apart.tracks() {
			c.tokens = slices.Replace(slices.Clone(c.tokens), i, i+1, apart.tokens...)
			return
		}
	}
}

// settle decides on words that negate in one place of a sentence only.
func (c *clause) settle(lang string) {
	last := len(c.tokens) - 1
	for last > 0 && c.tokens[last].is(object, "item", "other-item") {
		last--
	}
	without := func(i int, drop func(sense) bool) {
		kept := slices.DeleteFunc(slices.Clone(c.tokens[i].senses), drop)
		if len(kept) == 0 {
			kept = []sense{{kind: filler, meaning: "filler"}}
		}
		c.tokens[i].senses = kept
	}
	negates := func(s sense) bool {
		return s.kind == polarity && (s.meaning == "negation" || s.meaning == "no") || s.meaning == "unable"
	}
	for i, t := range c.tokens {
		switch {
		case lang == "tr" && t.is(polarity, "negation") && t.is(verb):
			// "silme" is "don't delete" at the end, and "deletion" before another word.
			if i == last {
				without(i, func(s sense) bool { return s.kind == verb })
			} else {
				without(i, negates)
			}
		case lang == "vi" && i == last && c.ask && i > 0 && (t.text == "không" || t.text == "chưa"):
			without(i, negates) // a question ends so
		case lang == "en" && t.text == "on" && i > 0 && i < len(c.tokens)-1 && c.tokens[i+1].is(object):
			without(i, func(s sense) bool { return s.kind == polarity }) // "on this phone"
		}
	}
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// noLonger negates, and tells that it was so before.
var noLonger = sense{kind: sign, meaning: "no-longer"}

// join makes phrases of their halves; a half without the other means what its words do.
func (c *clause) join() {
	kept := c.tokens[:0:0]
	used := map[int]bool{}
	for i, t := range c.tokens {
		if used[i] {
			continue
		}
		var senses []sense
		for _, s := range t.senses {
			if s.half == 0 {
				senses = append(senses, s)
			}
		}
		for j := i + 1; j < len(c.tokens) && !used[i]; j++ { // the nearest second half: "Turn it off on this phone" turns nothing on
			var whole []sense
			for _, s := range t.senses {
				if s.half == 1 && !used[j] && slices.Contains(c.tokens[j].senses, sense{kind: s.kind, meaning: s.meaning, half: 2}) {
					whole = append(whole, sense{kind: s.kind, meaning: strings.Split(s.meaning, "\t")[1]})
				}
			}
			if len(whole) > 0 {
				used[i], used[j], senses = true, true, whole
				t.text += " " + c.tokens[j].text
			}
		}
		if len(senses) == 0 {
			alone := c.lex.parse(t.text, t.text)
			kept, c.over = append(kept, alone.tokens...), append(c.over, alone.over...)
			continue
		}
		if slices.Contains(senses, noLonger) && !slices.Contains(senses, sense{kind: polarity, meaning: "negation"}) {
			senses = append(slices.Clone(senses), sense{kind: polarity, meaning: "negation"})
		}
		t.senses = senses
		kept = append(kept, t)
	}
	c.tokens = kept
}

// joined tells how long the particles are, in runes, that may be joined to the word at the head of text:
// with, for and the, in Arabic.
func (l *lexicon) joined(text string) (lengths []int) {
	if l.lang != "ar" {
		return nil
	}
	for _, p := range []string{"بال", "لل", "ال", "ب", "ل"} {
		if rest, ok := strings.CutPrefix(text, p); ok && utf8.RuneCountInString(rest) >= 3 {
			lengths = append(lengths, utf8.RuneCountInString(p))
		}
	}
	return lengths
}
