package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
	"miacct/testdata/sample"
	"miacct/trail"
)

// TestKilledAtAnyMoment kills the program, its Chrome or its tab at random moments of runs
// against a cloud with five phones, runs it again without faults, and asks the cloud what
// was done how often. KILLS is how many kills there are to be, SEED chooses them, else -sample does.
func TestKilledAtAnyMoment(t *testing.T) {
	kills, seed := number(t, "KILLS", 1), number(t, "SEED", sample.Rand(t).Int())
	t.Logf("SEED=%d", seed)
	b := &bloodshed{left: kills, kinds: map[string]int{}, ends: map[string]int{}}
	var lives sync.WaitGroup
	for w := range min(2, kills) {
		random := rand.New(rand.NewPCG(uint64(seed), uint64(w)))
		lives.Go(func() {
			for n := 0; !t.Failed() && b.more(); n++ {
				b.live(t, random, fmt.Sprintf("%d.%d", w, n))
			}
		})
	}
	lives.Wait()
	t.Logf("%d kills in %d lives: %v; runs that were killed or ended by it: %v; acts done twice: %d; unknown at the end: %d, the account being there each time; finished after them: %d",
		b.kills, b.lives, b.kinds, b.ends, b.doubles, b.unknowns, b.finished)
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// bloodshed counts what happened over all lives.
type bloodshed struct {
	mu                          sync.Mutex
	left                        int
	lives, kills                int
	kinds, ends                 map[string]int
	doubles, unknowns, finished int
}

func (b *bloodshed) count(f func()) { b.mu.Lock(); defer b.mu.Unlock(); f() }

// more reports whether another life is wanted.
func (b *bloodshed) more() (more bool) {
	b.count(func() { more = b.kills < b.left })
	return more
}

// live leads one account through killed runs to its end.
func (b *bloodshed) live(t *testing.T, random *rand.Rand, name string) {
	s, _ := mockcloud.Named("fifty-devices")
	s.State.Devices = s.State.Devices[:5]
	s.State.Knobs.Delay = time.Duration(random.IntN(4)) * 50 * time.Millisecond
	cloud, err := mockcloud.Start(mockcloud.Options{State: s.State})
	if err != nil {
		t.Error(err)
		return
	}
	defer cloud.Close()
	home := t.TempDir()
	id := cloud.State().Account.ID
	run := func(args ...string) *exec.Cmd {
		cmd := miacct(t, cloud, append([]string{"--json", "--confirm", id}, args...)...)
		cmd.Dir, cmd.Env[2] = home, "HOME="+home
		return cmd
	}
	b.count(func() { b.lives++ })
	var told []string
	for range 1 + random.IntN(3) {
		k := killAt(random)
		code, says := k.kill(t, run())
		told = append(told, fmt.Sprintf("%s: exit code %d", k, code))
		b.count(func() {
			b.ends[strconv.Itoa(code)]++
			if k.done {
				b.kills++
				b.kinds[k.kind]++
			}
		})
		if open := cloud.State(); code == 3 && open.Counts["delete"] == 0 && !strings.Contains(says, "delete") {
			t.Errorf("life %s, %s: unknown, and nothing was begun that cannot be undone\n%s", name, k, says)
		}
	}
	code, says := finish(t, run())
	if code == 3 && !cloud.State().Deleted {
		b.count(func() { b.unknowns++ })
		told = append(told, "then unknown")
		code, says = finish(t, run("--retry-unknown", id))
		if code == exitOK {
			b.count(func() { b.finished++ })
		}
	}
	end := cloud.State()
	if code != exitOK || !end.Deleted {
		t.Errorf("life %s, %s: the next run ends with %d, deleted %v\n%s", name, strings.Join(told, ", "), code, end.Deleted, says)
	}
	for act, n := range end.Counts {
		if n > 1 && (strings.HasPrefix(act, "find-off:") || strings.HasPrefix(act, "remove:") || act == "delete") {
			b.count(func() { b.doubles++ })
			t.Errorf("life %s, %s: %s was done %d times", name, strings.Join(told, ", "), act, n)
		}
	}
	requests := len(end.Requests)
	code, says = finish(t, run())
	if after := cloud.State(); code != exitOK || posts(after.Requests[requests:]) != 0 {
		t.Errorf("life %s: one run more ends with %d and posts %d times\n%s", name, code, posts(after.Requests[requests:]), says)
	}
	t.Logf("life %s: %s", name, strings.Join(told, ", "))
}

// posts counts the requests of Mi Cloud and of the account that may change something. The sign-in is none of them.
func posts(requests []string) int {
	n := 0
	for _, r := range requests {
		if strings.HasPrefix(r, "POST ") && !strings.Contains(r, "/pass/serviceLogin") {
			n++
		}
	}
	return n
}

// finish lets a run come to its end.
func finish(t *testing.T, cmd *exec.Cmd) (code int, says string) {
	var out, text bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &text
	return runCode(t, cmd.Run(), cmd), text.String()
}

// A killing is what is killed and when: some time after the n-th line of a kind of a trail.
type killing struct {
	kind   string // "program", "chrome", "tab"
	counts string // "line", "intent", "intent to delete"
	after  int
	later  time.Duration
	done   bool
}

func (k *killing) String() string {
	if !k.done {
		return "nothing killed"
	}
	return fmt.Sprintf("%s killed %v after %s %d", k.kind, k.later, k.counts, k.after)
}

func killAt(random *rand.Rand) *killing {
	k := &killing{
		kind:  []string{"program", "program", "chrome", "tab"}[random.IntN(4)],
		later: time.Duration(random.IntN(300)) * time.Millisecond,
	}
	switch random.IntN(5) {
	case 0:
		k.counts, k.after = "line", 1+random.IntN(300)
	case 1, 2, 3:
		k.counts, k.after = "intent", 1+random.IntN(40)
	case 4:
		k.counts, k.after = "intent to delete", 1+random.IntN(2)
	}
	return k
}

// hits reports whether the line is of the kind that is counted.
func (k *killing) hits(l trail.Line) bool {
	return k.counts == "line" || l.Event == trail.EventIntent && (k.counts == "intent" || l.Task == "delete the account" && strings.Contains(l.Name, "delet"))
}

// kill runs cmd and kills at the moment.
func (k *killing) kill(t *testing.T, cmd *exec.Cmd) (code int, says string) {
	var text bytes.Buffer
	cmd.Stderr = &text
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Error(err)
		return -1, ""
	}
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return -1, ""
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		var l trail.Line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Errorf("%s: %v", lines.Bytes(), err)
		}
		if k.hits(l) {
			n++
		}
		if n == k.after && !k.done {
			<-time.After(k.later)
			for _, pid := range k.victims(cmd.Process.Pid) {
				k.done = platformtest.Kill(pid, syscall.SIGKILL) == nil || k.done
			}
		}
	}
	return runCode(t, cmd.Wait(), cmd), text.String()
}

// victims are the processes to be killed of the program with pid.
func (k *killing) victims(pid int) []int {
	if k.kind == "program" {
		return []int{pid}
	}
	// Chrome has a process group of its own, that of the child the program started; the child may be a script.
	type process struct{ id, parent, group int }
	var all []process
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // ended meanwhile
		}
		var p process
		var state string
		p.id, _ = strconv.Atoi(filepath.Base(filepath.Dir(path)))
		fmt.Sscan(string(b[bytes.LastIndexByte(b, ')')+1:]), &state, &p.parent, &p.group)
		all = append(all, p)
	}
	var pids []int
	for _, p := range all {
		ours := slices.ContainsFunc(all, func(child process) bool { return child.parent == pid && child.id == p.group })
		args, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", p.id))
		if !ours || err != nil {
			continue
		}
		tab, helper := bytes.Contains(args, []byte("--type=renderer")), bytes.Contains(args, []byte("--type="))
		if k.kind == "tab" && tab || k.kind == "chrome" && !helper && !bytes.Contains(args, []byte("crashpad")) {
			pids = append(pids, p.id)
		}
	}
	return pids
}
