package browser

import (
	"maps"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/network"

	"miacct/internal/hostmatch"
)

// reachable are the hosts that a jailed Chrome reaches.
func (o Options) reachable() []string { return slices.Concat(o.Hosts, o.Jail) }

// prison is a proxy that is not there, and the list of hosts that go past it.
func (o Options) prison() (proxy, past string) {
	return "http://127.0.0.1:9", strings.Join(append([]string{"<-loopback>"}, o.reachable()...), ";")
}

// heldBack counts the requests that the jail holds back, and tells of the first to each host. t.mu is held.
func (t *tab) heldBack(ev *network.EventRequestWillBeSent) {
	s := t.s
	if len(s.o.Jail) == 0 {
		return
	}
	switch scheme, host := hostOf(ev.Request.URL); scheme {
	case "http", "https", "ws", "wss":
		host = oneLine(host)
		s.mu.Lock()
		defer s.mu.Unlock()
		if hostmatch.In(host, s.o.reachable()) {
			return
		}
		first := s.held[host] == 0
		if first && len(s.held) >= heldHosts {
			return // a page that makes names up
		}
		if s.held[host]++; first {
			s.notice("a request to %s was held back: it is none of the hosts that may be reached", host)
		}
	}
}

// heldHosts is how many hosts are counted.
const heldHosts = 200

// HeldBack returns how many requests to which hosts the jail was seen to hold back so far.
// What workers and other tabs of a page ask for is held back too, and not seen.
func (s *Session) HeldBack() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.held)
}
