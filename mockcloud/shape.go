package mockcloud

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Shape is how all pages of a cloud look and what one does on them: one value of each of
// many independent choices. It is made from a seed and never changed. What stands in it is
// invented throughout; the addresses at which one enters the site are the known ones.
type Shape struct {
	Seed uint64
	Lang string // one of Languages()
	Dark bool
	View string // "", "zoomed-in", "zoomed-out", "small"

	Controls string // what buttons are made of: "native", "aria" (role=button), "bare" (no role)
	Icons    string // how an icon is named: "label", "title"
	IDs      bool   // some elements have an id
	Noise    []string

	SignIn    string // "react", "mobile", "old", "sms-first", "two-pages"
	Agreement string // "none", "box", "popup"
	Home      string // "tiles", "sidebar", "avatar", "hamburger"

	FindLayout   string // "list", "cards", "table", "map", "dropdown", "tabs"
	FindPlace    string // of the action: "entry", "panel", "drawer", "page", "accordion", "sheet"
	FindAction   string // "kebab-role", "kebab-div", "icon", "button", "switch", "link", "manage"
	FindFeedback string // "toast", "text", "vanish", "state", "reload", "list"
	FindPrompt   Prompt

	Mine         string // My Devices is on "settings", its "own" page, the "account" site
	MineList     string // "whole", "lazy", "virtual", "pages", "more", "late"
	MineDelete   string // "entry", "icon", "kebab", "detail", "edit", "edit-select"
	MineFeedback string // "toast", "list"
	MinePrompt   Prompt

	Delete      string   // "page", "wizard", "accordion", "scroll"
	Boxes       []string // "native", "role", "icon"
	Reason      string   // "", "radios", "select"
	Code        string   // "", "first", "last"
	Password    bool
	Phrase      bool
	FinalPrompt Prompt // Kind "none": the button is the order
	Check       string // for signed-in devices: "", "continue", "stop"
	Result      string // "page", "dialog", "signin", "toast"
	Later       bool   // accepted, to be carried out within days

	Requests string // form of the device list: "known", "flat", "graphql", "embedded"
	API      map[string]string
	Framed   []string // pages whose content is in a frame: "find", "mine", "delete"
	Decoys   []string // in the order they are offered

	Marks bool // elements carry data-m, what they are for; for the walk of an oracle only
}

// A Prompt is what asks before something is done.
type Prompt struct {
	Kind        string // "dialog", "alertdialog", "element", "div", "sheet", "popover", "native", "none"
	Heading     bool
	Names       bool // says which device
	NoFirst     bool // the no stands before the yes
	KeepPrimary bool // the primary button means no
	Yes         string
	Box         bool   // "I understand"
	Second      string // kind of a second prompt, "" for none
	Password    string // "", "inside", "after"
	Countdown   int    // seconds until the yes can be pressed
}

// decoys are what must never be pressed.
var decoys = []string{"erase", "backup", "photos", "sound", "lost", "signout_all", "cancel_deletion", "keep_account", "consent", "payment", "report"}

// Decoys returns what follows "decoy:" in State.Counts.
func Decoys() []string { return slices.Clone(decoys) }

// dice of one seed.
type chooser struct{ *rand.Rand }

func (c chooser) one(of ...string) string { return of[c.IntN(len(of))] }
func (c chooser) in(n int) bool           { return c.IntN(n) == 0 } // once in n

// seeded returns the dice of a seed. Seeds that are neighbours are mixed, since PCG's first
// numbers are alike for them.
func seeded(seed, stream uint64) chooser {
	mixed := (seed + 1) * 0x9e3779b97f4a7c15
	mixed = (mixed ^ mixed>>30) * 0xbf58476d1ce4e5b9
	mixed = (mixed ^ mixed>>27) * 0x94d049bb133111eb
	return chooser{rand.New(rand.NewPCG(mixed^mixed>>31, stream))}
}

// NewShape returns the shape of seed.
func NewShape(seed uint64) Shape {
	c := seeded(seed, 1)
	s := Shape{
		Seed: seed, Lang: c.one(Languages()...), Dark: c.in(3), View: c.one("", "", "", "", "zoomed-in", "zoomed-out", "small"),
		Controls: c.one("native", "native", "aria", "bare"), Icons: c.one("label", "title"), IDs: c.in(2), Noise: c.noise(),
		SignIn: c.one("react", "mobile", "old", "sms-first", "two-pages"), Agreement: c.one("none", "box", "popup"),
		Home:       c.one("tiles", "sidebar", "avatar", "hamburger"),
		FindLayout: c.one("list", "cards", "table", "map", "dropdown", "tabs"),
		FindAction: c.one("kebab-role", "kebab-div", "icon", "button", "switch", "link", "manage"), FindFeedback: c.one("toast", "text", "vanish", "state", "reload", "list"),
		Mine: c.one("settings", "own", "account"), MineList: c.one("whole", "lazy", "virtual", "pages", "more", "late"),
		MineDelete: c.one("entry", "icon", "kebab", "detail", "edit", "edit-select"), MineFeedback: c.one("toast", "list"),
		Delete: c.one("page", "wizard", "accordion", "scroll"), Reason: c.one("", "radios", "select"), Code: c.one("", "first", "last"),
		Password: c.in(4), Phrase: c.in(5), Check: c.one("", "", "", "", "", "continue", "continue", "stop"),
		Result: c.one("page", "dialog", "signin", "toast"), Later: c.in(5),
		Requests: c.one("known", "known", "known", "flat", "graphql", "embedded"),
	}
	places := []string{"panel", "drawer", "sheet"}
	if slices.Contains([]string{"list", "cards", "table"}, s.FindLayout) {
		places = append(places, "entry", "page", "accordion")
	}
	s.FindPlace = c.one(places...)
	s.FindPrompt, s.MinePrompt, s.FinalPrompt = c.prompt(true), c.prompt(true), c.prompt(false)
	s.FinalPrompt.Password = "" // Password is asked for on the page
	for range 1 + c.IntN(3)*c.IntN(2) {
		s.Boxes = append(s.Boxes, c.one("native", "role", "icon"))
	}
	s.Framed = []string{}
	for _, page := range []string{"find", "mine", "delete"} {
		if c.in(6) {
			s.Framed = append(s.Framed, page)
		}
	}
	s.API = c.addresses(s.Requests)
	s.Decoys = slices.Clone(decoys)
	c.Shuffle(len(s.Decoys), func(i, j int) { s.Decoys[i], s.Decoys[j] = s.Decoys[j], s.Decoys[i] })
	return s
}

