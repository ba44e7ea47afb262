package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/internal/progress"
	"miacct/trail"
)

// A watcher is the person at this computer: at the terminal, behind an askpass
// program and, with a window, at the page. It is a flow.Person. All ways are used at once.
type watcher struct {
	tty     *terminal // nil if there is none
	askpass *askpass  // nil if there is none
	screen  *progress.Screen
	onCall  *onCall   // nil if nobody is to be told
	window  bool      // the person sees the page and can act in it
	page    banners   // nil while there is no page
	live    *livePage // nil if the page is not lent
	spare   *livePage // what live may become on request
	confirm string    // the word given beforehand, "" if none
	again   string    // the same for what may have happened already
	pause   *pause
	stop    func(os.Signal) // stops the run
}

// banners is a page that can say in its window what is wanted of the person.
type banners interface {
	Banner(ctx context.Context, words string) error
}

// Call hands the page over. Where the page cannot be reached there is nobody to hand it to.
func (w *watcher) Call(ctx context.Context, h flow.Handoff) error {
	if h.Kind == flow.KindPause {
		return w.paused(ctx, h)
	}
	if h.Kind == flow.KindScan || h.Kind == flow.KindTap {
		return w.elsewhere(ctx, h)
	}
	w.onCall.call(string(h.Kind), trail.Clean(h.Step), trail.Clean(h.Ask), h.Picture)
	if !w.hasPage() && (w.tty == nil || w.spare == nil) {
		return nobodyAt(h)
	}
	if !w.hasPage() {
		if err := w.offer(ctx, h); err != nil || ctx.Err() != nil {
			return err
		}
	}
	return w.handOver(ctx, h)
}

// nobodyAt is the error of a hand-off that nobody can see.
func nobodyAt(h flow.Handoff) error {
	return fmt.Errorf("%s To do it, run this again with --headful to use the page in a window, or with --remote-view to use it in a browser elsewhere: %w", progress.Sentence(trail.Clean(h.Ask)), flow.ErrNobody)
}

// hasPage reports whether the person can reach the page.
func (w *watcher) hasPage() bool { return w.window || w.live != nil }

// handOver gives the page to the person, by every way there is, until they give it back or ctx ends.
func (w *watcher) handOver(ctx context.Context, h flow.Handoff) error {
	lent, err := w.live.open(ctx, h.Ask, h.Why, false)
	if err != nil && !w.window {
		return fmt.Errorf("%w: %w", err, flow.ErrNobody)
	}
	if err != nil {
		w.screen.Say("    " + trail.Clean(err.Error()))
	}
	return lent.beside(ctx, func(ctx context.Context) error { return w.handOverHere(ctx, h, lent.words()) })
}

// handOverHere is handOver at the window and the terminal; elsewhere says where else the page is.
func (w *watcher) handOverHere(ctx context.Context, h flow.Handoff, elsewhere string) error {
	ask := progress.Sentence(trail.Clean(h.Ask))
	text := "Please do this in " + w.places(elsewhere != "") + ": " + ask + "\n" + elsewhere
	if h.Why != "" {
		text = "That did not work: " + progress.Sentence(trail.Clean(h.Why)) + "\n" + text
	}
	if h.Picture != "" {
		text += "A picture of the page: " + h.Picture + "\n"
	}
	defer w.banner(ctx, ask)()
	if w.tty == nil {
		w.screen.Raw(text)
		<-ctx.Done() // the person is at the page; the Runner sees when it is done
		return nil
	}
	defer w.screen.Hold()()
	w.tty.write(bell + w.screen.Lines(text))
	return w.choice(ctx, "[Enter] done · [c] can't be done · [g] give up:", map[string]error{"": nil, "c": flow.ErrCannot, "g": flow.ErrGaveUp})
}

// choice asks at the terminal until one of the answers is typed, and returns its error; or nil when ctx ends.
// A terminal that is gone ends nothing: what is waited for may still come.
func (w *watcher) choice(ctx context.Context, question string, answers map[string]error) error {
	for {
		line, err := w.tty.ask(ctx, w.screen.In(question)+" ", false)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, flow.ErrNobody):
			<-ctx.Done()
			return nil
		case err != nil:
			return err
		}
		if result, known := answers[strings.ToLower(strings.TrimSpace(line))]; known {
			return result
		}
	}
}

// bell calls a person who looks elsewhere.
const bell = "\a"

// banner raises the window with words in it; the returned function takes them away.
func (w *watcher) banner(ctx context.Context, words string) func() {
	if !w.window || w.page == nil {
		return func() {}
	}
	if err := w.page.Banner(ctx, words); err != nil && ctx.Err() == nil {
		w.screen.Say("    could not raise the window: " + trail.Clean(err.Error()))
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), bannerTime)
		defer cancel()
		_ = w.page.Banner(ctx, "") // gone with the page else
	}
}

