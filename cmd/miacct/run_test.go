package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
	"miacct/testdata/traces"
	"miacct/trail"
)

// These tests run the whole program with a real Chrome against a mock cloud, and ask the cloud what happened.

// runTime is how long a whole run may take on a busy machine.
const runTime = 10 * time.Minute

func startCloud(t *testing.T, scenario string) *mockcloud.Cloud {
	t.Helper()
	return startCloudAsked(t, scenario, nil)
}

// startCloudAsked is startCloud, with what is called before each answer.
func startCloudAsked(t *testing.T, scenario string, asked func(*http.Request)) *mockcloud.Cloud {
	t.Helper()
	s, err := findScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	cloud, err := mockcloud.Start(mockcloud.Options{State: s.State, Asked: asked})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cloud.Close(); err != nil {
			t.Error(err)
		}
	})
	return cloud
}

// miacct is the command line, without a terminal, for a run against cloud.
func miacct(t *testing.T, cloud *mockcloud.Cloud, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), runTime)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self, append([]string{"web-delete", "--mock", cloud.Addr()}, args...)...)
	cmd.Dir = t.TempDir()
	a := cloud.State().Account
	cmd.Env = []string{inTerminal + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + cmd.Dir, envAccount + "=" + a.Email, envPassword + "=" + a.Password}
	platformtest.Session(cmd)
	return cmd
}

// outcome runs cmd to its end and returns its exit code, and the lines of its record.
func outcome(t *testing.T, cmd *exec.Cmd) (code int, lines []trail.Line, stderr string) {
	t.Helper()
	var out, says bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &says
	code = runCode(t, cmd.Run(), cmd)
	dir := strings.TrimSuffix(out.String(), "\n")
	if strings.Contains(dir, "\n") || dir == "" {
		t.Fatalf("stdout is not the folder of the record alone: %q\n%s", out.String(), &says)
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(cmd.Dir, dir)
	}
	lines, err := trail.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if last := lines[len(lines)-1]; last.Event != trail.EventResult || last.Exit == nil || *last.Exit != code {
		t.Errorf("the record ends with %+v, the exit code is %d", last, code)
	}
	if _, err := os.Stat(filepath.Join(dir, "report.html")); err != nil {
		t.Error(err)
	}
	return code, lines, says.String()
}

func runCode(t *testing.T, err error, cmd *exec.Cmd) int {
	t.Helper()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}

// leaks fails if the password, or what else is secret, stands in any file below dir or in text, in whatever form.
func leaks(t *testing.T, password, dir, text string, more ...string) {
	t.Helper()
	search := func(where string, b []byte) {
		for _, secret := range append([]string{password}, more...) {
			if how := traces.Holds(b, secret, strings.HasSuffix(where, ".png")); how != "" {
				t.Errorf("%s: holds a secret, %s", where, how)
			}
		}
	}
	search("what was shown", []byte(text))
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			search(path, []byte(read(t, path)))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestConfirmedRun(t *testing.T) {
	cloud := startCloud(t, "one-device")
	cmd := miacct(t, cloud, "--confirm", cloud.State().Account.ID)
	code, _, stderr := outcome(t, cmd)
	if s := cloud.State(); code != exitOK || !s.Deleted || s.Counts["delete"] != 1 {
		t.Errorf("exit code %d, deleted %v, counts %v\n%s", code, s.Deleted, s.Counts, stderr)
	}
	leaks(t, cloud.State().Account.Password, cmd.Dir, stderr)
}

func TestNobodyAtHandChangesNothing(t *testing.T) {
	cloud := startCloud(t, "one-device")
	before := cloud.State().Devices
	code, _, stderr := outcome(t, miacct(t, cloud))
	if code != 4 || !strings.Contains(stderr, "The plan for account "+cloud.State().Account.ID) || !strings.Contains(stderr, "--confirm") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	unchanged(t, cloud, before)
}

func TestWrongConfirmChangesNothing(t *testing.T) {
	cloud := startCloud(t, "one-device")
	before := cloud.State().Devices
	code, lines, stderr := outcome(t, miacct(t, cloud, "--confirm", "1"))
	if code != exitUsage || !strings.Contains(stderr, "the word was given for account") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	if o := lines[len(lines)-1].Outcome; o != trail.WrongAccount {
		t.Errorf("the record says %s", o)
	}
	unchanged(t, cloud, before)
}

func unchanged(t *testing.T, cloud *mockcloud.Cloud, before []mockcloud.Device) {
	t.Helper()
	s := cloud.State()
	if s.Deleted || s.Accepted {
		t.Error("the account is deleted")
	}
	for i, d := range s.Devices {
		if d != before[i] {
			t.Errorf("%s was changed: %+v", d.Name, d)
		}
	}
}

func TestInterruptedRunSaysSo(t *testing.T) {
	cloud := startCloud(t, "no-devices")
	cmd := miacct(t, cloud, "--json", "--confirm", cloud.State().Account.ID)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var last trail.Line
	scan := bufio.NewScanner(out)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		last = trail.Line{}
		if err := json.Unmarshal(scan.Bytes(), &last); err != nil {
			t.Fatalf("%s: %v", scan.Bytes(), err)
		}
		if last.Event == trail.EventBegin && last.Step == 2 {
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
		}
	}
	if code := runCode(t, cmd.Wait(), cmd); code != 143 {
		t.Errorf("exit code %d", code)
	}
	if last.Event != trail.EventResult || last.Outcome != trail.Interrupted || last.Exit == nil || *last.Exit != 143 {
		t.Errorf("the last event is %+v", last)
	}
	if cloud.State().Deleted {
		t.Error("the account is deleted")
	}
}

func TestDemoAtATerminal(t *testing.T) {
	cmd, keys := inTerminalOf(t, nil, "demo", "--scenario", "no-devices")
	keys.Sees("Type the numeric account ID", 1)
	_, id, _ := strings.Cut(keys.Screen(), "The plan for account ")
	id, _, _ = strings.Cut(id, "\r\n")
	keys.Types(id + "\n")
	keys.Sees("The mock cloud agrees: the account is gone.", 1)
	if code := exitOf(t, cmd); code != exitOK {
		t.Errorf("exit code %d\n%s", code, keys.Screen())
	}
	if !strings.Contains(keys.Screen(), "\r\x1b[K") {
		t.Error("the line of the step under way was not rewritten")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func wait[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(platformtest.Patience):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}
