package pages

import (
	"testing"

	"miacct/browser"
)

func TestClosing(t *testing.T) {
	over := func(text string, labels ...string) browser.Overlay {
		o := browser.Overlay{Text: text}
		for _, l := range labels {
			o.Controls = append(o.Controls, browser.OverlayControl{Label: l})
		}
		return o
	}
	for _, tt := range []struct {
		o    browser.Overlay
		want string // "" if it stays
	}{
		{over("we use cookies", "accept all", "reject all"), "reject all"},
		{over("we use cookies", "accept", "×"), "×"},
		{over("we use cookies", "accept all"), ""},
		{over("wir verwenden cookies", "alle akzeptieren", "nur notwendige"), "nur notwendige"},
		{over("使用cookie", "同意", "拒绝"), "拒绝"},
		{over("rate us", "rate now", "not now"), "not now"},
		{over("get the app", "download", "спасибо, нет", "позже"), "позже"},
		{over("add a recovery phone", "add", "skip"), "skip"},
		{over("what's new", "ok"), ""},
		{over("reactivate xiaomi cloud", "agree and continue"), ""},
		{over("we have updated our privacy policy", "got it"), ""},
		{over("we have updated our privacy policy", "got it", "later"), "later"},
		{over("our terms of service have changed", "i understand", "×"), "×"},
		{over("我们更新了隐私政策", "我知道了"), ""},
		{over("이용약관이 변경되었습니다", "확인"), ""},
		{over("gizlilik politikası güncellendi", "tamam"), ""},
		{over("서비스 안내", "확인"), ""}, // it may confirm anything
		{over("new: albums", "got it"), "got it"},
		{over("delete your account?", "delete", "not now"), ""},
		{over("turn off find device?", "turn off", "close"), ""},
		{over("mi 9 online ring", "ring", "close"), ""}, // its drawer, which the run has opened
		{over("mi 90 is out now", "buy", "close"), "close"},
		{over("注销账号", "确定", "关闭"), ""},
		{over("enter the verification code", "later"), ""},
		{over("enter your password", "close"), ""},
		{browser.Overlay{Secret: true, Text: "welcome", Controls: []browser.OverlayControl{{Label: "close"}}}, ""},
	} {
		c, ok := closing(tt.o, []string{"Mi 9", "POCO F3"})
		if ok != (tt.want != "") || c.Label != tt.want {
			t.Errorf("%q: %q, %v; want %q", tt.o.Text, c.Label, ok, tt.want)
		}
	}
}

func TestAgreed(t *testing.T) {
	ids := func(all ...string) []string { return all }
	for _, tt := range []struct {
		page, labelled string
		session        []string
		want           string
		fails          bool
	}{
		{"ID 6203401187", "6203401187", ids("6203401187"), "6203401187", false},
		{"รหัส 6203401187 โทร 12025550147", "", ids("6203401187"), "6203401187", false},
		{"ID 6203401187", "6203401187", nil, "6203401187", false},
		{"loading", "", ids("6203401187"), "", false},
		{"16203401187", "", ids("6203401187"), "", false}, // part of another number
		{"ID 6203409902", "6203409902", ids("6203401187"), "", true},
		{"ID 6203401187", "6203401187", ids("6203401187", "6203409902"), "", true},
		{"", "", nil, "", false},
	} {
		got, err := agreed(tt.page, tt.labelled, tt.session)
		if got != tt.want || (err != nil) != tt.fails {
			t.Errorf("%q, %q, %q: %q, %v", tt.page, tt.labelled, tt.session, got, err)
		}
	}
}
