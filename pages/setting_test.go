package pages

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

// A setting of two choices that counts once it is saved is chosen, given the password that it asks for, and saved; only
// a page that this run did not change tells what was saved.
func TestASettingThatIsSaved(t *testing.T) {
	page := func(caption, on, off, rest string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/find/1" title="Mi 9" lang="de"
frame "https://i.mi.com/find/1" allowed
layer "document" box=0,0,1280,800
- heading "Mi 9" tag="h1"
- text "`+caption+`" tag="legend"
- text "Eingeschaltet" tag="label"
  - radio "Eingeschaltet" for="native" checked=`+on+`
- text "Ausgeschaltet" tag="label"
  - radio "Ausgeschaltet" for="native" checked=`+off+`
`+rest)
	}
	const named, save, disabled = "Gerät finden", "- button \"Einstellung übernehmen\" for=\"native\"\n", "- button \"Einstellung übernehmen\" for=\"native\" disabled against=\"disabled\"\n"
	const password = "- password \"Kennwort zur Bestätigung\" type=\"password\" for=\"native\"\n"
	d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
	turning := func() *deviceErrand {
		return (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: devices{d}}).connect().find.turningOff(d)
	}
	first := func(e *deviceErrand, v flow.View) string {
		for _, c := range e.settingCases() {
			if _, ok := c.See(v); ok {
				return c.Name
			}
		}
		return ""
	}
	e := turning()
	stood := page(named, "yes", "no", disabled)
	opened := flow.View{Page: stood, Way: []bool{true}}
	if got := first(e, opened); got != chooseOff {
		t.Errorf("first comes %q", got)
	}
	for name, p := range map[string]snapshot.Page{
		"another setting": page("Verlustmodus", "yes", "no", save),
		"is off":          page(named, "no", "yes", disabled),
	} {
		if got := first(turning(), flow.View{Page: p, Way: []bool{true}}); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	step := func(rest string) string {
		v := flow.Since(stood, page(named, "no", "yes", rest), chooseOff)
		v.Way = []bool{true}
		return first(e, v)
	}
	if got := step(password + save); got != "give the password" {
		t.Errorf("with a field for the password comes %q", got)
	}
	if got := step(save); got != e.press {
		t.Errorf("then comes %q", got)
	}
	if got := step(save + "- button \"Speichern unter\" for=\"native\"\n"); got != "" {
		t.Errorf("of two controls %q is pressed", got)
	}
	saved := flow.View{Page: page(named, "no", "yes", disabled), Way: []bool{true}}
	if _, off := turning().seeEffect(saved); !off {
		t.Error("what was saved is not read")
	}
	saved.Page.Frames[0].Document = "1"
	e.run.find.edited = "1"
	if _, off := e.savedOff(saved); off {
		t.Error("what is chosen and not saved passes for off")
	}
	if _, off := turning().seeEffect(opened); off {
		t.Error("what is on passes for off")
	}
}

// A dialog that came with what was opened in search of the control asks for the errand, by the device's name; another
// device's, or one that names nobody, does not.
func TestWhatWasOpenedAsksAtOnce(t *testing.T) {
	page := func(dialog string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/find" title="Find Device" lang="en"
frame "https://i.mi.com/find" allowed
layer "dialog" modal
layer "document" box=0,0,1280,800
- heading "Mi 9" layer=1
- button "Find Device" layer=1 for="native"
`+dialog)
	}
	for dialog, want := range map[string]bool{
		"- heading \"Turn off Find Device for Mi 9?\" layer=0\n- button \"Cancel\" layer=0 for=\"native\"\n- button \"Turn off\" layer=0 for=\"native\"\n":  true,
		"- heading \"Turn off Find Device for Redmi?\" layer=0\n- button \"Cancel\" layer=0 for=\"native\"\n- button \"Turn off\" layer=0 for=\"native\"\n": false,
		"- heading \"Turn off Find Device?\" layer=0\n- button \"Cancel\" layer=0 for=\"native\"\n- button \"Turn off\" layer=0 for=\"native\"\n":           false,
		"- heading \"Erase Mi 9?\" layer=0\n- button \"Cancel\" layer=0 for=\"native\"\n- button \"Erase\" layer=0 for=\"native\"\n":                        false,
		"- heading \"Turn off the sound of Mi 9?\" layer=0\n- button \"Cancel\" layer=0 for=\"native\"\n- button \"Turn off\" layer=0 for=\"native\"\n":     false,
	} {
		d, other := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, Device{ID: "f0002", Name: "Redmi"}
		e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d, other}}).connect().find.turningOff(d)
		p, asks := e.prompt(flow.Opened(page(""), page(dialog)))
		if good, _ := p.Answerable(); (asks && good) != want {
			t.Errorf("%s: asks %v, %+v", dialog, asks, p.More)
		}
	}
}

