package intent

import (
	"testing"

	"miacct/snapshot"
)

// menu is a page with a heading and a menu in front of it.
func menu(lang, headline string, nodes ...snapshot.Node) snapshot.Page {
	title := heading(headline)
	title.Layer, title.Level = 1, 1
	p := pageOf(lang, append([]snapshot.Node{title}, nodes...)...)
	p.Layers = []snapshot.Layer{{Kind: snapshot.Menu, Root: 0}, {Kind: snapshot.Document, Root: -1}}
	return p
}

// A page teaches by its heading what it calls Find Device, also in other forms of the word.
func TestAPageTeachesItsNames(t *testing.T) {
	for lang, c := range map[string]struct{ heading, control, other string }{
		"en": {"Phone sniffer", "Turn off the sniffer", "Turn off the snorkel"},
		"uk": {"Нюхач пристроїв", "Вимкнути нюхача", "Вимкнути дзвінок"},
		"de": {"Geräteschnüffler", "", ""}, // one word with what it is about: nothing is taught
		"sk": {"Ňuchač zariadení", "Vypnúť ňuchača", "Vypnúť zvuk"},
		"pl": {"Tropiciel urządzeń", "Wyłącz tropiciela", "Wyłącz dźwięk"},
	} {
		p := pageOf(lang, heading(c.heading), button(c.control), button(c.other))
		called := CalledOn(p, FindDevice)
		m := Find(p, Target{Do: TurnOff, Of: FindDevice, Called: called})
		if c.control == "" {
			continue
		}
		if m.Node != 1 {
			t.Errorf("%s: %q is not found, called %q: %s", lang, c.control, called, m.Reason)
		}
		if m := Find(p, Target{Do: TurnOff, Of: FindDevice, In: Among(2), Called: called}); m.Found() {
			t.Errorf("%s: %q is taken for it, called %q", lang, c.other, called)
		}
		if m := Find(p, Target{Do: TurnOff, Of: FindDevice}); m.Found() {
			t.Errorf("%s: %q is found by words that nobody taught", lang, c.control)
		}
	}
	for _, other := range []string{"Delete your Hoover account", "Hello Alice and all who travel", "Backups of Bob", "Snorkel for photos"} {
		if called := CalledOn(pageOf("en", heading(other)), FindDevice); len(called) > 0 {
			t.Errorf("%q teaches %q", other, called)
		}
	}
	if s := Sentence("Sniffer: off", "en", "sniffer"); s.Of != FindDevice || s.Says != SaysOff {
		t.Errorf("what is taught is not read in a sentence: %s of %q", s.Says, s.Of)
	}
}

// A device's own menu is about what the page is about, unless it says something else.
func TestAMenuIsAboutItsPage(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}
	for _, c := range []struct {
		page snapshot.Page
		want int
	}{
		{menu("en", "Find Device", button("Play sound"), button("Turn off")), 2},
		{menu("de", "Gerät finden", button("Klingeln lassen"), button("Deaktivieren")), 2},
		{menu("en", "Photos", button("Play sound"), button("Turn off")), -1},
		{menu("en", "Find Device", text("Backup"), button("Turn off")), -1},
		{menu("en", "Find Device", button("Turn off sound")), -1},
	} {
		if m := Find(c.page, off); m.Node != c.want {
			t.Errorf("%q in %+v: node %d, want %d: %s", c.page.Nodes[0].Text, c.page.Nodes[1], m.Node, c.want, m.Reason)
		}
	}
	if m := Find(menu("en", "Your account", button("Delete")), Target{Do: Delete, Of: Account}); m.Found() {
		t.Error("a bare verb in a menu is taken for the deletion of the account")
	}
}

// A prompt that repeats what was pressed asks for it, and its yes may say it again.
func TestAPromptRepeatsWhatWasPressed(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Quit snooping"}
	for _, c := range []struct {
		page snapshot.Page
		yes  string // "" if it must not be answered
	}{
		{prompt("en", "Quit snooping?", button("Cancel"), button("Quit snooping")), "Quit snooping"},
		{prompt("en", "Quit snooping for Mi 9?", button("Cancel"), button("OK")), "OK"},
		{prompt("en", "Quit snooping and wipe the whole frobnicated lot?", button("Cancel"), button("OK")), ""},
		{prompt("en", "Quit snooping and delete the account?", button("Cancel"), button("OK")), ""},
		{prompt("en", "Quit snooping?", text("The phone is erased."), button("Cancel"), button("Quit snooping")), ""},
		{prompt("en", "Quit snooping?", button("Cancel"), button("Quit snooping everywhere")), ""},
		{prompt("en", "Quit snooping?", button("Cancel"), button("Snooping")), ""},
		{prompt("en", "Quit snooping?", button("Do not quit snooping")), ""},
		{prompt("en", "Frobnicate?", button("Cancel"), button("Snooping frobnicate")), ""},
	} {
		p := ReadPrompt(c.page, 0, off)
		ok, why := p.Answerable()
		yes := ""
		if ok {
			yes = c.page.Nodes[p.Yes].Label()
		}
		if yes != c.yes {
			t.Errorf("%q: yes %q, want %q (%s)", p.Text, yes, c.yes, why)
		}
	}
}

