package pages

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/trail"
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
	if !says("all-devices") && (!says("erases") || intent.WarnsOfAnyone(s)) {
		return false
	}
	s = notOnly.ReplaceAllString(s, " ")
	return !says("denies")
}

// otherSecret returns the line that asks for another secret than the account's password, "" if none does.
func (w Words) otherSecret(lines []string) string {
	for _, l := range lines {
		f := browser.Folded(l)
		if slices.ContainsFunc(w.parts("other-secret"), func(word string) bool { return holdsWord(f, browser.Folded(word)) }) {
			return l
		}
	}
	return ""
}

// more returns what a question about d says besides what was meant, "" if nothing. Several cases ask that of
// the same question.
func (run *run) more(d Device) func(intent.Prompt) string {
	names, owners := run.known.names(), run.known.owners()
	known := map[string]string{}
	return func(p intent.Prompt) string {
		why, ok := known[p.Text]
		if !ok {
			lines := strings.Split(p.Text, "\n")
			if why = run.Site.Words.saysMore(lines, d.Name, names, owners); why == "" {
				if other := stranger(lines, append([]string{d.Name}, d.Labels...)); other != "" {
					why = "it names " + quote(other)
				}
			}
			known[p.Text] = why
		}
		if why == "" && p.Password >= 0 {
			why = run.Site.Words.otherSecret(strings.Split(p.Text, "\n"))
		}
		return why
	}
}

// moreThanDeletion returns what a question about the deletion says besides that, "" if nothing: it names
// another account, or a member of the family.
func (ad *accountDeletion) moreThanDeletion(p intent.Prompt) string {
	owners := ad.run.known.owners()
	for _, line := range strings.Split(p.Text, "\n") {
		for _, s := range intent.Sentences(line, "") {
			if s.Of == intent.Account && otherID(s.Text, ad.run.who.ID) {
				return "it names another account: " + quote(s.Text)
			}
		}
		for _, o := range owners {
			if holdsWord(browser.Folded(line), browser.Folded(o)) {
				return "it names " + quote(o) + ": " + quote(line)
			}
		}
	}
	return ""
}

// readError is the error of a reading: Interrupted if the run was, else as outcome says.
func readError(ctx context.Context, step string, o trail.Outcome, err error) error {
	var already *flow.Error
	switch {
	case ctx.Err() != nil:
		o, err = trail.Interrupted, context.Cause(ctx)
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
func (ds devices) owners() []string { return ds.named(false) }

// members are the owners by whose names devices are told to be another's. A name that all devices bear tells none
// from another: it may be the account's own.
func (ds devices) members() []string { return ds.named(true) }

func (ds devices) named(apart bool) []string {
	var all []string
	for _, d := range ds {
		if d.Owner != "" && !slices.Contains(all, d.Owner) {
			all = append(all, d.Owner)
		}
	}
	if apart && len(all) == 1 && !slices.ContainsFunc(ds, func(d Device) bool { return d.Owner == "" }) {
		return nil
	}
	return all
}
