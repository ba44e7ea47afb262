// Package safefile makes folders and files for their owner alone: new, whole and on disk, or not at all.
// No link is followed, and what it makes is what it was asked for, whatever the umask says.
package safefile

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"miacct/internal/platform"
)

// New makes a file that was not there. O_EXCL is what keeps it from following a link:
// os.Root alone follows links that stay in the folder.
func New(root *os.Root, name string) (*os.File, error) {
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

// Create makes a file that was not there and writes it, whole or not at all.
func Create(root *os.Root, name string, fill func(io.Writer) error) error {
	if err := write(root, name, fill); err != nil {
		return err
	}
	if err := platform.SyncDir(root); err != nil {
		return errors.Join(Cause(err), root.Remove(name))
	}
	return nil
}

// Replace puts a file in the place of the one of that name, whole or not at all. A link
// of that name is replaced, not followed.
func Replace(root *os.Root, name string, fill func(io.Writer) error) error {
	part := Part(name)
	if err := write(root, part, fill); err != nil {
		return err
	}
	if err := root.Rename(part, name); err != nil {
		return errors.Join(Cause(err), root.Remove(part))
	}
	return platform.SyncDir(root)
}

// WriteFile is Replace for the file at path and its bytes.
func WriteFile(path string, b []byte) error {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer root.Close()
	return Replace(root, filepath.Base(path), func(w io.Writer) error { _, err := w.Write(b); return err })
}

// write makes a file that was not there, and leaves none that is not whole.
func write(root *os.Root, name string, fill func(io.Writer) error) error {
	f, err := New(root, name)
	if err != nil {
		return err
	}
	if err = fill(f); err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(Cause(err), root.Remove(name))
	}
	return nil
}

// Part is a name for a file that is to become the one of that name.
func Part(name string) string {
	b := make([]byte, 6)
	rand.Read(b)
	return "." + name + "." + hex.EncodeToString(b)
}

// Dir makes the folder dir for its owner alone, with those above it, or closes to others the one that is there.
func Dir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() || !platform.OwnedBy(info, os.Geteuid()) {
		return errors.New("it is not a folder of your own")
	}
	if info.Mode().Perm() == 0o700 {
		return nil
	}
	return os.Chmod(dir, 0o700)
}

// Lock opens the file at path, made if it is not there, and locks it until it is closed, however the
// process ends. If another process has the lock, the error is platform.ErrLocked, and the file is
// open all the same, to be read.
func Lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|platform.NoFollow, 0o600)
	if err != nil {
		return nil, err
	}
	if err := platform.Lock(f); err != nil {
		if !errors.Is(err, platform.ErrLocked) {
			return nil, errors.Join(err, f.Close())
		}
		return f, err
	}
	return f, nil
}

// Cause takes the operation and the path off an error of package os; the sentence
// around it names them in words.
func Cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
