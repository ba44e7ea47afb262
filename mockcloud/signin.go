package mockcloud

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// accountRoot leads to the account's home, or to signing in.
func (c *Cloud) accountRoot(w http.ResponseWriter, r *http.Request) {
	if _, in := c.passport(r); in {
		http.Redirect(w, r, "/fe/service/account", http.StatusFound)
		return
	}
	http.Redirect(w, r, "/pass/serviceLogin?sid=passport&_locale="+c.lang(w, r), http.StatusFound)
}

// serviceLogin is the entry of every sign-in.
func (c *Cloud) serviceLogin(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	sid, callback := q.Get("sid"), q.Get("callback")
	if a, in := c.passport(r); in {
		if callback == "" {
			v := url.Values{"cUserId": {"c" + a.ID}, "userId": {a.ID}}
			http.Redirect(w, r, "/fe/service/account?"+v.Encode(), http.StatusFound)
			return
		}
		http.Redirect(w, r, c.onward(a, sid, callback), http.StatusFound)
		return
	}
	if sid == "" {
		sid = "passport"
	}
	v := url.Values{
		"sid": {sid}, "callback": {callback}, "qs": {"%3F" + r.URL.RawQuery}, "_sign": {random(20)},
		"serviceParam": {`{"checkSafePhone":false,"checkSafeAddress":false,"lsrp_score":0.0}`},
		"showActiveX":  {"false"}, "theme": {""}, "needTheme": {"false"}, "bizDeviceType": {""},
		"_locale": {c.lang(w, r)}, "_uRegion": {"US"},
	}
	http.Redirect(w, r, "/fe/service/login/password?"+v.Encode(), http.StatusFound)
}

func (c *Cloud) signInPage(w http.ResponseWriter, r *http.Request) {
	name := "signin"
	switch c.state.Knobs.SignIn {
	case "mobile":
		name = "signin-mobile"
	case "old":
		name = "signin-old"
	}
	q := r.URL.Query()
	c.show(w, r, name, Account{}, object{"sid": q.Get("sid"), "callback": q.Get("callback")})
}

// signIn takes the password. Its answers are codes of the fact sheet.
func (c *Cloud) signIn(w http.ResponseWriter, r *http.Request) {
	k, a := c.state.Knobs, c.state.Account
	user, password := r.FormValue("user"), r.FormValue("pwd")
	known := user == a.ID || strings.EqualFold(user, a.Email) || digits(user) == digits(a.Phone) && digits(user) != ""
	no := func(code int, desc string) {
		pass(w, object{"code": code, "result": "error", "description": desc, "desc": desc, "sid": r.FormValue("sid")})
	}
	if known && password == a.Password && (c.state.Deleted || c.state.Accepted) {
		c.count("right-password-after-order")
		if k.Restores {
			c.count("restore")
			c.state.Deleted, c.state.Accepted = false, false
		}
	}
	switch {
	case k.TooMany:
		no(100001, "too many attempts")
	case c.state.Deleted && known:
		no(20003, "the account does not exist")
	case k.Suspended && known:
		no(350008, "the account is suspended")
	case k.PictureCaptcha && !c.rightPicture(r.FormValue("captCode")),
		k.SliderCaptcha && !c.memo.solved[r.FormValue("vToken")]:
		kind := "icode"
		if k.SliderCaptcha {
			kind = "slider"
		}
		pass(w, object{
			"code": 87001, "result": "error", "description": "验证码输入错误", "desc": "验证码输入错误", "type": kind,
			"captchaUrl": "/pass/getCode?icodeType=login&t=" + random(6),
		})
	case !known || password != a.Password || k.PasswordRefused:
		c.state.CaptchaKey = ""
		no(70016, "登录验证失败")
	default:
		delete(c.memo.solved, r.FormValue("vToken"))
		c.state.CaptchaKey = ""
		c.admit(w, r, a)
	}
}

// admit lets a in whose password was right, or asks for a code first.
func (c *Cloud) admit(w http.ResponseWriter, r *http.Request, a Account) {
	sid, callback := r.FormValue("sid"), r.FormValue("callback")
	by := c.state.Knobs.Code
	if c.state.Knobs.Tap {
		by = "tap"
	}
	if by != "" {
		k := &check{who: a.ID, by: by, then: "/pass/serviceLoginAuth2/end?" + url.Values{"sid": {sid}, "callback": {callback}}.Encode(), signsIn: true}
		context := c.open(k)
		setCookie(w, "userId", a.ID) // is set before the code is given: no proof of being signed in
		pass(w, object{
			"code": 0, "result": "ok", "description": "成功", "desc": "成功", "securityStatus": 16,
			"notificationUrl": "https://" + accountHost + c.identityURL(context, sid, c.lang(w, r)),
		})
		return
	}
	location := c.begin(w, a, sid, callback)
	pass(w, object{
		"code": 0, "result": "ok", "description": "成功", "desc": "成功", "securityStatus": 0,
		"location": location, "userId": a.ID, "cUserId": "c" + a.ID,
	})
}

