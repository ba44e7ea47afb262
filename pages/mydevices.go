package pages

import (
	"context"
	"fmt"
	"slices"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/journal"
	"miacct/snapshot"
	"miacct/trail"
)

// MyDevices is the list of devices that are signed in, under Settings.
type MyDevices struct {
	device   Element `yaml:"device"` // a device's entry; use Of
	more     Element `yaml:"more"`   // brings more of the list
	delete   Element `yaml:"delete"`
	couldNot Element `yaml:"could-not"`
}

func (p *MyDevices) UnmarshalYAML(decode func(any) error) error { return decodePage(p, decode) }

// myDevices is My Devices on the site: its list, and removing each device.
type myDevices struct {
	run       *run
	at        string          // where it was seen last, and is opened first
	listed    string          // where it was seen last
	heading   string          // what it was headed there
	stood     map[string]bool // what else it said and offered there, by its words
	lists     []string        // addresses of lists of devices that the account's own site leads to
	linkTitle string          // what the control is called that led to it, "" if none did
	since     time.Time       // when it was opened
	tabs      map[string]bool // of it that were opened since, by what they are called
	removed   int             // devices that this run has removed
}

// removing is the errand of removing d from the account.
func (md *myDevices) removing(d Device) *deviceErrand {
	p, row := md.run.Site.MyDevices, md.run.known.row(d)
	e := &deviceErrand{run: md.run, device: d, row: row, shown: "verify that " + quote(d.Name) + " is removed",
		hints: []Element{p.couldNot}, ask: "Delete " + quote(d.Name) + " from the list of your devices.", navigate: true}
	e.errand = errand{target: intent.Target{Do: intent.Delete, Of: intent.Device, Item: d.Name, Labels: labelled(row), Others: othersOf(row), Hints: intent.Hints{Phrases: p.delete.phrases()}},
		pressedLabel: new(string), answered: new(string), press: "remove " + quote(d.Name), act: deviceAct(actRemove, d), row: &e.row, password: md.run.password, ask: md.run.askPassword, tapped: map[string]bool{}, counts: countdowns{}, prompts: &promptMemo{}, more: md.run.more(d), scope: e.selected, beside: e.besideList}
	e.effect = func(v flow.View, place []int) (flow.Match, bool) {
		if _, asks := e.prompt(v); asks || !v.Sent || !e.acted(v) {
			return nowhere, false
		}
		told := messages(v)
		for _, i := range told {
			if s := intent.Sentence(v.Page.Nodes[i].Label(), v.Page.Lang); s.Says == intent.SaysDone && s.Of != intent.Account && !foreign(v.Page, told, row) {
				return flow.Match{Node: i, Words: v.Page.Nodes[i].Label()}, true
			}
		}
		all := make([]int, len(v.Page.Nodes))
		for i := range all {
			all[i] = i
		}
		// Only the list itself tells by not showing it: a page of its own, or a question, may not name it either.
		list := md.at == "" || samePlace(md.at, v.Page.URL)
		return flow.Match{Node: -1, Soon: true}, list && len(place) == 0 && !v.Page.Busy && !naming(v.Page, all, row.Name)
	}
	return e
}

