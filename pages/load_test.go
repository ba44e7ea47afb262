package pages

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each case edits the embedded description. The problem has to be told where the mark « is
// in what is put in, or else where the text between the % of what is wanted stands.
func TestLoadTellsWhatIsWrongAndWhere(t *testing.T) {
	for _, tt := range []struct{ name, old, edit, want string }{
		{"unknown key of an element", "    is: the captcha\n", "    is: the captcha\n    «colour: red\n", `unknown field "colour"`},
		{"unknown page", "captcha:\n  overlay:", "«riddle: {}\ncaptcha:\n  overlay:", `unknown field "riddle"`},
		{"unknown key of a way", "by: [{css: .miverify_wind}", "by: [{«xpath: //a}", `unknown field "xpath"`},
		{"duplicate key", "    is: the captcha\n", "    is: the captcha\n    «is: the riddle\n", `mapping key "is" already defined at [`},
		{"duplicate language", "    en: [Submit]\n", "    en: [Submit]\n    «en: [Leave]\n", `mapping key "en" already defined at [`},
		{"missing element", "  agree-popup:\n    is: the \"agree and continue\" button\n    by: [{role: button, word: agree-and-continue}, {role: link, word: agree-and-continue}, {text: agree-and-continue}]\n    seen: code, March 2026 (zh text)\n", "", "%sign-in:\n  form:%sign-in.agree-popup: the element is missing"},
		{"element that nothing reads", "identity:\n  page:\n", "identity:\n  «other-code: {is: the other code, by: [{css: .x}], seen: guessed}\n  page:\n", "identity.other-code: nothing reads this element"},
		{"element without anything", "  agree-popup:\n    is: the \"agree and continue\" button\n    by: [{role: button, word: agree-and-continue}, {role: link, word: agree-and-continue}, {text: agree-and-continue}]\n    seen: code, March 2026 (zh text)\n", "  «agree-popup:\n", "sign-in.agree-popup: by is missing: the ways to find it"},
		{"word without English", "  submit:\n    en: [Submit]\n", "  «submit:\n", "words.submit: English (en) is missing"},
		{"word of an unknown language", "    en: [Submit]\n", "    en: [Submit]\n    «xx: [Leave]\n", `words.submit.xx: languages has no "xx"`},
		{"no wording", "    en: [Submit]\n", "    en: [Submit]\n    «de: []\n", "words.submit.de: no wording"},
		{"empty wording", "    en: [Submit]\n", "    en: [Submit, «\"\"]\n", "words.submit.en.1: an empty wording"},
		{"wording of a number alone", "    en: [Submit]\n", "    en: [Submit, «\" %d \"]\n", "words.submit.en.1: an empty wording"},
		{"empty way", "by: [{css: .miverify_wind}", "by: [«{}, {css: .miverify_wind}", "captcha.overlay.by.0: the way is empty"},
		{"no way", "by: [{role: button, word: agree-and-continue}, {role: link, word: agree-and-continue}, {text: agree-and-continue}]", "by: []", "%agree-popup:\n    is: %sign-in.agree-popup: by is missing: the ways to find it"},
		{"ways for a device alone", "by: [{role: button, word: agree-and-continue}, {role: link, word: agree-and-continue}, {text: agree-and-continue}]", "by: [{text: $device}]", "%agree-popup:\n    is: %sign-in.agree-popup: by has no way that does without $device"},
		{"unknown word", "{role: button, word: agree-and-continue}", "{role: button, «word: try-harder}", `sign-in.agree-popup.by.0.word: words has no entry "try-harder"`},
		{"unknown text", "{text: captcha-check}", "{«text: captcha-czech}", `captcha.overlay.by.4.text: words has no entry "captcha-czech"`},
		{"unknown has", `by: [{css: '[role="alert"]', has: wrong-code}`, `by: [{css: '[role="alert"]', «has: past}`, `captcha.picture-wrong.by.0.has: words has no entry "past"`},
		{"word left empty", "{text: captcha-check}", "{«text: \"\"}", "captcha.overlay.by.4"},
		{"bad selector", "by: [{css: .miverify_wind}", "by: [{«css: 'a[b'}", `captcha.overlay.by.0.css: selector "a[b": unexpected EOF in attribute selector`},
		{"position", "by: [{css: .miverify_wind}", "by: [{«css: 'li:nth-child(2)'}", `captcha.overlay.by.0.css: selector "li:nth-child(2)": pseudo-class :nth-child is not supported`},
		{"empty selector", "by: [{css: .miverify_wind}", "by: [{«css: ''}", "captcha.overlay.by.0"},
		{"bad mask", "  - input[name=\"user\"]\n", "  - «'..x'\n", `masks.1: selector "..x": expected identifier, found . instead`},
		{"unknown role", "{role: button, word: agree-and-continue}", "{«role: knob, word: agree-and-continue}", `sign-in.agree-popup.by.0.role: unknown role "knob"`},
		{"word without role", "{role: button, word: agree-and-continue}", "{«word: agree-and-continue}", "sign-in.agree-popup.by.0.word: word is a name and needs a role; text does without"},
		{"text with role", "{role: button, word: agree-and-continue}", "{role: button, «text: agree-and-continue}", "sign-in.agree-popup.by.0.text: text goes without a role; a role's name is word"},
		{"has with a role without a name", "{role: button, word: agree-and-continue}", "{role: alert, «has: agree-and-continue}", `sign-in.agree-popup.by.0.has: the text of a role such as alert is not its name; find it with css: '[role="alert"]'`},
		{"number in a name", "{role: button, word: agree-and-continue}", "{role: button, «word: password-changed}", `sign-in.agree-popup.by.0.word: words "password-changed" hold %d or %s and can only be looked for with has`},
		{"seen missing", "    seen: saved pages, 2021-22; code 2026\n", "", "%overlay:\n    is: the captcha\n%captcha.overlay: seen is missing: where this is known from, and how sure"},
		{"is missing", "    is: the captcha\n", "    is: \"\"\n", "%overlay:\n    is: \"\"\n%captcha.overlay: is is missing: a noun phrase with its article"},
		{"bad host", "  cloud: [i.mi.com, ", "  cloud: [i.mi.com, «https://i.mi.com, ", `hosts.cloud.1: "https://i.mi.com" is no host such as i.mi.com or *.i.mi.com`},
		{"all hosts", "  cloud: [i.mi.com, ", "  cloud: [i.mi.com, «\"*.com\", ", `hosts.cloud.1: "*.com" is no host such as i.mi.com or *.i.mi.com`},
		{"not https", "https://account.xiaomi.com/pass/del\n", "«http://account.xiaomi.com/pass/del\n", `at.deletion.1: "http://account.xiaomi.com/pass/del" is not https`},
		{"a stranger's address", "https://account.xiaomi.com/pass/del\n", "«https://account.xiaomi.example/pass/del\n", `at.deletion.1: "https://account.xiaomi.example/pass/del" is on none of the hosts`},
		{"address of another host", "https://account.xiaomi.com/pass/del\n", "«//account.xiaomi.com/pass/del\n", `at.deletion.1: "//account.xiaomi.com/pass/del" is no address`},
		{"no address", "  device-list: [/find/v3/device/status/list, /find/device/full/status]", "  «device-list: []", "at.device-list: no address"},
		{"pattern of any host", "{url: static-verify.sec.xiaomi.com/*}", "{«url: '*/x'}", `captcha.frame.by.5.url: "*/x" leaves the host open; only *. before it may`},
		{"pattern of a stranger", "{url: static-verify.sec.xiaomi.com/*}", "{«url: mi.example/x}", `captcha.frame.by.5.url: "mi.example/x" is on none of the hosts`},
		{"pattern with a scheme", "{url: static-verify.sec.xiaomi.com/*}", "{«url: 'https://i.mi.com/'}", `captcha.frame.by.5.url: "https://i.mi.com/" is no host and path such as i.mi.com/find*`},
		{"bad locale", "  en: en_US\n", "  «en: english\n", `languages.en: "english" is no locale such as en_US`},
		{"reason for anything", "    words: [撤销云服务授权]", "    words: [\"\"]", "%class: [micloud]%reasons.7: an empty class or wording would fit any reason"},
		{"anchor", "    is: the captcha\n", "    is: «&a the captcha\n", "anchors, aliases and tags are not used here"},
		{"tag", "    is: the captcha\n", "    is: «!!str the captcha\n", "anchors, aliases and tags are not used here"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if n := strings.Count(string(embedded), tt.old); n != 1 {
				t.Fatalf("the description has %d times what is edited", n)
			}
			text := strings.Replace(string(embedded), tt.old, tt.edit, 1)
			want := tt.want
			if before, after, ok := strings.Cut(text, "«"); ok {
				text, want = before+after, placed(before, want)
			}
			if place, says, ok := strings.Cut(strings.TrimPrefix(want, "%"), "%"); ok && want[0] == '%' {
				before, _, _ := strings.Cut(text, place)
				want = placed(before, says)
			}
			s, err := Load([]byte(text))
			if err == nil || s != nil {
				t.Fatalf("it was loaded, err %v", err)
			}
			if got, _, _ := strings.Cut(err.Error(), "\n"); !strings.HasPrefix(got, want) {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
			var p *Problem
			if !errors.As(err, &p) || p.Line < 1 || p.Column < 1 {
				t.Errorf("%v has no place", err)
			}
		})
	}
}

