package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/report"
	"miacct/trail"
)

// recheckOf is miacct recheck of a record, for the account of cloud unless another is named.
func recheckOf(t *testing.T, first *exec.Cmd, cloud *mockcloud.Cloud, dir, account string) *exec.Cmd {
	t.Helper()
	cmd := miacct(t, cloud)
	cmd.Args = []string{cmd.Args[0], "recheck", dir, "--mock", cloud.Addr()}
	cmd.Env = []string{envAccount + "=" + account} // and no password
	for _, v := range first.Env {                  // the journal and the key of the first run are in its home
		if !strings.HasPrefix(v, envAccount) && !strings.HasPrefix(v, envPassword) {
			cmd.Env = append(cmd.Env, v)
		}
	}
	return cmd
}

func TestRecheckAfterTheDeletionWasAccepted(t *testing.T) {
	cloud := startCloud(t, "accepted-later")
	cloud.Change(func(s *mockcloud.State) { s.Devices, s.Knobs.Restores = nil, true })
	a := cloud.State().Account
	first := miacct(t, cloud, "--confirm", a.ID)
	code, lines, stderr := outcome(t, first)
	if code != exitOK || lines[len(lines)-1].Outcome != trail.Accepted || !strings.Contains(stderr, "miacct recheck") {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	dir := filepath.Join(first.Dir, "miacct-audit", lines[0].Run.ID)
	v, err := trail.Verify(dir, report.HTML{})
	if err != nil || !v.Whole() {
		t.Fatalf("%+v, %v", v, err)
	}

	early := recheckOf(t, first, cloud, dir, a.Email)
	code, lines, stderr = outcome(t, early)
	if code != exitFail || !strings.Contains(stderr, "not confirmed gone") || !strings.Contains(stderr, "in some days") {
		t.Errorf("too early: exit code %d\n%s", code, stderr)
	}
	if r := lines[0].Run; r.Command != "recheck" || r.Follows == nil || *r.Follows != *v.Reference() || r.Follows.Head != v.Head {
		t.Errorf("the record does not refer to the first, %+v: %+v", v.Reference(), r)
	}

	cloud.Change(func(s *mockcloud.State) { s.Deleted, s.Accepted = true, false })
	code, lines, stderr = outcome(t, recheckOf(t, first, cloud, dir, a.Email))
	if code != exitOK || lines[len(lines)-1].Outcome != trail.Done || !strings.Contains(stderr, "The account is gone") {
		t.Errorf("when it is gone: exit code %d\n%s", code, stderr)
	}
	if s := cloud.State(); !s.Deleted || s.Counts["restore"] > 0 || s.Counts["right-password-after-order"] > 0 {
		t.Errorf("deleted %v, counts %v", s.Deleted, s.Counts)
	}
	if v, err := trail.Verify(dir, report.HTML{}); err != nil || !v.Whole() {
		t.Errorf("the first record was changed: %+v, %v", v.Problems, err)
	}

	before := len(cloud.State().Requests)
	other := recheckOf(t, first, cloud, dir, "bob@example.net")
	if b, err := other.CombinedOutput(); other.ProcessState.ExitCode() != exitUsage || !strings.Contains(string(b), "the site was not contacted") {
		t.Errorf("another account: %v\n%s", err, b)
	}
	if err := os.WriteFile(filepath.Join(dir, "trail.jsonl"), []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	harmed := recheckOf(t, first, cloud, dir, a.Email)
	if b, err := harmed.CombinedOutput(); harmed.ProcessState.ExitCode() != exitUsage {
		t.Errorf("a record that was changed: %v\n%s", err, b)
	}
	if n := len(cloud.State().Requests); n != before {
		t.Errorf("the site was asked %d times", n-before)
	}
}
