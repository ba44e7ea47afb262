// Package report shows the record of a run to people, in their language: as a page, on paper, and
// line by line on the screen. It is made of the trail and its pictures alone.
package report

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"

	"miacct/internal/safefile"
	"miacct/trail"
)

//go:embed report.tmpl.html
var reportPage string

//go:embed parts.tmpl.html
var parts string // of every page

// Path is where the report of the record in dir is, once it is written.
func Path(dir string) string { return filepath.Join(dir, trail.ReportFile) }

// HTML makes the report as one page that needs no other file.
type HTML struct{}

// Languages are those that a report can be in.
func (HTML) Languages() []string { return Languages() }

// Render writes the page.
func (HTML) Render(w io.Writer, from trail.Source, lang string) error {
	return render(w, from, reportPage, lang)
}

// Write writes report.html into the trail's folder dir from its lines and pictures
// alone, and returns its path. It is in lang, or if that is "" in the language the run was
// made in; in English if there are no words in it. The same trail gives the same bytes.
func Write(dir, lang string) (path string, err error) {
	path = Path(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, safefile.Cause(err))
	}
	defer root.Close()
	if lang != "" {
		lang, _ = Speaks(lang)
	}
	err = safefile.Replace(root, trail.ReportFile, func(w io.Writer) error { return render(w, trail.Folder{Root: root}, reportPage, lang) })
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, safefile.Cause(err))
	}
	return path, nil
}

// render fills in the page in lang, in that of the run if lang is "". It holds one picture at a time: a run with 50 devices has some 20 MB of them.
func render(w io.Writer, from trail.Source, page, lang string) error {
	lines, head, torn, err := trail.ReadFrom(from)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return errors.New("trail.jsonl: it has no lines")
	}
	s := tell(lines, func(p trail.Picture) bool { _, whole := trail.ReadPicture(from, p); return whole })
	s.Head, s.Torn = head, torn
	if lang == "" {
		lang = s.Run.Lang
	}
	t, err := template.New("page").Funcs(words(s, speak(lang))).Funcs(template.FuncMap{
		"pixels": func(p shot) template.HTMLAttr { return pixels(from, p) },
	}).Parse(parts + page)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := t.Execute(out, s); err != nil {
		return err
	}
	return out.Flush()
}

// pixels is the src, width and height of a picture. It is made of digits and base64 only.
func pixels(from trail.Source, p shot) template.HTMLAttr {
	b, whole := trail.ReadPicture(from, p.Picture)
	if !whole {
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
func box(c trail.Control) template.CSS {
	share := func(part, whole float64) float64 { return 100 * part / whole }
	return template.CSS(fmt.Sprintf("left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%",
		share(c.X, c.ViewWidth), share(c.Y, c.ViewHeight), share(c.Width, c.ViewWidth), share(c.Height, c.ViewHeight)))
}
