package audit

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const reportFile = "report.html"

//go:embed report.tmpl.html
var reportPage string

//go:embed readme.txt
var readme string

// Report writes report.html into the trail's folder dir from its lines and pictures
// alone, and returns its path. The same trail gives the same bytes.
func Report(dir string) (path string, err error) {
	path = filepath.Join(dir, reportFile)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	defer root.Close()
	if err := report(root); err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	return path, nil
}

func report(root *os.Root) error {
	return replace(root, reportFile, func(w io.Writer) error { return render(w, folder{root}) })
}

// render writes the page. It holds one picture at a time: a run with 50 devices has some 20 MB of them.
func render(w io.Writer, from source) error {
	b, err := from.read(trailFile)
	if err != nil {
		return fmt.Errorf("%s: %w", trailFile, cause(err))
	}
	lines, head, torn, err := parse(b)
	if err != nil {
		return fmt.Errorf("%s: %w", trailFile, err)
	}
	if len(lines) == 0 {
		return fmt.Errorf("%s: it has no lines", trailFile)
	}
	s := tell(lines, func(p Picture) bool {
		b, err := from.read(p.File)
		return err == nil && hash(b) == p.SHA256
	})
	s.Head, s.Torn = head, torn
	page, err := template.New("report").Funcs(words(s)).Funcs(template.FuncMap{
		"pixels": func(p shot) template.HTMLAttr { return pixels(from, p) },
	}).Parse(reportPage)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := page.Execute(out, s); err != nil {
		return err
	}
	return out.Flush()
}

// pixels is the src, width and height of a picture. It is made of digits and base64 only.
func pixels(from source, p shot) template.HTMLAttr {
	b, err := from.read(p.File)
	if err != nil || hash(b) != p.SHA256 {
		return `src="data:,"`
	}
	var a strings.Builder
	if c, err := png.DecodeConfig(bytes.NewReader(b)); err == nil {
		fmt.Fprintf(&a, `width="%d" height="%d" `, c.Width, c.Height)
	}
	a.Grow(len(b)*4/3 + 64)
	a.WriteString(`src="data:image/png;base64,`)
	e := base64.NewEncoder(base64.StdEncoding, &a)
	e.Write(b)
	e.Close()
	a.WriteByte('"')
	return template.HTMLAttr(a.String())
}

// box is where a control stands in its picture, in shares of it. It is made of digits only.
func box(c Control) template.CSS {
	share := func(part, whole float64) float64 { return 100 * part / whole }
	return template.CSS(fmt.Sprintf("left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%",
		share(c.X, c.ViewWidth), share(c.Y, c.ViewHeight), share(c.Width, c.ViewWidth), share(c.Height, c.ViewHeight)))
}

// words are the functions of the page that put values into words.
func words(s *story) template.FuncMap {
	zone := time.UTC
	if t, err := time.Parse("-07:00", s.Run.Zone); err == nil {
		_, offset := t.Zone()
		zone = time.FixedZone(s.Run.Zone, offset)
	}
	return template.FuncMap{
		"machine":  func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"utc":      func(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04:05") },
		"local":    func(t time.Time) string { return t.In(zone).Format("2 January 2006, 15:04:05") },
		"clock":    func(t time.Time) string { return t.UTC().Format("15:04:05") },
		"took":     took,
		"kind":     kind,
		"icon":     func(o Outcome) string { return icons[kind(o)] },
		"headline": headline,
		"capital":  capital,
		"short":    func(h string) string { return h[:min(len(h), 12)] },
		"unseen":   s.unseen,
		"tiles":    s.tiles,
		"acts":     func(ls []Line) []Line { return only(ls, true) },
		"notes":    func(ls []Line) []Line { return only(ls, false) },
		"box":      box,
		"label":    func(e Event) string { return labels[e] },
		"long":     func(s string) bool { return utf8.RuneCountInString(s) > 600 },
		"lang":     lang,
	}
}

// only returns the intents of ls, or everything but them.
func only(ls []Line, intents bool) (some []Line) {
	for _, l := range ls {
		if (l.Event == EventIntent) == intents {
			some = append(some, l)
		}
	}
	return some
}

var labels = map[Event]string{
	EventNote:   "Note",
	EventSaid:   "The site said",
	EventAsked:  "Asked a person",
	EventAnswer: "The person",
}

// kind is the colour and icon of an outcome; the word always stands beside them.
func kind(o Outcome) string {
	switch o {
	case Done:
		return "good"
	case Accepted:
		return "wait"
	case AlreadySo, Skipped:
		return "quiet"
	case Failed, Refused, NotRecognised, WrongAccount:
		return "bad"
	}
	return "warn"
}

var icons = map[string]string{"good": "check", "wait": "clock", "quiet": "same", "bad": "cross", "warn": "mark"}

// headline says in big words how the run ended.
func headline(s *story) string {
	if s.Result == nil {
		return "Interrupted: the record has no end"
	}
	switch s.Result.Outcome {
	case Done:
		switch {
		case strings.Contains(s.Run.Command, "--dry-run"):
			return "Looked only, nothing was changed"
		case s.Run.StopBefore != "":
			return "Done, up to where it was to stop"
		}
		return "Done, and seen on the site"
	case AlreadySo:
		return "Nothing was left to do"
	case Skipped:
		return "Nothing was done"
	case Accepted:
		return "Accepted by the site, not finished yet"
	case Refused:
		return "The site refused"
	case Declined:
		return "Stopped by the person"
	case NobodyThere:
		return "Stopped: a person was needed"
	case NotRecognised:
		return "Stopped: a page was not recognised"
	case WrongAccount:
		return "Stopped: not the account that was asked for"
	case Unknown:
		return "Outcome unknown: look before anything else"
	case Interrupted:
		return "Interrupted"
	case Failed:
		return "Failed"
	}
	return capital(string(s.Result.Outcome))
}

// A tile is a figure of the run.
type tile struct{ Figure, Of string }

func (s *story) tiles() []tile {
	var ts []tile
	add := func(n int, one, many string) {
		if n == 1 {
			many = one
		}
		ts = append(ts, tile{fmt.Sprint(n), many})
	}
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
		ts = append(ts, tile{fmt.Sprintf("%d of %d", gone, own), "own devices gone from the account"})
	case s.Lists > 0:
		add(own, "own device", "own devices")
	}
	if others > 0 {
		add(others, "device of someone else", "devices of others")
	}
	add(len(s.Calls), "time a person was called", "times a person was called")
	steps, shots := 0, 0
	for _, t := range s.Tasks {
		steps += len(t.Steps)
		for _, st := range t.Steps {
			shots += len(st.Shots)
		}
	}
	add(steps, "step", "steps")
	add(shots, "picture", "pictures")
	return ts
}

func took(from, to time.Time) string {
	d := to.Sub(from)
	switch {
	case d < 0:
		return "the clock was set back"
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
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
