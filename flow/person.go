package flow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"miacct/browser"
	"miacct/trail"
)

// Kind is what a person is needed for.
type Kind string

const (
	KindCode     Kind = "code"     // a one-time code sent to them
	KindPicture  Kind = "picture"  // text in a picture
	KindPuzzle   Kind = "puzzle"   // a slider or the like: only in the page itself
	KindPage     Kind = "page"     // a page or control the tool is not sure of
	KindPause    Kind = "pause"    // nothing: the person asked for the page
	KindPassword Kind = "password" // asked for without echo
	KindAccount  Kind = "account"  // the account's name
	KindDevice   Kind = "device"   // whether a device is theirs
	KindScan     Kind = "scan"     // a code to scan with a phone
	KindTap      Kind = "tap"      // a confirmation on another device
)

// A Challenge is a sight that no step expects and any step may meet.
type Challenge struct {
	Sight browser.Locator
	Name  string // "answer the picture captcha"
	Kind  Kind
	Ask   string // what to ask of the person: "Drag the slider in the browser window."

	// Deal deals with it, asking the person as needed. If nil, the page is handed to the person.
	Deal func(context.Context, *Runner) error
}

// A Person is whoever watches the run. All methods return an error that wraps
// ErrNobody at once if nobody can be reached in the way that is needed.
type Person interface {
	// Call hands the page to the person. It returns nil when the person says that it
	// is dealt with, ErrCannot when they say that it cannot be done, ErrGaveUp when they
	// give up, and when ctx ends: the Runner sees by itself that the page has moved on.
	Call(ctx context.Context, h Handoff) error
	// Answer asks for a line of text. When ctx ends the question is withdrawn.
	Answer(ctx context.Context, q Question) (string, error)
	// Confirm asks for the word that allows p: the account's ID. ErrDeclined if it is not given.
	Confirm(ctx context.Context, p Plan) error
}

// A Handoff is what a person is asked to do in the page.
type Handoff struct {
	Kind    Kind
	Step    string // the step it happened in
	Ask     string // what exactly to do
	Why     string // what the tool could not do, "" for a challenge
	Picture string // path of a picture of the page, or of the code to scan
}

// A Question is a line of text wanted from the person.
type Question struct {
	Kind    Kind
	Ask     string
	Again   string // the site's words about the last answer, "" the first time
	Picture string // path of the captcha's picture
	Secret  bool   // not echoed
	About   string // the name of the device that is asked about
}

// A Plan is what the run will change, as shown to the person.
type Plan struct {
	Account string // the account's ID as the site shows it
	Items   []Item
	Then    []string // what happens after the items: "delete the account"
	Lost    []string // what is lost for good, in the site's words where it says so
	Keep    []string // what can still be saved before, and where
	Doubts  []string // what the person had better look at before
	Blocks  []string // what stands in the way already
	Again   []string // what was begun before and may have happened unseen: needs a word of its own
}

// An Item is one device of a plan.
type Item struct {
	Key  string // identifier at the site
	Name string
	Is   string // "Find Device is on"
	Will string // "turn Find Device off, remove", "not touched: belongs to …"
}

// Hash identifies what the person was shown: the account and its items.
func (p Plan) Hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q", p.Account)
	for _, i := range p.Items {
		fmt.Fprintf(h, "%q%q", i.Key, i.Name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Covers returns nil if everything in now was in p, else an error that wraps ErrChanged
// and names what was not.
func (p Plan) Covers(now Plan) error {
	if p.Account != now.Account {
		return fmt.Errorf("account %s, not %s: %w", now.Account, p.Account, ErrChanged)
	}
	shown := map[[2]string]bool{}
	for _, i := range p.Items {
		shown[[2]string{i.Key, i.Name}] = true
	}
	for _, i := range now.Items {
		if !shown[[2]string{i.Key, i.Name}] {
			return fmt.Errorf("device %s: %w", i.Name, ErrChanged)
		}
	}
	return nil
}

// Confirm asks for the person's word on p. Until then no step may change anything.
func (r *Runner) Confirm(ctx context.Context, p Plan) error {
	entry, err := r.Trail.Begin("confirm the plan")
	if err != nil {
		return err
	}
	d := &doing{r: r, step: Step{Name: "confirm the plan"}, entry: entry}
	if err = d.note(trail.EventAsked, "Confirm the plan by typing the account ID."); err == nil {
		if err = r.Person.Confirm(ctx, p); err == nil {
			err = d.note(trail.EventAnswer, "the plan is confirmed")
		}
	}
	out := d.outcome(ctx, err)
	if err == nil {
		r.word = &p
	}
	text := "allowed: plan " + p.Hash()[:12]
	if err != nil {
		text = err.Error()
	}
	if endErr := entry.End(out, text, r.Tab.URL(), nil); err == nil && endErr != nil {
		r.word, err, out = nil, endErr, "failed"
	}
	if err != nil {
		return &Error{Step: "confirm the plan", Outcome: out, Err: err}
	}
	return nil
}

// String tells p in one line.
func (p Plan) String() string {
	parts := []string{"account " + p.Account}
	for _, i := range p.Items {
		parts = append(parts, "“"+i.Name+"” ("+i.Is+"): "+i.Will)
	}
	return strings.Join(append(parts, p.Then...), "; ")
}
