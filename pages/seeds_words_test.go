package pages

import (
	"os"
	"strings"
	"testing"

	"miacct/browser"
	"miacct/mockcloud"
)

// The words of shapes are by another hand than what the program knows: in each language at
// least a third of the labels stand in neither the lexicon nor the site's description. Those
// of the controls that matter are counted by themselves too.
func TestWordsOfShapesAreTheirOwn(t *testing.T) {
	known := map[string]bool{}
	for _, langs := range load(t).Words {
		for _, wordings := range langs {
			for _, s := range wordings {
				known[browser.Folded(s)] = true
			}
		}
	}
	for line := range lines(t, "../intent/testdata/composed.tsv") {
		if column := strings.Split(line, "\t"); len(column) > 3 {
			known[browser.Folded(column[3])] = true
		}
	}
	matter := []string{"find", "settings", "off", "off_title", "off_yes", "keep", "mine", "remove", "remove_title", "remove_yes", "del_title", "del_button", "final_title", "final_yes", "devs_go"}
	for _, lang := range mockcloud.Languages() {
		for line := range lines(t, "../intent/lexicon/"+lang+".tsv") {
			if column := strings.Split(line, "\t"); len(column) > 2 {
				for s := range strings.SplitSeq(column[2], " | ") {
					known[browser.Folded(s)] = true
				}
			}
		}
		words := mockcloud.ShapeWords(lang)
		if len(words) != len(mockcloud.ShapeWords("en")) {
			t.Errorf("%s has %d labels, en has %d", lang, len(words), len(mockcloud.ShapeWords("en")))
		}
		share := func(keys []string) (own, all int) {
			for _, key := range keys {
				if len(words[key]) == 0 {
					t.Errorf("%s has no %s", lang, key)
				}
				for _, s := range words[key] {
					if all++; !known[browser.Folded(s)] {
						own++
					}
				}
			}
			return own, all
		}
		var every []string
		for key := range words {
			every = append(every, key)
		}
		for what, keys := range map[string][]string{"all labels": every, "labels that matter": matter} {
			own, all := share(keys)
			if own*3 < all {
				t.Errorf("%s: only %d of %d of %s are its own", lang, own, all, what)
			}
			t.Logf("%s: %d of %d of %s are its own", lang, own, all, what)
		}
	}
}

func lines(t *testing.T, file string) func(func(string) bool) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(b)) {
			if !yield(strings.TrimSuffix(line, "\n")) {
				return
			}
		}
	}
}
