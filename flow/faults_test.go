package flow_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

// faults are what may befall an action of a fake tab: what it returns, whether the page
// was reached all the same, and what the page shows then.
var faults = func() (all []fault) {
	for _, e := range []error{
		nil, browser.ErrNotReady, browser.ErrUnsure, browser.ErrClosed, browser.ErrPlace, browser.ErrPage,
		&browser.PageError{Words: "HTTP 500", Passing: true}, &browser.PageError{Words: "HTTP 403"}, context.DeadlineExceeded, errors.New("odd"),
	} {
		for _, shows := range []string{"", "the lamp", "the sign"} {
			all = append(all, fault{e, shows})
		}
	}
	return all
}()

type fault struct {
	err   error
	shows string // "the lamp" is what the step wants, "the sign" a refusal
}

// TestEveryFaultAtEveryStep lets each of 30 faults befall each of 9 steps, at one of three
// places and of one of three kinds.
func TestEveryFaultAtEveryStep(t *testing.T) {
	ends := map[trail.Outcome]int{}
	for kind, set := range map[string]func(*flow.Step){
		"reads": func(*flow.Step) {}, "changes": func(s *flow.Step) { s.Changes = true },
		"final": func(s *flow.Step) { s.Final, s.Now = true, plan },
	} {
		for at := range 3 {
			for _, f := range faults {
				timed(t, fmt.Sprintf("%s %d %v %q", kind, at, f.err, f.shows), func(t *testing.T) {
					s := newStage(t)
					s.Timeout, s.Settle, s.Backoff = 5*time.Millisecond, time.Millisecond, time.Microsecond
					allow(t, s)
					for i := range 3 {
						if i <= at {
							s.page.shown["button"] = ""
						}
					}
					a := click("button")
					s.page.errs[a.Does] = f.err
					if f.shows != "" {
						s.page.effect[a.Does] = func() { s.page.shown[f.shows] = "words" }
					}
					steps := make([]flow.Step, 3)
					for i := range steps {
						steps[i] = flow.Step{Name: fmt.Sprint("step ", i), Want: loc("button")}
					}
					steps[at] = flow.Step{Name: "the step", Do: []browser.Action{a}, Want: loc("the lamp"), Refusals: []browser.Locator{loc("the sign")}}
					set(&steps[at])
					var err error
					for i := 0; i < len(steps) && err == nil; i++ {
						err = s.Do(t.Context(), steps[i])
					}
					out := flow.OutcomeOf(err)
					ends[out]++
					reached := len(s.page.done)
					switch {
					case reached > 1:
						t.Errorf("it was done %d times", reached)
					case out == trail.Done && (reached == 0 || f.shows != "the lamp"):
						t.Error("it says done, and the effect was not there")
					case kind == "final" && reached > 0 && f.shows == "" && out != trail.Unknown:
						t.Errorf("what cannot be undone may have happened, and it says %s", out)
					}
				})
			}
		}
	}
	t.Logf("ends: %v", ends)
}