// A button that is not understood may stand beside a yes that says the whole of it; nothing else may.
func TestAButtonBesideTheYes(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}
	for _, c := range []struct {
		page snapshot.Page
		yes  bool
	}{
		{prompt("en", "Turn off Find Device?", button("Frobnicate"), button("Turn off")), true},
		{prompt("fr", "Désactiver Localiser l'appareil ?", button("Rebrousser"), button("Désactiver")), true},
		{prompt("de", "Gerät finden ausschalten?", button("Lieber nicht"), button("Ausschalten")), true},
		{prompt("en", "Turn off Find Device?", button("Rather erase"), button("Turn off")), false},
		{prompt("en", "Warning", button("Frobnicate"), button("Turn off Find Device")), false}, // who asks does not say what
		{prompt("en", "Turn off Find Device?", button("Frobnicate"), button("Confirm (1)")), true},
		{prompt("en", "Turn off Find Device?", button("Frobnicate"), button("OK")), false},
		{prompt("fr", "Arrêter le suivi ?", checkbox("Je comprends ce que cela implique."), button("Rebrousser"), button("Confirmer (1)")), true},
		{prompt("en", "Turn off Find Device?", button("Frobnicate"), button("Continue")), false},
		{prompt("en", "Turn off Find Device?", button("Turn off and frobnicate"), button("Turn off")), false},
		{prompt("en", "Turn off Find Device?", button("Yes, frobnicate"), button("Turn off")), false},
		{prompt("en", "Turn off Find Device?", checkbox("Frobnicate"), button("Turn off")), false},
		{prompt("en", "Turn off Find Device?", button("Foo"), button("Bar"), button("Baz"), button("Turn off")), false},
		{prompt("en", "Find Device", button("Frobnicate"), button("Turn off")), false},
	} {
		p := ReadPrompt(c.page, 0, off)
		if ok, why := p.Answerable(); ok != c.yes || ok && c.page.Nodes[p.Yes].Label() == "Frobnicate" {
			t.Errorf("%q with %v: answerable %v, want %v (%s)", p.Text, c.page.Nodes, ok, c.yes, why)
		}
	}
}

// "Take it out of the account?" is about the device that was pressed; what is about the account itself is not.
func TestOutOfTheAccount(t *testing.T) {
	gone := Target{Do: Delete, Of: Device, Item: "Mi 9"}
	for title, want := range map[string]bool{
		"Remove it from the account?": true, "Remove from your account?": true, "Remove the account?": false, "Delete the account?": false,
		"Delete it from the account?": false, "Remove it from the account and delete the account?": false, "Close the account?": false,
	} {
		if ok, why := ReadPrompt(prompt("en", title, button("No"), button("Yes")), 0, gone).Answerable(); ok != want {
			t.Errorf("%q: %v, want %v (%s)", title, ok, want, why)
		}
	}
	for lang, titles := range map[string][2]string{
		"de": {"Aus dem Konto entfernen?", "Das Konto entfernen?"}, "ru": {"Убрать из аккаунта?", "Удалить аккаунт?"}, "sk": {"Odobrať ho z účtu?", "Zrušiť účet?"},
		"zh": {"从账号中移除？", "注销账号？"}, "ja": {"アカウントから削除しますか？", "アカウントを削除しますか？"}, "ko": {"계정에서 제거할까요?", "계정을 삭제할까요?"}, "vi": {"Gỡ khỏi tài khoản?", "Xóa tài khoản?"},
	} {
		for i, title := range titles {
			if ok, why := ReadPrompt(prompt(lang, title, button("OK")), 0, gone).Answerable(); ok != (i == 0) {
				t.Errorf("%s: %q: %v (%s)", lang, title, ok, why)
			}
		}
	}
}

