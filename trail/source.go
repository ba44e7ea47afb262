package trail

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// biggest is how much of one file of a trail is read, in bytes. A run with 50 devices has a report of some 20 MB.
const biggest = 256 << 20

// A Source is where the files of a trail are.
type Source interface {
	Names() ([]string, error)         // of everything in it, sorted
	Read(name string) ([]byte, error) // of a plain file; fs.ErrNotExist if there is none
}

// A Folder is a trail's folder, opened once. It follows no link.
type Folder struct{ Root *os.Root }

func (f Folder) Names() ([]string, error) {
	entries, err := fs.ReadDir(f.Root.FS(), ".")
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

func (f Folder) Read(name string) ([]byte, error) {
	info, err := f.Root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, errors.New("it is a link")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a plain file")
	case info.Size() > biggest:
		return nil, fmt.Errorf("it has %d bytes, more than %d", info.Size(), biggest)
	}
	file, err := f.Root.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	opened, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(info, opened) {
		return nil, errors.New("it was replaced while it was opened")
	}
	b := make([]byte, opened.Size())
	if _, err := io.ReadFull(file, b); err != nil {
		return nil, err
	}
	return b, nil
}

// A packed trail is a zip that Pack made: plain entries in one directory, not compressed.
type packed struct {
	dir   string // with its slash
	files map[string]*zip.File
}

// openPacked opens the zip of size bytes. Its entries stand one after the other: none is read twice.
func openPacked(r *zip.Reader, size int64) (*packed, error) {
	p := &packed{files: map[string]*zip.File{}}
	var end int64 // of the entry before
	for _, f := range r.File {
		dir, name := path.Split(f.Name)
		if p.dir == "" {
			p.dir = dir
		}
		switch {
		case !fs.ValidPath(f.Name), dir != p.dir, strings.Count(dir, "/") != 1, strings.Contains(f.Name, `\`):
			return nil, fmt.Errorf("entry %s: it is outside the trail's folder", Clean(f.Name))
		case f.Method != zip.Store, f.UncompressedSize64 > biggest:
			return nil, fmt.Errorf("entry %s: it is not as packing makes it", Clean(f.Name))
		case p.files[name] != nil:
			return nil, fmt.Errorf("entry %s: it is there twice", Clean(f.Name))
		}
		begin, err := f.DataOffset()
		length := int64(f.UncompressedSize64) // at most biggest
		if err != nil || f.CompressedSize64 != f.UncompressedSize64 || begin < end || begin+length > size {
			return nil, fmt.Errorf("entry %s: it does not stand behind the one before", Clean(f.Name))
		}
		end = begin + length
		p.files[name] = f
	}
	return p, nil
}

func (p *packed) Names() ([]string, error) {
	var names []string
	for name := range p.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

func (p *packed) Read(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, fs.ErrNotExist
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, biggest))
}
