package browser

import (
	"context"
	"errors"
	"os"
)

// machine is what the command depends on beyond Options and the profile.
type machine struct {
	temp string
	root bool
	pin  pin
}

func readMachine(ctx context.Context, o Options, exe string) (machine, error) {
	w := machine{temp: os.TempDir(), root: os.Geteuid() == 0}
	if w.root && !o.NoSandbox && o.Rehearse == "" {
		return w, errors.New("Chrome's sandbox does not work for root")
	}
	var err error
	if o.Rehearse != "" {
		w.pin, err = pinOf(ctx, o.Rehearse)
	}
	return w, err
}

func command(o Options, w machine, profile string) (args, env []string, err error) {
	args = []string{"--user-data-dir=" + profile, "--remote-debugging-pipe", "--no-first-run", "--window-size=1280,800"}
	if !o.Headful {
		args = append(args, "--headless=new")
	}
	if w.root {
		args = append(args, "--no-sandbox")
	}
	if o.Rehearse != "" {
		args = append(args, "--host-resolver-rules=MAP * "+w.pin.addr, "--ignore-certificate-errors-spki-list="+w.pin.spki)
	}
	args = append(args, "--no-startup-window", "about:blank")
	env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + profile, "TMPDIR=" + profile + "/tmp", "DISPLAY=" + os.Getenv("DISPLAY")}
	return args, env, nil
}
