package report

import (
	"slices"
	"time"

	"miacct/trail"
)

// A story is what a trail tells, arranged for a reader.
type story struct {
	Run     trail.Run
	Start   time.Time
	Last    time.Time   // of the last line
	Result  *trail.Line // nil if the trail has no end
	Head    string
	Lines   int
	Torn    int // bytes of an unfinished last line
	Tasks   []*task
	Devices []fate
	Lists   int // how many of the two lists of devices, before and after, were read
	Said    []trail.Line
	Calls   []call
	Held    []trail.Line // the hosts that were held back
	Framed  bool         // a picture tells where the control stands that was used
}

// A task is a named part of a run with its steps in the order they began.
type task struct {
	Name  string
	Steps []*step
	Notes []trail.Line // of no step, after the last one began
}

type step struct {
	Number int
	Name   string
	Within string       // the step it was met in
	Before []trail.Line // of no step, since the step before it began
	Begin  time.Time
	End    *trail.Line // nil if it did not end
	Notes  []trail.Line
	Acts   bool // it did something to the page
	Shots  []shot
}

// A shot is a picture in its place in the story.
type shot struct {
	trail.Picture
	Step string
	Time time.Time
	OK   bool // it is there, with the bytes the trail names
}

// A call is one time a person was needed.
type call struct {
	trail.Line             // that asked
	Answer     *trail.Line // nil if none is recorded
}

// tell arranges the lines of a trail. whole says whether a picture is there with the bytes the trail names.
func tell(lines []trail.Line, whole func(trail.Picture) bool) *story {
	s := &story{Lines: len(lines)}
	steps := map[int]*step{}
	var under []*step
	var before, after []trail.Device
	var lists [2]bool
	find := map[look]string{} // as last seen after the first list, when a device is in it no more
	for i := range lines {
		l := &lines[i]
		s.Last = l.Time
		if i == 0 {
			s.Start = l.Time
		}
		st := steps[l.Step]
		switch l.Event {
		case trail.EventRun:
			if l.Run != nil {
				s.Run = *l.Run
			}
			continue
		case trail.EventResult:
			s.Result = l
			continue
		case trail.EventBegin:
			st = &step{Number: l.Step, Name: l.Name, Begin: l.Time}
			if n := len(under); n > 0 {
				st.Within = under[n-1].Name
			}
			steps[l.Step] = st
			under = append(under, st)
			t := s.task(l.Task)
			st.Before, t.Notes = t.Notes, nil
			t.Steps = append(t.Steps, st)
		case trail.EventDevices:
			switch {
			case l.Text == "before" && len(find) == 0: // told again once the person has said whose they are
				before, lists[0] = l.Devices, true
				continue
			case l.Text == "after":
				after, lists[1] = l.Devices, true
			}
			for _, d := range l.Devices {
				find[lookOf(d)] = d.Find
			}
		case trail.EventEnd:
			if st != nil {
				st.End = l
				under = slices.DeleteFunc(under, func(o *step) bool { return o == st })
			}
		case trail.EventSaid:
			s.Said = append(s.Said, *l)
		case trail.EventAsked:
			s.Calls = append(s.Calls, call{Line: *l})
		case trail.EventAnswer:
			s.answer(l)
		case trail.EventHeld:
			s.Held = append(s.Held, *l)
			continue
		}
		if st != nil && l.Picture != nil {
			p := shot{*l.Picture, st.Name, l.Time, whole(*l.Picture)}
			if p.Control != nil && !p.Control.Within() { // a trail of somebody else's making
				p.Control = nil
			}
			st.Shots = append(st.Shots, p)
			s.Framed = s.Framed || p.Control != nil
		}
		switch {
		case l.Event == trail.EventBegin, l.Event == trail.EventEnd, l.Event == trail.EventDevices, l.Event == trail.EventPicture:
		case st != nil:
			st.Notes = append(st.Notes, *l)
			st.Acts = st.Acts || l.Event == trail.EventIntent
		default:
			t := s.task(l.Task)
			t.Notes = append(t.Notes, *l)
		}
	}
	for _, was := range lists {
		if was {
			s.Lists++
		}
	}
	s.Devices = fates(before, after, lists[0], lists[1], find)
	return s
}

// Outcome is how the run ended; a trail without an end is of an interrupted run.
func (s *story) Outcome() trail.Outcome {
	if s.Result == nil {
		return trail.Interrupted
	}
	return s.Result.Outcome
}

