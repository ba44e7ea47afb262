package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
)

// siteCheckOf is miacct site check --live against cloud.
func siteCheckOf(t *testing.T, cloud *mockcloud.Cloud, args ...string) (cmd *exec.Cmd, out, says *bytes.Buffer) {
	t.Helper()
	cmd = miacct(t, cloud)
	cmd.Args = append([]string{cmd.Args[0], "site", "check", "--live", "--mock", cloud.Addr()}, args...)
	out, says = &bytes.Buffer{}, &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = out, says
	return cmd, out, says
}

func TestLivingSiteIsUnderstood(t *testing.T) {
	cloud := startCloud(t, "one-device")
	before := cloud.State()
	cmd, out, says := siteCheckOf(t, cloud, "--json")
	if code := runCode(t, cmd.Run(), cmd); code != exitOK {
		t.Errorf("exit code %d\n%s\n%s", code, out, says)
	}
	var seen []string
	for line := range strings.Lines(out.String()) {
		var c pages.PageCheck
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if !c.Understood || len(c.How) == 0 || !strings.HasPrefix(c.URL, "https://") || strings.Contains(c.URL, "?") {
			t.Errorf("%s", line)
		}
		seen = append(seen, c.Page)
	}
	if got := strings.Join(seen, " "); got != "sign-in account find-device my-devices controls account-deletion" {
		t.Errorf("pages are %s\n%s", got, says)
	}
	unchanged(t, cloud, before.Devices)
	for act, n := range cloud.State().Counts {
		if act != "sign-in" && n > 0 {
			t.Errorf("%s was done %d times", act, n)
		}
	}
	leaks(t, before.Account.Password, cmd.Dir, out.String()+says.String(), before.Account.ID, before.Account.Email)
}

func TestPageThatChangedIsNamed(t *testing.T) {
	s, err := findScenario("one-device")
	if err != nil {
		t.Fatal(err)
	}
	const page = "<!doctype html><title>Notice</title><h1>Something new</h1><button>Proceed</button>"
	options := mockcloud.Options{State: s.State}
	for _, path := range []string{"/pass/del", "/fe/service/account/privacy/delete-account", "/fe/service/account/privacy"} {
		options.Hooks = append(options.Hooks, mockcloud.Answer("GET "+path, "", page))
	}
	cloud, err := mockcloud.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	defer cloud.Close()
	before := cloud.State()
	cmd, out, says := siteCheckOf(t, cloud, "--timeout", "8s")
	if code := runCode(t, cmd.Run(), cmd); code != 6 {
		t.Errorf("exit code %d\n%s\n%s", code, out, says)
	}
	if !strings.Contains(out.String(), "account-deletion: NOT understood") || !strings.Contains(out.String(), "find-device: understood") {
		t.Errorf("%s\n%s", out, says)
	}
	kept, err := filepath.Glob(filepath.Join(cmd.Dir, "miacct-audit", "*", "page-*.txt"))
	if err != nil || len(kept) == 0 {
		t.Errorf("kept %q, %v\n%s", kept, err, says)
	}
	unchanged(t, cloud, before.Devices)
}

func TestHintsThatNoLongerFit(t *testing.T) {
	log := hintLog{path: filepath.Join(t.TempDir(), "hints.json")}
	log.load()
	fits := []pages.Hint{{Element: "find.more", Way: 2, Ways: 3}, {Element: "find.none", Ways: 2}}
	if got := log.note(fits, "2026-01-02"); len(got) != 1 || got[0].Way != 2 {
		t.Errorf("%+v", got)
	}
	if err := log.save(); err != nil {
		t.Fatal(err)
	}
	again := hintLog{path: log.path}
	again.load()
	fits[0].Way = 0
	got := again.note(fits, "2026-01-09")
	if len(got) != 1 || got[0].Since != "2026-01-02" {
		t.Errorf("%+v", got)
	}
	if text := pageText(pages.PageCheck{Page: "find-device", Understood: true, Hints: got}); !strings.Contains(text, "find.more does not fit now; it did last on 2026-01-02") {
		t.Errorf("%s", text)
	}
}
