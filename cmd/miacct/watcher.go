package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"miacct/audit"
	"miacct/flow"
)

// A watcher is the person at this computer: at the terminal, behind an askpass
// program and, with a window, at the page. It is a flow.Person.
type watcher struct {
	tty     *terminal // nil if there is none
	askpass *askpass  // nil if there is none
	screen  *screen
	window  bool   // the person sees the page and can act in it
	confirm string // the word given beforehand, "" if none
}

const triesToConfirm = 3

// Call hands the page over. Without a window there is no page to hand over.
func (w *watcher) Call(ctx context.Context, h flow.Handoff) error {
	ask := audit.Clean(h.Ask)
	if !w.window {
		return fmt.Errorf("%s To do it, run this again with --headful, which shows the page: %w", sentence(ask), flow.ErrNobody)
	}
	text := "Please do this in the browser's window: " + sentence(ask) + "\n"
	if h.Why != "" {
		text = "This could not be done: " + sentence(audit.Clean(h.Why)) + "\n" + text
	}
	if w.tty == nil {
		w.screen.Say(strings.TrimSpace(text))
		<-ctx.Done() // the person is at the window; the Runner sees when it is done
		return nil
	}
	defer w.screen.hold()()
	w.tty.write(text)
	for {
		line, err := w.tty.ask(ctx, "Press Enter to have the page looked at again; g and Enter to give up: ", false)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			return err
		case strings.TrimSpace(line) == "":
			return nil
		case strings.EqualFold(strings.TrimSpace(line), "g"):
			return flow.ErrGaveUp
		}
	}
}

// Answer asks by every way there is. The first answer counts, the other question is withdrawn.
func (w *watcher) Answer(ctx context.Context, q flow.Question) (string, error) {
	defer w.screen.hold()()
	question := audit.Clean(q.Ask)
	if q.Again != "" {
		question = "The site says: " + sentence(audit.Clean(q.Again)) + " " + question
	}
	if q.Picture != "" {
		question += " (picture: " + q.Picture + ")"
	}
	return w.ask(ctx, question, q.Secret)
}

// Confirm shows the plan and asks for the account's ID.
func (w *watcher) Confirm(ctx context.Context, p flow.Plan) error {
	defer w.screen.hold()()
	if w.confirm != "" {
		w.screen.raw(planText(p))
		if !names(p, w.confirm) {
			return &otherAccount{audit.Clean(w.confirm)}
		}
		return nil
	}
	w.tell(planText(p))
	question := "Type the account ID " + audit.Clean(p.Account) + " to go on, or nothing to stop:"
	for range triesToConfirm {
		word, err := w.ask(ctx, question, false)
		switch {
		case errors.Is(err, flow.ErrGaveUp):
			return flow.ErrDeclined
		case errors.Is(err, flow.ErrNobody):
			return fmt.Errorf("the account ID has to be typed, or given with --confirm %s: %w", audit.Clean(p.Account), flow.ErrNobody)
		case err != nil:
			return err
		case strings.TrimSpace(word) == "":
			return flow.ErrDeclined
		case names(p, strings.TrimSpace(word)):
			return nil
		}
		w.tell("That is not the account ID.\n")
	}
	return flow.ErrDeclined
}

// names reports whether word is one of those that allow p.
func names(p flow.Plan, word string) bool {
	for _, n := range append([]string{p.Account}, p.Also...) {
		if n != "" && n == word {
			return true
		}
	}
	return false
}

// ask puts the question by all ways at once and returns the first answer.
func (w *watcher) ask(ctx context.Context, question string, secret bool) (string, error) {
	type answer struct {
		line string
		err  error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan answer, 2)
	ways := 0
	if w.tty != nil {
		ways++
		go func() {
			line, err := w.tty.ask(ctx, question+" ", secret)
			answers <- answer{line, err}
		}()
	}
	if w.askpass != nil {
		ways++
		go func() {
			line, err := w.askpass.ask(ctx, question)
			answers <- answer{line, err}
		}()
	}
	first := answer{err: fmt.Errorf("%s (there is no terminal and no --askpass): %w", question, flow.ErrNobody)}
	for got := range ways {
		a := <-answers
		// Somebody who gave up was there; a way that reached nobody leaves it to the other.
		if first = a; a.err == nil || !errors.Is(a.err, flow.ErrNobody) {
			cancel()
			for range ways - got - 1 { // the other must have left the terminal as it was
				<-answers
			}
			break
		}
	}
	return first.line, first.err
}

// tell shows text where the questions are asked.
func (w *watcher) tell(text string) {
	if w.tty != nil {
		w.tty.write(text)
	} else {
		w.screen.raw(text)
	}
}

// sentence ends text with a full stop.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "。") {
		return text
	}
	return text + "."
}
