package pages

import (
	"net/url"
	"slices"
	"strings"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// theDeletion is what the deletion is called, whatever its words.
var theDeletion = intent.Target{Do: intent.Delete, Of: intent.Account}

// A deletionPage is a page as one on which the account may be deleted.
type deletionPage struct {
	snapshot.Page
	matter  []int         // nodes of the page itself, without what stands beside it
	covered bool          // something lies in front of it that must be dealt with first
	here    bool          // it is at an address where the account is deleted
	about   string        // why it is known to be about deleting the account, "" if it is not
	form    intent.Prompt // what it wants first
	control intent.Match  // the control that deletes
}

// readDeletionPage reads p; addresses are where the account is deleted, phrases labels of the
// control that were seen on the site.
// target is the deletion of one account.
func readDeletionPage(p snapshot.Page, matter []int, target intent.Target, addresses, phrases []string) *deletionPage {
	d := &deletionPage{Page: p, matter: matter}
	d.here = slices.ContainsFunc(addresses, func(a string) bool { return samePlace(a, d.URL) })
	d.about = d.isAbout(target.Item)
	d.findControl(target, phrases)
	d.form = intent.ReadForm(p, d.matter, target)
	return d
}

// findControl looks for the control that deletes, by what the page is known to be about.
func (d *deletionPage) findControl(target intent.Target, phrases []string) {
	target.In = intent.Among(d.matter...)
	target.Hints = intent.Hints{Phrases: phrases, Page: d.about}
	d.control = intent.Find(d.Page, target)
}

// deletes reports whether a control says that it deletes, and names nothing else.
func (d *deletionPage) deletes(i int) bool {
	m := intent.Of(d.Page, i)
	return d.Nodes[i].Kind == snapshot.Button && !m.Negated && !m.Question && len(m.Objects) == 0 && len(m.Left) == 0 && m.Topic == "" &&
		slices.ContainsFunc(m.Verbs, func(v string) bool { return v == "delete" || v == "delete-permanently" })
}

// isAbout tells why the page is known to be about deleting the account with that ID.
func (d *deletionPage) isAbout(id string) string {
	if d.here && slices.ContainsFunc(d.matter, func(i int) bool {
		s := intent.Sentence(d.Nodes[i].Label(), d.Lang) // "Deleting your account …"
		return intent.Mentions(d.Nodes[i].Label(), d.Lang, theDeletion) || s.Of == intent.Account && s.Says == intent.SaysInProgress
	}) {
		return "its address"
	}
	if d.here && slices.ContainsFunc(d.matter, d.deletes) {
		return "its address, and what can be pressed there"
	}
	if d.here && id != "" && slices.ContainsFunc(d.matter, func(i int) bool { return d.ends(i, id) }) {
		return "its address, and what it says of account " + id
	}
	if intent.Says(d.Title, d.Lang, theDeletion) {
		return "its title " + quote(d.Title)
	}
	for _, i := range d.matter {
		if n := d.Nodes[i]; n.Kind == snapshot.Heading && n.Entry < 0 && intent.Says(n.Label(), d.Lang, theDeletion) {
			return "its heading " + quote(n.Label())
		}
	}
	return ""
}

// ends reports whether a text says of the account with that ID, whatever it calls an account, that it is
// deleted, erased or closed.
func (d *deletionPage) ends(i int, id string) bool {
	if n := d.Nodes[i]; !isText(n) || !strings.Contains(n.Label(), id) {
		return false
	}
	m := intent.Of(d.Page, i)
	return !m.Negated && !m.Failed && slices.ContainsFunc(m.Verbs, func(v string) bool {
		return slices.Contains([]string{"delete", "delete-permanently", "close-account", "close-dialog", "erase", "remove"}, v)
	})
}

// samePlace reports whether two addresses have the same host and path.
func samePlace(a, b string) bool {
	u, err := url.Parse(strings.ReplaceAll(a, "{locale}", ""))
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && u.Host != "" && u.Host == v.Host && strings.TrimSuffix(u.Path, "/") == strings.TrimSuffix(v.Path, "/")
}

// below reports whether the path of an address lies below that of another on the same host: a further step.
func below(base, address string) bool {
	b, err := url.Parse(base)
	a, err2 := url.Parse(address)
	return err == nil && err2 == nil && b.Host == a.Host && strings.Trim(b.Path, "/") != "" && strings.HasPrefix(a.Path, strings.TrimSuffix(b.Path, "/")+"/")
}

// matterIn are the nodes of the page itself, without what stands beside it or lies in front.
func matterIn(p snapshot.Page) (matter []int) {
	beside := besides(p)
	for i, n := range p.Nodes {
		if !beside[i] && n.Layer < len(p.Layers) && p.Layers[n.Layer].Kind == snapshot.Document {
			matter = append(matter, i)
		}
	}
	return matter
}

var besidesOf snapshot.Derived[[]bool]

// besides tells which nodes stand beside the page's own matter: navigation, footer, banner, help. A column that names
// devices, or asks for something, is its matter. It is only read.
func besides(p snapshot.Page) []bool { return besidesOf.Of(p, besideMatter) }

func besideMatter(p snapshot.Page) []bool {
	beside := make([]bool, len(p.Nodes))
	in, main := make([]bool, len(p.Tree)), make([]bool, len(p.Tree))
	for e, el := range p.Tree {
		main[e] = el.Tag == "main" || el.Parent >= 0 && main[el.Parent]
		in[e] = el.Parent >= 0 && in[el.Parent] || slices.Contains([]string{"footer", "nav", "header"}, el.Tag) && !(el.Tag == "nav" && main[e] && choosesHere(p, nodesIn(p, e))) ||
			el.Tag == "aside" && !isPanel(p, nodesIn(p, e))
		if el.Node >= 0 && in[e] {
			beside[el.Node] = true
		}
	}
	for _, i := range slices.Concat(bars(p), linkBars(p), cookieNotices(p)) {
		beside[i] = true
	}
	for i, n := range p.Nodes {
		beside[i] = beside[i] || n.Parent >= 0 && n.Parent < i && beside[n.Parent] ||
			slices.Contains([]string{"navigation", "contentinfo", "banner", "search", "toolbar"}, n.Role) && !(n.Role == "navigation" && inMain(p, i) && choosesHere(p, within(p, i))) ||
			n.Role == "complementary" && !isPanel(p, within(p, i))
	}
	return beside
}

// choosesHere reports whether one of the controls among nodes stays on the page: they are a list of what is shown there, and not
// the site's own pages.
func choosesHere(p snapshot.Page, nodes []int) bool {
	return slices.ContainsFunc(nodes, func(i int) bool {
		n := p.Nodes[i]
		return n.Kind.Pressable() && (n.Href == "" || samePlace(n.Href, p.URL))
	})
}

// inMain reports whether a node lies in the main part of the page.
func inMain(p snapshot.Page, i int) bool {
	for k := p.Nodes[i].Parent; k >= 0; k = p.Nodes[k].Parent {
		if p.Nodes[k].Role == "main" {
			return true
		}
	}
	return false
}

// panelThatCame is the column beside the page that came with what was done in the conversation, and asks for something: it
// is what the page is about now. It returns what the column is called and what is in it, nil if there is none.
func panelThatCame(v flow.View) (name string, nodes []int) {
	for i, n := range v.Page.Nodes {
		if n.Role != "complementary" || !v.Came(i) {
			continue
		}
		if in := within(v.Page, i); slices.ContainsFunc(in, func(k int) bool { return v.Page.Nodes[k].Kind == snapshot.Button && v.Page.Nodes[k].Name != "" }) {
			return n.Name, in
		}
	}
	return "", nil
}

// isPanel reports whether a column beside the page holds a part of its matter: devices, or something to be answered.
func isPanel(p snapshot.Page, nodes []int) bool {
	boxes, fields := false, false
	for _, i := range nodes {
		n := p.Nodes[i]
		switch {
		case isModel(n.Label()), n.Kind == snapshot.Password, n.Kind == snapshot.Heading && callsDevices(n.Label(), p.Lang), isText(n) && intent.SaysEmpty(n.Label(), p.Lang):
			return true
		case n.Kind == snapshot.Field:
			fields = true
		case n.Kind == snapshot.Checkbox, n.Kind == snapshot.Radio:
			boxes = true
		}
	}
	return boxes && !fields
}

// pressable reports whether node i, or one that it lies in, can be pressed.
func pressable(p snapshot.Page, i int) bool {
	for n := 0; i >= 0 && n < len(p.Nodes); i, n = p.Nodes[i].Parent, n+1 {
		if p.Nodes[i].Kind.Pressable() {
			return true
		}
	}
	return false
}

// wanted are the nodes of the form that are to be filled or chosen, and are not yet.
func (d *deletionPage) wanted(all ...int) (missing []int) {
	for _, i := range all {
		if i < 0 {
			continue
		}
		if n := d.Nodes[i]; !n.Filled && n.State.Checked != snapshot.Yes && !n.State.Selected && !n.State.Disabled {
			missing = append(missing, i)
		}
	}
	return missing
}

// boxes returns a doubt about the boxes of the page: where none of them accepts the loss, what
// they want is not understood. One that is not ticked, does not agree to anything, and without which the page can be gone on with is left as it is.
func (d *deletionPage) boxes() (doubt string) {
	on := d.control
	if !on.Found() {
		on = d.onward()
	}
	for _, o := range d.form.Others {
		n := d.Nodes[o.Node]
		if n.Kind == snapshot.Checkbox && n.State.Checked == snapshot.Yes && on.Found() && d.section(o.Node) == d.section(on.Node) {
			return "the page has a box that is ticked and says " + quote(n.Label()) + ", which is not understood to accept the loss of this account"
		}
	}
	for _, i := range d.matter {
		if n := d.Nodes[i]; n.Kind == snapshot.Checkbox {
			free := n.State.Checked == snapshot.No && !n.State.Required && on.Found()
			aside := !intent.Agrees(n.Label(), d.Lang)
			if free && (aside && d.Nodes[on.Node].Ready() || d.unanswered() && (aside || slices.Contains([]string{"marketing", "survey", "rating"}, intent.Of(d.Page, i).Topic))) {
				continue
			}
			if !slices.ContainsFunc(d.form.Others, func(o intent.Other) bool { return o.Node == i }) {
				return ""
			}
			doubt = "the page has a box that says " + quote(n.Label()) + ", which is not understood to accept the loss of this account"
		}
	}
	return doubt
}

// unanswered reports whether the page waits for more than boxes: a reason, a phrase, the password.
func (d *deletionPage) unanswered() bool {
	return slices.ContainsFunc([]int{d.form.Reason, d.form.Type, d.form.Password}, func(i int) bool {
		return i >= 0 && !d.Nodes[i].Filled && d.Nodes[i].State.Checked != snapshot.Yes && !d.Nodes[i].State.Selected
	})
}

// section is the heading that node i stands below, -1 if there is none.
func (d *deletionPage) section(i int) int {
	for ; i >= 0 && d.Nodes[i].Kind != snapshot.Heading; i-- {
	}
	return i
}

// folded are the controls that only show more of the page and were not pressed: sections that are
// closed, "show all".
func (d *deletionPage) folded() (all []int) {
	for _, i := range d.matter {
		n := d.Nodes[i]
		if !n.Ready() || n.State.Popup != "" || i == d.control.Node || n.State.Expanded == snapshot.Yes {
			continue
		}
		switch n.Kind {
		case snapshot.Button, snapshot.MenuItem:
		case snapshot.Link:
			if n.Href != "" && !strings.HasPrefix(n.Href, "#") && !strings.HasPrefix(n.Href, d.URL+"#") {
				continue
			}
		default:
			continue
		}
		if n.State.Expanded == snapshot.No || d.closedSection(i) || n.Entry < 0 && shows(d.Page, i) {
			all = append(all, i)
		}
	}
	return all
}

// closedSection reports whether node i is the head of a section that is closed, by its sign.
func (d *deletionPage) closedSection(i int) bool {
	if !strings.ContainsAny(lastOf(d.Nodes[i].Label()), "▾▼⌄﹀∨˅+＋⊕▿🞃") {
		return false
	}
	for k := range d.Nodes {
		if d.Nodes[k].Kind == snapshot.Heading && k != i && d.Within(k, i) {
			return true
		}
	}
	sure, _ := intent.Opener(d.Page, i)
	return sure > 0
}

func lastOf(s string) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > 0 {
		return string(r[len(r)-1])
	}
	return ""
}

