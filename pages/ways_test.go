package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

func pageAt(t *testing.T, at, title, lang, nodes string) snapshot.Page {
	t.Helper()
	return parse(t, "page \""+at+"\" title=\""+title+"\" lang=\""+lang+"\"\nframe \""+at+"\" allowed\nlayer \"document\" box=0,0,1280,800\n"+nodes)
}

// Where the address of Find Device leads is a page of it, whatever it is headed, and so is what the site's navigation says
// is shown. There a list that is called devices is one; one that is empty is believed only where the page says what it is.
func TestWhereFindDeviceLeads(t *testing.T) {
	const list = `entry box=0,100,900,40
entry box=0,140,900,40
- heading "Kompass" tag="h1"
- group "Geräte" role="table" tag="table"
  - text "G-0031" entry=0 tag="td"
  - text "Lindwurm 12" entry=0 tag="td"
  - text "Sie selbst" entry=0 tag="td"
  - link "Ansehen" entry=0 href="https://i.mi.com/kompass/1" for="native"
  - text "M-0007" entry=1 tag="td"
  - text "Lindwurm 10 (Jakob)" entry=1 tag="td"
  - text "Jakob Brandtner" entry=1 tag="td"
  - link "Ansehen" entry=1 href="https://i.mi.com/kompass/7" for="native"
`
	names := func(ds devices) (all []string) {
		for _, d := range ds {
			all = append(all, d.Name)
		}
		return all
	}
	want := []string{"Lindwurm 12", "Lindwurm 10 (Jakob)"}
	for _, c := range []struct {
		landed, nav string
		want        []string
	}{
		{"", "", nil},
		{"https://i.mi.com/kompass", "", want},
		{"https://i.mi.com/elsewhere", "", nil},
		{"", "- link \"Gerät finden\" selected href=\"https://i.mi.com/kompass\" for=\"native\"\n", want},
		{"", "- link \"Gerät finden\" href=\"https://i.mi.com/kompass\" for=\"native\"\n", nil},
		{"", "- link \"Fotos\" selected href=\"https://i.mi.com/kompass\" for=\"native\"\n", nil},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t), Cloud: "https://i.mi.com"}}).connect()
		run.find.landed = c.landed
		f := run.find.readFindPage(pageAt(t, "https://i.mi.com/kompass", "Kompass", "de", list+c.nav), nil, nil)
		if got := names(f.devices); !slices.Equal(got, c.want) {
			t.Errorf("landed at %q, navigation %q: %q, want %q", c.landed, c.nav, got, c.want)
		}
	}
	run := (&run{WebDelete: &WebDelete{Site: load(t), Cloud: "https://i.mi.com"}}).connect()
	run.find.landed = "https://i.mi.com/kompass"
	if f := run.find.readFindPage(pageAt(t, "https://i.mi.com/kompass", "Kompass", "de", "- heading \"Kompass\" tag=\"h1\"\n- text \"Keine Geräte vorhanden.\"\n"), nil, nil); f.known {
		t.Error("a page that nothing but its address tells of is believed to list no devices")
	}
}

// What tells the reader that nothing is listed is no device.
func TestANoteIsNoDevice(t *testing.T) {
	const list = `entry box=0,100,900,40
entry box=0,140,900,40
- heading "My Devices" tag="h1"
- text "You have no devices on file." entry=0 tag="td"
- text "Redmi 13C" entry=1 tag="td"
- button "Delete device" entry=1 for="native"
`
	run := (&run{WebDelete: &WebDelete{Site: load(t), Cloud: "https://i.mi.com"}, known: devices{{ID: "1", Name: "Redmi 13C"}}}).connect()
	if m := run.mine.readMine(pageAt(t, "https://i.mi.com/devices", "My Devices", "en", list), nil); len(m.others) != 0 || len(m.known) != 1 {
		t.Errorf("others %+v, known %+v", m.others, m.known)
	}
}

