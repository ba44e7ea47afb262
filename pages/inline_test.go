package pages

import (
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// What a page asks in a row of its list, in place of a control or as a page of its own is answered if it came with
// our press and is about this device; what names another, or stands with another, is not.
func TestAQuestionOnThePageItself(t *testing.T) {
	head := func(lang string) string {
		return `page "https://account.xiaomi.com/mine" title="Devices" lang="` + lang + `"
frame "https://account.xiaomi.com/mine" allowed
layer "document" box=0,0,1280,800
entry box=0,100,800,40
entry box=0,200,800,40
- heading "My devices" tag="h1" box=0,10,800,40
- text "Mi 9" entry=0 tag="td" box=0,100,200,40
- button "Remove" entry=0 for="native" box=500,100,80,40
`
	}
	tail := `- text "Redmi 9" entry=1 tag="td" box=0,200,200,40
- button "Remove" entry=1 for="native" box=500,200,80,40
`
	for name, c := range map[string]struct {
		lang, came, yes string
		turns           bool
	}{
		"a row below":                   {lang: "en", came: "- text \"Remove Mi 9 from this account?\" box=0,140,400,30\n- button \"Remove\" for=\"native\" box=400,140,80,30\n- button \"Keep\" for=\"native\" box=500,140,80,30\n", yes: "Remove"},
		"in Spanish":                    {lang: "es", came: "- text \"¿Quitar Mi 9 de tu cuenta?\" box=0,140,400,30\n- button \"Conservar\" for=\"native\" box=400,140,80,30\n- button \"Sí, quitar\" for=\"native\" box=500,140,80,30\n", yes: "Sí, quitar"},
		"a question in place":           {lang: "en", turns: true, came: "- text \"Turn off Find Device?\" entry=0 box=300,100,100,30\n- button \"Yes\" entry=0 for=\"native\" box=400,100,80,30\n- button \"No\" entry=0 for=\"native\" box=450,100,80,30\n", yes: "Yes"},
		"to be pressed again":           {lang: "en", came: "- button \"Sure?\" entry=0 for=\"native\" box=500,100,80,40\n", yes: "Sure?"},
		"about another device":          {lang: "en", came: "- text \"Remove Redmi 9 from this account?\" box=0,140,400,30\n- button \"Remove\" for=\"native\" box=400,140,80,30\n- button \"Keep\" for=\"native\" box=500,140,80,30\n"},
		"in another's row":              {lang: "en", came: "- button \"Sure?\" entry=1 for=\"native\" box=500,200,80,40\n"},
		"about erasing it":              {lang: "en", came: "- text \"Remove Mi 9 and erase all data on it?\" box=0,140,400,30\n- button \"Remove\" for=\"native\" box=400,140,80,30\n- button \"Keep\" for=\"native\" box=500,140,80,30\n"},
		"an advertisement":              {lang: "en", came: "- text \"Get a new Mi 14?\" box=0,140,400,30\n- button \"Yes\" for=\"native\" box=400,140,80,30\n"},
		"words that nobody understands": {lang: "en", came: "- text \"Frobnicate Mi 9?\" box=0,140,400,30\n- button \"Frobnicate\" for=\"native\" box=400,140,80,30\n"},
	} {
		d, o := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}, Device{ID: "f0002", Name: "Redmi 9", Ownership: Ownership{Whose: Own}}
		run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d, o}}).connect()
		e := run.mine.removing(d)
		if c.turns {
			e = run.find.turningOff(d)
		}
		*e.pressedLabel = "Remove"
		before, after := parse(t, head(c.lang)+tail), parse(t, head(c.lang)+c.came+tail)
		p, ok := e.prompt(flow.Since(before, after, e.press))
		good, _ := p.Answerable()
		if got := ok && good; got != (c.yes != "") || got && after.Nodes[p.Yes].Label() != c.yes {
			t.Errorf("%s: answered %v by node %d, %+v", name, got, p.Yes, p)
		}
		if _, ok := e.prompt(flow.View{Page: after}); ok {
			t.Errorf("%s: it is answered though nothing was pressed", name)
		}
	}
}

