package platform

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestLockIsOneHoldersAndHidesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	open := func() *os.File {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|NoFollow, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	first, second := open(), open()
	if err := Lock(first); err != nil {
		t.Fatal(err)
	}
	if _, err := first.WriteString("held"); err != nil {
		t.Fatal(err)
	}
	if err := Lock(second); !errors.Is(err, ErrLocked) {
		t.Errorf("a lock that is taken: %v", err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "held" {
		t.Errorf("what a locked file says: %q, %v", b, err)
	}
	first.Close()
	if err := Lock(second); err != nil {
		t.Errorf("a lock that was let go: %v", err)
	}
}

func TestFreeSpaceAndWritable(t *testing.T) {
	dir := t.TempDir()
	if free, err := FreeSpace(dir); err != nil || free == 0 {
		t.Errorf("%d bytes free, %v", free, err)
	}
	if err := Writable(dir); err != nil {
		t.Error(err)
	}
	if err := Writable(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there can be written to")
	}
}
