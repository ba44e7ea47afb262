package intent

import (
	"fmt"
	"slices"
	"strings"

	"miacct/snapshot"
)

// A question for reasons, however its choices are drawn.

// neutral tells how much of a label says that a reason is another one, or is not told.
func (c clause) neutral() float64 {
	said := 0
	for _, t := range c.tokens {
		if t.is(state, "reason-other") {
			said += len(strings.Fields(t.text)) + 1
		} else if t.is(verb) || t.is(object) && !t.is(object, "reason") {
			return 0
		}
	}
	if said == 0 || len(c.over) > 1 {
		return 0
	}
	return float64(said) / float64(said+3*len(c.over))
}

// asksWhy reports whether what stands right before a choice asks for a reason.
func (r *reader) asksWhy(choice int) bool {
	p := r.page
	for i := p.Nodes[choice].Parent; i >= 0; i = p.Nodes[i].Parent {
		if r.read(p.Nodes[i].Name).has(object, "reason") {
			return true
		}
	}
	for i, n := choice-1, 0; i >= 0 && n < 3 && p.Nodes[i].Layer == p.Nodes[choice].Layer; i-- {
		if k := p.Nodes[i].Kind; k != snapshot.Text && k != snapshot.Heading && k != snapshot.Group {
			continue
		}
		if r.read(p.Nodes[i].Label()).has(object, "reason") {
			return true
		}
		n++
	}
	return false
}

// A reasonList is a list of reasons to choose from that is drawn: a control that shows it, and its choices where it
// is open.
type reasonList struct {
	head    int // -1 if there is none
	choices []int
	given   bool // the control shows a choice
}

func (l reasonList) holds(i int) bool { return i == l.head || slices.Contains(l.choices, i) }

// covers reports whether node i is a part of the list.
func (l reasonList) covers(p snapshot.Page, i int) bool {
	return l.head >= 0 && p.Within(i, l.head) || slices.ContainsFunc(l.choices, func(k int) bool { return k == i || p.Within(i, k) })
}

// reasons finds the list of reasons among nodes. Its choices may lie in a menu in front of them.
func (r *reader) reasons(nodes []int) reasonList {
	l := reasonList{head: -1}
	layer := 0
	for _, i := range nodes {
		n := r.page.Nodes[i]
		layer = n.Layer
		if !pressable(n) || n.Kind == snapshot.Option || l.head >= 0 {
			continue
		}
		lines := r.lines(i)
		label := n.Label()
		if len(lines) > fewestChips {
			label = r.page.Nodes[lines[0]].Label()
		}
		c := r.read(strings.TrimRight(label, chevrons+"▾▼⌄﹀∨˅▿🞃 "))
		opens := ClosedList(n) || n.State.Expanded == snapshot.Yes || len(lines) > fewestChips
		switch {
		case opens && c.has(object, "reason") && !c.alters():
			l.head = i
			if len(lines) > fewestChips {
				l.choices = lines[1:]
			}
		case opens && c.neutral() > 0 && r.asksWhy(i):
			l.head, l.given = i, true
		}
	}
	for front := range layer {
		if k := r.page.Layers[front].Kind; l.head < 0 || k != snapshot.Menu && k != snapshot.Panel {
			continue
		}
		for _, i := range r.page.InLayer(front) {
			if n := r.page.Nodes[i]; pressable(n) && n.Ready() {
				l.choices = append(l.choices, i)
			}
		}
	}
	if len(l.choices) < fewestChips {
		l.choices = r.chips(slices.DeleteFunc(slices.Clone(nodes), func(i int) bool { return i == l.head }))
	}
	return l
}

// lines are the texts in a control, if they stand below each other: a list of choices that it shows.
func (r *reader) lines(i int) (all []int) {
	for k := i + 1; k < len(r.page.Nodes) && r.page.Within(k, i); k++ {
		n := r.page.Nodes[k]
		if pressable(n) {
			return nil
		}
		if n.Kind != snapshot.Text || n.Label() == "" {
			continue
		}
		if len(all) > 0 && n.Box.Y < r.page.Nodes[all[len(all)-1]].Box.Y+r.page.Nodes[all[len(all)-1]].Box.Height*0.8 {
			return nil
		}
		all = append(all, k)
	}
	return all
}

// reason finds the neutral answer to a question for reasons.
func (r *reader) reason(p *Prompt, radios []int, after Target) {
	if len(radios) == 0 {
		return
	}
	if len(radios) == 1 && r.page.Nodes[radios[0]].Kind == snapshot.Select {
		i := radios[0]
		c := r.read(r.page.Nodes[i].Label())
		if c.has(object, "reason") || c.has(state, "reason-other") || strings.Contains(hinted(r.page.Nodes[i].Hint), "reason") || r.asksWhy(i) {
			p.Reason = i
			return
		}
		p.Others = append(p.Others, Other{i, fmt.Sprintf("the choice %q is not understood", r.page.Nodes[i].Label())})
		return
	}
	if p.Affirm = r.affirms(p, radios, after); p.Affirm >= 0 {
		return
	}
	best := 0.0
	for k, i := range radios {
		c := r.read(r.page.Nodes[i].Label())
		sure := c.neutral()
		if sure == 0 && k == len(radios)-1 && k > 1 && c.has(polarity, "negation") && !c.has(object) && !c.has(verb) {
			sure = 0.3 // the last of several, "I do not care to tell"
		}
		if sure > best {
			best, p.Reason = sure, i
		}
	}
	if p.Reason < 0 && len(radios) > 2 && r.asksWhy(radios[0]) { // the last is "other" nearly everywhere, and it is no more than an opinion
		p.Reason = radios[len(radios)-1]
	}
	if p.Reason < 0 && after.Of == Account {
		p.Reason = r.unused(radios)
	}
	if lasting := r.lasting(radios, after); p.Reason < 0 && lasting >= 0 {
		p.Lasting = lasting
		return
	}
	if p.Reason < 0 {
		p.Others = append(p.Others, Other{radios[0], fmt.Sprintf("a choice without a neutral answer: %q", r.page.Nodes[radios[0]].Label())})
	}
}

