package audit

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longest   = 10_000 // characters that Clean leaves
	mostMarks = 4      // accents that Clean leaves on one letter
)

// Clean makes a string of the site fit for every place it is shown: a terminal, a line of
// JSON, the report. Line breaks and tabs become spaces; other control characters and invalid
// UTF-8 become U+FFFD; what has no ink but an effect (bidi controls, zero-width
// characters, tags) goes; a string of over 10,000 characters is cut and ends in "…".
// Markup stays: it is text. Clean(Clean(s)) is Clean(s).
func Clean(s string) string {
	var b strings.Builder
	n, marks := 0, 0
	for i, r := range s {
		_, width := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n' && i > 0 && s[i-1] == '\r':
			continue
		case breaks(r):
			r = ' '
		case r == utf8.RuneError && width == 1, unicode.Is(unicode.Cc, r):
			r = utf8.RuneError
		case inkless(r):
			continue
		}
		if !unicode.Is(unicode.M, r) || variant(r) {
			marks = 0
		} else if marks++; marks > mostMarks {
			continue
		}
		if n == longest-1 && len(s) > i+width {
			b.WriteRune('…')
			break
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

func breaks(r rune) bool {
	return r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f' ||
		r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// variant tells the two selectors that choose between an emoji and its plain form.
func variant(r rune) bool { return r == '\uFE0E' || r == '\uFE0F' }

func inkless(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Variation_Selector, r) && !variant(r)
}

// bareURL returns the address without user, query and fragment. Of an address that is all
// data it leaves the scheme.
func bareURL(s string) string {
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		s, _, _ = strings.Cut(s, "#")
		s, _, _ = strings.Cut(s, "?")
		if _, after, ok := strings.Cut(s, "@"); ok {
			s = after
		}
		return s
	}
	if u.Opaque != "" && u.Scheme != "about" {
		return u.Scheme + ":"
	}
	u.User, u.RawQuery, u.ForceQuery, u.Fragment, u.RawFragment = nil, "", false, "", ""
	return u.String()
}

var addressTail = regexp.MustCompile(`(/[^\s?#"'<>]*)[?#][^\s"'<>]+`)

// bareText takes the queries and fragments off the addresses in s: that is where tokens are.
func bareText(s string) string { return addressTail.ReplaceAllString(s, "$1…") }
