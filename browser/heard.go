package browser

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// heard keeps the newest answers to each address the page itself asked. Chrome may drop
// a body as soon as the page moves on, so it is taken when it is complete.
type heard struct {
	mu      sync.Mutex
	open    map[request]*answerTo
	polls   map[string]int        // by address, how often a request that only reads was held open there
	answers map[string][]answerTo // by host and path, oldest first
	last    time.Time             // when a request ended last
}

type request struct {
	part *part
	id   network.RequestID
}

type answerTo struct {
	of      document
	address string
	at      time.Time
	body    []byte
	reads   bool
	held    bool      // noted in heard.polls
	plain   bool      // of a kind that is kept
	head    bool      // its head has come
	left    int64     // bytes of its body that are yet to come, if head; negative if that is not known
	quiet   time.Time // when a part of it came last
}

// pollAfter is how long a request that only reads may be open before it is taken for a poll that the
// site holds open until it has news. An address that did so twice is known for it.
var pollAfter = 15 * time.Second

// unreadAfter is how long nothing more of an answer has come that is taken for one whose body the page does not read.
const unreadAfter = time.Second

// What is kept of what the page hears.
const (
	heardBytes     = 4 << 20
	heardAddresses = 128
	heardOfOne     = 16 // answers to one address
)

func newHeard() *heard {
	return &heard{open: map[request]*answerTo{}, polls: map[string]int{}, answers: map[string][]answerTo{}}
}

func (h *heard) request(p *part, ev *network.EventRequestWillBeSent) {
	if ev.Type != network.ResourceTypeXHR && ev.Type != network.ResourceTypeFetch {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open[request{p, ev.RequestID}] = &answerTo{
		of:      document{ev.FrameID, p, ev.LoaderID},
		address: hostAndPath(ev.Request.URL),
		at:      time.Now(), // not the browser's clock, which may be another
		reads:   reads(ev.Request.Method),
	}
}

// response notes the head of an answer. It reports whether that is all of it.
func (h *heard) response(p *part, ev *network.EventResponseReceived) (whole bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if a := h.open[request{p, ev.RequestID}]; a != nil {
		m := ev.Response.MimeType
		a.plain = strings.Contains(m, "json") || strings.HasPrefix(m, "text/") || strings.Contains(m, "javascript")
		a.address = hostAndPath(ev.Response.URL)
		a.head, a.left, a.quiet = true, -1, time.Now()
		if s := ev.Response.Status; s == http.StatusNoContent || s == http.StatusResetContent || s == http.StatusNotModified {
			a.left = 0
		}
		for name, v := range ev.Response.Headers {
			if words, ok := v.(string); ok && strings.EqualFold(name, "Content-Length") {
				if n, err := strconv.ParseInt(words, 10, 64); err == nil {
					a.left = n
				}
			}
		}
		return h.whole(a)
	}
	return false
}

// data notes a part of a body. It reports whether it was the last: where the page does not read it, Chrome may never say so.
func (h *heard) data(p *part, ev *network.EventDataReceived) (whole bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a := h.open[request{p, ev.RequestID}]
	if a == nil || !a.head {
		return false
	}
	n := ev.EncodedDataLength
	if n == 0 {
		n = ev.DataLength
	}
	a.quiet = time.Now()
	if a.left >= 0 {
		a.left = max(0, a.left-n)
	}
	return h.whole(a)
}

// whole reports whether all of an answer has come. h.mu is held.
func (h *heard) whole(a *answerTo) bool {
	if !a.head || a.left != 0 {
		return false
	}
	h.last = a.quiet
	return true
}

func (h *heard) failed(p *part, ev *network.EventLoadingFailed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.end(request{p, ev.RequestID})
}

func (h *heard) finished(p *part, ev *network.EventLoadingFinished) {
	h.mu.Lock()
	defer h.mu.Unlock()
	k := request{p, ev.RequestID}
	a := h.end(k)
	if a == nil || !a.plain || ev.EncodedDataLength > heardBytes || p.target == nil {
		return
	}
	go func() {
		ctx, cancel := context.WithTimeout(p.tab.ctx, 5*time.Second)
		defer cancel()
		r, err := cdp.Call(ctx, p.target, network.GetResponseBody, network.GetResponseBodyParams{RequestID: ev.RequestID})
		if err != nil || len(r.Body) > heardBytes {
			return
		}
		a.body = []byte(r.Body)
		h.keep(*a)
	}()
}

// end notes that a request has ended, and returns what is known of it; nil for one that is not followed. h.mu is held.
func (h *heard) end(k request) *answerTo {
	a := h.open[k]
	if a != nil {
		delete(h.open, k)
		h.last = time.Now()
	}
	return a
}

// left ends the requests of documents that are gone: Chrome need not say that they have failed.
func (h *heard) left(gone func(document) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for k, a := range h.open {
		if gone(a.of) {
			h.end(k)
		}
	}
}

// busy reports whether a request that began after since has no answer yet and is no poll.
func (h *heard) busy(since time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, a := range h.open {
		held := a.reads && time.Since(a.at) >= pollAfter
		if held && !a.held {
			a.held = true
			h.polls[a.address]++
		}
		poll := held || a.reads && h.polls[a.address] >= 2
		unread := a.head && (a.left == 0 || time.Since(a.quiet) >= unreadAfter)
		if !poll && !unread && !a.at.Before(since) {
			return true
		}
	}
	return false
}

// answered is when a request ended last.
func (h *heard) answered() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last
}

func (h *heard) keep(a answerTo) {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := append(h.answers[a.address], a)
	slices.SortStableFunc(all, func(a, b answerTo) int { return a.at.Compare(b.at) })
	h.answers[a.address] = all[max(0, len(all)-heardOfOne):]
	if len(h.answers) > heardAddresses {
		oldest := a
		for _, all := range h.answers {
			if o := all[len(all)-1]; o.at.Before(oldest.at) {
				oldest = o
			}
		}
		delete(h.answers, oldest.address)
	}
}

// since returns the answers to what the page has asked since a moment, in the order in which it asked.
func (h *heard) since(since time.Time) (out []Response) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var found []answerTo
	for _, all := range h.answers {
		for _, a := range all {
			if !a.at.Before(since) {
				found = append(found, a)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b answerTo) int { return a.at.Compare(b.at) })
	for _, a := range found {
		out = append(out, Response{URL: a.address, Sent: !a.reads, Body: a.body})
	}
	return out
}

func hostAndPath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host + u.EscapedPath()
}

// matches reports whether address, a host and path, is one that pattern means; the
// port counts only if the pattern has one.
func matches(pattern, address string) bool {
	host, path, _ := strings.Cut(address, "/")
	bareHost, _, _ := strings.Cut(host, ":")
	return wild(pattern, address) || wild(pattern, bareHost+"/"+path)
}

// wild reports whether * in pattern can stand for the rest of s.
func wild(pattern, s string) bool {
	head, rest, star := strings.Cut(pattern, "*")
	if !strings.HasPrefix(s, head) {
		return false
	}
	s = s[len(head):]
	if !star {
		return s == ""
	}
	for i := range len(s) + 1 {
		if wild(rest, s[i:]) {
			return true
		}
	}
	return false
}
