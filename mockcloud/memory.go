package mockcloud

import (
	"crypto/rand"
	"net/http"
	"strings"
)

// memory is what the cloud remembers of browsers; it is guarded by Cloud.mu.
type memory struct {
	passports map[string]string // passToken → account ID: signed in to the account site
	clouds    map[string]string // serviceToken → account ID: signed in to Mi Cloud
	tickets   map[string]string // of a redirect to /sts → account ID
	checks    map[string]*check // context → identity check
	codes     map[string]*scanCode
	solved    map[string]bool // tokens of solved sliders
	handed    map[string]bool // values of cookies handed out
	seen      map[string]int  // looks at the Find list since a device was turned off, by fid
	lost      bool            // the session was lost already
	rejected  int             // right codes taken for wrong ones
	losing    bool            // the answer to this request is to be lost
	wasLost   bool            // the answer that Knobs.Lose names was lost
	befell    []int           // requests that each of State.Faults is about
}

func newMemory() memory {
	return memory{
		passports: map[string]string{}, clouds: map[string]string{}, tickets: map[string]string{},
		checks: map[string]*check{}, codes: map[string]*scanCode{}, solved: map[string]bool{}, seen: map[string]int{}, handed: map[string]bool{},
	}
}

// random returns n lower-case letters and digits.
func random(n int) string {
	return strings.ToLower(rand.Text() + rand.Text())[:n]
}

func cookie(r *http.Request, name string) string {
	if k, err := r.Cookie(name); err == nil {
		return k.Value
	}
	return ""
}

func setCookie(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", Secure: true})
}

func dropCookie(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{Name: name, Path: "/", Secure: true, MaxAge: -1})
}

// account returns the account with id.
func (c *Cloud) account(id string) (Account, bool) {
	switch {
	case id == "":
		return Account{}, false
	case id == c.state.Other.ID:
		return c.state.Other, true
	case id == c.state.Stranger.ID:
		return c.state.Stranger, true
	case id == c.state.Account.ID && !c.state.Deleted:
		return c.state.Account, true
	}
	return Account{}, false
}

// passport returns who is signed in to the account site.
func (c *Cloud) passport(r *http.Request) (Account, bool) {
	return c.account(c.memo.passports[cookie(r, "passToken")])
}

// visitor returns who is signed in to Mi Cloud.
func (c *Cloud) visitor(r *http.Request) (Account, bool) {
	return c.account(c.memo.clouds[cookie(r, "serviceToken")])
}

// greet gives a browser that comes for the first time its device number and, if the
// cloud has an Other account, a session of that.
func (c *Cloud) greet(w http.ResponseWriter, r *http.Request) {
	if cookie(r, "deviceId") != "" {
		return
	}
	setCookie(w, "deviceId", "wb_"+random(32))
	if c.state.Other.ID == "" {
		return
	}
	token := random(24)
	c.memo.passports[token], c.memo.clouds[token] = c.state.Other.ID, c.state.Other.ID
	name := "passToken"
	if r.Host != accountHost {
		name = "serviceToken"
	}
	setCookie(w, name, token)
	setCookie(w, "userId", c.state.Other.ID)
	r.AddCookie(&http.Cookie{Name: name, Value: token})
}

// expel ends all sessions of the account with id.
func (c *Cloud) expel(id string) {
	for _, m := range []map[string]string{c.memo.passports, c.memo.clouds} {
		for token, who := range m {
			if who == id {
				delete(m, token)
			}
		}
	}
}

// masked hides the middle of a mail address or a phone number, as the site does.
func masked(s string) string {
	if at := strings.IndexByte(s, '@'); at > 0 {
		return s[:1] + "***" + s[at-1:]
	}
	if len(s) < 7 {
		return s
	}
	return s[:len(s)-8] + "******" + s[len(s)-2:]
}
