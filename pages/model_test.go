package pages_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"miacct/pages"
)

const accountID = "6203401187"

// A model is a cloud in memory and the tab that shows it, at the same time. It has a
// clock of its own that every call moves on. A request that was sent off is carried out
// some time later, whatever becomes of the program, or is lost on its way; its answer may be lost too.
type model struct {
	mu     sync.Mutex
	site   *pages.Site
	random *rand.Rand

	// The cloud.
	devices      []*phone
	gone         bool // the account is deleted
	wire         []request
	now          time.Duration
	counts       map[string]int // acts carried out
	orders       map[string]int // acts asked for
	absent       map[string]int // acts asked for that came to nothing
	requests     int
	lost         int
	stuckAnswers int

	// Its shapes.
	findDialog, findPassword, removeDialog, deleteDialog bool

	// The tab.
	at       string // the page
	signedIn bool
	open     *phone      // whose panel or dialog is open
	layer    string      // what lies over the page: "", "menu", "dialog", "password"
	filled   bool        // the field for the password that lies over the page
	refused  bool        // the sign-in
	wrong    bool        // the sign-in, because of the password
	stranger bool        // the password that was typed last is not the account's
	document int         // which one the tab shows
	sentAt   []time.Time // when requests that change something were sent off, by the program's clock
	truth    int         // how often the account's own password was sent for an account that is gone
	waiting  string      // the act whose answer the page waits for

	// The program.
	calls     int
	killAt    int
	killAfter bool
	killed    bool
	calm      bool // nothing gets lost
	last      string
	begun     []string // acts that the journal holds as begun
}

type phone struct {
	fid, name   string
	on, removed bool
}

type request struct {
	act  string
	due  time.Duration
	seen bool // its answer arrives
}

func newModel(site *pages.Site, random *rand.Rand) *model {
	m := &model{site: site, random: random, counts: map[string]int{}, orders: map[string]int{}, absent: map[string]int{}}
	for i, name := range []string{"Mi 9", "Redmi Note 12", "POCO X3", "Xiaomi 13T", "Mi 9 Lite"} {
		m.devices = append(m.devices, &phone{fid: fmt.Sprintf("f%d", i), name: name, on: true})
	}
	flip := func() bool { return random.IntN(2) == 0 }
	m.findDialog, m.findPassword, m.removeDialog, m.deleteDialog = flip(), flip(), flip(), flip()
	return m
}

func (m *model) deleted() bool { return m.gone }

// begin is a new program with a new browser.
func (m *model) begin() {
	m.at, m.signedIn, m.open, m.layer, m.refused, m.waiting = "", false, nil, "", false, ""
	m.wrong, m.stranger = false, false
	m.calls, m.killAt, m.killed, m.calm = 0, 0, false, false
}

// call counts a call and reports whether the program lives to make it.
func (m *model) call(what string) bool {
	if m.killed {
		return false
	}
	m.calls++
	m.last = what
	m.move(time.Duration(20+m.random.IntN(200)) * time.Millisecond)
	if m.calls == m.killAt && !m.killAfter {
		m.killed = true
	}
	return !m.killed
}

// after is the end of a call that was made.
func (m *model) after() error {
	if m.calls == m.killAt {
		m.killed = true
	}
	if m.killed {
		return errKilled
	}
	return nil
}

// move lets time pass; what is due is carried out.
func (m *model) move(d time.Duration) {
	m.now += d
	m.wire = slices.DeleteFunc(m.wire, func(r request) bool {
		if r.due > m.now {
			return false
		}
		m.carryOut(r)
		return true
	})
}

func (m *model) orderedSince(at time.Time) (n int) {
	for _, sent := range m.sentAt {
		if !sent.Before(at) {
			n++
		}
	}
	return n
}

func (m *model) carryOut(r request) {
	kind, fid, _ := strings.Cut(r.act, ":")
	m.counts[r.act]++
	for _, d := range m.devices {
		switch {
		case d.fid != fid:
		case kind == "find-off":
			d.on = false
		case kind == "remove":
			d.removed = true
		}
	}
	m.gone = m.gone || kind == "delete"
	if m.waiting != r.act || !r.seen {
		return
	}
	m.waiting, m.layer = "", ""
	if kind == "delete" {
		m.at = "deleted"
	}
}

// order sends a request off.
func (m *model) order(act string) {
	m.requests++
	m.sentAt = append(m.sentAt, time.Now())
	m.orders[act]++
	m.waiting = act
	if !m.calm && m.random.IntN(20) == 0 {
		m.lost++
		m.absent[act]++
		return
	}
	r := request{act: act, seen: m.calm || m.random.IntN(20) > 0, due: m.now + time.Duration(m.random.IntN(400))*time.Millisecond}
	if m.random.IntN(4) == 0 {
		r.due = m.now + time.Duration(m.random.IntN(20000))*time.Millisecond
	}
	if !r.seen {
		m.stuckAnswers++
	}
	m.wire = append(m.wire, r)
}

func (m *model) pass(_ context.Context, d time.Duration) error {
	if !m.call("wait") {
		return errKilled
	}
	m.move(d)
	return m.after()
}
