package pages

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// What the page of a list says of it in words: that it could not be loaded, that nothing is in it.

// saysFailed returns the words by which a page says that it could not load something, "" if it does not.
func (fd *findDevice) saysFailed(m *deviceMatter) string {
	phrases := fd.run.Site.Words.parts("could-not-load")
	for i, n := range m.Nodes {
		if !m.in[i] || n.Entry >= 0 || !isText(n) || pressable(m.Page, i) {
			continue
		}
		if slices.ContainsFunc(phrases, func(s string) bool { return strings.Contains(browser.Folded(n.Label()), browser.Folded(s)) }) {
			return n.Label()
		}
		if s := intent.Sentence(n.Label(), m.Lang); s.Says == intent.SaysRefused && s.Of != intent.Account {
			return n.Label()
		}
	}
	for i, n := range m.Nodes { // what can be tried again has failed
		if m.in[i] && n.Entry < 0 && n.Kind.Pressable() && slices.Equal(intent.Of(m.Page, i).Verbs, []string{"try-again"}) {
			return n.Label()
		}
	}
	return ""
}

// saysEmpty reports whether a page says that there are no devices.
func (fd *findDevice) saysEmpty(m *deviceMatter) bool {
	phrases := fd.run.Site.Words.parts("no-devices")
	none, some := m.counts()
	if none && !some {
		return true
	}
	for i, n := range m.Nodes {
		// A box that a listener alone speaks for may be the list itself.
		box := n.Kind == snapshot.Button && n.Weak && (!slices.Contains(n.For, "cursor") || fd.run.mine.cleared())
		if !m.in[i] || !box && !m.onlyOption(i) && (!isText(n) || pressable(m.Page, i)) {
			continue
		}
		if slices.ContainsFunc(phrases, func(s string) bool { return strings.Contains(browser.Folded(n.Label()), browser.Folded(s)) }) || intent.SaysEmpty(n.Label(), m.Lang) {
			return true
		}
	}
	return false
}

// onlyOption reports whether node i is all that can be chosen in a list.
func (m *deviceMatter) onlyOption(i int) bool {
	if m.Nodes[i].Kind != snapshot.Option || m.Nodes[i].Parent < 0 {
		return false
	}
	for k, n := range m.Nodes {
		if k != i && n.Kind == snapshot.Option && n.Parent == m.Nodes[i].Parent {
			return false
		}
	}
	return true
}

// saysNothingElse reports whether the matter of a page is a heading and a word or two: there is nothing to press.
func saysNothingElse(m *deviceMatter) bool {
	texts := 0
	for i, n := range m.Nodes {
		switch {
		case !m.in[i] || n.Kind == snapshot.Group || n.Kind == snapshot.Heading || n.Kind == snapshot.Image:
		case n.Kind.Pressable() && n.Layer < len(m.Layers) && m.Layers[n.Layer].Kind == snapshot.Document && !(n.Kind == snapshot.Link && n.Href != ""):
			return false
		case isText(n):
			texts++
		}
	}
	return texts <= 3
}

// countOf is how many a heading says that there are, "Phones (2)", with what they are called before it.
var countOf = regexp.MustCompile(`^(\D+?)[\s:·(（\[]+(\d+)\D?$`)

// counts reports whether headings say that there are no devices of a kind, and that there are some: "Phones (0)".
func (m *deviceMatter) counts() (none, some bool) {
	for i, n := range m.Nodes {
		if !m.in[i] || n.Kind == snapshot.Field {
			continue
		}
		if c := countOf.FindStringSubmatch(strings.TrimSpace(n.Label())); c != nil && callsDevices(c[1], m.Lang) {
			zero := strings.Trim(c[2], "0") == ""
			none, some = none || zero, some || !zero
		}
	}
	return none, some
}

// isNote reports whether the name of an entry is none, but tells the reader that nothing is listed.
func isNote(name, lang string) bool {
	return !isModel(name) && (intent.SaysEmpty(name, lang) || strings.HasSuffix(name, "(0)") || strings.HasSuffix(name, "（0）"))
}

// waitForRest is the case of a page on, where the list is, which says that it is still coming; until a moment, as one may say
// so for ever.
func (fd *findDevice) waitForRest(until time.Time, on func(flow.View) bool) flow.Case {
	return flow.Case{Name: "wait for the rest of the list", See: func(v flow.View) (flow.Match, bool) {
		words := fd.loadingMessage(matterOf(v.Page))
		return flow.Match{Node: -1, Words: words}, words != "" && !fd.lasting[words] && on(v)
	}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
		limited, cancel := context.WithDeadline(ctx, until)
		defer cancel()
		_, err := r.Tab.Changed(limited, v.Page)
		if err != nil && ctx.Err() == nil && limited.Err() != nil { // it is said for ever
			if fd.lasting == nil {
				fd.lasting = map[string]bool{}
			}
			fd.lasting[m.Words] = true
			return nil
		}
		return err
	}}
}

// loadingMessage is the short message in which a page says that it is at work on what it shows, "" if there is none: by its
// words, or as one that trails off.
func (fd *findDevice) loadingMessage(m *deviceMatter) string {
	for i, n := range m.Nodes {
		said := strings.TrimSpace(n.Label())
		if !m.in[i] || !isText(n) || pressable(m.Page, i) || utf8.RuneCountInString(said) > 40 || n.Entry >= 0 && len(m.InEntry(n.Entry)) > 1 {
			continue
		}
		trails := strings.HasSuffix(said, "…") || strings.HasSuffix(said, "...")
		if trails && (n.Kind == snapshot.Alert || fd.saysEmpty(m) || intent.Sentence(said, m.Lang).Says == intent.SaysInProgress) {
			return said
		}
	}
	return ""
}
