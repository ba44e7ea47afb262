package report

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"miacct/trail"
)

// A tongue puts a report into words of one language. All words are in words.json: those of
// the report by a name of their own, and what a run records of itself by the English of it.
type tongue struct {
	lang    string // of words.json
	lacks   string // the language that was asked for, if there are no words in it
	phrases []phrase
}

//go:embed words.json
var wordsFile []byte

// English is the language that everything recorded is in, and that a report falls back to.
const English = "en"

type wordsTable struct {
	Report map[string]map[string]string // name, language
	Run    map[string]map[string]string // English with {} for names and {=} for another phrase, language
	Screen map[string]map[string]string // the same, of what only the screen says
}

var wordTable = sync.OnceValue(func() (t wordsTable) {
	if err := json.Unmarshal(wordsFile, &t); err != nil {
		panic(err) // a test reads it
	}
	return t
})

// Speaks returns the language of words.json that a report for lang is in: English if there is none for it.
func Speaks(lang string) (spoken string, exactly bool) {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	if _, there := wordTable().Report["html-lang"][base]; there {
		return base, true
	}
	return English, base == ""
}

// Languages are those that a report can be in.
func Languages() []string { return slices.Sorted(maps.Keys(wordTable().Report["html-lang"])) }

func speak(lang string) *tongue {
	t := &tongue{}
	exactly := false
	if t.lang, exactly = Speaks(lang); !exactly {
		t.lacks = lang
	}
	t.phrases = phrasesIn(t.lang, wordTable().Run)
	return t
}

// screenTongues are the tongues of screens, by language: they are asked for with every line.
var screenTongues sync.Map

// OnScreen puts a line of the screen into lang, as far as there are words for it.
func OnScreen(lang, line string) string {
	v, known := screenTongues.Load(lang)
	if !known {
		t := speak(lang)
		t.phrases = append(phrasesIn(t.lang, wordTable().Screen), t.phrases...)
		v, _ = screenTongues.LoadOrStore(lang, t)
	}
	said, _ := v.(*tongue).say(line)
	return said
}

// OutcomeIn is an outcome in lang.
func OutcomeIn(lang string, o trail.Outcome) string {
	if s, exactly := Speaks(lang); exactly && s != English {
		return speak(lang).text("outcome:" + string(o))
	}
	return string(o)
}

// word is the word of that name, with args in the places of its {}.
func (t *tongue) word(name string, args ...any) string { return fill(t.text(name), args) }

func (t *tongue) text(name string) string {
	w := wordTable().Report[name]
	if s, there := w[t.lang]; there {
		return s
	}
	return w[English]
}

// has reports whether there is a word of that name.
func (t *tongue) has(name string) bool { return t.text(name) != "" }

// counted is the word for one or for many.
func (t *tongue) counted(n int, name string) string {
	if n == 1 {
		return t.word(name + "-one")
	}
	return t.word(name + "-many")
}

// A phrase is a sentence of a run, with names in it, in another language.
type phrase struct {
	is     *regexp.Regexp
	phrase []bool // of its places: another phrase stands there
	in     string
}

var places = regexp.MustCompile(`\{=?\}`)

func phrasesIn(lang string, table map[string]map[string]string) (all []phrase) {
	var english []string
	for e, in := range table {
		if in[lang] != "" {
			english = append(english, e)
		}
	}
	// Of two that fit, the one that says more is meant.
	slices.SortFunc(english, func(a, b string) int {
		if n := len(b) - len(a); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	place := strings.NewReplacer(`\{\}`, `(.+)`, `\{=\}`, `(.+)`)
	for _, e := range english {
		p := phrase{is: regexp.MustCompile(`^` + place.Replace(regexp.QuoteMeta(e)) + `$`), in: table[e][lang]}
		for _, place := range places.FindAllString(e, -1) {
			p.phrase = append(p.phrase, place == "{=}")
		}
		all = append(all, p)
	}
	return all
}

// say puts what a run recorded of itself into the tongue, if there are words for it.
func (t *tongue) say(s string) (said string, known bool) {
	if t.lang == English || s == "" {
		return s, true
	}
	for _, p := range t.phrases {
		m := p.is.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		var names, inner []string
		for i, isPhrase := range p.phrase {
			if isPhrase {
				said, _ := t.say(m[i+1])
				inner = append(inner, said)
			} else {
				names = append(names, m[i+1])
			}
		}
		return places.ReplaceAllStringFunc(p.in, func(place string) (put string) {
			from := &names
			if place == "{=}" {
				from = &inner
			}
			put, *from = (*from)[0], (*from)[1:]
			return put
		}), true
	}
	return s, false
}

// ours is what a run recorded of itself for the page: marked as English where there are no words for it.
func (t *tongue) ours(s string) template.HTML {
	said, known := t.say(s)
	text := template.HTML(template.HTMLEscapeString(said))
	if !known {
		return `<span lang="en">` + text + `</span>`
	}
	return text
}

// plain is a value as it stands in a sentence.
func plain(a any) string {
	switch a := a.(type) {
	case string:
		return a
	case *int:
		return strconv.Itoa(*a)
	}
	return fmt.Sprint(a)
}

// Said puts a sentence that a run recorded of itself into lang. known is false if there are no words for it.
func Said(lang, sentence string) (said string, known bool) { return speak(lang).say(sentence) }

// fill puts args into the places of s, in their order.
func fill(s string, args []any) string {
	var b strings.Builder
	for _, a := range args {
		before, after, found := strings.Cut(s, "{}")
		b.WriteString(before)
		if found {
			b.WriteString(plain(a))
		}
		s = after
	}
	return b.String() + s
}
