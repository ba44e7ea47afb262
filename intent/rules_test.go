package intent

import (
	"strings"
	"testing"

	"miacct/snapshot"
)

func TestTheBestNeedsALead(t *testing.T) {
	two := pageOf("en", button("Delete account"), button("Delete your account"))
	if m := Find(two, Target{Do: Delete, Of: Account}); m.Found() || !m.Ambiguous() {
		t.Errorf("two alike: %q was taken", two.Nodes[max(m.Node, 0)].Name)
	}
	// A bare verb in the right place is behind the whole label by more than the lead.
	p := pageOf("en", heading("Account"), button("Delete"), button("Delete account"))
	if m := Find(p, Target{Do: Delete, Of: Account}); m.Node != 2 {
		t.Errorf("found %d: %s", m.Node, m.Reason)
	}
	// A hint alone does not make a lead against the words.
	p = pageOf("en", button("Cancel deletion"), button("Keep account"))
	m := Find(p, Target{Do: Delete, Of: Account, Hints: Hints{Nodes: []int{0, 1}, Phrases: []string{"Cancel deletion"}, IDs: []string{"delete"}}})
	if m.Found() {
		t.Errorf("a hint took %q for the deletion", p.Nodes[m.Node].Name)
	}
	if len(m.Nearest) == 0 || m.Reason == "" {
		t.Error("what was not found has no reason")
	}
}

func TestAWordLeftOverIsNotUnderstood(t *testing.T) {
	for _, label := range []string{"Delete account zilch", "Delete account of Granny", "Turn off Find device frobnicate", "Konto löschen Quax"} {
		for _, target := range []Target{{Do: Delete, Of: Account}, {Do: TurnOff, Of: FindDevice}} {
			if m := Find(pageOf("", button(label)), target); m.Found() {
				t.Errorf("%q was taken for %s %s", label, target.Do, target.Of)
			}
		}
	}
	p := prompt("en", "Turn off Find device?", button("Cancel"), button("Turn off blorp"))
	if ok, _ := ReadPrompt(p, 0, Target{Do: TurnOff, Of: FindDevice}).Answerable(); ok {
		t.Error("a yes with a word left over was understood")
	}
}

func TestNegationAndExceptionAreReadFirst(t *testing.T) {
	for lang, labels := range map[string][]string{
		"en": {"Don't delete account", "Cancel account deletion", "Keep account", "Delete all except account", "Could not delete account", "Don't turn off Find device", "Withdraw consent", "Only delete account if offline"},
		"de": {"Konto nicht löschen", "Löschung des Kontos abbrechen", "Gerät finden nicht ausschalten"},
		"fr": {"Ne pas supprimer le compte", "Annuler la suppression du compte", "Ne pas désactiver Localiser l'appareil"},
		"tr": {"Silme", "Hesabı silme", "Cihazı bul özelliğini kapatma", "Hesap silinemedi"},
		"ru": {"Не удалять аккаунт", "Отменить удаление аккаунта", "Не удалось удалить аккаунт", "Не отключать Поиск устройства"},
		"ja": {"アカウントを削除しない", "アカウントの削除をキャンセル", "「デバイスを探す」をオフにできません"},
		"ko": {"계정 삭제 안 함", "계정 삭제 취소", "기기 찾기를 끄지 못했습니다"},
		"zh": {"不删除账号", "取消注销账号", "取消注销", "无法关闭查找设备", "暂不关闭查找设备"},
		"th": {"ไม่ลบบัญชี", "ยกเลิกการลบบัญชี", "เปิดการค้นหาอุปกรณ์"},
		"ar": {"عدم حذف الحساب", "إلغاء حذف الحساب", "تشغيل العثور على الجهاز"},
		"vi": {"Không xóa tài khoản", "Hủy xóa tài khoản"},
	} {
		for _, label := range labels {
			for _, target := range []Target{{Do: Delete, Of: Account}, {Do: Delete, Of: Device}, {Do: TurnOff, Of: FindDevice}} {
				for _, tag := range []string{lang, ""} {
					if m := Find(pageOf(tag, heading("Account"), button(label)), target); m.Found() {
						t.Errorf("%s %q was taken for %s %s: %v", tag, label, target.Do, target.Of, m.Because)
					}
				}
			}
		}
	}
}

func TestExcludedTopicsComeBeforeEverything(t *testing.T) {
	for _, label := range []string{"Delete cookies and account", "Remove payment method", "Delete another account", "Turn off Find device ads", "Remove credit card device"} {
		for _, target := range []Target{{Do: Delete, Of: Account}, {Do: Delete, Of: Device}, {Do: TurnOff, Of: FindDevice}} {
			if Find(pageOf("en", button(label)), target).Found() {
				t.Errorf("%q was taken for %s %s", label, target.Do, target.Of)
			}
		}
	}
	if m := Of(pageOf("en", button("Accept all cookies")), 0); m.Topic != "cookies" {
		t.Errorf("topic %q, want cookies", m.Topic)
	}
}

func TestNearMissesAreOtherObjects(t *testing.T) {
	near := []string{"Delete backup", "Sign out of all devices", "Remove payment method", "Cancel deletion", "Erase device", "Withdraw consent", "Keep account",
		"Delete photos", "Play sound", "Lost mode", "Report", "Lock device", "Rename device", "Factory reset", "Delete all data", "Remove all devices", "Delete account data", "Remove device and account"}
	for _, label := range near {
		for _, context := range []string{"Find device", "My devices", "Delete account", "Account"} {
			p := pageOf("en", heading(context), in(0, text("Mi 9")), in(0, button(label)))
			for _, target := range []Target{{Do: Delete, Of: Account}, {Do: Delete, Of: Device, In: InEntry(0), Item: "Mi 9"}, {Do: TurnOff, Of: FindDevice, In: InEntry(0), Item: "Mi 9"}} {
				if m := Find(p, target); m.Found() {
					t.Errorf("%q under %q was taken for %s %s: %v", label, context, target.Do, target.Of, m.Because)
				}
			}
		}
	}
}

// TestLookalikesInContext puts each near miss and opposite that differs from its target by its
// label beside the true control: none is taken in its place.
func TestLookalikesInContext(t *testing.T) {
	labels := composedLabels(t)
	real := map[string]map[string]string{}
	same := map[string]bool{}
	for _, c := range labels {
		if c.class == "target" {
			if real[c.lang] == nil {
				real[c.lang] = map[string]string{}
			}
			if real[c.lang][c.control] == "" {
				real[c.lang][c.control] = c.label
			}
			same[c.lang+trimmed(fold(c.label, c.lang))] = true
		}
	}
	taken, tried := 0, 0
	for _, c := range labels {
		if c.class == "target" || same[c.lang+trimmed(fold(c.label, c.lang))] {
			continue
		}
		for control, target := range map[string]Target{"turn-off-find-device": {Do: TurnOff, Of: FindDevice}, "remove-device": {Do: Delete, Of: Device}, "delete-account": {Do: Delete, Of: Account}} {
			tried++
			p := pageOf(c.lang, heading("Xiaomi"), button(c.label), button(real[c.lang][control]))
			if m := Find(p, target); m.Node == 1 {
				taken++
				t.Errorf("%s %s %q was taken for %s %s beside %q", c.control, c.lang, c.label, target.Do, target.Of, real[c.lang][control])
			}
		}
	}
	t.Logf("near misses and opposites in context: %d of %d taken", taken, tried)
}

