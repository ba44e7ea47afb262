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

// script tells the languages that may write a text, by its letters.
func script(text string) []int {
	seen := map[string]bool{}
	for _, r := range text {
		switch {
		case r < 0x80 || !unicode.IsLetter(r):
			if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
				seen["latin"] = true
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			seen["ja"] = true
		case unicode.Is(unicode.Hangul, r):
			seen["ko"] = true
		case unicode.Is(unicode.Han, r):
			seen["han"] = true
		case unicode.Is(unicode.Thai, r):
			seen["th"] = true
		case unicode.Is(unicode.Cyrillic, r):
			seen["cyrillic"] = true
		case unicode.Is(unicode.Greek, r):
			seen["el"] = true
		case unicode.Is(unicode.Arabic, r):
			seen["ar"] = true
		default:
			seen["latin"] = true
		}
	}
	var langs []string
	for _, s := range []string{"ja", "ko", "th", "el", "ar"} {
		if seen[s] {
			langs = append(langs, s)
		}
	}
	if seen["cyrillic"] {
		langs = append(langs, "ru", "uk", "bg")
	}
	if seen["han"] && !seen["ja"] {
		langs = append(langs, "zh", "zh-TW", "ja")
	}
	if len(langs) == 0 && seen["latin"] {
		langs = []string{"en", "es", "pt", "fr", "de", "it", "pl", "cs", "sk", "ro", "tr", "vi", "id"}
	}
	found := make([]int, len(langs))
	for i, l := range langs {
		found[i] = slices.Index(Languages, l)
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
	skip := ""
	if r.skip != "" {
		skip = trimmed(fold(r.skip, l.lang))
	}
	c := l.parse(f, skip)
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
	if n := fold(r.names.item, lang); n != "" {
		known = append(known, name{n, itemRune})
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
	r.spoke = []int{}
	points := map[int]int{}
	n := 0
	for _, node := range r.page.Nodes {
		label := node.Label()
		candidates := script(label)
		if len(candidates) == 0 || len(label) > 200 {
			continue
		}
		if n++; n > 40 {
			break
		}
		for _, i := range candidates {
			points[i] += comprehended.of(lexiconOf(i), label)
		}
	}
	for i := range Languages {
		if points[i] > 0 {
			r.spoke = append(r.spoke, i)
		}
	}
	slices.SortStableFunc(r.spoke, func(a, b int) int { return points[b] - points[a] })
	return r.spoke
}

// comprehended keeps how much of a label each language understands: a page is read over and over, and
// most of it is the same each time.
var comprehended = &comprehension{known: map[spokenLabel]int{}}

type comprehension struct {
	mu    sync.Mutex
	known map[spokenLabel]int
}

type spokenLabel struct {
	lexicon *lexicon
	label   string
}

// mostUnderstood is how many labels are kept, by language.
const mostUnderstood = 1 << 14

func (c *comprehension) of(l *lexicon, label string) int {
	key := spokenLabel{l, label}
	c.mu.Lock()
	k, ok := c.known[key]
	c.mu.Unlock()
	if ok {
		return k
	}
	k, _ = l.parse(fold(label, l.lang), "").known()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) >= mostUnderstood {
		clear(c.known)
	}
	c.known[key] = k
	return k
}
