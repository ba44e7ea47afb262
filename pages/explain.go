package pages

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// aName stands in a redacted page for the name of a device.
const aName = "<name>"

// A wanted is something that a run looks for on pages.
type wanted struct {
	what   string
	target intent.Target
	means  []string // meanings that a word may have that the page uses for it; the usual one first
}

// wanteds are what a run looks for, in its order.
var wanteds = []wanted{
	{"sign in", intent.Target{Do: intent.SignIn}, []string{"sign-in"}},
	{"turn off Find Device", intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, Item: aName}, []string{"turn-off", "find-device"}},
	{"remove a device", intent.Target{Do: intent.Delete, Of: intent.Device, Item: aName}, []string{"remove", "delete", "unlink", "device"}},
	{"delete the account", intent.Target{Do: intent.Delete, Of: intent.Account}, []string{"delete", "close-account", "account"}},
}

// find looks for w: everywhere, or in each entry of a list by itself.
func (s *Site) find(p snapshot.Page, w wanted) (found []int, best intent.Match) {
	t := w.target
	if t.Of == intent.Account {
		m := readDeletionPage(p, matterIn(p), t, s.At.Deletion, s.Words.exact("start-deleting")).control
		return nodesOf(m), m
	}
	scopes := []intent.Scope{{}}
	if t.Of == intent.Device {
		for e := range p.Entries {
			scopes = append(scopes, intent.InEntry(e))
		}
	}
	for i, scope := range scopes {
		t.In = scope
		m := intent.Find(p, t)
		if i == 0 || m.Found() && !best.Found() {
			best = m
		}
		for _, n := range nodesOf(m) {
			if !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
	}
	return found, best
}

func nodesOf(m intent.Match) []int {
	if m.Found() {
		return []int{m.Node}
	}
	return nil
}

// Explain writes what a run would take each control of a page for, and why. text is the page as
// the record keeps it.
func (s *Site) Explain(w io.Writer, text string) error {
	p, err := readSurvey(text)
	if err != nil {
		return err
	}
	e := &explainer{site: s, page: p, by: map[int]string{}}
	fmt.Fprintf(&e.b, "%s %s\n", p.URL, quote(p.Title))
	fmt.Fprintf(&e.b, "Language %s, %d controls and texts, %d entries of lists, in front: %s\n\n", cmp.Or(p.Lang, "not said"), len(p.Nodes), len(p.Entries), frontOf(p))
	e.targets()
	e.prompts()
	e.controls()
	_, err = io.WriteString(w, e.b.String())
	return err
}

// readSurvey reads a page that somebody sent in: what it says may be anything, and is shown on a
// terminal and in a description.
func readSurvey(text string) (snapshot.Page, error) {
	p, err := snapshot.Parse(text)
	line := func(s string) string { return trail.Clean(strings.Join(strings.Fields(s), " ")) }
	p = p.Map(line, line)
	p.Lang = line(p.Lang)
	for i := range p.Nodes {
		p.Nodes[i].Role, p.Nodes[i].Tag, p.Nodes[i].Type = line(p.Nodes[i].Role), line(p.Nodes[i].Tag), line(p.Nodes[i].Type)
	}
	if err == nil && len(p.Nodes) == 0 {
		err = fmt.Errorf("it holds no control and no text")
	}
	return p, err
}

func frontOf(p snapshot.Page) string {
	for _, l := range p.Layers {
		if l.Kind != snapshot.Document {
			return "a " + string(l.Kind) + " " + quote(l.Name)
		}
	}
	return "nothing"
}

type explainer struct {
	site *Site
	page snapshot.Page
	b    strings.Builder
	by   map[int]string // what each control is taken for
}

func (e *explainer) name(i int) string { return controlName(e.page, i) }

// controlName is what a person would call a control.
func controlName(p snapshot.Page, i int) string {
	n := p.Nodes[i]
	label := n.Label()
	if label == "" {
		label = "without words"
		if n.Hint != "" {
			label += ", known to its authors as " + n.Hint
		}
		return string(n.Kind) + " " + label
	}
	return string(n.Kind) + " " + quote(label)
}

func (e *explainer) targets() {
	e.b.WriteString("What a run looks for:\n")
	for _, w := range wanteds {
		found, m := e.site.find(e.page, w)
		fmt.Fprintf(&e.b, "  %s: ", w.what)
		for k, i := range found {
			if k > 0 {
				e.b.WriteString("; ")
			}
			e.by[i] = w.what
			e.b.WriteString("the " + e.name(i))
		}
		switch {
		case len(found) > 0:
			fmt.Fprintf(&e.b, " (%s)\n", strings.Join(m.Because, "; "))
		default:
			fmt.Fprintf(&e.b, "not on this page: %s\n", m.Reason)
			for _, c := range m.Nearest {
				if c.Against != "" && c.Against != m.Reason {
					fmt.Fprintf(&e.b, "    not the %s: %s\n", e.name(c.Node), c.Against)
				}
			}
		}
	}
}

// prompts tells of what lies in front what it would be taken for, had it answered a press.
func (e *explainer) prompts() {
	for l, layer := range e.page.Layers {
		if layer.Kind != snapshot.Dialog && layer.Kind != snapshot.Panel {
			continue
		}
		fmt.Fprintf(&e.b, "\nThe %s %s, as the answer to a press on the control that would\n", layer.Kind, quote(layer.Name))
		for _, w := range wanteds[1:] {
			p := intent.ReadPrompt(e.page, l, w.target)
			fmt.Fprintf(&e.b, "  %s: ", w.what)
			ok, why := p.Answerable()
			if !ok {
				fmt.Fprintf(&e.b, "not answered: %s\n", why)
				for _, o := range p.Others {
					fmt.Fprintf(&e.b, "    the %s: %s\n", e.name(o.Node), o.Why)
				}
				continue
			}
			fmt.Fprintf(&e.b, "yes is the %s", e.name(p.Yes))
			for _, part := range []struct {
				what string
				node int
			}{{"no", p.No}, {"the password goes into", p.Password}, {"the code goes into", p.Code}} {
				if part.node >= 0 {
					fmt.Fprintf(&e.b, "; %s: the %s", part.what, e.name(part.node))
				}
			}
			e.b.WriteString("\n")
		}
	}
}

func (e *explainer) controls() {
	e.b.WriteString("\nControls:\n")
	for i, n := range e.page.Nodes {
		field := n.Kind == snapshot.Field || n.Kind == snapshot.Password
		if !n.Kind.Pressable() && !n.Weak && !field {
			continue
		}
		fmt.Fprintf(&e.b, "  %s", e.name(i))
		if n.Entry >= 0 {
			fmt.Fprintf(&e.b, ", entry %d", n.Entry+1)
		}
		if l := e.page.Layers; n.Layer < len(l) && l[n.Layer].Kind != snapshot.Document {
			fmt.Fprintf(&e.b, ", in the %s", l[n.Layer].Kind)
		}
		if !n.Ready() {
			fmt.Fprintf(&e.b, ", cannot be pressed now (%s)", strings.Join(append(n.Against, flagged(n.State.Disabled, "disabled")...), ", "))
		}
		e.b.WriteString(": " + e.meaning(i, field) + "\n")
	}
}

func (e *explainer) meaning(i int, field bool) string {
	if field {
		kind, why := intent.Field(e.page, i)
		return strings.TrimSuffix("a field for "+cmp.Or(string(kind), "something not known")+", "+why, ", ")
	}
	if what := e.by[i]; what != "" {
		return "taken for the control to " + what
	}
	m := intent.Of(e.page, i)
	var parts []string
	if len(m.Verbs) > 0 {
		parts = append(parts, "means "+strings.Join(m.Verbs, "/"))
	}
	if len(m.Objects) > 0 {
		about := "about " + strings.Join(m.Objects, "/")
		if m.Context != "" {
			about += " by its " + m.Context
		}
		parts = append(parts, about)
	}
	for _, f := range []struct {
		is   bool
		says string
	}{{m.Negated, "says not to"}, {m.Exception, "makes an exception"}, {m.Topic != "", "is about " + m.Topic + ", which is left alone"}, {m.Question, "asks"}} {
		if f.is {
			parts = append(parts, f.says)
		}
	}
	if len(m.Left) > 0 {
		parts = append(parts, "not understood: "+quote(strings.Join(m.Left, " ")))
	}
	if sure, why := intent.Opener(e.page, i); sure > 0 {
		parts = append(parts, "may be opened to look further: "+why)
	}
	if len(parts) == 0 {
		return "no words of what is looked for"
	}
	return strings.Join(parts, "; ")
}
