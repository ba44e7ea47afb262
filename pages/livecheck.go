package pages

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
	"miacct/trail"
)

// A PageCheck is how one of the site's pages was understood.
type PageCheck struct {
	Page       string   `json:"page"`
	URL        string   `json:"url"` // without its query
	Understood bool     `json:"understood"`
	How        []string `json:"how,omitempty"` // what was read, and by what
	Problem    string   `json:"problem,omitempty"`
	Hints      []Hint   `json:"hints,omitempty"` // of the site description, those that fit
}

// A Hint is an element of the site description that was looked for on a page.
type Hint struct {
	Element string `json:"element"` // "find.turn-off"
	Way     int    `json:"way"`     // which of its ways fits, from 1; 0 if none does
	Ways    int    `json:"ways"`
	Since   string `json:"since,omitempty"` // of one that does not fit: when it was last seen to
}

// A live check goes through the site's pages.
type liveCheck struct {
	*run
	out func(PageCheck)
	bad []string
}

// LiveCheck returns the tasks of going through the site's pages, reading only, and hands how each
// was understood to out. The job must be a dry run.
func (j *WebDelete) LiveCheck(e *Ending, out func(PageCheck)) []flow.Task {
	j.DryRun = true
	j.run = newRun(j, e)
	c := &liveCheck{run: j.run, out: out}
	task := func(name string, f func(context.Context, *flow.Runner) error) flow.Task {
		return flow.Task{Name: name, Run: func(ctx context.Context, r *flow.Runner) error {
			j.run.hide(r, j.Account)
			r.Trail.HideSecret(j.Password)
			j.run.session.watchPerson(r)
			return f(ctx, r)
		}}
	}
	return []flow.Task{
		task("sign in", c.signsIn), task("check the account", c.accountPage), task("check the Find Device page", c.findPage),
		task("check the My Devices page", c.minePage), task("check the controls", c.controls), task("check the account deletion page", c.deletionPage),
		task("report how the pages were understood", c.conclude),
	}
}

func (c *liveCheck) signsIn(ctx context.Context, r *flow.Runner) error {
	check := PageCheck{Page: "sign-in"}
	if _, err := c.open(ctx, r, flow.Step{Name: "open the sign-in page", Passing: true}, c.Site.At.SignIn); err != nil {
		return err
	}
	p, err := c.look(ctx, r, &check, "sign-in")
	if err != nil {
		return err
	}
	f := readLogin(p)
	for _, part := range []struct {
		what string
		node int
	}{{"the account's name goes into", f.account}, {"the password goes into", f.password}, {"the form is sent off by", f.submit}} {
		if part.node >= 0 {
			check.How = append(check.How, part.what+" the "+controlName(p, part.node))
		}
	}
	err = c.session.begin(ctx, r)
	if err == nil && c.session.signIns == 0 {
		check.How = append(check.How, "the session of the kept profile goes on")
	}
	return c.told(ctx, r, check, err, true)
}

func (c *liveCheck) accountPage(ctx context.Context, r *flow.Runner) error {
	check := PageCheck{Page: "account"}
	err := c.account.checkAccount(ctx, r)
	check.URL, _, _ = strings.Cut(r.Tab.URL(), "?")
	if err == nil {
		check.How = append(check.How, "the numeric ID was read, and is of the account asked for")
	}
	return c.told(ctx, r, check, err, true)
}

func (c *liveCheck) findPage(ctx context.Context, r *flow.Runner) error {
	check := PageCheck{Page: "find-device"}
	ds, err := c.find.openFind(ctx, r, wholeList)
	if _, lookErr := c.look(ctx, r, &check, "find"); err == nil {
		err = lookErr
	}
	if err == nil {
		c.known = ds
		on := 0
		for _, d := range ds.own() {
			if d.Located && !d.Off {
				on++
			}
		}
		check.How = append(check.How, fmt.Sprintf("%d devices, %d of them the account's own, %d of those with Find Device on", len(ds), len(ds.own()), on))
	}
	return c.told(ctx, r, check, err, false)
}

