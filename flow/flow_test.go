package flow_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

var plan = flow.Plan{Account: "1", Items: []flow.Item{{Key: "k", Name: "Mi 9"}}}

// press is a step that clicks the button and wants the lamp.
func press() flow.Step {
	return flow.Step{Name: "press the button", Do: []browser.Action{click("the button")}, Want: loc("the lamp"), Refusals: []browser.Locator{loc("the sign")}}
}

// lit is a stage whose button lights the lamp, with the person's word given.
func lit(t *testing.T) *stage {
	s := newStage(t)
	s.page.shown["the button"] = ""
	s.page.effect["click the button"] = func() { s.page.shown["the lamp"] = "on" }
	return s
}

func allow(t *testing.T, s *stage) {
	t.Helper()
	if err := s.Confirm(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
}

func wantOutcome(t *testing.T, err error, want trail.Outcome) {
	t.Helper()
	if got := flow.OutcomeOf(err); got != want {
		t.Errorf("outcome %q of %v, want %q", got, err, want)
	}
}

func wantDone(t *testing.T, s *stage, want ...string) {
	t.Helper()
	if !slices.Equal(s.page.done, want) {
		t.Errorf("done %q, want %q", s.page.done, want)
	}
}

func TestRecordedBeforeDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		var onDisk []trail.Line
		light := s.page.effect["click the button"]
		s.page.effect["click the button"] = func() {
			light()
			var err error
			if onDisk, err = trail.Read(s.Trail.Dir()); err != nil {
				t.Error(err)
			}
		}
		if err := s.Do(t.Context(), press()); err != nil {
			t.Fatal(err)
		}
		if len(onDisk) == 0 || onDisk[len(onDisk)-1].Event != trail.EventIntent || onDisk[len(onDisk)-1].Text != "click the button" {
			t.Errorf("when the click was made the trail ended with %+v", onDisk)
		}
	})
}

func TestNoRecordNoAct(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		if err := s.Trail.Result(trail.Failed, "closed", 1); err != nil {
			t.Fatal(err)
		}
		if err := s.Do(t.Context(), press()); err == nil {
			t.Error("a step that cannot be recorded worked")
		}
		wantDone(t, s)
	})
}

func TestWorkedWhenWantIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "click the button")
	})
}

func TestClickAcceptedWithoutEffectHasNotWorked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		delete(s.page.effect, "click the button")
		err := s.Do(t.Context(), press())
		if !errors.Is(err, flow.ErrNotSeen) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
		wantDone(t, s, "click the button") // once
	})
}

func TestUnsureActionIsWatchedNotRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.errs["click the button"] = browser.ErrUnsure
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "click the button")
	})
}

func TestRefusalHasTheSitesWords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.effect["click the button"] = func() { s.page.shown["the sign"] = "No entry" }
		err := s.Do(t.Context(), press())
		wantOutcome(t, err, trail.Refused)
		if err == nil || !strings.Contains(err.Error(), "No entry") {
			t.Errorf("err = %v", err)
		}
	})
}

func TestOldRefusalIsNotAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the sign"] = "No entry" // from an attempt before
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
	})
}

func TestOldRefusalThatStaysIsAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the sign"] = "No entry"
		s.page.effect["click the button"] = func() { s.page.traffic = browser.Traffic{Sent: 1} }
		wantOutcome(t, s.Do(t.Context(), press()), trail.Refused)
	})
}

func TestChallengeIsDealtWithInAnyStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.effect["click the button"] = func() { s.page.shown["the captcha"] = "" }
		s.Challenges = []flow.Challenge{{Sight: loc("the captcha"), Name: "captcha", Ask: "Drag the slider."}}
		s.person.call = func(context.Context, flow.Handoff) error {
			s.page.set(func() { delete(s.page.shown, "the captcha"); s.page.shown["the lamp"] = "on" })
			return nil
		}
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
		if len(s.person.calls) != 1 || s.person.calls[0].Ask != "Drag the slider." {
			t.Errorf("calls: %+v", s.person.calls)
		}
		wantDone(t, s, "click the button")
	})
}

func TestRunGoesOnByItselfWhenTheChallengeIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.effect["click the button"] = func() { s.page.shown["the captcha"] = "" }
		s.Challenges = []flow.Challenge{{Sight: loc("the captcha"), Name: "captcha", Ask: "Drag the slider."}}
		s.person.call = func(ctx context.Context, _ flow.Handoff) error {
			s.page.set(func() { delete(s.page.shown, "the captcha"); s.page.shown["the lamp"] = "on" })
			<-ctx.Done() // the person says nothing
			return ctx.Err()
		}
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
	})
}

func TestChallengeBeforeTheAction(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the banner"] = ""
		s.page.effect["click agree"] = func() { delete(s.page.shown, "the banner") }
		s.page.shown["agree"] = ""
		s.Challenges = []flow.Challenge{{Sight: loc("the banner"), Name: "banner", Deal: func(ctx context.Context, r *flow.Runner) error {
			return r.Do(ctx, flow.Step{Name: "close the banner", Do: []browser.Action{click("agree")}, Gone: loc("the banner")})
		}}}
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "click agree", "click the button")
	})
}

func TestNobodyThereEndsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the captcha"] = ""
		s.Challenges = []flow.Challenge{{Sight: loc("the captcha"), Name: "captcha", Ask: "Drag the slider."}}
		wantOutcome(t, s.Do(t.Context(), press()), trail.NobodyThere)
		wantDone(t, s)
	})
}

func TestActionThatCannotBeDoneIsHandedOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		delete(s.page.shown, "the button")
		s.person.call = func(context.Context, flow.Handoff) error {
			s.page.set(func() { s.page.shown["the lamp"] = "on" })
			return nil
		}
		step := press()
		step.Ask = "Press the button."
		if err := s.Do(t.Context(), step); err != nil {
			t.Error(err)
		}
		wantDone(t, s)
	})
}

func TestAfterAHandOffThePageIsLookedAtAfresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		delete(s.page.shown, "the button")
		s.person.call = func(context.Context, flow.Handoff) error {
			s.page.set(func() { s.page.shown["the button"] = "" }) // the person only uncovered it
			return nil
		}
		step := press()
		step.Ask = "Press the button."
		if err := s.Do(t.Context(), step); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "click the button")
	})
}

func TestActionThatCannotBeDoneWithNobodyThereIsNotRecognised(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		delete(s.page.shown, "the button")
		step := press()
		step.Ask = "Press the button."
		wantOutcome(t, s.Do(t.Context(), step), trail.NotRecognised)
	})
}

func TestNothingIsChangedBeforeTheWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, s := range []func(*flow.Step){func(s *flow.Step) { s.Changes = true }, func(s *flow.Step) { s.Final = true }} {
			st, step := lit(t), press()
			s(&step)
			if err := st.Do(t.Context(), step); !errors.Is(err, flow.ErrNoWord) {
				t.Errorf("err = %v", err)
			}
			wantDone(t, st)
		}
	})
}

func TestDeclinedChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.person.confirm = flow.ErrDeclined
		wantOutcome(t, s.Confirm(t.Context(), plan), trail.Declined)
		step := press()
		step.Changes = true
		wantOutcome(t, s.Do(t.Context(), step), trail.Declined)
		wantDone(t, s)
	})
}

func TestEveryStepHasAPictureAboveAllWhenItFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		delete(s.page.shown, "the button")
		s.Do(t.Context(), press())
		lines := s.lines()
		if last := lines[len(lines)-1]; last.Event != trail.EventEnd || last.Picture == nil {
			t.Errorf("last line %+v", last)
		}
	})
}

func TestPassingStepLeavesItsPictureToTheNext(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*stage, *flow.Step)
		want   bool
	}{
		"as planned": {func(*stage, *flow.Step) {}, false},
		"failed":     {func(s *stage, _ *flow.Step) { delete(s.page.shown, "the button") }, true},
		"other end": {func(s *stage, step *flow.Step) {
			s.page.effect["click the button"] = func() { s.page.shown["the other"] = "" }
			step.Or = []browser.Locator{browser.Find("the other", browser.Way{CSS: "x"})}
		}, true},
		"a change": {func(s *stage, step *flow.Step) { allow(t, s); step.Changes = true }, true},
		"the end":  {func(s *stage, step *flow.Step) { allow(t, s); step.Final, step.Now = true, plan }, true},
	} {
		timed(t, name, func(t *testing.T) {
			s := lit(t)
			step := press()
			step.Passing = true
			c.change(s, &step)
			s.Do(t.Context(), step)
			lines := s.lines()
			if last := lines[len(lines)-1]; (last.Picture != nil && last.Picture.When == "after") != c.want {
				t.Errorf("last line %+v", last)
			}
		})
	}
}

func TestChangeHasAPictureBeforeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		shotsBefore := 0
		light := s.page.effect["click the button"]
		s.page.effect["click the button"] = func() { shotsBefore = s.page.shots; light() }
		step := press()
		step.Changes = true
		if err := s.Do(t.Context(), step); err != nil {
			t.Fatal(err)
		}
		if shotsBefore != 1 || s.page.shots != 2 {
			t.Errorf("%d pictures before the change, %d in all", shotsBefore, s.page.shots)
		}
		for _, l := range s.lines() {
			if l.Event == trail.EventPicture && l.Picture.When == "before" && (l.Picture.Control == nil || l.Picture.Control.Name != "the button" || l.Picture.Control.Y != 20) {
				t.Errorf("the picture before does not tell where the button is: %+v", l.Picture)
			}
		}
	})
}

func TestNothingIsChangedThatTheRunsCheckForbids(t *testing.T) {
	no := errors.New("not now")
	for name, change := range map[string]func(*flow.Step){
		"a change": func(s *flow.Step) { s.Changes = true },
		"the end":  func(s *flow.Step) { s.Final, s.Now = true, plan },
	} {
		timed(t, name, func(t *testing.T) {
			s := lit(t)
			allow(t, s)
			s.Check = func() error { return no }
			step := press()
			change(&step)
			err := s.Do(t.Context(), step)
			if !errors.Is(err, no) {
				t.Errorf("err = %v", err)
			}
			wantOutcome(t, err, trail.Failed)
			wantDone(t, s)
		})
	}
	s := lit(t)
	s.Check = func() error { return no }
	if err := s.Do(t.Context(), press()); err != nil { // changes nothing of the person's
		t.Error(err)
	}
	wantDone(t, s, "click the button")
}
