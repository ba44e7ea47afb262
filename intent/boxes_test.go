package intent

import (
	"slices"
	"testing"

	"miacct/snapshot"
)

// The lines of a list of what is lost are ticked, where its lead says that each is to be understood, or a line of it
// does; a box that asks for more than to be noted is not, wherever it stands.
func TestAListOfWhatIsLost(t *testing.T) {
	for name, c := range map[string]struct {
		lang  string
		above []snapshot.Node
		boxes []string
		want  int // of them are ticked
	}{
		"each to be understood": {"en", []snapshot.Node{heading("Delete account"), text("Confirm that you understand each statement.")},
			[]string{"Photos, notes and backups in Mi Cloud will be erased.", "Purchases and subscriptions can’t be transferred.", "Deletion can’t be undone."}, 3},
		"consequences": {"it", []snapshot.Node{heading("Conseguenze")},
			[]string{"Foto, contatti e note saranno cancellati per sempre", "Gli acquisti e i buoni andranno persi", "Non potrò più accedere ai servizi Xiaomi con questo account", "So che l’eliminazione è immediata e definitiva"}, 4},
		"what is lost, by its name": {"fr", []snapshot.Node{heading("Ce que vous allez perdre")},
			[]string{"Mes photos, contacts, notes et messages", "Mes achats, bons et avantages", "L’accès à tous les services Xiaomi"}, 3},
		"what will be erased": {"pt", []snapshot.Node{heading("O que será apagado")},
			[]string{"Fotos, contatos e backups da Mi Nuvem", "Compras, cupons e pontos"}, 2},
		"a line says it": {"de", []snapshot.Node{heading("Konto löschen")},
			[]string{"Ich verstehe, dass mein Konto gelöscht wird", "Gutscheine und Punkte gehen verloren"}, 2},
		"a line says that it is accepted": {"en", []snapshot.Node{heading("Delete my account"), text("Please tick all of these")},
			[]string{"I understand that my account will be deleted", "I cannot undo this."}, 2},
		"each to be ticked": {"en", []snapshot.Node{heading("Delete my account"), text("Please tick all of these")},
			[]string{"My photos, notes and contacts in the cloud will be deleted.", "I cannot undo this."}, 2},
		"what is lost, and that there is no way back": {"fr", []snapshot.Node{heading("Ce que tu vas perdre")},
			[]string{"Mes photos, notes et contacts seront effacés.", "Mes points et mes achats seront perdus.", "J’ai compris que je ne pourrai pas revenir en arrière."}, 3},
		"a promise above": {"en", []snapshot.Node{heading("Delete account"), text("We do not share your data.")},
			[]string{"Newsletter", "Offers of our partners"}, 0},
		"nothing says it": {"en", []snapshot.Node{heading("Delete account")},
			[]string{"My photos and notes", "Vouchers cannot be used elsewhere"}, 0},
		"more than to be noted": {"en", []snapshot.Node{heading("Delete account"), text("Confirm that you understand each statement.")},
			[]string{"Send me the newsletter", "Also close the accounts of my family", "Keep a copy of my photos", "Cancel my subscription", "I would like to be told of offers", "Turn on backup", "Do not delete my photos", "Should Xiaomi contact you?"}, 0},
	} {
		nodes := slices.Clone(c.above)
		for _, b := range c.boxes {
			nodes = append(nodes, checkbox(b), text(b))
		}
		form := ReadForm(pageOf(c.lang, nodes...), upTo(len(nodes)), Target{Do: Delete, Of: Account})
		if len(form.Tick) != c.want {
			t.Errorf("%s: ticks %d of %d: %v, %v", name, len(form.Tick), len(c.boxes), form.Tick, form.Others)
		}
	}
}

