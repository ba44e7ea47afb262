package trail

import (
	"context"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const run = "document.documentElement.dataset.ran=1"

// hostile are words that a device's owner or a page could choose.
var hostile = []string{
	"<script>" + run + "</script>",
	"</title><script>" + run + "</script>",
	"</style><script>" + run + "</script>",
	"<img src=x onerror=" + run + ">",
	`" onload="` + run + `" x="`,
	`' autofocus onfocus='` + run,
	"<svg/onload=" + run + ">",
	"javascript:" + run,
	"--><script>" + run + "</script>",
	"]]><script>" + run + "</script>",
	"{{.}}{{template \"x\"}}<% " + run + " %>",
	"<details open ontoggle=" + run + ">",
	"<meta http-equiv=refresh content=\"0;url=data:text/html,<script>" + run + "</script>\">",
	"<iframe srcdoc=\"<script>parent." + run + "</script>\">",
	"\x1b]0;title\x07\x1b[2J\u009b31m\x1b]8;;http://127.0.0.1/\x1b\\",
	"\u202e\u2066gnp.exe\u2069\u200b\U000E0041",
	"line one\r\nline two\u2028line three\x00\xff\xfe",
	"../../../../etc/passwd\\..\\con.png",
	"=cmd|'/c calc'!A1",
	strings.Repeat("W", 12_000) + "<script>" + run + "</script>",
	"&lt;script&gt;&#x27;&quot;+ADw-script+AD4-",
}

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
	trail, err := Create(t.TempDir(), Run{Command: hostile[0], Account: hostile[3], Cloud: "https://i.mi.com/" + hostile[4], Tool: hostile[4], Browser: hostile[5], System: hostile[6], Lang: hostile[4], StopBefore: hostile[1]},
		Options{Now: clock(), Keys: t.TempDir()})
	ok(t, err)
	for _, s := range hostile {
		trail.Task(s)
		e, err := trail.Begin(s)
		ok(t, err)
		_, err = e.Picture(s, picture(t, 1))
		ok(t, err)
		for _, ev := range []Event{EventIntent, EventNote, EventSaid, EventAsked, EventAnswer, Event(s)} {
			ok(t, e.Note(ev, s))
		}
		ok(t, e.End(Outcome(s), s, s, picture(t, 2)))
		ok(t, trail.Devices("before", []Device{{Name: s, Model: s, Find: s}}))
		ok(t, trail.Devices("after", []Device{{Name: s, Model: s, Find: s}}))
	}
	ok(t, trail.Result(Outcome(hostile[0]), hostile[3], 0))
	return trail.Dir()
}

func TestHostileStringsAreShownAndNeverRun(t *testing.T) {
	dir := hostileTrail(t)
	page, err := os.ReadFile(filepath.Join(dir, reportFile))
	ok(t, err)
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	if !policy.Match(page) {
		t.Fatal("the report has no content security policy")
	}
	pages := map[string]string{
		"with its policy":    string(page),
		"without its policy": policy.ReplaceAllString(string(page), ""), // so that the policy is not all that stops a script
		"control":            "<!DOCTYPE html><p>" + hostile[0] + "</p>",
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
		for i, s := range hostile {
			if want := bareText(Clean(s)); !strings.Contains(text, want) {
				t.Errorf("%s: string %d is not shown: %q", name, i, want)
			}
		}
	}
}

func TestHostileStringsLeaveNoMarkInFilesAndZips(t *testing.T) {
	dir := hostileTrail(t)
	lines, err := Read(dir)
	ok(t, err)
	for i, l := range lines {
		words := []string{l.Task, l.Name, l.Text, l.URL, string(l.Outcome), string(l.Event)}
		for _, d := range l.Devices {
			words = append(words, d.Name, d.Model, d.Find)
		}
		for _, s := range words {
			if Clean(s) != s {
				t.Errorf("line %d holds %q", i+1, s)
			}
		}
	}
	zip := filepath.Join(t.TempDir(), "a.zip")
	_, err = Pack(dir, zip)
	ok(t, err)
	if v, err := Verify(zip); err != nil || !v.Whole() {
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
