package intent

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"miacct/snapshot"
)

// Lead is what the best match must be ahead of the next, of its own score.
const Lead = 0.2

const enough = 50 // the least score of a match, of 100

// A Match is the outcome of a search for a target.
type Match struct {
	Node    int // index in Page.Nodes, -1 if there is none or several
	Score   float64
	Because []string
	Meaning Meaning
	Nearest []Candidate // the best three with their reasons, the found one first
	Reason  string      // why there is none, "" if there is one
}

// Found reports whether there is exactly one control that fits.
func (m Match) Found() bool { return m.Node >= 0 }

// Ambiguous reports whether several fit alike.
func (m Match) Ambiguous() bool {
	return m.Node < 0 && len(m.Nearest) > 1 && m.Nearest[1].Score >= enough
}

// Settled is the match with a tie settled where prefer holds of one of those that fit alike, and of no other.
func (m Match) Settled(prefer func(node int) bool) Match {
	if !m.Ambiguous() {
		return m
	}
	only := -1
	for k, c := range m.Nearest {
		alike := c.Score > m.Nearest[0].Score*(1-Lead)
		switch {
		case alike && prefer(c.Node) && only >= 0, alike && k == nearest-1: // there may be more
			return m
		case alike && prefer(c.Node):
			only = k
		}
	}
	if only < 0 {
		return m
	}
	c := m.Nearest[only]
	return Match{Node: c.Node, Score: c.Score, Because: append(slices.Clip(c.Because), "it came last"), Nearest: m.Nearest}
}

// nearest is how many candidates a match tells.
const nearest = 3

// A Candidate is a control with what speaks for and against it.
type Candidate struct {
	Node    int
	Label   string
	Score   float64
	Because []string
	Against string // what rules it out, "" if nothing
}

// Find looks for the control of a target.
func Find(page snapshot.Page, t Target) Match {
	return newReader(page, t.names()).find(t)
}

