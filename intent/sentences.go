package intent

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences parts a text at its full stops, question marks and lines.
func sentences(text string) []string {
	var all []string
	start, greek := 0, false
	cut := func(end int) {
		if s := strings.TrimSpace(text[start:end]); s != "" {
			all = append(all, s)
		}
		start = end
	}
	for i, r := range text {
		n := i + utf8.RuneLen(r)
		greek = greek || unicode.Is(unicode.Greek, r)
		switch {
		case r == ';' && greek: // its question mark
			cut(n)
		case r == '\n':
			cut(n)
		case strings.ContainsRune("!?。！？؟", r):
			cut(n)
		case r == '.' || r == '…':
			if n == len(text) || unicode.IsSpace(rune(text[n])) {
				cut(n)
			}
		}
	}
	cut(len(text))
	return all
}
