package pages

import (
	"testing"

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
