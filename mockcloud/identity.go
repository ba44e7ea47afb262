package mockcloud

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A check is one identity check by a one-time code.
type check struct {
	who     string // account ID
	by      string // phone, mail or tap
	then    string // where the browser goes when it is passed
	signsIn bool
	code    string // "" while none is sent
	left    int    // tries for this code
	passed  bool
}

// open remembers k and returns its context.
func (c *Cloud) open(k *check) string {
	context := random(28)
	c.memo.checks[context] = k
	return context
}

func (c *Cloud) identityURL(context, sid, locale string) string {
	v := url.Values{"sid": {sid}, "context": {context}}
	if locale != "" {
		v.Set("_locale", locale)
	}
	return "/fe/service/identity/authStart?" + v.Encode()
}

// checkOf returns the identity check this browser is in, or nil. Only the cookie counts:
// the link opened in another browser leads nowhere, as on the site.
func (c *Cloud) checkOf(r *http.Request) *check { return c.memo.checks[cookie(r, "identity_session")] }

func (c *Cloud) identityStart(w http.ResponseWriter, r *http.Request) {
	context := r.URL.Query().Get("context")
	k := c.memo.checks[context]
	if k == nil {
		c.show(w, r, "plain", Account{}, "wrong")
		return
	}
	setCookie(w, "identity_session", context)
	path := "/fe/service/identity/verifyPhone?"
	if k.by == "mail" {
		path = "/fe/service/identity/verifyEmail?"
	}
	if k.by == "tap" {
		path = "/fe/service/identity/confirmDevice?"
	}
	http.Redirect(w, r, path+r.URL.RawQuery, http.StatusFound)
}

func (c *Cloud) identityPage(by string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		k := c.checkOf(r)
		if k == nil || k.by != by {
			c.show(w, r, "plain", Account{}, "wrong")
			return
		}
		c.show(w, r, "identity", Account{}, by)
	}
}

// identityOther leads to the same check by the other way.
func (c *Cloud) identityOther(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	if k == nil || !c.state.Knobs.CodeOther {
		c.show(w, r, "plain", Account{}, "wrong")
		return
	}
	path := "/fe/service/identity/verifyEmail?"
	if k.by == "mail" {
		path = "/fe/service/identity/verifyPhone?"
	}
	k.by, k.code = map[string]string{"phone": "mail", "mail": "phone"}[k.by], ""
	http.Redirect(w, r, path+r.URL.RawQuery, http.StatusFound)
}

func flagOf(k *check) int {
	if k.by == "mail" {
		return 8
	}
	return 4
}

func (c *Cloud) identityList(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	if k == nil {
		pass(w, object{"code": 21327, "desc": "expired"})
		return
	}
	pass(w, object{"code": 2, "flag": flagOf(k), "options": []int{flagOf(k)}})
}

func (c *Cloud) identityMasked(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	if k == nil {
		pass(w, object{"code": 21327, "desc": "expired"})
		return
	}
	a, _ := c.account(k.who)
	if k.by == "mail" {
		pass(w, object{"code": 0, "maskedEmail": masked(a.Email)})
		return
	}
	pass(w, object{"code": 0, "maskedPhone": masked(a.Phone)})
}

// sendsLeft is how many codes may still be sent today.
func (c *Cloud) sendsLeft() int {
	limit := c.state.Knobs.SendsLeft
	if limit == 0 {
		limit = 5
	}
	return limit - c.state.Counts["send-code"]
}

func (c *Cloud) codeQuota(w http.ResponseWriter, r *http.Request) {
	pass(w, object{"code": 0, "info": strconv.Itoa(max(0, c.sendsLeft()))})
}

func (c *Cloud) sendCode(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	switch {
	case k == nil:
		pass(w, object{"code": 21327, "desc": "expired"})
	case c.state.Knobs.PictureFirst && !c.rightPicture(r.FormValue("icode")):
		pass(w, object{"code": 87001, "desc": "验证码输入错误", "captchaUrl": "/pass/getCode?icodeType=antispam&t=" + random(6)})
	case c.sendsLeft() <= 0:
		pass(w, object{"code": 70022, "desc": "send limit reached"})
	default:
		c.newCode(k)
		k.left = 5
		c.state.CaptchaKey = ""
		if c.state.Knobs.CodeLost && k.by == "phone" {
			c.state.LastCode = ""
		}
		c.count("send-code")
		pass(w, object{"code": 0, "desc": "成功"})
	}
}

// newCode makes the code that k wants now.
func (c *Cloud) newCode(k *check) {
	n, _ := strconv.ParseInt(random(9), 36, 64)
	k.code = strconv.FormatInt(100000+n%900000, 10)
	c.state.LastCode = k.code
}

func (c *Cloud) verifyCode(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	if k == nil || k.code == "" || k.left <= 0 {
		pass(w, object{"code": 21327, "desc": "expired"})
		return
	}
	ticket := strings.TrimSpace(r.FormValue("ticket"))
	switch {
	case ticket == "":
		pass(w, object{"code": 70012, "desc": "code empty"})
		return
	case ticket == k.code && c.memo.rejected < c.state.Knobs.RejectCodes:
		c.memo.rejected++
		c.newCode(k) // the person is sent another: what was refused is not to be tried again
		fallthrough
	case ticket != k.code:
		k.left--
		pass(w, object{"code": 70014, "desc": "验证码不正确，请重新输入", "left": k.left})
		return
	}
	k.passed, k.code = true, ""
	if k.then == "" { // on the page that asked for it
		pass(w, object{"code": 0, "desc": "成功"})
		return
	}
	v := url.Values{"_dc": {strconv.FormatInt(time.Now().UnixMilli(), 10)}, "trust": {r.FormValue("trust")}}
	pass(w, object{"code": 0, "desc": "成功", "location": "https://" + accountHost + "/identity/result/check?" + v.Encode()})
}

func (c *Cloud) identityResult(w http.ResponseWriter, r *http.Request) {
	k := c.checkOf(r)
	if k == nil || !k.passed {
		c.show(w, r, "plain", Account{}, "wrong")
		return
	}
	setCookie(w, "pass_ptd", "1")
	http.Redirect(w, r, k.then, http.StatusFound)
}