func TestFindByHintSwitchAndWeakControls(t *testing.T) {
	icon := snapshot.Node{Kind: snapshot.Button, Hint: "btn-icon delete-device trash"}
	p := pageOf("ru", in(0, text("Mi 9")), in(0, icon))
	if m := Find(p, Target{Do: Delete, Of: Device, In: InEntry(0)}); m.Node != 1 || m.Score >= 90 {
		t.Errorf("icon by its identifiers: %d, %.0f, %s", m.Node, m.Score, m.Reason)
	}
	on := snapshot.Node{Kind: snapshot.Switch, Name: "Find device", State: snapshot.State{Checked: snapshot.Yes}}
	if m := Find(pageOf("en", on), Target{Do: TurnOff, Of: FindDevice}); !m.Found() {
		t.Errorf("a switch that is on: %s", m.Reason)
	}
	on.State.Checked = snapshot.No
	if m := Find(pageOf("en", on), Target{Do: TurnOff, Of: FindDevice}); m.Found() {
		t.Error("a switch that is off was taken for turning it off")
	}
	weak := snapshot.Node{Kind: snapshot.Text, Text: "Gerät finden ausschalten", Weak: true, For: []string{"listener"}}
	if m := Find(pageOf("de", weak), Target{Do: TurnOff, Of: FindDevice}); !m.Found() {
		t.Errorf("a div with a listener: %s", m.Reason)
	}
}

func TestOpenersNeverChangeAnything(t *testing.T) {
	for i := range Languages {
		l := lexiconOf(i)
		for phrase, senses := range l.words {
			changes := false
			for _, s := range senses {
				for _, v := range changing {
					changes = changes || s.kind == verb && s.meaning == v
				}
			}
			if !changes {
				continue
			}
			for _, n := range []snapshot.Node{button(phrase), {Kind: snapshot.Tab, Name: phrase}, {Kind: snapshot.MenuItem, Name: phrase, State: snapshot.State{Popup: "menu"}}, {Kind: snapshot.Button, Name: "⋮", Description: phrase}} {
				if sure, because := Opener(pageOf(l.lang, n), 0); sure > 0 {
					t.Errorf("%s %q was taken for an opener: %s", l.lang, phrase, because)
				}
			}
		}
	}
	for lang, labels := range map[string][]string{
		"en": {"More", "⋮", "…", "›", "Manage", "Details", "View details", "Edit", "Settings", "Show more", "More options", "Manage devices"},
		"de": {"Mehr", "Details", "Verwalten", "Einstellungen", "Mehr anzeigen"}, "ru": {"Ещё", "Подробнее", "Управление", "Настройки"},
		"zh": {"更多", "详情", "管理", "设置"}, "ja": {"詳細", "管理", "設定"}, "th": {"เพิ่มเติม", "จัดการ"}, "tr": {"Daha fazla", "Ayrıntılar", "Yönet"},
	} {
		for _, label := range labels {
			if sure, _ := Opener(pageOf(lang, button(label)), 0); sure == 0 {
				t.Errorf("%s %q is no opener", lang, label)
			}
		}
	}
	kebab := snapshot.Node{Kind: snapshot.Button, Hint: "icon-kebab"}
	if sure, _ := Opener(pageOf("en", kebab), 0); sure == 0 {
		t.Error("a kebab by its class is no opener")
	}
	for _, label := range []string{"Delete", "Flibber", "Sign out", "Next", "OK", "Turn off", ""} {
		if sure, _ := Opener(pageOf("en", button(label)), 0); sure > 0 {
			t.Errorf("%q is taken for an opener", label)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text, lang string
		says       Said
		of         Object
		days       int
	}{
		{"Your account has been deleted.", "en", SaysDone, Account, 0},
		{"No deletion request has been submitted for this account yet.", "en", SaysNot, Account, 0},
		{"Account deleted by mistake? Contact support within 7 days.", "en", SaysQuestion, Account, 7},
		{"If your account has been deleted, you can't sign in.", "en", SaysRefused, Account, 0},
		{"When your account has been deleted you sign in anew.", "en", SaysIf, Account, 0},
		{"We have received your request. Your account will be deleted in 30 days.", "en", SaysAccepted, Account, 30},
		{"Your account could not be deleted.", "en", SaysRefused, Account, 0},
		{"Your account has not been deleted.", "en", SaysRefused, Account, 0},
		{"This account doesn't exist.", "en", SaysNoAccount, Account, 0},
		{"Find device is off", "en", SaysOff, FindDevice, 0},
		{"Wählen Sie ein Gerät aus, um es zu orten", "de", SaysNothing, FindDevice, 0},
		{"Suchen Sie ein Gerät aus", "de", SaysNothing, FindDevice, 0},
		{"Ein Gerät aus der Liste wählen, um es zu finden", "de", SaysNothing, FindDevice, 0},
		{"Wählen Sie aus, welches Gerät Sie finden möchten", "de", SaysNothing, FindDevice, 0},
		{"„Gerät finden“ ist aus", "de", SaysOff, FindDevice, 0},
		{"Gerät finden: aus", "de", SaysOff, FindDevice, 0},
		{"Ortung aus", "de", SaysOff, FindDevice, 0},
		{"Find device is on", "en", SaysOn, FindDevice, 0},
		{"Once deleted, the account is gone.", "en", SaysIf, Account, 0},
		{"After it is closed, your account is permanently deleted.", "en", SaysIf, Account, 0},
		{"After the devices were removed, your account has been deleted.", "en", SaysDone, Account, 0},
		{"Temukan Perangkat aktif", "id", SaysOn, FindDevice, 0}, // not "find" and "active device"
		{"Temukan Perangkat nonaktif", "id", SaysOff, FindDevice, 0},
		{"Turn off Find device", "en", SaysNothing, FindDevice, 0},
		{"Device removed", "en", SaysDone, Device, 0},
		{"Has your account been deleted?", "en", SaysQuestion, Account, 0},
		{"Konto gelöscht", "de", SaysDone, Account, 0},
		{"Ihr Konto wurde nicht gelöscht.", "de", SaysRefused, Account, 0},
		{"Аккаунт удалён", "ru", SaysDone, Account, 0},
		{"Не удалось удалить аккаунт", "ru", SaysRefused, Account, 0},
		{"账号已注销", "zh", SaysDone, Account, 0},
		{"账号不存在", "zh", SaysNoAccount, Account, 0},
		{"アカウントを削除できませんでした", "ja", SaysRefused, Account, 0},
		{"アカウントが削除されました", "ja", SaysDone, Account, 0},
		{"Hesap silindi", "tr", SaysDone, Account, 0},
		{"Hesap silinemedi", "tr", SaysRefused, Account, 0},
		{"Delete account", "en", SaysNothing, Account, 0},
		{"Your request needs to be verified before it is submitted", "en", SaysNothing, None, 0},
		{"Confirm your request before it is accepted", "en", SaysNothing, None, 0},
		{"Account deletion request not yet submitted", "en", SaysNot, Account, 0},
		{"Dein Konto ist noch nicht gelöscht", "de", SaysNot, Account, 0},
		{"Demande de suppression du compte pas encore envoyée", "fr", SaysNot, Account, 0},
		{"Solicitud de eliminar la cuenta aún no enviada", "es", SaysNot, Account, 0},
		{"Запрос на удаление аккаунта ещё не отправлен", "ru", SaysRefused, Account, 0},
		{"注销申请尚未提交", "zh", SaysRefused, None, 0},
	} {
		if s := Sentence(c.text, c.lang); s.Says != c.says || s.Of != c.of || s.Days != c.days {
			t.Errorf("%q: %q about %q, %d days; want %q, %q, %d", c.text, s.Says, s.Of, s.Days, c.says, c.of, c.days)
		}
	}
}

func TestFields(t *testing.T) {
	pass := func(name, hint string) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Password, Type: "password", Name: name, Hint: hint}
	}
	field := func(name, hint string) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Field, Name: name, Hint: hint}
	}
	for _, c := range []struct {
		name string
		page snapshot.Page
		at   int
		want FieldKind
	}{
		{"sign-in", pageOf("en", heading("Sign in"), field("Email or phone", "username"), pass("Password", "current-password"), button("Sign in")), 2, FieldPassword},
		{"account", pageOf("en", heading("Sign in"), field("Email or phone", "username"), pass("Password", "")), 1, FieldAccount},
		{"set", pageOf("en", heading("Set a new password"), pass("Password", ""), button("Save")), 1, FieldNewPassword},
		{"new", pageOf("en", pass("New password", "")), 0, FieldNewPassword},
		{"autocomplete", pageOf("en", pass("Password", "new-password")), 0, FieldNewPassword},
		{"PIN", pageOf("en", heading("Lost mode: set a PIN that locks the phone"), pass("", "pin"), button("OK")), 1, FieldPIN},
		{"PIN by heading", pageOf("en", heading("Lost mode: set a PIN that locks the phone"), pass("", ""), button("OK")), 1, FieldNewPassword},
		{"code", pageOf("en", field("Verification code", "")), 0, FieldCode},
		{"code by autocomplete", pageOf("ru", field("", "one-time-code")), 0, FieldCode},
		{"hidden code", pageOf("en", pass("Verification code", "")), 0, FieldCode},
		{"a number that is one word with a code", pageOf("ja", text("メールアドレスか携帯番号"), field("", ""), text("パスワード"), pass("", "")), 1, FieldAccount},
		{"named by its author", pageOf("ja", text("番号"), field("", "account username"), text("パスワード"), pass("", "")), 1, FieldAccount},
		{"identity", pageOf("en", heading("Verify your identity"), pass("", ""), button("Confirm")), 1, FieldPassword},
		{"nothing known", pageOf("en", heading("Hello"), pass("", ""), button("OK")), 1, FieldUnknown},
		{"two", pageOf("en", heading("Sign in"), pass("Password", ""), pass("Password", "")), 1, FieldUnknown},
		{"search", pageOf("en", field("Search", "")), 0, FieldSearch},
		{"Russian", pageOf("ru", heading("Вход"), pass("Пароль", "")), 1, FieldPassword},
		{"new in Chinese", pageOf("zh", pass("新密码", "")), 0, FieldNewPassword},
	} {
		if got, why := Field(c.page, c.at); got != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, got, why, c.want)
		}
	}
}