// A state counts for Find Device where its column, its term or its line is called so, and for nothing else.
func TestAStateBelowACaption(t *testing.T) {
	for name, c := range map[string]struct {
		lang, nodes string
		says        intent.Said
	}{
		"a column":       {"en", "- group role=\"table\" box=0,0,600,100\n  - text \"Find Device\" tag=\"th\" box=300,0,100,30\n  - text \"Last contact\" tag=\"th\" box=400,0,100,30\n  - text \"Disabled\" tag=\"td\" box=300,30,100,30\n", intent.SaysOff},
		"another column": {"en", "- group role=\"table\" box=0,0,600,100\n  - text \"Find Device\" tag=\"th\" box=300,0,100,30\n  - text \"Lost mode\" tag=\"th\" box=400,0,100,30\n  - text \"Disabled\" tag=\"td\" box=400,30,100,30\n", intent.SaysNothing},
		"another table":  {"en", "- group role=\"table\" box=0,0,600,30\n  - text \"Find Device\" tag=\"th\" box=300,0,100,30\n- group role=\"table\" box=0,40,600,100\n  - text \"Off\" tag=\"td\" box=300,60,100,30\n", intent.SaysNothing},
		"a term":         {"de", "- text \"Gerät finden\" tag=\"dt\" box=0,0,100,30\n- text \"ausgeschaltet\" tag=\"dd\" box=0,30,100,30\n", intent.SaysOff},
		"a line":         {"en", "- text \"Find Device\" box=0,0,100,30\n- text \"On\" box=200,0,50,30\n", intent.SaysOn},
		"the line above": {"en", "- text \"Find Device\" box=0,0,100,30\n- text \"Lost mode\" box=0,40,100,30\n- text \"Off\" box=200,40,50,30\n", intent.SaysNothing},
		"no bare state":  {"en", "- text \"Find Device\" box=0,0,100,30\n- text \"Off the charts today\" box=200,0,50,30\n", intent.SaysNothing},
	} {
		p := parse(t, `page "https://i.mi.com/find" title="Find Device" lang="`+c.lang+`"
frame "https://i.mi.com/find" allowed
layer "document" box=0,0,1280,800
`+c.nodes)
		last := len(p.Nodes) - 1
		if got := captioned(p, last, nil); got != c.says {
			t.Errorf("%s: %q says %q, want %q (captions %q)", name, p.Nodes[last].Label(), got, c.says, p.Captions(last))
		}
	}
}

// A page that asks for the password once more before it goes on is passed if it came with our press and says
// nothing of anything else.
func TestAPageThatAsksForThePasswordFirst(t *testing.T) {
	for name, c := range map[string]struct {
		lang, heading, text, button string
		passes                      bool
	}{
		"Japanese":    {"ja", "パスワードの再確認", "安全のため、続行するにはパスワードをもう一度ご入力ください。", "続ける", true},
		"English":     {"en", "Confirm your password", "For your security, enter your password to continue.", "Continue", true},
		"erases":      {"en", "Erase this device", "Enter your password to continue.", "Continue", false},
		"erases, too": {"en", "Confirm your password", "Enter your password to erase all data.", "Continue", false},
		"a new one":   {"en", "Set a new password", "Choose a password.", "Continue", false},
	} {
		d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
		run := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, known: devices{d}}).connect()
		e := run.find.turningOff(d)
		*e.pressedLabel = "Turn off"
		after := parse(t, `page "https://i.mi.com/find/again" title="Mi Cloud" lang="`+c.lang+`"
frame "https://i.mi.com/find/again" allowed
layer "document" box=0,0,1280,800
- heading "`+c.heading+`" tag="h1" box=0,80,700,50
- text "`+c.text+`" box=0,150,700,50
- password "Password" type="password" hint="current-password" for="native" box=0,256,320,45
- button "`+c.button+`" type="submit" for="native" box=0,311,87,45
`)
		before := parse(t, "page \"https://i.mi.com/find\" title=\"Find\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\n- button \"Turn off\" for=\"native\"\n")
		v := flow.Since(before, after, e.press)
		passes := false
		for _, k := range e.recheckCases() {
			if m, ok := k.See(v); ok && m.Doubt == "" && m.Node >= 0 {
				passes = true
			}
		}
		if passes != c.passes {
			t.Errorf("%s: passed %v", name, passes)
		}
	}
}

// That a page does not name a device says that it is removed on the list alone.
func TestOnlyTheListTellsByAbsence(t *testing.T) {
	d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
	run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d}}).connect()
	run.mine.at = "https://account.xiaomi.com/mine"
	page := func(at, nodes string) snapshot.Page {
		return parse(t, "page \""+at+"\" title=\"Devices\" lang=\"en\"\nframe \""+at+"\" allowed\nlayer \"document\"\n"+nodes)
	}
	before := page("https://account.xiaomi.com/mine/1", "- heading \"Mi 9\"\n- button \"Remove\" for=\"native\"\n")
	for at, gone := range map[string]bool{"https://account.xiaomi.com/mine": true, "https://account.xiaomi.com/mine/1/remove": false, "https://account.xiaomi.com/": false} {
		e := run.mine.removing(d)
		v := flow.Since(before, page(at, "- heading \"Devices\"\n- text \"Nothing of the kind here.\"\n"), e.press)
		if _, got := e.seeEffect(v); got != gone {
			t.Errorf("%s: taken for gone %v", at, got)
		}
	}
}

