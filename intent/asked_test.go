package intent

import (
	"testing"

	"miacct/snapshot"
)

// questioned is a dialog that asks a question, with two buttons.
func questioned(lang, question string, buttons ...string) snapshot.Page {
	p := snapshot.Page{Lang: lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}, {Kind: snapshot.Dialog, Root: 0}}, Nodes: []snapshot.Node{
		{Parent: -1, Entry: -1, Layer: 1, Kind: snapshot.Group, Role: "dialog", Tag: "div"},
		{Parent: 0, Entry: -1, Layer: 1, Kind: snapshot.Heading, Text: question, Tag: "h2"},
	}}
	for _, label := range buttons {
		p.Nodes = append(p.Nodes, snapshot.Node{Parent: 0, Entry: -1, Layer: 1, Kind: snapshot.Button, Text: label, Tag: "button", For: []string{"native"}})
	}
	return p
}

// A yes may be no more than the verb of the question, though by itself it closes, leaves or ends anything.
func TestYesRepeatsTheQuestion(t *testing.T) {
	account, find := Target{Do: Delete, Of: Account}, Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}
	for _, c := range []struct {
		lang, question, yes, no string
		target                  Target
		want                    bool
	}{
		{"en", "Close your account?", "Close", "Keep", account, true},
		{"en", "Terminate your account?", "Terminate", "Back", account, true},
		{"de", "Konto schließen?", "Schließen", "Behalten", account, true},
		{"fr", "Fermer le compte ?", "Fermer", "Garder", account, true},
		{"es", "¿Cerrar la cuenta?", "Cerrar", "Volver", account, true},
		{"ru", "Закрыть аккаунт?", "Закрыть", "Оставить", account, true},
		{"id", "Akhiri keanggotaan?", "Akhiri", "Batal", account, true},
		{"en", "Stop tracking this phone?", "Stop", "Keep tracking", find, true},
		{"en", "Turn off tracking for this phone?", "Stop", "Continue", find, false}, // either may be stopped
		{"en", "Turn off tracking for this phone?", "Continue", "Stop", find, false},
		{"de", "Ortung für dieses Handy ausschalten?", "Stopp", "Fortfahren", find, false},
		{"en", "Cancel the deletion of your account?", "Cancel", "Back", account, false},
		{"en", "Close this message?", "Close", "Back", account, false},
	} {
		p := questioned(c.lang, c.question, c.no, c.yes)
		q := ReadPrompt(p, 1, c.target)
		good, why := q.Answerable()
		if good && q.Yes >= 0 && p.Nodes[q.Yes].Text != c.yes {
			t.Errorf("%q: %q is taken for the yes", c.question, p.Nodes[q.Yes].Text)
		}
		if good != c.want {
			t.Errorf("%q, %q or %q: answerable is %v (%s), want %v", c.question, c.yes, c.no, good, why, c.want)
		}
	}
}

// What is to be typed stands out by its capitals, also in a script that has none, and behind any words.
func TestPhraseStandsOut(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"zh", "在下方输入 DELETE 进行确认", "DELETE"},
		{"ja", "下の欄に DELETE と入力", "DELETE"},
		{"th", "กรอกคำว่า DELETE", "DELETE"},
		{"de", "Tippe zum Fortfahren: KONTO SCHLIESSEN", "KONTO SCHLIESSEN"},
		{"el", "Για να προχωρήσετε, γράψτε: ΚΛΕΙΣΤΕ ΤΟΝ ΛΟΓΑΡΙΑΣΜΟ ΜΟΥ", "ΚΛΕΙΣΤΕ ΤΟΝ ΛΟΓΑΡΙΑΣΜΟ ΜΟΥ"},
		{"en", "Key in the following: DELETE", "DELETE"},
		{"en", "Note: IMPORTANT", ""},
		{"en", "PLEASE NOTE: THIS IS FINAL", ""},
	} {
		p := snapshot.Page{Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Nodes: []snapshot.Node{
			{Parent: -1, Entry: -1, Kind: snapshot.Heading, Text: c.text, Tag: "h2"},
			{Parent: -1, Entry: -1, Kind: snapshot.Field, Tag: "input", For: []string{"native"}},
			{Parent: -1, Entry: -1, Kind: snapshot.Button, Text: "OK", Tag: "button", For: []string{"native"}},
		}}
		if q := ReadForm(p, []int{0, 1, 2}, Target{Do: Delete, Of: Account}); q.Phrase != c.want {
			t.Errorf("%q: %q is to be typed, want %q", c.text, q.Phrase, c.want)
		}
	}
}

// In the row of a device, what stops tracking stops it for that device; beside another it is nothing of it.
func TestTrackingInTheRowOfADevice(t *testing.T) {
	for _, c := range []struct {
		lang, label, row string
		want             bool
	}{
		{"en", "Stop tracking", "Mi 9", true},
		{"de", "Ortung deaktivieren", "Mi 9", true},
		{"tr", "Takibi durdur", "Mi 9", true},
		{"zh", "停止定位", "Mi 9", true},
		{"en", "Stop tracking", "Mi 9T", false},
		{"en", "Track", "Mi 9", false},
	} {
		p := snapshot.Page{Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}, Entries: make([]snapshot.Entry, 1), Nodes: []snapshot.Node{
			{Parent: -1, Entry: 0, Kind: snapshot.Text, Text: c.row, Tag: "span"},
			{Parent: -1, Entry: 0, Kind: snapshot.Button, Text: c.label, Tag: "button", For: []string{"native"}},
		}}
		if m := Find(p, Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}); m.Found() != c.want {
			t.Errorf("%q in the row of %s: found is %v (%s), want %v", c.label, c.row, m.Found(), m.Reason, c.want)
		}
	}
}

// Of the halves of a verb the nearest ones belong together.
func TestHalvesOfAVerb(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Turn Find Device off on this phone?", true},
		{"en", "Turn Find Device off on this phone? Nothing is erased.", true},
		{"en", "Turn Find Device on for this phone?", false},
		{"de", "Schalten Sie die Ortung auf diesem Handy aus?", true},
	} {
		q := ReadNative(c.text, c.lang, Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"})
		if good, why := q.Answerable(); good != c.want {
			t.Errorf("%q: answerable is %v (%s), want %v", c.text, good, why, c.want)
		}
	}
}
