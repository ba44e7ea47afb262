package pages

import (
	"testing"

	"miacct/flow"
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

// What the search for the deletion has opened in front of the page is where the deletion may be; what came in
// front by itself, or by an act, lies over the page.
func TestTheDeletionInADialogThatTheSearchOpened(t *testing.T) {
	const head = `page "https://account.xiaomi.com/profile" title="Your account" lang="en"
frame "https://account.xiaomi.com/profile" allowed
`
	before := parse(t, head+"layer \"document\" box=0,0,1280,800\n"+`- heading "Your account" tag="h1" box=0,10,800,40
- button "Privacy and data" for="native" box=0,100,200,40
`)
	after := parse(t, head+`layer "dialog" name="Privacy and data" modal root=2 why="role dialog"
layer "document" box=0,0,1280,800
- heading "Your account" layer=1 tag="h1" box=0,10,800,40
- button "Privacy and data" layer=1 for="native" box=0,100,200,40
- group "Privacy and data" layer=0 role="dialog" box=400,100,400,400
  - button "Download a copy" layer=0 for="native" box=400,150,400,40
  - button "Delete account" layer=0 for="native" box=400,200,400,40
  - button "Close" layer=0 for="native" box=400,250,400,40
`)
	for what, c := range map[string]struct {
		v     flow.View
		found bool
	}{
		"opened by the search": {flow.Opened(before, after), true},
		"came by an act":       {flow.Since(before, after, "go on with the deletion"), false},
		"stood there":          {flow.View{Page: after}, false},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
		d := run.deletion.conversation(&flow.Runner{}, flow.Plan{}, true)
		if m, found := d.seeControl(c.v); found != c.found || found && after.Nodes[m.Node].Label() != "Delete account" {
			t.Errorf("%s: the control is found %v, node %d", what, found, m.Node)
		}
	}
}

// Before anything is ordered a page of the deletion that names one of the account's own devices, which are all
// removed by then, is no page to go on with.
func TestThePageOfTheDeletionNamesADevice(t *testing.T) {
	for text, linked := range map[string]bool{
		"Still syncing: Redmi Note 12. Please check My Devices again.": true,
		"Dispositivi ancora collegati: Redmi Note 12":                  true,
		"All data of your account is lost.":                            false,
		"Redmi Note 12 Pro owners get a discount":                      true, // nothing tells the two apart
		"Bob's Mi 9 stays his":                                         false,
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{{ID: "1", Name: "Redmi Note 12", Ownership: Ownership{Whose: Own}}, {ID: "2", Name: "Mi 9", Ownership: Ownership{Whose: Other}}}}).connect()
		v := flow.View{Page: pageAt(t, "https://account.xiaomi.com/pass/del", "Delete account", "en", "- heading \"Delete your account\" tag=\"h1\"\n- text \""+text+"\"\n- button \"Delete account\" for=\"native\"\n")}
		for _, looks := range []bool{true, false} {
			d := run.deletion.conversation(&flow.Runner{}, flow.Plan{}, looks)
			name := ""
			for _, c := range d.cases() {
				if _, ok := c.See(v); ok {
					name = c.Name
					break
				}
			}
			if got := name == stillLinked; got != (linked && !looks) {
				t.Errorf("%q, before anything is changed %v: %q", text, looks, name)
			}
		}
		d := run.deletion.conversation(&flow.Runner{}, flow.Plan{}, false)
		d.trusts = true
		if m, ok := d.seeLinked(v); ok && m.Doubt == "" {
			t.Errorf("%q is passed over", text)
		}
	}
}
