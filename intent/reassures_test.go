package intent

import (
	"testing"

	"miacct/snapshot"
)

// A question that says besides that nothing is deleted asks for what was pressed; where that is to delete, it contradicts it.
func TestThatNothingIsDeletedIsNoMatter(t *testing.T) {
	device := Target{Do: TurnOff, Of: FindDevice, Pressed: "…"}
	for lang, c := range map[string][4]string{ // question, remark, yes, no
		"en": {"Turn off Find Device?", "Nothing is deleted.", "Turn off", "Cancel"},
		"es": {"¿Desactivar «Encontrar dispositivo»?", "No se borra nada.", "Desactivar", "Cancelar"},
		"fr": {"Désactiver « Localiser l’appareil » ?", "Rien n’est supprimé.", "Désactiver", "Annuler"},
	} {
		p := dialogOf(lang, "", heading(c[0]+" "+c[1]), button(c[2]), button(c[3]))
		if got := ReadPrompt(p, 0, device); got.Yes != 1 {
			t.Errorf("%s: the yes is %d: %v", lang, got.Yes, got.Because)
		} else if ok, why := got.Answerable(); !ok {
			t.Errorf("%s: %s", lang, why)
		}
	}
	for lang, c := range map[string][4]string{
		"en": {"Turn off Find Device?", "Nothing is turned off.", "Turn off", "Cancel"},
		"es": {"¿Desactivar «Encontrar dispositivo»?", "Se borra todo.", "Desactivar", "Cancelar"},
	} {
		p := dialogOf(lang, "", heading(c[0]+" "+c[1]), button(c[2]), button(c[3]))
		if ok, _ := ReadPrompt(p, 0, device).Answerable(); ok {
			t.Errorf("%s: %q is answered", lang, c[1])
		}
	}
}

// What is called optional and is not ticked is left so, even where nothing else is to be ticked.
func TestWhatIsOptionalIsLeft(t *testing.T) {
	device := Target{Do: TurnOff, Of: FindDevice, Pressed: "…"}
	label := "Bisherigen Standortverlauf zur Produktverbesserung an Mi und Partner übermitteln (freiwillig)"
	p := dialogOf("de", "", heading("Ortung beenden"), checkbox(label), button("Beenden"), button("Abbrechen"))
	got := ReadPrompt(p, 0, device)
	if ok, why := got.Answerable(); !ok || len(got.Tick)+len(got.Untick) > 0 {
		t.Errorf("%s, ticks %v, unticks %v", why, got.Tick, got.Untick)
	}
	p.Nodes[1].State.Checked = snapshot.Yes
	if got = ReadPrompt(p, 0, device); len(got.Untick) != 1 {
		t.Errorf("unticks %v", got.Untick)
	}
	p.Nodes[1].State.Checked, p.Nodes[1].State.Required = snapshot.No, true
	if ok, _ := ReadPrompt(p, 0, device).Answerable(); ok {
		t.Error("what is required is left")
	}
}

func TestASignInThatFailsForWantOfAnAccount(t *testing.T) {
	for text, want := range map[string]Said{
		"Log-in failed No account with this username exists.": SaysNoAccount, "Login failed: no such account": SaysNoAccount,
		"Sign-in failed: no account or wrong password": SaysRefused, "Login failed": SaysRefused,
		"Deletion failed: no account was given": SaysRefused,
	} {
		if got := Sentence(text, "en").Says; got != want {
			t.Errorf("%q says %v, want %v", text, got, want)
		}
	}
}

// Of whoever deletes their account it is so that they do not use it any more; where a choice does something there is no such answer.
func TestAReasonThatIsSo(t *testing.T) {
	for _, c := range []struct {
		lang    string
		choices []string
		want    int
	}{
		{"en", []string{"I don’t use it any more", "I switched to another account", "Privacy"}, 0},
		{"pt", []string{"Privacidade", "Não uso mais"}, 1},
		{"en", []string{"I don’t use it any more", "Delete my photos"}, -1},
		{"en", []string{"Unlink my phone", "Privacy"}, -1},
		{"en", []string{"I don’t use it any more"}, -1},
		{"en", []string{"I don’t use it any more", "Prefer not to say"}, 1},
	} {
		nodes := []snapshot.Node{heading("Delete account")}
		for _, s := range c.choices {
			nodes = append(nodes, snapshot.Node{Kind: snapshot.Radio, Name: s, State: snapshot.State{Checked: snapshot.No}})
		}
		form := ReadForm(pageOf(c.lang, append(nodes, button("Delete account"))...), upTo(len(nodes)+1), Target{Do: Delete, Of: Account})
		got := -1
		if form.Reason > 0 {
			got = form.Reason - 1
		}
		if got != c.want {
			t.Errorf("%q: %d, want %d", c.choices, got, c.want)
		}
	}
}
