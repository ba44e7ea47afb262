package main

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
)

// display starts a display for windows that nobody sees, and returns its name.
func display(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start Xvfb, which scripts/setup.sh installs: %v", err)
	}
	w.Close()
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	return ":" + strings.TrimSpace(line)
}

func TestSliderInTheWindow(t *testing.T) {
	t.Setenv("DISPLAY", display(t))
	for name, c := range map[string]struct {
		act  func(*mockcloud.Cloud, *platformtest.Keyboard)
		code int
	}{
		"dealt with": {func(cloud *mockcloud.Cloud, _ *platformtest.Keyboard) {
			cloud.Change(func(s *mockcloud.State) { s.SliderSolved = true }) // the page sees it, then the tool
		}, exitOK},
		"given up": {func(_ *mockcloud.Cloud, keys *platformtest.Keyboard) { keys.Types("g\n") }, exitFail},
	} {
		t.Run(name, func(t *testing.T) {
			cloud, cmd, keys := atTerminal(t, "slider-captcha", "--headful")
			cloud.Change(func(s *mockcloud.State) { s.Devices = nil }) // what follows is to be short
			keys.Sees("[g] give up: ", 1)
			c.act(cloud, keys)
			if code := exitOf(t, cmd); code != c.code || cloud.State().Deleted != (c.code == exitOK) {
				t.Errorf("exit code %d, deleted %v\n%s", code, cloud.State().Deleted, keys.Screen())
			}
		})
	}
}

// The person closes the window in the middle: the run stops with a word, nothing is left running,
// and the next one finishes without doing anything twice.
func TestWindowClosedByThePerson(t *testing.T) {
	t.Setenv("DISPLAY", display(t))
	cloud := startCloud(t, "one-device")
	id := cloud.State().Account.ID
	first := miacct(t, cloud, "--headful", "--json", "--confirm", id)
	first.Env = append(first.Env, "DISPLAY="+os.Getenv("DISPLAY"))
	code, says := endedAt(t, first, "turn off Find Device", func(t *testing.T, pid int) {
		for _, chrome := range (&killing{kind: "chrome"}).victims(pid) {
			if err := platformtest.Kill(chrome, syscall.SIGTERM); err != nil { // as by its menu: it closes all windows
				t.Error(err)
			}
		}
	})
	if s := cloud.State(); code == exitOK || s.Deleted || !strings.Contains(says, "browser") {
		t.Errorf("exit code %d, deleted %v\n%s", code, s.Deleted, says)
	}
	next := miacct(t, cloud, "--confirm", id)
	next.Dir, next.Env = first.Dir, first.Env
	code, _, says = outcome(t, next)
	if s := cloud.State(); code != exitOK || !s.Deleted || s.Counts["delete"] != 1 || s.Counts["find-off:f0001"] != 1 {
		t.Errorf("the next run ends with %d, deleted %v, counts %v\n%s", code, s.Deleted, s.Counts, says)
	}
}
