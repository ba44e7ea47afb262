package browser

import (
	"context"
	"errors"
	"testing"

	"github.com/chromedp/cdproto/page"
)

func TestNothingWaitsForAPageThatWasLeft(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	asked, stop := context.WithCancel(ctx)
	all := map[string]func() error{
		"a nudge":      func() error { return s.tab().nudge(ctx) },
		"a screenshot": func() error { _, err := s.tab().shoot(ctx, nil); return err },
		"an object":    func() error { return inTop(s, func(v view) error { _, err := hold(ctx, v, "document"); return err }) },
		"a call":       func() error { return inTop(s, func(v view) error { return call(ctx, v, nil, "() => miacct.frame()") }) },
		"a touch":      func() error { return s.Touch(ctx, Touch{Is: Move, X: 300, Y: 300}) },
		"a film": func() error {
			_, err := askPage(ctx, s.tab(), page.StartScreencast, page.StartScreencastParams{})
			return err
		},
	}
	ended := make(chan error, len(all))
	for what, ask := range all {
		go func() {
			for asked.Err() == nil {
				if err := ask(); err != nil && !errors.Is(err, errGone) {
					t.Errorf("%s: %v", what, err)
					break
				}
			}
			ended <- nil
		}()
	}
	for range 20 {
		do(t, s, ctx, Goto(abroad()+"/touch.html"), Goto(theZoo.srv.URL+"/touch.html"))
	}
	stop()
	for range all {
		<-ended
	}
}

func inTop(s *Session, do func(view) error) error {
	v, ok := s.tab().topView()
	if !ok {
		return errGone
	}
	return do(v)
}
