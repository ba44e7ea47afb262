package pages_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/trail"
)

// TestSeedsOfTheDeletion tries the page of the deletion alone, of many shapes: the account has no
// devices, and who knows the shape has signed in.
func TestSeedsOfTheDeletion(t *testing.T) {
	var mu sync.Mutex
	ends := map[string]int{}
	seeds := chosenSeeds(t, "2,6")
	t.Cleanup(func() {
		t.Logf("%d of %d seeds came to the right end", ends["right"], len(seeds))
		for _, kind := range slices.Sorted(maps.Keys(ends)) {
			t.Logf("%4d %s", ends[kind], kind)
		}
	})
	for _, seed := range seeds {
		t.Run(seed.String(), func(t *testing.T) {
			t.Parallel()
			before := mockcloud.Seeded(uint64(seed)).State
			before.Devices = nil
			o, said := deleteSeed(t, before)
			after, shape := o.cloud.State(), before.Knobs.Shape
			right := shape.Check == "stop" && o.outcome == trail.Refused && !after.Deleted && !after.Accepted ||
				o.outcome == trail.Done && (after.Deleted && said[0] != "" || after.Accepted && said[1] != "")
			wantNoHarm(t, before, after)
			if o.outcome == trail.Done && !after.Deleted && !after.Accepted {
				t.Errorf("it ended with %q and the cloud has the account", said)
			}
			if o.outcome == trail.Unknown && after.Counts["delete"] == 0 {
				t.Errorf("outcome unknown of %v, and nothing was ordered", o.err)
			}
			t.Logf("%s: %v; said %q; counts %v; %s, code %q, reason %q, final %+v", o.outcome, o.err, said, after.Counts, shape.About(), shape.Code, shape.Reason, shape.FinalPrompt)
			mu.Lock()
			defer mu.Unlock()
			kind := "right"
			if !right {
				kind = fmt.Sprintf("%s, deleted %d times", o.outcome, after.Counts["delete"])
			}
			ends[kind]++
		})
	}
}

// deleteSeed signs in as one who knows the shape, and has the account deleted by one who does not.
func deleteSeed(t *testing.T, before mockcloud.State) (*outing, [2]string) {
	t.Helper()
	shape := *before.Knobs.Shape
	shape.Marks = true
	before.Knobs.Shape = &shape
	cloud, err := mockcloud.Start(mockcloud.Options{State: before, Hooks: []mockcloud.Hook{{On: "GET /pass/del", Before: func(s *mockcloud.State, _ http.ResponseWriter, _ *http.Request) bool {
		plain := *s.Knobs.Shape
		plain.Marks = false
		s.Knobs.Shape = &plain
		return false
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cloud.Close() })
	site, err := pages.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	o := &outing{cloud: cloud, owner: &owner{cloud: cloud, word: before.Account.ID}}
	record, err := trail.Create(t.TempDir(), trail.Run{Command: "web-delete", Mock: true}, trail.Options{Keys: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	o.dir = record.Dir()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	tab, err := browser.Open(ctx, browser.Options{Mock: cloud.Addr(), Hosts: slices.Concat(site.Hosts.Account, site.Hosts.Cloud), Masks: site.Masks, Shield: site.Shield, Notice: func(words string) { record.Note(trail.EventNote, words) }})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	w := &walker{T: t, ctx: ctx, tab: tab, cloud: cloud, shape: shape, words: shape.Words()}
	w.signIn()
	job := &pages.WebDelete{Site: site, Account: before.Account.Email, Password: before.Account.Password, Cloud: "https://i.mi.com", Browser: tab}
	r := &flow.Runner{Tab: tab, Trail: record, Person: o.owner, Timeout: 10 * time.Second}
	tasks, said := job.DeletionTasks(&o.ending, before.Account.ID)
	r.Challenges = job.Challenges()
	o.err = r.Run(ctx, tasks)
	o.outcome = flow.OutcomeOf(o.err)
	if err := record.Result(o.outcome, fmt.Sprint(o.err), 0); err != nil {
		t.Error(err)
	}
	if o.lines, err = trail.Read(o.dir); err != nil {
		t.Error(err)
	}
	if testing.Verbose() && o.outcome != trail.Done {
		o.tell(t)
		if p, err := tab.Snapshot(context.WithoutCancel(ctx)); err == nil {
			t.Log(site.DescribeDeletion(p, before.Account.ID))
			t.Log(p)
		}
	}
	confirmed, later := said()
	return o, [2]string{confirmed, later}
}
