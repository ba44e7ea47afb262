package mockcloud

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	texttemplate "text/template"
	"time"

	"miacct/testdata/site"
)

// A page is what a template is given.
type page struct {
	Lang  string // en_US
	W     dictionary
	K     Knobs
	A     Account // who is signed in, zero if nobody
	Links map[string]string
	Data  any
}

// Tag is the language as HTML has it: en-US.
func (p page) Tag() string { return strings.ReplaceAll(p.Lang, "_", "-") }

var (
	pageSet  = template.Must(template.New("").Funcs(template.FuncMap{"c": unbound}).ParseFS(site.Files, "*.html", "shapes/*.html"))
	assetSet = texttemplate.Must(texttemplate.New("").Funcs(texttemplate.FuncMap{"c": unbound}).ParseFS(site.Files, "*.css", "*.js", "shapes/*.css", "shapes/*.js"))
)

// unbound stands for the function that each cloud binds to its own class names.
func unbound(string) string { return "" }

// bind gives c its own copies of the templates. They were never executed, so they can be cloned.
func (c *Cloud) bind() {
	c.pages = template.Must(pageSet.Clone()).Funcs(template.FuncMap{"c": c.class}).Option("missingkey=error")
	c.assets = texttemplate.Must(assetSet.Clone()).Funcs(texttemplate.FuncMap{"c": c.class})
}

// front lets one request in at a time, notes it and greets the browser. The answer goes
// out after that, so that a browser that stopped reading holds up nobody.
func (c *Cloud) front(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !c.pause(r) || !c.hold(r) {
			return
		}
		if c.asked != nil {
			c.asked(r)
		}
		if r.URL.Path == neverPath {
			<-r.Context().Done()
			return
		}
		a := &answer{ResponseWriter: w, status: http.StatusOK}
		t, lost := c.serve(next, a, r)
		switch {
		case lost:
			panic(http.ErrAbortHandler)
		case t.instead != nil:
			t.instead(c, w, r)
		case t.after != nil:
			t.after(c, a, r)
		default:
			a.insert(t.into)
			a.send()
		}
	})
}

// serve does what r asks for, unless a fault comes instead.
func (c *Cloud) serve(next http.Handler, w *answer, r *http.Request) (t twist, lost bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, _ = c.fault(r)
	if noted(r) {
		c.state.Requests = append(c.state.Requests, r.Method+" "+r.Host+r.URL.Path)
		if r.Host == accountHost || strings.HasSuffix(r.Host, cloudHost) {
			c.greet(w, r)
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	if t.before != nil {
		t.before(c, r)
	}
	c.memo.losing = false
	hooks := c.hooksFor(r)
	if t.instead == nil && !c.before(hooks, w, r) {
		next.ServeHTTP(w, r)
	}
	c.after(hooks, w, r)
	c.remember(w.Header())
	return t, c.memo.losing
}

// noted reports whether r gets into State.Requests: what pages are made of does not.
func noted(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/static/") && r.URL.Path != "/favicon.ico"
}

// An answer is kept until the cloud is done with the request.
type answer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }

// pause holds a script's request for Knobs.Delay; false if the browser went away meanwhile.
func (c *Cloud) pause(r *http.Request) bool {
	c.mu.Lock()
	delay := c.state.Knobs.Delay
	c.mu.Unlock()
	if delay == 0 || r.Header.Get("X-Requested-With") == "" {
		return true
	}
	late := time.NewTimer(delay)
	defer late.Stop()
	select {
	case <-late.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// class returns the name that stands for a class of the style sheet at this start.
func (c *Cloud) class(name string) string {
	h := fnv.New32a()
	h.Write([]byte(c.salt + name))
	return "_" + strconv.FormatUint(uint64(h.Sum32()), 36)
}

// lang returns the language of the pages for r.
func (c *Cloud) lang(w http.ResponseWriter, r *http.Request) string {
	asked := r.URL.Query().Get("_locale")
	switch {
	case c.state.Knobs.Lang != "":
		return c.state.Knobs.Lang
	case asked != "":
		setCookie(w, "uLocale", asked)
		return fullLang(asked)
	case cookie(r, "uLocale") != "":
		return fullLang(cookie(r, "uLocale"))
	}
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	return fullLang(first)
}

// show answers with a page.
func (c *Cloud) show(w http.ResponseWriter, r *http.Request, name string, a Account, data any) {
	if c.state.Knobs.Shape != nil && c.showShape(w, r, name, a, data) {
		return
	}
	lang := c.lang(w, r)
	p := page{Lang: lang, W: wordsOf(lang), K: c.state.Knobs, A: a, Data: data, Links: map[string]string{
		"settings": "/h5/" + c.secret("settings"),
		"devices":  "/h5/" + c.secret("devices"),
		"list":     "/status/" + c.secret("list"),
		"salt":     c.salt,
	}}
	var b bytes.Buffer
	if err := c.pages.ExecuteTemplate(&b, name+".html", p); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = b.WriteTo(w)
}

// plain answers with a page that needs nothing.
func (c *Cloud) plain(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		a, _ := c.visitor(r)
		c.show(w, r, "plain", a, name)
	}
}

// static answers with a style sheet or a script.
func (c *Cloud) static(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if c.assets.Lookup(name) == nil {
		http.NotFound(w, r)
		return
	}
	var b bytes.Buffer
	if err := c.assets.ExecuteTemplate(&b, name, c.salt); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	kind := "text/css; charset=utf-8"
	if strings.HasSuffix(name, ".js") {
		kind = "text/javascript; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	_, _ = b.WriteTo(w)
}

type object map[string]any

// reply answers a script of Mi Cloud.
func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// ok answers in Mi Cloud's envelope.
func ok(w http.ResponseWriter, data any) {
	reply(w, http.StatusOK, object{"result": "ok", "code": 0, "description": "成功", "data": data})
}

// refuse answers in Mi Cloud's envelope.
func refuse(w http.ResponseWriter, code int, reason string) {
	reply(w, http.StatusOK, object{"result": "error", "code": code, "description": reason, "reason": reason})
}

// pass answers a script of the account site.
func pass(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte("&&&START&&&"))
	_ = json.NewEncoder(w).Encode(v)
}

// count notes that act was carried out. If its answer is to be lost, it is, once.
func (c *Cloud) count(act string) {
	c.state.Counts[act]++
	kind, _, _ := strings.Cut(act, ":")
	if kind == c.state.Knobs.Lose && !c.memo.wasLost {
		c.memo.wasLost, c.memo.losing = true, true
	}
}

// Initial is the first letter of who is signed in.
func (p page) Initial() string {
	for _, r := range p.A.Nick {
		return string(r)
	}
	return ""
}
