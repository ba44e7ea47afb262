package snapshot

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// random is a page such as browser makes, of words that try to be something else.
func random(r *rand.Rand) Page {
	words := []string{"", "", "Delete", "a \"quoted\" = word", "two\nlines", "Löschen", "删除设备", "\u202eback", "\\", "=", "- text", "  ", "\xff", "layer=2"}
	word := func() string { return words[r.IntN(len(words))] }
	is := func() bool { return r.IntN(4) == 0 }
	box := func() Rect { return Rect{float64(r.IntN(100)), r.Float64() * 9, float64(r.IntN(9)), 0.5} }
	p := Page{URL: "https://i.mi.com/" + word(), Title: word(), Lang: word(), Busy: is(), Partial: word()}
	for i := range 1 + r.IntN(3) {
		p.Frames = append(p.Frames, Frame{URL: word(), Parent: i - 1, Allowed: is()})
	}
	for range 1 + r.IntN(4) {
		p.Layers = append(p.Layers, Layer{Kind: layerKinds[r.IntN(len(layerKinds))], Name: word(), Modal: is(), Root: r.IntN(3) - 1, Box: box(), Why: word()})
	}
	for i := range r.IntN(4) {
		p.Entries = append(p.Entries, Entry{Layer: r.IntN(len(p.Layers)), Around: r.IntN(i + 1), Box: box()})
	}
	for i := range r.IntN(12) {
		n := Node{Parent: r.IntN(i+1) - 1, Frame: r.IntN(len(p.Frames)), Layer: r.IntN(len(p.Layers)), Entry: r.IntN(len(p.Entries)+1) - 1,
			Kind: kinds[r.IntN(len(kinds))], Role: word(), Name: word(), Text: word(), Marked: word(), Description: word(), Placeholder: word(), Level: r.IntN(3),
			Tag: word(), Type: word(), Hint: word(), Href: word(), Filled: is(), MaxLength: r.IntN(3), Box: box(), Weak: is(), Concealed: is(),
			State: State{Disabled: is(), Checked: Tristate(r.IntN(4)), Expanded: Tristate(r.IntN(4)), Selected: is(), Required: is(), Invalid: is(), ReadOnly: is(), Focused: is(), Popup: word()}}
		for range r.IntN(3) {
			n.For, n.Against = append(n.For, word()), append(n.Against, word())
		}
		p.Nodes = append(p.Nodes, n)
	}
	return p
}

func TestFormatAndParse(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	whole := FormatOptions{Clear: true, Boxes: true}
	for range 400 {
		p := random(r)
		text := p.Format(whole)
		got, err := Parse(text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if !reflect.DeepEqual(got, p) {
			t.Fatalf("read\n%+v\nof\n%+v\nin\n%s", got, p, text)
		}
		again, err := Parse(p.String())
		if err != nil || again.String() != p.String() {
			t.Fatalf("%v: the redacted text\n%s\nis read as\n%s", err, p, again)
		}
	}
}

func FuzzParse(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		f.Add(random(r).Format(FormatOptions{Clear: true, Boxes: true}))
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse(text)
		if err != nil {
			return
		}
		whole := p.Format(FormatOptions{Clear: true, Boxes: true})
		again, err := Parse(whole)
		if err != nil || again.Format(FormatOptions{Clear: true, Boxes: true}) != whole {
			t.Fatalf("%v: %q is read otherwise the second time", err, whole)
		}
		if s := p.String(); s != p.Redacted().Format(FormatOptions{Clear: true}) {
			t.Fatalf("redacted twice: %q", s)
		}
		_ = Diff(p, again)
	})
}