// shows reports whether a control says that it shows all or more of a text.
func shows(p snapshot.Page, i int) bool {
	return intent.Find(p, intent.Target{Do: intent.More, In: intent.Among(i)}).Found()
}

// lost are the entries of the lists of a deletion page, which say what is lost.
func (d *deletionPage) lost() (lost []string) {
	labels := map[string]bool{} // of controls: the words beside a radio button are no list of what is lost
	for _, n := range d.Nodes {
		if n.Kind.Pressable() {
			labels[n.Label()] = true
		}
	}
	for _, i := range d.matter {
		n := d.Nodes[i]
		if (n.Kind == snapshot.Text || n.Kind == snapshot.Heading) && (n.Entry >= 0 || n.Role == "listitem") && !pressable(d.Page, i) && n.Label() != "" && !labels[n.Label()] && len(lost) < 40 {
			lost = append(lost, n.Label())
		}
	}
	return lost
}

// texts are those of the page's matter that are no controls, and more than a word or two.
func (d *deletionPage) texts() (all []string) {
	for _, i := range d.main() {
		if n := d.Nodes[i]; (n.Kind == snapshot.Text || n.Kind == snapshot.Alert) && !pressable(d.Page, i) && width(n.Label()) > 20 {
			all = append(all, n.Label())
		}
	}
	return all
}

