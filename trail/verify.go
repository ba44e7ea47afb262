package trail

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"miacct/internal/safefile"
)

// Verify checks a trail's folder, or the zip that Pack made of it. It needs no network and
// changes nothing. Its error says that path could not be read as either. A report beside the trail must be
// as page makes it; page is nil for a record without one.
func Verify(path string, page Report) (Verdict, error) {
	v, err := verifyPath(path, page)
	if err != nil {
		return v, fmt.Errorf("verify %s: %w", path, safefile.Cause(err))
	}
	return v, nil
}

func verifyPath(path string, page Report) (v Verdict, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return v, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(path)
		if err != nil {
			return v, err
		}
		defer root.Close()
		return verify(Folder{root}, page)
	}
	f, err := os.Open(path)
	if err != nil {
		return v, err
	}
	defer f.Close()
	return verifyZip(f, info.Size(), page)
}

// verifyZip also packs anew what the zip holds: every byte of it must be as packing makes it.
func verifyZip(f io.ReaderAt, size int64, page Report) (v Verdict, err error) {
	damaged := func(err error) (Verdict, error) {
		v.add(Changed, "", 0, "the zip is damaged: %v", safefile.Cause(err))
		return v, nil
	}
	r, err := zip.NewReader(f, size)
	if err != nil {
		return damaged(err)
	}
	p, err := openPacked(r, size)
	if err != nil {
		return damaged(err)
	}
	if v, err = verify(p, page); err != nil {
		return damaged(err)
	}
	names, _ := p.Names()
	same := &comparer{with: io.NewSectionReader(f, 0, size)}
	if err := writeZip(same, p, names, strings.TrimSuffix(p.dir, "/")); err != nil || !same.finished() {
		v.add(Changed, "", 0, "the zip is not as packing makes it, apart from the files in it")
	}
	return v, nil
}

// verify checks the files of a trail against each other.
func verify(from Source, page Report) (v Verdict, err error) {
	v.page = page
	names, err := from.Names()
	if err != nil {
		return v, err
	}
	b, err := from.Read(trailFile)
	if errors.Is(err, fs.ErrNotExist) {
		return v, fmt.Errorf("there is no %s in it", trailFile)
	}
	if err != nil {
		return v, fmt.Errorf("%s: %w", trailFile, safefile.Cause(err))
	}
	lines, chain := v.chain(b)
	m := v.manifest(from, len(lines) > 0 && lines[len(lines)-1].Event == EventResult)
	if m != nil {
		v.end(*m, b, chain)
	}
	v.files(from, lines, m)
	for _, name := range names {
		switch {
		case v.known[name]:
		case m == nil && v.Outcome == Interrupted && v.Loose == "" && strings.HasPrefix(name, nextPicture(lines)) && strings.HasSuffix(name, ".png"):
			v.Loose = Clean(name) // a crash between a picture and its line leaves it
		default:
			v.add(Added, name, 0, "the record does not know it")
		}
	}
	return v, nil
}

// nextPicture is how the name of the picture after those of the lines begins.
func nextPicture(lines []Line) string {
	files := map[string]bool{}
	for _, l := range lines {
		if l.Picture != nil {
			files[l.Picture.File] = true
		}
	}
	return fmt.Sprintf("%03d-", len(files)+1)
}

// manifest checks the manifest and who signed it, and returns it. A trail without a result has none.
func (v *Verdict) manifest(from Source, result bool) *manifest {
	b, err := from.Read(manifestFile)
	d, digestErr := from.Read(digestFile)
	switch {
	case errors.Is(err, fs.ErrNotExist) && errors.Is(digestErr, fs.ErrNotExist):
		if result {
			v.add(Missing, manifestFile, 0, "the run has its result, so there was one")
		}
		return nil
	case err != nil:
		v.add(damageOf(err), manifestFile, 0, "%v", absent(err))
		return nil
	case digestErr != nil:
		v.add(damageOf(digestErr), digestFile, 0, "%v", absent(digestErr))
	}
	m, err := decode[manifest](b)
	if err != nil {
		v.add(Changed, manifestFile, 0, "%v", err)
		return nil
	}
	v.Sealed = true
	if digestErr != nil {
		return &m
	}
	env, err := decode[digest](d)
	var key ed25519.PublicKey
	if err == nil {
		key, err = env.check(m, b)
	}
	if err != nil {
		v.add(Changed, digestFile, 0, "%v", err)
		return &m
	}
	switch {
	case key == nil && env.Unsigned == noKey:
		v.Unsigned = noKey
	case key == nil || env.Unsigned != "":
		v.add(Changed, digestFile, 0, "its reason for having no signature is not one that this program gives")
	}
	if key != nil {
		v.Signed = fingerprint(key)
		if dir, err := keyDir(); err == nil {
			if own, err := readKey(dir); err == nil {
				v.Mine = bytes.Equal(own.Public().(ed25519.PublicKey), key)
			}
		}
	}
	return &m
}

