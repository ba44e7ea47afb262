package operator

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
	"rsc.io/qr"

	"miacct/flow"
	"miacct/internal/progress"
)

// codeFile is a PNG of a code in a new folder.
func codeFile(t *testing.T) (path string, code *qr.Code) {
	t.Helper()
	code, err := qr.Encode("https://account.example/qr?ticket=lp_12345678", qr.M)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "code.png")
	if err := os.WriteFile(path, code.PNG(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, code
}

// drawn is the first row of modules of a code as the terminal shows it, with its first line.
func drawn(code *qr.Code) string {
	var b strings.Builder
	for x := range code.Size {
		b.WriteString(map[[2]bool]string{{false, false}: " ", {true, false}: "▀", {false, true}: "▄", {true, true}: "█"}[[2]bool{code.Black(x, 0), code.Black(x, 1)}])
	}
	return b.String()
}

func TestScanIsDrawnOnTheTerminalOnly(t *testing.T) {
	path, code := codeFile(t)
	h := flow.Handoff{Kind: flow.KindScan, Step: "show the code to scan", Ask: "Scan this code.", Picture: path}
	for name, c := range map[string]struct {
		columns uint16
		deaf    bool
		draws   bool
	}{"wide": {80, false, true}, "too narrow": {30, false, false}, "one that knows no colours": {80, true, false}} {
		t.Run(name, func(t *testing.T) {
			term, keys := newTerminal(t)
			if err := pty.Setsize(keys.TTY, &pty.Winsize{Rows: 24, Cols: c.columns}); err != nil {
				t.Fatal(err)
			}
			term.Deaf = c.deaf
			term.known = true // it draws no pictures
			var out bytes.Buffer
			w := &Operator{TTY: term, Screen: progress.New(&out)}
			ctx, cancel := context.WithCancel(t.Context())
			got := make(chan error, 1)
			go func() { got <- w.Call(ctx, h) }()
			keys.Sees("[g] give up: ", 1)
			if draws := strings.Contains(keys.Screen(), drawn(code)); draws != c.draws {
				t.Errorf("drawn: %v, want %v", draws, c.draws)
			}
			if !strings.Contains(keys.Screen(), path) {
				t.Error("where the picture lies is not told")
			}
			cancel() // the page has moved on
			if err := wait(t, got); err != nil {
				t.Error(err)
			}
			if strings.ContainsAny(out.String(), "▀▄█") {
				t.Error("the code is shown elsewhere than on the terminal")
			}
		})
	}
}

func TestElsewhereAnswers(t *testing.T) {
	tap := flow.Handoff{Kind: flow.KindTap, Ask: "Confirm on your phone."}
	for typed, want := range map[string]error{"\n": nil, "g\n": flow.ErrGaveUp} {
		term, keys := newTerminal(t)
		w := &Operator{TTY: term, Screen: progress.New(&bytes.Buffer{})}
		got := make(chan error, 1)
		go func() { got <- w.Call(t.Context(), tap) }()
		keys.Sees("[g] give up: ", 1)
		keys.Types(typed)
		if err := wait(t, got); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", typed, err, want)
		}
	}
	if err := (&Operator{Screen: progress.New(&bytes.Buffer{})}).Call(t.Context(), tap); !errors.Is(err, flow.ErrNobody) {
		t.Errorf("with nobody to tell: %v", err)
	}
}

// Without a terminal the code itself is shown nowhere: what goes to stderr may be kept.
func TestScanWithoutTerminal(t *testing.T) {
	path, _ := codeFile(t)
	var out bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	w := &Operator{Screen: progress.New(&out), Askpass: &Askpass{}}
	got := make(chan error, 1)
	go func() {
		got <- w.Call(ctx, flow.Handoff{Kind: flow.KindScan, Ask: "Scan this code.", Picture: path})
	}()
	cancel()
	if err := wait(t, got); err != nil || !strings.Contains(out.String(), path) || strings.ContainsAny(out.String(), "▀▄█") {
		t.Errorf("%v: %q", err, &out)
	}
}
