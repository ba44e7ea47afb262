// Package progress shows a run on the screen while it goes, and says how it ended.
package progress

import (
	"io"
	"os"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"miacct/internal/platform"
)

// A Screen shows a run on stderr, from the lines of its trail and from what it is told of the
// devices: the parts of the run, a line for each device, and what went wrong; with verbose
// each step. On a terminal the last lines are rewritten as the run goes on; elsewhere, and
// with ACCESSIBLE set, lines are only added.
//
// It is plain ANSI: the libraries for live lines bring a program loop or a goroutine of their
// own, and none gives way to a question that is asked on the same terminal.
type Screen struct {
	Lang    string // that lines are put into, as far as there are words; English if empty
	Verbose bool   // show each step
	Full    bool   // show also what a step that went well has to say: of a dry run that is all there is

	w     io.Writer
	live  bool // rewrite the last lines, use symbols
	color bool
	size  func() (columns, lines int) // of the terminal

	mu    sync.Mutex
	now   progress
	drawn int      // how many lines at the end will be rewritten
	held  int      // how many questions are being asked
	later []string // what came meanwhile
}

// New is a screen that only adds lines.
func New(w io.Writer) *Screen { return &Screen{w: w} }

// OnFile is the screen on f: live only on a terminal, and only if ACCESSIBLE does not ask for plain lines.
func OnFile(f *os.File, env map[string]string) *Screen {
	s := &Screen{w: f}
	if _, _, ok := platform.Size(f); ok && env["ACCESSIBLE"] == "" && env["TERM"] != "dumb" {
		s.live = true
		s.color = env["NO_COLOR"] == ""
		s.size = func() (columns, lines int) {
			w, h, ok := platform.Size(f)
			if !ok || w < 20 || h < 4 { // some terminals say 0
				return 80, 24
			}
			return w, h
		}
	}
	return s
}

// Say shows a sentence of the program's own.
func (s *Screen) Say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.print(s.In(text))
	s.draw()
}

// Raw writes text as it is, even while a question is asked.
func (s *Screen) Raw(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erase()
	io.WriteString(s.w, s.Lines(text))
	s.draw()
}

// Hold keeps lines back until the returned function is called: a question is being asked.
func (s *Screen) Hold() func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erase()
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
		s.draw()
	}
}

// print writes a line that stays, in place of those that are rewritten, or keeps it while a question is asked.
func (s *Screen) print(line string) {
	if s.held > 0 {
		s.later = append(s.later, line)
		return
	}
	s.erase()
	io.WriteString(s.w, line+"\n")
}

// draw writes the lines that will be rewritten. The cursor stays in the last of them.
func (s *Screen) draw() {
	if !s.live || s.held > 0 {
		return
	}
	columns, height := s.size()
	lines := s.rewritten(columns, height)
	s.erase()
	for i, l := range lines {
		lines[i] = cut(l, columns-1)
	}
	if len(lines) > 0 {
		io.WriteString(s.w, "\r\x1b[K"+strings.Join(lines, "\n"))
	}
	s.drawn = len(lines)
}

// erase takes the lines away that will be rewritten.
func (s *Screen) erase() {
	if s.drawn > 0 {
		io.WriteString(s.w, "\r\x1b[K"+strings.Repeat("\x1b[1A\x1b[K", s.drawn-1))
	}
	s.drawn = 0
}

const (
	bold  = "1"
	dim   = "2"
	red   = "31"
	green = "32"
)

func (s *Screen) paint(style, text string) string {
	if !s.color || style == "" || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// paintIn paints text but for the spaces after it.
func (s *Screen) paintIn(style, text string) string {
	bare := strings.TrimRight(text, " ")
	return s.paint(style, bare) + text[len(bare):]
}

// longestLine is how much of a long text of the site is shown; the report has all of it.
const longestLine = 200

func short(text string) string { return cut(text, longestLine) }

// columnsOf is how many columns a letter takes.
func columnsOf(r rune) int {
	if r >= 0x1100 && !(r >= 0x2000 && r < 0x2e80) { // most of what is wide; too narrow a line does no harm
		return 2
	}
	return 1
}

// padded is text with spaces up to the given number of columns.
func padded(text string, columns int) string {
	text = cut(text, columns)
	return text + strings.Repeat(" ", max(columns-width(text), 0))
}

// width is how many columns text takes.
func width(text string) (columns int) {
	for _, r := range text {
		columns += columnsOf(r)
	}
	return columns
}

// cut shortens text to the given number of columns.
func cut(text string, columns int) string {
	used := 0
	for i, r := range text {
		w := columnsOf(r)
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

// Sentence ends text with a full stop.
func Sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "。") {
		return text
	}
	return text + "."
}
