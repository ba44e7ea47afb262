package main

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"miacct/internal/platform"
	"miacct/internal/progress"
)

// An onCall is the person's own command for telling them that they are needed, such as
// 'notify-send "$MIACCT_ASK"'. It is run by sh (on Windows by cmd), as what people write there needs a shell;
// what it is told stands in its environment only and is never part of the command.
//
//   - It gets no secret: neither the password nor an answer.
//   - The question does not wait for it. It is stopped after callTime with what it started.
//   - If it does not work, the run says so and goes on.
type onCall struct {
	command string
	env     []string
	screen  *progress.Screen
	running sync.WaitGroup
}

const callTime = 5 * time.Second

// call starts the command.
func (o *onCall) call(kind, step, ask, picture string) {
	if o == nil {
		return
	}
	if abs, err := filepath.Abs(picture); err == nil && picture != "" {
		picture = abs
	}
	o.running.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), callTime)
		defer cancel()
		cmd := platform.Shell(ctx, o.command)
		cmd.Env = append(o.env[:len(o.env):len(o.env)], "MIACCT_KIND="+kind, "MIACCT_STEP="+step, "MIACCT_ASK="+ask, "MIACCT_PICTURE="+picture)
		platform.Group(cmd)
		cmd.Cancel = func() error { return platform.KillGroup(cmd.Process) }
		cmd.WaitDelay = time.Second
		err := cmd.Run()
		switch {
		case ctx.Err() != nil:
			o.screen.Say("    --notify: stopped, as it took longer than " + callTime.String())
		case err != nil:
			o.screen.Say("    --notify: " + err.Error())
		}
	})
}

// wait returns when every command that was started has ended.
func (o *onCall) wait() {
	if o != nil {
		o.running.Wait()
	}
}