// removeAll is the task of removing the account's own devices from it.
func (md *myDevices) removeAll(ctx context.Context, r *flow.Runner) error {
	if err := md.run.account.recheck(ctx, r); err != nil {
		return err
	}
	if err := md.openMyDevices(ctx, r); err != nil {
		return err
	}
	var refused refusals
	n := 0
	md.run.tellPending(Removal, func(d Device) bool { return d.Listed })
	for i, d := range md.run.known {
		if d.Own() {
			n++
		}
		if !d.Own() || !d.Listed {
			continue
		}
		md.run.tell(n, d, Removal, Underway)
		err := md.remove(ctx, r, d)
		if err != nil && flow.OutcomeOf(err) != trail.Refused {
			return err
		}
		if err != nil {
			refused.add(d, err)
			md.run.tell(n, d, Removal, Refused)
		} else {
			md.removed++
			md.run.tell(n, d, Removal, Done)
		}
		md.run.known[i].Listed = err != nil
	}
	if len(refused) > 0 {
		return refused.error("remove the devices", "The account is kept, as the site deletes none that has devices")
	}
	left, err := md.stillListed(ctx, r)
	if err != nil {
		return err
	}
	if len(left) > 0 { // the list had shown that they were gone: they are removed once more
		if err := md.run.reread(ctx, r, knownDevices); err != nil {
			return err
		}
		for _, d := range left {
			if now := md.run.known.find(d.ID); now.Located && !now.Off { // a phone that is signed in may come back by itself
				if err := md.run.find.turnOffAgain(ctx, r, *now); err != nil {
					return err
				}
			}
		}
		if err := md.openMyDevices(ctx, r); err != nil {
			return err
		}
	}
	if err := md.removeAgain(ctx, r, left, inFreshList); err != nil {
		return err
	}
	if err := md.removeElsewhere(ctx, r); err != nil {
		return err
	}
	return allDone(r, actRemove)
}

// removeAgain removes devices once more from the list that is open, as why says, and sees that they are gone from it.
func (md *myDevices) removeAgain(ctx context.Context, r *flow.Runner, left devices, why string) error {
	if len(left) == 0 {
		return nil
	}
	for _, d := range left {
		if err := noteRetry(r, deviceAct(actRemove, d), d, why); err != nil {
			return err
		}
		if err := md.remove(ctx, r, d); err != nil {
			return err
		}
		md.run.known.find(d.ID).Listed = false
	}
	return md.verifyGone(ctx, r)
}

// cleared reports whether this run has removed devices, and none that is known is left for a list to show.
func (md *myDevices) cleared() bool {
	return md.removed > 0 && !slices.ContainsFunc(md.run.known, func(d Device) bool { return d.Listed })
}

// emptied reports whether the page is where the list was read, and has nothing left to show in it but what stood there beside
// the devices, such as this browser's own session: no words need to say so.
func (md *myDevices) emptied(m *myReading) bool {
	if !md.cleared() || !m.heading || md.heading == "" || !samePlace(md.listed, m.URL) || m.Busy || m.failed != "" || m.loading || len(m.known)+len(m.others) > 0 {
		return false
	}
	for i, n := range m.Nodes {
		if m.in[i] && (n.Kind.Pressable() || isText(n) && n.Kind != snapshot.Heading && !heads(n)) && !md.stood[n.Label()] && !md.run.common.has(n) && !m.isTitle(n) {
			return false
		}
	}
	return true
}

// isTitle reports whether a text is called as the page, or as what heads it.
func (m *deviceMatter) isTitle(n snapshot.Node) bool {
	return isText(n) && n.Entry < 0 && (browser.Alike(n.Label(), m.Title) || browser.Alike(n.Label(), headline(m.Page)))
}

// stillListed reads the list afresh: which of the account's own devices are in it.
func (md *myDevices) stillListed(ctx context.Context, r *flow.Runner) (left devices, err error) {
	if err := md.readMyDevices(ctx, r); err != nil {
		return nil, err
	}
	for _, d := range md.run.known {
		if d.Own() && d.Listed {
			left = append(left, d)
		}
	}
	return left, nil
}

// verifyGone reads the list afresh: none of the account's own devices may be in it.
func (md *myDevices) verifyGone(ctx context.Context, r *flow.Runner) error {
	left, err := md.stillListed(ctx, r)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		return &flow.Error{Step: "verify that the devices are removed", Outcome: trail.Failed, Err: fmt.Errorf("%s is still in the list", quote(left[0].Name))}
	}
	return nil
}

