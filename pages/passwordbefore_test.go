package pages

import (
	"strings"
	"testing"
)

// A page that asks for the password before it deletes the account may say what that does; one that asks who is there after
// the deletion was ordered does not offer to delete it.
func TestPasswordBeforeTheDeletion(t *testing.T) {
	for name, c := range map[string]struct {
		title, nodes string
		asks         bool
	}{
		"a check before it":          {"Confirm", `heading "Last check"|text "Enter your password, and the account goes for ever."|password "Password" tag="input" type="password"|button "Confirm deletion" for="native"|link "Cancel" for="native"`, true},
		"what it will do":            {"Mi-Konto löschen", `heading "Sind Sie sicher?"|text "Das Konto wird unwiderruflich gelöscht."|password "Kennwort zur Bestätigung" tag="input" type="password"|button "Endgültig löschen" for="native"|link "Abbrechen" for="native"`, true},
		"what it will do in 14 days": {"Mi-Konto löschen", `heading "Sind Sie sicher?"|text "Das Konto wird in 14 Tagen gelöscht."|password "Kennwort" tag="input" type="password"|button "Endgültig löschen" for="native"|link "Abbrechen" for="native"`, false},
		"it is under way":            {"Delete account", `heading "Delete account"|text "Your account is being deleted."|password "Password" tag="input" type="password"|button "Continue" for="native"|link "Cancel" for="native"`, false},
		"it is done":                 {"Delete account", `heading "Delete account"|text "Your account has been deleted."|password "Password" tag="input" type="password"|button "Delete account" for="native"|link "Cancel" for="native"`, false},
		"it can be taken back":       {"Delete account", `heading "Delete account"|text "Your account will be deleted. Sign in to restore it."|password "Password" tag="input" type="password"|button "Delete account" for="native"|link "Cancel" for="native"`, false},
		"no choice":                  {"Delete account", `heading "Delete account"|text "Your account will be deleted."|password "Password" tag="input" type="password"|button "Delete account" for="native"`, false},
		"something else is deleted":  {"Confirm", `heading "Last check"|password "Password" tag="input" type="password"|button "Delete photos" for="native"|link "Cancel" for="native"`, false},
	} {
		p := parse(t, "page \"https://account.xiaomi.com/pass/del\" title=\""+c.title+"\" lang=\"en\"\nframe \"https://account.xiaomi.com/pass/del\" allowed\nlayer \"document\" box=0,0,1280,800\n- "+strings.ReplaceAll(c.nodes, "|", "\n- ")+"\n")
		if strings.Contains(c.nodes, "Kennwort") {
			p.Lang = "de"
		}
		matter := make([]int, len(p.Nodes))
		for i := range matter {
			matter[i] = i
		}
		d := readDeletionPage(p, matter, theDeletion, []string{"https://account.xiaomi.com/pass/del"}, nil)
		if got := d.asksPasswordBefore("", "6203401187"); got != c.asks {
			t.Errorf("%s: %v (about %q, control %d: %s)", name, got, d.about, d.control.Node, d.control.Reason)
		}
	}
}
