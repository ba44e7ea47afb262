package trail

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"miacct/internal/safefile"
)

// openAuditDir opens the audit directory, made if it is not there, and returns its absolute path.
func openAuditDir(dir string) (*os.Root, string, error) {
	fail := func(err error) (*os.Root, string, error) {
		return nil, "", fmt.Errorf("use the audit directory %s: %w", dir, safefile.Cause(err))
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
		name := now.UTC().Format("20060102T150405Z") + "-" + randomHex(3)
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

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b)
	return hex.EncodeToString(b)
}
