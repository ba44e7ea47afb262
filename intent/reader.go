package intent

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"miacct/snapshot"
)

const (
	itemRune  = '\uE000' // stands for the name of the thing a target is about
	otherRune = '\uE001' // for the name of another one
)

// A reader reads the texts of one page.
type reader struct {
	page  snapshot.Page
	first int   // the page's language, -1 if it does not say
	spoke []int // languages that the page's texts are in, the most frequent first; nil until asked
	names names
	skip  string // tests: a label that the lexicon must not know
	memo  map[string]clause
}

func newReader(page snapshot.Page, n names) *reader {
	return &reader{page: page, first: language(page.Lang), names: n, memo: map[string]clause{}}
}

// language is the index of the lexicon for a language tag, -1 if there is none.
func language(tag string) int {
	tag = strings.ReplaceAll(tag, "_", "-")
	low := strings.ToLower(tag)
	base, rest, _ := strings.Cut(low, "-")
	switch base {
	case "in":
		base = "id"
	case "zh":
		if strings.Contains(rest, "hant") || strings.Contains(rest, "tw") || strings.Contains(rest, "hk") || strings.Contains(rest, "mo") {
			base = "zh-TW"
		}
	}
	return slices.Index(Languages, base)
}

// Languages by the letters that they are written in.
var (
	latin    = languages("en", "es", "pt", "fr", "de", "it", "pl", "cs", "sk", "ro", "tr", "vi", "id")
	cyrillic = languages("ru", "uk", "bg")
	han      = languages("zh", "zh-TW", "ja")
	japanese = languages("ja")
	korean   = languages("ko")
	thai     = languages("th")
	greek    = languages("el")
	arabic   = languages("ar")
)

func languages(tags ...string) []int {
	found := make([]int, len(tags))
	for i, l := range tags {
		found[i] = slices.Index(Languages, l)
	}
	return found
}

// script tells the languages that may write a text, by its letters. The answer is only read.
func script(text string) []int {
	var ja, ko, zh, th, cy, el, ar, la bool
	for _, r := range text {
		switch {
		case r < 0x80 || !unicode.IsLetter(r):
			la = la || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			ja = true
		case unicode.Is(unicode.Hangul, r):
			ko = true
		case unicode.Is(unicode.Han, r):
			zh = true
		case unicode.Is(unicode.Thai, r):
			th = true
		case unicode.Is(unicode.Cyrillic, r):
			cy = true
		case unicode.Is(unicode.Greek, r):
			el = true
		case unicode.Is(unicode.Arabic, r):
			ar = true
		default:
			la = true
		}
	}
	var found []int
	for _, s := range []struct {
		has   bool
		langs []int
	}{{ja, japanese}, {ko, korean}, {th, thai}, {el, greek}, {ar, arabic}, {cy, cyrillic}, {zh && !ja, han}} {
		switch {
		case !s.has:
		case found == nil:
			found = slices.Clip(s.langs)
		default:
			found = append(found, s.langs...)
		}
	}
	if found == nil && la {
		return latin
	}
	return found
}

// read takes a text apart in the language that understands most of it: the page's own first, then
// those that other texts of the page are in, then any of its script.
func (r *reader) read(text string) clause {
	if c, ok := r.memo[text]; ok {
		return c
	}
	c := r.parse(text)
	r.memo[text] = c
	return c
}

func (r *reader) parse(text string) clause {
	candidates := script(text)
	if len(candidates) == 0 {
		return r.in(max(r.first, 0), text)
	}
	var best clause
	have := false
	take := func(i int) bool {
		c := r.in(i, text)
		if !have {
			best, have = c, true
		} else {
			k, w := c.known()
			bk, bw := best.known()
			if k*max(bw, 1) > bk*max(w, 1) {
				best = c
			}
		}
		return len(best.over) == 0
	}
	if slices.Contains(candidates, r.first) && take(r.first) {
		return best
	}
	if len(candidates) == 1 {
		take(candidates[0])
		return best
	}
	// What the page's own language reads only in part is another language's only if that
	// one reads all of it.
	own, partly := best, have
	if partly {
		if k, _ := own.known(); k == 0 {
			partly = false
		}
	}
	for _, i := range r.spoken() {
		if i != r.first && slices.Contains(candidates, i) && take(i) {
			return best
		}
	}
	for _, i := range candidates {
		if i != r.first && !slices.Contains(r.spoke, i) && take(i) {
			return best
		}
	}
	if partly {
		return own
	}
	return best
}

