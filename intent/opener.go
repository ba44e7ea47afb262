package intent

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"miacct/snapshot"
)

// settingWords are those of a link to the page where Find Device is set: "Change Find Device".
var settingWords = []string{"change", "edit", "manage", "find-device", "settings", "device", "phone", "this-device"}

// changing are the verbs that change something: a control that says one of them opens nothing.
var changing = []string{
	"add", "agree", "block", "cancel", "change", "clear", "close-account", "confirm", "continue", "create", "deactivate", "delete",
	"delete-permanently", "disable", "disconnect", "done", "download", "erase", "export", "get-code", "keep", "lock", "play-sound",
	"remove", "rename", "report", "resend", "reset", "restore", "revoke", "save", "send", "set", "sign-in", "sign-out", "start",
	"stop", "submit", "sync", "trust", "turn-off", "turn-on", "understand", "undo", "unlink", "unlock", "verify", "lose", "skip",
	"select-all", "try-again",
}

// opening are the meanings that open: the list is closed.
var opening = []string{"more", "details", "manage", "edit", "show-more", "settings", "open"}

// places are objects that an opener may name.
var places = []string{"device", "phone", "this-device", "my-devices", "linked-devices", "find-device", "settings", "account", "xiaomi-account",
	"account-security", "security", "privacy", "data", "list", "item", "profile", "page", "cloud", "current-device", "locate", "select", "tracking", "location"}

// icons of controls that open, as characters and as words of identifiers.
var (
	dots     = "…⋮⋯︙•·∙●▪"
	chevrons = "›»>▸▹▶▾▿▼⌄˅∨❯→+☰≡⚙"
	opens    = []string{"more", "kebab", "ellipsis", "dots", "overflow", "chevron", "caret", "arrow", "expand", "expander", "hamburger", "menu", "dropdown", "toggle", "details", "settings", "gear", "accordion", "collapse", "avatar"}
)

// Opener reports whether a control only shows more of the page: more, menu, details, manage, edit,
// settings, a tab, the next page of a list, expand. It never changes anything, so it may be pressed
// in search of something else. How sure it is lies between 0 and 1. items are what the thing is called that the search is about.
func Opener(page snapshot.Page, node int, items ...string) (sure float64, because string) {
	called := names{}
	if len(items) > 0 {
		called.item, called.labels = items[0], items[1:]
	}
	return newReader(page, called).opener(node)
}