// end compares the trail with what the manifest knows of its end.
func (v *Verdict) end(m manifest, b []byte, chain bool) {
	switch {
	case v.Torn > 0:
		v.add(Truncated, trailFile, v.Lines+1, "its end is cut off: %d bytes of it are left", v.Torn)
	case v.Lines < m.Lines && chain:
		v.add(Truncated, trailFile, v.Lines, "it is the last, and there were %d", m.Lines)
	case v.Lines > m.Lines && chain:
		v.add(Added, trailFile, m.Lines+1, "there were only %d", m.Lines)
	case v.Head != m.Head && chain:
		v.add(Changed, trailFile, v.Lines, "its hash is not the head in the manifest")
	}
	sum := "sha256:" + hash(b)
	for _, r := range m.Resources {
		if r.Path == trailFile && (r.Hash != sum || r.Bytes != len(b)) && v.Whole() {
			v.add(Changed, trailFile, 0, "its hash is not the one in the manifest")
		}
	}
}

// files checks every file that the lines or the manifest name.
func (v *Verdict) files(from Source, lines []Line, m *manifest) {
	known := map[string]bool{trailFile: true, manifestFile: true, digestFile: true, ReportFile: true, readmeFile: true}
	v.known = known
	want := map[string]string{}
	for i, l := range lines {
		if l.Picture == nil {
			continue
		}
		known[l.Picture.File] = true
		want[l.Picture.File] = l.Picture.SHA256
		v.file(from, l.Picture.File, l.Picture.SHA256, i+1)
	}
	if m == nil {
		v.made(from, ReportFile, "")
		v.made(from, readmeFile, "")
		return
	}
	listed := map[string]bool{}
	for _, r := range m.Resources {
		known[r.Path], listed[r.Path] = true, true
		sum := strings.TrimPrefix(r.Hash, "sha256:")
		switch {
		case r.Path == trailFile:
		case r.Path == ReportFile, r.Path == readmeFile:
			v.made(from, r.Path, sum)
		case want[r.Path] == "":
			v.file(from, r.Path, sum, 0)
		case want[r.Path] != sum:
			v.add(Changed, r.Path, 0, "its hash in the manifest is not the one in the trail")
		}
	}
	for _, l := range lines {
		if l.Picture != nil && !listed[l.Picture.File] {
			v.add(Changed, manifestFile, 0, "it does not list %s", l.Picture.File)
		}
	}
	if !listed[trailFile] {
		v.add(Changed, manifestFile, 0, "it does not list %s", trailFile)
	}
}

// file checks one file; line is the one that names it, 0 for the manifest.
func (v *Verdict) file(from Source, name, sum string, line int) {
	where := "the manifest"
	if line > 0 {
		where = fmt.Sprintf("line %d", line)
	}
	if !fs.ValidPath(name) || strings.ContainsAny(name, `/\`) {
		v.add(Changed, name, 0, "it is no name of a file of a trail, and %s has it", where)
		return
	}
	b, err := from.Read(name)
	switch {
	case err != nil:
		v.add(damageOf(err), name, 0, "%v, and %s names it", absent(err), where)
	case hash(b) != sum:
		v.add(Changed, name, 0, "its hash is not the one in %s", where)
	}
}

// made checks a file that is made of others: it may also have been made anew by this version.
// sum is its hash in the manifest, "" if there is none: then it need not be there.
func (v *Verdict) made(from Source, name, sum string) {
	b, err := from.Read(name)
	if err != nil {
		if sum != "" || !errors.Is(err, fs.ErrNotExist) {
			v.add(damageOf(err), name, 0, "%v", absent(err))
		}
		return
	}
	if hash(b) == sum {
		return
	}
	anew := func(fill func(w io.Writer) error) bool {
		same := &comparer{with: bytes.NewReader(b)}
		return fill(same) == nil && same.finished()
	}
	switch {
	case name == readmeFile:
		if anew(func(w io.Writer) error { _, err := io.WriteString(w, readme); return err }) {
			return
		}
	case v.page != nil:
		for _, lang := range append([]string{""}, v.page.Languages()...) {
			if anew(func(w io.Writer) error { return v.page.Render(w, from, lang) }) {
				return
			}
		}
	}
	v.add(Changed, name, 0, "it is not what the trail and its pictures give; `miacct audit report` makes it anew")
}

func damageOf(err error) Damage {
	if errors.Is(err, fs.ErrNotExist) {
		return Missing
	}
	return Changed
}

// absent words the error of reading a file.
func absent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("it is not there")
	}
	return safefile.Cause(err)
}

// A comparer is a writer that compares what it is given, and holds none of it.
type comparer struct {
	with    io.Reader
	differs bool
}

var errDiffers = errors.New("it differs")

func (c *comparer) Write(b []byte) (int, error) {
	other := make([]byte, len(b))
	if _, err := io.ReadFull(c.with, other); err != nil || c.differs || !bytes.Equal(b, other) {
		c.differs = true
		return 0, errDiffers
	}
	return len(b), nil
}

// finished tells whether all was the same and nothing is left to compare.
func (c *comparer) finished() bool {
	n, err := io.ReadFull(c.with, make([]byte, 1))
	return !c.differs && n == 0 && err == io.EOF
}
