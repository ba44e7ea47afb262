package operator

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"miacct/flow"
	"miacct/internal/progress"
	"miacct/trail"
)

const triesToConfirm = 3

// Confirm shows the plan and asks for the account's ID.
func (o *Operator) Confirm(ctx context.Context, p flow.Plan) error {
	defer o.Screen.Hold()()
	if len(p.Again) > 0 {
		return o.confirmAgain(ctx, p)
	}
	if o.Given != "" {
		o.Screen.Raw(progress.Plan(p))
		if !Names(p, o.Given) {
			return &OtherAccount{trail.Clean(o.Given)}
		}
		o.Screen.Say("The plan was confirmed by --confirm " + trail.Clean(o.Given) + ".")
		return nil
	}
	o.Notify.call("word", "confirm the plan", "Confirm the plan by typing the account ID.", "")
	o.Tell(progress.Plan(p))
	question := "Type the numeric account ID to confirm, or press Enter to cancel:"
	for range triesToConfirm {
		word, err := o.ask(ctx, question, "", false, nil)
		switch {
		case errors.Is(err, flow.ErrGaveUp):
			return flow.ErrDeclined
		case errors.Is(err, flow.ErrNobody):
			return fmt.Errorf("confirmation required: run in a terminal, or pass --confirm %s: %w", trail.Clean(p.Account), flow.ErrNobody)
		case err != nil:
			return err
		case strings.TrimSpace(word) == "":
			return flow.ErrDeclined
		case Names(p, strings.TrimSpace(word)):
			o.Screen.Say("The plan was confirmed by the account ID " + o.typedWhere() + ".")
			return nil
		}
		o.Tell("That is not the numeric ID of this account.\n")
	}
	return flow.ErrDeclined
}

// Names reports whether word is the numeric ID of p's account. No other name of an account
// allows anything: a mail address or phone number says who should be signed in, not who is.
func Names(p flow.Plan, word string) bool { return p.Account != "" && p.Account == word }

// typedWhere says where an answer came from.
func (o *Operator) typedWhere() string {
	switch {
	case o.Askpass == nil:
		return "typed on the terminal"
	case o.TTY == nil:
		return "that " + trail.Clean(o.Askpass.Path) + " answered"
	}
	return "typed on the terminal, or answered by " + trail.Clean(o.Askpass.Path)
}

// confirmAgain asks for the word on a plan that holds what was begun before and may have
// happened unseen. The account's ID alone does not allow that, nor does --confirm alone:
// the answer is "retry" and the ID, or --retry-unknown besides --confirm.
func (o *Operator) confirmAgain(ctx context.Context, p flow.Plan) error {
	id := trail.Clean(p.Account)
	unknown := fmt.Errorf("%s: check on the site whether it happened; if it did not, run this again and type \"retry %s\" (in scripts: --confirm %s --retry-unknown %s): %w",
		strings.Join(p.Again, "; "), id, id, id, flow.ErrOpen)
	if o.Given != "" {
		o.Screen.Raw(progress.Plan(p))
		switch {
		case !Names(p, o.Given):
			return &OtherAccount{trail.Clean(o.Given)}
		case !Names(p, o.Retry):
			return unknown
		}
		o.Screen.Say("The plan was confirmed by --confirm " + trail.Clean(o.Given) + " and --retry-unknown " + trail.Clean(o.Retry) + ".")
		return nil
	}
	o.Notify.call("word", "confirm the plan", "Decide whether to retry a step whose outcome is unknown.", "")
	o.Tell(progress.Plan(p))
	question := "If you have checked that it did not happen, type \"retry " + id + "\" to try again, or press Enter to cancel:"
	for range triesToConfirm {
		word, err := o.ask(ctx, question, "", false, nil)
		switch {
		case errors.Is(err, flow.ErrGaveUp), errors.Is(err, flow.ErrNobody):
			return unknown
		case err != nil:
			return err
		case strings.TrimSpace(word) == "":
			return unknown
		}
		if first, rest, _ := strings.Cut(strings.TrimSpace(word), " "); strings.EqualFold(first, "retry") && Names(p, strings.TrimSpace(rest)) {
			o.Screen.Say("The plan was confirmed by \"retry\" and the account ID " + o.typedWhere() + ".")
			return nil
		}
		o.Tell("That is not \"retry\" and the account ID.\n")
	}
	return unknown
}

// An OtherAccount is a --confirm that does not name the account that is signed in.
type OtherAccount struct{ Given string }

func (e *OtherAccount) Error() string {
	return "--confirm " + e.Given + " does not name the account that is signed in; nothing was changed"
}
