package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"miacct/flow"
	"miacct/internal/platform/platformtest"
)

// patience is how long a test waits for what must happen.
const patience = 5 * time.Minute

// A keyboard is the person's side of a pseudo-terminal: what they type and what they see.
type keyboard struct {
	t    *testing.T
	f    *os.File
	tty  *os.File // what the program has of it
	mu   sync.Mutex
	seen bytes.Buffer
	more chan struct{} // gets a token when more was seen, is closed at the end
}

func watchScreen(t *testing.T, f *os.File) *keyboard {
	k := &keyboard{t: t, f: f, more: make(chan struct{}, 1)}
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

func (k *keyboard) screen() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.seen.String()
}

// sees waits until text stands on the screen n times.
func (k *keyboard) sees(text string, n int) {
	k.t.Helper()
	late := time.After(patience)
	for strings.Count(k.screen(), text) < n {
		select {
		case _, ok := <-k.more:
			if !ok && strings.Count(k.screen(), text) < n {
				k.t.Fatalf("the screen ended without %q:\n%s", text, k.screen())
			}
		case <-late:
			k.t.Fatalf("%q was not seen; the screen:\n%s", text, k.screen())
		}
	}
}

func (k *keyboard) types(text string) {
	k.t.Helper()
	if _, err := k.f.WriteString(text); err != nil {
		k.t.Fatal(err)
	}
}

// newTerminal returns a terminal and who sits at it.
func newTerminal(t *testing.T) (*terminal, *keyboard) {
	t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	// Closing the one that pty opened would wait for the read under way.
	if ptmx, err = platformtest.Reopen(ptmx); err != nil {
		t.Fatal(err)
	}
	term := openTerminal(tty.Name())
	if term == nil {
		t.Fatalf("open %s: no terminal", tty.Name())
	}
	t.Cleanup(func() {
		term.Close()
		tty.Close()
		ptmx.Close()
	})
	keys := watchScreen(t, ptmx)
	keys.tty = tty
	return term, keys
}

type answered struct {
	line string
	err  error
}

// asking asks in the background.
func asking(ctx context.Context, term *terminal, question string, secret bool) <-chan answered {
	c := make(chan answered, 1)
	go func() {
		line, err := term.ask(ctx, question, secret)
		c <- answered{line, err}
	}()
	return c
}

func wait[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

func TestSecretIsNotEchoed(t *testing.T) {
	term, keys := newTerminal(t)
	got := asking(t.Context(), term, "Password: ", true)
	keys.sees("Password: ", 1)
	if term.Echoes() {
		t.Error("the terminal echoes while a secret is asked for")
	}
	keys.types("hunter2\n")
	if a := wait(t, got); a.line != "hunter2" || a.err != nil {
		t.Errorf("got %q, %v", a.line, a.err)
	}
	if !term.Echoes() {
		t.Error("the terminal does not echo afterwards")
	}
	next := asking(t.Context(), term, "Name: ", false) // what follows shows that all was seen
	keys.sees("Name: ", 1)
	keys.types("me\n")
	wait(t, next)
	keys.sees("me", 1)
	if strings.Contains(keys.screen(), "hunter") {
		t.Errorf("the screen shows the secret:\n%s", keys.screen())
	}
}

func TestQuestionIsWithdrawn(t *testing.T) {
	term, keys := newTerminal(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	got := asking(ctx, term, "Picture: ", false)
	keys.sees("Picture: ", 1)
	keys.types("half a") // no Enter
	keys.sees("half a", 1)
	moved := errors.New("the page moved on")
	cancel(moved)
	if a := wait(t, got); !errors.Is(a.err, moved) || a.line != "" {
		t.Errorf("got %q, %v, want %v", a.line, a.err, moved)
	}
	next := asking(t.Context(), term, "Code: ", false)
	keys.sees("Code: ", 1)
	keys.types("123456\n")
	if a := wait(t, next); a.line != "123456" || a.err != nil {
		t.Errorf("the next question got %q, %v", a.line, a.err)
	}
}

func TestWithdrawnSecretLeavesTheEchoOn(t *testing.T) {
	term, keys := newTerminal(t)
	ctx, cancel := context.WithCancel(t.Context())
	got := asking(ctx, term, "Password: ", true)
	keys.sees("Password: ", 1)
	cancel()
	if a := wait(t, got); !errors.Is(a.err, context.Canceled) {
		t.Errorf("got %q, %v", a.line, a.err)
	}
	if !term.Echoes() {
		t.Error("the terminal does not echo afterwards")
	}
}

func TestTypedAheadIsDropped(t *testing.T) {
	term, keys := newTerminal(t)
	keys.types("1234567890\n")
	if err := platformtest.WaitReadable(int(keys.tty.Fd()), int(patience/time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	got := asking(t.Context(), term, "Account ID: ", false)
	keys.sees("Account ID: ", 1)
	keys.types("no\n")
	if a := wait(t, got); a.line != "no" || a.err != nil {
		t.Errorf("got %q, %v, want what was typed after the question", a.line, a.err)
	}
}

func TestEndOfInputIsGivingUp(t *testing.T) {
	term, keys := newTerminal(t)
	got := asking(t.Context(), term, "Code: ", false)
	keys.sees("Code: ", 1)
	keys.types("\x04")
	if a := wait(t, got); !errors.Is(a.err, flow.ErrGaveUp) {
		t.Errorf("got %q, %v", a.line, a.err)
	}
}

func TestLostTerminalIsNobody(t *testing.T) {
	term, keys := newTerminal(t)
	got := asking(t.Context(), term, "Code: ", false)
	keys.sees("Code: ", 1)
	keys.f.Close()
	if a := wait(t, got); !errors.Is(a.err, flow.ErrNobody) {
		t.Errorf("got %q, %v", a.line, a.err)
	}
}

func TestQuestionsWaitForEachOther(t *testing.T) {
	term, keys := newTerminal(t)
	first := asking(t.Context(), term, "First: ", false)
	keys.sees("First: ", 1)
	ctx, cancel := context.WithCancel(t.Context())
	second := asking(ctx, term, "Second: ", false)
	cancel()
	if a := wait(t, second); !errors.Is(a.err, context.Canceled) {
		t.Errorf("the second got %q, %v", a.line, a.err)
	}
	keys.types("1\n")
	if a := wait(t, first); a.line != "1" || a.err != nil {
		t.Errorf("the first got %q, %v", a.line, a.err)
	}
	if strings.Contains(keys.screen(), "Second") {
		t.Error("the second question was shown while the first stood")
	}
}
