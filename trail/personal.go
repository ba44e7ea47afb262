package trail

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What personal data looks like in any language, before it is known whose account it is.
var (
	mailAddress = regexp.MustCompile(`[\pL\pN._%+'-]+@[\pL\pN-]+(\.[\pL\pN-]+)+`)
	coordinates = regexp.MustCompile(`[+-]?\d{1,3}[.]\d{3,}°?\s?[NS]?\s*[,;/ ]\s*[+-]?\d{1,3}[.]\d{3,}°?\s?[EW]?|\d{1,3}°\s?\d{1,2}['′]\s?[\d.]*["″]?`)
	longNumber  = regexp.MustCompile(`(?:\+|\b)\d(?:[ ().-]{0,2}\d){7,19}\b|\d{13,20}`) // phone, IMEI, ID of an account; no part of a hash
	dateOrTime  = regexp.MustCompile(`^(?:19|20)\d\d[-.]\d\d?[-.]\d\d?(?: \d\d?)?$|^\d\d?[-.]\d\d?[-.](?:19|20)\d\d(?: \d\d?)?$`)
)

// impersonal returns s with what looks like a mail address, a phone number, an IMEI, an account's
// ID or a place on a map made unreadable. What is masked already stays as it is.
func impersonal(s string) string {
	if !strings.ContainsAny(s, "@0123456789") && isASCII(s) {
		return s
	}
	s = replaceFound(s, mailAddress, func(string) string { return "••••@••••" })
	s = replaceFound(s, coordinates, func(string) string { return "••.••" })
	return replaceFound(s, longNumber, func(found string) string {
		if dateOrTime.MatchString(found) {
			return found
		}
		return found[:2] + "••••" + found[len(found)-2:]
	})
}

// replaceFound replaces what find finds in s, folded, by what shown makes of it.
func replaceFound(s string, find *regexp.Regexp, shown func(string) string) string {
	folded, at := fold(s)
	plain := string(folded)
	var b strings.Builder
	end, rune, last := 0, 0, 0
	for _, f := range find.FindAllStringIndex(plain, -1) {
		found := plain[f[0]:f[1]]
		from := rune + utf8.RuneCountInString(plain[last:f[0]])
		rune, last = from+utf8.RuneCountInString(found), f[1]
		if put := shown(found); put != found {
			b.WriteString(s[end:at[from]] + put)
			end = at[rune]
		}
	}
	return b.String() + s[end:]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
