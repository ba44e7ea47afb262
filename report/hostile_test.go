package report

import (
	"context"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/testdata/hostile"
	"miacct/trail"
)

// openPage opens a page in Chrome and returns what became of it.
func openPage(t *testing.T, path string) string {
	t.Helper()
	var chrome string
	for _, name := range []string{"chromium-headless-shell", "chromium", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			chrome = found
			break
		}
	}
	if chrome == "" {
		t.Fatal("open the report: there is no Chrome or Chromium on this machine")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	args := []string{"--headless", "--dump-dom", "--disable-gpu", "--user-data-dir=" + t.TempDir()}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	out, err := exec.CommandContext(ctx, chrome, append(args, "file://"+path)...).Output()
	if err != nil {
		t.Fatalf("open %s in %s: %v", path, chrome, err)
	}
	return string(out)
}

func hostileTrail(t *testing.T) string {
	t.Helper()
	record, err := trail.Create(t.TempDir(), trail.Run{Command: hostile.Strings[0], Account: hostile.Strings[3], Cloud: "https://i.mi.com/" + hostile.Strings[4], Tool: hostile.Strings[4], Browser: hostile.Strings[5], System: hostile.Strings[6], Lang: hostile.Strings[4], StopBefore: hostile.Strings[1]},
		trail.Options{Now: clock(), Keys: t.TempDir(), Report: HTML{}})
	ok(t, err)
	for _, s := range hostile.Strings {
		record.Task(s)
		e, err := record.Begin(s)
		ok(t, err)
		_, err = e.Picture(s, picture(t, 1))
		ok(t, err)
		for _, ev := range []trail.Event{trail.EventIntent, trail.EventNote, trail.EventSaid, trail.EventAsked, trail.EventAnswer, trail.Event(s)} {
			ok(t, e.Note(ev, s))
		}
		ok(t, e.End(trail.Outcome(s), s, s, picture(t, 2)))
		ok(t, record.Devices("before", []trail.Device{{Name: s, Model: s, Find: s}}))
		ok(t, record.Devices("after", []trail.Device{{Name: s, Model: s, Find: s}}))
	}
	ok(t, record.Result(trail.Outcome(hostile.Strings[0]), hostile.Strings[3], 0))
	return record.Dir()
}

func TestHostileStringsAreShownAndNeverRun(t *testing.T) {
	dir := hostileTrail(t)
	page, err := os.ReadFile(Path(dir))
	ok(t, err)
	lines, err := trail.Read(dir)
	ok(t, err)
	lines = slices.DeleteFunc(lines, func(l trail.Line) bool { return l.Event != trail.EventSaid })
	if len(lines) != len(hostile.Strings) {
		t.Fatalf("%d lines hold what was said", len(lines))
	}
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	if !policy.Match(page) {
		t.Fatal("the report has no content security policy")
	}
	pages := map[string]string{
		"with its policy":    string(page),
		"without its policy": policy.ReplaceAllString(string(page), ""), // so that the policy is not all that stops a script
		"control":            "<!DOCTYPE html><p>" + hostile.Strings[0] + "</p>",
	}
	handler := regexp.MustCompile(`<[a-z]+(\s+[a-z-]+(="[^"]*")?)*\s+on[a-z]+=`)
	for name, content := range pages {
		path := filepath.Join(t.TempDir(), "page.html")
		ok(t, os.WriteFile(path, []byte(content), 0o600))
		became := openPage(t, path)
		ran := strings.Contains(became, "data-ran=")
		if name == "control" {
			if !ran {
				t.Errorf("the control's script did not run, so the test sees nothing: %s", became)
			}
			continue
		}
		if ran || strings.Contains(became, "<script") || strings.Contains(became, "<iframe") || handler.MatchString(became) {
			t.Errorf("%s: a string became more than text", name)
		}
		text := html.UnescapeString(became)
		for _, l := range lines {
			if !strings.Contains(text, l.Text) {
				t.Errorf("%s: line %d is not shown: %q", name, l.Seq, l.Text)
			}
		}
	}
}

func TestHostileStringsLeaveNoMarkInFilesAndZips(t *testing.T) {
	dir := hostileTrail(t)
	lines, err := trail.Read(dir)
	ok(t, err)
	for i, l := range lines {
		words := []string{l.Task, l.Name, l.Text, l.URL, string(l.Outcome), string(l.Event)}
		for _, d := range l.Devices {
			words = append(words, d.Name, d.Model, d.Find)
		}
		for _, s := range words {
			if trail.Clean(s) != s {
				t.Errorf("line %d holds %q", i+1, s)
			}
		}
	}
	zip := filepath.Join(t.TempDir(), "a.zip")
	_, err = trail.Pack(dir, zip, HTML{})
	ok(t, err)
	if v, err := trail.Verify(zip, HTML{}); err != nil || !v.Whole() {
		t.Errorf("verdict of the zip: %v, %v", v.Problems, err)
	}
	plain := regexp.MustCompile(`^[A-Za-z0-9-]+\.[a-z]+$`)
	entries, err := os.ReadDir(dir)
	ok(t, err)
	for _, e := range entries {
		if !plain.MatchString(e.Name()) {
			t.Errorf("file name %q", e.Name())
		}
	}
}
