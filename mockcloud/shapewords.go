package mockcloud

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"miacct/testdata/site"
)

// Languages are those that shapes come in.
func Languages() []string {
	return []string{"ar", "bg", "cs", "de", "el", "en", "es", "fr", "id", "it", "ja", "ko", "pl", "pt", "ro", "ru", "sk", "th", "tr", "uk", "vi", "zh", "zh-TW"}
}

// regions are the parts of the site's names of languages that are not the language's own name in capitals.
var regions = map[string]string{"ar": "AR", "cs": "CZ", "el": "GR", "en": "US", "ja": "JP", "ko": "KR", "pt": "BR", "uk": "UA", "vi": "VN", "zh": "CN"}

// locale makes of "zh-TW" the site's "zh_TW", and of "de" its "de_DE".
func locale(lang string) string {
	short, region, _ := strings.Cut(lang, "-")
	if region == "" {
		if region = regions[short]; region == "" {
			region = strings.ToUpper(short)
		}
	}
	return short + "_" + region
}

// ShapeWords returns all wordings of shapes in a language, by what they are for.
func ShapeWords(lang string) map[string][]string { return shapeWords()[lang] }

var shapeWords = sync.OnceValue(readShapeWords)

// readShapeWords reads a file a language: "key = wording | wording".
func readShapeWords() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for _, lang := range Languages() {
		text, err := fs.ReadFile(site.Files, "shapes/words/"+lang+".txt")
		if err != nil {
			panic(err) // embedded
		}
		all[lang] = map[string][]string{}
		for i, line := range strings.Split(string(text), "\n") {
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			key, words, found := strings.Cut(line, " = ")
			if !found || all[lang][key] != nil {
				panic(fmt.Sprintf("%s.txt line %d", lang, i+1))
			}
			for w := range strings.SplitSeq(words, " | ") {
				all[lang][key] = append(all[lang][key], strings.TrimSpace(w))
			}
		}
	}
	return all
}

// Words returns one wording of each label, the same for a seed each time.
func (s Shape) Words() map[string]string {
	all, c := shapeWords()[s.Lang], seeded(s.Seed, 3)
	words := map[string]string{}
	var keys []string
	for key := range all {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		words[key] = c.one(all[key]...)
	}
	return words
}
