package intent

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"miacct/snapshot"
)

// What stands around a control tells what it is about.

// wholly reports whether a control means the target by words that mean less by themselves, "Erase
// everything", because its context says the target: "Delete your account". It returns where.
func (r *reader) wholly(i int, m Meaning, t Target, rl rule) (text string, ok bool) {
	wide := rl
	wide.verbs = slices.Concat(rl.verbs, rl.wider)
	wide.extra = slices.Concat(rl.extra, rl.parts)
	if f := fit(m.own, wide); f.against != "" || !f.verb || len(m.Left) > 0 || m.Question || m.Negated {
		return "", false
	}
	for _, k := range m.own.tokens { // "Erase device" is a word of the lexicon, and holds an object
		first, _ := utf8.DecodeRuneInString(k.text)
		if !k.is(verb) || unspaced(first) && utf8.RuneCountInString(k.text) <= 2 {
			continue // two characters are one word, and hold no other
		}
		inner := m.own.lex.parse(k.text, k.text)
		ending := first >= 0x1100 && len(inner.over) == 1 && utf8.RuneCountInString(inner.over[0]) <= 2 // of the verb
		if f := fit(inner, wide); f.against != "" || inner.has(object) || len(inner.over) > 0 && len(inner.tokens) > 0 && !ending {
			return "", false
		}
	}
	for _, s := range r.context(i) {
		f := fit(s.clause, rl)
		if f.against != "" {
			f = fit(s.clause, wide)
		}
		if f.against == "" && f.verb && (f.object || f.whole) {
			return s.text, true
		} else if f.against != "" && (f.verb || f.object) && !s.clause.has(verb, "enter") { // "Type: erase everything"
			return "", false
		}
	}
	return t.Hints.Page, t.Hints.Page != ""
}

// described is the text of a control's entry that says the target, below a name of the entry that is about nothing: "For
// ever: delete the account, in four steps". The control is the only one in it. It is "" if there is none.
func (r *reader) described(i int, context []source, rl rule) string {
	entry := r.page.Nodes[i].Entry
	if entry < 0 || slices.ContainsFunc(context, func(s source) bool {
		f := fitAbout(s.clause, rl)
		return s.of == "entry" && (f.other != "" || f.against != "")
	}) {
		return ""
	}
	says := ""
	for k, n := range r.page.Nodes {
		switch {
		case n.Entry != entry || k == i || n.Frame != r.page.Nodes[i].Frame:
		case pressable(n):
			return ""
		case n.Kind == snapshot.Text || n.Kind == snapshot.Heading:
			first, _, _ := strings.Cut(n.Label(), ",")
			if f := fit(r.read(first), rl); f.against == "" && f.verb && (f.object || f.whole) {
				says = n.Label()
			}
		}
	}
	return says
}

// sections are what the parts of a page that is known to be about the target are about: their headings say
// nothing against it.
var sections = []string{"consent", "terms", "reason", "identity", "code", "verification-code", "password", "consequences", "request", "data"}

// about reads what the context of a bare verb is about.
func (r *reader) about(context []source, t Target, rl rule) (float64, string, string) {
	best, because := 0.0, ""
	if e, ok := t.In.Entry(); ok && (t.Of == Device || t.Of == FindDevice && t.Item != "") && e >= 0 && t.Of == Device {
		best, because = 75, "in the entry of the device"
	}
	if best == 0 && t.Of == Device && t.Item != "" && t.In.kind == "among" && slices.ContainsFunc(t.In.nodes, func(i int) bool {
		c := r.read(r.page.Nodes[i].Label())
		return len(c.tokens) == 1 && len(c.over) == 0 && c.has(object, "item")
	}) {
		best, because = 75, "beside the name of the device"
	}
	for _, s := range context {
		f := fitAbout(s.clause, rl)
		switch {
		case t.Hints.Page != "" && s.of == "title" && slices.Contains(sections, f.other): // "Identity check – Mi Account"
		case f.object || f.whole:
			if s.score > best {
				best, because = s.score, fmt.Sprintf("object of the %s %q", s.of, s.text)
			}
			if f.against != "" {
				return 0, "", fmt.Sprintf("the %s %q %s", s.of, s.text, f.against)
			}
			return best, because, ""
		case t.Hints.Page != "" && slices.Contains(sections, f.other):
		case t.Item != "" && s.of == "dialog" && strings.Contains(s.text, " · "): // a line of how the thing stands
		case f.other != "" && s.of != "title" && s.of != "page" && !(s.of == "entry" && best > 0):
			return 0, "", fmt.Sprintf("the %s %q is about %s", s.of, s.text, f.other)
		}
	}
	if best == 0 && t.Hints.Place != "" && t.Item != "" {
		best, because = 60, "on "+t.Hints.Place
	}
	if best == 0 && t.Hints.Page != "" && t.Of == Account {
		best, because = 60, "on a page that is known by "+t.Hints.Page
	}
	return best, because, ""
}

// tellsHowItStands reports whether a control is a row of texts of which one names the item, and another says that something is on
// or off, and no more.
func (r *reader) tellsHowItStands(i int, item string) bool {
	named, stands := false, false
	for k := i + 1; k < len(r.page.Nodes) && r.page.Within(k, i); k++ {
		if n := r.page.Nodes[k]; n.Kind == snapshot.Text || n.Kind == snapshot.Heading {
			named = named || item != "" && snapshot.Fold(n.Label()) == snapshot.Fold(item)
			stands = stands || StateAlone(n.Label(), r.page.Lang) != SaysNothing
		}
	}
	return named && stands
}
