package intent

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miacct/snapshot"
)

// What a prompt or a form wants before its yes: boxes, a phrase to be typed, a reason.

// phrase finds what the page wants to be typed: quoted in a sentence that asks to enter something.
func (r *reader) phrase(texts []string) string {
	found := ""
	for _, t := range texts {
		for _, s := range sentences(t) {
			m := quoted.FindAllStringSubmatch(s, -1)
			w := ""
			switch before, after, told := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":"); {
			case len(m) == 1 && r.read(s).has(verb, "enter", "enter-code", "confirm"):
				w = strings.TrimSpace(m[0][1])
			case len(m) == 0 && told && strings.TrimSpace(after) != "" && r.read(before).has(verb, "enter"): // "To go on, type: DELETE"
				w = strings.TrimSpace(after)
			case len(m) == 0 && r.read(s).has(verb, "enter"):
				w = standsOut(s)
			}
			if marked := r.marked(t); w == "" && marked != "" && strings.Contains(s, marked) && r.read(strings.Replace(s, marked, " ", 1)).has(verb, "enter") {
				w = marked // "type <b>close my account</b>"
			}
			if w == "" || len([]rune(w)) > 40 {
				continue
			}
			if found != "" && found != w {
				return ""
			}
			found = w
		}
	}
	return found
}

// marked is the part of a text that its markup sets apart.
func (r *reader) marked(text string) string {
	for _, n := range r.page.Nodes {
		if n.Marked != "" && n.Kind == snapshot.Text && (n.Text == text || n.Name == text) {
			return n.Marked
		}
	}
	return ""
}

// shownIn reports whether a field's placeholder is a word or two of a sentence that says to type something.
func (r *reader) shownIn(placeholder, text string) bool {
	w := strings.TrimSpace(placeholder)
	if w == "" || len(strings.Fields(w)) > 3 || len([]rune(w)) > 30 {
		return false
	}
	for _, s := range sentences(text) {
		at := strings.Index(s, w)
		if at >= 0 && bounded(s, at, at+len(w)) && strings.TrimSpace(s) != w && r.read(strings.Replace(s, w, " ", 1)).has(verb, "enter") {
			return true
		}
	}
	return false
}

// special is what stands out of a sentence as what is to be typed: a word in capitals, a mail address, a long number.
var special = regexp.MustCompile(`[\pL\pN._+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+|\b\d{5,20}\b|\p{Lu}{3,}(?: \p{Lu}{2,})*`)

// initials stand for other things to be entered.
var initials = []string{"SMS", "PIN", "SIM", "PUK", "OTP", "TAN", "MAC", "IMEI"}

// standsOut is the one thing in a sentence that stands out as what is to be typed, "" if there is none or several.
func standsOut(s string) string {
	found := ""
	for _, at := range special.FindAllStringIndex(s, -1) {
		if !bounded(s, at[0], at[1]) {
			continue // "GmbHs" and the like
		}
		if slices.Contains(initials, s[at[0]:at[1]]) {
			continue
		}
		if found != "" {
			return ""
		}
		found = s[at[0]:at[1]]
	}
	if strings.ToUpper(s) == s {
		return ""
	}
	return found
}

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
func (r *reader) reason(p *Prompt, radios []int) {
	if len(radios) == 0 {
		return
	}
	if len(radios) == 1 && r.page.Nodes[radios[0]].Kind == snapshot.Select {
		i := radios[0]
		c := r.read(r.page.Nodes[i].Label())
		if c.has(object, "reason") || c.has(state, "reason-other") || strings.Contains(hinted(r.page.Nodes[i].Hint), "reason") {
			p.Reason = i
			return
		}
		p.Others = append(p.Others, Other{i, fmt.Sprintf("the choice %q is not understood", r.page.Nodes[i].Label())})
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
	if p.Reason < 0 {
		p.Others = append(p.Others, Other{radios[0], fmt.Sprintf("a choice without a neutral answer: %q", r.page.Nodes[radios[0]].Label())})
	}
}
