package operator

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"miacct/flow"
	"miacct/internal/platform/platformtest"
)

// patience is how long a test waits for what must happen.
const patience = platformtest.Patience

// newTerminal returns a terminal and who sits at it.
func newTerminal(t *testing.T) (*Terminal, *platformtest.Keyboard) {
	t.Helper()
	keys := platformtest.NewKeyboard(t)
	term := OpenTerminal(keys.TTY.Name())
	if term == nil {
		t.Fatalf("open %s: no terminal", keys.TTY.Name())
	}
	t.Cleanup(func() { term.Close() })
	return term, keys
}

type answered struct {
	line string
	err  error
}

// asking asks in the background.
func asking(ctx context.Context, term *Terminal, question string, secret bool) <-chan answered {
	c := make(chan answered, 1)
	go func() {
		line, err := term.Ask(ctx, question, secret)
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
	keys.Sees("Password: ", 1)
	if term.Echoes() {
		t.Error("the terminal echoes while a secret is asked for")
	}
	keys.Types("hunter2\n")
	if a := wait(t, got); a.line != "hunter2" || a.err != nil {
		t.Errorf("got %q, %v", a.line, a.err)
	}
	if !term.Echoes() {
		t.Error("the terminal does not echo afterwards")
	}
	next := asking(t.Context(), term, "Name: ", false) // what follows shows that all was seen
	keys.Sees("Name: ", 1)
	keys.Types("me\n")
	wait(t, next)
	keys.Sees("me", 1)
	if strings.Contains(keys.Screen(), "hunter") {
		t.Errorf("the screen shows the secret:\n%s", keys.Screen())
	}
}

func TestQuestionIsWithdrawn(t *testing.T) {
	term, keys := newTerminal(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	got := asking(ctx, term, "Picture: ", false)
	keys.Sees("Picture: ", 1)
	keys.Types("half a") // no Enter
	keys.Sees("half a", 1)
	moved := errors.New("the page moved on")
	cancel(moved)
	if a := wait(t, got); !errors.Is(a.err, moved) || a.line != "" {
		t.Errorf("got %q, %v, want %v", a.line, a.err, moved)
	}
	next := asking(t.Context(), term, "Code: ", false)
	keys.Sees("Code: ", 1)
	keys.Types("123456\n")
	if a := wait(t, next); a.line != "123456" || a.err != nil {
		t.Errorf("the next question got %q, %v", a.line, a.err)
	}
}

func TestWithdrawnSecretLeavesTheEchoOn(t *testing.T) {
	term, keys := newTerminal(t)
	ctx, cancel := context.WithCancel(t.Context())
	got := asking(ctx, term, "Password: ", true)
	keys.Sees("Password: ", 1)
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
	keys.Types("1234567890\n")
	if err := platformtest.WaitReadable(int(keys.TTY.Fd()), int(patience/time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	got := asking(t.Context(), term, "Account ID: ", false)
	keys.Sees("Account ID: ", 1)
	keys.Types("no\n")
	if a := wait(t, got); a.line != "no" || a.err != nil {
		t.Errorf("got %q, %v, want what was typed after the question", a.line, a.err)
	}
}

func TestEndOfInputIsGivingUp(t *testing.T) {
	term, keys := newTerminal(t)
	got := asking(t.Context(), term, "Code: ", false)
	keys.Sees("Code: ", 1)
	keys.Types("\x04")
	if a := wait(t, got); !errors.Is(a.err, flow.ErrGaveUp) {
		t.Errorf("got %q, %v", a.line, a.err)
	}
}

func TestLostTerminalIsNobody(t *testing.T) {
	term, keys := newTerminal(t)
	got := asking(t.Context(), term, "Code: ", false)
	keys.Sees("Code: ", 1)
	keys.F.Close()
	if a := wait(t, got); !errors.Is(a.err, flow.ErrNobody) {
		t.Errorf("got %q, %v", a.line, a.err)
	}
}

func TestQuestionsWaitForEachOther(t *testing.T) {
	term, keys := newTerminal(t)
	first := asking(t.Context(), term, "First: ", false)
	keys.Sees("First: ", 1)
	ctx, cancel := context.WithCancel(t.Context())
	second := asking(ctx, term, "Second: ", false)
	cancel()
	if a := wait(t, second); !errors.Is(a.err, context.Canceled) {
		t.Errorf("the second got %q, %v", a.line, a.err)
	}
	keys.Types("1\n")
	if a := wait(t, first); a.line != "1" || a.err != nil {
		t.Errorf("the first got %q, %v", a.line, a.err)
	}
	if strings.Contains(keys.Screen(), "Second") {
		t.Error("the second question was shown while the first stood")
	}
}
