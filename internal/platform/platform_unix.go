//go:build unix

package platform

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// NoFollow makes os.OpenFile fail if the name is a link.
const NoFollow = syscall.O_NOFOLLOW

// NonBlock makes os.OpenFile return at once, also from a pipe that nobody writes to.
const NonBlock = syscall.O_NONBLOCK

// Limits are what miacct does on other systems and cannot do on this one.
func Limits() []string { return nil }

// Lock locks f for this process until f is closed, however the process ends. It does not
// wait: the error is ErrLocked if another has it.
func Lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return err
}

// RemoveLocked removes the file at path, which f has locked.
func RemoveLocked(_ *os.File, path string) error { return os.Remove(path) }

// OwnedBy reports whether the file is the user's.
func OwnedBy(info fs.FileInfo, uid int) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == uid
}

// OpenToOthers reports whether anybody but its owner can do anything with the file.
func OpenToOthers(info fs.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }

// SyncDir makes the names in the folder durable.
func SyncDir(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Group puts cmd, and what it starts, into a process group of its own. The terminal's Ctrl-C does not reach it.
func Group(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
}

// KillGroup kills the process group that p leads.
func KillGroup(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGKILL) }

// EndGroup asks the process group that p leads to end.
func EndGroup(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGTERM) }

// FileVersion is not told by files: the program is asked.
func FileVersion(string) (version string, known bool) { return "", false }

// StartVariables are the variables without which programs do not start: none.
func StartVariables() []string { return nil }

// Shell is a command in the words of the person's shell.
func Shell(ctx context.Context, command string) *exec.Cmd {
	return exec.CommandContext(ctx, "/bin/sh", "-c", command)
}

// Writable fails if nothing can be made in dir.
func Writable(dir string) error { return unix.Access(dir, unix.W_OK|unix.X_OK) }

// FreeSpace is how many bytes this user can still write in dir.
func FreeSpace(dir string) (uint64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return st.Bavail * uint64(st.Bsize), nil
}

// FullFilesAreErrors makes a file that has reached its limit an error of the write, like a full disk, and not the end of the process.
func FullFilesAreErrors() { signal.Ignore(syscall.SIGXFSZ) }

// NoCoreDumps keeps this process, and those that it starts, from leaving their memory on disk.
func NoCoreDumps() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) // lowering it is always allowed
	undumpable()
}
