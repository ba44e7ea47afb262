package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

func TestBareName(t *testing.T) {
	for _, c := range [][3]string{
		{"en", "Mi 10T on", "Mi 10T"}, {"en", "Redmi Note 8 Find Device off", "Redmi Note 8"}, {"en", "Kitchen on", "Kitchen on"},
		{"en", "POCO F5 (Your device)", "POCO F5"},
		{"zh", "小米 14 Pro 查找功能已开启", "小米 14 Pro"}, {"en", "JOY-REDMI-A3 Find my device: on", "JOY-REDMI-A3"}, // what the same text says of how it stands
		{"zh", "小米平板 6 平板", "小米平板 6"}, {"en", "Redmi Note 12 phone", "Redmi Note 12"}, {"en", "Redmi 12 work phone", "Redmi 12 work phone"}, {"en", "Anna's phone", "Anna's phone"},
		{"en", "Redmi Note 12 Pro, Your device", "Redmi Note 12 Pro"},
		{"en", "Xiaomi 13T 2306EPN60G", "Xiaomi 13T"},
		{"en", "Mi 9 (M1902F1G)", "Mi 9"},
		{"it", "📱 Xiaomi 12", "Xiaomi 12"},
		{"en", "Mi 9 (Helena)", "Mi 9 (Helena)"}, // it may be another one
		{"en", "Xiaomi 13T Pro", "Xiaomi 13T Pro"},
		{"en", "Mi 9 - Bob", "Mi 9 - Bob"},
		{"en", "Redmi Note 8 2021", "Redmi Note 8 2021"},
		{"en", "Trip ✈ 2023", "Trip ✈ 2023"},
		{"en", "📱", "📱"},
		{"tr", "POCO X3 Pro (yedek)", "POCO X3 Pro (yedek)"}, {"en", "Redmi 9 (backup)", "Redmi 9 (backup)"}, {"en", "Redmi 9 (family)", "Redmi 9 (family)"}, {"ru", "Redmi 10 (рабочий)", "Redmi 10 (рабочий)"},
	} {
		if got := bareName(c[1], c[0]); got != c[2] {
			t.Errorf("%q is called %q, want %q", c[1], got, c[2])
		}
	}
}

// names of the devices that a page of Find Device lists.
func listed(t *testing.T, text string) (names []string) {
	t.Helper()
	m := matterOf(parse(t, text))
	m.find = true
	for _, e := range m.devices() {
		names = append(names, e.Name)
	}
	slices.Sort(names)
	return names
}

const findTop = "page \"https://i.mi.com/find\" title=\"Find device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\n"

func TestEntriesAreCalledByTheirTitles(t *testing.T) {
	rows := func(tag string) string {
		return findTop + `layer "document" box=0,0,1280,800
entry box=20,130,339,71
entry box=20,211,339,71
- heading "Find device" level=1 tag="h1" box=20,80,339,36
- button "Work Redmi Note 12 · Phone Find Device is on" entry=0 tag="button" for="native" box=20,130,339,71
  - text "Work" tag="` + tag + `" box=60,143,283,22
  - text "Redmi Note 12 · Phone" tag="span" box=60,169,141,15
  - text "Find Device is on" tag="span" box=201,169,131,15
- button "Trip 2023 Xiaomi 13T · Phone Find Device is on" entry=1 tag="button" for="native" box=20,211,339,71
  - text "Trip 2023" tag="` + tag + `" box=60,224,283,22
  - text "Xiaomi 13T · Phone" tag="span" box=60,250,144,15
  - text "Find Device is on" tag="span" box=204,250,131,15
`
	}
	if got := listed(t, rows("b")); !slices.Equal(got, []string{"Trip 2023", "Work"}) {
		t.Errorf("with titles they are called %q", got)
	}
	if got := listed(t, rows("span")); !slices.Equal(got, []string{"Redmi Note 12", "Xiaomi 13T"}) {
		t.Errorf("without titles they are called %q", got)
	}
	choices := findTop + `layer "document" box=0,0,1280,800
- heading "Find device" level=1 tag="h1" box=180,88,920,36
- select "Device" tag="select" for="native" box=180,168,920,44
  - option "Choose a device" tag="option" selected for="native" against="in a closed list"
  - option "POCO F5 (Your device)" tag="option" for="native" against="in a closed list"
  - option "Redmi 10C (Your device)" tag="option" for="native" against="in a closed list"
`
	if got := listed(t, choices); !slices.Equal(got, []string{"POCO F5", "Redmi 10C"}) {
		t.Errorf("the choices are %q", got)
	}
}

