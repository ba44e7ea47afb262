package pages

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/internal/hostmatch"
	"miacct/snapshot"
)

// openMyDevices gets to the list by its links, as its address is not known. It returns
// when the list shows something: a device that is known, an entry that is one, or that it is
// empty. A heading alone may stand on other pages too.
func (md *myDevices) openMyDevices(ctx context.Context, r *flow.Runner) error {
	return md.run.account.checkedly(ctx, r, func() error { return md.toMyDevices(ctx, r) })
}

func (md *myDevices) toMyDevices(ctx context.Context, r *flow.Runner) error {
	md.since, md.tabs = time.Now(), map[string]bool{}
	if at := md.at; at != "" { // where the list was before
		seen, err := md.seeMyDevices(ctx, r, at, false)
		if seen || err != nil {
			return err
		}
		md.at = ""
	}
	_, err := md.seeMyDevices(ctx, r, md.run.at(md.run.Site.At.CloudHome[0]), true)
	return err
}

// seeMyDevices opens an address and reports whether the list is there. Where it is not, it is searched
// for, if search is set, and the person is asked at last.
func (md *myDevices) seeMyDevices(ctx context.Context, r *flow.Runner, address string, search bool) (bool, error) {
	site := "open Mi Cloud"
	if onHosts(snapshot.Page{URL: address}, md.run.Site.Hosts.Account) {
		site = "open the account's site"
	}
	if err := r.Do(ctx, flow.Step{Name: site, Do: []browser.Action{browser.Goto(address)}, Passing: true}); err != nil {
		return false, err
	}
	s := &devicesSearch{run: md.run, linkSearch: linkSearch{tried: map[string]bool{}}}
	comes := time.Now().Add(loadingTimeout)
	c := flow.Conversation{Name: "open My Devices", Cases: []flow.Case{md.run.find.waitForRest(comes, func(v flow.View) bool {
		return md.readMine(v.Page, nil).heading
	}), {Name: "see my devices", See: func(v flow.View) (flow.Match, bool) {
		if v.Page.Busy {
			return nowhere, false
		}
		mine := md.readMine(v.Page, r.Tab.Traffic(md.since).From(md.run.find.siteWide()))
		return flow.Match{Node: -1, Soon: mine.none || mine.showsAll(md.run.known)}, mine.isList(s.linked)
	}}}}
	if search {
		c.Cases = append(c.Cases, s.cases()...)
		c.Reach = flow.Reach{Navigate: true, Toward: []string{"my-devices", "linked-devices", "device", "phone", "settings", "account", "xiaomi-account", "profile", "security"}}
		c.Ask = "Open Settings, then My Devices, so that the list of your devices shows."
	} else {
		c.Cases = append(c.Cases, flow.Case{Name: "see that my devices are not here", See: func(v flow.View) (flow.Match, bool) { return nowhere, !v.Page.Busy }})
	}
	end, err := md.browsing(r).Converse(ctx, c)
	seen := err == nil && end.Case == "see my devices"
	if seen {
		md.at, md.listed, md.heading = end.View.Page.URL, end.View.Page.URL, headline(end.View.Page)
		md.noteStanding(end.View.Page)
	}
	return seen, err
}

// noteStanding keeps what a page that lists devices says and offers beside them.
func (md *myDevices) noteStanding(p snapshot.Page) {
	if m := md.readMine(p, nil); len(m.known)+len(m.others) > 0 {
		md.stood = m.besideDevices(md.run.known)
	}
}

// besideDevices are the labels of what a page has in its own matter and can be no device's name: sentences, sessions, and
// controls every word of which is understood.
func (m *deviceMatter) besideDevices(ds devices) map[string]bool {
	labels := map[string]bool{}
	for i, n := range m.Nodes {
		label := n.Label()
		if !m.in[i] || label == "" || holdsModel(label) || slices.ContainsFunc(ds, func(d Device) bool { return strings.Contains(label, d.Name) }) {
			continue
		}
		means := m.meaning(i)
		sentence := isText(n) && (strings.ContainsAny(label[len(label)-1:], ".!?") || strings.HasSuffix(label, "。") || len(strings.Fields(label)) > 5)
		session := slices.ContainsFunc(means.Objects, func(o string) bool { return o == "session" || o == "browser" })
		all := slices.Contains(means.Objects, "all-devices") || slices.Contains(means.Objects, "other-devices")
		if sentence || session || isBrowser(label) || n.Kind.Pressable() && n.Entry < 0 && len(means.Left) == 0 && (len(means.Verbs) > 0 || all) {
			labels[label] = true
		}
	}
	return labels
}

// A devicesSearch looks for My Devices: by what is called so, by the settings, by the menus of the page,
// then by the addresses of links of which it is not known where they lead, then on the account's own site.
type devicesSearch struct {
	*run
	linkSearch
	linked bool // a link of that name was followed
}

