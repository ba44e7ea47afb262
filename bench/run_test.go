// Package bench measures what care costs: whole runs beside a minimal script that clicks
// the same, alternating in one benchmark.
package bench

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
)

// trusting is a person who allows whatever is planned and is never needed for more.
type trusting struct{}

func (trusting) Call(context.Context, flow.Handoff) error { return flow.ErrNobody }
func (trusting) Answer(context.Context, flow.Question) (string, error) {
	return "", flow.ErrNobody
}
func (trusting) Confirm(context.Context, flow.Plan) error { return nil }

// start runs a mock cloud with an account that has n phones.
func start(b *testing.B, n int) *mockcloud.Cloud {
	b.Helper()
	s, ok := mockcloud.Named("plain")
	if !ok {
		b.Fatal("the mock cloud has no plain scenario")
	}
	s.State.Devices = nil
	for i := range n {
		s.State.Devices = append(s.State.Devices, mockcloud.Device{FID: fmt.Sprintf("f%04d", i), Name: fmt.Sprintf("Redmi Note %d", i+1), Model: "M1", Own: true, FindOn: true, Online: true})
	}
	cloud, err := mockcloud.Start(mockcloud.Options{State: s.State})
	if err != nil {
		b.Fatal(err)
	}
	return cloud
}

// whole is a run of the real program's parts, with its trail and pictures, into dir.
func whole(ctx context.Context, chrome string, cloud *mockcloud.Cloud, dir string) (lines []audit.Line, err error) {
	site, err := pages.Load(nil)
	if err != nil {
		return nil, err
	}
	trail, err := audit.Create(dir, audit.Run{Command: "web-delete", Rehearsal: true},
		audit.Options{Keys: dir + "-keys", Watch: func(l audit.Line) { lines = append(lines, l) }})
	if err != nil {
		return nil, err
	}
	tab, err := browser.Open(ctx, browser.Options{Path: chrome, Rehearse: cloud.Addr(),
		Hosts: slices.Concat(site.Hosts.Account, site.Hosts.Cloud), Masks: site.Masks})
	if err != nil {
		return nil, err
	}
	defer tab.Close()
	account := cloud.State().Account
	job := &pages.WebDelete{Site: site, Account: account.Email, Password: account.Password, Cloud: "https://i.mi.com", Lang: "en"}
	var ending pages.Ending
	r := &flow.Runner{Tab: tab, Trail: trail, Person: trusting{}}
	tasks := job.Tasks(&ending)
	r.Challenges = job.Challenges()
	if err := r.Run(ctx, tasks); err != nil {
		return nil, err
	}
	if err := trail.Result(audit.Done, ending.Words, 0); err != nil {
		return nil, err
	}
	_, err = audit.Report(trail.Dir(), "")
	return lines, err
}

// BenchmarkRun reports the wall time of whole runs as a multiple of the minimal script's,
// the seconds of both, the steps, and the memory of this process at the end.
func BenchmarkRun(b *testing.B) {
	chrome, _, err := browser.Locate(b.Context(), "", false)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1, 10, 50} {
		b.Run(fmt.Sprintf("devices=%d", n), func(b *testing.B) {
			var ours, theirs time.Duration
			steps := 0
			for range b.N {
				cloud := start(b, n)
				since := time.Now()
				if err := minimal(b.Context(), chrome, cloud); err != nil {
					b.Fatal(err)
				}
				theirs += time.Since(since)
				gone(b, cloud)

				cloud = start(b, n)
				since = time.Now()
				lines, err := whole(b.Context(), chrome, cloud, b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				ours += time.Since(since)
				gone(b, cloud)
				for _, l := range lines {
					if l.Event == audit.EventEnd {
						steps++
					}
				}
			}
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-minimal")
			b.ReportMetric(ours.Seconds()/float64(b.N), "s-ours")
			b.ReportMetric(theirs.Seconds()/float64(b.N), "s-minimal")
			b.ReportMetric(float64(steps)/float64(b.N), "steps")
			b.ReportMetric(resident(b), "MB-resident")
		})
	}
}

// gone checks that the cloud holds no account any more, and stops it.
func gone(b *testing.B, cloud *mockcloud.Cloud) {
	b.Helper()
	if !cloud.State().Deleted {
		b.Fatal("the cloud still holds the account")
	}
	if err := cloud.Close(); err != nil {
		b.Fatal(err)
	}
}

// resident is the memory of this process in MB, mock cloud included; 0 where the system does not tell.
func resident(b *testing.B) float64 {
	b.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		var kb float64
		if _, err := fmt.Sscanf(line, "VmRSS: %f kB", &kb); err == nil {
			return kb / 1024
		}
	}
	return 0
}
