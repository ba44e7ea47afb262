// Package pages is everything the program knows about Mi: addresses, elements and words
// (site.yaml), what is done on each page, and in which order.
package pages

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"miacct/browser"
	"miacct/flow"
)

// WebDelete is the job of taking a person through leaving Mi on the web.
type WebDelete struct {
	Site       *Site
	Account    string // as given: email, phone number or Xiaomi ID
	ID         string // the numeric Xiaomi ID that the word was given for beforehand, "" if none was
	Password   string // "" if the person is to be asked when the site wants it
	SignIn     string // ByPassword or ByCode; "" is ByPassword
	Cloud      string // Mi Cloud's address, "https://i.mi.com"
	Lang       string // language the pages are asked for, "en"
	VerifyBy   string // how to get codes where the site leaves a choice: "phone", "mail" or "" for whatever it offers first
	DryRun     bool
	StopBefore string // "", "find-device", "devices" or "account"

	// Known is told the Xiaomi ID once it is read, before anything is changed; its error ends the run. May be nil.
	Known func(id string) error

	// Progress is told how far the run is with each of the account's own devices. May be nil.
	Progress func(Progress)

	Again bool          // the person has looked: what an earlier run ordered has not happened, and the account may be signed in to
	Rest  time.Duration // how long the site is left alone when an earlier run has left an act open, a minute if zero

	run *run
}

// Ending is how a run ended, in words for the person.
type Ending struct {
	Accepted bool   // the site took the order and says it takes some days
	Words    string // "The account is deleted: the site confirmed it, and a new sign-in was refused."
}

// A task is one line of the order of the run.
type task struct {
	name string
	stop string // name for --stop-before, "" if the run cannot stop before it
	run  func(*run, context.Context, *flow.Runner) error
}

// PlanTask is the task that reads what the run would change, and what is lost by it.
const PlanTask = "read the plan"

// order is the order of the run, with its reasons.
var order = []task{
	{"sign in", "", (*run).begin},                              // everything else needs the session
	{"check the account", "", (*run).checkAccount},             // nothing is read, let alone changed, of somebody else's account
	{PlanTask, "", (*run).readPlan},                            // the person must know what would happen before allowing it
	{ownersTask, "", (*run).decide},                            // nobody's phone is touched because nothing says that it is another's
	{"confirm the plan", "", (*run).getWord},                   // nothing is changed before it
	{"turn off Find Device", "find-device", (*run).turnOffAll}, // a located phone stays locked to the account; once that is gone nobody can open it
	{"remove the devices", "devices", (*run).removeAll},        // the site keeps accounts with devices; a removed phone is signed out
	{"delete the account", "account", (*run).deleteAccount},    // what cannot be undone comes last
	{"verify that it is gone", "", (*run).prove},               // deleted means seen
}

// dryOrder is the order of a dry run: it changes nothing.
var dryOrder = append(order[:3:3], task{"check the controls", "", (*run).checkControls})

// Tasks returns the tasks of the job in their order. How it ended is in e when they have run.
func (j *WebDelete) Tasks(e *Ending) []flow.Task {
	j.run = &run{WebDelete: j, end: e}
	return j.run.tasks()
}

// DeviceNames are the names of the devices that the tasks that Tasks returned last have read.
func (j *WebDelete) DeviceNames() []string { return j.run.known.names() }

// Challenges are the sights that may turn up in any step of the tasks that Tasks returned last.
func (j *WebDelete) Challenges() []flow.Challenge { return j.run.challenges() }

// run is one run of the job: what it has read so far.
type run struct {
	*WebDelete
	end     *Ending
	who     account
	checked bool    // who is the account asked for, and no sign-in has happened since
	signIns int     // forms filled in
	entered bool    // the site took the name and password that this run filled in
	met     bool    // a session was there before that, or a person had the page and may have signed in
	noCode  bool    // the sign-in page offers no code to scan
	codes   int     // one-time codes the site has taken
	known   devices // all devices known
	mine    struct {
		at      string    // where My Devices was seen last
		heading string    // what it was headed there
		since   time.Time // when it was opened
	}
	deletionAt string              // where the page of the deletion's address led to
	foundAt    []string            // addresses that were pages of Find Device by their headings
	called     []string            // words by which the site's pages call Find Device
	stood      map[string][]string // what a device's place said before Find Device was turned off for it, by its ID
	edited     string              // the document on which this run changed a setting that counts once it is saved
	plan       flow.Plan
	lost       []string // what the site says is lost
	order      deletionOrder
	confirmed  string // the site's words when it confirmed the deletion
	later      string // the site's words when it accepted it for later
	ordered    bool   // the deletion may have been ordered, and the site has not refused since
	doubt      error  // why it is not known whether the account was deleted
	over       bool   // the account was seen to be gone before anything was done
}

func (run *run) tasks() []flow.Task {
	from := order
	if run.DryRun {
		from = dryOrder
	}
	var tasks []flow.Task
	for _, t := range from {
		if t.stop != "" && t.stop == run.StopBefore {
			tasks = append(tasks, flow.Task{Name: "stop before " + t.name, Rare: true, Run: func(context.Context, *flow.Runner) error {
				if run.over {
					return nil
				}
				run.end.Words = "Stopped before it would " + t.name + ", as asked. The account is still there."
				return nil
			}})
			break
		}
		tasks = append(tasks, flow.Task{Name: t.name, Rare: t.name == ownersTask, Run: func(ctx context.Context, r *flow.Runner) error {
			if run.over {
				return nil
			}
			run.hide(r, run.Account)
			r.Trail.HideSecret(run.Password)
			r.Aside = run.aside
			run.watchPerson(r)
			return run.notAsIfNothing(t.run(run, ctx, r))
		}})
	}
	return tasks
}

// open performs step with the first of the addresses that opens, in the run's cloud and
// language.
func (run *run) open(ctx context.Context, r *flow.Runner, step flow.Step, addresses []string) (seen browser.Seen, err error) {
	for _, a := range addresses {
		step.Do = []browser.Action{browser.Goto(run.at(a))}
		if seen, err = r.See(ctx, step); !errors.Is(err, browser.ErrPage) {
			return seen, err
		}
	}
	return seen, err
}

// at is the address in the run's cloud and language.
func (run *run) at(address string) string {
	if strings.HasPrefix(address, "/") {
		address = strings.TrimSuffix(run.Cloud, "/") + address
	}
	locale := run.Site.Languages[run.Lang]
	if locale == "" {
		locale = run.Site.Languages["en"]
	}
	return strings.NewReplacer("{locale}", url.QueryEscape(locale), "{sid}", "i.mi.com").Replace(address)
}

// inCloud puts the host of the run's cloud before patterns that begin with a path.
func (run *run) inCloud(patterns []string) []string {
	host := strings.TrimSuffix(strings.TrimPrefix(run.Cloud, "https://"), "/")
	out := slices.Clone(patterns)
	for i, p := range out {
		if strings.HasPrefix(p, "/") {
			out[i] = host + p
		}
	}
	return out
}

// locators are the elements' locators.
func locators(es ...Element) []browser.Locator {
	var ls []browser.Locator
	for _, e := range es {
		ls = append(ls, e.Locator)
	}
	return ls
}
