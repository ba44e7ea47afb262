package pages

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
	"miacct/trail"
)

// codeSteps deal with a part of a page that asks for a one-time code: it is sent once for each way of being
// checked, and again only when the person asks for it; the person is asked for it until it is right.
type codeSteps struct {
	run     *run
	sent    bool   // a code was requested in this way of being checked
	asked   int    // answers that were typed into the page
	at      string // the check for which the last was typed
	checks  int    // checks that came after one that was passed
	typed   bool   // the code stands in its boxes and was not submitted
	ready   string // a code that was not submitted, as the page had become another by then
	changed int    // how often that was so
	sense   patience
}

// mostChanges is how often the page may change between the question for a code and the code.
const mostChanges = 5

// The steps by which the site sends a code, and by which another way of being checked is chosen.
const (
	sendStep = "request a code"
	wayStep  = "choose another verification method"
)

// What a person may type instead of a code.
const (
	wantsOther = "other"
	wantsAgain = "again"
)

// cases are what the part that asks wants next; part finds it.
func (c *codeSteps) cases(part func(flow.View) (intent.Prompt, bool)) []flow.Case {
	return []flow.Case{
		{Name: "read why the site sends or takes no code", Identity: true, Refusal: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			if !ok || !v.Acted(sendStep) && c.asked == 0 {
				return nowhere, false
			}
			i, final := codeRefusal(v)
			if i < 0 || p.Code >= 0 && !final {
				return nowhere, false
			}
			return flow.Match{Node: i, Words: v.Page.Nodes[i].Label()}, true
		}},
		{Name: wayStep, Identity: true, Leads: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			if !ok || v.Acted(wayStep) || c.sent || p.OtherWay < 0 || !v.Page.Nodes[p.OtherWay].Ready() || !c.run.session.prefersOther(v.Page) {
				return nowhere, false
			}
			return flow.Match{Node: p.OtherWay, Words: v.Page.Nodes[p.OtherWay].Label()}, true
		}, Do: press},
		{Name: sendStep, Identity: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			send := p.SendCode
			if send < 0 && p.Code < 0 {
				send = p.Resend
			}
			// Beside an empty field it is pressed once, as nothing was sent yet that could be typed there.
			if !ok || send < 0 || p.Code >= 0 && (c.sent || c.asked > 0 || !v.Page.Nodes[send].Ready() || v.Page.Nodes[p.Code].Filled) {
				return nowhere, false
			}
			m := flow.Match{Node: send, Words: v.Page.Nodes[send].Label()}
			if c.sent && !c.another(v) { // codes are few a day
				m.Doubt = "a code was to be sent, and the page does not ask for it"
			}
			return m, true
		}, Do: press, Did: func(v flow.View, _ flow.Match) {
			if c.another(v) {
				c.asked, c.typed = 0, false
				c.checks++
			}
			c.sent = true
		}},
		{Name: "submit the code", Identity: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			if !ok || !c.typed || p.Code < 0 || !v.Page.Nodes[p.Code].Filled || wrongCode(v) != "" {
				return nowhere, false
			}
			i := sendsOff(v.Page, p)
			return flow.Match{Node: i}, i >= 0 && v.Page.Nodes[i].Ready()
		}, Do: press, Did: func(flow.View, flow.Match) { c.typed = false }},
		{Name: "enter the code", Identity: true, See: func(v flow.View) (flow.Match, bool) {
			p, ok := part(v)
			if !ok || p.Code < 0 || v.Page.Nodes[p.Code].State.Disabled {
				return nowhere, false
			}
			if v.Page.Nodes[p.Code].Filled && c.asked > 0 && c.ready == "" && wrongCode(v) == "" {
				return nowhere, false
			}
			return flow.Match{Node: p.Code, Words: p.Text, Data: p}, true
		}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
			return c.enter(ctx, r, v, m.Data.(intent.Prompt))
		}},
	}
}

// mostChecks is how many checks by code may follow one another.
const mostChecks = 3

// another reports whether the page begins another check after one whose code the site took without a complaint:
// its code goes elsewhere, or, where that is not said, it is another document.
func (c *codeSteps) another(v flow.View) bool {
	return c.asked > 0 && c.checks < mostChecks && c.at != checkOn(v.Page) && wrongCode(v) == ""
}

