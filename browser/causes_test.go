package browser

import (
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestNetworkErrorsNameTheirCause(t *testing.T) {
	for words, want := range map[string]string{
		"net::ERR_CERT_AUTHORITY_INVALID": "the certificate is not the site's",
		"net::ERR_CERT_DATE_INVALID":      "clock",
		"net::ERR_SSL_PROTOCOL_ERROR":     "portal",
		"net::ERR_NAME_NOT_RESOLVED":      "HTTPS_PROXY is set, and Chrome is started without a proxy",
		"net::ERR_CONNECTION_REFUSED":     "HTTPS_PROXY",
		"net::ERR_ABORTED":                "",
	} {
		got := networkCause(words, environ())
		if want == "" && got != "" || !strings.Contains(got, want) || strings.Contains(got, "canary") {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
		if strings.Contains(want, "PROXY") && networkCause(words, environ("HTTPS_PROXY=")) != "" {
			t.Errorf("%s: a cause without a proxy", words)
		}
	}
}

func TestSnapFolder(t *testing.T) {
	for exe, want := range map[string]string{
		"/snap/bin/chromium": "/home/ann/snap/chromium/common",
		"/snap/chromium/current/usr/lib/chromium-browser/chrome": "/home/ann/snap/chromium/common",
		"/usr/bin/chromium": "",
	} {
		if got := snapFolder(exe, "/home/ann"); got != want {
			t.Errorf("%s: %q, want %q", exe, got, want)
		}
	}
}

func TestNoticesKeepTheirOrder(t *testing.T) {
	var got []string // by one goroutine at a time
	n := &noticeQueue{to: func(words string) { got = append(got, words) }}
	var want []string
	for i := range 2000 {
		words := fmt.Sprint(i)
		want = append(want, words)
		n.add(words)
	}
	n.wait()
	if !slices.Equal(got, want) {
		t.Errorf("%d of %d, or in another order", len(got), len(want))
	}
	(&noticeQueue{}).add("nobody wants it")
}

// A relay between us and a Chrome elsewhere hangs up when the line is quiet: something is said on it all the time.
func TestLineToAChromeElsewhereIsKept(t *testing.T) {
	second := startSecond(t)
	to, rest, _ := strings.Cut(strings.TrimPrefix(second.address, "ws://"), "/")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	said := make(chan struct{}) // each time something comes from us that somebody waits for
	hangUp := make(chan struct{})
	var all sync.WaitGroup
	defer all.Wait()
	defer l.Close()
	all.Go(func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				in.Close()
				return
			}
			all.Go(func() { defer in.Close(); _, _ = io.Copy(in, out) })
			all.Go(func() {
				defer out.Close()
				buf := make([]byte, 1<<16)
				for {
					n, err := in.Read(buf)
					if err != nil {
						return
					}
					if _, err := out.Write(buf[:n]); err != nil {
						return
					}
					select {
					case said <- struct{}{}:
					case <-hangUp:
						return
					default:
					}
				}
			})
		}
	})
	r := mustRemote(t, "ws://"+l.Addr().String()+"/"+rest, "")
	r.quiet = 20 * time.Millisecond
	s, err := Open(soon(t), Options{Remote: r})
	if err != nil {
		t.Fatal(err)
	}
	for range 10 { // more than what may still be under way
		select {
		case <-said:
		case <-soon(t).Done():
			t.Fatal("the line is quiet")
		}
	}
	do(t, s, soon(t), Goto("about:blank"))
	close(hangUp)
	<-s.Closed()
	fails(t, s.Do(soon(t), Goto("about:blank")), "limit for idle or long sessions")
	_ = s.Close() // says that the line is cut
}
