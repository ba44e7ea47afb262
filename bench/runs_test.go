// Package bench measures what care costs: whole runs of miacct, from the start of its process
// to its exit, beside a minimal script that clicks the same and beside Playwright with its
// evidence on, alternating.
package bench

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"miacct/browser"
	"miacct/internal/platform/platformtest"
)

var (
	devices    = flag.String("runs.devices", "1", "how many phones the accounts have, with commas")
	rounds     = flag.Int("runs.rounds", 1, "how often each runner runs; a third of it with 50 phones and more")
	playwright = flag.Bool("runs.playwright", false, "run Playwright too; scripts/playwright.sh installs it")
	other      = flag.String("runs.other", "", "another build of miacct to run beside this one")
)

// TestRuns runs all runners in turn. `make bench-runs` runs it at length.
func TestRuns(t *testing.T) {
	chrome, version, err := browser.Locate(t.Context(), "", false)
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "miacct")
	if out, err := exec.Command("go", "build", "-o", bin, "../cmd/miacct").CombinedOutput(); err != nil {
		t.Fatalf("build miacct: %v\n%s", err, out)
	}
	runners := []runner{miacctRunner("miacct", bin, true), minimalRunner()}
	if *playwright {
		runners = append(runners, playwrightRunner())
	}
	if *other != "" {
		runners = append(runners, miacctRunner("other miacct", *other, false))
	}
	t.Logf("%s, load %s", version, load(t))
	for _, word := range strings.Split(*devices, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			t.Fatalf("-runs.devices: %q is no number of phones", word)
		}
		times := *rounds
		if n >= 50 {
			times = max(1, times/3)
		}
		took := make([][]time.Duration, len(runners))
		var most memory
		kinds := map[string][]time.Duration{}
		for round := range times {
			for i := range runners { // who is first changes: the first of a round has the coldest caches
				i = (i + round) % len(runners)
				j, d, m := runners[i].do(t, chrome, n)
				took[i] = append(took[i], d)
				if i == 0 {
					most = max(most, m)
					for kind, d := range kindsOf(t, timesOf(j), d) {
						kinds[kind] = append(kinds[kind], d)
					}
				}
			}
		}
		t.Logf("\n%s", table(n, runners, took, kinds, most))
	}
}

// table words what n phones took: medians, and the ratios of runs of one round.
func table(n int, runners []runner, took [][]time.Duration, kinds map[string][]time.Duration, most memory) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d phones, %d rounds%28s miacct takes\n", n, len(took[0]), "seconds")
	for i, r := range runners {
		fmt.Fprintf(&b, "  %-32s %5.1f (%.1f–%.1f)", r.name, median(took[i]).Seconds(), slices.Min(took[i]).Seconds(), slices.Max(took[i]).Seconds())
		if i > 0 {
			var ratios []float64
			for round := range took[i] {
				ratios = append(ratios, took[0][round].Seconds()/took[i][round].Seconds())
			}
			fmt.Fprintf(&b, "   %.2f times that (%.2f–%.2f)", median(ratios), slices.Min(ratios), slices.Max(ratios))
		}
		b.WriteString("\n")
	}
	b.WriteString("  of miacct's time:\n")
	whole := median(took[0])
	for _, kind := range order {
		if d := kinds[kind]; len(d) > 0 {
			fmt.Fprintf(&b, "    %-30s %5.2f s  %3.0f %%\n", kind, median(d).Seconds(), 100*median(d).Seconds()/whole.Seconds())
		}
	}
	if most > 0 {
		fmt.Fprintf(&b, "  miacct's own process: at most %.0f MB of memory\n", float64(most)/1e6)
	}
	return b.String()
}

func median[T int | int64 | float64 | time.Duration](of []T) T {
	all := slices.Sorted(slices.Values(of))
	if n := len(all); n%2 == 0 {
		return (all[n/2-1] + all[n/2]) / 2
	}
	return all[len(all)/2]
}

// memory is how much of it a process had at most, in bytes; 0 where the system does not tell.
type memory int64

// timed runs c and returns its wall time, the most memory its process had, and what it said.
func timed(c *exec.Cmd) (took time.Duration, most memory, words []byte, err error) {
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	platformtest.Session(c) // there is nobody to ask
	began := time.Now()
	if err := c.Start(); err != nil {
		return 0, 0, nil, err
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	beat := time.NewTicker(100 * time.Millisecond)
	defer beat.Stop()
	for {
		select {
		case err := <-done:
			return time.Since(began), most, said.Bytes(), err
		case <-beat.C:
			most = max(most, peak(c.Process.Pid))
		}
	}
}

// peak is the most memory that the process had so far.
func peak(pid int) memory {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kb int64
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kb); err == nil {
			return memory(kb * 1024)
		}
	}
	return 0
}

// load is how many processes want the machine's processors.
func load(t *testing.T) string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(b), " ")
	return one
}
