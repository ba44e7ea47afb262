package pages

import (
	"slices"
	"strings"
	"testing"
)

// A page that is at no known address is looked for by all links that only show more, those first that stand beside its name.
func TestLinksThatMayLeadToTheDeletion(t *testing.T) {
	for _, tt := range []struct{ name, lines, first, all string }{
		{"beside its name", `
- text "Konto löschen" tag="div"
  - link "Mehr dazu" tag="a" href="https://account.xiaomi.com/konto/weg" for="native"
- link "Daten" tag="a" href="https://account.xiaomi.com/konto/data" for="native"`, "https://account.xiaomi.com/konto/weg", "https://account.xiaomi.com/konto/data"},
		{"help comes last", `
- link "Help & requests" tag="a" href="https://account.xiaomi.com/app/help" for="native"
- link "Devices" tag="a" href="https://account.xiaomi.com/app/devices" for="native"`, "https://account.xiaomi.com/app/devices", "https://account.xiaomi.com/app/help"},
		{"an address of the site's own services", `
- link "Help" tag="a" href="https://account.xiaomi.com/help/service" for="native"
- link "More" tag="a" href="https://account.xiaomi.com/fe/service/account/privacy" for="native"`, "https://account.xiaomi.com/fe/service/account/privacy", "https://account.xiaomi.com/help/service"},
		{"beside something else", `
- text "Fotos löschen" tag="div"
  - link "Mehr dazu" tag="a" href="https://account.xiaomi.com/konto/fotos" for="native"
- link "Daten" tag="a" href="https://account.xiaomi.com/konto/data" for="native"`, "https://account.xiaomi.com/konto/data", "https://account.xiaomi.com/konto/fotos"},
	} {
		p := pageAt(t, "https://account.xiaomi.com/konto", "Konto", "de", strings.TrimPrefix(tt.lines, "\n")+"\n")
		j := &WebDelete{Site: load(t)}
		s := &accountSearch{newRun(j, &Ending{}), linkSearch{tried: map[string]bool{}}}
		s.note(p)
		if got := s.next(); got != tt.first {
			t.Errorf("%s: first %s, want %s", tt.name, got, tt.first)
		}
		s.tried[tt.first] = true
		if got := s.next(); got != tt.all || slices.Contains(s.likely, tt.all) && tt.name == "help comes last" {
			t.Errorf("%s: then %s, want %s", tt.name, got, tt.all)
		}
	}
}
