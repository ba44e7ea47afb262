package browser

import (
	"slices"
	"strings"

	"github.com/chromedp/cdproto/network"
)

// reachable are the hosts that a jailed Chrome reaches.
func (o Options) reachable() []string { return slices.Concat(o.Hosts, o.Jail) }

// prison is a proxy that is not there, and the list of hosts that go past it.
func (o Options) prison() (proxy, past string) {
	return "http://127.0.0.1:9", strings.Join(append([]string{"<-loopback>"}, o.reachable()...), ";")
}

// heldBack tells, once for each host, of a request that the jail holds back. t.mu is held.
func (t *tab) heldBack(ev *network.EventRequestWillBeSent) {
	s := t.s
	if len(s.o.Jail) == 0 {
		return
	}
	switch scheme, host := hostOf(ev.Request.URL); scheme {
	case "http", "https", "ws", "wss":
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, told := s.held[host]; told || hostAllowed(host, s.o.reachable()) {
			return
		}
		s.held[host] = struct{}{}
		go s.notice("a request to %s was held back: it is none of the hosts that may be reached", host)
	}
}
