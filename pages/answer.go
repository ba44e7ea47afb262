package pages

import (
	"slices"
	"strings"
	"unicode/utf8"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// What the site answers to the order is told by whole sentences, of a language that intent knows:
//
//   - Only what was not there before the act is its answer.
//   - It stands as a heading, a message, a dialog, or on a page that no longer offers to delete; never on a control, in a list entry, or beside the page's own matter.
//   - A sentence with a negation, a question or a condition says nothing, nor does one that names neither the
//     account nor what became of it: "OK", "Success".
//   - Beside a field that came with it nothing is an answer: the site asks for more. So it does where what came asks
//     whether to delete the account, or offers to; and what "will be" deleted can still be refused where "Cancel" is beside it.
//   - An error beside it wins, and words of taking the deletion back make it "accepted, takes days".

// said is what an answer says of the account.
type said int

const (
	saidNothing said = iota
	saidDeleted
	saidAccepted // the order is taken and takes some days, or can be taken back
	saidFailed
	saidError // something went wrong: what became of the order is not said
)

// An answer is what the page says to the order.
type answer struct {
	what  said
	node  int // where it says so
	words string
}

// answerOf reads what is fresh in v as the answer about the account with that ID. devices are the
// names of its devices: what is said of them is no answer.
func answerOf(v flow.View, id string, devices []string) answer {
	p := v.Page
	beside := besides(p)
	offer := intent.Find(p, theDeletion)
	alone, offersMore := !offer.Found() && !offer.Ambiguous(), offer.Found() && v.New(offer.Node)
	for i, n := range p.Nodes { // what asks for something in answer has not said its last word
		if (n.Kind == snapshot.Field || n.Kind == snapshot.Password) && !beside[i] && v.New(i) && n.Ready() {
			return answer{node: -1}
		}
	}
	out, back := answer{node: -1}, false
	asks := asksIn(v, beside)
	for i, n := range p.Nodes {
		if !v.Fresh(i) || beside[i] || pressable(p, i) || !isText(n) || asks[n.Layer].deletion {
			continue
		}
		stands := alone || n.Kind == snapshot.Heading || n.Kind == snapshot.Alert || n.Parent >= 0 && p.Nodes[n.Parent].Kind == snapshot.Alert ||
			p.Layers[n.Layer].Kind != snapshot.Document
		text := n.Label()
		if slices.ContainsFunc(devices, func(d string) bool { return d != "" && strings.Contains(snapshot.Fold(text), snapshot.Fold(d)) }) {
			continue
		}
		later := false // the text has said that it is deleted in some days
		for _, s := range intent.Sentences(text, p.Lang) {
			back = back || s.Back || s.Days > 0
			if later && s.Of != intent.Account && s.Says == intent.SaysRefused {
				continue // "Until then it is not deleted yet"
			}
			later = later || s.Says == intent.SaysAccepted && s.Days > 0
			if !stands || inList(p, i) || otherID(s.Text, id) || offersMore && s.Says == intent.SaysDone && s.Of != intent.Account { // "Deleted", above what still offers to delete it
				continue
			}
			switch what := states(s); {
			case (what == saidFailed || what == saidError) && s.Access && out.what == saidDeleted: // "It is no longer possible to sign in", below "Deleted"
			case what == saidFailed, what == saidError:
				return answer{what, i, text}
			case s.Says == intent.SaysInProgress && s.Days == 0 && (asks[n.Layer].refusable || asks[n.Layer].leads):
			case what == saidAccepted && asks[n.Layer].leads: // "The deletion goes on after that", on a page that offers something
			case what != saidNothing && out.what == saidNothing:
				out = answer{what, i, text}
			}
		}
	}
	if out.what == saidDeleted && back {
		out.what = saidAccepted
	}
	return out
}

// layerAsks is how what came in a layer asks for more.
type layerAsks struct {
	deletion  bool // whether to delete the account
	refusable bool // one may still refuse
	leads     bool // one chooses how it goes on: there is a box, or a control that leads on beside another
}

// asksIn tells of each layer how what came there asks for more.
func asksIn(v flow.View, beside []bool) []layerAsks {
	all := make([]layerAsks, len(v.Page.Layers))
	for l := range all {
		all[l] = asksFor(v, l, beside)
	}
	return all
}

func asksFor(v flow.View, layer int, beside []bool) (asks layerAsks) {
	p := v.Page
	var came []int
	for _, i := range p.InLayer(layer) {
		if v.New(i) && !beside[i] {
			came = append(came, i)
		}
	}
	if len(came) == 0 {
		return asks
	}
	read := intent.ReadPart(p, came, theDeletion)
	asks.refusable = read.No >= 0
	buttons, on := 0, false
	for _, i := range came {
		switch n := p.Nodes[i]; {
		case !n.Ready():
		case n.Kind == snapshot.Checkbox, n.Kind == snapshot.Radio:
			asks.leads = true
		case n.Kind == snapshot.Button:
			buttons++
			on = on || slices.ContainsFunc(intent.Of(p, i).Verbs, func(v string) bool { return v == "continue" || v == "next" })
		}
	}
	asks.leads = asks.leads || on && buttons > 1
	if p.Layers[layer].Kind == snapshot.Document {
		return asks
	}
	t := theDeletion
	t.In = intent.Among(came...)
	m := intent.Find(p, t)
	asks.deletion = m.Found() || m.Ambiguous() || slices.ContainsFunc(came, func(i int) bool {
		return isText(p.Nodes[i]) && slices.ContainsFunc(intent.Sentences(p.Nodes[i].Label(), p.Lang), func(s intent.Statement) bool {
			return s.Says == intent.SaysQuestion && intent.Says(s.Text, p.Lang, theDeletion)
		})
	})
	return asks
}

// states tells what one sentence says of the account.
func states(s intent.Statement) said {
	taken := s.Says == intent.SaysAccepted && s.Sure >= 0.6 // "Your request was received" names no account
	if s.Of != intent.Account && (s.Of != intent.None || !s.Whole && !taken) {
		return saidNothing
	}
	switch s.Says {
	case intent.SaysDone:
		if s.Bare { // "Success" may be said of anything that was sent
			return saidNothing
		}
		return saidDeleted
	case intent.SaysAccepted:
		return saidAccepted
	case intent.SaysInProgress:
		if s.Of == intent.Account && s.Sure >= 0.6 {
			return saidAccepted
		}
	case intent.SaysRefused:
		if s.Vague {
			return saidError
		}
		return saidFailed
	}
	return saidNothing
}

// isText reports whether a node is a text of the page.
func isText(n snapshot.Node) bool {
	switch n.Kind {
	case snapshot.Text, snapshot.Heading, snapshot.Alert:
		return n.Label() != ""
	}
	return false
}

// idsIn returns the runs of digits in s that are as long as an account's ID.
func idsIn(s string) []string {
	var out []string
	for _, run := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(run) >= 8 && len(run) <= 12 {
			out = append(out, run)
		}
	}
	return out
}

