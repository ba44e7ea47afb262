package trail

import (
	"strings"
	"unicode"
)

// fold returns s as words are compared, without regard to case, width and script of digits, rune by
// rune, and where each of its runes begins in s; the last is len(s).
func fold(s string) (folded []rune, at []int) {
	for i, r := range s {
		folded, at = append(folded, foldRune(r)), append(at, i)
	}
	return folded, append(at, len(s))
}

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
	case r >= 0xFF01 && r <= 0xFF5E: // full width
		r -= 0xFEE0
	case r == 0x3000:
		r = ' '
	case r >= 0x1D400 && r <= 0x1D6A3: // mathematical letters: alphabets of two cases
		if r = (r - 0x1D400) % 52; r < 26 {
			r += 'A'
		} else {
			r += 'a' - 26
		}
	case r >= 0x1D7CE && r <= 0x1D7FF: // mathematical digits
		r = '0' + (r-0x1D7CE)%10
	case unicode.Is(unicode.Nd, r): // the zeros of all scripts end in 0 or 6
		zero := r &^ 0xF
		if !unicode.Is(unicode.Nd, zero) {
			zero += 6
		}
		r = '0' + r - zero
	}
	return unicode.ToLower(r)
}

// replaceHidden returns s with shown in place of each row of hidden runes; at is where the runes begin.
func replaceHidden(s string, at []int, hide []bool, shown string) string {
	var b strings.Builder
	for i := 0; i < len(hide); {
		end := i + 1
		for end < len(hide) && hide[end] == hide[i] {
			end++
		}
		if hide[i] {
			b.WriteString(shown)
		} else {
			b.WriteString(s[at[i]:at[end]])
		}
		i = end
	}
	return b.String()
}
