package intent

import (
	"slices"
	"strings"
	"testing"

	"miacct/snapshot"
)

// dialogOf is a page with a dialog of that title and those nodes.
func dialogOf(lang, title string, nodes ...snapshot.Node) snapshot.Page {
	p := pageOf(lang, nodes...)
	for i := range p.Nodes {
		p.Nodes[i].Layer = 0
	}
	p.Layers = []snapshot.Layer{{Kind: snapshot.Dialog, Name: title, Modal: true, Root: -1}, {Kind: snapshot.Document, Root: -1}}
	return p
}

// No dialog is closed for ever: who closes for good deletes.
func TestClosingForEverDeletes(t *testing.T) {
	account := Target{Do: Delete, Of: Account, Pressed: "…"}
	for lang, c := range map[string][3]string{ // title, yes, no
		"en": {"Delete your account?", "Close forever", "Close"},
		"de": {"Konto löschen?", "Für immer schließen", "Schließen"},
		"fr": {"Supprimer le compte ?", "Fermer définitivement", "Fermer"},
		"es": {"¿Eliminar la cuenta?", "Cerrar para siempre", "Cerrar"},
		"it": {"Eliminare l'account?", "Chiudi definitivamente", "Chiudi"},
		"pl": {"Usunąć konto?", "Zamknij na stałe", "Zamknij"},
		"uk": {"Видалити обліковий запис?", "Закрити назавжди", "Закрити"},
	} {
		p := dialogOf(lang, c[0], button(c[1]), button(c[2]))
		got := ReadPrompt(p, 0, account)
		if ok, why := got.Answerable(); !ok || got.Yes != 0 {
			t.Errorf("%s: the yes is %d, %s", lang, got.Yes, why)
		}
		p = dialogOf(lang, c[0], button(c[2]))
		if got := ReadPrompt(p, 0, account); got.Yes >= 0 {
			t.Errorf("%s: %q alone is taken for the yes", lang, c[2])
		}
	}
	device := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Turn off"}
	if got := ReadPrompt(dialogOf("en", "Turn off Find Device?", button("Close account forever"), button("Cancel")), 0, device); got.Yes == 0 {
		t.Error("closing the account is taken for turning Find Device off")
	}
}

// Who knows or understands something consents to nothing: its words need not be known. Who agrees does.
func TestAcknowledging(t *testing.T) {
	account := Target{Do: Delete, Of: Account}
	for _, c := range []struct {
		lang, label string
		want        bool
	}{
		{"en", "I understand the whatsits of it", true},
		{"de", "Mir ist klar, dass das Schnurbeln geschnurbelt wird", true},
		{"en", "I understand that this deletes all frobs of the account", true},
		{"en", "I agree to the whatsits of frobnication", false},
		{"en", "I understand and subscribe to the newsletter", false},
		{"en", "I understand that my family loses it too", false},
		{"en", "I understand that the photos of Bob are sent", false},
		{"en", "The whatsits of it", false},
	} {
		page := pageOf(c.lang, heading("Delete your account"), checkbox(c.label))
		form := ReadForm(page, []int{0, 1}, account)
		if got := slices.Contains(form.Tick, 1); got != c.want {
			t.Errorf("%s: %q is ticked: %v", c.lang, c.label, got)
		}
	}
}

// What stands before a colon and says nothing is left out of what is asked; what says something is not.
func TestAPrefaceAsksNothing(t *testing.T) {
	account := Target{Do: Delete, Of: Account, Pressed: "Go"}
	for title, want := range map[string]bool{
		"Ultimate wrzlbrmft: delete the account?":  true,
		"Photos: delete the account?":              false,
		"Cancel the deletion: delete the account?": false,
		"If you must: delete the account?":         false,
	} {
		got := ReadPrompt(dialogOf("en", title, button("Yes"), button("No")), 0, account)
		if ok, why := got.Answerable(); ok != want {
			t.Errorf("%q answerable %v: %s", title, ok, why)
		}
	}
}

