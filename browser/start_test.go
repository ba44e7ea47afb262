package browser

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestStart starts what is installed, with and without a way to show a window.
func TestStart(t *testing.T) {
	for _, exe := range []string{"", "chromium"} {
		t.Run("chrome "+exe, func(t *testing.T) {
			temp := shortTemp(t)
			c, err := start(soon(t), Options{Path: exe, Lang: "zh-CN", NoSandbox: true})
			if err != nil {
				t.Fatal(err)
			}
			defer c.close()
			if l := profiles(t, temp); len(l) != 1 {
				t.Errorf("profiles: %v, want one", l)
			}
			seen, err := chromedp.Run(c.tab, chromedp.Evaluate[string](
				"[location.href, document.visibilityState, outerWidth, outerHeight, navigator.languages].join(' ')"))
			if want := "about:blank visible 1280 800 zh-CN,zh"; err != nil || seen != want {
				t.Errorf("the tab is %q, %v; want %q", seen, err, want)
			}
			if !versionWords.MatchString(c.version) {
				t.Errorf("version is %q", c.version)
			}
			own := chromedp.FromContext(c.tab).BrowserContextID
			all, err := chromedp.Targets(c.tab)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range all {
				if x.Type == "page" && x.BrowserContextID != own || own == "" {
					t.Errorf("there is a tab outside the tab's own browser context %q: %+v", own, x)
				}
			}
			for range 2 {
				if err := c.close(); err != nil {
					t.Error(err)
				}
			}
			if c.tab.Err() == nil {
				t.Error("the tab's context goes on after close")
			}
			if l := profiles(t, temp); len(l) > 0 {
				t.Errorf("left: %v", l)
			}
		})
	}
}

// The person may close the window: that is seen, and close still cleans up.
func TestCloseAfterTheTabIsGone(t *testing.T) {
	temp := shortTemp(t)
	c, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	gone, err := chromedp.Detached(c.tab)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(c.tab, chromedp.Evaluate[chromedp.Void]("setTimeout(() => window.close(), 10)")); err != nil {
		t.Fatal(err)
	}
	select {
	case <-gone:
	case <-soon(t).Done():
		t.Fatal("nobody noticed that the tab is gone")
	}
	if err := c.close(); err != nil {
		t.Error(err)
	}
	if l := profiles(t, temp); len(l) > 0 {
		t.Errorf("left: %v", l)
	}
}

// Chrome's HOME is the profile; the system's fonts must be found all the same.
func TestChineseIsDrawn(t *testing.T) {
	shortTemp(t)
	c, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	// Without a font each character is the same empty box.
	boxes, err := chromedp.Run(c.tab, chromedp.Evaluate[bool](`(() => {
		const draw = s => {
			const c = document.createElement('canvas'), x = c.getContext('2d')
			x.font = '40px sans-serif'
			x.fillText(s, 10, 60)
			return c.toDataURL()
		}
		return draw('设') === draw('备')
	})()`))
	if err != nil || boxes {
		t.Errorf("Chinese is drawn as boxes: %v, %v; is a font with Chinese installed (fonts-noto-cjk)?", boxes, err)
	}
}

// A browser context of its own keeps nothing on disk.
func TestNothingIsStored(t *testing.T) {
	temp := shortTemp(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "canary-cookie", MaxAge: 3600})
		w.Header().Set("Cache-Control", "max-age=3600")
		_, _ = w.Write([]byte("<title>canary-title</title><script>localStorage.canary = 'canary-storage'</script>canary-page"))
	}))
	defer s.Close()
	c, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	stored, err := chromedp.Run(c.tab, show(s.URL+"/canary-path"))
	if err != nil || stored != "canary-page" {
		t.Fatalf("the page shows %q, %v", stored, err)
	}
	for _, p := range profiles(t, temp) {
		if f := filesWith(t, p, "canary-"); len(f) > 0 {
			t.Errorf("on disk: %v", f)
		}
	}
}

// filesWith lists the files under dir that hold s.
func filesWith(t *testing.T, dir, s string) []string {
	t.Helper()
	var l []string
	read := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // Chrome moves its files about
		}
		text, err := os.ReadFile(name)
		if err == nil {
			read++
		}
		if bytes.Contains(text, []byte(s)) {
			l = append(l, name)
		}
		return nil
	})
	if err != nil || read == 0 {
		t.Fatalf("%d files were read: %v", read, err)
	}
	return l
}