func (c chooser) noise() []string {
	all := []string{}
	for _, n := range []string{"cookies", "news", "survey", "app", "sticky", "skeleton", "animation"} {
		if c.in(4) {
			all = append(all, n)
		}
	}
	return all
}

func (c chooser) prompt(password bool) Prompt {
	p := Prompt{
		Kind: c.one("dialog", "alertdialog", "element", "div", "sheet", "popover", "native", "none"), Heading: !c.in(3), Names: !c.in(3),
		NoFirst: c.in(2), KeepPrimary: c.in(3), Yes: c.one("verb", "verb", "ok", "yes", "confirm", "continue"), Box: c.in(6),
	}
	if c.in(6) {
		p.Second = c.one("dialog", "div", "native")
	}
	if password && c.in(6) {
		p.Password = c.one("inside", "after")
	}
	if c.in(8) {
		p.Countdown = 2
	}
	if p.Kind == "native" || p.Kind == "none" {
		p.Box, p.Countdown = false, 0
		if p.Password != "" {
			p.Password = "after"
		}
		if p.Kind == "none" {
			p.Second = ""
		}
	}
	return p
}

// addresses are where the pages' scripts ask, by what they ask for.
func (c chooser) addresses(requests string) map[string]string {
	if requests == "known" {
		return map[string]string{"list": "/find/v3/device/status/list", "off": "/find/v2/device/service/close", "submit": "/pass/del/submit", "mine": "/status/linked/list", "remove": "/status/linked/delete"}
	}
	root := c.one("/gw", "/api/v5", "/portal/rest", "/web/bff")
	list := root + c.one("/terminal/query", "/gadgets", "/my/phones.json")
	if requests == "graphql" {
		list = root + "/graphql"
	}
	return map[string]string{"list": list, "off": root + c.one("/locator/disable", "/terminal/tracking"), "submit": root + c.one("/profile/close", "/identity/erase"), "mine": root + "/linked", "remove": root + "/linked/unbind"}
}

// dimensions are the choices that a report counts by: name and value.
func (s Shape) Dimensions() map[string]string {
	return map[string]string{
		"lang": s.Lang, "dark": fmt.Sprint(s.Dark), "view": s.View, "controls": s.Controls, "icons": s.Icons, "noise": fmt.Sprint(len(s.Noise)),
		"sign-in": s.SignIn, "agreement": s.Agreement, "home": s.Home,
		"find-layout": s.FindLayout, "find-place": s.FindPlace, "find-action": s.FindAction, "find-feedback": s.FindFeedback, "find-prompt": s.FindPrompt.Kind,
		"mine": s.Mine, "mine-list": s.MineList, "mine-delete": s.MineDelete, "mine-feedback": s.MineFeedback, "mine-prompt": s.MinePrompt.Kind,
		"delete": s.Delete, "reason": s.Reason, "code": s.Code, "final-prompt": s.FinalPrompt.Kind, "check": s.Check, "result": s.Result,
		"requests": s.Requests, "framed": strings.Join(s.Framed, "+"),
	}
}

// Seeded returns the scenario of seed: a shape, and devices as they come.
func Seeded(seed uint64) Scenario {
	s, c := NewShape(seed), seeded(seed, 2)
	state := State{Account: alice, Knobs: Knobs{Lang: locale(s.Lang), Shape: &s, FindOffGone: s.FindFeedback == "vanish", Later: s.Later}}
	state.Knobs.FindPassword = s.FindPrompt.Password != ""
	if s.Code != "" {
		state.Knobs.DeleteCode = c.one("phone", "mail")
	}
	if state.Knobs.DeviceCheck = s.Check; s.Check != "" {
		state.Browsers = []string{"Edge Browser"}
	}
	names := []string{"Redmi Note 8", "Redmi Note 8 Pro", "Mi 9", "POCO F3", "Xiaomi 12T"}
	c.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for i, name := range names[:1+c.IntN(4)] {
		d := phone(i+1, name)
		d.FindOn, d.Online = !c.in(5), !c.in(6)
		state.Devices = append(state.Devices, d)
	}
	if c.in(4) {
		state.Devices = append(state.Devices, Device{FID: "f9001", Name: "Redmi 9", Model: "M2004J19G", Owner: "Bob", FindOn: true, Online: true})
	}
	return Scenario{Name: fmt.Sprintf("seed %d", seed), About: s.About(), State: state}
}

// About says in a line what the shape is like.
func (s Shape) About() string {
	return fmt.Sprintf("%s; sign-in %s; home %s; Find Device %s, %s in %s, asks by %s; My Devices %s, %s, %s, asks by %s; deletion %s, ends by %s; requests %s",
		s.Lang, s.SignIn, s.Home, s.FindLayout, s.FindAction, s.FindPlace, s.FindPrompt.Kind, s.Mine, s.MineList, s.MineDelete, s.MinePrompt.Kind, s.Delete, s.Result, s.Requests)
}
