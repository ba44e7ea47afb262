package intent

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// equal are letters and marks that are written in more than one way.
var equal = map[rune]rune{
	'ё': 'е', 'ς': 'σ', 'ş': 'ș', 'ţ': 'ț',
	'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ى': 'ي',
	'帐': '账', '帳': '賬', '裏': '裡', '甚': '什',
}

var turkish = strings.NewReplacer("İ", "i", "I", "ı")

// fold gives s as it is compared: NFKC, lower case, one way to write a letter, single spaces.
// Quotes and apostrophes are spaces; what ends or parts a sentence stays.
func fold(s, lang string) string {
	if s, ok := foldASCII(s, lang); ok {
		return s
	}
	return foldAny(s, lang)
}

// foldASCII is fold of ASCII, which most text is, where the language has no letters of its own in it.
func foldASCII(s, lang string) (string, bool) {
	if lang == "tr" {
		return "", false
	}
	out, space := make([]byte, 0, len(s)), true
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || strings.IndexByte(".!?,;:", c) >= 0 {
			out, space = append(out, c), false
		} else if !space {
			out, space = append(out, ' '), true
		}
	}
	return string(bytes.TrimSpace(out)), true
}

func foldAny(s, lang string) string {
	s = norm.NFKC.String(strings.ReplaceAll(s, "ℹ", " "))
	if lang == "tr" {
		s = turkish.Replace(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	space := true
	for _, r := range s {
		r = unicode.ToLower(r)
		if e, ok := equal[r]; ok {
			r = e
		}
		switch {
		case r == 'ß':
			b.WriteString("ss")
			space = false
			continue
		case r >= 'ά' && r <= 'ώ' || r == 'ΐ' || r == 'ΰ':
			r = untoned(r)
		case r >= 0xFE00 && r <= 0xFE0F, r == 0x20E3, r >= 0x064B && r <= 0x0652, r == 0x0640, r == 0x0307, r == 0x0301, r == 0x00AD, unicode.Is(unicode.Cf, r):
			continue // Arabic vowels and stretching, stray dots and accents, soft hyphens, marks of direction, how an emoji is drawn
		}
		if part(r) || ends(r) || strings.ContainsRune(",;:…،؛、，：；", r) {
			b.WriteRune(r)
			space = false
		} else if !space {
			b.WriteByte(' ')
			space = true
		}
	}
	s = joined(strings.TrimSpace(b.String()))
	if lang == "ko" {
		s = formally(s)
	}
	return s
}

// joined leaves out a space between two characters that are the whole of a text: designs spread "登录" to "登 录".
func joined(s string) string {
	r := []rune(s)
	if len(r) == 3 && r[1] == ' ' && unicode.Is(unicode.Han, r[0]) && unicode.Is(unicode.Han, r[2]) {
		return string(r[0]) + string(r[2])
	}
	return s
}

// untoned is a Greek vowel without its accent, which capitals do not have.
func untoned(r rune) rune {
	for _, d := range norm.NFD.String(string(r)) {
		return d
	}
	return r
}

// part reports whether r is part of a word.
func part(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// ends reports whether r ends a sentence.
func ends(r rune) bool { return strings.ContainsRune(".!?。！？؟¿¡", r) }

// firstUnspaced is a letter before all of the scripts that are written without spaces: most letters are.
const firstUnspaced = '\u0e00'

// unspaced reports whether the script of r writes words without spaces, or joins particles to them.
func unspaced(r rune) bool {
	if r < firstUnspaced {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul) || r == 'ー'
}
