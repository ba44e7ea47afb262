package miacct

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows are the imports between the folders: cmd → pages → flow → {intent → snapshot, browser → snapshot, trail, journal}; cmd → live → browser; report → trail.
var arrows = map[string][]string{
	"cmd/miacct":       {"pages", "flow", "snapshot", "browser", "trail", "journal", "report", "mockcloud", "live", "qrcode", "internal/platform", "internal/safefile", "internal/progress", "internal/operator", "internal/hostmatch"},
	"pages":            {"flow", "intent", "snapshot", "browser", "trail", "journal", "qrcode", "internal/hostmatch"},
	"flow":             {"intent", "snapshot", "browser", "trail", "journal"},
	"intent":           {"snapshot"},
	"snapshot":         {},
	"qrcode":           {},
	"live":             {"browser"},
	"browser":          {"snapshot", "internal/platform", "internal/safefile", "internal/hostmatch"},
	"trail":            {"internal/platform", "internal/safefile"},
	"journal":          {"internal/platform", "internal/safefile"},
	"report":           {"trail", "internal/safefile"},
	"mockcloud":        {"testdata/site"},
	"scripts/sbom":     {},
	"testdata/site":    {},
	"testdata/hostile": {}, // for tests
	"testdata/sample":  {}, // for tests
	"testdata/traces":  {}, // for tests

	"internal/platform":              {},
	"internal/safefile":              {"internal/platform"},
	"internal/hostmatch":             {},
	"internal/progress":              {"pages", "flow", "report", "trail", "internal/platform"},
	"internal/operator":              {"flow", "browser", "live", "trail", "qrcode", "internal/progress", "internal/platform", "internal/safefile"},
	"internal/platform/platformtest": {}, // for tests
}

// outside are the modules that only one folder may know.
var outside = map[string]string{
	"github.com/chromedp/":     "browser",
	"github.com/spf13/cobra":   "cmd/miacct",
	"github.com/joho/godotenv": "cmd/miacct",
	"github.com/goccy/go-yaml": "pages",
	"golang.org/x/term":        "internal/platform",
	"rsc.io/qr":                "mockcloud",
	"github.com/rogpeppe/":     "",
	"github.com/creack/pty":    "internal/platform/platformtest",
}

func TestImportsPointOneWay(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		allowed, known := arrows[dir]
		if !known {
			t.Errorf("%s lies in a folder that the architecture does not name", path)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if inner, ours := strings.CutPrefix(name, "miacct/"); ours && !slices.Contains(allowed, inner) {
				t.Errorf("%s imports %s against the arrows", path, inner)
			}
			for prefix, owner := range outside {
				if strings.HasPrefix(name, prefix) && dir != owner {
					t.Errorf("%s imports %s, which belongs to %q", path, name, owner)
				}
			}
			if slices.Contains([]string{"trail", "journal", "report"}, dir) && strings.Contains(strings.Split(name, "/")[0], ".") {
				t.Errorf("%s imports %s; what is recorded depends on the standard library only", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("only %d files were read", seen)
	}
}
