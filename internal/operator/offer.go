package operator

import (
	"context"
	"errors"
	"strings"

	"miacct/flow"
	"miacct/internal/progress"
	"miacct/trail"
)

// offer asks a person at the terminal, who sees no page, whether to show it on the live
// page. It is nil once the page is lent for the rest of the run, or when ctx ends.
func (o *Operator) offer(ctx context.Context, h flow.Handoff) error {
	defer o.Screen.Hold()()
	text := "You are needed on the page: " + progress.Sentence(trail.Clean(h.Ask)) + "\n"
	if h.Why != "" {
		text = "This could not be done: " + progress.Sentence(trail.Clean(h.Why)) + "\n" + text
	}
	o.TTY.write(bell + text)
	for {
		line, err := o.TTY.Ask(ctx, "[l] open it in your own browser · [g] give up: ", false)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, flow.ErrNobody):
			return nobodyAt(h)
		case err != nil:
			return err
		}
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "l":
			o.RemoteView = o.Spare
			return nil
		case "g":
			return flow.ErrGaveUp
		}
	}
}
