package flow_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/journal"
	"miacct/trail"
)

// journaled is a lit stage with a journal, and a step that does an act of it.
func journaled(t *testing.T) (*stage, *journal.Journal, flow.Step) {
	t.Helper()
	s := lit(t)
	j, err := journal.Open(filepath.Join(t.TempDir(), "acts"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	s.Journal = j
	allow(t, s)
	step := press()
	step.Changes, step.Act = true, "remove:1"
	return s, j, step
}

func wantState(t *testing.T, j *journal.Journal, act string, want journal.State) {
	t.Helper()
	if got := j.Past(act).State; got != want {
		t.Errorf("%s is %q, want %q", act, got, want)
	}
}

func TestActIsInTheJournalBeforeItIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, step := journaled(t)
		light := s.page.effect["click the button"]
		s.page.effect["click the button"] = func() { light(); wantState(t, j, "remove:1", journal.Intent) }
		if err := s.Do(t.Context(), step); err != nil {
			t.Fatal(err)
		}
		wantState(t, j, "remove:1", journal.Intent) // what became of it is the task's to read
		if err := s.Became("remove:1", journal.Done); err != nil {
			t.Fatal(err)
		}
		wantState(t, j, "remove:1", journal.Done)
	})
}

func TestActThatIsNotInTheJournalIsNotDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, step := journaled(t)
		j.Close()
		wantOutcome(t, s.Do(t.Context(), step), trail.Failed)
		wantDone(t, s)
	})
}

func TestOpenActIsNotBegunAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, step := journaled(t)
		if err := j.Intend("remove:1"); err != nil {
			t.Fatal(err)
		}
		if err := s.Do(t.Context(), step); err == nil {
			t.Error("it was begun again")
		}
		wantDone(t, s)
		wantState(t, j, "remove:1", journal.Intent)
	})
}

func TestActThatNeverReachedThePageIsNotOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, step := journaled(t)
		s.page.errs["click the button"] = browser.ErrNotReady
		if err := s.Do(t.Context(), step); err == nil {
			t.Error("it worked")
		}
		wantState(t, j, "remove:1", journal.Planned)
	})
}

func TestActOfAnUnsureClickIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, step := journaled(t)
		delete(s.page.effect, "click the button")
		s.page.errs["click the button"] = browser.ErrUnsure
		if err := s.Do(t.Context(), step); !errors.Is(err, flow.ErrNotSeen) {
			t.Error(err)
		}
		wantState(t, j, "remove:1", journal.Intent)
	})
}

func TestSiteSettlesBeforeWhatIsOpenIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, j, _ := journaled(t)
		var waits []time.Duration
		s.Pass = func(_ context.Context, d time.Duration) error {
			waits = append(waits, d.Round(time.Second))
			return nil
		}
		settle := func(ctx context.Context, r *flow.Runner) error { return r.LetSettle(ctx, time.Minute) }
		tasks := []flow.Task{{Name: "settle", Run: settle}}
		if err := s.Run(t.Context(), tasks); err != nil || len(waits) > 0 {
			t.Errorf("with nothing open it waited %v, %v", waits, err)
		}
		if err := j.Intend("remove:1"); err != nil {
			t.Fatal(err)
		}
		if err := s.Run(t.Context(), tasks); err != nil || !slices.Equal(waits, []time.Duration{time.Minute}) {
			t.Errorf("it waited %v, %v", waits, err)
		}
	})
}

func TestWordOnWhatIsOpenIsUnknownIfItIsNotGiven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.person.confirm = flow.ErrOpen
		wantOutcome(t, s.Confirm(t.Context(), plan), trail.Unknown)
	})
}
