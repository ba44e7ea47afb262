package pages_test

import (
	"testing"

	"miacct/mockcloud"
	"miacct/trail"
)

func over(heading, yes, no string) string {
	return `<div style="position:fixed;inset:0;z-index:9999;background:#fffe"><h2>` + heading + `</h2><p>` + heading + `</p>` +
		`<button onclick="fetch('/yes',{method:'POST'}).then(()=>this.closest('div').remove())">` + yes + `</button>` +
		`<button onclick="this.closest('div').remove()">` + no + `</button></div>`
}

// What lies over a page, whichever it is, is closed by words that only close or put off.
func TestWhatLiesOverThePage(t *testing.T) {
	t.Parallel()
	done := []trail.Outcome{trail.Done}
	one := func(s *mockcloud.State) { s.Devices = s.Devices[:1] }
	counts := map[string]int{"delete": 1, "yes": 0, "find-off:f0001": 1, "remove:f0001": 1}
	yes := mockcloud.Answer("POST /yes", "yes", "{}")
	at := func(path, html string) []mockcloud.Hook { return []mockcloud.Hook{mockcloud.Insert(path, html), yes} }
	attacked(t, []attack{
		{name: "cookies, at the sign-in", outcomes: done, counts: counts, before: one, hooks: at("/fe/service/login/password", over("We use cookies", "Accept all", "Reject all"))},
		{name: "a survey, in Find Device", outcomes: done, counts: counts, before: one, hooks: at("/find", over("How do you like Xiaomi Cloud?", "Rate now", "Not now"))},
		{name: "the app, in My Devices", outcomes: done, counts: counts, before: one, hooks: at("/h5/{devices}", over("Get the app", "Download", "×"))},
		{name: "a recovery phone, in German, on the account page", outcomes: done, counts: counts, before: one, hooks: at("/fe/service/account", over("Fügen Sie eine Telefonnummer hinzu", "Hinzufügen", "Später"))},
		{name: "an announcement, in Chinese, on the deletion page", outcomes: done, counts: counts, before: one, hooks: at("/pass/del", over("新功能介绍", "立即体验", "知道了"))},
	})
}

// The account page says who is signed in, in whatever language.
func TestAccountPageInAnyLanguage(t *testing.T) {
	t.Parallel()
	const page = "GET /fe/service/account"
	done, counts := []trail.Outcome{trail.Done}, map[string]int{"sign-in": 1}
	none := func(s *mockcloud.State) { s.Devices = nil }
	relabel := func(id, mail, phone, nick string) []mockcloud.Hook {
		return []mockcloud.Hook{mockcloud.Replace(page, "W.xiaomi_id", id), mockcloud.Replace(page, "W.email,", mail+","), mockcloud.Replace(page, "W.phone,", phone+","), mockcloud.Replace(page, "W.nickname,", nick+",")}
	}
	attacked(t, []attack{
		{name: "Thai", outcomes: done, counts: counts, before: none, dry: true, hooks: relabel(`"หมายเลขบัญชี"`, `"อีเมล"`, `"โทรศัพท์"`, `"ชื่อเล่น"`)},
		{name: "Lao", outcomes: done, counts: counts, before: none, dry: true, hooks: relabel(`"ເລກບັນຊີ"`, `"ອີເມວ"`, `"ໂທລະສັບ"`, `"ຊື່"`)},
		{name: "no labels", outcomes: done, counts: counts, before: none, dry: true, hooks: relabel(`""`, `""`, `""`, `""`)},
		{name: "another ID than the session's", outcomes: []trail.Outcome{trail.WrongAccount}, counts: nothingDone,
			hooks: []mockcloud.Hook{mockcloud.Replace(page, "v.data.userId", `"6203409902"`), mockcloud.Replace(page, "6203401187", "6203409902")}},
	})
}
