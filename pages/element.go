package pages

import (
	"slices"
	"strings"

	"miacct/browser"
)

// An Element is one control or sight of the site, as site.yaml describes it. It is a
// browser.Locator made of all its ways, best first, each with its word in all languages.
type Element struct {
	browser.Locator `yaml:"-"`

	Is   string `yaml:"is"`   // noun phrase with its article: "the turn-off button"
	By   []Way  `yaml:"by"`   // ways to find it, best first
	Seen string `yaml:"seen"` // where and when it was seen, and how sure that is

	ways []browser.Way // of By, in its order; those for a device's name still lack it
}

// A Way is one way to find an element: what is given must all match. Word, Text and Has
// name an entry of words; any of its wordings in any language will do. They may be $device
// instead: the name of the device whose element is looked for, see Element.Of.
type Way struct {
	Role string `yaml:"role"` // role in the accessibility tree
	Word string `yaml:"word"` // its accessible name, with Role
	Text string `yaml:"text"` // its own text, without Role; it may end with a full stop more
	Has  string `yaml:"has"`  // contained in its text; with Role, in its name
	CSS  string `yaml:"css"`  // selector
	URL  string `yaml:"url"`  // host and path of its document, * for any run of characters
}

const deviceName = "$device"

// Of is the locator of the element of the device that r tells from the others. Only so
// the ways count that look for the device's name.
func (e Element) Of(r browser.Row) browser.Locator {
	return browser.Find(e.Is, e.waysOf(r)...).For(r)
}

func (e Element) waysOf(r browser.Row) []browser.Way {
	ways := slices.Clone(e.ways)
	for i, w := range e.By {
		if w.Word == deviceName || w.Text == deviceName {
			ways[i].Words = []string{r.Name}
		}
		if w.Has == deviceName {
			ways[i].Has = []string{r.Name}
		}
	}
	return ways
}

// phrases are the words that e was seen to be called by.
func (e Element) phrases() (all []string) {
	for _, w := range e.ways {
		all = append(all, w.Words...)
	}
	return all
}

// in reports whether text has the words of one of the ways to find e.
func (e Element) in(text string) bool {
	f := browser.Folded(text)
	return slices.ContainsFunc(e.ways, func(w browser.Way) bool {
		return slices.ContainsFunc(w.Words, func(s string) bool { return browser.Folded(s) == f }) ||
			slices.ContainsFunc(w.Has, func(s string) bool { return strings.Contains(f, browser.Folded(s)) })
	})
}

// resolve makes e's locator of its ways and words.
func (e *Element) resolve(words Words) {
	e.ways = nil
	var plain []browser.Way
	for _, w := range e.By {
		b := browser.Way{Role: w.Role, CSS: w.CSS, URL: w.URL, Words: words.exact(w.Word), Has: words.parts(w.Has)}
		if w.Text != "" {
			b.Words = words.sentences(w.Text)
		}
		e.ways = append(e.ways, b)
		if !w.wantsDevice() {
			plain = append(plain, b)
		}
	}
	e.Locator = browser.Find(e.Is, plain...)
}

func (w Way) wantsDevice() bool {
	return w.Word == deviceName || w.Text == deviceName || w.Has == deviceName
}

// roles are the roles of Chrome's accessibility tree that controls and sights have, and
// whether their text is their name: an alert or a dialog has a name only if it is given one.
var roles = map[string]bool{
	"alert": false, "alertdialog": false, "article": false, "button": true, "cell": true,
	"checkbox": true, "combobox": false, "dialog": false, "form": false, "grid": false,
	"gridcell": true, "group": false, "heading": true, "img": true, "link": true,
	"list": false, "listbox": false, "listitem": false, "main": false, "menu": false,
	"menuitem": true, "menuitemcheckbox": true, "menuitemradio": true, "navigation": false,
	"option": true, "progressbar": false, "radio": true, "region": false, "row": true,
	"searchbox": true, "status": false, "switch": true, "tab": true, "tabpanel": false,
	"textbox": true, "treeitem": true,
}
