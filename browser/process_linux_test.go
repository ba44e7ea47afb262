package browser

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// running reports whether the process is alive; one that only waits to be reaped is not.
func running(pid string) bool {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return false
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(rest, "Z") && !strings.HasPrefix(rest, "X")
}

// processesOf lists the live processes whose command line or environment names dir,
// and those they have started.
func processesOf(t *testing.T, dir string) []string {
	t.Helper()
	procs, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	parent := map[string]string{}
	in := map[string]bool{}
	for _, p := range procs {
		pid := filepath.Base(p)
		if pid == strconv.Itoa(os.Getpid()) || !running(pid) {
			continue
		}
		cmdline, _ := os.ReadFile(p + "/cmdline") // gone meanwhile: not one of them
		env, _ := os.ReadFile(p + "/environ")
		in[pid] = strings.Contains(string(cmdline), dir) || strings.Contains(string(env), dir)
		stat, _ := os.ReadFile(p + "/stat")
		_, rest, _ := strings.Cut(string(stat), ") ")
		if f := strings.Fields(rest); len(f) > 1 {
			parent[pid] = f[1]
		}
	}
	for more := true; more; {
		more = false
		for pid, of := range parent {
			if in[of] && !in[pid] {
				in[pid], more = true, true
			}
		}
	}
	var l []string
	for pid, yes := range in {
		if yes {
			l = append(l, pid)
		}
	}
	return l
}

// listening returns the TCP sockets on which the processes listen.
func listening(t *testing.T, pids []string) []string {
	t.Helper()
	open := map[string]string{} // address by inode
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, err := os.ReadFile(table)
		if err != nil {
			continue // no IPv6 here
		}
		for line := range strings.Lines(string(text)) {
			if f := strings.Fields(line); len(f) > 9 && f[3] == "0A" {
				open["socket:["+f[9]+"]"] = f[1]
			}
		}
	}
	var l []string
	for _, pid := range pids {
		fds, _ := filepath.Glob("/proc/" + pid + "/fd/*")
		for _, fd := range fds {
			if to, err := os.Readlink(fd); err == nil && open[to] != "" {
				l = append(l, pid+" on "+open[to])
			}
		}
	}
	return l
}
