package pages_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"miacct/report"
)

// verb is a place in a format.
var verb = regexp.MustCompile(`%[a-z]`)

// sentence is what an expression says, with a name where it holds something else than words; "" if it is no sentence.
func sentence(e ast.Expr) string {
	const name = "Mi 9"
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if e.Kind != token.STRING || err != nil {
			return ""
		}
		return s
	case *ast.BinaryExpr:
		x, y := sentence(e.X), sentence(e.Y)
		if x == "" && y == "" {
			return ""
		}
		if x == "" {
			x = name
		}
		if y == "" {
			y = name
		}
		return x + y
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" {
			return verb.ReplaceAllString(sentence(e.Args[0]), "7")
		}
	}
	return ""
}

// sentences are what the run calls its tasks and steps, and says of how they and it ended, as the sources have it.
func sentences(t *testing.T) map[string]token.Position {
	t.Helper()
	all := map[string]token.Position{}
	fset := token.NewFileSet()
	var files []string
	for _, dir := range []string{".", "../flow"} {
		found, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		add := func(e ast.Expr) {
			if s := sentence(e); s != "" {
				all[s] = fset.Position(e.Pos())
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				switch kind := n.Type.(type) {
				case *ast.SelectorExpr:
					for _, e := range n.Elts {
						if kv, ok := e.(*ast.KeyValueExpr); ok && (kind.Sel.Name == "Step" || kind.Sel.Name == "Challenge" || kind.Sel.Name == "Task") {
							if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Name" {
								add(kv.Value)
							}
						}
					}
				case *ast.ArrayType:
					if of, ok := kind.Elt.(*ast.Ident); ok && of.Name == "task" {
						for _, e := range n.Elts {
							add(e.(*ast.CompositeLit).Elts[0])
						}
					}
					if of, ok := kind.Elt.(*ast.SelectorExpr); ok && of.Sel.Name == "Challenge" {
						for _, e := range n.Elts {
							if l, ok := e.(*ast.CompositeLit); ok {
								for _, inner := range l.Elts {
									if kv, ok := inner.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Name" {
										add(kv.Value)
									}
								}
							}
						}
					}
				case *ast.Ident:
					if kind.Name == "task" && len(n.Elts) > 0 {
						add(n.Elts[0])
					}
				}
			case *ast.CallExpr:
				f, ok := n.Fun.(*ast.SelectorExpr)
				switch {
				case ok && f.Sel.Name == "Say" && len(n.Args) == 3:
					add(n.Args[0])
					add(n.Args[2])
				case ok && f.Sel.Name == "Begin" && len(n.Args) == 1:
					add(n.Args[0])
				}
			case *ast.ValueSpec:
				if n.Names[0].Name == "step" && len(n.Values) == 1 {
					add(n.Values[0])
				}
			case *ast.AssignStmt:
				if to, ok := n.Lhs[0].(*ast.SelectorExpr); ok && (to.Sel.Name == "Words" || to.Sel.Name == "Name") {
					add(n.Rhs[0])
				}
				if to, ok := n.Lhs[0].(*ast.Ident); ok && to.Name == "name" && len(n.Rhs) == 1 {
					add(n.Rhs[0])
				}
			}
			return true
		})
	}
	return all
}

// A report in any language has words for every task, every step and every ending.
func TestReportsHaveWordsForEveryStep(t *testing.T) {
	all := sentences(t)
	for _, must := range []string{"verify that it is gone", "open Mi Cloud", "turn off Find Device for Mi 9", "wait for the site to settle", "confirm the plan", "verified off", "solve the captcha", "check the controls", "ask for the Mi 9",
		"The account is deleted: the site confirmed it, and a new sign-in was refused because there is no such account."} {
		if _, found := all[must]; !found {
			t.Errorf("the search of the sources misses %q", must)
		}
	}
	// What a person is asked and said to have done (flow/handoff.go, flow/person.go).
	for _, s := range []string{"Confirm the plan by typing the account ID.", "the plan is confirmed", "the page has moved on", "the person says it is done",
		"The page is yours. The run continues when you give it back."} {
		all[s] = token.Position{Filename: "flow"}
	}
	for _, lang := range report.Languages() {
		for s, at := range all {
			if _, known := report.Said(lang, s); !known {
				t.Errorf("%v: report/words.json has no words in %s for %q", at, lang, s)
			}
		}
	}
}

// The names of the cases of a conversation are its steps: a report has words for each.
func TestReportsHaveWordsForEveryCase(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`(?:Name: |press\(|visit\()"([a-z][^"]{6,})"(?:,|\s*}|\))`)
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range name.FindAllStringSubmatch(string(src), -1) {
			found++
			for _, lang := range report.Languages() {
				if _, known := report.Said(lang, m[1]); !known {
					t.Errorf("%s: report/words.json has no words in %s for %q", file, lang, m[1])
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("found %d names", found)
	}
}
