package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"miacct/internal/safefile"
	"miacct/pages"
	"miacct/trail"
)

const siteCheckAbout = `Check an edited site description: FILE.

With --live, check instead whether the real site is still understood: sign in, or use the session of --profile, and go
through all pages, read-only. It uses no control that changes anything and agrees to nothing beyond what the sign-in
requires. For each page it reports how the page was understood, which elements of the site description match, and when
those that do not were last seen to match. FILE, if given, is the description to use. A record is kept, as for any run.`

const siteCheckExitCodes = `
Exit codes with --live:
  0    every page that a run needs is understood
  6    a page is not understood; what it showed is kept in the record
  1 to 5, 130, 143    as those of web-delete
`

func newSiteCheck(p *process) *cobra.Command {
	c := newConfig()
	var living, asJSON bool
	cmd := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Check an edited site description, or with --live the site itself",
		Long:  siteCheckAbout,
		Example: `  miacct site check my-site.yaml
  miacct site check --live --profile ~/.miacct-profile
  miacct site check --live --json my-site.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 0 && !living {
				return errors.New("check wants one FILE, or --live")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !living {
				c.site = args[0]
				if _, err := loadSite(c); err != nil {
					return &usageError{err}
				}
				fmt.Fprintln(p.stdout, args[0]+": fine")
				return nil
			}
			if err := c.fill(cmd.Flags(), p.env, p.uid); err != nil {
				return &usageError{err}
			}
			if len(args) == 1 {
				c.site = args[0]
			}
			return checkLiving(cmd.Context(), p, c, asJSON)
		},
	}
	fs := cmd.Flags()
	fs.BoolVar(&living, "live", false, "sign in and go through the site's pages, read-only")
	fs.BoolVar(&asJSON, "json", false, "with --live: write one line of JSON per page")
	c.addFlags(fs, "headful", "askpass", "audit-dir", "mask", "verbose", "timeout", "person-timeout", "verify-by", "env-file", "browser", "browser-url", "profile", "lang", "mock", "restrict-hosts", "allow-host", "no-sandbox")
	cmd.SetUsageTemplate(cmd.UsageTemplate() + siteCheckExitCodes)
	return cmd
}

func checkLiving(ctx context.Context, p *process, c *config, asJSON bool) error {
	c.dryRun, c.json = true, false
	w := newOperator(p, c)
	d, err := prepare(ctx, p, c, w)
	if err != nil {
		return err
	}
	if err := credentials(ctx, c, w); err != nil {
		return err
	}
	known := hintLog{path: hintFile(p, c)}
	known.load()
	today := time.Now().Format("2006-01-02")
	d.checked = func(check pages.PageCheck) {
		check.Hints = known.note(check.Hints, today)
		if asJSON {
			if b, err := json.Marshal(check); err == nil {
				fmt.Fprintf(p.stdout, "%s\n", b)
			}
			return
		}
		fmt.Fprint(p.stdout, pageText(check))
	}
	res, err := d.run(ctx)
	if err != nil {
		return err
	}
	if err := known.save(); err != nil {
		p.screen.Say("miacct: what fits was not remembered: " + err.Error())
	}
	return res.end()
}

// pageText is how a page was understood, in words.
func pageText(c pages.PageCheck) string {
	say := func(format string, args ...any) string { return trail.Clean(fmt.Sprintf(format, args...)) + "\n" }
	text := say("%s: understood (%s)", c.Page, c.URL)
	if !c.Understood {
		text = say("%s: NOT understood (%s)", c.Page, c.URL) + say("  %s", c.Problem)
	}
	for _, how := range c.How {
		text += say("  %s", how)
	}
	for _, h := range c.Hints {
		switch {
		case h.Way > 0:
			text += say("  hint %s fits, by way %d of %d", h.Element, h.Way, h.Ways)
		case h.Since != "":
			text += say("  hint %s does not fit now; it did last on %s", h.Element, h.Since)
		}
	}
	return text
}

// A hintLog remembers when each element of the site description was last seen to fit.
type hintLog struct {
	path string
	last map[string]string // element -> day
}

// hintFile is where that is kept, "" for nowhere.
func hintFile(p *process, c *config) string {
	dir, err := stateDir(p.env)
	if err != nil {
		return ""
	}
	if c.mock != "" {
		return filepath.Join(dir, "hints-mock.json")
	}
	return filepath.Join(dir, "hints.json")
}

func (h *hintLog) load() {
	h.last = map[string]string{}
	if b, err := os.ReadFile(h.path); err == nil && json.Unmarshal(b, &h.last) != nil {
		h.last = map[string]string{} // begun anew: nothing hangs on it
	}
}

// note notes those that fit today, and returns those that fit or did once.
func (h *hintLog) note(hints []pages.Hint, today string) (kept []pages.Hint) {
	for _, x := range hints {
		if x.Way > 0 {
			h.last[x.Element] = today
		} else if x.Since = h.last[x.Element]; x.Since == "" {
			continue
		}
		kept = append(kept, x)
	}
	return kept
}

func (h *hintLog) save() error {
	if h.path == "" {
		return nil
	}
	b, err := json.MarshalIndent(h.last, "", "  ")
	if err != nil {
		return err
	}
	return safefile.Cause(safefile.WriteFile(h.path, append(b, '\n')))
}