// prompt is a page with a dialog in front.
func prompt(lang, title string, nodes ...snapshot.Node) snapshot.Page {
	p := pageOf(lang, append([]snapshot.Node{heading(title)}, nodes...)...)
	p.Layers = []snapshot.Layer{{Kind: snapshot.Dialog, Root: 0}, {Kind: snapshot.Document, Root: -1}}
	return p
}

func TestPromptTraps(t *testing.T) {
	pressedBackOn := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Turn Find back on"}
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Others: []string{"Redmi 9"}}
	gone := Target{Do: Delete, Of: Account}
	dev := Target{Do: Delete, Of: Device, Item: "Mi 9", Others: []string{"Redmi 9"}}
	for _, c := range []struct {
		name  string
		page  snapshot.Page
		after Target
		yes   string // "" if it must not be answered
	}{
		{"fr: Continue keeps", prompt("fr", "Désactiver Localiser l'appareil ?", button("Continuer"), button("Désactiver quand même")), off, "Désactiver quand même"},
		{"cs: Cancel keeps", prompt("cs", "Vypnout vyhledávání zařízení?", button("Zrušit"), button("Deaktivovat")), off, "Deaktivovat"},
		{"ar: on keeps", prompt("ar", "إيقاف تشغيل العثور على الجهاز؟", button("تشغيل"), button("إيقاف التشغيل")), off, "إيقاف التشغيل"},
		{"vi: both begin alike", prompt("vi", "Tắt Tìm thiết bị?", button("Tiếp tục mở"), button("Tiếp tục tắt")), off, "Tiếp tục tắt"},
		{"tr: Kapat beside Açık tut", prompt("tr", "Cihazı bul özelliği kapatılsın mı?", button("Açık tut"), button("Kapat")), off, "Kapat"},
		{"tr: Kapat beside Devam et", prompt("tr", "Cihazı bul özelliği kapatılsın mı?", button("Devam et"), button("Kapat")), off, ""},
		{"tr: Kapat alone", prompt("tr", "Cihazı bul özelliği kapatılsın mı?", button("Kapat")), off, ""},
		{"zh: 关闭 beside 取消", prompt("zh", "关闭查找设备？", button("取消"), button("关闭")), off, "关闭"},
		{"primary keeps", prompt("en", "Turn off Find device?", button("Keep on"), button("Turn off anyway")), off, "Turn off anyway"},
		{"cancel deletion", prompt("en", "Cancel account deletion?", button("No"), button("Yes")), gone, "No"},
		{"cancel deletion, two ways", prompt("en", "Cancel account deletion?", button("Cancel"), button("OK")), gone, ""},
		{"cancel deletion, in so many words", prompt("pt", "Cancelar a exclusão?", button("Sim, cancelar"), button("Não, não cancelar")), gone, "Não, não cancelar"},
		{"cancel deletion, go on", prompt("en", "Cancel the deletion?", button("Yes, cancel it"), button("No, continue deleting")), gone, "No, continue deleting"},
		{"only", prompt("en", "Turn off Find device for Mi 9?", button("Cancel"), button("Only turn off"), button("Erase and turn off")), off, "Only turn off"},
		{"data stays, de", prompt("de", "„Gerät finden“ für Mi 9 ausschalten?", button("Alle Daten auf dem Telefon löschen und ausschalten"), button("Nur „Gerät finden“ ausschalten, Daten behalten"), button("Abbrechen")), off, "Nur „Gerät finden“ ausschalten, Daten behalten"},
		{"data stays, en", prompt("en", "Turn off Find device for Mi 9?", button("Erase and turn off"), button("Turn off and keep data"), button("Cancel")), off, "Turn off and keep data"},
		{"data is not erased", prompt("fr", "Désactiver Localiser l'appareil ?", button("Annuler"), button("Désactiver sans effacer les données")), off, "Désactiver sans effacer les données"},
		{"data stays, zh", prompt("zh", "关闭查找设备？", button("清除数据并关闭"), button("仅关闭，保留数据"), button("取消")), off, "仅关闭，保留数据"},
		{"Find Device stays, data does not", prompt("en", "Turn off Find device for Mi 9?", button("Cancel"), button("Keep Find device, delete data")), off, ""},
		{"an account that is deleted without its data", prompt("en", "Delete account?", button("Cancel"), button("Delete without deleting data")), gone, ""},
		{"only a part", prompt("en", "Delete account?", button("Cancel"), button("Only delete photos")), gone, ""},
		{"another thing beside what was asked", prompt("en", "Delete Mi 9 from your account?", button("Cancel"), button("Delete device"), button("Suspend phone")), dev, "Delete device"},
		{"another thing beside what says less", prompt("en", "Delete Mi 9 from your account?", button("Cancel"), button("Confirm"), button("Suspend phone")), dev, ""},
		{"a password is asked for", prompt("en", "Enter your password", snapshot.Node{Kind: snapshot.Password, Name: "Password"}, button("Cancel"), button("Continue")), Target{Do: Delete, Of: Account, Pressed: "Delete account"}, "Continue"},
		{"an offer to stay", prompt("fr", "Attendez ! 50 Go offerts pendant 12 mois", button("Continuer la suppression"), button("Profiter de l'offre")), Target{Do: Delete, Of: Account, Pressed: "Supprimer le compte"}, "Continuer la suppression"},
		{"an offer to stay that takes more", prompt("en", "Wait! Photos and frobs are shared with partners", button("Continue with the deletion"), button("Stay"), checkbox("Share frobs")), Target{Do: Delete, Of: Account, Pressed: "Delete account"}, ""},
		{"an offer to stay, en", prompt("en", "Wait! Stay and get 50 GB for a year", button("Delete anyway"), button("Get the offer")), Target{Do: Delete, Of: Account, Pressed: "Delete account"}, "Delete anyway"},
		{"goes on with more", prompt("en", "Your family’s accounts go too", button("Delete anyway"), button("Stop")), Target{Do: Delete, Of: Account, Pressed: "Delete account"}, ""},
		{"an offer by a verb that nobody knows", prompt("en", "Trade in your Mi 9?", button("Not now"), button("OK")), dev, ""},
		{"a verb that nobody knows", prompt("en", "Frobnicate your Mi 9?", button("Cancel"), button("OK")), dev, "OK"},
		{"why", prompt("en", "Why do you delete Mi 9?", button("Cancel"), button("Delete")), dev, "Delete"},
		{"press again", prompt("de", "Konto löschen?", button("Abbrechen"), button("Zum Löschen noch einmal drücken")), gone, "Zum Löschen noch einmal drücken"},
		{"leave", prompt("en", "Have Mi 9 leave Find device?", button("Cancel"), button("Leave")), Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Leave Find device"}, "Leave"},
		{"on each phone", prompt("ru", "Удалить аккаунт Mi", text("Сначала отключите поиск на каждом телефоне и удалите телефоны в «Мои устройства», иначе они могут остаться заблокированными."), button("Отмена"), button("Удалить аккаунт Mi")), gone, "Удалить аккаунт Mi"},
		{"on each one's account", prompt("ru", "Удалить аккаунт Mi", text("Каждый в семье потеряет аккаунт."), button("Отмена"), button("Удалить аккаунт Mi")), gone, ""},
		{"other thing", prompt("en", "Delete backup?", button("Cancel"), button("OK")), gone, ""},
		{"erase", prompt("en", "Erase device?", button("Cancel"), button("OK")), dev, ""},
		{"two accounts", prompt("en", "Delete another account?", button("Cancel"), button("Delete")), gone, ""},
		{"children's box", prompt("en", "Delete account?", checkbox("Also delete the accounts of my two children"), button("Delete account")), gone, ""},
		{"newsletter box", prompt("en", "Delete account?", checkbox("I agree to receive the newsletter"), button("Delete account")), gone, ""},
		{"it: no, and words that nobody knows", prompt("it", "Eliminare l’account?", button("Sì, eliminalo"), button("No, ci ripenso")), gone, "Sì, eliminalo"},
		{"en: no, and then a yes", prompt("en", "Delete your account?", button("No, wipe it all wrzlbrmft"), button("Delete")), gone, ""},
		{"turn back on", prompt("en", "Turn Find back on for Mi 9?", text("You'll see it on the map again."), button("Not now"), button("Turn on")), pressedBackOn, ""},
		{"turn back on, a plain yes", prompt("en", "Turn Find back on for Mi 9?", button("No"), button("Yes")), off, ""},
		{"de: turn back on", prompt("de", "Gerät finden wieder einschalten?", button("Abbrechen"), button("Ja")), off, ""},
		{"all at once, beside what is optional", prompt("ru", "Удалить аккаунт Mi", checkbox("Выбрать всё и согласиться"), checkbox("Я согласен получать рекламные предложения партнёров по эл. почте (необязательно)"), checkbox("Я согласен. Я прочитал список и хочу удалить аккаунт."), checkbox("Я согласен на передачу моих данных партнёрам для анализа (необязательно)"), button("Удалить аккаунт Mi")), gone, "Удалить аккаунт Mi"},
		{"letters below what is lost, de", prompt("de", "Mi-Konto löschen", text("Folgendes geht unwiderruflich verloren:"), text("Fotos, Kontakte und Notizen"), checkbox("Newsletter mit Angeboten abonnieren"), checkbox("Ich habe die Hinweise gelesen und bin einverstanden"), button("Konto löschen")), gone, "Konto löschen"},
		{"keep me informed, ticked", prompt("en", "Delete account?", checkbox("I have read the above and agree"), ticked("Keep me informed about Mi news and offers"), button("Delete account")), gone, ""},
		{"whether to keep, beside another thing", prompt("en", "Keep Find Device on for Mi 9?", button("Lock the phone now"), button("No, turn it off"), button("Yes, keep it on")), off, "No, turn it off"},
		{"whether to keep, beside what deletes something else", prompt("en", "Keep Mi 9 in the list?", button("Delete all photos of this device"), button("No, delete device"), button("Yes, keep it")), dev, "No, delete device"},
		{"whether to keep, beside another thing and a plain no", prompt("en", "Keep Find Device on for Mi 9?", button("Lock the phone now"), button("No"), button("Yes")), off, ""},
		{"a text that heads another thing", prompt("en", "", text("Rename device"), text("Mi 9"), button("Cancel"), button("OK")), dev, ""},
		{"zh: a text that heads another thing", prompt("zh", "", text("修改备注名"), text("Mi 9"), button("取消"), button("确定")), dev, ""},
		{"a text that heads a change", prompt("en", "", text("Change password"), button("Cancel"), button("OK")), gone, ""},
		{"a text that only warns", prompt("en", "", text("This cannot be undone."), button("Cancel"), button("OK")), dev, "OK"},
		{"a text that heads it", prompt("en", "", text("Delete device"), text("Mi 9"), button("Cancel"), button("OK")), dev, "OK"},
		{"a text that asks for what is known", prompt("en", "", text("Please confirm"), button("Cancel"), button("OK")), dev, "OK"},
		{"data for anyone", prompt("en", "Delete account?", checkbox("I agree that my data is frobnicated"), button("Delete account")), gone, ""},
		{"newsletter beside what is accepted", prompt("en", "Delete account?", checkbox("I understand that all data is lost"), checkbox("Send me offers and news"), button("Delete account")), gone, "Delete account"},
		{"ticked newsletter beside it", prompt("en", "Delete account?", checkbox("I understand that all data is lost"), ticked("Send me offers and news"), button("Delete account")), gone, ""},
		{"all phones of the family", prompt("en", "Turn off Find device?", text("It is turned off for ALL phones of your family group, Bob's too, and they are erased."), button("OK"), button("Cancel")), off, ""},
		{"other name", prompt("en", "Turn off Find device for Redmi 9?", button("OK"), button("Cancel")), off, ""},
		{"own name", prompt("en", "Turn off Find device for Mi 9?", button("OK"), button("Cancel")), off, "OK"},
		{"device and account", prompt("en", "Remove this device and delete the account?", button("OK"), button("Cancel")), dev, ""},
		{"a new password", prompt("en", "Delete account?", snapshot.Node{Kind: snapshot.Password, Name: "New password"}, button("Delete account")), gone, ""},
		{"generic", prompt("en", "Are you sure?", button("Yes"), button("No")), dev, "Yes"},
	} {
		p := ReadPrompt(c.page, 0, c.after)
		ok, why := p.Answerable()
		got := ""
		if ok && len(p.Untick) == 0 { // else something is to be unticked first
			got = c.page.Nodes[p.Yes].Name
		}
		if got != c.yes {
			t.Errorf("%s: yes is %q (%s), want %q", c.name, got, why, c.yes)
		}
	}
}

