// Package snapshot is what a page shows at one moment, as data: every control and text that a
// person could see in a tab, all frames and shadow roots included, the layers they stand on
// and the list entries they belong to. Package browser makes it; this package needs no browser.
package snapshot

import (
	"slices"
	"time"
)

// A Page is one reading of a tab.
type Page struct {
	URL, Title string
	Lang       string        // of the document, as its lang attribute says: "en-US"; "" if it does not
	Frames     []Frame       // documents that were read; 0 is the tab's own
	Layers     []Layer       // front to back; the document itself is the last
	Entries    []Entry       // of lists, in reading order
	Nodes      []Node        // in reading order: a node comes after its parent
	Tree       []Element     // the boxes around the nodes, parents first; none in a page that was parsed from text
	Pictures   []Picture     // those that may be a code to scan, in reading order; never in the text form
	Scrolled   int           // how far it and the boxes in it are scrolled down, in pixels taken together; never in the text form
	Busy       bool          // still loading: navigation, requests since the last act, a spinner or skeleton
	Still      time.Duration // for how long a person could have seen nothing change, as far as it is known
	Partial    string        // what could not be read ("a frame of ads.example.net"), "" if nothing
}

// A Frame is one document of the page.
type Frame struct {
	ID       string // the frame's
	Document string // changes when the frame shows another document
	URL      string
	Parent   int   // the frame it stands in, -1 for the tab's own
	Allowed  bool  // an https document of a host that may be touched
	Saying   int64 // number by which the browser knows what it said, 0 if it does not
}

// A Ref names a node for as long as its document is shown.
type Ref struct {
	Frame    string // Frame.ID
	Document string // Frame.Document
	Node     int64  // the browser's number of the node, 0 in a page that was parsed from text
}

// A LayerKind is how a layer stands on what is behind it.
type LayerKind string

const (
	Document LayerKind = "document"
	Dialog   LayerKind = "dialog" // takes the person's attention: modal, sheet, drawer, or in front of a backdrop
	Menu     LayerKind = "menu"   // small, of choices
	Panel    LayerKind = "panel"  // beside or over the page without a backdrop: drawer, popover, side panel
	Toast    LayerKind = "toast"  // a message that asks nothing
	Banner   LayerKind = "banner" // fixed at an edge
)

// A Layer is something that lies in front of what is behind it.
type Layer struct {
	Kind   LayerKind
	Name   string // accessible name or its heading
	Modal  bool   // what is behind it cannot be reached
	Root   int    // index of its first node in Page.Nodes, -1 if it has none
	Box    Rect
	Saying int64  // number by which the browser knows what it said, 0 if it does not
	Why    string // how it was found: "top layer", "role dialog", "fixed, in front at 5 points"
}

// An Entry is one of several alike things in a list, grid or table.
type Entry struct {
	Layer  int
	Around int // the entry that it lies in, counted from 1; 0 for none
	Box    Rect
	Ref    Ref // of the element that is the entry, or its first of two
}

// An Element is a box of the page that holds nodes, or is one.
type Element struct {
	Parent int // index in Page.Tree, -1 for none
	Tag    string
	Node   int // index in Page.Nodes, -1 if it is none
	Box    Rect
	Ref    Ref
	Keys   []string // identifiers in its own attributes, which may be those of a thing; never in the text form
}

// A Picture is a square image, canvas or drawing of the size of a code to scan, whether it is a node or not.
type Picture struct {
	Ref   Ref
	Frame int    // index in Page.Frames
	Name  string // accessible name
	Hint  string // identifiers by its authors, and by those of the boxes right around it
	Box   Rect
}

// A Kind is what a person takes a node for.
type Kind string

const (
	Text     Kind = "text"
	Heading  Kind = "heading"
	Image    Kind = "image"
	Button   Kind = "button"
	Link     Kind = "link"
	Tab      Kind = "tab"
	MenuItem Kind = "menuitem"
	Switch   Kind = "switch"
	Checkbox Kind = "checkbox"
	Radio    Kind = "radio"
	Option   Kind = "option"
	Select   Kind = "select"
	Field    Kind = "field"    // takes text
	Password Kind = "password" // a field whose text is hidden
	Alert    Kind = "alert"    // a live region: what it holds was said to the person
	Progress Kind = "progress"
	Group    Kind = "group" // holds others: a form, list, dialog, region with a name
)

