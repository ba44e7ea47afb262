package report

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"miacct/trail"
)

// words are the functions of the page that put values into words.
func words(s *story, t *tongue) template.FuncMap {
	zone := time.UTC
	if t, err := time.Parse("-07:00", s.Run.Zone); err == nil {
		_, offset := t.Zone()
		zone = time.FixedZone(s.Run.Zone, offset)
	}
	title := func(s string) template.HTML { return t.ours(capital(s)) }
	if t.lang != English {
		title = t.ours
	}
	return template.FuncMap{
		"t":        t.word,
		"ours":     t.ours,
		"title":    title,
		"say":      func(s string) string { said, _ := t.say(s); return said },
		"counted":  t.counted,
		"lacks":    func() string { return t.lacks },
		"foreign":  func() bool { return t.lang != English },
		"machine":  func(at time.Time) string { return at.UTC().Format(time.RFC3339) },
		"utc":      func(at time.Time) string { return at.UTC().Format(t.word("date-time")) },
		"day":      func(at time.Time) string { return at.UTC().Format(t.word("date")) },
		"local":    func(at time.Time) string { return at.In(zone).Format(t.word("date-time")) },
		"clock":    func(at time.Time) string { return at.UTC().Format("15:04:05") },
		"took":     t.took,
		"kind":     kind,
		"icon":     func(o trail.Outcome) string { return icons[kind(o)] },
		"headline": t.headline,
		"outcome":  func(o trail.Outcome) string { return t.oneOf("outcome:", string(o)) },
		"state":    func(s string) string { return t.oneOf("", s) },
		"moment":   func(when string) string { return capital(t.oneOf("when:", when)) },
		"picture":  t.picture,
		"smooth":   smooth,
		"chosen":   s.comparisons,
		"left":     s.left,
		"unseen":   func() []string { return s.unseen(t) },
		"tiles":    func() []tile { return s.tiles(t) },
		"acts":     func(ls []trail.Line) []trail.Line { return only(ls, true) },
		"notes":    func(ls []trail.Line) []trail.Line { return only(ls, false) },
		"box":      box,
		"label":    func(e trail.Event) string { return t.word("event:" + string(e)) },
		"long":     func(s string) bool { return utf8.RuneCountInString(s) > 600 },
		"site":     func() string { return lang(s.Run.Lang) },
	}
}

// oneOf is the word for one of a few values; a value that is none of them stands as it is.
func (t *tongue) oneOf(kind, value string) string {
	if slices.Contains([]string{"outcome:", "when:"}, kind) || slices.Contains([]string{"on", "off", "yes", "no"}, value) {
		if t.has(kind + value) {
			return t.word(kind + value)
		}
	}
	return value
}

// picture says in words what a picture shows.
func (t *tongue) picture(p shot) string {
	step, _ := t.say(p.Step)
	name := "picture-" + p.When
	if !t.has(name) {
		name = "picture-other"
	}
	s := t.word(name, step)
	if p.Control != nil {
		s += "; " + t.word("framed", p.Control.Name)
	}
	return s
}

// only returns the intents of ls, or everything but them.
func only(ls []trail.Line, intents bool) (some []trail.Line) {
	for _, l := range ls {
		if (l.Event == trail.EventIntent) == intents {
			some = append(some, l)
		}
	}
	return some
}

// kind is the colour and icon of an outcome; the word always stands beside them.
func kind(o trail.Outcome) string {
	switch o {
	case trail.Done:
		return "good"
	case trail.Accepted:
		return "wait"
	case trail.AlreadySo, trail.Skipped:
		return "quiet"
	case trail.Failed, trail.Refused, trail.NotRecognised, trail.WrongAccount:
		return "bad"
	}
	return "warn"
}

var icons = map[string]string{"good": "check", "wait": "clock", "quiet": "same", "bad": "cross", "warn": "mark"}

// headline says in big words how the run ended.
func (t *tongue) headline(s *story) string {
	switch {
	case s.Result == nil:
		return t.word("end:")
	case s.Result.Outcome == trail.Done && strings.Contains(s.Run.Command, "--dry-run"):
		return t.word("end:dry")
	case s.Result.Outcome == trail.Done && s.Run.StopBefore != "":
		return t.word("end:stop")
	case t.has("end:" + string(s.Result.Outcome)):
		return t.word("end:" + string(s.Result.Outcome))
	}
	return capital(string(s.Result.Outcome))
}

// A tile is a figure of the run.
type tile struct{ Figure, Of string }

func (s *story) tiles(t *tongue) []tile {
	var ts []tile
	add := func(n int, name string) { ts = append(ts, tile{plain(n), t.counted(n, name)}) }
	own, off, gone, others := 0, 0, 0, 0
	for _, d := range s.Devices {
		switch {
		case !d.Own:
			others++
			continue
		case d.FindAfter == "off", d.FindAfter == "" && d.FindBefore == "off":
			off++
		}
		own++
		if d.InAfter == "no" {
			gone++
		}
	}
	switch {
	case s.Lists == 2 && own > 0:
		ts = append(ts, tile{t.word("of", gone, own), t.word("own-gone")})
	case s.Lists > 0:
		add(own, "own")
	}
	if others > 0 {
		add(others, "other")
	}
	add(len(s.Calls), "call")
	steps, shots := 0, 0
	for _, k := range s.Tasks {
		steps += len(k.Steps)
		for _, st := range k.Steps {
			shots += len(st.Shots)
		}
	}
	add(steps, "step")
	add(shots, "picture")
	return ts
}

// took is how long it was from one time to another.
func (t *tongue) took(from, to time.Time) string {
	d := to.Sub(from)
	switch {
	case d < 0:
		return t.word("set-back")
	case d < 10*time.Second:
		return t.word("seconds", strconv.FormatFloat(d.Seconds(), 'f', 1, 64))
	case d < time.Minute:
		return t.word("seconds", strconv.FormatFloat(d.Seconds(), 'f', 0, 64))
	case d < time.Hour:
		return t.word("minutes", int(d.Minutes()), int(d.Seconds())%60)
	}
	return t.word("hours", int(d.Hours()), int(d.Minutes())%60)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lang returns the language the site was asked for, if it looks like one.
func lang(s string) string {
	s = strings.ReplaceAll(s, "_", "-")
	for _, r := range s {
		if r != '-' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return ""
		}
	}
	return s
}
