package browser

import (
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"7": 7 * time.Second, " 120 ": 2 * time.Minute, "": 0, "-5": 0, "soon": 0, "99999999999999999999": 0,
		"Sun, 01 Mar 2026 12:00:30 GMT": 30 * time.Second, "Sun, 01 Mar 2026 11:00:00 GMT": 0,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("Retry-After %q is %v, want %v", header, got, want)
		}
	}
}

func TestPassing(t *testing.T) {
	for words, want := range map[string]bool{
		"net::ERR_CONNECTION_RESET": true, "net::ERR_NAME_NOT_RESOLVED": true, "net::ERR_HTTP_RESPONSE_CODE_FAILURE": true,
		"net::ERR_CERT_DATE_INVALID": false, "net::ERR_TOO_MANY_REDIRECTS": false, "net::ERR_ABORTED": false,
	} {
		if got := passing(words); got != want {
			t.Errorf("passing(%s) = %v", words, got)
		}
	}
}
