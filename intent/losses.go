package intent

import (
	"slices"
	"strings"

	"miacct/snapshot"
)

// listed reports whether a box belongs to a list of what is lost with the account, each line of which is to be taken
// note of: its lead says so, or a line of it does. A line that asks for more than to be noted is none.
func (r *reader) listed(i int) bool {
	c := r.read(r.page.Nodes[i].Label())
	group, above := r.list(i)
	accepting := 0
	for _, k := range group {
		if l := r.read(r.page.Nodes[k].Label()); k != i && l.has(verb, "agree", "understand") {
			accepting++
		}
	}
	listed := accepting == 0 || len(group)-accepting > 1 // one beside a box that accepts is hardly the list
	if len(group) > 1 && len(above) > 0 && r.leadsLosses(above[0]) && c.thing() && listed {
		return true
	}
	if c.tellsOnly() && r.eachToNote(group, above, i) {
		return true
	}
	if !c.notesOnly() || c.extra() || slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(topic) && !t.is(topic, "payment") }) {
		return false
	}
	noted, names := false, false // the list is to be taken note of, or names what is lost
	for _, text := range above {
		if l := r.read(text); !l.ask && !l.has(topic) {
			names = names || l.lossy() && !l.negated() && !l.has(object, "account", "xiaomi-account") || l.has(object, "consequences")
			noted = noted || names || l.has(verb, "understand", "confirm", "select")
		}
	}
	if c.loses() {
		return noted || slices.ContainsFunc(group, func(k int) bool {
			ok, _ := r.accepts(r.page.Nodes[k].Label(), Target{Do: Delete, Of: Account})
			return k != i && ok
		})
	}
	return names && !c.has(verb) && listed // "My photos and notes"
}

// tellsOnly reports whether a label says how something will be, and neither agrees to more nor has anything done, for others
// either: "My subscriptions end today".
func (c clause) tellsOnly() bool {
	return !c.ask && !c.has(sign, "want", "exception") && !c.has(modifier, "also") && !c.has(polarity, "yes") &&
		!c.has(object, "family", "child", "everyone", "other-item", "account", "xiaomi-account") &&
		!slices.ContainsFunc(c.tokens, func(t token) bool {
			return t.is(topic) && !t.is(topic, "payment", "subscription") || t.is(verb) && !t.is(verb, "stop", "keep", "lose", "lock", "remove", "delete", "restore", "sign-in", "learn") && len(t.of(state)) == 0
		})
}

// eachToNote reports whether a list of boxes is to be ticked line by line, as what is above it says, and most of its other
// lines accept what is lost.
func (r *reader) eachToNote(group []int, above []string, i int) bool {
	accepting := 0
	for _, k := range group {
		l := r.read(r.page.Nodes[k].Label())
		if ok, _ := r.accepts(r.page.Nodes[k].Label(), Target{Do: Delete, Of: Account}); k != i && (ok || l.notesOnly() && l.loses()) {
			accepting++
		}
	}
	return r.demandsEach(above) && accepting > 1 && 2*accepting > len(group)-1
}

// demandsEach reports whether what stands above a list of boxes tells to tick each of them: "Check each item to confirm that
// you’ve read it".
func (r *reader) demandsEach(above []string) bool {
	return slices.ContainsFunc(above, func(text string) bool {
		l := r.read(text)
		return !l.ask && !l.negated() && (l.has(modifier, "all") || slices.ContainsFunc(l.tokens, func(t token) bool { // "check each" is one phrase
			return t.is(verb, "select") && slices.ContainsFunc(strings.Fields(t.text), func(w string) bool { return r.read(w).has(modifier, "all") })
		})) &&
			l.has(verb, "select", "verify") && l.has(verb, "understand", "confirm")
	})
}

// leadsLosses reports whether a text leads to a list of what will be lost: "Once it is deleted, you will lose:"
func (r *reader) leadsLosses(text string) bool {
	text = strings.TrimSpace(text)
	if all := sentences(text); len(all) > 1 { // "It cannot be restored. You lose for good:"
		text = strings.TrimSpace(all[len(all)-1])
	}
	c := r.read(text)
	return (strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")) && !c.ask && !c.negated() && !c.has(topic) && (c.has(verb, "lose") || c.has(state, "lost", "deleted", "ended"))
}

// thing reports whether a label names something, whatever, and nothing that is done with it but by itself: "Find Device
// and sync on all devices".
func (c clause) thing() bool {
	if slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(topic) && !t.is(topic, "payment") }) { // purchases are lost too
		return false
	}
	return !c.ask && !c.has(sign, "exception", "condition", "want") && !c.has(modifier, "also") && !c.has(polarity, "yes", "no", "negation") &&
		!c.has(object, "family", "child", "everyone", "other-item") && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return len(t.of(verb)) > 0 && !t.is(verb, "sync", "locate", "search", "sign-in") && len(t.of(object)) == 0 && (!t.loose || t.is(verb, "agree", "send", "keep"))
	})
}

// list are the boxes of the list that box i belongs to, and what is said right above it: as much as two texts.
func (r *reader) list(i int) (boxes []int, above []string) {
	at := r.page.Nodes[i]
	labels := map[string]bool{}
	for _, n := range r.page.Nodes {
		if n.Kind == snapshot.Checkbox && n.Layer == at.Layer {
			labels[n.Label()] = true
		}
	}
	follows := func(k int) (box, ends bool) {
		switch n := r.page.Nodes[k]; {
		case n.Layer != at.Layer || n.Frame != at.Frame || n.Kind == snapshot.Group || labels[n.Label()] && n.Kind != snapshot.Checkbox:
			return false, false
		case n.Kind == snapshot.Checkbox:
			return true, false
		}
		return false, true
	}
	for k := i + 1; k < len(r.page.Nodes); k++ {
		box, ends := follows(k)
		if ends {
			break
		}
		if box {
			boxes = append(boxes, k)
		}
	}
	k := i
	for ; k >= 0; k-- {
		box, ends := follows(k)
		if ends {
			break
		}
		if box {
			boxes = append(boxes, k)
		}
	}
	for ; k >= 0 && len(above) < 2; k-- {
		n := r.page.Nodes[k]
		if n.Layer != at.Layer || n.Frame != at.Frame || n.Kind == snapshot.Group {
			continue
		}
		if n.Kind != snapshot.Text && n.Kind != snapshot.Heading {
			break
		}
		above = append(above, n.Label())
	}
	return boxes, above
}
