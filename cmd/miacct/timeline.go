package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"miacct/internal/safefile"
	"miacct/trail"
)

// processStart is when our own code began to run.
var processStart = time.Now()

// A timeline is where the time of a run went, as trace events that Perfetto and
// chrome://tracing open. It holds the steps' names as the record has them and the names of
// calls: nothing that was typed, no address, no word of a page. A nil timeline records nothing.
type timeline struct {
	file *os.File

	mu     sync.Mutex
	events []traceEvent
	steps  map[int]int // where the event of a step under way is
	lanes  []bool      // which of the rows for calls have one under way
}

// What a span of time was spent on, its category.
const (
	spentStart   = "start"   // Chrome starts
	spentOpening = "opening" // pages are opened
	spentReading = "reading"
	spentActing  = "acting"
	spentWaiting = "waiting" // for the page to show what is expected, or to come to rest
	spentPicture = "pictures"
	spentDisk    = "disk"
	spentPause   = "pause" // a fixed time passes
	spentPerson  = "people"
	spentEnd     = "end" // Chrome ends, the report is written
	spentStep    = "step"
)

// A traceEvent is one of the JSON trace event format, with times in microseconds.
type traceEvent struct {
	Name     string         `json:"name"`
	Category string         `json:"cat,omitempty"`
	Phase    string         `json:"ph"`
	At       int64          `json:"ts"`
	Duration int64          `json:"dur"`
	Process  int            `json:"pid"`
	Row      int            `json:"tid"`
	Args     map[string]any `json:"args,omitempty"`
}

// stepRow is the row of the steps; those of calls come below it.
const stepRow = 1

// newTimeline makes the file that the timeline goes to, which must not be there yet; nil for "".
func newTimeline(path string) (*timeline, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("--trace-time: make %s: %w", path, safefile.Cause(err))
	}
	return &timeline{file: f, steps: map[int]int{}}, nil
}

func micros(t time.Time) int64 { return t.Sub(processStart).Microseconds() }

// span begins a span of time, which ends when the returned function is called.
func (l *timeline) span(category, name string) (end func()) {
	if l == nil {
		return func() {}
	}
	from := time.Now()
	l.mu.Lock()
	lane := 0
	for lane < len(l.lanes) && l.lanes[lane] {
		lane++
	}
	if lane == len(l.lanes) {
		l.lanes = append(l.lanes, false)
	}
	l.lanes[lane] = true
	l.mu.Unlock()
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.lanes[lane] = false
		l.add(category, name, stepRow+1+lane, from, time.Now())
	}
}

// add records a span. l.mu is held.
func (l *timeline) add(category, name string, row int, from, to time.Time) {
	l.events = append(l.events, traceEvent{Name: name, Category: category, Phase: "X", Row: row,
		At: micros(from), Duration: to.Sub(from).Microseconds(), Process: 1})
}

// line takes a line of the record: steps begin and end with them.
func (l *timeline) line(line trail.Line) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch line.Event {
	case trail.EventBegin:
		l.steps[line.Step] = len(l.events)
		now := time.Now()
		l.add(spentStep, line.Name, stepRow, now, now)
	case trail.EventEnd:
		if i, ok := l.steps[line.Step]; ok {
			e := &l.events[i]
			e.Duration = micros(time.Now()) - e.At
			e.Args = map[string]any{"outcome": line.Outcome}
			delete(l.steps, line.Step)
		}
	}
}

// write writes the timeline to its file and closes it.
func (l *timeline) write() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := micros(time.Now())
	for _, i := range l.steps { // those that did not end
		l.events[i].Duration = now - l.events[i].At
	}
	name := func(what string, row int, words string) traceEvent {
		return traceEvent{Name: what, Phase: "M", Process: 1, Row: row, Args: map[string]any{"name": words}}
	}
	all := append([]traceEvent{name("process_name", 0, "miacct"), name("thread_name", stepRow, "steps")}, l.events...)
	w := bufio.NewWriter(l.file)
	err := json.NewEncoder(w).Encode(map[string]any{"displayTimeUnit": "ms", "traceEvents": all})
	if err := errors.Join(err, w.Flush(), l.file.Close()); err != nil {
		return fmt.Errorf("--trace-time: write %s: %w", l.file.Name(), safefile.Cause(err))
	}
	return nil
}
