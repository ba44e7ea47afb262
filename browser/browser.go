// Package browser drives one Chrome tab as a careful person would.
//
// It is the only package that knows chromedp. Its rules:
//
//   - A Locator is a value and holds no element. It is strict: it stands for
//     exactly one usable element, or using it is an error that says what was seen.
//   - Nothing is clicked that is hidden, disabled, moving, covered, or in another
//     row than the one meant; this is checked again inside the event itself.
//   - A look that dies because the page changes is "not yet", not an error.
//   - Every wait ends with its context, and its error says what was seen last.
//   - The password is given to a password field of an https page of an allowed
//     host, by one call on that field's own object, and to nothing else.
package browser

import (
	"context"
	"errors"
	"time"
)

// Options configures Open. The zero value is a headless Chrome with its sandbox.
type Options struct {
	Path      string   // Chrome's executable; looked for in the usual places if empty
	Headful   bool     // show the window
	Lang      string   // the browser's language, "en-US" if empty
	Hosts     []string // hosts whose documents may be shown and may get the password; "*.mi.com" is mi.com's subdomains
	Rehearse  string   // loopback HOST:PORT: every name resolves there and its certificate is accepted, nothing else can be reached
	NoSandbox bool     // said aloud by the person; without it (and without Rehearse) root is refused
	Masks     []string // CSS selectors of what no picture may show; password and code fields are always masked

	// Notice is told, in words for the record, of what the page did by itself:
	// dialogs and how they were answered, new tabs, crashes, HTTP errors of
	// documents. It is called from another goroutine and must not block. May be nil.
	Notice func(words string)
}

// A Way is one way to find an element. Fields that are set must all match.
type Way struct {
	Role  string   // ARIA role as Chrome's accessibility tree has it: button, link, menuitem, checkbox, textbox…
	Words []string // accessible name (with Role) or own text (without): any of them, exact after folding space and case
	Has   []string // like Words, but contained in the text
	CSS   string   // a selector, looked for in every frame and open shadow root
	URL   string   // the frame's document is at this address: host and path, * matches any run of characters ("account.xiaomi.com/fe/service/identity/*")
}

// A Row tells one device of a list from the others. The row of an element is the
// smallest element around it in which the name of any device stands.
type Row struct {
	Name string   // stands in the row, as a whole text node, label or title
	Key  string   // identifier some attribute in the row may hold; tells rows of one name apart
	Rest []string // the names of all other devices known, the person's or not
}

// A Locator says how to find one element. The zero Locator is never seen.
type Locator struct {
	name string
	ways []Way
	row  *Row
	in   *Locator
	lack *Locator
	gone bool
}

// Find returns the locator of the element called name ("the turn-off button"),
// found by the first way that matches exactly one visible element.
func Find(name string, ways ...Way) Locator { return Locator{name: name, ways: ways} }

// For narrows l to the one in r's row, and arms the guard with r's identity.
func (l Locator) For(r Row) Locator { l.row = &r; l.name += " of " + r.Name; return l }

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

// An Action is one thing a person does to a page, with words for the record.
type Action struct {
	Does    string  // "click the sign-in button"; never holds what is typed
	Changes bool    // may change something; false for opening an address and for scrolling
	On      Locator // what it is done to; zero for opening an address
	do      func(context.Context, *Session) error
}

// Goto opens url and waits until its document is there (not until every picture is).
func Goto(url string) Action { panic("not built") }

// Click clicks l once it can be clicked. The click is guarded: success means the
// trusted click event reached l's element in l's row.
func (l Locator) Click() Action { panic("not built") }

// ClickAccepting is Click on a control that may raise a native confirm(): it is
// accepted only if its text contains one of words, else dismissed and an error.
func (l Locator) ClickAccepting(words ...string) Action { panic("not built") }

// ClickIfSeen clicks l if it is ready now, and does nothing if it is missing or hidden.
func (l Locator) ClickIfSeen() Action { panic("not built") }

// Fill replaces l's content with value and reads it back.
func (l Locator) Fill(value string) Action { panic("not built") }

