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
	"miacct/intent"
	"miacct/snapshot"
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

	Browser Browser // the one whose tab the Runner has

	Again bool          // the person has looked: what an earlier run ordered has not happened, and the account may be signed in to
	Rest  time.Duration // how long the site is left alone when an earlier run has left an act open, a minute if zero

	run *run
}

// A Browser is what a WebDelete needs of a browser.Session besides the tab.
type Browser interface {
	Cookies(ctx context.Context, name string) ([]string, error)
	Entries(context.Context, []browser.Row) ([][]browser.Entry, error)
	Hide(words ...string)
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
	do   func(context.Context, *flow.Runner) error
}

// PlanTask is the task that reads what the run would change, and what is lost by it.
const PlanTask = "read the plan"

// order is the order of the run, with its reasons. A dry run changes nothing.
func (run *run) order() []task {
	looks := []task{
		{"sign in", "", run.session.begin},                  // everything else needs the session
		{"check the account", "", run.account.checkAccount}, // nothing is read, let alone changed, of somebody else's account
		{PlanTask, "", run.readPlan},                        // the person must know what would happen before allowing it
	}
	if run.DryRun {
		return append(looks, task{"check the controls", "", run.checkControls})
	}
	return append(looks, []task{
		{ownersTask, "", run.decide},                                  // nobody's phone is touched because nothing says that it is another's
		{"confirm the plan", "", run.getWord},                         // nothing is changed before it
		{"turn off Find Device", "find-device", run.find.turnOffAll},  // a located phone stays locked to the account; once that is gone nobody can open it
		{"remove the devices", "devices", run.mine.removeAll},         // the site keeps accounts with devices; a removed phone is signed out
		{"delete the account", "account", run.deletion.deleteAccount}, // what cannot be undone comes last
		{"verify that it is gone", "", run.deletion.prove},            // deleted means seen
	}...)
}

// Tasks returns the tasks of the job in their order. How it ended is in e when they have run.
func (j *WebDelete) Tasks(e *Ending) []flow.Task {
	j.run = newRun(j, e)
	return j.run.tasks()
}

// Preload does once what the first page would have to wait for otherwise. It may be called while the browser starts.
func Preload() { intent.Preload() }

// DeviceNames are the names of the devices that the tasks that Tasks returned last have read.
func (j *WebDelete) DeviceNames() []string { return j.run.known.names() }

// Challenges are the sights that may turn up in any step of the tasks that Tasks returned last.
func (j *WebDelete) Challenges() []flow.Challenge { return j.run.challenges() }

// run is one run of the job: what all its parts share, and the parts, each with what it has read so far.
type run struct {
	*WebDelete
	end   *Ending
	who   account
	known devices // all devices known
	plan  flow.Plan
	over  bool // the account was seen to be gone before anything was done

	missing map[string]bool // addresses at which the site has nothing
	common  boilerplate     // what its pages have in common

	session  session
	account  accountCheck
	find     findDevice
	mine     myDevices
	deletion accountDeletion
}

// newRun is a run of the job that has read nothing yet. How it ends goes into end.
func newRun(j *WebDelete, end *Ending) *run {
	return (&run{WebDelete: j, end: end}).connect()
}

// connect gives the parts their run.
func (run *run) connect() *run {
	run.session.run, run.account.run, run.find.run, run.mine.run, run.deletion.run = run, run, run, run, run
	run.find.families, run.missing = map[string]bool{}, map[string]bool{}
	return run
}

func (run *run) tasks() []flow.Task {
	var tasks []flow.Task
	for _, t := range run.order() {
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
			run.session.watchPerson(r)
			return run.notAsIfNothing(t.do(ctx, r))
		}})
	}
	return tasks
}

// open performs step with the first of the addresses that opens, in the run's cloud and
// language. One at which the site had nothing before in this run is left out.
func (run *run) open(ctx context.Context, r *flow.Runner, step flow.Step, addresses []string) (seen browser.Seen, err error) {
	err = &browser.PageError{Words: "the site has it at none of the known addresses", Missing: true}
	for _, a := range addresses {
		if run.missing[run.at(a)] {
			continue
		}
		step.Do = []browser.Action{browser.Goto(run.at(a))}
		if seen, err = r.See(ctx, step); !run.notThere(a, err) {
			return seen, err
		}
	}
	return seen, err
}

// notThere reports whether err says that an address did not open. It is kept that the site has nothing there.
func (run *run) notThere(address string, err error) bool {
	var e *browser.PageError
	if errors.As(err, &e) && e.Missing {
		run.missing[run.at(address)] = true
	}
	return errors.Is(err, browser.ErrPage)
}

// openAccount opens the account's home, or, where that is at none of the known addresses, Mi Cloud's, from which it is
// looked for as a person would.
func (run *run) openAccount(ctx context.Context, r *flow.Runner) (cloud bool, err error) {
	_, err = run.open(ctx, r, flow.Step{Name: "open the account page", Want: wholePage, Passing: true}, run.accountHome())
	if errors.Is(err, browser.ErrPage) {
		cloud, err = true, run.openCloud(ctx, r)
	}
	return cloud, err
}

// accountHome are the addresses where the account's home may be: the known ones, and where it was found in this run.
func (run *run) accountHome() []string {
	addresses := slices.Clone(run.Site.At.AccountHome)
	if home := run.account.home; home != "" && run.atAccount(snapshot.Page{URL: home}) {
		addresses = append(addresses, home)
	}
	return addresses
}

func (run *run) openCloud(ctx context.Context, r *flow.Runner) error {
	_, err := run.open(ctx, r, flow.Step{Name: "open Mi Cloud", Want: wholePage, Passing: true}, run.Site.At.CloudHome)
	return err
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
