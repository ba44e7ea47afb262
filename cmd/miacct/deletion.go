package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/internal/hostmatch"
	"miacct/internal/progress"
	"miacct/pages"
	"miacct/report"
	"miacct/trail"
)

// A deletion is one run of web-delete, against the real site or a mock cloud.
type deletion struct {
	p      *process
	c      *config
	person flow.Person

	site    *pages.Site
	chrome  string          // its path
	remote  *browser.Remote // instead, if not nil
	version string          // its version
	trail   *trail.Trail
	state   string // directory of locks and journals, the user's own if ""
	hold    *hold
	before  func(context.Context) error // called before anything of the run is done, may be nil
	ticks   []tick                      // what the person said of what only they can do
	checked func(pages.PageCheck)       // told how each page was understood by a check of the site, nil if it is none
	after   *trail.Verdict              // the record that a recheck looks after, nil if it is none
	time    *timeline                   // nil unless asked for
}

// atPage is a person who is told of the page once there is one.
// The returned function is called when the page is of no more use.
type atPage interface {
	AtPage(*browser.Session) (left func())
}

// mockRest is how long a mock cloud is left alone; it carries out at once what it is asked.
const mockRest = 2 * time.Second

// startTime is how long Chrome may take to start.
const startTime = time.Minute

// credentials asks for the account and its password where they are not set and needed.
func credentials(ctx context.Context, c *config, person flow.Person) error {
	if err := askAccount(ctx, c, person); err != nil {
		return err
	}
	if c.signIn == pages.ByCode {
		return nil // it is asked for when the site wants it
	}
	return askUnset(ctx, &c.password, envPassword, person, flow.Question{Kind: flow.KindPassword, Ask: "Password:", Secret: true})
}

// askAccount asks for the account's name where it is not set.
func askAccount(ctx context.Context, c *config, person flow.Person) error {
	return askUnset(ctx, &c.account, envAccount, person, flow.Question{Kind: flow.KindAccount, Ask: "Account (email, phone number or Xiaomi ID):"})
}

// askUnset asks q for a setting that is not set; env is its variable.
func askUnset(ctx context.Context, v *string, env string, person flow.Person, q flow.Question) (err error) {
	if *v != "" {
		return nil
	}
	if *v, err = person.Answer(ctx, q); err != nil {
		return nobodyToAsk(err, env)
	}
	if *v == "" {
		return &usageError{fmt.Errorf("%s is not set, and nothing was typed", env)}
	}
	if err := checkText("what was typed", *v); err != nil {
		return &usageError{err}
	}
	return nil
}

// prepare checks all that can be checked before the person is asked anything.
func prepare(ctx context.Context, p *process, c *config, person flow.Person) (*deletion, error) {
	if err := checkSetting(p, c); err != nil {
		return nil, &usageError{err}
	}
	for _, limit := range p.limits {
		p.screen.Say("miacct: " + limit)
	}
	site, err := loadSite(c)
	if err != nil {
		return nil, &usageError{err}
	}
	if _, exactly := report.Speaks(c.lang); exactly {
		p.screen.Lang = c.lang
	}
	d := &deletion{p: p, c: c, person: person, site: site}
	if c.browserURL != "" {
		err = d.reach(ctx)
	} else {
		d.chrome, d.version, err = browser.Locate(ctx, c.browser, c.headful)
	}
	if err != nil {
		return nil, &usageError{err}
	}
	return d, nil
}

