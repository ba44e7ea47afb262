package main

import (
	"path/filepath"
	"strings"
	"testing"

	"miacct/mockcloud"
)

// Two runs in one profile: the second finishes, is not fooled by what the first has left,
// and the profile never holds what was typed in confidence.
func TestRunsInAKeptProfile(t *testing.T) {
	t.Parallel()
	cloud := startCloud(t, "one-device")
	profile := filepath.Join(t.TempDir(), "profile")
	first := miacct(t, cloud, "--dry-run", "--profile", profile)
	if code, _, stderr := outcome(t, first); code != exitOK {
		t.Fatalf("the first run ends with %d\n%s", code, stderr)
	}
	a := cloud.State().Account
	leaks(t, a.Password, profile, "")
	second := miacct(t, cloud, "--profile", profile, "--confirm", a.ID)
	code, _, stderr := outcome(t, second)
	if s := cloud.State(); code != exitOK || !s.Deleted || s.Counts["delete"] != 1 || s.Counts["find-off:f0001"] != 1 {
		t.Errorf("exit code %d, deleted %v, counts %v\n%s", code, s.Deleted, s.Counts, stderr)
	}
	if !strings.Contains(stderr, "a new sign-in was refused because there is no such account") {
		t.Errorf("the proof was not made by a stranger:\n%s", stderr)
	}
	leaks(t, a.Password, profile, "")
}

// Somebody else's sign-in in the profile is noticed before anything is changed.
func TestKeptProfileOfAnotherAccount(t *testing.T) {
	t.Parallel()
	cloud := startCloud(t, "one-device")
	cloud.Change(func(s *mockcloud.State) {
		other, err := findScenario("other-account")
		if err != nil {
			t.Fatal(err)
		}
		s.Other = other.State.Other
	})
	before := cloud.State().Devices
	cmd := miacct(t, cloud, "--profile", filepath.Join(t.TempDir(), "profile"), "--confirm", cloud.State().Account.ID)
	if code, _, stderr := outcome(t, cmd); code != exitUsage {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	unchanged(t, cloud, before)
}
