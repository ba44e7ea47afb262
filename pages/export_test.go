package pages

import (
	"context"
	"fmt"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// DescribeDeletion tells what is understood of a page of the deletion, for a test that failed.
func (s *Site) DescribeDeletion(p snapshot.Page, id string) string {
	t := theDeletion
	t.Item = id
	d := readDeletionPage(p, matterIn(p), t, s.At.Deletion, s.Words.exact("start-deleting"))
	out := fmt.Sprintf("about %q; control %d %q; folded %v; onward %d %q; form %+v", d.about, d.control.Node, d.control.Reason, d.folded(), d.onward().Node, d.onward().Reason, d.form)
	for i, l := range p.Layers {
		if l.Kind != snapshot.Document {
			good, why := intent.ReadPrompt(p, i, t).Answerable()
			out += fmt.Sprintf("; layer %d %s answerable %v %s", i, l.Kind, good, why)
		}
	}
	return out
}

// DeletionTasks are the tasks of a run that is signed in to the account with that ID, which has no
// devices: the look at the page of the deletion, the person's word, the order. said returns the
// site's words when it confirmed it or took it for later.
func (j *WebDelete) DeletionTasks(e *Ending, id string) (tasks []flow.Task, said func() (confirmed, later string)) {
	run := newRun(j, e)
	j.run = run
	run.who, run.account.checked = account{ID: id}, true
	run.plan = flow.Plan{Account: id}
	look := func(ctx context.Context, r *flow.Runner) (err error) {
		run.plan.Blocks, err = run.deletion.lookAtDeletion(ctx, r)
		run.plan.Lost = run.deletion.lost
		return err
	}
	word := func(ctx context.Context, r *flow.Runner) error { return r.Confirm(ctx, run.plan) }
	order := func(ctx context.Context, r *flow.Runner) error {
		if err := run.deletion.openDeletion(ctx, r); err != nil {
			return err
		}
		if _, err := run.deletion.giveOrder(ctx, r, run.deletion.conversation(r, flow.Plan{Account: id}, false)); err != nil {
			return err
		}
		return run.deletion.doubt
	}
	return []flow.Task{{Name: "look", Run: look}, {Name: "word", Run: word}, {Name: "order", Run: order}},
		func() (string, string) { return run.deletion.confirmed, run.deletion.later }
}

// Element is the one with that path, "find.turn-off".
func (s *Site) Element(path string) (found Element) {
	s.elements(func(p string, e *Element) {
		if p == path {
			found = *e
		}
	})
	return found
}
