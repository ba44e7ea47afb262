package pages

import (
	"slices"
	"testing"

	"miacct/flow"
)

// The page for the password that follows on the account's name is no answer about the account, whatever else it offers.
func TestThePageForThePasswordIsNoAnswer(t *testing.T) {
	const at = "https://account.xiaomi.com/connexion"
	name := pageAt(t, at, "Connexion", "fr", "- heading \"Connexion\"\n- field \"E-mail\" for=\"native\"\n- button \"Continuer\" for=\"native\"\n")
	ad := (&run{WebDelete: &WebDelete{Site: load(t), Account: "a@example.com"}}).connect().deletion
	sees := func(page string) string {
		v := flow.Since(name, pageAt(t, at, "Bonjour", "fr", page), trialName)
		for _, c := range ad.trialCases("No-1") {
			if _, ok := c.See(v); ok && slices.Contains([]string{trialGone, trialElsewhere, trialSaid, trialSend}, c.Name) {
				return c.Name
			}
		}
		return ""
	}
	const offers = "- heading \"Bonjour\"\n- text \"a@example.com ·\" name=\"a@example.com · Changer de compte\"\n  - link \"Changer de compte\" for=\"native\" href=\"https://account.xiaomi.com/connexion\"\n"
	if got := sees(offers + "- password \"Mot de passe\" for=\"native\"\n- button \"Se connecter\" for=\"native\"\n"); got != trialSend {
		t.Errorf("a page for the password: %q", got)
	}
	if got := sees("- heading \"Bonjour\"\n- text \"Ce compte est dans une autre région. Changer de région.\"\n"); got != trialElsewhere {
		t.Errorf("an answer that names another place: %q", got)
	}
}
