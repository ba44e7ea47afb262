//go:build unix

package platform

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// A Terminal is one that a person sits at, whatever stdin and stdout are.
type Terminal struct {
	f     *os.File
	mu    sync.Mutex
	saved *unix.Termios // as it was before Prepare
}

// OpenTerminal opens the terminal at path, or this process's own if path is empty.
func OpenTerminal(path string) (*Terminal, error) {
	if path == "" {
		path = "/dev/tty"
	}
	f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	t := &Terminal{f: f}
	if _, err := t.termios(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return t, nil
}

// Close lets go of the terminal.
func (t *Terminal) Close() error { return t.f.Close() }

// Write shows b.
func (t *Terminal) Write(b []byte) (int, error) { return t.f.Write(b) }

// Alive tells Ctrl-D from a terminal that is gone; both end the input.
func (t *Terminal) Alive() bool {
	_, err := t.termios()
	return err == nil
}

// Echoes reports whether what is typed is shown.
func (t *Terminal) Echoes() bool {
	m, err := t.termios()
	return err == nil && m.Lflag&unix.ECHO != 0
}

// Columns is how wide the terminal is.
func (t *Terminal) Columns() (n int, err error) {
	inner := t.control(func(fd int) { n, _, err = term.GetSize(fd) })
	return n, errors.Join(inner, err)
}

// Prepare drops what was typed so far and sets the terminal for what is to be read, until Restore.
func (t *Terminal) Prepare(mode Mode) error {
	old, err := t.termios()
	if err != nil {
		return err
	}
	m := *old
	switch mode {
	case Line:
		m.Lflag |= unix.ICANON | unix.ISIG | unix.ECHO
	case Secret:
		m.Lflag |= unix.ICANON | unix.ISIG
		m.Lflag &^= unix.ECHO
	case Reply:
		m.Lflag |= unix.ISIG
		m.Lflag &^= unix.ICANON | unix.ECHO
		m.Cc[unix.VMIN], m.Cc[unix.VTIME] = 1, 0
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.saved = old
	return t.setTermios(setTermiosFlush, &m)
}

// Restore makes the terminal as it was before Prepare.
func (t *Terminal) Restore() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.saved == nil {
		return
	}
	_ = t.setTermios(setTermios, t.saved)
	t.saved = nil
}

// ReadUntil reads until what was read is whole, or until ctx ends.
func (t *Terminal) ReadUntil(ctx context.Context, whole func([]byte) bool) ([]byte, error) {
	if err := t.f.SetReadDeadline(time.Time{}); err != nil {
		return nil, err
	}
	woken := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		t.f.SetReadDeadline(time.Unix(1, 0))
		close(woken)
	})
	defer func() {
		if !stop() {
			<-woken // else it could cut off the next read
		}
	}()
	var all []byte
	buf := make([]byte, 1024)
	for {
		n, err := t.f.Read(buf)
		if all = append(all, buf[:n]...); whole(all) {
			return all, nil
		}
		if err == nil && n == 0 {
			err = io.EOF
		}
		if err != nil {
			return nil, err
		}
	}
}

func (t *Terminal) termios() (m *unix.Termios, err error) {
	inner := t.control(func(fd int) { m, err = unix.IoctlGetTermios(fd, getTermios) })
	return m, errors.Join(inner, err)
}

func (t *Terminal) setTermios(request uint, m *unix.Termios) (err error) {
	inner := t.control(func(fd int) { err = unix.IoctlSetTermios(fd, request, m) })
	return errors.Join(inner, err)
}

// control calls f with the descriptor; File.Fd would make reads block for good.
func (t *Terminal) control(f func(fd int)) error {
	c, err := t.f.SyscallConn()
	if err != nil {
		return err
	}
	return c.Control(func(fd uintptr) { f(int(fd)) })
}