// otherID reports whether s names an account by an ID that is not id.
func otherID(s, id string) bool {
	all := idsIn(s)
	return len(all) > 0 && !slices.Contains(all, id)
}

// deniesAccount reports whether a text says that there is no such account, and else no more than to look again at
// what was entered.
func deniesAccount(text, lang string) bool {
	denied := false
	for _, s := range intent.Sentences(text, lang) {
		denial, rest := s, ""
		if i := strings.IndexAny(s.Text, "，,"); i > 0 && s.Says != intent.SaysNoAccount { // "…, please check"
			_, size := utf8.DecodeRuneInString(s.Text[i:])
			denial, rest = intent.Sentence(s.Text[:i], lang), s.Text[i+size:]
		}
		unknown := s.Of == intent.Account && (s.Says == intent.SaysNot || s.Says == intent.SaysRefused) // "We do not recognise this account."
		switch {
		case intent.Names(s.Text, lang, "password"):
			return false
		case denial.Says == intent.SaysNoAccount && (rest == "" || intent.Advises(rest, lang)):
			denied = true
		case denied && intent.DeniesIt(s.Text, lang):
		case !unknown && !intent.Advises(s.Text, lang) && !remark(s):
			return false
		}
	}
	return denied
}

// remark reports whether a sentence says nothing of an account or of what was done, in a few words: "Nobody here by
// that name."
func remark(s intent.Statement) bool {
	return s.Of == intent.None && (s.Says == intent.SaysNothing || s.Says == intent.SaysNot) && len(strings.Fields(s.Text)) <= 6 && width(s.Text) <= 40
}

// inList reports whether node i stands in an entry of a list. A large one alone is a card that holds the page.
func inList(p snapshot.Page, i int) bool {
	e := p.Nodes[i].Entry
	if e < 0 || e >= len(p.Entries) {
		return e >= 0
	}
	own := p.Entries[e]
	for k, o := range p.Entries {
		if k != e && o.Layer == own.Layer && o.Around == own.Around {
			return true
		}
	}
	page := p.Layers[len(p.Layers)-1].Box
	return own.Around > 0 || own.Box.Width*own.Box.Height < page.Width*page.Height/5 || page.Width <= 0
}

// fillsEntry reports whether a text is all that its entry holds, and another entry of the same list holds a field: it
// is a row of a form that is laid out as a table.
func fillsEntry(p snapshot.Page, k int) bool {
	entry := p.Nodes[k].Entry
	return p.AloneInEntry(k) && slices.ContainsFunc(p.Nodes, func(n snapshot.Node) bool {
		return (n.Kind == snapshot.Field || n.Kind == snapshot.Password) && n.Entry >= 0 && n.Entry != entry && p.Entries[n.Entry].Around == p.Entries[entry].Around
	})
}

// noAccount finds what came on the sign-in page since the last act and says that there is no such
// account: one text with nothing else, and no word of another place where it may be. i is -1 if
// there is none; words are then those of another place, if any.
func noAccount(v flow.View) (i int, words string) {
	p, beside := v.Page, besides(v.Page)
	i = -1
	for k, n := range p.Nodes {
		if !v.Fresh(k) {
			continue
		}
		if namesElsewhere(n.Label(), p.Lang) {
			return -1, n.Label()
		}
		if isText(n) && !pressable(p, k) && (!inList(p, k) || fillsEntry(p, k)) && !beside[k] && deniesAccount(n.Label(), p.Lang) {
			i, words = k, n.Label()
		}
	}
	return i, words
}

// namesElsewhere reports whether a text speaks of something else: of another place where the account may be. What only advises
// to enter another account does not.
func namesElsewhere(text, lang string) bool {
	return slices.ContainsFunc(intent.Sentences(text, lang), func(s intent.Statement) bool {
		return s.Says == intent.SaysTopic && !intent.Advises(s.Text, lang)
	})
}
