package pages

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// How a page leads on in the deletion, and what it offers on the way.

// scrollStep is the name of the step that brings the rest of a text into view.
const scrollStep = "scroll to the end of the text"

// asksPasswordBefore reports whether the page asks for the password before the account is deleted, whatever was sent before it came:
// it is about the deletion, leaves the choice to keep the account, or is a step below base, the address of the deletion, that
// names the account as the one that is signed in, and says of nothing that it has happened, will, or can be taken back; where
// the control that deletes is there beside the choice, that it will is what that does.
func (d *deletionPage) asksPasswordBefore(base, id string) bool {
	step := base != "" && below(base, d.URL) && id != "" && slices.ContainsFunc(d.Nodes, func(n snapshot.Node) bool { return strings.Contains(n.Label(), id) })
	if d.about == "" && !d.control.Found() || d.form.Password < 0 || !d.control.Found() && !d.onward().Found() && d.confirms() < 0 || !step && !slices.ContainsFunc(d.matter, d.keeps) || signsIn(d.Page) {
		return false
	}
	bare := func(i int) bool { // "Cancel", in a language in which it also means to undo
		m := intent.OfText(snapshot.Button, d.Nodes[i].Label(), d.Lang)
		return d.keeps(i) && len(m.Objects)+len(m.Left) == 0 && !slices.ContainsFunc(m.Verbs, func(v string) bool {
			return !slices.Contains([]string{"keep", "cancel", "back", "undo", "revoke", "not-now", "close-dialog", "dismiss", "decline"}, v)
		})
	}
	return !slices.ContainsFunc(d.matter, func(i int) bool {
		return !bare(i) && !d.namesStep(i) && d.tellsOfDeletion(i)
	})
}

// keeps reports whether control i leaves the account as it is: "Keep my account", "Cancel", "Don't delete".
func (d *deletionPage) keeps(i int) bool {
	m := intent.Of(d.Page, i)
	says := func(verbs ...string) bool {
		return slices.ContainsFunc(m.Verbs, func(v string) bool { return slices.Contains(verbs, v) })
	}
	return d.Nodes[i].Kind.Pressable() && (says("keep", "cancel", "back") || m.Negated && says("delete", "delete-permanently", "close-account"))
}

// confirms is the one control that says no more than to confirm, below the field for the password; -1 if there is none or several.
func (d *deletionPage) confirms() int {
	return onlyOne(d.matter, func(i int) bool {
		m := intent.OfText(snapshot.Button, d.Nodes[i].Label(), d.Lang)
		return d.Nodes[i].Kind.Pressable() && len(m.Verbs) > 0 && len(m.Objects)+len(m.Left) == 0 && !m.Negated && !slices.ContainsFunc(m.Verbs, func(v string) bool {
			return !slices.Contains([]string{"confirm", "verify", "submit", "done"}, v)
		})
	})
}

var leadingNumber = regexp.MustCompile(`^\d+`)

// namesStep reports whether node i is what one of several numbered steps is called: "2 Identity check", "3 Deleted".
func (d *deletionPage) namesStep(i int) bool {
	numberOf := func(entry int) int {
		for _, k := range d.InEntry(entry) {
			if isText(d.Nodes[k]) {
				n, _ := strconv.Atoi(leadingNumber.FindString(strings.TrimSpace(d.Nodes[k].Label())))
				return n
			}
		}
		return 0
	}
	e := d.Nodes[i].Entry
	if e < 0 {
		return false
	}
	n := numberOf(e)
	return n > 0 && n < 10 && (e > 0 && numberOf(e-1) == n-1 || e+1 < len(d.Entries) && numberOf(e+1) == n+1)
}

// tellsOfDeletion reports whether node i says that the deletion has happened, will, or can be taken back.
func (d *deletionPage) tellsOfDeletion(i int) bool {
	verbs := intent.Of(d.Page, i).Verbs
	back := slices.ContainsFunc(verbs, func(v string) bool { return slices.Contains([]string{"restore", "undo", "revoke"}, v) }) ||
		slices.Contains(verbs, "sign-in") && !slices.Contains(verbs, "confirm") && !slices.Contains(verbs, "verify") // "Confirm access"
	return !d.Nodes[i].Kind.Pressable() && back || slices.ContainsFunc(intent.Sentences(d.Nodes[i].Label(), d.Lang), func(s intent.Statement) bool {
		if d.control.Found() && s.Days == 0 && (s.Says == intent.SaysInProgress || s.Says == intent.SaysAccepted) && slices.ContainsFunc(d.matter, d.keeps) {
			return s.Back // "The account will be deleted", above what does it
		}
		return s.Back || s.Days > 0 || states(s) != saidNothing || s.Says == intent.SaysInProgress
	})
}

