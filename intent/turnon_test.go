package intent

import (
	"fmt"
	"slices"
	"testing"
)

// Whatever words of a language tell that Find Device is on: none is an offer to turn it on, and none says
// that it is off.
func TestOnIsNoOfferAndNotOff(t *testing.T) {
	all := 0
	for i, lang := range Languages {
		l := lexiconOf(i)
		var nouns, states []string
		for phrase, senses := range l.words {
			for _, s := range senses {
				switch {
				case s.kind == object && (s.meaning == "tracking" || s.meaning == "find-device"):
					nouns = append(nouns, phrase)
				case s.kind == state && (s.meaning == "enabled" || s.meaning == "located"):
					states = append(states, phrase)
				}
			}
		}
		slices.Sort(nouns)
		slices.Sort(states)
		forms := []string{"%s: %s", "%s: %s · Wi-Fi", "Mi 9 %s: %s"}
		for _, noun := range nouns {
			for _, is := range states {
				if all++; all%23 == 0 { // each third of them in another form
					text := fmt.Sprintf(forms[all%3], noun, is)
					p := pageOf(lang, heading(noun), button(text))
					if OffersTurnOn(p, 1) {
						t.Errorf("%s: %q is taken for an offer to turn it on", lang, text)
					}
					if s := Sentence(text, lang); s.Says == SaysOff {
						t.Errorf("%s: %q says that it is off", lang, text)
					}
				}
			}
		}
	}
	t.Logf("%d texts", all)
	for lang, label := range map[string]string{"en": "Turn on Find Device", "de": "Gerät finden einschalten", "zh": "打开查找设备", "ru": "Включить Поиск устройства"} {
		if !OffersTurnOn(pageOf(lang, button(label)), 0) {
			t.Errorf("%s: %q is no offer to turn it on", lang, label)
		}
	}
}