// run does everything from the record's first line to the report. Its error is one from before there was a record.
func (d *deletion) run(ctx context.Context) (result, error) {
	if err := d.take(); err != nil {
		return result{}, err
	}
	defer d.hold.release()
	if d.before != nil {
		if err := d.before(ctx); err != nil {
			return result{}, err
		}
	}
	var err error
	if d.time, err = newTimeline(d.c.traceTime); err != nil {
		return result{}, &usageError{err}
	}
	d.trail, err = trail.Create(d.c.auditDir, d.about(), trail.Options{Report: report.HTML{}, Watch: d.watch, Writing: d.writing})
	if err != nil {
		if unwritable(err) {
			err = fmt.Errorf("%w; choose a folder that can be written to with --audit-dir", err)
		}
		return result{}, &usageError{errors.Join(err, d.time.write())}
	}
	d.p.screen.Full, d.p.screen.Verbose = d.c.dryRun, d.c.verbose
	for _, limit := range d.p.limits {
		d.trail.Note(trail.EventNote, limit)
	}
	if d.remote != nil {
		d.trail.Note(trail.EventNote, d.warning())
	}
	for _, t := range d.ticks {
		d.trail.Note(trail.EventNote, t.String())
	}
	if len(d.c.allowHosts) > 0 {
		d.trail.Note(trail.EventNote, "allowed by --allow-host: "+strings.Join(d.c.allowHosts, ", "))
	}
	var ending pages.Ending
	err = d.perform(ctx, &ending)
	res := d.finish(ctx, ending, err)
	if err := d.time.write(); err != nil {
		d.p.screen.Say("miacct: " + err.Error())
	}
	return res, nil
}

// unwritable reports whether err is of a place where nothing can be written.
func unwritable(err error) bool {
	return errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission)
}

// take takes hold of the account.
func (d *deletion) take() (err error) {
	dir := d.state
	if dir == "" {
		if dir, err = stateDir(d.p.env); err != nil {
			return &usageError{err}
		}
	}
	d.hold, err = takeHold(dir, d.c.mock, d.c.account)
	if unwritable(err) {
		err = &usageError{err}
	}
	return err
}

// perform does the run's tasks in a browser of its own.
func (d *deletion) perform(ctx context.Context, ending *pages.Ending) error {
	opening, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	started := d.time.span(spentStart, "start Chrome")
	go pages.Preload()
	session, err := browser.Open(opening, browser.Options{
		Path:      d.chrome,
		Version:   d.version,
		Headful:   d.c.headful,
		Profile:   d.c.profile,
		Lang:      d.c.lang,
		Hosts:     slices.Concat(d.site.Hosts.Account, d.site.Hosts.Cloud), // captchas come in frames; their hosts get no password
		Jail:      d.jail(),
		Remote:    d.remote,
		Mock:      d.c.mock,
		NoSandbox: d.c.noSandbox,
		Masks:     d.site.Masks,
		Shield:    d.site.Shield,
		Codes:     d.site.SignsIn,
		Bare:      d.c.mask != "personal",
		Notice:    func(words string) { d.trail.Note(trail.EventNote, words) }, // the next step's own record fails if this one did
	})
	started()
	if ctx.Err() != nil && err != nil {
		return &flow.Error{Step: "start Chrome", Outcome: trail.Interrupted, Err: context.Cause(ctx)}
	}
	if err != nil {
		return err
	}
	defer func() {
		defer d.time.span(spentEnd, "end Chrome")()
		d.left(session, session.Close())
	}()
	tab := d.time.tab(session)
	job := &pages.WebDelete{
		Site: d.site, Browser: tab, Account: d.c.account, ID: d.c.confirm, Password: d.c.password, Cloud: d.c.cloud,
		Progress: d.p.screen.Device,
		Lang:     cmp.Or(d.c.lang, "en"), DryRun: d.c.dryRun, StopBefore: d.c.stopBefore,
		VerifyBy: d.c.verifyBy, SignIn: d.c.signIn, Again: d.c.again != "", Known: d.hold.known,
	}
	if p, ok := d.person.(atPage); ok {
		defer p.AtPage(session)()
	}
	tasks := job.Tasks(ending)
	switch {
	case d.after != nil:
		tasks = job.Recheck(ending)
	case d.checked != nil:
		tasks = job.LiveCheck(ending, d.checked)
	}
	d.p.screen.Begin(tasks)
	r := d.time.timed(&flow.Runner{Tab: tab, Trail: d.trail, Person: d.person, Challenges: job.Challenges(), Timeout: d.c.timeout,
		Patience: d.c.patience, Pause: d.p.pause.Begin(), Journal: d.hold, Names: job.DeviceNames})
	if d.c.mock != "" {
		job.Rest = mockRest
	}
	defer d.p.pause.End()
	return r.Run(ctx, tasks)
}

