package mockcloud

import (
	"net/http"
	"net/url"
	"time"

	"rsc.io/qr"
)

// Signing in with a code that a phone scans. Told [C]: a request for a code answers with the address of its
// picture and with one that is held open until the phone has confirmed. Invented: that both are on the page's
// own host, the answers in between, the wording.

// pollTime is how long a poll is held open without news.
const pollTime = 25 * time.Second

// A scanCode is a code to sign in with.
type scanCode struct {
	sid, callback string
	told          bool // the page knows that it was scanned
}

// qrLogin makes a new code. The one before is void.
func (c *Cloud) qrLogin(w http.ResponseWriter, r *http.Request) {
	ticket := "lp_" + random(32)
	c.memo.codes[ticket] = &scanCode{sid: r.FormValue("sid"), callback: r.FormValue("callback")}
	c.memo.handed[ticket] = true
	c.state.QR, c.state.QRScanned, c.state.QRConfirmed = ticket, "", ""
	c.count("qr-code")
	q := url.Values{"ticket": {ticket}}.Encode()
	pass(w, object{"code": 0, "qr": "/pass/qr/login?" + q, "lp": "/lp/s?" + q, "timeout": 300})
}

// qrPicture is the picture of a code. What it says is the address that a phone opens.
func (c *Cloud) qrPicture(w http.ResponseWriter, r *http.Request) {
	ticket := r.FormValue("ticket")
	code, err := qr.Encode("https://"+accountHost+"/pass/qr/confirm?"+url.Values{"ticket": {ticket}}.Encode(), qr.M)
	if err != nil || c.memo.codes[ticket] == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(code.PNG())
}

// qrNews tells whether there is something to answer to a poll about ticket. c.mu is held.
func (c *Cloud) qrNews(ticket string) bool {
	k := c.memo.codes[ticket]
	return k == nil || ticket != c.state.QR || c.qrExpires() || c.state.QRConfirmed != "" || c.state.QRScanned != "" && !k.told
}

// qrExpires reports whether the newest code runs out at once.
func (c *Cloud) qrExpires() bool { return c.state.Counts["qr-code"] <= c.state.Knobs.QRExpires }

// hold keeps a poll open until there is news for it; false if the browser went away meanwhile.
func (c *Cloud) hold(r *http.Request) bool {
	if r.URL.Path != "/lp/s" {
		return true
	}
	late := time.NewTimer(pollTime)
	defer late.Stop()
	for {
		c.mu.Lock()
		ready, news := c.qrNews(r.FormValue("ticket")), c.news
		c.mu.Unlock()
		if ready {
			return true
		}
		select {
		case <-news:
		case <-late.C:
			return true
		case <-r.Context().Done():
			return false
		}
	}
}

// qrPoll answers what became of a code.
func (c *Cloud) qrPoll(w http.ResponseWriter, r *http.Request) {
	ticket := r.FormValue("ticket")
	k := c.memo.codes[ticket]
	who, known := c.account(c.state.QRConfirmed)
	switch {
	case k == nil || ticket != c.state.QR || c.qrExpires():
		pass(w, object{"code": 70016, "desc": "expired"})
	case known:
		delete(c.memo.codes, ticket)
		c.state.QR, c.state.QRScanned, c.state.QRConfirmed = "", "", ""
		c.count("qr-sign-in")
		r.Form = url.Values{"sid": {k.sid}, "callback": {k.callback}}
		c.admit(w, r, who)
	case c.state.QRScanned != "":
		k.told = true
		pass(w, object{"code": 1, "desc": "scanned"})
	default:
		pass(w, object{"code": 2, "desc": "nothing yet"})
	}
}

// tapPage waits for a tap on another device, a check without a code. Told [A]: "Confirm to sign in" on another
// signed-in device. Invented: page and requests.
func (c *Cloud) tapPage(w http.ResponseWriter, r *http.Request) {
	if k := c.checkOf(r); k == nil || k.by != "tap" {
		c.show(w, r, "plain", Account{}, "wrong")
		return
	}
	c.show(w, r, "tap", Account{}, nil)
}

// tapState tells whether the person has tapped.
func (c *Cloud) tapState(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	if k == nil || k.by != "tap" || !c.state.Tapped {
		pass(w, object{"code": 2})
		return
	}
	if !k.passed {
		c.count("tap")
	}
	k.passed = true
	pass(w, object{"code": 0, "location": k.then})
}