// "Go on having it on" leaves it on, where "go on" alone leads on.
func TestGoingOnHavingItOn(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Turn off"}
	for lang, c := range map[string][3]string{
		"en": {"Turn off Find Device?", "Yes", "Continue with it enabled"},
		"zh": {"关闭查找设备？", "是", "继续开启"},
		"ru": {"Отключить поиск устройства?", "Да", "Продолжить с включённым"},
	} {
		got := ReadPrompt(dialogOf(lang, c[0], button(c[1]), button(c[2])), 0, off)
		if ok, why := got.Answerable(); !ok || got.Yes != 0 || got.No != 1 {
			t.Errorf("%s: yes %d, no %d: %s", lang, got.Yes, got.No, why)
		}
	}
}

// A question for reasons is answered by its last choice where none is understood to be neutral; another question is not.
func TestTheLastReason(t *testing.T) {
	account := Target{Do: Delete, Of: Account}
	radio := func(label string) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Radio, Name: label, Parent: -1, State: snapshot.State{Checked: snapshot.No}}
	}
	for question, want := range map[string]int{"Why are you leaving?": 5, "Which whatsit do you want?": -1} {
		p := pageOf("en", heading("Delete your account"), heading(question), radio("Too many frobs"), radio("The whatsit broke"), radio("It snurbles"), radio("Quizzaciously"))
		if form := ReadForm(p, []int{0, 1, 2, 3, 4, 5}, account); form.Reason != want {
			t.Errorf("%q is answered by %d, want %d", question, form.Reason, want)
		}
	}
}

// The list of "devices of this account" is about devices, and "out of the account" is said of one of them.
func TestDevicesOfTheAccount(t *testing.T) {
	row := func(lang, headline, label string) Match {
		p := pageOf(lang, heading(headline), in(0, text("Mi 9")), in(0, button(label)))
		return Find(p, Target{Do: Delete, Of: Device, Item: "Mi 9", In: Among(1, 2)})
	}
	for _, c := range [][3]string{
		{"en", "Devices on this account", "Remove from the account"},
		{"it", "Dispositivi collegati all'account", "Rimuovi dall'account"},
		{"ja", "このアカウントの端末", "アカウントから削除"},
		{"ru", "Устройства аккаунта", "Убрать из аккаунта"},
	} {
		if m := row(c[0], c[1], c[2]); m.Node != 2 {
			t.Errorf("%s: %q below %q is not found: %s", c[0], c[2], c[1], m.Reason)
		}
	}
	for _, label := range []string{"Delete the account", "Delete photos from the account", "Remove the device and the account"} {
		if m := row("en", "Devices on this account", label); m.Found() {
			t.Errorf("%q is taken for removing the device", label)
		}
	}
}

// On a page that is known to be about deleting the account, erasing it is deleting it, and what its
// sections are called says nothing against that.
func TestErasingOnThePageOfTheDeletion(t *testing.T) {
	target := Target{Do: Delete, Of: Account, Hints: Hints{Page: "its address"}}
	for _, c := range []struct {
		label string
		want  bool
	}{
		{"Wipe my account", true}, {"Erase my account now", true}, {"Clear the account's photos", false}, {"Delete my account data of Bob", false}, {"Don't erase my account", false},
	} {
		p := pageOf("en", heading("Your agreement"), button(c.label))
		if m := Find(p, target); m.Found() != c.want {
			t.Errorf("%q found: %v, %s", c.label, m.Found(), m.Reason)
		}
	}
}

// In Greek a semicolon ends a question.
func TestAGreekQuestionEnds(t *testing.T) {
	got := sentences("Απενεργοποίηση; Δεν θα το βλέπετε.")
	if len(got) != 2 || len(sentences("one; two")) != 1 {
		t.Errorf("%q", got)
	}
}

// A session that goes on is being signed in, one that ended is not.
func TestSessionsAreSignedIn(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Your session is open on other devices", true}, {"es", "Tu sesión continúa en otro navegador", true}, {"en", "You are still signed in elsewhere", true},
		{"en", "Your session has expired", false}, {"en", "Your account was deleted", false},
		{"en", "You are signed out everywhere", false}, {"cs", "Děkujeme, že jste byli s námi. Všude jste odhlášeni.", false}, {"de", "Du bist überall abgemeldet", false},
	} {
		if got := SignedIn(c.text, c.lang); got != c.want {
			t.Errorf("%s: %q: %v", c.lang, c.text, got)
		}
	}
}

