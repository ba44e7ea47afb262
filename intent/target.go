package intent

import "slices"

// A Verb is what a control does.
type Verb string

// An Object is what it is done to.
type Object string

const (
	Delete   Verb = "delete" // or remove, unlink: what takes a device out of an account
	TurnOff  Verb = "turn off"
	TurnOn   Verb = "turn on"
	SignIn   Verb = "sign in"
	SignOut  Verb = "sign out"
	Confirm  Verb = "confirm"
	Continue Verb = "continue"
	Agree    Verb = "agree"
	Verify   Verb = "verify"
	Send     Verb = "send"
	Resend   Verb = "resend"
	Enter    Verb = "enter"
	Submit   Verb = "submit"
	Cancel   Verb = "cancel"
	Skip     Verb = "skip"
	Close    Verb = "close"
	Open     Verb = "open"
	More     Verb = "more"
)

const (
	None            Object = ""
	Account         Object = "account"
	Device          Object = "device"
	FindDevice      Object = "find device"
	MyDevices       Object = "my devices"
	Settings        Object = "settings"
	AccountSecurity Object = "account security"
	Identity        Object = "identity"
	Code            Object = "code"
	Password        Object = "password"
	Loss            Object = "loss" // of what is deleted
	Terms           Object = "terms"
)

// A Target is what is looked for, and where.
type Target struct {
	Do     Verb
	Of     Object
	In     Scope
	Item   string   // name of the one device it is about, "" for none
	Labels []string // other words by which the site names that device
	Others []string // names of other devices, which it must not be about
	Called []string // words by which the page calls the object, see CalledOn
	// Pressed is the label of the control of it that was pressed, "" if none was: what answers it may
	// repeat its words, and means by them what the control meant.
	Pressed string

	// Answered is the label of the yes of a prompt that was answered already, "" if none was: a prompt
	// that follows it and has the same yes asks again.
	Answered string

	Hints Hints
}

func (t Target) names() names { return names{t.Item, t.Labels, t.Others, t.Called, meaningOf[t.Of]} }

// meaningOf is the meaning of the lexicon that an object has.
var meaningOf = map[Object]string{FindDevice: "find-device", Device: "device", Account: "account"}

// Hints are what is known of a page from elsewhere. They add to the score of a control whose words
// fit; none is needed, and none is enough.
type Hints struct {
	Phrases []string // labels seen on the site
	IDs     []string // identifiers that its authors use, found in Node.Hint
	Nodes   []int    // nodes that known selectors find
	Page    string   // why the page is known to be about the target, "" if it is not
	Place   string   // why the page is known to be about the target's object, "" if it is not: a verb without one means it there
}

// A Scope is the part of a page to look in. The zero Scope is the whole page.
type Scope struct {
	kind  string
	index int
	nodes []int
}

// InEntry is an entry of a list, Among the given nodes.
func InEntry(i int) Scope          { return Scope{kind: "entry", index: i} }
func Among(nodes ...int) Scope     { return Scope{kind: "among", nodes: nodes} }
func (s Scope) Entry() (int, bool) { return s.index, s.kind == "entry" }

func (s Scope) holds(r *reader, i int) bool {
	switch s.kind {
	case "entry":
		return r.page.Nodes[i].Entry == s.index
	case "among":
		return slices.Contains(s.nodes, i)
	}
	return true
}

// A rule is the meanings that make a target.
type rule struct {
	verbs   []string // one of them must be there
	whole   []string // those of them that hold the object: "close account"
	objects []string // that it may be about
	bare    bool     // the verb alone is enough
	noun    bool     // the object alone is enough
	extra   []string // meanings beside that change nothing for this target
	parts   []string // what goes with the object: the verb and these are about it where the context says the whole
	wider   []string // verbs that mean it only where the context says the whole
	done    []string // states that say that it is done
}

// helpers are verbs and polarities that go with any other.
var helpers = []string{"confirm", "continue", "start", "submit", "done", "yes", "ok", "anyway", "permanently", "agree", "understand", "get", "select", "press", "hold", "save"}

