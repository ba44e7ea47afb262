package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"miacct/trail"
)

func TestTimelineHoldsStepsAndCalls(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.json")
	l, err := newTimeline(path)
	if err != nil {
		t.Fatal(err)
	}
	l.line(trail.Line{Event: trail.EventBegin, Step: 1, Name: "outer"})
	l.line(trail.Line{Event: trail.EventBegin, Step: 2, Name: "inner"})
	one := l.span(spentReading, "look")
	two := l.span(spentPicture, "picture")
	one()
	three := l.span(spentDisk, "line")
	two()
	three()
	l.line(trail.Line{Event: trail.EventEnd, Step: 2, Outcome: trail.Done})
	if err := l.write(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ TraceEvents []traceEvent }
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	spans := map[string]traceEvent{}
	for _, e := range got.TraceEvents {
		if e.Phase == "X" {
			spans[e.Name] = e
		}
	}
	outer, inner, look, picture, line := spans["outer"], spans["inner"], spans["look"], spans["picture"], spans["line"]
	if len(spans) != 5 || inner.At < outer.At || inner.At+inner.Duration > outer.At+outer.Duration || inner.Args["outcome"] != "done" {
		t.Errorf("steps %+v, %+v", outer, inner)
	}
	if look.Row == picture.Row || look.Row == stepRow || line.Row != look.Row {
		t.Errorf("rows %d, %d, %d: what overlaps must not share one, and what is free is used again", look.Row, picture.Row, line.Row)
	}
	if _, err := newTimeline(path); err == nil {
		t.Error("a file that is there was taken")
	}
}

func TestNoTimelineIsNoTrouble(t *testing.T) {
	l, err := newTimeline("")
	if err != nil || l != nil {
		t.Fatal(l, err)
	}
	l.span(spentDisk, "line")()
	l.line(trail.Line{Event: trail.EventBegin})
	if err := l.write(); err != nil {
		t.Fatal(err)
	}
}