func TestFormat(t *testing.T) {
	p := Page{URL: "https://i.mi.com/find?token=abc", Title: "Find Device", Lang: "en",
		Frames:  []Frame{{URL: "https://i.mi.com/find", Parent: -1, Allowed: true}},
		Layers:  []Layer{{Kind: Dialog, Name: "Delete Anna's phone?", Modal: true, Root: 3, Why: "role dialog", Box: Rect{1, 2, 3, 4}}, {Kind: Document, Root: -1}},
		Entries: []Entry{{Layer: 1}},
		Nodes: []Node{
			{Parent: -1, Layer: 1, Entry: -1, Kind: Heading, Level: 1, Name: "Devices of anna@example.com"},
			{Parent: -1, Layer: 1, Entry: 0, Kind: Text, Text: "Anna's phone, IMEI 868123456789012"},
			{Parent: -1, Layer: 1, Entry: 0, Kind: Button, Name: "Delete", Text: "Delete", For: []string{"native"}, Against: []string{"covered by <div>"}},
			{Parent: -1, Layer: 0, Entry: -1, Kind: Group, Role: "dialog", Name: "Delete Anna's phone?"},
			{Parent: 3, Layer: 0, Entry: -1, Kind: Checkbox, Name: "I understand", Text: "I understand", State: State{Checked: No}},
		}}
	want := strings.Join([]string{
		`page "https://i.mi.com/find" title="Find Device" lang="en"`,
		`frame "https://i.mi.com/find" allowed`,
		`layer "dialog" name="Delete <name>?" modal root=3 why="role dialog"`,
		`layer "document"`,
		`entry layer=1`,
		`- heading "Devices of <mail>" level=1`,
		`- text "<name>, IMEI <number>" entry=0`,
		`- button "Delete" entry=0 for="native" against="covered by <div>"`,
		`- group "Delete <name>?" layer=0 role="dialog"`,
		`  - checkbox "I understand" checked=no`, ``}, "\n")
	if got := p.Format(FormatOptions{Names: []string{"Anna's phone"}}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for text, words := range map[string]string{
		"page \"a": "open quote", "- thing": "no such node", "layer \"x\"": "no such layer", "  - text": "below nothing", "what": "no such thing",
		"- text \"a\" layer=3": "no layer 3", "- text filled=\"x\"": "filled", "- text level": "level", "- text level=x": "level=x", "- text box=1,2": "not a box", "- text entry=0": "no entry 0",
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v; want %q", text, err, words)
		}
	}
}

func TestRedactor(t *testing.T) {
	r := NewRedactor("Anna", "Anna's phone")
	for words, want := range map[string]string{
		"a code was sent to a.b+c@mail.example.com.": "a code was sent to <mail>.",
		"a code was sent to an***a@ex***le.com":      "a code was sent to <mail>",
		"to 138****1234":                             "to <phone>",
		"to +44 7700 900123":                         "to <phone>",
		"to +86 138 **** 1234 now":                   "to <phone> now",
		"call (030) 1234567":                         "call <phone>",
		"IMEI 868123456789012":                       "IMEI <number>",
		"IMEI 86 812345 678901 2":                    "IMEI <number>",
		"ID 1234567":                                 "ID 1234567",
		"ID 12345678":                                "ID <number>",
		"ANNA'S PHONE is Anna":                       "<name> is <name>",
		"<mail> and <name>":                          "<mail> and <name>",
		"Redmi Note 9 Pro, battery 80 %, 2 h ago":    "Redmi Note 9 Pro, battery 80 %, 2 h ago",
		"٠١٢٣٤٥٦٧٨٩":                                 "<number>",
		"":                                           "",
	} {
		if got := r.Words(words); got != want {
			t.Errorf("%q becomes %q; want %q", words, got, want)
		}
		if once := r.Words(words); r.Words(once) != once {
			t.Errorf("%q is redacted again to %q", once, r.Words(once))
		}
	}
	p := Page{URL: "https://a@i.mi.com/u/868123456789012/x?t=1#f", Nodes: []Node{{Kind: Link, Href: "javascript:go('a@b.com')"}}}.Redacted()
	if p.URL != "https://i.mi.com/u/<number>/x" || p.Nodes[0].Href != "javascript:" {
		t.Errorf("addresses: %q %q", p.URL, p.Nodes[0].Href)
	}
}
