package pages

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"miacct/flow"
	"miacct/intent"
	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
)

// FindDevice is the page that locates lost phones. In the phone's own dialog the positive
// button is "Keep on", so no dialog here is answered by its look, only by its words.
type FindDevice struct {
	turnOff  Element `yaml:"turn-off"`  // item of that menu
	off      Element `yaml:"off"`       // sight that it is off
	offShort Element `yaml:"off-short"` // the same where it came with our own press

	// Where the site says no. PasswordChanged comes before CouldNot: its words go on where those end.
	passwordChanged Element `yaml:"password-changed"` // in the last days
	offline         Element `yaml:"offline"`
	network         Element `yaml:"network"`
	server          Element `yaml:"server"`
	denied          Element `yaml:"denied"`
	couldNot        Element `yaml:"could-not"`
}

func (p *FindDevice) UnmarshalYAML(decode func(any) error) error { return decodePage(p, decode) }

// findDevice is Find Device on the site: its list, and turning it off for each device.
type findDevice struct {
	run            *run
	last           devices                  // in its list when that was read last
	at             []string                 // addresses that were its pages by their headings
	found          string                   // where its list was, where no known address led to it
	listedAt       string                   // where the list was read on a page that is not called Find Device, "" if on none
	readAt         string                   // where the list was read last with a device in it
	beside         map[string]bool          // what else it said and offered there, by its words
	landed         string                   // where its address led to when it was opened last, "" if that is Mi Cloud's home
	linkTitle      string                   // what the control is called that led to it, "" if none did
	called         []string                 // words by which the site's pages call it
	stood          map[string]*earlierState // what a device's place said before it was turned off there, by the device's ID
	families       map[string]bool          // headings below which it keeps the devices of others
	lasting        map[string]bool          // messages that something is being loaded, which stood for as long as was waited
	pressed        map[string]bool          // devices of which this run pressed to turn it off: they may leave the list
	expectsDevices bool                     // an empty list is waited on: My Devices holds devices
	judged         *snapshot.Node           // of the page that listsFind has judged last, and what it said
	lists          bool                     //
	edited         string                   // the document on which this run changed a setting that counts once it is saved
	without        map[string]bool          // devices, by ID, that are no phones and have no Find Device of their own
}

// turningOff is the errand of turning Find Device off for d.
func (fd *findDevice) turningOff(d Device) *deviceErrand {
	p, row := fd.run.Site.Find, fd.run.known.row(d)
	e := &deviceErrand{run: fd.run, device: d, row: row, shown: "verify that Find Device is off for " + quote(d.Name),
		hints: []Element{p.passwordChanged, p.offline, p.network, p.server, p.denied, p.couldNot},
		ask:   "Turn off Find Device for " + quote(d.Name) + " on the page."}
	e.errand = errand{target: intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, Item: d.Name, Labels: labelled(row), Others: othersOf(row),
		Hints: intent.Hints{Phrases: p.turnOff.phrases()}},
		called: fd.learnNames, place: fd.placeOfFind, pressedLabel: new(string), answered: new(string),
		press: "turn off Find Device for " + quote(d.Name), act: deviceAct(actFindOff, d), row: &e.row, password: fd.run.password, ask: fd.run.askPassword, tapped: map[string]bool{}, counts: countdowns{}, prompts: &promptMemo{},
		more: fd.run.more(d), scope: e.selected, beside: e.besideList}
	e.errand.place = func(p snapshot.Page) string {
		if why := fd.placeOfFind(p); why != "" || e.openedAt != documentOf(p)+" "+p.URL {
			return why
		}
		return "what the list of Find Device opened"
	}
	if fd.mayLack(d) {
		e.ask = "" // it may have none: nobody is to look for it
	}
	e.before = func(v flow.View) { fd.noteStanding(v.Page, e.where(v), d, true) }
	e.effect = func(v flow.View, place []int) (flow.Match, bool) {
		acted := e.acted(v) && v.Sent
		e.mayBeOn = e.mayBeOn || fd.tellsOn(v.Page, place)
		if len(v.Acts) == 0 { // what the list says of it, too
			fd.noteStanding(v.Page, place, d, false)
		}
		if p, asks := e.prompt(v); asks && v.Acted(e.press) && (!v.Sent || p.Affirm >= 0 || slices.ContainsFunc(p.Nodes, func(i int) bool { return v.New(i) && v.Page.Nodes[i].Kind == snapshot.Heading })) || e.unsaved(v) >= 0 || v.Acted("save: "+e.press) && !v.Sent {
			return nowhere, false // what is not saved, or asked about, is not done
		}
		if m, ok := turnedOff(v, place, acted, fd.called); ok && !fd.contradicted(v.Page, m, d) {
			return m, true
		}
		if m, ok := fd.lacks(v.Page, place, d); ok {
			return m, true
		}
		if m, ok := e.savedOff(v); ok {
			return m, true
		}
		if m, ok := fd.turned(v, place, d); ok && (acted || !e.acted(v)) {
			return m, true
		}
		if !acted {
			return nowhere, false
		}
		told := messages(v)
		if foreign(v.Page, told, row) {
			return nowhere, false
		}
		return turnedOff(v, told, true, fd.called)
	}
	return e
}

