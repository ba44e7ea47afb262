package pages_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"miacct/browser"
	"miacct/pages"
	"miacct/snapshot"
)

// shows are the names of what the tab shows now.
func (m *model) shows() map[string]bool {
	s := m.site
	all := map[string]bool{"the page": true}
	for _, n := range m.page().Nodes {
		all[fmt.Sprintf("the %s “%s”", n.Kind, n.Label())] = true
	}
	show := func(es ...pages.Element) {
		for _, e := range es {
			all[e.Is] = true
		}
	}
	of := func(e pages.Element, d *phone) { all[e.Is+" of "+d.name] = true }
	switch m.at {
	case "form":
		show(s.Element("sign-in.form"), s.Element("sign-in.password"), s.Element("sign-in.submit"))
		if m.refused {
			show(s.Element("sign-in.no-account"))
		}
		if m.wrong {
			show(s.Element("sign-in.wrong"))
		}
	case "find":
		for _, d := range m.devices {
			if !d.removed && !d.on {
				of(s.Element("find.off"), d)
			}
		}
	case "mine":
		for _, d := range m.listed() {
			of(s.Element("my-devices.device"), d)
		}
	}
	return all
}

// listed are the devices that My Devices shows: the page takes a row away when the answer has come.
func (m *model) listed() (all []*phone) {
	for _, d := range m.devices {
		if !d.removed || m.waiting == "remove:"+d.fid {
			all = append(all, d)
		}
	}
	return all
}

const (
	turnOffOf = "Turn off Find Device for "
	deleteOf  = "Delete device "
)

func (m *model) press(on browser.Locator) {
	s, name := m.site, on.String()
	is := func(e pages.Element) bool { return name == e.Is }
	button := func(words string) bool { return name == "the button “"+words+"”" }
	off := func() { m.order("find-off:" + m.open.fid) }
	ask := func(dialog bool, act func()) {
		switch {
		case dialog:
			m.layer = "dialog"
		case m.at == "find" && m.findPassword:
			m.layer, m.filled = "password", false
		default:
			act()
		}
	}
	for _, d := range m.devices {
		switch {
		case m.at == "find" && button(turnOffOf+d.name):
			m.open = d
			ask(m.findDialog, off)
		case m.at == "mine" && button(deleteOf+d.name):
			m.open = d
			ask(m.removeDialog, func() { m.order("remove:" + d.fid) })
		}
	}
	switch {
	case m.at == "out" && button("Sign in with Mi Account"):
		m.at = "form"
	case m.at == "form" && (is(s.Element("sign-in.submit")) || button("Sign in")):
		m.refused, m.wrong = m.gone, !m.gone && m.stranger
		m.truth += btoi(m.gone && !m.stranger)
		if !m.gone && !m.stranger {
			m.at, m.signedIn = "home", true
		}
	case m.at == "home" && name == "the link “Settings”":
		m.goTo("https://i.mi.com/settings")
	case m.at == "settings" && name == "the link “My devices”":
		m.goTo("https://i.mi.com/mine")
	case m.at == "find" && m.layer == "dialog" && button("Turn off"):
		ask(false, off)
	case m.at == "find" && m.layer == "password" && button("OK"):
		off()
	case m.at == "mine" && m.layer == "dialog" && button("Delete"):
		m.order("remove:" + m.open.fid)
	case m.at == "delete" && button("Delete account") && m.deleteDialog:
		m.layer = "dialog"
	case m.at == "delete" && (button("Delete account") || button("Delete")):
		m.order("delete")
	}
}

func (m *model) goTo(address string) {
	m.open, m.layer, m.refused, m.wrong, m.waiting = nil, "", false, false, ""
	m.document++
	host, path, _ := strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	member := func(page string) {
		if m.at = page; !m.signedIn || m.gone {
			m.at = "form"
		}
	}
	switch {
	case strings.Contains(path, "serviceLogin") || strings.Contains(path, "login"):
		m.at = "form"
	case host == "i.mi.com" && (path == "" || path == "/"):
		if m.at = "home"; !m.signedIn || m.gone {
			m.at = "out"
		}
	case strings.Contains(path, "find"):
		member("find")
	case strings.Contains(path, "settings"):
		member("settings")
	case strings.Contains(path, "mine"):
		member("mine")
	case strings.Contains(path, "del"):
		member("delete")
	default:
		member("account")
	}
}

func (m *model) Do(_ context.Context, a browser.Action) error {
	if !m.call(a.Does) {
		return errKilled
	}
	verb, object, _ := strings.Cut(a.Does, " ")
	switch verb {
	case "forget":
		m.signedIn = false
	case "open":
		m.goTo(object)
	case "click":
		m.press(a.On)
	case "fill":
		if strings.Contains(object, "password") {
			m.stranger, m.filled = strings.Contains(object, "wrong"), true
		}
	}
	return m.after()
}

