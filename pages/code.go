package pages

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var (
	codeRun    = regexp.MustCompile(`(?:^|[^0-9])([0-9]{4,8})(?:[^0-9]|$)`)
	codeGroups = regexp.MustCompile(`(?:^|[^0-9])([0-9]{2,4}[ .-][0-9]{2,4})(?:[^0-9]|$)`)
)

// codeOf is the one-time code in what a person typed or pasted: "123 456", "１２３４５６" and
// "Your code is 123456" are 123456. What holds no code for sure is returned as it is.
func codeOf(answer string) string {
	plain := strings.TrimSpace(strings.Map(plainRune, norm.NFKC.String(answer)))
	letters := strings.ContainsFunc(plain, unicode.IsLetter)
	if !letters {
		if code := onlyDigits(plain); code != "" {
			return code
		}
		return plain
	}
	for _, rx := range []*regexp.Regexp{codeRun, codeGroups} {
		if found := rx.FindAllStringSubmatch(plain, -1); len(found) == 1 {
			return onlyDigits(found[0][1])
		}
	}
	return plain
}

// plainRune makes digits of any script, and spaces and dashes of any kind, plain ones.
func plainRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Nd, r):
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + (r - zero)
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.Pd, r):
		return '-'
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// Answers that come this soon after their question are a program's.
const humanly = time.Second

// Bounds on what is asked for one code.
const (
	mostSame    = 3  // the same answer in a row
	mostAnswers = 20 // in all
)

// A patience bounds how often a question is put: something that always answers the same, or
// nothing, is nobody.
type patience struct {
	last     string
	same     int
	answers  int
	rejected map[string]bool // answers the site has refused
}

// takes notes an answer that came after d, and reports whether a person may have given it.
func (p *patience) takes(answer string, d time.Duration) bool {
	p.answers++
	if answer != p.last || p.answers == 1 {
		p.last, p.same = answer, 1
	} else {
		p.same++
	}
	return p.same < mostSame && p.answers <= mostAnswers && (p.same < 2 || d >= humanly)
}

func (p *patience) reject(answer string) {
	if p.rejected == nil {
		p.rejected = map[string]bool{}
	}
	p.rejected[answer] = true
}
