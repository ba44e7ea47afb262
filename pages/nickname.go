package pages

import (
	"regexp"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// What the person is called on a page, to be hidden everywhere.

// nickname is what stands behind its label, up to the next space: a part is enough to hide by.
var nickname = regexp.MustCompile(`[^\s:：]\S{1,39}`)

// besideID is what stands before an ID in a line of its own: "Jonas · ", "Jonas (", "Signed in as Jonas, ID ".
var besideID = regexp.MustCompile(`^(.{0,40}?)[\s·•|,，(（:：–—-]+(?i:u?id)?[\s:：№#]*$`)

var mailAddress = regexp.MustCompile(`\S+@\S+\.\S+`)

// nickBeside is what the person is called, where a line says no more than that and the ID or a mail address,
// "Jonas · 6427718093": words that nobody knows. It is "" if none does.
func nickBeside(p snapshot.Page, id string) string {
	for _, n := range p.Nodes {
		before, _, ok := strings.Cut(n.Label(), id)
		if at := mailAddress.FindStringIndex(n.Label()); at != nil && (id == "" || !ok) {
			before, ok = n.Label()[:at[0]], true
		}
		m := besideID.FindStringSubmatch(before)
		if !ok || m == nil || !isText(n) && n.Kind != snapshot.Link {
			continue
		}
		if left := intent.OfText(snapshot.Text, m[1], p.Lang).Left; len(left) > 0 && len(left) == len(strings.Fields(m[1])) {
			return strings.TrimSpace(m[1])
		}
	}
	return ""
}

// nickOn is a part of what the person is called, where a text of the page says so behind one of the labels and a
// colon, or where it stands captioned by one: "Nickname and avatar" names nobody.
func nickOn(p snapshot.Page, labels []string) string {
	for i, n := range p.Nodes {
		if !isText(n) {
			continue
		}
		for _, label := range labels {
			name, rest, told := strings.Cut(strings.ReplaceAll(n.Label(), "：", ":"), ":")
			switch {
			case told && browser.Alike(name, label):
				return nickname.FindString(rest)
			case slices.ContainsFunc(p.Captions(i), func(c string) bool { return browser.Alike(strings.TrimRight(c, ":："), label) }):
				return nickname.FindString(n.Label())
			}
		}
	}
	return ""
}
