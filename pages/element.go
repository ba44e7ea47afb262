package pages

import (
	"slices"

	"miacct/browser"
)

// An Element is one control or sight of the site, as site.yaml describes it. It is a
// browser.Locator made of all its ways, best first, each with its word in all languages.
type Element struct {
	browser.Locator `yaml:"-"`

	Is   string `yaml:"is"`   // noun phrase with its article: "the turn-off button"
	By   []Way  `yaml:"by"`   // ways to find it, best first
	Seen string `yaml:"seen"` // where and when it was seen, and how sure that is
}

// A Way is one way to find an element: what is given must all match. Word, Text and Has
// name an entry of words; any of its words in any language will do.
type Way struct {
	Role string `yaml:"role"` // role in the accessibility tree
	Word string `yaml:"word"` // its accessible name, with Role
	Text string `yaml:"text"` // its own text, without Role
	Has  string `yaml:"has"`  // contained in its text
	CSS  string `yaml:"css"`  // selector
	URL  string `yaml:"url"`  // host and path of its document, * for any run of characters
}

// deviceName stands in a way for the name of the device that an element is looked for of.
const deviceName = "$device"

// Of narrows e to the one in r's row. Only so the ways count that look for the device's name.
func (e Element) Of(r browser.Row) browser.Locator {
	i := slices.IndexFunc(e.By, Way.wantsDevice)
	if i < 0 {
		return e.For(r)
	}
	return e.Locator.For(r)
}

func (w Way) wantsDevice() bool {
	return w.Word == deviceName || w.Text == deviceName || w.Has == deviceName
}
