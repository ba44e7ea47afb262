package trail

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A private word is one that names the person, and what stands in its place. It is held in memory only.
type private struct {
	word  string
	find  *regexp.Regexp
	shown string
}

// number is a word that is compared by its digits.
var number = regexp.MustCompile(`^\+?\d[\d\s().-]{3,}$`)

// Hide makes the lines to come hold shown wherever word would stand: without regard to case,
// inside longer words too, and a number however it is grouped.
func (t *Trail) Hide(word, shown string) {
	word = strings.TrimSpace(word)
	if word == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if slices.ContainsFunc(t.private, func(p private) bool { return p.word == word }) {
		return
	}
	t.private = append(t.private, private{word, pattern(word), shown})
	// The longest is replaced first: another may be a part of it.
	slices.SortStableFunc(t.private, func(a, b private) int { return len(b.word) - len(a.word) })
}

func pattern(word string) *regexp.Regexp {
	runes, _ := fold(word)
	word = string(runes)
	var parts []string
	for _, r := range word {
		if !number.MatchString(word) || r >= '0' && r <= '9' {
			parts = append(parts, regexp.QuoteMeta(string(r)))
		}
	}
	between := ""
	if number.MatchString(word) {
		between = `[\s().-]*`
	}
	p := `(?i)` + strings.Join(parts, between)
	if utf8.RuneCountInString(word) < 3 && len(word) < 3 {
		p = `(?i)\b` + strings.Join(parts, between) + `\b` // "Al" is no part of "also"
	}
	return regexp.MustCompile(p)
}

// unnamed returns s without the words that name the person, without secrets, and without what
// looks like personal data. t.mu is held.
func (t *Trail) unnamed(s string) string {
	for _, p := range t.private {
		s = replaceFound(s, p.find, func(string) string { return p.shown })
	}
	return impersonal(t.unsecret(s))
}

// hidden returns l without the words that name the person. t.mu is held.
func (t *Trail) hidden(l Line) Line {
	l.Task = t.unnamed(l.Task)
	l.Name, l.Text, l.URL = t.unnamed(l.Name), t.unnamed(l.Text), t.unnamed(l.URL)
	if l.Picture != nil && l.Picture.Control != nil {
		p, c := *l.Picture, *l.Picture.Control
		c.Name = t.unnamed(c.Name)
		p.Control, l.Picture = &c, &p
	}
	l.Devices = slices.Clone(l.Devices)
	for i, d := range l.Devices {
		d.Name, d.Model = t.unnamed(d.Name), t.unnamed(d.Model)
		l.Devices[i] = d
	}
	return l
}
