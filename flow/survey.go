package flow

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// surveyKind is the kind of file that a survey becomes in the record.
const surveyKind = "page"

// ErrKept is a cause of a task's error that has kept the pages it is about.
var ErrKept = errors.New("what they showed is kept")

// KeepPage encloses with the record what the page shows, without anything personal, so that
// whoever mends the program can see what was not understood. What it cannot read is left out: a
// run never ends otherwise than it would have because of it.
func (r *Runner) KeepPage(ctx context.Context, step, why string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), Finish)
	defer cancel()
	page, err := r.Tab.Settle(ctx, func(p snapshot.Page) bool { return len(p.Nodes) > 0 })
	if err != nil || len(page.Nodes) == 0 {
		return
	}
	if key := page.Format(snapshot.FormatOptions{Clear: true}); r.surveyed == key {
		return
	} else {
		r.surveyed = key
	}
	var names []string
	if r.Names != nil {
		names = r.Names()
	}
	r.Trail.Enclose(surveyKind, "what the page shows, without names and numbers, is kept", Survey(page, step, why, r.Trail.Redact, names))
}

// Survey is the text of a page that was not understood in a step, and why: roles, labels, layout
// and addresses of what it shows. Left out are names, what hide takes out of words, and what looks
// like the name of a thing or a person.
func Survey(page snapshot.Page, step, why string, hide func(string) string, names []string) string {
	lines := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	names = append(slices.Clone(names), ownWords(page)...)
	names = slices.DeleteFunc(names, func(n string) bool { return len([]rune(lines(n))) < 3 })
	redact := snapshot.NewRedactor(names...)
	words := func(s string) string { return redact.Words(hide(redact.Words(s))) }
	short := ownShort(page)
	page.Entries = slices.Clone(page.Entries)
	page = page.Redacted(names...).Map(func(s string) string {
		if short[s] {
			return "<name>"
		}
		return words(s)
	}, words)
	for _, at := range boxes(page) {
		*at = math.Round(*at)
	}
	return fmt.Sprintf(`# What a page showed that miacct did not understand. Names, numbers, the queries of addresses
# and what was typed are left out. Read it through before you send it to anybody.
# See what miacct makes of it: miacct site read FILE; what could be added: miacct site suggest FILE
# step: %s
# why: %s
%s`, words(lines(step)), words(lines(why)), page.Format(snapshot.FormatOptions{Boxes: true}))
}

// boxes are the numbers of all boxes of a page, which Map has made our own.
func boxes(p snapshot.Page) (all []*float64) {
	box := func(r *snapshot.Rect) { all = append(all, &r.X, &r.Y, &r.Width, &r.Height) }
	for i := range p.Layers {
		box(&p.Layers[i].Box)
	}
	for i := range p.Entries {
		box(&p.Entries[i].Box)
	}
	for i := range p.Nodes {
		box(&p.Nodes[i].Box)
	}
	return all
}

// ownWords are the texts of a page that look like names: of the entries of a list what comes
// first in each, and what is mostly not known as a word; elsewhere texts without a known word
// that are no control's label.
func ownWords(p snapshot.Page) []string {
	var found []string
	for i, n := range p.Nodes {
		if isOwn(p, i) {
			found = append(found, n.Name, n.Text, n.Description)
		}
	}
	return slices.DeleteFunc(found, func(s string) bool { return !strings.ContainsFunc(s, unicode.IsLetter) })
}

// ownShort are those of ownWords that are too short to be looked for within other words.
func ownShort(p snapshot.Page) map[string]bool {
	short := map[string]bool{}
	for _, s := range ownWords(p) {
		if len([]rune(s)) < 3 {
			short[s] = true
		}
	}
	return short
}

func isOwn(p snapshot.Page, i int) bool {
	n := p.Nodes[i]
	if n.Label() == "" {
		return false
	}
	sure := intent.Of(p, i).Sure
	if n.Entry >= 0 && first(p, i) {
		return sure < 1
	}
	switch n.Kind {
	case snapshot.Text, snapshot.Heading, snapshot.Image, snapshot.Group:
	default:
		return n.Entry >= 0 && sure < 0.5 && alone(p, i)
	}
	if n.Entry >= 0 {
		return sure < 0.5 && (!labels(p, i) || alone(p, i))
	}
	return sure == 0 && !labels(p, i)
}

// first reports whether i is the first node of its entry that says something.
func first(p snapshot.Page, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if p.Nodes[k].Entry == p.Nodes[i].Entry && p.Nodes[k].Label() != "" && !p.Within(i, k) {
			return false
		}
	}
	return true
}

// alone reports whether the list has several entries, and no other one says the same.
func alone(p snapshot.Page, i int) bool {
	several := false
	for k, n := range p.Nodes {
		if n.Entry < 0 || n.Entry == p.Nodes[i].Entry || k == i {
			continue
		}
		if n.Label() == p.Nodes[i].Label() {
			return false
		}
		several = true
	}
	return several
}

// labels reports whether text i is all that a control says.
func labels(p snapshot.Page, i int) bool {
	for up := p.Nodes[i].Parent; up >= 0; up = p.Nodes[up].Parent {
		if p.Nodes[up].Kind.Pressable() {
			return snapshot.Fold(p.Nodes[up].Label()) == snapshot.Fold(p.Nodes[i].Label())
		}
	}
	return false
}

// puzzling reports whether a run that ended in o may have met a page that it did not understand.
func puzzling(o trail.Outcome) bool { return o == trail.NotRecognised || o == trail.Unknown }