// await moves the clock until cond is so or the time is up.
func (m *model) await(what string, cond func() bool) error {
	if !m.call(what) {
		return errKilled
	}
	for end := m.now + within; !cond(); m.move(250 * time.Millisecond) {
		if m.now >= end {
			if err := m.after(); err != nil {
				return err
			}
			return fmt.Errorf("%s for %v: %w", what, within, context.DeadlineExceeded)
		}
	}
	return m.after()
}

func (m *model) WaitFor(_ context.Context, w browser.Wait) (seen browser.Seen, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	first := append([]browser.Locator{w.Hidden}, w.Visible...)[0]
	err = m.await("see one of "+first.String()+" and others", func() bool {
		all := m.shows()
		seen.Index = -1
		if !w.Hidden.IsZero() && !all[w.Hidden.String()] {
			return true
		}
		for i, l := range w.Visible {
			if i < len(w.Was) && w.Was[i] != "" && (!all[l.String()] || w.Was[i] != m.stamp(l)) {
				w.Was[i] = ""
			}
			if seen.Index < 0 && !l.IsZero() && all[l.String()] && (i >= len(w.Was) || w.Was[i] == "") {
				seen.Index = i
			}
		}
		return seen.Index >= 0
	})
	if err == nil && seen.Index >= 0 {
		seen.Text = w.Visible[seen.Index].String()
	}
	return seen, err
}

// Look is asked for while Settle waits, by another goroutine.
func (m *model) Look(_ context.Context, ls ...browser.Locator) (all []browser.State, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.call("look") {
		return nil, errKilled
	}
	shows := m.shows()
	for i, l := range ls {
		at := browser.State{Top: float64(i)}
		if shows[l.String()] {
			at = browser.State{Shown: true, Ready: true, Text: l.String(), Stamp: m.stamp(l), Top: float64(i)}
		}
		all = append(all, at)
	}
	return all, m.after()
}

// stamp is what tells that the sight of l changed: the page it is on is another.
func (m *model) stamp(l browser.Locator) string { return fmt.Sprint(m.document, l) }

// Traffic is open while the page waits for the answer of an act. Each page has asked for the device list, and the form
// whether it may sign in.
func (m *model) Traffic(since time.Time) browser.Traffic {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := browser.Traffic{Sent: m.orderedSince(since), Responses: []browser.Response{{URL: "i.mi.com/find/v3/device/status/list", Body: m.list()}}}
	if m.at == "form" && m.refused {
		out.Responses = []browser.Response{{URL: "account.xiaomi.com/pass/serviceLoginAuth2", Sent: true, Body: []byte(`{"code":20003}`)}}
	}
	if m.waiting != "" {
		out.Open = 1
	}
	return out
}

func (m *model) Entries(_ context.Context, rows []browser.Row) ([][]browser.Entry, error) {
	if !m.call("read the entries") {
		return nil, errKilled
	}
	return make([][]browser.Entry, len(rows)), m.after()
}

func (m *model) list() []byte {
	list := []any{}
	for _, d := range m.devices {
		if !d.removed {
			list = append(list, map[string]any{"fid": d.fid, "isSelfDevice": true, "userId": accountID,
				"componentModelInfo": map[string]any{"0": map[string]any{"modelName": map[string]string{"defaultName": d.name}}}})
		}
	}
	b, err := json.Marshal(map[string]any{"code": 0, "data": map[string]any{"deviceList": list}})
	if err != nil {
		panic(err)
	}
	return b
}

func (m *model) Picture(context.Context, browser.Shot) func() (browser.Picture, error) {
	return func() (browser.Picture, error) { return browser.Picture{}, errNoPicture }
}

var errNoPicture = fmt.Errorf("there is nothing to see in memory")

// Cookies are the session's.
func (m *model) Cookies(_ context.Context, name string) ([]string, error) {
	if !m.signedIn || name != "userId" {
		return nil, nil
	}
	return []string{accountID}, nil
}

func (m *model) Hide(...string) {}
func (m *model) URL() string    { return "https://i.mi.com/" }

