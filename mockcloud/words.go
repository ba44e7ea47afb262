package mockcloud

import (
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"miacct/testdata/site"
)

// A dictionary holds the words of the pages in one language, by their keys.
type dictionary map[string]string

// dictionaries are by the first part of the language, "zh"; English stands in for words a language lacks.
var dictionaries = sync.OnceValue(readWords)

func wordsOf(lang string) dictionary {
	short, _, _ := strings.Cut(lang, "_")
	if d, ok := dictionaries()[short]; ok {
		return d
	}
	return dictionaries()["en"]
}

// fullLang makes of "zh", "zh-CN" or "zh_CN" the site's "zh_CN".
func fullLang(s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(s, "-", "_"), ";")
	short, region, _ := strings.Cut(s, "_")
	switch {
	case short == "":
		return "en_US"
	case region != "":
		return short + "_" + region
	case short == "en":
		return "en_US"
	case short == "zh":
		return "zh_CN"
	}
	return short
}

// readWords reads words.txt: a key on a line of its own, then indented lines of language and words.
func readWords() map[string]dictionary {
	text, err := fs.ReadFile(site.Files, "words.txt")
	if err != nil {
		panic(err) // embedded
	}
	all := map[string]dictionary{"en": {}}
	key := ""
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
		case !strings.HasPrefix(line, " "):
			key = strings.TrimSpace(line)
		default:
			lang, words, found := strings.Cut(strings.TrimSpace(line), " ")
			if !found || key == "" {
				panic(fmt.Sprintf("words.txt line %d: no words", i+1))
			}
			if all[lang] == nil {
				all[lang] = dictionary{}
			}
			all[lang][key] = strings.TrimSpace(words)
		}
	}
	for lang, d := range all {
		full := maps.Clone(all["en"])
		maps.Copy(full, d)
		all[lang] = full
	}
	return all
}