// remove removes one device and sees that it is gone from the list.
func (md *myDevices) remove(ctx context.Context, r *flow.Runner, d Device) error {
	row, act := md.run.known.row(d), deviceAct(actRemove, d)
	found, err := md.scrollTo(ctx, r, row)
	if err != nil {
		return err
	}
	if !found { // this run has not removed it: where its list was seen may show another by now, and is looked for anew
		md.at, md.listed, md.heading = "", "", ""
		if err := md.openMyDevices(ctx, r); err != nil {
			return err
		}
		if found, err = md.scrollDownTo(ctx, r, row, late); err != nil {
			return err
		}
	}
	if !found {
		return r.Say("remove "+quote(d.Name), trail.AlreadySo, "no longer in the list")
	}
	// It was in the list that the plan was read from, and is in this one: what an earlier run left open has not happened.
	if err := r.Became(act, journal.Absent); err != nil {
		return err
	}
	if err := md.stillOurs(ctx, r, d); err != nil {
		return err
	}
	again, err := md.removeOnce(ctx, r, d, act)
	if again == "" {
		return err
	}
	if err := noteRetry(r, act, d, again); err != nil {
		return err
	}
	if err := md.openMyDevices(ctx, r); err != nil {
		return err
	}
	switch found, err := md.scrollTo(ctx, r, row); {
	case !found && err == nil && again == listLost:
		return r.Say("remove "+quote(d.Name), trail.AlreadySo, "no longer in the list")
	case !found || err != nil: // gone after all
		return together(err, became(r, act, err))
	}
	_, err = md.removeOnce(ctx, r, d, act)
	return err
}

// Why removing a device is tried once more.
const (
	inFreshList = "it is still in the list, on a freshly loaded page"
	listLost    = "its list went away before anything was pressed"
)

// removeOnce tells besides why it may be tried again, "" if it may not: it was read to have done nothing.
func (md *myDevices) removeOnce(ctx context.Context, r *flow.Runner, d Device, act string) (again string, err error) {
	e := md.removing(d)
	end, gone, err := e.do(ctx, r)
	switch {
	case gone:
		return "", became(r, act, nil)
	case err != nil && !unsure(err):
		return "", err
	case err != nil && !e.acted(end.View) && !md.readMine(end.View.Page, nil).shows(e.row):
		return listLost, err // an answer that comes late may draw another page
	}
	// The act may have been done all the same: an answer can get lost, come late, or show in the list only.
	gone, readErr := md.run.find.patiently(ctx, r, err, func() (bool, error) {
		err := md.readMyDevices(ctx, r)
		again := md.run.known.find(d.ID)
		return err == nil && again != nil && !again.Listed, err
	})
	switch {
	case readErr != nil:
		return "", together(err, readErr)
	case gone:
		if err := became(r, act, nil); err != nil {
			return "", err
		}
		return "", r.Say(e.shown, trail.Done, "verified gone on a freshly loaded page")
	}
	if e.mayRetry(end.View, err) {
		again = inFreshList
	}
	if err == nil {
		err = &flow.Error{Step: e.press, Outcome: trail.NotRecognised, Err: fmt.Errorf("it was pressed, and %s is still in the list: %w", quote(d.Name), flow.ErrNotSeen)}
	}
	return again, together(readBack(err), became(r, act, err))
}

// stillOurs reads right before d is removed whether the list has come to say that it is somebody else's.
func (md *myDevices) stillOurs(ctx context.Context, r *flow.Runner, d Device) error {
	now := slices.Clone(md.run.known)
	err := r.Timed(ctx, func(ctx context.Context) error { return md.run.find.hearPage(ctx, r, now, "My Devices") })
	if err != nil {
		return readError(ctx, "read My Devices", trail.NotRecognised, err)
	}
	for _, c := range now.find(d.ID).Ownership.Claims {
		if !c.Own && !slices.Contains(d.Ownership.Claims, c) {
			return &flow.Error{Step: "compare the devices with the plan", Outcome: trail.Failed,
				Err: fmt.Errorf("device %s, which is now mentioned by %s: %w", quote(d.Name), c.Source, flow.ErrChanged)}
		}
	}
	return nil
}