// onward finds the control that leads on, on a page that is known to be about deleting the account.
func (d *deletionPage) onward() intent.Match {
	if d.about == "" {
		return intent.Match{Node: -1}
	}
	best := intent.Match{Node: -1}
	pressed := slices.DeleteFunc(slices.Clone(d.matter), func(i int) bool { // "I want to continue" beside a box says what is ticked
		k := d.Nodes[i].Kind
		return k == snapshot.Checkbox || k == snapshot.Radio || k == snapshot.Switch
	})
	for _, do := range []intent.Verb{intent.Continue, intent.Submit} {
		m := intent.Find(d.Page, intent.Target{Do: do, In: intent.Among(pressed...)})
		if i := d.declineOffer(m.Node); i >= 0 {
			return intent.Match{Node: i, Score: 100, Because: []string{"it goes on to the deletion, without what is offered"}}
		}
		if m.Found() || m.Ambiguous() {
			return m
		}
	}
	if m := intent.Find(d.Page, intent.Target{Do: intent.Agree, In: intent.Among(d.matter...)}); m.Found() && slices.Contains(m.Meaning.Verbs, "understand") && d.Nodes[m.Node].Kind == snapshot.Button {
		return m // "I have read this"
	}
	return best
}

// declineOffer is the one control that turns something down and goes on to the deletion, in the words of control on, which only
// goes on: "No thanks, continue to the deletion", beside "Continue". -1 if there is none, or several.
func (d *deletionPage) declineOffer(on int) int {
	if on < 0 {
		return -1
	}
	return onlyOne(d.matter, func(i int) bool {
		n, m := d.Nodes[i], intent.Of(d.Page, i)
		says := func(verbs ...string) bool {
			return slices.ContainsFunc(m.Verbs, func(v string) bool { return slices.Contains(verbs, v) })
		}
		return i != on && n.Kind.Pressable() && n.Ready() && holdsWord(browser.Folded(n.Label()), browser.Folded(labelOf(d.Page, on))) && intent.Declines(n.Label(), d.Lang) &&
			says("delete", "delete-permanently", "close-account") && !says("keep", "cancel", "back", "undo", "restore")
	})
}

// statedEffect is what the page says that a control does, by its label between quotation marks, where that is not to delete the
// account: "By “Continue” you accept the offer". "" if it says nothing.
func (d *deletionPage) statedEffect(i int) string {
	label := strings.TrimSpace(d.Nodes[i].Label())
	for _, k := range d.matter {
		if n := d.Nodes[k]; !isText(n) || k == i {
			continue
		}
		for _, s := range intent.Sentences(d.Nodes[k].Label(), d.Lang) {
			for _, quoted := range intent.Quoted(s.Text) {
				if strings.EqualFold(strings.TrimSpace(quoted), label) && !intent.Mentions(s.Text, d.Lang, theDeletion) && namesAct(s.Text, d.Lang) {
					return s.Text
				}
			}
		}
	}
	return ""
}

// namesAct reports whether a text tells of anything that is done, besides going on.
func namesAct(text, lang string) bool {
	m := intent.OfText(snapshot.Text, text, lang)
	return slices.ContainsFunc(m.Verbs, func(v string) bool {
		return !slices.Contains([]string{"continue", "next", "open", "start", "submit", "confirm", "more"}, v)
	})
}

// stepOf is how a page tells which of its steps it is: "Step 3 of 4", "2/3".
var stepOf = regexp.MustCompile(`\b(\d)(?:\s*/\s*|\s+\pL{1,5}\s+|\s*\pL{1,3}\s*)(\d)\b`)

// stepsFollow reports whether the page's heading or title, or a line of its own, says that it is not the last of its steps.
func (d *deletionPage) stepsFollow() bool {
	says := func(text string) bool {
		m := stepOf.FindStringSubmatch(text)
		return m != nil && m[1] < m[2]
	}
	return says(d.Title) || slices.ContainsFunc(d.matter, func(i int) bool {
		n := d.Nodes[i]
		return (n.Kind == snapshot.Heading || isText(n) && len([]rune(n.Label())) <= 20) && says(n.Label())
	})
}

// asksFirst reports whether the address of the deletion, or what was pressed there, led to a page that asks for the
// account's password again.
func (d *deletion) asksFirst(p snapshot.Page) bool {
	who, pressed := d.run.who, !d.run.deletion.order.since.IsZero() && d.run.atAccount(p) && !signsIn(p) && onlyIdentifies(p)
	return (pressed || samePlace(d.run.deletion.at, p.URL)) && slices.ContainsFunc(matterIn(p), func(i int) bool {
		return p.Nodes[i].Kind == snapshot.Password && kindOf(formAround(p, i), d.run.Account, who.ID, who.Mail, who.Phone) == FormReauth
	})
}

// numberedSteps are the labels of the steps that a page counts in a row, "1 Notice", "2 Reason", which it need not say is
// the one shown. nil if it has none.
func (d *deletionPage) numberedSteps() (steps []string) {
	for _, i := range d.matter {
		n := d.Nodes[i]
		number, words, ok := strings.Cut(strings.TrimSpace(n.Label()), " ")
		if !isText(n) || !ok || pressable(d.Page, i) || len([]rune(words)) > 40 || strings.TrimRight(number, ".)") != strconv.Itoa(len(steps)+1) {
			continue
		}
		steps = append(steps, n.Label())
	}
	if len(steps) < 2 {
		return nil
	}
	return steps
}

// cameTelling reports whether a text that came with our last press tells what it is to delete the account.
func (d *deletionPage) cameTelling(v flow.View) bool {
	return slices.ContainsFunc(d.matter, func(i int) bool {
		return isText(d.Nodes[i]) && v.New(i) && intent.Mentions(d.Nodes[i].Label(), d.Lang, theDeletion)
	})
}
