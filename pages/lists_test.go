package pages

import (
	"slices"
	"strings"
	"testing"

	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
)

// parse reads a page of the site from its text form.
func parse(t *testing.T, text string) snapshot.Page {
	t.Helper()
	p, err := snapshot.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func reader(t *testing.T, known ...string) *run {
	t.Helper()
	run := (&run{WebDelete: &WebDelete{Site: load(t), Cloud: "https://i.mi.com", Lang: "en"}, who: account{ID: "6203401234"}}).connect()
	for _, name := range known {
		run.known = append(run.known, Device{ID: "id of " + name, Name: name, Located: true})
	}
	return run
}

func namesOf(ds devices) string {
	var all []string
	for _, d := range ds {
		all = append(all, d.Name)
	}
	return strings.Join(all, ", ")
}

const (
	findHead = `page "https://i.mi.com/find" title="Mi Cloud" lang="%"
frame "https://i.mi.com/find" allowed
layer "document"
`
	mineHead = `page "https://i.mi.com/h5/1" title="Mi Cloud" lang="%"
frame "https://i.mi.com/h5/1" allowed
layer "document"
`
)

func inLang(head, lang string) string { return strings.Replace(head, "%", lang, 1) }

// The list of Find Device is read from the page itself where no answer of the site tells it, whatever
// it is made of and in whatever language. What is no device is none.
func TestReadFindListFromThePage(t *testing.T) {
	for _, tt := range []struct {
		name, page, want string
		known            bool
	}{
		{"rows", inLang(findHead, "sv") + `entry
entry
- link "Startsida" href="https://i.mi.com/"
- heading "Hitta enheter"
- button "Redmi Note 8 Spåras ›" entry=0
  - text "Redmi Note 8"
  - text "Spåras"
- button "Mi 9 Spåras inte ›" entry=1
  - text "Mi 9"
  - text "Spåras inte"
`, "Redmi Note 8, Mi 9", true},
		{"names that are nobody's model, and a control that only a device has", inLang(findHead, "en") + `entry
entry
- heading "Find device"
- text "Anna's old one" entry=0
- button "Play sound" entry=0
- text "Kitchen" entry=1
- button "Play sound" entry=1
`, "Anna's old one, Kitchen", true},
		{"a table", inLang(findHead, "cs") + `entry
entry
- heading "Najít zařízení"
- group role="table"
  - text "Zařízení"
  - text "Stav"
  - text "POCO F3" entry=0
  - text "Lze najít" entry=0
  - button "Další" entry=0
  - text "Xiaomi 12T" entry=1
  - text "Lze najít" entry=1
  - button "Další" entry=1
`, "POCO F3, Xiaomi 12T", true},
		{"tabs", inLang(findHead, "ko") + `- heading "기기 찾기"
- group role="tablist"
  - tab "Mi 9"
  - tab "POCO F3"
`, "Mi 9, POCO F3", true},
		{"pins of a map", inLang(findHead, "bg") + `- heading "Търсене"
- text "Изберете"
- group role="region"
  - button "Xiaomi 12T" weak for="listener"
  - button "POCO F3" weak for="listener"
`, "Xiaomi 12T, POCO F3", true},
		{"an open menu", inLang(findHead, "ja") + `- heading "端末を探す"
- button "選択 ▾"
- group role="menu"
  - menuitem "Redmi 9"
  - menuitem "Mi 9"
`, "Redmi 9, Mi 9", true},
		{"other parts of the site", inLang(findHead, "en") + `entry
entry
- link "Photos" entry=0 href="https://i.mi.com/gallery"
- link "Notes" entry=1 href="https://i.mi.com/note"
- heading "Find device"
- button "Please choose ▾"
`, "", false},
		{"no devices", inLang(findHead, "en") + `- heading "Find device"
- text "No devices"
`, "", true},
		{"closed sections that count none", inLang(findHead, "en") + `- heading "Find device"
- button "Phones (0)" tag="summary" for="native" expanded=no
- button "Watches and bands (0)" tag="summary" for="native" expanded=no
- button "Help" tag="summary" for="native" expanded=no
`, "", true},
		{"sections with a word in each", inLang(findHead, "en") + `entry
entry
- heading "Find device"
- button "Phones" tag="summary" for="native" expanded=yes
- text "None"
- button "Bands" entry=0 tag="summary" for="native" expanded=yes
- text "None" entry=0
- button "Help" entry=1 tag="summary" for="native" expanded=yes
- text "A phone has to be on Find Device to be located." entry=1
`, "", true},
		{"closed sections of which one counts some", inLang(findHead, "en") + `- heading "Find device"
- button "Tablets (0)" tag="summary" for="native" expanded=no
- button "Phones (2)" tag="summary" for="native" expanded=no
`, "", false},
		{"a list that failed", inLang(findHead, "en") + `- heading "Find device"
- text "Couldn't load"
- button "Try again"
`, "", false},
		{"a list that is loading", strings.Replace(inLang(findHead, "en"), `lang="en"`, `lang="en" busy`, 1) + `- heading "Find device"
- text "No devices"
`, "", false},
		{"another page", strings.ReplaceAll(inLang(findHead, "en"), "/find", "/gallery") + `entry
- text "Redmi Note 8" entry=0
- button "Open" entry=0
`, "", false},
	} {
		f := reader(t).find.readFindPage(parse(t, tt.page), nil, nil)
		if got := namesOf(f.devices); got != tt.want || f.known != tt.known {
			t.Errorf("%s: %q, known %v, %v", tt.name, got, f.known, f.err)
		}
		for _, d := range f.devices {
			if d.Ownership.Whose != Unknown {
				t.Errorf("%s: %s is %q, and nothing says so", tt.name, d.Name, d.Ownership.Whose)
			}
		}
	}
}

// An answer of any form is a list of devices if each of its objects has an identifier and the page calls
// things so. Whose they are takes two of its fields, as ever.
func TestReadListFromAnswersOfAnyForm(t *testing.T) {
	page := inLang(findHead, "en") + `- heading "Find device"
- button "Mi 9"
- button "Redmi 9"
- link "Photos" href="https://i.mi.com/gallery"
- text "Photos"
`
	for _, tt := range []struct {
		name, body string
		want       string
		whose      []Whose
	}{
		{"rows", `{"result":{"rows":[{"deviceNo":"a1","label":"Mi 9","belongsToMe":true,"ownerName":""},{"deviceNo":"b2","label":"Redmi 9","belongsToMe":false,"ownerName":"Bob"}]}}`,
			"a1 Mi 9, b2 Redmi 9", []Whose{Unknown, Other}},
		{"edges", `{"data":{"viewer":{"devices":{"edges":[{"node":{"id":"a1","displayName":"Mi 9","mine":true}},{"node":{"id":"b2","displayName":"Redmi 9","mine":true}}]}}}}`,
			"a1 Mi 9, b2 Redmi 9", []Whose{Unknown, Unknown}},
		{"flag and user ID agree", `{"devices":[{"imei":"a1","title":"Mi 9","isSelf":true,"owner":{"id":6203401234}},{"imei":"b2","title":"Redmi 9","isSelf":true,"owner":{"id":"77777"}}]}`,
			"a1 Mi 9, b2 Redmi 9", []Whose{Own, Unknown}},
		{"the known form at another address", `{"code":0,"data":{"familyInfo":[],"deviceList":[{"fid":"a1","userId":"6203401234","isSelfDevice":true,"componentModelInfo":{"0":{"modelName":{"defaultName":"{\"modelName\":\"Mi 9\"}"}}}}]}}`,
			"a1 Mi 9", []Whose{Own}},
		{"a state that the page shows of more of them", `{"devices":[{"id":"a1","n":"Mi 9","s":"Photos"},{"id":"b2","n":"Redmi 12","s":"Photos"},{"id":"c3","n":"POCO F5","s":"Photos"}]}`,
			"a1 Mi 9, b2 Redmi 12, c3 POCO F5", []Whose{Unknown, Unknown, Unknown}},
		{"shared", `{"phones":[{"id":"a1","name":"Mi 9","mine":true,"shared":true}]}`, "a1 Mi 9", []Whose{Unknown}},
		{"what is no device", `{"menu":[{"id":"photos","name":"Photos"},{"id":"x","name":"Notes"}]}`, "", nil},
		{"no identifier", `{"devices":[{"name":"Mi 9"}]}`, "", nil},
		{"one identifier for all", `{"devices":[{"id":"1","name":"Mi 9"},{"id":"1","name":"Redmi 9"}]}`, "", nil},
		{"names that the page does not show", `{"devices":[{"id":"1","name":"Pad 5"}]}`, "", nil},
		{"no JSON", `<html>`, "", nil},
	} {
		lists, _ := heardLists([][]byte{[]byte(tt.body)}, shownNames(parse(t, page)))
		ds, err := uniteHeard(lists, "6203401234")
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for i, d := range ds {
			all = append(all, d.ID+" "+d.Name)
			if i < len(tt.whose) && d.Ownership.Whose != tt.whose[i] {
				t.Errorf("%s: %s is %q, want %q: %v", tt.name, d.Name, d.Ownership.Whose, tt.whose[i], d.Ownership.Claims)
			}
		}
		if got := strings.Join(all, ", "); got != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// Whether Find Device is on stands with the device's name, or in the site's answer; where they differ the page counts.
func TestStateInTheList(t *testing.T) {
	page := func(words string) string {
		return inLang(findHead, "en") + `entry
entry
- heading "Devices"
- text "Mi 9" entry=0
- text "` + words + `" entry=0
- text "Redmi 9" entry=1
- text "Wi-Fi: off" entry=1
`
	}
	for _, tt := range []struct {
		words, on string
		off       bool
	}{
		{"Find device is off · Online", "true", true},
		{"Find device is on · Online", "false", false},
		{"Find device is off", "false", true},
		{"Battery saver is off", "true", false},
		{"Is Find device off?", "true", false},
		{"Online", "false", true},
		{"Offline", "true", false},
	} {
		body := `{"devices":[{"id":"a1","name":"Mi 9","finder":{"enabled":` + tt.on + `}},{"id":"b2","name":"Redmi 9","finder":{"enabled":true}}]}`
		f := reader(t).find.readFindPage(parse(t, page(tt.words)), nil, [][]byte{[]byte(body)})
		if len(f.devices) != 2 || f.devices[0].Off != tt.off || f.devices[1].Off {
			t.Errorf("%s, on %s: %+v", tt.words, tt.on, f.devices)
		}
	}
	for _, on := range []string{"yes", "no"} {
		f := reader(t).find.readFindPage(parse(t, inLang(findHead, "en")+`entry
entry
- heading "Devices"
- text "Mi 9" entry=0
- switch "Find device" entry=0 checked=`+on+`
- text "Redmi 9" entry=1
- switch "Find device" entry=1 checked=yes
`), nil, nil)
		if len(f.devices) != 2 || f.devices[0].Off != (on == "no") || f.devices[1].Off {
			t.Errorf("switch %s: %+v", on, f.devices)
		}
	}
}

// The place of a device in the page is one of the two sources, if the page keeps others' apart.
func TestPlaceIsASource(t *testing.T) {
	rows := `entry
entry
- heading "%a"
- text "Mi 9" entry=0
- text "Online" entry=0
- heading "%b"
- text "Redmi 9" entry=1
- text "Online" entry=1
`
	answer := `{"devices":[{"id":"a1","name":"Mi 9","mine":true},{"id":"b2","name":"Redmi 9","mine":false}]}`
	for _, tt := range []struct {
		a, b string
		want [2]Whose
	}{
		{"My devices", "Family devices", [2]Whose{Own, Other}},
		{"Meine Geräte", "Geräte der Familie", [2]Whose{Own, Other}},
		{"我的设备", "家庭成员的设备", [2]Whose{Own, Other}},
		{"My devices", "More devices", [2]Whose{Unknown, Unknown}},
		{"My devices", "My devices", [2]Whose{Unknown, Unknown}},
		{"Find device", "Family devices", [2]Whose{Unknown, Other}},
		{"Bob's devices", "Family devices", [2]Whose{Unknown, Unknown}},
	} {
		run := reader(t)
		page := parse(t, inLang(findHead, "en")+strings.NewReplacer("%a", tt.a, "%b", tt.b).Replace(rows))
		f := run.find.readFindPage(page, nil, [][]byte{[]byte(answer)})
		if len(f.devices) != 2 {
			t.Fatalf("%+v", f)
		}
		for i, d := range f.devices {
			if d.Ownership.Whose != tt.want[i] {
				t.Errorf("%s, %s: %s is %q: %v", tt.a, tt.b, d.Name, d.Ownership.Whose, d.Ownership.Claims)
			}
		}
	}
}

// Two answers that say different things of one device make it nobody's.
func TestAnswersThatDiffer(t *testing.T) {
	page := inLang(findHead, "en") + "- button \"Mi 9\"\n"
	one := `{"devices":[{"id":"a1","name":"Mi 9","mine":true,"ownerId":"6203401234"}]}`
	for _, two := range []string{strings.Replace(one, "true", "false", 1), strings.Replace(one, "6203401234", "77777", 1), strings.Replace(one, `"mine":true`, `"mine":true,"holder":"Bob"`, 1)} {
		lists, _ := heardLists([][]byte{[]byte(one), []byte(two)}, shownNames(parse(t, page)))
		ds, err := uniteHeard(lists, "6203401234")
		if err != nil || len(ds) != 1 || ds[0].Ownership.Whose != Unknown {
			t.Errorf("%s: %+v, %v", two, ds, err)
		}
	}
}

// A page is the list of My Devices by what it shows: devices that are known, entries that are devices, or
// words that there are none under its heading.
func TestReadMyDevices(t *testing.T) {
	rows := `entry
entry
entry
- heading "Kopplad utrustning"
- text "Mi 9" entry=0
- text "M1" entry=0
- button "Koppla bort" entry=0
- text "POCO F3" entry=1
- text "M2" entry=1
- button "Koppla bort" entry=1
- text "Redmi 9" entry=2
- text "Bobs" entry=2
`
	for _, tt := range []struct {
		name, page, heard string
		known             []string
		list, linked      bool
		shown, others     string
	}{
		{"in a language that is not known", inLang(mineHead, "sv") + rows, "", []string{"Mi 9", "POCO F3"}, true, false, "Mi 9, POCO F3", "Redmi 9"},
		{"and none of it known, behind a link of its name", inLang(mineHead, "sv") + rows, "", nil, true, true, "", "Mi 9, POCO F3, Redmi 9"},
		{"and none of it known, somewhere", inLang(mineHead, "sv") + rows, "", nil, false, false, "", "Mi 9, POCO F3, Redmi 9"},
		{"entries that can be removed", inLang(mineHead, "en") + `entry
entry
- heading "Kit"
- text "Kitchen" entry=0
- button "Remove device" entry=0
- text "Car" entry=1
- button "Remove device" entry=1
`, "", nil, true, false, "", "Kitchen, Car"},
		{"settings with backups and cards", inLang(mineHead, "en") + `entry
entry
- heading "Settings"
- text "Card ending 4402" entry=0
- button "Remove card" entry=0
- text "Backup of March" entry=1
- button "Delete backup" entry=1
`, "", nil, false, false, "", ""},
		{"the browser itself", inLang(mineHead, "en") + `entry
entry
- heading "My devices"
- text "Mi 9" entry=0
- button "Remove device" entry=0
- text "Chrome" entry=1
- text "This device" entry=1
- button "Remove device" entry=1
`, "", []string{"Mi 9"}, true, false, "Mi 9", ""},
		{"empty", inLang(mineHead, "en") + `- heading "My devices"
- text "No devices"
`, "", nil, true, false, "", ""},
		{"empty in words that are not known, as its answer says", inLang(mineHead, "de") + `- heading "Meine Geräte"
- text "Gähnende Leere"
`, `{"items":[],"total":0}`, nil, true, false, "", ""},
		{"nothing, in words that are not known", inLang(mineHead, "de") + `- heading "Meine Geräte"
- text "Gähnende Leere"
`, "", nil, false, false, "", ""},
		{"a list of one without entries", inLang(mineHead, "en") + `- heading "My devices"
- text "These devices use your account."
- heading "Phones"
- text "Mi 9"
- text "M1901F2G"
- button "Remove from account"
`, "", nil, true, false, "", "Mi 9"},
		{"Find Device", inLang(findHead, "sv") + rows, "", []string{"Mi 9"}, false, false, "Mi 9", "POCO F3, Redmi 9"},
	} {
		m := reader(t, tt.known...).mine.readMine(parse(t, tt.page), [][]byte{[]byte(tt.heard)})
		var shown, others []string
		for _, e := range m.known {
			shown = append(shown, e.Name)
		}
		for _, e := range m.others {
			if !e.Current {
				others = append(others, e.Name)
			}
		}
		if got := m.isList(tt.linked); got != tt.list {
			t.Errorf("%s: list %v", tt.name, got)
		}
		if strings.Join(shown, ", ") != tt.shown || strings.Join(others, ", ") != tt.others {
			t.Errorf("%s: known %q, others %q", tt.name, shown, others)
		}
	}
}

// What brings more of a list is pressed only where its words say so, behind the list.
func TestMoreOfTheList(t *testing.T) {
	list := inLang(mineHead, "%") + `entry
entry
- heading "Mina"
- button "More" 
- text "Mi 9" entry=0
- text "M1" entry=0
- text "POCO F3" entry=1
- text "M2" entry=1
`
	for _, tt := range []struct{ lang, behind, want string }{
		{"en", `- button "Show more"`, "Show more"},
		{"en", `- button "Show 2 more"`, "Show 2 more"},
		{"de", `- button "2 weitere anzeigen"`, "2 weitere anzeigen"},
		{"de", `- button "Mehr anzeigen"`, "Mehr anzeigen"},
		{"ru", `- button "Показать ещё"`, "Показать ещё"},
		{"en", `- button "Next"`, ""},
		{"en", "- button \"‹\"\n- text \"1 / 3\"\n- button \"Next\"", "Next"},
		{"en", "- group \"Pages\" role=\"navigation\" tag=\"nav\"\n  - button \"‹ Previous\" disabled\n  - text \"Page 1 of 2\"\n  - button \"Next ›\"", "Next ›"},
		{"en", "- group \"More\" role=\"navigation\" tag=\"nav\"\n  - button \"Next\"", ""},
		{"fr", "- button \"‹\"\n- text \"1 / 3\"\n- button \"›\"", "›"},
		{"en", "- button \"‹\"\n- text \"3 / 3\"\n- button \"Next\" disabled", ""},
		{"sv", "- button \"‹\"\n- text \"1 / 3\"\n- button \"Bläddra\"", "Bläddra"},
		{"sv", "- text \"1 / 3\"\n- button \"Bläddra\"", ""},
		{"en", "- button \"Select all\"\n- text \"1 / 3\"\n- button \"Remove\"", ""},
		{"en", `- button "Remove all"`, ""},
		{"sv", `- button "Koppla bort allt"`, ""},
		{"en", "- heading \"Photos\"\n- button \"Show more\"", ""},
		{"en", `- button "Add more"`, ""},
	} {
		m := reader(t, "Mi 9", "POCO F3").mine.readMine(parse(t, strings.Replace(list, "%", tt.lang, 1)+tt.behind+"\n"), nil)
		got := ""
		if i, _ := m.moreControl([]string{"Show more"}); i >= 0 {
			got = m.Nodes[i].Label()
		}
		if got != tt.want {
			t.Errorf("%s %s: %q", tt.lang, tt.behind, got)
		}
	}
}

// The way to the list is sought by what is called so, then the settings, then the page's menus.
func TestWayToMyDevices(t *testing.T) {
	home := func(lang, nodes string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/" title="Mi Cloud" lang="`+lang+`"
frame "https://i.mi.com/" allowed
layer "document"
`+nodes)
	}
	for _, tt := range []struct{ name, lang, nodes, mine, settings, menu, links string }{
		{"a link", "en", `- link "Settings" href="https://i.mi.com/h5/1"
- link "My devices" href="https://i.mi.com/h5/2"
- link "Log out" href="https://i.mi.com/api/user/logout"
`, "My devices", "Settings", "", "https://i.mi.com/h5/1 https://i.mi.com/h5/2"},
		{"an avatar with the first letter of a name", "ja", `- button "アリス" text="ア"
- link "写真" href="https://i.mi.com/gallery/h5"
`, "", "", "アリス", ""},
		{"an avatar whose name is its title", "fr", `- button "A" description="Alice" weak for="listener"
- button "Supprimer les photos"
`, "", "", "A", ""},
		{"a menu", "de", "- button \"Menü\"\n- button \"1\"\n", "", "", "Menü", ""},
		{"a menu called as whoever is signed in", "de", "- group \"\" role=\"banner\" tag=\"header\"\n  - button \"Kontomenü: Henrike\" text=\"Henrike ▾\" expanded=no\n", "", "", "Kontomenü: Henrike", ""},
		{"a menu whose name is a command", "de", "- group \"\" role=\"banner\" tag=\"header\"\n  - button \"Alles sperren\" expanded=no\n", "", "", "", ""},
		{"a menu of something on the page", "de", "- button \"Henrike\" text=\"Henrike ▾\" expanded=no\n", "", "", "", ""},
		{"links that nothing is known of", "sv", `- link "Inställningar" href="https://i.mi.com/h5/1"
- link "Prylar" href="https://i.mi.com/my/devices"
- link "Hjälp" href="https://i.mi.com/helpcenter/"
- link "Annons" href="https://example.com/devices"
- link "Hitta" href="https://i.mi.com/find"
- link "Radera" href="https://account.xiaomi.com/pass/del"
`, "", "", "", "https://i.mi.com/my/devices https://i.mi.com/h5/1"},
	} {
		p := home(tt.lang, tt.nodes)
		s := &devicesSearch{run: reader(t), linkSearch: linkSearch{tried: map[string]bool{}}}
		s.note(p)
		got := []string{labelOf(p, s.mineLink(p)), labelOf(p, s.settingsLink(p)), labelOf(p, s.menu(p)), strings.Join(slices.Concat(s.likely, s.others), " ")}
		if want := []string{tt.mine, tt.settings, tt.menu, tt.links}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", tt.name, got, want)
		}
	}
}

// What stands below a heading of the family is another's where others stand below headings of their own, and stays so
// once these are gone.
func TestDevicesBelowTheFamilysHeading(t *testing.T) {
	read := func(nodes string) *deviceMatter {
		return matterOf(pageAt(t, "https://i.mi.com/find", "Encontrar", "es", nodes))
	}
	const own, family = "- heading \"Tuyos\" tag=\"h2\"\n- text \"Mi 9T\"\n- text \"Sin localización\"\n", "- heading \"Grupo familiar\" tag=\"h2\"\n- text \"Redmi 12C\"\n- text \"Localizado\"\n"
	words, families := load(t).Words, map[string]bool{}
	const tables = "- group \"Tus teléfonos\" role=\"table\"\n  - text \"Mi 9T\"\n- group \"Grupo familiar: dispositivos compartidos contigo\" role=\"table\"\n  - text \"Redmi 12C\"\n"
	for _, c := range []struct {
		nodes string
		want  Whose
	}{{family, Unknown}, {own + family, Other}, {family, Other}, {tables, Other}} {
		ds := devices{{ID: "1", Name: "Mi 9T", Located: true}, {ID: "2", Name: "Redmi 12C", Located: true}}
		read(c.nodes).sections(ds, words, "Find Device", families)
		if ds[1].Ownership.Whose != c.want || ds[0].Ownership.Whose == Other {
			t.Errorf("%q: own is %q, the other's %q", c.nodes, ds[0].Ownership.Whose, ds[1].Ownership.Whose)
		}
	}
}

// A column of owners tells by another's name that a device may be another's; the account's own name there proves nothing.
func TestAColumnOfOwners(t *testing.T) {
	m := matterOf(pageAt(t, "https://i.mi.com/find", "Najít", "cs", `- group role="table" tag="table" box=236,111,1018,193
  - text "Zařízení" tag="th" box=236,112,220,36
  - text "Vlastník" tag="th" box=457,112,176,36
  - text "Mi 9T" tag="td" box=236,148,220,52
  - text "Jitka Veselská" tag="td" box=457,148,176,52
  - text "Redmi 12C" tag="td" box=236,200,220,52
  - text "Pavel Veselský" tag="td" box=457,200,176,52
`))
	rows := map[int]int{3: 0, 4: 0, 5: 1, 6: 1}
	for i := range m.Nodes {
		if e, ok := rows[i]; ok {
			m.Nodes[i].Entry = e
		}
	}
	m.Entries = []snapshot.Entry{{Box: snapshot.Rect{X: 236, Y: 148, Width: 1018, Height: 52}}, {Box: snapshot.Rect{X: 236, Y: 200, Width: 1018, Height: 52}}}
	ds := devices{{ID: "1", Name: "Mi 9T", Located: true}, {ID: "2", Name: "Redmi 12C", Located: true}}
	m.owners(ds, load(t).Words, func(name string) bool { return name == "Jitka Veselská" })
	if ds[0].Owner != "" || len(ds[0].Ownership.Claims) > 0 || ds[1].Owner != "Pavel Veselský" || ds[1].Own() || ds[1].Ownership.Why == "" {
		t.Errorf("the account's own: %+v; another's: %+v", ds[0].Ownership, ds[1].Ownership)
	}
}

// A page whose list stood behind a tab is not the list where another tab is shown: what that says it has nothing of is
// something else.
func TestAnotherTabIsNotTheList(t *testing.T) {
	const at = "https://i.mi.com/settings"
	md := myDevices{run: reader(t, "Mi 9"), at: at, heading: "Ajustes", linkTitle: "Mis dispositivos"}
	md.run.mine = md
	tabs := func(shown string) string {
		s := "- heading \"Ajustes\" level=1 tag=\"h1\"\n"
		for _, label := range []string{"Sincronización", "Mis dispositivos", "Privacidad"} {
			s += "- tab \"" + label + "\" for=\"native\""
			if label == shown {
				s += " selected"
			}
			s += "\n"
		}
		return s + "- text \"Aún no hay nada aquí.\"\n"
	}
	for shown, want := range map[string]bool{"Sincronización": false, "Privacidad": false, "Mis dispositivos": true} {
		m := md.readMine(pageAt(t, at, "Ajustes", "es", tabs(shown)), nil)
		if got := m.isList(false); got != want {
			t.Errorf("with the tab %q: is the list %v", shown, got)
		}
	}
}

// A page of a device below that of Find Device is no list of the account's devices.
func TestAPageBelowFindDeviceIsNotTheList(t *testing.T) {
	md := myDevices{run: reader(t, "Mi 9")}
	for at, want := range map[string]bool{"https://i.mi.com/find/1": false, "https://i.mi.com/find": false, "https://i.mi.com/finder": true, "https://i.mi.com/settings/devices": true} {
		m := md.readMine(pageAt(t, at, "Mi 9", "en", "- heading \"Mi 9\" level=1 tag=\"h1\"\n- text \"Mi 9\"\n- button \"Remove device\" for=\"native\"\n"), nil)
		if got := m.isList(false); got != want {
			t.Errorf("%s is the list: %v", at, got)
		}
	}
}

// A list of My Devices that says that it is being updated is not known to be empty.
func TestMyDevicesThatAreBeingUpdated(t *testing.T) {
	for alert, none := range map[string]bool{"": true, "- alert \"Updating the list…\"\n": false} {
		p := parse(t, "page \"https://i.mi.com/settings/devices\" title=\"My devices\" lang=\"en\"\nframe \"https://i.mi.com/settings/devices\" allowed\nlayer \"document\" box=0,0,1280,800\n- heading \"My devices\"\n- text \"No devices\"\n"+alert)
		m := reader(t, "Mi 9").mine.readMine(p, [][]byte{[]byte(`{"devices":[]}`)})
		if m.none != none || m.loading == none {
			t.Errorf("%q: none %v, loading %v", alert, m.none, m.loading)
		}
	}
}

// What stands below the one heading that is called as a device is its place, up to the next heading of the same rank, where
// nothing else is named there.
func TestThePlaceBelowAHeading(t *testing.T) {
	row := browser.Row{Name: "Mi 9", Others: &browser.Others{Names: []string{"Mi 9", "Redmi 12"}}}
	const list = "- link \"Mi 9\" entry=0 href=\"https://i.mi.com/find?id=1\" for=\"native\"\n- link \"Redmi 12\" entry=1 href=\"https://i.mi.com/find?id=2\" for=\"native\"\n"
	const off = "- button \"Turn off Find Device\" for=\"native\"\n"
	for name, c := range map[string]struct {
		nodes string
		in    bool
	}{
		"the one that was opened":    {list + "- heading \"Mi 9\" level=3\n" + off, true},
		"another section":            {list + "- heading \"Mi 9\" level=3\n- button \"Ring\" for=\"native\"\n- heading \"All devices\" level=3\n" + off, false},
		"a part of it":               {list + "- heading \"Mi 9\" level=2\n- heading \"More\" level=3\n" + off, true},
		"another that was opened":    {list + "- heading \"Redmi 12\" level=3\n" + off, false},
		"above the list":             {"- heading \"Mi 9\" level=1\n" + list + off, false},
		"two that are called so":     {list + "- heading \"Mi 9\" level=3\n- button \"Ring\" for=\"native\"\n- heading \"Mi 9\" level=3\n" + off, false},
		"unfolded":                   {"- button \"Mi 9 online\" expanded=yes for=\"native\"\n  - text \"Mi 9\"\n" + off + "- button \"Redmi 12\" expanded=no for=\"native\"\n", true},
		"the other one is unfolded":  {"- button \"Mi 9\" expanded=no for=\"native\"\n- button \"Redmi 12\" expanded=yes for=\"native\"\n" + off, false},
		"below the other one":        {"- button \"Mi 9\" expanded=yes for=\"native\"\n- button \"Ring\" for=\"native\"\n- button \"Redmi 12\" expanded=yes for=\"native\"\n" + off, false},
		"nothing is called so there": {list + off, false},
	} {
		p := parse(t, "page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\" box=0,0,1280,800\nentry box=0,0,200,40\nentry box=0,40,200,40\n"+c.nodes)
		got := slices.ContainsFunc(placeOf(flow.View{Page: p}, row, false), func(i int) bool { return p.Nodes[i].Label() == "Turn off Find Device" })
		if got != c.in {
			t.Errorf("%s: it is in the place: %v", name, got)
		}
	}
}

// A list in several tabs is read in each of them that is called as devices are.
func TestTabsOfTheList(t *testing.T) {
	head := inLang(mineHead, "en") + "- heading \"My devices\"\n- group role=\"tablist\"\n  - tab \"Family (1)\" selected for=\"role\"\n"
	for tabs, want := range map[string]string{
		"  - tab \"My own devices (2)\" for=\"role\"\n":                            "My own devices (2)",
		"  - tab \"Storage\" for=\"role\"\n  - tab \"Tablets\" for=\"role\"\n":     "Tablets",
		"  - tab \"Storage\" for=\"role\"\n  - tab \"Find device\" for=\"role\"\n": "",
		"  - tab \"Delete devices\" for=\"role\"\n":                                "",
		"  - tab \"My own devices (2)\" disabled for=\"role\"\n":                   "",
	} {
		m := reader(t).mine.readMine(parse(t, head+tabs+"- text \"Redmi 9\"\n"), nil)
		got := ""
		if i := m.otherTab(map[string]bool{}); i >= 0 {
			got = m.Nodes[i].Label()
			if m.otherTab(map[string]bool{got: true}) >= 0 {
				t.Errorf("%q is opened twice", got)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", tabs, got, want)
		}
	}
	other := inLang(mineHead, "en") + "- heading \"Find device\"\n- group role=\"tablist\"\n  - tab \"Find device\" selected for=\"role\"\n  - tab \"My devices\" for=\"role\"\n"
	if m := reader(t).mine.readMine(parse(t, other), nil); m.otherTab(map[string]bool{}) >= 0 {
		t.Error("a tab of another matter is opened for the rest of a list")
	}
}

// A heading above all devices says of none whose it is, whatever it is called: the person's own were passed over, and the
// account was deleted with them located.
func TestAHeadingAboveAllDevices(t *testing.T) {
	entry := func(heading string, texts ...string) []browser.Entry {
		return []browser.Entry{{Texts: texts, Heading: heading}}
	}
	const all, theirs = "Devices in your family", "Family"
	for _, c := range []struct {
		name       string
		own, other []browser.Entry
		wantOwn    Whose
		wantOther  Whose
	}{
		{"one above all", entry(all, "Mi 9T", "Phone", "You"), entry(all, "Redmi 12C", "Phone", "Ann"), Unknown, Unknown},
		{"one above all, and nothing else", entry(all, "Mi 9T"), entry(all, "Redmi 12C"), Unknown, Unknown},
		{"one above another's only", entry("Your devices", "Mi 9T"), entry(theirs, "Redmi 12C"), Unknown, Other},
		{"words of both", entry("Devices", "Mi 9T", "Your device"), entry("Devices", "Redmi 12C", "Family sharing"), Unknown, Other},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
		ds := devices{{ID: "1", Name: "Mi 9T", Located: true}, {ID: "2", Name: "Redmi 12C", Located: true}}
		run.find.hearEntries(ds, ds.rows(), [][]browser.Entry{c.own, c.other}, "My Devices")
		if ds[0].Ownership.Whose != c.wantOwn || ds[1].Ownership.Whose != c.wantOther {
			t.Errorf("%s: own is %q (%v), the other's %q (%v)", c.name, ds[0].Ownership.Whose, ds[0].Ownership.Claims, ds[1].Ownership.Whose, ds[1].Ownership.Claims)
		}
	}
}

// Where Find Device lists devices, and none of those in My Devices, one of the two was read as what it is not.
func TestListsWithoutACommonDevice(t *testing.T) {
	for _, c := range []struct {
		name string
		ds   devices
		want bool
	}{
		{"tiles of the home page", devices{{Name: "1.026 Aufnahmen", Located: true}, {Name: "2 Telefone", Located: true}, {Name: "POCO X6", Listed: true}}, true},
		{"one in both", devices{{Name: "POCO X6", Located: true, Listed: true}, {Name: "Mi Band 8", Listed: true}}, false},
		{"none located", devices{{Name: "POCO X6", Listed: true}}, false},
		{"another's only", devices{{Name: "Redmi 9", Located: true, Ownership: Ownership{Whose: Other}}, {Name: "POCO X6", Listed: true}}, true},
		{"no phone beside", devices{{Name: "Redmi 9", Located: true}, {Name: "Chrome", Listed: true}}, false},
	} {
		if err := c.ds.inNoFindList(); (err != nil) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A page that leads to Find Device by the heading of a tile is not its page.
func TestATileIsNotFindDevice(t *testing.T) {
	const tiles = "- heading \"Hallo\" level=1 tag=\"h1\"\n- heading \"Geräteortung\" level=3 tag=\"h3\"\n  - link \"Geräteortung\" tag=\"a\" href=\"https://i.mi.com/finder\"\n- text \"2 Telefone\"\n"
	const page = "- heading \"Geräteortung\" level=1 tag=\"h1\"\n- text \"Mi 9\"\n"
	for nodes, want := range map[string]bool{tiles: false, page: true} {
		run := (&run{WebDelete: &WebDelete{Site: load(t), Cloud: "https://i.mi.com"}}).connect()
		run.find.linkTitle = "Geräteortung"
		if got := run.find.isFindPage(pageAt(t, "https://i.mi.com/", "Mi Cloud", "de", nodes)); got != want {
			t.Errorf("%q: %v, want %v", nodes, got, want)
		}
	}
}