// What ticks all boxes at once is left alone: each is decided on by itself, and what is optional is unticked.
func TestWhatTicksAllAtOnce(t *testing.T) {
	gone := Target{Do: Delete, Of: Account}
	loss, share := "I understand that all data is lost", "Share my data with partners (optional)"
	for _, c := range []struct {
		name         string
		boxes        []snapshot.Node
		tick, untick string
	}{
		{"none is ticked", []snapshot.Node{checkbox("Select all"), checkbox(loss), checkbox(share)}, loss, ""},
		{"all are", []snapshot.Node{ticked("Agree to all"), ticked(loss), ticked(share)}, "", share},
		{"only what is needed is there, and ticked", []snapshot.Node{checkbox("Select all"), ticked(loss)}, "Select all", ""},
		{"letters below what is lost", []snapshot.Node{text("You will lose:"), checkbox("Weekly letters with hints and news"), checkbox("I have read this and I agree")}, "I have read this and I agree", ""},
		{"what is lost is ticked line by line", []snapshot.Node{text("You will lose:"), checkbox("Photos and videos"), checkbox("Notes"), checkbox("I understand this and I agree")}, "Photos and videos, Notes, I understand this and I agree", ""},
		{"the control waits for what accepts", []snapshot.Node{text("You will lose:"), checkbox("Photos and videos"), checkbox("Notes"), checkbox("I understand this and I agree"), disabled("Delete account")}, "I understand this and I agree, Photos and videos, Notes", ""},
		{"and no longer waits", []snapshot.Node{text("You will lose:"), checkbox("Photos and videos"), checkbox("Weekly letters with hints"), ticked("I understand this and I agree")}, "", ""},
		{"losses in words that nobody knows", []snapshot.Node{checkbox("I will lose: themes and ringtones"), checkbox("I lose frobs unless I subscribe"), checkbox("I agree to delete my account")}, "I will lose: themes and ringtones, I agree to delete my account", ""},
		{"it stands alone", []snapshot.Node{checkbox("I agree to all")}, "I agree to all", ""},
	} {
		page := prompt("en", "Delete account?", append(c.boxes, button("Delete account"))...)
		if last := c.boxes[len(c.boxes)-1]; last.Kind == snapshot.Button {
			page = prompt("en", "Delete account?", c.boxes...)
		}
		p := ReadPrompt(page, 0, gone)
		labels := func(nodes []int) string {
			var all []string
			for _, i := range nodes {
				all = append(all, page.Nodes[i].Label())
			}
			return strings.Join(all, ", ")
		}
		if ok, why := p.Answerable(); !ok || labels(p.Tick) != c.tick || labels(p.Untick) != c.untick {
			t.Errorf("%s: ticks %q, unticks %q, answerable %v %s", c.name, labels(p.Tick), labels(p.Untick), ok, why)
		}
	}
}

