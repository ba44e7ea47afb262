package audit

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

const trailFile = "trail.jsonl"

// Options configures Create.
type Options struct {
	Now func() time.Time // time.Now if nil

	// Watch is called with every line after it is on disk, one at a time and in order: the
	// screen's and --json's only source. It must not call the trail. May be nil.
	Watch func(Line)
}

// A Trail is the record of one run. Its methods are safe for use by several goroutines.
type Trail struct {
	dir   string // absolute
	now   func() time.Time
	watch func(Line)

	mu       sync.Mutex
	root     *os.Root // the folder, opened once
	file     *os.File
	size     int64  // of what is known to be on disk
	seq      int    // of the next line
	prev     string // hash of the last line
	task     string
	steps    int
	open     []*Entry // steps under way, innermost last
	pictures int
	err      error // why nothing more is recorded
}

// errClosed is why nothing is recorded after the result.
var errClosed = errors.New("the record is closed")

// Create makes the folder dir/<UTC time>-<short id> and starts a trail in it with
// its first line. dir is made (0700) if it is not there; it must not be a link.
func Create(dir string, r Run, o Options) (*Trail, error) {
	t := &Trail{now: o.Now, watch: o.Watch}
	if t.now == nil {
		t.now = time.Now
	}
	now := t.now()
	base, dir, err := openAuditDir(dir)
	if err != nil {
		return nil, err
	}
	defer base.Close()
	name, err := makeRunDir(base, now)
	if err != nil {
		return nil, fmt.Errorf("use the audit directory %s: %w", dir, cause(err))
	}
	t.dir = filepath.Join(dir, name)
	if err := t.start(base, name); err != nil {
		return nil, fmt.Errorf("start the record in %s: %w", t.dir, cause(err))
	}
	r.ID = name
	if r.Zone == "" {
		r.Zone = now.Format("-07:00")
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.write(Line{Event: EventRun, Run: &r}); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// openAuditDir opens the audit directory, made if it is not there, and returns its absolute path.
func openAuditDir(dir string) (*os.Root, string, error) {
	fail := func(err error) (*os.Root, string, error) {
		return nil, "", fmt.Errorf("use the audit directory %s: %w", dir, cause(err))
	}
	abs, err := filepath.Abs(dir) // also takes off a last slash, which would follow a link
	if err != nil {
		return fail(err)
	}
	if err := os.MkdirAll(filepath.Dir(abs), 0o700); err != nil {
		return fail(err)
	}
	made := os.Mkdir(abs, 0o700)
	if made != nil && !errors.Is(made, os.ErrExist) {
		return fail(made)
	}
	before, err := os.Lstat(abs)
	if err != nil {
		return fail(err)
	}
	switch {
	case before.Mode()&os.ModeSymlink != 0:
		return fail(errors.New("it is a link, and links are not followed"))
	case !before.IsDir():
		return fail(errors.New("it is not a directory"))
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return fail(err)
	}
	after, err := root.Stat(".")
	if err == nil && !os.SameFile(before, after) {
		err = errors.New("it was replaced while it was opened")
	}
	if err == nil && made == nil {
		err = root.Chmod(".", 0o700) // the umask may have taken bits away
	}
	if err != nil {
		root.Close()
		return fail(err)
	}
	return root, abs, nil
}

// makeRunDir makes the run's folder and returns its name.
func makeRunDir(base *os.Root, now time.Time) (string, error) {
	for range 5 {
		var id [3]byte
		rand.Read(id[:])
		name := now.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(id[:])
		err := base.Mkdir(name, 0o700)
		if err == nil {
			return name, nil
		}
		if !errors.Is(err, os.ErrExist) {
			return "", err
		}
	}
	return "", errors.New("no free name for the run's folder")
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
	if t.file, err = newFile(t.root, trailFile); err != nil {
		return err
	}
	return errors.Join(syncDir(t.root), syncDir(base))
}

// sameDir reports an error unless name in base is the folder that root holds, and no link.
func sameDir(base *os.Root, name string, root *os.Root) error {
	there, err := base.Lstat(name)
	if err != nil {
		return err
	}
	here, err := root.Stat(".")
	if err != nil {
		return err
	}
	if !os.SameFile(there, here) {
		return errors.New("the folder was replaced")
	}
	return nil
}

// newFile makes a file that was not there, for its owner alone. O_EXCL is what keeps
// it from following a link: os.Root alone follows links that stay in the folder.
func newFile(root *os.Root, name string) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(0o600); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// syncDir makes the names in the folder durable.
func syncDir(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Dir is the trail's folder.
func (t *Trail) Dir() string { return t.dir }

// Head is the hash of the last line: whoever knows it can tell whether the trail is whole.
func (t *Trail) Head() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.prev
}

// write puts one line on disk. t.mu is held.
func (t *Trail) write(l Line) error {
	if t.err != nil {
		return t.err
	}
	l.V, l.Seq, l.Prev = Format, t.seq, t.prev
	l.Time = t.now().UTC().Truncate(time.Millisecond)
	l = cleanLine(l)
	b, err := json.Marshal(l)
	if err != nil {
		return t.stop(err)
	}
	b = append(b, '\n')
	if _, err := t.file.Write(b); err != nil {
		t.file.Truncate(t.size) // half a line helps nobody; if this fails, Read leaves it out
		return t.stop(err)
	}
	if err := t.file.Sync(); err != nil {
		return t.stop(err)
	}
	if err := t.inPlace(t.size + int64(len(b))); err != nil {
		return t.stop(err)
	}
	t.size += int64(len(b))
	t.seq++
	t.prev = hash(b)
	if t.watch != nil {
		t.watch(l)
	}
	return nil
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
		return fmt.Errorf("it is no longer there: %w", cause(err))
	case !os.SameFile(here, there):
		return errors.New("another file is in its place")
	case here.Size() != size:
		return errors.New("somebody else wrote to it")
	}
	return nil
}

// stop ends the record: no later call writes anything.
func (t *Trail) stop(err error) error {
	t.err = fmt.Errorf("record the run in %s: %w", t.dir, cause(err))
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

// cause takes the operation and the path off an error of package os; the sentence
// around it names them in words.
func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// cleanLine returns l with every string fit to be shown.
func cleanLine(l Line) Line {
	l.Task, l.Name = Clean(l.Task), Clean(l.Name)
	l.Text, l.URL = bareText(Clean(l.Text)), bareURL(Clean(l.URL))
	l.Outcome, l.Event = Outcome(Clean(string(l.Outcome))), Event(Clean(string(l.Event)))
	l.Devices = slices.Clone(l.Devices)
	for i, d := range l.Devices {
		d.Name, d.Model, d.Find = Clean(d.Name), Clean(d.Model), Clean(d.Find)
		l.Devices[i] = d
	}
	if l.Run != nil {
		r := *l.Run
		for _, s := range []*string{&r.ID, &r.Command, &r.Account, &r.Tool, &r.Browser, &r.System, &r.Lang, &r.StopBefore, &r.Zone} {
			*s = Clean(*s)
		}
		r.Cloud = bareURL(Clean(r.Cloud))
		l.Run = &r
	}
	return l
}