// A switch that is drawn without role and words is pressed on the line of Find Device alone, where the page says
// that it is on.
func TestASwitchWithoutWords(t *testing.T) {
	toggle := func(y string) string {
		return "- button tag=\"div\" hint=\"lev on\" weak for=\"listener\" for=\"cursor\" box=985," + y + ",48,26\n"
	}
	line := func(label, state, y, below string) string {
		return "- text \"" + label + "\" box=247," + y + ",235,24\n- text \"" + state + "\" box=247," + below + ",235,21\n"
	}
	for name, c := range map[string]struct {
		nodes   string
		presses bool
	}{
		"on":                                     {line("Find Device", "On", "347", "371") + toggle("357"), true},
		"off":                                    {line("Find Device", "Off", "347", "371") + toggle("357"), false},
		"of the lost mode":                       {line("Find Device", "On", "347", "371") + line("Lost mode", "On", "447", "471") + toggle("457"), false},
		"two":                                    {line("Find Device", "On", "347", "371") + toggle("357") + line("Find Device", "On", "447", "471") + toggle("457"), false},
		"beside another setting":                 {line("Find Device", "On", "347", "371") + "- text \"Lost mode\" box=747,357,100,24\n" + toggle("357"), false},
		"on by a line of its own":                {"- text \"Owner: you · Find Device is on\" box=247,331,235,21\n- text \"Find Device\" box=747,357,100,24\n" + toggle("357"), true},
		"off by a line of its own":               {"- text \"Owner: you · Find Device is off\" box=247,331,235,21\n- text \"Find Device\" box=747,357,100,24\n" + toggle("357"), false},
		"the only one, on by a line of its own":  {"- text \"Mi 9\" box=247,341,235,21\n- text \"Yours · Find Device is on\" box=247,363,235,21\n" + toggle("357"), true},
		"the only one, off by a line of its own": {"- text \"Mi 9\" box=247,341,235,21\n- text \"Yours · Find Device is off\" box=247,363,235,21\n" + toggle("357"), false},
		"the only one, and no switch by its shape": {"- text \"Mi 9\" box=247,341,235,21\n- text \"Yours · Find Device is on\" box=247,363,235,21\n" + strings.Replace(toggle("357"), "48,26", "26,26", 1), false},
		"no state": {line("Find Device", "Battery 63%", "347", "371") + toggle("357"), false},
	} {
		d := Device{ID: "f0001", Name: "Mi 9", Ownership: Ownership{Whose: Own}}
		run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{d}}).connect()
		e := run.find.turningOff(d)
		p := parse(t, "page \"https://i.mi.com/find\" title=\"Find Device\" lang=\"en\"\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\" box=0,0,1280,800\n"+
			"- heading \"Find Device\" tag=\"h1\" box=226,82,828,48\n- tab \"Mi 9\" selected for=\"native\" box=226,151,173,51\n- group \"Mi 9\" role=\"tabpanel\" box=226,203,828,400\n"+indented(c.nodes))
		if m, ok := e.ownControl(flow.View{Page: p}); ok != c.presses || ok && p.Nodes[m.Node].Kind != snapshot.Button {
			t.Errorf("%s: pressed %v, %+v", name, ok, m)
		}
	}
}

func indented(nodes string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(nodes, "\n"), "\n", "\n  ") + "\n"
}

// The control that deletes is not pressed while the page wants the password first, whatever tells that it is about
// the deletion.
func TestThePasswordComesBeforeTheLastPress(t *testing.T) {
	run := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, who: account{ID: "6427718093"}}).connect()
	d := run.deletion.conversation(nil, flow.Plan{}, false)
	d.withhold = func() error { return nil }
	p := parse(t, `page "https://account.xiaomi.com/kakunin" title="Mi" lang="ja"
frame "https://account.xiaomi.com/kakunin" allowed
layer "document" box=0,0,1280,800
- password "パスワード" type="password" for="native" box=0,256,320,45
- link "やめる" href="https://account.xiaomi.com/" for="native" box=0,311,87,45
- button "アカウントを削除する" type="submit" for="native" box=100,311,187,45
`)
	for _, c := range d.cases() {
		if m, ok := c.See(flow.View{Page: p}); ok {
			if c.Name != "give the password" || m.Doubt != "" || p.Nodes[m.Node].Kind != snapshot.Password {
				t.Errorf("first comes %q with %+v", c.Name, m)
			}
			return
		}
	}
	t.Error("nothing is seen on the page")
}

