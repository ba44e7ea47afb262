package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"miacct/flow"
	"miacct/internal/operator"
	"miacct/internal/safefile"
	"miacct/trail"
)

const webDeleteAbout = `Delete your own Xiaomi account through the web: sign in, turn Find Device off on each of your phones, remove the phones,
delete the account, and verify that it is gone.

Account and password come from MIACCT_ACCOUNT and MIACCT_PASSWORD, in the environment or in .env, or are asked for.
They are never flags. Every flag except --confirm and --retry-unknown can also be set in the environment (--audit-dir is
MIACCT_AUDIT_DIR). Precedence: flag, environment, .env, default. MIACCT_CLOUD is Mi Cloud's address if yours is not https://i.mi.com.

Before anything is changed you see the plan and type the account's ID. Stop it at any time with Ctrl-C; run it
again to pick up where you left off.`

const webDeleteExamples = `  miacct web-delete --dry-run               sign in and show what would be done
  miacct web-delete --headful               solve captchas and sliders in the browser window
  miacct web-delete --remote-view           the same from your own browser, for a server without a display
  miacct web-delete --stop-before account   turn off and remove the phones, keep the account
  miacct web-delete --confirm 1234567890    for scripts: confirm the changes to this account in advance`

func newWebDelete(p *process) *cobra.Command {
	c := newConfig()
	cmd := &cobra.Command{
		Use:     "web-delete",
		Short:   "The whole run: Find Device off, phones removed, account deleted",
		Long:    webDeleteAbout,
		Example: webDeleteExamples,
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := c.fill(cmd.Flags(), p.env, p.uid); err != nil {
				return &usageError{err}
			}
			if err := keyInArgument(cmd.Flags()); err != nil {
				return &usageError{err}
			}
			w := newOperator(p, c)
			d, err := prepare(cmd.Context(), p, c, w)
			if err != nil {
				return err
			}
			if err := credentials(cmd.Context(), c, w); err != nil {
				return err
			}
			if odd := oddText(c.password); odd != "" {
				p.screen.Say(odd)
			}
			d.before = func(ctx context.Context) error { return d.goThrough(ctx, w) }
			res, err := d.run(cmd.Context())
			if err != nil {
				return err
			}
			return res.end()
		},
	}
	c.addFlags(cmd.Flags())
	cmd.SetUsageTemplate(cmd.UsageTemplate() + exitCodes)
	return cmd
}

// checkSetting checks where the program finds itself.
func checkSetting(p *process, c *config) error {
	if c.headful && !p.hasDisplay() {
		return errors.New("--headful: no display to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)")
	}
	if len(c.allowHosts) > 0 && !c.jail {
		return errors.New("--allow-host needs --restrict-hosts; without it every host is allowed")
	}
	if c.browserURL != "" {
		return checkRemote(c)
	}
	if c.headers != "" {
		return fmt.Errorf("%s is set, and --browser-url is not", envBrowserHeaders)
	}
	if p.uid == 0 && !c.noSandbox && c.mock == "" {
		return errors.New("as root Chrome has no sandbox: run miacct as an ordinary user, or accept the risk with --no-sandbox")
	}
	return nil
}

func newOperator(p *process, c *config) *operator.Operator {
	w := &operator.Operator{TTY: p.tty, Screen: p.screen, Window: c.headful, Given: c.confirm, Retry: c.again, Pause: &p.pause, Stop: p.stop}
	if c.onCall != "" {
		w.Notify = &operator.Notifier{Command: c.onCall, Env: p.childEnv(), Screen: p.screen}
	}
	w.Spare = &operator.RemoteView{Port: c.livePort, From: operator.SSHCommand(p.env)}
	if c.live {
		w.RemoteView = w.Spare
	}
	if c.askpass != "" {
		w.Askpass = &operator.Askpass{Path: c.askpass, Env: p.childEnv()}
	}
	return w
}

// result is how a run ended, and where its record is.
type result struct {
	outcome trail.Outcome
	code    int
	dir     string
}

func (r result) end() error {
	if r.code == exitOK {
		return nil
	}
	return &ended{r.code}
}

// nobodyToAsk names the variable that would have made the question needless.
func nobodyToAsk(err error, env string) error {
	if errors.Is(err, flow.ErrNobody) {
		return &usageError{fmt.Errorf("%s is not set, and there is no terminal to ask for it", env)}
	}
	return err
}

func readSite(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, safefile.Cause(err))
	}
	return data, nil
}
