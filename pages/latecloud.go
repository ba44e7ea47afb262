package pages

import (
	"context"
	"time"

	"miacct/flow"
)

// waitForCloud is the case of a page of Mi Cloud that shows nothing to press yet: what it opens with lies over it, or the form
// that signs in comes in a frame. It is waited for once.
func (ss *session) waitForCloud() flow.Case {
	waited := false
	return flow.Case{Name: "wait for mi cloud", See: func(v flow.View) (flow.Match, bool) {
		return flow.Match{Node: -1}, !waited && ss.run.atCloud(v.Page) && flow.Bare(v.Page)
	}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, _ flow.Match) error {
		waited = true
		limited, cancel := context.WithTimeout(ctx, comesLate)
		defer cancel()
		for page := v.Page; flow.Bare(page); {
			var err error
			if page, err = r.Tab.Changed(limited, page); err != nil && ctx.Err() == nil && limited.Err() != nil {
				return nil
			} else if err != nil {
				return err
			}
		}
		return nil
	}}
}

// comesLate is how long what a page is to show may take to come after the page.
const comesLate = 5 * time.Second