// Under is the innermost step that has no end, "" if every step has one.
func (s *story) Under() string {
	for _, t := range slices.Backward(s.Tasks) {
		for _, st := range slices.Backward(t.Steps) {
			if st.End == nil {
				return st.Name
			}
		}
	}
	return ""
}

// task returns the task under way if it has that name, else a new one.
func (s *story) task(name string) *task {
	if n := len(s.Tasks); n > 0 && s.Tasks[n-1].Name == name {
		return s.Tasks[n-1]
	}
	t := &task{Name: name}
	s.Tasks = append(s.Tasks, t)
	return t
}

// answer joins an answer to the last unanswered call of its step.
func (s *story) answer(l *trail.Line) {
	for i := len(s.Calls) - 1; i >= 0; i-- {
		if c := &s.Calls[i]; c.Answer == nil && c.Step == l.Step {
			c.Answer = l
			return
		}
	}
}

// A fate is one device before and after the run. An empty word means that it is not known.
type fate struct {
	trail.Device
	FindBefore, FindAfter string // "on", "off", ""
	InBefore, InAfter     string // "yes", "no", ""
	Twins                 int    // how many devices look the same in the list, if it is not sure which of them is left
}

// A look is what the site shows of a device, and all that tells it from another.
type look struct {
	name, model string
	own         bool
}

func lookOf(d trail.Device) look { return look{d.Name, d.Model, d.Own} }

// fates joins the devices before and after. find is Find Device as last seen of those that are gone.
func fates(before, after []trail.Device, haveBefore, haveAfter bool, find map[look]string) []fate {
	left := map[look][]trail.Device{}
	for _, d := range after {
		left[lookOf(d)] = append(left[lookOf(d)], d)
	}
	count, found := map[look]int{}, map[look]int{}
	for _, d := range before {
		count[lookOf(d)]++
	}
	for k, ds := range left {
		found[k] = len(ds)
	}
	var fs []fate
	for _, d := range before {
		k := lookOf(d)
		f := fate{Device: d, FindBefore: d.Find, InBefore: yes(d.Left)}
		if n := count[k]; n > 1 && found[k] > 0 && found[k] < n {
			f.Twins = n
		}
		if ds := left[k]; len(ds) > 0 {
			f.FindAfter, f.InAfter = ds[0].Find, yes(ds[0].Left)
			left[k] = ds[1:]
		} else {
			if count[k] == 1 {
				f.FindAfter = find[k]
			}
			if haveAfter {
				f.InAfter = "no"
			}
		}
		fs = append(fs, f)
	}
	for _, d := range after {
		if k := lookOf(d); len(left[k]) > 0 {
			left[k] = left[k][1:]
			f := fate{Device: d, FindAfter: d.Find, InAfter: yes(d.Left)}
			if haveBefore {
				f.InBefore = "no"
			}
			fs = append(fs, f)
		}
	}
	return fs
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// unseen names what the trail leaves open, in sentences.
func (s *story) unseen(t *tongue) []string {
	var open []string
	say := func(name string, args ...any) {
		if s := t.word(name, args...); !slices.Contains(open, s) {
			open = append(open, s)
		}
	}
	for _, k := range s.Tasks {
		for _, st := range k.Steps {
			name, _ := t.say(st.Name)
			switch {
			case st.End == nil:
				say("open-end", name)
			case !smooth(st.End.Outcome):
				say("open-worked", name, t.oneOf("outcome:", string(st.End.Outcome)))
			case st.Acts && !slices.ContainsFunc(st.Shots, func(p shot) bool { return p.When == "after" }):
				say("open-picture", name)
			}
			for _, p := range st.Shots {
				if !p.OK {
					say("open-lost", p.File)
				}
			}
		}
	}
	if len(s.Devices) > 0 && s.Lists < 2 {
		say("open-lists")
	}
	switch {
	case s.Result == nil:
		say("open-result")
	case s.Result.Outcome == trail.Accepted:
		say("open-accepted")
	case s.Result.Outcome == trail.Unknown:
		say("open-unknown")
	}
	if s.Torn > 0 {
		say("open-torn")
	}
	return open
}

// smooth tells the outcomes that leave nothing open.
func smooth(o trail.Outcome) bool {
	return o == trail.Done || o == trail.AlreadySo || o == trail.Skipped || o == trail.Accepted
}
