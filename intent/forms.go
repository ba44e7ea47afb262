package intent

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The forms of a word: the lexicon has one or some of them, and a page may use another.

// agreement are the endings by which what is said of a thing agrees with its gender and number. German has none but before
// the thing itself: "gelöschte Dateien" tells nothing of them.
var agreement = map[string][]string{
	"es": {"o", "a", "os", "as"}, "pt": {"o", "a", "os", "as"}, "it": {"o", "a", "i", "e"}, "fr": {"", "e", "s", "es"}, "ro": {"", "ă", "i", "e"},
	"ru": {"нный", "нная", "нное", "нные", "н", "на", "но", "ны", "тый", "тая", "тое", "тые", "т", "та", "то", "ты"},
	"uk": {"ний", "на", "не", "но", "ні", "тий", "та", "те", "то", "ті"}, "bg": {"", "а", "о", "и", "ият", "ата", "ото", "ите"},
	"pl": {"y", "a", "e", "o", "i"}, "cs": {"", "a", "o", "y", "i", "ý", "á", "é", "í"}, "sk": {"ý", "á", "é", "í", "o"},
	"el": {"οσ", "η", "ο", "οι", "εσ", "α"},
}

// agreeing are the states that a word tells as another form of it does that the lexicon has: "zavřený", "zavřená".
func (l *lexicon) agreeing(word, skip string) (senses []sense) {
	endings := agreement[l.lang]
	for _, own := range endings {
		stem, ok := strings.CutSuffix(word, own)
		if !ok || utf8.RuneCountInString(stem) < 4 {
			continue
		}
		for _, other := range endings {
			for _, s := range l.words[stem+other] {
				if s.kind == state && s.half == 0 && other != own && stem+other != skip && !slices.Contains(senses, s) {
					senses = append(senses, s)
				}
			}
		}
	}
	return senses
}

// loose finds a word by its stem: the form of it that the lexicon has shares all but the ending.
// Endings turn verbs around in Turkish, and negate them in Arabic never: there objects only.
func (l *lexicon) loose(word, skip string) ([]sense, bool) {
	r := []rune(word)
	if len(r) < 4 || unspaced(r[0]) {
		return nil, false
	}
	if l.lang == "ar" { // and, with, for, the
		for _, p := range []string{"وال", "بال", "لل", "ال", "و", "ب", "ل"} {
			if rest, ok := strings.CutPrefix(word, p); ok && rest != skip && utf8.RuneCountInString(rest) >= 3 {
				if s := l.words[rest]; s != nil {
					return s, true
				}
			}
		}
	}
	if l.lang == "id" { // my, your, its, the
		for _, p := range []string{"nya", "ku", "mu"} {
			if rest, ok := strings.CutSuffix(word, p); ok && rest != skip && utf8.RuneCountInString(rest) >= 3 && l.words[rest] != nil {
				return l.words[rest], true
			}
		}
	}
	if s := l.agreeing(word, skip); s != nil {
		return s, true
	}
	longest, found := 0, ""
	for _, w := range l.stems[string(r[:4])] {
		if w == skip {
			continue
		}
		k := []rune(w)
		n := 0
		for n < len(k) && n < len(r) && k[n] == r[n] {
			n++
		}
		tail := 3
		if l.lang == "tr" {
			tail = 5
		}
		if n*3 < 2*max(len(k), len(r)) && tail == 3 || len(k)-n > 3 || len(r)-n > tail {
			continue
		}
		if l.lang == "en" && len(k)-n > 1 { // "chance" is no form of "change"
			continue
		}
		if n > longest {
			longest, found = n, w
		}
	}
	var senses []sense
	for _, s := range l.words[found] {
		if s.kind == object || s.kind == verb && l.lang != "tr" {
			senses = append(senses, s)
		}
	}
	return senses, len(senses) > 0
}

// plain are the endings of a Korean statement of what was done or is there, by how politely it is said.
var plain = []string{"습니다", "어요", "네요", "다", "음", "어"}

// formally puts Korean statements of what was done, or of what is or is not there, as one: "지워졌어요" is "지워졌습니다".
func formally(s string) string {
	r := []rune(s)
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(r); i++ {
		b.WriteRune(r[i])
		if r[i] < '가' || r[i] > '힣' {
			continue
		}
		if last := (r[i] - '가') % 28; last != 18 && last != 20 { // 없, 있, 졌
			continue
		}
		for _, end := range plain {
			rest, found := strings.CutPrefix(string(r[i+1:]), end)
			if next, _ := utf8.DecodeRuneInString(rest); found && (rest == "" || !part(next)) {
				b.WriteString(plain[0])
				i += len([]rune(end))
				break
			}
		}
	}
	return b.String()
}
