package browser

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Chrome's own bubbles and sheets are seen by no locator: a page that waits for one waits for ever.
func TestPagesGetNoAnswerButNoOfChromesOwnQuestions(t *testing.T) {
	display(t)
	second := startSecond(t)
	for name, o := range map[string]Options{
		"headless":             {NoSandbox: true},
		"window":               {NoSandbox: true, Headful: true},
		"window, kept profile": {NoSandbox: true, Headful: true, Profile: shortTemp(t) + "/profile"},
		"elsewhere":            {Remote: mustRemote(t, second.address, "")},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := soon(t)
			s, err := Open(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			at := strings.Replace(theZoo.srv.URL, "127.0.0.1", "localhost", 1) + "/prompts.html"
			if err := s.Do(ctx, Goto(at)); err != nil {
				t.Fatal(err)
			}
			answer := func(what string) (got string) {
				for got == "" && ctx.Err() == nil {
					got = eval[string](t, s, fmt.Sprintf("answers[%q] ?? ''", what))
				}
				return got
			}
			for what, want := range map[string]string{"position": "code 1", "notifications": "denied", "camera": "NotAllowedError",
				"clipboard": "NotAllowedError", "passkey": "NotAllowedError", "known passkey": "NotAllowedError"} {
				if got := answer(what); got != want && !(what == "camera" && got == "NotFoundError") {
					t.Errorf("%s: %q, want %q", what, got, want)
				}
			}
			for _, how := range []string{`{}`, `{userVerification: "required", residentKey: "required"}`, `{residentKey: "preferred"}`} {
				eval[int](t, s, fmt.Sprintf("register(%q, %s)", how, how))
				if got := answer(how); got != "NotAllowedError" {
					t.Errorf("a passkey is asked for with %s: %q", how, got)
				}
			}
		})
	}
}

// display starts a display for windows and sets DISPLAY.
func display(t *testing.T) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start Xvfb, which scripts/setup.sh installs: %v", err)
	}
	w.Close()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // says that it was killed
		r.Close()
	})
	var n string
	if _, err := fmt.Fscan(r, &n); err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	t.Setenv("DISPLAY", ":"+n)
}
