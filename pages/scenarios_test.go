package pages_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

// TestScenarios runs the whole job against every scenario and asserts what the cloud
// holds afterwards.
func TestScenarios(t *testing.T) {
	type scene struct {
		scenario string
		variant  string // of the scenario, for its golden trail
		phones   int    // how many of its phones are left; all if zero
		change   func(*pages.WebDelete, *owner)
		outcome  trail.Outcome
		deleted  bool
		says     string // contained in the error or the ending
	}
	all := []scene{
		{scenario: "plain", outcome: trail.Done, deleted: true, says: "site confirmed it, and a new sign-in was refused"},
		{scenario: "no-devices", outcome: trail.Done, deleted: true},
		{scenario: "one-device", outcome: trail.Done, deleted: true},
		{scenario: "family", outcome: trail.Done, deleted: true},
		{scenario: "already-off", phones: 2, outcome: trail.Done, deleted: true},
		{scenario: "only-listed", outcome: trail.Done, deleted: true},
		{scenario: "wrong-password", outcome: trail.Refused, says: "incorrect"},
		{scenario: "suspended", outcome: trail.Refused, says: "suspended"},
		{scenario: "too-many", outcome: trail.Refused, says: "Too many"},
		{scenario: "picture-captcha", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "slider-captcha", outcome: trail.NobodyThere},
		{scenario: "code-by-mail", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "code-by-phone", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "wrong-code", phones: 1, change: func(_ *pages.WebDelete, o *owner) { o.wrong = 1 }, outcome: trail.Done, deleted: true},
		{scenario: "code-by-mail", variant: "-nobody", phones: 1, change: func(_ *pages.WebDelete, o *owner) { o.away = true }, outcome: trail.NobodyThere},
		{scenario: "second-code", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "blocked-balance", phones: 1, outcome: trail.Refused},
		{scenario: "password-changed", phones: 1, outcome: trail.Refused, says: "password"},
		{scenario: "offline-device", outcome: trail.Refused},
		{scenario: "signed-in-devices-continue", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "signed-in-devices-stop", phones: 1, outcome: trail.Refused, says: "still signed in"},
		{scenario: "keep-on-primary", phones: 2, outcome: trail.Done, deleted: true},
		{scenario: "native-confirm", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "password-again", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "chinese", phones: 2, outcome: trail.Done, deleted: true, says: "a new sign-in was refused"},
		{scenario: "old-pages", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "mobile-sign-in", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "accepted-later", phones: 1, outcome: trail.Done, says: "accepted the deletion"},
		{scenario: "code-before-delete", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "twins", outcome: trail.Done, deleted: true},
		{scenario: "cookie-banner", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "unknown-page", outcome: trail.NotRecognised},
		{scenario: "other-account", outcome: trail.WrongAccount, says: "nothing was changed"},
		{scenario: "find-cards", phones: 2, outcome: trail.Done, deleted: true},
		{scenario: "session-lost", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "family-section", outcome: trail.Done, deleted: true},
		{scenario: "agreement", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "slider-press", outcome: trail.NobodyThere},
		{scenario: "code-limit", outcome: trail.Refused},
		{scenario: "picture-then-code", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "phishing", outcome: trail.NotRecognised, says: "mi-account.example.net"},
		{scenario: "foreign-pictures", outcome: trail.Done, deleted: true},
		{scenario: "find-drawer", outcome: trail.Done, deleted: true}, // its dialog has neither a role nor a name
		{scenario: "off-is-late", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "off-is-gone", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "network-error", phones: 1, outcome: trail.Refused},
		{scenario: "server-error", phones: 1, outcome: trail.Refused},
		{scenario: "off-answer-lost", phones: 2, outcome: trail.Done, deleted: true},
		{scenario: "remove-answer-lost", phones: 2, outcome: trail.Done, deleted: true},
		{scenario: "device-details", phones: 2, outcome: trail.Done, deleted: true},
		{scenario: "cannot-remove", phones: 1, outcome: trail.Refused},
		{scenario: "blocked-find", phones: 1, outcome: trail.Refused, says: "Find Device is still on"},
		{scenario: "privacy-centre", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "privacy-centre-zh", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "privacy-centre-open", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "code-away", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "answer-lost", phones: 1, outcome: trail.Done, deleted: true, says: "refused because there is no such account"},
		{scenario: "chinese-old", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "chinese-older", phones: 1, outcome: trail.Done, deleted: true},
		{scenario: "russian", phones: 1, outcome: trail.Done, deleted: true},
	}
	var chosen, rest []scene
	for _, tt := range all {
		if slices.Contains([]string{"plain", "family", "code-by-phone", "find-drawer"}, tt.scenario) {
			chosen = append(chosen, tt)
		} else {
			rest = append(rest, tt)
		}
	}
	for _, tt := range append(chosen, sample.Of(t, 2, rest)...) {
		t.Run(tt.scenario, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, tt.scenario)
			if tt.phones > 0 {
				before.Devices = before.Devices[:tt.phones]
			}
			o := run(t, before, tt.change)
			o.golden(t, tt.scenario+tt.variant)
			if o.outcome != tt.outcome {
				t.Errorf("outcome %q of %v, want %q", o.outcome, o.err, tt.outcome)
			}
			words := o.ending.Words
			if o.err != nil {
				words = o.err.Error()
			}
			if !strings.Contains(words, tt.says) {
				t.Errorf("it says %q, want %q in it", words, tt.says)
			}
			if got := o.cloud.State().Deleted; got != tt.deleted {
				t.Errorf("the cloud holds deleted = %v, want %v", got, tt.deleted)
			}
			o.promises(t, before)
		})
	}
}