// A captcha's picture is renewed by a press, and its text may speak of the code in it: the button beside it sends the
// one-time code, in any language.
func TestACaptchasPictureSendsNoCode(t *testing.T) {
	for lang, c := range map[string][3]string{
		"en": {"We send a verification code to your phone", "Send another verification code", "Send"},
		"de": {"Wir senden einen Bestätigungscode an dein Telefon", "Neuen Code anfordern", "Senden"},
		"es": {"Enviaremos un código de verificación a tu teléfono", "Reenviar código", "Enviar"},
	} {
		picture := snapshot.Node{Kind: snapshot.Button, Role: "img", Tag: "img", Name: c[1], Weak: true, Parent: -1}
		page := pageOf(lang, text(c[0]), snapshot.Node{Kind: snapshot.Field, Placeholder: "abc", Parent: -1}, picture, button(c[2]))
		if form := ReadForm(page, []int{0, 1, 2, 3}, Target{Do: Verify, Of: Identity}); form.SendCode != 3 || form.Resend == 2 {
			t.Errorf("%s: the code is sent by %d and again by %d", lang, form.SendCode, form.Resend)
		}
	}
}

// Where a page says that it will send a code, whatever one word or two say it by, a control that only says to send sends it.
func TestPlainSendWhereACodeIsSpokenOf(t *testing.T) {
	for lang, says := range map[string][2]string{
		"zh": {"为保护帐号安全，我们会发送验证码到 +120******47", "发送短信"},
		"en": {"We will send a verification code to +120******47.", "Send"},
		"ja": {"+120******47 に認証コードを送信します。", "送信"},
		"es": {"Enviaremos un código de verificación al +120******47.", "Enviar"},
		"de": {"Wir senden einen Bestätigungscode an +120******47.", "Senden"},
		"ru": {"Мы отправим код подтверждения на номер +120******47.", "Отправить"},
	} {
		page := snapshot.Page{Lang: lang, Layers: []snapshot.Layer{{Kind: snapshot.Document}}, Nodes: []snapshot.Node{
			{Kind: snapshot.Text, Text: says[0], Parent: -1}, {Kind: snapshot.Button, Name: says[1], Parent: -1},
		}}
		if form := ReadForm(page, []int{0, 1}, Target{Do: Verify, Of: Identity}); form.SendCode != 1 {
			t.Errorf("%s: %q is not seen to send the code", lang, says[1])
		}
	}
}

