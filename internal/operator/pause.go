package operator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"miacct/flow"
	"miacct/trail"
)

// A Pause is how a person at the terminal stops the tool's hands: the first Ctrl-C asks the
// run for the page, which it gives before its next action, and the second stops the run.
// At a question nothing is under way, so there the first stops it.
type Pause struct {
	mu    sync.Mutex
	want  chan struct{} // nil while there is no run
	asked bool
}

// begin returns what a run is to listen to.
func (p *Pause) Begin() chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.want, p.asked = make(chan struct{}, 1), false
	return p.want
}

func (p *Pause) End() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.want = nil
}

// ask asks the run for the page. It is false if there is no run, or it was asked already.
func (p *Pause) Ask() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.want == nil || p.asked {
		return false
	}
	p.asked = true
	p.want <- struct{}{}
	return true
}

// over is called when the run goes on.
func (p *Pause) Over() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = false
}

// paused asks the person who pressed Ctrl-C what is to happen.
func (o *Operator) paused(ctx context.Context, h flow.Handoff) error {
	defer o.Pause.Over()
	if o.TTY == nil {
		return fmt.Errorf("the run was paused: %w", flow.ErrNobody) // only a terminal can ask for it
	}
	defer o.Screen.Hold()()
	o.TTY.write("\nPaused before the next action of: " + trail.Clean(h.Step) + ".\n")
	choices := "[Enter] continue · [s] stop here: "
	if o.hasPage() {
		choices = "[Enter] continue · [p] take the page · [s] stop here: "
	}
	for {
		line, err := o.TTY.Ask(ctx, choices, false)
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "":
			if errors.Is(err, flow.ErrGaveUp) {
				return o.halt()
			}
			return err
		case "s":
			return o.halt()
		case "p":
			if o.hasPage() {
				return o.handOver(ctx, h)
			}
		}
	}
}

// halt stops the run as a second Ctrl-C would.
func (o *Operator) halt() error {
	o.Stop(os.Interrupt)
	return flow.ErrInterrupted
}
