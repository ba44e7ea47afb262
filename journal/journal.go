// Package journal is the write-ahead log over all runs on one account. A trail tells what one
// run did; a journal is what the next run must know.
package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"miacct/internal/platform"
	"miacct/internal/safefile"
)

// A Journal remembers over all runs on one account which acts were begun and what became
// of them, so that a run knows what a run before it may have left under way. Its rules:
//
//   - An act is on disk (fsync) as an intent before it is done. What cannot be written is not done.
//   - A line is `<hash> <json>`, the hash over the hash before it and the raw JSON: it follows from all before it.
//   - A last line that was cut off was never acted upon and is dropped. Any other damage is an error: nothing is guessed.
//   - It holds no name, address or password; acts are named by kind and hashed device.
//
// It is for one process at a time, whose lock is the caller's matter, and for one goroutine.
type Journal struct {
	path    string
	now     func() time.Time
	file    *os.File // nil before the first line
	size    int64
	seq     int
	head    string
	acts    []*act
	longest time.Duration
	err     error // why nothing more is written
}

// State is how an act stands. An act that was never begun has none.
type State string

const (
	Planned  State = "planned"  // nothing of it is under way: the site asked something else first
	Intent   State = "intent"   // it may be under way
	Done     State = "done"     // its effect was seen
	Accepted State = "accepted" // the site has taken it and says it takes some days
	Refused  State = "refused"
	Absent   State = "absent"  // it was tried, and seen later not to have happened
	Unknown  State = "unknown" // it is not known whether it has happened
)

var states = []State{Planned, Intent, Done, Accepted, Refused, Absent, Unknown}

// open reports whether the act may have happened without anybody having seen it.
func (s State) open() bool { return s == Intent || s == Unknown }

// A Past is what is known of an act.
type Past struct {
	State State     // "" if it was never begun
	Since time.Time // of its last intent
	Lost  int       // how often it was tried since it was last done or refused, and had not happened
}

// Open reports whether the act may have happened without anybody having seen it.
func (p Past) Open() bool { return p.State.open() }

type act struct {
	name string
	Past
	begun time.Time // in this process, with its monotonic clock
}

// Open reads the journal in file path, which is made with its first line.
func Open(path string, now func() time.Time) (*Journal, error) {
	if now == nil {
		now = time.Now
	}
	j := &Journal{path: path, now: now}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|platform.NoFollow, 0)
	if errors.Is(err, os.ErrNotExist) {
		return j, nil
	}
	if err == nil {
		if err = j.load(f); err != nil {
			f.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read the journal %s: %w", path, safefile.Cause(err))
	}
	return j, nil
}

// load reads what is in f and makes it end with a whole line.
func (j *Journal) load(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || platform.OpenToOthers(info) {
		return errors.New("it is not a file for its owner alone (chmod 600 makes it one)")
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	lines, head, whole, err := parse(b)
	if err != nil {
		return err
	}
	if whole < len(b) {
		if err := errors.Join(f.Truncate(int64(whole)), f.Sync()); err != nil {
			return err
		}
	}
	for _, l := range lines {
		j.apply(l)
	}
	j.file, j.size, j.seq, j.head = f, int64(whole), len(lines), head
	return nil
}

// apply makes l part of what is known.
func (j *Journal) apply(l line) {
	a := j.act(l.Act)
	if a == nil {
		a = &act{name: l.Act}
		j.acts = append(j.acts, a)
	}
	a.State = l.State
	switch l.State {
	case Intent:
		a.Since = l.Time
	case Absent:
		a.Lost++
	case Done, Accepted, Refused:
		a.Lost = 0
	}
	j.longest = max(j.longest, time.Duration(l.Took)*time.Millisecond)
}

func (j *Journal) act(name string) *act {
	i := slices.IndexFunc(j.acts, func(a *act) bool { return a.name == name })
	if i < 0 {
		return nil
	}
	return j.acts[i]
}

// Past returns what is known of the act.
func (j *Journal) Past(name string) Past {
	if a := j.act(name); a != nil {
		return a.Past
	}
	return Past{}
}

// Open returns the acts that may have happened without anybody having seen it, oldest first.
func (j *Journal) Open() []string {
	var names []string
	for _, a := range j.acts {
		if a.Open() {
			names = append(names, a.name)
		}
	}
	return names
}

// Longest is the longest time any act took until its outcome was known.
func (j *Journal) Longest() time.Duration { return j.longest }

// Intend puts on disk that the act is about to be done. An act that is open cannot be
// begun again: what became of it must be known, or the person must have said so.
func (j *Journal) Intend(name string) error {
	if j.Past(name).Open() {
		return fmt.Errorf("begin %s: it was begun before and its outcome is unknown", name)
	}
	if err := j.write(name, Intent); err != nil {
		return err
	}
	j.act(name).begun = time.Now()
	return nil
}

// Settle puts on disk what became of an act that is open; of one that is not there is nothing to say.
func (j *Journal) Settle(name string, s State) error {
	if p := j.Past(name); !p.Open() || p.State == s {
		return nil
	}
	return j.write(name, s)
}

func (j *Journal) write(name string, s State) error {
	if j.err != nil {
		return j.err
	}
	l := line{Seq: j.seq, Time: j.now().UTC().Truncate(time.Millisecond), Act: name, State: s}
	if a := j.act(name); a != nil && !a.begun.IsZero() && a.State == Intent {
		l.Took = time.Since(a.begun).Milliseconds()
	}
	data, err := json.Marshal(l)
	if err == nil {
		err = j.append(data)
	}
	if err != nil {
		j.err = fmt.Errorf("write the journal %s: %w", j.path, safefile.Cause(err))
		return j.err
	}
	j.apply(l)
	return nil
}

// append puts one line on disk.
func (j *Journal) append(data []byte) error {
	sum := hash(j.head, data)
	if j.file == nil {
		if err := j.create(); err != nil {
			return err
		}
	}
	b := append([]byte(sum+" "), append(data, '\n')...)
	if _, err := j.file.Write(b); err != nil {
		return errors.Join(err, j.file.Truncate(j.size))
	}
	if err := j.file.Sync(); err != nil {
		return err
	}
	here, err := j.file.Stat()
	if err != nil {
		return err
	}
	if there, err := os.Lstat(j.path); err != nil || !os.SameFile(here, there) || there.Size() != j.size+int64(len(b)) {
		return errors.New("it was removed or changed meanwhile")
	}
	j.size, j.seq, j.head = j.size+int64(len(b)), j.seq+1, sum
	return nil
}

// create makes the file, which must not be there, and its name durable.
func (j *Journal) create() error {
	root, err := os.OpenRoot(filepath.Dir(j.path))
	if err != nil {
		return err
	}
	defer root.Close()
	if j.file, err = safefile.New(root, filepath.Base(j.path)); err != nil {
		return err
	}
	return platform.SyncDir(root)
}

// Close lets go of the file.
func (j *Journal) Close() error {
	if j.err == nil {
		j.err = errors.New("the journal is closed")
	}
	if j.file == nil {
		return nil
	}
	return j.file.Close()
}
