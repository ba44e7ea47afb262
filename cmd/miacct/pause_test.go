package main

import (
	"os"
	"os/exec"
	"testing"

	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
)

// atTerminal starts a run against a cloud of the scenario, in a terminal of its own.
func atTerminal(t *testing.T, scenario string, args ...string) (*mockcloud.Cloud, *exec.Cmd, *platformtest.Keyboard) {
	t.Helper()
	cloud := startCloud(t, scenario)
	a := cloud.State().Account
	cmd, keys := inTerminalOf(t, []string{envAccount + "=" + a.Email, envPassword + "=" + a.Password, "DISPLAY=" + os.Getenv("DISPLAY")},
		append([]string{"web-delete", "--mock", cloud.Addr(), "--confirm", a.ID}, args...)...)
	return cloud, cmd, keys
}

func TestCtrlCPausesAndTheRunGoesOn(t *testing.T) {
	cloud, cmd, keys := atTerminal(t, "one-device")
	keys.Sees("open Mi Cloud", 1)
	keys.Types("\x03")
	keys.Sees("[Enter] continue · [s] stop here: ", 1)
	if s := cloud.State(); s.Deleted {
		t.Error("the run did not pause")
	}
	keys.Types("\n")
	if code := exitOf(t, cmd); code != exitOK || !cloud.State().Deleted {
		t.Errorf("exit code %d, deleted %v\n%s", code, cloud.State().Deleted, keys.Screen())
	}
}

func TestCtrlCThenStop(t *testing.T) {
	for name, typed := range map[string]string{"by choice": "s\n", "by a second Ctrl-C": "\x03"} {
		t.Run(name, func(t *testing.T) {
			cloud, cmd, keys := atTerminal(t, "one-device")
			before := cloud.State().Devices
			keys.Sees("open Mi Cloud", 1)
			keys.Types("\x03")
			keys.Sees("[Enter] continue · [s] stop here: ", 1)
			keys.Types(typed)
			if code := exitOf(t, cmd); code != 130 {
				t.Errorf("exit code %d\n%s", code, keys.Screen())
			}
			unchanged(t, cloud, before)
		})
	}
}

func TestLostTerminalStopsTheRun(t *testing.T) {
	cloud, cmd, keys := atTerminal(t, "one-device")
	before := cloud.State().Devices
	keys.Sees("open Mi Cloud", 1)
	keys.F.Close()
	if code := exitOf(t, cmd); code != 143 {
		t.Errorf("exit code %d", code)
	}
	unchanged(t, cloud, before)
}

func TestPictureWrongThenRight(t *testing.T) {
	cloud, cmd, keys := atTerminal(t, "picture-captcha")
	cloud.Change(func(s *mockcloud.State) { s.Devices = nil }) // what follows is to be short
	keys.Sees("Type the text in the picture.", 1)
	keys.Types("nope\n")
	keys.Sees("The site says: ", 1)
	keys.Types(cloud.State().CaptchaKey + "\n")
	if code := exitOf(t, cmd); code != exitOK || !cloud.State().Deleted {
		t.Errorf("exit code %d, deleted %v\n%s", code, cloud.State().Deleted, keys.Screen())
	}
}