// What asks in a place that was open before is what came there with the press.
func TestAQuestionWithinADrawer(t *testing.T) {
	page := func(came string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/find" title="Find Device" lang="pt"
frame "https://i.mi.com/find" allowed
layer "dialog" name="Opções do aparelho" modal
layer "document" box=0,0,1280,800
- heading "Encontrar dispositivo" layer=1
- group "Opções do aparelho" layer=0
  - heading "Mi 9" layer=0
  - checkbox "Encontrar dispositivo" layer=0 for="native" checked=yes
`+came+`  - button "Tocar som" layer=0 for="native"
  - button "Apagar dados do aparelho" layer=0 for="native"
`)
	}
	const asks = "  - text \"Desligar no Mi 9? Digite sua senha para confirmar.\" layer=0\n  - password \"Sua senha\" layer=0 type=\"password\" for=\"native\"\n  - button \"Deixar ligado\" layer=0 for=\"native\"\n  - button \"Desligar\" layer=0 for=\"native\"\n"
	d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
	run := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: devices{d}}).connect()
	e := run.find.turningOff(d)
	*e.pressedLabel = "Encontrar dispositivo"
	v := flow.Since(page(""), page(asks), e.press)
	p, ok := e.prompt(v)
	if !ok || p.Yes < 0 || v.Page.Nodes[p.Yes].Label() != "Desligar" || p.Password < 0 {
		t.Errorf("asks %v: %+v", ok, p)
	}
	if _, ok := e.prompt(flow.Since(page(""), page(""), e.press)); ok {
		t.Error("the drawer itself passes for a question")
	}
}

// A box that counts once it is saved says nothing before; what locks the phone is no way to turn anything off.
func TestABoxThatIsSaved(t *testing.T) {
	page := func(box, save string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/find" title="Panel" lang="pl"
frame "https://i.mi.com/find" allowed
layer "panel" name="Szczegóły urządzenia"
layer "document" box=0,0,1280,800
- heading "Znajdź urządzenie" layer=1 tag="h1"
- group "Szczegóły urządzenia" layer=0
  - heading "Xiaomi 12X" layer=0
  - checkbox "Znajdź urządzenie" layer=0 for="native" checked=`+box+`
  - button "Zapisz zmiany" layer=0 for="native"`+save+`
  - heading "Zgubiony telefon" layer=0
  - button "Odtwórz dźwięk" layer=0 for="native"
  - button "Zablokuj" layer=0 for="native"
  - button "Wymaż dane" layer=0 for="native"
`)
	}
	const disabled = ` disabled against="disabled"`
	d := Device{ID: "f0001", Name: "Xiaomi 12X", Ownership: Ownership{Whose: Own}}
	e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d}}).connect().find.turningOff(d)
	before, ticked := page("yes", disabled), page("no", "")
	if m, ok := e.control(flow.View{Page: before, Way: []bool{true}}); !ok || before.Nodes[m.Node].Kind != snapshot.Checkbox {
		t.Errorf("the control is %v, %+v", ok, m)
	}
	v := flow.Since(before, ticked, e.press)
	v.Sent = false
	if _, off := e.seeEffect(v); off {
		t.Error("what is not saved passes for off")
	}
	if save := e.unsaved(v); save < 0 || ticked.Nodes[save].Label() != "Zapisz zmiany" {
		t.Errorf("it is saved by %d", save)
	}
	v.Acts = append(v.Acts, "save: "+e.press)
	if _, off := e.seeEffect(v); off {
		t.Error("what the site was not told of passes for off")
	}
	v.Sent = true
	if _, off := e.seeEffect(v); !off || e.unsaved(v) >= 0 {
		t.Error("what the site was told of does not count")
	}
	if m, ok := e.control(flow.View{Page: page("no", disabled), Way: []bool{true}}); ok {
		t.Errorf("where it is off %q is pressed", labelOf(ticked, m.Node))
	}
}