// A list is what is in front: not the rows behind a dialog, nor those of a page that slides away.
func TestListsAreInFront(t *testing.T) {
	behind := `entry layer=1 box=0,0,300,40
entry layer=1 box=0,50,300,40
- heading "Find device" layer=1 level=1 tag="h1" box=0,0,300,36
- text "Mi 9" layer=1 entry=0 tag="b" box=0,0,300,40
- text "Redmi 9" layer=1 entry=1 tag="b" box=0,50,300,40
`
	if got := listed(t, findTop+"layer \"dialog\" modal box=0,0,400,300\nlayer \"document\" box=0,0,1280,800\n"+behind+"- text \"News\" layer=0 tag=\"p\" box=0,0,300,40\n"); len(got) > 0 {
		t.Errorf("behind a dialog %q are listed", got)
	}
	gone := `layer "document" box=0,0,1280,800
entry box=0,0,300,40
entry box=0,50,300,40
- text "Mi 9" entry=0 tag="b" against="inert" box=0,0,300,40
- text "Redmi 9" entry=1 tag="b" against="inert" box=0,50,300,40
`
	if got := listed(t, findTop+gone); len(got) > 0 {
		t.Errorf("on a page that slides away %q are listed", got)
	}
	// What is named there is there all the same: it was not removed.
	for _, text := range []string{findTop + "layer \"dialog\" modal box=0,0,400,300\nlayer \"document\" box=0,0,1280,800\n" + behind, findTop + gone} {
		if places, _ := matterOf(parse(t, text)).named([]string{"Mi 9"}); len(places) != 1 {
			t.Errorf("Mi 9 is named %d times in\n%s", len(places), text)
		}
	}
}

// The row of a device only opens it, though it says that Find Device is on.
func TestARowIsNoSetting(t *testing.T) {
	run := reader(t, "Xiaomi 14", "Redmi 9A")
	v := flow.View{Page: parse(t, findTop+`layer "document" box=0,0,1280,800
entry box=180,140,280,85
entry box=180,235,280,85
- heading "Find device" level=1 tag="h1" box=180,88,920,36
- button "Redmi 9A Find Device: On" entry=0 tag="button" for="native" box=180,140,280,85
  - text "Redmi 9A" tag="div" entry=0 box=196,152,248,22
  - text "Find Device: On" tag="div" entry=0 box=196,194,248,19
- button "Xiaomi 14 Find Device: On" entry=1 tag="button" for="native" box=180,235,280,85
  - text "Xiaomi 14" tag="div" entry=1 box=196,245,248,22
  - text "Find Device: On" tag="div" entry=1 box=196,287,248,19
`)}
	e := run.find.turningOff(run.known[0])
	if m, ok := e.ownControl(v); ok {
		t.Errorf("%q is taken for the control", v.Page.Nodes[m.Node].Label())
	}
}

// What asks on the deletion's own page, below the control that was pressed, is answered.
func TestTheDeletionAsksOnItsPage(t *testing.T) {
	page := func(more string) snapshot.Page {
		return parse(t, `page "https://account.xiaomi.com/pass/del" title="Delete account" lang="en"
frame "https://account.xiaomi.com/pass/del" allowed
layer "document" box=0,0,1280,800
- heading "Delete Mi Account" level=1 tag="h1" box=194,0,876,36
- button "Keep my account" tag="button" for="native" box=722,521,163,40
- button "Delete Mi Account" tag="button" for="native" box=898,521,170,40
`+more)
	}
	const asks = `- heading "Delete this account?" level=3 tag="h3" box=206,586,852,25
- text "Your account and all its data will be deleted. This cannot be undone." tag="p" box=206,626,852,22
- button "No, go back" tag="button" for="native" box=791,695,123,40
- button "Yes, delete it" tag="button" for="native" box=926,695,129,40
`
	run := reader(t)
	d := run.deletion.conversation(nil, flow.Plan{}, false)
	v := flow.Since(page(""), page(asks), deleteStep)
	if _, ok := d.prompt(v); ok {
		t.Error("it is answered though nothing was pressed")
	}
	*d.pressedLabel = "Delete Mi Account"
	p, ok := d.prompt(v)
	if good, why := p.Answerable(); !ok || !good || v.Page.Nodes[p.Yes].Label() != "Yes, delete it" {
		t.Errorf("it is not answered: %v, %s", ok, why)
	}
	v = flow.Since(page(""), page("- heading \"Delete the family group?\" level=3 tag=\"h3\" box=206,586,852,25\n- button \"No\" tag=\"button\" for=\"native\" box=791,695,123,40\n- button \"Delete\" tag=\"button\" for=\"native\" box=926,695,129,40\n"), deleteStep)
	if p, ok := d.prompt(v); ok {
		if good, _ := p.Answerable(); good {
			t.Error("another question is answered")
		}
	}
}