func TestPromptParts(t *testing.T) {
	p := prompt("en", "Delete this account?",
		text(`Type "DELETE" to confirm.`), snapshot.Node{Kind: snapshot.Field, Placeholder: "DELETE"},
		checkbox("I understand that all my data will be lost"), snapshot.Node{Kind: snapshot.Password, Name: "Xiaomi Account password"},
		snapshot.Node{Kind: snapshot.Radio, Name: "I have a new phone"}, snapshot.Node{Kind: snapshot.Radio, Name: "Prefer not to say"},
		button("Cancel"), button("Delete account (12s)"))
	got := ReadPrompt(p, 0, Target{Do: Delete, Of: Account})
	if ok, why := got.Answerable(); !ok {
		t.Fatalf("not answerable: %s", why)
	}
	if got.Phrase != "DELETE" || got.Type != 2 || len(got.Tick) != 1 || got.Tick[0] != 3 || got.Password != 4 || got.Reason != 6 || got.No != 7 || got.Yes != 8 || got.Countdown != 12 {
		t.Errorf("%+v", got)
	}
	for text, want := range map[string]bool{
		"Delete your account permanently?": true, "Delete account?\nAll data is lost for good.": true, "确定注销吗？": true,
		"Delete your account?\nThe data on your phones is not erased.": true, "Delete your account?\nAll photos synced from your phones are erased.": true,
		"Delete your account? Your phones will be reset to factory settings.": false, "Delete your account?\nAll phones are wiped, too.": false, "注销账号？您的手机将被重置。": false,
		"Delete your account?\nIt is deleted for ALL members of your family group, Bob's too.": false, "Delete your account and the accounts of your two children?": false,
		"注销账号？您家庭组所有成员的账号也将被注销。": false, "Удалить аккаунт? Аккаунты всех членов семьи тоже будут удалены.": false, "Delete all accounts?": false,
		"Subscribe to our newsletter and delete your account?": false,
	} {
		if ok, why := ReadNative(text, "", Target{Do: Delete, Of: Account}).Answerable(); ok != want {
			t.Errorf("native %q: %v (%s), want %v", text, ok, why, want)
		}
	}
	for text, want := range map[string]bool{
		"Turn off Find device?": true, "关闭查找设备？将对家庭组的所有手机生效。": false, "Выключить поиск устройства? Он будет выключен на всех телефонах семьи.": false, "Are you sure?": true, "Leave this page?": false,
		"Turn off Find device?\nIt is turned off for ALL phones of your family group.": false, "Delete account?": false,
	} {
		if ok, why := ReadNative(text, "en", Target{Do: TurnOff, Of: FindDevice}).Answerable(); ok != want {
			t.Errorf("native %q: %v (%s), want %v", text, ok, why, want)
		}
	}
}

