package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"miacct/flow"
	"miacct/internal/operator"
	"miacct/pages"
	"miacct/trail"
)

// A tick is what the person said of one thing that only they can do.
type tick struct {
	advice pages.Advice
	done   bool // else it does not apply to them
}

// errNotYet is the end of a run whose person has something to do first.
var errNotYet = errors.New("not yet: nothing was done. Run this again when it is")

// checklistFor says how the checklist is handled: "ask", "show" or "skip".
func checklistFor(c *config, tty bool) string {
	switch {
	case c.checklist == "ask" && !tty:
		return "show"
	case c.checklist != "":
		return c.checklist
	case tty && c.mock == "" && !c.dryRun && c.confirm == "":
		return "ask"
	}
	return "show"
}

// askChecklist asks the person to tick off each thing. Its error wraps flow.ErrDeclined if there
// is something that they have yet to do.
func askChecklist(ctx context.Context, w *operator.Operator, all []pages.Advice) (ticks []tick, err error) {
	defer w.Screen.Hold()()
	w.Tell("Before you go on, what only you can do:\n")
	for i, a := range all {
		w.Tell(fmt.Sprintf("\nItem %d of %d: %s\n   Why: %s\n", i+1, len(all), a.Do, a.Why))
		for answered := false; !answered; {
			line, err := w.TTY.Ask(ctx, w.Screen.In("   [Enter] done · [x] does not apply · [n] not yet, stop here:")+" ", false)
			if err != nil {
				return nil, err
			}
			switch answered = true; strings.ToLower(strings.TrimSpace(line)) {
			case "", "y", "yes", "d", "done":
				ticks = append(ticks, tick{a, true})
			case "x":
				ticks = append(ticks, tick{a, false})
			case "n", "no":
				return nil, fmt.Errorf("%w: %w", errNotYet, flow.ErrDeclined)
			default:
				answered = false
			}
		}
	}
	w.Tell("\n")
	return ticks, nil
}

// goThrough goes through what only the person can do before the run.
func (d *deletion) goThrough(ctx context.Context, w *operator.Operator) (err error) {
	all := (&pages.WebDelete{Cloud: d.c.cloud}).Before()
	switch checklistFor(d.c, w.TTY != nil) {
	case "ask":
		d.ticks, err = askChecklist(ctx, w, all)
		if errors.Is(err, flow.ErrGaveUp) {
			err = fmt.Errorf("%w: %w", errNotYet, flow.ErrDeclined)
		}
	case "show":
		d.p.screen.Raw(checklistText(all))
	}
	if err == nil {
		d.p.screen.Raw(wordText(d.c))
	}
	return err
}

// String is the tick as the record has it.
func (t tick) String() string {
	if !t.done {
		return "the person says that this does not apply: " + t.advice.Do
	}
	return "the person says that this is done: " + t.advice.Do
}

// checklistText is the checklist for somebody who is not asked.
func checklistText(all []pages.Advice) string {
	var b strings.Builder
	b.WriteString("Before you go on, what only you can do:\n")
	for _, a := range all {
		fmt.Fprintf(&b, "  - %s\n    %s\n", a.Do, a.Why)
	}
	return b.String()
}

// wordText says what has to happen before anything is changed.
func wordText(c *config) string {
	const lost = "A deleted account and what is in Mi Cloud (photos, contacts, notes, backups) cannot be recovered by anyone.\n"
	switch {
	case c.dryRun:
		return "This is a dry run: nothing is changed.\n"
	case c.confirm != "":
		return lost + "--confirm " + trail.Clean(c.confirm) + " confirms the run: changes begin as soon as the plan has been read, without another question.\n"
	}
	return lost + "Nothing is changed until you have seen the plan and typed the account's numeric ID.\n"
}
