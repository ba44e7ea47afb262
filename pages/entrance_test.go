package pages

import (
	"testing"

	"miacct/snapshot"

	"miacct/flow"
)

// The only button of a page of Mi Cloud may open the sign-in, whatever its words, for as long as nobody is signed
// in. Once somebody is it may do anything.
func TestTheOnlyButtonIsNoEntranceOnceSignedIn(t *testing.T) {
	home := func(label, more string) flow.View {
		return flow.View{Page: parse(t, `page "https://i.mi.com/" title="Cloud" lang="en"
frame "https://i.mi.com/" allowed
layer "document"
- heading "Dashboard" role="heading" level=3 tag="h3"
- text "Backups" tag="td"
`+more+`- button "`+label+`" role="button" tag="button" for="native"
`)}
	}
	open := func(cases []flow.Case, v flow.View) bool {
		for _, c := range cases {
			if m, seen := c.See(v); c.Name == "open the sign-in page" && seen {
				return m.Node >= 0
			}
		}
		return false
	}
	out := func() *run { return (&run{WebDelete: &WebDelete{Site: load(t)}}).connect() }
	if r := out(); !open(r.session.signInCases(true), home("Ga verder", "")) {
		t.Error("an entrance of unknown words is not opened while nobody is signed in")
	}
	for _, label := range []string{"Purge backups", "Ga verder", "Opschonen", "Continue"} {
		r := out()
		cases := r.session.signInCases(true)
		r.session.signIns++ // as the form turned up in a step
		if open(cases, home(label, "")) {
			t.Errorf("%q is pressed once the form was filled in", label)
		}
		r = out()
		if open(r.session.signInCases(false), home(label, "")) {
			t.Errorf("%q is pressed though there is a session", label)
		}
		if r = out(); open(r.session.signInCases(true), home(label, "- link \"Sign out\" role=\"link\" tag=\"a\" for=\"native\"\n")) {
			t.Errorf("%q is pressed beside “Sign out”", label)
		}
	}
}

// A form that takes phone numbers only is left for the one that takes the account's name.
func TestFormForTheName(t *testing.T) {
	page := func(lang, nodes string) snapshot.Page {
		return parse(t, "page \"https://account.xiaomi.com/pass/serviceLogin\" title=\"Mi\" lang=\""+lang+"\"\nframe \"https://account.xiaomi.com/pass/serviceLogin\" allowed\nlayer \"document\" box=0,0,1280,800\n"+nodes)
	}
	form := func(phone, mail, field, kind string) string {
		return "- tab \"" + phone + "\" selected for=\"native\"\n- tab \"" + mail + "\" for=\"native\"\n- field \"" + field + "\" type=\"" + kind + "\" for=\"native\"\n- password \"****\" hint=\"current-password\" type=\"password\" for=\"native\"\n- button \"OK\" type=\"submit\" for=\"native\"\n"
	}
	for _, c := range []struct{ lang, nodes, account, want string }{
		{"es", form("Celular", "Correo o ID", "Tu número a 10 dígitos", "tel"), "ana@example.com", "Correo o ID"},
		{"es", form("Celular", "Correo o ID", "Tu número a 10 dígitos", "tel"), "5512345678", ""},
		{"de", form("Handy", "Anders", "Handynummer", "tel"), "ana@example.com", "Anders"},
		{"en", form("Phone", "Email", "Email or phone", "tel"), "ana@example.com", ""}, // it takes both
		{"en", form("Phone", "Email", "Account", "text"), "ana@example.com", ""},
		{"en", form("Email", "Phone number", "Email address", "email"), "5512345678", "Phone number"},
		{"en", form("Email", "Phone number", "Email address", "email"), "ana@example.com", ""},
	} {
		p := page(c.lang, c.nodes)
		got := ""
		if i := formFor(p, readLogin(p), c.account); i >= 0 {
			got = p.Nodes[i].Label()
		}
		if got != c.want {
			t.Errorf("%s %s, %s: %q, want %q", c.lang, c.nodes, c.account, got, c.want)
		}
	}
}
