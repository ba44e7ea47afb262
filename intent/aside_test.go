package intent

import (
	"strings"
	"testing"

	"miacct/snapshot"
)

func TestCookieRefusal(t *testing.T) {
	for _, c := range []struct {
		text   string
		labels []string
		want   int
	}{
		{"We use cookies to count visits.", []string{"Frobnicate only", "Accept all"}, 0},
		{"Súbory cookie používame, aby sme počítali návštevy.", []string{"Iba nutné", "Povoliť všetky"}, 0},
		{"Wir verwenden Cookies.", []string{"Alle akzeptieren", "Das Nötigste", "Einstellungen"}, 1},
		{"Wir verwenden Cookies.", []string{"Alle akzeptieren", "Einstellungen"}, -1},
		{"We use cookies.", []string{"Accept"}, -1},
		{"We use cookies.", []string{"Accept all", "Agree", "Frobnicate"}, -1},
		{"We use cookies.", []string{"Foo", "Bar"}, -1},
		{"Delete your account?", []string{"Frobnicate", "Accept all"}, -1},
		{"We use cookies.", []string{"Accept all", "Reject all"}, 1},
		{"Wir verwenden Cookies.", []string{"Alle akzeptieren", "Alle ablehnen"}, 1},
		{"本网站使用 Cookie。", []string{"全部接受", "全部拒绝"}, 1},
		{"Usamos cookies.", []string{"Rechazar todas", "Aceptar todas"}, 0},
		{"Nous utilisons des cookies.", []string{"Tout accepter", "Rien que le nécessaire"}, 1},
	} {
		if got := CookieRefusal(c.text, c.labels); got != c.want {
			t.Errorf("%q, %q: %d, want %d", c.text, c.labels, got, c.want)
		}
	}
}

// A skip is bound to the page it belongs to: one that only offers something.
func TestSkippable(t *testing.T) {
	for _, c := range []struct {
		texts, labels []string
		want          string
	}{
		{[]string{"Add a recovery phone", "It helps you to get back into your account."}, []string{"Add", "Skip"}, "Skip"},
		{[]string{"Set up a passkey"}, []string{"Set up", "Not now"}, "Not now"},
		{[]string{"Verify your email address"}, []string{"Send", "Later"}, "Later"},
		{[]string{"添加手机号码"}, []string{"添加", "跳过"}, "跳过"},
		{[]string{"Добавьте номер телефона"}, []string{"Добавить", "Пропустить"}, "Пропустить"},
		{[]string{"Welcome"}, []string{"Start", "Skip"}, "Skip"},
		{[]string{"Stay signed in?", "You won’t need your password for 30 days."}, []string{"Yes", "No"}, "No"},
		{[]string{"Trust this browser?"}, []string{"Trust", "Don’t trust"}, ""},
		{[]string{"Save your password?"}, []string{"Save", "No thanks"}, "No thanks"},
		{[]string{"Help make Mi better", "May we use how you use our services? It is optional."}, []string{"Allow", "Not now"}, "Not now"},
		{[]string{"Was this you?", "Somebody signed in."}, []string{"Yes", "No"}, ""},
		{[]string{"Almost there"}, []string{"Skip"}, ""},
		{[]string{"Back up your data before your account is deleted"}, []string{"Back up", "Skip"}, ""},
		{[]string{"Turn on two-step verification, or your devices are signed out"}, []string{"Turn on", "Skip"}, ""},
		{[]string{"Keep your account?", "It will be erased."}, []string{"Keep", "Skip"}, ""},
		{[]string{"Remove the devices that you no longer use"}, []string{"Remove", "Skip"}, ""},
		{[]string{"Add the accounts of your children"}, []string{"Add", "Skip"}, ""},
		{[]string{"By going on you agree to the terms", "Add a phone"}, []string{"Add", "Skip"}, ""},
		{[]string{"Add a recovery phone"}, []string{"Skip", "Not now"}, ""},
		{[]string{"Add a recovery phone"}, []string{"Skip and delete"}, ""},
		{[]string{"Xiaomi Cloud"}, []string{"OK", "Next"}, ""},
	} {
		lang := "en"
		if strings.ContainsRune(c.texts[0], '添') {
			lang = "zh"
		} else if strings.ContainsRune(c.texts[0], 'Д') {
			lang = "ru"
		}
		var nodes []snapshot.Node
		for _, s := range c.texts {
			nodes = append(nodes, text(s))
		}
		for _, l := range c.labels {
			nodes = append(nodes, button(l))
		}
		p := pageOf(lang, nodes...)
		got := ""
		if i := Skippable(p); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.texts, c.labels, got, c.want)
		}
	}
}

