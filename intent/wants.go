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
			case len(m) == 0 && told && r.isDemand(before, after):
				w = strings.TrimSpace(after)
			case len(m) == 0 && r.read(s).has(verb, "enter"):
				if w = standsOut(s); w == "" {
					w = r.ownName(s)
				}
				if at := particle.FindStringSubmatch(s); w == "" && at != nil {
					w = at[1]
				}
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

// isDemand reports whether what stands behind a colon is a phrase to be typed, whatever the words before it: it alone is in
// capitals, and is of several words or says itself what is to be done. "To go on, please put in: CLOSE MY ACCOUNT".
func (r *reader) isDemand(before, after string) bool {
	after = strings.TrimSpace(after)
	capital := func(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }
	return capital(after) && !capital(before) && !strings.ContainsAny(after, "0123456789@") &&
		(len(strings.Fields(after)) > 1 || r.read(after).has(verb, "delete", "delete-permanently", "close-account", "erase", "remove", "confirm", "agree", "understand", "yes", "ok", "continue"))
}

// particle follows a word that a Korean sentence was given: either of two forms, as the word was not known to its writer.
var particle = regexp.MustCompile(`(\S+)을\(를\)\s*입력`)

// ownName is the name of the thing that it is about, or a label of it, as a sentence has it: "Type the device name Mi 9".
func (r *reader) ownName(s string) (name string) {
	for _, own := range append([]string{r.names.item}, r.names.labels...) {
		if i := strings.Index(s, own); len(own) > len(name) && i >= 0 && bounded(s, i, i+len(own)) {
			name = own
		}
	}
	return name
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
	if rest := strings.Replace(s, found, "", 1); strings.ToUpper(rest) == rest && strings.ToLower(rest) != rest { // all of it is in capitals
		return ""
	}
	return found
}

// isNext reports whether a field is the one that a sentence which asks for a phrase to be typed is about: no other
// has the sentence for its label, and none stands between them.
func (r *reader) isNext(i int, bodies []string) bool {
	asked, next := false, -1
	for k, n := range r.page.Nodes {
		switch {
		case n.Layer != r.page.Nodes[i].Layer:
		case n.Kind != snapshot.Field:
			asked = asked || slices.Contains(bodies, n.Label()) && r.phrase([]string{n.Label()}) != ""
		case k != i && r.phrase([]string{n.Name, n.Description}) != "":
			return false
		case asked && next < 0:
			next = k
		}
	}
	return next < 0 || next == i
}

// asksForItem reports whether a field's words ask to enter the number of the account, which is no secret: "Enter your account
// ID to confirm".
func (r *reader) asksForItem(own []string) bool {
	return slices.ContainsFunc(own, func(s string) bool {
		c := r.read(s)
		return numbers.MatchString(s) && c.has(verb, "enter", "confirm", "verify") && !c.has(object, "phone-number", "phone", "email", "card")
	})
}

// numbers are words by which an account's number is asked for.
var numbers = regexp.MustCompile(`(?i)\bID\b|\bnumber\b|nummer|número|numéro|numero|номер|编号|編號|番号|번호`)

// field decides on a field of a prompt.
func (r *reader) field(p *Prompt, i int, bodies []string, after Target) {
	n := r.page.Nodes[i]
	kind, why := r.fieldKind(i)
	switch {
	case kind == FieldPassword && p.Password < 0:
		p.Password = i
		return
	case (kind == FieldCode) && (p.Code < 0 || n.MaxLength == 1):
		if p.Code < 0 {
			p.Code = i
		}
		return
	case n.Kind == snapshot.Field && p.Type < 0:
		own := []string{n.Name, n.Description, n.Placeholder}
		phrase := r.phrase(own)
		if phrase == "" && r.isNext(i, bodies) {
			phrase = r.phrase(append(own, bodies...))
		}
		if phrase == "" && slices.ContainsFunc(bodies, func(b string) bool { return r.shownIn(n.Placeholder, b) }) {
			phrase = strings.TrimSpace(n.Placeholder) // the field shows what the sentence wants
		}
		if phrase == "" && after.Do == Delete && after.Of == Account && kind == FieldAccount && r.asksForItem(own) {
			phrase = after.Item
		}
		if phrase != "" {
			p.Type, p.Phrase = i, phrase
			return
		}
	}
	if n.Kind == snapshot.Field && !n.State.Required && slices.ContainsFunc([]string{n.Name, n.Description, n.Placeholder}, func(s string) bool { return r.read(s).has(state, "optional") }) {
		return // it says itself that it may be left empty
	}
	p.Others = append(p.Others, Other{i, fmt.Sprintf("the field %q is not understood: %s", n.Label(), why)})
}

// givesUp reports whether a clause that agrees gives up what is in the account, and not what is being done to it.
func (c clause) givesUp() bool {
	return c.has(verb, "lose") && c.has(verb, "agree", "understand", "confirm") && c.has(object, "data", "consequences", "photos", "cloud", "backup") &&
		!c.has(verb, "delete", "delete-permanently", "close-account", "remove", "turn-off", "keep") && !c.has(object, "request") && !c.has(polarity, "negation", "no")
}

// wantsDeleted reports whether a label says that one wants it deleted, and no more: "I want my account deleted".
func (c clause) wantsDeleted() bool {
	return c.has(sign, "want") && c.has(state, "deleted") && len(c.over) == 0 && !c.ask && !c.has(polarity, "negation", "no") && !c.has(modifier, "only") && !c.has(verb)
}
