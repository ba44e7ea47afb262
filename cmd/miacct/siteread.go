package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"miacct/internal/safefile"
	"miacct/pages"
)

// newSiteRead are the commands for a page that was not understood, as the record of a run keeps it.
func newSiteRead(p *process) []*cobra.Command {
	return []*cobra.Command{
		pageCommand(p, "read", "Tell what a kept page is taken for, and why", `Tell what a run would take each control of a page for, and why. FILE is page-N.txt of a run's record, which a run
writes when it meets a page that it does not understand. It holds no names, no numbers and nothing that was typed.`,
			`  miacct site read miacct-audit/20260102T030405Z-abcdef/page-1.txt`, (*pages.Site).Explain),
		pageCommand(p, "suggest", "Propose lines for --site with which a kept page is understood", `Propose the lines of a site description with which a run would find what it did not find on a page. FILE is page-N.txt
of a run's record. Each line was tried on that page; which of them is true you must read yourself.`,
			`  miacct site suggest miacct-audit/20260102T030405Z-abcdef/page-1.txt`, (*pages.Site).Suggest),
	}
}

// mostPage is how large a kept page may be.
const mostPage = 16 << 20

func pageCommand(p *process, name, short, long, example string, tell func(*pages.Site, io.Writer, string) error) *cobra.Command {
	c := newConfig()
	cmd := &cobra.Command{
		Use: name + " FILE", Short: short, Long: long, Example: example,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("%s wants one FILE", name)
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			site, err := loadSite(c)
			if err != nil {
				return &usageError{err}
			}
			text, err := readAtMost(args[0], mostPage)
			if err == nil {
				err = tell(site, p.stdout, text)
			}
			if err != nil {
				return &usageError{fmt.Errorf("read the page in %s: %w", args[0], safefile.Cause(err))}
			}
			return nil
		},
	}
	c.addFlags(cmd.Flags(), "site")
	return cmd
}

// readAtMost reads a file that is no longer than most.
func readAtMost(path string, most int64) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = errors.New("it is too long for a page")
	}
	return string(b), err
}
