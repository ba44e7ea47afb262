package operator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"miacct/flow"
	"miacct/internal/platform/platformtest"
	"miacct/internal/progress"
)

// program writes a shell script to be used as an askpass program.
func program(t *testing.T, lines string) *Askpass {
	t.Helper()
	path := filepath.Join(t.TempDir(), "askpass")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+lines), 0o700); err != nil {
		t.Fatal(err)
	}
	return &Askpass{Path: path, Env: []string{"PATH=" + os.Getenv("PATH"), "DIR=" + filepath.Dir(path)}}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAskpass(t *testing.T) {
	t.Setenv("MIACCT_PASSWORD", "hunter2")
	a := program(t, `printf '%s|' "$@" >$DIR/question; env >$DIR/env; echo 123456; echo more`)
	line, err := a.ask(t.Context(), "Enter the code:")
	if err != nil || line != "123456" {
		t.Fatalf("got %q, %v", line, err)
	}
	dir := filepath.Dir(a.Path)
	if q := read(t, filepath.Join(dir, "question")); q != "Enter the code:|" {
		t.Errorf("its arguments are %q", q)
	}
	if e := read(t, filepath.Join(dir, "env")); strings.Contains(e, "hunter2") {
		t.Errorf("its environment holds the password:\n%s", e)
	}
}

func TestAskpassThatFailsReachedNobody(t *testing.T) {
	for _, lines := range []string{"echo 123456; exit 1", "kill -9 $$"} {
		if line, err := program(t, lines).ask(t.Context(), "?"); !errors.Is(err, flow.ErrNobody) || line != "" {
			t.Errorf("%s: got %q, %v", lines, line, err)
		}
	}
	gone := &Askpass{Path: filepath.Join(t.TempDir(), "none")}
	if _, err := gone.ask(t.Context(), "?"); !errors.Is(err, flow.ErrNobody) {
		t.Errorf("got %v", err)
	}
}

func TestAskpassIsStoppedWithWhatItStarted(t *testing.T) {
	a := program(t, "mkfifo $DIR/never\ncat $DIR/never & echo $! >$DIR/pid.new\nmv $DIR/pid.new $DIR/pid\necho >$DIR/ready\nwait\n")
	dir := filepath.Dir(a.Path)
	if err := platformtest.Fifo(filepath.Join(dir, "ready")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan error, 1)
	go func() {
		_, err := a.ask(ctx, "?")
		got <- err
	}()
	read(t, filepath.Join(dir, "ready"))
	cancel()
	if err := wait(t, got); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(read(t, filepath.Join(dir, "pid"))))
	if err != nil {
		t.Fatal(err)
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for late := time.After(patience); ; { // who was killed may still have to die
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || bytes.Contains(stat, []byte(") Z ")) {
			return
		}
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("what askpass started still runs: %s", stat)
		}
	}
}

func TestFirstAnswerWins(t *testing.T) {
	t.Run("askpass", func(t *testing.T) {
		term, keys := newTerminal(t)
		w := &Operator{TTY: term, Askpass: program(t, "echo 111111"), Screen: progress.New(&bytes.Buffer{})}
		if line, err := w.Answer(t.Context(), flow.Question{Ask: "Code:", Secret: true}); err != nil || line != "111111" {
			t.Fatalf("got %q, %v", line, err)
		}
		if !term.Echoes() {
			t.Error("the question on the terminal was not withdrawn: no echo")
		}
		next := asking(t.Context(), term, "Next: ", false)
		keys.Sees("Next: ", 1)
		keys.Types("x\n")
		if a := wait(t, next); a.line != "x" {
			t.Errorf("the next question got %q, %v", a.line, a.err)
		}
	})
	t.Run("terminal", func(t *testing.T) {
		term, keys := newTerminal(t)
		a := program(t, "mkfifo $DIR/never\nread x <$DIR/never\n")
		w := &Operator{TTY: term, Askpass: a, Screen: progress.New(&bytes.Buffer{})}
		got := make(chan answered, 1)
		go func() {
			line, err := w.Answer(t.Context(), flow.Question{Ask: "Code:"})
			got <- answered{line, err}
		}()
		keys.Sees("Code: ", 1)
		keys.Types("222222\n")
		if a := wait(t, got); a.line != "222222" || a.err != nil {
			t.Errorf("got %q, %v", a.line, a.err)
		}
	})
	t.Run("askpass reaches nobody", func(t *testing.T) {
		term, keys := newTerminal(t)
		w := &Operator{TTY: term, Askpass: program(t, "exit 1"), Screen: progress.New(&bytes.Buffer{})}
		got := make(chan answered, 1)
		go func() {
			line, err := w.Answer(t.Context(), flow.Question{Ask: "Code:"})
			got <- answered{line, err}
		}()
		keys.Sees("Code: ", 1)
		keys.Types("333333\n")
		if a := wait(t, got); a.line != "333333" || a.err != nil {
			t.Errorf("got %q, %v", a.line, a.err)
		}
	})
}