// jail are the hosts that may be reached besides those of the pages themselves; nil for all.
func (d *deletion) jail() []string {
	if !d.c.jail {
		return nil
	}
	return slices.Concat(d.site.Hosts.Captcha, []string{"*.mi.com", "*.xiaomi.com", "*.mi-img.com"}, d.c.allowHosts)
}

// finish records how the run ended and tells the person.
func (d *deletion) finish(ctx context.Context, ending pages.Ending, err error) result {
	outcome, text := runOutcome(err), ending.Words
	if err == nil && ending.Accepted {
		outcome = trail.Accepted
	}
	if err != nil {
		text = err.Error()
	}
	var s *stopped
	var sig os.Signal
	if errors.As(context.Cause(ctx), &s) {
		sig = s.sig
	}
	res := result{outcome: outcome, code: exitCode(outcome, sig), dir: d.trail.Dir()}
	var unsaid []error
	defer d.time.span(spentEnd, "write the report")()
	page := report.Path(res.dir)
	if e := d.trail.Result(outcome, text, res.code); e != nil {
		unsaid = append(unsaid, e)
		if page, e = report.Write(res.dir, ""); e != nil {
			unsaid = append(unsaid, e)
		}
	}
	final := progress.Final
	if d.after != nil {
		final = progress.Recheck
	}
	d.p.screen.Raw(final(outcome, d.trail.Redact(text)))
	if outcome == trail.Refused {
		for _, remedy := range d.site.Remedies(text) {
			d.p.screen.Say("What you can do: " + remedy)
		}
	}
	if page != "" {
		d.p.screen.Say("Report with pictures: " + page)
	}
	d.p.screen.Raw(progress.Kept(res.dir, d.trail.Enclosed()))
	d.p.screen.Say("Record checksum (keep it: it shows later that nothing was cut off): " + d.trail.Head())
	if e := d.trail.Unsigned(); e != nil {
		d.p.screen.Say("The record is not signed: " + e.Error())
	}
	if e := errors.Join(unsaid...); e != nil {
		d.p.screen.Say("miacct: the record is incomplete: " + e.Error())
		if res.code == exitOK {
			res.code = exitFail
		}
	}
	if !d.c.json && d.checked == nil {
		fmt.Fprintln(d.p.stdout, res.dir)
	}
	return res
}

// writing puts a write of the record on the timeline.
func (d *deletion) writing(what string) (done func()) { return d.time.span(spentDisk, what) }

// watch shows a line of the trail, and hands it on as JSON if that is wanted.
func (d *deletion) watch(l trail.Line) {
	d.time.line(l)
	d.p.screen.Show(l)
	if d.c.json {
		if b, err := json.Marshal(l); err == nil {
			fmt.Fprintf(d.p.stdout, "%s\n", b)
		}
	}
}

// about is the first line of the record.
func (d *deletion) about() trail.Run {
	command := "web-delete"
	switch {
	case d.after != nil:
		command = "recheck"
	case d.checked != nil:
		command = "site check --live"
	case d.c.dryRun:
		command += " --dry-run"
	}
	about := trail.Run{
		Command: command, Account: pages.Mask(d.c.account), Cloud: d.c.cloud, Mock: d.c.mock != "",
		Tool: toolVersion(), Browser: d.version, System: runtime.GOOS + "/" + runtime.GOARCH,
		Lang: d.c.lang, StopBefore: d.c.stopBefore, Mask: d.c.mask,
	}
	if d.after != nil {
		about.Follows = d.after.Reference()
	}
	return about
}

// loadSite returns the site description to use, and checks that Mi Cloud's address belongs to it.
func loadSite(c *config) (*pages.Site, error) {
	data, err := readSite(c.site)
	if err != nil {
		return nil, err
	}
	site, err := pages.Load(data)
	if err != nil {
		if c.site != "" {
			err = fmt.Errorf("%s: %w", c.site, err)
		}
		return nil, err
	}
	if _, err := site.Teach(); err != nil {
		return nil, err
	}
	u, err := url.Parse(c.cloud)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", envCloud, err)
	}
	if !hostmatch.In(u.Host, site.Hosts.Cloud) {
		return nil, fmt.Errorf("%s: %s is none of Mi Cloud's hosts (%s)", envCloud, u.Host, strings.Join(site.Hosts.Cloud, ", "))
	}
	return site, nil
}