// turnOffAll is the task of turning Find Device off for each of the account's own
// devices. Where the site refuses one, the others are done and the account is kept.
func (fd *findDevice) turnOffAll(ctx context.Context, r *flow.Runner) error {
	if len(fd.run.known.own()) == 0 {
		if err := allDone(r, actFindOff); err != nil {
			return err
		}
		return r.Say("turn off Find Device", trail.AlreadySo, "the account has no devices of its own")
	}
	if err := fd.run.account.recheck(ctx, r); err != nil {
		return err
	}
	if err := fd.run.reread(ctx, r, wholeList); err != nil {
		return err
	}
	var refused refusals
	n, pressed := 0, false
	fd.run.tellPending(FindOff, func(d Device) bool { return d.Located })
	for i := range fd.run.known {
		d := fd.run.known[i]
		if d.Own() {
			n++
		}
		if !d.Own() || !d.Located {
			continue
		}
		if pressed && !d.Off { // whose it is and what is open is read again right before each
			if err := fd.run.reread(ctx, r, knownDevices); err != nil {
				return err
			}
			d = fd.run.known[i]
		}
		if d.Off || !d.Located {
			if err := r.Say("turn off Find Device for "+quote(d.Name), trail.AlreadySo, "verified off"); err != nil {
				return err
			}
			fd.run.tell(n, d, FindOff, Done)
			continue
		}
		pressed = true
		fd.run.tell(n, d, FindOff, Underway)
		off, err := fd.turnOff(ctx, r, d)
		if err != nil && flow.OutcomeOf(err) != trail.Refused {
			return err
		}
		if err != nil {
			refused.add(d, err)
			fd.run.tell(n, d, FindOff, Refused)
			continue
		}
		fd.run.known[i].Off = off
		if fd.without[d.ID] {
			fd.run.known[i].Located = false
			fd.run.tell(n, d, FindOff, Absent)
			continue
		}
		fd.run.tell(n, d, FindOff, Done)
	}
	if len(refused) > 0 {
		return refused.error("turn off Find Device", "The account is kept, as a phone that is still located would stay locked to it")
	}
	on, err := fd.seeAllOff(ctx, r)
	if err != nil {
		return err
	}
	for _, d := range on { // the site said that it was off: it is asked once more
		if err := fd.turnOffAgain(ctx, r, d); err != nil {
			return err
		}
	}
	if len(on) > 0 {
		if on, err = fd.seeAllOff(ctx, r); err != nil {
			return err
		}
	}
	if len(on) > 0 {
		return &flow.Error{Step: fd.turningOff(on[0]).shown, Outcome: trail.Failed, Err: errors.New("the page says that it is still on")}
	}
	if err := r.Say("verify that Find Device is off", trail.Done, "verified off for each of the account's own devices"); err != nil {
		return err
	}
	return allDone(r, actFindOff)
}

// turnOffAgain turns Find Device off for a device on which it was seen to be off before.
func (fd *findDevice) turnOffAgain(ctx context.Context, r *flow.Runner, d Device) error {
	if err := fd.prepareRetry(ctx, r, deviceAct(actFindOff, d), d); err != nil {
		return err
	}
	_, err := fd.turnOff(ctx, r, d)
	return err
}

// noteRetry notes that an act was read to have done nothing, by why, and is done once more.
func noteRetry(r *flow.Runner, act string, d Device, why string) error {
	if err := r.Became(act, journal.Absent); err != nil {
		return err
	}
	return r.Trail.Note(trail.EventNote, quote(d.Name)+": "+why+"; it is tried once more")
}

// prepareRetry is noteRetry, and opens the page afresh.
func (fd *findDevice) prepareRetry(ctx context.Context, r *flow.Runner, act string, d Device) error {
	if err := noteRetry(r, act, d, "Find Device is still on, on a freshly loaded page"); err != nil {
		return err
	}
	return fd.run.reread(ctx, r, knownDevices)
}

// mayRetry reports whether what was pressed, and read to have done nothing, may be pressed once more: something was sent
// by it, and the site has not refused, or tells to try again.
func (e *deviceErrand) mayRetry(v flow.View, err error) bool {
	var no *flow.Refusal
	return e.acted(v) && v.Sent && (!errors.As(err, &no) || intent.SaysTryAgain(no.Words, v.Page.Lang))
}

