package pages

import (
	"regexp"
	"strings"

	"miacct/browser"
)

// mentions reports whether a heading speaks of the device called name: "Should we be able to find Mi 9?", and not of one that
// has a longer name or is another's: "Mi 9 Pro", "Bob's Mi 9". The same as mentions in browser/world/rows.js.
func mentions(text, name string) bool {
	if name = browser.Folded(name); !strings.ContainsAny(name, " 0123456789") || // "Phone" is a word like others
		!strings.Contains(browser.Folded(text), name) {
		return false
	}
	quoted := strings.ReplaceAll(strings.ReplaceAll(regexp.QuoteMeta(name), " ", `\s+`), "'", `['\x{2018}\x{2019}]`)
	for _, at := range regexp.MustCompile(`(?i)`+quoted).FindAllStringIndex(text, -1) {
		if !ledBy.MatchString(text[:at[0]]) && followedBy.MatchString(text[at[1]:]) {
			return true
		}
	}
	return false
}

var (
	ledBy      = regexp.MustCompile(`(?i)(?:['\x{2018}\x{2019}]s|s['\x{2019}]|的|の)\s*$|[\p{N}\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}]$`)
	followedBy = regexp.MustCompile(`^(?:\s*$|\s*[?？!！.。,，:：;；"”»'\x{2019}」』】]|\s+\p{Ll}|的|の)`)
)