// width is how long a text is: a rune of a script without spaces says as much as two letters.
func width(s string) (n int) {
	for _, r := range s {
		if n++; unspaced(r) {
			n++
		}
	}
	return n
}

// main are the nodes of the page's matter that lie in its main part, where it marks one.
func (d *deletionPage) main() []int {
	within := slices.DeleteFunc(slices.Clone(d.matter), func(i int) bool {
		for ; i >= 0; i = d.Nodes[i].Parent {
			if d.Nodes[i].Role == "main" {
				return false
			}
		}
		return true
	})
	if len(within) == 0 {
		return d.matter
	}
	return within
}

// only reports whether a page where the account is deleted only says something: it is complete, and there is
// nothing in its matter to press or to fill in.
func (d *deletionPage) only() bool {
	return (d.here || d.about != "") && !d.Busy && len(d.texts()) > 0 && !slices.ContainsFunc(d.main(), func(i int) bool {
		n := d.Nodes[i]
		return n.Kind.Pressable() && (n.Kind != snapshot.Link || n.Href == "") || n.Kind == snapshot.Field || n.Kind == snapshot.Password
	})
}

// otherAccount returns the ID of another account that the page names instead of id, "" if none.
func otherAccount(p snapshot.Page, id string) string {
	beside := besides(p)
	var ids []string
	for i, n := range p.Nodes {
		if beside[i] || n.Entry >= 0 || pressable(p, i) {
			continue
		}
		for _, s := range intent.Sentences(n.Label(), p.Lang) {
			if found := idsIn(s.Text); len(found) > 0 && (s.Of == intent.Account || i > 0 && names(p, i)) {
				ids = append(ids, found...)
			}
		}
	}
	if len(ids) == 0 || slices.Contains(ids, id) {
		return ""
	}
	return ids[0]
}

// names reports whether node i is a bare number beside a text about an account.
func names(p snapshot.Page, i int) bool {
	if strings.Trim(p.Nodes[i].Label(), "0123456789 ") != "" || pressable(p, i-1) {
		return false
	}
	all := intent.Sentences(p.Nodes[i-1].Label(), p.Lang)
	return len(all) == 1 && all[0].Of == intent.Account
}
