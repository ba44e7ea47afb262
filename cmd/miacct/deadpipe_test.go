package main

import (
	"bufio"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"miacct/report"
	"miacct/testdata/sample"
	"miacct/trail"
)

// Whoever reads what a run says may go away: | head does, and | tee at Ctrl-C before us.
func TestRunOutlivesTheReaderOfItsOutput(t *testing.T) {
	type reader struct {
		name  string
		args  []string
		lines int  // that are read before the reader goes
		stop  bool // Ctrl-C then
		code  int
	}
	for _, c := range sample.Of(t, 1, []reader{
		{name: "at once", code: exitOK},
		{name: "after some lines of JSON", args: []string{"--json"}, lines: 12, code: exitOK},
		{name: "at Ctrl-C", lines: 8, stop: true, code: 130},
	}) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cloud := startCloud(t, "one-device")
			cmd := miacct(t, cloud, append([]string{"--confirm", cloud.State().Account.ID, "--audit-dir", "record"}, c.args...)...)
			temp := filepath.Join(cmd.Dir, "tmp")
			if err := os.Mkdir(temp, 0o700); err != nil {
				t.Fatal(err)
			}
			cmd.Env = append(cmd.Env, "TMPDIR="+temp)
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stdout, cmd.Stderr = w, w
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			w.Close()
			in := bufio.NewScanner(r)
			in.Buffer(nil, 1<<20)
			for n := 0; n < c.lines && in.Scan(); n++ {
			}
			r.Close()
			if c.stop {
				if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
					t.Fatal(err)
				}
			}
			if code := runCode(t, cmd.Wait(), cmd); code != c.code {
				t.Errorf("exit code %d (%v), want %d", code, cmd.ProcessState, c.code)
			}
			if s := cloud.State(); s.Deleted == c.stop || s.Counts["delete"] > 1 {
				t.Errorf("deleted %v, counts %v", s.Deleted, s.Counts)
			}
			runs, err := filepath.Glob(filepath.Join(cmd.Dir, "record", "*"))
			if err != nil || len(runs) != 1 {
				t.Fatal(runs, err)
			}
			if v, err := trail.Verify(runs[0], report.HTML{}); err != nil || !v.Whole() || !v.Sealed {
				t.Errorf("the record: %+v, %v", v, err)
			}
			if _, err := os.Stat(filepath.Join(runs[0], "report.html")); err != nil {
				t.Error(err)
			}
			if left, _ := os.ReadDir(temp); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}
