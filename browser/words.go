package browser

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"syscall"
)

// killGroup kills what is left of the process group of Chrome.
func killGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }

// lastWords keeps the end of what Chrome prints.
type lastWords struct {
	mu  sync.Mutex
	buf []byte
}

const keptWords = 16 << 10

func (w *lastWords) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, p...)
	if n := len(w.buf) - keptWords; n > 0 {
		w.buf = append(w.buf[:0], w.buf[n:]...)
	}
	return len(p), nil
}

func (w *lastWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return string(w.buf)
}

func explain(ctx context.Context, err error, exe, words string) error {
	return fmt.Errorf("%s: %w: %s", exe, err, strings.TrimSpace(words))
}
