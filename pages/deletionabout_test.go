package pages

import (
	"testing"

	"miacct/snapshot"
)

// A page at the address of the deletion that says of this account that it ends is about that, whatever it
// calls an account; at another address, of another account, or where it says that it cannot, it is not.
func TestAPageIsAboutEndingThisAccount(t *testing.T) {
	const address, id = "https://account.xiaomi.com/pass/del", "6203401187"
	for what, c := range map[string]struct {
		url, lang, text string
		about           bool
	}{
		"it ends":         {address, "en", "You are about to close the wrzlbrmft 6203401187.", true},
		"in Ukrainian":    {address, "uk", "Ви збираєтеся стерти цей запис 6203401187.", true},
		"another account": {address, "en", "You are about to close the wrzlbrmft 6203401188.", false},
		"it cannot":       {address, "en", "The wrzlbrmft 6203401187 cannot be closed.", false},
		"it only names":   {address, "en", "The wrzlbrmft 6203401187 is yours.", false},
		"another page":    {"https://account.xiaomi.com/fe/service/account", "en", "You are about to close the wrzlbrmft 6203401187.", false},
	} {
		target := theDeletion
		target.Item = id
		p := snapshot.Page{URL: c.url, Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: c.text, Parent: -1, Entry: -1}}}
		if d := readDeletionPage(p, matterIn(p), target, load(t).At.Deletion, nil); (d.about != "") != c.about {
			t.Errorf("%s: about %q", what, d.about)
		}
	}
}
