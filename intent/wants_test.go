package intent

import (
	"testing"

	"miacct/snapshot"
)

// What is to be typed may be the device's own name, or a word that the sentence was given, without quotes.
func TestWhatIsToBeTyped(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Type the device name Nadia home to confirm", "Nadia home"},
		{"en", "Enter Redmi Note 11 – Nadia home", "Redmi Note 11 – Nadia home"},
		{"en", "Type the name of the device to confirm", ""},
		{"en", "Enter the code that we sent to Nadia homestead", ""},
		{"ko", "확인하려면 해제합니다을(를) 입력하세요", "해제합니다"},
		{"ko", "비밀번호를 입력하세요", ""},
		{"en", "To go on, type: DELETE", "DELETE"},
	} {
		r := newReader(snapshot.Page{Lang: c.lang}, names{item: "Redmi Note 11 – Nadia home", labels: []string{"Nadia home"}})
		if got := r.phrase([]string{c.text}); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// A label of the device names it in a question as its name does.
func TestALabelNamesTheDevice(t *testing.T) {
	for label, want := range map[string]About{"Nadia home": AboutSame, "Redmi Note 11": AboutSame, "Nadia shop": AboutOther} {
		p := ReadNative("Disconnect Find Device for "+label+"?", "en", Target{Do: TurnOff, Of: FindDevice, Item: "Redmi Note 11 – Nadia home", Labels: []string{"Nadia home", "Redmi Note 11"}, Others: []string{"Nadia shop"}})
		if p.About != want {
			t.Errorf("%s: %s, want %s: %q", label, p.About, want, p.Because)
		}
	}
}

// Find Device is unlinked as well as turned off, and a device leaves the list of devices; a device is not unlinked from
// Find Device by an errand that turns it off.
func TestUnlinkedAndListed(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Redmi 10C"}
	gone := Target{Do: Delete, Of: Device, Item: "Redmi 10C"}
	for _, c := range []struct {
		lang, text string
		target     Target
		want       bool
	}{
		{"tr", "Redmi 10C için Cihazı bul bağlantısı kesilsin mi?", off, true},
		{"ko", "Redmi 10C의 기기 찾기 연결을 해제하시겠습니까?", off, true},
		{"ko", "Redmi 10C의 연결을 해제하시겠습니까?", off, false},
		{"tr", "Redmi 10C cihazlarınızdan silinsin mi?", gone, true},
		{"tr", "Redmi 10C ve cihazlarınız silinsin mi?", gone, false},
		{"tr", "Tüm cihazlarınız silinsin mi?", gone, false},
	} {
		if got := ReadNative(c.text, c.lang, c.target).About == AboutSame; got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

// The account may go with what is in it, and a remark may tell so; what is only in it is not the account.
func TestTheAccountAndWhatIsInIt(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Delete the account and everything in it", true},
		{"en", "Close my account for good (everything in it is deleted)", true},
		{"en", "Delete your account with all its data", true},
		{"en", "Delete account data", false},
		{"en", "Delete all data and keep the account", false},
		{"en", "Delete data and sign out of the account", false},
		{"de", "Konto samt allen Daten löschen", true},
		{"de", "Konto und Daten löschen", true},
		{"de", "Daten des Kontos löschen", false},
		{"fr", "Supprimer le compte et toutes ses données", true},
		{"es", "Eliminar los datos de la cuenta", false},
	} {
		if got := Says(c.text, c.lang, Target{Do: Delete, Of: Account}); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

// The maker's name between the words of a phrase does not take it apart.
func TestNoSuchAccountOfTheMaker(t *testing.T) {
	for text, lang := range map[string]string{"존재하지 않는 Mi 계정입니다": "ko", "This Xiaomi account does not exist": "en", "该小米账号不存在": "zh"} {
		if s := Sentence(text, lang); s.Says != SaysNoAccount {
			t.Errorf("%q: %s", text, s.Says)
		}
	}
}

// Boxes below words that lead to what is lost name it, in whatever words; what wants, agrees or sends is none.
func TestBoxesThatNameWhatIsLost(t *testing.T) {
	for label, want := range map[string]bool{"Frobnication and sync on all devices": true, "Zilch records": true, "Purchases and payment cards": true, "Send me offers": false, "Keep my photos": false, "I want zilch": false} {
		p := pageOf("en", text("Once your account is deleted, you will lose:"))
		for _, l := range []string{"Photos and notes", label} {
			p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Checkbox, Name: l, Parent: -1, Entry: -1, State: snapshot.State{Checked: snapshot.No}})
		}
		all := make([]int, len(p.Nodes))
		for i := range all {
			all[i] = i
		}
		f := ReadForm(p, all, Target{Do: Delete, Of: Account})
		if got := len(f.Tick) == 2; got != want {
			t.Errorf("%q: ticks %v, want %v", label, f.Tick, want)
		}
	}
}

// A field that says that it may be left empty is left so; one for the account's number gets it; the tab that is shown is
// nothing to press.
func TestFieldsOfADeletion(t *testing.T) {
	target := Target{Do: Delete, Of: Account, Item: "4102963385"}
	field := func(placeholder string) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Field, Placeholder: placeholder, Parent: -1, For: []string{"native"}}
	}
	read := func(placeholder string) Prompt {
		return ReadPrompt(prompt("en", "Delete your account?", text("This cannot be undone."), field(placeholder), button("Cancel"), button("Delete account")), 0, target)
	}
	if p := read("Optional: what could we do better?"); len(p.Others) > 0 || p.Type >= 0 {
		t.Errorf("an optional field: %+v", p)
	}
	if p := read("What could we do better?"); len(p.Others) == 0 {
		t.Errorf("a field that is not understood: %+v", p)
	}
	if p := read("Enter your account ID to confirm"); p.Type < 0 || p.Phrase != "4102963385" {
		t.Errorf("the field for the number gets %q: %+v", p.Phrase, p)
	}
	for _, other := range []string{"Enter your phone number to confirm", "Enter the number of your card to confirm", "Enter your e-mail address"} {
		if p := read(other); p.Phrase != "" {
			t.Errorf("%q gets %q", other, p.Phrase)
		}
	}
	tab := snapshot.Node{Kind: snapshot.Tab, Name: "Delete account", Parent: -1, For: []string{"role"}, State: snapshot.State{Selected: true}}
	if m := Find(pageOf("en", tab, button("Delete account")), target); m.Node != 1 {
		t.Errorf("beside its tab the control is %+v", m)
	}
}
