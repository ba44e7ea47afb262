// Package trail writes, checks and packs the trail, the record of a run: one folder
// with trail.jsonl, numbered pictures and report.html.
//
//   - A line is written (one write) before the call that writes it returns, and with all before it on
//     disk (fsync) if anything is done after it or was done before it: intents, questions, answers, the
//     end of a step that acted, the result. So a crash or a power cut leaves a step that began and did
//     not end, never one that was done and not recorded.
//   - Each line holds the SHA-256 of the raw bytes of the line before it, its newline
//     included: `sed -n 1p trail.jsonl | sha256sum` is what line 2 holds.
//   - What cannot be written stops the record: every later call fails with the same sentence.
//   - The folder is 0700 and opened once; files are 0600, new, and never links.
//   - Typed values, and queries and fragments of addresses, never get here.
package trail

import (
	"math"
	"time"
)

// Format is the version of the lines of trail.jsonl. Lines of every version since the first are read.
//
//   - 1: the first.
//   - 2: a picture may tell where the control stands that is used next.
const Format = 2

// A Line is one line of trail.jsonl: {"v":2,"seq":0,"time":…,"prev":…,"event":…}.
type Line struct {
	V       int       `json:"v"`
	Seq     int       `json:"seq"`
	Time    time.Time `json:"time"` // UTC
	Prev    string    `json:"prev"` // SHA-256 of the raw bytes of the line before with its newline, hex; "" in the first
	Event   Event     `json:"event"`
	Task    string    `json:"task,omitempty"`
	Step    int       `json:"step,omitempty"` // number of the step, from 1
	Name    string    `json:"name,omitempty"` // the step's name
	Text    string    `json:"text,omitempty"` // what is done, noted, asked or said
	Outcome Outcome   `json:"outcome,omitempty"`
	URL     string    `json:"url,omitempty"` // without query and fragment
	Picture *Picture  `json:"picture,omitempty"`
	Devices []Device  `json:"devices,omitempty"`
	Run     *Run      `json:"run,omitempty"`
	Exit    *int      `json:"exit,omitempty"` // of the result: the exit code
}

// Event is the kind of a line.
type Event string

const (
	EventRun     Event = "run"     // first line: what was asked, by which versions
	EventBegin   Event = "begin"   // a step is about to start
	EventIntent  Event = "intent"  // an action is about to be done to the page
	EventNote    Event = "note"    // something worth knowing
	EventSaid    Event = "said"    // the site's own words
	EventAsked   Event = "asked"   // a person was asked for something
	EventAnswer  Event = "answer"  // the person dealt with it; never what was typed
	EventPicture Event = "picture" // a picture that does not stand in an end line
	EventEnd     Event = "end"     // how the step went
	EventDevices Event = "devices" // the devices as read from the site; Text is "before", "after" or another word for a look in between
	EventHeld    Event = "held"    // a host the jail held back, and how often
	EventResult  Event = "result"  // last line: how the run went
)

// Outcome is how a step or a run ended.
type Outcome string

const (
	Done          Outcome = "done"
	AlreadySo     Outcome = "already so"
	Skipped       Outcome = "skipped"
	Accepted      Outcome = "accepted" // the site took the order and says it takes some days
	Failed        Outcome = "failed"
	Refused       Outcome = "refused" // with the site's words
	Declined      Outcome = "declined"
	NobodyThere   Outcome = "nobody there"
	NotRecognised Outcome = "not recognised"
	WrongAccount  Outcome = "wrong account"
	Unknown       Outcome = "unknown" // something irreversible may or may not have happened
	Interrupted   Outcome = "interrupted"
)

// A Picture is a PNG of the trail's folder.
type Picture struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"` // hex
	When   string `json:"when"`   // before, after, asked

	Control *Control `json:"control,omitempty"` // what is used next, if it is to be seen
}

// A Control is where an element stands in a picture: its box, and the size of the part of
// the page that the picture shows, in CSS pixels. The picture itself is as it was taken.
type Control struct {
	Name       string  `json:"name"` // "the turn-off button"
	X          float64 `json:"x"`
	Y          float64 `json:"y"`
	Width      float64 `json:"width"`
	Height     float64 `json:"height"`
	ViewWidth  float64 `json:"view_width"`
	ViewHeight float64 `json:"view_height"`
}

// Within reports whether c is a box within the picture.
func (c Control) Within() bool {
	if math.IsInf(c.ViewWidth, 0) || math.IsInf(c.ViewHeight, 0) {
		return false
	}
	return c.X >= 0 && c.Y >= 0 && c.Width > 0 && c.Height > 0 && c.X+c.Width <= c.ViewWidth+0.1 && c.Y+c.Height <= c.ViewHeight+0.1
}

// A Device is a device of the account as the site showed it.
type Device struct {
	Name  string `json:"name"`
	Model string `json:"model,omitempty"`
	Own   bool   `json:"own"`            // false: a family member's or shared, never touched
	Find  string `json:"find,omitempty"` // on, off, or "" when not known
	Left  bool   `json:"left"`           // still in the account's list
}

// A Run is what was asked, and by what.
type Run struct {
	ID         string `json:"id"`                // the folder's name; filled in by Create
	Command    string `json:"command"`           // "web-delete", "web-delete --dry-run"
	Account    string `json:"account"`           // masked
	Cloud      string `json:"cloud"`             // Mi Cloud's address
	Mock       bool   `json:"rehearsal"`         // against a mock cloud; the format's own word is kept
	Tool       string `json:"tool"`              // version
	Browser    string `json:"browser,omitempty"` // version
	System     string `json:"system"`            // linux/amd64
	Lang       string `json:"lang,omitempty"`
	StopBefore string `json:"stop_before,omitempty"`
	Mask       string `json:"mask,omitempty"` // what pictures hide: "none", "secrets" or "personal"; secrets always
	Zone       string `json:"zone,omitempty"` // local time's distance from UTC, "+01:00"; filled in by Create

	Follows *Reference `json:"follows,omitempty"` // the run that this one looks after
}

// A Reference names another run and how its record stood then.
type Reference struct {
	Run     string  `json:"run"` // its ID
	Outcome Outcome `json:"outcome"`
	Head    string  `json:"head"` // the SHA-256 of its last line, in hex
}
