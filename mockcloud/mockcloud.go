// Package mockcloud is a small Mi Cloud with a memory, for tests and demos. It
// answers for the real host names over TLS on a loopback port. Pages are
// testdata/site/*.html. What is a fact of the real site and what is invented stands at
// the head of each page and in State.
//
// Its rules:
//
//   - The cloud changes only when a request asks for it, as the pages do.
//   - Every act that is carried out is counted, also a second one on the same thing.
//   - It refuses to delete the account while an own device is located or left, unless Knobs.Lenient.
//   - It never waits by itself, except for Knobs.Delay, Faults and a poll that is held open until there is news.
package mockcloud

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"html/template"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"slices"
	"sync"
	texttemplate "text/template"
	"time"
)

// State is what the cloud knows. Tests set it up and read it back.
type State struct {
	Account    Account
	Devices    []Device // the account's own, its family's and shared ones
	Browsers   []string // signed-in browsers the device check lists besides our own
	Mi         string   // what else blocks deletion: class of the old dialog ("billcenter"), "" for nothing
	Deleted    bool
	DeletedAt  time.Time
	Counts     map[string]int // how often each act was carried out: "find-off:<fid>", "remove:<fid>", "delete", "send-code", "sign-in", "ring:<fid>", "erase:<fid>", "lost:<fid>"
	Requests   []string       // method, host and path of all requests, oldest first
	LastCode   string         // the newest one-time code sent, as the person would read it on the phone
	CaptchaKey string         // the text in the newest captcha picture

	Accepted     bool     // the order to delete was taken, to be carried out within days
	Other        Account  // if it has an ID, browsers come in already signed in to this account
	SliderSolved bool     // set by a test: the person has solved the slider; the page sees it by itself
	TipsRead     bool     // set by a test: the person has left the unknown page; the page sees it by itself
	QR           string   // what the newest code to scan says; emptied by a test: it has run out
	QRScanned    string   // set by a test: ID of the account whose phone has scanned it
	QRConfirmed  string   // set by a test: ID of the account whose phone has confirmed the sign-in
	Tapped       bool     // set by a test: the person has tapped on another device
	Stranger     Account  // somebody whose phone may scan a code
	Phished      []string // what the page of a foreign host was given in its password field

	Knobs  Knobs
	Faults []Fault
	Struck int // how many requests a fault befell
}

// An Account is an account of the cloud.
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

// A Cloud is one running mock cloud.
type Cloud struct {
	listener net.Listener
	server   *http.Server
	cert     *x509.Certificate
	salt     string // of this start's class names and addresses
	asked    func(*http.Request)
	hooks    []Hook
	pages    *template.Template
	assets   *texttemplate.Template

	mu    sync.Mutex
	news  chan struct{} // closed when a test changes the state
	state State
	memo  memory
}

// Options configures Start.
type Options struct {
	State State
	// Asked is called with every request before it is answered, while the browser waits; it
	// may be nil. Requests come side by side.
	Asked func(*http.Request)
	Hooks []Hook // what is different from the cloud's own pages and answers
}

// Start serves on a free loopback port until Close.
func Start(o Options) (*Cloud, error) {
	cert, leaf, err := certificate(hosts)
	if err != nil {
		return nil, fmt.Errorf("make the mock cloud's certificate: %w", err)
	}
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start the mock cloud: %w", err)
	}
	c := &Cloud{listener: l, cert: leaf, salt: random(8), asked: o.Asked, hooks: o.Hooks, state: o.State.clone(), memo: newMemory(), news: make(chan struct{})}
	if c.state.Counts == nil {
		c.state.Counts = map[string]int{}
	}
	c.bind()
	c.server = &http.Server{
		Handler:           c.routes(),
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12},
		ReadHeaderTimeout: time.Minute,
		ConnContext:       withConnection,
		ErrorLog:          log.New(io.Discard, "", 0), // browsers break off handshakes as they like
	}
	go func() { _ = c.server.ServeTLS(l, "", "") }() // ends with Close
	return c, nil
}

// Addr is the loopback HOST:PORT.
func (c *Cloud) Addr() string { return c.listener.Addr().String() }

// Certificate is what the cloud shows for all its hosts; it is its own issuer.
func (c *Cloud) Certificate() *x509.Certificate { return c.cert }

// Close stops serving.
func (c *Cloud) Close() error { return c.server.Close() }

// State returns a deep copy of what the cloud knows now.
func (c *Cloud) State() State {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state.clone()
}

// Change lets a test act as the person or the site's owner.
func (c *Cloud) Change(f func(*State)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.state)
	close(c.news)
	c.news = make(chan struct{})
}

func (s State) clone() State {
	s.Devices = slices.Clone(s.Devices)
	s.Browsers = slices.Clone(s.Browsers)
	s.Counts = maps.Clone(s.Counts)
	s.Requests = slices.Clone(s.Requests)
	s.Phished = slices.Clone(s.Phished)
	s.Faults = slices.Clone(s.Faults)
	return s
}

// device returns the device with fid, or nil.
func (s *State) device(fid string) *Device {
	for i := range s.Devices {
		if s.Devices[i].FID == fid {
			return &s.Devices[i]
		}
	}
	return nil
}

// blocks are the reasons, by the classes of the old dialog, for which the account cannot be deleted now.
func (s *State) blocks() []string {
	if s.Knobs.Lenient {
		return nil
	}
	var reasons []string
	located, left := false, false
	for _, d := range s.Devices {
		located = located || d.Own && d.FindOn
		left = left || d.Own && !d.Removed
	}
	if located {
		reasons = append(reasons, "micloudfind")
	}
	if left {
		reasons = append(reasons, "micloudweb")
	}
	if s.Mi != "" {
		reasons = append(reasons, s.Mi)
	}
	return reasons
}
