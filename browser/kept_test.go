package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func openKept(t *testing.T, dir string) (*Session, context.Context) {
	t.Helper()
	ctx := soon(t)
	s, err := Open(ctx, Options{Profile: dir, NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, ctx
}

func TestKeptProfile(t *testing.T) {
	enter(t, Options{}) // for the zoo's pages
	dir := filepath.Join(t.TempDir(), "profile")
	s, ctx := openKept(t, dir)
	if i, err := os.Stat(dir); err != nil || i.Mode().Perm() != 0o700 {
		t.Errorf("the profile is %v, %v; want mode 0700", i, err)
	}
	do(t, s, ctx, Goto(theZoo.srv.URL+"/touch.html"))
	eval[bool](t, s, `(document.cookie = "trusted=yes; max-age=86400", true)`)
	if _, err := Open(ctx, Options{Profile: dir, NoSandbox: true}); err == nil || !strings.Contains(err.Error(), "another run is using it") {
		t.Errorf("a second session in it: %v", err)
	}
	touch(t, s, pressAt(40, 250)...)
	if err := s.until(ctx, func(context.Context, *tab) (string, error) {
		if s.mu.Lock(); len(s.tabs) != 2 {
			defer s.mu.Unlock()
			return "no new tab", nil
		}
		s.mu.Unlock()
		return "", nil
	}); err != nil {
		t.Errorf("a tab that a press opens is not followed: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if exists(filepath.Join(dir, profileTemp)) {
		t.Error("temporary files are left")
	}

	// Chrome's own lock, as one leaves it that was killed on another day.
	if err := os.Symlink("elsewhere-4194303", filepath.Join(dir, singletons[0])); err != nil && !os.IsExist(err) {
		t.Fatal(err)
	}
	s, ctx = openKept(t, dir)
	do(t, s, ctx, Goto(theZoo.srv.URL+"/touch.html"))
	if got := eval[string](t, s, `document.cookie`); got != "trusted=yes" {
		t.Errorf("the next session has the cookies %q", got)
	}
	do(t, s, ctx, Forget(), Goto(theZoo.srv.URL+"/touch.html"))
	if got := eval[string](t, s, `document.cookie`); got != "" {
		t.Errorf("a stranger has the cookies %q", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestKeptProfileIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		make func(dir string) error
		says string
	}{
		"a profile of the person's": {func(dir string) error {
			return os.MkdirAll(filepath.Join(dir, "Default"), 0o700)
		}, "not part of a miacct profile"},
		"readable by others": {func(dir string) error { return os.Mkdir(dir, 0o755) }, "chmod 700 "},
		"a link": {func(dir string) error {
			return os.Symlink(filepath.Dir(dir), dir)
		}, "it is not a folder"},
		"a file":     {func(dir string) error { return os.WriteFile(dir, nil, 0o600) }, "it is not a folder"},
		"in nowhere": {func(dir string) error { return os.Remove(filepath.Dir(dir)) }, "no such file or directory"},
		"marked by a link": {func(dir string) error {
			if err := os.Mkdir(dir, 0o700); err != nil {
				return err
			}
			return os.Symlink(os.DevNull, filepath.Join(dir, keptMark))
		}, "not part of a miacct profile"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "in", "profile")
			if err := os.Mkdir(filepath.Dir(dir), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := c.make(dir); err != nil {
				t.Fatal(err)
			}
			if _, err := keepProfile(dir); err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), dir) {
				t.Errorf("the error is %v, want %q and the folder in it", err, c.says)
			}
		})
	}
}
