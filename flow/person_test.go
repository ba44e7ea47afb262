package flow_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/trail"
)

func TestInterruptedBetweenActsStopsBeforeTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		ctx, cancel := context.WithCancelCause(t.Context())
		light := s.page.effect["click the button"]
		s.page.effect["click the button"] = func() { light(); cancel(flow.ErrInterrupted) }
		step := press()
		step.Do = append(step.Do, click("the button"))
		wantOutcome(t, s.Do(ctx, step), trail.Interrupted)
		wantDone(t, s, "click the button")
	})
}

func TestInterruptedInTheMiddleOfAChangeStillReadsTheOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		allow(t, s)
		ctx, cancel := context.WithCancelCause(t.Context())
		light := s.page.effect["click the button"]
		s.page.effect["click the button"] = func() { light(); cancel(flow.ErrInterrupted) }
		step := press()
		step.Changes = true
		wantOutcome(t, s.Do(ctx, step), trail.Done)
		wantOutcome(t, s.Run(ctx, []flow.Task{{Name: "next"}}), trail.Interrupted)
	})
}

func TestAnswerIsWithdrawnWhenThePageMovesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the code field"] = ""
		s.person.answer = func(ctx context.Context, _ flow.Question) (string, error) {
			s.page.set(func() { delete(s.page.shown, "the code field") })
			<-ctx.Done()
			return "", ctx.Err()
		}
		if _, err := s.Ask(t.Context(), flow.Question{Kind: flow.KindCode, Ask: "Code?"}, loc("the code field"), nil); !errors.Is(err, flow.ErrMovedOn) {
			t.Errorf("err = %v", err)
		}
	})
}

func TestWhatThePersonTypedIsNotOnTheTrail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the code field"] = ""
		s.person.answer = func(context.Context, flow.Question) (string, error) { return "424242", nil }
		answer, err := s.Ask(t.Context(), flow.Question{Kind: flow.KindCode, Ask: "Code?"}, loc("the code field"), nil)
		if err != nil || answer != "424242" {
			t.Fatalf("%q, %v", answer, err)
		}
		for _, l := range s.lines() {
			if strings.Contains(l.Text, "424242") {
				t.Errorf("the trail holds %q", l.Text)
			}
		}
	})
}

// The name of a device that the question shows is no secret when it is typed: the record calls the device so. Anything else
// that is typed there is.
func TestTheNameOfADeviceIsNoSecret(t *testing.T) {
	for answer, shown := range map[string]bool{"Redmi Note 12": true, "redmi note 12": true, "hunter-2-secret": false} {
		synctest.Test(t, func(t *testing.T) {
			s := lit(t)
			s.page.shown["the page"] = ""
			s.person.answer = func(context.Context, flow.Question) (string, error) { return answer, nil }
			if _, err := s.Ask(t.Context(), flow.Question{Kind: flow.KindDevice, Ask: "Is it yours?", About: "Redmi Note 12"}, loc("the page"), nil); err != nil {
				t.Fatal(err)
			}
			if err := s.Say("note what was typed", trail.Done, "it was "+answer); err != nil {
				t.Fatal(err)
			}
			held := false
			for _, l := range s.lines() {
				held = held || strings.Contains(l.Text, answer)
			}
			if held != shown {
				t.Errorf("%q: on the trail %v", answer, held)
			}
		})
	}
}

func TestPersonHasNoClockUnlessPatienceIsGiven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.Patience = 30 * time.Millisecond
		s.page.shown["the captcha"] = ""
		s.Challenges = []flow.Challenge{{Sight: loc("the captcha"), Name: "captcha", Ask: "Drag the slider."}}
		s.person.call = func(ctx context.Context, _ flow.Handoff) error { <-ctx.Done(); return ctx.Err() }
		wantOutcome(t, s.Do(t.Context(), press()), trail.NobodyThere)
		wantDone(t, s)
	})
}

func TestPausedRunLeavesThePageToThePerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.Pause = make(chan struct{}, 1)
		s.Pause <- struct{}{}
		s.person.call = func(context.Context, flow.Handoff) error {
			if len(s.page.done) > 0 {
				t.Error("something was done before the person had the page")
			}
			s.page.set(func() { s.page.shown["the lamp"] = "on" })
			return nil
		}
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
		wantDone(t, s) // the person did it
	})
}

// What stood on the page when the person was given it is not their doing: the step is done all the same.
func TestWhatStoodThereBeforeAPauseIsNobodysDoing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the page"] = "blank"
		s.page.effect["open the site"] = func() { s.page.shown["the page"] = "the site" }
		s.Pause = make(chan struct{}, 1)
		s.Pause <- struct{}{}
		s.person.call = func(context.Context, flow.Handoff) error { return nil }
		if err := s.Do(t.Context(), flow.Step{Name: "open the site", Do: []browser.Action{{Does: "open the site"}}, Want: loc("the page")}); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "open the site")
	})
}

func TestChallengesBelowTheOneDealtWithAreLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := lit(t)
		s.page.shown["the banner"], s.page.shown["agree"], s.page.shown["the form"] = "", "", ""
		s.page.effect["click agree"] = func() { delete(s.page.shown, "the banner") }
		s.page.effect["click fill"] = func() { delete(s.page.shown, "the form") }
		s.page.shown["fill"] = ""
		deal := func(name, button, sight string) flow.Challenge {
			return flow.Challenge{Sight: loc(sight), Name: name, Deal: func(ctx context.Context, r *flow.Runner) error {
				return r.Do(ctx, flow.Step{Name: name, Do: []browser.Action{click(button)}, Gone: loc(sight)})
			}}
		}
		s.Challenges = []flow.Challenge{deal("close the banner", "agree", "the banner"), deal("sign in", "fill", "the form")}
		if err := s.Do(t.Context(), press()); err != nil {
			t.Error(err)
		}
		wantDone(t, s, "click agree", "click fill", "click the button")
	})
}
