package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"miacct/browser"
	"miacct/internal/platform"
)

// A finding is what the doctor found about one thing.
type finding struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
	Fix  string `json:"fix,omitempty"` // what to do about it
}

func newDoctor(p *process) *cobra.Command {
	c := newConfig()
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check that this machine is ready, and say what to do if not",
		Long:  "Start Chrome once, and check the rules of this machine, its sandbox, the display, fonts, .env, the place of the record and the clock. Nothing is sent anywhere.\nExits with 1 if something is wrong.",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// A bad setting is a finding, not the end of the examination.
			err := c.fill(cmd.Flags(), p.env, p.uid)
			return tellFindings(p, c.json, examine(cmd.Context(), p, c, err))
		},
	}
	c.addFlags(cmd.Flags(), "headful", "audit-dir", "json", "env-file", "browser", "no-sandbox")
	return cmd
}

func tellFindings(p *process, asJSON bool, all []finding) error {
	bad := 0
	for _, f := range all {
		if !f.OK {
			bad++
		}
		if asJSON {
			b, err := json.Marshal(f)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.stdout, "%s\n", b)
			continue
		}
		word := "ok"
		if !f.OK {
			word = "problem"
		}
		fmt.Fprintf(p.stdout, "%-8s %s: %s\n", word, f.Name, f.Says)
		if f.Fix != "" {
			fmt.Fprintf(p.stdout, "         %s\n", f.Fix)
		}
	}
	if bad > 0 {
		return &ended{exitFail}
	}
	return nil
}

// examine looks at everything a run needs, without changing anything that stays.
func examine(ctx context.Context, p *process, c *config, settings error) []finding {
	return []finding{
		examineSystem(p),
		examineChrome(ctx, c),
		examinePolicy(policyFolders),
		examineNetwork(p),
		examineSandbox(p, c),
		examineDisplay(p, c),
		examineFonts(ctx, p),
		examineSettings(c, settings),
		examineFolder(c.auditDir),
		examineSpace(c.auditDir),
		examineClock(time.Now()),
	}
}

func found(name, says string) finding { return finding{Name: name, OK: true, Says: says} }
func problem(name string, err error, fix string) finding {
	return finding{name, false, err.Error(), fix}
}

func examineSystem(p *process) finding {
	const name = "system"
	if len(p.limits) > 0 {
		return found(name, runtime.GOOS+"; "+strings.Join(p.limits, "; "))
	}
	return found(name, runtime.GOOS+"/"+runtime.GOARCH)
}

func examineChrome(ctx context.Context, c *config) finding {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	exe, version, err := browser.Locate(ctx, c.browser, c.headful)
	if err != nil {
		return problem("chrome", err, "Run scripts/setup.sh, or install Chromium and name it with --browser PATH.")
	}
	if err := browser.Try(ctx, browser.Options{Path: exe, Headful: c.headful && os.Getenv("DISPLAY")+os.Getenv("WAYLAND_DISPLAY") != "", NoSandbox: c.noSandbox}); err != nil {
		return problem("chrome", err, "Do what it says, or name another Chrome with --browser PATH. If this machine is managed, its rules may forbid programs to drive Chrome.")
	}
	return found("chrome", version+" at "+exe+", starts and answers")
}

// policyFolders are where whoever manages a machine puts rules for Chrome.
var policyFolders = []string{"/etc/chromium/policies/managed", "/etc/chromium-browser/policies/managed", "/etc/opt/chrome/policies/managed"}

// examinePolicy finds rules that keep Chrome from being driven or from the site.
func examinePolicy(folders []string) finding {
	const name = "policy"
	files := 0
	for _, dir := range folders {
		all, _ := filepath.Glob(filepath.Join(dir, "*.json"))
		for _, file := range all {
			b, err := os.ReadFile(file)
			if err != nil {
				continue
			}
			files++
			var rules struct {
				Debugging *bool    `json:"RemoteDebuggingAllowed"`
				Headless  int      `json:"HeadlessMode"`
				Blocked   []string `json:"URLBlocklist"`
			}
			if json.Unmarshal(b, &rules) != nil {
				continue
			}
			says := ""
			switch {
			case rules.Debugging != nil && !*rules.Debugging:
				says = "RemoteDebuggingAllowed forbids programs to drive Chrome"
			case rules.Headless == 2:
				says = "HeadlessMode forbids Chrome without a window"
			case len(rules.Blocked) > 0:
				says = "URLBlocklist may keep Chrome from the site"
			default:
				continue
			}
			return problem(name, fmt.Errorf("%s: %s", file, says), "Ask whoever manages this machine, use another, or install chromium-headless-shell, which has no such rules.")
		}
	}
	if files > 0 {
		return found(name, "this machine's Chrome is managed, by no rule that is known to be in the way")
	}
	return found(name, "none")
}