func (r *reader) opener(i int) (float64, string) {
	n := r.page.Nodes[i]
	if !pressable(n) || !n.Ready() {
		return 0, ""
	}
	switch n.Kind {
	case snapshot.Checkbox, snapshot.Radio, snapshot.Switch, snapshot.Option:
		return 0, ""
	}
	label := strings.TrimSpace(n.Label())
	hint := strings.Fields(hinted(n.Hint))
	if c := r.read(label); c.has(object, "list") && c.has(verb, "change", "edit", "manage") && onlyHas(c, "change", "edit", "manage", "list", "device", "linked-devices", "my-devices") {
		return 0.8, fmt.Sprintf("%q opens the list to be edited", label)
	}
	if c := r.read(label); n.Kind == snapshot.Link && leadsTo(n.Href) && c.has(object, "find-device") && c.has(verb, "change", "edit", "manage") && !c.ask &&
		(onlyHas(c, settingWords...) || n.Entry >= 0 && onlyHasOr(c, settingWords)) { // with the name of what the entry is about
		return 0.8, fmt.Sprintf("%q leads to the setting", label) // the page that it leads to changes it
	}
	if c := r.read(label); n.Kind == snapshot.Link && leadsTo(n.Href) && !c.ask && (n.Entry >= 0 || c.has(object, "settings")) && c.has(verb, "change", "edit", "manage") && onlyHas(c, settingWords...) {
		return 0.7, fmt.Sprintf("%q leads to what can be changed", label)
	}
	if drawn := strings.TrimSpace(n.Text); drawn != "" && strings.Trim(drawn, dots+" ") == "" && n.Name != "" {
		if c := r.read(n.Name); len(c.tokens) == 1 && len(c.over) == 0 && c.has(verb, "more") {
			return 0.9, "dots that are called more" // which is one word with "add" in some languages
		}
	}
	texts := []string{label, n.Name, n.Text, n.Description, strings.Join(hint, " ")}
	if title := r.titled(i, true); title != "" && listsContents(label, title) {
		label, texts = title, []string{title, strings.Join(hint, " ")}
	}
	for _, text := range texts {
		if text != "" && r.read(text).changes() {
			return 0, ""
		}
	}
	if !slices.ContainsFunc([]rune(label), part) {
		switch {
		case label != "" && strings.Trim(label, dots+" ") == "":
			return 0.9, "dots"
		case label != "" && strings.Trim(label, chevrons+" ") == "" && label != "+":
			return 0.8, "a chevron"
		case n.State.Popup == "menu" || n.State.Expanded == snapshot.No:
			return 0.8, "it opens a " + n.State.Popup
		}
		for _, w := range hint {
			if slices.Contains(opens, w) {
				return 0.7, "an icon named " + w
			}
		}
		return 0, ""
	}
	if n.Tag == "summary" && n.State.Expanded == snapshot.No {
		return 0.8, "it unfolds a section, whatever it is called"
	}
	c := r.read(label)
	known, all, services := false, true, c.has(object, "service") && (c.has(modifier, "all") || c.hasAny(places))
	for _, t := range c.tokens {
		if t.is(sign, "and") { // "Data and privacy"
			continue
		}
		meant := slices.ContainsFunc(t.senses, func(s sense) bool { return slices.Contains(opening, s.meaning) })
		known = known || meant
		if !meant && !slices.ContainsFunc(t.senses, func(s sense) bool {
			return slices.Contains(places, s.meaning) || harmless[s.meaning] || s.kind == modifier && s.meaning == "other" || services && (s.meaning == "service" || s.meaning == "all")
		}) {
			all = false
		}
		if t.is(topic) && !meant || t.is(sign) || t.is(polarity, "negation") { // "Anzeigen" shows, and is an advertisement
			return 0, ""
		}
	}
	switch {
	case n.State.Checked == snapshot.No && n.Kind == snapshot.Button && c.filters(), n.Kind == snapshot.Tab && !n.State.Selected && c.filters():
		return 0.8, "it shows another part of a list"
	case known && all && len(c.over) == 0:
		return 1, fmt.Sprintf("%q opens", label)
	case known && all && len(c.over) <= 2 && !c.ask && !c.has(verb, "edit"): // what is edited must be known
		return 0.7, fmt.Sprintf("%q opens, with %s", label, strings.Join(c.over, " "))
	case n.Kind == snapshot.Tab && all:
		return 0.8, "a tab"
	case all && c.has(verb, "next") && c.has(object, "page", "list"), all && c.has(verb, "next") && slices.ContainsFunc(hint, func(w string) bool { return strings.HasPrefix(w, "pag") }):
		return 0.8, "the next page"
	case all && (n.State.Popup == "menu" || n.State.Expanded == snapshot.No) && len(c.over) == 0:
		return 0.8, "it opens a menu or section"
	case n.State.Expanded == snapshot.No && n.Kind == snapshot.Button && !n.Weak && len(c.over) <= 2 && !c.ask:
		return 0.6, "it unfolds a section, as it says of itself"
	case all && ClosedList(n):
		return 0.8, "it opens a list to choose from"
	case all && (c.hasAny(places) || services) && len(c.over) == 0 && (n.Kind == snapshot.Link || n.Kind == snapshot.Button || n.Kind == snapshot.MenuItem):
		return 0.5, fmt.Sprintf("%q names a place", label)
	case r.navigates(i):
		return 0.4, "it stands among what leads to other parts of the site"
	case len(c.tokens) == 0 && (n.Kind == snapshot.Link || n.Kind == snapshot.Button) && namesIcon(label):
		return 0.8, "an icon named " + label
	case len(c.tokens) == 0 && len(c.over) > 0 && n.Kind == snapshot.Button || len(c.tokens) == 0 && n.Kind == snapshot.Link && !leadsTo(n.Href):
		if d := r.read(n.Description); d.has(verb, opening...) && len(d.over) == 0 && !d.ask {
			return 0.7, fmt.Sprintf("%q opens, as it is described", n.Description)
		}
	}
	return 0, ""
}

// NamesPart reports whether a label names a part of a list by the state of what is in it: "Offline (1)".
func NamesPart(label, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Text, Text: label, Parent: -1}}}, names{})
	return r.read(strings.Trim(label, chevrons+" ")).filters()
}

// filters reports whether a label names a part of a list by the state of what is in it, or all of it: "Offline (1)", "All (3)".
func (c clause) filters() bool {
	return len(c.tokens) > 0 && len(c.over) == 0 && !c.ask && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return !t.is(modifier, "all", "other") && !t.is(state, "online", "offline") && !t.is(object, deviceWords...) && !t.is(filler)
	}) && (c.has(modifier, "all", "other") || c.has(state, "online", "offline"))
}