// In a drop-down list of actions the errand is chosen, and carried out by the control behind it: never another action.
func TestAListOfActions(t *testing.T) {
	page := func(chosen, actions, button string) snapshot.Page {
		return pageAt(t, "https://i.mi.com/find/unit", "Unit 4417 - Mi 9", "en", "- heading \"Unit 4417 - Mi 9\" tag=\"h1\"\n- select \"Action\" tag=\"select\" for=\"native\"\n"+
			"  - option \"Select...\" tag=\"option\" for=\"native\" against=\"in a closed list\"\n  - option \"Erase unit\" tag=\"option\" for=\"native\" against=\"in a closed list\"\n"+actions+
			"- button \""+button+"\" type=\"submit\" for=\"native\"\n")
	}
	off := func(state string) string {
		return "  - option \"Turn off Find Device for this unit\" tag=\"option\"" + state + " for=\"native\" against=\"in a closed list\"\n"
	}
	list := pageAt(t, "https://i.mi.com/find", "Find Device", "en", "- heading \"Find Device\" tag=\"h1\"\n- link \"Details\" href=\"https://i.mi.com/find/unit\" for=\"native\"\n")
	for what, c := range map[string]struct {
		page   snapshot.Page
		choice bool
	}{
		"one":              {page("", off(""), "Submit"), true},
		"go":               {page("", off(""), "Continue"), true},
		"none":             {page("", "", "Submit"), false},
		"two":              {page("", off("")+off(""), "Submit"), false},
		"erases":           {page("", off(""), "Erase"), false},
		"the other way on": {page("", "  - option \"Turn on Find Device\" tag=\"option\" for=\"native\" against=\"in a closed list\"\n", "Submit"), false},
	} {
		d, other := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, Device{ID: "f0002", Name: "Redmi"}
		e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d, other}}).connect().find.turningOff(d)
		i, button := e.listed(flow.Opened(list, c.page))
		if ok := i >= 0 && button >= 0; ok != c.choice {
			t.Errorf("%s: choice %d, button %d", what, i, button)
		} else if ok && c.page.Nodes[i].Label() != "Turn off Find Device for this unit" {
			t.Errorf("%s: %q is chosen", what, c.page.Nodes[i].Label())
		}
	}
}

// Pages that ask one after the other are gone over by what only goes on; what confirms is pressed once.
func TestPagesThatAskOneAfterTheOther(t *testing.T) {
	d, other := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, Device{ID: "f0002", Name: "Redmi"}
	before := pageAt(t, "https://i.mi.com/find/1", "Mi 9", "ja", "- heading \"Mi 9\" tag=\"h1\"\n- link \"この端末のデバイスを探すをオフにする\" href=\"https://i.mi.com/find/1/off\" for=\"native\"\n")
	for yes, want := range map[string]bool{"確認画面へ進む": true, "次へ": true, "オフにする": false, "OK": false, "初期化する": false} {
		e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d, other}}).connect().find.turningOff(d)
		*e.pressedLabel = "この端末のデバイスを探すをオフにする"
		v := flow.Since(before, pageAt(t, "https://i.mi.com/find/1/off", "手続き", "ja", "- heading \"デバイスを探すをオフにする手続き（ご注意）\" tag=\"h1\"\n- text \"端末内のデータには影響ございません。\"\n- link \"戻る\" href=\"https://i.mi.com/find/1\" for=\"native\"\n- button \""+yes+"\" type=\"submit\" for=\"native\"\n"), e.press)
		p, ok := e.prompt(v)
		if got := ok && e.leadsOn(v, p); got != want {
			t.Errorf("%s goes on: %v (asks %v, %+v)", yes, got, ok, p)
		}
	}
}

// The password may be given on a step of the deletion that says that more steps follow; not on the last, and not once
// something was pressed that may be the order.
func TestStepsThatFollow(t *testing.T) {
	for title, want := range map[string]bool{
		"Close Account - Step 3 of 4": true, "Close Account - Step 4 of 4": false, "Schritt 2 von 3": true, "2/3": true, "3 / 3": false, "Account 2019": false, "Passo 1 de 2": true, "Delete account": false, "10/26/2026": false,
	} {
		d := &deletionPage{Page: snapshot.Page{Title: title}}
		if got := d.stepsFollow(); got != want {
			t.Errorf("%q: %v", title, got)
		}
	}
	for line, want := range map[string]bool{"Step 2 of 3": true, "Step 3 of 3": false, "You can restore the account in step 2 of 3 that follow": false} {
		d := &deletionPage{Page: snapshot.Page{Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: line, Parent: -1, Entry: -1}}}, matter: []int{0}}
		if got := d.stepsFollow(); got != want {
			t.Errorf("a line %q: %v", line, got)
		}
	}
}

