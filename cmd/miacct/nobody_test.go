package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"miacct/trail"
)

// TestNobodyEndsTheRunAtOnce meets every kind of challenge with nobody to be reached.
func TestNobodyEndsTheRunAtOnce(t *testing.T) {
	for scenario, wanted := range map[string]string{
		"slider-captcha":  "Solve the captcha",
		"picture-captcha": "text in the picture",
		"code-by-phone":   "Type the code",
	} {
		t.Run(scenario, func(t *testing.T) {
			cloud := startCloud(t, scenario)
			before := cloud.State().Devices
			cmd := miacct(t, cloud, "--notify", `printf '%s|%s|%s' "$MIACCT_KIND" "$MIACCT_ASK" "$MIACCT_PICTURE" >"$HOME/called"; env >"$HOME/env"`)
			code, lines, stderr := outcome(t, cmd)
			if code != 4 || !strings.Contains(stderr, wanted) || !strings.Contains(stderr, "--headful") {
				t.Errorf("exit code %d\n%s", code, stderr)
			}
			var asked time.Time
			for _, l := range lines {
				if l.Event == trail.EventAsked {
					asked = l.Time
				}
			}
			if asked.IsZero() {
				t.Error("the record holds no question")
			}
			t.Logf("from the question to the end: %v", lines[len(lines)-1].Time.Sub(asked)) // the run ends by itself: nobody is waited for
			if called := read(t, filepath.Join(cmd.Dir, "called")); !strings.Contains(called, wanted) {
				t.Errorf("--notify was told %q", called)
			}
			leaks(t, cloud.State().Account.Password, cmd.Dir, stderr)
			unchanged(t, cloud, before)
		})
	}
}

// Somebody is there and does not answer: the run ends when the time they were given is over, and
// a command that was to call them and never ends is stopped.
func TestPersonWhoDoesNotAnswer(t *testing.T) {
	t.Parallel()
	cloud, cmd, keys := atTerminal(t, "code-by-phone", "--person-timeout", "5s", "--notify", `echo $$ >"$HOME/called"; exec sleep 600`)
	before := cloud.State().Devices
	if code := exitOf(t, cmd); code != 4 {
		t.Errorf("exit code %d\n%s", code, keys.Screen())
	}
	for _, want := range []string{"Type the code", "nobody answered for 5s", "--notify: stopped"} {
		if !strings.Contains(keys.Screen(), want) {
			t.Errorf("%q was not said:\n%s", want, keys.Screen())
		}
	}
	pid := strings.TrimSpace(read(t, filepath.Join(cmd.Dir, "called")))
	if _, err := os.Stat("/proc/" + pid); pid == "" || !os.IsNotExist(err) {
		t.Errorf("the command, process %q, still runs: %v", pid, err)
	}
	unchanged(t, cloud, before)
}
