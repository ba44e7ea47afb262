package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDoctorNamesTheRulesOfAManagedMachine(t *testing.T) {
	for rules, want := range map[string]string{
		`{"RemoteDebuggingAllowed": false}`:              "forbids programs to drive Chrome",
		`{"HeadlessMode": 2}`:                            "without a window",
		`{"URLBlocklist": ["*"], "Other": {"a": 1}}`:     "may keep Chrome from the site",
		`{"RemoteDebuggingAllowed": true, "Other": "x"}`: "",
		`not JSON`: "",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "rules.json"), []byte(rules), 0o600); err != nil {
			t.Fatal(err)
		}
		f := examinePolicy([]string{filepath.Join(dir, "none"), dir})
		if f.OK != (want == "") || !strings.Contains(f.Says, want) {
			t.Errorf("%s: %+v", rules, f)
		}
	}
	if f := examinePolicy(nil); !f.OK || f.Says != "none" {
		t.Errorf("unmanaged: %+v", f)
	}
}

// A Chrome that tells its version and cannot be driven is not ready.
func TestDoctorStartsChrome(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "chrome")
	script := "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Chromium 156.0.8078.79' && exit 0\necho 'DevTools remote debugging is disallowed by the system admin.' >&2\nexit 1\n"
	if err := os.WriteFile(exe, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	f := examineChrome(t.Context(), &config{browser: exe})
	if f.OK || !strings.Contains(f.Says, "disallowed by the system admin") {
		t.Errorf("%+v", f)
	}
	if f := examineChrome(t.Context(), &config{}); !f.OK {
		t.Errorf("%+v", f)
	}
}
