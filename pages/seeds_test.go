package pages_test

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

var seedsFlag = flag.String("seeds", "", "shapes to be tried, \"1-40,77\", instead of a few")

type seedNumber uint64

func (n seedNumber) String() string { return strconv.FormatUint(uint64(n), 10) }

// chosenSeeds are those of the flag, or a sample of few.
func chosenSeeds(t *testing.T, few string) (seeds []seedNumber) {
	t.Helper()
	list := *seedsFlag
	if list == "" {
		list = few
	}
	for part := range strings.SplitSeq(list, ",") {
		first, last, found := strings.Cut(part, "-")
		if !found {
			last = first
		}
		a, err := strconv.ParseUint(first, 10, 32)
		b, err2 := strconv.ParseUint(last, 10, 32)
		if err != nil || err2 != nil || b < a {
			t.Fatalf("-seeds: %q is no list of numbers", list)
		}
		for n := a; n <= b; n++ {
			seeds = append(seeds, seedNumber(n))
		}
	}
	if *seedsFlag == "" {
		return sample.Of(t, 1, seeds)
	}
	return seeds
}

// honest are the ends a run may come to on pages it does not understand.
var honest = []trail.Outcome{trail.NobodyThere, trail.Refused, trail.NotRecognised}

// TestSeeds runs the whole job against pages of many shapes. Each comes to the right end or
// to an honest one, and nothing is pressed that must not be.
func TestSeeds(t *testing.T) {
	var mu sync.Mutex
	ends := map[string]int{}
	by := map[string]map[string][2]int{} // dimension, value → done, all
	seeds := chosenSeeds(t, "5,14")
	t.Cleanup(func() { tellSeeds(t, len(seeds), ends, by) })
	for _, seed := range seeds {
		t.Run(seed.String(), func(t *testing.T) {
			t.Parallel()
			before := mockcloud.Seeded(uint64(seed)).State
			shape := *before.Knobs.Shape
			o := run(t, before, func(j *pages.WebDelete, _ *owner) { j.Lang = "" })
			after := o.cloud.State()
			right := shape.Check == "stop" && o.outcome == trail.Refused || (o.outcome == trail.Done || o.outcome == trail.Accepted) && (after.Deleted || after.Accepted)
			wantHonest(t, o, after)
			wantNoHarm(t, before, after)
			t.Logf("%s: %v %q; counts %v; %s", o.outcome, o.err, o.ending.Words, after.Counts, shape.About())
			mu.Lock()
			defer mu.Unlock()
			ends[endOf(o, after, right)]++
			for dimension, value := range shape.Dimensions() {
				if by[dimension] == nil {
					by[dimension] = map[string][2]int{}
				}
				n := by[dimension][value]
				if n[1]++; right {
					n[0]++
				}
				by[dimension][value] = n
			}
		})
	}
}

// endOf is the kind of an end: right, or how and how far it came.
func endOf(o *outing, after mockcloud.State, right bool) string {
	if right {
		return "right"
	}
	far := "before the sign-in"
	for _, step := range []struct{ act, far string }{{"sign-in", "signed in"}, {"find-off", "Find Device off for some"}, {"remove", "some removed"}, {"delete", "deleted"}} {
		for act := range after.Counts {
			if act == step.act || strings.HasPrefix(act, step.act+":") {
				far = step.far
			}
		}
	}
	return string(o.outcome) + ", " + far
}

// wantHonest checks that what the run says is so.
func wantHonest(t *testing.T, o *outing, after mockcloud.State) {
	t.Helper()
	switch {
	case o.outcome == trail.Done || o.outcome == trail.Accepted:
		if !after.Deleted && !after.Accepted {
			t.Errorf("outcome %q, %q, and the cloud has the account", o.outcome, o.ending.Words)
		}
	case o.outcome == trail.Refused && (after.Deleted || after.Accepted):
		t.Errorf("outcome %q of %v, and the account is gone", o.outcome, o.err)
	case o.outcome == trail.Unknown:
		ordered := false
		for act := range after.Counts {
			ordered = ordered || act == "delete" || strings.HasPrefix(act, "find-off:") || strings.HasPrefix(act, "remove:")
		}
		if !ordered {
			t.Errorf("outcome unknown of %v, and nothing was ordered", o.err)
		}
	case !slices.Contains(honest, o.outcome):
		t.Errorf("outcome %q of %v", o.outcome, o.err)
	}
}

// wantNoHarm checks what holds for every shape, however the walk through it ended.
func wantNoHarm(t *testing.T, before, after mockcloud.State) {
	t.Helper()
	for act, n := range after.Counts {
		kind, fid, _ := strings.Cut(act, ":")
		switch kind {
		case "decoy", "erase", "lost", "ring", "delete-other":
			t.Errorf("%s was pressed %d times", act, n)
		case "find-off", "remove", "delete":
			if n > 1 {
				t.Errorf("%s was carried out %d times", act, n)
			}
		}
		for _, d := range before.Devices {
			if d.FID == fid && !d.Own {
				t.Errorf("%s is of a device of somebody else", act)
			}
		}
	}
	for _, d := range after.Devices {
		if d.Own && d.FindOn && after.Counts["remove:"+d.FID] > 0 {
			t.Errorf("%s was removed while Find Device was on for it", d.FID)
		}
	}
	if located, listed := left(after); (after.Deleted || after.Accepted) && located+listed > 0 {
		t.Errorf("the account is deleted with %d devices located and %d listed", located, listed)
	}
}

func tellSeeds(t *testing.T, all int, ends map[string]int, by map[string]map[string][2]int) {
	t.Logf("%d of %d seeds came to the right end", ends["right"], all)
	for _, kind := range slices.Sorted(maps.Keys(ends)) {
		t.Logf("%4d %s", ends[kind], kind)
	}
	for _, dimension := range slices.Sorted(maps.Keys(by)) {
		var parts []string
		for _, value := range slices.Sorted(maps.Keys(by[dimension])) {
			n := by[dimension][value]
			parts = append(parts, fmt.Sprintf("%s %d/%d", value, n[0], n[1]))
		}
		t.Logf("%s: %s", dimension, strings.Join(parts, ", "))
	}
}
