package flow_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

// reading is a stage where opening the page ends as ends say, one after the other, and then works.
func reading(t *testing.T, changes bool, ends ...error) (*stage, flow.Step, *int) {
	s := newStage(t)
	s.Backoff = time.Millisecond
	n := 0
	a := browser.Action{Does: "open the page", Changes: changes}
	s.page.effect[a.Does] = func() {
		n++
		s.page.errs[a.Does] = nil
		if n < len(ends) {
			s.page.errs[a.Does] = ends[n]
		}
		if n > len(ends) {
			s.page.shown["the lamp"] = "on"
		}
	}
	if len(ends) > 0 {
		s.page.errs[a.Does] = ends[0]
	}
	return s, flow.Step{Name: "open the page", Do: []browser.Action{a}, Want: loc("the lamp")}, &n
}

func TestOnlyReadingIsTriedAgain(t *testing.T) {
	busy := &browser.PageError{Words: "HTTP 503", Passing: true}
	wrong := &browser.PageError{Words: "HTTP 404"}
	later := &browser.PageError{Words: "HTTP 429", Passing: true, After: time.Hour}
	for name, c := range map[string]struct {
		changes bool
		ends    []error
		tries   int
		err     string
	}{
		"works at once":         {tries: 1},
		"trouble once":          {ends: []error{busy}, tries: 2},
		"trouble twice":         {ends: []error{busy, busy}, tries: 3},
		"trouble that stays":    {ends: []error{busy, busy, busy, busy}, tries: 3, err: "HTTP 503"},
		"no trouble that goes":  {ends: []error{wrong}, tries: 1, err: "HTTP 404"},
		"another kind of error": {ends: []error{browser.ErrClosed}, tries: 1, err: "closed"},
		"asked to wait an hour": {ends: []error{later}, tries: 1, err: "come back in 1h0m0s"},
		"an act":                {changes: true, ends: []error{busy}, tries: 1, err: "HTTP 503"},
	} {
		timed(t, name, func(t *testing.T) {
			s, step, n := reading(t, c.changes, c.ends...)
			err := s.Do(t.Context(), step)
			if *n != c.tries {
				t.Errorf("tried %d times, want %d", *n, c.tries)
			}
			switch {
			case c.err == "" && err != nil, c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
				t.Errorf("err = %v, want %q", err, c.err)
			}
		})
	}
}

func TestWaitsAsLongAsTheSiteAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, step, _ := reading(t, false, &browser.PageError{Words: "HTTP 429", Passing: true, After: 80 * time.Millisecond})
		begun := time.Now()
		if err := s.Do(t.Context(), step); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took < 80*time.Millisecond {
			t.Errorf("it waited %v", took)
		}
		if !slices.ContainsFunc(s.lines(), func(l trail.Line) bool { return strings.Contains(l.Text, "HTTP 429; it is opened again in 80ms") }) {
			t.Error("the trail does not tell of it")
		}
	})
}

func TestInterruptedWhileWaitingToTryAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, step, n := reading(t, false, &browser.PageError{Words: "HTTP 503", Passing: true})
		s.Backoff = time.Hour
		ctx, stop := context.WithCancelCause(t.Context())
		time.AfterFunc(20*time.Millisecond, func() { stop(flow.ErrInterrupted) })
		if err := s.Do(ctx, step); !errors.Is(err, flow.ErrInterrupted) {
			t.Errorf("err = %v", err)
		}
		if *n != 1 {
			t.Errorf("tried %d times", *n)
		}
	})
}