// begin signs a in to the account site and returns where the browser goes next.
func (c *Cloud) begin(w http.ResponseWriter, a Account, sid, callback string) string {
	token := random(32)
	c.memo.passports[token] = a.ID
	setCookie(w, "passToken", token)
	setCookie(w, "cUserId", "c"+a.ID)
	setCookie(w, "userId", a.ID)
	c.count("sign-in")
	if c.state.Accepted {
		c.count("sign-in-after-order")
	}
	next := c.onward(a, sid, callback)
	if c.state.Knobs.UnknownPage {
		next = "https://" + accountHost + "/fe/service/tips?" + url.Values{"skipUrl": {next}}.Encode()
	}
	return next
}

// onward returns where someone who is signed in to the account site goes for service sid.
func (c *Cloud) onward(a Account, sid, callback string) string {
	if callback == "" || !allowedCallback(callback) {
		return "https://" + accountHost + "/fe/service/account?" + url.Values{"userId": {a.ID}}.Encode()
	}
	ticket := random(24)
	c.memo.tickets[ticket] = a.ID
	location := callback + "&" + url.Values{"auth": {ticket}, "d": {"wb_" + random(8)}, "p_ts": {time.Now().Format("20060102150405")}}.Encode()
	if by := c.state.Knobs.SecondCode; by != "" && sid == cloudHost {
		return "https://" + accountHost + c.identityURL(c.open(&check{who: a.ID, by: by, then: location}), sid, "")
	}
	return location
}

func allowedCallback(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Path == "/sts" && (u.Host == accountHost || u.Host == cloudHost || u.Host == "us."+cloudHost)
}

// signInEnd ends a sign-in that needed a code.
func (c *Cloud) signInEnd(w http.ResponseWriter, r *http.Request) {
	k := c.memo.checks[cookie(r, "identity_session")]
	if k == nil || !k.passed || !k.signsIn {
		http.Redirect(w, r, "/pass/serviceLogin", http.StatusFound)
		return
	}
	a, _ := c.account(k.who)
	dropCookie(w, "identity_session")
	http.Redirect(w, r, c.begin(w, a, r.FormValue("sid"), r.FormValue("callback")), http.StatusFound)
}

// sts turns the ticket of a redirect into a session of this host.
func (c *Cloud) sts(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	who := c.memo.tickets[q.Get("auth")]
	delete(c.memo.tickets, q.Get("auth"))
	follow := q.Get("followup")
	if u, err := url.Parse(follow); err != nil || u.Host != r.Host {
		follow = "/"
	}
	if who != "" && r.Host != accountHost {
		token := random(32)
		c.memo.clouds[token] = who
		setCookie(w, "serviceToken", token)
		setCookie(w, "userId", who)
		setCookie(w, "i.mi.com_slh", random(12))
		setCookie(w, "i.mi.com_ph", random(12))
		setCookie(w, "i.mi.com_istrudev", "true")
		setCookie(w, "i.mi.com_isvalid_servicetoken", "true")
	}
	http.Redirect(w, r, follow, http.StatusFound)
}

func (c *Cloud) signOut(w http.ResponseWriter, r *http.Request) {
	delete(c.memo.passports, cookie(r, "passToken"))
	dropCookie(w, "passToken")
	dropCookie(w, "userId")
	http.Redirect(w, r, "/", http.StatusFound)
}

// tips is a page that stands between signing in and the site, once a session.
func (c *Cloud) tips(w http.ResponseWriter, r *http.Request) {
	a, _ := c.passport(r)
	c.show(w, r, "tips", a, object{"next": r.URL.Query().Get("skipUrl")})
}

func (c *Cloud) tipsState(w http.ResponseWriter, r *http.Request) {
	pass(w, object{"code": 0, "read": c.state.TipsRead})
}

func (c *Cloud) tipsLater(w http.ResponseWriter, r *http.Request) {
	c.state.TipsRead = true
	pass(w, object{"code": 0})
}

func (c *Cloud) phishPage(w http.ResponseWriter, r *http.Request) {
	c.show(w, r, "signin", Account{}, object{"sid": "passport", "callback": ""})
}

// phish notes what a page of a foreign host was given.
func (c *Cloud) phish(w http.ResponseWriter, r *http.Request) {
	c.state.Phished = append(c.state.Phished, r.FormValue("pwd"))
	pass(w, object{"code": 70016})
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
