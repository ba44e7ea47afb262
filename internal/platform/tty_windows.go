package platform

import (
	"context"
	"errors"
	"os"
	"sync"

	"golang.org/x/sys/windows"
	"golang.org/x/term"
)

// A Terminal is the console that a person sits at, whatever stdin and stdout are.
type Terminal struct {
	in, out *os.File
	reading sync.Once
	read    chan chunk // what is typed: a read of a console cannot be broken off
	mu      sync.Mutex
	saved   *uint32 // the mode before Prepare
}

type chunk struct {
	b   []byte
	err error
}

// OpenTerminal opens this process's console. A path names its input; there is no other.
func OpenTerminal(path string) (*Terminal, error) {
	if path == "" {
		path = "CONIN$"
	}
	in, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	out, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	t := &Terminal{in: in, out: out, read: make(chan chunk)}
	if _, err := t.mode(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// Close lets go of the console.
func (t *Terminal) Close() error { return errors.Join(t.in.Close(), t.out.Close()) }

// Write shows b.
func (t *Terminal) Write(b []byte) (int, error) { return t.out.Write(b) }

// Alive tells the end of the input from a console that is gone.
func (t *Terminal) Alive() bool {
	_, err := t.mode()
	return err == nil
}

// Echoes reports whether what is typed is shown.
func (t *Terminal) Echoes() bool {
	m, err := t.mode()
	return err == nil && m&windows.ENABLE_ECHO_INPUT != 0
}

// Columns is how wide the console is.
func (t *Terminal) Columns() (int, error) {
	n, _, err := term.GetSize(int(t.out.Fd()))
	return n, err
}

// Prepare drops what was typed so far and sets the console for what is to be read, until Restore.
func (t *Terminal) Prepare(mode Mode) error {
	old, err := t.mode()
	if err != nil {
		return err
	}
	m := old | windows.ENABLE_PROCESSED_INPUT | windows.ENABLE_LINE_INPUT
	switch mode {
	case Line:
		m |= windows.ENABLE_ECHO_INPUT
	case Secret:
		m &^= windows.ENABLE_ECHO_INPUT
	case Reply:
		m &^= windows.ENABLE_LINE_INPUT | windows.ENABLE_ECHO_INPUT
		m |= windows.ENABLE_VIRTUAL_TERMINAL_INPUT
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.saved = &old
	select {
	case <-t.read: // for a question that was withdrawn
	default:
	}
	in := windows.Handle(t.in.Fd())
	return errors.Join(windows.FlushConsoleInputBuffer(in), windows.SetConsoleMode(in, m))
}

// Restore makes the console as it was before Prepare.
func (t *Terminal) Restore() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.saved == nil {
		return
	}
	_ = windows.SetConsoleMode(windows.Handle(t.in.Fd()), *t.saved)
	t.saved = nil
}

// ReadUntil reads until what was read is whole, or until ctx ends.
func (t *Terminal) ReadUntil(ctx context.Context, whole func([]byte) bool) ([]byte, error) {
	t.reading.Do(func() { go t.pump() })
	var all []byte
	for {
		select {
		case c := <-t.read:
			if all = append(all, c.b...); whole(all) {
				return all, nil
			}
			if c.err != nil {
				return nil, c.err
			}
		case <-ctx.Done():
			return nil, os.ErrDeadlineExceeded
		}
	}
}

// pump reads for as long as the program runs.
func (t *Terminal) pump() {
	buf := make([]byte, 1024)
	for {
		n, err := t.in.Read(buf)
		t.read <- chunk{append([]byte(nil), buf[:n]...), err}
		if errors.Is(err, os.ErrClosed) {
			return
		}
	}
}

func (t *Terminal) mode() (m uint32, err error) {
	err = windows.GetConsoleMode(windows.Handle(t.in.Fd()), &m)
	return m, err
}
