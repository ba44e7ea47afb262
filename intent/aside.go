package intent

import (
	"slices"
	"strconv"
	"strings"

	"miacct/snapshot"
)

// asides are the topics that a notice beside the page's own matter may be about.
var asides = []string{"cookies", "marketing", "survey", "rating", "announcement"}

// Aside finds the control that leaves all as it is in a layer that is about something aside: the
// refusal in a notice about cookies, "not now" in a survey. It is -1 if there is none or several, or if
// the layer asks for anything else.
func Aside(page snapshot.Page, layer int) int {
	r := newReader(page, names{})
	about := ""
	var labels []string
	var controls []int
	for _, i := range r.page.InLayer(layer) {
		n := r.page.Nodes[i]
		switch {
		case n.Kind == snapshot.Field, n.Kind == snapshot.Password:
			return -1
		case pressable(n):
			controls, labels = append(controls, i), append(labels, n.Label())
		default:
			for _, s := range sentences(n.Label()) {
				c := r.read(s)
				for _, t := range c.tokens {
					if tp := t.of(topic); about == "" && len(tp) > 0 && slices.Contains(asides, tp[0]) {
						about = tp[0]
					}
				}
				acts := c.has(verb, "delete", "delete-permanently", "remove", "unlink", "turn-off", "disable", "close-account", "verify", "sign-out") || c.has(state, "deleted", "removed", "turned-off")
				if acts && !c.has(topic) {
					return -1
				}
			}
		}
	}
	if about == "" && scale(labels) {
		about = "rating"
	}
	if about == "" {
		return -1
	}
	if about == "cookies" {
		if i := r.lesser(labels); i >= 0 {
			return controls[i]
		}
	}
	leaves := []string{"decline", "cancel", "close-dialog", "dismiss", "not-now", "skip", "no", "negation"}
	if about == "announcement" {
		leaves = append(leaves, "understand", "ok")
	}
	found := -1
	for k, i := range controls {
		label := labels[k]
		if !slices.ContainsFunc([]rune(label), part) {
			label = hinted(page.Nodes[i].Hint)
		}
		if !onlyHas(r.read(label), leaves...) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// Dismissal finds the control that only closes a layer or puts off what it offers: an announcement, a survey,
// an offer. It is -1 if there is none, or if the layer asks for something, speaks of what is lost or given up,
// or of a check. Where it names terms, a control that acknowledges may agree to them and is none.
func Dismissal(page snapshot.Page, layer int) int {
	r := newReader(page, names{})
	var controls []int
	terms := false
	for _, i := range r.page.InLayer(layer) {
		n := r.page.Nodes[i]
		switch {
		case n.Kind == snapshot.Field, n.Kind == snapshot.Password:
			return -1
		case pressable(n):
			controls = append(controls, i)
		}
		for _, s := range sentences(n.Label()) {
			c := r.read(s)
			if c.has(verb, leaving...) || c.has(verb, "verify", "enter-code", "enter-password") || c.has(state, "deleted", "removed", "turned-off", "signed-out") ||
				c.has(object, "find-device", "verification-code", "code", "password") {
				return -1
			}
			terms = terms || c.has(object, "terms") || c.has(verb, "agree")
		}
	}
	for _, meanings := range [][]string{{"decline", "not-now", "skip", "no", "negation"}, {"close-dialog", "dismiss"}, {"understand"}} {
		for _, i := range controls {
			n := r.page.Nodes[i]
			label := n.Label()
			switch {
			case strings.ContainsAny(label, "×✕✖⨯") && len([]rune(label)) == 1:
				label = "close"
			case !slices.ContainsFunc([]rune(label), part):
				label = hinted(n.Hint)
			}
			if c := r.read(label); n.Ready() && onlyHas(c, append(meanings, "no")...) && !(terms && c.has(verb, "dismiss", "understand") && !c.has(verb, "close-dialog")) {
				return i
			}
		}
	}
	return -1
}

// Offers reports whether a layer tells of something and asks for nothing: it says a sentence that is not all understood,
// none of them a question whether one is sure or a demand to confirm, and of its few controls none opens more of it.
func Offers(page snapshot.Page, layer int) bool {
	r := newReader(page, names{})
	said, controls, long, opens := 0, 0, false, false
	for _, i := range r.page.InLayer(layer) {
		if pressable(r.page.Nodes[i]) {
			sure, _ := Opener(page, i)
			opens = opens || sure > 0 && !onlyHas(r.read(r.page.Nodes[i].Label()), "details", "learn", "understand")
			controls++
			continue
		}
		for _, s := range sentences(r.page.Nodes[i].Label()) {
			c := r.read(s)
			if c.has(state, "are-you-sure", "cannot-undo", "irreversible") || c.has(verb, "confirm") {
				return false
			}
			if len(c.over) > 0 {
				said++
			}
			long = long || len(c.words()) > 4 || len([]rune(s)) > 8 && strings.ContainsFunc(s, unspaced)
		}
	}
	return !opens && (said >= 2 || long && controls <= 3)
}

// scale reports whether the numbers among the labels are the steps of a rating: three or more, each one
// more than the one before, from 0 or 1.
func scale(labels []string) bool {
	last, steps := -1, 0
	for _, l := range labels {
		n, err := strconv.Atoi(strings.TrimSpace(l))
		if err != nil {
			continue
		}
		if steps == 0 && n > 1 || steps > 0 && n != last+1 {
			return false
		}
		last, steps = n, steps+1
	}
	return steps >= 3
}

// CookieRefusal finds, of the labels in a notice about cookies, the one that agrees to less: the other
// of two of which one agrees. It is -1 if text is no such notice, or if that is not clear.
func CookieRefusal(text string, labels []string) int {
	r := newReader(snapshot.Page{Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: text, Parent: -1}}}, names{})
	if !slices.ContainsFunc(sentences(text), func(s string) bool { return r.read(s).has(topic, "cookies") }) {
		return -1
	}
	return r.lesser(labels)
}

