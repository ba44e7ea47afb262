package safefile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miacct/internal/platform"
)

func words(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// files are what is in dir, with the permissions and words of each.
func files(t *testing.T, dir string) string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, e := range all {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		info, statErr := os.Stat(filepath.Join(dir, e.Name()))
		if err := errors.Join(err, statErr); err != nil {
			t.Fatal(err)
		}
		if platform.OpenToOthers(info) {
			t.Errorf("others can read %s", e.Name())
		}
		s = append(s, e.Name()+"="+string(b))
	}
	return strings.Join(s, " ")
}

func TestFilesAreWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	fails := func(w io.Writer) error { return errors.Join(words("ha")(w), errors.New("the source broke")) }
	if err := Create(root, "a", fails); err == nil || files(t, dir) != "" {
		t.Errorf("created from a broken source: %v, %s", err, files(t, dir))
	}
	if err := Create(root, "a", words("1")); err != nil || files(t, dir) != "a=1" {
		t.Errorf("created: %v, %s", err, files(t, dir))
	}
	if err := Create(root, "a", words("2")); !errors.Is(err, os.ErrExist) || files(t, dir) != "a=1" {
		t.Errorf("created twice: %v, %s", err, files(t, dir))
	}
	if err := Replace(root, "a", fails); err == nil || files(t, dir) != "a=1" {
		t.Errorf("replaced from a broken source: %v, %s", err, files(t, dir))
	}
	if err := WriteFile(filepath.Join(dir, "a"), []byte("3")); err != nil || files(t, dir) != "a=3" {
		t.Errorf("replaced: %v, %s", err, files(t, dir))
	}
}

func TestLinksAreReplacedNotFollowed(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "another's")
	if err := errors.Join(os.WriteFile(other, []byte("theirs"), 0o600), os.Symlink(other, filepath.Join(dir, "a"))); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(filepath.Join(dir, "a"), []byte("ours")); err != nil || files(t, dir) != "a=ours" {
		t.Errorf("%v, %s", err, files(t, dir))
	}
	if b, err := os.ReadFile(other); err != nil || string(b) != "theirs" {
		t.Errorf("where the link led is %q, %v", b, err)
	}
}

func TestALockedFileCanBeReadAndNotLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first, err := Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.WriteString("me"); err != nil {
		t.Fatal(err)
	}
	second, err := Lock(path)
	if !errors.Is(err, platform.ErrLocked) {
		t.Fatalf("locked twice: %v", err)
	}
	if b, err := io.ReadAll(second); err != nil || string(b) != "me" {
		t.Errorf("its holder is %q, %v", b, err)
	}
	if err := errors.Join(first.Close(), second.Close()); err != nil {
		t.Fatal(err)
	}
	third, err := Lock(path)
	if err != nil {
		t.Fatalf("not free after it was let go: %v", err)
	}
	third.Close()
}

func TestDirClosesWhatIsOpenAndRefusesALink(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := Dir(dir); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(dir, 0o755), Dir(dir)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || platform.OpenToOthers(info) {
		t.Errorf("it is open to others: %v, %v", info.Mode(), err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if err := Dir(link); err == nil {
		t.Error("a link is used as a folder")
	}
}
