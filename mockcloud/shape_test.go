package mockcloud

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miacct/testdata/site"
)

func TestSeedsAreTheSameEachTime(t *testing.T) {
	for seed := range uint64(50) {
		a, b := Seeded(seed), Seeded(seed)
		if !reflect.DeepEqual(a, b) || !maps.Equal(a.State.Knobs.Shape.Words(), b.State.Knobs.Shape.Words()) {
			t.Errorf("seed %d is another one the second time", seed)
		}
	}
}

// Every value of every dimension comes, and none much more often than others of its kind.
func TestSeedsReachEveryShape(t *testing.T) {
	const all = 400
	seen := map[string]map[string]int{}
	for seed := range uint64(all) {
		for dimension, value := range NewShape(seed).Dimensions() {
			if seen[dimension] == nil {
				seen[dimension] = map[string]int{}
			}
			seen[dimension][value]++
		}
	}
	for dimension, values := range map[string]string{
		"sign-in": "react mobile old sms-first two-pages", "agreement": "none box popup", "home": "tiles sidebar avatar hamburger",
		"find-layout": "list cards table map dropdown tabs", "find-place": "entry panel drawer page accordion sheet",
		"find-action": "kebab-role kebab-div icon button switch link manage", "find-feedback": "toast text vanish state reload list",
		"find-prompt": "dialog alertdialog element div sheet popover native none", "mine": "settings own account",
		"mine-list": "whole lazy virtual pages more late", "mine-delete": "entry icon kebab detail edit edit-select",
		"delete": "page wizard accordion scroll", "result": "page dialog signin toast", "requests": "known flat graphql embedded",
	} {
		want := strings.Fields(values)
		for _, value := range want {
			if n := seen[dimension][value]; n < all/len(want)/4 {
				t.Errorf("%s is %s in %d of %d seeds", dimension, value, n, all)
			}
		}
		if len(seen[dimension]) != len(want) {
			t.Errorf("%s has the values %v", dimension, seen[dimension])
		}
	}
	for _, lang := range Languages() {
		if seen["lang"][lang] == 0 {
			t.Errorf("no seed in %s", lang)
		}
	}
	if known := seen["requests"]["known"]; known < all*2/5 || known > all*3/5 {
		t.Errorf("the list is at its known address in %d of %d seeds, want about half", known, all)
	}
}

// Whatever the pages' scripts say has words in every language.
func TestShapesHaveTheirWords(t *testing.T) {
	said := regexp.MustCompile(`say\("([a-z_0-9]*[a-z0-9])"`)
	for _, name := range []string{"base", "prompt", "find", "mine", "delete", "signin", "home"} {
		for _, found := range said.FindAllStringSubmatch(asset(t, "shape-"+name+".js"), -1) {
			for _, lang := range Languages() {
				key := found[1]
				if !slices.ContainsFunc(slices.Collect(maps.Keys(ShapeWords(lang))), func(k string) bool { return k == key || strings.HasPrefix(k, key) && len(k) == len(key)+1 }) {
					t.Errorf("%s has no words for %s", lang, key)
				}
			}
		}
	}
	for _, name := range Decoys() {
		if len(ShapeWords("en")["d_"+name]) == 0 {
			t.Errorf("the decoy %s has no words", name)
		}
	}
}

func asset(t *testing.T, name string) string {
	t.Helper()
	b, err := site.Files.ReadFile("shapes/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A decoy is counted, and another name is not.
func TestDecoysAreCounted(t *testing.T) {
	s := Seeded(1)
	c, err := Start(Options{State: s.State})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	v := &visit{T: t, cloud: c, client: browserOf(t, c)}
	for _, name := range append(Decoys(), "nonsense") {
		v.post("https://i.mi.com/act/" + name)
	}
	counts := c.State().Counts
	for _, name := range Decoys() {
		if counts["decoy:"+name] != 1 {
			t.Errorf("decoy:%s is counted %d times", name, counts["decoy:"+name])
		}
	}
	if len(counts) != len(Decoys()) {
		t.Errorf("counted %v", counts)
	}
}

// The order to delete is refused while anything that the page asks for is missing.
func TestShapesDeleteOnlyWhenAllWasGiven(t *testing.T) {
	for seed := range uint64(60) {
		s := Seeded(seed)
		shape := s.State.Knobs.Shape
		if !shape.Password && !shape.Phrase && shape.Reason == "" {
			continue
		}
		s.State.Devices, s.State.Knobs.DeleteCode = nil, ""
		c, err := Start(Options{State: s.State})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		v := &visit{T: t, cloud: c, client: browserOf(t, c)}
		v.post("https://account.xiaomi.com/pass/serviceLoginAuth2", "user", alice.Email, "pwd", alice.Password)
		v.post("https://account.xiaomi.com"+shape.API["submit"], "boxes", "9")
		if got := c.State(); got.Counts["delete"] != 0 || got.Counts["sign-in"] != 1 {
			t.Errorf("seed %d: counted %v", seed, got.Counts)
		}
	}
}

func TestEveryPageOfAShapeIsComplete(t *testing.T) {
	for seed := range uint64(40) {
		s := Seeded(seed)
		c, err := Start(Options{State: s.State})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		v := &visit{T: t, cloud: c, client: browserOf(t, c)}
		for _, address := range []string{"https://i.mi.com/", "https://account.xiaomi.com/pass/del", "https://i.mi.com/find", "https://account.xiaomi.com/fe/service/account/devices"} {
			text, _ := v.open(address)
			if !strings.Contains(text, "shape-base.js") || strings.Contains(text, "ZgotmplZ") {
				t.Errorf("seed %d, %s: %s", seed, address, text)
			}
			if address == "https://i.mi.com/" {
				v.post("https://account.xiaomi.com/pass/serviceLoginAuth2", "user", alice.Email, "pwd", alice.Password)
			}
		}
	}
}