// crowded is a page of many entries, each with a name, facts and controls.
func crowded(entries int) snapshot.Page {
	var nodes []snapshot.Node
	nodes = append(nodes, heading("My devices"))
	for i := range entries {
		nodes = append(nodes, in(i, text("Redmi Note 9")), in(i, text("Last seen 3 hours ago, Vienna")), in(i, button("Details")), in(i, button("Rename device")))
	}
	nodes = append(nodes, button("Delete account"))
	return pageOf("en", nodes...)
}

// Find on a page of 500 entries is to take at most 20 ms.
func BenchmarkFind(b *testing.B) {
	p := crowded(500)
	for b.Loop() {
		if m := Find(p, Target{Do: Delete, Of: Account}); !m.Found() {
			b.Fatal(m.Reason)
		}
	}
}

// What is said of a page or of the phone's own location is said of neither account nor Find Device.
func TestWhatIsSaidOfSomethingElse(t *testing.T) {
	for lang, texts := range map[string][]string{
		"en": {"Page does not exist", "This page doesn't exist", "The device does not exist", "Location off", "Location: disabled", "Position: off"},
		"de": {"Diese Seite existiert nicht", "Standort: aus", "Standort ist deaktiviert"},
		"fr": {"Cette page n'existe pas", "Localisation désactivée", "Position : désactivée"},
	} {
		for _, text := range texts {
			s := Sentence(text, lang)
			if s.Says == SaysNoAccount || s.Of == FindDevice && (s.Says == SaysOff || s.Says == SaysDone) {
				t.Errorf("%s: %q says %s of %q", lang, text, s.Says, s.Of)
			}
		}
	}
	for lang, text := range map[string]string{"en": "This account does not exist", "de": "Dieses Konto existiert nicht", "fr": "Ce compte n'existe pas", "zh": "该账号不存在"} {
		if s := Sentence(text, lang); s.Says != SaysNoAccount {
			t.Errorf("%s: %q says %s", lang, text, s.Says)
		}
	}
}

func TestCounts(t *testing.T) {
	for label, want := range map[string]bool{
		"OK (2)": true, "Delete (10 s)": true, "确定（3秒）": true, "Удалить 5 сек": true, "删除 (1)": true,
		"Delete Mi 9": false, "OK": false, "(3)": false, "Delete 3 devices": false, "Android 15": false,
	} {
		if got := Counts(label); got != want {
			t.Errorf("Counts(%q) = %v", label, got)
		}
	}
}

// What asks who it is, above the field for the password, is about what was pressed; a new password, a PIN
// or another thing is not.
func TestAPromptMayAskWhoItIs(t *testing.T) {
	off := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Pressed: "Stop tracking"}
	for _, c := range []struct {
		lang, title string
		want        bool
	}{
		{"vi", "Có thật là bạn không?", true},
		{"en", "Your identity, buddy?", true},
		{"en", "Identity needed", true},
		{"en", "Remove your identity", false},
		{"en", "Delete the account?", false},
		{"en", "Identity of Bob's family", false},
	} {
		p := prompt(c.lang, c.title, snapshot.Node{Kind: snapshot.Password, Name: "Password"}, button("Continue"), button("Cancel"))
		if got := ReadPrompt(p, 0, off).About != AboutOther; got != c.want {
			t.Errorf("%q is about it, or about nothing: %v, want %v", c.title, got, c.want)
		}
	}
}

// What cannot be taken back is no refusal to do it.
func TestIrreversibleIsNoRefusal(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		refused    bool
	}{
		{"de", "Ein geschlossenes Konto lässt sich nicht wiederherstellen.", false},
		{"ru", "Закрытый аккаунт вернуть нельзя.", false},
		{"en", "A deleted account cannot be restored.", false},
		{"en", "The account cannot be deleted.", true},
		{"de", "Das Konto lässt sich nicht löschen.", true},
		{"ru", "Аккаунт нельзя удалить.", true},
	} {
		s := Sentence(c.text, c.lang)
		if got := s.Says == SaysRefused; got != c.refused {
			t.Errorf("%q says %q", c.text, s.Says)
		}
		if s.Back {
			t.Errorf("%q tells that it can be taken back", c.text)
		}
	}
}

// That an account is not there is said of an account, not of what it has or of what was typed for it.
func TestNoAccountIsOfAnAccount(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"sk", "Účet s týmto názvom nepoznáme.", true},
		{"en", "We don't know an account by that name.", true},
		{"pl", "Nie znamy konta o tej nazwie.", true},
		{"de", "Dieses Konto kennen wir nicht.", true},
		{"ko", "계정에 기기가 없습니다.", false},
		{"en", "We don't recognise this device of your account.", false},
		{"en", "We don't know the password of this account.", false},
		{"en", "We don't know this code for your account.", false},
		{"en", "We don't recognise this phone.", false},
	} {
		if got := Sentence(c.text, c.lang).Says == SaysNoAccount; got != c.want {
			t.Errorf("%s: %q: no account %v", c.lang, c.text, got)
		}
	}
}

