package pages

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words are what the site says: entry -> language -> wordings, best known first. A
// wording holds %d where the site puts a number and %s where it puts a name.
type Words map[string]map[string][]string

// readEntries are the entries of words that are read by their names, not by an element; none of them may be missing.
var readEntries = []string{"family-member", "shared", "all-devices", "erases", "denies", "other-secret", "password-word", "nickname-label", "mail-label", "phone-label", "xiaomi-id", "yours", "start-deleting",
	"find-device", "could-not-load", "no-devices", "my-devices", "linked-devices", "settings", "show-more", "sign-in-with-mi"}

// exact returns the wordings of entry in all languages, English first, each once.
func (w Words) exact(entry string) []string {
	var all []string
	for _, lang := range w.languages(entry) {
		for _, s := range w[entry][lang] {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// sentences is exact, with and without the language's full stop.
func (w Words) sentences(entry string) []string {
	var all []string
	for _, s := range w.exact(entry) {
		all = append(all, s)
		last, _ := utf8.DecodeLastRuneInString(s)
		switch {
		case unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana):
			all = append(all, s+"。")
		case unicode.IsLetter(last):
			all = append(all, s+".")
		}
	}
	return all
}

// parts is exact for wordings that are looked for within a text: of one that holds %d
// or %s only the longest part around it counts.
func (w Words) parts(entry string) []string {
	all := w.exact(entry)
	for i, s := range all {
		all[i] = longestPart(s)
	}
	return all
}

// languages returns the languages that entry has wordings in, English first.
func (w Words) languages(entry string) []string {
	langs := slices.Sorted(maps.Keys(w[entry]))
	slices.SortStableFunc(langs, func(a, b string) int {
		switch {
		case a == "en" && b != "en":
			return -1
		case b == "en" && a != "en":
			return 1
		}
		return 0
	})
	return langs
}

func longestPart(s string) string {
	best := ""
	for _, part := range strings.Split(strings.ReplaceAll(s, "%s", "%d"), "%d") {
		if part = strings.TrimSpace(part); len(part) > len(best) {
			best = part
		}
	}
	return best
}

func hasBlank(s string) bool { return strings.Contains(s, "%d") || strings.Contains(s, "%s") }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) (last rune) {
	for _, r := range s[max(0, len(s)-4):] {
		last = r
	}
	return last
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}
