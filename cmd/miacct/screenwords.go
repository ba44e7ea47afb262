package main

import (
	"regexp"
	"strings"

	"miacct/report"
)

// lead is what stands before the words of a line: its indent, a bullet, a number.
var lead = regexp.MustCompile(`^\s*(?:- |[0-9]+\. )?`)

// in puts a line into the screen's language, as far as there are words for it; what leads it stays.
func (s *screen) in(line string) string {
	if s.lang == "" || line == "" {
		return line
	}
	words := strings.TrimRight(line[len(lead.FindString(line)):], " ")
	if words == "" {
		return line
	}
	return lead.FindString(line) + report.OnScreen(s.lang, words)
}

// lines is in for each line of a text.
func (s *screen) lines(text string) string {
	if s.lang == "" {
		return text
	}
	all := strings.Split(text, "\n")
	for i, line := range all {
		all[i] = s.in(line)
	}
	return strings.Join(all, "\n")
}
