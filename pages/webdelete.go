// Package pages is everything the program knows about Mi: addresses, elements and words
// (site.yaml), what is done on each page, and in which order.
package pages

import (
	"time"

	"miacct/flow"
)

// WebDelete is the job of taking a person through leaving Mi on the web.
type WebDelete struct {
	Site       *Site
	Account    string // as given: email, phone number or Xiaomi ID
	Password   string
	Cloud      string // Mi Cloud's address, "https://i.mi.com"
	Lang       string // language the pages are asked for, "en"
	DryRun     bool
	StopBefore string // "", "find-device", "devices" or "account"
}

// Ending is how a run ended, in words for the person.
type Ending struct {
	Accepted bool   // the site took the order and says it takes some days
	Words    string // "The account 12••••78 is deleted: the site confirmed it and a new sign-in was refused."
}

// Tasks returns the tasks of the job in their order. How it ended is in e when they have run.
func (j *WebDelete) Tasks(e *Ending) []flow.Task { panic("not built") }

// Challenges are the sights that may turn up in any step.
func (j *WebDelete) Challenges() []flow.Challenge { panic("not built") }

var _ = time.Now