// A row that says "On" before Find Device was turned off for it by this run, and "Off" afterwards, says that it is off, and so
// does the box that this run unticked; words that stood there before say nothing.
func TestARowThatSaidTheContraryBefore(t *testing.T) {
	list := func(state string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/" title="Mi Bulut" lang="tr"
frame "https://i.mi.com/" allowed
layer "document" box=0,0,1280,800
entry layer=0
entry layer=0
- heading "Telefonumu Bul" tag="h2"
- link "Mi 9 `+state+`" entry=0 tag="a" href="https://i.mi.com/" for="native"
  - text "Mi 9" tag="a"
  - text "`+state+`" tag="span"
- link "Redmi 9 Açık" entry=1 tag="a" href="https://i.mi.com/" for="native"
  - text "Redmi 9" tag="a"
  - text "Açık" tag="span"
`)
	}
	detail := func(checked string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/" title="Mi Bulut" lang="tr"
frame "https://i.mi.com/" allowed
layer "document" box=0,0,1280,800
- heading "Mi 9" tag="h2"
- checkbox "Konum takibi" tag="input" checked=`+checked+` for="native"
`)
	}
	for name, c := range map[string]struct {
		before, pressed, after snapshot.Page
		want                   bool
	}{
		"the row's state":        {list("Açık"), detail("yes"), list("Kapalı"), true},
		"the box":                {list("Açık"), detail("yes"), detail("no"), true},
		"still on":               {list("Açık"), detail("yes"), list("Açık"), false},
		"off beforehand":         {list("Kapalı"), detail("yes"), list("Kapalı"), false},
		"a box that was not on":  {list("Açık"), detail("no"), detail("no"), false},
		"nothing was turned off": {list("Açık"), list("Açık"), list("Açık"), false},
	} {
		d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
		fd := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d, {ID: "f0002", Name: "Redmi 9"}}}).connect().find
		e := fd.turningOff(d)
		e.seeEffect(flow.View{Page: c.before})
		e.before(flow.View{Page: c.pressed, Way: []bool{true}})
		if _, off := fd.turningOff(d).seeEffect(flow.View{Page: c.after, Way: []bool{true}}); off != c.want {
			t.Errorf("%s: off %v", name, off)
		}
	}
}

// What is no phone may have no Find Device, as its page says; a phone of which that is said is not off.
func TestADeviceWithoutFindDevice(t *testing.T) {
	for name, c := range map[string]struct {
		device, nodes string
		want          bool
	}{
		"a television":         {"Xiaomi TV Stick", "- heading \"Find my device\" level=3\n- text \"Not supported on this device.\"\n", true},
		"a phone":              {"Redmi 13", "- heading \"Find my device\" level=3\n- text \"Not available\"\n", false},
		"of something else":    {"Xiaomi TV Stick", "- heading \"Backup\" level=3\n- text \"Not supported on this device.\"\n", false},
		"it can be turned off": {"Xiaomi TV Stick", "- heading \"Find my device\" level=3\n- text \"Not available\"\n- button \"Turn off Find Device\" for=\"native\"\n", false},
	} {
		p := parse(t, "page \"https://us.i.mi.com/d/1\" title=\"Device\" lang=\"en\"\nframe \"https://us.i.mi.com/d/1\" allowed\nlayer \"document\" box=0,0,1280,800\n- heading \""+c.device+"\" level=1\n"+c.nodes)
		d := Device{ID: "f0001", Name: c.device, Ownership: Ownership{Whose: Own}}
		e := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d}}).connect().find.turningOff(d)
		if _, off := e.seeEffect(flow.View{Page: p, Way: []bool{true}}); off != c.want {
			t.Errorf("%s: off %v", name, off)
		}
	}
}

