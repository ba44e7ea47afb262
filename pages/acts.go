package pages

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"miacct/audit"
	"miacct/browser"
	"miacct/flow"
)

// Acts, as the journal names them. What a run before this one left open is read, after the
// site has had time to carry it out, before anything is done again: a device may then be
// tried once more, the deletion of the account only with a new word of the person's.
const (
	actFindOff = "find-off"
	actRemove  = "remove"
	actDelete  = "delete"
)

// deviceAct names the act on d, without telling which device that is.
func deviceAct(kind string, d Device) string {
	sum := sha256.Sum256([]byte(d.ID))
	return kind + ":" + hex.EncodeToString(sum[:8])
}

// rest is how long the site is left alone before what is open is read.
const rest = time.Minute

// letSettle waits for what an earlier run left open. A dry run does nothing that could collide with it.
func (run *run) letSettle(ctx context.Context, r *flow.Runner) error {
	least := run.Rest
	if least == 0 {
		least = rest
	}
	if run.DryRun {
		return nil
	}
	return r.LetSettle(ctx, least)
}

// begin is the task of signing in. Where an earlier run has ordered the deletion, a
// sign-in that is refused because there is no such account is the end of the job.
func (run *run) begin(ctx context.Context, r *flow.Runner) error {
	if err := run.letSettle(ctx, r); err != nil {
		return err
	}
	r.Check = run.isChecked
	err := run.signIn(ctx, r)
	past, p := r.Past(actDelete), run.Site.SignIn
	var no *flow.Refusal
	if !errors.As(err, &no) || !ordered(past) {
		return err
	}
	gone, lookErr := r.Look(ctx, p.NoAccount.Locator)
	if lookErr != nil {
		return errors.Join(err, lookErr)
	}
	wrong, lookErr := r.Look(ctx, p.Wrong.Locator)
	switch {
	case lookErr != nil:
		return errors.Join(err, lookErr)
	case gone.Shown:
		run.end.Words = "The account is deleted: an earlier run ordered that " + when(past) + ", and the sign-in is refused because there is no such account."
	case wrong.Shown && past.State == audit.ActDone:
		run.end.Words = "The account is deleted: an earlier run saw that " + when(past) + ", and the sign-in is refused with the words " + quote(no.Words) + "."
	case wrong.Shown:
		return &flow.Error{Step: "see what became of the deletion", Outcome: audit.Unknown,
			Err: fmt.Errorf("an earlier run ordered it %s, and now the site only says %s which it says of wrong passwords too: %w", when(past), quote(no.Words), flow.ErrOpen)}
	default:
		return err
	}
	if err := r.Became(actDelete, audit.ActDone); err != nil {
		return err
	}
	run.over = true
	return r.Say("see what became of the deletion", audit.AlreadySo, run.end.Words)
}

// ordered reports whether the deletion may have been ordered and not been refused since.
func ordered(p audit.Past) bool {
	return p.Open() || p.State == audit.ActDone || p.State == audit.ActAccepted
}

func when(p audit.Past) string { return "at " + p.Since.Format("2006-01-02 15:04 UTC") }

// again is what the plan holds that was begun before and may have happened unseen: the
// deletion, and what was tried on a device twice. It needs a word of its own.
func (run *run) again(r *flow.Runner) (words, acts []string) {
	if past := r.Past(actDelete); run.StopBefore == "" && ordered(past) {
		words = append(words, "delete the account: an earlier run ordered that "+when(past)+" (it ended as "+string(past.State)+"), and the account can still be signed in to")
		acts = append(acts, actDelete)
	}
	for _, d := range run.known.own() {
		for _, a := range []struct {
			kind, does string
			left       bool
		}{
			{actFindOff, "turn Find Device off for " + d.Name, d.Located && !d.Off},
			{actRemove, "remove " + d.Name, d.Listed},
		} {
			past := r.Past(deviceAct(a.kind, d))
			if a.left && past.Open() && past.Lost > 0 {
				words = append(words, a.does+": it was tried twice and never seen to work, last "+when(past))
				acts = append(acts, deviceAct(a.kind, d))
			}
		}
	}
	return words, acts
}

// getWord is the task of getting the person's word.
func (run *run) getWord(ctx context.Context, r *flow.Runner) error {
	words, acts := run.again(r)
	run.plan.Again = words
	if err := r.Confirm(ctx, run.plan); err != nil {
		return err
	}
	for _, a := range acts { // the person has looked and says so
		if err := r.Became(a, audit.ActAbsent); err != nil {
			return err
		}
	}
	return nil
}

// offBefore reads twice, each time on a fresh page, whether an act left open by an
// earlier run has turned Find Device off. If not, it may be tried once more.
func (run *run) offBefore(ctx context.Context, r *flow.Runner, d Device, act string) (bool, error) {
	for range 2 {
		off, err := run.isOffNow(ctx, r, d)
		if err != nil {
			return false, err
		}
		if off {
			if err := r.Became(act, audit.ActDone); err != nil {
				return false, err
			}
			return true, r.Say("turn off find device for "+d.Name, audit.AlreadySo, "an earlier run did it; seen to be off")
		}
	}
	if err := r.Became(act, audit.ActAbsent); err != nil {
		return false, err
	}
	_, err := run.openFind(ctx, r) // away from what looking has opened
	return false, err
}

// sawEnd keeps what the site said when it deleted the account or took the order to.
func (run *run) sawEnd(r *flow.Runner, seen browser.Seen) error {
	state := audit.ActDone
	if seen.Index == sawDone {
		run.confirmed = seen.Text
	} else {
		run.later, state = seen.Text, audit.ActAccepted
	}
	return errors.Join(r.Became(actDelete, state), r.Trail.Note(audit.EventSaid, seen.Text))
}

// notAsIfNothing makes a failure unknown if the deletion was ordered before it, as when the
// record or the journal cannot be kept any more: a failed run promises that nothing is left unknown.
func (run *run) notAsIfNothing(err error) error {
	if !run.ordered || flow.OutcomeOf(err) != audit.Failed {
		return err
	}
	words := "the deletion was ordered, and it was not seen what became of it"
	if run.confirmed != "" {
		words = "the deletion was ordered, and the site said " + quote(run.confirmed)
	}
	return &flow.Error{Step: "delete the account", Outcome: audit.Unknown, Err: fmt.Errorf("%s: %w", words, err)}
}

// became records what became of an act that ended with err, where that is known: what was
// not seen to happen may still happen.
func became(r *flow.Runner, act string, err error) error {
	var no *flow.Refusal
	switch {
	case err == nil:
		return r.Became(act, audit.ActDone)
	case errors.As(err, &no):
		return r.Became(act, audit.ActRefused)
	}
	return nil
}

// asked records that the site asked something before it did the act.
func asked(r *flow.Runner, act string) error { return r.Became(act, audit.ActPlanned) }

// allDone records that no act of the kind is open: every device was seen to be as it shall be.
func allDone(r *flow.Runner, kind string) error {
	if r.Journal == nil {
		return nil
	}
	for _, act := range r.Journal.Open() {
		if strings.HasPrefix(act, kind+":") {
			if err := r.Became(act, audit.ActDone); err != nil {
				return err
			}
		}
	}
	return nil
}
