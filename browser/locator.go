package browser

import "time"

// A Way is one way to find an element. Fields that are set must all match.
type Way struct {
	Role  string   // ARIA role as Chrome's accessibility tree has it: button, link, menuitem, checkbox, textbox…
	Words []string // accessible name (with Role) or own text (without): any of them, exact after folding space and case
	Has   []string // like Words, but contained in the text
	CSS   string   // a selector, looked for in every frame and shadow root
	Node  *node    `json:",omitempty"` // this very node of a snapshot; see At
	URL   string   // the frame's document is at this address: host and path, * matches any run of characters ("account.xiaomi.com/fe/service/identity/*")
}

// A Row tells one device of a list from the others. The row of an element is the
// smallest element around it in which the name of any device stands; it is the
// row of the one device whose name alone stands there, once, and no other's identifier.
type Row struct {
	Name   string  // stands in the row, as a whole text node, label or title
	Key    string  // identifier some attribute in the row may hold; one of fewer than six characters tells nothing
	Twin   bool    // another device known has this name too: only Key tells them apart
	Others *Others // all devices known; shared by their rows
	Opened bool    // what is shown was opened by a press on the row: it may name the device apart from its controls
}

// Others are the names and identifiers of all devices known, the person's or not.
type Others struct {
	Names, Keys []string
	Labels      map[string]string // from other words by which the page names a device to its name: "Mi 9 (your phone)"
}

// A Locator says how to find one element. The zero Locator is never seen.
type Locator struct {
	name  string
	ways  []Way
	row   *Row
	about *Row
	hold  time.Duration
}

// Find returns the locator of the element called name ("the turn-off button"),
// found by the first way that matches exactly one visible element.
func Find(name string, ways ...Way) Locator { return Locator{name: name, ways: ways} }

// For narrows l to the one in r's row, and arms the guard with r's identity.
func (l Locator) For(r Row) Locator { l.row = &r; l.name += " of " + r.Name; return l }

// About narrows l, a control of a menu, panel or dialog, to the one for r's device: what is around it
// names that device and no other, or holds its identifier; or it names nobody and appeared after
// our last press about a device, which was that one.
func (l Locator) About(r Row) Locator { l.about = &r; return l }

// Held is l, pressed for so long when it is clicked.
func (l Locator) Held(hold time.Duration) Locator { l.hold = hold; return l }

// WasRead reports whether l is a node of a page that was read, see At: it is there or never comes.
func (l Locator) WasRead() bool { return len(l.ways) > 0 && l.ways[0].Node != nil }

func (l Locator) String() string { return l.name }

// IsZero reports whether l is the zero Locator.
func (l Locator) IsZero() bool { return l.ways == nil }

// An ask is a locator as the world's script takes it.
type ask struct {
	Ways  []Way
	Row   *askedRow `json:",omitempty"`
	About *askedRow `json:",omitempty"`
}

// An askedRow is a Row whose others are sent once for all rows that share them.
type askedRow struct {
	Row    `json:"-"`
	Name   string
	Key    string
	Twin   bool
	Opened bool
	Table  int
}

func (l Locator) ask() ask {
	a := ask{Ways: l.ways, Row: l.row.ask(), About: l.about.ask()}
	if a.Ways == nil {
		a.Ways = []Way{}
	}
	return a
}

func (r *Row) ask() *askedRow {
	if r == nil {
		return nil
	}
	return &askedRow{Row: *r, Name: r.Name, Key: r.Key, Twin: r.Twin, Opened: r.Opened}
}

// tables numbers the others of all rows in asks, each once.
func tables(asks []ask) []Others {
	all, numbers := []Others{}, map[*Others]int{}
	for i := range asks {
		for _, r := range []*askedRow{asks[i].Row, asks[i].About} {
			if r == nil {
				continue
			}
			n, ok := numbers[r.Others]
			if !ok {
				n = len(all)
				numbers[r.Others] = n
				var others Others
				if r.Others != nil {
					others = *r.Others
				}
				all = append(all, others)
			}
			r.Table = n
		}
	}
	return all
}

// Any is the sight of any of ls, which must be plain: no row, no surroundings.
func Any(name string, ls ...Locator) Locator {
	any := Locator{name: name}
	for _, l := range ls {
		any.ways = append(any.ways, l.ways...)
	}
	return any
}
