package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"miacct/internal/platform"
)

func TestFindings(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	file := filepath.Join(dir, "file")
	if err := errors.Join(os.Symlink(dir, link), os.WriteFile(file, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	user, root := &process{uid: 1000, env: map[string]string{}}, &process{env: map[string]string{}}
	desktop := &process{env: map[string]string{"DISPLAY": ":0"}}
	for name, c := range map[string]struct {
		got  finding
		ok   bool
		says string
	}{
		"chrome that is not there": {examineChrome(t.Context(), &config{browser: "no-such-chrome"}), false, "no-such-chrome"},
		"chrome":                   {examineChrome(t.Context(), &config{}), true, "Chrom"},
		"sandbox of root":          {examineSandbox(root, &config{}), false, "root"},
		"sandbox put off":          {examineSandbox(root, &config{noSandbox: true}), true, "off"},
		"sandbox of a user":        {examineSandbox(user, &config{}), true, "can be used"},
		"no display":               {examineDisplay(user, &config{}), true, "--headful"},
		"no display for a window":  {examineDisplay(user, &config{headful: true}), !platform.UsesX, "--headful"},
		"display":                  {examineDisplay(desktop, &config{headful: true}), true, "--headful"},
		"settings that are wrong":  {examineSettings(newConfig(), errors.New("line 3")), false, "line 3"},
		"no settings":              {examineSettings(&config{envFile: filepath.Join(dir, "none")}, nil), true, "asked for"},
		"record":                   {examineFolder(filepath.Join(dir, "a", "b")), true, "can be written"},
		"record by a link":         {examineFolder(link), false, "link"},
		"record that is a file":    {examineFolder(file), false, "not a folder"},
		"record below a file":      {examineFolder(filepath.Join(file, "a")), false, "file"},
		"space":                    {examineSpace(filepath.Join(dir, "a")), true, "MB free"},
		"clock":                    {examineClock(built.Add(time.Hour)), true, "2026"},
		"clock that was never set": {examineClock(time.Unix(0, 0)), false, "1970"},
	} {
		if c.got.OK != c.ok || !strings.Contains(c.got.Says, c.says) {
			t.Errorf("%s: %+v", name, c.got)
		}
		if !c.got.OK && c.got.Fix == "" {
			t.Errorf("%s: does not say what to do: %+v", name, c.got)
		}
	}
}

func TestTellFindings(t *testing.T) {
	all := []finding{found("clock", "fine"), problem("fonts", errors.New("none"), "Install some.")}
	for _, asJSON := range []bool{false, true} {
		var out bytes.Buffer
		p := &process{stdout: &out}
		if err := tellFindings(p, asJSON, all); errorCode(err, nil) != exitFail {
			t.Errorf("json %v: with a problem: %v", asJSON, err)
		}
		if asJSON {
			for line := range strings.Lines(out.String()) {
				if err := json.Unmarshal([]byte(line), &finding{}); err != nil {
					t.Errorf("%s: %v", line, err)
				}
			}
		}
		for _, part := range []string{"clock", "fine", "fonts", "none", "Install some."} {
			if !strings.Contains(out.String(), part) {
				t.Errorf("json %v: no %q in %s", asJSON, part, &out)
			}
		}
		if err := tellFindings(p, asJSON, all[:1]); err != nil {
			t.Errorf("json %v: without a problem: %v", asJSON, err)
		}
	}
}
