package pages_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

// A solver is an owner at the window, who solves each slider.
type solver struct {
	*owner
	solved int
}

func (s *solver) Call(ctx context.Context, h flow.Handoff) error {
	if h.Kind != flow.KindPuzzle {
		return s.owner.Call(ctx, h)
	}
	s.solved++
	s.cloud.Change(func(s *mockcloud.State) { s.SliderSolved = true })
	<-ctx.Done() // the run sees by itself that the page has moved on
	s.cloud.Change(func(s *mockcloud.State) { s.SliderSolved = false })
	return nil
}

// A puzzle may come again at any time: here the site forgets the session, and asks anew
// when the run signs in once more.
func TestSliderTwice(t *testing.T) {
	for name, lost := range sample.OfMap(t, 1, map[string]string{"in Find Device": "find", "in the middle of the device list": "settings"}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "slider-captcha")
			before.Devices = before.Devices[:1]
			before.Knobs.SessionLost = lost
			person := &solver{}
			o := run(t, before, nil, func(o *outing) {
				person.owner = o.owner
				o.person = person
			})
			s := o.cloud.State()
			if o.outcome != trail.Done || !s.Deleted {
				t.Errorf("outcome %s of %v, deleted %v", o.outcome, o.err, s.Deleted)
			}
			if person.solved != 2 || s.Counts["slider"] != 2 || s.Counts["sign-in"] != 2 {
				t.Errorf("asked %d times; counts %v", person.solved, s.Counts)
			}
			o.promises(t, before)
		})
	}
}

// A picture that was read wrongly is asked for again, as the site shows a new one.
func TestPictureWrongThenRight(t *testing.T) {
	t.Parallel()
	before := scenario(t, "picture-captcha")
	before.Devices = nil
	o := run(t, before, func(j *pages.WebDelete, o *owner) { onlySignIn(j, o); o.wrong = 1 })
	s := o.cloud.State()
	if o.outcome != trail.Done || s.Counts["sign-in"] != 1 {
		t.Errorf("outcome %s of %v, signed in %d times", o.outcome, o.err, s.Counts["sign-in"])
	}
	pictures := slices.DeleteFunc(o.owner.asked, func(q string) bool { return !strings.HasPrefix(q, string(flow.KindPicture)) })
	if len(pictures) != 2 || len(o.owner.typed) != 1 {
		t.Errorf("asked %q, typed %q", pictures, o.owner.typed)
	}
	o.promises(t, before)
}

// How long it takes from the site's taking a puzzle for solved until the run has the page again.
func BenchmarkPuzzleSolved(b *testing.B) {
	var took time.Duration
	for b.Loop() {
		before := scenario(b, "slider-captcha")
		before.Devices = nil
		person := &stopwatch{}
		o := run(b, before, nil, func(o *outing) {
			person.owner = o.owner
			o.person = person
		})
		if !o.cloud.State().Deleted {
			b.Fatal(o.err)
		}
		took += person.took
	}
	b.ReportMetric(float64(took.Milliseconds())/float64(b.N), "ms/solved")
}

// A stopwatch is a solver who takes the time.
type stopwatch struct {
	solver
	took time.Duration
}

func (s *stopwatch) Call(ctx context.Context, h flow.Handoff) error {
	s.cloud.Change(func(s *mockcloud.State) { s.SliderSolved = true })
	for s.cloud.State().Counts["slider"] == 0 && ctx.Err() == nil {
		<-time.After(time.Millisecond)
	}
	at := time.Now()
	<-ctx.Done()
	s.took = time.Since(at)
	return nil
}