// A column that came with the press asks about the deletion: what stands beside it is pressed no more.
func TestAColumnThatCameAsks(t *testing.T) {
	const cards = "- heading \"Your data\" tag=\"h1\"\n- button \"Pause account\" for=\"native\"\n- button \"Delete account\" for=\"native\"\n"
	column := "- group \"Delete account\" role=\"complementary\" tag=\"aside\"\n  - button \"Close panel\" for=\"native\"\n  - text \"Photos and notes are erased.\"\n  - checkbox \"I understand that I can't get my data back\" checked=no for=\"native\"\n  - button \"Next\" for=\"native\" disabled\n"
	fresh := func() *deletion {
		run := (&run{WebDelete: &WebDelete{Site: load(t)}, who: account{ID: "6203401187"}}).connect()
		return run.deletion.conversation(nil, flow.Plan{}, false)
	}
	d := fresh()
	at := "https://account.xiaomi.com/data"
	v := flow.Since(pageAt(t, at, "Mi", "en", cards), pageAt(t, at, "Mi", "en", cards+column), deleteStep)
	page := d.read(v)
	if page.about == "" || page.control.Found() || len(page.form.Tick) != 1 {
		t.Errorf("about %q, control %d, boxes %v", page.about, page.control.Node, page.form.Tick)
	}
	if page := fresh().read(flow.View{Page: pageAt(t, at, "Mi", "en", cards+column)}); !page.control.Found() {
		t.Error("without a press the page's own control is gone")
	}
}

// The search for the deletion opens what may have it, and nothing that ends the session, changes the password or leaves the site.
func TestTheDeletionIsSearchedAmongLinks(t *testing.T) {
	link := func(words, to string) string { return "- link \"" + words + "\" href=\"" + to + "\" for=\"native\"\n" }
	p := pageAt(t, "https://account.xiaomi.com/home", "Account", "en", link("Overview", "https://account.xiaomi.com/home")+link("Communications", "https://account.xiaomi.com/comm")+link("Sign out", "https://account.xiaomi.com/bye")+
		link("Log off", "https://account.xiaomi.com/logoff")+link("Change password", "https://account.xiaomi.com/pw")+link("Privacy settings", "https://account.xiaomi.com/privacy")+link("Shop", "https://shop.example/")+link("Mi Cloud", "https://i.mi.com/"))
	s := &accountSearch{(&run{WebDelete: &WebDelete{Site: load(t)}}).connect(), linkSearch{tried: map[string]bool{}}}
	s.note(p)
	var got []string
	for at := s.next(); at != ""; at = s.next() {
		s.tried[at] = true
		got = append(got, at)
	}
	if want := []string{"https://account.xiaomi.com/privacy", "https://account.xiaomi.com/comm"}; !slices.Equal(got, want) {
		t.Errorf("opens %q, want %q", got, want)
	}
}

// Another check by code is one whose code goes elsewhere; the same again is none.
func TestAnotherCheckByCode(t *testing.T) {
	check := func(to string) flow.View {
		return flow.View{Page: pageAt(t, "https://account.xiaomi.com/check", "Check", "en", "- heading \"Verify\" tag=\"h1\"\n- text \"We will send a code to "+to+"\"\n- button \"Send\" for=\"native\"\n")}
	}
	c := &codeSteps{asked: 1, at: checkOn(check("a***@example.com").Page)}
	if c.another(check("a***@example.com")) || !c.another(check("+120******47")) {
		t.Error("checks are not told by where the code goes")
	}
	if c.checks = mostChecks; c.another(check("+120******47")) {
		t.Error("checks follow each other without end")
	}
}

// A line of settings that says that Find Device is on is the way to turn it off; one that says that it is off is not, nor is
// another setting's.
func TestALineOfSettings(t *testing.T) {
	for line, want := range map[string]bool{"查找设备 已开启": true, "查找设备：已开启": true, "查找设备 已关闭": false, "上线时短信提醒 开": false, "抹掉数据": false, "重新开启查找设备": false, "把查找设备 重新打开": false} {
		texts := ""
		if parts := strings.Fields(line); len(parts) > 1 {
			texts = "  - text \"" + parts[0] + "\"\n  - text \"" + parts[1] + "\"\n"
		}
		d, other := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, Device{ID: "f0002", Name: "Redmi"}
		e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d, other}}).connect().find.turningOff(d)
		const before = "- heading \"查找设备\" tag=\"h1\"\n- link \"设备\" href=\"https://i.mi.com/find/1\" for=\"native\"\n"
		v := flow.Opened(pageAt(t, "https://i.mi.com/find", "查找设备", "zh", before), pageAt(t, "https://i.mi.com/find/1", "设备", "zh", "- heading \"Mi 9\" tag=\"h1\"\n- button \"响铃\" for=\"native\"\n- button \"丢失模式\" for=\"native\"\n- button \""+line+"\" for=\"native\"\n"+texts))
		if m, ok := e.ownControl(v); want && (!ok || v.Page.Nodes[m.Node].Label() != line) || isSettingOn(v.Page, 3, nil) != want {
			t.Errorf("%s: %v, node %d", line, ok, m.Node)
		}
	}
}