// browsing is r for what only opens pages in search of one: a form on the way that asks for a password and does not
// sign in is none of its matter.
func (md *myDevices) browsing(r *flow.Runner) *flow.Runner {
	return withChallenges(r, func(c flow.Challenge) func(context.Context, *flow.Runner) error {
		if c.Kind != flow.KindPassword || c.Deal == nil {
			return c.Deal
		}
		return func(ctx context.Context, r *flow.Runner) error {
			p, err := md.run.read(ctx, r)
			if err != nil {
				return err
			}
			if !signsIn(p) {
				if f := readLogin(p); !md.run.session.signsIn(p, f.password) {
					return flow.ErrNoChallenge
				}
			}
			return c.Deal(ctx, r)
		}
	})
}

func (s *devicesSearch) cases() []flow.Case {
	press := func(name string, which func(snapshot.Page) int, pressed func()) flow.Case {
		return flow.Case{Name: name, Leads: true, See: func(v flow.View) (flow.Match, bool) {
			if v.Page.Busy {
				return nowhere, false
			}
			s.note(v.Page)
			i := which(v.Page)
			if i < 0 || !v.Page.Nodes[i].Ready() || s.tried[s.key(v.Page, i)] {
				return nowhere, false
			}
			return flow.Match{Node: i, Words: labelOf(v.Page, i)}, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			s.tried[s.key(v.Page, m.Node)] = true
			if pressed(); s.linked {
				s.mine.linkTitle = intent.Title(v.Page, m.Node)
			}
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}}, nil
		}}
	}
	visit := func(name string, next func() string) flow.Case {
		return flow.Case{Name: name, See: func(v flow.View) (flow.Match, bool) {
			return flow.Match{Node: -1}, !v.Page.Busy && next() != ""
		}, Deal: func(ctx context.Context, r *flow.Runner, _ flow.View, _ flow.Match) error {
			s.linked = false
			return s.linkSearch.visit(ctx, r, s.run, name, next())
		}}
	}
	account := func() string {
		for _, a := range s.accountHome() {
			if at := s.at(a); !s.missing[at] {
				if s.tried[at] {
					return "" // it was there, and has not what is looked for
				}
				return at
			}
		}
		return ""
	}
	return []flow.Case{
		press("open My Devices", s.mineLink, func() { s.linked = true }),
		press("open settings", s.settingsLink, func() { s.linked = false }),
		press("open the menu", s.menu, func() {}),
		visit("open the account's site", account),
		visit(openLink, s.next),
	}
}

// key tells a control from others: a link by where it leads.
func (s *devicesSearch) key(p snapshot.Page, i int) string {
	if n := p.Nodes[i]; n.Kind == snapshot.Link && n.Href != "" && !strings.Contains(n.Href, "#") {
		return n.Href
	}
	return p.URL + "\x00" + p.Identity(i)
}

// mineLink is what is called My Devices and leads anywhere but to Find Device.
func (s *devicesSearch) mineLink(p snapshot.Page) int {
	return s.called(p, intent.MyDevices, slices.Concat(s.Site.Words.exact("my-devices"), s.Site.Words.exact("linked-devices")))
}

func (s *devicesSearch) settingsLink(p snapshot.Page) int {
	return s.called(p, intent.Settings, s.Site.Words.exact("settings"))
}

// called is the control that opens what is called so, -1 if there is none or several.
func (s *devicesSearch) called(p snapshot.Page, of intent.Object, phrases []string) int {
	var all []int
	for i, n := range p.Nodes {
		if n.Kind.Pressable() && n.Kind != snapshot.Checkbox && n.Kind != snapshot.Switch && !s.leadsToFind(n) && touchable(p, n) && n.State.Expanded != snapshot.Yes { // what is in an open section of that name leads there

			all = append(all, i)
		}
	}
	if i := onlyOne(all, func(i int) bool {
		return slices.ContainsFunc(phrases, func(w string) bool { return browser.Alike(p.Nodes[i].Label(), w) })
	}); i >= 0 {
		return i
	}
	m := intent.Find(p, intent.Target{Do: intent.Open, Of: of, In: intent.Among(all...)})
	if len(m.Meaning.Left) > 0 || m.Found() && p.Nodes[m.Node].Href == "" && slices.Contains(m.Meaning.Objects, "all-devices") {
		return -1 // it may do something to all devices
	}
	return m.Node
}

func (s *devicesSearch) leadsToFind(n snapshot.Node) bool {
	return n.Href != "" && slices.ContainsFunc(s.Site.At.Find, func(a string) bool { return samePlace(s.at(a), n.Href) })
}