// page is what a reading of the tab shows, where the program reads it.
func (m *model) page() snapshot.Page {
	at, title := "https://i.mi.com/", "Mi Cloud"
	var front, nodes []snapshot.Node
	button := func(words string) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Button, Name: words, For: []string{"native"}}
	}
	heading := func(words string) snapshot.Node { return snapshot.Node{Kind: snapshot.Heading, Name: words} }
	link := func(words, to string) snapshot.Node {
		return snapshot.Node{Kind: snapshot.Link, Name: words, Href: to, For: []string{"native"}}
	}
	entries, ask := 0, ""
	entry := func(name string, more snapshot.Node) {
		entries++
		for _, n := range []snapshot.Node{{Kind: snapshot.Text, Text: name}, more} {
			n.Entry = entries
			nodes = append(nodes, n)
		}
	}
	switch m.at {
	case "out":
		nodes = append(nodes, heading("Mi Cloud"), button("Sign in with Mi Account"))
	case "form":
		at, title = "https://account.xiaomi.com/fe/service/login", "Sign in"
		submit := button("Sign in")
		submit.Type = "submit"
		nodes = append(nodes, heading("Sign in"), snapshot.Node{Kind: snapshot.Field, Name: "Account", Hint: "username"},
			snapshot.Node{Kind: snapshot.Password, Name: "Password", Hint: "password"}, submit)
		switch {
		case m.refused:
			nodes = append(nodes, snapshot.Node{Kind: snapshot.Alert, Text: "This account does not exist"})
		case m.wrong:
			nodes = append(nodes, snapshot.Node{Kind: snapshot.Alert, Text: "Incorrect account or password"})
		}
	case "account":
		at, title = "https://account.xiaomi.com/fe/service/account", "Xiaomi Account"
		nodes = append(nodes, heading("Xiaomi Account"), snapshot.Node{Kind: snapshot.Text, Text: "Xiaomi ID: " + accountID})
	case "home":
		nodes = append(nodes, heading("Mi Cloud"), link("Settings", "https://i.mi.com/settings"))
	case "settings":
		at += "settings"
		nodes = append(nodes, heading("Settings"), link("My devices", "https://i.mi.com/mine"))
	case "find":
		at += "find"
		nodes = append(nodes, heading("Find Device"))
		for _, d := range m.devices {
			switch {
			case d.removed:
			case d.on:
				entry(d.name, button(turnOffOf+d.name))
			default:
				entry(d.name, snapshot.Node{Kind: snapshot.Text, Text: "Find Device is off"})
			}
		}
		switch m.layer {
		case "dialog":
			ask = "Turn off Find Device?"
			front = append(front, button("Keep on"), button("Turn off"))
		case "password":
			ask = "Turn off Find Device?"
			front = append(front, snapshot.Node{Kind: snapshot.Password, Name: "Password", Hint: "password", Filled: m.filled}, button("Cancel"), button("OK"))
		}
	case "mine":
		at += "mine"
		nodes = append(nodes, heading("My devices"))
		all := m.listed()
		for _, d := range all {
			entry(d.name, button(deleteOf+d.name))
		}
		if len(all) == 0 {
			nodes = append(nodes, snapshot.Node{Kind: snapshot.Text, Text: "No devices"})
		}
		if m.layer == "dialog" {
			ask = "Delete this device?"
			front = append(front, button("Cancel"), button("Delete"))
		}
	case "delete":
		at, title = "https://account.xiaomi.com/pass/del", "Mi Account"
		nodes = append(nodes, heading("Delete your account"), button("Delete account"))
		if m.layer == "dialog" {
			ask = "Delete this account?"
			front = append(front, button("Cancel"), button("Delete"))
		}
	case "deleted":
		at, title = "https://account.xiaomi.com/pass/del", "Mi Account"
		nodes = append(nodes, heading("Your Mi Account has been deleted"))
	default:
		nodes = append(nodes, heading("Mi Cloud"))
	}
	p := snapshot.Page{URL: at, Title: title, Lang: "en", Busy: m.waiting != "",
		Frames: []snapshot.Frame{{ID: "f", Document: fmt.Sprint(m.document), URL: at, Parent: -1, Allowed: true}}}
	if front != nil {
		p.Layers = append(p.Layers, snapshot.Layer{Kind: snapshot.Dialog, Name: ask, Modal: true, Root: -1})
	}
	p.Layers = append(p.Layers, snapshot.Layer{Kind: snapshot.Document, Root: -1})
	for range entries {
		p.Entries = append(p.Entries, snapshot.Entry{Layer: len(p.Layers) - 1})
	}
	for i, n := range append(nodes, front...) {
		n.Parent, n.Entry, n.Ref = -1, n.Entry-1, snapshot.Ref{Frame: "f", Document: fmt.Sprint(m.document), Node: int64(i + 1)}
		if i < len(nodes) {
			n.Layer = len(p.Layers) - 1
		}
		p.Nodes = append(p.Nodes, n)
	}
	return p
}

// Settle reads the page when it is ready or the answer that it waits for is there.
func (m *model) Settle(_ context.Context, ready func(snapshot.Page) bool) (snapshot.Page, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.call("read the page") {
		return snapshot.Page{}, errKilled
	}
	for end := m.now + within; ; m.move(250 * time.Millisecond) {
		p, late := m.page(), m.now >= end
		m.mu.Unlock()
		enough := !p.Busy || late || ready != nil && ready(p) // which may look too
		m.mu.Lock()
		if enough {
			return p, m.after()
		}
	}
}

func (m *model) Changed(ctx context.Context, _ snapshot.Page) (snapshot.Page, error) {
	if ctx.Err() != nil {
		return snapshot.Page{}, context.Cause(ctx)
	}
	return m.Settle(ctx, nil)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
