package pages_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/report"
	"miacct/trail"
)

// owner is the person of a test: the account's owner with the phone in hand.
type owner struct {
	cloud *mockcloud.Cloud
	word  string
	wrong int // how many codes to mistype first
	away  bool
	harm  func() error // done to the record when asked for the word
	plan  flow.Plan    // that they were shown

	mu    sync.Mutex
	asked []string
	typed []string // what was answered
}

func (o *owner) note(s string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked = append(o.asked, s)
}

func (o *owner) Call(ctx context.Context, h flow.Handoff) error {
	o.note("hand-off: " + h.Ask + " " + h.Why)
	return flow.ErrNobody
}

func (o *owner) Answer(ctx context.Context, q flow.Question) (string, error) {
	o.note(string(q.Kind) + ": " + q.Again)
	if o.away {
		return "", flow.ErrNobody
	}
	if q.Kind == flow.KindDevice { // they know their own phones
		for _, d := range o.cloud.State().Devices {
			if d.Own && d.Name == q.About {
				return d.Name, nil
			}
		}
		return "no", nil
	}
	if o.wrong > 0 {
		o.wrong--
		return "000000", nil
	}
	s := o.cloud.State()
	if q.Kind == flow.KindAccount {
		return o.word, nil
	}
	answer := s.LastCode
	if q.Kind == flow.KindPicture {
		answer = s.CaptchaKey
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.typed = append(o.typed, answer)
	return answer, nil
}

func (o *owner) Confirm(_ context.Context, p flow.Plan) error {
	if o.harm != nil {
		if err := o.harm(); err != nil {
			return err
		}
	}
	o.plan = p
	if o.word == p.Account {
		return nil
	}
	return flow.ErrDeclined
}

// outing is one run against a mock cloud, and what came of it.
type outing struct {
	cloud   *mockcloud.Cloud
	owner   *owner
	person  flow.Person // instead of the owner, if not nil
	err     error
	ending  pages.Ending
	outcome trail.Outcome
	timeout time.Duration // for one action or look
	lines   []trail.Line
	dir     string
	last    string // the page as the run left it, in words
}

func scenario(t testing.TB, name string) mockcloud.State {
	t.Helper()
	for _, s := range mockcloud.Scenarios() {
		if s.Name == name {
			return s.State
		}
	}
	t.Fatalf("the mock cloud has no scenario %q", name)
	return mockcloud.State{}
}

// run runs the job against the cloud in the given state.
func run(t testing.TB, state mockcloud.State, change func(*pages.WebDelete, *owner), more ...func(*outing)) *outing {
	t.Helper()
	return runHooked(t, state, nil, change, more...)
}

// runHooked is run with pages and answers that are a little different.
func runHooked(t testing.TB, state mockcloud.State, hooks []mockcloud.Hook, change func(*pages.WebDelete, *owner), more ...func(*outing)) *outing {
	t.Helper()
	cloud, err := mockcloud.Start(mockcloud.Options{State: state, Hooks: hooks})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cloud.Close() })
	return runAgain(t, cloud, change, more...)
}

func runAgain(t testing.TB, cloud *mockcloud.Cloud, change func(*pages.WebDelete, *owner), more ...func(*outing)) *outing {
	t.Helper()
	site, err := pages.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	state := cloud.State()
	o := &outing{cloud: cloud, owner: &owner{cloud: cloud, word: state.Account.ID}, timeout: 10 * time.Second}
	for _, f := range more {
		f(o)
	}
	job := &pages.WebDelete{Site: site, Account: state.Account.Email, Password: state.Account.Password, Cloud: "https://i.mi.com", Lang: "en"}
	if change != nil {
		change(job, o.owner)
	}
	record, err := trail.Create(t.TempDir(), trail.Run{Command: "web-delete", Mock: true}, trail.Options{Keys: t.TempDir(), Report: report.HTML{}})
	if err != nil {
		t.Fatal(err)
	}
	o.dir = record.Dir()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	tab, err := browser.Open(ctx, browser.Options{
		Mock:  cloud.Addr(),
		Hosts: slices.Concat(site.Hosts.Account, site.Hosts.Cloud),
		Masks: site.Masks, Shield: site.Shield, Codes: site.SignsIn,
		Notice: func(words string) { record.Note(trail.EventNote, words) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	job.Browser = tab
	r := &flow.Runner{Tab: tab, Trail: record, Person: o.owner, Timeout: o.timeout}
	if o.person != nil {
		r.Person = o.person
	}
	tasks := job.Tasks(&o.ending)
	r.Challenges = job.Challenges()
	o.err = r.Run(ctx, tasks)
	o.outcome = flow.OutcomeOf(o.err)
	if p, err := tab.Snapshot(context.WithoutCancel(ctx)); err == nil {
		o.last = p.String()
	}
	if err := record.Result(o.outcome, fmt.Sprint(o.err), 0); (err != nil) != (o.owner.harm != nil) {
		t.Error(err)
	}
	if o.lines, err = trail.Read(o.dir); err != nil && o.owner.harm == nil {
		t.Error(err)
	}
	t.Cleanup(func() {
		if t.Failed() || os.Getenv("MIACCT_TEST_KEEP") != "" {
			o.tell(t)
		}
	})
	return o
}

// tell shows what happened, for a test that failed or whose folder is to be kept.
func (o *outing) tell(t testing.TB) {
	t.Logf("outcome %q, %v, %q, asked %q", o.outcome, o.err, o.ending.Words, o.owner.asked)
	for _, l := range o.lines {
		t.Logf("%3d %s %s %s %s %s", l.Seq, l.Event, l.Name, l.Text, l.Outcome, l.URL)
	}
	t.Log(o.last)
	if keep := os.Getenv("MIACCT_TEST_KEEP"); keep != "" {
		t.Log(os.CopyFS(keep+"/"+strings.ReplaceAll(t.Name(), "/", "_"), os.DirFS(o.dir)))
	}
}

// left are the account's own devices that are located or still in My Devices.
func left(s mockcloud.State) (located, listed int) {
	for _, d := range s.Devices {
		if d.Own && d.FindOn {
			located++
		}
		if d.Own && !d.Removed {
			listed++
		}
	}
	return located, listed
}
