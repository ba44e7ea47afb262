package journal

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func openJournal(t testing.TB, path string) *Journal {
	t.Helper()
	j, err := Open(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// sampleJournal is the file of a journal with acts in all states.
func sampleJournal(t testing.TB) (path string, raw []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "j.acts")
	j := openJournal(t, path)
	steps := []error{
		j.Intend("find-off:1"), j.Settle("find-off:1", Planned), j.Intend("find-off:1"), j.Settle("find-off:1", Done),
		j.Intend("remove:1"), j.Settle("remove:1", Absent), j.Intend("remove:1"),
		j.Intend("find-off:2"), j.Settle("find-off:2", Refused), j.Intend("delete"), j.Settle("delete", Unknown),
	}
	if err := errors.Join(steps...); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, raw
}

func TestJournalKnowsOverRuns(t *testing.T) {
	path, raw := sampleJournal(t)
	j := openJournal(t, path)
	for act, want := range map[string]Past{
		"find-off:1": {State: Done}, "remove:1": {State: Intent, Lost: 1}, "find-off:2": {State: Refused},
		"delete": {State: Unknown}, "remove:2": {},
	} {
		got := j.Past(act)
		if (want.State == "") != got.Since.IsZero() {
			t.Errorf("%s was begun %v", act, got.Since)
		}
		got.Since = time.Time{}
		if got != want {
			t.Errorf("%s is %+v, want %+v", act, got, want)
		}
	}
	if open := j.Open(); !slices.Equal(open, []string{"remove:1", "delete"}) {
		t.Errorf("open are %q", open)
	}
	for _, act := range j.Open() {
		if err := j.Intend(act); err == nil {
			t.Errorf("%s was begun again while it was open", act)
		}
	}
	if now, _ := os.ReadFile(path); string(now) != string(raw) {
		t.Error("what was refused was written")
	}
	if err := errors.Join(j.Settle("remove:1", Absent), j.Intend("remove:1")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestJournalMeasuresItsLongestAct(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.acts")
	j := openJournal(t, path)
	if err := j.Intend("delete"); err != nil {
		t.Fatal(err)
	}
	j.act("delete").begun = time.Now().Add(-42 * time.Second)
	if err := j.Settle("delete", Done); err != nil {
		t.Fatal(err)
	}
	if d := openJournal(t, path).Longest(); d < 42*time.Second || d > time.Minute {
		t.Errorf("longest %v", d)
	}
}

func TestJournalCutAnywhereIsAPrefix(t *testing.T) {
	_, raw := sampleJournal(t)
	whole, _, _, err := parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for n := range len(raw) + 1 {
		path := filepath.Join(dir, fmt.Sprint(n))
		if err := os.WriteFile(path, raw[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := Open(path, nil)
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		lines := strings.Count(string(raw[:n]), "\n")
		if j.seq != lines {
			t.Errorf("cut at %d: %d lines, want %d", n, j.seq, lines)
		}
		if err := j.Intend("after"); err != nil {
			t.Fatalf("cut at %d: going on: %v", n, err)
		}
		j.Close()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		again, _, _, err := parse(b)
		if err != nil || len(again) != lines+1 || !slices.Equal(again[:lines], whole[:lines]) {
			t.Errorf("cut at %d: it goes on as %d lines, %v", n, len(again), err)
		}
	}
}

func TestJournalFindsEveryBitFlip(t *testing.T) {
	_, raw := sampleJournal(t)
	for i := range len(raw) * 8 {
		b := slices.Clone(raw)
		b[i/8] ^= 1 << (i % 8)
		if lines, _, _, err := parse(b); err == nil {
			t.Errorf("bit %d of byte %d: %d lines and no error", i%8, i/8, len(lines))
		}
	}
	t.Logf("%d bit flips", len(raw)*8)
}

func TestJournalFindsMovedLines(t *testing.T) {
	_, raw := sampleJournal(t)
	lines := strings.SplitAfter(strings.TrimSuffix(string(raw), "\n"), "\n")
	lines[len(lines)-1] += "\n"
	random := rand.New(rand.NewPCG(5, 5))
	for n := range 2000 {
		l, i, k := slices.Clone(lines), random.IntN(len(lines)-1), random.IntN(len(lines))
		switch n % 3 {
		case 0:
			l = slices.Delete(l, i, i+1) // not the last: a cut tail leaves a prefix
		case 1:
			if i == k {
				continue
			}
			l[i], l[k] = l[k], l[i]
		case 2:
			l = slices.Insert(l, k, l[i])
			if slices.Equal(l[:len(lines)], lines) && k == len(lines) {
				continue
			}
		}
		if _, _, _, err := parse([]byte(strings.Join(l, ""))); err == nil {
			t.Errorf("change %d of lines %d and %d was not found", n%3, i, k)
		}
	}
}

func TestDamagedJournalIsNotUsed(t *testing.T) {
	path, raw := sampleJournal(t)
	for name, damage := range map[string]func() error{
		"changed": func() error {
			return os.WriteFile(path, []byte(strings.Replace(string(raw), "done", "gone", 1)), 0o600)
		},
		"readable": func() error { return errors.Join(os.WriteFile(path, raw, 0o600), os.Chmod(path, 0o644)) },
		"a link":   func() error { return errors.Join(os.Remove(path), os.Symlink("/dev/null", path)) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := damage(); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(path, nil); err == nil || !strings.Contains(err.Error(), path) {
				t.Errorf("it was opened: %v", err)
			}
			if err := errors.Join(os.Remove(path), os.WriteFile(path, raw, 0o600)); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestJournalThatCannotBeWrittenRefusesEveryAct(t *testing.T) {
	path, _ := sampleJournal(t)
	for name, trouble := range map[string]func(*Journal) error{
		"removed":  func(*Journal) error { return os.Remove(path) },
		"replaced": func(*Journal) error { return errors.Join(os.Remove(path), os.WriteFile(path, nil, 0o600)) },
		"no file":  func(j *Journal) error { return j.file.Close() },
		"no room": func(j *Journal) (err error) {
			j.file, err = os.OpenFile("/dev/full", os.O_WRONLY, 0)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ = sampleJournal(t)
			j := openJournal(t, path)
			if err := trouble(j); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if err := j.Intend("find-off:9"); err == nil {
					t.Error("an act was allowed that is not on disk")
				}
			}
			if j.Past("find-off:9").Open() {
				t.Error("it is taken for begun")
			}
		})
	}
}

func FuzzJournal(f *testing.F) {
	_, raw := sampleJournal(f)
	f.Add(raw)
	f.Add(raw[:len(raw)/2])
	f.Add([]byte("0 {}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		lines, _, whole, err := parse(b)
		if whole > len(b) || err == nil && strings.Count(string(b[:whole]), "\n") != len(lines) {
			t.Errorf("%d lines in %d of %d bytes", len(lines), whole, len(b))
		}
		again, _, n, err := parse(b[:whole])
		if err != nil || n != whole || !slices.Equal(again, lines) {
			t.Errorf("the whole part reads as %d lines, %v", len(again), err)
		}
	})
}

// A clock that jumps while a run is on leaves a journal that can be read and checked.
func TestAClockThatJumpsLeavesTheJournalWhole(t *testing.T) {
	clock := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	jumps := []time.Duration{0, -time.Hour, 24 * time.Hour, time.Until(time.Unix(0, 0))}
	calls := 0
	now := func() time.Time { calls++; return clock.Add(jumps[calls%len(jumps)]) }
	path := filepath.Join(t.TempDir(), "j.acts")
	j, err := Open(path, now)
	if err := errors.Join(err, j.Intend("act"), j.Settle("act", Done), j.Intend("next"), j.Settle("next", Absent)); err != nil {
		t.Fatal(err)
	}
	if j.Longest() > time.Minute {
		t.Errorf("an act took %v", j.Longest())
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if j, err = Open(path, now); err != nil || j.Past("act").State != Done || j.Past("next").Lost != 1 {
		t.Fatalf("read again: %v", err)
	}
	j.Close()
}
