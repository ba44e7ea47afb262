package progress

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"miacct/flow"
	"miacct/pages"
	"miacct/trail"
)

var update = flag.Bool("update", false, "write the golden files")

// someLines are those of a run with everything a screen can meet.
func someLines() []trail.Line {
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	var lines []trail.Line
	add := func(after time.Duration, l trail.Line) {
		at = at.Add(after)
		l.Time, l.Seq = at, len(lines)
		lines = append(lines, l)
	}
	const ms = time.Millisecond
	add(0, trail.Line{Event: trail.EventRun, Run: &trail.Run{Command: "web-delete", Account: "me•••@example.com", Cloud: "https://i.mi.com", Mock: true}})
	add(10*ms, trail.Line{Event: trail.EventBegin, Task: "sign in", Step: 1, Name: "open the sign-in page"})
	add(0, trail.Line{Event: trail.EventIntent, Task: "sign in", Step: 1, Text: "open i.mi.com"})
	add(1240*ms, trail.Line{Event: trail.EventEnd, Task: "sign in", Step: 1, Name: "open the sign-in page", Outcome: trail.Done})
	add(0, trail.Line{Event: trail.EventBegin, Task: "sign in", Step: 2, Name: "sign in"})
	add(0, trail.Line{Event: trail.EventIntent, Task: "sign in", Step: 2, Text: "click the sign-in button"})
	add(100*ms, trail.Line{Event: trail.EventBegin, Task: "sign in", Step: 3, Name: "enter the code"}) // within step 2
	add(0, trail.Line{Event: trail.EventAsked, Task: "sign in", Step: 3, Text: "Enter the code sent to m•••@example.com"})
	add(3*time.Second, trail.Line{Event: trail.EventAnswer, Task: "sign in", Step: 3, Text: "answered"})
	add(0, trail.Line{Event: trail.EventSaid, Task: "sign in", Step: 3, Text: "Wrong\ncode \x1b[31m" + strings.Repeat("x", 300)})
	add(500*ms, trail.Line{Event: trail.EventEnd, Task: "sign in", Step: 3, Name: "enter the code", Outcome: trail.Done})
	add(0, trail.Line{Event: trail.EventEnd, Task: "sign in", Step: 2, Name: "sign in", Outcome: trail.Done})
	add(0, trail.Line{Event: trail.EventDevices, Task: "read the plan", Text: "before", Devices: []trail.Device{{Name: "Mi 9", Own: true, Find: "on", Left: true}, {Name: "小米 15", Find: "on", Left: true}, {Name: "Mi 8", Own: true}}})
	add(0, trail.Line{Event: trail.EventBegin, Task: "read the plan", Step: 7, Name: "read the plan"})
	add(0, trail.Line{Event: trail.EventEnd, Task: "read the plan", Step: 7, Name: "read the plan", Outcome: trail.Done, Text: "account 1; Mi 9: remove"})
	add(0, trail.Line{Event: trail.EventBegin, Task: "turn off Find Device", Step: 4, Name: "turn off Find Device for Mi 9"})
	add(0, trail.Line{Event: trail.EventIntent, Task: "turn off Find Device", Step: 4, Text: "click the turn-off button of 小米 15 Ultra with a name so long that no terminal can show it on one line"})
	add(70*time.Second, trail.Line{Event: trail.EventEnd, Task: "turn off Find Device", Step: 4, Name: "turn off Find Device for Mi 9", Outcome: trail.Refused, Text: "turn off Find Device for Mi 9: the site refuses: password changed"})
	add(0, trail.Line{Event: trail.EventBegin, Task: "remove the devices", Step: 5, Name: "remove Mi 9"})
	add(0, trail.Line{Event: trail.EventEnd, Task: "remove the devices", Step: 5, Name: "remove Mi 9", Outcome: trail.AlreadySo, Text: "not in the list"})
	add(0, trail.Line{Event: trail.EventBegin, Task: "delete the account", Step: 6, Name: "delete the account"})
	add(100*ms, trail.Line{Event: trail.EventEnd, Task: "delete the account", Step: 6, Name: "delete the account", Outcome: trail.Unknown, Text: "its effect was not seen"})
	add(0, trail.Line{Event: trail.EventResult, Outcome: trail.Unknown, Text: "its effect was not seen"})
	return lines
}

// someProgress is what the screen is told of devices after the end of the step of that number.
var someProgress = map[int][]pages.Progress{
	7: {{Device: "Mi 9", N: 1, Of: 3}, {Device: "小米 15 Ultra", N: 2, Of: 3}, {Device: "Old\x1b[2J one with a name that is too long for any line", N: 3, Of: 3, State: pages.Absent},
		{Device: "Mi 9", N: 1, Of: 3, State: pages.Underway}},
	4: {{Device: "Mi 9", N: 1, Of: 3, State: pages.Refused}, {Device: "小米 15 Ultra", N: 2, Of: 3, State: pages.Done}},
	5: {{Device: "Mi 9", N: 1, Of: 3, Part: pages.Removal, State: pages.Done}, {Device: "out of range", N: 4, Of: 3, Part: pages.Removal, State: pages.Done}},
}

