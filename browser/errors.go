package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Errors. Those with operation, object and cause wrap one of these.
var (
	ErrClosed   = errors.New("the browser is closed")
	ErrNotReady = errors.New("not ready")                    // the element never became usable; nothing was done to it
	ErrChanged  = errors.New("changed since it was read")    // an ErrNotReady that waiting does not cure: the page must be read again
	ErrUnsure   = errors.New("not sure whether it was done") // the act may have reached the page
	ErrPlace    = errors.New("not an allowed place")         // the page's host or scheme is not allowed
	ErrStart    = errors.New("chrome did not start")
	ErrPage     = errors.New("the page did not open") // network, TLS or HTTP error; the text has Chrome's words
)

// marked is an error of one of the kinds above that does not say so in its words.
type marked struct {
	error
	kind error
}

func (e marked) Unwrap() []error { return []error{e.error, e.kind} }

// unsure is the error of an act that may have reached the page, whatever kept it from its end.
func unsure(err error) error {
	if errors.Is(err, ErrNotReady) {
		err = errors.New(err.Error())
	}
	return marked{err, ErrUnsure}
}

// A PageError says why an address did not open. It wraps ErrPage.
type PageError struct {
	Words   string        // Chrome's, or the HTTP status
	Passing bool          // may be over soon: trouble of the network or of the server, not of the address
	After   time.Duration // how long the site asks to wait, 0 if it does not say
	Missing bool          // the site answers, and has nothing at this address
}

func (e *PageError) Error() string { return e.Words }
func (e *PageError) Unwrap() error { return ErrPage }

// passing reports whether one of Chrome's network errors may be over soon. One that tells
// of a wrong certificate, or of something in the way on purpose, will not.
func passing(words string) bool {
	for _, lasting := range []string{"ERR_CERT_", "ERR_SSL_", "ERR_TOO_MANY_REDIRECTS", "ERR_BLOCKED_", "ERR_UNSAFE_", "ERR_PROXY_", "ERR_ABORTED", "ERR_INVALID_", "ERR_UNKNOWN_URL"} {
		if strings.Contains(words, lasting) {
			return false
		}
	}
	return true
}

// networkCause is what one of Chrome's network errors may come of on this machine, in words to follow it.
func networkCause(words string, getenv func(string) string) string {
	switch {
	case strings.Contains(words, "ERR_CERT_DATE_INVALID"):
		return ": this machine's clock may be wrong"
	case strings.Contains(words, "ERR_CERT_"), strings.Contains(words, "ERR_SSL_"):
		return ": the certificate is not the site's: a portal of this network that wants a sign-in, an antivirus program or a company proxy answers in its place, or the clock is wrong; nothing was typed"
	case strings.Contains(words, "ERR_NAME_"), strings.Contains(words, "ERR_CONNECTION_"), strings.Contains(words, "ERR_TIMED_OUT"),
		strings.Contains(words, "ERR_INTERNET_DISCONNECTED"), strings.Contains(words, "ERR_ADDRESS_UNREACHABLE"), strings.Contains(words, "ERR_NETWORK_"):
		if name := ProxyVariable(getenv); name != "" {
			return ": " + name + " is set, and Chrome is started without a proxy: this network may need one"
		}
	}
	return ""
}

// ProxyVariable returns the name of the variable that sets a proxy for https, "" if none does. Chrome does not get it.
func ProxyVariable(getenv func(string) string) string {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"} {
		if getenv(name) != "" {
			return name
		}
	}
	return ""
}

// retryAfter is what the header Retry-After asks for at now: seconds or a date.
func retryAfter(header string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(header)); err == nil && n > 0 && n < 1<<20 {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}

// A DialogError is what a native dialog asked that was not meant, and was answered with no. It wraps ErrUnsure.
type DialogError struct{ Asks string }

func (e *DialogError) Error() string {
	return fmt.Sprintf("the page asks %q, which was not expected", e.Asks)
}
func (e *DialogError) Unwrap() error { return ErrUnsure }

// A late error says what was seen last when a wait ended with its context.
type late struct {
	seen  string
	cause error
}

func (e late) Error() string {
	switch words := e.cause.Error(); words {
	case context.DeadlineExceeded.Error():
		return e.seen + " until the time was up"
	case context.Canceled.Error():
		return e.seen + " until it was stopped"
	default:
		return e.seen + " " + strings.TrimSuffix(words, ": "+context.DeadlineExceeded.Error())
	}
}

func (e late) Unwrap() error { return e.cause }

// elsewhere is the error of a page that is not on an allowed host.
func elsewhere(address string) error {
	return fmt.Errorf("the page is at %s: %w", oneLine(bare(address)), ErrPlace)
}
