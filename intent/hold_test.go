package intent

import (
	"testing"
	"time"

	"miacct/snapshot"
)

func TestWhatIsToBeHeld(t *testing.T) {
	for _, c := range []struct {
		lang, label, text string
		want              time.Duration
	}{
		{"en", "Hold to delete account", "", holdsFor},
		{"en", "Delete account", "Press and hold the button for 3 seconds.", 4 * time.Second},
		{"en", "Hold for 2 seconds to delete", "", 3 * time.Second},
		{"en", "Delete account", "Do not hold the phone near the screen?", 0},
		{"en", "Delete account", "This cannot be undone.", 0},
		{"de", "Zum Löschen gedrückt halten", "", holdsFor},
		{"zh", "长按删除账号", "", holdsFor},
		{"ja", "長押しして削除", "", holdsFor},
		{"fr", "Supprimer le compte", "Maintenez appuyé pendant 3 secondes.", 4 * time.Second},
	} {
		page := prompt(c.lang, "", text(c.text), button(c.label))
		if got := Holds(page, len(page.Nodes)-1); got != c.want {
			t.Errorf("%q, %q: %v, want %v", c.label, c.text, got, c.want)
		}
	}
	gone := Target{Do: Delete, Of: Account}
	for lang, label := range map[string]string{"en": "Hold to delete account", "de": "Zum Löschen des Kontos gedrückt halten", "zh": "长按删除账号", "es": "Mantén pulsado para eliminar la cuenta", "ru": "Удерживайте, чтобы удалить аккаунт"} {
		page := snapshot.Page{Lang: lang, Layers: []snapshot.Layer{{Kind: snapshot.Document}}, Nodes: []snapshot.Node{in(-1, button(label))}}
		if m := Find(page, gone); !m.Found() {
			t.Errorf("%s: %q is not the control: %v", lang, label, m)
		}
	}
}
