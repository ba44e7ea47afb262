package intent

import (
	"testing"

	"miacct/snapshot"
)

// signInWords are how sites of each language speak of a sign-in by code: what leads there, what stands
// beside the code, that it has run out with what gets another, and what asks to confirm on the phone.
var signInWords = map[string][5]string{
	"en":    {"Log in with QR code", "Scan with your phone to sign in", "QR code expired", "Refresh", "Please confirm on your phone"},
	"zh":    {"扫码登录", "请使用手机扫描二维码", "二维码已失效", "刷新", "请在手机上确认登录"},
	"zh-TW": {"掃碼登入", "請用手機掃描 QR Code", "QR Code 已過期", "重新整理", "請在手機上確認"},
	"ru":    {"Войти по QR-коду", "Отсканируйте QR-код телефоном", "Срок действия QR-кода истёк", "Обновить", "Подтвердите вход: откройте уведомление"},
	"uk":    {"Увійти за QR-кодом", "Відскануйте QR-код", "Термін дії завершився", "Оновити", "Підтвердити на пристрої"},
	"bg":    {"Вход с QR код", "Сканирайте QR кода", "Изтекъл", "Опресняване", "Потвърдете на телефона"},
	"es":    {"Iniciar sesión con código QR", "Escanea el código QR", "El código QR ha caducado", "Actualizar", "Confirma en tu teléfono"},
	"pt":    {"Entrar com código QR", "Escaneie o código QR", "Código QR expirado", "Atualizar", "Confirme no telefone"},
	"fr":    {"Se connecter avec un code QR", "Scannez le code QR", "Le code QR a expiré", "Actualiser", "Confirmez sur votre téléphone"},
	"de":    {"Mit QR-Code anmelden", "Scanne den QR-Code mit dem Handy", "Der QR-Code ist abgelaufen", "Aktualisieren", "Bestätige die Anmeldung auf deinem Telefon"},
	"it":    {"Accedi con codice QR", "Inquadra il codice QR", "Codice QR scaduto", "Aggiorna", "Conferma sul telefono"},
	"pl":    {"Zaloguj się kodem QR", "Zeskanuj kod QR", "Kod QR wygasł", "Odśwież", "Potwierdź na telefonie"},
	"cs":    {"Přihlásit se QR kódem", "Naskenujte QR kód", "Platnost QR kódu vypršela", "Obnovit", "Potvrďte v telefonu"},
	"sk":    {"Prihlásiť sa QR kódom", "Naskenujte QR kód", "Platnosť vypršala", "Obnoviť", "Potvrdiť v telefóne"},
	"ro":    {"Conectare cu cod QR", "Scanați codul QR", "Codul QR a expirat", "Reîncarcă", "Confirmați pe telefon"},
	"el":    {"Σύνδεση με κωδικό QR", "Σαρώστε τον κωδικό QR", "Έληξε", "Ανανέωση", "Επιβεβαίωση στο τηλέφωνο"},
	"tr":    {"QR kodu ile giriş yap", "QR kodunu tarayın", "Süresi doldu", "Yenile", "Telefonunuzda onaylayın"},
	"vi":    {"Đăng nhập bằng mã QR", "Quét mã QR bằng điện thoại", "Mã QR đã hết hạn", "Làm mới", "Xác nhận trên điện thoại"},
	"th":    {"เข้าสู่ระบบด้วยคิวอาร์โค้ด", "สแกนคิวอาร์โค้ด", "หมดอายุแล้ว", "รีเฟรช", "ยืนยันบนโทรศัพท์"},
	"id":    {"Masuk dengan kode QR", "Pindai kode QR", "Kode QR kedaluwarsa", "Muat ulang", "Konfirmasi di ponsel"},
	"ja":    {"QRコードでログイン", "スマートフォンでQRコードを読み取ってください", "QRコードの有効期限が切れました", "更新", "スマートフォンで確認してください"},
	"ko":    {"QR 코드로 로그인", "휴대전화로 QR 코드를 스캔하세요", "QR 코드가 만료되었습니다", "새로고침", "휴대전화에서 확인"},
	"ar":    {"تسجيل الدخول برمز QR", "امسح رمز QR بالهاتف", "انتهت صلاحية رمز QR", "تحديث", "تأكيد على الهاتف"},
}