// Where the site says that the account stays, a control that does not say that it deletes the account deletes something
// else; where it says so by itself the site may answer it.
func TestAnAccountThatStays(t *testing.T) {
	const stays = "Your account cannot be deleted at the moment: a contract is open. Here you can delete your photos only."
	for _, c := range []struct {
		text, button string
		want         bool
	}{
		{stays, "Delete now", true}, {stays, "Delete account", false}, {"All your photos will be deleted.", "Delete now", false},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t)}, who: account{ID: "6203401187"}}).connect()
		d := run.deletion.conversation(nil, flow.Plan{}, false)
		v := flow.View{Page: pageAt(t, "https://account.xiaomi.com/pass/del", "Mi", "en", "- heading \"Delete Mi Account\" level=1 tag=\"h1\"\n- text \""+c.text+"\"\n- button \"Keep my account\" for=\"native\"\n- button \""+c.button+"\" for=\"native\"\n")}
		if !d.read(v).control.Found() {
			t.Fatalf("%q is no control", c.button)
		}
		if _, ok := d.seeStays(v); ok != c.want {
			t.Errorf("%q below %q: stays %v", c.button, c.text, ok)
		}
	}
}

// The site's navigation says that the page is that of Find Device, by its name or by what it does; another verb is no name.
func TestTheNavigationTellsThePage(t *testing.T) {
	run := reader(t)
	for label, want := range map[string]bool{"Localizar": true, "Encontrar dispositivo": true, "Localizar tiendas": false, "Ajustes": false, "Dejar de localizar": false} {
		for _, selected := range []bool{true, false} {
			link := "- link \"" + label + "\" href=\"https://i.mi.com/#/x\" for=\"native\""
			if selected {
				link += " selected"
			}
			p := pageAt(t, "https://i.mi.com/", "Mi nube", "es", link+"\n- heading \"¿Dónde anda tu móvil?\" level=1 tag=\"h1\"\n")
			if got := run.find.isFindPage(p); got != (want && selected) {
				t.Errorf("%q, selected %v: %v", label, selected, got)
			}
		}
	}
}

// Closed sections of the account's pages are opened in search of the deletion, whatever they are called; a button that is
// no such section is not.
func TestClosedSectionsAreSearched(t *testing.T) {
	run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
	s := &accountSearch{run, linkSearch{tried: map[string]bool{}}}
	p := pageAt(t, "https://account.xiaomi.com/data", "Soukromí", "cs", "- heading \"Soukromí a data\" level=1 tag=\"h1\"\n- button \"Pozastavit účet\" for=\"native\"\n- button \"Kopie údajů\" tag=\"summary\" expanded=yes for=\"native\"\n- button \"Konec s účtem\" tag=\"summary\" expanded=no for=\"native\"\n")
	c := s.sections()
	m, ok := c.See(flow.View{Page: p})
	if !ok || m.Words != "Konec s účtem" {
		t.Errorf("opens %q", m.Words)
	}
	c.Did(flow.View{Page: p}, m)
	if m, ok := c.See(flow.View{Page: p}); ok {
		t.Errorf("opens %q again", m.Words)
	}
}

// Beside its field a code is sent off by the control that says so, though the same word has one sent, and never by the one
// that has another sent.
func TestACodeIsSentOff(t *testing.T) {
	for _, c := range []struct{ lang, again, off string }{
		{"de", "Neuen Code schicken", "Code absenden"}, {"ko", "다른 코드 보내기", "코드 제출"}, {"en", "Send a new code", "Submit the code"},
	} {
		p := parse(t, fmt.Sprintf("page \"https://account.xiaomi.com/pass/del\" title=\"Mi\" lang=%q\nframe \"https://account.xiaomi.com/pass/del\" allowed\nlayer \"document\"\n"+
			"- group role=\"main\" tag=\"main\"\n  - field placeholder=\"6\" tag=\"input\" hint=\"one-time-code\" maxlength=6 filled for=\"native\"\n  - button %q tag=\"div\" for=\"role\"\n  - button %q tag=\"div\" for=\"role\"\n", c.lang, c.again, c.off))
		form := intent.ReadForm(p, matterIn(p), intent.Target{Do: intent.Verify, Of: intent.Identity})
		if i := sendsOff(p, form); i < 0 || p.Nodes[i].Label() != c.off {
			t.Errorf("%s: sent off by %d; %+v", c.lang, i, form)
		}
	}
}
