package pages

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"miacct/browser"
)

// Whose a device is, as far as the site shows it.
type Whose string

const (
	Unknown Whose = "" // not shown, or shown in two ways: the person decides, or nobody
	Own     Whose = "own"
	Other   Whose = "other"
)

// Ownership is whose a device is and what says so. It is the account's own if two sources say so
// and none says otherwise, and another's if all that say anything say that: two of the list's
// fields, or the page in words.
type Ownership struct {
	Whose  Whose
	Claims []Claim  // what each source says, in the order in which they were read
	Why    string   // why it is not known
	Lacks  []string // fields that should have said something
	Person bool     // the person decided
}

// A Claim is what one source says of whose a device is.
type Claim struct {
	Source string // "the own flag", "the user ID", "the page: Bob's device"
	Own    bool
	Words  bool // said in words a person reads
}

// ownership judges claims; missing are fields that should have said something.
func ownership(claims []Claim, missing []string) Ownership {
	var own, other []string
	words := false
	for _, c := range claims {
		if c.Own {
			own = append(own, c.Source)
			continue
		}
		other = append(other, c.Source)
		words = words || c.Words
	}
	o := Ownership{Claims: claims, Lacks: missing}
	switch {
	case len(own) > 1 && len(other) == 0 && len(missing) == 0: // a list that lacks what it had is another list
		o.Whose = Own
	case len(own) == 0 && (len(other) > 1 || words):
		o.Whose = Other
	case len(own) > 0 && len(other) > 0:
		o.Why = joined(own) + say(own) + "that it is this account's own, " + joined(other) + say(other) + "that it is not"
	case len(own) > 1:
		o.Why = joined(own) + " say that it is this account's own"
	case len(own)+len(other) > 0:
		o.Why = "only " + joined(append(own, other...)) + " tells whose it is"
	default:
		o.Why = "nothing tells whose it is"
	}
	if o.Whose == Unknown && len(missing) > 0 {
		o.Why += ", and " + joined(missing) + " is missing"
	}
	return o
}

func say(sources []string) string {
	if len(sources) == 1 {
		return " says "
	}
	return " say "
}

// joined joins words as a sentence does: "a, b and c".
func joined(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// with is o with more claims. The person's decision stands, if these say nothing new.
func (o Ownership) with(more ...Claim) Ownership {
	claims := slices.Clone(o.Claims)
	for _, c := range more {
		if !slices.Contains(claims, c) {
			claims = append(claims, c)
		}
	}
	return ownership(claims, o.Lacks)
}

// decided is o after the person said whether the device is theirs.
func (o Ownership) decided(own bool) Ownership {
	o.Whose, o.Person = Other, true
	if own {
		o.Whose = Own
	}
	return o
}

// possessive is "Bob's phone": whose it is, and what.
var possessive = regexp.MustCompile(`^(.{1,60}?)'s +\S`)

// pronouns stand before 's and are nobody's names.
var pronouns = regexp.MustCompile(`(^| )(it|that|this|what|here|there|who|where|how|let|he|she|today|device|phone|xiaomi|mi)$`)

// another returns the words by which texts say that a device called name is somebody else's, ""
// if they do not. members are what the site calls the members of the family.
func (w Words) another(texts []string, name string, members []string) string {
	folded := browser.Folded(name)
	for _, t := range texts {
		f := browser.Folded(t)
		if f == folded || f == "" {
			continue
		}
		rest := strings.TrimSpace(strings.Replace(f, folded, " ", 1)) // "Mi 9 (Family member)"
		for _, word := range slices.Concat(w.parts("family-member"), w.parts("shared")) {
			if holdsWord(rest, browser.Folded(word)) {
				return t
			}
		}
		for _, m := range members {
			if m = browser.Folded(m); m != "" && holdsWord(rest, m) {
				return t
			}
		}
		if m := possessive.FindStringSubmatch(rest); m != nil && !pronouns.MatchString(m[1]) {
			return t
		}
	}
	return ""
}

// yours returns the words by which texts say that a device is the account's own, "" if they do not: one of them
// says no more than that, by itself or behind "Owner:".
func (w Words) yours(texts []string) string {
	for _, t := range texts {
		said := t
		if _, after, ok := strings.Cut(t, ":"); ok {
			said = after
		}
		f := browser.Folded(strings.TrimSpace(said))
		if slices.ContainsFunc(slices.Concat(w.exact("my-devices"), w.exact("linked-devices")), func(s string) bool { return browser.Folded(s) == f }) {
			continue // what the list is called
		}
		if f != "" && slices.ContainsFunc(w.exact("yours"), func(s string) bool { return browser.Folded(s) == f }) {
			return t
		}
	}
	return ""
}

// holdsWord reports whether word stands in s by itself. Scripts without spaces have no such bounds.
func holdsWord(s, word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(s[at:], word)
		if i < 0 {
			return false
		}
		begin, end := at+i, at+i+len(word)
		if bound(lastRune(s[:begin]), firstRune(word)) && bound(lastRune(word), firstRune(s[end:])) {
			return true
		}
		at = begin + len(firstOf(word))
	}
}

func bound(a, b rune) bool {
	joins := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
	}
	return !joins(a) || !joins(b)
}

func firstOf(s string) string { return string(firstRune(s)) }