// A list of reasons that is drawn is opened, its neutral choice is chosen, and what it shows then is no question more.
// Its choices say nothing of what is asked. Controls that act are no choices.
func TestADrawnListOfReasons(t *testing.T) {
	const head = `page "https://account.xiaomi.com/x" title="Account" lang="en"
frame "https://account.xiaomi.com/x" allowed
layer "dialog" modal
layer "document"
- heading "Delete your account" layer=0 box=0,0,300,30
- text "Why are you leaving?" layer=0 box=0,40,300,20
`
	const tail = `- button "Cancel" layer=0 for="native" box=0,300,80,30
- button "Delete account" layer=0 for="native" box=100,300,120,30
`
	for name, c := range map[string]struct{ nodes, reason, yes string }{
		"closed":   {"- button \"Choose a reason ▾\" layer=0 weak for=\"cursor\" box=0,70,300,40\n", "Choose a reason ▾", "Delete account"},
		"answered": {"- button \"Other reason ▾\" layer=0 weak for=\"cursor\" box=0,70,300,40\n", "", "Delete account"},
		"open": {`- button "Choose a reason ▾ I use another account I changed brands Other" layer=0 weak for="cursor" box=0,70,300,160
  - text "Choose a reason ▾" layer=0 box=0,70,300,40
  - text "I use another account" layer=0 box=0,110,300,40
  - text "I changed brands" layer=0 box=0,150,300,40
  - text "Other" layer=0 box=0,190,300,40
`, "Other", "Delete account"},
		"choices to press": {`- button "I use another account" layer=0 weak for="cursor" box=0,110,300,40
- button "I changed brands" layer=0 weak for="cursor" box=0,150,300,40
- button "Other" layer=0 weak for="cursor" box=0,190,300,40
`, "Other", "Delete account"},
		"radios": {`- radio "I use another account" layer=0 checked=no for="native" box=0,110,20,20
- text "I use another account" layer=0 box=30,110,300,20
- radio "Privacy" layer=0 checked=no for="native" box=0,150,20,20
- text "Privacy" layer=0 box=30,150,300,20
- radio "Something else" layer=0 checked=no for="native" box=0,190,20,20
- text "Something else" layer=0 box=30,190,300,20
`, "Something else", "Delete account"},
		"what acts": {`- button "Skip" layer=0 weak for="cursor" box=0,110,300,40
- button "Pause my account" layer=0 weak for="cursor" box=0,150,300,40
- button "Delete it" layer=0 weak for="cursor" box=0,190,300,40
`, "", ""},
	} {
		p, err := snapshot.Parse(head + c.nodes + tail)
		if err != nil {
			t.Fatal(err)
		}
		got := ReadPrompt(p, 0, Target{Do: Delete, Of: Account})
		reason, yes := "", ""
		if got.Reason >= 0 {
			reason = p.Nodes[got.Reason].Label()
		}
		if ok, _ := got.Answerable(); ok {
			yes = p.Nodes[got.Yes].Label()
		}
		if reason != c.reason || yes != c.yes {
			t.Errorf("%s: chooses %q, presses %q; %+v", name, reason, yes, got)
		}
	}
}

// The title of a row in two lines may hold the second in its own box.
func TestATitleThatHoldsTheLineBelow(t *testing.T) {
	for name, c := range map[string]struct{ row, want string }{
		"below it":  {"  - text \"Delete account\" box=0,10,300,40\n    - text \"Cancels all that you have with us\" box=0,32,300,18\n", "Delete account"},
		"beside it": {"  - text \"Delete account\" box=0,10,300,20\n    - text \"of another member\" box=150,10,150,20\n", ""},
	} {
		p, err := snapshot.Parse(`page "https://account.xiaomi.com/x" title="Account" lang="en"
frame "https://account.xiaomi.com/x" allowed
layer "document"
- button "Delete account Cancels all" weak for="cursor" box=0,0,300,60
` + c.row)
		if err != nil {
			t.Fatal(err)
		}
		if got := newReader(p, names{}).titled(0, false); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A box that has more done than was asked for is left, and unticked where it is ticked beforehand. One that keeps something is
// not touched, and not understood.
func TestABoxThatDoesMore(t *testing.T) {
	for _, c := range []struct {
		label, checked string
		answer, untick bool
	}{
		{"Also erase all data on this phone", "yes", true, true},
		{"Also erase all data on this phone", "no", true, false},
		{"Außerdem alle Daten auf dem Gerät löschen", "yes", true, true},
		{"Do not erase this phone", "yes", false, false},
		{"Keep my data and erase the rest", "yes", false, false},
	} {
		p, err := snapshot.Parse(`page "https://i.mi.com/find" title="Find device" lang="` + map[bool]string{true: "de", false: "en"}[strings.HasPrefix(c.label, "Au")] + `"
frame "https://i.mi.com/find" allowed
layer "dialog" modal
layer "document"
- heading "Turn off Find Device for Mi 9?" layer=0
- checkbox "` + c.label + `" layer=0 checked=` + c.checked + ` for="native"
- text "` + c.label + `" layer=0
- button "Turn off" layer=0 for="native"
- button "Cancel" layer=0 for="native"
`)
		if err != nil {
			t.Fatal(err)
		}
		got := ReadPrompt(p, 0, Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Turn off Find Device"})
		if ok, why := got.Answerable(); ok != c.answer || len(got.Untick) == 1 != c.untick {
			t.Errorf("%s, %s: answered %v (%s), unticked %v", c.label, c.checked, ok, why, got.Untick)
		}
	}
}
