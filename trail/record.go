package trail

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"miacct/internal/platform"
	"miacct/internal/safefile"
)

const trailFile = "trail.jsonl"

// Options configures Create.
type Options struct {
	Now func() time.Time // time.Now if nil

	// Watch is called with every line after it is written, one at a time and in order: the
	// screen's and --json's only source. It must not call the trail. May be nil.
	Watch func(Line)

	// Writing is called when something begins to be written, "line" or "picture"; what it returns is called
	// when that is on disk. May be nil.
	Writing func(what string) (done func())

	// Report is written beside the trail with the result. May be nil.
	Report Report

	// Keys is the directory of the key that signs the record; it is made at first
	// use. "" is miacct in the user's data directory.
	Keys string
}

// A Trail is the record of one run. Its methods are safe for use by several goroutines.
type Trail struct {
	dir   string // absolute
	now   func() time.Time
	watch func(Line)
	timed func(what string) (done func())
	keys  string
	page  Report
	run   Run

	mu    sync.Mutex
	root  *os.Root // the folder, opened once
	file  *os.File
	size  int64  // of what is known to be on disk
	seq   int    // of the next line
	prev  string // hash of the last line
	all   *sum   // of all lines
	task  string
	steps int
	open  []*Entry // steps under way, innermost last
	pngs  []resource
	texts []enclosure

	writing sync.Mutex    // held while a picture is written
	behind  chan struct{} // closed when what is recorded behind the run is on disk; nil before the first

	err error // why nothing more is recorded

	private []private // words that name the person
	secrets []secret
	salt    [16]byte // of the hashes of secrets

	unsigned error // why the record could not be signed
}

// errClosed is why nothing is recorded after the result.
var errClosed = errors.New("the record is closed")

// Create makes the folder dir/<UTC time>-<short id> and starts a trail in it with
// its first line. dir is made (0700) if it is not there; it must not be a link.
func Create(dir string, r Run, o Options) (*Trail, error) {
	t := &Trail{now: o.Now, watch: o.Watch, timed: o.Writing, keys: o.Keys, page: o.Report, all: newSum()}
	rand.Read(t.salt[:])
	if t.now == nil {
		t.now = time.Now
	}
	if t.timed == nil {
		t.timed = func(string) func() { return func() {} }
	}
	now := t.now()
	base, dir, err := openAuditDir(dir)
	if err != nil {
		return nil, err
	}
	defer base.Close()
	name, err := makeRunDir(base, now)
	if err != nil {
		return nil, fmt.Errorf("use the audit directory %s: %w", dir, safefile.Cause(err))
	}
	t.dir = filepath.Join(dir, name)
	if err := t.start(base, name); err != nil {
		return nil, fmt.Errorf("start the record in %s: %w", t.dir, safefile.Cause(err))
	}
	r.ID = name
	if r.Zone == "" {
		r.Zone = now.Format("-07:00")
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, err := t.write(Line{Event: EventRun, Run: &r}); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// start opens the run's folder and its trail file, and makes both durable.
func (t *Trail) start(base *os.Root, name string) (err error) {
	if err := base.Chmod(name, 0o700); err != nil {
		return err
	}
	if t.root, err = base.OpenRoot(name); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			t.close()
		}
	}()
	if err := sameDir(base, name, t.root); err != nil {
		return err
	}
	if t.file, err = safefile.New(t.root, trailFile); err != nil {
		return err
	}
	return errors.Join(platform.SyncDir(t.root), platform.SyncDir(base))
}

// Dir is the trail's folder.
func (t *Trail) Dir() string { return t.dir }

// Head is the hash of the last line: whoever knows it can tell whether the trail is whole.
func (t *Trail) Head() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.prev
}

// Unsigned returns why a record that has its result is not signed, nil if it is.
func (t *Trail) Unsigned() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.unsigned
}