// A page that a step of the deletion led to, and that offers to delete the account, gets the password: the order is
// yet to be given. After a press that may be the order none does.
func TestThePasswordOnAFurtherStep(t *testing.T) {
	page := func(at, nodes string) snapshot.Page {
		lang := "en"
		if strings.Contains(nodes, "Далее") {
			lang = "ru"
		}
		return parse(t, "page \""+at+"\" title=\"Mi\" lang=\""+lang+"\"\nframe \""+at+"\" allowed\nlayer \"document\" box=0,0,1280,800\n"+nodes)
	}
	const first, second = "https://account.xiaomi.com/withdraw/agree", "https://account.xiaomi.com/withdraw/verify"
	const form = "- password \"Password\" type=\"password\" for=\"native\"\n"
	const reasons = "- heading \"Delete account\"\n- text \"Why are you leaving?\"\n- group \"Why are you leaving?\" tag=\"fieldset\"\n  - radio \"I have another account\" type=\"radio\" hint=\"why\" checked=no for=\"native\"\n  - radio \"Other reason\" type=\"radio\" hint=\"why\" checked=no for=\"native\"\n"
	for name, c := range map[string]struct {
		at, button, more string
		before           string // what stood on the page before the step, if that is looked at
		pressed          bool
		below            bool // the deletion's own address is known, and the page lies below it
		given            bool
	}{
		"what offers to delete":     {at: second, button: "Delete account", given: true},
		"what signs in":             {at: second, button: "Sign in"},
		"the page that was pressed": {at: first, button: "Delete account"},
		"after the order":           {at: second, button: "Delete account", pressed: true},
		"the next step at one address, which offers to delete": {at: first, button: "Delete account", before: "- button \"Next\" for=\"native\"\n", given: true},
		"the same page again":  {at: first, button: "Delete account", before: form + "- button \"Delete account\" for=\"native\"\n"},
		"a step that asks why": {at: first, button: "Next", more: reasons, given: true},
		"a page that asks first, and may be left": {at: second, button: "Next", pressed: true, given: true,
			more: "- heading \"Delete Mi Account\"\n- text \"To make sure it is you.\"\n- link \"Keep my account\" href=\"https://account.xiaomi.com/\" for=\"native\"\n"},
		"a page that tells of the deletion": {at: second, button: "Next", pressed: true,
			more: "- heading \"Delete Mi Account\"\n- text \"Your account will be deleted in 14 days.\"\n- link \"Keep my account\" href=\"https://account.xiaomi.com/\" for=\"native\"\n"},
		"a page that takes it back": {at: second, button: "Keep my account", pressed: true,
			more: "- heading \"Delete Mi Account\"\n- button \"Cancel\" for=\"native\"\n"},
		"a step of the deletion that names the account": {at: second, button: "Next", pressed: true, below: true, given: true,
			more: "- heading \"Enter your password to continue\"\n- text \"Jonas · ID 6427718093\"\n"},
		"one that names another": {at: second, button: "Next", pressed: true, below: true, more: "- heading \"Enter your password to continue\"\n- text \"Jonas · ID 6427718094\"\n"},
		"one that names nobody":  {at: second, button: "Next", pressed: true, below: true, more: "- heading \"Enter your password to continue\"\n"},
		"a page that names the account it deletes, called otherwise": {at: second, button: "Delete this account", pressed: true, given: true,
			more: "- heading \"Confirm access\"\n- text \"Enter your password to delete account Jonas (6427718093). This cannot be undone.\"\n- link \"Keep my account\" href=\"https://account.xiaomi.com/\" for=\"native\"\n"},
		"a page that wants one to sign in again": {at: second, button: "Delete this account", pressed: true,
			more: "- heading \"Sign in to confirm it later\"\n- text \"Your account will be deleted in 7 days.\"\n- link \"Keep my account\" href=\"https://account.xiaomi.com/\" for=\"native\"\n"},
		"a step beside a no that also means to undo": {at: second, button: "Далее", pressed: true, below: true, given: true,
			more: "- heading \"Введите пароль для подтверждения личности\"\n- text \"Ольга · ID 6427718093\"\n- link \"Отмена\" href=\"https://account.xiaomi.com/\" for=\"native\"\n"},
		"a step beside what takes it back": {at: second, button: "Далее", pressed: true, below: true,
			more: "- heading \"Введите пароль для подтверждения личности\"\n- text \"Ольга · ID 6427718093\"\n- link \"Отменить удаление\" href=\"https://account.xiaomi.com/\" for=\"native\"\n"},
		"one of several steps of which the last is called as its end": {at: second, button: "Delete account", pressed: true, below: true, given: true,
			more: "entry\nentry\n- text \"1\" entry=0\n- text \"Identity check\" entry=0\n- text \"2\" entry=1\n- text \"Account deleted\" entry=1\n- heading \"Identity check\"\n- text \"ID 6427718093\"\n- button \"Cancel\" for=\"native\"\n"},
		"a step that asks to confirm who one is": {at: second, button: "Confirm", pressed: true, below: true, given: true,
			more: "- heading \"Confirm your identity\"\n- text \"ID 6427718093\"\n- button \"Cancel\" for=\"native\"\n"},
		"one that can take it back":    {at: second, button: "Next", pressed: true, below: true, more: "- heading \"Enter your password to restore it\"\n- text \"ID 6427718093\"\n"},
		"a page that leaves no choice": {at: second, button: "Next", pressed: true, more: "- heading \"Delete Mi Account\"\n"},
		"what restores":                {at: second, button: "Restore my account", more: "- heading \"Welcome back\"\n"},
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t), Password: "secret-1"}, who: account{ID: "6427718093"}}).connect()
		tab := &sendingTab{}
		d := run.deletion.conversation(&flow.Runner{Tab: tab}, flow.Plan{}, false)
		d.beforePress(flow.View{Page: page(first, "- button \"Next\" for=\"native\"\n")})
		if c.pressed {
			d.afterPress()
		}
		v := flow.View{Page: page(c.at, c.more+form+"- button \""+c.button+"\" for=\"native\"\n")}
		if c.pressed {
			c.before = "- button \"Delete account\" for=\"native\"\n"
		}
		if c.before != "" {
			v = flow.Since(page(c.at, c.before), v.Page)
		}
		if c.below {
			d.base = "https://account.xiaomi.com/withdraw"
		}
		d.read(v)
		if err := d.withhold(); (err == nil) != c.given {
			t.Errorf("%s: %v", name, err)
		}
		order := d.cases()[slices.IndexFunc(d.cases(), func(c flow.Case) bool { return c.Name == deleteStep })]
		if anew := order.Anew(v, flow.Match{Node: -1}); anew != (c.given && c.pressed) {
			t.Errorf("%s: the order may be given after what was pressed: %v", name, anew)
		}
		next := flow.Since(v.Page, page("https://account.xiaomi.com/withdraw/last", "- button \"Delete account\" for=\"native\"\n"), goOn)
		if anew := order.Anew(next, flow.Match{Node: 0}); anew != (c.given && c.pressed) {
			t.Errorf("%s: the order may be given on the page after it: %v", name, anew)
		}
		d.afterPress()
		if order.Anew(next, flow.Match{Node: 0}) || order.Anew(v, flow.Match{Node: -1}) {
			t.Errorf("%s: the order may be given twice", name)
		}
	}
}

