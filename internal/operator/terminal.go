package operator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"miacct/flow"
	"miacct/internal/platform"
	"miacct/internal/safefile"
)

// A Terminal is the one the person sits at, whatever stdin and stdout are.
//
//   - What was typed before a question stands is dropped: it was not meant for it.
//   - A secret is not echoed, and the terminal is as it was when the question ends,
//     also when it is withdrawn or the program is stopped.
type Terminal struct {
	*platform.Terminal
	turn  chan struct{} // holds a token while nobody asks
	Deaf  bool          // it is not to be asked what it can
	mu    sync.Mutex
	known bool // draws is known
	draws drawing
}

// OpenTerminal opens the terminal at path, or the process's own if path is empty. It returns nil if there is none.
func OpenTerminal(path string) *Terminal {
	tty, err := platform.OpenTerminal(path)
	if err != nil {
		return nil
	}
	t := &Terminal{Terminal: tty, turn: make(chan struct{}, 1)}
	t.turn <- struct{}{}
	return t
}

// Ask shows question and returns the line typed. Its error wraps ErrGaveUp at the end of
// input, ErrNobody when the terminal is gone, and is ctx's cause when ctx ends.
func (t *Terminal) Ask(ctx context.Context, question string, secret bool) (string, error) {
	select {
	case <-t.turn:
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
	defer func() { t.turn <- struct{}{} }()

	mode := platform.Line
	if secret {
		mode = platform.Secret
	}
	if err := t.Prepare(mode); err != nil {
		return "", fmt.Errorf("ask on the terminal: %w: %w", err, flow.ErrNobody)
	}
	defer t.Restore()
	if _, err := io.WriteString(t, question); err != nil {
		return "", fmt.Errorf("ask on the terminal: %w: %w", safefile.Cause(err), flow.ErrNobody)
	}
	line, err := t.line(ctx)
	if secret || err != nil {
		io.WriteString(t, "\n") // Enter was not echoed
	}
	switch {
	case err == nil:
		return line, nil
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case errors.Is(err, io.EOF) && t.Alive():
		return "", fmt.Errorf("the input ended: %w", flow.ErrGaveUp)
	}
	return "", fmt.Errorf("read from the terminal: %w: %w", safefile.Cause(err), flow.ErrNobody)
}

// line reads until Enter or until ctx ends.
func (t *Terminal) line(ctx context.Context) (string, error) {
	read, err := t.ReadUntil(ctx, func(read []byte) bool { return bytes.IndexByte(read, '\n') >= 0 })
	if err != nil {
		return "", err
	}
	text, _, _ := strings.Cut(string(read), "\n")
	return strings.TrimSuffix(text, "\r"), nil
}

// query asks the terminal itself, not the person, and returns its answer once it is whole.
func (t *Terminal) query(ctx context.Context, question string, limit time.Duration, whole func([]byte) bool) ([]byte, error) {
	select {
	case <-t.turn:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { t.turn <- struct{}{} }()
	if err := t.Prepare(platform.Reply); err != nil {
		return nil, err
	}
	defer t.Restore()
	if _, err := io.WriteString(t, question); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return t.ReadUntil(ctx, whole)
}

// Asks reports whether a question stands.
func (t *Terminal) Asks() bool { return len(t.turn) == 0 }

func (t *Terminal) write(text string) {
	io.WriteString(t, text)
}

// Restore makes the terminal as it was before the question under way.
func (t *Terminal) Restore() {
	if t != nil {
		t.Terminal.Restore()
	}
}
