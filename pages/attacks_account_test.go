package pages_test

import (
	"context"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

var nothingDone = map[string]int{"find-off*": 0, "remove*": 0, "delete*": 0}

// What is masked fits many accounts: it never shows whose session a browser has.
func TestMaskedNameIsNoProof(t *testing.T) {
	alike := "other-account-alike"
	wrong := []trail.Outcome{trail.WrongAccount}
	attacked(t, []attack{
		{name: "mail", scenario: alike, outcomes: wrong, counts: nothingDone},
		{name: "mail, dry run", scenario: alike, outcomes: wrong, counts: nothingDone,
			change: func(j *pages.WebDelete, _ *owner) { j.DryRun = true }},
		{name: "phone", scenario: alike, outcomes: wrong, counts: nothingDone,
			change: func(j *pages.WebDelete, _ *owner) { j.Account = "+12025550147" }},
		{name: "nobody to ask", scenario: alike, outcomes: wrong, counts: nothingDone,
			change: func(_ *pages.WebDelete, o *owner) { o.away = true }},
		{name: "the word was given for the other ID", scenario: alike, outcomes: wrong, counts: nothingDone,
			change: func(j *pages.WebDelete, _ *owner) { j.ID = "6203401187" }},
		{name: "the ID asked for is not the one signed in", scenario: alike, outcomes: wrong, counts: nothingDone,
			change: func(j *pages.WebDelete, _ *owner) { j.Account = "6203401187" }},
	})
}

// A visitor has the page for what the run does not know, and may have signed in there as
// whomever; then they or nobody type the ID.
type visitor struct {
	*owner
	id string
}

func (v *visitor) Call(ctx context.Context, h flow.Handoff) error {
	v.note("hand-off: " + h.Ask)
	v.cloud.Change(func(s *mockcloud.State) { s.TipsRead = true })
	<-ctx.Done()
	return nil
}

func (v *visitor) Answer(_ context.Context, q flow.Question) (string, error) {
	v.note(string(q.Kind) + ": " + q.Ask)
	if v.id == "" {
		return "", flow.ErrNobody
	}
	return v.id, nil
}

func TestWhoHadThePageIsAskedForTheID(t *testing.T) {
	for id, want := range sample.OfMap(t, 2, map[string]trail.Outcome{
		"6203401187": trail.Done, "6203409902": trail.WrongAccount, "alice@example.com": trail.WrongAccount, "": trail.WrongAccount,
	}) {
		t.Run("typed "+id, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "unknown-page")
			before.Devices = before.Devices[:1]
			o := run(t, before, nil, func(o *outing) { o.person = &visitor{o.owner, id} })
			o.wantOutcome(t, want)
			if want != trail.Done {
				o.wantCounts(t, nothingDone)
			}
			for _, q := range o.owner.asked {
				if strings.Contains(q, "6203401187") {
					t.Errorf("the question tells the answer: %s", q)
				}
			}
		})
	}
}