// placed is what is told of the place that before ends at.
func placed(before, says string) string {
	column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
	return fmt.Sprintf("site.yaml:%d:%d: %s", strings.Count(before, "\n")+1, column, says)
}

func TestLoadTellsEverythingAtOnce(t *testing.T) {
	text := strings.Replace(string(embedded), "    is: the captcha\n", "    is: ''\n", 1)
	text = strings.Replace(text, "{text: agree-and-continue}", "{css: 'a['}", 1)
	text = strings.Replace(text, "  en: en_US\n", "  en: english\n", 1)
	_, err := Load([]byte(text))
	lines := strings.Split(fmt.Sprint(err), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], "languages.en") || !strings.Contains(lines[1], "sign-in.agree-popup") {
		t.Errorf("it tells\n%v", err)
	}
}

func TestLoadOfWhatIsNoDescription(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "site.yaml:1:1: ",
		"# nothing\n":      "site.yaml:1:1: ",
		"words: [":         "site.yaml:1:",
		"just words":       "site.yaml:1:1: ",
		"a: 1\n---\nb: 2":  "site.yaml:1:1: one document is wanted, there are 2",
		"\x00":             "site.yaml:1:1: ",
		"languages: [a,b]": "site.yaml:1:12: ",
	} {
		if _, err := Load([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// Whatever is given, Load ends, tells where what is wrong, or gives elements that can be looked for.
func FuzzLoad(f *testing.F) {
	parts, err := filepath.Glob("testdata/site/*.yaml")
	if err != nil || len(parts) == 0 {
		f.Fatalf("no corpus: %v", err)
	}
	for _, name := range parts {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add(embedded)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return // the embedded description
		}
		s, err := Load(data)
		if (s == nil) != (err != nil) {
			t.Fatalf("site %v, err %v", s, err)
		}
		if err != nil {
			var p *Problem
			if !errors.As(err, &p) || p.Line < 1 || p.Column < 1 || p.Says == "" {
				t.Fatalf("%q has no place", err)
			}
			return
		}
		s.elements(func(path string, e *Element) {
			if e.IsZero() {
				t.Fatalf("%s was loaded without a way", path)
			}
		})
	})
}
