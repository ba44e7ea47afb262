package pages

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"miacct/intent"
	"miacct/snapshot"
)

// A suggestion is a word for meanings of a site description, tried on the page.
type suggestion struct {
	intent.Word
	label string   // of the control
	what  []string // what is found with it that was not found without
}

// Suggest writes the lines of a site description with which a run would find on the page what it
// does not find now. Each was tried; which of them are true only who can read the page knows.
func (s *Site) Suggest(w io.Writer, text string) error {
	p, err := readSurvey(text)
	if err != nil {
		return err
	}
	all, missing := s.suggestions(p)
	var b strings.Builder
	if len(missing) == 0 {
		b.WriteString("# Everything that a run looks for on such a page is found; nothing is to be added.\n")
	} else if len(all) == 0 {
		fmt.Fprintf(&b, "# Not found on this page: %s. No word of it would help: see `miacct site read`.\n", strings.Join(missing, ", "))
	} else {
		b.WriteString("# Each line was tried on the page. Take out the # of those that are true, and no others: a line says\n" +
			"# that these words mean that, wherever they stand. Put them in place of `meanings: {}` in a copy that\n" +
			"# `miacct site` prints, check that by `miacct site check`, and use it by `web-delete --site`.\nmeanings:\n")
	}
	byLang := map[string][]suggestion{}
	for _, g := range all {
		byLang[g.Lang] = append(byLang[g.Lang], g)
	}
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		fmt.Fprintf(&b, "  %s:\n", lang)
		for _, g := range byLang[lang] {
			fmt.Fprintf(&b, "#   %s: [%q] # then %s is the control to %s\n", g.Meaning, g.Phrase, quote(g.label), strings.Join(g.what, ", and to "))
		}
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// suggestions tries for each control with unknown words what each meaning would change. missing is
// what the page looks to be about and does not show.
func (s *Site) suggestions(p snapshot.Page) (all []suggestion, missing []string) {
	was := map[string][]int{}
	for _, w := range wanteds {
		was[w.what], _ = s.find(p, w)
	}
	for _, w := range wanteds {
		if len(was[w.what]) == 0 {
			missing = append(missing, w.what)
		}
	}
	done := map[intent.Word]bool{}
	for i, n := range p.Nodes {
		if !n.Kind.Pressable() && !n.Weak {
			continue
		}
		lang, phrases := intent.Unknown(p, i)
		for _, phrase := range phrases {
			for _, w := range wanteds {
				if len(was[w.what]) > 0 {
					continue
				}
				for _, meaning := range w.means {
					word := intent.Word{Lang: lang, Meaning: meaning, Phrase: phrase}
					if done[word] || strings.Contains(phrase, "name") {
						continue
					}
					done[word] = true
					if what := s.wouldFind(p, i, word, was); len(what) > 0 {
						all = append(all, suggestion{word, n.Label(), what})
						break // the usual meaning is enough
					}
				}
			}
		}
	}
	if len(all) == 0 && !s.about(p) {
		missing = nil
	}
	return all, missing
}

// wouldFind tells what node i would be found for, that is not found now, if word were known.
func (s *Site) wouldFind(p snapshot.Page, i int, word intent.Word, was map[string][]int) (what []string) {
	forget, err := intent.Learn(word)
	if err != nil {
		return nil
	}
	defer forget()
	for _, w := range wanteds {
		if found, _ := s.find(p, w); len(was[w.what]) == 0 && slices.Contains(found, i) {
			what = append(what, w.what)
		}
	}
	return what
}

// about reports whether nothing at all that is wanted is on a page.
func (s *Site) about(p snapshot.Page) bool {
	return !slices.ContainsFunc(wanteds, func(w wanted) bool { found, _ := s.find(p, w); return len(found) > 0 })
}