func (c *liveCheck) minePage(ctx context.Context, r *flow.Runner) error {
	check := PageCheck{Page: "my-devices"}
	err := c.mine.readMyDevices(ctx, r)
	if _, lookErr := c.look(ctx, r, &check, "my-devices"); err == nil {
		err = lookErr
	}
	if err == nil {
		check.How = append(check.How, fmt.Sprintf("%d devices are listed", c.known.listed()))
	}
	return c.told(ctx, r, check, err, false)
}

// controls opens what leads to the controls that turn off and remove, as a dry run does.
func (c *liveCheck) controls(ctx context.Context, r *flow.Runner) error {
	check := PageCheck{Page: "controls"}
	err := c.checkControls(ctx, r)
	if _, lookErr := c.look(ctx, r, &check, ""); err == nil {
		err = lookErr
	}
	if err == nil {
		check.How = append(check.How, "what turns off and what removes a device can be reached")
		if len(c.known.own()) == 0 {
			check.How = []string{"the account has no device to try it on"}
		}
	}
	return c.told(ctx, r, check, err, false)
}

func (c *liveCheck) deletionPage(ctx context.Context, r *flow.Runner) error {
	check := PageCheck{Page: "account-deletion"}
	blocks, err := c.deletion.lookAtDeletion(ctx, r)
	p, lookErr := c.look(ctx, r, &check, "")
	if err == nil {
		err = lookErr
	}
	if err == nil {
		w := wanteds[len(wanteds)-1]
		if found, m := c.Site.find(p, w); len(found) > 0 {
			check.How = append(check.How, "the account is deleted by the "+controlName(p, found[0])+": "+strings.Join(m.Because, "; "))
		}
		for _, b := range blocks {
			check.How = append(check.How, "it says what is in the way: "+b)
		}
		if len(c.deletion.lost) > 0 {
			check.How = append(check.How, fmt.Sprintf("%d lines say what is lost", len(c.deletion.lost)))
		}
	}
	return c.told(ctx, r, check, err, false)
}

// look reads the page at rest and which elements of a section of the description are on it.
func (c *liveCheck) look(ctx context.Context, r *flow.Runner, check *PageCheck, section string) (p snapshot.Page, err error) {
	if p, err = c.read(ctx, r); err != nil {
		return p, err
	}
	check.URL, _, _ = strings.Cut(p.URL, "?")
	var paths []string
	var all []browser.Locator
	var ways []int
	c.Site.elements(func(path string, e *Element) {
		if strings.HasPrefix(path, section+".") && !e.Locator.IsZero() {
			paths, all, ways = append(paths, path), append(all, e.Locator), append(ways, len(e.By))
		}
	})
	if len(all) == 0 {
		return p, nil
	}
	at, err := r.LookAll(ctx, all...)
	if err != nil {
		return p, err
	}
	for i, a := range at {
		h := Hint{Element: paths[i], Ways: ways[i]}
		if a.Shown {
			h.Way = a.Way + 1
		}
		check.Hints = append(check.Hints, h)
	}
	return p, nil
}

// told hands on how a page was understood. Only a page without which no other can be read, and
// what is no matter of understanding, ends the check.
func (c *liveCheck) told(ctx context.Context, r *flow.Runner, check PageCheck, err error, needed bool) error {
	check.Understood = err == nil
	var e *flow.Error
	puzzled := errors.As(err, &e) && e.Outcome == trail.NotRecognised
	if err != nil {
		check.Problem = r.Trail.Redact(err.Error())
		c.bad = append(c.bad, check.Page)
	}
	if err == nil || puzzled {
		c.out(check)
	}
	if puzzled && !needed && ctx.Err() == nil {
		r.KeepPage(ctx, e.Step, e.Err.Error())
		return nil
	}
	return err
}

func (c *liveCheck) conclude(context.Context, *flow.Runner) error {
	if len(c.bad) > 0 {
		return &flow.Error{Step: "check the site", Outcome: trail.NotRecognised, Err: fmt.Errorf("not understood: %s: %w", strings.Join(c.bad, ", "), flow.ErrKept)}
	}
	c.end.Words = "Every page that a run needs was understood. Nothing was changed."
	return nil
}
