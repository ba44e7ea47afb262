package pages

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var others = strings.Fields("ru uk bg es pt fr de it pl cs sk ro el tr vi th id ja ko ar")

func TestEnglishAndChineseAreComplete(t *testing.T) {
	for entry, langs := range load(t).Words {
		for _, lang := range []string{"en", "zh", "zh-TW"} {
			if len(langs[lang]) == 0 {
				t.Errorf("%s has no %s", entry, lang)
			}
		}
	}
}

// The language a wording is under is the one its letters belong to.
func TestWordingsAreInTheirLanguagesLetters(t *testing.T) {
	letters := map[string]*regexp.Regexp{
		"zh": regexp.MustCompile(`\p{Han}`), "zh-TW": regexp.MustCompile(`\p{Han}`), "el": regexp.MustCompile(`\p{Greek}`),
		"th": regexp.MustCompile(`\p{Thai}`), "ko": regexp.MustCompile(`\p{Hangul}`), "ar": regexp.MustCompile(`\p{Arabic}`),
		"ru": regexp.MustCompile(`\p{Cyrillic}`), "uk": regexp.MustCompile(`\p{Cyrillic}`), "bg": regexp.MustCompile(`\p{Cyrillic}`),
		"ja": regexp.MustCompile(`\p{Hiragana}|\p{Katakana}|\p{Han}`),
	}
	for entry, langs := range load(t).Words {
		for lang, wordings := range langs {
			for _, s := range wordings {
				if rx := letters[lang]; rx != nil && !rx.MatchString(s) && s != "OK" && s != "PIN" {
					t.Errorf("%s, %s: %q", entry, lang, s)
				}
				if lang == "en" && regexp.MustCompile(`\p{Han}|\p{Cyrillic}`).MatchString(s) {
					t.Errorf("%s, en: %q", entry, s)
				}
			}
		}
	}
}

func TestBothSpellingsOfAccountAreKnown(t *testing.T) {
	for entry, langs := range load(t).Words {
		all := strings.Join(langs["zh"], "\n")
		if strings.Contains(all, "帐号") != strings.Contains(all, "账号") {
			t.Errorf("%s has only one of 帐号 and 账号: %s", entry, all)
		}
	}
}

// What Xiaomi's apps say in all their languages is there in all of them. A language is left
// out where the apps' wording was not recorded, or would be mistaken for another control's.
func TestWordsOfTheAppsAreInAllTheirLanguages(t *testing.T) {
	without := map[string]string{
		"find-device": "", "settings": "", "turn-off-find": "", "off": "es pl id tr vi th", "could-not-turn-off": "",
		"password-changed": "", "my-devices": "", "linked-devices": "", "delete-device": "uk bg pt fr de it el tr th ja ko ar",
		"remove": "", "wrong-code": "", "ok": "",
	}
	words := load(t).Words
	for entry, gone := range without {
		for _, lang := range others {
			if got, want := len(words[entry][lang]) > 0, !slices.Contains(strings.Fields(gone), lang); got != want {
				t.Errorf("%s in %s: there %t, want %t", entry, lang, got, want)
			}
		}
	}
}

// A few wordings, from one end of the tables to the other, letter by letter.
func TestWordingsOfTheApps(t *testing.T) {
	words := load(t).Words
	for _, tt := range []struct{ entry, lang, want string }{
		{"find-device", "bg", "Открий устройството"},
		{"find-device", "ro", "Găsiți dispozitivul"},
		{"turn-off-find", "tr", "Cihazı bul özelliğini kapat"},
		{"could-not-turn-off", "bg", "Неуспешно изключване на Открий устройството"},
		{"password-changed", "th", "คุณได้เปลี่ยนรหัสผ่านของคุณเมื่อ 3 วันก่อน ไม่สามารถปิดการค้นหาอุปกรณ์ได้ในขณะนี้เนื่องจากเหตุผลด้านความปลอดภัย"},
		{"my-devices", "it", "I miei dispositivi"},
		{"remove", "ar", "إزالة"},
		{"wrong-code", "ar", "الرمز الذي أدخلته غير صحيح"},
	} {
		if !slices.Contains(words[tt.entry][tt.lang], tt.want) {
			t.Errorf("%s in %s: %q is not among %q", tt.entry, tt.lang, tt.want, words[tt.entry][tt.lang])
		}
	}
}

func TestEveryEntryIsUsed(t *testing.T) {
	s := load(t)
	used := map[string]bool{}
	for _, entry := range readEntries {
		used[entry] = true
	}
	s.elements(func(_ string, e *Element) {
		for _, w := range e.By {
			used[w.Word], used[w.Text], used[w.Has] = true, true, true
		}
	})
	for entry := range s.Words {
		if !used[entry] {
			t.Errorf("nothing uses %s", entry)
		}
	}
}

// A control that does something and the one that leaves it undone share no word in any
// two languages: a page in one language is never answered by a word of another.
func TestOppositesShareNoWord(t *testing.T) {
	s := load(t)
	for name, pair := range map[string][2][]Element{
		// A sight that something is so is no word of the control that makes it so.
		"off":      {{s.Find.turnOff}, {s.Find.off}},
		"accounts": {{s.SignIn.noAccount}, {s.SignIn.wrong, s.SignIn.badName, s.SignIn.suspended, s.SignIn.noPassword, s.SignIn.tooMany, s.SignIn.otherError}},
	} {
		does, leaves := saidBy(pair[0]), saidBy(pair[1])
		if len(does) == 0 || len(leaves) == 0 {
			t.Errorf("%s: nothing to compare", name)
		}
		for s := range does {
			if leaves[s] {
				t.Errorf("%s: %q is said by both", name, s)
			}
		}
	}
}

// No message that is looked for within texts fits those that say something else.
func TestRefusalsAreNotLookedForWithinTexts(t *testing.T) {
	s := load(t)
	for _, w := range s.Find.couldNot.ways {
		if w.Has != nil {
			t.Errorf("could-not looks within texts, so it fits those of other refusals: %q", w.Has)
		}
	}
	for _, w := range s.SignIn.noAccount.ways {
		if w.Has != nil {
			t.Errorf("no-account looks within texts, so it fits those that prove nothing: %q", w.Has)
		}
	}
}

func TestPartsAroundANumber(t *testing.T) {
	for s, want := range map[string]string{
		"Send code to %s": "Send code to",
		"You've changed your password within last %d days. Can't turn off Find device now due to security reasons.": "days. Can't turn off Find device now due to security reasons.",
		"no number": "no number",
		"%d":        "",
	} {
		if got := longestPart(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func saidBy(elements []Element) map[string]bool {
	said := map[string]bool{}
	for _, e := range elements {
		for _, w := range e.ways {
			for _, s := range slices.Concat(w.Words, w.Has) {
				said[folded(s)] = true
			}
		}
	}
	delete(said, "")
	return said
}

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
