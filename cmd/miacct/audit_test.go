package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"miacct/trail"
)

// Commands of scripts about records.

// record copies the folder whose path is in a file: record file target
func record(ts *testscript.TestScript, _ bool, args []string) {
	dir := strings.TrimSpace(ts.ReadFile(args[0]))
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(dir)))
}

// edit replaces words in a line of a file, which must be there: edit file line old new
func edit(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.SplitAfter(ts.ReadFile(args[0]), "\n")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	changed := strings.Replace(lines[n-1], args[2], args[3], 1)
	if changed == lines[n-1] {
		ts.Fatalf("line %d has no %q: %s", n, args[2], changed)
	}
	lines[n-1] = changed
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "")), 0o600))
}

// cutOff takes lines off the end of a trail, that many or all behind the last that begins a step: cut file n|-begin
func cutOff(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.SplitAfter(strings.TrimSuffix(ts.ReadFile(args[0]), "\n"), "\n")
	keep := 0
	if n, err := strconv.Atoi(args[1]); err == nil {
		keep = len(lines) - n
	} else {
		for i, l := range lines {
			if strings.Contains(l, `"event":"begin"`) {
				keep = i + 1
			}
		}
	}
	text := strings.TrimSuffix(strings.Join(lines[:keep], ""), "\n") + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// unnamed removes the pictures that a trail that was cut does not name: they were not taken yet.
func unnamed(ts *testscript.TestScript, _ bool, args []string) {
	var named []string
	for l := range strings.Lines(ts.ReadFile(args[0] + "/trail.jsonl")) {
		var line trail.Line
		ts.Check(json.Unmarshal([]byte(l), &line))
		if line.Picture != nil {
			named = append(named, line.Picture.File)
		}
	}
	pictures, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.png"))
	ts.Check(err)
	for _, p := range pictures {
		if !slices.Contains(named, filepath.Base(p)) {
			ts.Check(os.Remove(p))
		}
	}
}
