package pages_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
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
		show(s.SignIn.Form, s.SignIn.Account, s.SignIn.Password, s.SignIn.Agreement, s.SignIn.Submit)
		if m.refused {
			show(s.SignIn.NoAccount)
		}
		if m.wrong {
			show(s.SignIn.Wrong)
		}
	case "home":
		show(s.Home.SignedIn, s.Home.Settings)
	case "settings":
		show(s.Home.SignedIn, s.Home.MyDevices)
	case "account":
		show(s.AccountHome.Page, s.AccountHome.ID)
	case "find":
		show(s.Find.Page)
		for _, d := range m.devices {
			if !d.removed {
				of(s.Find.Device, d)
			}
			if !d.removed && !d.on {
				of(s.Find.Off, d)
			}
		}
		if d := m.open; d != nil && d.on {
			of(s.Find.More, d)
			switch m.layer {
			case "menu":
				show(s.Find.TurnOff)
			case "dialog":
				show(s.Find.OK)
			case "password":
				show(s.Find.Password, s.Find.PasswordOK)
			}
		}
	case "mine":
		show(s.MyDevices.Heading)
		left := false
		for _, d := range m.devices {
			gone := s.MyDevices.Heading.Is + " without " + s.MyDevices.Device.Is + " of " + d.name
			// The page takes a row away when the answer has come.
			if d.removed && m.waiting != "remove:"+d.fid {
				all[gone] = true
				continue
			}
			left = true
			of(s.MyDevices.Device, d)
			of(s.MyDevices.Delete, d)
			show(s.MyDevices.Delete)
		}
		if !left {
			show(s.MyDevices.Empty)
		}
		if m.layer == "dialog" {
			show(s.MyDevices.Confirm)
		}
	}
	return all
}

