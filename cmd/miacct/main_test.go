package main

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"miacct/internal/platform/platformtest"
)

// inTerminal makes this test program be miacct, with the terminal it was given.
const inTerminal = "MIACCT_TEST_IN_TERMINAL"

func TestMain(m *testing.M) {
	if os.Getenv(inTerminal) != "" {
		os.Unsetenv(inTerminal)
		main()
	}
	if signal.Ignored(syscall.SIGHUP) { // these tests are under nohup, what they start is not
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	}
	testscript.Main(m, map[string]func(){"miacct": func() {
		// Scripts have no terminal, not even that of whoever runs the tests.
		if err := platformtest.LeaveTerminal(); err != nil {
			panic(err)
		}
		main()
	}})
}

func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "record": record, "edit": edit, "cut": cutOff, "unnamed": unnamed}})
}

// exits runs a command that must end with the exit code given: exits 2 miacct web-delete --foo
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [argument...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}
