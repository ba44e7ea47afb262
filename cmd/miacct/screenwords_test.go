package main

import (
	"io"
	"strings"
	"testing"
	"unicode"

	"miacct/flow"
	"miacct/internal/progress"
	"miacct/pages"
	"miacct/report"
	"miacct/trail"
)

// What a person must read to decide is on the screen in each language that a report can be in.
func TestScreenSpeaksEveryLanguage(t *testing.T) {
	plan := flow.Plan{Account: "1234567890", Again: []string{"“…”"}, Lost: []string{"“…”"}, Blocks: []string{"“…”"}, Keep: []string{
		"photos, contacts and notes at https://i.mi.com, and a copy of your personal data in the Privacy Centre (https://account.xiaomi.com/x, “Download” row)"},
		Then: []string{"delete the account 1234567890 for good, with everything stored in it"},
		Items: []flow.Item{
			{Name: "Mi 9", Is: "Find Device is on, in My Devices", Will: "turn Find Device off, then remove from the account"},
			{Name: "Mi 8", Is: "Find Device is off", Will: "nothing"},
			{Name: "Mi 7", Is: "not in Find Device, in My Devices", Will: "not touched: it belongs to “Bob”"},
		}}
	text := checklistText((&pages.WebDelete{Cloud: "https://i.mi.com"}).Before()) + progress.Plan(plan) +
		wordText(&config{}) + wordText(&config{dryRun: true}) + wordText(&config{confirm: "1"}) + progress.Kept("", []string{"“…”"}) +
		"Type the numeric account ID to confirm, or press Enter to cancel:\n"
	for _, o := range []trail.Outcome{trail.Done, trail.Accepted, trail.Failed, trail.Refused, trail.Declined, trail.NobodyThere,
		trail.NotRecognised, trail.WrongAccount, trail.Unknown, trail.Interrupted} {
		text += progress.Final(o, "“…”") + progress.Recheck(o, "“…”")
	}
	for _, lang := range report.Languages() {
		if lang == report.English {
			continue
		}
		s := progress.New(io.Discard)
		s.Lang = lang
		for i, line := range strings.Split(s.Lines(text), "\n") {
			was := strings.Split(text, "\n")[i]
			if line == was && strings.ContainsFunc(strings.ReplaceAll(line, "“…”", ""), unicode.IsLetter) {
				t.Errorf("%s: no words for %q", lang, was)
			}
			if strings.HasPrefix(strings.TrimLeft(was, " "), "- ") && !strings.HasPrefix(strings.TrimLeft(line, " "), "- ") {
				t.Errorf("%s: %q lost what leads it: %q", lang, was, line)
			}
		}
		if got := s.In("  1. “Mi 9” (Find Device is on, in My Devices): turn Find Device off, then remove from the account"); lang == "zh" && got != "  1. “Mi 9”（查找设备已开启，在“我的设备”中）：关闭查找设备，然后从账号中移除" {
			t.Errorf("%s", got)
		}
	}
	english := progress.New(io.Discard)
	if english.Lines(text) != text {
		t.Error("English is changed")
	}
}
