package pages

import (
	"slices"
	"strings"
	"unicode"

	"miacct/browser"
)

// What the site answers to the order, and to a sign-in after it, is told by whole sentences:
//
//   - Only what was not there before the act is its answer.
//   - It stands as a heading, a message, a dialog, or on a page that no longer offers to delete; never on a control, in a list entry, or beside the page's own matter.
//   - A sentence with a negation, a question or a condition says nothing.
//   - An error beside it wins, and words of taking the deletion back make it "accepted, takes days".

// answerEntries are the entries of words that answers are told by; none of them may be missing.
var answerEntries = []string{
	"account-noun", "was-deleted", "request-noun", "was-taken", "will", "not", "if", "went-otherwise", "takes-back",
	"day-noun", "other-place", "other-matter", "consent", "loss",
}

// said is what an answer says of the account.
type said int

const (
	saidNothing said = iota
	saidDeleted
	saidAccepted // the order is taken and takes some days, or can be taken back
	saidFailed
)

// fresh returns the blocks of now whose text did not stand on the page before.
func fresh(before, now []browser.Block) []browser.Block {
	old := map[string]int{}
	for _, b := range before {
		old[plainForm(b.Text)]++
	}
	var out []browser.Block
	for _, b := range now {
		if old[plainForm(b.Text)] == 0 {
			out = append(out, b)
		}
	}
	return out
}

// answer tells what the new blocks of a page say about the deletion of the account with
// that ID, and in which words. alone means that the page no longer offers to delete.
func (w Words) answer(blocks []browser.Block, id string, alone bool) (what said, words string) {
	back := false
	for _, b := range blocks {
		if b.Control || b.Aside {
			continue
		}
		stands := b.Heading || b.Alert || b.Dialog || alone
		for _, s := range sentencesOf(b.Text) {
			back = back || w.takesBack(s)
			if !stands || b.Entry {
				continue
			}
			says := saidNothing
			switch {
			case w.has("went-otherwise", s) && !strings.ContainsAny(s, "?？؟"):
				says = saidFailed
			case w.plainly(s) && !otherID(s, id):
				says = w.states(s)
			}
			if says == saidFailed || says != saidNothing && what == saidNothing {
				if what = says; says == saidFailed {
					return what, b.Text
				}
				words = b.Text
			}
		}
	}
	if what == saidDeleted && back {
		what = saidAccepted
	}
	return what, words
}

// states tells what one plain sentence says.
func (w Words) states(s string) said {
	account, deleted := w.has("account-noun", s), w.has("was-deleted", s)
	whole := w.says("deleted-title", s) || w.says("deleted", s)
	days := w.has("day-noun", s) && strings.ContainsFunc(s, unicode.IsDigit)
	switch {
	case w.within("order-taken", s), w.has("request-noun", s) && w.has("was-taken", s):
		return saidAccepted
	case w.has("will", s) && (account || whole) && (deleted || days || w.has("loss", s)):
		return saidAccepted
	case w.has("will", s):
	case whole, account && deleted, w.within("deleted", s):
		return saidDeleted
	}
	return saidNothing
}

// plainly reports whether s states something: it is no question, and holds no negation, no
// condition, and nothing about others.
func (w Words) plainly(s string) bool {
	return !strings.ContainsAny(s, "?？؟") && !w.has("not", s) && !w.has("if", s) && !w.has("other-matter", s)
}

// takesBack reports whether s tells that the account can still be had back, or names a time
// that the deletion takes.
func (w Words) takesBack(s string) bool {
	return w.has("takes-back", s) && !w.has("not", s) || w.has("day-noun", s) && strings.ContainsFunc(s, unicode.IsDigit)
}

// noAccount reports whether the new blocks of a sign-in page say that there is no such
// account: one of them with nothing else, and no word of another place where it may be.
func (w Words) noAccount(blocks []browser.Block) (words string, ok bool) {
	for _, b := range blocks {
		if w.has("other-place", plainForm(b.Text)) {
			return b.Text, false
		}
		if !b.Control && !b.Entry && !b.Aside && w.says("no-account", plainForm(b.Text)) {
			words, ok = b.Text, true
		}
	}
	return words, ok
}

// acceptsLoss reports whether a box with these words accepts the loss of this account and nothing else.
func (w Words) acceptsLoss(text string) bool {
	s := plainForm(text)
	if w.says("accept-loss", s) {
		return true
	}
	return w.has("consent", s) && (w.has("account-noun", s) && w.has("loss", s) || w.has("loss", s)) && !w.has("other-matter", s)
}

// has reports whether a word of the entry, in any language, stands in s, which is folded.
func (w Words) has(entry, s string) bool {
	for _, words := range w[entry] {
		for _, word := range words {
			if holds(s, plainForm(word)) {
				return true
			}
		}
	}
	return false
}

// says reports whether s is a wording of the entry, but for the mark at its end.
func (w Words) says(entry, s string) bool {
	for _, words := range w[entry] {
		for _, word := range words {
			if bareEnd(plainForm(word)) == bareEnd(s) {
				return true
			}
		}
	}
	return false
}

// within reports whether a wording of the entry stands in s.
func (w Words) within(entry, s string) bool {
	return slices.ContainsFunc(w.parts(entry), func(p string) bool { return strings.Contains(s, plainForm(p)) })
}

// holds reports whether word stands in s as a word of its own. In writing without spaces it
// may stand anywhere; one that ends in * is the beginning of a word.
func holds(s, word string) bool {
	stem := strings.TrimSuffix(word, "*")
	if stem == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(s[at:], stem)
		if i < 0 {
			return false
		}
		before, after := lastRune(s[:at+i]), firstRune(s[at+i+len(stem):])
		if unspaced(firstRune(stem)) || !unicode.IsLetter(before) && !unicode.IsDigit(before) && (len(stem) < len(word) || !unicode.IsLetter(after)) {
			return true
		}
		at += i + len(stem)
	}
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) (last rune) {
	for _, r := range s[max(0, len(s)-4):] {
		last = r
	}
	return last
}

// sentencesOf splits text into its sentences, folded, each with the mark at its end.
func sentencesOf(text string) []string {
	var out []string
	rs := []rune(plainForm(text))
	start := 0
	for i, r := range rs {
		ends := strings.ContainsRune("!?。！？؟;；", r) || r == '.' && (i+1 == len(rs) || rs[i+1] == ' ')
		if ends || i+1 == len(rs) {
			if s := strings.TrimSpace(string(rs[start : i+1])); s != "" {
				out = append(out, s)
			}
			start = i + 1
		}
	}
	return out
}

// plainForm is s as it is compared: lower case, one space, one apostrophe.
func plainForm(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "İ", "i").Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

func bareEnd(s string) string { return strings.TrimRight(s, ".!。！ ") }

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
