package main

import (
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"miacct/trail"
)

// Ctrl-C while a list is read that has five parts, when the third is asked for.
func TestCtrlCWhileAListIsRead(t *testing.T) {
	var mu sync.Mutex
	var cmd *exec.Cmd
	asked, failed := 0, error(nil)
	cloud := startCloudAsked(t, "fifty-devices", func(r *http.Request) {
		if r.URL.Query().Get("after") == "" {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if asked++; asked == 2 {
			failed = cmd.Process.Signal(syscall.SIGINT)
		}
	})
	before := cloud.State()
	cmd = miacct(t, cloud, "--confirm", before.Account.ID)
	code, lines, stderr := outcome(t, cmd)
	mu.Lock()
	defer mu.Unlock()
	last := lines[len(lines)-1]
	if code != 130 || last.Outcome != trail.Interrupted || failed != nil || asked < 2 {
		t.Errorf("exit code %d, %s, %d parts asked for, %v\n%s", code, last.Outcome, asked, failed, stderr)
	}
	if asked > 3 { // the one under way may end
		t.Errorf("%d parts were asked for", asked)
	}
	if !strings.Contains(strings.ToLower(stderr), "interrupted") {
		t.Errorf("%s", stderr)
	}
	unchanged(t, cloud, before.Devices)
}
