package intent

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// Languages are those that have a lexicon.
var Languages = []string{"en", "zh", "zh-TW", "ru", "uk", "bg", "es", "pt", "fr", "de", "it", "pl", "cs", "sk", "ro", "el", "tr", "vi", "th", "id", "ja", "ko", "ar"}

//go:embed lexicon/*.tsv
var files embed.FS

// A lexicon is what one language's words mean.
type lexicon struct {
	lang    string
	words   map[string][]sense // by folded phrase
	parts   map[string][]sense // halves of phrases that other words may stand between
	lengths map[rune]int       // by first rune: the longest phrase, in runes
	stems   map[string][]string
}

// A sense is one meaning of a phrase.
type sense struct {
	kind    kind
	meaning string
	half    int // 1 and 2: the first and second half of the phrase named meaning
}

var loaded [23]struct {
	once sync.Once
	lex  *lexicon
}

// lexiconOf loads a language when it is first asked for. The files are part of the program and
// tested whole: a fault in one is a fault of the build.
func lexiconOf(i int) *lexicon {
	if more := learned.Load(); more != nil && (*more)[i] != nil {
		return (*more)[i]
	}
	l := &loaded[i]
	l.once.Do(func() {
		name := "lexicon/" + Languages[i] + ".tsv"
		data, err := files.ReadFile(name)
		if err == nil {
			l.lex, err = parseLexicon(Languages[i], string(data))
		}
		if err != nil {
			panic("intent: " + err.Error())
		}
	})
	return l.lex
}

// Preload loads the languages that text in Latin letters may be in, those that every page needs. Without it they are
// loaded when they are first asked for, by a page that has to wait for them then.
func Preload() {
	for _, i := range script("a") {
		lexiconOf(i)
	}
}

// parseLexicon reads a lexicon: a line a meaning, "meaning<tab>kind<tab>phrase | phrase". A phrase
// with "…" in it has words in between. What is unknown, empty or there twice is an error.
func parseLexicon(lang, data string) (*lexicon, error) {
	l := &lexicon{lang: lang, words: map[string][]sense{}, parts: map[string][]sense{}, lengths: map[rune]int{}, stems: map[string][]string{}}
	lines := map[string]int{}
	for i, line := range strings.Split(data, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fault := func(format string, args ...any) error {
			return fmt.Errorf("lexicon %s, line %d: %s", lang, i+1, fmt.Sprintf(format, args...))
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 3 {
			return nil, fault("%d columns, want 3", len(cols))
		}
		meaning, k := cols[0], kind(cols[1])
		if want, ok := kinds[meaning]; !ok {
			return nil, fault("unknown meaning %q", meaning)
		} else if want != k {
			return nil, fault("%s is a %s, not a %q", meaning, want, k)
		}
		if first, ok := lines[meaning]; ok {
			return nil, fault("%s has a line already: %d", meaning, first)
		}
		lines[meaning] = i + 1
		seen := map[string]bool{}
		for _, phrase := range strings.Split(cols[2], " | ") {
			first, second, split := strings.Cut(phrase, "…")
			first, second = trimmed(fold(first, lang)), trimmed(fold(second, lang))
			if first == "" || split && second == "" {
				return nil, fault("%s has an empty phrase", meaning)
			}
			if seen[first+"…"+second] {
				return nil, fault("%s has %q twice", meaning, phrase)
			}
			seen[first+"…"+second] = true
			if split {
				l.addHalves(first, second, sense{kind: k, meaning: meaning})
			} else {
				l.add(first, sense{kind: k, meaning: meaning})
			}
		}
	}
	if len(l.words) == 0 {
		return nil, fmt.Errorf("lexicon %s: empty", lang)
	}
	return l, nil
}

// trimmed is a folded phrase without what parts sentences around it.
func trimmed(s string) string { return strings.Trim(s, ".,:;!?¿¡。！？؟、，：；…،؛ ") }

func (l *lexicon) addHalves(first, second string, s sense) {
	key := string(s.kind) + "\t" + s.meaning + "\t" + first
	l.parts[first] = append(l.parts[first], sense{meaning: key, half: 1, kind: s.kind})
	l.parts[second] = append(l.parts[second], sense{meaning: key, half: 2, kind: s.kind})
	l.long(first)
	l.long(second)
}

func (l *lexicon) add(phrase string, s sense) {
	l.words[phrase] = append(l.words[phrase], s)
	l.long(phrase)
	if (s.kind == verb || s.kind == object) && !strings.Contains(phrase, " ") {
		if r := []rune(phrase); len(r) >= 4 && !unspaced(r[0]) {
			stem := string(r[:4])
			l.stems[stem] = append(l.stems[stem], phrase)
		}
	}
}

func (l *lexicon) long(phrase string) {
	r, _ := utf8.DecodeRuneInString(phrase)
	l.lengths[r] = max(l.lengths[r], utf8.RuneCountInString(phrase))
}
