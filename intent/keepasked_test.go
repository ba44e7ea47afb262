package intent

import (
	"testing"

	"miacct/snapshot"
)

// asking is a dialog with a question and buttons.
func asking(lang, question string, buttons ...string) snapshot.Page {
	p := snapshot.Page{Lang: lang, Layers: []snapshot.Layer{{Kind: snapshot.Dialog, Name: question, Modal: true, Root: -1}, {Kind: snapshot.Document, Root: -1}}}
	p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Heading, Text: question, Parent: -1, Entry: -1})
	for _, b := range buttons {
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Button, Name: b, Parent: -1, Entry: -1, For: []string{"native"}})
	}
	return p
}

// A question whether to keep is answered by the control that says what is to be done, or by a plain no.
func TestAQuestionWhetherToKeep(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}
	account := Target{Do: Delete, Of: Account}
	for _, c := range []struct {
		lang, question string
		buttons        []string
		target         Target
		yes            string
	}{
		{"es", "¿Quieres mantener Buscar dispositivo activado en Mi 9?", []string{"No, desactivar", "Sí, mantener"}, off, "No, desactivar"},
		{"es", "¿Conservar tu cuenta Mi?", []string{"No conservar: eliminar cuenta", "Confirmar y conservar"}, account, "No conservar: eliminar cuenta"},
		{"en", "Do you want to keep your account?", []string{"Keep my account", "Delete my account"}, account, "Delete my account"},
		{"en", "Do you want to keep your account?", []string{"Yes", "No"}, account, "No"},
		{"en", "Do you want to keep your account?", []string{"Keep my account", "No"}, account, "No"},
		{"en", "Do you want to keep your account?", []string{"Yes", "Cancel"}, account, ""},
		{"en", "Do you want to keep your account?", []string{"Yes", "No", "Delete"}, account, ""},
		{"en", "Delete your account?", []string{"Yes", "No"}, account, "Yes"},
		{"de", "„Gerät suchen“ auf Mi 9 (IMEI …4418) eingeschaltet lassen?", []string{"Nein", "Ja"}, off, "Nein"},
		{"en", "Keep Find Device on for Mi 9?", []string{"Keep", "Turn off", "Turn off for all devices"}, off, ""},
		{"en", "Keep your photos?", []string{"Keep", "Delete"}, account, ""},
	} {
		p := ReadPrompt(asking(c.lang, c.question, c.buttons...), 0, c.target)
		good, why := p.Answerable()
		yes := ""
		if good {
			yes = c.buttons[p.Yes-1]
		}
		if yes != c.yes {
			t.Errorf("%q %q: yes is %q, want %q (%s)", c.question, c.buttons, yes, c.yes, why)
		}
	}
}

// Of choices of how long, the one for good is chosen, where the others are for a time.
func TestHowLong(t *testing.T) {
	for _, c := range []struct {
		lang    string
		choices []string
		want    int
	}{
		{"de", []string{"Bis morgen, 08:00 Uhr", "Für 7 Tage", "Dauerhaft"}, 2},
		{"en", []string{"Permanently", "For 30 days"}, 0},
		{"en", []string{"For 7 days", "For 30 days"}, -1},
		{"en", []string{"Permanently", "On all devices"}, -1},
	} {
		p := asking(c.lang, "x")
		var all []int
		for _, l := range c.choices {
			all = append(all, len(p.Nodes))
			p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Radio, Name: l, Parent: -1, Entry: -1, State: snapshot.State{Checked: snapshot.No}})
		}
		got := newReader(p, names{}).lasting(all, Target{Do: TurnOff, Of: FindDevice})
		if got >= 0 {
			got -= all[0]
		}
		if got != c.want {
			t.Errorf("%q: %d, want %d", c.choices, got, c.want)
		}
	}
}

// What is denied is not done, in each part of a sentence by itself; a cause behind a colon tells that it is off; what is
// deleted in some days is not refused; a session that has ended is none.
func TestWhatASentenceSays(t *testing.T) {
	for text, more := range map[string]bool{"Nothing on the phone is erased.": false, "No data on the phone will be erased.": false, "There is no way back: the phone is erased.": true, "The phone is erased.": true} {
		p := ReadPrompt(asking("en", "Remove Mi 9?", "Cancel", "Remove"), 0, Target{Do: Delete, Of: Device, Item: "Mi 9"})
		newReader(snapshot.Page{Lang: "en"}, names{item: "Mi 9"}).more(&p, text, Target{Do: Delete, Of: Device, Item: "Mi 9"})
		if got := len(p.More) > 0; got != more {
			t.Errorf("%q says more: %v, want %v", text, got, more)
		}
	}
	for text, want := range map[string]Said{
		"At present this phone cannot be located: Find Device has been turned off.": SaysOff,
		"Find Device could not be turned off: the phone cannot be located.":         SaysRefused,
	} {
		if s := Sentence(text, "en"); s.Says != want {
			t.Errorf("%q: %s, want %s", text, s.Says, want)
		}
	}
	if s := Sentence("アカウント ID 6312345674 は30日後に削除されます。", "ja"); s.Says != SaysAccepted || s.Days != 30 {
		t.Errorf("%s after %d days", s.Says, s.Days)
	}
	for text, lang := range map[string]string{"Your session has expired. Please sign in again.": "en", "Ihre Sitzung ist abgelaufen. Bitte melden Sie sich erneut an.": "de", "登录已过期，请重新登录": "zh", "Сессия истекла. Войдите снова.": "ru", "Votre session a expiré, veuillez vous reconnecter.": "fr"} {
		if !SessionOver(text, lang) {
			t.Errorf("%q does not say that the session is over", text)
		}
	}
	for _, text := range []string{"The code has expired.", "The phone will be signed out.", "Has your session expired?"} {
		if SessionOver(text, "en") {
			t.Errorf("%q says that the session is over", text)
		}
	}
}

// Beside the yes of a prompt that asks the whole may stand another thing that is done for a time.
func TestAPauseBesideTheYes(t *testing.T) {
	for _, c := range []struct {
		lang, title string
		buttons     []string
		yes         string
	}{
		{"ru", "Удалить Mi аккаунт?", []string{"Отмена", "Подтвердить", "Приостановить на 30 дней"}, "Подтвердить"},
		{"en", "Delete your Mi Account?", []string{"Cancel", "Confirm", "Deactivate for 30 days"}, "Confirm"},
		{"en", "Delete your Mi Account?", []string{"Cancel", "Confirm", "Delete within 30 days"}, ""},
		{"en", "Delete your Mi Account?", []string{"Cancel", "Confirm", "Deactivate"}, ""},
		{"en", "Before you go", []string{"Cancel", "Confirm", "Deactivate for 30 days"}, ""},
	} {
		p := ReadPrompt(asking(c.lang, c.title, c.buttons...), 0, Target{Do: Delete, Of: Account})
		yes := ""
		if good, _ := p.Answerable(); good {
			yes = c.buttons[p.Yes-1]
		}
		if yes != c.yes {
			t.Errorf("%q %q: yes is %q, want %q", c.title, c.buttons, yes, c.yes)
		}
	}
}