// What was pressed may be worded so that it alone would say something else.
func TestAPromptRepeatsTheDeletion(t *testing.T) {
	gone := Target{Do: Delete, Of: Account, Pressed: "Закрити запис безповоротно"}
	for title, want := range map[string]bool{"Закрити запис?": true, "Закрити цей запис назавжди?": true, "Закрити вікно?": false, "Не закривати запис?": false} {
		if ok, why := ReadPrompt(prompt("uk", title, button("Повернутися"), button("ОК")), 0, gone).Answerable(); ok != want {
			t.Errorf("%q: %v, want %v (%s)", title, ok, want, why)
		}
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string]bool{"Sign in with password": true, "Log in with your password": true, "Password": true, "Code by SMS": false, "Sign in": false} {
		if got := Names(text, "en", "password"); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for lang, text := range map[string]string{"fr": "Connexion par mot de passe", "it": "Accesso con password", "de": "Mit Passwort anmelden", "zh": "密码登录", "ja": "パスワードでログイン"} {
		if !Names(text, lang, "password") {
			t.Errorf("%s: %q does not name the password", lang, text)
		}
	}
}

// A prompt that follows one that was answered, with the same yes and nothing else, asks again.
func TestAPromptAsksAgain(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Turn off", Answered: "Turn off (3)"}
	for _, c := range []struct {
		page  snapshot.Page
		after Target
		yes   bool
	}{
		{prompt("en", "Frobnicate the baz bar quux?", button("Foo"), button("Turn off")), off, true},
		{prompt("en", "Frobnicate the baz bar quux?", button("Foo"), button("Turn off")), Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Turn off"}, false},
		{prompt("en", "Frobnicate the baz bar quux?", button("Foo"), button("Turn off all")), off, false},
		{prompt("en", "Erase the data?", button("Foo"), button("Turn off")), off, false},
		{prompt("en", "Frobnicate the baz bar quux?", checkbox("Frobnicate"), button("Turn off")), off, false},
		{prompt("en", "Frobnicate the baz bar quux?", text("This erases the phone."), button("Turn off")), off, false},
		{prompt("en", "Frobnicate the baz bar quux?", button("OK")), off, false},
	} {
		if ok, why := ReadPrompt(c.page, 0, c.after).Answerable(); ok != c.yes {
			t.Errorf("%q with %v: %v, want %v (%s)", c.page.Nodes[0].Text, c.page.Nodes[1:], ok, c.yes, why)
		}
	}
}

// On a page that is known to be about it, a control may say again in short what the heading says.
func TestAControlRepeatsTheHeading(t *testing.T) {
	gone := Target{Do: Delete, Of: Account, Hints: Hints{Page: "by its address"}}
	for _, c := range []struct {
		lang, heading, label string
		want                 bool
	}{
		{"uk", "Закрити мій обліковий запис назавжди", "Закрити запис безповоротно", true},
		{"uk", "Закрити мій обліковий запис назавжди", "Зберегти мій запис", false},
		{"uk", "Закрити мій обліковий запис назавжди", "Закрити", false},
		{"uk", "Історія записів", "Закрити запис безповоротно", false},
		{"en", "Delete my user account", "Delete user", false}, // "user" by itself is not understood
		{"en", "Delete your account", "Delete backup", false},
		{"en", "Delete your account", "Do not delete", false},
		{"en", "Cancel the deletion of your account", "Cancel deletion", false},
	} {
		h := heading(c.heading)
		h.Level = 1
		m := Find(pageOf(c.lang, h, button(c.label)), gone)
		if m.Found() != c.want {
			t.Errorf("%q below %q: %v, want %v (%s)", c.label, c.heading, m.Found(), c.want, m.Reason)
		}
	}
}

// In a list of one a device has no entry: what stands beside its name is about it.
func TestAListOfOne(t *testing.T) {
	p := pageOf("fr", heading("Matériel"), text("Mi 9"), text("M1902F1G"), button("Enlever de mon compte"), button("Supprimer mon compte"))
	gone := Target{Do: Delete, Of: Device, Item: "Mi 9", In: Among(1, 2, 3)}
	if m := Find(p, gone); m.Node != 3 {
		t.Errorf("node %d: %s", m.Node, m.Reason)
	}
	gone.In = Among(1, 2, 4)
	if m := Find(p, gone); m.Found() {
		t.Errorf("the deletion of the account is taken for it: %v", m.Because)
	}
	gone.In = Among(2, 3)
	if m := Find(p, gone); m.Found() {
		t.Errorf("without its name it is about the device: %v", m.Because)
	}
}

// To change a list is to open it for editing; to change anything else is not.
func TestAListIsOpenedForEditing(t *testing.T) {
	for label, want := range map[string]bool{"Change list": true, "Edit list": true, "Change password": false, "Change device": false, "Change": false, "Delete list": false, "Change list and delete": false} {
		if sure, _ := Opener(pageOf("en", button(label)), 0); (sure > 0) != want {
			t.Errorf("%q: %v, want %v", label, sure, want)
		}
	}
	if sure, _ := Opener(pageOf("de", button("Liste ändern")), 0); sure == 0 {
		t.Error("“Liste ändern” is no opener")
	}
}
