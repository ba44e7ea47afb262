package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"

	"miacct/internal/platform/platformtest"
)

// inTerminalOf runs miacct in a terminal of its own.
func inTerminalOf(t *testing.T, env []string, args ...string) (*exec.Cmd, *platformtest.Keyboard) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append([]string{inTerminal + "=1", "TERM=xterm", "PATH=" + os.Getenv("PATH"), "HOME=" + cmd.Dir}, env...)
	ptmx, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill() // has ended unless the test failed
		cmd.Wait()
		ptmx.Close()
	})
	return cmd, platformtest.WatchScreen(t, ptmx)
}

func exitOf(t *testing.T, cmd *exec.Cmd) int {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	err := wait(t, done)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}

// testRun is a run that asks for what it needs and gets no further than its record.
func testRun(t *testing.T) []string {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"web-delete", "--mock", "127.0.0.1:9", "--audit-dir", file}
}

func TestAccountAndPasswordAreAskedFor(t *testing.T) {
	cmd, keys := inTerminalOf(t, nil, testRun(t)...)
	keys.Sees("Account (email, phone number or Xiaomi ID): ", 1)
	keys.Types("me@example.com\n")
	keys.Sees("Password: ", 1)
	keys.Types("hunter2\n")
	keys.Sees("miacct: ", 1)
	if code := exitOf(t, cmd); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
	if s := keys.Screen(); strings.Contains(s, "hunter2") || !strings.Contains(s, "me@example.com") {
		t.Errorf("the screen:\n%s", s)
	}
}

func TestCtrlCAtAQuestion(t *testing.T) {
	cmd, keys := inTerminalOf(t, []string{"MIACCT_ACCOUNT=me@example.com"}, testRun(t)...)
	keys.Sees("Password: ", 1)
	keys.Types("hunt\x03")
	if code := exitOf(t, cmd); code != 130 {
		t.Errorf("exit code %d", code)
	}
	if strings.Contains(keys.Screen(), "hunt") {
		t.Errorf("the screen:\n%s", keys.Screen())
	}
}

func TestCtrlDAtAQuestion(t *testing.T) {
	cmd, keys := inTerminalOf(t, []string{"MIACCT_ACCOUNT=me@example.com"}, testRun(t)...)
	keys.Sees("Password: ", 1)
	keys.Types("\x04")
	if code := exitOf(t, cmd); code != exitFail {
		t.Errorf("exit code %d", code)
	}
}
