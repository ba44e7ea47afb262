package trail

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"miacct/internal/safefile"
)

// Read returns the lines of the trail in folder dir. A last line without its newline is
// left out; a line that does not follow from the one before is an error that names it.
func Read(dir string) ([]Line, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("read the trail in %s: %w", dir, safefile.Cause(err))
	}
	defer root.Close()
	lines, _, _, err := ReadFrom(Folder{root})
	if err != nil {
		return lines, fmt.Errorf("read the trail in %s: %w", dir, err)
	}
	return lines, nil
}

// ReadFrom is Read from any source. It also returns the hash of the last line, and how many bytes of an unfinished line follow it.
func ReadFrom(from Source) (lines []Line, head string, torn int, err error) {
	b, err := from.Read(trailFile)
	if err == nil {
		lines, head, torn, err = parse(b)
	}
	if err != nil {
		return lines, head, torn, fmt.Errorf("%s: %w", trailFile, safefile.Cause(err))
	}
	return lines, head, torn, nil
}

// ReadPicture returns the bytes of a picture. whole is false unless they are those that its line names.
func ReadPicture(from Source, p Picture) (png []byte, whole bool) {
	png, err := from.Read(p.File)
	return png, err == nil && hash(png) == p.SHA256
}

// parse returns the lines of a trail, the hash of the last of them, and how many bytes of an unfinished line follow it.
func parse(b []byte) (lines []Line, head string, torn int, err error) {
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			return lines, head, len(b), nil
		}
		l, err := parseLine(b[:end])
		switch {
		case err != nil:
		case l.Prev != head:
			err = errors.New("it does not follow from the line before")
		case l.Seq != len(lines):
			err = fmt.Errorf("it has the number %d, not %d", l.Seq, len(lines))
		}
		if err != nil {
			return lines, head, 0, fmt.Errorf("line %d: %w", len(lines)+1, err)
		}
		lines, head, b = append(lines, l), hash(b[:end]), b[end:]
	}
	return lines, head, 0, nil
}

// parseLine reads one line with its newline.
func parseLine(raw []byte) (l Line, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return l, fmt.Errorf("it is not a trail line: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return l, errors.New("it is more than one trail line")
	}
	if l.V < 1 || l.V > Format {
		return l, fmt.Errorf("it has format %d, and only those up to %d are known", l.V, Format)
	}
	return l, nil
}
