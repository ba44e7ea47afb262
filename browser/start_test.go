package browser

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

func TestStart(t *testing.T) {
	for _, exe := range []string{"chromium", "chromium-headless-shell"} {
		t.Run(exe, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			t0 := time.Now()
			c, err := start(ctx, Options{Path: exe, NoSandbox: true})
			if err != nil {
				t.Fatal(err)
			}
			t.Log("start", time.Since(t0))
			n, err := chromedp.Run(c.tab, chromedp.Evaluate[string](`location.href+document.visibilityState+innerWidth+"x"+innerHeight+navigator.languages`))
			t.Log(n, err, c.version)
			ts, err := chromedp.Targets(c.tab)
			for _, x := range ts {
				t.Log(x.Type, x.URL, x.BrowserContextID)
			}
			t0 = time.Now()
			if err := c.close(); err != nil {
				t.Fatal(err)
			}
			t.Log("close", time.Since(t0))
		})
	}
}
