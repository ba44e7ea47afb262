package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Errors. Those with operation, object and cause wrap one of these.
var (
	ErrClosed   = errors.New("the browser is closed")
	ErrNotReady = errors.New("not ready")                    // the element never became usable; nothing was done to it
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
