package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miacct/report"
	"miacct/trail"
)

func TestPageThatNobodyKnowsIsKeptWithoutPersonalData(t *testing.T) {
	cloud := startCloud(t, "unknown-page")
	before := cloud.State()
	cmd := miacct(t, cloud)
	code, _, stderr := outcome(t, cmd)
	files, err := filepath.Glob(filepath.Join(cmd.Dir, "miacct-audit", "*", "page-*.txt"))
	if err != nil || len(files) == 0 || code != 6 && code != 4 {
		t.Fatalf("exit code %d, kept %q, %v\n%s", code, files, err, stderr)
	}
	if !strings.Contains(stderr, "This can be sent in") || !strings.Contains(stderr, "page-1.txt") {
		t.Errorf("it is not said where the page is\n%s", stderr)
	}
	private := []string{before.Account.Email, before.Account.ID, before.Account.Phone, before.Account.Password}
	for _, d := range before.Devices {
		private = append(private, d.Name, d.FID)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range private {
			if p != "" && strings.Contains(string(b), p) {
				t.Errorf("%s holds %q:\n%s", f, p, b)
			}
		}
		if !strings.Contains(string(b), "- ") {
			t.Errorf("%s holds no control and no text:\n%s", f, b)
		}
	}
	if v, err := trail.Verify(filepath.Dir(files[0]), report.HTML{}); err != nil || !v.Whole() {
		t.Errorf("%+v, %v", v.Problems, err)
	}
	unchanged(t, cloud, before.Devices)
}
