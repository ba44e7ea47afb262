package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"miacct/mockcloud"
	"miacct/pages"
)

func newDemo(p *process) *cobra.Command {
	c := newConfig()
	var list, auto bool
	var scenario string
	var seed uint64
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "A whole run against a built-in mock cloud; no account is needed",
		Long: `Start a mock cloud on this machine and do a whole web-delete run against it. Nothing leaves the machine.

What the mock cloud would send to a phone is shown here. Without a terminal, or with --auto, the demo types the
answers itself. At its end it asks the mock cloud whether what the run says is so.`,
		Example: `  miacct demo
  miacct demo --auto --headful
  miacct demo --remote-view --scenario slider-captcha
  miacct demo --list
  miacct demo --scenario fifty-devices
  miacct demo --seed 12 --headful
  miacct demo --restrict-hosts --scenario foreign-pictures`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if list {
				for _, s := range mockcloud.Scenarios() {
					fmt.Fprintf(p.stdout, "%-24s %s\n", s.Name, s.About)
				}
				return nil
			}
			s, err := findScenario(scenario)
			if cmd.Flags().Changed("seed") {
				s, err = mockcloud.Seeded(seed), nil
			}
			if err != nil {
				return err
			}
			return demo(cmd, p, c, s, auto)
		},
	}
	fs := cmd.Flags()
	c.addFlags(fs, "headful", "remote-view", "dry-run", "stop-before", "audit-dir", "trace-time", "mask", "json", "verbose", "timeout", "site", "browser", "lang", "sign-in", "restrict-hosts", "allow-host", "checklist", "no-sandbox")
	fs.StringVar(&scenario, "scenario", "plain", "`NAME` of what the mock cloud is like; see --list")
	fs.Uint64Var(&seed, "seed", 0, "show pages of another shape and language, composed by the number `N`")
	fs.BoolVar(&auto, "auto", false, "let the demo play the person")
	fs.BoolVar(&list, "list", false, "list the scenarios")
	cmd.MarkFlagsMutuallyExclusive("scenario", "seed", "list")
	return cmd
}

func findScenario(name string) (mockcloud.Scenario, error) {
	var names []string
	for _, s := range mockcloud.Scenarios() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return mockcloud.Scenario{}, &usageError{fmt.Errorf("--scenario: %q is none of %s", name, strings.Join(names, ", "))}
}

func demo(cmd *cobra.Command, p *process, c *config, s mockcloud.Scenario, auto bool) (err error) {
	cloud, err := mockcloud.Start(mockcloud.Options{State: s.State})
	if err != nil {
		return fmt.Errorf("start the mock cloud: %w", err)
	}
	defer func() { err = errors.Join(err, cloud.Close()) }()
	before := cloud.State()

	// The demo is the same on every machine: no .env, and none of the person's own settings.
	c.account, c.password, c.mock = before.Account.Email, before.Account.Password, cloud.Addr()
	if before.Knobs.QR != "" && !cmd.Flags().Changed("sign-in") {
		c.signIn = pages.ByCode
	}
	if c.signIn == pages.ByCode {
		c.password = ""
	}
	w := newOperator(p, c)
	d, err := prepare(cmd.Context(), p, c, &player{
		Operator: w,
		cloud:    cloud,
		plays:    auto || p.tty == nil,
	})
	if err != nil {
		return err
	}
	p.screen.Say(fmt.Sprintf("Demo %q: %s", s.Name, s.About))
	p.screen.Say("The mock cloud is at " + cloud.Addr() + "; its account is " + before.Account.Email + ", ID " + before.Account.ID + ".")
	// The mock cloud ends with the demo, and so does what is known of it.
	if d.state, err = os.MkdirTemp("", "miacct-demo-"); err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(d.state)) }()
	if err := d.goThrough(cmd.Context(), w); err != nil {
		return err
	}
	res, err := d.run(cmd.Context())
	if err != nil {
		return err
	}
	if wrong := disagreements(before, cloud.State(), res.outcome, c); len(wrong) > 0 {
		p.screen.Say("The mock cloud disagrees: " + strings.Join(wrong, "; ") + ".")
		if res.code == exitOK {
			res.code = exitFail
		}
	} else {
		p.screen.Say("The mock cloud agrees: " + inShort(cloud.State()) + ".")
	}
	return res.end()
}
