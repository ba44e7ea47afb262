package flow_test

import (
	"errors"
	"testing"
	"testing/synctest"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

func TestFinalNeedsAWordThatCoversWhatIsSo(t *testing.T) {
	for name, now := range map[string]flow.Plan{
		"another account":     {Account: "2"},
		"another device":      {Account: "1", Items: []flow.Item{{Key: "k2", Name: "Mi 9"}}},
		"a device's new name": {Account: "1", Items: []flow.Item{{Key: "k", Name: "Mi 10"}}},
	} {
		timed(t, name, func(t *testing.T) {
			s := lit(t)
			allow(t, s)
			step := press()
			step.Final, step.Now = true, now
			if err := s.Do(t.Context(), step); !errors.Is(err, flow.ErrChanged) {
				t.Errorf("err = %v", err)
			}
			wantDone(t, s)
		})
	}
}

func TestFinalIsDoneWhenCovered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		step := press()
		step.Final, step.Now = true, flow.Plan{Account: "1"}
		if err := s.Do(t.Context(), step); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "click the button")
	})
}

func TestFinalWithoutEffectIsUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		delete(s.page.effect, "click the button")
		step := press()
		step.Final, step.Now, step.Ask = true, flow.Plan{Account: "1"}, "Press the button."
		wantOutcome(t, s.Do(t.Context(), step), trail.Unknown)
		wantDone(t, s, "click the button")
		if len(s.person.calls) != 0 {
			t.Error("a person was asked to repeat what may have happened")
		}
	})
}

func TestFinalThatDidNotReachThePageIsNotUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		s.page.errs["click the button"] = browser.ErrNotReady
		step := press()
		step.Final, step.Now = true, flow.Plan{Account: "1"}
		wantOutcome(t, s.Do(t.Context(), step), trail.NotRecognised)
	})
}

func TestFinalHasOneAction(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		step := press()
		step.Final, step.Now, step.Do = true, flow.Plan{Account: "1"}, append(step.Do, step.Do...)
		if err := s.Do(t.Context(), step); err == nil {
			t.Error("two actions in a step that cannot be undone were accepted")
		}
		wantDone(t, s)
	})
}
