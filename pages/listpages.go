package pages

import (
	"regexp"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// What brings more of a list: show more, the next page.

// pageNumbers are how a list that comes in pages says which one this is.
var pageNumbers = regexp.MustCompile(`^\D{0,12}?(\d+)\D{1,6}?(\d+)\D{0,12}$|^\d+$`)

// moreControl is what brings more of the list, behind its last entry: show more, or the next page. -1 if there is none.
func (m *myReading) moreControl(phrases []string) (control int, paged bool) {
	last := m.last()
	if last < 0 {
		return -1, false
	}
	layer, ended := m.Nodes[last].Layer, false
	var behind []int
	ofDevice := func(n snapshot.Node) bool {
		return n.Entry >= 0 && slices.ContainsFunc(m.known, func(e deviceEntry) bool { return e.Entry == n.Entry })
	}
	for i := last + 1; i < len(m.Nodes); i++ {
		n := m.Nodes[i]
		if !m.in[i] && !m.pager(i) || n.Layer != layer || ofDevice(n) && m.Entries[n.Entry].Around == 0 {
			continue
		}
		if n.Kind == snapshot.Heading {
			break // of something else
		}
		if at := pageNumbers.FindStringSubmatch(strings.TrimSpace(n.Label())); at != nil && !ofDevice(n) {
			paged, ended = true, ended || at[1] != "" && at[1] == at[2]
		}
		if n.Kind == snapshot.Button || n.Kind == snapshot.Link || n.Kind == snapshot.Tab {
			behind = append(behind, i)
		}
	}
	is := func(i int, verbs ...string) bool {
		n := m.Nodes[i]
		words := n
		words.Name, words.Text, words.Parent, words.Entry = strings.Join(strings.Fields(counted.ReplaceAllString(n.Label(), " ")), " "), "", -1, -1 // "Show 2 more"
		counts := snapshot.Page{Lang: m.Lang, Nodes: []snapshot.Node{words}}
		means := intent.Of(counts, 0)
		sure, _ := intent.Opener(counts, 0)
		return n.Ready() && !means.Negated && means.Topic == "" && len(means.Left) == 0 && sure > 0 &&
			slices.ContainsFunc(means.Verbs, func(v string) bool { return slices.Contains(verbs, v) })
	}
	if i := onlyOne(behind, func(i int) bool {
		return m.Nodes[i].Ready() && slices.ContainsFunc(phrases, func(w string) bool { return browser.Alike(m.Nodes[i].Label(), w) })
	}); i >= 0 {
		return i, false
	}
	if i := onlyOne(behind, func(i int) bool { return is(i, "show-more") }); i >= 0 {
		return i, false
	}
	if !paged || ended {
		return -1, paged
	}
	next := onlyOne(behind, func(i int) bool {
		n, means := m.Nodes[i], intent.Of(m.Page, i)
		if !n.Ready() || ofDevice(n) || means.Negated || means.Topic != "" {
			return false
		}
		label := strings.TrimSpace(n.Label())
		return slices.Contains(means.Verbs, "next") && len(means.Left) == 0 || label != "" && strings.Trim(label, "›»>▸▶→❯") == "" || m.turnsPages(i, means)
	})
	if i := besidesNumber(m.Page, 1); next < 0 && i > last && slices.Contains(behind, i) && m.Nodes[i].Ready() {
		next = i
	}
	return next, true
}

// otherTab is a tab that is called as devices are, beside the one that is shown, which is too, "My own devices (2)" beside
// "Family (1)", and was not opened yet; -1 if there is none.
func (m *myReading) otherTab(opened map[string]bool) int {
	about := []string{"device", "phone", "my-devices", "linked-devices", "all-devices", "other-devices", "family"}
	named := func(i int) bool {
		n := m.Nodes[i]
		label := strings.TrimSpace(counted.ReplaceAllString(n.Label(), " "))
		means := intent.OfText(snapshot.Tab, label, m.Lang)
		return n.Kind == snapshot.Tab && m.in[i] && n.Layer < len(m.Layers) && m.Layers[n.Layer].Kind == snapshot.Document && len(means.Objects) > 0 && len(means.Left) == 0 && !means.Negated && !slices.ContainsFunc(means.Objects, func(o string) bool {
			return !slices.Contains(about, o)
		}) && !slices.ContainsFunc(means.Verbs, func(v string) bool { return v != "show-more" })
	}
	shown := false // of such tabs
	for i, n := range m.Nodes {
		shown = shown || n.State.Selected && named(i)
	}
	for i, n := range m.Nodes {
		if shown && n.Kind == snapshot.Tab && !n.State.Selected && n.Ready() && !opened[n.Label()] && named(i) {
			return i
		}
	}
	return -1
}

// pager reports whether node i lies in the navigation of a list that comes in pages: it is called by their numbers.
func (m *myReading) pager(i int) bool {
	for up := m.Nodes[i].Parent; up >= 0; up = m.Nodes[up].Parent {
		if m.Nodes[up].Role == "navigation" {
			return slices.ContainsFunc(within(m.Page, up), func(k int) bool { return pageNumbers.MatchString(strings.TrimSpace(m.Nodes[k].Label())) })
		}
	}
	return false
}

// counted is a number in a label: how much more there is.
var counted = regexp.MustCompile(`\(?\d+\)?`)

// turnsPages reports whether control i stands right behind the number of the page, which has another control
// before it, and says nothing that is understood otherwise.
func (m *myReading) turnsPages(i int, means intent.Meaning) bool {
	if i < 2 || slices.ContainsFunc(means.Verbs, func(v string) bool { return v != "next" && v != "more" && v != "open" && v != "continue" }) || len(means.Objects) > 0 && means.Context == "" {
		return false
	}
	number, before := m.Nodes[i-1], m.Nodes[i-2]
	at := pageNumbers.FindStringSubmatch(strings.TrimSpace(number.Label()))
	return isText(number) && at != nil && at[1] != "" && at[1] != "0" && before.Kind == m.Nodes[i].Kind && before.Parent == m.Nodes[i].Parent
}