// FillPassword gives value to l, a password field; see the rules of the package.
func (l Locator) FillPassword(value string) Action { panic("not built") }

// Tick makes l, a checkbox of any make, ticked; it clicks only if it is not, and reads it back.
func (l Locator) Tick() Action { panic("not built") }

// TickIfSeen is Tick if l is on the page, else nothing.
func (l Locator) TickIfSeen() Action { panic("not built") }

// ScrollOn brings the last element that matches l into view, so that a list that loads as one scrolls goes on.
func (l Locator) ScrollOn() Action { panic("not built") }

// A State is what one look at a locator saw.
type State struct {
	Words string // missing, hidden, ambiguous (2 match), disabled, moving, covered by <div class="x">, outside the page, on a page that is loading, ready
	Ready bool   // can be used now
	Shown bool   // visible, usable or not
	Way   int    // which of the ways matched, from 0
	Text  string // its visible text, or its value's length for fields; cleaned
}

// Seen is the sight that First saw.
type Seen struct {
	Index int // which of the sights
	Way   int // which of its ways
	Text  string
	URL   string // as Session.URL
}

// Errors. Those with operation, object and cause wrap one of these.
var (
	ErrClosed   = errors.New("the browser is closed")
	ErrNotReady = errors.New("not ready")                    // the element never became usable; nothing was done to it
	ErrUnsure   = errors.New("not sure whether it was done") // the act may have reached the page
	ErrPlace    = errors.New("not an allowed place")         // the page's host or scheme is not allowed
	ErrStart    = errors.New("chrome did not start")
	ErrPage     = errors.New("the page did not open") // network, TLS or HTTP error; the text has Chrome's words
)

// A Session is one Chrome with one tab (and the tabs it opens).
type Session struct{}

// Open starts Chrome. ctx bounds the start only; Close ends the session. The error
// wraps ErrStart and holds Chrome's own last words.
func Open(ctx context.Context, o Options) (*Session, error) { panic("not built") }

// Close ends the browser and removes what it left.
func (s *Session) Close() error { panic("not built") }

// Closed is closed when the browser or its last tab is gone.
func (s *Session) Closed() <-chan struct{} { panic("not built") }

// Do performs a. The error says the action, the object and what was seen last.
func (s *Session) Do(ctx context.Context, a Action) error { panic("not built") }

// First waits until one of the sights is on the page. If several are, the lowest index wins.
func (s *Session) First(ctx context.Context, sights ...Locator) (Seen, error) { panic("not built") }

// Gone waits until l is no longer on a page that has loaded.
func (s *Session) Gone(ctx context.Context, l Locator) error { panic("not built") }

// Look looks once, without waiting and without touching.
func (s *Session) Look(ctx context.Context, l Locator) (State, error) { panic("not built") }

// Texts returns the texts of all visible elements that match any way of l, cleaned, in document order.
func (s *Session) Texts(ctx context.Context, l Locator) ([]string, error) { panic("not built") }

// Attributes returns the named attribute of all elements that match any way of l.
func (s *Session) Attributes(ctx context.Context, l Locator, name string) ([]string, error) {
	panic("not built")
}

// Heard returns the body of the newest answer to a request of the page itself whose
// host and path match pattern (as Way.URL), not older than after. It waits until
// there is one. at is when the request was sent.
func (s *Session) Heard(ctx context.Context, pattern string, after time.Time) (body []byte, at time.Time, err error) {
	panic("not built")
}

// Picture returns a PNG of the visible part of the page, with masks.
func (s *Session) Picture(ctx context.Context) ([]byte, error) { panic("not built") }

// PictureOf returns a PNG of l's element alone, without masks: a captcha's picture for the person.
func (s *Session) PictureOf(ctx context.Context, l Locator) ([]byte, error) { panic("not built") }

// Forget drops cookies and storage, so that the next page is seen by a stranger.
func (s *Session) Forget(ctx context.Context) error { panic("not built") }

// URL returns the page's address without query and fragment, which may hold tokens.
func (s *Session) URL() string { panic("not built") }

// Version returns the browser's name and version, "Chromium 156.0.8078.79".
func (s *Session) Version() string { panic("not built") }