// affirms is the yes of two choices by which a prompt's question, which asks for the target, is answered: "Remove Mi 9 from your
// account?", "Yes", "No". It is -1 if they are no such choices.
func (r *reader) affirms(p *Prompt, choices []int, after Target) int {
	rl, _ := ruleOf(after)
	if len(choices) != 2 || p.About != AboutSame || !p.asksVerb || len(p.refusingQuestions)+len(p.unread) > 0 {
		return -1
	}
	yes, no := -1, -1
	for _, i := range choices {
		c := r.read(r.page.Nodes[i].Label())
		switch denies := c.has(polarity, "no", "negation"); {
		case denies && !c.has(polarity, "yes"):
			no = i
		case !denies && c.has(polarity, "yes") && len(c.over) == 0 && !c.ask:
			c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return t.is(polarity, "yes") })
			if !c.has(verb) || fit(c, rl).against == "" {
				yes = i
			}
		}
	}
	if no < 0 {
		return -1
	}
	return yes
}

// unused is the one of several choices that says that one does not use it any more, which is so of whoever leaves, where the
// others do nothing either. It is -1 if there is none.
func (r *reader) unused(choices []int) int {
	found := -1
	for _, i := range choices {
		c := r.read(r.page.Nodes[i].Label())
		acts := slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(verb) && !t.is(verb, "unlink") && !t.is(filler) && !t.is(object) })
		says := slices.ContainsFunc(c.tokens, func(t token) bool { return !t.is(verb, "unlink") && !t.is(filler) && !t.is(polarity, "negation", "no") })
		switch unlinks := c.has(verb, "unlink"); {
		case c.ask, acts, unlinks && (says || len(c.over) > 0), unlinks && found >= 0, len(choices) < 2:
			return -1
		case unlinks:
			found = i
		}
	}
	return found
}

// lasting is the one of several choices of how long that is for good, or says the target and no time, where each of the
// others is for a time. It is -1 if they are no such choices.
func (r *reader) lasting(choices []int, after Target) int {
	rl, _ := ruleOf(after)
	found, timed := -1, 0
	for _, i := range choices {
		label := r.page.Nodes[i].Label()
		c := r.read(label)
		forTime := c.has(state, "days") || number.MatchString(label) || c.has(verb, "not-now") // "until tomorrow" is in some languages one word with it
		forGood := c.has(polarity, "permanently") && !c.has(polarity, "negation", "no") && !c.has(state, "days")
		whole := fit(c, rl)
		says := whole.against == "" && (whole.verb || whole.whole) || after.Of == FindDevice && c.has(verb, "turn-off", "disable") && !c.has(polarity, "negation", "no") && !c.has(verb, "erase", "delete", "lock", "remove")
		switch {
		case forGood, !forTime && says:
			if found >= 0 {
				return -1
			}
			found = i
		case forTime:
			timed++
		default:
			return -1
		}
	}
	if found >= 0 && timed == 0 && len(choices) > 1 {
		return -1
	}
	return found
}

// fewestChips is how many reasons a page offers at least.
const fewestChips = 3

// chips are reasons to choose from that are drawn as boxes to press: several alike in a row, below a question why.
func (r *reader) chips(nodes []int) []int {
	var row []int
	alike := func(a, b snapshot.Node) bool {
		return a.Kind == b.Kind && a.Weak == b.Weak && a.Tag == b.Tag && a.Parent == b.Parent && a.Layer == b.Layer && hinted(a.Hint) == hinted(b.Hint)
	}
	whole := func() []int {
		if len(row) >= fewestChips && r.asksWhy(row[0]) && !slices.ContainsFunc(row, r.acts) {
			return row
		}
		return nil
	}
	for _, i := range nodes {
		n := r.page.Nodes[i]
		if !pressable(n) {
			continue
		}
		plain := n.Kind == snapshot.Button && n.Label() != "" && n.Ready() && (n.Type != "submit" || n.State.Checked != snapshot.None)
		switch {
		case plain && len(row) > 0 && alike(r.page.Nodes[row[0]], n):
			row = append(row, i)
		case whole() != nil:
			return row
		case plain:
			row = []int{i}
		default:
			row = nil
		}
	}
	return whole()
}

// acts reports whether a control says no more than what it does: "Delete", "Keep my account", "Skip". A reason says
// more, or nothing of the kind.
func (r *reader) acts(i int) bool {
	c := r.read(r.page.Nodes[i].Label())
	return len(c.over) == 0 && (c.has(polarity) || c.alters() || c.has(verb, "continue", "cancel", "keep", "skip", "confirm", "submit", "close-dialog", "back", "next"))
}
