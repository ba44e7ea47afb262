package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"miacct/internal/progress"
)

var docsTo = flag.String("docs", "", "write man pages and shell completions to this folder")

// Man pages and completions come from the commands themselves: each command has a page with its flags
// and exit codes, and each shell takes its completion. The generator is linked into no program.
func TestDocs(t *testing.T) {
	dir := *docsTo
	if dir == "" {
		dir = t.TempDir()
	}
	for _, d := range []string{"man", "completions"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	root := newRoot(&process{screen: progress.New(&bytes.Buffer{}), stdout: &bytes.Buffer{}})
	root.InitDefaultCompletionCmd()
	root.DisableAutoGenTag = true
	manPages(t, filepath.Join(dir, "man"), root)

	for shell, c := range map[string]struct {
		file  string
		write func(*bytes.Buffer) error
	}{
		"bash":       {"miacct.bash", func(b *bytes.Buffer) error { return root.GenBashCompletionV2(b, true) }},
		"zsh":        {"_miacct", func(b *bytes.Buffer) error { return root.GenZshCompletion(b) }},
		"fish":       {"miacct.fish", func(b *bytes.Buffer) error { return root.GenFishCompletion(b, true) }},
		"powershell": {"miacct.ps1", func(b *bytes.Buffer) error { return root.GenPowerShellCompletionWithDesc(b) }},
	} {
		var b bytes.Buffer
		if err := c.write(&b); err != nil {
			t.Errorf("%s: %v", shell, err)
		}
		path := filepath.Join(dir, "completions", c.file)
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Error(err)
		}
		exe, err := exec.LookPath(shell)
		if err != nil || shell == "powershell" { // which has no switch to only parse
			continue
		}
		if out, err := exec.Command(exe, "-n", path).CombinedOutput(); err != nil {
			t.Errorf("%s does not take its completion: %v\n%s", shell, err, out)
		}
	}
}

// manPages writes the page of cmd and of all below it.
func manPages(t *testing.T, dir string, cmd *cobra.Command) {
	t.Helper()
	if cmd.Hidden || cmd.Name() == "help" {
		return
	}
	_, codes, found := strings.Cut(cmd.UsageTemplate(), "\nExit codes")
	if found {
		cmd.Long += "\n\n# EXIT CODES\n\n```\nExit codes" + codes + "```\n"
	}
	var page bytes.Buffer
	day := time.Unix(0, 0).UTC() // the same from the same source
	if err := doc.GenMan(cmd, &doc.GenManHeader{Section: "1", Source: "miacct", Manual: "miacct", Date: &day}, &page); err != nil {
		t.Fatalf("%s: %v", cmd.CommandPath(), err)
	}
	text := strings.ReplaceAll(page.String(), `\-`, "-")
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && !strings.Contains(text, "--"+f.Name) {
			t.Errorf("%s: the page lacks --%s", cmd.CommandPath(), f.Name)
		}
	})
	if found && !strings.Contains(text, "EXIT CODES") {
		t.Errorf("%s: the page lacks the exit codes", cmd.CommandPath())
	}
	path := filepath.Join(dir, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1")
	if err := os.WriteFile(path, page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, below := range cmd.Commands() {
		manPages(t, dir, below)
	}
}
