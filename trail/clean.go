package trail

import (
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

// bareURL returns the address without user, query and fragment, and without what in its path
// may name the person or stand for their sign-in. Of an address that is all data it leaves the scheme.
func bareURL(s string) string {
	if s == "" {
		return ""
	}
	scheme, rest, ok := strings.Cut(s, ":")
	switch {
	case !ok || strings.ContainsAny(scheme, "/?#"): // an address within a site
		return barePath(cutTail(s))
	case scheme == "about":
		return cutTail(s)
	case !strings.HasPrefix(rest, "//"):
		return scheme + ":"
	}
	host, path, slash := strings.Cut(cutTail(rest[2:]), "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	if !slash {
		return scheme + "://" + host
	}
	return scheme + "://" + host + "/" + barePath(path)
}

func cutTail(s string) string {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		return s[:i]
	}
	return s
}

func barePath(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if !plainSegment(p) {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, "/")
}

// manyDigits is how many digits a part of a path may not have: numbers of accounts and devices have more.
const manyDigits = 5

// plainSegment reports whether a part of a path is a name that a site gives its pages, and neither
// a name or number of a person nor a token.
func plainSegment(s string) bool {
	if strings.ContainsAny(s, "%@;=") {
		return false
	}
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits >= manyDigits {
		return false
	}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		if random(word) {
			return false
		}
	}
	return true
}

// random reports whether a word looks drawn by lot: letters, digits and cases take turns as they do
// in no name, or there are long rows of consonants.
func random(word string) bool {
	turns, row, longest, n := 0, 0, 0, 0
	var last rune
	for _, r := range word {
		if n++; n > 1 && (unicode.IsDigit(r) != unicode.IsDigit(last) || unicode.IsLower(last) && unicode.IsUpper(r)) {
			turns++
		}
		if row++; !unicode.IsLetter(r) || strings.ContainsRune("aeiouyAEIOUY", r) || r >= utf8.RuneSelf {
			row = 0
		}
		longest, last = max(longest, row), r
	}
	return n >= 10 && (turns*10 >= n*3 || longest >= 7)
}

var (
	wholeAddress = regexp.MustCompile(`[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"'<>]+`)
	addressTail  = regexp.MustCompile(`(/[^\s?#"'<>]*)[?#][^\s"'<>]+`)
)

// bareText takes out of the addresses in s what bareURL does: that is where tokens are.
func bareText(s string) string {
	s = wholeAddress.ReplaceAllStringFunc(s, func(a string) string {
		end := strings.TrimRight(a, ".,:;!?)]}”’…")
		bare := bareURL(end)
		if cutTail(end) != end {
			bare += "…"
		}
		return bare + a[len(end):]
	})
	return addressTail.ReplaceAllString(s, "$1…")
}
