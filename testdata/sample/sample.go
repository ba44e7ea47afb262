// Package sample draws from tables whose cases each take seconds of a browser: tests run some cases of each
// table, and all with -every. It is for tests.
package sample

import (
	"flag"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

var (
	every = flag.Bool("every", false, "run every case of each table of whole runs, not a sample")
	seed  = flag.Uint64("sample", 1, "which sample of the tables is run")
)

// Every reports whether every case is to be run.
func Every() bool { return *every }

// Of returns n of all in their order, or all with -every. They are drawn by the test's name and -sample.
func Of[T any](t testing.TB, n int, all []T) []T {
	t.Helper()
	if *every || len(all) <= n {
		return all
	}
	drawn := Rand(t).Perm(len(all))[:n]
	slices.Sort(drawn)
	some := make([]T, n)
	for i, k := range drawn {
		some[i] = all[k]
	}
	t.Logf("%d of %d cases of -sample=%d; all with -every", n, len(all), *seed)
	return some
}

// OfMap is Of for a map; its order is that of the keys.
func OfMap[V any](t testing.TB, n int, all map[string]V) map[string]V {
	t.Helper()
	some := map[string]V{}
	for _, k := range Of(t, n, slices.Sorted(maps.Keys(all))) {
		some[k] = all[k]
	}
	return some
}

// Rand returns what draws for t: the same in each run with the same -sample.
func Rand(t testing.TB) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(t.Name()))
	return rand.New(rand.NewPCG(h.Sum64(), *seed))
}
