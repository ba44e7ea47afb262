package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"miacct/audit"
	"miacct/browser"
)

// printTime is how long the browser may take to print a report.
const printTime = 5 * time.Minute

func newAudit(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Check, show and pack the record of a run",
		Long: `Check, show and pack the record of a run: the folder that web-delete makes for each run.

Checking shows whether the record was changed since it was written. It does not show that what the site said was true.
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
		Short: "See whether a record is as it was written",
		Long: `Check every line and every file of a record against its hashes and its signature, and name what was changed,
is missing, was added, stands elsewhere or is cut off.

Whoever can write to a record can make one anew that fits together. So it is only known to be as it was written if your
own key signed it, or the one you name with --key, or if it ends with the line whose hash you noted, given with --head.

Exit codes:
  0    as it was written
  1    something was changed, is missing or was added
  2    called wrongly
  7    nothing was found, but nothing vouches for it either: it is cut, not signed, or signed by a key you did not name`,
		Args: one("folder or zip"),
		RunE: func(_ *cobra.Command, args []string) error { return verifyRecord(p, args[0], key, head) },
	}
	cmd.Flags().StringVar(&key, "key", "", "the public key in `FILE` must have signed it; see miacct audit key")
	cmd.Flags().StringVar(&head, "head", "", "the record must end with the line that has this `HASH`, noted when the run ended")
	return cmd
}

func verifyRecord(p *process, path, key, head string) error {
	want := ""
	var err error
	if key != "" {
		if want, err = audit.Fingerprint(key); err != nil {
			return &usageError{err}
		}
	}
	v, err := audit.Verify(path)
	if err != nil {
		return err
	}
	say := func(format string, args ...any) { fmt.Fprintln(p.stdout, audit.Clean(fmt.Sprintf(format, args...))) }
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
		p.screen.Say("The record is not as it was written.")
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
func sayVerdict(say func(string, ...any), v audit.Verdict, vouched bool) {
	switch {
	case v.Outcome != audit.Interrupted || v.Sealed:
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
		say("unsealed: nothing vouches for its end; compare the head with --head if you know it")
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
		say("This does not show that it is as it was written: anybody who can write to it could have made it so.")
	}
}

func newAuditReport(p *process) *cobra.Command {
	var pdf bool
	var exe, lang string
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Make report.html of a record anew, from its lines and pictures alone",
		Args:  one("folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := checkLang(lang); err != nil && lang != "" {
				return &usageError{fmt.Errorf("--lang: %w", err)}
			}
			path, err := audit.Report(args[0], lang)
			if err != nil {
				return err
			}
			if _, exactly := audit.Speaks(lang); !exactly {
				p.screen.Say(fmt.Sprintf("There are no words for a report in %q, so it is in English. There are words in: %s.", lang, strings.Join(audit.Languages(), ", ")))
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
	cmd.Flags().StringVar(&lang, "lang", "", "the report's language `L` ("+strings.Join(audit.Languages(), ", ")+"); that of the run if not given")
	cmd.Flags().BoolVar(&pdf, "pdf", false, "print it as DIR.pdf too, beside the folder, which is sealed")
	cmd.Flags().StringVar(&exe, "browser", "", "`PATH` of Chrome or Chromium; looked for if not given")
	return cmd
}

// printReport prints the report on the record in dir by a browser without a network, and returns the path of the PDF.
func printReport(ctx context.Context, exe, dir, lang string) (path string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	html, err := audit.Printable(dir, lang)
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
	f, err := os.CreateTemp(filepath.Dir(path), ".miacct-*.pdf") // 0600, and new
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	defer os.Remove(f.Name())
	_, err = f.Write(pdf)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	return path, nil
}

func newAuditPack(p *process) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "pack DIR",
		Short: "Put a record into one zip to send, and tell what was left out",
		Args:  one("folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			if out == "" {
				dir, err := filepath.Abs(args[0])
				if err != nil {
					return err
				}
				out = dir + ".zip"
			}
			left, err := audit.Pack(args[0], out)
			if err != nil {
				return err
			}
			for _, name := range left {
				p.screen.Say("Left out, it is no part of the record: " + name)
			}
			p.screen.Say("Look through the pictures before you send it: masks cover what could be told apart from the page.")
			fmt.Fprintln(p.stdout, out)
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the new `ZIP`; DIR.zip if not given")
	return cmd
}

func newAuditKey(p *process) *cobra.Command {
	return &cobra.Command{
		Use:   "key",
		Short: "Print the public key that your records are signed with, for whoever checks them",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			file, print, err := audit.PublicKey()
			if err != nil {
				return err
			}
			p.screen.Say("Fingerprint: " + print)
			_, err = p.stdout.Write(file)
			return err
		},
	}
}