func TestAnswerShowsWhatIsNeeded(t *testing.T) {
	term, keys := newTerminal(t)
	w := &Operator{TTY: term, Screen: progress.New(&bytes.Buffer{})}
	got := make(chan answered, 1)
	go func() {
		line, err := w.Answer(t.Context(), flow.Question{Ask: "Text in the picture:", Again: "Wrong\x1b[2Jcode", Picture: "/run/3.png"})
		got <- answered{line, err}
	}()
	keys.Sees("The site says: Wrong", 1)
	keys.Sees("(picture: /run/3.png)", 1)
	keys.Types("abcd\n")
	if a := wait(t, got); a.line != "abcd" || a.err != nil {
		t.Errorf("got %q, %v", a.line, a.err)
	}
	if strings.Contains(keys.Screen(), "\x1b[2J") {
		t.Error("the site's words reached the terminal as they are")
	}
}

var plan = flow.Plan{
	Account: "1234567890",
	Items:   []flow.Item{{Key: "1", Name: "Mi 9", Is: "Find Device is on", Will: "turn Find Device off, remove"}},
	Then:    []string{"delete the account"},
	Lost:    []string{"photos"},
}

func TestConfirm(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed []string
		want  error
	}{
		{"the ID", []string{"1234567890"}, nil},
		{"the ID with spaces", []string{" 1234567890 "}, nil},
		{"another name of the account", []string{"me@example.com", "+12025550147", "me"}, flow.ErrDeclined},
		{"a slip, then the ID", []string{"123456789", "1234567890"}, nil},
		{"nothing", []string{""}, flow.ErrDeclined},
		{"yes", []string{"yes", "y", "YES"}, flow.ErrDeclined},
		{"Ctrl-D", []string{"\x04"}, flow.ErrDeclined},
	} {
		t.Run(c.name, func(t *testing.T) {
			term, keys := newTerminal(t)
			w := &Operator{TTY: term, Screen: progress.New(&bytes.Buffer{})}
			got := make(chan error, 1)
			go func() { got <- w.Confirm(t.Context(), plan) }()
			for i, word := range c.typed {
				keys.Sees("Type the numeric account ID", i+1)
				keys.Types(strings.TrimSuffix(word+"\n", "\x04\n"))
				if word == "\x04" {
					keys.Types(word)
				}
			}
			if err := wait(t, got); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			for _, part := range []string{"“Mi 9” (Find Device is on): turn Find Device off, remove", "delete the account", "photos"} {
				keys.Sees(part, 1)
			}
		})
	}
}

func TestConfirmWithoutAsking(t *testing.T) {
	for word, right := range map[string]bool{"1234567890": true, "me@example.com": false, "０１": false, "123456789": false, "1234567890 ": false, "ME@example.com": false} {
		var out bytes.Buffer
		w := &Operator{Screen: progress.New(&out), Given: word}
		err := w.Confirm(t.Context(), plan)
		var other *OtherAccount
		if right != (err == nil) || !right && !errors.As(err, &other) {
			t.Errorf("%q: %v", word, err)
		}
		if !strings.Contains(out.String(), "Mi 9") {
			t.Errorf("%q: the plan was not shown: %s", word, &out)
		}
		if right != strings.Contains(out.String(), "confirmed by --confirm "+word) {
			t.Errorf("%q: the screen says %s", word, &out)
		}
	}
}

func TestNobodyToConfirm(t *testing.T) {
	var out bytes.Buffer
	w := &Operator{Screen: progress.New(&out)}
	err := w.Confirm(t.Context(), plan)
	if !errors.Is(err, flow.ErrNobody) || !strings.Contains(err.Error(), "--confirm 1234567890") {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(out.String(), "Mi 9") {
		t.Errorf("the plan was not shown: %s", &out)
	}
}

func TestCall(t *testing.T) {
	slider := flow.Handoff{Kind: flow.KindPuzzle, Ask: "Drag the slider"}
	t.Run("without a window", func(t *testing.T) {
		term, _ := newTerminal(t)
		err := (&Operator{TTY: term, Screen: progress.New(&bytes.Buffer{})}).Call(t.Context(), slider)
		if !errors.Is(err, flow.ErrNobody) || !strings.Contains(err.Error(), "Drag the slider. ") || !strings.Contains(err.Error(), "--headful") {
			t.Errorf("got %v", err)
		}
	})
	for typed, want := range map[string]error{"\n": nil, "g\n": flow.ErrGaveUp, "what?\nG\n": flow.ErrGaveUp, "c\n": flow.ErrCannot} {
		t.Run(fmt.Sprintf("%q", typed), func(t *testing.T) {
			term, keys := newTerminal(t)
			w := &Operator{TTY: term, Screen: progress.New(&bytes.Buffer{}), Window: true}
			got := make(chan error, 1)
			go func() { got <- w.Call(t.Context(), slider) }()
			for n, line := range strings.SplitAfter(strings.TrimSuffix(typed, "\n"), "\n") {
				keys.Sees("[g] give up: ", n+1)
				keys.Types(strings.TrimSuffix(line, "\n") + "\n")
			}
			if err := wait(t, got); !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
		})
	}
	for _, tty := range []bool{true, false} {
		t.Run(fmt.Sprintf("the page moves on, terminal %v", tty), func(t *testing.T) {
			w := &Operator{Screen: progress.New(&bytes.Buffer{}), Window: true}
			ctx, cancel := context.WithCancel(t.Context())
			got := make(chan error, 1)
			if tty {
				term, keys := newTerminal(t)
				w.TTY = term
				go func() { got <- w.Call(ctx, slider) }()
				keys.Sees("give up", 1)
			} else {
				go func() { got <- w.Call(ctx, slider) }()
			}
			cancel()
			if err := wait(t, got); err != nil {
				t.Errorf("got %v", err)
			}
		})
	}
}
