package operator

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"miacct/internal/platform"
	"miacct/internal/progress"
)

// A Notifier is the person's own command for telling them that they are needed, such as
// 'notify-send "$MIACCT_ASK"'. It is run by sh (on Windows by cmd), as what people write there needs a shell;
// what it is told stands in its environment only and is never part of the command.
//
//   - It gets no secret: neither the password nor an answer.
//   - The question does not wait for it. It is stopped after callTime with what it started.
//   - If it does not work, the run says so and goes on.
type Notifier struct {
	Command string
	Env     []string
	Screen  *progress.Screen
	running sync.WaitGroup
}

const callTime = 5 * time.Second

// call starts the command.
func (o *Notifier) call(kind, step, ask, picture string) {
	if o == nil {
		return
	}
	if abs, err := filepath.Abs(picture); err == nil && picture != "" {
		picture = abs
	}
	o.running.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), callTime)
		defer cancel()
		cmd := platform.Shell(ctx, o.Command)
		cmd.Env = append(o.Env[:len(o.Env):len(o.Env)], "MIACCT_KIND="+kind, "MIACCT_STEP="+step, "MIACCT_ASK="+ask, "MIACCT_PICTURE="+picture)
		platform.Group(cmd)
		cmd.Cancel = func() error { return platform.KillGroup(cmd.Process) }
		cmd.WaitDelay = time.Second
		err := cmd.Run()
		switch {
		case ctx.Err() != nil:
			o.Screen.Say("    --notify: stopped, as it took longer than " + callTime.String())
		case err != nil:
			o.Screen.Say("    --notify: " + err.Error())
		}
	})
}

// wait returns when every command that was started has ended.
func (o *Notifier) wait() {
	if o != nil {
		o.running.Wait()
	}
}
