package pages_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

// An attack is a page or an answer that is a little different from what the program knows,
// in a way that must not make it do harm or say what is not so.
type attack struct {
	name     string
	scenario string // "plain" if empty
	hooks    []mockcloud.Hook
	before   func(*mockcloud.State) // changes the scenario's state, if not nil
	change   func(*pages.WebDelete, *owner)
	dry      bool // a dry run: it is about what comes before the plan

	outcomes []trail.Outcome // how the run may end
	counts   map[string]int  // what the cloud counts afterwards; a name that ends in * is all acts that begin so
	told     string          // what the person is told, in the error or when they are called
}

// attacked runs each attack, and judges it by what the cloud counted.
func attacked(t *testing.T, attacks []attack) {
	t.Helper()
	slices.SortFunc(attacks, func(a, b attack) int { return strings.Compare(a.name, b.name) }) // some come from a map: a sample is of one order
	for _, a := range sample.Of(t, 1, attacks) {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			name := a.scenario
			if name == "" {
				name = "plain"
			}
			before := scenario(t, name)
			if a.before != nil {
				a.before(&before)
			}
			o := runHooked(t, before, a.hooks, func(j *pages.WebDelete, o *owner) {
				j.DryRun = a.dry
				if a.change != nil {
					a.change(j, o)
				}
			})
			o.wantOutcome(t, a.outcomes...)
			o.wantCounts(t, a.counts)
			t.Logf("%s; the cloud counts %v", o.outcome, o.cloud.State().Counts)
			if told := fmt.Sprint(o.err, o.owner.asked); !strings.Contains(told, a.told) {
				t.Errorf("the person is told %q, and not %q", told, a.told)
			}
			if o.outcome == trail.Done && !a.dry && !o.cloud.State().Deleted && !o.cloud.State().Accepted && !o.ending.Accepted {
				t.Errorf("it ended as done and the cloud has the account: %q", o.ending.Words)
			}
		})
	}
}

func (o *outing) wantOutcome(t *testing.T, outcomes ...trail.Outcome) {
	t.Helper()
	for _, want := range outcomes {
		if o.outcome == want {
			return
		}
	}
	t.Errorf("outcome %q of %v (%q), want one of %q", o.outcome, o.err, o.ending.Words, outcomes)
}

// wantCounts compares what the cloud counted; an act that is not named may have any count.
func (o *outing) wantCounts(t *testing.T, want map[string]int) {
	t.Helper()
	counts := o.cloud.State().Counts
	for act, n := range want {
		got := counts[act]
		if kind, all := cutStar(act); all {
			got = 0
			for name, n := range counts {
				if len(name) >= len(kind) && name[:len(kind)] == kind {
					got += n
				}
			}
		}
		if got != n {
			t.Errorf("the cloud counts %s %d times, want %d (all: %v)", act, got, n, counts)
		}
	}
}

func cutStar(act string) (string, bool) {
	if act != "" && act[len(act)-1] == '*' {
		return act[:len(act)-1], true
	}
	return act, false
}