func size(columns, lines int) func() (int, int) { return func() (int, int) { return columns, lines } }

func TestProgress(t *testing.T) {
	for name, s := range map[string]*Screen{
		"plain":         {}, // not a terminal, or ACCESSIBLE
		"plain-verbose": {Verbose: true},
		"dry-run":       {Full: true},
		"terminal":      {live: true, size: size(60, 24)},
		"narrow":        {live: true, size: size(30, 5)},
		"color":         {live: true, color: true, size: size(80, 24)},
		"verbose":       {live: true, Verbose: true, size: size(60, 24)},
		"chinese":       {live: true, Lang: "zh", size: size(60, 24)},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			s.w = &out
			s.Begin([]flow.Task{{Name: "sign in"}, {Name: pages.PlanTask}, {Name: "ask who owns a device", Rare: true}, {Name: "turn off Find Device"},
				{Name: "remove the devices"}, {Name: "delete the account"}, {Name: "stop before nothing", Rare: true}})
			for _, l := range someLines() {
				s.Show(l)
				if l.Event != trail.EventEnd {
					continue
				}
				for _, p := range someProgress[l.Step] {
					s.Device(p)
				}
			}
			golden(t, name, strings.ReplaceAll(out.String(), "\x1b", "␛"))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	got = strings.ReplaceAll(got, "\r", "␍")
	path := filepath.Join("testdata", "progress", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestQuestionHoldsProgressBack(t *testing.T) {
	var out bytes.Buffer
	s := &Screen{w: &out, live: true, size: size(80, 24)}
	s.Show(trail.Line{Event: trail.EventBegin, Task: "sign in", Step: 1, Name: "open the page"})
	release := s.Hold()
	held := out.String()
	if !strings.HasSuffix(held, "open the page\r\x1b[K") {
		t.Errorf("the line that is rewritten is still there: %q", held)
	}
	s.Say("something else")
	s.Show(trail.Line{Event: trail.EventEnd, Task: "sign in", Step: 1, Name: "open the page", Outcome: trail.Failed})
	s.Device(pages.Progress{Device: "Mi 9", N: 1, Of: 1, State: pages.Underway})
	if out.String() != held {
		t.Errorf("written over the question: %q", out.String()[len(held):])
	}
	release()
	if rest := out.String()[len(held):]; !strings.HasPrefix(rest, "something else\n") || !strings.Contains(rest, "✗ open the page") || !strings.Contains(rest, "Mi 9   Find Device off …") {
		t.Errorf("afterwards: %q", rest)
	}
}

// However many devices there are, what is rewritten fits on the terminal: what has scrolled away cannot be.
func TestRewrittenLinesFitOnTheTerminal(t *testing.T) {
	for _, c := range [][2]int{{80, 24}, {40, 10}, {20, 4}, {200, 60}} {
		s := &Screen{w: &bytes.Buffer{}, live: true, size: size(c[0], c[1])}
		s.Begin([]flow.Task{{Name: "turn off Find Device"}})
		s.Show(trail.Line{Event: trail.EventBegin, Task: "turn off Find Device", Step: 1, Name: "read the page"})
		for n := 1; n <= 50; n++ {
			s.Device(pages.Progress{Device: strings.Repeat("小米", n), N: n, Of: 50, State: pages.Underway})
			lines := s.rewritten(c[0], c[1])
			if s.drawn > c[1]-2 || len(lines) != s.drawn || c[1] > 4 && !strings.Contains(strings.Join(lines, "\n"), "Find Device off …") {
				t.Errorf("%v: %d lines after %d devices", c, s.drawn, n)
			}
			for _, l := range lines {
				if w := width(cut(l, c[0]-1)); w >= c[0] {
					t.Errorf("%v: a line of %d columns", c, w)
				}
			}
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"小米", 4, "小米"}, {"小米手机", 5, "小米…"}, {"", 3, ""},
	} {
		if got := cut(c.text, c.n); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestScreenOfATerminal(t *testing.T) {
	_, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	for _, c := range []struct {
		env         map[string]string
		live, color bool
	}{
		{map[string]string{"TERM": "xterm"}, true, true},
		{map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, true, false},
		{map[string]string{"TERM": "xterm", "ACCESSIBLE": "1"}, false, false},
		{map[string]string{"TERM": "dumb"}, false, false},
	} {
		s := OnFile(tty, c.env)
		if s.live != c.live || s.color != c.color {
			t.Errorf("%v: live %v, color %v", c.env, s.live, s.color)
		}
		if s.live {
			if columns, lines := s.size(); columns < 20 || lines < 4 {
				t.Errorf("%v: %d columns, %d lines", c.env, columns, lines)
			}
		}
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if OnFile(file, map[string]string{"TERM": "xterm"}).live {
		t.Error("a file is taken for a terminal")
	}
}

func TestUpperKeepsLettersWhole(t *testing.T) {
	for text, want := range map[string]string{"": "", "done": "Done", "登录": "登录", "öffnen": "Öffnen"} {
		if got := upper(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
