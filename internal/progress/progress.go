package progress

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/flow"
	"miacct/pages"
	"miacct/report"
	"miacct/trail"
)

// A progress is how far a run is.
type progress struct {
	parts   []string // names of the tasks of the run that count
	part    string   // the task under way
	since   time.Time
	steps   []shown // under way, the innermost last
	devices []deviceProgress
	number  int        // which of parts it is, from 1; a task that does not count has the number of the next
	doing   pages.Part // what is done with the devices
	which   int        // the device that is dealt with, from 1; 0 if none is
	shown   bool       // the devices stand on the screen for good
}

// A shown is a step under way.
type shown struct {
	number int
	name   string
	since  time.Time
	does   string
}

// A deviceProgress is how far each part is with a device.
type deviceProgress struct {
	name  string
	told  bool
	parts [2]pages.State
}

// Begin tells the screen what the run will do.
func (s *Screen) Begin(tasks []flow.Task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = progress{}
	for _, t := range tasks {
		if !t.Rare {
			s.now.parts = append(s.now.parts, t.Name)
		}
	}
}

// Device shows how far the run is with a device.
func (s *Screen) Device(p pages.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.now.devices) < p.Of {
		s.now.devices = append(s.now.devices, deviceProgress{})
	}
	if p.N < 1 || p.N > len(s.now.devices) || int(p.Part) >= len(s.now.devices[0].parts) {
		return
	}
	d := &s.now.devices[p.N-1]
	d.name, d.told, d.parts[p.Part] = trail.Clean(p.Device), true, p.State
	s.now.which, s.now.doing = 0, p.Part
	if p.State == pages.Underway {
		s.now.which = p.N
	}
	if p.State == pages.Done && !s.live {
		words := [...]string{pages.FindOff: "Find Device off", pages.Removal: "removed"}[p.Part]
		s.print("  " + s.In(fmt.Sprintf("%s (%d of %d): %s", d.name, p.N, p.Of, words)))
	}
	s.draw()
}

// Show shows one line of the trail.
func (s *Screen) Show(l trail.Line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.Task != "" && l.Task != s.now.part {
		s.endPart(trail.Done, l.Time)
		s.now.part, s.now.since, s.now.which = l.Task, l.Time, 0
		if i := slices.Index(s.now.parts, l.Task); i >= 0 {
			s.now.number = i + 1
		} else {
			s.now.number = min(s.now.number+1, len(s.now.parts))
		}
		s.beginPart()
	}
	switch l.Event {
	case trail.EventRun:
		s.print(s.In(runLine(l.Run)))
	case trail.EventBegin:
		s.now.steps = append(s.now.steps, shown{number: l.Step, name: s.title(l.Name), since: l.Time})
	case trail.EventIntent:
		if n := len(s.now.steps); n > 0 {
			s.now.steps[n-1].does = trail.Clean(l.Text)
		}
	case trail.EventNote:
		s.print("    " + s.paint(dim, short(s.In(trail.Clean(l.Text)))))
	case trail.EventSaid:
		if l.Task == pages.PlanTask && !s.Verbose {
			break // the plan has it
		}
		s.print(s.In("    the site says: " + short(trail.Clean(l.Text))))
	case trail.EventAsked:
		if !s.live { // there the question itself comes to the same terminal
			s.print(s.In("    you are asked: " + short(trail.Clean(l.Text))))
		}
	case trail.EventHeld:
		s.print("    blocked (not an allowed host): " + short(trail.Clean(l.Text)))
	case trail.EventDevices:
		s.list(l)
	case trail.EventEnd:
		s.end(l)
	case trail.EventResult:
		s.endPart(l.Outcome, l.Time)
		s.now.part, s.now.steps = "", nil
		s.settleDevices()
	}
	s.draw()
}