func (r *reader) in(lang int, text string) clause {
	l := lexiconOf(lang)
	f := r.masked(fold(text, l.lang), l.lang)
	var c clause
	if r.skip != "" {
		c = l.parse(f, trimmed(fold(r.skip, l.lang)))
	} else {
		c = parsed.of(l, f, func() clause { return l.parse(f, "") })
	}
	c.tokens = slices.Clip(c.tokens)
	c.taught(r.names.called, r.names.means)
	return c
}

// masked puts a letter in place of the names that the reader knows.
func (r *reader) masked(text, lang string) string {
	type name struct {
		folded string
		mark   rune
	}
	var known []name
	for _, own := range append([]string{r.names.item}, r.names.labels...) {
		if n := fold(own, lang); n != "" {
			known = append(known, name{n, itemRune})
		}
	}
	for _, o := range r.names.others {
		if n := fold(o, lang); n != "" && n != fold(r.names.item, lang) {
			known = append(known, name{n, otherRune})
		}
	}
	slices.SortStableFunc(known, func(a, b name) int { return len(b.folded) - len(a.folded) })
	for _, n := range known {
		for from := 0; ; {
			i := strings.Index(text[from:], n.folded)
			if i < 0 {
				break
			}
			i += from
			j := i + len(n.folded)
			if !bounded(text, i, j) {
				from = i + 1
				continue
			}
			text = text[:i] + " " + string(n.mark) + " " + text[j:]
			from = i + 4
		}
	}
	return text
}

// bounded reports whether text[i:j] is whole words.
func bounded(text string, i, j int) bool {
	before, after := []rune(text[:i]), []rune(text[j:])
	in := []rune(text[i:j])
	if len(before) > 0 && part(before[len(before)-1]) && !unspaced(before[len(before)-1]) && !unspaced(in[0]) {
		return false
	}
	return len(after) == 0 || !part(after[0]) || unspaced(after[0]) || unspaced(in[len(in)-1])
}

// spoken are the languages of the page's texts, by how much of them each understands.
func (r *reader) spoken() []int {
	if r.spoke != nil {
		return r.spoke
	}
	if len(r.page.Nodes) == 1 { // a text by itself
		r.spoke = spoken(r.page)
	} else {
		r.spoke = spokenOn.Of(r.page, spoken)
	}
	return r.spoke
}

var spokenOn snapshot.Derived[[]int]

func spoken(page snapshot.Page) []int {
	spoke := []int{}
	points := map[int]int{}
	n := 0
	for _, node := range page.Nodes {
		label := node.Label()
		candidates := script(label)
		if len(candidates) == 0 || len(label) > 200 {
			continue
		}
		if n++; n > 40 {
			break
		}
		for _, i := range candidates {
			l := lexiconOf(i)
			points[i] += comprehended.of(l, label, func() int {
				k, _ := l.parse(fold(label, l.lang), "").known()
				return k
			})
		}
	}
	for i := range Languages {
		if points[i] > 0 {
			spoke = append(spoke, i)
		}
	}
	slices.SortStableFunc(spoke, func(a, b int) int { return points[b] - points[a] })
	return spoke
}

// A lexiconText is a text that a lexicon reads.
type lexiconText struct {
	lexicon *lexicon
	text    string
}

// A page is read over and over, by many readers, and most of it is the same each time.
var (
	comprehended = &memory[int]{kept: map[lexiconText]int{}}       // how many runes of a label are understood
	parsed       = &memory[clause]{kept: map[lexiconText]clause{}} // folded texts taken apart: nobody writes into a clause
)

// mostKept is how many texts a memory keeps.
const mostKept = 1 << 13

// A memory keeps what was made of texts.
type memory[T any] struct {
	mu   sync.Mutex
	kept map[lexiconText]T
}

func (m *memory[T]) of(l *lexicon, text string, compute func() T) T {
	key := lexiconText{l, text}
	m.mu.Lock()
	v, ok := m.kept[key]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = compute()
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.kept) >= mostKept {
		clear(m.kept)
	}
	m.kept[key] = v
	return v
}
