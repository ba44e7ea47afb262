package main

import (
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"miacct/internal/operator"
	"miacct/internal/platform"
	"miacct/internal/progress"
)

// A process is what the commands have of the process they run in.
type process struct {
	stdout  io.Writer
	screen  *progress.Screen // stderr
	env     map[string]string
	uid     int
	tty     *operator.Terminal // nil if there is none
	signals <-chan os.Signal
	pause   operator.Pause
	stop    func(os.Signal) // ends the run as that signal would
	limits  []string        // what cannot be done on this system
}

// thisProcess takes over the process's environment. What is secret is taken out of it,
// so that no program started from here can have it.
func thisProcess() *process {
	env := map[string]string{}
	for _, kv := range os.Environ() {
		if k, v, ok := strings.Cut(kv, "="); ok {
			env[k] = v
		}
	}
	exposed := seal()
	sig := make(chan os.Signal, 4)
	signal.Notify(sig, syscall.SIGINT, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // else the person said nohup
		signal.Notify(sig, syscall.SIGHUP)
	}
	tty := operator.OpenTerminal("")
	if tty != nil {
		tty.Deaf = env["ACCESSIBLE"] != "" || slices.Contains([]string{"", "dumb", "linux"}, env["TERM"])
	}
	screen := progress.OnFile(os.Stderr, env)
	if exposed != nil && env[envPassword] != "" {
		screen.Say("miacct: programs of yours can read the password in this process's environment: " + exposed.Error() + "; .env keeps it out of there")
	}
	return &process{
		stdout:  os.Stdout,
		screen:  screen,
		env:     env,
		uid:     os.Geteuid(),
		tty:     tty,
		signals: sig,
		limits:  platform.Limits(),
	}
}

// secretEnv are the variables that hold secrets.
var secretEnv = []string{envPassword, envBrowserURL, envBrowserHeaders}

// seal keeps secrets within this process's own memory: out of its environment, as it and as the
// system shows it, and out of core dumps, of which none is written by this process and those that
// it starts. The error says why the environment still shows them.
func seal() error {
	for _, name := range secretEnv {
		os.Unsetenv(name)
	}
	platform.NoCoreDumps()
	return platform.ClearEnvironment(secretEnv)
}

// childEnv is all that a program started from here gets to see of the environment.
func (p *process) childEnv() []string {
	var env []string
	for _, k := range []string{"PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE",
		"LC_MESSAGES", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"} {
		if v, ok := p.env[k]; ok {
			env = append(env, k+"="+v)
		}
	}
	return env
}

// hasDisplay reports whether a window could be shown.
func (p *process) hasDisplay() bool {
	return !platform.UsesX || p.env["DISPLAY"] != "" || p.env["WAYLAND_DISPLAY"] != ""
}