// bannerTime is how long taking a banner away may take.
const bannerTime = 2 * time.Second

// Answer asks by every way there is. The first answer counts, the other questions are withdrawn.
func (w *watcher) Answer(ctx context.Context, q flow.Question) (string, error) {
	defer w.screen.Hold()()
	question := trail.Clean(q.Ask)
	if q.Again != "" {
		question = "The site says: " + progress.Sentence(trail.Clean(q.Again)) + " " + question
	}
	if q.Kind == flow.KindAccount || q.Kind == flow.KindPassword { // no page helps with these, if there is one yet
		if w.page != nil {
			w.onCall.call(string(q.Kind), "ask for the "+string(q.Kind), question, "")
		}
		return w.ask(ctx, question, "", q.Secret, nil)
	}
	w.onCall.call(string(q.Kind), "ask for the "+string(q.Kind), question, q.Picture)
	if w.tty != nil {
		w.tty.write(bell)
	}
	if q.Kind == flow.KindPicture && q.Picture != "" && w.tty != nil {
		if err := w.tty.draw(ctx, q.Picture); err != nil {
			w.tty.write(trail.Clean(err.Error()) + "\r\n")
		}
	}
	if q.Picture != "" {
		question += " (picture: " + q.Picture + ")"
	}
	var inPage func(context.Context) error
	if w.window {
		inPage = untilOver
		defer w.banner(ctx, question)()
		question += " Here, or in the browser's window:"
	}
	lent, err := w.live.open(ctx, q.Ask, q.Again, true)
	if err != nil {
		w.screen.Raw(trail.Clean(err.Error()) + "\n")
	}
	if lent != nil {
		inPage = lent.serve
		w.tell(lent.words())
	}
	return w.ask(ctx, question, prompts[q.Kind], q.Secret, inPage)
}

// prompts stand on a line of their own where an answer is typed to a question that is long.
var prompts = map[flow.Kind]string{flow.KindCode: "Code:", flow.KindPicture: "Text:"}

// ask puts the question by all ways at once and returns the first answer. On the terminal it is
// followed by prompt on a line of its own, unless that is "". inPage, if
// not nil, is the page, in which the person may answer instead, which ends ctx.
func (w *watcher) ask(ctx context.Context, question, prompt string, secret bool, inPage func(context.Context) error) (string, error) {
	type answer struct {
		line string
		err  error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var ways []func() (string, error)
	if w.tty != nil {
		line := w.screen.In(question) + " "
		if prompt != "" {
			line = w.screen.In(question) + "\n" + w.screen.In(prompt) + " "
		}
		ways = append(ways, func() (string, error) { return w.tty.ask(ctx, line, secret) })
	}
	if w.askpass != nil {
		ways = append(ways, func() (string, error) { return w.askpass.ask(ctx, question) })
	}
	if inPage != nil {
		if w.tty == nil {
			w.screen.Raw(question + "\n")
		}
		ways = append(ways, func() (string, error) { return "", inPage(ctx) })
	}
	answers := make(chan answer, len(ways))
	for _, way := range ways {
		go func() {
			line, err := way()
			answers <- answer{line, err}
		}()
	}
	first := answer{err: fmt.Errorf("%s (no terminal, --askpass, --headful window or --remote-view page to ask through): %w", question, flow.ErrNobody)}
	for got := range ways {
		a := <-answers
		// Somebody who gave up was there; a way that reached nobody leaves it to the others.
		if first = a; a.err == nil || !errors.Is(a.err, flow.ErrNobody) {
			cancel()
			for range len(ways) - got - 1 { // the others must have left the terminal as it was
				<-answers
			}
			break
		}
	}
	if errors.Is(first.err, flow.ErrNobody) && len(ways) > 0 {
		first.err = fmt.Errorf("%s %w", question, first.err)
	}
	return first.line, first.err
}

// tell shows text where the questions are asked.
func (w *watcher) tell(text string) {
	if w.tty != nil {
		w.tty.write(w.screen.Lines(text))
	} else {
		w.screen.Raw(text)
	}
}

// atPage tells w which page its window shows.
func (w *watcher) atPage(s *browser.Session) (left func()) {
	w.page = s
	if w.spare != nil {
		w.spare.tab = s
	}
	return func() {
		w.page = nil
		if w.spare != nil {
			w.spare.tab = nil
		}
		w.onCall.wait()
	}
}

// places names where the page can be acted in.
func (w *watcher) places(lent bool) string {
	switch {
	case !lent:
		return "the browser's window"
	case !w.window:
		return "your own browser, at the address below"
	}
	return "the browser's window, or in your own browser at the address below"
}

// untilOver is the page in a window: what is done there is seen by the Runner.
func untilOver(ctx context.Context) error {
	<-ctx.Done()
	return context.Cause(ctx)
}
