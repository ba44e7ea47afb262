package trail

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"miacct/internal/safefile"
)

// Lend puts a PNG beside the record for as long as the person needs it, and returns its path. It is no
// part of the record, and must be taken back: it may be a secret. One of that name is replaced.
func (t *Trail) Lend(name string, png []byte) (path string, takeBack func() error, err error) {
	takeBack = func() error {
		if err := t.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", name, safefile.Cause(err))
		}
		return nil
	}
	t.writing.Lock()
	defer t.writing.Unlock()
	if err := takeBack(); err != nil {
		return "", nil, err
	}
	f, err := safefile.New(t.root, name)
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w", name, safefile.Cause(err))
	}
	_, err = f.Write(png)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", nil, errors.Join(fmt.Errorf("%s: %w", name, safefile.Cause(err)), takeBack())
	}
	return filepath.Join(t.dir, name), takeBack, nil
}