func examineNetwork(p *process) finding {
	const name = "network"
	if proxy := browser.ProxyVariable(func(v string) string { return p.env[v] }); proxy != "" {
		return found(name, proxy+" is set and is not used: Chrome must reach the site without a proxy")
	}
	return found(name, "Chrome connects directly; this was not tried, as nothing is sent")
}

func examineSandbox(p *process, c *config) finding {
	const name = "sandbox"
	switch {
	case p.uid != 0:
		// Where user namespaces are forbidden Chrome needs its setuid program.
		if b, err := os.ReadFile("/proc/sys/user/max_user_namespaces"); err == nil && strings.TrimSpace(string(b)) == "0" {
			return problem(name, errors.New("this system allows no user namespaces, which Chrome's sandbox is made of"),
				"Allow them with: sudo sysctl user.max_user_namespaces=10000")
		}
		return found(name, "can be used")
	case c.noSandbox:
		return found(name, "off, as asked with --no-sandbox")
	}
	return problem(name, errors.New("as root Chrome has none"), "Run miacct as an ordinary user; or accept it with --no-sandbox. The demo needs neither.")
}

func examineDisplay(p *process, c *config) finding {
	const name = "display"
	switch {
	case p.hasDisplay():
		return found(name, "a window can be shown with --headful")
	case c.headful:
		return problem(name, errors.New("there is none, and --headful needs one"), "Log in to a desktop, or leave --headful out.")
	}
	return found(name, "none; it is needed for --headful only")
}

func examineFonts(ctx context.Context, p *process) finding {
	const name = "fonts"
	if !platform.UsesX {
		return found(name, "those of "+runtime.GOOS)
	}
	const fix = "Run scripts/setup.sh, or install fonts-noto-cjk. Without it the pictures show boxes for Chinese."
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "fc-list", ":lang=zh", "family")
	cmd.Env = p.childEnv()
	out, err := cmd.Output()
	if err != nil {
		return problem(name, fmt.Errorf("ask fc-list: %w", err), "Install fontconfig. "+fix)
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if first == "" {
		return problem(name, errors.New("there is none with Chinese characters"), fix)
	}
	return found(name, "Chinese by "+first)
}

func examineSettings(c *config, err error) finding {
	const name = "settings"
	if err != nil {
		return problem(name, err, "Fix it; .env.example shows the format.")
	}
	if _, err := os.Stat(c.envFile); errors.Is(err, os.ErrNotExist) {
		return found(name, "no "+c.envFile+"; account and password are asked for")
	}
	return found(name, c.envFile+" can be read by you alone")
}

func examineFolder(dir string) finding {
	const name = "record"
	const fix = "Choose another place with --audit-dir DIR."
	if info, err := os.Lstat(dir); err == nil {
		switch {
		case info.Mode()&os.ModeSymlink != 0:
			return problem(name, fmt.Errorf("%s is a link", dir), fix)
		case !info.IsDir():
			return problem(name, fmt.Errorf("%s is not a folder", dir), fix)
		}
	}
	place := existing(dir)
	if err := platform.Writable(place); err != nil {
		return problem(name, fmt.Errorf("nothing can be written in %s: %w", place, err), fix)
	}
	return found(name, dir+" can be written to")
}

// enough is room for the pictures of several long runs.
const enough = 200 << 20

func examineSpace(dir string) finding {
	const name = "space"
	free, err := platform.FreeSpace(existing(dir))
	if err != nil {
		return problem(name, err, "Choose another place with --audit-dir DIR.")
	}
	if free < enough {
		return problem(name, fmt.Errorf("only %d MB are free", free>>20), "Make room; a long run takes up to 100 MB.")
	}
	return found(name, fmt.Sprintf("%d MB free", free>>20))
}

// existing is the nearest folder above dir that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// built is before any time at which this program can run.
var built = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// examineClock finds a clock that was never set: the record's times and the site's certificates need it.
func examineClock(now time.Time) finding {
	const name = "clock"
	if now.Before(built) {
		return problem(name, fmt.Errorf("it says %s, which is past", now.UTC().Format(time.RFC3339)), "Set it, for example with: sudo timedatectl set-ntp true")
	}
	return found(name, now.UTC().Format(time.RFC3339))
}
