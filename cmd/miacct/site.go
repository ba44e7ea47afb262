package main

import (
	"github.com/spf13/cobra"

	"miacct/pages"
)

func newSite(p *process) *cobra.Command {
	site := &cobra.Command{
		Use:   "site",
		Short: "Print what is known about Mi's pages; read a page that was not understood",
		Long: `Print the site description: addresses of Mi's pages, and how each button and field is found there.

When Mi moves a button, mend a copy and use it with web-delete --site FILE.`,
		Example: `  miacct site > site.yaml
  miacct site check site.yaml
  miacct site check --remote-view
  miacct site read page-1.txt
  miacct web-delete --site site.yaml --dry-run`,
		Args: noCommand,
		RunE: func(*cobra.Command, []string) error {
			site, err := pages.Load(nil)
			if err != nil {
				return err
			}
			return site.Describe(p.stdout)
		},
	}
	site.AddCommand(newSiteCheck(p))
	site.AddCommand(newSiteRead(p)...)
	return site
}
