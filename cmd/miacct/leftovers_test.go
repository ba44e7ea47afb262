package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
	"miacct/testdata/sample"
	"miacct/trail"
)

// TestNothingIsLeftHoweverARunEnds ends runs in the middle of turning phones off, in every
// way there is, and looks for processes, profiles and locks.
func TestNothingIsLeftHoweverARunEnds(t *testing.T) {
	type end struct {
		end   func(t *testing.T, pid int)
		exits []int
	}
	for name, c := range sample.OfMap(t, 2, map[string]end{
		"SIGINT":             {send(syscall.SIGINT), []int{130}},
		"SIGTERM":            {send(syscall.SIGTERM), []int{143}},
		"SIGHUP":             {send(syscall.SIGHUP), []int{143}},
		"SIGTERM twice":      {send(syscall.SIGTERM, syscall.SIGTERM), []int{143}},
		"the program killed": {send(syscall.SIGKILL), []int{-1}},
		"Chrome killed":      {slay("chrome"), []int{exitFail, 3}},
		"the tab killed":     {slay("tab"), []int{exitOK, exitFail, 3, 6}},
	}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := startCloud(t, "plain")
			temp, err := os.MkdirTemp("/tmp", "s") // short: Chrome's socket stands in it
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.RemoveAll(temp) })
			first := miacct(t, cloud, "--json", "--confirm", cloud.State().Account.ID)
			first.Env = append(first.Env, "TMPDIR="+temp)
			code, says := endedAt(t, first, "turn off Find Device", c.end)
			ok := false
			for _, e := range c.exits {
				ok = ok || e == code
			}
			if !ok {
				t.Errorf("exit code %d, want one of %v\n%s", code, c.exits, says)
			}
			alone(t, temp)
			if name == "the program killed" || name == "SIGTERM twice" { // its profile goes with the next run at the latest
				next := miacct(t, cloud, "--dry-run")
				next.Dir, next.Env = first.Dir, first.Env
				if code, _, says := outcome(t, next); code != exitOK {
					t.Errorf("the next run ends with %d\n%s", code, says)
				}
				alone(t, temp)
			}
			left, err := filepath.Glob(filepath.Join(temp, "*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left: %v, %v", left, err)
			}
			free(t, first, cloud)
		})
	}
}

func send(signals ...syscall.Signal) func(*testing.T, int) {
	return func(t *testing.T, pid int) {
		for i, s := range signals {
			if i > 0 {
				<-time.After(100 * time.Millisecond) // two at once are one
			}
			if err := platformtest.Kill(pid, s); err != nil && i == 0 {
				t.Error(err)
			}
		}
	}
}

func slay(kind string) func(*testing.T, int) {
	return func(t *testing.T, pid int) {
		victims := (&killing{kind: kind}).victims(pid)
		if len(victims) == 0 {
			t.Errorf("there is no %s to kill", kind)
		}
		for _, v := range victims {
			_ = platformtest.Kill(v, syscall.SIGKILL) // one that is gone needs no killing
		}
	}
}

// endedAt runs cmd, and ends it at the first action of a task.
func endedAt(t *testing.T, cmd *exec.Cmd, task string, end func(*testing.T, int)) (code int, says string) {
	t.Helper()
	var text bytes.Buffer
	cmd.Stderr = &text
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	done := false
	for lines.Scan() {
		var l trail.Line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Errorf("%s: %v", lines.Bytes(), err)
		}
		if l.Event == trail.EventIntent && l.Task == task && !done {
			done = true
			end(t, cmd.Process.Pid)
		}
	}
	code = runCode(t, cmd.Wait(), cmd)
	if !done {
		t.Errorf("the run never came to %q\n%s", task, &text)
	}
	return code, text.String()
}

// alone waits until no process is left that has temp in its arguments or environment.
func alone(t *testing.T, temp string) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for late := time.After(platformtest.Patience); ; {
		var left []string
		all, _ := filepath.Glob("/proc/[0-9]*")
		for _, p := range all {
			args, _ := os.ReadFile(p + "/cmdline") // of one that has ended there are none
			env, _ := os.ReadFile(p + "/environ")
			if strings.Contains(string(args)+string(env), temp) {
				left = append(left, filepath.Base(p)+" "+string(bytes.ReplaceAll(args[:min(len(args), 80)], []byte{0}, []byte{' '})))
			}
		}
		if len(left) == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-late:
			t.Errorf("still there: %q", left)
			return
		}
	}
}

// free fails if the account is still held.
func free(t *testing.T, cmd *exec.Cmd, cloud *mockcloud.Cloud) {
	t.Helper()
	h, err := takeHold(filepath.Join(cmd.Dir, ".local", "state", "miacct"), cloud.Addr(), cloud.State().Account.Email)
	if err != nil {
		t.Errorf("the account is still held: %v", err)
		return
	}
	h.release()
}
