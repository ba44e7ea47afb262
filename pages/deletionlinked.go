package pages

import (
	"fmt"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
)

// What a page of the deletion names besides the account: devices, and accounts of others.

// stillLinked is the name of the case of a page of the deletion that still names a device which this run has removed:
// it may have come back.
const stillLinked = "see that a device is still linked"

// mostLooks is how often the lists are read again for a device that the page of the deletion names.
const mostLooks = 2

// seeLinked sees that the page still names one of the account's own devices, before anything is ordered.
func (d *deletion) seeLinked(v flow.View) (flow.Match, bool) {
	if !d.run.deletion.order.since.IsZero() {
		return nowhere, false
	}
	for _, i := range d.read(v).matter {
		n := v.Page.Nodes[i]
		if !isText(n) || pressable(v.Page, i) {
			continue
		}
		for _, own := range d.run.known.own() {
			name := browser.Folded(own.Name) // "Phone" may be any
			if (strings.ContainsAny(name, "0123456789") || strings.Contains(name, " ")) && holdsWord(browser.Folded(n.Label()), name) {
				m := flow.Match{Node: i, Words: n.Label()}
				if d.trusts {
					m.Doubt = fmt.Sprintf("the page still names %s, which is in no list any more", quote(own.Name))
				}
				return m, true
			}
		}
	}
	return nowhere, false
}

// seeOthersAccounts sees that the page says that accounts of others are deleted too.
func (d *deletion) seeOthersAccounts(v flow.View) (flow.Match, bool) {
	p := d.read(v)
	for _, i := range p.matter {
		n := v.Page.Nodes[i]
		if p.about == "" && !p.control.Found() || !isText(n) || pressable(v.Page, i) {
			continue
		}
		if intent.TakesOthers(n.Label(), v.Page.Lang) {
			return flow.Match{Node: i, Words: n.Label(), Doubt: "other accounts than this one may be deleted with it: " + quote(shorten(n.Label(), 200))}, true
		}
	}
	return nowhere, false
}
