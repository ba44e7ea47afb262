package pages

import (
	"fmt"
	"maps"
	"slices"

	"miacct/intent"
)

// Teach makes the process understand the words that the description adds to the lexicon; forget
// takes them away again.
func (s *Site) Teach() (forget func(), err error) {
	forget, err = intent.Learn(s.learnt()...)
	if err != nil {
		return nil, fmt.Errorf("meanings of the site description: %w", err)
	}
	return forget, nil
}

// learnt are the words of Meanings, in a fixed order.
func (s *Site) learnt() (words []intent.Word) {
	for _, lang := range slices.Sorted(maps.Keys(s.Meanings)) {
		for _, meaning := range slices.Sorted(maps.Keys(s.Meanings[lang])) {
			for _, phrase := range s.Meanings[lang][meaning] {
				words = append(words, intent.Word{Lang: lang, Meaning: meaning, Phrase: phrase})
			}
		}
	}
	return words
}

// meanings checks each word by itself, so that each problem is told where it stands.
func (c *check) meanings() {
	for _, w := range c.site.learnt() {
		forget, err := intent.Learn(w)
		if err != nil {
			c.add("meanings."+w.Lang+"."+w.Meaning, "%v", err)
			continue
		}
		forget()
	}
}
