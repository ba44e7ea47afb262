package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"miacct/browser"
	"miacct/internal/safefile"
	"miacct/report"
	"miacct/trail"
)

// printTime is how long the browser may take to print a report.
const printTime = 5 * time.Minute

func newAudit(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Check, show and pack the record of a run",
		Long: `Check, show and pack the record of a run: the folder that web-delete creates for each run.

Verifying shows whether a record was changed after it was written. It does not show that what the site said was true.
None of these commands uses the network.`,
		Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAuditVerify(p), newAuditReport(p), newAuditPack(p), newAuditKey(p))
	return cmd
}

// one takes the one path that a command is about.
func one(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return &usageError{fmt.Errorf("%s takes one %s", cmd.Name(), what)}
		}
		return nil
	}
}

func newAuditVerify(p *process) *cobra.Command {
	var key, head string
	cmd := &cobra.Command{
		Use:   "verify DIR|ZIP",
		Short: "Check that a record has not been altered",
		Long: `Check every line and every file of a record against its hashes and its signature, and name what was changed,
is missing, was added, was moved or was cut off.

Anyone who can write to a record can also make a consistent new one. So a record is only known to be unaltered if it was
signed by your own key, or by the one you name with --key, or if its checksum is the one you kept, given with --head.

Exit codes:
  0    unaltered
  1    something was changed, is missing or was added
  2    wrong usage
  7    no change found, but no proof either: it is cut off, not signed, or signed by a key you did not name`,
		Args: one("folder or zip"),
		RunE: func(_ *cobra.Command, args []string) error { return verifyRecord(p, args[0], key, head) },
	}
	cmd.Flags().StringVar(&key, "key", "", "require a signature by the public key in `FILE`; see miacct audit key")
	cmd.Flags().StringVar(&head, "head", "", "require this checksum (`HASH`), printed at the end of the run")
	return cmd
}

func verifyRecord(p *process, path, key, head string) error {
	want := ""
	var err error
	if key != "" {
		if want, err = trail.Fingerprint(key); err != nil {
			return &usageError{err}
		}
	}
	v, err := trail.Verify(path, report.HTML{})
	if err != nil {
		return err
	}
	say := func(format string, args ...any) { fmt.Fprintln(p.stdout, trail.Clean(fmt.Sprintf(format, args...))) }
	for _, problem := range v.Problems {
		say("%v", problem)
	}
	bad := !v.Whole()
	if want != "" && v.Signed != want {
		bad = true
		if v.Signed == "" {
			say("unsigned: the key %s did not sign it", want)
		} else {
			say("foreign: it was signed by %s, not by %s", v.Signed, want)
		}
	}
	if head = strings.ToLower(strings.TrimSpace(head)); head != "" && v.Head != head {
		bad = true
		say("another end: the last line has the hash %s, not %s", v.Head, head)
	}
	if bad {
		p.screen.Say("Verification failed: the record was altered.")
		return &ended{exitFail}
	}
	vouched := v.Vouched() && (v.Mine || want != "") || head != ""
	sayVerdict(say, v, vouched)
	if !vouched {
		return &ended{exitUnvouched}
	}
	return nil
}

// sayVerdict tells of a record in which nothing was found.
func sayVerdict(say func(string, ...any), v trail.Verdict, vouched bool) {
	switch {
	case v.Outcome != trail.Interrupted || v.Sealed:
		say("whole: %d lines, the run ended as %q", v.Lines, v.Outcome)
	case v.Under != "":
		say("interrupted: the run ends in the step %q, which began and has no end; its %d lines follow from each other", v.Under, v.Lines)
	default:
		say("interrupted: the run ends between two steps; its %d lines follow from each other", v.Lines)
	}
	if v.Torn > 0 {
		say("unfinished: %d bytes of a last line that was not written to its end", v.Torn)
	}
	if v.Loose != "" {
		say("unfinished: %s is a picture whose line was not written", v.Loose)
	}
	switch {
	case !v.Sealed:
		say("not sealed: the end of the record cannot be verified; compare its checksum with --head if you know it")
	case v.Signed == "":
		say("unsigned: %s", v.Unsigned)
	case v.Mine:
		say("signed: by your own key %s", v.Signed)
	default:
		say("signed: by the key %s; name the key you expect with --key", v.Signed)
	}
	say("head: %s", v.Head)
	if vouched {
		say("This shows that nothing was changed since it was written, not that what the site said was true.")
	} else {
		say("This does not prove that it is unaltered: anyone who can write to it could have made it.")
	}
}

func newAuditReport(p *process) *cobra.Command {
	var pdf bool
	var exe, lang string
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Rebuild a record's report.html from its lines and pictures",
		Args:  one("folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := checkLang(lang); err != nil && lang != "" {
				return &usageError{fmt.Errorf("--lang: %w", err)}
			}
			path, err := report.Write(args[0], lang)
			if err != nil {
				return err
			}
			if _, exactly := report.Speaks(lang); !exactly {
				p.screen.Say(fmt.Sprintf("The report is in English, as it is not available in %q. Available: %s.", lang, strings.Join(report.Languages(), ", ")))
			}
			fmt.Fprintln(p.stdout, path)
			if !pdf {
				return nil
			}
			path, err = printReport(cmd.Context(), exe, args[0], lang)
			if err != nil {
				return err
			}
			fmt.Fprintln(p.stdout, path)
			return nil
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "language `L` of the report ("+strings.Join(report.Languages(), ", ")+"; default: that of the run)")
	cmd.Flags().BoolVar(&pdf, "pdf", false, "also print it as DIR.pdf, next to the folder, which is sealed")
	cmd.Flags().StringVar(&exe, "browser", "", "`PATH` of Chrome or Chromium (default: search for one)")
	return cmd
}

// printReport prints the report on the record in dir by a browser without a network, and returns the path of the PDF.
func printReport(ctx context.Context, exe, dir, lang string) (path string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	html, err := report.Printable(dir, lang)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	pdf, err := browser.Print(ctx, browser.Options{Path: exe}, html)
	if err != nil {
		return "", err
	}
	path = dir + ".pdf"
	if err := safefile.WriteFile(path, pdf); err != nil {
		return "", fmt.Errorf("write %s: %w", path, safefile.Cause(err))
	}
	return path, nil
}

func newAuditPack(p *process) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "pack DIR",
		Short: "Pack a record into one zip to send",
		Args:  one("folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			if out == "" {
				dir, err := filepath.Abs(args[0])
				if err != nil {
					return err
				}
				out = dir + ".zip"
			}
			left, err := trail.Pack(args[0], out, report.HTML{})
			if err != nil {
				return err
			}
			for _, name := range left {
				p.screen.Say("Left out, as it is not part of the record: " + name)
			}
			p.screen.Say("Look through the pictures before you send it: masks only cover what could be recognised on the page.")
			fmt.Fprintln(p.stdout, out)
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the new file `ZIP` (default: DIR.zip)")
	return cmd
}

func newAuditKey(p *process) *cobra.Command {
	return &cobra.Command{
		Use:   "key",
		Short: "Print the public key that verifies your records",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			file, print, err := trail.PublicKey()
			if err != nil {
				return err
			}
			p.screen.Say("Fingerprint: " + print)
			_, err = p.stdout.Write(file)
			return err
		},
	}
}