func (m *model) press(on browser.Locator) {
	s, name := m.site, on.String()
	is := func(e pages.Element) bool { return name == e.Is }
	for _, d := range m.devices {
		switch name {
		case s.Find.Device.Is + " of " + d.name:
			m.open, m.layer = d, ""
		case s.MyDevices.Delete.Is + " of " + d.name:
			if m.open = d; m.removeDialog {
				m.layer = "dialog"
			} else {
				m.order("remove:" + d.fid)
			}
		}
	}
	off := func() { m.order("find-off:" + m.open.fid) }
	switch {
	case m.at == "out" && name == "the button “Sign in with Mi Account”":
		m.at = "form"
	case m.at == "form" && (is(s.SignIn.Submit) || name == "the button “Sign in”"):
		m.refused, m.wrong = m.gone, !m.gone && m.stranger
		m.truth += btoi(m.gone && !m.stranger)
		if !m.gone && !m.stranger {
			m.at, m.signedIn, m.entered = "home", true, true
		}
	case m.at == "home" && is(s.Home.Settings):
		m.at = "settings"
	case m.at == "settings" && is(s.Home.MyDevices):
		m.at = "mine"
	case m.at == "find" && m.open != nil && name == s.Find.More.Is+" of "+m.open.name:
		m.layer = "menu"
	case m.at == "find" && is(s.Find.TurnOff) && m.findDialog:
		m.layer = "dialog"
	case m.at == "find" && (is(s.Find.TurnOff) || is(s.Find.OK)) && m.findPassword:
		m.layer = "password"
	case m.at == "find" && (is(s.Find.TurnOff) || is(s.Find.OK) || is(s.Find.PasswordOK)):
		off()
	case m.at == "mine" && is(s.MyDevices.Confirm):
		m.order("remove:" + m.open.fid)
	case m.at == "delete" && name == "the button “Delete account”" && m.deleteDialog:
		m.layer = "dialog"
	case m.at == "delete" && (name == "the button “Delete account”" || name == "the button “Delete”"):
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
	case "open":
		m.goTo(object)
	case "click":
		m.press(a.On)
	case "fill":
		if strings.Contains(object, "password") {
			m.stranger = strings.Contains(object, "wrong")
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

func (m *model) First(ctx context.Context, sights ...browser.Locator) (seen browser.Seen, err error) {
	return m.Next(ctx, nil, sights...)
}

func (m *model) Next(ctx context.Context, was []string, sights ...browser.Locator) (seen browser.Seen, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.entered { // the form's being gone is waited for besides, and it is; or nobody waits for it
		m.mu.Unlock()
		alone := time.NewTimer(200 * time.Millisecond)
		defer alone.Stop()
		var over error
		select {
		case <-ctx.Done():
			over = context.Cause(ctx)
		case <-alone.C:
		}
		m.mu.Lock()
		if m.entered = false; over != nil {
			return seen, over
		}
	}
	err = m.await("see one of "+sights[0].String()+" and others", func() bool {
		all := m.shows()
		seen.Index = -1
		for i, l := range sights {
			if i < len(was) && was[i] != "" && (!all[l.String()] || was[i] != m.stamp(l)) {
				was[i] = ""
			}
			if seen.Index < 0 && !l.IsZero() && all[l.String()] && (i >= len(was) || was[i] == "") {
				seen.Index = i
			}
		}
		return seen.Index >= 0
	})
	if err == nil {
		seen.Text = sights[seen.Index].String()
	}
	return seen, err
}

// Gone is awaited together with First alone, by another goroutine: it neither counts nor moves the clock.
func (m *model) Gone(ctx context.Context, l browser.Locator) error {
	m.mu.Lock()
	gone := !m.shows()[l.String()]
	m.mu.Unlock()
	if !gone {
		<-ctx.Done()
		return context.Cause(ctx)
	}
	return nil
}

func (m *model) Look(_ context.Context, l browser.Locator) (browser.State, error) {
	if !m.call("look at " + l.String()) {
		return browser.State{}, errKilled
	}
	shown := m.shows()[l.String()]
	text := ""
	if shown {
		text = l.String()
	}
	at := browser.State{Shown: shown, Ready: shown, Text: text}
	if shown {
		at.Stamp = m.stamp(l)
	}
	return at, m.after()
}

// stamp is what tells that the sight of l changed: the page it is on is another.
func (m *model) stamp(l browser.Locator) string { return fmt.Sprint(m.document, l) }

func (m *model) Blocks(context.Context) ([]browser.Block, error) { return nil, nil }

// Traffic is open while the page waits for the answer of an act.
func (m *model) Traffic(since time.Time) browser.Traffic {
	out := browser.Traffic{Sent: m.orderedSince(since)}
	if m.waiting != "" {
		out.Open = 1
	}
	return out
}

func (m *model) LookAll(_ context.Context, ls ...browser.Locator) (all []browser.State, err error) {
	if !m.call("look at all entries") {
		return nil, errKilled
	}
	shows := m.shows()
	for i, l := range ls {
		at := browser.State{Shown: shows[l.String()], Ready: shows[l.String()], Top: float64(i)}
		if at.Shown {
			at.Stamp = m.stamp(l)
		}
		all = append(all, at)
	}
	return all, m.after()
}

func (m *model) Around(context.Context, browser.Locator, browser.Locator) ([]browser.Entry, error) {
	if !m.call("read around the delete buttons") {
		return nil, errKilled
	}
	return nil, m.after()
}

func (m *model) Entries(_ context.Context, rows []browser.Row) (browser.Entries, error) {
	if !m.call("read the entries") {
		return browser.Entries{}, errKilled
	}
	return browser.Entries{Of: make([][]browser.Entry, len(rows))}, m.after()
}

func (m *model) Prompt(context.Context, browser.Locator) ([]string, error) {
	if !m.call("read the dialog") {
		return nil, errKilled
	}
	return []string{"Enter your Mi Account password"}, m.after()
}

func (m *model) HeardAll([]string, time.Time) [][]byte { return [][]byte{m.list()} }

func (m *model) Texts(_ context.Context, l browser.Locator) ([]string, error) {
	if !m.call("read " + l.String()) {
		return nil, errKilled
	}
	if m.at == "account" && l.String() == m.site.AccountHome.ID.Is {
		return []string{accountID}, m.after()
	}
	return nil, m.after()
}

func (m *model) Attributes(context.Context, browser.Locator, string) ([]string, error) {
	return nil, nil
}

// Heard is the device list, which the page asks for when it is opened.
func (m *model) Heard(_ context.Context, patterns []string, _ time.Time) ([]byte, time.Time, error) {
	if !m.call("hear the device list") {
		return nil, time.Time{}, errKilled
	}
	if slices.Equal(patterns, m.site.At.SignInReply) {
		return []byte(`{"code":20003}`), time.Time{}, m.after()
	}
	return m.list(), time.Time{}, m.after()
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

func (m *model) Picture(context.Context) ([]byte, error) { return nil, errNoPicture }
func (m *model) BeginPicture(context.Context) func() ([]byte, error) {
	return func() ([]byte, error) { return nil, errNoPicture }
}
func (m *model) PictureWith(context.Context, browser.Locator) ([]byte, browser.Spot, error) {
	return nil, browser.Spot{}, errNoPicture
}
func (m *model) PictureOf(context.Context, browser.Locator) ([]byte, error) {
	return nil, errNoPicture
}

var errNoPicture = fmt.Errorf("there is nothing to see in memory")

func (m *model) Quiet(context.Context, time.Duration) error {
	if !m.call("wait until the page stands still") {
		return errKilled
	}
	return m.after()
}

func (m *model) Forget(context.Context) error {
	if !m.call("forget") {
		return errKilled
	}
	m.signedIn = false
	return m.after()
}

// Form is the sign-in form.
func (m *model) Form(context.Context, browser.Locator) (browser.Form, error) {
	return browser.Form{Address: "account.xiaomi.com/fe/service/login/password", Buttons: []string{"sign in"},
		Fields: []browser.FormField{{Type: "text", Name: "account"}, {Type: "password", Target: true}}}, nil
}

func (m *model) Overlays(context.Context) ([]browser.Overlay, error) { return nil, nil }

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
	case "delete":
		at, title = "https://account.xiaomi.com/pass/del", "Mi Account"
		nodes = append(nodes, heading("Delete your account"), button("Delete account"))
		if m.layer == "dialog" {
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
		p.Layers = append(p.Layers, snapshot.Layer{Kind: snapshot.Dialog, Name: "Delete this account?", Modal: true, Root: -1})
	}
	p.Layers = append(p.Layers, snapshot.Layer{Kind: snapshot.Document, Root: -1})
	for i, n := range append(nodes, front...) {
		n.Parent, n.Entry, n.Ref = -1, -1, snapshot.Ref{Frame: "f", Document: fmt.Sprint(m.document), Node: int64(i + 1)}
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
		if p := m.page(); !p.Busy || m.now >= end || ready != nil && ready(p) {
			return p, m.after()
		}
	}
}

func (m *model) Changed(ctx context.Context, _ snapshot.Page) (snapshot.Page, error) {
	return m.Settle(ctx, nil)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
