package mockcloud

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miacct/testdata/site"
)

// Every page in every shape can be rendered in every language.
func TestPagesRender(t *testing.T) {
	names := []string{}
	for _, f := range pageSet.Templates() {
		if name, isPage := strings.CutSuffix(f.Name(), ".html"); isPage && !slices.Contains([]string{"layout", "signin-script", "find-script", "code-script", "delete-script", "shape"}, name) {
			names = append(names, name)
		}
	}
	if len(names) < 18 {
		t.Fatalf("only the pages %v", names)
	}
	v := begin(t, "plain")
	for lang, words := range dictionaries() {
		for _, name := range names {
			var b strings.Builder
			data := any(map[string]any{"sid": "", "callback": "", "next": "", "masked": ""})
			if slices.Contains([]string{"identity", "plain", "slider"}, name) {
				data = "mail"
			}
			p := page{Lang: lang, W: words, A: alice, K: Knobs{CookieBanner: true}, Data: data,
				Links: map[string]string{"settings": "/", "devices": "/", "list": "/", "salt": "x"}}
			if err := v.cloud.pages.ExecuteTemplate(&b, name+".html", p); err != nil {
				t.Errorf("%s in %s: %v", name, lang, err)
			}
			if strings.Contains(b.String(), "ZgotmplZ") {
				t.Errorf("%s in %s has a value the template refused", name, lang)
			}
			if strings.Contains(b.String(), "[H]") {
				t.Errorf("%s shows its marks to the browser", name)
			}
		}
	}
}

// Scripts name words by W.key; a key without words would show as "undefined".
func TestEveryWordExistsAndIsUsed(t *testing.T) {
	used := map[string]bool{}
	files, err := fs.Glob(site.Files, "*.*")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`\bW_?\.(\w+)`)
	for _, f := range files {
		text, err := fs.ReadFile(site.Files, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range name.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
			if _, found := dictionaries()["en"][m[1]]; !found {
				t.Errorf("%s uses %s, which has no words", f, m[1])
			}
		}
	}
	for key := range dictionaries()["en"] {
		composed := strings.HasPrefix(key, "deny_") || strings.HasPrefix(key, "old_")
		if !used[key] && !composed {
			t.Errorf("no page uses the words for %s", key)
		}
	}
	for key, words := range dictionaries()["zh"] {
		if words == dictionaries()["en"][key] {
			t.Errorf("%s has no Chinese words", key)
		}
	}
}

func TestEveryPageSaysWhatIsAFact(t *testing.T) {
	files, err := fs.Glob(site.Files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := fs.ReadFile(site.Files, f)
		if err != nil {
			t.Fatal(err)
		}
		head, _, found := strings.Cut(string(text), "*/}}")
		if !found || !strings.Contains(head, "{{/*") {
			t.Errorf("%s has no comment at its head", f)
		}
	}
}

func TestLanguageOfAPage(t *testing.T) {
	for _, x := range []struct{ knob, query, want string }{
		{"", "", "Sign in with Mi Account"},
		{"", "?_locale=zh_CN", "使用小米账号登录"},
		{"", "?_locale=xx", "Sign in with Mi Account"},
		{"zh_CN", "?_locale=en_US", "使用小米账号登录"},
	} {
		v := begin(t, "plain", func(s *State) { s.Knobs.Lang = x.knob })
		text, _ := v.open("https://i.mi.com/" + x.query)
		if !strings.Contains(text, x.want) {
			t.Errorf("knob %q and query %q: the page lacks %q", x.knob, x.query, x.want)
		}
	}
	v := begin(t, "plain")
	v.open("https://i.mi.com/?_locale=zh_CN")
	if text, _ := v.open("https://i.mi.com/"); !strings.Contains(text, "使用小米账号登录") {
		t.Error("the language that was asked for is forgotten at the next page")
	}
}

// Nothing may lean on class names or on the addresses of Settings and My Devices.
func TestNamesDifferBetweenStarts(t *testing.T) {
	one, two := begin(t, "plain").cloud, begin(t, "plain").cloud
	for _, name := range []string{"card", "btn", "settings", "devices"} {
		if one.class(name) == two.class(name) {
			t.Errorf("%s has the same name at two starts", name)
		}
	}
	v := begin(t, "plain")
	text, _ := v.open("https://i.mi.com/static/site.css")
	if !strings.Contains(text, "."+v.cloud.class("card")+"{") || strings.Contains(text, "{{") {
		t.Error("the style sheet does not know this start's class names")
	}
}
