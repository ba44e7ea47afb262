package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/pflag"

	"miacct/browser"
	"miacct/trail"
)

// The errors of these do not repeat what was given: it may be a key.

func checkBrowserURL(s string) (string, error) {
	_, err := browser.NewRemote(s, "")
	return s, err
}

func checkHeaders(s string) (string, error) {
	_, err := browser.NewRemote("wss://nowhere.example", s)
	return s, err
}

// keyInArgument refuses an address with a key in it as a flag, which everybody on the machine can read.
func keyInArgument(fs *pflag.FlagSet) error {
	f := fs.Lookup("browser-url")
	if f == nil || !f.Changed {
		return nil
	}
	if r, err := browser.NewRemote(f.Value.String(), ""); err == nil && r.Keyed() {
		return fmt.Errorf("--browser-url: an address with a user or a query may hold a key, and everybody on the machine can read a flag; set it as %s", envBrowserURL)
	}
	return nil
}

// checkRemote checks what cannot be together with a browser elsewhere.
func checkRemote(c *config) error {
	switch {
	case c.browser != "":
		return errors.New("--browser-url and --browser name two browsers; leave one out")
	case c.profile != "":
		return errors.New("--browser-url and --profile: a browser that runs elsewhere keeps nothing here; leave one out")
	case c.headful:
		return errors.New("--browser-url and --headful: there is no window here of a browser that runs elsewhere; use --remote-view to act in its page")
	}
	return nil
}

// reach sees that the browser elsewhere is there and fit.
func (d *deletion) reach(ctx context.Context) (err error) {
	if d.remote, err = browser.NewRemote(d.c.browserURL, d.c.headers); err != nil {
		return fmt.Errorf("--browser-url: %w", err)
	}
	d.p.screen.Say("Warning: " + d.warning())
	opening, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	version, err := d.remote.Reach(opening)
	if err != nil {
		return err
	}
	d.version = version + ", at " + d.remote.String()
	return nil
}

// warning says what a browser elsewhere means.
func (d *deletion) warning() string {
	who := "whoever runs that machine"
	if d.remote.Here() {
		who = "whoever runs it, and every program that can reach its port,"
	}
	return fmt.Sprintf("the browser at %s is not this program's own: %s can read the password and all pages, act in the account, and make pages show what is not so", d.remote, who)
}

// left records which hosts were held back, and what the browser may have left.
func (d *deletion) left(tab *browser.Session, closing error) {
	held := tab.HeldBack()
	for _, host := range slices.Sorted(maps.Keys(held)) {
		requests := "requests"
		if held[host] == 1 {
			requests = "request"
		}
		d.trail.Note(trail.EventHeld, fmt.Sprintf("%s: %d %s", host, held[host], requests))
	}
	if closing != nil {
		d.trail.Note(trail.EventNote, closing.Error())
		d.p.screen.Say("miacct: " + trail.Clean(closing.Error()))
	}
}
