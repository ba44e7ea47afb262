package pages_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"miacct/mockcloud"
	"miacct/testdata/sample"
	"miacct/trail"
)

var (
	allFaults = flag.Bool("faults", false, "every fault at every request, not a sample")
	faultOnly = flag.String("faults.only", "", "only pairs whose name contains this")
	faultFrom = flag.Int("faults.from", 0, "with -faults: how many pairs to leave out at the beginning")
	faultTake = flag.Int("faults.take", 0, "with -faults: how many pairs to take from there, all if 0")
)

// A moment is a request of a run that a fault may befall.
type moment struct {
	on   string
	nth  int
	page bool // a document; else a request of a page's script
}

// moments are the requests of a plain run with three phones.
var moments = []moment{
	{"GET /", 1, true},                               // before signing in
	{"GET /fe/service/login/password", 1, true},      // the form
	{"POST /pass/serviceLoginAuth2", 1, false},       // the password
	{"GET /", 2, true},                               // signed in
	{"GET /fe/service/account", 1, true},             // who is signed in
	{"GET /fe/service/account/info", 1, false},       //
	{"GET /find", 1, true},                           // for the plan
	{"GET /find/v3/device/status/list", 1, false},    //
	{"GET /status/{list}", 1, false},                 //
	{"GET /find", 2, true},                           // for turning off
	{"GET /find/v3/device/status/list", 2, false},    //
	{"POST /find/v2/device/service/close", 1, false}, // turning off
	{"POST /find/v2/device/service/close", 2, false}, //
	{"GET /find", 3, true},                           // to see that it is off
	{"GET /h5/{devices}", 2, true},                   // for removing
	{"GET /status/{list}", 2, false},                 //
	{"POST /status/{list}/delete", 1, false},         // removing
	{"POST /status/{list}/delete", 2, false},         //
	{"GET /pass/del", 1, true},                       // for deleting
	{"GET /pass/del/info", 1, false},                 //
	{"POST /pass/del/submit", 1, false},              // deleting
	{"POST /pass/serviceLoginAuth2", 2, false},       // the proof
}

// pair is one fault at one request.
type pair struct {
	kind string
	at   moment
}

func (p pair) String() string {
	return fmt.Sprintf("%s at %s %d", p.kind, strings.ReplaceAll(p.at.on, "/", "|"), max(p.at.nth, 1))
}

// pairs are all that make sense: what is put into a page befalls pages only.
func pairs() (all []pair) {
	for _, m := range moments {
		for _, kind := range mockcloud.Faults() {
			if m.page || !mockcloud.OfPages(kind) {
				all = append(all, pair{kind, m})
			}
		}
	}
	return all
}

// dangerous pairs are those at acts whose answer is lost, and each of the rest that once went wrong.
func (p pair) dangerous() bool {
	act := strings.HasPrefix(p.at.on, "POST") && !strings.Contains(p.at.on, "serviceLoginAuth2") && p.at.nth == 1
	return act && (p.kind == "lost" || p.kind == "session-ended" || p.kind == "500" && strings.Contains(p.at.on, "submit"))
}

func chosen(t *testing.T) (some []pair) {
	all := pairs()
	if *faultOnly != "" {
		return slices.DeleteFunc(all, func(p pair) bool { return !strings.Contains(p.String(), *faultOnly) })
	}
	if *allFaults {
		chance := sample.Rand(t)
		chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] }) // a part of them is then a fair sample
		from := min(*faultFrom, len(all))
		to := len(all)
		if *faultTake > 0 {
			to = min(from+*faultTake, to)
		}
		t.Logf("pairs %d to %d of %d in the order of -sample", from+1, to, len(all))
		return all[from:to]
	}
	var dangerous, rest []pair
	for _, p := range all {
		if p.dangerous() {
			dangerous = append(dangerous, p)
		} else {
			rest = append(rest, p)
		}
	}
	some = sample.Of(t, 1, dangerous)
	chance := sample.Rand(t)
	return append(some, rest[chance.IntN(len(rest))])
}

// TestFaults lets a fault befall one request of a run. The run ends well or says what is
// wrong; nothing is done twice or to the wrong device; a second run finishes.
func TestFaults(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	ends := map[string]int{}
	t.Run("all", func(t *testing.T) {
		for _, p := range chosen(t) {
			t.Run(p.String(), func(t *testing.T) {
				t.Parallel()
				end := befall(t, p)
				t.Logf("end: %s", end)
				mu.Lock()
				defer mu.Unlock()
				ends[end]++
			})
		}
	})
	t.Logf("ends: %v", ends)
}

// The session may end at any request of a run, not only where something is known to go wrong.
func TestSessionEndsAtAnyRequest(t *testing.T) {
	const requests = 50 // that a run without faults makes at the least
	from, to := 1, requests
	if !*allFaults {
		from = 1 + sample.Rand(t).IntN(requests)
		to = from
	}
	for k := from; k <= to; k++ {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			t.Parallel()
			t.Logf("end: %s", befall(t, pair{"session-ended", moment{nth: k}}))
		})
	}
}

// befall runs with p and, if that did not finish, again without.
func befall(t *testing.T, p pair) (end string) {
	state := scenario(t, "family")
	state.Faults = []mockcloud.Fault{{Kind: p.kind, On: p.at.on, Nth: p.at.nth}}
	o := run(t, state, nil, hurried)
	after := o.cloud.State()
	once(t, o, state)
	switch {
	case after.Struck == 0:
		t.Error("the fault never came")
	case o.outcome == trail.Done && !after.Deleted:
		t.Error("it says done and the account is there")
	case after.Deleted && o.outcome != trail.Done && o.outcome != trail.Unknown:
		t.Errorf("the account is deleted and it says %s", o.outcome)
	}
	if after.Deleted {
		return string(o.outcome) + ", deleted"
	}
	o.cloud.Change(func(s *mockcloud.State) { s.Faults = nil })
	again := runAgain(t, o.cloud, nil) // in no hurry: it must finish
	once(t, again, state)
	if after := again.cloud.State(); again.outcome != trail.Done || !after.Deleted {
		t.Errorf("the second run ends %s: %v", again.outcome, again.err)
	}
	return string(o.outcome) + ", then done"
}

// once checks that no act was carried out twice or on what is not the account's own.
func once(t *testing.T, o *outing, before mockcloud.State) {
	t.Helper()
	after := o.cloud.State()
	for act, n := range after.Counts {
		kind, _, _ := strings.Cut(act, ":")
		switch kind {
		case "find-off", "remove", "delete":
			if n > 1 {
				t.Errorf("%s was carried out %d times", act, n)
			}
		case "ring", "erase", "lost", "delete-other":
			t.Errorf("%s was carried out", act)
		}
	}
	checkedAfterSignIn(t, after)
	for _, was := range before.Devices {
		i := slices.IndexFunc(after.Devices, func(d mockcloud.Device) bool { return d.FID == was.FID })
		if is := after.Devices[i]; !was.Own && (is.FindOn != was.FindOn || is.Removed != was.Removed) {
			t.Errorf("%s is not the account's own and was changed", was.Name)
		}
	}
	if len(after.Phished) > 0 {
		t.Errorf("a foreign page was given %q", after.Phished)
	}
}

// hurried waits less long than a person would like, as the mock cloud is near.
func hurried(o *outing) { o.timeout = 4 * time.Second }
