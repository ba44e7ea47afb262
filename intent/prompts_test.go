package intent

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"miacct/snapshot"
)

// wordings are those of testdata/prompts.tsv: by language and part.
func wordings(t *testing.T) map[string]map[string][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/prompts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string][]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if c := strings.Split(line, "\t"); len(c) > 2 && !strings.HasPrefix(line, "#") {
			if all[c[0]] == nil {
				all[c[0]] = map[string][]string{}
			}
			all[c[0]][c[1]] = c[2:]
		}
	}
	return all
}

// A draft is a generated prompt with what is true of it.
type draft struct {
	page  snapshot.Page
	after Target
	layer int
	yes   int
	bad   string // why it must not be answered, "" if it may
	words string
}

// traps are what makes a prompt one that must not be answered, in English on a page of any language.
var traps = []struct {
	name string
	text string // said in the body
	no   bool   // its button stands beside the others, without a yes
	tail string // a button beside the others
	only string // the targets it is a trap for, "" for all
}{
	{name: "other device", text: "Redmi 9 goes the same way."},
	{name: "family", text: "This is done for all members of your family group."},
	{name: "erases", text: "The phone is erased.", tail: "Erase device"},
	{name: "second yes", tail: "Delete everything"},
	{name: "backup", tail: "Delete backup"},
	{name: "sign out everywhere", tail: "Sign out of all devices"},
	{name: "all devices", text: "It is turned off for all devices.", only: "device"},
	{name: "only refusals", no: true},
	{name: "payment", text: "Please choose a payment method to continue."},
	{name: "exception", tail: "Delete all except photos"},
}

func drafted(r *rand.Rand, lang string, w map[string][]string) draft {
	one := func(part string) string { return w[part][r.IntN(len(w[part]))] }
	d := draft{yes: -1}
	part := []string{"off", "dev", "acc"}[r.IntN(3)]
	d.after = map[string]Target{"off": {Do: TurnOff, Of: FindDevice}, "dev": {Do: Delete, Of: Device}, "acc": {Do: Delete, Of: Account}}[part]
	d.after.Item, d.after.Others = "Mi 9", []string{"Redmi 9", "Mi 9T"}
	p := &d.page
	if r.IntN(4) > 0 {
		p.Lang = lang
	}
	kind := []snapshot.LayerKind{snapshot.Dialog, snapshot.Dialog, snapshot.Panel, snapshot.Menu}[r.IntN(4)]
	p.Layers = []snapshot.Layer{{Kind: kind, Modal: r.IntN(2) == 0, Root: -1}, {Kind: snapshot.Document, Root: -1}}
	if r.IntN(4) == 0 { // a banner in front
		p.Layers = slices.Insert(p.Layers, 0, snapshot.Layer{Kind: snapshot.Banner, Root: -1})
		d.layer = 1
	}
	doc := len(p.Layers) - 1
	add := func(layer int, n snapshot.Node) int {
		n.Layer, n.Parent, n.Entry = layer, -1, -1
		if n.Kind.Pressable() && len(n.For) == 0 {
			n.For = []string{"native"}
		}
		p.Nodes = append(p.Nodes, n)
		return len(p.Nodes) - 1
	}
	press := func(layer int, label string) int {
		n := snapshot.Node{Kind: snapshot.Button, Name: label, Tag: "button"}
		switch r.IntN(4) {
		case 0:
			n = snapshot.Node{Kind: snapshot.Text, Text: label, Tag: "div", Weak: true, For: []string{"listener"}}
		case 1:
			n = snapshot.Node{Kind: snapshot.Link, Name: label, Tag: "a", Href: "javascript:;"}
		}
		n.Hint = []string{"", "btn btn-primary", "css-1x8d9a", "dialog__button--danger"}[r.IntN(4)]
		return add(layer, n)
	}
	// The page behind.
	add(doc, snapshot.Node{Kind: snapshot.Heading, Text: "Xiaomi Cloud"})
	press(doc, one(part+".yes"))
	press(doc, "Erase device")
	if d.layer == 1 {
		add(0, snapshot.Node{Kind: snapshot.Text, Text: "We use cookies."})
		press(0, one("ok"))
	}
	title := one(part + ".title")
	bare := false // the prompt asks in general only
	if r.IntN(5) == 0 {
		title, bare = one("sure"), true
	}
	if r.IntN(3) == 0 && !bare {
		title = strings.TrimRight(title, "?？؟;") + " “Mi 9”" + "?"
		if !strings.ContainsAny(one(part+".title"), "?？؟;") {
			title = strings.TrimSuffix(title, "?")
		}
	}
	switch r.IntN(4) {
	case 0:
		p.Layers[d.layer].Name = title
	case 1:
		add(d.layer, snapshot.Node{Kind: snapshot.Text, Text: title})
	default:
		add(d.layer, snapshot.Node{Kind: snapshot.Heading, Text: title})
	}
	d.words = lang + " " + part + " " + title
	if r.IntN(2) == 0 {
		add(d.layer, snapshot.Node{Kind: snapshot.Text, Text: one(part + ".body")})
		d.words += " / " + p.Nodes[len(p.Nodes)-1].Text
	}
	if r.IntN(6) == 0 {
		add(d.layer, snapshot.Node{Kind: snapshot.Checkbox, Name: one("box"), State: snapshot.State{Checked: snapshot.No}})
		d.words += " [ ] " + p.Nodes[len(p.Nodes)-1].Name
	}
	if r.IntN(8) == 0 {
		add(d.layer, snapshot.Node{Kind: snapshot.Link, Name: "Learn more", Href: "/help"})
	}
	if r.IntN(8) == 0 {
		add(d.layer, snapshot.Node{Kind: snapshot.Button, Name: "×", Hint: "close"})
	}
	trap := -1
	if r.IntN(5) == 0 {
		trap = r.IntN(len(traps))
		if traps[trap].only == "device" && part == "acc" {
			trap = 0
		}
		d.bad = traps[trap].name
	}
	var buttons []func()
	yes := one(part + ".yes")
	if r.IntN(3) == 0 && !(bare && r.IntN(2) == 0) {
		yes = one("ok")
	}
	if r.IntN(8) == 0 {
		yes += fmt.Sprintf(" (%ds)", 3+r.IntN(20))
	}
	no := one("no")
	if trap < 0 || !traps[trap].no {
		buttons = append(buttons, func() { d.yes = press(d.layer, yes) })
	} else {
		yes = ""
	}
	buttons = append(buttons, func() { press(d.layer, no) })
	if trap >= 0 {
		if traps[trap].text != "" {
			add(d.layer, snapshot.Node{Kind: snapshot.Text, Text: traps[trap].text})
		}
		if traps[trap].tail != "" {
			buttons = append(buttons, func() { press(d.layer, traps[trap].tail) })
		}
	}
	r.Shuffle(len(buttons), func(i, j int) { buttons[i], buttons[j] = buttons[j], buttons[i] })
	for _, b := range buttons {
		b()
	}
	d.words += fmt.Sprintf(" {%s} {%s} lang=%q", yes, no, p.Lang)
	return d
}

