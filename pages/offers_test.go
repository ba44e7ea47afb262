package pages

import (
	"testing"
)

// A page on the way of the deletion that offers something is gone on from without it. What the page says that a control
// does, and is not the deletion, is not done.
func TestAnOfferOnTheWay(t *testing.T) {
	const weiter, nein = "- button \"Weiter\" for=\"native\"\n", "- button \"Nein danke, ohne Angebot weiter zur Löschung\" for=\"native\"\n"
	const says = "- text \"Mit „Weiter“ nimmst du das Eintauschangebot an.\"\n"
	for name, c := range map[string]struct {
		nodes, on string
		doubt     bool
	}{
		"only takes note":               {"- button \"Ich habe das gelesen\" for=\"native\"\n- link \"Konto behalten\" href=\"https://account.xiaomi.com/\" for=\"native\"\n", "Ich habe das gelesen", false},
		"only goes on":                  {weiter, "Weiter", false},
		"goes on without the offer":     {says + weiter + nein, "Nein danke, ohne Angebot weiter zur Löschung", false},
		"takes up the offer":            {says + weiter, "Weiter", true},
		"no, and the account is kept":   {weiter + "- button \"Nein, Löschung abbrechen\" for=\"native\"\n", "Weiter", false},
		"no, and it is not gone on":     {weiter + "- button \"Nein, weiter ohne Löschung des Kontos behalten\" for=\"native\"\n", "Weiter", false},
		"what it does is the deletion":  {"- text \"Mit „Weiter“ löschst du dein Konto.\"\n" + weiter, "Weiter", false},
		"nothing is said of what it is": {"- text \"Mit „Weiter“ geht es weiter.\"\n" + weiter, "Weiter", false},
	} {
		p := parse(t, "page \"https://account.xiaomi.com/pass/del\" title=\"Konto löschen\" lang=\"de\"\nframe \"https://account.xiaomi.com/pass/del\" allowed\nlayer \"document\" box=0,0,1280,800\n- heading \"Bevor du gehst\"\n"+c.nodes)
		d := readDeletionPage(p, matterIn(p), theDeletion, nil, nil)
		on := d.onward()
		if !on.Found() || labelOf(p, on.Node) != c.on {
			t.Errorf("%s: goes on by %d, %s", name, on.Node, on.Reason)
			continue
		}
		if said := d.statedEffect(on.Node); (said != "") != c.doubt {
			t.Errorf("%s: it is said of it: %q", name, said)
		}
	}
}

// A list beside which the page says that it is at work on it is not all there is.
func TestAListThatStillComes(t *testing.T) {
	fd := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect().find
	for nodes, want := range map[string]string{
		"- text \"No devices\"\n- alert \"Updating the list…\"\n":                  "Updating the list…",
		"- text \"Keine Geräte\"\n- alert \"Liste wird aktualisiert …\"\n":         "Liste wird aktualisiert …",
		"- text \"暂无设备\"\n- text \"正在同步设备列表…\"\n":                                  "正在同步设备列表…",
		"- text \"Two devices\"\n- text \"Zapping gizmos…\"\n":                     "",
		"- text \"No devices\"\n- text \"Loading…\"\n":                             "Loading…",
		"- text \"No devices\"\n- alert \"Signed in as Jonas\"\n":                  "",
		"- text \"No devices\"\n- button \"More…\" for=\"native\"\n":               "",
		"- text \"A device that is off does not tell where it is, and so on …\"\n": "",
	} {
		p := parse(t, "page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\" box=0,0,1280,800\n- heading \"Find device\"\n"+nodes)
		if got := fd.loadingMessage(matterOf(p)); got != want {
			t.Errorf("%q: %q, want %q", nodes, got, want)
		}
	}
}

// A message that lies over what is to be pressed goes by itself; anything else does not.
func TestWhatLiesOverAControl(t *testing.T) {
	for kind, want := range map[string]bool{"toast\" box=0,0,300,60": true, "toast\" box=0,400,300,60": false, "dialog\" box=0,0,300,60": false} {
		p := parse(t, "page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \""+kind+"\nlayer \"document\" box=0,0,1280,800\n- button \"Delete\" layer=1 against=\"covered by <div>\" box=10,10,80,40\n")
		if got := coveredByMessage(p, 0); got != want {
			t.Errorf("%s: %v", kind, got)
		}
	}
}
