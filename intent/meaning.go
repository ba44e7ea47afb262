// Package intent tells what a control, a prompt or a sentence of a page means. It is a pure
// function of a snapshot: words are looked up in a lexicon by language and put together to verb,
// object and polarity; what the words of a control leave open its context tells.
//
// Three rules decide, not weights: the best match needs a lead; a word left over in a label that
// says yes makes it not understood; negation, exception and excluded topics are read first.
package intent

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"miacct/snapshot"
)

// A Meaning is what the words of a node say, as far as they are understood.
type Meaning struct {
	Label   string
	Verbs   []string // meanings of the lexicon, in the order of the words; a word may have several
	Objects []string
	Context string // where objects come from that the label does not name, "" if it does

	Question  bool
	Negated   bool   // "don't delete", "cancel deletion", "keep"
	Failed    bool   // "could not turn off"
	Exception bool   // "all except …"
	Anyway    bool   // "… all the same"
	Topic     string // an excluded topic that it is about: cookies, payment, another account
	Left      []string
	Sure      float64 // 0 to 1
	Because   []string

	own     clause
	context []source
}

// A source is a text that tells what a control is about.
type source struct {
	of     string // "dialog", "entry", "heading", "title", "page"
	text   string
	clause clause
	score  float64
}

// OfText is what a text means by itself, as a node of that kind, whatever page it stands on.
func OfText(kind snapshot.Kind, text, lang string) Meaning {
	n := snapshot.Node{Kind: kind, Name: text, Parent: -1, Entry: -1}
	if kind == snapshot.Text || kind == snapshot.Heading {
		n.Name, n.Text = "", text
	}
	return Of(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{n}}, 0)
}

// Of tells what a node means in its context.
func Of(page snapshot.Page, node int) Meaning {
	return newReader(page, names{}).of(node)
}

func (r *reader) of(node int) Meaning {
	n := r.page.Nodes[node]
	label := n.Label()
	m := r.meaning(label)
	m.context = r.context(node)
	if len(m.Objects) == 0 {
		for _, s := range m.context {
			if s.clause.has(object) {
				for _, t := range s.clause.tokens {
					m.Objects = append(m.Objects, t.of(object)...)
				}
				m.Context = s.of
				m.Because = append(m.Because, fmt.Sprintf("object %s from the %s %q", strings.Join(m.Objects, "/"), s.of, s.text))
				m.Sure *= s.score / 100
				break
			}
		}
	}
	return m
}

// meaning reads a label by itself.
func (r *reader) meaning(label string) Meaning {
	c := r.read(label)
	m := Meaning{Label: label, own: c, Left: c.over, Question: c.ask || c.has(sign, "question")}
	m.Failed = c.has(state, "failed", "error", "something-wrong") || c.has(sign, "unable")
	m.Exception = c.has(sign, "exception")
	m.Negated = c.negated()
	m.Anyway = c.has(polarity, "anyway")
	m.Sure = 1
	for _, t := range c.tokens {
		if v := t.of(verb); len(v) > 0 {
			m.Verbs = append(m.Verbs, v...)
			m.Because = append(m.Because, fmt.Sprintf("verb %s: %q", strings.Join(v, "/"), t.text))
		}
		if t.is(polarity, "on") {
			m.Verbs = append(m.Verbs, "turn-on")
		}
		if t.is(polarity, "off") {
			m.Verbs = append(m.Verbs, "turn-off")
		}
		if o := t.of(object); len(o) > 0 {
			m.Objects = append(m.Objects, o...)
			m.Because = append(m.Because, fmt.Sprintf("object %s: %q", strings.Join(o, "/"), t.text))
		}
		if tp := t.of(topic); len(tp) > 0 && m.Topic == "" {
			m.Topic = tp[0]
			m.Because = append(m.Because, fmt.Sprintf("excluded topic %s: %q", tp[0], t.text))
		}
		if t.loose {
			m.Sure *= 0.9
		}
	}
	known, whole := c.known()
	if whole == 0 {
		m.Sure = 0
	} else {
		m.Sure *= float64(known) / float64(whole)
	}
	m.Verbs, m.Objects = unique(m.Verbs), unique(m.Objects)
	return m
}

