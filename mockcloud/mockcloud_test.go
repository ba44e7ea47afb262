package mockcloud

import (
	"slices"
	"strings"
	"testing"
)

// The whole way, as a careful person goes it.
func TestPlainWay(t *testing.T) {
	v := begin(t, "plain")
	if text, _ := v.open("https://i.mi.com/"); !strings.Contains(text, "Sign in with Mi Account") {
		t.Fatal("signed out, Mi Cloud's home has no sign-in button")
	}
	v.signIn()
	if _, at := v.open("https://i.mi.com/find"); at.Path != "/find" {
		t.Fatalf("the Find page is at %s", at)
	}
	v.leave()
	if got := v.post("https://account.xiaomi.com/pass/del/submit"); got["result"] != "deleted" {
		t.Fatalf("deleting: %v", got)
	}
	s := v.cloud.State()
	if !s.Deleted || s.DeletedAt.IsZero() {
		t.Error("the account is not deleted")
	}
	want := map[string]int{"sign-in": 1, "delete": 1}
	for _, d := range s.Devices {
		want["find-off:"+d.FID], want["remove:"+d.FID] = 1, 1
	}
	for act, n := range want {
		if s.Counts[act] != n {
			t.Errorf("%s was carried out %d times, want %d", act, s.Counts[act], n)
		}
	}
	if len(s.Counts) != len(want) {
		t.Errorf("counts are %v, want %v", s.Counts, want)
	}
	if got := v.tryPassword(s.Account.Email, s.Account.Password); got["code"] != 20003.0 {
		t.Errorf("a fresh sign-in is answered with %v, want code 20003", got)
	}
	if !slices.Contains(s.Requests, "POST account.xiaomi.com/pass/serviceLoginAuth2") {
		t.Errorf("the sign-in request is not noted: %v", s.Requests)
	}
}
