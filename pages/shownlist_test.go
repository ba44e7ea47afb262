package pages

import (
	"testing"

	"miacct/snapshot"
)

// A list is one of devices if its lines say how Find Device stands, whatever they are called; a column that names
// devices is a part of the page's own matter, and a page below that of Find Device is about it.
func TestListsByWhatTheySay(t *testing.T) {
	page := func(at, lang, nodes string) snapshot.Page {
		return parse(t, "page \""+at+"\" title=\"Mi\" lang=\""+lang+"\"\nframe \""+at+"\" allowed\nlayer \"document\" box=0,0,1280,800\nentry box=150,268,980,63\nentry box=150,331,980,63\nentry box=150,394,980,63\n"+nodes)
	}
	run := func() *run { return (&run{WebDelete: &WebDelete{Site: load(t)}}).connect() }
	table := `- heading "내 기기 찾기" tag="h2"
- group role="table" tag="table" box=150,220,980,237
  - text "기기명" tag="th" box=150,221,277,47
  - text "내 기기 찾기" tag="th" box=655,221,211,47
  - text "김씨의 전화" entry=0 tag="td" box=150,268,277,63
  - text "사용 중" entry=0 tag="td" box=655,268,211,63
  - text "작은 전화" entry=1 tag="td" box=150,331,277,63
  - text "사용 안 함" entry=1 tag="td" box=655,331,211,63
  - text "민서의 전화" entry=2 tag="td" box=150,394,277,63
  - text "사용 중" entry=2 tag="td" box=655,394,211,63
`
	f := run().find.readFindPage(page("https://i.mi.com/find", "ko", table), nil, nil)
	if len(f.devices) != 3 || f.devices[0].Name != "김씨의 전화" || f.devices[0].Off || !f.devices[1].Off {
		t.Errorf("of the table: %+v", f.devices)
	}
	menu := "- link \"Home\" entry=0 href=\"https://i.mi.com/\" for=\"native\"\n- link \"Find Device\" entry=1 href=\"https://i.mi.com/find\" for=\"native\"\n- heading \"Find Device\" tag=\"h1\"\n"
	if f := run().find.readFindPage(page("https://i.mi.com/find", "en", menu), nil, nil); len(f.devices) != 0 {
		t.Errorf("a menu passes for devices: %+v", f.devices)
	}
	column := func(inside string) string {
		return "- heading \"Mes appareils\" tag=\"h1\"\n- group role=\"complementary\" tag=\"aside\"\n" + inside
	}
	mine := run()
	mine.known = devices{{ID: "1", Name: "POCO C65"}}
	if m := mine.mine.readMine(page("https://account.xiaomi.com/devices", "fr", column("  - button \"POCO C65 À vous\" entry=0 for=\"native\"\n    - text \"POCO C65\" entry=0\n    - text \"À vous\" entry=0\n")), nil); !m.isList(false) || len(m.known) != 1 {
		t.Errorf("the column of devices is none: %+v", m.known)
	}
	p := page("https://account.xiaomi.com/devices", "fr", column("  - link \"Aide\" href=\"https://account.xiaomi.com/aide\" for=\"native\"\n"))
	if beside := besides(p); !beside[2] {
		t.Error("a column of help passes for the page's matter")
	}
	for at, want := range map[string]bool{"https://i.mi.com/find/device/9f31c2": true, "https://i.mi.com/finder": false, "https://i.mi.com/contacts": false} {
		r := run()
		r.find.at = []string{"https://i.mi.com/find"}
		if got := r.find.isFindPage(page(at, "en", "- heading \"Mi 9\" tag=\"h1\"\n")); got != want {
			t.Errorf("%s is about Find Device: %v", at, got)
		}
	}
}

// A page that wants the password and no code is no check by a code.
func TestAPasswordAloneIsNoCodeCheck(t *testing.T) {
	run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
	for nodes, want := range map[string]bool{
		"- password \"Password\" type=\"password\" for=\"native\"\n- button \"Delete Account\" for=\"native\"\n":                     true,
		"- text \"We sent a verification code\"\n- field \"Verification code\" for=\"native\"\n- button \"Submit\" for=\"native\"\n": false,
		"- text \"We will send a code to a••@b.com\"\n- button \"Send code\" for=\"native\"\n":                                       false,
		"- text \"Choose how to verify\"\n- button \"By phone\" for=\"native\"\n":                                                    false,
	} {
		p := parse(t, "page \"https://account.xiaomi.com/x\" title=\"Mi\" lang=\"en\"\nframe \"https://account.xiaomi.com/x\" allowed\nlayer \"document\"\n- heading \"Verify it's you\"\n"+nodes)
		if got := run.session.asksForPasswordAlone(p); got != want {
			t.Errorf("%s: %v", nodes, got)
		}
	}
}
