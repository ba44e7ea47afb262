package pages_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// timedTab measures the pictures of a run.
type timedTab struct {
	flow.Tab
	spent time.Duration
	shots int
}

func (t *timedTab) Picture(ctx context.Context) ([]byte, error) {
	at := time.Now()
	defer func() { t.spent += time.Since(at); t.shots++ }()
	return t.Tab.Picture(ctx)
}

func (t *timedTab) PictureWith(ctx context.Context, l browser.Locator) ([]byte, browser.Spot, error) {
	at := time.Now()
	defer func() { t.spent += time.Since(at); t.shots++ }()
	return t.Tab.PictureWith(ctx, l)
}

// BenchmarkEvidence measures which share of a whole run with three devices the pictures, the lines and the report take.
func BenchmarkEvidence(b *testing.B) {
	for b.Loop() {
		timed := &timedTab{}
		at := time.Now()
		o := run(b, scenario(b, "plain"), nil, func(o *outing) {
			o.around = func(t flow.Tab) flow.Tab { timed.Tab = t; return timed }
		})
		whole := time.Since(at)
		if o.err != nil {
			b.Fatal(o.err)
		}
		written := rewrite(b, o)
		b.ReportMetric(100*float64(timed.spent+written)/float64(whole), "%evidence")
		b.ReportMetric(float64(timed.spent.Milliseconds())/float64(timed.shots), "ms/picture")
		b.ReportMetric(float64(written.Milliseconds()), "ms/record")
		b.ReportMetric(float64(timed.shots), "pictures")
	}
}

// rewrite writes the lines and pictures of a run anew, with the report, and returns how long that takes.
func rewrite(b *testing.B, o *outing) time.Duration {
	var pngs [][]byte
	for _, l := range o.lines {
		if l.Picture != nil {
			png, err := os.ReadFile(filepath.Join(o.dir, l.Picture.File))
			if err != nil {
				b.Fatal(err)
			}
			pngs = append(pngs, png)
		}
	}
	at := time.Now()
	trail, err := audit.Create(b.TempDir(), audit.Run{Command: "web-delete"}, audit.Options{Keys: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	step, err := trail.Begin("write everything")
	for i := range pngs {
		if err == nil {
			_, err = step.Picture("before", pngs[i])
		}
	}
	for range len(o.lines) - len(pngs) {
		if err == nil {
			err = step.Note(audit.EventNote, "a line")
		}
	}
	if err == nil {
		err = trail.Result(audit.Done, "", 0)
	}
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(at)
}
