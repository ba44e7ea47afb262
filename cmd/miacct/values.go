package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A textValue is a flag's text, checked and brought into its final form by check.
type textValue struct {
	v     *string
	check func(string) (string, error)
}

func text(v *string, check func(string) (string, error)) *textValue { return &textValue{v, check} }

func (t *textValue) String() string { return *t.v }
func (t *textValue) Type() string   { return "text" }
func (t *textValue) Set(s string) error {
	if t.check != nil {
		var err error
		if s, err = t.check(s); err != nil {
			return err
		}
	}
	*t.v = s
	return nil
}

type yesValue struct{ v *bool }

func yes(v *bool) *yesValue { return &yesValue{v} }

func (y *yesValue) String() string   { return strconv.FormatBool(*y.v) }
func (y *yesValue) Type() string     { return "bool" }
func (y *yesValue) IsBoolFlag() bool { return true }
func (y *yesValue) Set(s string) error {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", s)
	}
	*y.v = b
	return nil
}

// A durationValue is a time of at least a second and at most longest.
type durationValue struct {
	v       *time.Duration
	longest time.Duration
}

// duration is for pages, longer for people.
func duration(v *time.Duration) *durationValue { return &durationValue{v, time.Hour} }
func longer(v *time.Duration) *durationValue   { return &durationValue{v, 7 * 24 * time.Hour} }

func (d *durationValue) String() string { return d.v.String() }
func (d *durationValue) Type() string   { return "duration" }
func (d *durationValue) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil {
		return fmt.Errorf("%q is not a duration such as 30s or 2m", s)
	}
	if v < time.Second || v > d.longest {
		return fmt.Errorf("%v is not between 1s and %v", v, strings.TrimSuffix(d.longest.String(), "0m0s"))
	}
	*d.v = v
	return nil
}

func oneOf(words ...string) func(string) (string, error) {
	return func(s string) (string, error) {
		for _, w := range words {
			if s == w {
				return s, nil
			}
		}
		return "", fmt.Errorf("%q is none of %s", s, strings.Join(words, ", "))
	}
}

// checkMock accepts a port of this machine only: a test run must not be able to leave it.
func checkMock(s string) (string, error) {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return "", fmt.Errorf("%q is not HOST:PORT", s)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", fmt.Errorf("%q has no port number", s)
	}
	if host == "localhost" { // the name could be made to mean another machine
		host = "127.0.0.1"
	}
	a, err := netip.ParseAddr(host)
	if err != nil || a.Zone() != "" || !a.IsLoopback() {
		return "", fmt.Errorf("%q is not on this machine; only a loopback address such as 127.0.0.1 will do", s)
	}
	return net.JoinHostPort(a.Unmap().String(), port), nil // one way to write it
}

// checkCloud accepts the address of a site, without anything that could smuggle something in.
func checkCloud(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil, u.Host == "":
		return "", fmt.Errorf("%q is not an address such as https://i.mi.com", s)
	case u.Scheme != "https":
		return "", fmt.Errorf("%q is not an https address", s)
	case u.User != nil, u.RawQuery != "", u.Fragment != "", u.Port() != "", strings.Trim(u.Path, "/") != "":
		return "", fmt.Errorf("%q has more than https:// and a host name", s)
	}
	return "https://" + strings.ToLower(u.Hostname()), nil
}

// A hostsValue is a list of hosts; each time it is set adds to it.
type hostsValue struct{ v *[]string }

var hostName = regexp.MustCompile(`^(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z][-a-z0-9]*[a-z0-9]$`)

func (h *hostsValue) String() string { return strings.Join(*h.v, ",") }
func (h *hostsValue) Type() string   { return "hosts" }
func (h *hostsValue) Set(s string) error {
	for host := range strings.SplitSeq(s, ",") {
		host = strings.ToLower(strings.TrimSpace(host))
		if !hostName.MatchString(host) {
			return fmt.Errorf("%q is not a host such as cdn.example or *.cdn.example", host)
		}
		*h.v = append(*h.v, host)
	}
	return nil
}

// checkID accepts a numeric Xiaomi ID: a mail address or phone number names no account for sure.
func checkID(s string) (string, error) {
	if s = strings.TrimSpace(s); !numericID.MatchString(s) {
		return "", fmt.Errorf("%q is not a numeric Xiaomi ID", s)
	}
	return s, nil
}

var numericID = regexp.MustCompile(`^[0-9]{1,20}$`)

var langTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func checkLang(s string) (string, error) {
	if s = strings.ReplaceAll(s, "_", "-"); !langTag.MatchString(s) {
		return "", fmt.Errorf("%q is not a language such as en or zh-CN", s)
	}
	return s, nil
}

func checkProgram(s string) (string, error) {
	path, err := exec.LookPath(s)
	if err != nil {
		return "", fmt.Errorf("run %q: %w", s, errors.Unwrap(err))
	}
	return path, nil
}

// A liveValue is yes, no, or yes at a port.
type liveValue struct {
	on   *bool
	port *int
}

func (l *liveValue) Type() string { return "port" }

func (l *liveValue) String() string {
	switch {
	case !*l.on:
		return ""
	case *l.port == 0:
		return "any"
	}
	return strconv.Itoa(*l.port)
}

func (l *liveValue) Set(s string) error {
	switch strings.ToLower(s) {
	case "any", "true", "yes":
		*l.on, *l.port = true, 0
		return nil
	case "false", "no":
		*l.on, *l.port = false, 0
		return nil
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n < 1024 {
		return fmt.Errorf("%q is neither a port from 1024 to 65535 nor any", s)
	}
	*l.on, *l.port = true, int(n)
	return nil
}
