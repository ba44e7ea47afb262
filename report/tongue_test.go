package report

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/trail"
)

// No word is missing in any language, none is there that is never used, and every word has the same places for names.
func TestNoWordIsMissingInAnyLanguage(t *testing.T) {
	var table wordsTable
	d := json.NewDecoder(bytes.NewReader(wordsFile))
	d.DisallowUnknownFields()
	ok(t, d.Decode(&table))
	langs := Languages()
	if !slices.Contains(langs, "en") || !slices.Contains(langs, "zh") {
		t.Fatalf("the languages are %q", langs)
	}
	check := func(kind, name string, words map[string]string, langs []string, like string) {
		if got := slices.Sorted(maps.Keys(words)); !slices.Equal(got, langs) {
			t.Errorf("%s %q has words in %q, not in %q", kind, name, got, langs)
		}
		for lang, w := range words {
			for _, place := range []string{"{}", "{=}"} {
				if strings.Count(w, place) != strings.Count(like, place) {
					t.Errorf("%s %q has other places for names in %s: %s", kind, name, lang, w)
				}
			}
			if w == "" || trail.Clean(w) != w {
				t.Errorf("%s %q is not to be shown in %s: %q", kind, name, lang, w)
			}
		}
	}
	for name, words := range table.Report {
		check("word", name, words, langs, words[English])
	}
	others := slices.DeleteFunc(slices.Clone(langs), func(l string) bool { return l == English })
	for english, words := range table.Run {
		check("phrase", english, words, others, english)
	}
	for english, words := range table.Screen {
		check("line", english, words, others, english)
	}
	used := string(wordsFile) // every name but those that are put together stands in a source
	for _, f := range []string{"report.tmpl.html", "wording.go", "story.go", "tongue.go"} {
		b, err := os.ReadFile(f)
		ok(t, err)
		used += string(b)
	}
	for name := range table.Report {
		base := strings.TrimSuffix(strings.TrimSuffix(name, "-one"), "-many")
		if !strings.Contains(name, ":") && !strings.HasPrefix(name, "picture-") && strings.Count(used, `"`+base+`"`)+strings.Count(used, `"`+name+`"`) < 2 {
			t.Errorf("the word %q is used nowhere", name)
		}
	}
	for _, name := range regexp.MustCompile(`\bt(?:\.word)? ?\(?"([a-z-]+)"`).FindAllStringSubmatch(used, -1) {
		if table.Report[name[1]] == nil {
			t.Errorf("the word %q is used and is not there", name[1])
		}
	}
}

// Every value that a report puts into words has one in every language.
func TestEveryOutcomeAndEventHasWords(t *testing.T) {
	for _, lang := range Languages() {
		s := speak(lang)
		for _, o := range []trail.Outcome{trail.Done, trail.AlreadySo, trail.Skipped, trail.Accepted, trail.Failed, trail.Refused, trail.Declined, trail.NobodyThere, trail.NotRecognised, trail.WrongAccount, trail.Unknown, trail.Interrupted} {
			for _, kind := range []string{"outcome:", "end:"} {
				if _, there := wordTable().Report[kind+string(o)]; !there {
					t.Errorf("%s: %s%s has no words", lang, kind, o)
				}
			}
		}
		for _, e := range []trail.Event{trail.EventNote, trail.EventSaid, trail.EventAsked, trail.EventAnswer} {
			if s.word("event:"+string(e)) == "" {
				t.Errorf("%s: the event %s has no words", lang, e)
			}
		}
		at := time.Date(2026, 11, 3, 20, 5, 9, 0, time.UTC)
		for _, layout := range []string{s.word("date"), s.word("date-time")} {
			shown := at.Format(layout)
			back, err := time.Parse(layout, shown)
			if err != nil || back.Format(layout) != shown || !strings.Contains(shown, "2026") || !strings.Contains(shown, "3") {
				t.Errorf("%s: the date is %q, %v", lang, shown, err)
			}
		}
		for d, want := range map[time.Duration][]string{-1: {}, 1500 * time.Millisecond: {"1.5"}, 31 * time.Second: {"31"}, 2*time.Minute + 3*time.Second: {"2", "3"}, 5*time.Hour + 6*time.Minute: {"5", "6"}} {
			if got := regexp.MustCompile(`[\d.]+`).FindAllString(s.took(at, at.Add(d)), -1); !slices.Equal(got, want) && len(got)+len(want) > 0 {
				t.Errorf("%s: %v is %q", lang, d, s.took(at, at.Add(d)))
			}
		}
	}
}

func TestNamesStandInPhrasesAsTheyAre(t *testing.T) {
	for english, want := range map[string]string{
		"turn off Find Device":                           "关闭查找设备",
		"turn off Find Device for “Mi 9”":                "为“Mi 9”关闭查找设备",
		"open “Mi 9 in find device” in Find Device":      "在查找设备中打开“Mi 9 in find device”",
		"remove “delete the account”":                    "移除“delete the account”",
		"stop before delete the account":                 "在此之前停止：删除账号",
		"remove “{} and {=} and %s”":                     "移除“{} and {=} and %s”",
		"verify that “<b>x</b>” is removed":              "确认“<b>x</b>”已移除",
		"3 of the account's own devices are in the list": "列表中有 3 台账号本人的设备",
	} {
		if got, known := Said("zh-CN", english); got != want || !known {
			t.Errorf("%q is %q, %v; want %q", english, got, known, want)
		}
		if got, known := Said("", english); got != english || !known {
			t.Errorf("in English %q is %q", english, got)
		}
	}
	if got, known := Said("zh", "something new"); got != "something new" || known {
		t.Errorf("what there are no words for is %q, %v", got, known)
	}
}

