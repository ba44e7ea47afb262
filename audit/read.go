package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// biggest is how much of one file of a trail is read, in bytes. A run with 50 devices has a trail of some 200 KB.
const biggest = 64 << 20

// Read returns the lines of the trail in folder dir. A last line without its newline is
// left out; a line that does not follow from the one before is an error that names it.
func Read(dir string) ([]Line, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("read the trail in %s: %w", dir, cause(err))
	}
	defer root.Close()
	b, err := readFile(root, trailFile)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Join(dir, trailFile), cause(err))
	}
	lines, _, _, err := parse(b)
	if err != nil {
		return lines, fmt.Errorf("read %s: %w", filepath.Join(dir, trailFile), err)
	}
	return lines, nil
}

// parse returns the lines of a trail, the hash of the last of them, and how many bytes of an unfinished line follow it.
func parse(b []byte) (lines []Line, head string, torn int, err error) {
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			return lines, head, len(b), nil
		}
		raw := b[:end]
		var l Line
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		err := d.Decode(&l)
		switch {
		case err != nil:
			err = fmt.Errorf("it is no line of a trail: %w", err)
		case l.V != Format:
			err = fmt.Errorf("it has format %d, and only %d is known", l.V, Format)
		case l.Prev != head:
			err = errors.New("it does not follow from the line before")
		case l.Seq != len(lines):
			err = fmt.Errorf("it has the number %d, not %d", l.Seq, len(lines))
		}
		if err != nil {
			return lines, head, 0, fmt.Errorf("line %d: %w", len(lines)+1, err)
		}
		lines, head, b = append(lines, l), hash(raw), b[end:]
	}
	return lines, head, 0, nil
}

// readFile returns what is in a plain file of the folder. It follows no link.
func readFile(root *os.Root, name string) ([]byte, error) {
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a plain file")
	case info.Size() > biggest:
		return nil, fmt.Errorf("it has %d bytes, more than %d", info.Size(), biggest)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	opened, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(info, opened) {
		return nil, errors.New("it was replaced while it was opened")
	}
	return io.ReadAll(io.LimitReader(f, biggest))
}
