package intent

import (
	"strings"
	"testing"

	"miacct/snapshot"
)

func TestLearntWordsAreUnderstood(t *testing.T) {
	page := snapshot.Page{Lang: "en", Layers: []snapshot.Layer{{Kind: snapshot.Document}}, Nodes: []snapshot.Node{
		{Parent: -1, Entry: -1, Kind: snapshot.Button, Name: "Vaporise this device", For: []string{"native"}},
		{Parent: -1, Entry: -1, Kind: snapshot.Button, Name: "Don't vaporise this device", For: []string{"native"}},
	}}
	target := Target{Do: Delete, Of: Device}
	if m := Find(page, target); m.Found() {
		t.Fatalf("found without the word: %+v", m)
	}
	if lang, words := Unknown(page, 0); lang != "en" || len(words) != 1 || words[0] != "vaporise" {
		t.Errorf("unknown are %q in %q", words, lang)
	}
	forget, err := Learn(Word{"en", "remove", "Vaporise"})
	if err != nil {
		t.Fatal(err)
	}
	if m := Find(page, target); m.Node != 0 {
		t.Errorf("with the word: %+v", m)
	}
	forget()
	if m := Find(page, target); m.Found() {
		t.Errorf("found after it was forgotten: %+v", m)
	}
}

func TestWhatIsKnownIsNotTurnedAround(t *testing.T) {
	for _, tt := range []struct {
		word Word
		want string // in the error, "" for none
	}{
		{Word{"en", "delete", "Cancel"}, "known already, as cancel"},
		{Word{"en", "confirm", "Keep my account"}, "known already"},
		{Word{"en", "turn-off", "Turn on"}, "known already"},
		{Word{"de", "delete", "Abbrechen"}, "known already"},
		{Word{"zh", "delete", "取消"}, "known already"},
		{Word{"en", "cancel", "vaporise"}, "no such meaning"},
		{Word{"xx", "delete", "vaporise"}, "no such language"},
		{Word{"en", "delete", "…"}, "holds no word"},
		{Word{"en", "delete", "Delete"}, ""},
		{Word{"en", "delete", "vaporise"}, ""},
	} {
		forget, err := Learn(tt.word)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v", tt.word, err)
		}
		if err == nil {
			forget()
		}
	}
}