// checkOn tells one check by code from the next.
func checkOn(p snapshot.Page) string {
	return cmp.Or(receiver.FindString(destination(p)), documentOf(p))
}

// press presses what was seen.
func press(v flow.View, m flow.Match) (flow.Step, error) {
	return flow.Step{Do: []browser.Action{browser.At(v.Page, m.Node).Click()}}, nil
}

// codeRefusal is what came on the page that says that something went wrong, -1 for nothing, and whether
// no other code helps. An alert counts whatever it says where no sentence is understood.
func codeRefusal(v flow.View) (i int, final bool) {
	alert := -1
	for i, n := range v.Page.Nodes {
		if !isText(n) || !v.New(i) || pressable(v.Page, i) {
			continue
		}
		if s := intent.Sentence(n.Label(), v.Page.Lang); s.Says == intent.SaysRefused {
			return i, s.NoRetry
		}
		if alert < 0 && n.Kind == snapshot.Alert && !intent.SaysSent(n.Label(), v.Page.Lang) { // "We sent you a code" refuses nothing
			alert = i
		}
	}
	return alert, false
}

// wrongCode is what came on the page that says that something was wrong, "" for nothing.
func wrongCode(v flow.View) string {
	if i, _ := codeRefusal(v); i >= 0 {
		return v.Page.Nodes[i].Label()
	}
	return ""
}

// enter asks the person for the code and types it, or does what they ask for instead.
func (c *codeSteps) enter(ctx context.Context, r *flow.Runner, v flow.View, p intent.Prompt) error {
	code := c.ready
	c.ready, c.typed = "", false
	if code == "" {
		var err error
		if code, err = c.ask(ctx, r, v, p); err != nil || code == "" {
			return err
		}
	}
	switch code {
	case wantsOther, wantsAgain:
		return c.instead(ctx, r, v, p, code)
	}
	c.sense.reject(code) // it is not sent twice, right or wrong
	c.asked++
	c.at = checkOn(v.Page)
	field := browser.At(v.Page, p.Code)
	do := []browser.Action{field.Fill(code)}
	if n := boxesFor(v.Page, p.Code); n > 0 { // many such pages submit it by themselves at the last
		do = []browser.Action{field.FillSplit(code)}
		c.typed = true
	} else if send := sendsOff(v.Page, p); send >= 0 {
		do = append(do, browser.At(v.Page, send).Click())
	}
	err := r.Do(ctx, flow.Step{Name: "enter the code", Do: do, Ask: "Enter the code and submit it.", Rereads: true})
	if errors.Is(err, browser.ErrChanged) && c.changed < mostChanges {
		c.ready = code
		c.changed++
		return nil
	}
	if err != nil {
		return err
	}
	c.run.session.codes++
	return nil
}

// ask asks the person until their answer can be used. It returns "" if the page has moved on meanwhile.
func (c *codeSteps) ask(ctx context.Context, r *flow.Runner, v flow.View, p intent.Prompt) (code string, err error) {
	q := flow.Question{Kind: flow.KindCode, Again: wrongCode(v)}
	for again := c.asked > 0; ; again = true {
		q.Ask = codeQuestion(v.Page, p, again)
		began := time.Now()
		answer, err := r.Ask(ctx, q, browser.At(v.Page, p.Code), nil)
		if errors.Is(err, flow.ErrMovedOn) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		code = codeOf(answer)
		if !c.sense.takes(code, time.Since(began)) {
			return "", &flow.Error{Step: "ask for the code", Outcome: trail.NobodyThere, Err: fmt.Errorf("the same answer keeps coming back: %w", flow.ErrNobody)}
		}
		boxes := boxesFor(v.Page, p.Code)
		q.Again = ""
		switch word := strings.ToLower(code); {
		case word == "":
		case word == wantsOther, word == wantsAgain:
			if i := instead(p, word); i >= 0 && v.Page.Nodes[i].Ready() {
				return word, nil
			}
			q.Again = "The page does not offer that right now."
		case c.sense.rejected[code]:
			q.Again = "That code was rejected before, so it was not submitted again."
		case boxes > 0 && boxes != len([]rune(code)):
			q.Again = fmt.Sprintf("The page has %d boxes for the code, and what you typed has %d characters.", boxes, len([]rune(code)))
		default:
			r.Trail.HideSecret(code)
			return code, nil
		}
	}
}

