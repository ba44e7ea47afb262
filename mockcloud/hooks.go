package mockcloud

import (
	"bytes"
	"net/http"
	"strings"
)

// A Hook changes one page or answer of the cloud, or answers in its place. With it a test
// shows a page that is a little different without a knob of its own.
type Hook struct {
	On string // method and path, or host before the path: "GET /find", "GET ads.example.net/"; paths as in Fault.On; any request if empty

	// Before is called before the request is carried out. If it reports true, what it wrote
	// to w is the answer and the cloud does nothing. May be nil.
	Before func(s *State, w http.ResponseWriter, r *http.Request) (answered bool)

	// After is called with the answer's body and returns the one that is sent. May be nil.
	After func(s *State, r *http.Request, body []byte) []byte
}

// Insert puts html before the end of the page at path.
func Insert(path, html string) Hook {
	return Hook{On: "GET " + path, After: func(_ *State, _ *http.Request, body []byte) []byte {
		return bytes.Replace(body, []byte("</body>"), []byte(html+"</body>"), 1)
	}}
}

// Replace puts new in place of old wherever it stands in the answer to on ("GET /find").
func Replace(on, old, new string) Hook {
	return Hook{On: on, After: func(_ *State, _ *http.Request, body []byte) []byte {
		return bytes.ReplaceAll(body, []byte(old), []byte(new))
	}}
}

// Answer answers on ("POST /lost") with a page or JSON and counts it as act, if that is not empty.
func Answer(on, act, body string) Hook {
	return Hook{On: on, Before: func(s *State, w http.ResponseWriter, r *http.Request) bool {
		if act != "" {
			s.Counts[act]++
		}
		kind := "text/html; charset=utf-8"
		if strings.HasPrefix(body, "{") {
			kind = "application/json; charset=utf-8"
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write([]byte(body))
		return true
	}}
}

// hooksFor returns the hooks that r is for.
func (c *Cloud) hooksFor(r *http.Request) []Hook {
	var found []Hook
	for _, h := range c.hooks {
		on := c.paths().Replace(h.On)
		if on == "" && noted(r) || on == r.Method+" "+r.URL.Path || on == r.Method+" "+r.Host+r.URL.Path {
			found = append(found, h)
		}
	}
	return found
}

// before lets the hooks answer r, and reports whether one did. c.mu is held.
func (c *Cloud) before(hooks []Hook, w http.ResponseWriter, r *http.Request) bool {
	for _, h := range hooks {
		if h.Before != nil && h.Before(&c.state, w, r) {
			return true
		}
	}
	return false
}

// after lets the hooks change the answer to r. c.mu is held.
func (c *Cloud) after(hooks []Hook, w *answer, r *http.Request) {
	for _, h := range hooks {
		if h.After != nil {
			body := h.After(&c.state, r, bytes.Clone(w.body.Bytes()))
			w.body.Reset()
			w.body.Write(body)
		}
	}
}

// paths puts the parts of addresses that differ at each start in place of their names.
func (c *Cloud) paths() *strings.Replacer {
	return strings.NewReplacer("{devices}", c.secret("devices"), "{settings}", c.secret("settings"), "{list}", c.secret("list"))
}
