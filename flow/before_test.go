package flow_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

// What stands on the page before the step's own act is no answer to it.
func TestNothingSeenBeforeTheActEndsTheStep(t *testing.T) {
	for name, step := range map[string]func(*flow.Step){
		"want":    func(*flow.Step) {},
		"or":      func(s *flow.Step) { s.Want, s.Or = loc("another lamp"), []browser.Locator{loc("the lamp")} },
		"refusal": func(s *flow.Step) { s.Want, s.Refusals = loc("another lamp"), []browser.Locator{loc("the lamp")} },
		"changes": func(s *flow.Step) { s.Changes = true },
	} {
		timed(t, name, func(t *testing.T) {
			s := lit(t)
			allow(t, s)
			s.page.shown["the lamp"] = "on"
			delete(s.page.effect, "click the button")
			st := press()
			step(&st)
			if err := s.Do(t.Context(), st); !errors.Is(err, flow.ErrNotSeen) {
				t.Errorf("err = %v", err)
			}
		})
	}
}

func TestWhatStoodThereCountsWhenItChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the lamp"] = "on"
		s.page.effect["click the button"] = func() { s.page.shown["the lamp"] = "brighter" }
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
	})
}

func TestWhatStoodThereCountsWhenItWentAndCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.Timeout = time.Second
		s.page.shown["the lamp"] = "on"
		s.page.effect["click the button"] = func() { delete(s.page.shown, "the lamp") }
		s.page.gone = func() { s.page.shown["the lamp"] = "on" }
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
	})
}

func TestAStepThatOnlyReadsTakesWhatStandsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the lamp"] = "on"
		for _, do := range [][]browser.Action{nil, {{Does: "open the page"}}} {
			if err := s.Do(t.Context(), flow.Step{Name: "look", Do: do, Want: loc("the lamp")}); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestAStepThatOnlyLeadsTakesWhatStandsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the lamp"] = "on"
		delete(s.page.effect, "click the button")
		step := press()
		step.Leads = true
		if err := s.Do(t.Context(), step); err != nil {
			t.Error(err)
		}
	})
}

func TestOldRefusalIsNoAnswerWhileTheSiteHasNotAnswered(t *testing.T) {
	for name, traffic := range map[string]browser.Traffic{"nothing was sent": {}, "it is under way": {Sent: 1, Open: 1}} {
		timed(t, name, func(t *testing.T) {
			s := lit(t)
			s.page.shown["the sign"] = "No entry"
			s.page.effect["click the button"] = func() { s.page.traffic = traffic }
			wantOutcome(t, s.Do(t.Context(), press()), trail.NotRecognised)
		})
	}
}

func TestOldRefusalEndsNoFinalStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		s.page.shown["the sign"] = "No entry"
		s.page.effect["click the button"] = func() { s.page.traffic = browser.Traffic{Sent: 1} }
		step := press()
		step.Final, step.Now = true, flow.Plan{Account: "1"}
		wantOutcome(t, s.Do(t.Context(), step), trail.Unknown)
	})
}

// A run reads on while the picture after a step is being taken, and does nothing before it is recorded.
func TestNothingIsDoneBeforeThePictureAfterAStepIsRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		s.page.camera = make(chan struct{})
		if err := s.Do(t.Context(), press()); err != nil {
			t.Fatal(err)
		}
		if err := s.Do(t.Context(), flow.Step{Name: "look", Want: loc("the lamp"), Passing: true}); err != nil { // not kept waiting
			t.Fatal(err)
		}
		recorded := func() (n int) {
			for _, l := range s.recorded() {
				if l.Picture != nil {
					n++
				}
			}
			return n
		}
		if recorded() != 0 {
			t.Fatal("the picture is recorded before it is there")
		}
		s.page.shown["the second"] = ""
		s.page.effect["click the second"] = func() {
			if recorded() != 1 {
				t.Error("done before the picture of what was before it is recorded")
			}
			s.page.shown["the sound"] = ""
		}
		close(s.page.camera)
		if err := s.Do(t.Context(), flow.Step{Name: "press the second", Do: []browser.Action{click("the second")}, Want: loc("the sound")}); err != nil {
			t.Fatal(err)
		}
	})
}
