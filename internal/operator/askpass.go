package operator

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"miacct/flow"
	"miacct/internal/platform"
)

// An Askpass is a program that puts a question to the person: it is run with the
// question as its only argument, and the first line it prints is the answer.
type Askpass struct {
	Path string
	Env  []string // all the environment it gets
}

// ask returns the answer. If ctx ends the program is stopped. A program that fails
// reached nobody.
func (a *Askpass) ask(ctx context.Context, question string) (string, error) {
	cmd := exec.CommandContext(ctx, a.Path, question)
	cmd.Env = a.Env
	var out limited
	cmd.Stdout = &out
	// It may be a script that shows its window by another program; both must go.
	platform.Group(cmd)
	cmd.Cancel = func() error { return platform.EndGroup(cmd.Process) }
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if err != nil {
		return "", fmt.Errorf("ask by %s: %w: %w", a.Path, err, flow.ErrNobody)
	}
	line, _, _ := strings.Cut(out.String(), "\n")
	return strings.TrimSuffix(line, "\r"), nil
}

// limited keeps the first bytes written to it and drops the rest.
type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if room := 4096 - l.Len(); room > 0 {
		l.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
