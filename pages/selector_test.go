package pages

import (
	"strings"
	"testing"
)

func TestCheckSelector(t *testing.T) {
	for _, css := range []string{
		`a`, `*`, `#popSuicideWarning .del-account h4`, `li, [role="listitem"]`, `ul > li + li ~ b`, `[class*="map" i] canvas`,
		`input[name=account][type='text']`, `iframe[src*="a"]:not([src*="b"])`, `p:not(.a):has(b):checked`, `.-webkit`, `.类`, `a[title="c:nth-child(2) != d"]`,
	} {
		if err := checkSelector(css); err != nil {
			t.Errorf("%s: %v", css, err)
		}
	}
	for _, css := range []string{``, `a,`, `a >`, `> a`, `a,,b`, `.`, `#1a`, `..a`, `a[`, `a[b`, `a[b="c]`, `a[b=]`, `a[b="c" x]`, `a:not(b`, `a:not()`, `a)`, `a{}`} {
		if checkSelector(css) == nil {
			t.Errorf("%s passes for a selector", css)
		}
	}
	for css, want := range map[string]string{
		`a[b!=c]`:            "!=",
		`a::before`:          "pseudo",
		`a:contains("x")`:    ":contains",
		`li:nth-child(2)`:    ":nth-child",
		`li:first-child`:     ":first-child",
		`a:not(:last-child)`: ":last-child",
	} {
		if err := checkSelector(css); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", css, err, want)
		}
	}
}