// instead is the control for what the person asks for in place of a code, -1 for none.
func instead(p intent.Prompt, word string) int {
	switch {
	case word == wantsOther:
		return p.OtherWay
	case p.Resend >= 0:
		return p.Resend
	}
	return p.SendCode
}

// instead does what the person asks for in place of a code.
func (c *codeSteps) instead(ctx context.Context, r *flow.Runner, v flow.View, p intent.Prompt, word string) error {
	step := flow.Step{Name: "request another code", Ask: "Request a new code."}
	if word == wantsOther {
		step = flow.Step{Name: wayStep, Ask: "Choose how to verify your identity, so that the page offers to send a code.", Leads: true}
		c.sent = false
	}
	c.asked, c.sense.rejected = 0, nil
	step.Do = []browser.Action{browser.At(v.Page, instead(p, word)).Click()}
	return r.Do(ctx, step)
}

// codeQuestion asks for the code that went where the page says. Asked again, it says what to do if none has come.
func codeQuestion(page snapshot.Page, p intent.Prompt, again bool) string {
	ask := "Type the code you were sent."
	if to := destination(page); to != "" {
		ask = "Type the code (" + to + ")." // the site's own words may be a whole sentence
	}
	if !again {
		return ask + " Nothing received? Press Enter."
	}
	ask += " Nothing received? It may take some minutes; look at WhatsApp too, and at unwanted mail."
	for _, way := range []struct{ word, says string }{
		{wantsAgain, " Type " + wantsAgain + " for one more code; there are few a day."},
		{wantsOther, " Type " + wantsOther + " for another way, such as mail instead of phone."},
	} {
		if i := instead(p, way.word); i >= 0 && page.Nodes[i].Ready() {
			ask += way.says
		}
	}
	return ask
}

// fewestBoxes is of how many boxes of one character a code is made at least.
const fewestBoxes = 4

// boxesFor counts the boxes of one character that the code's field is the first of, 0 if it takes the whole code.
func boxesFor(p snapshot.Page, field int) (n int) {
	if p.Nodes[field].MaxLength != 1 {
		return 0
	}
	for _, o := range p.Nodes[field:] {
		if (o.Kind == snapshot.Field || o.Kind == snapshot.Password) && o.Layer == p.Nodes[field].Layer && o.Frame == p.Nodes[field].Frame && o.MaxLength == 1 {
			n++
		}
	}
	if n < fewestBoxes {
		return 0
	}
	return n
}

// prefersOther reports whether the code would go elsewhere than the person wished: a mail address has an @, also
// when it is masked. Where nothing is said it is taken for the wish.
func (ss *session) prefersOther(p snapshot.Page) bool {
	to := destination(p)
	return ss.run.VerifyBy != "" && to != "" && strings.Contains(to, "@") != (ss.run.VerifyBy == "mail")
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
		verbs := intent.Of(p, i).Verbs
		if slices.Contains(verbs, "submit") && i != prompt.SendCode && i != prompt.Resend { // "Code absenden"
			return false
		}
		return slices.ContainsFunc(verbs, func(v string) bool {
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

// receiver is what a code is sent to, often masked: a mail address, or a phone number with its stars.
var receiver = regexp.MustCompile(`[\pL\pN._+*•…-]+@[\pL\pN.*•…-]+|\+?[\d ()-]*[*•…]{2,}[\d *•…-]*`)

// destination is where the page says that the code goes or went, in its words if they are few. What stands
// in a sentence about a code counts before any other.
func destination(p snapshot.Page) string {
	first := ""
	for _, n := range p.Nodes {
		to := strings.TrimSpace(receiver.FindString(n.Label()))
		if !isText(n) || to == "" {
			continue
		}
		if len(n.Label()) < 60 {
			to = n.Label()
		}
		if intent.AboutCode(n.Label(), p.Lang) {
			return to
		}
		first = cmp.Or(first, to)
	}
	return first
}
