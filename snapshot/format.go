package snapshot

import (
	"fmt"
	"strconv"
	"strings"
)

// FormatOptions say what the text form of a page holds.
type FormatOptions struct {
	Clear bool     // what is personal too; without it the text is redacted
	Names []string // to redact besides mail addresses, phone numbers and long numbers
	Boxes bool     // where everything stands
}

// String is the page as text: one line each for the page, its frames, layers and entries, then
// one for each node, indented below the node it is in. It is redacted and without boxes.
func (p Page) String() string { return p.Format(FormatOptions{}) }

// Format is the page as text that Parse reads. What is as it mostly is, is left out. Refs and
// the tree of boxes are never in it.
func (p Page) Format(o FormatOptions) string {
	if !o.Clear {
		p = p.Redacted(o.Names...)
	}
	w := &writer{boxes: o.Boxes}
	w.start("", "page", p.URL)
	w.words("title", p.Title)
	w.words("lang", p.Lang)
	w.flag("busy", p.Busy)
	w.words("partial", p.Partial)
	for _, f := range p.Frames {
		w.start("", "frame", f.URL)
		w.number("parent", f.Parent, -1)
		w.flag("allowed", f.Allowed)
	}
	for _, l := range p.Layers {
		w.start("", "layer", "")
		w.b.WriteString(" " + strconv.Quote(string(l.Kind)))
		w.words("name", l.Name)
		w.flag("modal", l.Modal)
		w.number("root", l.Root, -1)
		w.words("why", l.Why)
		w.box(l.Box)
	}
	for _, e := range p.Entries {
		w.start("", "entry", "")
		w.number("layer", e.Layer, 0)
		w.number("around", e.Around, 0)
		w.box(e.Box)
	}
	depth := make([]int, len(p.Nodes))
	var last []int // the last node of each depth
	for i, n := range p.Nodes {
		up := n.Parent
		if up < 0 || up >= i {
			up = -1
		}
		if up >= 0 {
			depth[i] = depth[up] + 1
		}
		given := up // the parent that the indentation says
		if d := depth[i]; d > len(last) {
			given = -2
		} else if d > 0 {
			given = last[d-1]
		}
		if given != up { // only in a page that is not in reading order
			depth[i], given = 0, -1
		}
		last = append(last[:depth[i]], i)
		w.node(p, i, strings.Repeat("  ", depth[i]))
		if given != up {
			w.number("parent", up, given)
		}
	}
	w.b.WriteString("\n")
	return strings.TrimPrefix(w.b.String(), "\n")
}

type writer struct {
	b     strings.Builder
	boxes bool
}

func (w *writer) start(indent, kind, words string) {
	w.b.WriteString("\n" + indent + kind)
	if words != "" {
		w.b.WriteString(" " + strconv.Quote(words))
	}
}

func (w *writer) words(key, s string) {
	if s != "" {
		w.b.WriteString(" " + key + "=" + strconv.Quote(s))
	}
}

func (w *writer) flag(key string, is bool) {
	if is {
		w.b.WriteString(" " + key)
	}
}

func (w *writer) number(key string, n, usual int) {
	if n != usual {
		fmt.Fprintf(&w.b, " %s=%d", key, n)
	}
}

// tristates are the names of the states.
var tristates = []string{None: "none", No: "no", Yes: "yes", Mixed: "mixed"}

func (w *writer) state(key string, t Tristate) {
	if t > None && int(t) < len(tristates) {
		w.b.WriteString(" " + key + "=" + tristates[t])
	}
}

func (w *writer) box(r Rect) {
	if w.boxes && r != (Rect{}) {
		f := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
		w.b.WriteString(" box=" + f(r.X) + "," + f(r.Y) + "," + f(r.Width) + "," + f(r.Height))
	}
}

// says is where the words of such a node mostly stand, and what its other words mostly are.
func (n Node) says() (words string, otherIs string) {
	switch {
	case n.Kind == Text || n.Kind == Alert:
		return n.Text, ""
	case n.Kind.Pressable() && n.Kind != Select && n.Kind != Option:
		return n.Name, n.Name
	}
	return n.Name, ""
}

// inherited are the frame, layer and entry of a node if nothing else is said.
func (p Page) inherited(parent int) (frame, layer, entry int) {
	if parent < 0 || parent >= len(p.Nodes) {
		return 0, max(len(p.Layers)-1, 0), -1
	}
	n := p.Nodes[parent]
	return n.Frame, n.Layer, n.Entry
}

func (w *writer) node(p Page, i int, indent string) {
	n := p.Nodes[i]
	words, other := n.says()
	w.start(indent, "- "+string(n.Kind), words)
	if n.Kind == Text || n.Kind == Alert {
		w.words("name", n.Name)
	} else if n.Text != other {
		w.b.WriteString(" text=" + strconv.Quote(n.Text))
	}
	if n.Parent >= i {
		n.Parent = -1
	}
	frame, layer, entry := p.inherited(n.Parent)
	w.number("frame", n.Frame, frame)
	w.number("layer", n.Layer, layer)
	w.number("entry", n.Entry, entry)
	w.words("role", n.Role)
	w.words("marked", n.Marked)
	w.words("description", n.Description)
	w.words("placeholder", n.Placeholder)
	w.number("level", n.Level, 0)
	w.words("tag", n.Tag)
	w.words("type", n.Type)
	w.words("hint", n.Hint)
	w.words("href", n.Href)
	w.flag("filled", n.Filled)
	w.number("maxlength", n.MaxLength, 0)
	for _, f := range n.State.flags() {
		w.flag(f.key, *f.is)
	}
	w.state("checked", n.State.Checked)
	w.state("expanded", n.State.Expanded)
	w.words("popup", n.State.Popup)
	w.flag("weak", n.Weak)
	w.flag("concealed", n.Concealed)
	for _, s := range n.For {
		w.b.WriteString(" for=" + strconv.Quote(s))
	}
	for _, s := range n.Against {
		w.b.WriteString(" against=" + strconv.Quote(s))
	}
	w.box(n.Box)
}

type flag struct {
	key string
	is  *bool
}

func (s *State) flags() []flag {
	return []flag{{"disabled", &s.Disabled}, {"selected", &s.Selected}, {"required", &s.Required},
		{"invalid", &s.Invalid}, {"readonly", &s.ReadOnly}, {"focused", &s.Focused}}
}
