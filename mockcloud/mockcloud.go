// Package mockcloud is a small Mi Cloud with a memory, for tests and rehearsals. It
// answers for the real host names over TLS on a loopback port. Pages are
// testdata/site/*.html. What is a fact of the real site and what is invented stands at
// the head of each page and in State.
package mockcloud

import "time"

// State is what the cloud knows. Tests set it up and read it back.
type State struct {
	Account    Account
	Devices    []Device // the account's own, its family's and shared ones
	Browsers   []string // signed-in browsers the device check lists besides our own
	Mi         string   // what else blocks deletion: class of the old dialog ("billcenter"), "" for nothing
	Deleted    bool
	DeletedAt  time.Time
	Counts     map[string]int // how often each act was carried out: "find-off:<fid>", "remove:<fid>", "delete", "send-code", "sign-in"
	Requests   []string       // method, host and path of all requests, oldest first
	LastCode   string         // the newest one-time code sent, as the person would read it on the phone
	CaptchaKey string         // the text in the newest captcha picture

	Knobs Knobs
}

// An Account is the one account the cloud has.
type Account struct {
	ID       string // Xiaomi ID, digits
	Email    string
	Phone    string
	Password string
	Nick     string
}

// A Device is a phone.
type Device struct {
	FID     string
	Name    string
	Model   string
	Own     bool // isSelfDevice
	Owner   string
	FindOn  bool
	Online  bool
	Removed bool // from My Devices
}

// Knobs are what goes wrong, and how the site looks.
type Knobs struct {
	Lang string // language of the pages: en_US, zh_CN; the request's _locale if empty
	// and more: see scenarios.go
}

// A Cloud is one running mock cloud.
type Cloud struct{}

// Options configures Start.
type Options struct {
	State State
}

// Start serves on a free loopback port until Close.
func Start(o Options) (*Cloud, error) { panic("not built") }

// Addr is the loopback HOST:PORT.
func (c *Cloud) Addr() string { panic("not built") }

// Close stops serving.
func (c *Cloud) Close() error { panic("not built") }

// State returns a deep copy of what the cloud knows now.
func (c *Cloud) State() State { panic("not built") }

// Change lets a test act as the person or the site's owner.
func (c *Cloud) Change(f func(*State)) { panic("not built") }

// A Scenario is a named State with a sentence about it.
type Scenario struct {
	Name, About string
	State       State
}

// Scenarios returns all scenarios, "plain" first.
func Scenarios() []Scenario { panic("not built") }
