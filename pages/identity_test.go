package pages_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

// codeTyper answers code questions in turn by what its words say: "right" is the newest code.
type codeTyper struct {
	*owner
	types     []string
	questions []flow.Question
}

func (c *codeTyper) Answer(ctx context.Context, q flow.Question) (string, error) {
	if q.Kind != flow.KindCode {
		return c.owner.Answer(ctx, q)
	}
	c.questions = append(c.questions, q)
	if len(c.types) == 0 {
		return "", flow.ErrNobody
	}
	word := c.types[0]
	c.types = c.types[1:]
	if word == "right" {
		return c.cloud.State().LastCode, nil
	}
	return word, nil
}

func withCodes(t *testing.T, change func(*mockcloud.State), verifyBy string, types ...string) (*outing, *codeTyper) {
	t.Helper()
	before := scenario(t, "code-by-phone")
	before.Devices = nil
	before.Knobs.DeleteCode = ""
	change(&before)
	typer := &codeTyper{types: types}
	o := run(t, before, func(j *pages.WebDelete, o *owner) { onlySignIn(j, o); j.VerifyBy = verifyBy }, func(o *outing) {
		typer.owner = o.owner
		o.person = typer
	})
	return o, typer
}

func TestCodeWrongThreeTimes(t *testing.T) {
	t.Parallel()
	o, typer := withCodes(t, func(*mockcloud.State) {}, "", "000001", "000002", "000003", "right")
	s := o.cloud.State()
	if o.outcome != trail.Done || s.Counts["sign-in"] != 1 || s.Counts["send-code"] != 1 {
		t.Fatalf("outcome %s of %v, signed in %d times, %d codes sent", o.outcome, o.err, s.Counts["sign-in"], s.Counts["send-code"])
	}
	for i, left := range []string{"", "4", "3", "2"} {
		q := typer.questions[i]
		if !strings.Contains(q.Again, left) || (q.Again == "") != (i == 0) {
			t.Errorf("question %d passes on the words %q, want %s tries left in them", i, q.Again, left)
		}
		if got := strings.Contains(q.Ask, "WhatsApp"); got != (i > 0) {
			t.Errorf("question %d: advice %v in %q", i, got, q.Ask)
		}
	}
}

func TestCodeNeverComesThenMail(t *testing.T) {
	t.Parallel()
	o, typer := withCodes(t, func(s *mockcloud.State) { s.Knobs.CodeOther, s.Knobs.CodeLost = true, true }, "", "", "other", "right")
	s := o.cloud.State()
	if o.outcome != trail.Done || s.Counts["sign-in"] != 1 || s.Counts["send-code"] != 2 {
		t.Fatalf("outcome %s of %v, signed in %d times, %d codes sent", o.outcome, o.err, s.Counts["sign-in"], s.Counts["send-code"])
	}
	if q := typer.questions; strings.Contains(q[0].Ask, "Type other") || !strings.Contains(q[1].Ask, "Type other") || !strings.Contains(q[2].Ask, "@") {
		t.Errorf("the questions are %+v", q)
	}
}

func TestVerifyBy(t *testing.T) {
	t.Parallel()
	type choice struct {
		wish    string
		offered bool
		want    string
	}
	for _, tt := range sample.Of(t, 1, []choice{
		{"mail", true, "sendEmailTicket"},
		{"phone", true, "sendPhoneTicket"},
		{"mail", false, "sendPhoneTicket"}, // the site leaves no choice
	}) {
		o, _ := withCodes(t, func(s *mockcloud.State) { s.Knobs.CodeOther = tt.offered }, tt.wish, "right")
		s := o.cloud.State()
		if o.outcome != trail.Done || s.Counts["sign-in"] != 1 {
			t.Errorf("%v: outcome %s of %v, signed in %d times", tt, o.outcome, o.err, s.Counts["sign-in"])
		}
		sent := slices.DeleteFunc(slices.Clone(s.Requests), func(r string) bool { return !strings.Contains(r, "Ticket") || !strings.Contains(r, "/send") })
		if len(sent) != 1 || !strings.Contains(sent[0], tt.want) {
			t.Errorf("%v: sent by %v", tt, sent)
		}
	}
}
