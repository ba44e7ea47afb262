// Package audit writes and presents the trail, the record of a run: one folder
// with trail.jsonl, numbered pictures and report.html.
//
//   - A line is on disk (one write, fsync) before the call that writes it returns.
//     So a crash leaves a step that began and did not end, never one that was done
//     and not recorded.
//   - Each line holds the hash of the raw bytes of the line before it.
//   - The folder is 0700 and opened once; files are 0600, new, and never links.
//   - Typed values, and queries and fragments of addresses, never get here.
package audit

import "time"

// Format is the version of the lines of trail.jsonl.
const Format = 1

// A Line is one line of trail.jsonl: {"v":1,"seq":0,"time":…,"prev":…,"event":…}.
type Line struct {
	V       int       `json:"v"`
	Seq     int       `json:"seq"`
	Time    time.Time `json:"time"` // UTC
	Prev    string    `json:"prev"` // SHA-256 of the raw bytes of the line before, hex; "" in the first
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
	EventDevices Event = "devices" // the devices as read from the site; Text is "before" or "after"
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
	ID         string `json:"id"`
	Command    string `json:"command"`           // "web-delete", "web-delete --dry-run"
	Account    string `json:"account"`           // masked
	Cloud      string `json:"cloud"`             // Mi Cloud's address
	Rehearsal  bool   `json:"rehearsal"`         // against a mock cloud
	Tool       string `json:"tool"`              // version
	Browser    string `json:"browser,omitempty"` // version
	System     string `json:"system"`            // linux/amd64
	Lang       string `json:"lang,omitempty"`
	StopBefore string `json:"stop_before,omitempty"`
}

// Options configures Create.
type Options struct {
	Now   func() time.Time // time.Now if nil
	Watch func(Line)       // called with every line after it is on disk; the screen's and --json's only source. May be nil
}

// A Trail is the record of one run. Its methods are safe for use by several goroutines.
type Trail struct{}

// Create makes the folder dir/<UTC time>-<short id> and starts a trail in it with
// its first line. dir is made (0700) if it is not there; it must not be a link.
func Create(dir string, r Run, o Options) (*Trail, error) { panic("not built") }

// Dir is the trail's folder.
func (t *Trail) Dir() string { panic("not built") }

// Task names the task that the following steps belong to.
func (t *Trail) Task(name string) { panic("not built") }

// Begin records that the named step is about to start. Steps may nest: a challenge met in a step is a step of its own.
func (t *Trail) Begin(step string) (*Entry, error) { panic("not built") }

// Note records something that belongs to no step, or to the step under way.
func (t *Trail) Note(e Event, text string) error { panic("not built") }

// Devices records the devices; when is "before" or "after".
func (t *Trail) Devices(when string, ds []Device) error { panic("not built") }

// Result records how the run ended and closes the trail.
func (t *Trail) Result(o Outcome, text string, exit int) error { panic("not built") }

// An Entry is a step under way.
type Entry struct{}

// Note records an event of the step: EventIntent, EventNote, EventSaid, EventAsked, EventAnswer.
func (e *Entry) Note(ev Event, text string) error { panic("not built") }

// Picture stores a PNG and records it. It returns the file's full path.
func (e *Entry) Picture(when string, png []byte) (path string, err error) { panic("not built") }

// End records how the step went, with the picture after it if png is not empty.
func (e *Entry) End(o Outcome, text, url string, png []byte) error { panic("not built") }

// Read returns the lines of the trail in folder dir. A last line without its newline is
// left out; a line that does not follow from the one before is an error that names it.
func Read(dir string) ([]Line, error) { panic("not built") }

// Report writes report.html into the trail's folder dir from its lines and pictures
// alone, and returns its path.
func Report(dir string) (path string, err error) { panic("not built") }