// A sendingTab is a tab whose page has sent something.
type sendingTab struct{ flow.Tab }

func (sendingTab) Traffic(time.Time) browser.Traffic { return browser.Traffic{Sent: 1} }

// Where the site leads to its sign-in after the order, a sign-in by a code is none of the deletion's: it may take it back.
func TestNoCodeOfASignInAfterTheOrder(t *testing.T) {
	at := func(address, phone string) flow.View {
		return flow.View{Page: parse(t, `page "https://account.xiaomi.com`+address+`" title="Xiaomi account" lang="en"
frame "https://account.xiaomi.com`+address+`" allowed
layer "document"
- group role="main" tag="main"
  - heading "One more check" level=1 tag="h1"
`+phone+`  - field placeholder="6-digit code" tag="input" type="text" for="native"
  - button "Send the code" tag="button" for="native"
`)}
	}
	run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
	for _, c := range []struct {
		about   string
		page    flow.View
		ordered bool
		asks    bool
	}{
		{"the deletion's own", at("/pass/del", ""), true, true},
		{"a sign-in before the order", at("/fe/service/login/password", ""), false, true},
		{"a sign-in after it", at("/fe/service/login/password", "  - field placeholder=\"Phone number\" tag=\"input\" type=\"tel\" for=\"native\"\n"), true, false},
	} {
		run.deletion.order.pressed = c.ordered
		d := run.deletion.conversation(nil, flow.Plan{}, false)
		if _, asks := d.codeOnPage(c.page); asks != c.asks {
			t.Errorf("%s: asks for a code %v", c.about, asks)
		}
	}
}
