package browser

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestAProfileIsPrivateAndRemoved(t *testing.T) {
	root := t.TempDir()
	p, err := newProfile(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{p.dir, filepath.Join(p.dir, profileTemp), filepath.Join(p.dir, profileCrash)} {
		i, err := os.Stat(d)
		if err != nil {
			t.Fatal(err)
		}
		if i.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %v, want 0700", d, i.Mode().Perm())
		}
	}
	put(t, filepath.Join(p.dir, "Default", "Cookies"))
	sweep(root)
	if !exists(p.dir) {
		t.Fatal("a profile in use was swept")
	}
	if err := p.remove(t.Context()); err != nil {
		t.Fatal(err)
	}
	if exists(p.dir) {
		t.Error("the profile is still there")
	}
}

func TestSweep(t *testing.T) {
	root := t.TempDir()
	elsewhere := t.TempDir()
	put(t, filepath.Join(elsewhere, profileLock))
	left := func(name string) string {
		d := filepath.Join(root, name)
		put(t, filepath.Join(d, profileLock))
		put(t, filepath.Join(d, "Default", "Web Data"))
		return d
	}
	young := func(name string) string {
		d := filepath.Join(root, name)
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
		return d
	}
	old := func(d string) string {
		then := time.Now().Add(-2 * time.Hour)
		if err := os.Chtimes(d, then, then); err != nil {
			t.Fatal(err)
		}
		return d
	}
	link := func(name, to string) string {
		d := filepath.Join(root, name)
		if err := os.Symlink(to, d); err != nil {
			t.Fatal(err)
		}
		return d
	}

	gone := map[string]string{
		"left by a killed run":              left(profilePrefix + "1"),
		"left, and its removal interrupted": filepath.Dir(put(t, filepath.Join(root, profilePrefix+"2", profileLock))),
		"killed before it was locked":       old(young(profilePrefix + "3")),
	}
	kept := map[string]string{
		"being made":            young(profilePrefix + "4"),
		"of another name":       left("other-1"),
		"a link":                link(profilePrefix+"5", elsewhere),
		"where the link points": filepath.Join(elsewhere, profileLock),
		"a file":                put(t, filepath.Join(root, profilePrefix+"6")),
		"old, without a lock":   old(filepath.Dir(put(t, filepath.Join(root, profilePrefix+"7", "file")))),
	}
	locked := young(profilePrefix + "8")
	if err := os.Symlink(filepath.Join(elsewhere, profileLock), filepath.Join(locked, profileLock)); err != nil {
		t.Fatal(err)
	}
	kept["whose lock is a link"] = locked
	if os.Geteuid() == 0 { // only root can give a folder away
		d := left(profilePrefix + "9")
		if err := os.Chown(d, 65534, 65534); err != nil {
			t.Fatal(err)
		}
		kept["another's"] = d
	}
	live, err := newProfile(root)
	if err != nil {
		t.Fatal(err)
	}
	kept["in use"] = live.dir

	sweep(root)
	for what, d := range gone {
		if exists(d) {
			t.Errorf("a profile %s is still there", what)
		}
	}
	for what, d := range kept {
		if !exists(d) {
			t.Errorf("%s: it was swept", what)
		}
	}
	if err := live.remove(t.Context()); err != nil {
		t.Error(err)
	}
}

// A folder can be swept between its making and its locking.
func TestAProfileSweptWhileItIsMadeIsNotUsed(t *testing.T) {
	root := t.TempDir()
	done := make(chan struct{})
	swept := make(chan struct{})
	go func() {
		defer close(swept)
		for {
			select {
			case <-done:
				return
			default:
				sweep(root)
			}
		}
	}()
	for range 300 {
		p, err := newProfile(root)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(p.dir, "file"))
		if !exists(filepath.Join(p.dir, profileLock)) || !exists(filepath.Join(p.dir, profileTemp)) {
			t.Fatal("a profile was given out that had been swept")
		}
		if err := p.remove(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	<-swept
}

func put(t *testing.T, file string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
