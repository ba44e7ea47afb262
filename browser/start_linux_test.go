package browser

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// installed are the ways to find Chrome, which start different programs.
var installed = []string{"", "chromium"}

func TestChromeOpensNoPort(t *testing.T) {
	temp := shortTemp(t)
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	if l := listening(t, []string{strconv.Itoa(os.Getpid())}); len(l) == 0 {
		t.Fatal("our own listening socket is not seen")
	}
	for _, exe := range installed {
		c, err := start(soon(t), Options{Path: exe, NoSandbox: true})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = chromedp.Run(c.tab, show(s.URL)) // brings all its processes up
		pids := processesOf(t, profiles(t, temp)[0])
		if len(pids) < 4 {
			t.Errorf("only %d processes of Chrome are seen", len(pids))
		}
		if l := listening(t, pids); len(l) > 0 {
			t.Errorf("Chrome listens: %v", l)
		}
		if err := c.close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOurEnvironmentStaysOurs(t *testing.T) {
	temp := shortTemp(t)
	t.Setenv("MIACCT_PASSWORD", "canary-1c5e9")
	t.Setenv("SSLKEYLOGFILE", filepath.Join(t.TempDir(), "canary-keys"))
	for _, exe := range installed {
		c, err := start(soon(t), Options{Path: exe, NoSandbox: true})
		if err != nil {
			t.Fatal(err)
		}
		dir := profiles(t, temp)[0]
		home := false
		for _, pid := range processesOf(t, dir) {
			env, _ := os.ReadFile("/proc/" + pid + "/environ")
			cmdline, _ := os.ReadFile("/proc/" + pid + "/cmdline")
			home = home || bytes.Contains(env, []byte("HOME="+dir))
			if all := string(env) + string(cmdline); strings.Contains(all, "canary-") || strings.Contains(all, "MIACCT_") {
				t.Errorf("process %s has it: %q", pid, all)
			}
		}
		if !home {
			t.Error("no process has the profile as its home: the right ones were not looked at")
		}
		if err := c.close(); err != nil {
			t.Error(err)
		}
	}
}

func TestNoProcessIsLeftAfterClose(t *testing.T) {
	for _, exe := range installed {
		temp := shortTemp(t)
		c, err := start(soon(t), Options{Path: exe, NoSandbox: true})
		if err != nil {
			t.Fatal(err)
		}
		dir := profiles(t, temp)[0]
		if err := c.close(); err != nil {
			t.Error(err)
		}
		eventually(t, "all processes are gone", func() bool { return len(processesOf(t, dir)) == 0 })
		if exists(dir) {
			t.Errorf("%s is back", dir)
		}
	}
}

func TestChromeIsInAGroupOfItsOwn(t *testing.T) {
	shortTemp(t)
	c, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	pid := chromedp.FromContext(c.tab).Browser.Process().Pid
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	if group := strings.Fields(rest)[2]; group != strconv.Itoa(pid) {
		t.Errorf("Chrome %d is in group %s: Ctrl-C would end it", pid, group)
	}
}

// A Chrome that dies ends the tab's context, takes its children along, and can be closed.
func TestCloseAfterChromeHasDied(t *testing.T) {
	temp := shortTemp(t)
	c, err := start(soon(t), Options{Path: "chromium", NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	dir := profiles(t, temp)[0]
	chromePid := chromedp.FromContext(c.tab).Browser.Process().Pid
	child := exec.Command("sleep", "1000") // one that would not end by itself
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: chromePid}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Process.Kill()
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	if err := syscall.Kill(chromePid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case <-c.tab.Done():
	case <-soon(t).Done():
		t.Fatal("nobody noticed that Chrome has died")
	}
	select {
	case <-ended:
	case <-soon(t).Done():
		t.Fatal("a child of Chrome has survived it")
	}
	eventually(t, "its other children are gone", func() bool { return len(processesOf(t, dir)) == 0 })
	if err := c.close(); err != nil {
		t.Error(err)
	}
	if exists(dir) {
		t.Errorf("left: %s", dir)
	}
}

// TestWaitWithAChrome is the process that the next test kills.
func TestWaitWithAChrome(t *testing.T) {
	if os.Getenv("BROWSER_TEST_WAIT") == "" {
		return // only as the child of the next test
	}
	c, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	fmt.Println("started")
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func TestTheProfileOfAKilledRunIsSweptByTheNext(t *testing.T) {
	temp := shortTemp(t)
	child := exec.Command(os.Args[0], "-test.run=^TestWaitWithAChrome$", "-test.v")
	child.Env = append(os.Environ(), "BROWSER_TEST_WAIT=1")
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "started"; {
	}
	killed := profiles(t, temp)
	if len(killed) != 1 {
		t.Fatalf("profiles of the child: %v, want one", killed)
	}

	live, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer live.close()
	if l := profiles(t, temp); len(l) != 2 {
		t.Fatalf("profiles of two live runs: %v, want two", l)
	}

	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // says that it was killed
	eventually(t, "the Chrome of the killed run is gone", func() bool { return len(processesOf(t, killed[0])) == 0 })
	if !exists(killed[0]) {
		t.Fatal("nothing was left that could be swept")
	}

	next, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer next.close()
	if exists(killed[0]) {
		t.Error("the profile of the killed run is still there")
	}
	if l := profiles(t, temp); len(l) != 2 {
		t.Errorf("profiles: %v, want the two of live runs", l)
	}
	if _, err := chromedp.Run(live.tab, chromedp.Evaluate[int]("1")); err != nil {
		t.Errorf("the live run's Chrome: %v", err)
	}
}

func TestAHungStartEndsWithItsContext(t *testing.T) {
	temp := shortTemp(t)
	alive := filepath.Join(t.TempDir(), "alive") // has the number of a child of the fake
	exe := fakeChrome(t, saysItsVersion, "sleep 1000 & echo $! >"+alive+"; wait")
	err := overdue(t, t.Context(), time.Second, func(ctx context.Context) error {
		_, err := start(ctx, Options{Path: exe, NoSandbox: true})
		return err
	}, func(error) bool { return exists(alive) })
	if !errors.Is(err, ErrStart) || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "no answer in time") {
		t.Errorf("error is %v, want one that says that the time is over", err)
	}
	if l := profiles(t, temp); len(l) > 0 {
		t.Errorf("left: %v", l)
	}
	pid, err := os.ReadFile(alive)
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the child of the hung Chrome is gone", func() bool { return !running(strings.TrimSpace(string(pid))) })
}

func TestRootIsRefused(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "started")
	exe := fakeChrome(t, "touch "+mark, "touch "+mark)
	_, err := start(soon(t), Options{Path: exe})
	if root := os.Geteuid() == 0; err == nil || strings.Contains(err.Error(), "as root Chrome has no sandbox") != root || exists(mark) == root {
		t.Errorf("root %v: error is %v, Chrome was asked to start: %v", root, err, exists(mark))
	}
}
