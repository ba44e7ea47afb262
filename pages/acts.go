package pages

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"miacct/flow"
	"miacct/journal"
	"miacct/trail"
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

// begin is the task of signing in. Where an earlier run has ordered the deletion, the
// account's password is not sent before the person says so, as it may take the deletion back:
// a wrong one shows whether the account is still there.
func (ss *session) begin(ctx context.Context, r *flow.Runner) error {
	if err := ss.run.letSettle(ctx, r); err != nil {
		return err
	}
	r.Check = ss.run.account.isChecked
	past := r.Past(actDelete)
	if !ordered(past) {
		return ss.signIn(ctx, r)
	}
	const step = "find out whether the deletion went through"
	gone, how := ss.run.deletion.refusedAsGone(ctx, r)
	if err := interruptedBy(ctx); err != nil {
		return &flow.Error{Step: step, Outcome: trail.Interrupted, Err: err}
	}
	switch {
	case gone:
		ss.run.end.Words = "The account is deleted: an earlier run ordered that " + when(past) + ", and the sign-in is refused because there is no such account."
		if err := r.Became(actDelete, journal.Done); err != nil {
			return err
		}
	case ss.run.Again:
		return ss.signIn(ctx, r)
	case past.State == journal.Done:
		ss.run.end.Words = "The account is deleted: an earlier run saw that " + when(past) + ". That could not be verified again: " + how
	case past.State == journal.Accepted:
		ss.run.end.Accepted = true
		ss.run.end.Words = "The site has accepted the deletion: an earlier run saw that " + when(past) + ". It is not confirmed gone yet: " + how + " Do not sign in to it until then: that may cancel the deletion."
	default:
		return &flow.Error{Step: step, Outcome: trail.Unknown,
			Err: fmt.Errorf("an earlier run ordered it %s, and it is not confirmed gone: %s %s: %w", when(past), how, keepOut, flow.ErrOpen)}
	}
	ss.run.over = true
	return r.Say(step, trail.AlreadySo, ss.run.end.Words)
}

// keepOut is the advice after an order that may still be under way.
const keepOut = "Do not sign in to it until then: a sign-in with the right password may cancel the deletion."

// mayType returns an error once the account's own password must not be typed: an order to
// delete the account may be under way, and a sign-in may take it back.
func (ss *session) mayType(r *flow.Runner) error {
	if ss.run.deletion.order.sending(r) || ss.run.deletion.ordered || ordered(r.Past(actDelete)) && !ss.run.Again && ss.run.deletion.order.since.IsZero() {
		return errors.New("the site asks for the password after the deletion was ordered; it is not typed, as that may cancel the deletion")
	}
	return nil
}

func interruptedBy(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}

// ordered reports whether the deletion may have been ordered and not been refused since.
func ordered(p journal.Past) bool {
	return p.Open() || p.State == journal.Done || p.State == journal.Accepted
}

func when(p journal.Past) string { return "at " + p.Since.Format("2006-01-02 15:04 UTC") }

// again is what the plan holds that was begun before and may have happened unseen: the
// deletion, and what was tried on a device twice. It needs a word of its own.
func (ad *accountDeletion) again(r *flow.Runner) (words, acts []string) {
	if past := r.Past(actDelete); ad.run.StopBefore == "" && ordered(past) {
		words = append(words, "delete the account: an earlier run ordered that "+when(past)+" (it ended as "+string(past.State)+"), and the account can still be signed in to")
		acts = append(acts, actDelete)
	}
	for _, d := range ad.run.known.own() {
		for _, a := range []struct {
			kind, does string
			left       bool
		}{
			{actFindOff, "turn Find Device off for " + quote(d.Name), d.Located && !d.Off},
			{actRemove, "remove " + quote(d.Name), d.Listed},
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
	words, acts := run.deletion.again(r)
	run.plan.Again = words
	if err := r.Confirm(ctx, run.plan); err != nil {
		return err
	}
	for _, a := range acts { // the person has looked and says so
		if err := r.Became(a, journal.Absent); err != nil {
			return err
		}
	}
	return nil
}

// offBefore reads twice, each time on a fresh page, whether an act left open by an
// earlier run has turned Find Device off. If not, it may be tried once more.
func (fd *findDevice) offBefore(ctx context.Context, r *flow.Runner, d Device, act string) (bool, error) {
	for range 2 {
		off, err := fd.isOffNow(ctx, r, d)
		if err != nil {
			return false, err
		}
		if off {
			if err := r.Became(act, journal.Done); err != nil {
				return false, err
			}
			return true, r.Say("turn off Find Device for "+quote(d.Name), trail.AlreadySo, "done by an earlier run; verified off")
		}
	}
	if err := r.Became(act, journal.Absent); err != nil {
		return false, err
	}
	_, err := fd.openFind(ctx, r, knownDevices) // away from what looking has opened
	return false, err
}

// sawEnd keeps what the site said when it deleted the account or took the order to. That it
// is done goes into the journal only when it is proved.
func (ad *accountDeletion) sawEnd(r *flow.Runner, got answer) error {
	if got.what == saidDeleted {
		ad.confirmed = got.words
		return r.Trail.Note(trail.EventSaid, got.words)
	}
	ad.later = got.words
	return errors.Join(r.Became(actDelete, journal.Accepted), r.Trail.Note(trail.EventSaid, got.words))
}

// notAsIfNothing makes a failure unknown if the deletion was ordered before it, as when the
// record or the journal cannot be kept any more: a failed run promises that nothing is left unknown.
func (run *run) notAsIfNothing(err error) error {
	if !run.deletion.ordered || flow.OutcomeOf(err) != trail.Failed {
		return err
	}
	words := "the deletion was ordered, and it was not seen what became of it"
	if run.deletion.confirmed != "" {
		words = "the deletion was ordered, and the site said " + quote(run.deletion.confirmed)
	}
	return &flow.Error{Step: "delete the account", Outcome: trail.Unknown, Err: fmt.Errorf("%s: %w", words, err)}
}

// became records what became of an act that ended with err, where that is known: what was
// not seen to happen may still happen.
func became(r *flow.Runner, act string, err error) error {
	var no *flow.Refusal
	switch {
	case err == nil:
		return r.Became(act, journal.Done)
	case errors.As(err, &no):
		return r.Became(act, journal.Refused)
	}
	return nil
}

// asked records that the site asked something before it did the act.
func asked(r *flow.Runner, act string) error { return r.Became(act, journal.Planned) }

// allDone records that no act of the kind is open: every device was seen to be as it shall be.
func allDone(r *flow.Runner, kind string) error {
	if r.Journal == nil {
		return nil
	}
	for _, act := range r.Journal.Open() {
		if strings.HasPrefix(act, kind+":") {
			if err := r.Became(act, journal.Done); err != nil {
				return err
			}
		}
	}
	return nil
}