// Pressable reports whether a press on such a node does something.
func (k Kind) Pressable() bool {
	switch k {
	case Button, Link, Tab, MenuItem, Switch, Checkbox, Radio, Option, Select:
		return true
	}
	return false
}

// A Node is a control or a piece of text.
type Node struct {
	Ref    Ref
	Parent int // index of the nearest ancestor that is a node, -1 for none
	Frame  int // index in Page.Frames
	Layer  int // index in Page.Layers
	Entry  int // index in Page.Entries, -1 for none

	Kind        Kind
	Role        string // accessible role
	Name        string // accessible name: of a control its label
	Text        string // own text and that of descendants that are no nodes themselves
	Marked      string // the one part of the text that its markup sets apart: bold, italic, code; "" for none or several
	Description string // title, aria-description, the text of described-by
	Placeholder string
	Level       int    // of a heading, 1 to 6; 0 if not known
	Tag         string // "button", "div"
	Type        string // type of an input or button: "password", "submit"
	Hint        string // identifiers by their authors: id, name, autocomplete, test ids, icon classes; evidence in English whatever the page's language
	Href        string // where a link leads, "" for none; form action of a submit button
	Filled      bool   // a field holds something; what it holds is never read
	MaxLength   int    // of a field, 0 for none
	State       State
	Box         Rect // in CSS pixels of the tab's viewport

	Concealed bool     // shown to the eye, kept from assistive technology: aria-hidden
	Weak      bool     // pressable by a listener or cursor only
	For       []string // why it counts as pressable: "native", "role", "listener", "cursor"
	Against   []string // why it can't be pressed now: "disabled", "covered by …", "outside", "inert"
}

// State is what a control is set to.
type State struct {
	Disabled bool
	Checked  Tristate
	Expanded Tristate
	Selected bool
	Required bool
	Invalid  bool
	ReadOnly bool
	Focused  bool
	Popup    string // what it opens: "menu", "dialog", "listbox"; "" if it does not say
}

// Tristate is a state that a control may not have.
type Tristate int8

const (
	None Tristate = iota
	No
	Yes
	Mixed
)

// A Rect is a box in CSS pixels.
type Rect struct{ X, Y, Width, Height float64 }

// Label is what a person would call the node: its name, else its text, description or placeholder.
func (n Node) Label() string {
	for _, s := range []string{n.Name, n.Text, n.Description, n.Placeholder} {
		if s != "" {
			return s
		}
	}
	return ""
}

// InClosedList is in Against of the choices of a native list that is closed.
const InClosedList = "in a closed list"

// Ready reports whether the node can be pressed or filled now.
func (n Node) Ready() bool { return len(n.Against) == 0 && !n.State.Disabled }

// Within reports whether node i is ancestor or one of its descendants.
func (p Page) Within(i, ancestor int) bool {
	for ; i >= 0; i = p.Nodes[i].Parent {
		if i == ancestor {
			return true
		}
	}
	return false
}

// InLayer returns the indices of the nodes on the layer, in reading order.
func (p Page) InLayer(layer int) []int {
	return p.where(func(n Node) bool { return n.Layer == layer })
}

// InEntry returns the indices of the nodes of the entry and of entries in it, in reading order.
func (p Page) InEntry(entry int) []int {
	return p.where(func(n Node) bool { return p.EntryWithin(n.Entry, entry) })
}

// AloneInEntry reports whether a node is all that its entry holds, with what is in it, or stands in none.
func (p Page) AloneInEntry(i int) bool {
	entry := p.Nodes[i].Entry
	return entry < 0 || !slices.ContainsFunc(p.InEntry(entry), func(k int) bool { return k != i && p.Nodes[k].Kind != Group && !p.Within(k, i) })
}

// EntryWithin reports whether entry i is around or lies in it.
func (p Page) EntryWithin(i, around int) bool {
	for n := 0; i >= 0 && i < len(p.Entries) && n <= len(p.Entries); n++ {
		if i == around {
			return true
		}
		i = p.Entries[i].Around - 1
	}
	return i >= 0 && i == around // a page made by hand may list no entries
}

func (p Page) where(is func(Node) bool) []int {
	var found []int
	for i, n := range p.Nodes {
		if is(n) {
			found = append(found, i)
		}
	}
	return slices.Clip(found)
}
