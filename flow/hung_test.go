package flow_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"miacct/browser"
)

// A hungPage answers no look, as one whose script never ends.
type hungPage struct{ *page }

func (hungPage) Look(ctx context.Context, _ ...browser.Locator) ([]browser.State, error) {
	<-ctx.Done()
	return nil, context.Cause(ctx)
}

func TestALookAtAPageThatHangsEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.Tab = hungPage{s.page}
		if _, err := s.Look(t.Context(), loc("the lamp")); !errors.Is(err, context.DeadlineExceeded) || t.Context().Err() != nil {
			t.Errorf("the look ends with %v, want that its time is over", err)
		}
	})
}
