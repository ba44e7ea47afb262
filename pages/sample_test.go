package pages_test

import (
	"flag"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// A whole run takes seconds of a browser, and there are hundreds of cases: tests run some of each table,
// and all with -every.
var (
	everyFlag  = flag.Bool("every", false, "run every case of each table of whole runs, not a sample")
	sampleFlag = flag.Uint64("sample", 1, "which sample of the tables is run")
)

// sample returns n of all, drawn by the test's name, in their order.
func sample[T any](t *testing.T, n int, all []T) []T {
	t.Helper()
	if *everyFlag || len(all) <= n {
		return all
	}
	h := fnv.New64a()
	h.Write([]byte(t.Name()))
	drawn := rand.New(rand.NewPCG(h.Sum64(), *sampleFlag)).Perm(len(all))[:n]
	slices.Sort(drawn)
	var some []T
	for _, i := range drawn {
		some = append(some, all[i])
	}
	t.Logf("%d of %d cases; all with -every", n, len(all))
	return some
}

// sampleOf is sample of a map.
func sampleOf[V any](t *testing.T, n int, all map[string]V) map[string]V {
	t.Helper()
	some := map[string]V{}
	for _, k := range sample(t, n, slices.Sorted(maps.Keys(all))) {
		some[k] = all[k]
	}
	return some
}
