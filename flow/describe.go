package flow

import (
	"fmt"
	"strings"

	"miacct/snapshot"
)

// describe tells a person what a page shows: what lies in front or its heading, and its controls.
func describe(p snapshot.Page) string {
	front := len(p.Layers) - 1
	for i, l := range p.Layers {
		if l.Kind == snapshot.Dialog || l.Kind == snapshot.Panel || l.Kind == snapshot.Menu {
			front = i
			break
		}
	}
	if front < 0 {
		return "the page shows nothing"
	}
	title, controls, more := p.Title, []string(nil), 0
	headed := false
	for _, i := range p.InLayer(front) {
		n := p.Nodes[i]
		switch {
		case n.Kind == snapshot.Heading && !headed:
			title, headed = n.Label(), true
		case n.Kind.Pressable() && n.Label() != "":
			if len(controls) < 6 {
				controls = append(controls, "“"+cut(n.Label(), 40)+"”")
			} else {
				more++
			}
		}
	}
	if l := p.Layers[front]; l.Kind != snapshot.Document && l.Name != "" {
		title = l.Name
	}
	what := "the page shows “" + cut(title, 80) + "”"
	if kind := p.Layers[front].Kind; kind != snapshot.Document {
		what = fmt.Sprintf("the page shows a %s “%s”", kind, cut(title, 80))
		if title == "" {
			what = fmt.Sprintf("the page shows a %s without a title", kind)
		}
	}
	switch {
	case len(controls) == 0:
		return what + " and no controls"
	case more > 0:
		return fmt.Sprintf("%s with %s and %d more", what, strings.Join(controls, ", "), more)
	}
	return what + " with " + strings.Join(controls, ", ")
}

// cut shortens a text to n runes and puts it on one line.
func cut(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		s = strings.TrimSpace(string(r[:n-1])) + "…"
	}
	return s
}