func upTo(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// What is to be typed may be shown by the field itself: a word of the sentence that asks for it.
func TestAPhraseThatTheFieldShows(t *testing.T) {
	for _, c := range [][4]string{
		{"en", "Type goodbye below so we know you really mean it.", "goodbye", "goodbye"},
		{"de", "Gib Tschüss ein, um fortzufahren.", "Tschüss", "Tschüss"},
		{"ru", "Введите слово УДАЛИТЬ", "", "УДАЛИТЬ"},
		{"el", "Πληκτρολογήστε ΔΙΑΓΡΑΦΗ", "", "ΔΙΑΓΡΑΦΗ"},
		{"en", "Type goodbye below so we know you really mean it.", "your answer", ""},
		{"en", "You say goodbye to all your data.", "goodbye", ""},
		{"en", "Enter your email to go on.", "name@example.com", ""},
	} {
		field := snapshot.Node{Kind: snapshot.Field, Placeholder: c[2], Parent: -1}
		p := pageOf(c[0], heading("Delete account"), text(c[1]), field)
		if form := ReadForm(p, []int{0, 1, 2}, Target{Do: Delete, Of: Account}); form.Phrase != c[3] {
			t.Errorf("%q with %q: types %q", c[1], c[2], form.Phrase)
		}
	}
}

// How an emoji is drawn is no word.
func TestAnEmojiIsNoWord(t *testing.T) {
	for _, c := range [][2]string{{"fr", "🗑️ Retirer de mon compte"}, {"en", "🗑️ Remove from my account"}, {"de", "❌️ Aus dem Konto entfernen"}} {
		p := pageOf(c[0], heading("Mi 9"), in(0, button(c[1])))
		if m := Find(p, Target{Do: Delete, Of: Device, Item: "Mi 9"}); m.Node != 1 {
			t.Errorf("%q is not found: %s", c[1], m.Reason)
		}
	}
	if m := Of(pageOf("fr", button("ℹ️ Voir les détails")), 0); len(m.Left) > 0 {
		t.Errorf("left: %q", m.Left)
	}
}

// Who says that there is no account names what it was looked for by: a phone is a number there.
func TestNoAccountByMailOrPhone(t *testing.T) {
	for lang, text := range map[string]string{
		"pl": "Nie ma konta z takim adresem e-mail ani numerem telefonu.",
		"ru": "Аккаунт с такой почтой или телефоном не найден.",
		"en": "We do not hold an account with these details.",
		"de": "Ein Konto mit dieser Kennung besteht nicht.",
	} {
		if s := Sentence(text, lang); s.Says != SaysNoAccount {
			t.Errorf("%q says %q", text, s.Says)
		}
	}
	if s := Sentence("No devices are linked to this account.", "en"); s.Says == SaysNoAccount {
		t.Error("no devices pass for no account")
	}
}

// What is to be typed may be set apart by the text's markup, and else by nothing.
func TestAPhraseThatMarkupSetsApart(t *testing.T) {
	for _, c := range [][4]string{
		{"en", "To show you mean it, type close my account", "close my account", "close my account"},
		{"de", "Gib zur Bestätigung ade wolke ein", "ade wolke", "ade wolke"},
		{"en", "To show you mean it, type close my account", "", ""},
		{"en", "You lose all your data with this account", "all your data", ""},
	} {
		said := text(c[1])
		said.Marked = c[2]
		p := pageOf(c[0], heading("Delete account"), said, snapshot.Node{Kind: snapshot.Field, Name: c[1], Parent: -1})
		if form := ReadForm(p, []int{0, 1, 2}, Target{Do: Delete, Of: Account}); form.Phrase != c[3] {
			t.Errorf("%q with %q marked: types %q", c[1], c[2], form.Phrase)
		}
	}
}

// Of several fields the one is typed into that the sentence is about: it is called so, or comes next.
func TestThePhraseGoesIntoItsField(t *testing.T) {
	field := func(name string) snapshot.Node { return snapshot.Node{Kind: snapshot.Field, Name: name, Parent: -1} }
	asks := text("To go on, type DELETE")
	for name, c := range map[string]struct {
		nodes []snapshot.Node
		want  int
	}{
		"by its label":   {[]snapshot.Node{field("Anything else?"), asks, field("To go on, type DELETE")}, 2},
		"next":           {[]snapshot.Node{field("Anything else?"), asks, field("")}, 2},
		"before another": {[]snapshot.Node{asks, field(""), field("Anything else?")}, 1},
		"the only one":   {[]snapshot.Node{field(""), asks}, 0},
	} {
		p := pageOf("en", c.nodes...)
		if form := ReadForm(p, upTo(len(c.nodes)), Target{Do: Delete, Of: Account}); form.Type != c.want || form.Phrase != "DELETE" {
			t.Errorf("%s: types %q into %d, want %d", name, form.Phrase, form.Type, c.want)
		}
	}
}

// A box that nobody needs to tick is left where another beside it accepts what is asked, whatever it says; what agrees,
// takes note of a loss or denies something may be needed, and is not understood.
func TestOptionalBoxesAreLeft(t *testing.T) {
	account := Target{Do: Delete, Of: Account}
	for _, c := range []struct {
		lang, label string
		left        bool
	}{
		{"en", "Keep me posted about new products by email", true},
		{"en", "You may contact me about my reasons", true},
		{"de", "Sie dürfen mich zu meinen Gründen befragen", true},
		{"ko", "새 소식을 이메일로 받겠습니다", true},
		{"en", "I agree to the frobnication", false},
		{"en", "Do not frobnicate", false},
		{"en", "Close my family’s accounts", false},
	} {
		for _, alone := range []bool{false, true} {
			nodes := []snapshot.Node{heading("Delete account"), checkbox(c.label), button("Delete account")}
			if !alone {
				nodes = append(nodes, checkbox(map[string]string{"en": "I agree", "de": "Ich stimme zu", "ko": "동의합니다"}[c.lang]))
			}
			form := ReadForm(pageOf(c.lang, nodes...), upTo(len(nodes)), account)
			left := !slices.ContainsFunc(form.Others, func(o Other) bool { return o.Node == 1 })
			if left != (c.left && !alone) || slices.Contains(form.Tick, 1) {
				t.Errorf("%q, alone %v: left %v, ticks %v", c.label, alone, left, form.Tick)
			}
		}
	}
}

// A box that says what is ordered accepts it.
func TestABoxThatSaysTheOrder(t *testing.T) {
	for label, accepted := range map[string]bool{
		"I want to delete my account permanently": true, "Delete my account": true, "I want my account deleted": true, "I want only my account deleted": false, "I don’t want my account deleted": false,
		"Delete all my data for good": true, "Delete all my data from this phone": false, "Delete only my account": false, "Delete my photos": false, "Delete my account and those of my family": false, "Suspend my account": false, "Delete my account?": false,
	} {
		form := ReadForm(pageOf("en", heading("Delete account"), checkbox(label), button("Delete account")), upTo(3), Target{Do: Delete, Of: Account})
		if got := slices.Contains(form.Tick, 1); got != accepted {
			t.Errorf("%q is ticked: %v", label, got)
		}
	}
}

// That a phone is signed out, or how its number ends, is no end of the session.
func TestTheEndOfASession(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		over       bool
	}{
		{"en", "Your session has expired.", true}, {"es", "Tu sesión ha caducado", true}, {"en", "You have been signed out. Sign in again.", true},
		{"es", "Tu dispositivo · IMEI terminado en 3316. El teléfono cerrará sesión en Mi Cloud.", false},
		{"en", "It will be signed out and lose access to your account.", false}, {"en", "You were signed out. Sign in once more.", true}, {"en", "Your session has expired. You will be taken to the sign-in page.", true},
		{"en", "The phone will be signed out of Mi Cloud.", false}, {"en", "IMEI ending in 3316", false},
	} {
		if got := SessionOver(c.text, c.lang); got != c.over {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

// A link that changes Find Device leads to where it is changed; a button changes it.
func TestALinkToTheSettingOpens(t *testing.T) {
	link := snapshot.Node{Kind: snapshot.Link, Name: "Change Find Device", Href: "https://i.mi.com/find/1/setting", Parent: -1, Entry: -1}
	for want, n := range map[bool]snapshot.Node{true: link, false: button("Change Find Device")} {
		if sure, _ := Opener(pageOf("en", n), 0); (sure > 0) != want {
			t.Errorf("%s: opens %v", n.Kind, sure)
		}
	}
}

// To give up what is in the account is accepted, though one word may stand for that and for to call something off; to
// give up the deletion is not.
func TestABoxThatGivesUpWhatIsLost(t *testing.T) {
	for _, c := range []struct {
		lang, label string
		want        int
	}{
		{"zh", "我已了解并同意放弃以上全部数据与权益", 1},
		{"en", "I understand and agree to give up all of the above data and benefits", 1},
		{"de", "Ich verstehe und stimme zu, auf alle oben genannten Daten und Rechte zu verzichten", 1},
		{"es", "Entiendo y acepto renunciar a todos los datos y derechos anteriores", 1},
		{"fr", "Je comprends et accepte de renoncer à toutes ces données", 1},
		{"ru", "Я соглашаюсь отказаться от всех указанных данных и прав", 1},
		{"zh", "我同意放弃注销，保留数据", 0},
		{"de", "Ich stimme zu, auf die Löschung meiner Daten zu verzichten", 0},
		{"en", "I agree to give up the deletion and keep my data", 0},
	} {
		form := ReadForm(pageOf(c.lang, checkbox(c.label), text(c.label)), []int{0, 1}, Target{Do: Delete, Of: Account})
		if len(form.Tick) != c.want {
			t.Errorf("%s: ticks %v of %q: %v", c.lang, form.Tick, c.label, form.Others)
		}
	}
}

// Where each line of a list is to be ticked, a line by which something of the person's ends is one of them: not one that
// does more, or stands among lines that are not understood.
func TestABoxAmongThoseThatAreEachToBeTicked(t *testing.T) {
	const each = "Select each box to acknowledge that you have read it"
	lost := []string{"My files and photos will be deleted", "My gift balance expires", "My subscriptions end today"}
	for _, c := range []struct {
		above string
		lines []string
		want  bool
	}{
		{each, lost, true},
		{"Your choices", lost, false},
		{each, []string{"My files and photos will be deleted", "My gift balance expires", "My children's subscriptions end today"}, false},
		{"Check each item to confirm that you’ve read it", []string{"Cloud photos will be deleted.", "Mi Coins will be lost.", "Phones that were not removed may stay locked to this account."}, false},
		{"Check each item to confirm that you’ve read it", []string{"Cloud photos will be deleted.", "Mi Coins will be lost.", "Subscriptions end without a refund."}, true},
		{each, []string{"My files and photos will be deleted", "My gift balance expires", "Send my data to a partner"}, false},
		{each, []string{"Send me offers", "Ask the neighbours", "My subscriptions end today"}, false},
	} {
		nodes := []snapshot.Node{{Kind: snapshot.Heading, Text: c.above, Parent: -1}}
		var in []int
		for _, l := range c.lines {
			nodes = append(nodes, checkbox(l))
		}
		for i := range nodes {
			in = append(in, i)
		}
		form := ReadForm(pageOf("en", nodes...), in, Target{Do: Delete, Of: Account})
		if got := slices.Contains(form.Tick, len(c.lines)); got != c.want {
			t.Errorf("%q, %q: ticks %v, %v", c.above, c.lines, form.Tick, form.Others)
		}
	}
}

// A box that would have the accounts of others deleted, too, is unticked where it was ticked beforehand, and left where it was not.
func TestABoxThatEndsTheAccountsOfOthers(t *testing.T) {
	for _, c := range []struct {
		label  string
		ticked bool
		untick int
		others int
	}{
		{"Also close the child accounts in my family group (Mia, Leo)", true, 1, 0},
		{"Also close the child accounts in my family group (Mia, Leo)", false, 0, 0},
		{"Also delete the accounts of my two children", true, 1, 0},
		{"I understand that the accounts of my children are deleted, too", true, 0, 1},
		{"Also keep my children's accounts", true, 0, 1},
	} {
		box := checkbox(c.label)
		if c.ticked {
			box.State.Checked = snapshot.Yes
		}
		form := ReadForm(pageOf("en", box, checkbox("I understand that closing the account can't be undone")), []int{0, 1}, Target{Do: Delete, Of: Account})
		if len(form.Untick) != c.untick || len(form.Others) != c.others || slices.Contains(form.Tick, 0) {
			t.Errorf("%q, ticked %v: unticks %v, ticks %v, not understood %v", c.label, c.ticked, form.Untick, form.Tick, form.Others)
		}
	}
}
