package bench

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

// order is of the kinds of time in the table. Time of several kinds counts as the first of
// these: what is done behind something else costs nothing.
var order = []string{"start", "opening", "acting", "waiting", "pause", "reading", "pictures", "people", "disk", "end", "the rest"}

// kindsOf reads a file of --trace-time: how much of the whole went where.
func kindsOf(t *testing.T, path string, whole time.Duration) map[string]time.Duration {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var times struct {
		TraceEvents []struct {
			Cat     string
			Ph      string
			Ts, Dur int64
		}
	}
	if err := json.Unmarshal(b, &times); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	type edge struct {
		at   int64
		kind int
		open int
	}
	var edges []edge
	for _, e := range times.TraceEvents {
		if kind := slices.Index(order, e.Cat); e.Ph == "X" && kind >= 0 {
			edges = append(edges, edge{e.Ts, kind, 1}, edge{e.Ts + e.Dur, kind, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return int(a.at - b.at) })
	open := make([]int, len(order))
	out := map[string]time.Duration{}
	known := time.Duration(0)
	for i, e := range edges {
		open[e.kind] += e.open
		if kind := slices.IndexFunc(open, func(n int) bool { return n > 0 }); kind >= 0 && i+1 < len(edges) {
			d := time.Duration(edges[i+1].at-e.at) * time.Microsecond
			out[order[kind]] += d
			known += d
		}
	}
	if len(edges) == 0 || known > whole {
		t.Fatalf("%s: %v of %v is accounted for", path, known, whole)
	}
	out["the rest"] = whole - known
	return out
}
