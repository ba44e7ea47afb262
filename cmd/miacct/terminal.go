package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"miacct/flow"
)

// A terminal is the one the person sits at, whatever stdin and stdout are.
//
//   - What was typed before a question stands is dropped: it was not meant for it.
//   - A secret is not echoed, and the terminal is as it was when the question ends,
//     also when it is withdrawn or the program is stopped.
type terminal struct {
	f     *os.File
	turn  chan struct{} // holds a token while nobody asks
	mu    sync.Mutex
	saved *unix.Termios // as it was before the question under way
	deaf  bool          // it is not to be asked what it can
	known bool          // draws is known
	draws drawing
}

// openTerminal returns nil if the process has no terminal.
func openTerminal(path string) *terminal {
	f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil
	}
	t := &terminal{f: f, turn: make(chan struct{}, 1)}
	t.turn <- struct{}{}
	if _, err := t.mode(); err != nil {
		f.Close()
		return nil
	}
	return t
}

// ask shows question and returns the line typed. Its error wraps ErrGaveUp at the end of
// input, ErrNobody when the terminal is gone, and is ctx's cause when ctx ends.
func (t *terminal) ask(ctx context.Context, question string, secret bool) (string, error) {
	select {
	case <-t.turn:
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
	defer func() { t.turn <- struct{}{} }()

	if err := t.prepare(func(m *unix.Termios) {
		m.Lflag |= unix.ICANON | unix.ISIG | unix.ECHO
		if secret {
			m.Lflag &^= unix.ECHO
		}
	}); err != nil {
		return "", fmt.Errorf("ask on the terminal: %w: %w", err, flow.ErrNobody)
	}
	defer t.restore()
	if _, err := io.WriteString(t.f, question); err != nil {
		return "", fmt.Errorf("ask on the terminal: %w: %w", cause(err), flow.ErrNobody)
	}
	line, err := t.line(ctx)
	if secret || err != nil {
		io.WriteString(t.f, "\n") // Enter was not echoed
	}
	switch {
	case err == nil:
		return line, nil
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case errors.Is(err, io.EOF) && t.alive():
		return "", fmt.Errorf("the input ended: %w", flow.ErrGaveUp)
	}
	return "", fmt.Errorf("read from the terminal: %w: %w", cause(err), flow.ErrNobody)
}

// line reads until Enter or until ctx ends.
func (t *terminal) line(ctx context.Context) (string, error) {
	read, err := t.read(ctx, func(read []byte) bool { return bytes.IndexByte(read, '\n') >= 0 })
	if err != nil {
		return "", err
	}
	text, _, _ := strings.Cut(string(read), "\n")
	return strings.TrimSuffix(text, "\r"), nil
}

// query asks the terminal itself, not the person, and returns its answer once it is whole.
func (t *terminal) query(ctx context.Context, question string, limit time.Duration, whole func([]byte) bool) ([]byte, error) {
	select {
	case <-t.turn:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { t.turn <- struct{}{} }()
	if err := t.prepare(func(m *unix.Termios) {
		m.Lflag |= unix.ISIG
		m.Lflag &^= unix.ICANON | unix.ECHO
		m.Cc[unix.VMIN], m.Cc[unix.VTIME] = 1, 0
	}); err != nil {
		return nil, err
	}
	defer t.restore()
	if _, err := io.WriteString(t.f, question); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return t.read(ctx, whole)
}

// read reads until what was read is whole, or until ctx ends.
func (t *terminal) read(ctx context.Context, whole func([]byte) bool) ([]byte, error) {
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
			<-woken // else it could cut off the next question
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

// asks reports whether a question stands.
func (t *terminal) asks() bool { return len(t.turn) == 0 }

func (t *terminal) write(text string) {
	io.WriteString(t.f, text)
}

func (t *terminal) mode() (*unix.Termios, error) {
	var m *unix.Termios
	err := t.control(func(fd int) (err error) {
		m, err = unix.IoctlGetTermios(fd, getTermios)
		return err
	})
	return m, err
}

// alive tells Ctrl-D from a terminal that is gone; both end the input.
func (t *terminal) alive() bool {
	_, err := t.mode()
	return err == nil
}

// prepare drops what was typed so far and sets the terminal for what is to be read.
func (t *terminal) prepare(set func(*unix.Termios)) error {
	old, err := t.mode()
	if err != nil {
		return err
	}
	m := *old
	set(&m)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.saved = old
	return t.control(func(fd int) error { return unix.IoctlSetTermios(fd, setTermiosFlush, &m) })
}

// restore makes the terminal as it was before the question under way.
func (t *terminal) restore() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.saved == nil {
		return
	}
	t.control(func(fd int) error { return unix.IoctlSetTermios(fd, setTermios, t.saved) })
	t.saved = nil
}

// control calls f with the descriptor; File.Fd would make reads block for good.
func (t *terminal) control(f func(fd int) error) error {
	c, err := t.f.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := c.Control(func(fd uintptr) { inner = f(int(fd)) }); err != nil {
		return err
	}
	return inner
}
