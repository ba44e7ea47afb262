package main

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
func (w *watcher) Confirm(ctx context.Context, p flow.Plan) error {
	defer w.screen.Hold()()
	if len(p.Again) > 0 {
		return w.confirmAgain(ctx, p)
	}
	if w.confirm != "" {
		w.screen.Raw(progress.Plan(p))
		if !names(p, w.confirm) {
			return &otherAccount{trail.Clean(w.confirm)}
		}
		w.screen.Say("The plan was confirmed by --confirm " + trail.Clean(w.confirm) + ".")
		return nil
	}
	w.onCall.call("word", "confirm the plan", "Confirm the plan by typing the account ID.", "")
	w.tell(progress.Plan(p))
	question := "Type the numeric account ID to confirm, or press Enter to cancel:"
	for range triesToConfirm {
		word, err := w.ask(ctx, question, "", false, nil)
		switch {
		case errors.Is(err, flow.ErrGaveUp):
			return flow.ErrDeclined
		case errors.Is(err, flow.ErrNobody):
			return fmt.Errorf("confirmation required: run in a terminal, or pass --confirm %s: %w", trail.Clean(p.Account), flow.ErrNobody)
		case err != nil:
			return err
		case strings.TrimSpace(word) == "":
			return flow.ErrDeclined
		case names(p, strings.TrimSpace(word)):
			w.screen.Say("The plan was confirmed by the account ID " + w.typedWhere() + ".")
			return nil
		}
		w.tell("That is not the numeric ID of this account.\n")
	}
	return flow.ErrDeclined
}

// names reports whether word is the numeric ID of p's account. No other name of an account
// allows anything: a mail address or phone number says who should be signed in, not who is.
func names(p flow.Plan, word string) bool { return p.Account != "" && p.Account == word }

// typedWhere says where an answer came from.
func (w *watcher) typedWhere() string {
	switch {
	case w.askpass == nil:
		return "typed on the terminal"
	case w.tty == nil:
		return "that " + trail.Clean(w.askpass.path) + " answered"
	}
	return "typed on the terminal, or answered by " + trail.Clean(w.askpass.path)
}

// confirmAgain asks for the word on a plan that holds what was begun before and may have
// happened unseen. The account's ID alone does not allow that, nor does --confirm alone:
// the answer is "retry" and the ID, or --retry-unknown besides --confirm.
func (w *watcher) confirmAgain(ctx context.Context, p flow.Plan) error {
	id := trail.Clean(p.Account)
	unknown := fmt.Errorf("%s: check on the site whether it happened; if it did not, run this again and type \"retry %s\" (in scripts: --confirm %s --retry-unknown %s): %w",
		strings.Join(p.Again, "; "), id, id, id, flow.ErrOpen)
	if w.confirm != "" {
		w.screen.Raw(progress.Plan(p))
		switch {
		case !names(p, w.confirm):
			return &otherAccount{trail.Clean(w.confirm)}
		case !names(p, w.again):
			return unknown
		}
		w.screen.Say("The plan was confirmed by --confirm " + trail.Clean(w.confirm) + " and --retry-unknown " + trail.Clean(w.again) + ".")
		return nil
	}
	w.onCall.call("word", "confirm the plan", "Decide whether to retry a step whose outcome is unknown.", "")
	w.tell(progress.Plan(p))
	question := "If you have checked that it did not happen, type \"retry " + id + "\" to try again, or press Enter to cancel:"
	for range triesToConfirm {
		word, err := w.ask(ctx, question, "", false, nil)
		switch {
		case errors.Is(err, flow.ErrGaveUp), errors.Is(err, flow.ErrNobody):
			return unknown
		case err != nil:
			return err
		case strings.TrimSpace(word) == "":
			return unknown
		}
		if first, rest, _ := strings.Cut(strings.TrimSpace(word), " "); strings.EqualFold(first, "retry") && names(p, strings.TrimSpace(rest)) {
			w.screen.Say("The plan was confirmed by \"retry\" and the account ID " + w.typedWhere() + ".")
			return nil
		}
		w.tell("That is not \"retry\" and the account ID.\n")
	}
	return unknown
}