// beginPart shows that a task is under way. On a terminal that is in the lines that are rewritten.
func (s *Screen) beginPart() {
	name := s.paint(bold, upper(s.In(trail.Clean(s.now.part))))
	switch {
	case !s.live && len(s.now.parts) > 1:
		s.print(fmt.Sprintf("[%d/%d] ", s.now.number, len(s.now.parts)) + name)
	case !s.live || s.Verbose:
		s.print(name)
	}
}

// endPart shows on a terminal how the task under way ended.
func (s *Screen) endPart(o trail.Outcome, at time.Time) {
	if s.now.part == "" || !s.live || s.Verbose {
		return
	}
	line := s.mark(o) + " " + padded(upper(s.In(trail.Clean(s.now.part))), 26)
	s.print(line + s.paint(dim, fmt.Sprintf("%6.1f s", at.Sub(s.now.since).Seconds())))
	if len(s.now.devices) > 0 && s.now.doing == pages.Removal {
		s.settleDevices()
	}
}

// settleDevices lets the lines of the devices stand for good.
func (s *Screen) settleDevices() {
	if s.now.shown || !s.live || s.Verbose || len(s.now.devices) == 0 {
		return
	}
	s.now.shown = true
	columns, _ := s.size()
	for _, d := range s.deviceLines(columns) {
		s.print(d)
	}
}

// rewritten are the lines that stand below all others as long as they are so.
func (s *Screen) rewritten(columns, height int) (lines []string) {
	does := ""
	if n := len(s.now.steps); n > 0 {
		does = s.now.steps[n-1].name
		if d := s.now.steps[n-1].does; d != "" {
			does += ": " + s.In(d)
		}
	}
	if s.Verbose {
		if does != "" {
			lines = append(lines, "  … "+does)
		}
		return lines
	}
	if s.now.part == "" {
		return nil
	}
	if !s.now.shown {
		lines = window(s.deviceLines(columns), max(s.now.which-1, 0), height-3)
	}
	status := upper(s.In(trail.Clean(s.now.part)))
	if strings.EqualFold(does, status) {
		does = ""
	}
	if n := len(s.now.parts); n > 1 {
		status = fmt.Sprintf("%s %d/%d %s", s.bar(), s.now.number, n, status)
	} else {
		status = "… " + status
	}
	if does != "" {
		status += " · " + does
	}
	return append(lines, status)
}

// bar is how much of the run lies behind; a device counts for its share of a task.
func (s *Screen) bar() string {
	const wide = 10
	done := float64(s.now.number - 1)
	for _, d := range s.now.devices {
		if st := d.parts[s.now.doing]; !s.now.shown && (st == pages.Done || st == pages.Refused) {
			done += 1 / float64(len(s.now.devices))
		}
	}
	full := min(int(wide*done/float64(len(s.now.parts))+0.001), wide)
	return strings.Repeat("█", full) + strings.Repeat("░", wide-full)
}

// window is those of lines around the one at i that fit in height lines.
func window(lines []string, i, height int) []string {
	height = max(height, 1)
	if len(lines) <= height {
		return lines
	}
	from := min(max(i-height/2, 0), len(lines)-height)
	return lines[from : from+height]
}

