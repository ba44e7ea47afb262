package mockcloud

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Fault is something that befalls some of the requests. What the pages ask for goes
// through it too, so that a fault can befall a page, a list or an act.
type Fault struct {
	Kind  string // one of Faults()
	On    string // method and path: "GET /find"; {devices}, {settings} and {list} stand for the parts that differ at each start; any that is noted if empty
	Nth   int    // the first such request it befalls, 1 if zero
	Times int    // how many it befalls from there on, 1 if zero, all if negative
}

// A twist is what a kind of fault does. At most one of its fields is set.
type twist struct {
	instead func(c *Cloud, w http.ResponseWriter, r *http.Request) // answered by this, and nothing happens
	before  func(c *Cloud, r *http.Request)                        // happens first; c.mu is held
	after   func(c *Cloud, w *answer, r *http.Request)             // all has happened; this answers
	into    string                                                 // put into the page, if it is one
}

// twists are the kinds of faults.
var twists = map[string]twist{
	"403":       {instead: troubled(http.StatusForbidden)},
	"429":       {instead: troubled(http.StatusTooManyRequests)},
	"500":       {instead: troubled(http.StatusInternalServerError)},
	"empty-500": {instead: func(_ *Cloud, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }},
	"empty":     {instead: func(*Cloud, http.ResponseWriter, *http.Request) {}},
	"reset":     {instead: func(_ *Cloud, _ http.ResponseWriter, r *http.Request) { reset(r) }},
	"cut":       {after: cut},
	"stall":     {instead: func(_ *Cloud, _ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
	"slow":      {after: slow},
	"late":      {after: late},
	"loop": {instead: func(_ *Cloud, w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/static/loop", http.StatusFound)
	}},
	"malformed": {after: malformed},
	"html":      {instead: html},
	"lost":      {after: func(*Cloud, *answer, *http.Request) { panic(http.ErrAbortHandler) }},
	"lost-500": {after: func(_ *Cloud, w *answer, r *http.Request) {
		troubled(http.StatusInternalServerError)(nil, w.ResponseWriter, r)
	}},
	"lost-stall":    {after: func(_ *Cloud, _ *answer, r *http.Request) { <-r.Context().Done() }},
	"session-ended": {before: func(c *Cloud, _ *http.Request) { c.expel(c.state.Account.ID) }},
	"reordered":     {before: func(c *Cloud, _ *http.Request) { slices.Reverse(c.state.Devices) }},
	"image":         {into: `<img src="` + neverPath + `" width=1 height=1 alt="">`},
	"overlay":       {into: overlay + `<script>setTimeout(() => document.getElementById("fault-over").remove(), 1200)</script>`},
	"overlay-stays": {into: overlay},
	"alert":         {into: `<script>alert("A word")</script>`},
	"confirm":       {into: `<script>setTimeout(() => confirm("Go away?"), 50)</script>`},
	"prompt":        {into: `<script>setTimeout(() => prompt("Your name?"), 50)</script>`},
	"beforeunload":  {into: `<script>addEventListener("beforeunload", e => { e.preventDefault(); e.returnValue = "stay" })</script>`},
	"popup":         {into: `<script>setTimeout(() => open("https://` + phishHost + `/"), 50)</script>`},
	"endless":       {into: `<script>setTimeout(() => { for (;;); }, 100)</script>`},
}

// neverPath is the address of a picture that never comes.
const neverPath = "/static/never"

const overlay = `<div id="fault-over" style="position:fixed;inset:0;z-index:2147483647;background:#0003"></div>`

// Faults returns the names of all kinds of faults.
func Faults() []string {
	var names []string
	for name := range twists {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// OfPages reports whether a kind of fault can befall pages only.
func OfPages(kind string) bool { return twists[kind].into != "" || kind == "loop" }

// fault returns what befalls r, if anything. c.mu is held.
func (c *Cloud) fault(r *http.Request) (twist, bool) {
	asked := r.Method + " " + r.URL.Path
	paths := c.paths()
	found, struck := twist{}, false
	for i, f := range c.state.Faults {
		if f.On == "" && !noted(r) || f.On != "" && paths.Replace(f.On) != asked {
			continue
		}
		for len(c.memo.befell) <= i {
			c.memo.befell = append(c.memo.befell, 0)
		}
		c.memo.befell[i]++
		n, first, times := c.memo.befell[i], max(f.Nth, 1), f.Times
		if times == 0 {
			times = 1
		}
		if n < first || times > 0 && n >= first+times {
			continue
		}
		found, struck = twists[f.Kind]
		c.state.Struck++
	}
	return found, struck
}

// troubled answers as sites in trouble do: with a page of their own, to scripts too.
func troubled(code int) func(*Cloud, http.ResponseWriter, *http.Request) {
	return func(_ *Cloud, w http.ResponseWriter, _ *http.Request) {
		if code == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "1")
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(code)
		_, _ = w.Write([]byte("<!doctype html><title>" + strconv.Itoa(code) + "</title><h1>" + http.StatusText(code) + "</h1>"))
	}
}

func html(_ *Cloud, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte("<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>"))
}

// connection is where a request's context holds its connection.
type connection struct{}

func withConnection(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connection{}, conn)
}

// reset ends the connection of r the hard way, and with it all else that is asked through it.
func reset(r *http.Request) {
	if conn, ok := r.Context().Value(connection{}).(*tls.Conn); ok {
		if tcp, ok := conn.NetConn().(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
			_ = tcp.Close()
		}
	}
	panic(http.ErrAbortHandler)
}

// cut breaks off in the middle of the body.
func cut(_ *Cloud, w *answer, _ *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(w.body.Len()))
	w.ResponseWriter.WriteHeader(w.status)
	_, _ = w.ResponseWriter.Write(w.body.Bytes()[:w.body.Len()/2])
	_ = http.NewResponseController(w.ResponseWriter).Flush()
	panic(http.ErrAbortHandler)
}

func malformed(_ *Cloud, w *answer, _ *http.Request) {
	w.ResponseWriter.WriteHeader(w.status)
	_, _ = w.ResponseWriter.Write(w.body.Bytes()[:w.body.Len()*2/3])
}

// slow sends the body in twenty parts over a second.
func slow(_ *Cloud, w *answer, r *http.Request) {
	w.ResponseWriter.WriteHeader(w.status)
	for part := range slices.Chunk(w.body.Bytes(), w.body.Len()/20+1) {
		_, _ = w.ResponseWriter.Write(part)
		_ = http.NewResponseController(w.ResponseWriter).Flush()
		if !waited(r, 50*time.Millisecond) {
			return
		}
	}
}

// late answers when all else on the page has long been there.
func late(_ *Cloud, w *answer, r *http.Request) {
	if waited(r, 1500*time.Millisecond) {
		w.send()
	}
}

// waited lets d pass; false if the browser went away meanwhile.
func waited(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// insert puts more at the end of a page.
func (a *answer) insert(more string) {
	if !strings.HasPrefix(a.Header().Get("Content-Type"), "text/html") {
		return
	}
	if i := bytes.LastIndex(a.body.Bytes(), []byte("</body>")); i >= 0 {
		whole := slices.Insert(bytes.Clone(a.body.Bytes()), i, []byte(more)...)
		a.body.Reset()
		a.body.Write(whole)
	}
}

func (a *answer) send() {
	a.ResponseWriter.WriteHeader(a.status)
	_, _ = a.body.WriteTo(a.ResponseWriter)
}
