package flow

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"miacct/browser"
	"miacct/trail"
)

// What only reads is tried again when the network or the server was in trouble. What may
// change something never is.
const (
	tries       = 3
	longestWait = time.Minute // a site that asks for more is left alone
)

// try does a, and again if it only opens a page and the trouble may be over soon.
func (d *doing) try(ctx context.Context, a browser.Action) error {
	for n := 1; ; n++ {
		err := d.r.Timed(ctx, func(ctx context.Context) error { return d.r.Tab.Do(ctx, a) })
		var page *browser.PageError
		if a.Changes || n == tries || !errors.As(err, &page) || !page.Passing {
			return err
		}
		if page.After > longestWait {
			return fmt.Errorf("%w; the site asks to come back in %v", err, page.After)
		}
		wait := d.r.pause(n, page.After)
		if noteErr := d.entry.Note(trail.EventNote, fmt.Sprintf("%v; it is opened again in %v", err, wait.Round(time.Millisecond))); noteErr != nil {
			return noteErr
		}
		if err := d.r.Wait(ctx, wait); err != nil {
			return err
		}
	}
}

// pause is how long to wait after the n-th try: longer each time, never two runs in step,
// and not less than the site asks for.
func (r *Runner) pause(n int, asked time.Duration) time.Duration {
	first := r.Backoff
	if first == 0 {
		first = time.Second
	}
	wait := first << (n - 1)
	return max(wait+rand.N(wait/2+1), asked)
}
