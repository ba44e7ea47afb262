package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"miacct/pages"
	"miacct/report"
	"miacct/trail"
)

const recheckAbout = `Check whether an account is gone, days after the site accepted its deletion. DIR is the record of the run that requested it.

It tries to sign in with the account's name and a wrong password, and checks whether the site says that there is no such
account. Your password is neither asked for nor sent, because a sign-in may cancel the deletion. The result gets its own
record, which names the first by its hash. Captchas are not answered; if the site asks for one, try again later.`

const recheckExitCodes = `
Exit codes:
  0    the account is gone
  1    not confirmed to be gone; run it again later
  2    wrong usage or configuration, or the record is of another account or was altered
  4    the site asks for something only a person can answer
  6    unrecognised page
  130, 143    interrupted
`

func newRecheck(p *process) *cobra.Command {
	c := newConfig()
	cmd := &cobra.Command{
		Use:   "recheck DIR",
		Short: "Days later: check that the account is gone, without signing in",
		Long:  recheckAbout,
		Example: `  miacct recheck miacct-audit/20260102T030405Z-abcdef
  MIACCT_ACCOUNT=me@example.com miacct recheck DIR`,
		Args: one("folder or zip"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := c.fill(cmd.Flags(), p.env, p.uid); err != nil {
				return &usageError{err}
			}
			c.password = "" // not even in memory
			v, err := orderedIn(args[0])
			if err != nil {
				return &usageError{err}
			}
			if err := sameRun(c, v); err != nil {
				return &usageError{err}
			}
			w := newOperator(p, c)
			d, err := prepare(cmd.Context(), p, c, w)
			if err != nil {
				return err
			}
			if err := askAccount(cmd.Context(), c, w); err != nil {
				return err
			}
			if pages.Mask(c.account) != v.Run.Account {
				return &usageError{fmt.Errorf("the record is for account %s, but %s was given; the site was not contacted", trail.Clean(v.Run.Account), pages.Mask(c.account))}
			}
			d.after = &v
			res, err := d.run(cmd.Context())
			if err != nil {
				return err
			}
			return res.end()
		},
	}
	c.addFlags(cmd.Flags(), "headful", "audit-dir", "trace-time", "mask", "json", "verbose", "timeout", "env-file", "site", "browser", "lang", "mock", "restrict-hosts", "allow-host", "no-sandbox", "askpass")
	cmd.SetUsageTemplate(cmd.UsageTemplate() + recheckExitCodes)
	return cmd
}

// orderedIn is the verdict on a record in which the deletion may have been ordered.
func orderedIn(path string) (v trail.Verdict, err error) {
	if v, err = trail.Verify(path, report.HTML{}); err != nil {
		return v, err
	}
	switch {
	case !v.Whole():
		return v, fmt.Errorf("the record %s was altered: %v", path, v.Problems[0])
	case v.Run.Command != "web-delete":
		return v, fmt.Errorf("the record %s is of %q, which deletes nothing", path, v.Run.Command)
	case v.Outcome == trail.Accepted, v.Outcome == trail.Unknown, v.Outcome == trail.Done, v.Outcome == trail.Interrupted:
		return v, nil
	}
	return v, fmt.Errorf("the run in %s ended as %q: it ordered no deletion to check on", path, v.Outcome)
}

// sameRun takes over from the first run where the account is.
func sameRun(c *config, v trail.Verdict) error {
	if v.Run.Mock != (c.mock != "") {
		if v.Run.Mock {
			return errors.New("the record is of a run against a mock cloud: give its address with --mock")
		}
		return errors.New("the record is of a real run, but --mock was given")
	}
	if c.lang == "" {
		c.lang = v.Run.Lang
	}
	c.cloud = v.Run.Cloud
	return nil
}
