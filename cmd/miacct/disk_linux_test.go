package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"miacct/mockcloud"
	"miacct/report"
	"miacct/testdata/sample"
	"miacct/trail"
)

// TestDiskTroubleStopsTheRunBeforeTheNextAct harms the record or the journal in the middle of
// whole runs, while the browser waits for an answer of the cloud, and asks the cloud what was
// done after that: nothing but what was under way.
func TestDiskTroubleStopsTheRunBeforeTheNextAct(t *testing.T) {
	type trouble struct {
		at   string // the request that waits meanwhile
		harm func(r *harmedRun, t *testing.T)
		code int
		says string
		kept func(r *harmedRun) string // where the record is then; "" if nowhere
	}
	for name, c := range sample.OfMap(t, 2, map[string]trouble{
		"folder removed":          {findOff, (*harmedRun).removed, exitFail, "no such file or directory", nil},
		"folder moved":            {findOff, (*harmedRun).moved, exitFail, "it is no longer there", (*harmedRun).away},
		"folder replaced":         {findOff, (*harmedRun).replaced, exitFail, "another file is in its place", (*harmedRun).away},
		"disk full":               {findOff, (*harmedRun).full, exitFail, "file too large", (*harmedRun).place},
		"disk full, deletion":     {deletes, (*harmedRun).full, 3, "file too large", (*harmedRun).place},
		"folder moved, deletion":  {deletes, (*harmedRun).moved, 3, "it is no longer there", (*harmedRun).away},
		"journal moved, before":   {deletionPage, (*harmedRun).journalGone, exitFail, journalChanged, (*harmedRun).place},
		"journal moved, deletion": {deletes, (*harmedRun).journalGone, 3, journalChanged, (*harmedRun).place},
	}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := &harmedRun{}
			looks := 0 // at the deletion page: the first is before anything is changed, and the journal empty
			cloud := startCloudAsked(t, "plain", func(asked *http.Request) {
				r.mu.Lock()
				defer r.mu.Unlock()
				if asked.Method+" "+asked.URL.Path != c.at || r.dir != "" {
					return
				}
				if looks++; c.at != deletionPage || looks > 1 {
					r.sees(t)
					c.harm(r, t)
				}
			})
			before := cloud.State()
			cmd := miacct(t, cloud, "--confirm", before.Account.ID)
			var text bytes.Buffer
			cmd.Stdout, cmd.Stderr = &text, &text
			r.mu.Lock()
			r.home = cmd.Dir
			err := cmd.Start()
			if err == nil {
				r.pid = cmd.Process.Pid
			}
			r.mu.Unlock()
			if err != nil {
				t.Fatal(err)
			}
			code := runCode(t, cmd.Wait(), cmd)
			r.mu.Lock()
			defer r.mu.Unlock()
			s := cloud.State()
			if code != c.code || !strings.Contains(text.String(), c.says) {
				t.Errorf("exit code %d, want %d with %q\n%s", code, c.code, c.says, &text)
			}
			off := 0
			for _, d := range s.Devices {
				if d.Own && !d.FindOn {
					off++
				}
			}
			removed := slices.ContainsFunc(s.Devices, func(d mockcloud.Device) bool { return d.Own && d.Removed })
			switch {
			case c.at == findOff && (off != 1 || removed || s.Deleted):
				t.Errorf("%d phones off, one removed %v, deleted %v: not only the act under way\n%s", off, removed, s.Deleted, &text)
			case c.at == deletes && (s.Counts["delete"] != 1 || !s.Deleted):
				t.Errorf("deleted %d times: %v, want the act under way once\n%s", s.Counts["delete"], s.Deleted, &text)
			case c.at == deletionPage && (s.Counts["delete"] != 0 || s.Deleted):
				t.Errorf("deleted %d times: %v, after the journal was gone\n%s", s.Counts["delete"], s.Deleted, &text)
			}
			if c.kept == nil {
				return
			}
			ends := trail.Interrupted
			switch { // the record itself is fine
			case c.says == journalChanged && c.code == exitFail:
				ends = trail.Failed
			case c.says == journalChanged:
				ends = trail.Unknown
			}
			v, err := trail.Verify(c.kept(r), report.HTML{})
			if err != nil || !v.Whole() || v.Outcome != ends || v.Lines < r.lines {
				t.Errorf("what was written, after %d lines: %q, %q, %v of %+v", r.lines, v.Outcome, v.Problems, err, v)
			}
		})
	}
}

const (
	findOff      = "POST /find/v2/device/service/close"
	deletes      = "POST /pass/del/submit"
	deletionPage = "GET /pass/del"

	journalChanged = "it was removed or changed meanwhile"
)

// A harmedRun is a run whose disk got into trouble.
type harmedRun struct {
	mu    sync.Mutex
	home  string
	dir   string // of its record; "" until the harm
	pid   int
	lines int // of the record before
}

// sees finds the record and reads how long it is.
func (r *harmedRun) sees(t *testing.T) {
	all, err := filepath.Glob(filepath.Join(r.home, "miacct-audit", "*", "trail.jsonl"))
	if err != nil || len(all) != 1 {
		t.Errorf("%d records, %v; want one", len(all), err)
		return
	}
	text, err := os.ReadFile(all[0])
	must(t, err)
	r.dir, r.lines = filepath.Dir(all[0]), bytes.Count(text, []byte("\n"))
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
