// Package platformtest has what tests need of the operating system. Where a system has no such
// thing the tests compile and fail.
package platformtest

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// Session starts cmd with a console of its own.
func Session(cmd *exec.Cmd) {
	const createNoWindow = 0x08000000
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: createNoWindow}
}

// LeaveTerminal cannot be done here.
func LeaveTerminal() error { return errors.ErrUnsupported }

// JoinGroup cannot be done here.
func JoinGroup(*exec.Cmd, int) {}

// Kill ends a process; there are no signals.
func Kill(pid int, _ syscall.Signal) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Kill()
}

// Fifo cannot be done here.
func Fifo(string) error { return errors.ErrUnsupported }

// Umask does nothing here.
func Umask(int) (restore func()) { return func() {} }

// Reopen cannot be done here.
func Reopen(*os.File) (*os.File, error) { return nil, errors.ErrUnsupported }

// WaitReadable cannot be done here.
func WaitReadable(int, int) error { return errors.ErrUnsupported }