// turnOff turns it off for one device and sees that it is off. What is read to have done nothing is tried once more.
func (fd *findDevice) turnOff(ctx context.Context, r *flow.Runner, d Device) (bool, error) {
	act := deviceAct(actFindOff, d)
	if r.Past(act).Open() {
		if off, err := fd.offBefore(ctx, r, d, act); off || err != nil {
			return off, err
		}
	}
	off, again, err := fd.turnOffOnce(ctx, r, d, act)
	if off || !again {
		return off, err
	}
	if err := fd.prepareRetry(ctx, r, act, d); err != nil {
		return false, err
	}
	off, _, err = fd.turnOffOnce(ctx, r, d, act)
	return off, err
}

// turnOffOnce tells besides whether it may be tried again.
func (fd *findDevice) turnOffOnce(ctx context.Context, r *flow.Runner, d Device, act string) (off, again bool, err error) {
	e := fd.turningOff(d)
	if fd.pressed == nil {
		fd.pressed = map[string]bool{}
	}
	fd.pressed[d.ID] = true
	end, off, err := e.do(ctx, r)
	switch {
	case off && !e.acted(end.View):
		return true, false, r.Say(e.press, trail.AlreadySo, "verified off")
	case off:
		return true, false, became(r, act, nil)
	case err != nil && !unsure(err):
		return false, false, err
	case flow.OutcomeOf(err) == trail.NotRecognised && fd.mayLack(d) && !e.mayBeOn && len(end.View.Acts) == 0:
		return false, false, fd.leave(r, d)
	}
	// The act may have been done all the same: an answer can get lost, come late, or show in the list only.
	off, readErr := fd.patiently(ctx, r, err, func() (bool, error) { return fd.isOffNow(ctx, r, d) })
	switch {
	case readErr != nil:
		return false, false, together(err, readErr)
	case off:
		if err := became(r, act, nil); err != nil {
			return false, false, err
		}
		return true, false, r.Say(e.shown, trail.Done, "verified off on a freshly loaded page")
	}
	again = e.mayRetry(end.View, err)
	if err == nil {
		err = &flow.Error{Step: e.press, Outcome: trail.NotRecognised, Err: fmt.Errorf("it was pressed, and Find Device is still on: %w", flow.ErrNotSeen)}
	}
	return false, again, together(readBack(err), became(r, act, err))
}

// readBack is the error of an act of which was read afterwards that it was not done: its outcome is known.
func readBack(err error) error {
	var e *flow.Error
	if errors.As(err, &e) && e.Outcome == trail.Unknown {
		return &flow.Error{Step: e.Step, Outcome: trail.NotRecognised, Err: e.Err}
	}
	return err
}

// patiently reads up to three times, with growing pauses, until what is hoped for is so; once where the act ended as the
// session was over: then nothing is under way.
func (fd *findDevice) patiently(ctx context.Context, r *flow.Runner, ended error, read func() (bool, error)) (bool, error) {
	for pause := 2 * time.Second; ; pause *= 2 {
		so, err := read()
		if so || err != nil || pause > 4*time.Second || errors.Is(ended, errSessionOver) {
			return so, err
		}
		if err := r.Wait(ctx, pause); err != nil {
			return false, err
		}
	}
}

// seeAllOff opens the page afresh and sees for which of the account's own devices Find Device is still on.
func (fd *findDevice) seeAllOff(ctx context.Context, r *flow.Runner) (on devices, err error) {
	if err := fd.run.reread(ctx, r, knownDevices); err != nil {
		return nil, err
	}
	left := false // the list, for a device's own place
	for i := range fd.run.known {
		if left && fd.run.known[i].Own() && fd.run.known[i].Located && !fd.run.known[i].Off {
			if err := fd.run.reread(ctx, r, knownDevices); err != nil {
				return nil, err
			}
		}
		d := fd.run.known[i]
		if !d.Own() || !d.Located || d.Off {
			continue
		}
		e := fd.turningOff(d)
		off, end, err := e.look(ctx, r, e.shown)
		left = len(end.View.Way) > 0
		if err != nil {
			return nil, err
		}
		if off {
			fd.run.known[i].Off = true
		} else {
			on = append(on, d)
		}
	}
	if len(on) > 0 {
		return on, nil
	}
	return nil, r.Trail.Devices("between", fd.run.known.lines())
}

// refusals are what the site said of each device that it refused.
type refusals []string

func (rs *refusals) add(d Device, err error) {
	words := err.Error()
	var no *flow.Refusal
	if errors.As(err, &no) {
		words = "the site refuses: " + strings.TrimRight(no.Words, ".。 ")
	}
	*rs = append(*rs, quote(d.Name)+": "+words+".")
}

// error tells them, one sentence each, and what follows from them.
func (rs refusals) error(step, then string) error {
	return &flow.Error{Step: step, Outcome: trail.Refused, Err: errors.New(strings.Join(append(rs, then), " "))}
}
