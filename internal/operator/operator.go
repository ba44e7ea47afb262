// Package operator is the person who owns the account, reached in every way there is: at the terminal,
// by an askpass program, in the browser's window, on the remote view, and by a notification.
package operator

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

// An Operator is the person at this computer: at the terminal, behind an askpass
// program and, with a window, at the page. It is a flow.Person. All ways are used at once.
type Operator struct {
	TTY        *Terminal // nil if there is none
	Askpass    *Askpass  // nil if there is none
	Screen     *progress.Screen
	Notify     *Notifier   // nil if nobody is to be told
	Window     bool        // the person sees the page and can act in it
	RemoteView *RemoteView // nil if the page is not lent
	Spare      *RemoteView // what RemoteView may become on request
	Given      string      // the word given beforehand, "" if none
	Retry      string      // the same for what may have happened already
	Pause      *Pause
	Stop       func(os.Signal) // stops the run

	page banners // nil while there is no page
}

// banners is a page that can say in its window what is wanted of the person.
type banners interface {
	Banner(ctx context.Context, words string) error
}

// Call hands the page over. Where the page cannot be reached there is nobody to hand it to.
func (o *Operator) Call(ctx context.Context, h flow.Handoff) error {
	if h.Kind == flow.KindPause {
		return o.paused(ctx, h)
	}
	if h.Kind == flow.KindScan || h.Kind == flow.KindTap {
		return o.elsewhere(ctx, h)
	}
	o.Notify.call(string(h.Kind), trail.Clean(h.Step), trail.Clean(h.Ask), h.Picture)
	if !o.hasPage() && (o.TTY == nil || o.Spare == nil) {
		return nobodyAt(h)
	}
	if !o.hasPage() {
		if err := o.offer(ctx, h); err != nil || ctx.Err() != nil {
			return err
		}
	}
	return o.handOver(ctx, h)
}

// nobodyAt is the error of a hand-off that nobody can see.
func nobodyAt(h flow.Handoff) error {
	return fmt.Errorf("%s To do it, run this again with --headful to use the page in a window, or with --remote-view to use it in a browser elsewhere: %w", progress.Sentence(trail.Clean(h.Ask)), flow.ErrNobody)
}

// hasPage reports whether the person can reach the page.
func (o *Operator) hasPage() bool { return o.Window || o.RemoteView != nil }

// handOver gives the page to the person, by every way there is, until they give it back or ctx ends.
func (o *Operator) handOver(ctx context.Context, h flow.Handoff) error {
	lent, err := o.RemoteView.open(ctx, h.Ask, h.Why, false)
	if err != nil && !o.Window {
		return fmt.Errorf("%w: %w", err, flow.ErrNobody)
	}
	if err != nil {
		o.Screen.Say("    " + trail.Clean(err.Error()))
	}
	return lent.beside(ctx, func(ctx context.Context) error { return o.handOverHere(ctx, h, lent.words()) })
}

// handOverHere is handOver at the window and the terminal; elsewhere says where else the page is.
func (o *Operator) handOverHere(ctx context.Context, h flow.Handoff, elsewhere string) error {
	ask := progress.Sentence(trail.Clean(h.Ask))
	text := "Please do this in " + o.places(elsewhere != "") + ": " + ask + "\n" + elsewhere
	if h.Why != "" {
		text = "That did not work: " + progress.Sentence(trail.Clean(h.Why)) + "\n" + text
	}
	if h.Picture != "" {
		text += "A picture of the page: " + h.Picture + "\n"
	}
	defer o.banner(ctx, ask)()
	if o.TTY == nil {
		o.Screen.Raw(text)
		<-ctx.Done() // the person is at the page; the Runner sees when it is done
		return nil
	}
	defer o.Screen.Hold()()
	o.TTY.write(bell + o.Screen.Lines(text))
	return o.choice(ctx, "[Enter] done · [c] can't be done · [g] give up:", map[string]error{"": nil, "c": flow.ErrCannot, "g": flow.ErrGaveUp})
}

