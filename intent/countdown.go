package intent

import (
	"regexp"
	"strconv"
	"strings"
)

// Labels that count seconds down.

// countdown ends a label that counts seconds down: "(9)", "9 s", "(available in 9 s)".
var countdown = regexp.MustCompile(`\s*(?:(\d{1,3})\s*(?:` + secondsWords + `)?|[（(\[]\s*(\d{1,3})\s*(?:` + secondsWords + `)?\s*[)\]）]|[（(\[][^()（）\[\]\d]{1,30}(\d{1,3})\s*(?:` + secondsWords + `)(?:[^\pL\d()（）\[\]][^()（）\[\]\d]{0,20})?\s*[)\]）])\s*$`)

const secondsWords = `s|sec|secs|seconds|с|сек|сек\.|с\.|sn|秒|초|วินาที|วิ|giây|ث|ثانية|δ|дни`

// counted parts a label that counts down into its words and its seconds.
func counted(label string) (words string, seconds int, ok bool) {
	m := countdown.FindStringSubmatchIndex(label)
	if m == nil || m[0] == 0 {
		return label, 0, false
	}
	for g := 2; g < len(m); g += 2 {
		if m[g] >= 0 {
			seconds, _ = strconv.Atoi(label[m[g]:m[g+1]])
		}
	}
	return label[:m[0]], seconds, true
}

// uncounted is a label without the seconds that it counts down.
func uncounted(label string) string {
	words, _, _ := counted(label)
	return words
}

// Counts reports whether a label may count seconds down: a number in brackets or with its unit ends it.
func Counts(label string) bool {
	words, seconds, ok := counted(label)
	return ok && strings.TrimSpace(label[len(words):]) != strconv.Itoa(seconds)
}