// scanPage is a page with a control, a picture and lines of text under it.
func scanPage(lang string, way snapshot.Node, picture bool, under ...snapshot.Node) snapshot.Page {
	p := snapshot.Page{Lang: lang, URL: "https://account.xiaomi.com/fe/service/login", Title: "Xiaomi Account",
		Frames: []snapshot.Frame{{Allowed: true, Parent: -1}}, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}}}
	if picture {
		p.Pictures = []snapshot.Picture{{Box: snapshot.Rect{X: 500, Y: 200, Width: 180, Height: 180}}}
	}
	if way.Kind != "" {
		way.Box = snapshot.Rect{X: 900, Y: 20, Width: 120, Height: 30}
		way.Parent, way.Entry = -1, -1
		p.Nodes = append(p.Nodes, way)
	}
	for i, n := range under {
		n.Box = snapshot.Rect{X: 500, Y: float64(390 + 30*i), Width: 180, Height: 24}
		n.Parent, n.Entry = -1, -1
		p.Nodes = append(p.Nodes, n)
	}
	return p
}

func said(text string) snapshot.Node { return snapshot.Node{Kind: snapshot.Text, Text: text} }

func TestScanInEveryLanguage(t *testing.T) {
	for _, lang := range Languages {
		w := signInWords[lang]
		s := ReadScan(scanPage(lang, snapshot.Node{Kind: snapshot.Tab, Name: w[0]}, false))
		if len(s.Ways) != 1 || s.Shown() {
			t.Errorf("%s: %q leads to the code: %+v", lang, w[0], s)
		}
		s = ReadScan(scanPage(lang, snapshot.Node{}, true, said(w[1])))
		if len(s.Codes) != 1 || !s.Sure || s.Expired || s.Elsewhere != "" {
			t.Errorf("%s: %q stands by the code: %+v", lang, w[1], s)
		}
		s = ReadScan(scanPage(lang, snapshot.Node{}, true, said(w[1]), said(w[2]), snapshot.Node{Kind: snapshot.Button, Name: w[3]}))
		if !s.Expired || s.Renew != 2 {
			t.Errorf("%s: %q, %q: %+v", lang, w[2], w[3], s)
		}
		s = ReadScan(scanPage(lang, snapshot.Node{}, false, said(w[4])))
		if s.Elsewhere == "" || s.Shown() {
			t.Errorf("%s: %q asks for another device: %+v", lang, w[4], s)
		}
	}
}

