package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"miacct/audit"
)

// A screen shows a run on stderr, one line a step, from nothing but the lines of its
// trail. On a terminal the line of the step under way is rewritten; elsewhere, and
// with ACCESSIBLE set, a step is written when it has ended, in words.
type screen struct {
	w     io.Writer
	lang  string // that lines are put into, as far as there are words; English if empty
	live  bool   // rewrite the line of the step under way, use symbols
	color bool
	width func() int // columns of the terminal
	full  bool       // show also what a step that went well has to say: of a dry run that is all there is

	mu    sync.Mutex
	task  string
	steps map[int]*shown
	which string   // "device 3 of 50"
	whose string   // that device's name
	open  int      // number of the step whose line is not ended, 0 if none
	held  int      // how many questions are being asked
	later []string // what came meanwhile
}

// A shown is a step under way.
type shown struct {
	name  string // with the device it is about, if it is about one
	since time.Time
}

// Show shows one line of the trail.
func (s *screen) Show(l audit.Line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.Task != "" && l.Task != s.task {
		s.task, s.which = l.Task, ""
		s.print(s.paint(bold, upper(s.in(audit.Clean(l.Task)))))
	}
	switch l.Event {
	case audit.EventRun:
		s.print(s.in(runLine(l.Run)))
	case audit.EventBegin:
		if s.steps == nil {
			s.steps = map[int]*shown{}
		}
		s.steps[l.Step] = &shown{name: s.title(l.Name), since: l.Time}
		s.begin(l.Step, "")
	case audit.EventIntent:
		s.begin(l.Step, audit.Clean(l.Text))
	case audit.EventNote:
		if m := devicePattern.FindStringSubmatch(l.Text); m != nil {
			s.which, s.whose = m[1], m[2]
			return
		}
		s.print("    " + s.paint(dim, short(s.in(audit.Clean(l.Text)))))
	case audit.EventSaid:
		s.print(s.in("    the site says: " + short(audit.Clean(l.Text))))
	case audit.EventAsked:
		if s.live { // the question itself comes to the same terminal
			return
		}
		s.print(s.in("    you are asked: " + short(audit.Clean(l.Text))))
	case audit.EventHeld:
		s.print("    blocked (not an allowed host): " + short(audit.Clean(l.Text)))
	case audit.EventDevices:
		s.devices(l)
	case audit.EventEnd:
		s.end(l)
	}
}

// Say shows a sentence of the program's own.
func (s *screen) Say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.print(s.in(text))
}

// raw writes text as it is, even while a question is asked.
func (s *screen) raw(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endOpen()
	io.WriteString(s.w, s.lines(text))
}

// hold keeps lines back until the returned function is called: a question is being asked.
func (s *screen) hold() func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endOpen()
	s.held++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.held--; s.held > 0 {
			return
		}
		for _, l := range s.later {
			io.WriteString(s.w, l+"\n")
		}
		s.later = nil
	}
}

// devicePattern is the note that tells which device of how many comes next.
var devicePattern = regexp.MustCompile(`^(device [0-9]+ of [0-9]+): (.*)$`)

// title is a step's name, and which device it is about.
func (s *screen) title(name string) string {
	name = audit.Clean(name)
	if s.which != "" && s.whose != "" && strings.Contains(name, audit.Clean(s.whose)) {
		return s.in(s.which) + ": " + s.in(name)
	}
	return s.in(name)
}

// begin shows that a step is under way, and what it is doing.
func (s *screen) begin(step int, does string) {
	st := s.steps[step]
	if !s.live || s.held > 0 || st == nil {
		return
	}
	if s.open != step {
		s.endOpen()
	}
	line := "  … " + st.name
	if does != "" {
		line += ": " + s.in(does)
	}
	io.WriteString(s.w, "\r\x1b[K"+cut(line, s.width()-1))
	s.open = step
}

func (s *screen) end(l audit.Line) {
	st := s.steps[l.Step]
	if st == nil {
		st = &shown{name: s.title(l.Name), since: l.Time}
	}
	delete(s.steps, l.Step)
	took := l.Time.Sub(st.since)
	if l.Outcome == audit.Done && l.Text != "" && s.full {
		defer s.parts(l.Text)
	}
	text := ""
	if l.Text != "" && l.Outcome != audit.Done {
		text = short(s.in(strings.TrimPrefix(audit.Clean(l.Text), audit.Clean(l.Name)+": ")))
	}
	if !s.live {
		line := fmt.Sprintf("  %s: %s, %.1f s", st.name, audit.OutcomeIn(s.lang, l.Outcome), took.Seconds())
		if text != "" {
			line += ": " + text
		}
		s.print(line)
		return
	}
	if s.open == l.Step {
		io.WriteString(s.w, "\r\x1b[K")
		s.open = 0
	}
	mark, paint := "✗", red
	switch l.Outcome {
	case audit.Done, audit.AlreadySo, audit.Accepted:
		mark, paint = "✓", green
	case audit.Skipped:
		mark, paint = "-", dim
	case audit.Unknown, audit.NobodyThere, audit.NotRecognised:
		mark = "?"
	}
	line := "  " + s.paint(paint, mark) + " " + st.name + " " + s.paint(dim, fmt.Sprintf("%.1f s", took.Seconds()))
	if l.Outcome != audit.Done {
		line += " " + audit.OutcomeIn(s.lang, l.Outcome)
	}
	if text != "" {
		line += ": " + text
	}
	s.print(line)
}

// parts shows the parts of a text below the step it belongs to.
func (s *screen) parts(text string) {
	for _, part := range strings.Split(audit.Clean(text), "; ") {
		s.print("    " + s.in(part))
	}
}

func (s *screen) devices(l audit.Line) {
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
	line := fmt.Sprintf("    devices %s: %d of yours", l.Text, yours)
	if others > 0 {
		line += fmt.Sprintf(", %d of others, which are not touched", others)
	}
	s.print(s.in(line))
}

// print writes a line of its own, below the open one, or keeps it while a question is asked.
func (s *screen) print(line string) {
	if s.held > 0 {
		s.later = append(s.later, line)
		return
	}
	s.endOpen()
	io.WriteString(s.w, line+"\n")
}

func (s *screen) endOpen() {
	if s.open != 0 {
		io.WriteString(s.w, "\n")
		s.open = 0
	}
}

func runLine(r *audit.Run) string {
	if r == nil {
		return ""
	}
	line := fmt.Sprintf("miacct %s: account %s at %s", r.Command, audit.Clean(r.Account), audit.Clean(r.Cloud))
	if r.Rehearsal {
		line += " (rehearsal against a mock cloud)"
	}
	return line
}

const (
	bold  = "1"
	dim   = "2"
	red   = "31"
	green = "32"
)

func (s *screen) paint(style, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// longestLine is how much of a long text of the site is shown; the report has all of it.
const longestLine = 200

func short(text string) string { return cut(text, longestLine) }

// cut shortens text to the given number of columns.
func cut(text string, columns int) string {
	used := 0
	for i, r := range text {
		w := 1
		if r >= 0x1100 { // most of what is wide; too narrow a line does no harm
			w = 2
		}
		if used+w > columns-1 && len(text[i:]) > len(string(r)) || used+w > columns {
			return text[:i] + "…"
		}
		used += w
	}
	return text
}

func upper(text string) string {
	if text == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}
