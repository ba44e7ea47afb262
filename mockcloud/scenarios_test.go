package mockcloud

import (
	"strings"
	"testing"
)

func TestScenarios(t *testing.T) {
	list := Scenarios()
	if list[0].Name != "plain" {
		t.Errorf("the first scenario is %s", list[0].Name)
	}
	names := map[string]bool{}
	for _, s := range list {
		if names[s.Name] {
			t.Errorf("two scenarios are called %s", s.Name)
		}
		names[s.Name] = true
		if s.About == "" {
			t.Errorf("%s has no sentence about it", s.Name)
		}
		for _, a := range []Account{s.State.Account, s.State.Other} {
			if a.ID != "" && !strings.Contains(a.Email, "@example.") || a.Phone != "" && !strings.HasPrefix(a.Phone, "+120255501") {
				t.Errorf("%s has an account that could be somebody's: %+v", s.Name, a)
			}
		}
		fids := map[string]bool{}
		for _, d := range s.State.Devices {
			if fids[d.FID] {
				t.Errorf("%s has two devices with fid %s", s.Name, d.FID)
			}
			fids[d.FID] = true
		}
	}
}

// Scenarios give away nothing of each other, and a cloud nothing of what it was given.
func TestStateIsCopied(t *testing.T) {
	one, _ := Named("plain")
	one.State.Devices[0].Name = "changed"
	two, _ := Named("plain")
	if two.State.Devices[0].Name == "changed" {
		t.Error("two scenarios share their devices")
	}
	v := begin(t, "plain")
	s := v.cloud.State()
	s.Devices[0].Removed = true
	s.Counts["delete"] = 7
	if now := v.cloud.State(); now.Devices[0].Removed || now.Counts["delete"] != 0 {
		t.Error("a copy of the state changes the cloud")
	}
}

func TestMasked(t *testing.T) {
	for s, want := range map[string]string{
		alice.Email: "a***e@example.com", alice.Phone: "+120******47", "x@example.com": "x***x@example.com", "123": "123", "": "",
	} {
		if got := masked(s); got != want {
			t.Errorf("masked(%q) is %q, want %q", s, got, want)
		}
	}
}