// To agree to cookies is the last way out of a notice about them and of nothing else.
func TestCookieAgreement(t *testing.T) {
	for _, c := range []struct {
		text   string
		labels []string
		want   string
	}{
		{"We use cookies to count visits.", []string{"Agree"}, "Agree"},
		{"Wir verwenden Cookies.", []string{"OK"}, "OK"},
		{"We use cookies to count visits.", []string{"Agree", "Only what is needed"}, ""},
		{"We use cookies to count visits.", []string{"Agree", "I understand"}, ""},
		{"Our terms have changed.", []string{"Agree"}, ""},
		{"Reactivate Xiaomi Cloud.", []string{"Agree"}, ""},
	} {
		p := notice(c.text, c.labels)
		got := ""
		if i := CookieAgreement(p); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.text, c.labels, got, c.want)
		}
	}
}

func TestAside(t *testing.T) {
	for _, c := range []struct {
		text   string
		labels []string
		want   string
	}{
		{"We use cookies to count visits.", []string{"Frobnicate only", "Accept all"}, "Frobnicate only"},
		{"We use cookies to count visits.", []string{"Frobnicate", "Dismiss"}, "Dismiss"},
		{"Take part in our survey?", []string{"Start", "Not now"}, "Not now"},
		{"Take part in our survey before you delete your account?", []string{"Start", "Not now"}, "Not now"},
		{"We use cookies. Your account will be deleted.", []string{"No", "Delete"}, ""},
		{"Delete your account?", []string{"Delete", "Not now"}, ""},
		{"Turn off Find Device?", []string{"Turn off", "Close"}, ""},
		{"Rate us", []string{"No", "Skip"}, ""},
		{"How do you find it?", []string{"Close", "1", "2", "3", "4", "5"}, "Close"},
		{"Whatsit", []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Not now"}, "Not now"},
		{"Whatsit", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "Close"}, ""}, // a keypad
		{"Whatsit", []string{"Close", "1", "2"}, ""},
		{"Delete the account?", []string{"Close", "1", "2", "3", "4", "5"}, ""},
	} {
		p := notice(c.text, c.labels)
		got := ""
		if i := Aside(p, 0); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.text, c.labels, got, c.want)
		}
	}
}

// notice is a page with a banner in front that says text above buttons.
func notice(words string, labels []string) snapshot.Page {
	nodes := []snapshot.Node{text(words)}
	for _, l := range labels {
		nodes = append(nodes, button(l))
	}
	p := pageOf("en", nodes...)
	p.Layers = []snapshot.Layer{{Kind: snapshot.Banner, Root: -1}, {Kind: snapshot.Document, Root: -1}}
	return p
}

