package browser

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"

	"miacct/internal/platform"
	"miacct/internal/safefile"
)

// A kept profile is one the person named, so that a site that came to trust the browser
// does not ask again. Its rules:
//
//   - It is ours: a folder that held anything before we used it is refused. So it is never
//     the profile the person browses with.
//   - Nobody else can read it. One run has it at a time.
//   - Chrome is told to save no passwords and no forms in it, and ends in its own time, else
//     it would not have written its cookies.

// keptMark is in a folder that we made a profile of.
const keptMark = "miacct-profile"

// keptSettings are those of a new profile, by Chrome's names for them (chrome/common/pref_names.h, Chromium 156).
const keptSettings = `{"credentials_enable_service":false,"profile":{"password_manager_enabled":false,"password_manager_leak_detection":false},"autofill":{"profile_enabled":false,"credit_card_enabled":false,"enabled":false}}`

// singletons are what Chrome leaves of its own lock when it is killed. Ours is the one that counts.
var singletons = []string{"SingletonLock", "SingletonSocket", "SingletonCookie"}

// keepProfile opens the profile in dir, which is made if it is not there.
func keepProfile(dir string) (*profile, error) {
	fail := func(err error) (*profile, error) { return nil, fmt.Errorf("use the profile %s: %w", dir, err) }
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fail(err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fail(err)
	}
	if err := private(dir); err != nil {
		return fail(err)
	}
	if err := ours(dir); err != nil {
		return fail(err)
	}
	f, err := safefile.Lock(filepath.Join(dir, profileLock))
	if errors.Is(err, platform.ErrLocked) {
		return fail(errors.Join(errors.New("another run is using it; wait for its end, or name another folder"), f.Close()))
	}
	if err != nil {
		return fail(err)
	}
	p := &profile{dir: dir, lock: f, kept: true}
	if err := p.ready(); err != nil {
		return fail(errors.Join(err, f.Close()))
	}
	return p, nil
}

// private fails unless dir is a folder of ours that nobody else can read.
func private(dir string) error {
	i, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	switch {
	case !i.IsDir():
		return errors.New("it is not a folder")
	case !platform.OwnedBy(i, os.Geteuid()):
		return errors.New("it belongs to another user")
	case platform.OpenToOthers(i):
		return fmt.Errorf("others can read it; change that with: chmod 700 %s", dir)
	}
	return nil
}

// ours marks an empty folder as ours, and fails if it is another's.
func ours(dir string) error {
	name := filepath.Join(dir, keptMark)
	i, err := os.Lstat(name)
	if err == nil && i.Mode().IsRegular() {
		return nil
	}
	all, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(all) > 0 {
		return errors.New("it holds files that are not part of a miacct profile; name a new or an empty folder")
	}
	if err := os.Mkdir(filepath.Join(dir, "Default"), 0o700); err != nil {
		return err
	}
	if err := safefile.WriteFile(filepath.Join(dir, "Default", "Preferences"), []byte(keptSettings)); err != nil {
		return err
	}
	return safefile.WriteFile(name, []byte("A browser profile of miacct: it may hold a sign-in. Remove the folder to be rid of it.\n"))
}

// ready takes away what a killed Chrome has left, and makes what a start needs.
func (p *profile) ready() error {
	for _, name := range singletons {
		if err := os.Remove(filepath.Join(p.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := p.tidy(); err != nil {
		return err
	}
	for _, d := range []string{profileTemp, profileCrash} {
		if err := os.Mkdir(filepath.Join(p.dir, d), 0o700); err != nil {
			return err
		}
	}
	return nil
}

// tidy removes what is of one start only.
func (p *profile) tidy() error {
	return errors.Join(os.RemoveAll(filepath.Join(p.dir, profileTemp)), os.RemoveAll(filepath.Join(p.dir, profileCrash)))
}

// farewell is how long a Chrome with a kept profile may take to write it.
const farewell = 5 * time.Second

// letEnd lets Chrome end in its own time.
func letEnd(browser context.Context) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = chromedp.Cancel(browser) // one that does not end is killed
	}()
	select {
	case <-done:
	case <-time.After(farewell):
	}
}