func (r *reader) find(t Target) Match {
	rl, ok := ruleOf(t)
	if !ok {
		return Match{Node: -1, Reason: fmt.Sprintf("%s %s is no target", t.Do, t.Of)}
	}
	var all []Candidate
	var meanings = map[int]Meaning{}
	for i, n := range r.page.Nodes {
		if !pressable(n) || !t.In.holds(r, i) {
			continue
		}
		c, m := r.rate(i, t, rl)
		if c.Score > 0 || c.Against != "" {
			all = append(all, c)
			meanings[i] = m
		}
	}
	all = r.alone(all)
	slices.SortStableFunc(all, func(a, b Candidate) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	best := Match{Node: -1, Nearest: all[:min(nearest, len(all))]}
	switch {
	case len(all) == 0:
		best.Reason = "no control has words of it"
	case all[0].Score < enough:
		best.Reason = fmt.Sprintf("%q is the nearest, but %s", all[0].Label, why(all[0]))
	case len(all) > 1 && all[1].Score > all[0].Score*(1-Lead):
		best.Reason = fmt.Sprintf("%q and %q fit alike", all[0].Label, all[1].Label)
	default:
		best.Node, best.Score, best.Because, best.Meaning = all[0].Node, all[0].Score, all[0].Because, meanings[all[0].Node]
	}
	return best
}

func why(c Candidate) string {
	if c.Against != "" {
		return c.Against
	}
	return "too little speaks for it"
}

// pressable reports whether a person could press the node, one that is marked by a listener only too.
func pressable(n snapshot.Node) bool {
	return n.Kind.Pressable() || n.Weak || len(n.For) > 0 && n.Kind != snapshot.Field && n.Kind != snapshot.Password
}

// alone leaves one of several candidates that are one control: a wrapper and what is in it, or one
// that can't be seen beside its twin that can.
func (r *reader) alone(all []Candidate) []Candidate {
	drop := map[int]bool{}
	for i, a := range all {
		for j, b := range all {
			if i == j || drop[i] || drop[j] || a.Score <= 0 || b.Score <= 0 {
				continue
			}
			na, nb := r.page.Nodes[a.Node], r.page.Nodes[b.Node]
			same := strings.EqualFold(strings.TrimSpace(a.Label), strings.TrimSpace(b.Label))
			switch {
			case r.page.Within(b.Node, a.Node) && (same || na.Weak): // a is around b
				if nb.Weak && !na.Weak {
					drop[j] = true
				} else {
					drop[i] = true
				}
			case same && a.Score == b.Score && len(na.Against) > 0 && len(nb.Against) == 0 && na.Entry == nb.Entry && na.Layer == nb.Layer:
				drop[i] = true
			case same && na.Href != "" && na.Href == nb.Href && na.Kind == snapshot.Link && nb.Kind == snapshot.Link && i > j:
				drop[i] = true
			}
		}
	}
	kept := all[:0:0]
	for i, c := range all {
		if !drop[i] {
			kept = append(kept, c)
		}
	}
	return kept
}

// noAct reports whether a control does nothing by itself: a box, an answer, a link to the very page.
func (r *reader) noAct(n snapshot.Node) bool {
	switch n.Kind {
	case snapshot.Checkbox, snapshot.Radio, snapshot.Option:
		return true
	case snapshot.Link:
		page, _, _ := strings.Cut(r.page.URL, "#")
		return n.Href != "" && n.Href == page
	}
	return false
}

// afterNo is what a label says after it has turned an offer down, where that asks for the target in full: "No, delete the account".
func (r *reader) afterNo(label string, rl rule) string {
	i := strings.IndexAny(label, ",，、،")
	if i < 0 {
		return label
	}
	_, size := utf8.DecodeRuneInString(label[i:])
	rest := strings.TrimSpace(label[i+size:])
	if !onlyHas(r.read(label[:i]), "no", "negation", "decline") {
		return label
	}
	if f := fit(r.read(rest), rl); f.against != "" || !f.verb || !f.object && !f.whole {
		return label
	}
	return rest
}

// rate scores a control for a target.
func (r *reader) rate(i int, t Target, rl rule) (Candidate, Meaning) {
	n := r.page.Nodes[i]
	label, by := strings.TrimSpace(n.Label()), "label"
	c := Candidate{Node: i, Label: label}
	if n.Name == "" && n.Text == "" {
		by = "description"
	}
	if !slices.ContainsFunc([]rune(label), part) {
		label, by = hinted(n.Hint), "identifiers"
		c.Label = "(" + label + ")"
	}
	if label == "" {
		return c, Meaning{}
	}
	if t.Do == Delete && r.noAct(n) {
		return c, Meaning{}
	}
	if n.State.Expanded == snapshot.Yes && (t.Do == Delete || t.Do == TurnOff) { // what it shows has the act
		c.Against = "it is the head of what is open"
		return c, Meaning{}
	}
	if t.Do == TurnOff && n.State.Checked == snapshot.None && r.tellsHowItStands(i, t.Item) {
		c.Against = "it is the row of a thing, and tells how that stands"
		return c, Meaning{}
	}
	if n.Kind == snapshot.Tab && n.State.Selected && t.Do != Open {
		c.Against = "it is the tab that is shown"
		return c, Meaning{}
	}
	if title := r.titled(i, t.Do == Open); title != "" {
		label, by = title, "heading in it"
	}
	if words := uncounted(label); Counts(label) && !(t.Item != "" && strings.HasSuffix(strings.ToLower(label), strings.ToLower(t.Item))) {
		label = words
	}
	if t.Do == Delete && t.Of == Account {
		label = r.afterNo(label, rl)
	}
	m := r.meaning(label)
	f := fit(m.own, rl)
	if !f.verb && (len(rl.wider) > 0 || len(rl.parts) > 0) || f.against != "" && len(rl.parts) > 0 {
		if text, ok := r.wholly(i, m, t, rl); ok {
			c.Score = 60
			c.Because = append(c.Because, fmt.Sprintf("%s says it of all of it: %q, in %q", by, label, text))
			return c, m
		}
	}
	if t.Hints.Page != "" && !(f.verb && (f.object || f.whole) && f.against == "") {
		if text := r.echoes(m, rl); text != "" {
			c.Score = 80
			c.Because = append(c.Because, fmt.Sprintf("%s %q says again what the page's heading %q says", by, label, text))
			return c, m
		}
	}
	if t.Hints.Page != "" && len(rl.wider) > 0 && f.against != "" && len(m.Left) == 0 {
		wide := rl
		wide.verbs = slices.Concat(rl.verbs, rl.wider)
		if w := fit(m.own, wide); w.against == "" && w.verb && w.object && !m.Question {
			c.Score = 85
			c.Because = append(c.Because, fmt.Sprintf("%s %q, on a page that is known by %s", by, label, t.Hints.Page))
			return c, m
		}
	}
	toggle := (n.Kind == snapshot.Switch || n.Kind == snapshot.Button && n.State.Checked != snapshot.None || n.Kind == snapshot.Checkbox && t.Hints.Place != "" && t.Item != "" && len(m.Left) == 0) &&
		(t.Do == TurnOff && n.State.Checked == snapshot.Yes || t.Do == TurnOn && n.State.Checked == snapshot.No)
	if own := m.own.withoutVerb("turn-on"); toggle && t.Do == TurnOff && n.Kind != snapshot.Button && len(own.tokens) < len(m.own.tokens) { // what is ticked or on is turned off: "Allow tracking"
		m.own, f = own, fit(own, rl)
	}
	stated := toggle && t.Of == FindDevice && r.states(label, t) // "Find Device: on"
	if f.against != "" && !stated {
		if f.verb || f.object {
			c.Against = f.against
		}
		return c, m
	}
	named := f.object || t.Of == FindDevice && t.Hints.Place != "" && m.own.onlyTracks() // "Tracking of Mi 9"
	switched := stated || toggle && named && !f.verb
	doubt := f.erases && f.object && t.Of == Device
	switch {
	case stated:
		c.Score = 95
		c.Because = append(c.Because, fmt.Sprintf("a switch that says what it is and how it stands: %q", label))
	case f.verb && (f.object || f.whole) && !doubt, f.verb && rl.bare:
		c.Score = 100
		c.Because = append(c.Because, fmt.Sprintf("%s says it: %q", by, label))
		if rl.bare && len(rl.objects) == 0 {
			break
		}
	case f.object && rl.noun:
		c.Score = 95
		c.Because = append(c.Because, fmt.Sprintf("%s names it: %q", by, label))
	case switched:
		c.Score = 95
		c.Because = append(c.Because, fmt.Sprintf("a switch named %q that is %s", label, map[snapshot.Tristate]string{snapshot.Yes: "on", snapshot.No: "off"}[n.State.Checked]))
	case f.verb:
		m.context = r.context(i)
		score, because, against := r.about(m.context, t, rl)
		if score == 0 {
			if text := r.described(i, m.context, rl); text != "" {
				score, because, against = 75, fmt.Sprintf("its entry says it: %q", text), ""
			}
		}
		if against != "" {
			c.Against = against
			return c, m
		}
		if score == 0 && t.Of == FindDevice && m.own.tracks() && len(m.Left) == 0 && r.besideItem(i) {
			score, because = 70, "in the row of the device"
		}
		if score == 0 {
			c.Score = 30
			c.Against = "nothing tells what it is about"
			if doubt {
				c.Against = "it may mean to erase the device"
			}
			return c, m
		}
		c.Score = score
		c.Because = append(c.Because, fmt.Sprintf("verb of the %s %q", by, label), because)
		if t.Of == FindDevice && m.own.tracks() { // "Stop tracking" says more than "Stop"
			c.Score += 15
		}
		if !f.plain && m.own.has(verb, "close-dialog", "dismiss") && (r.page.Layers[n.Layer].Kind != snapshot.Document || iconic(n)) {
			c.Score, c.Against = 30, "it may only close what it stands in" // "close" and "turn off" are one word in some languages
			return c, m
		}
		if !f.plain {
			c.Score -= 10
		}
	default:
		return c, m
	}
	known := hintedPhrase(label, t.Hints.Phrases)
	if len(m.Left) > 0 && !known {
		if !rl.bare && !rl.noun {
			c.Score, c.Against = 0, fmt.Sprintf("%q is not understood", strings.Join(m.Left, " "))
			return c, m
		}
		c.Score -= 15 * float64(len(m.Left))
	}
	// The words of a control without its object may be another's in the same section.
	if m.Question && n.Kind != snapshot.Heading {
		c.Score -= 30
		c.Because = append(c.Because, "but it asks")
	}
	if f.loose {
		c.Score -= 8
	}
	switch by {
	case "description":
		c.Score -= 5
	case "identifiers":
		c.Score -= 25
	}
	if n.Weak {
		c.Score -= 5
	}
	if c.Score > 0 {
		if known {
			c.Score += 10
			c.Because = append(c.Because, "a label known from the site")
		}
		if slices.Contains(t.Hints.Nodes, i) {
			c.Score += 15
			c.Because = append(c.Because, "a known selector finds it")
		}
		for _, id := range t.Hints.IDs {
			if id != "" && strings.Contains(strings.ToLower(n.Hint), strings.ToLower(id)) {
				c.Score += 10
				c.Because = append(c.Because, "a known identifier: "+id)
				break
			}
		}
	}
	c.Score = max(c.Score, 0)
	return c, m
}

// states reports whether a label says of Find Device what is the contrary of the target: on, where it is to be turned off.
func (r *reader) states(label string, t Target) bool {
	s := Sentence(label, r.page.Lang, t.Called...)
	return s.Of == FindDevice && (t.Do == TurnOff && s.Says == SaysOn || t.Do == TurnOn && s.Says == SaysOff)
}

// iconic reports whether a control has the size and shape of an icon.
func iconic(n snapshot.Node) bool {
	w, h := n.Box.Width, n.Box.Height
	return w > 0 && h > 0 && w <= 60 && h <= 60 && 4*w >= 3*h && 4*h >= 3*w
}

// besideItem reports whether a control stands in an entry that names the item, and nothing else of the site: what it says
// to stop tracking of can only be that.
func (r *reader) besideItem(i int) bool {
	n := r.page.Nodes[i]
	if n.Entry < 0 || r.names.item == "" {
		return false
	}
	return slices.ContainsFunc(r.page.InEntry(n.Entry), func(k int) bool {
		return k != i && holds(r.page.Nodes[k].Label(), r.names.item)
	})
}

// withoutVerb is the clause without the tokens that are that verb, and no object or state of something.
func (c clause) withoutVerb(of string) clause {
	c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return t.is(verb, of) && !t.is(object) && !t.is(polarity) })
	return c
}