// write puts one line on disk and returns it as it is there. t.mu is held.
func (t *Trail) write(l Line) (Line, error) {
	if t.err != nil {
		return l, t.err
	}
	l.V, l.Seq, l.Prev = Format, t.seq, t.prev
	l.Time = t.now().UTC().Truncate(time.Millisecond)
	l = t.hidden(cleanLine(l))
	b, err := json.Marshal(l)
	if err != nil {
		return l, t.stop(err)
	}
	b = append(b, '\n')
	if err := t.put(b, !t.mayWait(l)); err != nil {
		return l, t.stop(err)
	}
	t.size += int64(len(b))
	t.seq++
	t.prev = hash(b)
	t.all.Write(b)
	if l.Run != nil {
		t.run = *l.Run
	}
	if t.watch != nil {
		t.watch(l)
	}
	return l, nil
}

// mayWait reports whether l needs to be on disk only with the next line that must be: nothing has been
// done to the page since, and nothing is before that. t.mu is held.
func (t *Trail) mayWait(l Line) bool {
	switch l.Event {
	case EventBegin, EventNote, EventPicture:
		return true
	case EventEnd:
		return l.Outcome == Done && !slices.ContainsFunc(t.open, func(e *Entry) bool { return e.number == l.Step && e.acted })
	}
	return false
}

// put writes the bytes of a line, and puts all that was written on disk if synced. t.mu is held.
func (t *Trail) put(b []byte, synced bool) error {
	defer t.timed("line")()
	if _, err := t.file.Write(b); err != nil {
		t.file.Truncate(t.size) // half a line helps nobody; if this fails, Read leaves it out
		return err
	}
	if synced {
		if err := t.file.Sync(); err != nil {
			return err
		}
	}
	return t.inPlace(t.size + int64(len(b)))
}

// inPlace reports an error unless the trail is where it was made and as long as it must
// be. Writing to a file that was removed succeeds, and keeps nothing.
func (t *Trail) inPlace(size int64) error {
	here, err := t.file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Lstat(filepath.Join(t.dir, trailFile))
	switch {
	case err != nil:
		return fmt.Errorf("it is no longer there: %w", safefile.Cause(err))
	case !os.SameFile(here, there):
		return errors.New("another file is in its place")
	case here.Size() != size:
		return errors.New("somebody else wrote to it")
	}
	return nil
}

// stop ends the record: no later call writes anything.
func (t *Trail) stop(err error) error {
	t.err = fmt.Errorf("record the run in %s: %w", t.dir, safefile.Cause(err))
	return t.err
}

func (t *Trail) close() error {
	var errs []error
	if t.file != nil {
		errs = append(errs, t.file.Close())
	}
	if t.root != nil {
		errs = append(errs, t.root.Close())
	}
	return errors.Join(errs...)
}

// cleanLine returns l with every string fit to be shown.
func cleanLine(l Line) Line {
	l.Task, l.Name = Clean(l.Task), Clean(l.Name)
	l.Text, l.URL = bareText(Clean(l.Text)), Clean(bareURL(Clean(l.URL)))
	l.Outcome, l.Event = Outcome(Clean(string(l.Outcome))), Event(Clean(string(l.Event)))
	if l.Picture != nil && l.Picture.Control != nil {
		p, c := *l.Picture, *l.Picture.Control
		c.Name = Clean(c.Name)
		p.Control, l.Picture = &c, &p
	}
	l.Devices = slices.Clone(l.Devices)
	for i, d := range l.Devices {
		d.Name, d.Model, d.Find = Clean(d.Name), Clean(d.Model), Clean(d.Find)
		l.Devices[i] = d
	}
	if l.Run != nil {
		r := *l.Run
		for _, s := range []*string{&r.ID, &r.Command, &r.Account, &r.Tool, &r.Browser, &r.System, &r.Lang, &r.StopBefore, &r.Zone, &r.Mask} {
			*s = Clean(*s)
		}
		r.Cloud = Clean(bareURL(Clean(r.Cloud)))
		if r.Follows != nil {
			r.Follows = &Reference{Run: Clean(r.Follows.Run), Outcome: Outcome(Clean(string(r.Follows.Outcome))), Head: Clean(r.Follows.Head)}
		}
		l.Run = &r
	}
	return l
}