// "Nothing here yet" is an empty list, and no list that failed.
func TestNothingHere(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		empty      bool
	}{
		{"id", "Belum ada apa-apa di sini.", true},
		{"id", "Belum ada perangkat", true},
		{"pt", "Ainda não há nada aqui.", true},
		{"de", "Hier ist noch nichts.", true},
		{"en", "No devices here.", true},
		{"en", "No photos here.", false},
		{"en", "The list could not be loaded.", false},
		{"id", "Daftar gagal dimuat.", false},
		{"en", "No device was deleted.", false},
		{"en", "No account here.", false},
		{"en", "Are there no devices?", false},
		{"en", "No data", true},
		{"ru", "Нет данных", true},
		{"pl", "Brak urządzeń", true},
		{"ko", "데이터가 없습니다", true},
		{"en", "No data connection", false},
		{"en", "None of your phones is being tracked.", true},
		{"en", "No phones are being located", true},
		{"en", "No phone has Find Device on.", true},
		{"en", "No phone has Find Device off.", false},
		{"de", "Auf keinem Gerät ist „Gerät finden“ aktiviert.", false}, // not yet read
		{"en", "None of your devices could be located", false},
		{"de", "Kein Gerät konnte geortet werden", false},
		{"ru", "К профилю не привязан ни один телефон.", true},
		{"en", "We could not locate any of your phones", false},
	} {
		if got := SaysEmpty(c.text, c.lang); got != c.empty {
			t.Errorf("%q: empty %v", c.text, got)
		}
		if s := Sentence(c.text, c.lang); c.empty && s.Says == SaysRefused {
			t.Errorf("%q is refused", c.text)
		}
	}
}

// "Other options" shows more; another account, or another device to be removed, does not.
func TestOtherOptionsOpen(t *testing.T) {
	for _, c := range []struct {
		lang, label string
		opens       bool
	}{
		{"tr", "Başka seçenekler", true}, {"en", "Other options", true}, {"de", "Weitere Optionen", true},
		{"en", "Use another account", false}, {"en", "Remove other devices", false}, {"en", "Sign out of other devices", false},
	} {
		if sure, why := Opener(pageOf(c.lang, button(c.label)), 0); sure > 0 != c.opens {
			t.Errorf("%s: %q opens: %v, %s", c.lang, c.label, sure, why)
		}
	}
}

// To erase an account is to delete it, on a page that is headed so; what is erased else is not.
func TestErasingAnAccount(t *testing.T) {
	for _, c := range []struct {
		lang, headline, label string
		want                  bool
	}{
		{"zh-TW", "永遠關閉我的帳號", "現在就抹除帳號", true},
		{"en", "Delete your account", "Erase the account now", true},
		{"en", "Delete your account", "Erase this device", false},
		{"en", "Delete your account", "Erase account data from this phone", false},
		{"en", "Your account", "Erase backup", false},
	} {
		p := pageOf(c.lang, heading(c.headline), button("Report"), button(c.label))
		p.Nodes[0].Level = 1
		if m := Find(p, Target{Do: Delete, Of: Account}); m.Found() != c.want {
			t.Errorf("%q below %q: taken %v, %s", c.label, c.headline, m.Found(), m.Reason)
		}
	}
}

// What is done to a device is no word about the account.
func TestSignedOutIsNotDeleted(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		bare       bool
	}{
		{"de", "Dort wirst du abgemeldet.", true}, {"en", "Signed out.", true}, {"en", "Removed.", true}, {"en", "Success", true},
		{"en", "Deleted.", false}, {"en", "Your account was deleted.", false},
	} {
		s := Sentence(c.text, c.lang)
		if deleted := s.Says == SaysDone && !s.Bare && s.Of != Device; deleted == c.bare {
			t.Errorf("%q says %q of %q, bare %v", c.text, s.Says, s.Of, s.Bare)
		}
	}
}

func ticked(label string) snapshot.Node {
	n := checkbox(label)
	n.State.Checked = snapshot.Yes
	return n
}

// The head of a section that is open does nothing but close it: the act is in what it shows.
func TestTheHeadOfAnOpenSectionIsNoAct(t *testing.T) {
	for _, open := range []bool{false, true} {
		head := button("Remove from my account")
		if head.State.Expanded = snapshot.No; open {
			head.State.Expanded = snapshot.Yes
		}
		p := pageOf("en", heading("Mi 9"), head, button("Yes, remove it"))
		if !open {
			p = pageOf("en", heading("Mi 9"), head)
		}
		m := Find(p, Target{Do: Delete, Of: Device, Item: "Mi 9"})
		if want := map[bool]int{true: 2, false: 1}[open]; m.Node != want {
			t.Errorf("open %v: node %d, %s", open, m.Node, m.Reason)
		}
	}
}

// Chrome's own dialog turns on no more than one of the page does.
func TestANativeDialogThatTurnsOn(t *testing.T) {
	for text, want := range map[string]bool{
		"Turn Find back on for Mi 9?":                           false,
		"Switch Find Device on again for Mi 9?":                 false,
		"Turn off Find Device for Mi 9?":                        true,
		"Turn off Find Device? You can turn it on again there.": true,
	} {
		target := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9"}
		for _, pressed := range []string{"", "Turn off Find Device"} {
			target.Pressed = pressed
			p := ReadNative(text, "en", target)
			if ok, why := p.Answerable(); ok != want {
				t.Errorf("%q after %q: answered %v, %s", text, pressed, ok, why)
			}
		}
		target.Pressed = "Turn Find back on"
		p := ReadNative(text, "en", target)
		if ok, _ := p.Answerable(); ok {
			t.Errorf("%q is answered after what turns on", text)
		}
	}
}

func TestCountdowns(t *testing.T) {
	for label, want := range map[string]int{
		"Delete (9)": 9, "Delete 9 s": 9, "Close account (available in 4 s)": 4, "Удалить (через 10 с)": 10, "删除（5 秒）": 5, "Supprimer (dans 3 s)": 3,
		"Delete": 0, "Delete (all 3 phones)": 0, "9": 0, "Account (step 3)": 0,
	} {
		words, got, ok := counted(label)
		if got != want || ok != (want > 0) || ok && strings.ContainsAny(words, "0123456789(（") {
			t.Errorf("%q: %d, %v, %q", label, got, ok, words)
		}
	}
	p := pageOf("en", heading("Close your account"), button("Close account (available in 4 s)"))
	if m := Find(p, Target{Do: Delete, Of: Account}); m.Node != 1 {
		t.Errorf("a control that counts down is not found: %s", m.Reason)
	}
}

// Of controls that fit alike it is the one that came last, if there is one.
func TestATieIsSettledByWhatCame(t *testing.T) {
	p := pageOf("en", button("Delete device"), button("Remove phone"))
	m := Find(p, Target{Do: Delete, Of: Device})
	if !m.Ambiguous() {
		t.Fatalf("%+v is no tie", m)
	}
	for name, c := range map[string]struct {
		came map[int]bool
		want int
	}{"one": {map[int]bool{1: true}, 1}, "both": {map[int]bool{0: true, 1: true}, -1}, "none": {nil, -1}} {
		if got := m.Settled(func(i int) bool { return c.came[i] }); got.Node != c.want {
			t.Errorf("%s came: %d, want %d", name, got.Node, c.want)
		}
	}
	more := Find(pageOf("en", button("Delete device"), button("Remove phone"), button("Remove the device")), Target{Do: Delete, Of: Device})
	if got := more.Settled(func(i int) bool { return i == 0 }); got.Node >= 0 {
		t.Errorf("of three, and maybe more, it is %d", got.Node)
	}
}

