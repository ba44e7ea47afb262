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
		if said := d.saidOf(on.Node); (said != "") != c.doubt {
			t.Errorf("%s: it is said of it: %q", name, said)
		}
	}
}