func TestDismissal(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		labels     []string
		want       string // "" if it stays
	}{
		{"en", "Rate us", []string{"Rate now", "Not now"}, "Not now"},
		{"en", "What's new", []string{"OK"}, ""}, // it may confirm anything
		{"en", "New: albums", []string{"Got it"}, "Got it"},
		{"en", "Get the app", []string{"Download", "×"}, "×"},
		{"en", "Reactivate Xiaomi Cloud", []string{"Agree and continue"}, ""},
		{"en", "We have updated our privacy policy", []string{"Got it"}, ""},
		{"en", "We have updated our privacy policy", []string{"Got it", "Later"}, "Later"},
		{"en", "Our terms of service have changed", []string{"I understand", "×"}, "×"},
		{"zh", "我们更新了隐私政策", []string{"我知道了"}, ""},
		{"ko", "이용약관이 변경되었습니다", []string{"확인"}, ""},
		{"tr", "Gizlilik politikası güncellendi", []string{"Tamam"}, ""},
		{"ko", "서비스 안내", []string{"확인"}, ""},
		{"ru", "Установите приложение", []string{"Скачать", "Спасибо, нет", "Позже"}, "Спасибо, нет"},
		{"de", "Neu: Alben für die ganze Familie", []string{"Ansehen", "Vielleicht später"}, "Vielleicht später"},
		{"es", "Novedades de la nube", []string{"Ver más", "Cerrar"}, "Cerrar"},
		{"ja", "新しいアプリのご案内", []string{"詳しく見る", "閉じる"}, "閉じる"},
		{"pl", "Pobierz aplikację", []string{"Pobierz", "Nie teraz"}, "Nie teraz"},
		{"fr", "Découvrez les albums", []string{"Voir", "Plus tard"}, "Plus tard"},
		{"th", "อัลบั้มใหม่มาแล้ว", []string{"ดูเลย", "ไว้ทีหลัง"}, "ไว้ทีหลัง"}, // what looks like "delete" there is a part of a syllable
		{"ar", "جرّب التطبيق الجديد", []string{"تنزيل", "ليس الآن"}, "ليس الآن"},
		{"en", "Delete your account?", []string{"Delete", "Not now"}, ""},
		{"en", "Turn off Find Device?", []string{"Turn off", "Close"}, ""},
		{"zh", "注销账号", []string{"确定", "关闭"}, ""},
		{"en", "Enter the verification code", []string{"Later"}, ""},
		{"en", "Enter your password", []string{"Close"}, ""},
		{"es", "¿Eliminar este teléfono?", []string{"Eliminar", "Ahora no"}, ""},
		{"ja", "アカウントを削除しますか？", []string{"削除", "閉じる"}, ""},
	} {
		p := snapshot.Page{Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document}, {Kind: snapshot.Dialog, Modal: true}}}
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Text, Text: c.text, Layer: 1, Parent: -1})
		for _, l := range c.labels {
			p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Button, Name: l, Layer: 1, Parent: -1})
		}
		got := ""
		if i := Dismissal(p, 1); i >= 0 {
			got = p.Nodes[i].Name
		}
		if got != c.want {
			t.Errorf("%q %q: %q, want %q", c.text, c.labels, got, c.want)
		}
	}
}

// What came with an act is closed only if it says at length what it offers.
func TestOffers(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  bool
	}{
		{[]string{"Mi Cloud+ at half the price", "200 GB for all your photos. First month free."}, true},
		{[]string{"Redesigned gallery", "Albums have new covers now. Try them."}, true},
		{[]string{"Are you sure?"}, false},
		{[]string{"One moment", "Please confirm that you want this. It concerns the whole matter."}, false},
		{[]string{"Zilch frobnicates"}, false},
		{[]string{"Let Mi Cloud send you notifications about your devices?"}, true},
		{[]string{"Last seen today near the old mill", "Details", "Settings"}, false},
	} {
		p := snapshot.Page{Lang: "en", Layers: []snapshot.Layer{{Kind: snapshot.Dialog, Modal: true, Root: -1}, {Kind: snapshot.Document, Root: -1}}}
		for _, text := range c.texts {
			if text == "Details" || text == "Settings" {
				p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Button, Name: text, Parent: -1, Entry: -1, For: []string{"native"}})
				continue
			}
			p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Text, Text: text, Parent: -1, Entry: -1})
		}
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Button, Name: "Close", Parent: -1, Entry: -1, For: []string{"native"}})
		if got := Offers(p, 0); got != c.want {
			t.Errorf("%q: %v", c.texts, got)
		}
		if i := Dismissal(p, 0); c.want && i != len(p.Nodes)-1 {
			t.Errorf("%q is not closed", c.texts)
		}
	}
}

// What signs out in the line of a text is the site's own navigation, and none of what the page offers.
func TestAnOfferBelowALineWithControls(t *testing.T) {
	line := text("Seo Dohyeon (4471906628) | |")
	line.Name = "Seo Dohyeon (4471906628) | Profile | Sign out"
	p := pageOf("en", line, snapshot.Node{Kind: snapshot.Link, Name: "Sign out"}, heading("Change your password"), text("You last changed it a year ago."), button("Change now"), button("Not now"))
	if i := Skippable(p); i != 5 {
		t.Errorf("node %d skips it", i)
	}
}

// A bar of the site's own places has nothing that puts it away: a word that means nothing by itself is no refusal.
func TestABarOfPlacesIsNotPutAway(t *testing.T) {
	p := notice("", []string{"Beranda", "Lacak", "Perangkat", "Saya"})
	p.Lang = "id"
	if i := Dismissal(p, 0); i >= 0 {
		t.Errorf("%q puts it away", p.Nodes[i].Label())
	}
}
