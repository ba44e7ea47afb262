package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// codeSteps deal with a part of a page that asks for a one-time code: it is sent once, and the
// person is asked for it until it is right.
type codeSteps struct {
	run     *run
	asked   int
	ready   string // a code that was not sent off, as the page had become another by then
	changed int    // how often that was so
	sense   patience
}

// mostChanges is how often the page may change between the question for a code and the code.
const mostChanges = 5

// sendStep has the site send a code.
const sendStep = "request a code"

// cases are what the part that asks wants next; part finds it.
func (c *codeSteps) cases(part func(flow.View) (intent.Prompt, bool)) []flow.Case {
	return []flow.Case{
		{Name: sendStep, Identity: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			if !ok || p.Code >= 0 || p.SendCode < 0 {
				return nowhere, false
			}
			m := flow.Match{Node: p.SendCode, Words: v.Page.Nodes[p.SendCode].Label()}
			if v.Acted(sendStep) { // codes are few a day
				m.Doubt = "a code was to be sent, and the page does not ask for it"
			}
			return m, true
		}, Do: func(v flow.View, m flow.Match) (flow.Step, error) {
			return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}, Changes: true}, nil
		}},
		{Name: "enter the code", Identity: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			if !ok || p.Code < 0 || v.Page.Nodes[p.Code].State.Disabled {
				return nowhere, false
			}
			if v.Page.Nodes[p.Code].Filled && c.asked > 0 && c.ready == "" && refusal(v) == "" {
				return nowhere, false
			}
			return flow.Match{Node: p.Code, Words: p.Text, Data: p}, true
		}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
			return c.enter(ctx, r, v, m.Data.(intent.Prompt))
		}},
	}
}

// refusal is what came on the page that says that something was wrong.
func refusal(v flow.View) string {
	for i, n := range v.Page.Nodes {
		if isText(n) && v.New(i) && intent.Sentence(n.Label(), v.Page.Lang).Says == intent.SaysRefused {
			return n.Label()
		}
	}
	return ""
}

// enter asks the person for the code, types it and sends it off.
func (c *codeSteps) enter(ctx context.Context, r *flow.Runner, v flow.View, p intent.Prompt) error {
	const step = "enter the code"
	field := browser.At(v.Page, p.Code)
	q := flow.Question{Kind: flow.KindCode, Ask: "Type the code you were sent.", Again: refusal(v)}
	if to := destination(v.Page); to != "" {
		q.Ask = "Type the code (" + to + ")."
	}
	code := c.ready
	c.ready = ""
	for code == "" {
		began := time.Now()
		answer, err := r.Ask(ctx, q, field, nil)
		if errors.Is(err, flow.ErrMovedOn) {
			return nil
		}
		if err != nil {
			return err
		}
		code = codeOf(answer)
		if !c.sense.takes(code, time.Since(began)) {
			return &flow.Error{Step: "ask for the code", Outcome: trail.NobodyThere, Err: fmt.Errorf("the same answer keeps coming back: %w", flow.ErrNobody)}
		}
		if c.sense.rejected[code] {
			q.Again, code = "That code was rejected before, so it was not submitted again.", ""
		}
	}
	r.Trail.HideSecret(code)
	c.sense.reject(code) // it is not sent twice, right or wrong
	c.asked++
	fill := field.Fill(code)
	if v.Page.Nodes[p.Code].MaxLength == 1 {
		fill = field.FillSplit(code)
	}
	do := []browser.Action{fill}
	if send := sendsOff(v.Page, p); send >= 0 {
		do = append(do, browser.At(v.Page, send).Click())
	}
	err := r.Do(ctx, flow.Step{Name: step, Do: do, Changes: true, Ask: "Enter the code and submit it.", Rereads: true})
	if errors.Is(err, browser.ErrChanged) && c.changed < mostChanges {
		c.ready = code
		c.changed++
		return nil
	}
	if err != nil {
		return err
	}
	c.run.codes++
	return nil
}

// sendsOff is the control that sends the code off: behind its field, one that names the code, else
// one that checks or submits. In a prompt that is its yes, which is pressed when all else is done.
func sendsOff(p snapshot.Page, prompt intent.Prompt) int {
	if prompt.Yes >= 0 {
		return -1
	}
	var behind []int
	field := p.Nodes[prompt.Code]
	for i := prompt.Code + 1; i < len(p.Nodes); i++ {
		n := p.Nodes[i]
		if n.Kind == snapshot.Heading && len(behind) > 0 || (n.Kind == snapshot.Field && n.MaxLength != 1) {
			break
		}
		if n.Layer == field.Layer && n.Frame == field.Frame && n.Kind.Pressable() && n.Kind != snapshot.Checkbox {
			behind = append(behind, i)
		}
	}
	again := func(i int) bool {
		return slices.ContainsFunc(intent.Of(p, i).Verbs, func(v string) bool {
			return slices.Contains([]string{"send", "resend", "get-code", "get", "try-again", "refresh"}, v)
		})
	}
	for _, i := range behind {
		m := intent.Of(p, i)
		if m.Context == "" && !m.Negated && slices.ContainsFunc(m.Objects, func(o string) bool { return o == "code" || o == "verification-code" }) && !again(i) {
			return i
		}
	}
	for _, t := range []intent.Target{{Do: intent.Verify}, {Do: intent.Submit}} {
		for _, i := range behind {
			if t.In = intent.Among(i); intent.Find(p, t).Found() && !again(i) {
				return i
			}
		}
	}
	return -1
}

// destination is where the page says that the code went: words with a masked phone number or mail address.
func destination(p snapshot.Page) string {
	for _, n := range p.Nodes {
		if isText(n) && len(n.Label()) < 60 && slices.ContainsFunc([]string{"***", "•••", "**@"}, func(s string) bool { return strings.Contains(n.Label(), s) }) {
			return n.Label()
		}
	}
	return ""
}

// identityCases are those of a page of the account's site that asks for a one-time code and for nothing else,
// whatever it looks like.
func (run *run) identityCases() []flow.Case {
	return (&codeSteps{run: run}).cases(run.asksForCode)
}

// asksForCode reads a page that asks for a one-time code and for nothing else.
func (run *run) asksForCode(v flow.View) (intent.Prompt, bool) {
	p := v.Page
	if run.atCloud(p) || inFrontOf(p) || readLogin(p).password >= 0 {
		return intent.Prompt{}, false
	}
	matter := matterIn(p)
	form := intent.ReadForm(p, matter, intent.Target{Do: intent.Verify, Of: intent.Identity})
	for _, i := range matter {
		if n := p.Nodes[i]; n.Kind == snapshot.Password || n.Kind == snapshot.Field && i != form.Code && n.MaxLength != 1 {
			return intent.Prompt{}, false // a form to sign in by a code, or something else
		}
	}
	return form, form.Code >= 0 || form.SendCode >= 0
}
