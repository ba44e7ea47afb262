package trail

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"miacct/internal/safefile"
)

// Pack puts the record in folder dir into one new zip: the report, the pictures, the trail,
// the manifest and a README. It returns the names of what else is in the folder and was left out. The same
// record gives the same bytes. A record in which something was changed is not packed. page is as for Verify.
func Pack(dir, zip string, page Report) (left []string, err error) {
	left, err = pack(dir, zip, page)
	if err != nil {
		return nil, fmt.Errorf("pack %s into %s: %w", dir, zip, safefile.Cause(err))
	}
	return left, nil
}

func pack(dir, target string, page Report) (left []string, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	from := Folder{root}
	v, err := verify(from, page)
	if err != nil {
		return nil, err
	}
	for _, p := range v.Problems {
		if p.Kind != Added || p.Line > 0 {
			return nil, fmt.Errorf("the record is not whole: %v", p)
		}
	}
	names, err := from.Names()
	if err != nil {
		return nil, err
	}
	var in []string
	for _, name := range names {
		if v.known[name] {
			in = append(in, name)
		} else {
			left = append(left, Clean(name))
		}
	}
	complete := &completed{from, page}
	for _, name := range []string{ReportFile, readmeFile} { // an interrupted run has none yet
		if !slices.Contains(in, name) && (name == readmeFile || page != nil) {
			in = append(in, name)
		}
	}
	slices.Sort(in)
	abs, err := filepath.Abs(target)
	if err != nil {
		return nil, err
	}
	out, err := os.OpenRoot(filepath.Dir(abs))
	if err != nil {
		return nil, err
	}
	defer out.Close()
	if within, err := sameFolder(out, root); err != nil || within {
		return nil, errors.Join(err, errors.New("the zip cannot be in the record's own folder"))
	}
	err = safefile.Create(out, filepath.Base(abs), func(w io.Writer) error { return writeZip(w, complete, in, v.Run.ID) })
	return left, err
}

func sameFolder(a, b *os.Root) (bool, error) {
	x, err := a.Stat(".")
	if err != nil {
		return false, err
	}
	y, err := b.Stat(".")
	if err != nil {
		return false, err
	}
	return os.SameFile(x, y), nil
}

// completed is a record with the files that can be made of the others.
type completed struct {
	Source
	page Report
}

func (c *completed) Read(name string) ([]byte, error) {
	b, err := c.Source.Read(name)
	switch {
	case !errors.Is(err, os.ErrNotExist):
		return b, err
	case name == readmeFile:
		return []byte(readme), nil
	case name == ReportFile && c.page != nil:
		var page bytes.Buffer
		err := c.page.Render(&page, c.Source, "")
		return page.Bytes(), err
	}
	return nil, err
}

// packedAt stands as the time of every entry: when a file was last touched on a disk is no part of the record.
var packedAt = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// writeZip writes the files under folder dir. They are not compressed: pictures hardly
// shrink, and so the bytes do not hang on the version of a compressor.
func writeZip(w io.Writer, from Source, names []string, dir string) error {
	if dir == "" || strings.ContainsAny(dir, `/\`) {
		return fmt.Errorf("the run's name %q is not a folder name", dir)
	}
	z := zip.NewWriter(w)
	for _, name := range names {
		h := &zip.FileHeader{Name: dir + "/" + name, Method: zip.Store, Modified: packedAt}
		h.SetMode(0o600)
		entry, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		b, err := from.Read(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, safefile.Cause(err))
		}
		if _, err := entry.Write(b); err != nil {
			return err
		}
	}
	return z.Close()
}
