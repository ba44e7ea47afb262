package sample

import (
	"maps"
	"slices"
	"testing"
)

func TestASampleIsSomeOfAllInTheirOrder(t *testing.T) {
	all := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	first, again := Of(t, 3, all), Of(t, 3, all)
	if len(first) != 3 || !slices.IsSorted(first) || !slices.Equal(first, again) {
		t.Errorf("%v, then %v", first, again)
	}
	if got := Of(t, 10, all); !slices.Equal(got, all) {
		t.Errorf("all are %v", got)
	}
	keyed := map[string]int{"a": 1, "b": 2, "c": 3}
	some := OfMap(t, 2, keyed)
	for k, v := range some {
		if keyed[k] != v {
			t.Errorf("%s is %d", k, v)
		}
	}
	if len(some) != 2 {
		t.Errorf("%v", some)
	}
}

func TestFlagsChooseTheSample(t *testing.T) {
	defer func(e bool, s uint64) { *every, *seed = e, s }(*every, *seed)
	all := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	drawn := map[int]bool{}
	for *seed = range 100 {
		for _, k := range Of(t, 1, all) {
			drawn[k] = true
		}
	}
	if len(drawn) != len(all) {
		t.Errorf("100 samples hold %v", slices.Sorted(maps.Keys(drawn)))
	}
	*every = true
	if !Every() || !slices.Equal(Of(t, 1, all), all) {
		t.Error("-every leaves some out")
	}
}
