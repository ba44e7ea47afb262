package trail

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

// TestMain sees that no goroutine is left, and is also the run on a disk that is full after some bytes; see TestAFullDiskStopsTheRecord.
func TestMain(m *testing.M) {
	if dir := os.Getenv("AUDIT_FULL_DISK"); dir != "" {
		os.Exit(fillDisk(dir))
	}
	goleak.VerifyTestMain(m)
}

const room = 20_000 // bytes that fit into one file

// fillDisk records until nothing more fits, and prints what the first and the next call said.
func fillDisk(dir string) int {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: room, Max: room}
	trail, err := Create(dir, Run{Command: "web-delete"}, Options{Keys: filepath.Join(dir, "keys")})
	if err == nil {
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	png := os.Getenv("AUDIT_FULL_BY") == "picture"
	for range 1000 {
		e, err := trail.Begin("step")
		if err == nil && png {
			_, err = e.Picture("before", make([]byte, room+1))
		}
		if err == nil {
			err = e.End(Done, strings.Repeat("x", 100), "", nil)
		}
		if err != nil {
			fmt.Printf("%s\n%v\n%v\n%v\n", trail.Dir(), err, trail.Note(EventNote, "short"), trail.Result(Failed, "", 1))
			return 0
		}
	}
	fmt.Println("the disk was never full")
	return 1
}

func TestAFullDiskStopsTheRecord(t *testing.T) {
	for _, by := range []string{"line", "picture"} {
		c := exec.Command("/proc/self/exe")
		c.Env = append(os.Environ(), "AUDIT_FULL_DISK="+t.TempDir(), "AUDIT_FULL_BY="+by)
		out, err := c.CombinedOutput()
		said := strings.Split(strings.TrimSpace(string(out)), "\n")
		if err != nil || len(said) != 4 {
			t.Fatalf("%s: %s%v", by, out, err)
		}
		if !strings.HasPrefix(said[1], "record the run in "+said[0]+": ") || !strings.HasSuffix(said[1], "file too large") {
			t.Errorf("%s: said %q", by, said[1])
		}
		if said[2] != said[1] || said[3] != said[1] {
			t.Errorf("%s: the next calls said %q", by, said[2:])
		}
		v, err := Verify(said[0], inWords{})
		ok(t, err)
		if !v.Whole() || v.Lines < 2 || v.Outcome != Interrupted || v.Torn != 0 {
			t.Errorf("%s: what was written: %+v", by, v)
		}
	}
}

func TestARemovedOrReplacedFolderStopsTheRecord(t *testing.T) {
	for name, harm := range map[string]func(dir string) error{
		"removed": os.RemoveAll,
		"moved":   func(dir string) error { return os.Rename(dir, dir+"-away") },
		"replaced": func(dir string) error {
			return errors.Join(os.Rename(dir, dir+"-away"), os.Mkdir(dir, 0o700), os.WriteFile(filepath.Join(dir, trailFile), nil, 0o600))
		},
		"trail removed": func(dir string) error { return os.Remove(filepath.Join(dir, trailFile)) },
		"trail cut":     func(dir string) error { return os.Truncate(filepath.Join(dir, trailFile), 10) },
	} {
		shown := 0
		trail := create(t, t.TempDir(), Options{Watch: func(Line) { shown++ }})
		e, err := trail.Begin("step")
		ok(t, err)
		ok(t, harm(trail.Dir()))
		err = e.Note(EventIntent, "click")
		if err == nil || !strings.HasPrefix(err.Error(), "record the run in "+trail.Dir()+": ") {
			t.Fatalf("%s: %v", name, err)
		}
		if shown != 2 {
			t.Errorf("%s: %d lines shown", name, shown)
		}
		_, pictureErr := e.Picture("before", picture(t, 1))
		_, beginErr := trail.Begin("next")
		for _, again := range []error{pictureErr, beginErr, e.End(Done, "", "", nil), trail.Devices("after", nil), trail.Result(Done, "", 0)} {
			if again == nil || again.Error() != err.Error() {
				t.Errorf("%s: first %q, then %v", name, err, again)
			}
		}
	}
}

// asNobody runs f with the rights of a user who owns nothing, if we are root, whom no mode stops.
func asNobody(t *testing.T, f func()) {
	if os.Geteuid() != 0 {
		f()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		const nobody = 65534
		syscall.RawSyscall(syscall.SYS_SETFSGID, nobody, 0, 0)
		syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
		f()
	}()
	<-done
}

func TestADirectoryThatCannotBeWrittenIsNamed(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "audit")
	ok(t, os.Mkdir(dir, 0o500))
	ok(t, os.Chmod(parent, 0o555))
	if os.Geteuid() == 0 {
		ok(t, os.Chmod(dir, 0o555))
	}
	for _, path := range []string{dir, filepath.Join(dir, "deeper"), filepath.Join(parent, "new")} {
		asNobody(t, func() {
			_, err := Create(path, Run{}, Options{})
			if err == nil || err.Error() != "use the audit directory "+path+": permission denied" {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
	ok(t, os.Chmod(parent, 0o700))
	file := filepath.Join(parent, "file")
	ok(t, os.WriteFile(file, nil, 0o600))
	if _, err := Create(file, Run{}, Options{}); err == nil || err.Error() != "use the audit directory "+file+": it is not a directory" {
		t.Errorf("a file: %v", err)
	}
}
