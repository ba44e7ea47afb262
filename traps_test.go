package miacct

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A trap is a name that must not be used, and why.
type trap struct {
	name   string   // "package.Name", or ".Name" whatever it belongs to
	except []string // files or folders that may
	why    string
}

var traps = []trap{
	{".SendKeys", nil, "a page that moves gets what is typed"},
	{"chromedp.Click", nil, "it clicks a place, not an element"},
	{"page.Reload", nil, "it sends a form again without asking"},
	{"chromedp.Reload", nil, "it sends a form again without asking"},
	{"chromedp.NoSandbox", nil, "the person says so, or it is refused"},
	{".IgnoreCertErrors", nil, "no certificate error is accepted"},
	{".SetIgnoreCertificateErrors", nil, "no certificate error is accepted"},
	{"chromedp.KeepOpen", nil, "nothing is left behind"},
	{"godotenv.Load", nil, "its values reach every child process"},
	{"godotenv.Overload", nil, "its values reach every child process"},
	{"os.WriteFile", []string{"cmd/miacct"}, "it follows planted links and cuts a file before it is written"},
	{"context.Background", []string{"cmd", "mockcloud/mockcloud.go", "live/hands.go", "internal/operator/notify.go"}, "a wait without an end" /* hands.go lets go, and notify.go calls, in a bounded time after its context has ended */},
	{"time.Sleep", nil, "a wait that nothing ends"},
	{"time.After", []string{"browser/screencast.go", "browser/kept.go", "live/page.go", "internal/platform/platformtest"}, "a pause is no wait for something"}, // these bound a wait for something
	{"time.Tick", nil, "it polls, and nothing ends it"},
	{"Tab.Look", []string{"flow/flow.go"}, "a page that hangs answers never: Runner.Look"},
	{"remote.WebSocket", nil, "a port that everybody on the machine can use"},
	{"remote.WithKeepOpen", nil, "nothing is left behind"},
	{"remote.NewAllocator", nil, "its errors hold the whole address"},
	{"remote.DialContext", []string{"browser/attach.go"}, "the password goes over this line"},
}

// imports that are traps, and where they are none.
var trappedImports = map[string][]string{
	"text/template": {"mockcloud"}, // style sheets and scripts of the mock cloud, which is no evidence
}

func (tr trap) caught(sel *ast.SelectorExpr) bool {
	owner, name, _ := strings.Cut(tr.name, ".")
	if sel.Sel.Name != name {
		return false
	}
	switch of := sel.X.(type) {
	case *ast.Ident:
		return owner == "" || of.Name == owner
	case *ast.SelectorExpr: // r.Tab.Look
		return owner == "" || of.Sel.Name == owner
	}
	return owner == ""
}

func excepted(path string, except []string) bool {
	return slices.ContainsFunc(except, func(e string) bool { return path == e || strings.HasPrefix(path, e+"/") })
}

// found are the traps in one file.
func found(path string, f *ast.File) (all []string) {
	for _, spec := range f.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if except, trapped := trappedImports[name]; trapped && !excepted(path, except) {
			all = append(all, "imports "+name)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			for _, tr := range traps {
				if tr.caught(sel) && !excepted(path, tr.except) {
					all = append(all, "uses "+tr.name+": "+tr.why)
				}
			}
		}
		return true
	})
	return all
}

func TestNoTraps(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		seen++
		for _, what := range found(filepath.ToSlash(path), f) {
			t.Errorf("%s %s", path, what)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Errorf("only %d files were read", seen)
	}
}

// TestTrapsAreFound shows that each trap would be found.
func TestTrapsAreFound(t *testing.T) {
	for _, tr := range traps {
		owner, name, _ := strings.Cut(tr.name, ".")
		if owner == "" {
			owner = "x"
		}
		src := "package p\nfunc f() { " + owner + "." + name + "() }"
		if got := found("flow/x.go", parsed(t, src)); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, tr.name) }) {
			t.Errorf("%s was not found in %q: %q", tr.name, src, got)
		}
	}
	if got := found("trail/x.go", parsed(t, "package p\nimport _ \"text/template\"")); len(got) != 1 {
		t.Errorf("text/template was not found: %q", got)
	}
}

func parsed(t *testing.T, src string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
