package pages_test

import (
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
)

var allLists = flag.Bool("lists", false, "lists of all kinds with 0 to 500 devices instead of a few")

// Every device is seen, however many there are and however the list brings them, in whatever order.
func TestEveryDeviceIsSeen(t *testing.T) {
	kinds, sizes := sample.Of(t, 1, []string{"late", "button"}), []int{11}
	if *allLists {
		kinds, sizes = []string{"", "whole", "late", "button", "pages", "virtual"}, []int{0, 1, 2, 10, 11, 100, 500}
	}
	for _, kind := range kinds {
		for _, n := range sizes {
			t.Run(fmt.Sprintf("list %q of %d", kind, n), func(t *testing.T) {
				t.Parallel()
				before := scenario(t, "plain")
				before.Knobs.DevicesList, before.Knobs.FindOffGone = kind, true
				before.Devices = nil
				for i := range n {
					before.Devices = append(before.Devices, mockcloud.Device{FID: fmt.Sprintf("f%04d", i), Name: fmt.Sprintf("Redmi Note %d", i+1), Model: "M1", Own: true, FindOn: i%7 != 3, Online: true})
				}
				o := run(t, before, func(j *pages.WebDelete, _ *owner) { j.DryRun = true }, func(o *outing) { o.timeout = time.Minute })
				if o.err != nil {
					t.Fatal(o.err)
				}
				var seen, want []string
				for _, l := range o.lines {
					for _, d := range l.Devices {
						if d.Left {
							seen = append(seen, d.Name)
						}
					}
				}
				for _, d := range o.cloud.State().Devices {
					want = append(want, d.Name)
				}
				slices.Sort(seen)
				slices.Sort(want)
				if !slices.Equal(seen, want) {
					t.Errorf("%d devices are seen, and there are %d: %q", len(seen), len(want), seen)
				}
			})
		}
	}
}

// And each is removed, also from a list that comes in pages or holds only what is in view.
func TestEveryDeviceIsRemoved(t *testing.T) {
	for _, kind := range sample.Of(t, 1, []string{"pages", "virtual"}) {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "plain")
			before.Knobs.DevicesList, before.Knobs.DevicesFirst = kind, 2
			o := run(t, before, nil)
			if s := o.cloud.State(); o.err != nil || !s.Deleted {
				t.Errorf("%v, deleted %v", o.err, s.Deleted)
			}
			o.promises(t, before)
		})
	}
}