// deviceLines are the lines of the devices: name, Find Device, removal.
func (s *Screen) deviceLines(columns int) (lines []string) {
	words := [...]string{pages.FindOff: s.In("Find Device off"), pages.Removal: s.In("removed")}
	absent := [...]string{pages.FindOff: s.In("not in Find Device"), pages.Removal: s.In("not in My Devices")}
	name, wide := 0, [2]int{width(words[0]) + 2, width(words[1]) + 2}
	for _, d := range s.now.devices {
		name = max(name, width(d.name))
		for i, state := range d.parts {
			if state == pages.Absent {
				wide[i] = max(wide[i], width(absent[i]))
			}
		}
	}
	name = min(name, max(columns-wide[0]-wide[1]-11, 10))
	for _, d := range s.now.devices {
		if !d.told {
			continue
		}
		line := "    " + padded(d.name, name)
		for i, state := range d.parts {
			cell, style := "", ""
			switch state {
			case pages.Underway:
				cell = words[i] + " …"
			case pages.Done:
				cell, style = words[i]+" ✓", green
			case pages.Refused:
				cell, style = words[i]+" ✗", red
			case pages.Absent:
				cell, style = absent[i], dim
			}
			line += "   " + s.paintIn(style, padded(cell, wide[i]))
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// title is a step's name.
func (s *Screen) title(name string) string {
	name = trail.Clean(name)
	if n := s.now.which; n > 0 && s.Verbose && strings.Contains(name, s.now.devices[n-1].name) {
		return s.In(fmt.Sprintf("device %d of %d", n, len(s.now.devices))) + ": " + s.In(name)
	}
	return s.In(name)
}

func (s *Screen) end(l trail.Line) {
	st := shown{name: s.title(l.Name), since: l.Time}
	if i := slices.IndexFunc(s.now.steps, func(st shown) bool { return st.number == l.Step }); i >= 0 {
		st = s.now.steps[i]
		s.now.steps = slices.Delete(s.now.steps, i, i+1)
	}
	full := l.Outcome == trail.Done && l.Text != "" && s.Full
	if fine(l.Outcome) && !s.Verbose && !full {
		return
	}
	if full {
		defer s.sentences(l.Text)
	}
	text := ""
	if l.Text != "" && l.Outcome != trail.Done {
		text = short(s.In(strings.TrimPrefix(trail.Clean(l.Text), trail.Clean(l.Name)+": ")))
	}
	took := l.Time.Sub(st.since).Seconds()
	line := fmt.Sprintf("  %s: %s, %.1f s", st.name, report.OutcomeIn(s.Lang, l.Outcome), took)
	if s.live {
		line = "  " + s.mark(l.Outcome) + " " + st.name + " " + s.paint(dim, fmt.Sprintf("%.1f s", took))
		if l.Outcome != trail.Done {
			line += " " + report.OutcomeIn(s.Lang, l.Outcome)
		}
	}
	if text != "" {
		line += ": " + text
	}
	s.print(line)
}

// fine reports whether nothing needs to be said of how a step ended.
func fine(o trail.Outcome) bool {
	return o == trail.Done || o == trail.AlreadySo || o == trail.Accepted || o == trail.Skipped
}

// mark is an outcome as one letter.
func (s *Screen) mark(o trail.Outcome) string {
	switch o {
	case trail.Done, trail.AlreadySo, trail.Accepted:
		return s.paint(green, "✓")
	case trail.Skipped:
		return s.paint(dim, "-")
	case trail.Unknown, trail.NobodyThere, trail.NotRecognised:
		return s.paint(red, "?")
	}
	return s.paint(red, "✗")
}

// sentences shows the parts of a text below the step it belongs to.
func (s *Screen) sentences(text string) {
	for _, part := range strings.Split(trail.Clean(text), "; ") {
		s.print("    " + s.In(part))
	}
}

// list tells how many devices were read. Those between are told in full by the lines of the devices.
func (s *Screen) list(l trail.Line) {
	yours, others := 0, 0
	for _, d := range l.Devices {
		switch {
		case !d.Left:
		case d.Own:
			yours++
		default:
			others++
		}
	}
	what := map[string]string{"before": "your devices", "after": "your devices left"}[l.Text]
	if what == "" {
		return
	}
	line := fmt.Sprintf("    %s: %d", what, yours)
	if others > 0 {
		line += fmt.Sprintf("; other people's, left alone: %d", others)
	}
	s.print(s.In(line))
}

func runLine(r *trail.Run) string {
	if r == nil {
		return ""
	}
	line := fmt.Sprintf("miacct %s: account %s at %s", r.Command, trail.Clean(r.Account), trail.Clean(r.Cloud))
	if r.Mock {
		line += " (mock cloud)"
	}
	return line
}