// A page may ask whether the device is to be found, and show the answer once more before it counts.
func TestASettingThatIsAQuestion(t *testing.T) {
	page := func(title, rest string) snapshot.Page {
		return parse(t, `page "https://i.mi.com/find/1" title="`+title+`" lang="en"
frame "https://i.mi.com/find/1" allowed
layer "document" box=0,0,1280,800
- link "Back" href="https://i.mi.com/phone/1" for="native"
- heading "`+title+`" level=1 tag="h1"
`+rest)
	}
	form := func(on, off, yes, no string) snapshot.Page {
		return page("Should we be able to find Mi 9?", `- text "`+yes+`" tag="label"
  - radio "`+yes+`" for="native" checked=`+on+`
- text "`+no+`" tag="label"
  - radio "`+no+`" for="native" checked=`+off+`
- button "Continue" for="native"
`)
	}
	d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
	turning := func() *deviceErrand {
		return (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: devices{d}}).connect().find.turningOff(d)
	}
	first := func(e *deviceErrand, v flow.View) string {
		v.Way = []bool{true}
		for _, c := range e.settingCases() {
			if _, ok := c.See(v); ok {
				return c.Name
			}
		}
		return ""
	}
	const yes, no = "Yes, keep finding on", "No, switch finding off"
	asked := form("no", "no", yes, no)
	if got := first(turning(), flow.View{Page: asked}); got != chooseOff {
		t.Errorf("first comes %q", got)
	}
	for name, p := range map[string]snapshot.Page{
		"other choices":     form("no", "no", "Yes, erase it", "No, keep it"),
		"another setting":   page("Should Mi 9 save its battery?", "- radio \"Keep\" for=\"native\" checked=no\n- radio \"Turn off\" for=\"native\" checked=no\n- button \"Continue\" for=\"native\"\n"),
		"it is off":         form("no", "yes", yes, no),
		"of another device": page("Should we be able to find Bob's Mi 9?", "- radio \""+yes+"\" for=\"native\" checked=no\n- radio \""+no+"\" for=\"native\" checked=no\n"),
	} {
		if got := first(turning(), flow.View{Page: p}); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	e := turning()
	if got := first(e, flow.Since(asked, form("no", "yes", yes, no), chooseOff)); got != e.press {
		t.Errorf("once it is chosen comes %q", got)
	}
	review := func(rest string) flow.View {
		v := flow.Since(asked, page("Check your answer", "- text \"Finding for Mi 9\" tag=\"dt\"\n- text \"Off\" tag=\"dd\"\n"+rest), chooseOff, e.press)
		v.Sent = true
		return v
	}
	if v := review("- button \"Save\" for=\"native\"\n"); first(e, v) != "save: "+e.press {
		t.Errorf("what is shown once more is not saved: %q", first(e, v))
	} else if _, off := e.seeEffect(v); off {
		t.Error("what is not saved passes for off")
	}
	for _, rest := range []string{"- button \"Save\" for=\"native\"\n- button \"Make it ring\" for=\"native\"\n", "- button \"Save and erase\" for=\"native\"\n", "- button \"Home\" for=\"native\"\n"} {
		if got := first(e, review(rest)); got != "" {
			t.Errorf("of %q comes %q", rest, got)
		}
	}
}

