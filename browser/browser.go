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

// Options configures Open. The zero value is a headless Chrome with its sandbox.
type Options struct {
	Path      string   // Chrome's executable; looked for in the usual places if empty
	Version   string   // what Locate said of Path; Chrome is asked if empty
	Headful   bool     // show the window
	Lang      string   // the browser's language, "en-US" if empty
	Hosts     []string // hosts whose documents may be shown and may get the password; "*.mi.com" is mi.com's subdomains
	Jail      []string // if not empty, Chrome reaches these hosts and Hosts and no other; Notice is told of what is held back
	Profile   string   // a folder that is kept as Chrome's profile, with the sign-in and what the site trusts; one is made and removed if empty
	Remote    *Remote  // if not nil, a Chrome that runs elsewhere is driven; Path, Headful, Lang, Profile and NoSandbox do not count then
	Mock      string   // loopback HOST:PORT: every name resolves there and its certificate is accepted, nothing else can be reached
	NoSandbox bool     // said aloud by the person; without it (and without Mock) root is refused
	Masks     []string // CSS selectors of what no picture may show; password and code fields are always masked
	Bare      bool     // pictures show personal data: Masks, hidden words and what was typed; secrets they never show

	// Shield tells of which pages no picture may show images, drawings, backgrounds and what style
	// sheets write, for they may name the person in a way that cannot be read. May be nil.
	Shield func(address string) bool

	// Codes tells of which documents no picture may show square images, canvases and drawings of the size of
	// a code to scan, which may sign in whoever scans them: with Bare too. May be nil.
	Codes func(address string) bool

	// Notice is told, in words for the record, of what the page did by itself:
	// dialogs and how they were answered, new tabs, crashes, HTTP errors of
	// documents. It is called from another goroutine and must not block. May be nil.
	Notice func(words string)

	offline bool // nothing at all can be reached: a page of our own is shown
}
