package browser

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"miacct/internal/platform"
)

// A profile is a folder for one Chrome, with all that it writes: settings,
// temporary files, crash dumps. Its lock is held by us as long as we live,
// however we end; so a profile whose lock is free was left by a run that was
// killed, and the next start removes it.
type profile struct {
	dir  string
	kept bool     // the person named it
	lock *os.File // kept here: the collector closes a file nothing refers to, and frees its lock
}

const (
	profilePrefix = "miacct-chrome-"
	profileLock   = "in-use"
	profileTemp   = "tmp"
	profileCrash  = "crash"
)

// newProfile makes a profile under temp.
func newProfile(temp string) (*profile, error) {
	for {
		dir, err := os.MkdirTemp(temp, profilePrefix) // 0700
		if err != nil {
			return nil, fmt.Errorf("make a profile: %w", err)
		}
		p, err := occupy(dir)
		if err == nil {
			return p, nil
		}
		if !errors.Is(err, errSwept) {
			return nil, errors.Join(fmt.Errorf("make a profile: %w", err), os.RemoveAll(dir))
		}
	}
}

// errSwept: another run took the folder for a left one, in the instant before it was locked.
var errSwept = errors.New("swept")

func occupy(dir string) (*profile, error) {
	name := filepath.Join(dir, profileLock)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := platform.Lock(f); err != nil {
		return nil, errors.Join(errSwept, f.Close())
	}
	if _, err := os.Lstat(name); err != nil {
		return nil, errors.Join(errSwept, f.Close())
	}
	for _, d := range []string{profileTemp, profileCrash} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o700); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return &profile{dir: dir, lock: f}, nil
}

// removeTime is how long processes that die may go on writing into a profile.
const removeTime = 2 * time.Second

// remove removes the profile, or of a kept one what is of this start only. Processes that die meanwhile may still write into it.
func (p *profile) remove(ctx context.Context) error {
	defer p.lock.Close()
	if p.kept {
		return p.tidy()
	}
	ctx, cancel := context.WithTimeout(ctx, removeTime)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		err := empty(p.dir, p.lock)
		if err == nil {
			return nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("remove the profile: %w", err)
		}
	}
}

// empty removes dir and all in it, the lock last: what is left by an interrupted
// removal must be known for ours, and whoever waits for it must find it gone.
func empty(dir string, lock *os.File) error {
	all, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Name() != profileLock {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	if err := platform.RemoveLocked(lock, filepath.Join(dir, profileLock)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Remove(dir)
}

// sweep removes the profiles under temp that killed runs have left. What cannot be removed is kept.
func sweep(temp string) {
	all, err := os.ReadDir(temp)
	if err != nil {
		return // newProfile says it
	}
	for _, e := range all {
		if strings.HasPrefix(e.Name(), profilePrefix) {
			sweepOne(filepath.Join(temp, e.Name()))
		}
	}
}

func sweepOne(dir string) {
	i, err := os.Lstat(dir)
	if err != nil || !i.IsDir() || !platform.OwnedBy(i, os.Geteuid()) {
		return
	}
	f, err := os.OpenFile(filepath.Join(dir, profileLock), os.O_RDWR|platform.NoFollow, 0)
	if errors.Is(err, fs.ErrNotExist) && time.Since(i.ModTime()) > time.Hour {
		_ = os.Remove(dir) // killed before it was locked, then it is empty
		return
	}
	if err != nil {
		return // being made just now
	}
	defer f.Close()
	if platform.Lock(f) == nil {
		_ = empty(dir, f)
	}
}
