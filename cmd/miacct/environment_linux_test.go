package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestPasswordLeavesTheEnvironment(t *testing.T) {
	cmd, keys := inTerminalOf(t, []string{"OTHER=stays", "EMPTY=", envPassword + "=canary-1c5e9", "LAST=stays"}, testRun(t)...)
	keys.Sees("Account (email, phone number or Xiaomi ID): ", 1)
	env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(env, []byte("canary")) || !bytes.Contains(env, []byte("OTHER=stays\x00")) || !bytes.Contains(env, []byte("LAST=stays\x00")) || !bytes.Contains(env, []byte(envPassword+"=")) {
		t.Errorf("the environment: %q", env)
	}
	limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^Max core file size +0 +0 `).Match(limits) {
		t.Errorf("a core dump may be written:\n%s", limits)
	}
	if s := keys.Screen(); strings.Contains(s, "can read the password") {
		t.Errorf("the screen:\n%s", s)
	}
	keys.Types("\x03")
	if code := exitOf(t, cmd); code != 130 {
		t.Errorf("exit code %d", code)
	}
}
