package pages

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"

	"miacct/browser"
)

var loadOnce = sync.OnceValues(func() (*Site, error) { return Load(nil) })

// load returns the embedded description, which no test changes.
func load(t *testing.T) *Site {
	t.Helper()
	s, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryElementHasSeveralWaysAndItsSource(t *testing.T) {
	confidence := regexp.MustCompile(`saved page|code|app|told|guessed|script`)
	count := 0
	load(t).elements(func(path string, e *Element) {
		count++
		if e.IsZero() || e.String() != e.Is {
			t.Errorf("%s: its locator is %q", path, e.Locator)
		}
		if len(e.By) < 2 {
			t.Errorf("%s depends on a single way", path)
		}
		if !strings.HasPrefix(e.Is, "the ") {
			t.Errorf("%s: %q has no article", path, e.Is)
		}
		if !confidence.MatchString(e.Seen) {
			t.Errorf("%s: %q does not say how sure it is", path, e.Seen)
		}
	})
	if count < 25 {
		t.Errorf("%d elements were looked at", count)
	}
}

// Hashed classes look like login-btn-hdPJi or css-1x2y3z.
func TestNoWayLeansOnAHashedClass(t *testing.T) {
	hashed := regexp.MustCompile(`-(?:[a-z]+[A-Z]+[a-z]*[A-Z]\w*|\w*[a-z]\d\w*)\b|nth|jss\d|css-`)
	load(t).elements(func(path string, e *Element) {
		for _, w := range e.By {
			if hashed.MatchString(strings.ReplaceAll(w.CSS, "/h5", "")) {
				t.Errorf("%s: %s", path, w.CSS)
			}
		}
	})
}

func TestWaysHoldTheWordsOfAllLanguages(t *testing.T) {
	s := load(t)
	ways := s.Find.turnOff.ways
	for _, want := range []string{"Disconnect Find Device", "关闭查找设备", "Отключить Поиск устройства", `"デバイスを探す"をオフにする`} {
		if !contains(ways[0].Words, want) {
			t.Errorf("%q is not among %q", want, ways[0].Words)
		}
	}
	if ways[0].Role != "menuitem" || ways[0].Words[0] != "Disconnect Find Device" {
		t.Errorf("the first way is %q %q", ways[0].Role, ways[0].Words[0])
	}
}

func TestATextMayEndWithAFullStop(t *testing.T) {
	s := load(t)
	words := s.SignIn.noAccount.ways[0].Words
	for _, want := range []string{"This account does not exist", "This account does not exist.", "帐号不存在", "帐号不存在。"} {
		if !contains(words, want) {
			t.Errorf("%q is not among %q", want, words)
		}
	}
	if name := s.SignIn.submit.ways[0].Words; contains(name, "Sign in.") {
		t.Errorf("a button is called %q", name)
	}
}

func TestOfLooksForTheDevicesName(t *testing.T) {
	s := load(t)
	e := s.MyDevices.device
	for i, w := range e.ways {
		if e.By[i].wantsDevice() && (w.Words != nil || w.Has != nil) {
			t.Errorf("way %d has words before a device is known: %+v", i, w)
		}
	}
	row := browser.Row{Name: "Mi 9"}
	if got := e.Of(row).String(); got != "the entry of Mi 9" {
		t.Errorf("it is called %q", got)
	}
	if w := e.waysOf(row)[0]; len(w.Has) != 1 || w.Has[0] != "Mi 9" {
		t.Errorf("it is looked for by %+v", w)
	}
	for _, w := range e.ways {
		if contains(w.Words, "Mi 9") || contains(w.Has, "Mi 9") {
			t.Errorf("the element itself was changed: %+v", w)
		}
	}
}

func TestDescribePrintsWhatWasLoaded(t *testing.T) {
	var out bytes.Buffer
	if err := load(t).Describe(&out); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(out.Bytes()); err != nil {
		t.Errorf("what Describe prints cannot be loaded: %v", err)
	}
	own := bytes.Replace(embedded, []byte("is: the captcha\n"), []byte("is: the riddle\n"), 1)
	s, err := Load(own)
	if err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := s.Describe(&out); err != nil || !bytes.Equal(out.Bytes(), own) || s.Captcha.overlay.String() != "the riddle" {
		t.Errorf("%v: an edited description is not the one that is used", err)
	}
}

// Mi Cloud's hosts are part of Xiaomi's names; no pattern lets a stranger's host in.
func TestHostsAreTheSitesOwn(t *testing.T) {
	h := load(t).Hosts
	for _, host := range h.Documents() {
		if !strings.HasSuffix(host, ".mi.com") && !strings.HasSuffix(host, ".xiaomi.com") {
			t.Errorf("%s may get the password", host)
		}
	}
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}
