package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
)

// maxWays is how often one control may be pressed that sends nothing and only changes the page.
const maxWays = 3

// pressed is what became of a Once case so far.
type pressed struct {
	done  bool
	at    time.Time
	still bool           // the page showed the same afterwards
	over  bool           // something else was done since
	sent  bool           // by then something other than reading was sent
	asked bool           // the site has asked since who we are
	anew  int            // how often the site asked another question then
	ways  map[string]int // how often each control turned out to be a way, by its identity
}

// final is the Final step that acted last and has no answer yet.
type final struct {
	step, act string
	at        time.Time
	once      bool
}

// mayAct returns an error if case i must not be acted on again.
func (t *talk) mayAct(i int, m Match) error {
	c, was := t.c.Cases[i], &t.once[i]
	if !c.Once {
		return nil
	}
	if t.taken != "" { // whichever of the cases gives the order now: it was taken
		return &Error{Step: c.Name, Outcome: trail.Unknown, Err: fmt.Errorf("it is wanted again after the site had said “%s”; it is not pressed again", cut(t.taken, 80))}
	}
	if !was.done {
		return nil
	}
	if was.asked {
		*was = pressed{ways: was.ways, anew: was.anew}
		return nil
	}
	if c.Anew != nil && was.anew < maxWays && c.Anew(t.view, m) {
		if t.noteTaken(); t.taken != "" {
			return t.mayAct(i, m)
		}
		*was = pressed{ways: was.ways, anew: was.anew + 1}
		return nil
	}
	err := &Error{Step: c.Name, Outcome: trail.Unknown, Err: errors.New("it came back after it was pressed; it is not pressed again")}
	if slices.ContainsFunc(t.once, func(p pressed) bool { return p.sent && !p.asked }) {
		return err
	}
	err.Outcome = trail.NotRecognised
	if was.still {
		err.Err = errors.New("nothing happened when it was pressed: " + describe(t.view.Page))
		return err
	}
	key := c.Name
	if m.Node >= 0 {
		key = t.view.Page.Identity(m.Node)
	}
	if was.ways == nil {
		was.ways = map[string]int{}
	}
	if was.ways[key]++; was.ways[key] > maxWays {
		err.Err = errors.New("it keeps coming back, and nothing is sent: " + describe(t.view.Page))
		return err
	}
	was.done = false
	return nil
}

// comesBack reports whether case i presses what stands there still, or again, after it, or what it had asked, was pressed.
func (t *talk) comesBack(i int, m Match) bool {
	return t.c.Cases[i].Once && t.once[i].done && m.Node >= 0 && !t.view.New(m.Node)
}

// wasWay forgets the last Final step if it may be repeated, sent nothing, and led to what is seen in m.
func (t *talk) wasWay(m Match) error {
	if t.final.step == "" || t.final.once || m.Node < 0 || !t.view.New(m.Node) || t.sent(t.final.at) {
		return nil
	}
	act := t.final.act
	t.final = final{}
	return t.r.Became(act, journal.Planned)
}

// sent reports whether something other than reading was sent since a moment, or may yet be.
func (t *talk) sent(since time.Time) bool {
	traffic := t.r.Tab.Traffic(since)
	return traffic.Sent > 0 || traffic.Open > 0
}

// leave notes of each press that must not happen twice what it had sent when something else is done.
func (t *talk) leave() {
	for i := range t.once {
		if p := &t.once[i]; p.done && !p.over {
			p.over, p.sent = true, t.sent(p.at)
		}
	}
	for own, p := range t.finalPresses {
		if !p.over {
			p.over, p.sent = true, t.sent(p.at)
			t.finalPresses[own] = p
		}
	}
}

// askedWho notes that the site asks who we are. What it answers by that has not happened; what was pressed
// before something else was done may have.
func (t *talk) askedWho() {
	t.noteTaken()
	for i := range t.once {
		t.once[i].asked = t.once[i].done && t.taken == "" && t.direct
	}
	if t.taken == "" && t.direct {
		clear(t.finalPresses)
	}
}

// ownControl tells a control that stands in the page itself from others, by its address and identity; "" for what lies
// over it: a dialog may ask twice.
func ownControl(p snapshot.Page, i int) string {
	if i < 0 || p.Layers[p.Nodes[i].Layer].Kind != snapshot.Document {
		return ""
	}
	return p.URL + "\x00" + p.Identity(i)
}

// A finalPress tells a control of a page from others, and the step of the page that it was pressed in.
type finalPress struct{ control, heading string }

// sentBefore reports whether this control has sent something before, in the same step or in one that is not known to be another.
func (t *talk) sentBefore(now finalPress) bool {
	for before, p := range t.finalPresses {
		if before.control == now.control && p.sent && (now.heading == "" || before.heading == "" || before.heading == now.heading) {
			return true
		}
	}
	return false
}

// noteFinalPress notes when a control was pressed that must not be pressed twice once something was sent by it.
func (t *talk) noteFinalPress(own finalPress, at time.Time) {
	if t.finalPresses == nil {
		t.finalPresses = map[finalPress]pressed{}
	}
	t.finalPresses[own] = pressed{done: true, at: at}
}

// finalPressSent reports whether something was sent by what must not be pressed twice.
func (t *talk) finalPressSent() bool {
	for _, p := range t.finalPresses {
		if p.sent || !p.over && t.sent(p.at) {
			return true
		}
	}
	return false
}

// noteTaken notes what the site says of having taken what was done.
func (t *talk) noteTaken() {
	if t.c.Taken != nil && t.taken == "" && !t.since.IsZero() {
		t.taken = t.c.Taken(t.view, t.r.Tab.Traffic(t.since).Replies())
	}
}
