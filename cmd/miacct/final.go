package main

import (
	"path/filepath"
	"strings"

	"miacct/audit"
)

// longestText is how much of a run's last words is shown; the report has all of them.
const longestText = 500

// finalText tells how the run ended and what that means for the person.
func finalText(o audit.Outcome, text string) string { return finalWords(o, text, whatNow(o)) }

// recheckText is finalText for a run that only looked whether the account is gone.
func recheckText(o audit.Outcome, text string) string {
	next := whatNow(o)
	if o == audit.Failed || o == audit.NobodyThere {
		next = "Nothing was changed, and the account's password was not sent. Run this again in some days; do not sign in to the account meanwhile."
	}
	return finalWords(o, text, next)
}

func finalWords(o audit.Outcome, text, next string) string {
	var b strings.Builder
	b.WriteString("\n" + upper(string(o)))
	if text != "" {
		b.WriteString(": " + sentence(cut(audit.Clean(text), longestText)))
	}
	b.WriteString("\n")
	if next != "" {
		b.WriteString(next + "\n")
	}
	return b.String()
}

// keptText says what became of pages that were not understood; files are in the record's folder dir.
func keptText(dir string, files []string) string {
	if len(files) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("What was not understood is kept as text, without names, numbers and what was typed:\n")
	for _, f := range files {
		b.WriteString("  " + filepath.Join(dir, f) + "\n")
	}
	b.WriteString("This can be sent in, so that miacct learns to read it; look through it first. What miacct makes of it: miacct site read FILE\n")
	return b.String()
}

// whatNow is what the person can do about an outcome.
func whatNow(o audit.Outcome) string {
	switch o {
	case audit.Unknown:
		return "It is not known whether this has happened. If it was the account: do not sign in to it with your password to see, as that may take the deletion back.\n" +
			"Look for the site's mail, or run this again: it looks with a wrong password whether the account is there. Only with --again, when you know that nothing has happened, does it sign in and try a second time."
	case audit.Accepted:
		return "The site carries the order out by itself. Do not sign in before the time it says is over: that may take the deletion back.\n" +
			"When it is over, see whether the account is gone: miacct recheck, with the folder of this record."
	case audit.Failed, audit.NotRecognised, audit.Interrupted:
		return "The report shows what was seen last. You can run this again; what is done already is not done twice."
	case audit.NobodyThere:
		return "Run this again where you can be asked: at a terminal, with --askpass, or with --headful or --live to act in the page."
	case audit.Refused:
		return "These are the site's own words; the report shows them in the page. When the reason is gone, run this again."
	case audit.Declined:
		return "Nothing more is done. You can run this again."
	}
	return ""
}
