package pages_test

import (
	"fmt"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/testdata/sample"
	"miacct/trail"
)

// acts are the requests that change something, by the end of their path.
var acts = []string{"/service/close", "/delete", "/pass/del/submit", "/delAccount"}

// checkedAfterSignIn checks that after each sign-in the account's page was read before anything was changed.
func checkedAfterSignIn(t *testing.T, s mockcloud.State) {
	t.Helper()
	checked := false
	for i, asked := range s.Requests {
		method, address, _ := strings.Cut(asked, " ")
		_, path, _ := strings.Cut(address, "/")
		switch path = "/" + path; {
		case path == "/pass/serviceLoginAuth2":
			checked = false
		case path == "/fe/service/account" || path == "/fe/service/account/profile" || path == "/pass/auth/security/home":
			checked = true
		}
		for _, act := range acts {
			if method == "POST" && strings.HasSuffix(path, act) && !checked {
				t.Errorf("request %d of %d, %s, comes after a sign-in and before the account was checked", i+1, len(s.Requests), asked)
			}
		}
	}
}

// Where a session ends is nothing a run can choose. It signs in again, and whose account that
// opened is read before anything is changed.
func TestAccountIsCheckedAfterEverySignIn(t *testing.T) {
	for _, m := range sample.Of(t, 1, []moment{
		{"GET /find", 2, true},           // for turning off
		{"GET /h5/{devices}", 2, true},   // for removing
		{"GET /status/{list}", 2, false}, //
		{"GET /pass/del", 1, true},       // for deleting
	}) {
		t.Run(fmt.Sprintf("%s %d", strings.ReplaceAll(m.on, "/", "|"), m.nth), func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "family")
			before.Faults = []mockcloud.Fault{{Kind: "session-ended", On: m.on, Nth: m.nth}}
			o := run(t, before, nil)
			s := o.cloud.State()
			if o.outcome != trail.Done || !s.Deleted || s.Struck != 1 {
				t.Errorf("outcome %s of %v, deleted %v, struck %d", o.outcome, o.err, s.Deleted, s.Struck)
			}
			if n := s.Counts["sign-in"]; n != 2 {
				t.Errorf("signed in %d times, want 2", n)
			}
			o.promises(t, before)
		})
	}
}

// A page whose session is over may leave for the sign-in before its list has come.
func TestFindDeviceLeavesBeforeItsListHasCome(t *testing.T) {
	t.Parallel()
	before := scenario(t, "family")
	before.Knobs.SessionLost = "find"
	before.Faults = []mockcloud.Fault{
		{Kind: "stall", On: "GET /find/v3/device/status/list"},
		{Kind: "late", On: "GET /status/lite/setting"}, // it makes the page leave, once that has been seen
	}
	o := run(t, before, nil)
	s := o.cloud.State()
	if o.outcome != trail.Done || !s.Deleted || s.Struck != 2 {
		t.Errorf("outcome %s of %v, deleted %v, struck %d", o.outcome, o.err, s.Deleted, s.Struck)
	}
	o.promises(t, before)
}