// TestPrompts counts over generated prompts how often the yes is found, and that nothing else is taken for it.
func TestPrompts(t *testing.T) {
	all := wordings(t)
	if len(all) != len(Languages) {
		t.Fatalf("wordings in %d languages, want %d", len(all), len(Languages))
	}
	r := rand.New(rand.NewPCG(12, 2026))
	good, found, bad, refused := 0, 0, 0, 0
	for good+bad < 2300 {
		lang := Languages[(good+bad)%len(Languages)]
		d := drafted(r, lang, all[lang])
		p := ReadPrompt(d.page, d.layer, d.after)
		ok, why := p.Answerable()
		switch {
		case ok && p.Yes != d.yes:
			t.Errorf("%q was taken for the yes: %s", d.page.Nodes[p.Yes].Label(), d.words)
		case d.bad == "":
			good++
			if ok {
				found++
			} else if testing.Verbose() {
				t.Logf("missed: %s: %s", d.words, why)
			}
		default:
			bad++
			if !ok {
				refused++
			} else {
				t.Errorf("answered though %s: %s", d.bad, d.words)
			}
		}
		if d.bad == "" && ok && p.Yes != d.yes {
			good++
		}
	}
	t.Logf("prompts: the yes found in %d of %d = %.1f %%; refused %d of %d that say more", found, good, 100*float64(found)/float64(good), refused, bad)
	if float64(found) < 0.97*float64(good) {
		t.Errorf("the yes found in %.1f %%, want at least 97", 100*float64(found)/float64(good))
	}
}

// What a page says will be done asks for it, if it says nothing more; a title may say of itself what part it is.
func TestWhatWillBeDoneAsksForIt(t *testing.T) {
	target := Target{Do: TurnOff, Of: FindDevice, Pressed: "Submit"}
	for _, c := range []struct {
		lang, title, text string
		about             About
	}{
		{"en", "Confirm", "Find Device will be turned off.", AboutSame},
		{"de", "Bestätigen", "„Gerät finden“ wird ausgeschaltet.", AboutSame},
		{"zh", "确认", "查找设备将被关闭。", AboutSame},
		{"en", "Confirm", "Find Device will not be turned off.", AboutNothing},
		{"en", "Confirm", "The device will be erased.", AboutNothing},
		{"ja", "デバイスを探すをオフにする手続き（ご注意）", "端末内のデータには影響ございません。", AboutSame},
		{"en", "Turn off Find Device (all devices)", "", AboutOther},
	} {
		p := snapshot.Page{Lang: c.lang, Layers: []snapshot.Layer{{Kind: snapshot.Document}}, Nodes: []snapshot.Node{
			{Kind: snapshot.Heading, Text: c.title, Parent: -1}, {Kind: snapshot.Text, Text: c.text, Parent: -1},
			{Kind: snapshot.Button, Name: "Cancel", Parent: -1}, {Kind: snapshot.Button, Name: "OK", Parent: -1},
		}}
		got := ReadPart(p, []int{0, 1, 2, 3}, target)
		if got.About != c.about {
			t.Errorf("%s %q %q: about %s (%v), want %s", c.lang, c.title, c.text, got.About, got.Because, c.about)
		}
	}
}

