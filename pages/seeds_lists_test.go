package pages_test

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/trail"
)

// TestSeedsOfTheLists reads the plan from pages of many shapes and stops before anything is changed:
// each of the account's own devices is in it as it is in the cloud, and none of anybody else's.
func TestSeedsOfTheLists(t *testing.T) {
	var mu sync.Mutex
	ends := map[string]int{}
	seeds := chosenSeeds(t, "3")
	t.Cleanup(func() {
		t.Logf("%d of %d plans were read", ends["right"], len(seeds))
		for _, kind := range slices.Sorted(maps.Keys(ends)) {
			t.Logf("%4d %s", ends[kind], kind)
		}
	})
	for _, seed := range seeds {
		t.Run(seed.String(), func(t *testing.T) {
			t.Parallel()
			before := mockcloud.Seeded(uint64(seed)).State
			o := run(t, before, func(j *pages.WebDelete, _ *owner) { j.Lang, j.StopBefore = "", "find-device" })
			after := o.cloud.State()
			wantNoHarm(t, before, after)
			t.Logf("%s: %v, asked %q; %s", o.outcome, o.err, o.owner.asked, before.Knobs.Shape.About())
			end := "right"
			if o.err != nil {
				end = string(o.outcome)
				if *seedsFlag == "" || !slices.Contains(honest, o.outcome) {
					t.Errorf("outcome %q of %v", o.outcome, o.err)
				}
			} else if read, is := listed(o.lines), inCloud(before); len(read) != len(is) || !slices.Equal(read, is) && !strings.Contains(read[0], "••") { // what the person typed is hidden
				t.Errorf("read %q, and it is %q", read, is)
				end = "wrong"
			}
			mu.Lock()
			defer mu.Unlock()
			ends[end]++
		})
	}
}

// listed are the account's own devices of the plan read last.
func listed(lines []trail.Line) (own []string) {
	for _, l := range slices.Backward(lines) {
		for _, d := range l.Devices {
			if d.Own && d.Left {
				own = append(own, d.Name)
			}
		}
		if len(l.Devices) > 0 {
			break
		}
	}
	slices.Sort(own)
	return own
}

// inCloud are the account's own devices that the cloud lists.
func inCloud(s mockcloud.State) (own []string) {
	for _, d := range s.Devices {
		if d.Own && !d.Removed && strings.TrimSpace(d.Name) != "" {
			own = append(own, d.Name)
		}
	}
	slices.Sort(own)
	return own
}
