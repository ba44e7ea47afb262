package pages

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miacct/snapshot"
)

// TestKeptPages reads every page that was sent in: what is made of it stands beside it. Where
// that is to change, make fixture writes it anew.
func TestKeptPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("pages are %q: %v", files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text := readFile(t, file)
			page, err := snapshot.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			if clean := page.Redacted(); clean.Format(snapshot.FormatOptions{Clear: true}) != page.Format(snapshot.FormatOptions{Clear: true}) {
				t.Error("it holds something personal")
			}
			var got strings.Builder
			if err := load(t).Explain(&got, text); err != nil {
				t.Fatal(err)
			}
			if want := readFile(t, strings.TrimSuffix(file, ".txt")+".want"); got.String() != want {
				t.Errorf("it is read as\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A page of each kind whose decisive word no lexicon has, and which words of site.yaml would mend it.
func TestSuggestedWordsMakeThePageUnderstood(t *testing.T) {
	for _, tt := range []struct{ name, page, lang, meaning, phrase, what string }{
		{"remove in an entry", `page "https://i.mi.com/settings" lang="en"
layer "document"
entry
- heading "My devices" level=1
- text "<name>" entry=0
- button "Vaporise" entry=0 for="native"
`, "en", "remove", "vaporise", "remove a device"},
		{"turn off in a menu", `page "https://i.mi.com/find" lang="en"
layer "menu" name="<name>"
layer "document"
- text "<name>" layer=1
- menuitem "Vaporise Find Device" layer=0 for="native"
- menuitem "Play sound" layer=0 for="native"
`, "en", "turn-off", "vaporise", "turn off Find Device"},
		{"delete the account", `page "https://account.xiaomi.com/pass/del" title="Delete Mi Account" lang="en"
layer "document"
- heading "Delete Mi Account" level=1
- button "Vaporise my Mi Account" for="native"
`, "en", "delete", "vaporise", "delete the account"},
		{"sign in, in German", `page "https://account.xiaomi.com/" lang="de"
layer "document"
- heading "Xiaomi-Konto" level=1
- field "E-Mail"
- button "Reinspaziert" for="native"
`, "de", "sign-in", "reinspaziert", "sign in"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page, err := snapshot.Parse(tt.page)
			if err != nil {
				t.Fatal(err)
			}
			all, _ := load(t).suggestions(page)
			found := false
			for _, g := range all {
				found = found || g.Lang == tt.lang && g.Meaning == tt.meaning && g.Phrase == tt.phrase && len(g.what) == 1 && g.what[0] == tt.what
			}
			if !found {
				t.Errorf("suggestions are %+v", all)
			}
			var before, after, lines strings.Builder
			if err := load(t).Explain(&before, tt.page); err != nil || strings.Contains(before.String(), "taken for the control to "+tt.what) {
				t.Errorf("before: %v\n%s", err, &before)
			}
			if err := load(t).Suggest(&lines, tt.page); err != nil || !strings.Contains(lines.String(), "#   "+tt.meaning+`: ["`+tt.phrase+`"]`) {
				t.Errorf("%v\n%s", err, &lines)
			}
			mended, err := Load([]byte(strings.Replace(string(embedded), "meanings: {}", "meanings:\n  "+tt.lang+":\n    "+tt.meaning+`: ["`+tt.phrase+`"]`, 1)))
			if err != nil {
				t.Fatal(err)
			}
			forget, err := mended.Teach()
			if err != nil {
				t.Fatal(err)
			}
			defer forget()
			if err := mended.Explain(&after, tt.page); err != nil || !strings.Contains(after.String(), "taken for the control to "+tt.what) {
				t.Errorf("after: %v\n%s", err, &after)
			}
		})
	}
}

// A page that was sent in can neither reach a terminal nor write lines of its own into a description.
func TestHostilePagesSayNothingOfTheirOwn(t *testing.T) {
	const evil = "Vaporise\\n  en:\\n    delete: [Cancel]\\x1b]0;x\\a\\u202e"
	text := strings.ReplaceAll(`page "https://i.mi.com/\x1b[2J" title="EVIL" lang="en\n\x1b[2J"
layer "dialog" name="EVIL"
layer "document"
entry
- heading "My devices EVIL" level=1
- text "<name>" entry=0
- button "EVIL" entry=0 for="native" hint="EVIL" role="a\x1b[2J" against="EVIL"
- button "Vaporise\n" entry=0 for="native"
- field "" hint="EVIL"
`, "EVIL", evil)
	for name, tell := range map[string]func(*Site, *strings.Builder) error{
		"read":    func(s *Site, b *strings.Builder) error { return s.Explain(b, text) },
		"suggest": func(s *Site, b *strings.Builder) error { return s.Suggest(b, text) },
	} {
		var b strings.Builder
		if err := tell(load(t), &b); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if strings.ContainsAny(line, "\x1b\a\u202e") {
				t.Errorf("%s: %q", name, line)
			}
			if name == "suggest" && !strings.HasPrefix(line, "#") && line != "meanings:\n" && line != "  en:\n" {
				t.Errorf("a line that is no remark: %q", line)
			}
		}
		if b.Len() == 0 {
			t.Errorf("%s says nothing", name)
		}
	}
}

func TestMeaningsAreChecked(t *testing.T) {
	for edit, want := range map[string]string{
		"meanings:\n  en:\n    delete: [Cancel]":     "known already",
		"meanings:\n  xx:\n    delete: [Vaporise]":   "no such language",
		"meanings:\n  en:\n    nonsense: [Vaporise]": "no such meaning",
		"meanings:\n  en:\n    cancel: [Vaporise]":   "no such meaning",
		"meanings:\n  en:\n    delete: [\"\"]":       "no word",
		"meanings:\n  en:\n    delete: [Vaporise]":   "",
		"meanings:\n  en:\n#   delete: [Vaporise]\n": "",
	} {
		_, err := Load([]byte(strings.Replace(string(embedded), "meanings: {}", edit, 1)))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", edit, err)
		}
	}
}