// told is a whole trail of a run in lang, and its report.
func told(t *testing.T, lang string) (dir, page string) {
	t.Helper()
	record, err := trail.Create(t.TempDir(), trail.Run{Command: "web-delete", Account: "12••••78", Cloud: "https://i.mi.com", Tool: "0.1", System: "linux/amd64", Lang: lang, Mock: true}, trail.Options{Keys: t.TempDir(), Now: clock(), Report: HTML{}})
	ok(t, err)
	tellAll(t, record, "<i>Words</i> of the site")
	e, err := record.Begin("verify that “Mi 9” is removed")
	ok(t, err)
	ok(t, e.End(trail.Refused, "verified off", "", nil))
	ok(t, record.Result(trail.Done, "The account is deleted: a new sign-in was refused because there is no such account. The site's own confirmation was not seen.", 0))
	b, err := os.ReadFile(Path(record.Dir()))
	ok(t, err)
	return record.Dir(), string(b)
}

func TestTheReportIsInTheRunsLanguage(t *testing.T) {
	dir, page := told(t, "zh-CN")
	for _, want := range []string{
		`<html lang="zh-Hans">`, "已完成，并已在网站上看到", "2026年11月23日 19:15", "账号已删除：新的登录因没有此账号而被拒绝。", "确认“Mi 9”已移除",
		"被拒绝", `<span lang="en">between two steps</span>`, ` lang="zh-CN">&lt;i&gt;Words&lt;/i&gt; of the site<`, `<span lang="en">click the sign-in button</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report does not hold %s", want)
		}
	}
	for _, english := range []string{"Devices", "Step by step", "Someone", "Find Device", "Test run"} {
		if strings.Contains(page[strings.Index(page, "<body>"):], english) {
			t.Errorf("the report holds the English word %q", english)
		}
	}
	// It is shown in English on request, and that is still the same record.
	path, err := Write(dir, "en")
	ok(t, err)
	b, err := os.ReadFile(path)
	ok(t, err)
	if !bytes.Contains(b, []byte(`<html lang="en">`)) || !bytes.Contains(b, []byte("Done, and seen on the site")) || !bytes.Contains(b, []byte(`lang="zh-CN"`)) {
		t.Error("it is not in English with the site's words in Chinese")
	}
	if v, err := trail.Verify(dir, HTML{}); err != nil || !v.Whole() {
		t.Errorf("%v, %v", v.Problems, err)
	}
}

func TestALanguageWithoutWordsFallsBackToEnglishAndSaysSo(t *testing.T) {
	_, page := told(t, "ru-RU")
	for _, want := range []string{`<html lang="en">`, "This report is in English; it is not available in “ru-RU”.", ` lang="ru-RU"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the report does not hold %s", want)
		}
	}
	_, page = told(t, "")
	if strings.Contains(page, "not available in") {
		t.Error("a run without a language has a report that excuses itself")
	}
}

// The table reads the same however it is read: nothing in it stands twice.
func TestNoWordIsThereTwice(t *testing.T) {
	d := json.NewDecoder(bytes.NewReader(wordsFile))
	var keys []string
	depth := 0
	var seen []map[string]bool
	key := true
	for {
		tok, err := d.Token()
		if err != nil {
			break
		}
		switch tok := tok.(type) {
		case json.Delim:
			if tok == '{' {
				depth++
				seen = append(seen, map[string]bool{})
			} else {
				depth--
				seen = seen[:len(seen)-1]
			}
			key = true
		case string:
			if key {
				if seen[depth-1][tok] {
					keys = append(keys, tok)
				}
				seen[depth-1][tok] = true
			}
			key = !key
		}
	}
	if !reflect.DeepEqual(keys, []string(nil)) {
		t.Errorf("there twice: %q", keys)
	}
}

// The last steps, what is agreed to and what was held back are what a reader needs most.
func TestTheEndOfAReportIsInItsLanguage(t *testing.T) {
	steps := []string{"confirm the deletion", "delete with devices still signed in", "agree to cookies", "agree and continue", "skip what can be skipped"}
	record := create(t)
	for _, name := range steps {
		e, err := record.Begin(name)
		ok(t, err)
		ok(t, e.End(trail.Done, "", "", nil))
	}
	ok(t, record.Note(trail.EventHeld, "cdn.example: 3"))
	ok(t, record.Result(trail.Done, "", 0))
	path, err := Write(record.Dir(), "zh-CN")
	ok(t, err)
	b, err := os.ReadFile(path)
	ok(t, err)
	for _, words := range append(steps, "Blocked hosts", "The browser could reach") {
		if strings.Contains(string(b), words) || strings.Contains(string(b), capital(words)) {
			t.Errorf("the report in Chinese says %q", words)
		}
	}
	if !strings.Contains(string(b), "被拦下的主机") {
		t.Error("the hosts that were held back are missing")
	}
}
