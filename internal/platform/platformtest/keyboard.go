package platformtest

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// Patience is how long a test waits for what must happen.
const Patience = 5 * time.Minute

// A Keyboard is the person's side of a pseudo-terminal: what they type and what they see.
type Keyboard struct {
	t    *testing.T
	F    *os.File
	TTY  *os.File // what the program has of it
	mu   sync.Mutex
	seen bytes.Buffer
	more chan struct{} // gets a token when more was seen, is closed at the end
}

// WatchScreen reads what comes to the person at f.
func WatchScreen(t *testing.T, f *os.File) *Keyboard {
	k := &Keyboard{t: t, F: f, more: make(chan struct{}, 1)}
	go func() {
		defer close(k.more)
		buf := make([]byte, 4096)
		for {
			n, err := f.Read(buf)
			k.mu.Lock()
			k.seen.Write(buf[:n])
			k.mu.Unlock()
			if err != nil {
				return
			}
			select {
			case k.more <- struct{}{}:
			default:
			}
		}
	}()
	return k
}

// Screen is all that was seen.
func (k *Keyboard) Screen() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.seen.String()
}

// Sees waits until text stands on the screen n times.
func (k *Keyboard) Sees(text string, n int) {
	k.t.Helper()
	late := time.After(Patience)
	for strings.Count(k.Screen(), text) < n {
		select {
		case _, ok := <-k.more:
			if !ok && strings.Count(k.Screen(), text) < n {
				k.t.Fatalf("the screen ended without %q:\n%s", text, k.Screen())
			}
		case <-late:
			k.t.Fatalf("%q was not seen; the screen:\n%s", text, k.Screen())
		}
	}
}

// Types types text.
func (k *Keyboard) Types(text string) {
	k.t.Helper()
	if _, err := k.F.WriteString(text); err != nil {
		k.t.Fatal(err)
	}
}

// NewKeyboard is who sits at a new pseudo-terminal.
func NewKeyboard(t *testing.T) *Keyboard {
	t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	// Closing the one that pty opened would wait for the read under way.
	if ptmx, err = Reopen(ptmx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		tty.Close()
		ptmx.Close()
	})
	k := WatchScreen(t, ptmx)
	k.TTY = tty
	return k
}
