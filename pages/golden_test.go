package pages_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miacct/trail"
)

var (
	trails = flag.Bool("trails", false, "compare what each scenario's run does with its golden trail")
	update = flag.Bool("update", false, "write the golden trails anew")
)

// golden compares what the run did, in words, with testdata/trails/<name>.txt, so that a
// change of behaviour shows in a diff.
func (o *outing) golden(t *testing.T, name string) {
	t.Helper()
	if !*trails && !*update {
		return
	}
	path := filepath.Join("testdata", "trails", name+".txt")
	got := o.inWords()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("no golden trail (run the test with -update): %v", err)
		return
	}
	if got != string(want) {
		t.Errorf("the run went another way than %s (run the test with -update if it should):\n%s", path, firstDifference(got, string(want)))
	}
}

// inWords is what the run did to the site, asked of the person and heard: without what differs between
// two runs that do the same, as times, addresses, pictures and looks.
func (o *outing) inWords() string {
	var b strings.Builder
	task := ""
	for _, l := range o.lines {
		if l.Task != task && l.Task != "" {
			task = l.Task
			fmt.Fprintf(&b, "%s\n", task)
		}
		switch l.Event {
		case trail.EventIntent, trail.EventSaid, trail.EventAsked, trail.EventAnswer:
			fmt.Fprintf(&b, "  %s: %s\n", l.Event, l.Text)
		case trail.EventDevices:
			for _, d := range l.Devices {
				fmt.Fprintf(&b, "  %s: %s, own %v, find %s, left %v\n", l.Text, d.Name, d.Own, d.Find, d.Left)
			}
		case trail.EventResult:
			fmt.Fprintf(&b, "%s: %s\n", l.Outcome, l.Text)
		}
	}
	return b.String()
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			from := max(0, i-2)
			return fmt.Sprintf("line %d\n got:\n%s\nwant:\n%s", i+1,
				strings.Join(g[from:min(len(g), i+4)], "\n"), strings.Join(w[min(len(w), from):min(len(w), i+4)], "\n"))
		}
	}
	return "it ends before line " + fmt.Sprint(len(w))
}
