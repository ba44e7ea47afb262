package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"miacct/internal/progress"
	"miacct/trail"
)

const about = `miacct deletes your own Xiaomi (Mi) account through Xiaomi's web pages, in a real Chrome, with a record of every step.

It signs in, turns Find Device off on each of your phones, removes the phones from the account, deletes the account and
verifies that it is gone. It asks you for what only you can do: captchas, one-time codes, and your final confirmation.`

const examples = `  miacct demo                    watch a whole run against a built-in mock cloud; no account is needed
  miacct doctor                  check that this machine is ready
  miacct web-delete --dry-run    sign in and show what would be done; nothing is changed
  miacct web-delete              the whole run
  miacct recheck DIR             days later: check that the account is gone
  miacct audit verify DIR        check that a record has not been altered`

const exitCodes = `
Exit codes:
  0    success, verified on the site (or accepted by the site, or a dry run without problems)
  1    failed or cancelled; the account's state is known
  2    wrong usage or configuration, or not the requested account
  3    outcome unknown: an irreversible step may have gone through; check before you run it again
  4    input was needed and nobody could be asked
  5    the site refused
  6    unrecognised page, or a host that is not allowed
  130, 143    interrupted
`

// execute runs the command line and returns the exit code.
func execute(p *process, args []string) int {
	return supervise(p, func(ctx context.Context) int { return command(ctx, p, args) })
}

// supervise runs f. The first signal ends its context, so that the step under way can be
// finished and recorded; the next ends the program at once, whatever f does. Before that, a
// Ctrl-C at a terminal pauses a run.
func supervise(p *process, f func(context.Context) int) int {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	p.stop = func(sig os.Signal) { cancel(&stopped{sig}) }
	done := make(chan int, 1)
	go func() { done <- f(ctx) }()
	for {
		select {
		case code := <-done:
			return code
		case sig := <-p.signals:
			if ctx.Err() != nil {
				p.tty.Restore()
				return signalCode(sig)
			}
			if sig == os.Interrupt && p.tty != nil && !p.tty.Asks() && p.pause.Ask() {
				p.screen.Say("pausing before the next action; press Ctrl-C again to stop")
				continue
			}
			p.screen.Say("finishing the current step; press Ctrl-C again to stop immediately")
			cancel(&stopped{sig})
		}
	}
}

// command runs the command line without caring for signals.
func command(ctx context.Context, p *process, args []string) int {
	root := newRoot(p)
	root.SetArgs(joinPort(args))
	root.SetOut(p.stdout)
	root.SetErr(writerOf(p.screen))
	began := false
	root.PersistentPreRun = func(*cobra.Command, []string) { began = true }
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitOK
	}
	var done *ended
	var usage *usageError
	if !began && !errors.As(err, &usage) {
		err = &usageError{err}
	}
	if !errors.As(err, &done) {
		for _, line := range strings.Split(err.Error(), "\n") { // a site file may have several mistakes
			p.screen.Say("miacct: " + trail.Clean(line))
		}
	}
	if !began {
		p.screen.Say("See: " + cmd.CommandPath() + " --help")
	}
	var s *stopped
	if errors.As(context.Cause(ctx), &s) {
		return errorCode(err, s.sig)
	}
	return errorCode(err, nil)
}

// joinPort takes a port after --remote-view for its value, as if it stood behind an equals sign:
// a flag whose value may be left out would leave it as an argument.
func joinPort(args []string) []string {
	var joined []string
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return append(joined, args[i:]...)
		}
		if args[i] == "--remote-view" && i+1 < len(args) && numericID.MatchString(args[i+1]) {
			i++
			joined = append(joined, "--remote-view="+args[i])
			continue
		}
		joined = append(joined, args[i])
	}
	return joined
}

func newRoot(p *process) *cobra.Command {
	root := &cobra.Command{
		Use:           "miacct",
		Short:         "Delete your own Xiaomi account on the web, with a record of every step",
		Long:          about,
		Example:       examples,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.AddCommand(newWebDelete(p), newRecheck(p), newDemo(p), newAudit(p), newDoctor(p), newSite(p), newVersion(p))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{flagError(err)}
	})
	return root
}

// flagError says what is wrong with a flag, and where a secret belongs instead.
func flagError(err error) error {
	text := err.Error()
	switch {
	case strings.Contains(text, "--password"), strings.Contains(text, "--account"):
		return fmt.Errorf("%s: the account and its password are never flags, which everybody on the machine can read; set %s and %s, or type them when asked",
			text, envAccount, envPassword)
	case strings.Contains(text, "--browser-header"):
		return fmt.Errorf("headers hold keys and are never flags, which everybody on the machine can read; set %s", envBrowserHeaders)
	case strings.Contains(text, "--browser-url"): // without the address, which may hold a key
		if cause := errors.Unwrap(err); cause != nil {
			return fmt.Errorf("--browser-url: %w", cause)
		}
	case strings.HasPrefix(text, "unknown shorthand flag"):
		return errors.New("there are no flags of one letter but -h") // the text would repeat what follows the letter
	}
	return err
}

func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	text := fmt.Sprintf("unknown command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		text += fmt.Sprintf(", did you mean %q?", near[0])
	}
	return errors.New(text)
}

// noArguments does not repeat what was given: it may be a password.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, only flags", cmd.Name())
	}
	return nil
}

// writerOf writes what cobra has to say to the screen.
func writerOf(s *progress.Screen) io.Writer { return screenWriter{s} }

type screenWriter struct{ s *progress.Screen }

func (w screenWriter) Write(b []byte) (int, error) {
	w.s.Raw(string(b))
	return len(b), nil
}
