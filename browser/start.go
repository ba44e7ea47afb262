package browser

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// The rules of starting Chrome:
//
//   - It is driven through a pipe; no port is opened.
//   - Arguments and environment are the two lists of command and nothing else:
//     neither chromedp's defaults nor our own environment.
//   - It works in a profile of its own and there in a browser context of its own.
//   - It is in a process group of its own, so that Ctrl-C does not end it in the
//     middle of an act, and it dies with us.
//   - Its sandbox is on unless that was asked for, or it is a rehearsal as root.

// chrome is one running Chrome with one blank tab in a browser context of its own.
type chrome struct {
	tab     context.Context // chromedp's handle on the tab: derive every call's context from it
	version string          // "Chromium 156.0.8078.79"
	close   func() error    // ends the browser, removes its profile; safe to call twice
}

// closing is how long Chrome may take to end by itself before it is killed.
const closing = 3 * time.Second

// start starts Chrome. ctx bounds the start only. Its errors wrap ErrStart.
func start(ctx context.Context, o Options) (*chrome, error) {
	c, err := launch(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	return c, nil
}

func launch(ctx context.Context, o Options) (*chrome, error) {
	exe, version, err := Locate(ctx, o.Path, o.Headful)
	if err != nil {
		return nil, err
	}
	w, err := readMachine(ctx, o, exe)
	if err != nil {
		return nil, err
	}
	sweep(w.temp)
	p, err := newProfile(w.temp)
	if err != nil {
		return nil, err
	}
	args, env, err := command(o, w, p.dir)
	if err != nil {
		return nil, errors.Join(err, p.remove())
	}

	words := &lastWords{}
	var cmd *exec.Cmd // set by the first call of chromedp, read after it
	life := context.WithoutCancel(ctx)
	all, endAll := chromedp.NewExecAllocator(life,
		chromedp.ExecPath(exe),
		chromedp.UserDataDir(p.dir), // so that chromedp makes none
		chromedp.NoInheritEnv,
		chromedp.CombinedOutput(words),
		chromedp.ModifyCmdFunc(func(c *exec.Cmd) {
			c.Args = append([]string{exe}, args...)
			c.Env = env
			c.Dir = p.dir
			c.SysProcAttr = ownGroup()
			cmd = c
		}),
	)
	browser, endBrowser := chromedp.NewContext(all,
		chromedp.WithLogf(mute), chromedp.WithErrorf(mute)) // its messages hold what pages hold
	end := sync.OnceValue(func() error {
		in, stop := context.WithTimeout(browser, closing)
		defer stop()
		_ = chromedp.Cancel(in) // a Chrome that is gone cannot be asked to go
		if cmd != nil && cmd.Process != nil {
			killGroup(cmd.Process.Pid)
		}
		endBrowser()
		endAll()
		return p.remove()
	})

	bound := context.AfterFunc(ctx, endBrowser)
	tab, err := openTab(browser)
	if !bound() && err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		if cmd != nil && cmd.Process != nil {
			killGroup(cmd.Process.Pid)
		}
		endBrowser()
		endAll()
		if e := p.remove(); e != nil {
			err = errors.Join(err, e)
		}
		return nil, explain(ctx, err, exe, words.String())
	}
	return &chrome{tab: tab, version: version, close: end}, nil
}

func mute(string, ...any) {}

// openTab starts the browser of ctx and opens a tab in a new browser context.
func openTab(ctx context.Context) (context.Context, error) {
	if _, err := chromedp.Targets(ctx); err != nil { // the first call starts Chrome
		return nil, err
	}
	tab, _ := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext()) // ends with ctx
	if err := chromedp.Do(tab); err != nil {
		return nil, err
	}
	c := chromedp.FromContext(tab)
	all, err := chromedp.Targets(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if t.Type == "page" && t.TargetID != c.Target.TargetID {
			if _, err := cdp.Call(ctx, c.Browser, target.CloseTarget, target.CloseTargetParams{TargetID: t.TargetID}); err != nil {
				return nil, err
			}
		}
	}
	return tab, nil
}
