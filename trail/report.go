package trail

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

	"miacct/internal/safefile"
)

const reportFile = "report.html"

//go:embed report.tmpl.html
var reportPage string

//go:embed parts.tmpl.html
var parts string // of every page

//go:embed readme.txt
var readme string

// ReportPath is where the report of the record in dir is, once it is written.
func ReportPath(dir string) string { return filepath.Join(dir, reportFile) }

// Report writes report.html into the trail's folder dir from its lines and pictures
// alone, and returns its path. It is in lang, or if that is "" in the language the run was
// made in; in English if there are no words in it. The same trail gives the same bytes.
func Report(dir, lang string) (path string, err error) {
	path = ReportPath(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, safefile.Cause(err))
	}
	defer root.Close()
	if lang != "" {
		lang, _ = Speaks(lang)
	}
	err = safefile.Replace(root, reportFile, func(w io.Writer) error { return render(w, folder{root}, reportPage, lang) })
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, safefile.Cause(err))
	}
	return path, nil
}

// render fills in the page in lang, in that of the run if lang is "". It holds one picture at a time: a run with 50 devices has some 20 MB of them.
func render(w io.Writer, from source, page, lang string) error {
	b, err := from.read(trailFile)
	if err != nil {
		return fmt.Errorf("%s: %w", trailFile, safefile.Cause(err))
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
