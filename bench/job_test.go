package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"miacct/mockcloud"
)

// A job is what every runner is to do: take all phones and the account away.
type job struct {
	Addr     string   `json:"addr"`   // of the mock cloud
	Chrome   string   `json:"chrome"` // its path
	Email    string   `json:"email"`
	Password string   `json:"password"`
	FIDs     []string `json:"fids"` // of the phones
	Dir      string   `json:"dir"`  // an empty folder

	id string // the account's
}

// A runner does a job as a process of its own.
type runner struct {
	name    string
	command func(job) *exec.Cmd
}

// asMinimal makes this test program be the minimal script; its value is the job.
const asMinimal = "MIACCT_BENCH_MINIMAL"

func TestMain(m *testing.M) {
	if text := os.Getenv(asMinimal); text != "" {
		var j job
		err := json.Unmarshal([]byte(text), &j)
		if err == nil {
			err = minimal(context.Background(), j)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func (j job) json() string {
	b, err := json.Marshal(j)
	if err != nil {
		panic(err) // plain strings
	}
	return string(b)
}

func minimalRunner() runner {
	return runner{"minimal script", func(j job) *exec.Cmd {
		c := exec.Command("/proc/self/exe")
		c.Env = append(os.Environ(), asMinimal+"="+j.json())
		return c
	}}
}

func playwrightRunner() runner {
	return runner{"Playwright, trace and pictures", func(j job) *exec.Cmd {
		c := exec.Command("node", "run.mjs")
		c.Dir = filepath.Join("..", "testdata", "playwright")
		c.Env = append(os.Environ(), "JOB="+j.json())
		return c
	}}
}

// miacctRunner runs the program at path with all evidence. Where its time went is in timesOf.
func miacctRunner(name, path string, timed bool) runner {
	return runner{name, func(j job) *exec.Cmd {
		args := []string{"web-delete", "--mock", j.Addr, "--confirm", j.id, "--browser", j.Chrome}
		if timed {
			args = append(args, "--trace-time", timesOf(j))
		}
		c := exec.Command(path, args...)
		c.Dir = j.Dir
		c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + j.Dir, "MIACCT_ACCOUNT=" + j.Email, "MIACCT_PASSWORD=" + j.Password}
		return c
	}}
}

func timesOf(j job) string { return filepath.Join(j.Dir, "times.json") }

// do runs the job for n phones on a mock cloud of its own and returns the job and the wall time.
// The cloud must hold nothing any more.
func (r runner) do(t *testing.T, chrome string, n int) (job, time.Duration, memory) {
	t.Helper()
	s, ok := mockcloud.Named("plain")
	if !ok {
		t.Fatal("the mock cloud has no plain scenario")
	}
	s.State.Devices = nil
	j := job{Chrome: chrome, Email: s.State.Account.Email, Password: s.State.Account.Password, Dir: t.TempDir(), id: s.State.Account.ID}
	for i := range n {
		fid := fmt.Sprintf("f%04d", i)
		j.FIDs = append(j.FIDs, fid)
		s.State.Devices = append(s.State.Devices, mockcloud.Device{FID: fid, Name: fmt.Sprintf("Redmi Note %d", i+1), Model: "M1", Own: true, FindOn: true, Online: true})
	}
	cloud, err := mockcloud.Start(mockcloud.Options{State: s.State})
	if err != nil {
		t.Fatal(err)
	}
	defer cloud.Close()
	j.Addr = cloud.Addr()
	c := r.command(j)
	took, most, words, err := timed(c)
	if err != nil {
		t.Fatalf("%s with %d phones: %v\n%s", r.name, n, err, words)
	}
	end := cloud.State()
	if !end.Deleted || end.Counts["delete"] != 1 {
		t.Fatalf("%s with %d phones: deleted %v, %d times", r.name, n, end.Deleted, end.Counts["delete"])
	}
	for _, d := range end.Devices {
		if d.FindOn || !d.Removed {
			t.Fatalf("%s left %s: Find Device on %v, removed %v", r.name, d.Name, d.FindOn, d.Removed)
		}
	}
	return j, took, most
}
