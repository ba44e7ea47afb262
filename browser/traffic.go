package browser

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
)

// Traffic is what a page has sent, and been answered, since a moment.
type Traffic struct {
	Read int // requests that only read: GET and HEAD
	Sent int // requests of any other method: something may have been changed by them
	Open int // of both, those that are not answered yet

	Responses []Response // to requests by script, in the order of these; of very many the newest
}

// A Response is what the site answered to a request that a script of the page has made.
type Response struct {
	URL  string // host and path of who answered
	Sent bool   // it was a request that may have changed something
	Body []byte
}

// From returns the bodies of the responses whose host and path match one of patterns, as Way.URL.
func (t Traffic) From(patterns []string) (bodies [][]byte) {
	for _, r := range t.Responses {
		if slices.ContainsFunc(patterns, func(p string) bool { return matches(p, r.URL) }) {
			bodies = append(bodies, r.Body)
		}
	}
	return bodies
}

// Replies returns the bodies of the responses to what may have changed something.
func (t Traffic) Replies() (bodies [][]byte) {
	for _, r := range t.Responses {
		if r.Sent {
			bodies = append(bodies, r.Body)
		}
	}
	return bodies
}

// traffic keeps what the pages of a session sent. Beacons, preflights and what the jail holds
// back are no part of it.
type traffic struct {
	mu  sync.Mutex
	all []*sent
}

type sent struct {
	key   request
	of    document
	at    time.Time
	reads bool
	open  bool
}

// keptTraffic is how many requests are remembered. A step is over long before.
const keptTraffic = 4096

func (t *traffic) request(p *part, ev *network.EventRequestWillBeSent) {
	switch ev.Type {
	case network.ResourceTypePing, network.ResourceTypePreflight, network.ResourceTypeCSPViolationReport, network.ResourceTypeEventSource, network.ResourceTypeWebSocket:
		return
	}
	if !strings.HasPrefix(ev.Request.URL, "http") {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	key := request{p, ev.RequestID}
	if ev.RedirectResponse != nil && t.find(key) != nil {
		return // the same request goes on
	}
	t.all = append(t.all, &sent{key: key, of: document{ev.FrameID, p, ev.LoaderID}, at: time.Now(), reads: reads(ev.Request.Method), open: true})
	if len(t.all) > keptTraffic {
		t.all = t.all[len(t.all)-keptTraffic:]
	}
}

func (t *traffic) find(key request) *sent {
	for i := len(t.all) - 1; i >= 0; i-- {
		if t.all[i].key == key {
			return t.all[i]
		}
	}
	return nil
}

func (t *traffic) ended(p *part, id network.RequestID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s := t.find(request{p, id}); s != nil {
		s.open = false
	}
}

// left ends the requests of documents that are gone.
func (t *traffic) left(gone func(document) bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range t.all {
		s.open = s.open && !gone(s.of)
	}
}

func reads(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// Traffic returns what the pages have sent since a moment of this program's clock, and what they were answered.
func (s *Session) Traffic(since time.Time) (out Traffic) {
	out.Responses = s.heard.since(since)
	s.traffic.mu.Lock()
	defer s.traffic.mu.Unlock()
	for _, r := range s.traffic.all {
		if r.at.Before(since) {
			continue
		}
		if r.reads {
			out.Read++
		} else {
			out.Sent++
		}
		if r.open {
			out.Open++
		}
	}
	return out
}