// A word of English is a form of another only if it differs in the ending: "chance" is none of "change".
func TestFormsOfEnglishWords(t *testing.T) {
	for word, want := range map[string]bool{"chance": false, "changes": true, "changed": true, "deleting": true, "removal": true} {
		m := Of(snapshot.Page{Lang: "en", Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: word, Parent: -1, Entry: -1}}}, 0)
		if got := len(m.Verbs) > 0; got != want {
			t.Errorf("%q has verbs %v", word, m.Verbs)
		}
	}
}

// A question may be answered by one of two choices and a button that goes on; the yes is chosen where the question asks for the
// target, and for nothing else.
func TestAQuestionThatIsAnsweredByAChoice(t *testing.T) {
	for _, c := range []struct {
		question, yes, no string
		want              bool
	}{
		{"Do you want to take Mi 9 out of your account?", "Yes", "No", true},
		{"Do you want to remove Mi 9 from your account?", "Yes, please", "No, keep it", true},
		{"Do you want to remove Mi 9 from your account?", "Yes, remove this phone", "No", true},
		{"Do you want to remove Mi 9 from your account?", "Yes, and lock it", "No", false},
		{"Do you want to keep Mi 9 in your account?", "Yes", "No", false},
		{"Do you want to erase Mi 9?", "Yes", "No", false},
		{"Remove Mi 9 from your account?", "Yes, and erase it", "No", false},
		{"Remove Mi 9 from your account?", "Now", "Later", false},
	} {
		p := pageOf("en", snapshot.Node{Kind: snapshot.Heading, Text: c.question, Level: 1, Parent: -1}, snapshot.Node{Kind: snapshot.Radio, Text: c.yes, Parent: -1, State: snapshot.State{Checked: snapshot.No}, For: []string{"native"}},
			snapshot.Node{Kind: snapshot.Radio, Text: c.no, Parent: -1, State: snapshot.State{Checked: snapshot.No}, For: []string{"native"}}, button("Continue"))
		got := ReadPart(p, []int{0, 1, 2, 3}, Target{Do: Delete, Of: Device, Item: "Mi 9"})
		if ok, why := got.Answerable(); (got.Affirm == 1 && ok) != c.want {
			t.Errorf("%q, %q: affirms by %d (%s), about %s", c.question, c.yes, got.Affirm, why, got.About)
		}
	}
}

// Of choices of how long, the one that is for good, or says no end, is taken where the others are for a time.
func TestTheChoiceThatLasts(t *testing.T) {
	for _, c := range []struct {
		lang    string
		choices []string
		want    int
	}{
		{"es", []string{"Pausar 24 horas; después se vuelve a activar", "Desactivar hasta que yo lo active"}, 1},
		{"en", []string{"For 1 day", "For 7 days", "Permanently"}, 2},
		{"en", []string{"Turn off for 24 hours", "Turn off until I turn it on"}, 1},
		{"en", []string{"Turn off", "Turn off and erase"}, -1},
		{"en", []string{"Turn off for 24 hours", "Turn off for 7 days"}, -1},
	} {
		var nodes []snapshot.Node
		var in []int
		for i, l := range c.choices {
			nodes, in = append(nodes, snapshot.Node{Kind: snapshot.Radio, Text: l, Parent: -1, State: snapshot.State{Checked: snapshot.No}, For: []string{"native"}}), append(in, i)
		}
		if got := ReadForm(pageOf(c.lang, nodes...), in, Target{Do: TurnOff, Of: FindDevice}); got.Lasting != c.want {
			t.Errorf("%q: %d", c.choices, got.Lasting)
		}
	}
}

func TestToCloseAndDeleteIsToDelete(t *testing.T) {
	for text, want := range map[string]bool{"Do you really want to close and delete your Mi Account?": true, "Do you want to close the page and keep your Mi Account?": false} {
		p := ReadNative(text, "en", Target{Do: Delete, Of: Account, Pressed: "OK"})
		if ok, why := p.Answerable(); ok != want {
			t.Errorf("%q: %v, %s", text, ok, why)
		}
	}
}

// Of choices when the account is deleted, the one that names no time is taken; that which only suspends it is not.
func TestTheAccountIsDeletedWithoutWaiting(t *testing.T) {
	for _, c := range []struct {
		lang    string
		choices []string
		want    int
	}{
		{"en", []string{"Delete my account in 15 days", "Delete my account now"}, 1},
		{"en", []string{"Disable my account", "Delete my account in 15 days"}, -1},
	} {
		var nodes []snapshot.Node
		var in []int
		for i, l := range c.choices {
			nodes, in = append(nodes, snapshot.Node{Kind: snapshot.Radio, Text: l, Parent: -1, State: snapshot.State{Checked: snapshot.No}, For: []string{"native"}}), append(in, i)
		}
		if got := ReadForm(pageOf(c.lang, nodes...), in, Target{Do: Delete, Of: Account}); got.Lasting != c.want {
			t.Errorf("%q: %d", c.choices, got.Lasting)
		}
	}
}