// rules of the targets; see ruleOf.
var rules = map[Verb]map[Object]rule{
	Delete: {
		Account: {verbs: []string{"delete", "delete-permanently", "close-account"}, whole: []string{"close-account"}, objects: []string{"account", "xiaomi-account"}, done: []string{"deleted"},
			parts: []string{"all"}, wider: []string{"erase", "remove", "clear"}},
		Device: {verbs: []string{"delete", "remove", "unlink", "delete-permanently"}, objects: []string{"device", "this-device", "phone", "current-device", "linked-devices"}, extra: []string{"list", "sign-out"}, done: []string{"deleted", "removed"}},
	},
	TurnOff: {FindDevice: {verbs: []string{"turn-off", "disable", "deactivate", "disconnect", "stop", "off"}, objects: []string{"find-device"}, extra: []string{"feature", "service", "device", "phone", "this-device", "item"}, done: []string{"turned-off", "disabled"}}},
	TurnOn:  {FindDevice: {verbs: []string{"turn-on", "on", "keep"}, objects: []string{"find-device"}, extra: []string{"feature", "service", "device", "phone"}}},
	SignIn:  {None: {verbs: []string{"sign-in"}, bare: true, objects: []string{"account", "xiaomi-account"}}},
	SignOut: {None: {verbs: []string{"sign-out"}, bare: true, objects: []string{"account", "xiaomi-account"}}},
	Confirm: {None: {verbs: []string{"confirm", "ok", "yes"}, bare: true}},
	Continue: {None: {verbs: []string{"continue", "next"}, bare: true, extra: []string{"anyway"}},
		Account: {verbs: []string{"continue", "next"}, objects: []string{"account", "xiaomi-account"}, bare: true}},
	Agree: {
		None:  {verbs: []string{"agree", "understand"}, bare: true, objects: []string{"terms", "consequences"}, extra: []string{"continue", "all", "confirm"}},
		Terms: {verbs: []string{"agree", "understand"}, bare: true, objects: []string{"terms"}, extra: []string{"continue", "xiaomi-account", "account", "page", "confirm"}},
		Loss:  {verbs: []string{"agree", "understand", "confirm"}, bare: true, objects: []string{"consequences", "terms", "page"}, extra: []string{"lose", "data", "delete", "account", "xiaomi-account", "cannot-undo", "irreversible", "all", "permanently", "content"}},
	},
	Verify: {
		Identity: {verbs: []string{"verify", "confirm"}, whole: []string{}, objects: []string{"identity", "security"}, extra: []string{"account"}},
		None:     {verbs: []string{"verify"}, bare: true, objects: []string{"identity", "security", "account"}},
	},
	Send:   {Code: {verbs: []string{"get-code", "send", "get", "download"}, whole: []string{"get-code"}, objects: []string{"code", "verification-code"}, extra: []string{"messages", "email", "phone-number", "phone", "verify"}}},
	Resend: {Code: {verbs: []string{"resend", "again", "new"}, whole: []string{"resend", "get-code"}, objects: []string{"code", "verification-code"}, extra: []string{"verify", "send", "get-code", "get", "email", "messages", "new", "again", "try-again", "download", "phone-number", "phone"}}},
	Enter:  {Code: {verbs: []string{"enter-code", "enter"}, whole: []string{"enter-code"}, objects: []string{"code", "verification-code"}, extra: []string{"messages", "email", "verify"}}},
	Submit: {None: {verbs: []string{"submit", "continue", "next", "confirm", "ok", "verify", "done"}, bare: true}},
	Cancel: {None: {verbs: []string{"cancel", "decline", "no", "keep", "not-now", "back", "close-dialog", "dismiss"}, bare: true}},
	Skip:   {None: {verbs: []string{"skip", "not-now", "close-dialog", "dismiss", "cancel"}, bare: true}},
	Close:  {None: {verbs: []string{"close-dialog", "dismiss"}, bare: true}},
	More:   {None: {verbs: []string{"more", "details", "manage", "show-more"}, bare: true, objects: []string{"device", "settings"}}},
	Open: {
		FindDevice:      {noun: true, objects: []string{"find-device"}, verbs: []string{"open", "details", "manage", "more"}, extra: []string{"device", "phone", "feature", "service"}},
		MyDevices:       {noun: true, objects: []string{"my-devices", "linked-devices", "device", "all-devices"}, verbs: []string{"open", "details", "manage", "more", "show-more"}, extra: []string{"list", "sign-in", "session"}},
		Settings:        {noun: true, objects: []string{"settings"}, verbs: []string{"open", "details", "manage", "more"}},
		Account:         {noun: true, objects: []string{"account", "xiaomi-account", "profile"}, verbs: []string{"open", "details", "manage", "more"}, extra: []string{"settings"}},
		AccountSecurity: {noun: true, objects: []string{"account-security", "security"}, verbs: []string{"open", "details", "manage", "more"}, extra: []string{"account", "settings"}},
	},
}

func ruleOf(t Target) (rule, bool) {
	r, ok := rules[t.Do][t.Of]
	return r, ok
}
