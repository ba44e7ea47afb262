package mockcloud

import (
	"fmt"
	"slices"
	"testing"
)

const deleteURL = "https://account.xiaomi.com/pass/del/submit"

func (v *visit) deny() []string {
	v.Helper()
	var list []string
	for _, x := range v.get("https://account.xiaomi.com/pass/del/info")["data"].(map[string]any)["deny"].([]any) {
		list = append(list, x.(string))
	}
	return list
}

func TestDeletionIsRefusedWhileSomethingStandsInTheWay(t *testing.T) {
	for _, x := range []struct {
		name string
		set  func(*State)
		want []string
	}{
		{"located and left", func(s *State) {}, []string{"micloudfind", "micloudweb"}},
		{"located, removed", func(s *State) { s.Devices[0].Removed, s.Devices = true, s.Devices[:1] }, []string{"micloudfind"}},
		{"off, left", func(s *State) { s.Devices[0].FindOn, s.Devices = false, s.Devices[:1] }, []string{"micloudweb"}},
		{"only the family's", func(s *State) { s.Devices[0].Own, s.Devices = false, s.Devices[:1] }, nil},
		{"a balance", func(s *State) { s.Devices, s.Mi = nil, "billcenter" }, []string{"billcenter"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			v := begin(t, "plain", x.set)
			v.signIn()
			if got := v.deny(); !slices.Equal(got, x.want) {
				t.Errorf("the reasons are %v, want %v", got, x.want)
			}
			got := v.post(deleteURL)
			if refused := got["result"] == "deny"; refused != (x.want != nil) {
				t.Errorf("deleting got %v", got)
			}
			s := v.cloud.State()
			if s.Deleted != (x.want == nil) || s.Counts["delete"] != map[bool]int{true: 1}[x.want == nil] {
				t.Errorf("deleted is %v after %d deletions", s.Deleted, s.Counts["delete"])
			}
		})
	}
}

func TestDeletionByAStranger(t *testing.T) {
	v := begin(t, "no-devices")
	if got := v.post(deleteURL); got["result"] != "signed-out" {
		t.Errorf("a stranger deleting got %v", got)
	}
	if v.cloud.State().Deleted {
		t.Error("a stranger deleted the account")
	}
}

func TestDeletionLeadsThroughSigningInAndBack(t *testing.T) {
	v := begin(t, "no-devices")
	_, at := v.open("https://account.xiaomi.com/pass/del")
	if at.Path != "/fe/service/login/password" {
		t.Fatalf("signed out, the deletion page leads to %s", at)
	}
	got := v.post("https://account.xiaomi.com/pass/serviceLoginAuth2", "user", alice.ID, "pwd", alice.Password,
		"sid", at.Query().Get("sid"), "callback", at.Query().Get("callback"))
	if _, at := v.open(got["location"].(string)); at.Path != "/pass/del" {
		t.Errorf("signing in leads to %s, want back", at)
	}
}

func TestDeletionNeedsACodeOfItsOwn(t *testing.T) {
	v := begin(t, "code-by-mail", func(s *State) { s.Devices = nil })
	v.passCode(v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string))
	if got := v.post(deleteURL); got["result"] != "code" {
		t.Fatalf("deleting after the code of signing in got %v", got)
	}
	v.post("https://account.xiaomi.com/pass/del/check")
	if got := v.post(deleteURL); got["result"] != "code" {
		t.Fatalf("deleting before the code was given got %v", got)
	}
	v.post("https://account.xiaomi.com/identity/auth/sendEmailTicket")
	v.post("https://account.xiaomi.com/identity/auth/verifyEmail", "ticket", v.cloud.State().LastCode)
	if got := v.post(deleteURL); got["result"] != "deleted" {
		t.Errorf("deleting after the code got %v", got)
	}
}

func TestDevicesStillSignedIn(t *testing.T) {
	for scenario, want := range map[string][]string{
		"signed-in-devices-continue": {"devices", "deleted"},
		"signed-in-devices-stop":     {"devices", "devices"},
	} {
		v := begin(t, scenario, func(s *State) { s.Devices = nil })
		v.signIn()
		var got []string
		for _, force := range []string{"false", "true"} {
			got = append(got, fmt.Sprint(v.post(deleteURL, "force", force)["result"]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: asking and insisting got %v, want %v", scenario, got, want)
		}
	}
}

func TestOrderTakenForLater(t *testing.T) {
	v := begin(t, "accepted-later", func(s *State) { s.Devices = nil })
	v.signIn()
	if got := v.post(deleteURL); got["result"] != "accepted" {
		t.Fatalf("deleting got %v", got)
	}
	if s := v.cloud.State(); s.Deleted || !s.Accepted || s.Counts["delete"] != 1 {
		t.Errorf("deleted %v, accepted %v, %d times", s.Deleted, s.Accepted, s.Counts["delete"])
	}
	if _, at := v.open("https://account.xiaomi.com/fe/service/account"); at.Path != "/fe/service/login/password" {
		t.Errorf("after the order the account's home leads to %s", at)
	}
}

func TestOldDeletionAnswersWithNumbers(t *testing.T) {
	v := begin(t, "old-pages", func(s *State) { s.Devices = nil; s.Mi = "xiaomiio" })
	v.signIn()
	if _, at := v.open("https://account.xiaomi.com/pass/del"); at.Path != "/pass/auth/security/home" {
		t.Errorf("the old deletion page is at %s", at)
	}
	address := "https://account.xiaomi.com/pass/auth/security/delAccount"
	if got := v.post(address); got["result"] != 52001.0 {
		t.Errorf("a refusal is %v", got)
	}
	v.cloud.Change(func(s *State) { s.Mi = "" })
	if got := v.post(address); got["result"] != 0.0 || !v.cloud.State().Deleted {
		t.Errorf("deleting got %v", got)
	}
}

func TestLostAnswer(t *testing.T) {
	v := begin(t, "answer-lost", func(s *State) { s.Devices = nil })
	v.signIn()
	if r, err := v.client.PostForm(deleteURL, nil); err == nil {
		_ = r.Body.Close()
		t.Error("the answer arrived")
	}
	if s := v.cloud.State(); !s.Deleted || s.Counts["delete"] != 1 {
		t.Errorf("deleted %v after %d deletions, want it done once", s.Deleted, s.Counts["delete"])
	}
	if got := v.tryPassword(alice.Email, alice.Password); got["code"] != 20003.0 {
		t.Errorf("a fresh sign-in got %v", got)
	}
}
