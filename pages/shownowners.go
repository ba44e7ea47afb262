package pages

import (
	"slices"
	"strings"

	"miacct/intent"
	"miacct/trail"
)

// Whose the devices of a list are, by where they stand and what stands beside them.

// owners adds the names that stand in a column of owners, but those that the account's page bears: such a name proves
// nothing, and another tells that a device may be another's.
func (m *deviceMatter) owners(ds devices, words Words, isNamed func(string) bool) {
	places, which := m.named(ds.names())
	for k, e := range places {
		d := &ds[which[k]]
		for _, i := range e.Nodes {
			name := strings.TrimSpace(m.Nodes[i].Label())
			if i == e.At || !isText(m.Nodes[i]) || name == "" || isNamed(name) || words.yours([]string{name}) != "" || ds.only(d.Name) < 0 || d.Owner != "" ||
				!slices.ContainsFunc(m.Captions(i), func(c string) bool { return intent.IsOwnerHeading(c, m.Lang) }) {
				continue
			}
			d.Owner = trail.Clean(name)
			d.Ownership = d.Ownership.with(Claim{Source: "the name of its owner, " + quote(d.Owner), Owner: d.Owner})
		}
	}
}

// sections adds that a device stands below a heading of the account's own devices, on a page that keeps
// those of others below another heading. Where a page has no such second heading, or a device is below
// both, its place says nothing. families are the headings that were seen to be those of others' devices; it adds to them.
func (m *deviceMatter) sections(ds devices, words Words, page string, families map[string]bool) {
	others := func(heading string) bool {
		r := intent.Sentence(heading, m.Lang)
		said, _ := words.another([]string{heading}, "", ds.members())
		return said != "" || r.Says == intent.SaysTopic
	}
	places, which := m.named(ds.names())
	below, apart := map[int][]string{}, false
	family, ours := map[int]string{}, false // headings of others' devices, and whether others stand below headings of their own
	for k, e := range places {
		texts := e.texts(m.Page)
		foreign, _ := words.another(texts, ds[which[k]].Name, ds.members())
		if said := words.yours(texts); said != "" && ds.only(ds[which[k]].Name) >= 0 && foreign == "" {
			d := &ds[which[k]]
			d.Ownership = d.Ownership.with(Claim{Source: page + " with the words " + quote(said), Own: true, Words: true})
		}
		h := m.headingNode(e.At)
		if h < 0 {
			below[which[k]] = append(below[which[k]], "")
			continue
		}
		label := m.Nodes[h].Label()
		if others(label) {
			apart, family[which[k]] = true, label
			label = ""
		} else if !slices.Contains(intent.Of(m.Page, h).Objects, "my-devices") || len(intent.Of(m.Page, h).Left) > 0 {
			label = ""
		}
		ours = ours || family[which[k]] == "" && h >= 0
		below[which[k]] = append(below[which[k]], label)
	}
	for i := range ds {
		if said := family[i]; said != "" && (ours || families[said]) && ds.only(ds[i].Name) >= 0 {
			families[said] = true // also once none of the account's own devices is left
			ds[i].Ownership = ds[i].Ownership.with(Claim{Source: page + " with the heading " + quote(said), Words: true})
		}
		if !apart || len(below[i]) == 0 || slices.Contains(below[i], "") || ds.only(ds[i].Name) < 0 {
			continue
		}
		ds[i].Ownership = ds[i].Ownership.with(Claim{Source: "its place below " + quote(below[i][0]) + " in " + page, Own: true})
	}
}
