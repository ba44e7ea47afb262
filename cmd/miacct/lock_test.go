package main

import (
	"bufio"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"miacct/internal/platform/platformtest"
	"miacct/journal"
)

func held(t *testing.T, dir, name string) *hold {
	t.Helper()
	h, err := takeHold(dir, "", name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.release)
	return h
}

func wantHeld(t *testing.T, err error) {
	t.Helper()
	var by *heldError
	if !errors.As(err, &by) || by.by.PID != os.Getpid() || time.Since(by.by.Since) > time.Minute {
		t.Errorf("the account is not held by this process: %v", err)
	}
}

func TestAccountIsHeldOnceByWhateverName(t *testing.T) {
	dir := t.TempDir()
	first := held(t, dir, "Alice@Example.com ")
	_, err := takeHold(dir, "", "alice@example.com")
	wantHeld(t, err)
	if err := first.known("1234567890"); err != nil {
		t.Fatal(err)
	}
	_, err = takeHold(dir, "", "1234567890")
	wantHeld(t, err)
	phone := held(t, dir, "+43 660 123-45-67") // whose account that is turns out later
	wantHeld(t, phone.known("1234567890"))
	held(t, dir, "bob@example.com")
	first.release()
	if err := phone.known("1234567890"); err != nil {
		t.Error(err)
	}
}

func TestJournalIsFoundByEveryNameOnceKnown(t *testing.T) {
	dir := t.TempDir()
	first := held(t, dir, "alice@example.com")
	if err := errors.Join(first.known("1234567890"), first.Intend("delete")); err != nil {
		t.Fatal(err)
	}
	first.release()
	for _, name := range []string{"alice@example.com", "1234567890"} {
		h := held(t, dir, name)
		if h.Past("delete").State != journal.Intent {
			t.Errorf("given as %s, the deletion is %q", name, h.Past("delete").State)
		}
		h.release()
	}
	h := held(t, dir, "+43 660 1234567")
	if h.Past("delete").State != "" {
		t.Error("a number nobody has seen is taken for the account")
	}
	if err := h.known("1234567890"); err != nil || h.Past("delete").State != journal.Intent {
		t.Errorf("once known, the deletion is %q, %v", h.Past("delete").State, err)
	}
}

func TestNewAccountOfAnOldNameStartsAnew(t *testing.T) {
	dir := t.TempDir()
	old := held(t, dir, "alice@example.com")
	if err := errors.Join(old.known("1234567890"), old.Intend("delete"), old.Settle("delete", journal.Done)); err != nil {
		t.Fatal(err)
	}
	old.release()
	h := held(t, dir, "alice@example.com")
	if err := h.known("2222222222"); err != nil || h.Past("delete").State != "" {
		t.Errorf("the new account's deletion is %q, %v", h.Past("delete").State, err)
	}
	h.release()
	if h := held(t, dir, "alice@example.com"); h.Past("delete").State != "" {
		t.Error("the name still means the old account")
	}
}

func TestMockCloudsAreKeptApart(t *testing.T) {
	dir := t.TempDir()
	held(t, dir, "alice@example.com")
	h, err := takeHold(dir, "127.0.0.1:4430", "alice@example.com")
	if err != nil {
		t.Fatal(err)
	}
	h.release()
}

func TestStateIsPrivateAndNamesNobody(t *testing.T) {
	defer platformtest.Umask(0)()
	dir := filepath.Join(t.TempDir(), "state", "miacct")
	h := held(t, dir, "alice@example.com")
	if err := errors.Join(h.known("1234567890"), h.Intend("delete")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v, %v", info.Mode(), err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 4 { // two locks, a name, a journal
		t.Errorf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v", f.Name(), info.Mode(), err)
		}
		if text := f.Name() + read(t, filepath.Join(dir, f.Name())); strings.Contains(text, "alice") || strings.Contains(text, "1234567890") {
			t.Errorf("%s names the account", f.Name())
		}
	}
}

func TestSecondRunStopsWithAWord(t *testing.T) {
	waits := make(chan struct{}) // the first run waits for its first page until the second has ended
	release := sync.OnceFunc(func() { close(waits) })
	defer release()
	cloud := startCloudAsked(t, "no-devices", func(*http.Request) { <-waits })
	first := miacct(t, cloud, "--json")
	out, err := first.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("%q, %v", line, err)
	}
	second := miacct(t, cloud)
	second.Dir = first.Dir
	second.Env = first.Env
	says, err := second.CombinedOutput()
	text := string(says)
	if code := runCode(t, err, second); code != exitFail || !strings.Contains(text, "process "+strconv.Itoa(first.Process.Pid)+", started ") {
		t.Errorf("exit code %d\n%s", code, text)
	}
	runs, err := os.ReadDir(filepath.Join(first.Dir, "miacct-audit"))
	if err != nil || len(runs) != 1 {
		t.Errorf("%d runs have a record, %v", len(runs), err)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	runCode(t, first.Wait(), first)
	dir := filepath.Join(first.Dir, ".local", "state", "miacct")
	h, err := takeHold(dir, cloud.Addr(), cloud.State().Account.Email)
	if err != nil {
		t.Fatalf("the killed run still holds the account: %v", err)
	}
	h.release()
}