// Each phone of a list may have its setting as a choice of a closed list, and all of them one button that saves.
func TestASettingInAList(t *testing.T) {
	page := func(mine, rest string) snapshot.Page {
		row := func(n int, name, chosen string) string {
			on, off := " selected", ""
			if chosen == "off" {
				on, off = "", " selected"
			}
			e := " entry=" + strconv.Itoa(n)
			return "- text \"" + name + "\"" + e + "\n- button \"Alarm\"" + e + " for=\"native\"\n- select \"Tracking\"" + e + " tag=\"select\" filled for=\"native\"\n" +
				"  - option \"Tracking: on\"" + e + " tag=\"option\"" + on + " for=\"native\" against=\"in a closed list\"\n  - option \"Tracking: off\"" + e + " tag=\"option\"" + off + " for=\"native\" against=\"in a closed list\"\n"
		}
		return parse(t, "page \"https://i.mi.com/locate\" title=\"Find Device\" lang=\"en\"\nframe \"https://i.mi.com/locate\" allowed\nlayer \"document\"\nentry layer=0\nentry layer=0\n"+
			"- heading \"Find Device\" level=1\n"+row(0, "Mi 9", mine)+row(1, "Redmi 9", "on")+rest)
	}
	const save = "- button \"Save changes\" for=\"native\"\n"
	ds := devices{{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, {ID: "f0002", Name: "Redmi 9", Ownership: Ownership{Whose: Own}}}
	e := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: ds}).connect().find.turningOff(ds[0])
	first := func(v flow.View) (string, string) {
		for _, c := range e.settingCases() {
			if m, ok := c.See(v); ok {
				return c.Name, labelOf(v.Page, m.Node)
			}
		}
		return "", ""
	}
	stood := page("on", save)
	if name, at := first(flow.View{Page: stood}); name != chooseOff || at != "Tracking: off" {
		t.Errorf("first comes %q of %q", name, at)
	}
	if name, at := first(flow.Since(stood, page("off", save), chooseOff)); name != e.press || at != "Save changes" {
		t.Errorf("then comes %q of %q", name, at)
	}
	if name, _ := first(flow.Since(stood, page("off", save+"- button \"Save as list\" for=\"native\"\n"), chooseOff)); name != "" {
		t.Errorf("of two that save %q is pressed", name)
	}
	if name, _ := first(flow.View{Page: page("off", save)}); name != "" {
		t.Errorf("where it is off comes %q", name)
	}
	both := page("off", save)
	gone := regexp.MustCompile(`(?m)^ *- option "Tracking: on" .*\n`).FindString(both.String())
	one := strings.Replace(both.String(), gone, "", 1)
	if strings.Count(one, "Tracking: on") != 1 {
		t.Fatal(one)
	}
	for name, p := range map[string]snapshot.Page{"beside on": both, "alone": parse(t, one)} {
		if _, off := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: ds}).connect().find.turningOff(ds[0]).seeEffect(flow.View{Page: p}); !off {
			t.Errorf("off, %s, is not read", name)
		}
	}
}

// What a device's place said in a word, alone or in a first sentence, and says the contrary of after this run turned it off.
func TestAStateThatSwitched(t *testing.T) {
	place := func(words string) snapshot.Page {
		return parse(t, "page \"https://i.mi.com/mapa\" title=\"Encontrar dispositivo\" lang=\"es\"\nframe \"https://i.mi.com/mapa\" allowed\nlayer \"document\"\n- heading \"Mi 9\" level=2\n- text \""+words+"\"\n")
	}
	for _, c := range []struct {
		before, now string
		want        bool
	}{
		{"Activado. Tuyo.", "Desactivado. Tuyo.", true},
		{"Activado", "Desactivado", true},
		{"Activado. Tuyo.", "Activado. Tuyo.", false},
		{"Tuyo.", "Desactivado. Tuyo.", false},
		{"Activado. Tuyo.", "Batería: 20 %. Desactivado.", false},
	} {
		st := &earlierState{texts: []string{"Mi 9", c.before}}
		if _, off := st.switched(place(c.now), []int{0, 1}); off != c.want {
			t.Errorf("%q after %q: off %v", c.now, c.before, off)
		}
	}
}

