package intent

import (
	"regexp"
	"slices"

	"miacct/snapshot"
)

// A question may ask for the contrary: whether to keep what is to be deleted, or to leave on what is to be turned off.

// numbered is a remark that tells a device from its twins: "(IMEI …4418)".
var numbered = regexp.MustCompile(`[(（][^()（）]*\d[^()（）]*[)）]`)

// asksToKeep reports whether a clause asks whether all is to stay as it is, of the target's own object, and no more.
func (c clause) asksToKeep(rl rule) bool {
	return c.asksToCancel(rl) || c.ask && len(c.over) == 0 && c.has(verb, "keep") && !c.has(polarity, "negation", "no") && !c.has(sign, "unable", "exception", "condition") && !c.has(topic) &&
		(c.hasAny(rl.objects) || c.has(object, "item")) && !c.hasAny(rl.verbs) && !c.has(object, "other-item", "family", "child", "everyone")
}

// asksToCancel reports whether a clause asks whether the target's own act is to be cancelled: "Cancel the deletion?"
func (c clause) asksToCancel(rl rule) bool {
	return c.ask && len(c.over) == 0 && onlyHas(c, append([]string{"cancel", "undo"}, slices.Concat(rl.verbs, rl.objects, rl.whole)...)...) &&
		c.has(verb, "cancel", "undo") && len(slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return !t.is(verb, slices.Concat(rl.verbs, rl.whole)...) || t.is(verb, "cancel") })) == 1
}

// keepAsked answers a question whether to keep: its yes for the target is the one control that says the target's verb in
// so many words, "No, turn off", or else a plain "No", beside one that keeps.
func (r *reader) keepAsked(p *Prompt, nodes []int, rl rule) {
	if len(p.refusingQuestions) == 0 || p.keeping != len(p.refusingQuestions) {
		return
	}
	does, keeps, plainNo := -1, -1, -1
	var besides []int // they do something else, and are let be
	for _, i := range nodes {
		n := r.page.Nodes[i]
		if n.Kind != snapshot.Button && n.Kind != snapshot.Link && n.Kind != snapshot.MenuItem {
			continue
		}
		c := r.read(n.Label())
		denied := c.has(polarity, "no", "negation") // "Do not keep: delete account"
		act := slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool {
			return t.is(polarity, "no", "negation") || denied && t.is(verb, "keep") && !t.is(verb, rl.verbs...)
		})
		f := fit(clause{text: c.text, tokens: act, lex: c.lex}, rl)
		switch {
		case f.verb && f.against == "" && len(c.over) == 0 && !c.ask:
			if does >= 0 {
				return
			}
			does = i
		case len(c.over) == 0 && c.has(verb, "keep") && !denied && !c.hasAny(rl.verbs):
			keeps = i
		case onlyHas(c, "no", "negation"), denied && onlyHas(c, "no", "negation", "cancel"): // "No, don't cancel"
			if plainNo >= 0 {
				return
			}
			plainNo = i
		case onlyHas(c, "yes", "ok"), c.has(polarity, "yes", "ok") && onlyHas(c, "yes", "ok", "cancel"):
			keeps = i
		case c.has(verb, "cancel", "close-dialog") && len(c.over) == 0:
		case n.Kind == snapshot.Button && len(c.over) == 0 && f.against != "" && c.has(object, "photos", "data", "backup", "files", "contacts", "messages", "account", "xiaomi-account", "session"):
			besides = append(besides, i) // "Delete all photos of this device"
		case n.Kind == snapshot.Button && len(c.over) == 0 && c.has(verb) && !c.hasAny(rl.verbs) && !c.hasAny(rl.wider) && !c.hasAny(helpers) && !c.has(polarity):
			besides = append(besides, i)
		default:
			return
		}
	}
	if does < 0 && len(besides) > 0 {
		return
	}
	if does < 0 {
		does = plainNo
	} else if plainNo >= 0 {
		return
	}
	if does < 0 || keeps < 0 || len(p.More)+len(p.Tick) > 0 {
		return
	}
	p.Yes, p.No, p.About, p.refusingQuestions = does, keeps, AboutSame, nil
	p.Others = slices.DeleteFunc(p.Others, func(o Other) bool { return o.Node == does || o.Node == keeps || slices.Contains(besides, o.Node) })
	p.YesHasVerb = true
	p.Because = append(p.Because, "it asks whether to keep, and its no says what is to be done")
}
