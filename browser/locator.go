package browser

// A Way is one way to find an element. Fields that are set must all match.
type Way struct {
	Role  string   // ARIA role as Chrome's accessibility tree has it: button, link, menuitem, checkbox, textbox…
	Words []string // accessible name (with Role) or own text (without): any of them, exact after folding space and case
	Has   []string // like Words, but contained in the text
	CSS   string   // a selector, looked for in every frame and shadow root
	Node  *node    `json:",omitempty"` // this very node of a snapshot; see At
	Front bool     // lies in front of the page: a dialog, whether it says so or not
	Kept  int      `json:",omitempty"` // the element of that number in the page itself, while it is called one of Words
	URL   string   // the frame's document is at this address: host and path, * matches any run of characters ("account.xiaomi.com/fe/service/identity/*")
}

// A Row tells one device of a list from the others. The row of an element is the
// smallest element around it in which the name of any device stands; it is the
// row of the one device whose name alone stands there, once.
type Row struct {
	Name string   // stands in the row, as a whole text node, label or title
	Key  string   // identifier some attribute in the row may hold; tells rows of one name apart
	Rest []string // the names of all other devices known, the person's or not
	Twin bool     // another device known has this name too: only Key tells them apart
}

// A Locator says how to find one element. The zero Locator is never seen.
type Locator struct {
	name   string
	ways   []Way
	row    *Row
	unless *Row
	in     *Locator
	lack   *Locator
}

// Find returns the locator of the element called name ("the turn-off button"),
// found by the first way that matches exactly one visible element.
func Find(name string, ways ...Way) Locator { return Locator{name: name, ways: ways} }

// For narrows l to the one in r's row, and arms the guard with r's identity.
func (l Locator) For(r Row) Locator { l.row = &r; l.name += " of " + r.Name; return l }

// Unless leaves out what clearly belongs to devices other than r's. It is for controls
// of menus and dialogs, which often name no device: l is left out if the dialog, menu
// or panel around it, or the smallest element around it that names any device, names
// others and not r's.
func (l Locator) Unless(r Row) Locator { l.unless = &r; return l }

// In narrows l to what is within m's element, for example a dialog.
func (l Locator) In(m Locator) Locator { l.in = &m; return l }

// Without is the sight of l while other is not on the page. Absence alone proves
// nothing, a blank page lacks everything; so there is always an l to be seen.
func (l Locator) Without(other Locator) Locator {
	l.lack = &other
	l.name += " without " + other.name
	return l
}

func (l Locator) String() string { return l.name }

// IsZero reports whether l is the zero Locator.
func (l Locator) IsZero() bool { return l.ways == nil }

// An ask is a locator as the world's script takes it.
type ask struct {
	Ways      []Way
	Row       *Row   `json:",omitempty"`
	Unless    *Row   `json:",omitempty"`
	In        *ask   `json:",omitempty"`
	All       bool   `json:",omitempty"` // tell of every element, not of the first few
	Attribute string `json:",omitempty"` // tell its value too
}

func (l Locator) ask() ask {
	a := ask{Ways: l.ways, Row: l.row, Unless: l.unless}
	if l.in != nil {
		in := l.in.ask()
		a.In = &in
	}
	if a.Ways == nil {
		a.Ways = []Way{}
	}
	return a
}
