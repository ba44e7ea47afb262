package pages_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"miacct/flow"
	"miacct/journal"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

// TestKilledBeforeOrAfterAnyCall runs the job in a fake tab against a cloud that exists in
// memory, kills it before or after one of the calls to tab and journal, and runs it again.
// What the killed run had sent off is carried out up to twenty seconds later, or never.
// KILLS is how many kills there are to be, SEED chooses them, else -sample does.
func TestKilledBeforeOrAfterAnyCall(t *testing.T) {
	t.Parallel()
	kills, seed := environment(t, "KILLS", 30), environment(t, "SEED", sample.Rand(t).Int())
	t.Logf("SEED=%d", seed)
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	site, err := pages.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	var sum tally
	for n := 0; sum.kills < kills && !t.Failed(); n++ {
		l := &life{t: t, random: random, site: site, model: newModel(site, random), dir: memoryDir(t), tally: &sum}
		l.lead()
		if t.Failed() {
			t.Logf("life %d: %s", n, strings.Join(l.told, "; "))
		}
		if err := os.RemoveAll(l.dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills in %d lives with %d requests, %d of them lost and %d answers lost: acts carried out twice %d, ordered again after they were lost %d; unknown at the end %d, of which %d had been carried out",
		sum.kills, sum.lives, sum.requests, sum.lost, sum.answers, sum.doubles, sum.again, sum.unknown, sum.unknownDone)
}

type tally struct {
	kills, lives, requests, lost, answers, doubles, again, unknown, unknownDone int
}

func environment(t *testing.T, name string, otherwise int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// memoryDir is a folder in memory where there is such: what is written there is on no disk, and quick.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "miacct-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// A life is one account led through killed runs to its end.
type life struct {
	*tally
	t      *testing.T
	random *rand.Rand
	site   *pages.Site
	model  *model
	dir    string
	told   []string
}

func (l *life) lead() {
	l.lives++
	calls := 0 // of a run that is not killed
	for range 1 + l.random.IntN(3) {
		m := l.model
		m.begin()
		m.killAt, m.killAfter = 1+l.random.IntN(max(calls, 300)), l.random.IntN(2) == 0
		err := l.run(false)
		calls = max(calls, m.calls)
		if m.killed {
			l.kills++
			l.told = append(l.told, fmt.Sprintf("killed at call %d of %s", m.killAt, m.last))
		} else {
			l.told = append(l.told, fmt.Sprintf("not killed: %v", err))
			l.wantKnown(err)
		}
	}
	m := l.model
	for again, tries := false, 0; !m.deleted(); tries++ {
		m.begin()
		m.calm = true
		err := l.run(again)
		again = flow.OutcomeOf(err) == trail.Unknown
		if again {
			l.unknown++
			if m.deleted() {
				l.unknownDone++
			}
			l.wantKnown(err)
		}
		if err != nil && !again || tries > 2 {
			l.t.Errorf("the next run ends with %v", err)
			return
		}
	}
	m.begin()
	m.calm = true
	before := m.requests
	if err := l.run(false); err != nil || m.requests != before {
		l.t.Errorf("one run more ends with %v, having sent %d requests", err, m.requests-before)
	}
	if m.truth > 0 {
		l.t.Errorf("the account's password was sent %d times for an account that is gone", m.truth)
	}
	l.requests, l.lost, l.answers = l.requests+m.requests, l.lost+m.lost, l.answers+m.stuckAnswers
	for _, d := range m.devices {
		if d.on || !d.removed {
			l.t.Errorf("at the end %s is on %v, removed %v", d.name, d.on, d.removed)
		}
	}
	for act, n := range m.counts {
		if n != 1 {
			l.doubles++
			l.t.Errorf("%s was carried out %d times", act, n)
		}
	}
	for act, n := range m.orders {
		if n > 1 {
			l.again += n - 1
			if m.absent[act] < n-1 {
				l.t.Errorf("%s was ordered %d times, and only %d of them came to nothing", act, n, m.absent[act])
			}
		}
	}
}

// wantKnown fails if a run calls unknown what was not begun: the deletion, or one act on a device twice.
func (l *life) wantKnown(err error) {
	begun := map[string]int{}
	for _, act := range l.model.begun {
		begun[act]++
		if act == "delete" || begun[act] > 1 {
			return
		}
	}
	if flow.OutcomeOf(err) == trail.Unknown {
		l.t.Errorf("unknown without cause: %v", err)
	}
}

// run is one run of the job; again says that the person has looked and allows what is open to be tried again.
func (l *life) run(again bool) error {
	j, err := journal.Open(filepath.Join(l.dir, "acts"), nil)
	if err != nil {
		l.t.Fatal(err)
	}
	defer j.Close()
	record, err := trail.Create(l.dir, trail.Run{Command: "web-delete"}, trail.Options{Keys: l.dir})
	if err != nil {
		l.t.Fatal(err)
	}
	defer os.RemoveAll(record.Dir())
	var ending pages.Ending
	job := &pages.WebDelete{Site: l.site, Account: accountID, Password: "secret", Cloud: "https://i.mi.com", Lang: "en", Again: again, Browser: l.model}
	tasks := job.Tasks(&ending)
	r := &flow.Runner{Tab: l.model, Trail: record, Person: &teller{again}, Challenges: job.Challenges(),
		Journal: &mortalJournal{j, l.model}, Pass: l.model.pass}
	err = r.Run(l.t.Context(), tasks)
	return err
}

// A teller is the person: the word, and on what is open only if they have looked.
type teller struct{ again bool }

func (*teller) Call(context.Context, flow.Handoff) error { return flow.ErrNobody }
func (*teller) Answer(context.Context, flow.Question) (string, error) {
	return "", flow.ErrNobody
}
func (p *teller) Confirm(_ context.Context, plan flow.Plan) error {
	if len(plan.Again) > 0 && !p.again {
		return fmt.Errorf("%s: %w", strings.Join(plan.Again, "; "), flow.ErrOpen)
	}
	return nil
}

// A mortalJournal is the journal of a program that may be killed before or after each writing.
type mortalJournal struct {
	*journal.Journal
	model *model
}

var errKilled = errors.New("killed")

func (j *mortalJournal) Intend(act string) (err error) {
	if !j.model.call("intend " + act) {
		return errKilled
	}
	err = j.Journal.Intend(act)
	j.model.begun = append(j.model.begun, act)
	return errors.Join(err, j.model.after())
}

func (j *mortalJournal) Settle(act string, s journal.State) error {
	if !j.model.call("settle " + act) {
		return errKilled
	}
	return errors.Join(j.Journal.Settle(act, s), j.model.after())
}

// within is how long a fake page is looked at before the time is up.
const within = 30 * time.Second
