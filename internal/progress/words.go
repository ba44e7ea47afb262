package progress

import (
	"regexp"
	"strings"

	"miacct/report"
)

// lead is what stands before the words of a line: its indent, a bullet, a number.
var lead = regexp.MustCompile(`^\s*(?:- |[0-9]+\. )?`)

// In puts a line into the screen's language, as far as there are words for it; what leads it stays.
func (s *Screen) In(line string) string {
	if s.Lang == "" || line == "" {
		return line
	}
	words := strings.TrimRight(line[len(lead.FindString(line)):], " ")
	if words == "" {
		return line
	}
	return lead.FindString(line) + report.OnScreen(s.Lang, words)
}

// Lines is in for each line of a text.
func (s *Screen) Lines(text string) string {
	if s.Lang == "" {
		return text
	}
	all := strings.Split(text, "\n")
	for i, line := range all {
		all[i] = s.In(line)
	}
	return strings.Join(all, "\n")
}