// What looks like a sign-in by code and is none, and what is one and says little.
func TestScanTellsApart(t *testing.T) {
	for _, c := range []struct {
		name string
		page snapshot.Page
		is   func(Scan) bool
	}{
		{"a code to get the app", scanPage("en", snapshot.Node{}, true, said("Scan to download the app")), func(s Scan) bool { return len(s.Codes) == 0 }},
		{"the same in Chinese", scanPage("zh", snapshot.Node{}, true, said("扫码下载应用")), func(s Scan) bool { return len(s.Codes) == 0 }},
		{"the app scans it", scanPage("en", snapshot.Node{}, true, said("Open the Mi Home app and scan to sign in")), func(s Scan) bool { return s.Sure }},
		{"a picture of a person", scanPage("en", snapshot.Node{}, true, said("Alice")), func(s Scan) bool { return !s.Sure && !s.Shown() }},
		{"an icon by its class", scanPage("en", snapshot.Node{Kind: snapshot.Button, Hint: "mi-qr-login-switch"}, false), func(s Scan) bool { return len(s.Ways) == 1 }},
		{"an icon of something else", scanPage("en", snapshot.Node{Kind: snapshot.Button, Hint: "icon-square"}, false), func(s Scan) bool { return len(s.Ways) == 0 }},
		{"help about codes", scanPage("en", snapshot.Node{Kind: snapshot.Link, Name: "How do I scan a QR code?"}, false), func(s Scan) bool { return len(s.Ways) == 0 }},
		{"the tab that is open", scanPage("en", snapshot.Node{Kind: snapshot.Tab, Name: "QR code", State: snapshot.State{Selected: true}}, true), func(s Scan) bool { return len(s.Ways) == 0 }},
		{"it will run out", scanPage("en", snapshot.Node{}, true, said("Scan the QR code"), said("The code expires in 2:59")), func(s Scan) bool { return s.Sure && !s.Expired }},
		{"a refresh link by a good code", scanPage("en", snapshot.Node{}, true, said("Scan the QR code"), snapshot.Node{Kind: snapshot.Link, Name: "Refresh"}), func(s Scan) bool { return !s.Expired }},
		{"if it has run out", scanPage("en", snapshot.Node{}, true, said("If the QR code has expired, refresh it")), func(s Scan) bool { return !s.Expired }},
		{"one control says both", scanPage("en", snapshot.Node{}, true, said("Scan the QR code"), snapshot.Node{Kind: snapshot.Button, Name: "QR code expired. Refresh"}), func(s Scan) bool { return s.Expired && s.Renew == 1 }},
		{"a code by SMS", scanPage("en", snapshot.Node{}, false, said("We sent a verification code to your phone"), snapshot.Node{Kind: snapshot.Field, Name: "Enter code"}), func(s Scan) bool { return s.Elsewhere == "" }},
		{"a code that can be sent", scanPage("en", snapshot.Node{}, false, said("Verify your phone"), snapshot.Node{Kind: snapshot.Button, Name: "Send code"}), func(s Scan) bool { return s.Elsewhere == "" }},
		{"a phone to confirm here", scanPage("en", snapshot.Node{}, false, said("Confirm your phone"), snapshot.Node{Kind: snapshot.Button, Name: "Confirm"}, snapshot.Node{Kind: snapshot.Button, Name: "Skip"}), func(s Scan) bool { return s.Elsewhere == "" }},
		{"a tap, with another way", scanPage("en", snapshot.Node{}, false, said("Check the notification sent to your Xiaomi 14 and tap Yes"), snapshot.Node{Kind: snapshot.Button, Name: "Send again"}, snapshot.Node{Kind: snapshot.Link, Name: "Use another method"}), func(s Scan) bool { return s.Elsewhere != "" }},
		{"an icon that is taken for a switch", scanPage("en", snapshot.Node{Kind: snapshot.Switch, Weak: true, Hint: "mi-qr-login-switch", Description: "Xiaomi Account Sign in"}, false), func(s Scan) bool { return len(s.Ways) == 1 }},
		{"a tap, told in a heading and a text", scanPage("en", snapshot.Node{}, false, snapshot.Node{Kind: snapshot.Heading, Name: "Confirm that it's you"}, said("We sent a message to your phone.")), func(s Scan) bool { return s.Elsewhere != "" }},
		{"a tap, or the password", scanPage("en", snapshot.Node{}, false, said("Confirm on your phone"), snapshot.Node{Kind: snapshot.Button, Name: "Sign in with password"}), func(s Scan) bool { return s.Elsewhere != "" }},
		{"two texts that have nothing in common", scanPage("en", snapshot.Node{}, false, said("Confirm your choice"), said("Welcome"), said("Your phone")), func(s Scan) bool { return s.Elsewhere == "" }},
		{"a foreign frame", func() snapshot.Page {
			p := scanPage("en", snapshot.Node{}, true, said("Scan the QR code to sign in"))
			p.Frames[0].Allowed = false
			return p
		}(), func(s Scan) bool { return len(s.Codes) == 0 && !s.Shown() }},
	} {
		if s := ReadScan(c.page); !c.is(s) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}
