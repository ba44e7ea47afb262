package browser

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// The rules of driving a Chrome that runs elsewhere:
//
//   - It is spoken to over wss, or over ws on this machine: the password and the
//     session go over this line.
//   - Its address and its headers may hold keys. Errors and records name its host only.
//   - It works in a browser context of its own, which that Chrome disposes of when
//     the line ends, however it ends.
//   - If it can be asked how it was started, it must not take wrong certificates;
//     with a mock cloud it must have been started for it.
//   - Its language, its sandbox and its first window are what whoever started it chose.

// A Remote is the debugging address of a Chrome that runs elsewhere.
type Remote struct {
	address *url.URL
	header  http.Header
	quiet   time.Duration // instead of quietTime, for tests
}

var headerLine = regexp.MustCompile("^([-!#$%&'*+.^_`|~0-9A-Za-z]+):[ \t]*([\t -~]*)$")

// NewRemote checks an address, wss://HOST/… or ws:// to this machine, and headers
// to send there, each a line "Name: value". Its errors repeat neither.
func NewRemote(address, headers string) (*Remote, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return nil, errors.New("it is not an address such as wss://grid.example or ws://127.0.0.1:9222")
	}
	if port := u.Port(); port == "" && strings.HasSuffix(u.Host, ":") {
		return nil, errors.New("its port is missing")
	}
	u.Fragment = ""
	switch u.Scheme {
	case "wss":
	case "ws":
		if u.Hostname() == "localhost" { // the name could be made to mean another machine
			u.Host = "127.0.0.1" + strings.TrimPrefix(u.Host, "localhost")
		}
		if a, err := netip.ParseAddr(u.Hostname()); err != nil || !a.IsLoopback() {
			return nil, errors.New("ws:// is for this machine only (127.0.0.1): to another one the password would go unencrypted, use wss://")
		}
	default:
		return nil, errors.New("it begins with neither wss:// nor ws://")
	}
	r := &Remote{address: u, header: http.Header{}}
	for line := range strings.Lines(headers) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		m := headerLine.FindStringSubmatch(line)
		if m == nil {
			return nil, errors.New(`a header is not of the form "Name: value"`)
		}
		r.header.Add(m[1], m[2])
	}
	return r, nil
}

// String names the browser without what may be a key: no path, no query, no user.
func (r *Remote) String() string { return r.address.Scheme + "://" + oneLine(r.address.Host) }

// Here reports whether the browser is on this machine.
func (r *Remote) Here() bool {
	host, _, err := net.SplitHostPort(r.address.Host)
	if err != nil {
		host = r.address.Hostname()
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}

// Keyed reports whether the address itself may hold a key: a user or a query.
func (r *Remote) Keyed() bool { return r.address.User != nil || r.address.RawQuery != "" }

// misstarted are the arguments of a Chrome whose pages cannot be believed.
var misstarted = []string{"ignore-certificate-errors", "ignore-certificate-errors-spki-list", "host-resolver-rules", "disable-web-security",
	"allow-running-insecure-content", "ignore-urlfetcher-cert-requests"}

// startedWell checks how a Chrome was started, by its arguments. cloud is the mock cloud, else nil.
func startedWell(args []string, cloud *pin) error {
	had := map[string]string{}
	for _, a := range args {
		if name, ok := strings.CutPrefix(a, "--"); ok {
			name, value, _ := strings.Cut(name, "=")
			had[name] = value
		}
	}
	if cloud != nil {
		rules := "MAP * " + cloud.addr
		if had["host-resolver-rules"] != rules || had["ignore-certificate-errors-spki-list"] != cloud.spki {
			return fmt.Errorf("it was not started for this mock cloud and could reach the real site: start it with '--host-resolver-rules=%s' '--ignore-certificate-errors-spki-list=%s'", rules, cloud.spki)
		}
		delete(had, "host-resolver-rules")
		delete(had, "ignore-certificate-errors-spki-list")
	}
	for _, name := range misstarted {
		if _, bad := had[name]; bad {
			return fmt.Errorf("it was started with --%s, so that what it shows may come from anybody: start it without", name)
		}
	}
	return nil
}