// navigates reports whether a control is one of three to eight beside each other that are no more than the names of places,
// each of a word or two, where at least one other is known to be such a name and none says that it does anything: a bar of
// tabs, whatever this one is called, as by "Me".
func (r *reader) navigates(i int) bool {
	n := r.page.Nodes[i]
	if n.Parent < 0 || r.page.Nodes[n.Parent].Kind != snapshot.Group || n.Kind != snapshot.Link && n.Kind != snapshot.Button && n.Kind != snapshot.Tab && n.Kind != snapshot.MenuItem {
		return false
	}
	if k := r.page.Layers[n.Layer].Kind; k == snapshot.Dialog || k == snapshot.Panel || n.Kind == snapshot.MenuItem && k != snapshot.Document {
		return false
	}
	all, known := 0, 0
	for k, o := range r.page.Nodes {
		if o.Parent != n.Parent {
			continue
		}
		if !pressable(o) || o.Kind != n.Kind || !r.page.AloneInEntry(k) {
			return false // what stands there besides may be what they act on
		}
		c := r.read(o.Label())
		words := len(strings.FieldsFunc(o.Label(), func(r rune) bool { return !part(r) }))
		if words == 0 || words > 3 || c.ask || c.changes() && !c.namesSecurity() || c.has(topic) || utf8.RuneCountInString(o.Label()) > 20 {
			return false
		}
		if all++; k != i && len(c.over) == 0 && len(c.tokens) > 0 && !slices.ContainsFunc(c.tokens, func(t token) bool {
			return !t.is(filler) && !slices.ContainsFunc(t.senses, func(s sense) bool {
				return slices.Contains(places, s.meaning) || s.meaning == "photos" || s.meaning == "home"
			})
		}) {
			known++
		}
	}
	return all >= 3 && all <= 8 && known > 0
}

// namesSecurity reports whether a label is the name of a place, "Sign-in & security", and says to do nothing else.
func (c clause) namesSecurity() bool {
	return c.has(object, "security", "account-security") && !slices.ContainsFunc(c.tokens, func(t token) bool {
		return t.is(polarity) || t.is(verb) && !t.is(verb, "sign-in")
	})
}

// shapes are words that tell how an icon is drawn.
var shapes = []string{"icon", "vertical", "horizontal", "vert", "horiz", "outline", "outlined", "round", "rounded", "filled", "down", "up", "right", "left", "three", "svg", "button"}

// namesIcon reports whether a label is the name of an icon that opens, as a library calls it: "ellipsis", "dots-vertical".
func namesIcon(label string) bool {
	words := strings.Fields(hinted(label))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(opens, w) }) && !slices.ContainsFunc(words, func(w string) bool {
		return !slices.Contains(opens, w) && !slices.Contains(shapes, w)
	})
}

// backward are marks at the beginning of what leads back to where it says.
const backward = "‹«←❮"

// LeadsBack reports whether a control leads back to the page before, by the mark that its label begins with.
func LeadsBack(n snapshot.Node) bool {
	return strings.IndexAny(strings.TrimSpace(n.Label()), backward) == 0
}

// listsContents reports whether what a label says below its title names several things, as in "Password, sign-ins,
// deletion": it tells what is found there, and is no command.
func listsContents(label, title string) bool {
	_, rest, ok := strings.Cut(label, title)
	return ok && strings.ContainsAny(rest, ",，、·;") || ok && len(strings.Fields(rest)) > 4
}

// Changes reports whether any word of a label may change something.
func Changes(label, lang string) bool {
	r := newReader(snapshot.Page{Lang: lang, Nodes: []snapshot.Node{{Kind: snapshot.Button, Name: label, Parent: -1, Entry: -1}}}, names{})
	return r.read(label).changes()
}

// ClosedList reports whether a control opens a list to choose from: by its role, or by the mark that ends its label.
func ClosedList(n snapshot.Node) bool {
	if n.Kind == snapshot.Field && n.Role == "combobox" && n.State.Expanded == snapshot.No {
		return true // a field to search it is pressed to open it
	}
	if n.State.Expanded == snapshot.Yes || !n.Kind.Pressable() {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(n.Label()))
	return n.Kind == snapshot.Select || n.State.Popup == "listbox" || strings.ContainsRune("▾▼⌄﹀∨˅▿🞃", last)
}

// leadsTo reports whether a link leads to a page of its own.
func leadsTo(href string) bool {
	return href != "" && !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "javascript:")
}

// changes reports whether any word of a clause may change something. A word that also opens or
// names a thing is taken for what it might change, but where it opens a menu: "打开菜单".
func (c clause) changes() bool {
	menu := c.has(verb, "more", "settings") && !c.has(object, "find-device", "tracking", "device", "this-device", "phone")
	for _, t := range c.tokens {
		if menu && t.is(verb, "open") && t.is(verb, "turn-on") {
			continue
		}
		for _, s := range t.senses {
			if s.kind == verb && slices.Contains(changing, s.meaning) || s.kind == polarity {
				return true
			}
		}
	}
	return false
}
