package pages

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"miacct/flow"
	"miacct/intent"
	"miacct/internal/hostmatch"
	"miacct/snapshot"
)

// An accountSearch looks for a page of the account's site that is at none of the known addresses: by the addresses of
// links to that site that change nothing by their words, those first that speak of the account's data or settings.
type accountSearch struct {
	run *run
	linkSearch
}

// leavesSite are parts of addresses that end the session or lead to other things than the account.
var leavesSite = []string{"logout", "signout", "signoff", "logoff", "exit", "quit", "protocol", "register", "download", "export", "pay", "forget", "find"}

// forHelp are parts of addresses of what helps: where nothing else has it, such pages may.
var forHelp = []string{"help", "helpcenter", "support", "feedback"}

// another is the case of a page on which nothing of it is seen.
func (s *accountSearch) another() flow.Case {
	return flow.Case{Name: openLink, See: func(v flow.View) (flow.Match, bool) {
		if v.Page.Busy || inFrontOf(v.Page) || !s.run.atAccount(v.Page) && !s.run.atCloud(v.Page) {
			return nowhere, false
		}
		s.note(v.Page)
		return nowhere, s.next() != ""
	}, Deal: func(ctx context.Context, r *flow.Runner, _ flow.View, _ flow.Match) error {
		return s.linkSearch.visit(ctx, r, s.run, openLink, s.next())
	}}
}

// sections is the case of a page that has closed sections, or a menu of its own: what they are called
// does not matter, as one that is opened shows more of the page and does nothing else.
func (s *accountSearch) sections() flow.Case {
	return flow.Case{Name: "open a section or menu that may have it", See: func(v flow.View) (flow.Match, bool) {
		if v.Page.Busy || inFrontOf(v.Page) || !s.run.atAccount(v.Page) && !s.run.atCloud(v.Page) {
			return nowhere, false
		}
		beside := besides(v.Page)
		for i, n := range v.Page.Nodes {
			opens := n.Tag == "summary" && n.State.Expanded == snapshot.No && !beside[i] || beside[i] && n.Entry < 0 && (declaresMenu(v.Page, i) || isAvatar(n) && n.Href == "")
			if opens && n.Ready() && !s.tried[placeKey(v.Page, i)] {
				return flow.Match{Node: i, Words: labelOf(v.Page, i)}, true
			}
		}
		return nowhere, false
	}, Do: press, Did: func(v flow.View, m flow.Match) { s.tried[placeKey(v.Page, m.Node)] = true }}
}

// note keeps the addresses of the links of a page.
func (s *accountSearch) note(p snapshot.Page) {
	for i, n := range p.Nodes {
		u, err := url.Parse(n.Href)
		if n.Kind != snapshot.Link || err != nil || u.Scheme != "https" || !touchable(p, n) || !hostmatch.In(u.Hostname(), s.run.Site.Hosts.Account) || strings.Trim(u.Path, "/") == "" ||
			s.met(n.Href) || samePlace(n.Href, p.URL) && u.Fragment == "" {
			continue
		}
		parts := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return strings.ContainsRune("/-_.", r) })
		m := intent.Of(p, i)
		in := func(all []string) func(string) bool { return func(w string) bool { return slices.Contains(all, w) } }
		leads := func(v string) bool { return slices.Contains(leaving, v) && v != "learn" } // "Learn more" shows more of what it stands beside
		asks := m.Question && len(strings.Fields(n.Label())) > 3                            // "How do I close my account?" is answered there
		switch {
		case asks && !slices.ContainsFunc(parts, in(leavesSite)) && intent.Mentions(n.Label(), p.Lang, theDeletion):
			s.likely = slices.Insert(s.likely, 0, n.Href)
		case asks && !slices.ContainsFunc(parts, in(leavesSite)):
			s.last = append(s.last, n.Href)
		case slices.ContainsFunc(parts, in(leavesSite)), m.Negated, m.Question, m.Topic != "", slices.ContainsFunc(m.Verbs, leads), slices.Contains(m.Objects, "password"):
		case besideDeletion(p, i):
			s.likely = slices.Insert(s.likely, 0, n.Href)
		case slices.ContainsFunc(parts, in([]string{"privacy", "setting", "settings", "security", "data"})), m.Context == "" && slices.ContainsFunc(m.Objects, in([]string{"settings", "security", "privacy", "data", "account", "consent", "terms"})):
			s.likely = append(s.likely, n.Href)
		case slices.ContainsFunc(parts, in(forHelp)):
			s.last = append(s.last, n.Href)
		default:
			s.others = append(s.others, n.Href)
		}
	}
}

// besideDeletion reports whether a link of no matter of its own, "Learn more", stands in a line of which all else names the
// deletion of the account.
func besideDeletion(p snapshot.Page, i int) bool {
	line := p.Nodes[i].Parent
	if line < 0 || len(intent.Of(p, i).Left) > 0 {
		return false
	}
	names := false
	for k, n := range p.Nodes {
		if k == i || k != line && n.Parent != line || n.Label() == "" {
			continue
		}
		m := intent.OfText(snapshot.Text, n.Label(), p.Lang)
		deletes := slices.ContainsFunc(m.Verbs, func(v string) bool { return v == "close-account" || v == "delete" || v == "delete-permanently" })
		if !isText(n) || len(m.Left) > 0 || m.Negated || !deletes {
			return false
		}
		names = names || slices.ContainsFunc(m.Objects, func(o string) bool { return o == "account" || o == "xiaomi-account" }) || slices.Contains(m.Verbs, "close-account")
	}
	return names
}
