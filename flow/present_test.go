package flow_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"miacct/flow"
	"miacct/trail"
)

// What is lent to the person is there while they are asked, for them alone, and gone however that ends.
func TestPresentTakesBackWhatItLends(t *testing.T) {
	scan := flow.Handoff{Kind: flow.KindScan, Step: "show the code", Ask: "Scan this code."}
	waits := func(ctx context.Context) error { <-ctx.Done(); return context.Cause(ctx) }
	for name, c := range map[string]struct {
		call, over func(context.Context) error
		stop       bool          // the person stops the run
		patience   time.Duration // since an hour ago
		moved      bool
		want       trail.Outcome
	}{
		"the page moves on":      {call: waits, over: func(context.Context) error { return nil }, moved: true},
		"the person says so":     {call: func(context.Context) error { return nil }, over: waits, want: trail.Done},
		"the person gives up":    {call: func(context.Context) error { return flow.ErrGaveUp }, over: waits, want: trail.Declined},
		"nobody is there":        {call: func(context.Context) error { return flow.ErrNobody }, over: waits, want: trail.NobodyThere},
		"the run is stopped":     {call: waits, over: waits, stop: true, want: trail.Interrupted},
		"patience is over":       {call: waits, over: waits, patience: time.Minute, want: trail.NobodyThere},
		"there is no more clock": {call: func(context.Context) error { return nil }, over: waits, patience: 2 * time.Hour, want: trail.Done},
	} {
		timed(t, name, func(t *testing.T) {
			s := lit(t)
			s.Patience = c.patience
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			path, asked := "", make(chan struct{})
			s.person.call = func(ctx context.Context, h flow.Handoff) error {
				path = h.Picture
				if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
					t.Errorf("%v, %v", info, err)
				}
				if c.stop {
					cancel(flow.ErrInterrupted)
				}
				close(asked)
				return c.call(ctx)
			}
			over := func(ctx context.Context) error {
				select {
				case <-asked: // the page moves on only when the person has been asked
					return c.over(ctx)
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			}
			err := s.Present(ctx, scan, []byte("a picture"), time.Now().Add(-time.Hour), over)
			if c.moved != errors.Is(err, flow.ErrMovedOn) {
				t.Errorf("err = %v", err)
			}
			if !c.moved {
				wantOutcome(t, err, c.want)
			}
			if _, err := os.Stat(path); path != "" && !os.IsNotExist(err) {
				t.Errorf("%s is still there: %v", path, err)
			}
			if path == "" && c.patience != time.Minute {
				t.Error("the person was not asked")
			}
		})
	}
}
