package pages

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// Another device that a question names, though no list has told of it.

// namedBetween is what stands between quotation marks, apostrophes left out.
var namedBetween = regexp.MustCompile(`["“”„«»「『]([^"“”„«»「」『』]{1,60})["”“»«」』]`)

// stranger returns the name of another thing than the device that the lines of a question name, "" if there is none: in
// quotation marks, with words that nobody knows; or as the maker calls a device, where its own name stands nowhere. names
// are what the device is called by.
func stranger(lines, names []string) string {
	own := func(words []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return sameName(wordsIn(name), words) })
	}
	holdsOwn := func(text string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return holdsName(text, name) })
	}
	named := slices.ContainsFunc(lines, func(line string) bool { return holdsOwn(line) })
	for _, line := range lines {
		for _, name := range names {
			if strings.ContainsAny(name, "\"“”„«»「」『』") { // its own quotation marks are no others'
				line = strings.ReplaceAll(line, name, " ")
			}
		}
		for _, m := range namedBetween.FindAllStringSubmatch(line, -1) {
			if said := strings.TrimSpace(m[1]); !holdsOwn(said) && (holdsModel(said) || !named && len(intent.OfText(snapshot.Text, said, "").Left) > 0) {
				return said
			}
		}
		for words := wordsIn(line); !named && len(words) > 0; words = words[1:] {
			if said := strings.Join(words[:min(len(words), longestModel)], " "); isModel(said) && !own(words) {
				return said
			}
		}
	}
	return ""
}

// holdsName reports whether a text has a device's name, and does not go on as that of another model. Scripts without spaces
// join words to it.
func holdsName(text, name string) bool {
	f, own := browser.Folded(text), browser.Folded(name)
	words := wordsIn(text)
	goesOn := func(next string) bool { // "if" is "se" in some languages, and a model "SE"
		k := slices.IndexFunc(words, func(w string) bool { return browser.Folded(w) == next })
		return k < 0 && variant.MatchString(strings.ToUpper(next)) || k >= 0 && variant.MatchString(words[k])
	}
	for before, rest, ok := strings.Cut(f, own); ok && own != ""; before, rest, ok = strings.Cut(rest, own) {
		next := strings.Fields(rest)
		if bound(lastRune(before), firstRune(own)) && bound(lastRune(own), firstRune(rest)) && !(strings.HasPrefix(rest, " ") && len(next) > 0 && goesOn(next[0])) {
			return true
		}
	}
	return false
}

// longestModel is how many words of a text are shown as the name of a model that begins there.
const longestModel = 3

// wordsIn are the words of a text, without the signs around them.
func wordsIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",.;:!?¿¡()（）《》\"“”„«»「」『』，。；：！？", r)
	})
}

// sameName reports whether words begin with a device's name, whole or without what it is called by for its network, and do
// not go on as that of another model: "Redmi Note 13 Pro" is not "Redmi Note 13".
func sameName(name, words []string) bool {
	n := 0
	for n < len(name) && n < len(words) && browser.Folded(name[n]) == browser.Folded(words[n]) {
		n++
	}
	left := slices.DeleteFunc(slices.Clone(name[n:]), network.MatchString)
	return n > 0 && len(left) == 0 && (n == len(words) || n < len(name) || !variant.MatchString(words[n]))
}

var (
	network = regexp.MustCompile(`(?i)^(?:[45]g|lte|nfc)$`)
	variant = regexp.MustCompile(`^(?:(?i:pro|plus|ultra|lite|max|prime|mini|turbo|note|pad|[a-z]?\d\w*)|SE|NE|FE|[A-Z])\+?$`)
)
