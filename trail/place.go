package trail

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"miacct/internal/platform"
)

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

// replace puts a file in the place of the one of that name, whole or not at all. A link
// of that name is replaced, not followed.
func replace(root *os.Root, name string, fill func(io.Writer) error) (err error) {
	part := "." + name + "." + randomHex(6)
	f, err := newFile(root, part)
	if err != nil {
		return err
	}
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = root.Rename(part, name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(part))
	}
	return platform.SyncDir(root)
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

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b)
	return hex.EncodeToString(b)
}
