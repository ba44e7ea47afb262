package live

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"strings"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

const cookieName = "miacct-live"

// mostPosted is how long the body of a post may be.
const mostPosted = 64 << 10

// routes is all that there is.
func (p *Page) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{token}", p.page)
	mux.HandleFunc("GET /{token}/words", p.known(p.words))
	mux.HandleFunc("GET /{token}/pictures", p.known(p.pictures))
	mux.HandleFunc("POST /{token}/seen", p.known(p.posted(p.seen)))
	mux.HandleFunc("POST /{token}/touches", p.known(p.posted(p.touches)))
	if !p.o.Asked {
		mux.HandleFunc("POST /{token}/done", p.known(p.posted(p.ends(nil))))
	}
	mux.HandleFunc("POST /{token}/give-up", p.known(p.posted(p.ends(ErrGaveUp))))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		if !p.ours(r.Host) {
			refuse(w, http.StatusMisdirectedRequest, fmt.Sprintf("This page is at 127.0.0.1:%d and under no other name or port.", p.Port()))
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodPost { // HEAD and OPTIONS are not needed
			refuse(w, http.StatusMethodNotAllowed, "This page answers to GET and POST.")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func refuse(w http.ResponseWriter, status int, words string) { http.Error(w, words, status) }

// ours reports whether host is what a person's browser calls this page.
func (p *Page) ours(host string) bool {
	return host == fmt.Sprintf("127.0.0.1:%d", p.Port()) || host == fmt.Sprintf("localhost:%d", p.Port())
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// holds reports whether r comes from the browser that was let in.
func (p *Page) holds(r *http.Request) bool {
	c, err := r.Cookie(cookieName)
	return err == nil && same(c.Value, p.key)
}

// page shows the page. The first browser that asks for it is let in.
func (p *Page) page(w http.ResponseWriter, r *http.Request) {
	switch {
	case !same(r.PathValue("token"), p.token):
		refuse(w, http.StatusForbidden, "This is not the address that was shown on the terminal.")
		return
	case r.Header.Get("Sec-Purpose") != "": // a browser that only guesses that it will be wanted
		refuse(w, http.StatusForbidden, "This page is not for loading ahead.")
		return
	case r.Header.Get("Sec-Fetch-Dest") != "" && r.Header.Get("Sec-Fetch-Dest") != "document":
		refuse(w, http.StatusForbidden, "This page is not a part of another.")
		return
	}
	holds := p.holds(r)
	p.mu.Lock()
	taken := p.opened && !holds
	p.opened = true
	if !taken {
		p.loads++
	}
	number := p.loads
	p.mu.Unlock()
	if taken {
		refuse(w, http.StatusConflict, "Somebody has opened this page already, and it is for one browser only. If that was not you, give up on the terminal.")
		return
	}
	nonce := rand.Text()
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, map[string]any{"Nonce": nonce, "Base": "/" + p.token, "Window": number, "Ask": p.o.Ask, "Why": p.o.Why, "Asked": p.o.Asked})
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The page could not be made.")
		return
	}
	if !holds {
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: p.key, Path: "/" + p.token, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", strings.ReplaceAll("default-src 'none'; script-src 'nonce-*'; style-src 'nonce-*'; img-src 'self'; connect-src 'self'; "+
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "*", nonce))
	_, _ = w.Write(b.Bytes()) // the browser may have left
}

// known lets only the browser in that holds the cookie, and only for its own page.
func (p *Page) known(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from := r.Header.Get("Sec-Fetch-Site")
		switch {
		case !same(r.PathValue("token"), p.token):
			refuse(w, http.StatusForbidden, "This is not the address that was shown on the terminal.")
		case !p.holds(r):
			refuse(w, http.StatusForbidden, "This browser was not let in.")
		case from != "" && from != "same-origin":
			refuse(w, http.StatusForbidden, "Another page asks for this.")
		default:
			next(w, r)
		}
	}
}

// A post is what the page's script sends.
type post struct {
	Window  int     `json:"window"`
	Seen    int     `json:"seen"`    // the number of the newest picture that has arrived
	Touches []touch `json:"touches"` // in the order in which they were made
}

// posted takes a post of the page's own script from the window that has the tab.
func (p *Page) posted(next func(http.ResponseWriter, *http.Request, *window, post)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "http://"+r.Host {
			refuse(w, http.StatusForbidden, "Another page sends this.")
			return
		}
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
			refuse(w, http.StatusUnsupportedMediaType, "This is not JSON.")
			return
		}
		d := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostPosted))
		d.DisallowUnknownFields()
		var got post
		if err := d.Decode(&got); err != nil {
			refuse(w, http.StatusBadRequest, "This is not what the page sends.")
			return
		}
		v := p.inUse(got.Window)
		if v == nil {
			refuse(w, http.StatusConflict, elsewhere)
			return
		}
		next(w, r, v, got)
	}
}

// elsewhere is said to a window that does not have the tab.
const elsewhere = "The page is open in another window, which has it now."

// ends ends the hand-off with err.
func (p *Page) ends(err error) func(http.ResponseWriter, *http.Request, *window, post) {
	return func(w http.ResponseWriter, r *http.Request, _ *window, _ post) {
		w.WriteHeader(http.StatusNoContent)
		_ = http.NewResponseController(w).Flush() // before all connections are closed
		p.answer(err)
	}
}