func TestHasSerial(t *testing.T) {
	for text, want := range map[string]bool{
		"Phone · Serial ••4F21": true, "IMEI 86•••••••••4120": true, "Serial 23053RN02A": true, "ID 904112233": true,
		"Battery 57 %": false, "Last seen 14:02": false, "Redmi Note 12": false, "12 September 2025": false, "Online": false,
	} {
		if got := hasSerial(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Of two phones of one name the answer says that one is off; which of the two entries that is does not stand there, and
// so neither counts as off.
func TestTwinsByTheirSerials(t *testing.T) {
	row := func(n int, serial string) string {
		return fmt.Sprintf("- text \"Redmi Note 12\" entry=%d tag=\"b\" box=60,%d,283,22\n- text \"Serial %s\" entry=%d tag=\"span\" box=60,%d,141,15\n- button \"Play sound\" entry=%d tag=\"button\" for=\"native\" box=250,%d,80,20\n", n, 143+81*n, serial, n, 169+81*n, n, 143+81*n)
	}
	p := parse(t, findTop+"layer \"document\" box=0,0,1280,800\nentry box=20,130,339,71\nentry box=20,211,339,71\n- heading \"Find device\" level=1 tag=\"h1\" box=20,80,339,36\n"+row(0, "••4F21")+row(1, "••77AD"))
	for name, c := range map[string]struct {
		first, second string
		off           bool
	}{"one is off": {"false", "true", false}, "both are off": {"false", "false", true}} {
		run := reader(t)
		answer := fmt.Sprintf(`{"devices":[{"deviceId":"aaaa1111","deviceName":"Redmi Note 12","findOn":%s},{"deviceId":"bbbb2222","deviceName":"Redmi Note 12","findOn":%s}]}`, c.first, c.second)
		f := run.find.readFindPage(p, nil, [][]byte{[]byte(answer)})
		var names []string
		for _, d := range f.devices {
			names = append(names, d.Name)
			if d.Off != c.off {
				t.Errorf("%s: %q is off: %v", name, d.Name, d.Off)
			}
		}
		slices.Sort(names)
		if !slices.Equal(names, []string{"Serial ••4F21", "Serial ••77AD"}) {
			t.Errorf("%s: the phones are called %q", name, names)
		}
	}
}

// Lists in sections: a section is no device, and neither is a line of what stands beside a link that is one.
func TestSectionsAreNoDevices(t *testing.T) {
	got := listed(t, findTop+`layer "document" box=0,0,1280,800
entry box=64,271,720,225
entry around=1 box=104,334,680,54
entry around=1 box=104,388,680,54
entry around=1 box=104,442,680,54
entry box=64,518,720,117
entry around=5 box=104,581,680,54
- heading "Find Device" level=1 tag="h1" box=64,160,720,39
- heading "Yours" entry=0 level=2 tag="h2" box=64,271,720,40
- text "Last seen: Today at 8.14am, near Ludlow" name="Xiaomi 13T Last seen: Today at 8.14am, near Ludlow" entry=1 tag="li" box=104,334,680,54
  - link "Xiaomi 13T" entry=1 href="https://i.mi.com/w/1" for="native" box=104,337,103,21
- text "Find Device is off" name="Redmi Note 11 Find Device is off" entry=2 tag="li" box=104,388,680,54
  - link "Redmi Note 11" entry=2 href="https://i.mi.com/w/2" for="native" box=104,391,137,21
- text "Last seen: Yesterday at 6.40pm, near Hereford" name="Work phone Last seen: Yesterday at 6.40pm, near Hereford" entry=3 tag="li" box=104,442,680,54
  - link "Work phone" entry=3 href="https://i.mi.com/w/3" for="native" box=104,445,109,21
- heading "Shared with you" entry=4 level=2 tag="h2" box=64,518,720,40
- text "Last seen: Today at 8.31am, near Ludlow" name="Poppy’s phone Last seen: Today at 8.31am, near Ludlow" entry=5 tag="li" box=104,581,680,54
  - link "Poppy’s phone" entry=5 href="https://i.mi.com/w/4" for="native" box=104,584,132,21
`)
	for _, name := range []string{"Xiaomi 13T", "Redmi Note 11", "Work phone"} {
		if !slices.Contains(got, name) {
			t.Errorf("%q is not listed: %q", name, got)
		}
	}
	for _, name := range got {
		if strings.Contains(name, "Last seen") || name == "Shared with you" || name == "Yours" {
			t.Errorf("%q is listed", name)
		}
	}
}

func TestIsBrowser(t *testing.T) {
	for name, want := range map[string]bool{"Chrome on Windows": true, "Safari, macOS 14": true, "Firefox": true, "Microsoft Edge · Windows 11": true, "Chrome 浏览器": true,
		"Mi 9": false, "Edge 40 Neo of Ben": false, "Anna's phone": false, "Safari phone": false, "Opera House": false, "Redmi Note 12": false, "Chromebook": false} {
		if got := isBrowser(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestBareNames(t *testing.T) {
	for label, want := range map[string]string{
		"Redmi 12 Tap for details": "Redmi 12", "Redmi Note 10S (60%)": "Redmi Note 10S", "Mi 9 Lite": "Mi 9 Lite", "Redmi 12 More": "Redmi 12",
		"Redmi Note 10S (work)": "Redmi Note 10S (work)", "Mi 9 (M1902F1G)": "Mi 9", "Mi 9 (Find Device off) ▾": "Mi 9", "Redmi Note 10S ›": "Redmi Note 10S",
	} {
		if got := bareName(label, "en"); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
	for label, want := range map[string]bool{"Arjun's Redmi Note 13": true, "Shared by Arjun": false, "Mi 9": true, "My phone": false} {
		if got := holdsModel(label); got != want {
			t.Errorf("%q holds a model: %v", label, got)
		}
	}
}

// What a device can be set to is no device, whether its lines lie in an entry of the device or below its name.
func TestSettingsAreNoDevices(t *testing.T) {
	card := func(entry, name string, first int) string {
		return fmt.Sprintf(`  - text "%[2]s" entry=%[1]s tag="div"
  - text "Ricerca: attiva · connesso" entry=%[1]s tag="div"
  - text "Ricerca dispositivi" entry=%[3]d tag="span"
  - switch "Ricerca dispositivi" entry=%[3]d role="switch" tag="div" checked=yes for="role"
  - text "Segna come smarrito" entry=%[4]d tag="span"
  - switch "Segna come smarrito" entry=%[4]d role="switch" tag="div" checked=no for="role"
`, entry, name, first, first+1)
	}
	top := strings.Replace(findTop, `lang="en"`, `lang="it"`, 1) + "layer \"document\" box=0,0,1280,800\n"
	body := "- group role=\"main\" tag=\"main\"\n  - heading \"Ricerca dispositivi\" level=1 tag=\"h1\"\n"
	cards := top + "entry\nentry around=1\nentry around=1\nentry\nentry around=4\nentry around=4\n" + body + card("0", "Redmi Note 8", 1) + card("3", "Redmi Note 8 Pro", 4)
	if got := listed(t, cards); !slices.Equal(got, []string{"Redmi Note 8", "Redmi Note 8 Pro"}) {
		t.Errorf("two cards list %q", got)
	}
	below := top + "entry\nentry\n" + body + strings.ReplaceAll(card("", "Redmi Note 8", 0), " entry= ", " ")
	if got := listed(t, below); len(got) > 0 {
		t.Errorf("the settings are called %q", got)
	}
}

// A line that says how Find Device stands is no name, though it is the only one of its kind in the list.
func TestAStateIsNoName(t *testing.T) {
	p := parse(t, `page "https://i.mi.com/devices" title="Волна" lang="ru"
frame "https://i.mi.com/devices" allowed
layer "document"
entry layer=0
entry layer=0
- heading "Мои устройства"
- link "Телефон Игоря" entry=0 href="https://i.mi.com/d/1" for="native"
- text "Не отслеживается" entry=0
- link "Xiaomi Mi 11" entry=1 href="https://i.mi.com/d/2" for="native"
- text "На карте" entry=1
`)
	m := matterOf(p)
	m.find = true
	var names []string
	for _, e := range m.devices() {
		names = append(names, e.Name)
	}
	if len(names) != 2 || names[0] != "Телефон Игоря" || names[1] != "Xiaomi Mi 11" {
		t.Errorf("devices are %q", names)
	}
}
