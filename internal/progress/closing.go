package progress

import (
	"path/filepath"
	"strings"

	"miacct/trail"
)

// longestText is how much of a run's last words is shown; the report has all of them.
const longestText = 500

// Final tells how the run ended and what that means for the person.
func Final(o trail.Outcome, text string) string { return finalWords(o, text, whatNow(o)) }

// Recheck is Final for a run that only looked whether the account is gone.
func Recheck(o trail.Outcome, text string) string {
	next := whatNow(o)
	if o == trail.Failed || o == trail.NobodyThere {
		next = "Nothing was changed, and the account's password was not sent. Run this again in some days; do not sign in to the account meanwhile."
	}
	return finalWords(o, text, next)
}

func finalWords(o trail.Outcome, text, next string) string {
	var b strings.Builder
	b.WriteString("\n" + upper(string(o)))
	if text != "" {
		b.WriteString(": " + Sentence(cut(trail.Clean(text), longestText)))
	}
	b.WriteString("\n")
	if next != "" {
		b.WriteString(next + "\n")
	}
	return b.String()
}

// Kept says what became of pages that were not understood; files are in the record's folder dir.
func Kept(dir string, files []string) string {
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
func whatNow(o trail.Outcome) string {
	switch o {
	case trail.Unknown:
		return "It is not known whether this happened. If it was the account deletion, do not sign in with your password to find out: that may cancel the deletion.\n" +
			"Check for mail from Xiaomi, or run this again: it uses a wrong password to check whether the account still exists. It signs in and tries again only with --retry-unknown, once you know that nothing happened."
	case trail.Accepted:
		return "The account is there until the site has deleted it. That may take days, and the site may ask something of you first, by mail or phone. Do not sign in before then: that may cancel the deletion.\n" +
			"Afterwards, check that the account is gone: miacct recheck, with this record's folder."
	case trail.Failed, trail.NotRecognised, trail.Interrupted:
		return "The report shows what was seen last. You can run this again; nothing that is done is done twice."
	case trail.NobodyThere:
		return "Run this again where you can be asked: at a terminal, with --askpass, or with --headful or --remote-view to use the page."
	case trail.Refused:
		return "These are the site's own words; the report shows them on the page. Run this again once the reason no longer applies."
	case trail.Declined:
		return "Nothing else was done. You can run this again."
	}
	return ""
}