// choice asks at the terminal until one of the answers is typed, and returns its error; or nil when ctx ends.
// A terminal that is gone ends nothing: what is waited for may still come.
func (o *Operator) choice(ctx context.Context, question string, answers map[string]error) error {
	for {
		line, err := o.TTY.Ask(ctx, o.Screen.In(question)+" ", false)
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
func (o *Operator) banner(ctx context.Context, words string) func() {
	if !o.Window || o.page == nil {
		return func() {}
	}
	if err := o.page.Banner(ctx, words); err != nil && ctx.Err() == nil {
		o.Screen.Say("    could not raise the window: " + trail.Clean(err.Error()))
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), bannerTime)
		defer cancel()
		_ = o.page.Banner(ctx, "") // gone with the page else
	}
}

// bannerTime is how long taking a banner away may take.
const bannerTime = 2 * time.Second

// Answer asks by every way there is. The first answer counts, the other questions are withdrawn.
func (o *Operator) Answer(ctx context.Context, q flow.Question) (string, error) {
	defer o.Screen.Hold()()
	question := trail.Clean(q.Ask)
	if q.Again != "" {
		question = "The site says: " + progress.Sentence(trail.Clean(q.Again)) + " " + question
	}
	if q.Kind == flow.KindAccount || q.Kind == flow.KindPassword { // no page helps with these, if there is one yet
		if o.page != nil {
			o.Notify.call(string(q.Kind), "ask for the "+string(q.Kind), question, "")
		}
		return o.ask(ctx, question, "", q.Secret, nil)
	}
	o.Notify.call(string(q.Kind), "ask for the "+string(q.Kind), question, q.Picture)
	if o.TTY != nil {
		o.TTY.write(bell)
	}
	if q.Kind == flow.KindPicture && q.Picture != "" && o.TTY != nil {
		if err := o.TTY.draw(ctx, q.Picture); err != nil {
			o.TTY.write(trail.Clean(err.Error()) + "\r\n")
		}
	}
	if q.Picture != "" {
		question += " (picture: " + q.Picture + ")"
	}
	var inPage func(context.Context) error
	if o.Window {
		inPage = untilOver
		defer o.banner(ctx, question)()
		question += " Here, or in the browser's window:"
	}
	lent, err := o.RemoteView.open(ctx, q.Ask, q.Again, true)
	if err != nil {
		o.Screen.Raw(trail.Clean(err.Error()) + "\n")
	}
	if lent != nil {
		inPage = lent.serve
		o.Tell(lent.words())
	}
	return o.ask(ctx, question, prompts[q.Kind], q.Secret, inPage)
}

// prompts stand on a line of their own where an answer is typed to a question that is long.
var prompts = map[flow.Kind]string{flow.KindCode: "Code:", flow.KindPicture: "Text:"}

// ask puts the question by all ways at once and returns the first answer. On the terminal it is
// followed by prompt on a line of its own, unless that is "". inPage, if
// not nil, is the page, in which the person may answer instead, which ends ctx.
func (o *Operator) ask(ctx context.Context, question, prompt string, secret bool, inPage func(context.Context) error) (string, error) {
	type answer struct {
		line string
		err  error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var ways []func() (string, error)
	if o.TTY != nil {
		line := o.Screen.In(question) + " "
		if prompt != "" {
			line = o.Screen.In(question) + "\n" + o.Screen.In(prompt) + " "
		}
		ways = append(ways, func() (string, error) { return o.TTY.Ask(ctx, line, secret) })
	}
	if o.Askpass != nil {
		ways = append(ways, func() (string, error) { return o.Askpass.ask(ctx, question) })
	}
	if inPage != nil {
		if o.TTY == nil {
			o.Screen.Raw(question + "\n")
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

// Tell shows text where the questions are asked.
func (o *Operator) Tell(text string) {
	if o.TTY != nil {
		o.TTY.write(o.Screen.Lines(text))
	} else {
		o.Screen.Raw(text)
	}
}

// AtPage tells o which page its window shows.
func (o *Operator) AtPage(s *browser.Session) (left func()) {
	o.page = s
	if o.Spare != nil {
		o.Spare.tab = s
	}
	return func() {
		o.page = nil
		if o.Spare != nil {
			o.Spare.tab = nil
		}
		o.Notify.wait()
	}
}

// places names where the page can be acted in.
func (o *Operator) places(lent bool) string {
	switch {
	case !lent:
		return "the browser's window"
	case !o.Window:
		return "your own browser, at the address below"
	}
	return "the browser's window, or in your own browser at the address below"
}

// untilOver is the page in a window: what is done there is seen by the Runner.
func untilOver(ctx context.Context) error {
	<-ctx.Done()
	return context.Cause(ctx)
}