// "No, delete the account" turns an offer down and asks for the deletion; "No, keep it" does not.
func TestNoAndThenTheTarget(t *testing.T) {
	for _, c := range []struct {
		lang, label string
		found       bool
	}{
		{"ru", "Нет, удалить аккаунт навсегда", true}, {"en", "No, delete my account", true}, {"de", "Nein, Konto löschen", true}, {"zh", "不，注销账号", true},
		{"en", "No, keep my account", false}, {"en", "No, do not delete my account", false}, {"en", "No, delete my photos", false}, {"en", "Not now, delete the account later", false},
		{"en", "Don't delete my account", false}, {"de", "Nein, Konto nicht löschen", false},
	} {
		if m := Find(pageOf(c.lang, button(c.label)), Target{Do: Delete, Of: Account}); m.Found() != c.found {
			t.Errorf("%s: %q: %v, %s", c.lang, c.label, m.Found(), m.Reason)
		}
	}
}

// A title that asks to wait, or for the password once more, says of nothing what is to be done.
func TestTitlesThatOnlyAskToWait(t *testing.T) {
	for title, formal := range map[string]bool{"Hold on": true, "Hold on a moment": true, "Cancel": false, "Cancel the deletion": false, "Hold on to your photos": false} {
		if got := newReader(pageOf("en", text(title)), names{}).read(title).formal(); got != formal {
			t.Errorf("%q: %v", title, got)
		}
	}
}

// One of several parts of a list that are shown one at a time is an opener; a switch for all is none.
func TestPartsOfAListAreOpeners(t *testing.T) {
	pressed := func(kind snapshot.Kind, label string, s snapshot.State) snapshot.Node {
		return snapshot.Node{Kind: kind, Name: label, State: s}
	}
	for _, c := range []struct {
		node snapshot.Node
		want bool
	}{
		{pressed(snapshot.Button, "All (3)", snapshot.State{Checked: snapshot.No}), true},
		{pressed(snapshot.Button, "Offline (1)", snapshot.State{Checked: snapshot.No}), true},
		{pressed(snapshot.Tab, "Offline", snapshot.State{}), true},
		{pressed(snapshot.Button, "Offline (1)", snapshot.State{Checked: snapshot.Yes}), false},
		{pressed(snapshot.Button, "Lock all", snapshot.State{Checked: snapshot.No}), false},
		{pressed(snapshot.Button, "All", snapshot.State{}), false},
		{pressed(snapshot.Switch, "All", snapshot.State{Checked: snapshot.No}), false},
	} {
		if sure, because := Opener(pageOf("en", c.node), 0); sure > 0 != c.want {
			t.Errorf("%s %q: %v %s", c.node.Kind, c.node.Name, sure, because)
		}
	}
}

func disabled(label string) snapshot.Node {
	n := button(label)
	n.State.Disabled = true
	return n
}

// A drawn list without words below a question for reasons is the one of reasons; below anything else it is not.
func TestAListOfReasonsWithoutWords(t *testing.T) {
	for heading, want := range map[string]bool{"Kenapa kamu ingin pergi?": true, "Pilih bahasa": false} {
		page := pageOf("id", snapshot.Node{Kind: snapshot.Heading, Text: heading}, snapshot.Node{Kind: snapshot.Select, Role: "combobox", Tag: "div", For: []string{"role"}}, button("Lanjutkan"))
		form := ReadForm(page, []int{0, 1, 2}, Target{Do: Delete, Of: Account})
		if got := form.Reason == 1; got != want {
			t.Errorf("%q: reason %d", heading, form.Reason)
		}
	}
}

// The text that a control stands in says what it is about, before the heading of the part does.
func TestTheTextAroundAControlSaysWhatItIsAbout(t *testing.T) {
	for text, want := range map[string]bool{"Delete account": true, "Delete search history": false} {
		p := pageOf("en", snapshot.Node{Kind: snapshot.Heading, Text: "Data and privacy", Level: 3, Parent: -1},
			snapshot.Node{Kind: snapshot.Text, Text: text, Parent: -1}, snapshot.Node{Kind: snapshot.Button, Text: "Delete…", Parent: 1, For: []string{"native"}})
		p.Nodes[2].Parent = 1
		if got := Find(p, Target{Do: Delete, Of: Account}); got.Node == 2 != want {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if sure, _ := Opener(pageOf("id", snapshot.Node{Kind: snapshot.Button, Text: "Data dan privasi ›", Parent: -1, For: []string{"native"}}), 0); sure == 0 {
		t.Error("data and privacy is no place")
	}
}

// A row that names a device and says how it stands is no control that turns it off, in a language where "off" is a word for that.
func TestARowThatTellsHowADeviceStands(t *testing.T) {
	row := func(state string) snapshot.Page {
		p := pageOf("tr", snapshot.Node{Kind: snapshot.Link, Text: "Mi 9 " + state, Href: "https://i.mi.com/", Parent: -1, For: []string{"native"}},
			snapshot.Node{Kind: snapshot.Text, Text: "Mi 9"}, snapshot.Node{Kind: snapshot.Text, Text: state})
		p.Nodes[1].Parent, p.Nodes[2].Parent = 0, 0
		return p
	}
	target := Target{Do: TurnOff, Of: FindDevice, Item: "Mi 9", Hints: Hints{Place: "the page of Find Device"}}
	if got := Find(row("Kapalı"), target); got.Found() {
		t.Errorf("%+v", got)
	}
	if got := Find(row("Bulmayı kapat"), target); !got.Found() {
		t.Errorf("what turns it off is not found: %+v", got)
	}
}

func TestAFieldIsKnownByItsPlaceholder(t *testing.T) {
	for _, n := range []snapshot.Node{{Kind: snapshot.Field, Description: "Kontrolle:", Placeholder: "6-stelliger Bestätigungscode"}, {Kind: snapshot.Field, Description: "Nachweis", Placeholder: "Code eingeben"}} {
		n.Parent = -1
		if kind, why := Field(pageOf("de", n), 0); kind != FieldCode {
			t.Errorf("%q, %q: %s, %s", n.Description, n.Placeholder, kind, why)
		}
	}
}

// A list of devices and sessions is one of devices.
func TestWhatIsRemovedFromAListOfDevicesAndSessions(t *testing.T) {
	for title, want := range map[string]bool{"Devices & sessions": true, "Devices and backups": false} {
		p := pageOf("en", snapshot.Node{Kind: snapshot.Heading, Text: title, Level: 1, Parent: -1}, button("Remove from account"))
		if got := Find(p, Target{Do: Delete, Of: Device, Item: "Mi 9", In: Among(1), Hints: Hints{Place: "a list"}}); got.Found() != want {
			t.Errorf("%q: %+v", title, got.Nearest)
		}
	}
}
