package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(p *process) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "The versions of miacct, Go and chromedp",
		Args:  noArguments,
		Run: func(*cobra.Command, []string) {
			goVersion, chromedp := "unknown", "unknown"
			if b, ok := debug.ReadBuildInfo(); ok {
				goVersion = b.GoVersion
				for _, m := range b.Deps {
					if m.Path == "github.com/chromedp/chromedp" {
						chromedp = m.Version
					}
				}
			}
			fmt.Fprintf(p.stdout, "miacct %s\ngo %s\nchromedp %s\n", toolVersion(), goVersion, chromedp)
		},
	}
}

// release is what a release is called; scripts/release.sh sets it.
var release string

// toolVersion is the version of this program: the release's, the module's, or the commit it was built from.
func toolVersion() string {
	if release != "" {
		return release
	}
	b, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := b.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	commit, changed := "", ""
	for _, s := range b.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	if commit == "" {
		return "devel"
	}
	return commit + changed
}