func unique(s []string) []string {
	var out []string
	for _, x := range s {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// reversing are verbs that turn another one around, or leave all as it is.
var reversing = []string{"cancel", "undo", "restore", "keep", "revoke", "stop", "skip"}

// negated reports whether the clause says not to do what its verb says.
func (c clause) negated() bool {
	verbs, turned := 0, false
	for _, t := range c.tokens {
		if t.is(polarity, "negation") || t.is(polarity, "no") {
			return true
		}
		if v := t.of(verb); len(v) > 0 {
			if only(v, reversing) && !slices.Contains(v, "stop") {
				turned = true
			} else {
				verbs++
			}
		}
	}
	return turned && (verbs > 0 || c.has(verb, "keep"))
}

// only reports whether all of s are among those.
func only(s, those []string) bool {
	return len(s) > 0 && !slices.ContainsFunc(s, func(x string) bool { return !slices.Contains(those, x) })
}

// context gives the texts around a node that may tell what it is about, the nearest first.
func (r *reader) context(node int) []source {
	p := &r.page
	n := p.Nodes[node]
	var found []source
	add := func(of, text string, score float64) {
		if text = strings.TrimSpace(text); text == "" || len(text) > 300 {
			return
		}
		for _, s := range found {
			if s.text == text {
				return
			}
		}
		found = append(found, source{of, text, r.read(text), score})
	}
	if n.Description != "" && n.Description != n.Label() {
		add("description", n.Description, 78)
	}
	if t := n.Parent; t >= 0 && p.Nodes[t].Kind == snapshot.Text && !slices.ContainsFunc(p.Nodes, func(o snapshot.Node) bool { return o.Parent == t && o.Kind.Pressable() && o.Label() != n.Label() }) {
		add("text", p.Nodes[t].Label(), 78) // that it stands in: "Delete account [Delete…]"
	}
	layered := n.Layer >= 0 && n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind != snapshot.Document
	if n.Entry >= 0 {
		for i, o := range p.Nodes {
			if o.Entry == n.Entry && i != node && !o.Kind.Pressable() && (o.Kind == snapshot.Text || o.Kind == snapshot.Heading) {
				add("entry", o.Label(), 75)
				break // its name; what else it holds are facts about it
			}
		}
	}
	for i := n.Parent; i >= 0; i = p.Nodes[i].Parent {
		if g := p.Nodes[i]; g.Kind == snapshot.Group && g.Name != "" && g.Layer == n.Layer {
			add("group", g.Name, 76)
		}
	}
	level := 9
	for i := node - 1; i >= 0; i-- {
		h := p.Nodes[i]
		if h.Kind != snapshot.Heading || h.Layer != n.Layer || h.Frame != n.Frame {
			continue
		}
		l := h.Level
		if l == 0 {
			l = 6
		}
		if l < level {
			level = l
			add("heading", h.Label(), 77)
		}
	}
	if layered {
		add("dialog", p.Layers[n.Layer].Name, 78)
		for _, i := range p.InLayer(n.Layer) {
			if o := p.Nodes[i]; o.Kind == snapshot.Text || o.Kind == snapshot.Heading {
				add("dialog", firstSentence(o.Label()), 76)
				if len(found) > 6 {
					break
				}
			}
		}
		if r.names.item != "" { // the part of a page that is about one thing is about what the page is about
			add("page", r.headline(), 62)
		}
		return found
	}
	add("title", p.Title, 65)
	return found
}

// headline is the first heading of the document itself, of the highest level.
func (r *reader) headline() string {
	best, level := "", 10
	for _, n := range r.page.Nodes {
		if n.Kind != snapshot.Heading || n.Entry >= 0 || r.page.Layers[n.Layer].Kind != snapshot.Document {
			continue
		}
		if l := cmp.Or(n.Level, 6); l < level {
			best, level = n.Label(), l
		}
	}
	return best
}

func firstSentence(s string) string {
	if len(s) <= 120 {
		return s
	}
	for i, r := range s {
		if ends(r) {
			return s[:i+len(string(r))]
		}
	}
	return s
}
