package intent

import (
	"slices"
	"strings"
	"unicode"

	"miacct/snapshot"
)

// What a control is called where it says more than its name: the title of a row, the first of two lines.

// Title is what a control is called: its title, see titled, or the only words in it, without the arrow at an end and
// the number of what it leads to.
func Title(page snapshot.Page, node int) string {
	title := newReader(page, names{}).titled(node, true)
	for k := node + 1; title == "" && k < len(page.Nodes) && page.Within(k, node); k++ {
		if n := page.Nodes[k]; n.Kind == snapshot.Text && strings.ContainsFunc(n.Label(), unicode.IsLetter) {
			title = n.Label()
		}
	}
	if title == "" {
		title = page.Nodes[node].Label()
	}
	return strings.Trim(title, chevrons+"‹«<← ")
}

// titled is the title of a row or card that can be pressed as a whole: the heading in it, or its first line where the
// lines below only describe; of what only opens they may name others too. It is "" if it has none or several.
func (r *reader) titled(i int, opens bool) string {
	title := ""
	var lines []int
	for k := i + 1; k < len(r.page.Nodes) && r.page.Within(k, i); k++ {
		switch n := r.page.Nodes[k]; {
		case n.Kind == snapshot.Heading:
			if title != "" {
				return ""
			}
			title = n.Label()
		case n.Kind == snapshot.Text && strings.ContainsFunc(n.Label(), unicode.IsLetter):
			lines = append(lines, k)
		case pressable(n), n.Kind == snapshot.Field, n.Kind == snapshot.Password:
			lines = append(lines, -1)
		}
	}
	if title == "" && len(lines) == 0 {
		return r.firstLine(i)
	}
	if title != "" || len(lines) < 2 || slices.Contains(lines, -1) {
		return title
	}
	first := r.page.Nodes[lines[0]]
	for _, k := range lines[1:] {
		n := r.page.Nodes[k]
		height := first.Box.Height * 0.6
		if r.page.Within(k, lines[0]) { // the box of the first line holds the lines below too
			height = first.Box.Height * 0.4
		}
		if c := r.read(n.Label()); n.Box.Y < first.Box.Y+height || first.Box.Height <= 0 || !opens && (c.has(topic) || c.has(sign, "exception") || c.has(object, "other-item", "family", "child", "everyone", "all-devices", "other-devices") || c.has(modifier, "all", "other") && c.has(object, deviceWords...)) {
			return ""
		}
	}
	return first.Label()
}

// firstLine is the first of two texts beside a switch or box that are its label together: what it is, and what that
// does. It is "" if there are no such texts.
func (r *reader) firstLine(i int) string {
	n := r.page.Nodes[i]
	if n.Kind != snapshot.Switch && n.Kind != snapshot.Checkbox || n.Name == "" {
		return ""
	}
	for _, first := range r.page.Nodes {
		title := strings.TrimSpace(first.Text)
		rest, ok := strings.CutPrefix(n.Name, title+" ")
		if first.Kind != snapshot.Text || title == "" || !ok {
			continue
		}
		for _, below := range r.page.Nodes {
			if below.Kind == snapshot.Text && strings.TrimSpace(below.Text) == strings.TrimSpace(rest) && below.Box.Y >= first.Box.Y {
				return title
			}
		}
	}
	return ""
}