// menu is what opens the page's own menu: by its name or sign, or as the first letter of whoever is
// signed in.
func (s *devicesSearch) menu(p snapshot.Page) int {
	beside := besides(p)
	for i, n := range p.Nodes {
		if !n.Kind.Pressable() || n.Entry >= 0 && n.Kind != snapshot.MenuItem || n.Href != "" || n.Layer >= len(p.Layers) || p.Layers[n.Layer].Kind == snapshot.Toast || !n.Ready() || s.tried[s.key(p, i)] {
			continue
		}
		if k := p.Layers[n.Layer].Kind; k != snapshot.Document && (k != snapshot.Banner || n.Kind == snapshot.Tab) {
			continue
		}
		sure, _ := intent.Opener(p, i)
		if m := intent.Of(p, i); slices.Contains(m.Verbs, "edit") || slices.Contains(m.Verbs, "change") {
			continue // it opens what something is changed by
		}
		if sure >= 0.7 || isAvatar(n) || beside[i] && declaresMenu(p, i) {
			return i
		}
	}
	return -1
}

// declaresMenu reports whether a control says of itself that it opens a menu or section, by its role's state, and no word
// of it is a command: whatever it is called, as by the name of whoever is signed in, it does no more.
func declaresMenu(p snapshot.Page, i int) bool {
	n, m := p.Nodes[i], intent.Of(p, i)
	return (n.State.Popup == "menu" || n.State.Expanded == snapshot.No) && (n.Kind == snapshot.Button || n.Kind == snapshot.MenuItem) &&
		len(m.Verbs) == 0 && !m.Negated && !m.Question && m.Topic == "" && !intent.Changes(n.Label(), p.Lang)
}

// isAvatar reports whether a control shows the first letter of a name, or is called a picture of a person.
func isAvatar(n snapshot.Node) bool {
	letter := strings.TrimSpace(n.Text)
	if letter == "" {
		letter = strings.TrimSpace(n.Name)
	}
	if k := utf8.RuneCountInString(letter); k == 0 || k > 2 || !unicode.IsLetter(firstRune(letter)) {
		return strings.Contains(strings.ToLower(n.Hint), "avatar")
	}
	whole := strings.ToLower(n.Name)
	if utf8.RuneCountInString(whole) <= 2 {
		whole = strings.ToLower(n.Description)
	}
	return strings.HasPrefix(whole, strings.ToLower(letter)) && utf8.RuneCountInString(whole) > 2
}

// elsewhere are parts of addresses that lead to other things than devices.
var elsewhere = []string{"logout", "signout", "exit", "quit", "about", "help", "helpcenter", "privacy", "protocol", "register", "gallery", "note", "contacts", "sms", "record", "drive", "bookmark", "browser", "del", "delete", "pay", "forget", "feedback", "download"}

// leaving are verbs of links that do more than to open a page.
var leaving = []string{"sign-out", "sign-in", "delete", "delete-permanently", "close-account", "erase", "remove", "unlink", "clear", "cancel", "disable", "deactivate", "turn-off",
	"restore", "undo", "revoke", "send", "resend", "download", "export", "create", "report", "learn", "lock", "reset", "stop"}

// note keeps the addresses of links on p that may lead to the list. Opening one only reads.
func (s *devicesSearch) note(p snapshot.Page) {
	if s.onDeletion(p.URL) {
		return
	}
	for i, n := range p.Nodes {
		u, err := url.Parse(n.Href)
		if n.Kind != snapshot.Link || n.Href == "" || err != nil || u.Scheme != "https" || !touchable(p, n) || !hostmatch.In(u.Hostname(), s.Site.Hosts.Documents()) || samePlace(n.Href, p.URL) || s.leadsToFind(n) || s.onDeletion(n.Href) ||
			s.met(n.Href) || strings.Trim(u.Path, "/") == "" {
			continue
		}
		parts := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' || r == '-' || r == '_' || r == '.' })
		m := intent.Of(p, i)
		says := func(all, those []string) bool {
			return slices.ContainsFunc(all, func(w string) bool { return slices.Contains(those, w) })
		}
		other := says(m.Objects, []string{"photos", "contacts", "messages", "files", "backup", "app", "card", "subscription", "data"}) && m.Context == ""
		opens := []string{"open", "more", "details", "manage", "edit", "settings"}
		switch {
		case s.find.found != "" && samePlace(s.find.found, n.Href):
			s.last = append(s.last, n.Href)
		case says(parts, elsewhere), m.Negated, m.Topic != "", other, says(m.Verbs, leaving):
		case says(parts, []string{"setting", "settings", "device", "devices", "security", "account", "profile"}),
			m.Context == "" && says(m.Objects, []string{"settings", "device", "phone", "my-devices", "linked-devices", "account", "cloud", "profile"}), says(m.Verbs, opens):
			s.likely = append(s.likely, n.Href)
		default:
			s.others = append(s.others, n.Href)
		}
	}
}

func (s *devicesSearch) onDeletion(address string) bool {
	return slices.ContainsFunc(s.Site.At.Deletion, func(a string) bool { return samePlace(a, address) })
}
