package main

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
func (w *watcher) offer(ctx context.Context, h flow.Handoff) error {
	defer w.screen.Hold()()
	text := "You are needed on the page: " + progress.Sentence(trail.Clean(h.Ask)) + "\n"
	if h.Why != "" {
		text = "This could not be done: " + progress.Sentence(trail.Clean(h.Why)) + "\n" + text
	}
	w.tty.write(bell + text)
	for {
		line, err := w.tty.ask(ctx, "[l] open it in your own browser · [g] give up: ", false)
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
			w.live = w.spare
			return nil
		case "g":
			return flow.ErrGaveUp
		}
	}
}
