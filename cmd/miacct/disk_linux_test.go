package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"miacct/audit"
)

// TestDiskTroubleStopsTheRunBeforeTheNextAct harms the record or the journal in the middle of
// whole runs, and asks the cloud what was done after that: nothing but what was under way.
func TestDiskTroubleStopsTheRunBeforeTheNextAct(t *testing.T) {
	for name, c := range map[string]struct {
		task string // in whose first action it happens
		harm func(r *harmedRun, t *testing.T)
		code int
		says string
		kept func(r *harmedRun) string // where the record is then; "" if nowhere
	}{
		"folder removed":          {findOff, (*harmedRun).removed, exitFail, "no such file or directory", nil},
		"folder moved":            {findOff, (*harmedRun).moved, exitFail, "it is no longer there", (*harmedRun).away},
		"folder replaced":         {findOff, (*harmedRun).replaced, exitFail, "another file is in its place", (*harmedRun).away},
		"disk full":               {findOff, (*harmedRun).full, exitFail, "file too large", (*harmedRun).place},
		"disk full, deletion":     {lastAct, (*harmedRun).full, 3, "file too large", (*harmedRun).place},
		"folder moved, deletion":  {lastAct, (*harmedRun).moved, 3, "it is no longer there", (*harmedRun).away},
		"journal moved, deletion": {lastAct, (*harmedRun).journalGone, exitFail, "it was removed or changed meanwhile", (*harmedRun).place},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := startCloud(t, "plain")
			phones := len(cloud.State().Devices)
			cmd := miacct(t, cloud, "--json", "--confirm", cloud.State().Account.ID)
			r := harmRun(t, cmd, c.task, c.harm)
			s := cloud.State()
			if r.code != c.code || !strings.Contains(r.says, c.says) {
				t.Errorf("exit code %d, want %d with %q\n%s", r.code, c.code, c.says, r.says)
			}
			off := 0
			for _, d := range s.Devices {
				if d.Own && !d.FindOn {
					off++
				}
			}
			switch {
			case c.task == findOff && (off > 1 || len(s.Devices) != phones || s.Deleted):
				t.Errorf("%d phones off, %d of %d left, deleted %v: more than the act under way\n%s", off, len(s.Devices), phones, s.Deleted, r.says)
			case c.task == lastAct && s.Counts["delete"] > 1:
				t.Errorf("deleted %d times", s.Counts["delete"])
			case c.code == exitFail && s.Deleted:
				t.Errorf("it says that nothing is left unknown, and the account is deleted\n%s", r.says)
			}
			if c.kept == nil {
				return
			}
			ends := audit.Interrupted
			if strings.HasPrefix(name, "journal") { // the record itself is fine
				ends = audit.Failed
			}
			v, err := audit.Verify(c.kept(r))
			if err != nil || !v.Whole() || v.Outcome != ends || v.Lines < r.lines {
				t.Errorf("what was written, after %d lines: %q, %q, %v of %+v", r.lines, v.Outcome, v.Problems, err, v)
			}
		})
	}
}

const (
	findOff = "turn off find device"
	lastAct = "delete the account"
)

// A harmedRun is a run whose disk got into trouble.
type harmedRun struct {
	dir   string // of its record
	home  string
	pid   int
	lines int // seen before
	code  int
	says  string
}

// harmRun runs cmd, and harms it at the first action of a task.
func harmRun(t *testing.T, cmd *exec.Cmd, task string, harm func(*harmedRun, *testing.T)) *harmedRun {
	t.Helper()
	r := &harmedRun{home: cmd.Dir}
	var text bytes.Buffer
	cmd.Stderr = &text
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	r.pid = cmd.Process.Pid
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for done := false; lines.Scan(); {
		var l audit.Line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Errorf("%s: %v", lines.Bytes(), err)
		}
		if l.Run != nil {
			r.dir = filepath.Join(cmd.Dir, "miacct-audit", l.Run.ID)
		}
		if done {
			continue
		}
		r.lines++
		if l.Event == audit.EventIntent && l.Task == task && (task != lastAct || strings.Contains(l.Name, "delet")) {
			done = true
			harm(r, t)
		}
	}
	r.code = runCode(t, cmd.Wait(), cmd)
	r.says = text.String()
	return r
}

func (r *harmedRun) place() string { return r.dir }
func (r *harmedRun) away() string  { return r.dir + "-away" }

func (r *harmedRun) removed(t *testing.T) { must(t, os.RemoveAll(r.dir)) }
func (r *harmedRun) moved(t *testing.T)   { must(t, os.Rename(r.dir, r.away())) }

func (r *harmedRun) replaced(t *testing.T) {
	r.moved(t)
	must(t, os.Mkdir(r.dir, 0o700))
	must(t, os.WriteFile(filepath.Join(r.dir, "trail.jsonl"), nil, 0o600))
}

// full makes every file end where the trail ends now.
func (r *harmedRun) full(t *testing.T) {
	info, err := os.Stat(filepath.Join(r.dir, "trail.jsonl"))
	if err != nil {
		t.Error(err)
		return
	}
	size := uint64(info.Size())
	must(t, unix.Prlimit(r.pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: size, Max: size}, nil))
}

func (r *harmedRun) journalGone(t *testing.T) {
	all, err := filepath.Glob(filepath.Join(r.home, ".local", "state", "miacct", "*"))
	must(t, err)
	for _, path := range all {
		must(t, os.Rename(path, path+"-away"))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}
