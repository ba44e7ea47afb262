package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"

	"miacct/internal/platform"
)

// The rules of starting Chrome:
//
//   - It is driven through a pipe; no port is opened.
//   - Its arguments and its environment are those of command and no others:
//     neither chromedp's defaults nor our own environment.
//   - It works in a profile of its own, and there in a browser context of its
//     own, so that neither the account's name nor a cookie is written to disk;
//     unless the person named a profile to be kept.
//   - It is in a process group of its own, so that Ctrl-C does not end it in the
//     middle of an act, and it dies with us.
//   - Its sandbox is on, unless the person said otherwise or, as root, it can reach no site.

// chrome is one running Chrome with one blank tab in a browser context of its own.
type chrome struct {
	tab     context.Context // chromedp's handle on the tab: derive every call's context from it
	version string          // "Chromium 156.0.8078.79"
	close   func() error    // ends the browser, removes its profile; safe to call twice
}

// start starts Chrome. ctx bounds the start only. Errors wrap ErrStart and say what to do.
func start(ctx context.Context, o Options) (*chrome, error) {
	begin := launch
	if o.Remote != nil {
		begin = attach
	}
	c, err := begin(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	return c, nil
}

func launch(ctx context.Context, o Options) (*chrome, error) {
	s := surroundings{getenv: os.Getenv, root: os.Geteuid() == 0, small: platform.SmallSharedMemory()}
	if err := refusal(o, s); err != nil {
		return nil, err
	}
	if o.Mock != "" {
		cloud, err := pinOf(ctx, o.Mock)
		if err != nil {
			return nil, err
		}
		s.cloud = &cloud
	}
	exe, version := o.Path, o.Version
	if exe == "" || version == "" {
		var err error
		if exe, version, err = Locate(ctx, o.Path, o.Headful); err != nil {
			return nil, err
		}
	}
	p, err := profileOf(o, exe)
	if err != nil {
		return nil, err
	}
	args, env := command(o, s, p.dir)

	words := &lastWords{}
	var cmd *exec.Cmd                                               // set within the first call of chromedp, read after it
	life, endLife := context.WithCancel(context.WithoutCancel(ctx)) // Chrome outlives ctx
	all, endAll := chromedp.NewExecAllocator(life,
		chromedp.ExecPath(exe),
		chromedp.UserDataDir(p.dir), // else chromedp makes one
		chromedp.NoInheritEnv,
		chromedp.CombinedOutput(words),
		chromedp.ModifyCmdFunc(func(c *exec.Cmd) {
			c.Args, c.Env, c.Dir = slices.Concat([]string{exe}, pipeHandles(c.Args), args), env, p.dir
			platform.DieWithUs(c)
			cmd = c
		}),
	)
	// What chromedp logs can hold what pages hold.
	browser, endBrowser := chromedp.NewContext(all, chromedp.WithLogf(mute), chromedp.WithErrorf(mute))

	// Chrome is killed, not asked: unless its profile is kept it has nothing to save, and a hung one does not answer.
	kill := sync.OnceFunc(func() {
		if cmd != nil && cmd.Process != nil {
			_ = platform.KillGroup(cmd.Process) // an error means that none is left
		}
	})
	end := sync.OnceValue(func() error {
		if p.kept {
			letEnd(browser)
		}
		kill()
		endLife()
		endBrowser() // waits
		endAll()     // waits
		return p.remove(context.WithoutCancel(ctx))
	})

	unbound := context.AfterFunc(ctx, endLife)
	tab, err := openTab(browser, p.kept)
	if !unbound() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		left := end()
		return nil, errors.Join(explain(ctx, err, cmd, words.String()), left)
	}
	// When Chrome goes by itself, what is left of its group is killed at once:
	// later, the number of the group may be another's.
	context.AfterFunc(browser, kill)
	return &chrome{tab: tab, version: version, close: end}, nil
}

func mute(string, ...any) {}

// pipeHandles is the argument by which chromedp tells Chrome where its pipe is, on a system where the pipe has no fixed number.
func pipeHandles(args []string) []string {
	return slices.DeleteFunc(slices.Clone(args), func(a string) bool { return !strings.HasPrefix(a, "--remote-debugging-io-pipes=") })
}

// profileOf is the profile for o and the Chrome at exe.
func profileOf(o Options, exe string) (*profile, error) {
	if o.Profile != "" {
		sweep(os.TempDir())
		return keepProfile(o.Profile)
	}
	temp := os.TempDir()
	if own := snapFolder(exe, os.Getenv("HOME")); own != "" && os.MkdirAll(own, 0o700) == nil {
		temp = own
	}
	sweep(temp)
	return newProfile(temp)
}

// snapFolder is the one folder that a Chromium from a snap can use and we can too: it sees neither
// the system's temporary folder nor any whose name begins with a dot. "" for any other Chrome.
func snapFolder(exe, home string) string {
	rest, ok := strings.CutPrefix(exe, "/snap/")
	if !ok || home == "" {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(rest, "bin/"), "/")
	return filepath.Join(home, "snap", name, "common")
}

// openTab starts the browser of ctx and opens a tab: in the browser context of a kept profile, else in a new one. Both end with ctx.
func openTab(ctx context.Context, kept bool) (context.Context, error) {
	if _, err := chromedp.Targets(ctx); err != nil { // the first call starts Chrome
		return nil, err
	}
	var in []chromedp.ContextOption
	if !kept {
		in = append(in, chromedp.WithNewBrowserContext())
	}
	tab, _ := chromedp.NewContext(ctx, in...)
	if err := chromedp.Do(tab); err != nil {
		return nil, err
	}
	return tab, nil
}
