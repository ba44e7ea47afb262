package intent

import (
	"testing"

	"miacct/snapshot"
)

// A state is told by any form of its word that agrees with what it is said of, and however politely.
func TestFormsOfAState(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       Said
	}{
		{"cs", "Váš účet je zavřený.", SaysDone}, {"es", "Tus cuentas han sido eliminadas.", SaysDone}, {"ru", "Учётная запись удалена.", SaysDone},
		{"ko", "계정이 지워졌어요.", SaysDone}, {"ko", "계정이 지워졌습니다.", SaysDone}, {"ko", "계정이 지워졌나요?", SaysQuestion},
		{"ko", "이런 이름의 계정이 없어요.", SaysNoAccount}, {"ko", "이런 이름의 계정은 없습니다.", SaysNoAccount},
		{"de", "Gelöschte Konten", SaysNothing},
	} {
		if got := Sentence(c.text, c.lang); got.Says != c.want {
			t.Errorf("%s: %q says %q, want %q", c.lang, c.text, got.Says, c.want)
		}
	}
}

// What opens a menu does not turn it on, in languages where one word does both.
func TestMenusAreOpened(t *testing.T) {
	for lang, labels := range map[string][]string{
		"en": {"Toggle navigation", "All services"}, "zh": {"打开导航", "打开菜单", "全部服务"}, "zh-TW": {"開啟選單", "開啟導覽"}, "ja": {"メニューを開く", "ナビゲーションを開く"},
		"vi": {"Mở menu", "Mở điều hướng"}, "th": {"เปิดเมนู"}, "tr": {"Menüyü aç", "Gezinmeyi aç"}, "de": {"Menü anzeigen", "Navigation öffnen"}, "ko": {"메뉴 열기"},
	} {
		for _, label := range labels {
			if sure, _ := Opener(pageOf(lang, button(label)), 0); sure == 0 {
				t.Errorf("%s: %q opens nothing", lang, label)
			}
		}
	}
	for lang, label := range map[string]string{"zh": "打开查找设备", "vi": "Mở tìm thiết bị", "tr": "Cihazı Bul'u aç"} {
		if sure, because := Opener(pageOf(lang, button(label)), 0); sure > 0 {
			t.Errorf("%s: %q may be pressed in search of something: %s", lang, label, because)
		}
	}
}

// A control that is a sentence, with its full stop, is a box that is only drawn: buttons have none.
func TestASentenceIsABox(t *testing.T) {
	page := func(agreed string) snapshot.Page {
		box := button(agreed)
		box.Weak = true
		return prompt("id", "Hapus perangkat dari akun?", box, button("Ya"), button("Tidak"))
	}
	target := Target{Do: Delete, Of: Device}
	p := ReadPrompt(page("Saya paham artinya."), 0, target)
	if p.Yes < 0 || page("").Nodes[p.Yes].Label() != "Ya" {
		t.Errorf("the yes is %+v", p)
	}
	if p := ReadPrompt(page("Saya paham"), 0, target); p.Yes >= 0 {
		t.Errorf("either of two may say yes, and %d was taken", p.Yes)
	}
}

// That something else was deleted tells nothing of the account.
func TestOtherThingsAreDeleted(t *testing.T) {
	for lang, texts := range map[string][]string{"en": {"Deleted photos", "Deleted files", "Your data was deleted."}, "es": {"Fotos eliminadas"}, "ru": {"Удалённые фото"}, "zh": {"照片已删除"}} {
		for _, text := range texts {
			if got := Sentence(text, lang); got.Says != SaysNothing {
				t.Errorf("%s: %q says %q", lang, text, got.Says)
			}
		}
	}
	if got := Sentence("Your account and all its data were deleted.", "en"); got.Says != SaysDone || got.Of != Account {
		t.Errorf("the account with its data: %+v", got)
	}
}

// What is true of any account that is closed tells nothing of this one.
func TestClosedAccountsInGeneral(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       Said
	}{
		{"es", "Una cuenta cerrada no se puede recuperar.", SaysNothing}, {"zh", "已注销的账号无法恢复。", SaysNothing}, {"id", "Akun yang ditutup tidak dapat dikembalikan.", SaysNothing},
		{"ro", "Un cont închis nu poate fi readus.", SaysNothing}, {"fr", "Un compte fermé ne peut pas être rétabli.", SaysNothing}, {"th", "บัญชีที่ปิดแล้วไม่สามารถกู้คืนได้", SaysNothing},
		{"zh", "您的账号已注销，无法恢复。", SaysDone}, {"en", "Your account has been deleted and cannot be restored.", SaysDone}, {"es", "Tu cuenta ha sido eliminada y no se puede recuperar.", SaysDone},
	} {
		if got := Sentence(c.text, c.lang); got.Says != c.want {
			t.Errorf("%s: %q says %q, want %q", c.lang, c.text, got.Says, c.want)
		}
	}
}
