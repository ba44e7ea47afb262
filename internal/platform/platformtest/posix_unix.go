//go:build unix

// Package platformtest has what tests need of the operating system. Where a system has no such
// thing the tests compile and fail.
package platformtest

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// Session starts cmd in a session of its own, without a terminal.
func Session(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// LeaveTerminal takes the terminal away from this process.
func LeaveTerminal() error {
	_, err := syscall.Setsid()
	return err
}

// JoinGroup starts cmd in the process group that pid leads.
func JoinGroup(cmd *exec.Cmd, pid int) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: pid}
}

// Kill sends a signal to a process.
func Kill(pid int, sig syscall.Signal) error { return syscall.Kill(pid, sig) }

// Fifo makes a named pipe.
func Fifo(path string) error { return syscall.Mkfifo(path, 0o600) }

// Umask sets this process's, and returns what sets it back.
func Umask(mask int) (restore func()) {
	old := syscall.Umask(mask)
	return func() { syscall.Umask(old) }
}

// Reopen returns f by another descriptor, whose reads can be broken off, and closes f.
func Reopen(f *os.File) (*os.File, error) {
	fd, err := unix.Dup(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), f.Close()
}

// WaitReadable waits until f has something to read, or for ms milliseconds.
func WaitReadable(fd, ms int) error {
	_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, ms)
	return err
}
