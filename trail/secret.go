package trail

import (
	"crypto/sha256"
	"strings"
	"unicode"
)

// A secret is a password or a one-time code that no line may hold. Of it the trail keeps a salted
// hash and the length: the secret itself is not held longer than its owner holds it.
type secret struct {
	sum    [sha256.Size]byte
	length int  // in runes, folded
	digits bool // it is compared by its digits, however they are grouped
	whole  bool // it is hidden only where no letter or digit stands next to it
}

const (
	shortestSecret = 4 // a shorter one is a word or a number of ordinary text
	shortestInside = 8 // a shorter one may be a part of an ordinary word
	secretShown    = "••••"
)

// HideSecret makes the lines to come hold dots where the password or code would stand: without
// regard to case and width, and a code of digits however it is grouped. What is too short, or a
// short word without a digit, is ordinary text and stays.
func (t *Trail) HideSecret(word string) {
	folded, _ := fold(strings.TrimSpace(Clean(word)))
	s := secret{digits: true}
	hasDigit := false
	var kept []rune
	for _, r := range folded {
		if unicode.IsDigit(r) {
			hasDigit = true
		} else if !groups(r) {
			s.digits = false
		}
	}
	for _, r := range folded {
		if !s.digits || unicode.IsDigit(r) {
			kept = append(kept, r)
		}
	}
	s.digits = s.digits && hasDigit
	s.length = len(kept)
	s.whole = s.length < shortestInside
	if s.length < shortestSecret || s.whole && !hasDigit {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	s.sum = t.sumOf(kept)
	for _, other := range t.secrets {
		if other == s {
			return
		}
	}
	t.secrets = append(t.secrets, s)
}

// Redact returns s as a line would hold it: fit to be shown, without secrets and names.
func (t *Trail) Redact(s string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.unnamed(bareText(Clean(s)))
}

func (t *Trail) sumOf(r []rune) [sha256.Size]byte {
	return sha256.Sum256(append(t.salt[:], string(r)...))
}

// groups reports whether r may stand between the digits of a code.
func groups(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '.' || r == '\u2013' }

// unsecret returns s without secrets. t.mu is held.
func (t *Trail) unsecret(s string) string {
	if len(t.secrets) == 0 || s == "" {
		return s
	}
	folded, at := fold(s)
	hide := make([]bool, len(folded))
	found := false
	for _, secret := range t.secrets {
		for i := range folded {
			if end := t.endOf(secret, folded, i); end > 0 {
				for j := i; j < end; j++ {
					hide[j] = true
				}
				found = true
			}
		}
	}
	if !found {
		return s
	}
	return replaceHidden(s, at, hide, secretShown)
}

// endOf returns where the secret ends that begins at i, 0 if none does.
func (t *Trail) endOf(s secret, folded []rune, i int) int {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if s.whole && i > 0 && word(folded[i-1]) || s.digits && (i > 0 && unicode.IsDigit(folded[i-1]) || !unicode.IsDigit(folded[i])) {
		return 0
	}
	end := i + s.length
	window := folded[i:min(end, len(folded))]
	if s.digits {
		window = nil
		for end = i; end < len(folded) && len(window) < s.length; end++ {
			switch r := folded[end]; {
			case unicode.IsDigit(r):
				window = append(window, r)
			case !groups(r) || groups(folded[end-1]):
				return 0
			}
		}
	}
	if len(window) < s.length || (s.whole || s.digits) && end < len(folded) && word(folded[end]) {
		return 0
	}
	if t.sumOf(window) != s.sum {
		return 0
	}
	return end
}