// What is to be done with a device may be one of several choices, before one goes on.
func TestAnActionThatIsChosen(t *testing.T) {
	page := func(title, chosen string, actions ...string) snapshot.Page {
		text := "page \"https://i.mi.com/find/1\" title=\"What do you want to do\" lang=\"en\"\nframe \"https://i.mi.com/find/1\" allowed\nlayer \"document\"\n- heading \"" + title + "\" level=1\n"
		for _, a := range actions {
			checked := "no"
			if a == chosen {
				checked = "yes"
			}
			text += "- radio \"" + a + "\" checked=" + checked + " for=\"native\"\n"
		}
		return parse(t, text+"- button \"Continue\" for=\"native\"\n")
	}
	const title, off = "What do you want to do with Mi 9?", "Turn off Find Device"
	ds := devices{{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, {ID: "f0002", Name: "Redmi 9", Ownership: Ownership{Whose: Own}}}
	e := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: ds}).connect().find.turningOff(ds[0])
	first := func(v flow.View) string {
		v.Way = []bool{true}
		if m, ok := e.ownControl(v); ok {
			return "press " + labelOf(v.Page, m.Node)
		}
		for _, c := range e.settingCases() {
			if m, ok := c.See(v); ok {
				return c.Name + ": " + labelOf(v.Page, m.Node)
			}
		}
		return ""
	}
	stood := page(title, "", "Make it ring", "Erase everything on it", off)
	if got := first(flow.View{Page: stood}); got != chooseOff+": "+off {
		t.Errorf("first comes %q", got)
	}
	if got := first(flow.Since(stood, page(title, off, "Make it ring", "Erase everything on it", off), chooseOff)); got != e.press+": Continue" {
		t.Errorf("then comes %q", got)
	}
	if got := first(flow.View{Page: page("What do you want to do with Redmi 9?", "", "Make it ring", off)}); got != "" {
		t.Errorf("of another device %q", got)
	}
	if got := first(flow.View{Page: page(title, "", "Make it ring", "Erase everything on it")}); got != "" {
		t.Errorf("without it %q", got)
	}
	if _, is := e.seeEffect(flow.View{Page: page(title, off, "Make it ring", off), Way: []bool{true}}); is {
		t.Error("what is chosen passes for done")
	}
	asked := parse(t, "page \"https://i.mi.com/find-off/1\" title=\"Turn off\" lang=\"en\"\nframe \"https://i.mi.com/find-off/1\" allowed\nlayer \"document\"\n- heading \"Are you sure you want to turn off Find Device for Mi 9?\" level=1\n"+
		"- text \"You will not be able to see where the phone is.\"\n- radio \"Yes\" checked=no for=\"native\"\n- radio \"No\" checked=no for=\"native\"\n- button \"Continue\" for=\"native\"\n")
	v := flow.Since(stood, asked, chooseOff, e.press)
	v.Sent, v.Way = true, []bool{true}
	*e.pressedLabel = "Continue"
	if _, is := e.seeEffect(v); is {
		t.Error("what is asked once more passes for done")
	}
	if _, is := e.seeSent(v); is {
		t.Error("what is asked once more passes for sent")
	}
	answered := parse(t, strings.Replace(asked.String(), "radio \"Yes\" checked=no", "radio \"Yes\" checked=yes", 1))
	chosen := flow.Since(asked, answered, chooseOff, e.press, "choose yes")
	chosen.Sent = true
	if _, is := e.seeEffect(chosen); is {
		t.Error("an answer that is not sent passes for done")
	}
	if p, asks := e.prompt(v); !asks || p.Affirm < 0 || labelOf(asked, max(p.Yes, 0)) != "Continue" {
		t.Errorf("what is asked once more: %v, %+v", asks, p)
	}
}