// promises checks what holds after every run, however it ended.
func (o *outing) promises(t *testing.T, before mockcloud.State) {
	t.Helper()
	after := o.cloud.State()
	for act, n := range after.Counts {
		irreversible := strings.HasPrefix(act, "find-off:") || strings.HasPrefix(act, "remove:") || act == "delete"
		if irreversible && n > 1 {
			t.Errorf("%s was carried out %d times", act, n)
		}
	}
	for _, act := range []string{"right-password-after-order", "restore", "privacy-data", "privacy-withdraw", "privacy-copy"} {
		if n := after.Counts[act]; n > 0 {
			t.Errorf("%s happened %d times", act, n)
		}
	}
	if located, listed := left(after); after.Deleted && (located > 0 || listed > 0) {
		t.Errorf("the account is deleted with %d devices located and %d listed", located, listed)
	}
	for i, d := range after.Devices {
		if was := before.Devices[i]; !d.Own && (d.FindOn != was.FindOn || d.Removed != was.Removed) {
			t.Errorf("device %s is not the account's own and was changed", d.Name)
		}
	}
	checkedAfterSignIn(t, after)
	if len(o.lines) == 0 || o.lines[len(o.lines)-1].Event != trail.EventResult {
		t.Error("the trail does not end with its result")
	}
	o.tellsNoSecret(t, before)
	files, err := filepath.Glob(filepath.Join(o.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if pw := before.Account.Password; bytes.Contains(b, []byte(pw)) {
			t.Errorf("%s holds the password", filepath.Base(f))
		}
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600", filepath.Base(f), info.Mode())
		}
	}
}

func TestDryRunChangesNothing(t *testing.T) {
	t.Parallel()
	before := scenario(t, "plain")
	var mu sync.Mutex
	var sent []string // what was sent by other methods than those that only read
	noted := mockcloud.Hook{Before: func(_ *mockcloud.State, _ http.ResponseWriter, r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			sent = append(sent, r.Method+" "+r.URL.Path)
		}
		return false
	}}
	o := runHooked(t, before, []mockcloud.Hook{noted}, func(j *pages.WebDelete, o *owner) { j.DryRun = true })
	if o.err != nil {
		t.Error(o.err)
	}
	wantUntouched(t, o)
	if !slices.Equal(sent, []string{"POST /pass/serviceLoginAuth2"}) {
		t.Errorf("a dry run sent %q, want the sign-in and nothing else", sent)
	}
}

func TestDeclinedChangesNothing(t *testing.T) {
	t.Parallel()
	o := run(t, scenario(t, "plain"), func(_ *pages.WebDelete, o *owner) { o.word = "no" })
	if o.outcome != trail.Declined {
		t.Errorf("outcome %q of %v", o.outcome, o.err)
	}
	if len(o.owner.plan.Lost) == 0 {
		t.Errorf("the plan does not say what is lost: %+v", o.owner.plan)
	}
	wantUntouched(t, o)
}

func wantUntouched(t *testing.T, o *outing) {
	t.Helper()
	s := o.cloud.State()
	if located, listed := left(s); located != 3 || listed != 3 || s.Deleted {
		t.Errorf("%d located, %d listed, deleted %v; want 3, 3, false", located, listed, s.Deleted)
	}
	for act := range s.Counts {
		if strings.HasPrefix(act, "find-off") || strings.HasPrefix(act, "remove") || act == "delete" {
			t.Errorf("%s was carried out", act)
		}
	}
}

func TestStopBefore(t *testing.T) {
	for stop, want := range sample.OfMap(t, 1, map[string][2]int{"find-device": {3, 3}, "devices": {0, 3}, "account": {0, 0}}) {
		t.Run(stop, func(t *testing.T) {
			t.Parallel()
			o := run(t, scenario(t, "plain"), func(j *pages.WebDelete, _ *owner) { j.StopBefore = stop })
			if o.err != nil {
				t.Error(o.err)
			}
			s := o.cloud.State()
			if located, listed := left(s); located != want[0] || listed != want[1] || s.Deleted {
				t.Errorf("%d located, %d listed, deleted %v; want %v, false", located, listed, s.Deleted, want)
			}
		})
	}
}

func TestSecondRunSkipsWhatIsAlreadySo(t *testing.T) {
	t.Parallel()
	plain := scenario(t, "plain")
	onePhone(&plain)
	first := run(t, plain, func(j *pages.WebDelete, _ *owner) { j.StopBefore = "devices" })
	if first.err != nil {
		t.Fatal(first.err)
	}
	before := first.cloud.State()
	second := runAgain(t, first.cloud, nil)
	if second.err != nil {
		t.Error(second.err)
	}
	second.promises(t, before)
	if !second.cloud.State().Deleted {
		t.Error("the account is still there")
	}
}

func TestLongListIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	o := run(t, scenario(t, "fifty-devices"), func(j *pages.WebDelete, _ *owner) { j.DryRun = true })
	if o.err != nil {
		t.Error(o.err)
	}
	listed := 0
	for _, l := range o.lines {
		for _, d := range l.Devices {
			if d.Left {
				listed++
			}
		}
	}
	if listed != 50 {
		t.Errorf("the plan lists %d of 50 devices", listed)
	}
}
