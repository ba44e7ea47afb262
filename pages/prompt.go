package pages

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// A question of the site is answered only if it asks what was meant and says nothing more: one
// that speaks of all devices, of the family, of erasing or of another device is left to the person.

// sentenceEnd is where one sentence ends, or a part that stands by itself.
var sentenceEnd = regexp.MustCompile(`[.!?;:。！？；：\n]+\s*|,? but | sondern | но | mais | pero | mas | ma `)

// notOnly is a negation that denies nothing.
var notOnly = regexp.MustCompile(`\bnot (only|just)\b|\bnicht nur\b|\bne seulement\b|не только|不仅|不只`)

// saysMore returns what lines, a question about the device of row, say besides that, "" if nothing.
// members are what the site calls the members of the family.
func (w Words) saysMore(lines []string, name string, others, members []string) string {
	own := browser.Folded(name)
	others = slices.DeleteFunc(slices.Clone(others), func(o string) bool { return browser.Folded(o) == own || o == "" })
	for _, line := range lines {
		for _, s := range sentenceEnd.Split(browser.Folded(line), -1) {
			if w.more(s, own, others, members) {
				return line
			}
		}
	}
	return ""
}

// promptEntries are the entries of words that prompts and entries of lists are read by; none of them may be missing.
var promptEntries = []string{"family-member", "shared", "all-devices", "erases", "denies", "other-secret", "password-word"}

func (w Words) more(s, own string, others, members []string) bool {
	// The own name is taken out first, unless a longer one that begins so stands there.
	for _, o := range others {
		if o = browser.Folded(o); strings.Contains(o, own) && holdsWord(s, o) {
			return true
		}
	}
	s = strings.ReplaceAll(s, own, " ")
	for _, o := range slices.Concat(others, members) {
		if holdsWord(s, browser.Folded(o)) {
			return true
		}
	}
	says := func(entries ...string) bool {
		for _, e := range entries {
			for _, word := range w.parts(e) {
				if holdsWord(s, browser.Folded(word)) {
					return true
				}
			}
		}
		return false
	}
	if says("family-member", "shared") {
		return true
	}
	if !says("all-devices", "erases") {
		return false
	}
	s = notOnly.ReplaceAllString(s, " ")
	return !says("denies")
}

// asksFor reports why lines are no question for the account's password, "" if they are one.
func (w Words) noAccountPassword(lines []string) string {
	asks := false
	for _, l := range lines {
		f := browser.Folded(l)
		for _, word := range w.parts("other-secret") {
			if holdsWord(f, browser.Folded(word)) {
				return l
			}
		}
		for _, word := range w.parts("password-word") {
			asks = asks || strings.Contains(f, browser.Folded(word))
		}
	}
	if !asks {
		return "a field without words that ask for a password"
	}
	return ""
}

// understood reads the question around l, a control that answers it, and hands the page over if it
// says more than that d is meant. judge, if not nil, says what else is wrong with it.
func (run *run) understood(ctx context.Context, r *flow.Runner, step string, l browser.Locator, d Device, judge func(lines []string) string) (asked bool, err error) {
	var lines []string
	err = r.Timed(ctx, func(ctx context.Context) error {
		lines, err = r.Tab.Prompt(ctx, l)
		return err
	})
	if err != nil {
		return false, readError(ctx, step, audit.NotRecognised, err)
	}
	why := run.Site.Words.saysMore(lines, d.Name, run.known.names(), run.known.owners())
	if why == "" && judge != nil {
		why = judge(lines)
	}
	if why == "" {
		return false, nil
	}
	ask := fmt.Sprintf("The site asks more than was meant for %s: %s. Read it, and answer it in the page yourself.", quote(d.Name), quote(why))
	challenge := flow.Challenge{Sight: l, Name: step, Kind: flow.KindPage, Ask: ask}
	inner := *r
	inner.Challenges = append([]flow.Challenge{challenge}, r.Challenges...)
	return true, inner.Do(ctx, flow.Step{Name: "let the person answer for " + quote(d.Name), Gone: l})
}

// accepts is what a native question about d must say, and must not, to be answered yes.
func (run *run) accepts(d Device, words ...string) func(string) bool {
	return func(text string) bool {
		f := browser.Folded(text)
		means := slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f, browser.Folded(w)) })
		return means && run.Site.Words.saysMore([]string{text}, d.Name, run.known.names(), run.known.owners()) == ""
	}
}

// readError is the error of a reading: Interrupted if the run was, else as outcome says.
func readError(ctx context.Context, step string, o audit.Outcome, err error) error {
	var already *flow.Error
	switch {
	case ctx.Err() != nil:
		o, err = audit.Interrupted, context.Cause(ctx)
	case errors.As(err, &already):
		return err
	}
	return &flow.Error{Step: step, Outcome: o, Err: err}
}

// names are the names of all devices.
func (ds devices) names() []string {
	var all []string
	for _, d := range ds {
		all = append(all, d.Name)
	}
	return all
}

// owners are what the site calls the owners of others' devices, each once.
func (ds devices) owners() []string {
	var all []string
	for _, d := range ds {
		if d.Owner != "" && !slices.Contains(all, d.Owner) {
			all = append(all, d.Owner)
		}
	}
	return all
}