func (r *reader) lesser(labels []string) int {
	var agree, other []int
	for i, l := range labels {
		c := r.read(l)
		switch {
		case len(c.words()) == 0 || onlyHas(c, "settings", "manage", "details", "more", "learn", "terms", "edit", "show-more", "change", "select", "cookies"):
		case c.has(polarity, "negation", "no"), c.has(sign), c.has(verb, "decline", "cancel", "close-dialog", "dismiss", "skip", "revoke"):
			other = append(other, i)
		case c.has(verb, "agree", "understand", "confirm", "continue"), c.has(modifier, "all"), c.has(polarity, "yes", "ok"):
			agree = append(agree, i)
		default:
			other = append(other, i)
		}
	}
	if len(agree) != 1 || len(other) != 1 {
		return -1
	}
	return other[0]
}

// CookieAgreement finds the control that agrees, where a notice about cookies has no other way out. It is -1
// if there is no such notice, if something else agrees there too, or if it can be refused.
func CookieAgreement(page snapshot.Page) int {
	r := newReader(page, names{})
	for layer := range max(1, len(page.Layers)) {
		about := false
		agree, other := []int{}, 0
		for _, i := range r.page.InLayer(layer) {
			n := r.page.Nodes[i]
			if !pressable(n) {
				about = about || slices.ContainsFunc(sentences(n.Label()), func(s string) bool { return r.read(s).has(topic, "cookies") })
				continue
			}
			switch c := r.read(n.Label()); {
			case n.Kind == snapshot.Link, len(page.Layers) > 0 && page.Layers[layer].Kind == snapshot.Document && !c.has(verb, "agree"):
			case c.has(verb, "agree") && !c.has(polarity, "negation", "no"), c.has(polarity, "ok", "yes"), c.has(verb, "understand"):
				agree = append(agree, i)
			default:
				other++
			}
		}
		if about && len(agree) == 1 && other == 0 {
			return agree[0]
		}
	}
	return -1
}

// offering are the verbs of a page that offers something to add or to set.
var offering = []string{"add", "set", "create", "update", "turn-on", "verify", "trust", "change", "start", "sync"}

// leaving are those of a page on which something may be lost: what "Skip" leaves out there is not known.
var leaving = []string{"delete", "delete-permanently", "remove", "unlink", "turn-off", "disable", "deactivate", "erase", "reset", "sign-out", "close-account", "revoke"}

// Skippable finds the control that skips what a page offers: the only one that says so and nothing else, on a page that
// offers to add or to set something, that has one other button, or that asks whether to stay signed in, and speaks of nothing
// that is lost, given up or consented to. It is -1 if there is none.
func Skippable(page snapshot.Page) int {
	r := newReader(page, names{})
	found, others, offers, stays := -1, 0, false, r.asksToStay()
	skips := []string{"skip", "not-now"}
	if stays {
		skips = append(skips, "no", "decline", "negation")
	}
	for i, n := range r.page.Nodes {
		if n.Kind == snapshot.Password {
			return -1
		}
		skip := onlyHas(r.read(n.Label()), skips...)
		if n.Kind == snapshot.Link && !skip {
			if r.read(n.Label()).has(polarity, "yes") {
				others++
			}
			continue // the site's own navigation
		}
		if pressable(n) && n.Ready() && skip {
			if found >= 0 {
				return -1
			}
			found = i
			continue
		}
		if n.Kind == snapshot.Button && !onlyHas(r.read(n.Label()), "ok", "continue", "next", "understand") {
			others++
		}
		said := n.Label()
		if n.Kind == snapshot.Text && n.Text != "" {
			said = n.Text // without the words of the controls in its line
		}
		for _, s := range sentences(said) {
			c := r.read(s)
			if c.has(verb, leaving...) || c.has(state, "deleted", "removed", "turned-off", "signed-out") || c.has(object, "family", "child") || c.has(verb, "agree") && !pressable(n) {
				return -1
			}
			offers = offers || c.has(verb, offering...)
		}
	}
	if !offers && !stays && others != 1 {
		return -1
	}
	return found
}

// asksToStay reports whether the page asks whether the browser shall be remembered: "Stay signed in?"
func (r *reader) asksToStay() bool {
	return slices.ContainsFunc(r.page.Nodes, func(n snapshot.Node) bool {
		return !pressable(n) && slices.ContainsFunc(sentences(n.Label()), func(s string) bool {
			c := r.read(s)
			return c.ask && (c.has(verb, "keep") && (c.has(state, "signed-in") || c.has(verb, "sign-in")) || c.has(verb, "trust", "save") && (c.has(object, "password") || c.has(state, "current-device")))
		})
	})
}
