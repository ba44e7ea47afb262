package browser

import (
	"strings"
	"unicode"
)

// oneLine makes one line of a string from a page: no control or invisible
// characters, spaces folded, at most 20,000 bytes.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), r == unicode.ReplacementChar, r >= 0xE0000:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 20000 {
		s = strings.ToValidUTF8(s[:20000], "") + "…"
	}
	return s
}

// someLines is oneLine of each line of a text.
func someLines(s string) string {
	if !strings.Contains(s, "\n") {
		return oneLine(s)
	}
	var lines []string
	for line := range strings.Lines(s) {
		if line = oneLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// Folded is the same for all names that are Alike.
func Folded(name string) string { return fold(name) }

// Alike reports whether a Locator takes a for the same words as b.
func Alike(a, b string) bool { return fold(a) == fold(b) }

// fold makes words comparable as fold in world/words.js does.
func fold(s string) string {
	if s, ok := foldASCII(s); ok {
		return s
	}
	if plain := folded(s, true); plain != "" {
		return plain
	}
	return folded(s, false)
}

// foldASCII is fold of ASCII, which most text is.
func foldASCII(s string) (string, bool) {
	as := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c > '~':
			return "", false
		case c >= 'A' && c <= 'Z', c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' '):
			as = false
		}
	}
	if as {
		return s, true
	}
	return strings.ToLower(strings.Join(strings.Fields(s), " ")), true
}

func folded(s string, plain bool) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case plain && (unicode.Is(unicode.So, r) || r == 0xfe0f):
			return ' '
		case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069, r == 0xfeff, r == 0xad, r == 0xfffd,
			r < 9, r > 13 && r < 32, r >= 0x7f && r <= 0x9f:
			return -1
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == 0x2018, r == 0x2019:
			return '\''
		}
		return r
	}, s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
