package mockcloud

import (
	"net/http"
	"net/url"
	"slices"
	"time"
)

// atAccount returns who opens a page of the account site, or sends them to sign in and back.
func (c *Cloud) atAccount(w http.ResponseWriter, r *http.Request) (Account, bool) {
	a, in := c.passport(r)
	if !in {
		back := "https://" + accountHost + r.URL.Path
		sts := "https://" + accountHost + "/sts?" + url.Values{"sign": {random(20)}, "followup": {back}, "sid": {"passport"}}.Encode()
		v := url.Values{"sid": {"passport"}, "callback": {sts}, "_locale": {c.lang(w, r)}}
		http.Redirect(w, r, "/pass/serviceLogin?"+v.Encode(), http.StatusFound)
	}
	return a, in
}

func (c *Cloud) accountPage(w http.ResponseWriter, r *http.Request) {
	if a, in := c.atAccount(w, r); in {
		c.show(w, r, "account", a, nil)
	}
}

// accountInfo is what the account page asks for. The password never leaves.
func (c *Cloud) accountInfo(w http.ResponseWriter, r *http.Request) {
	a, in := c.passport(r)
	if !in {
		pass(w, object{"code": 70016, "desc": "登录验证失败"})
		return
	}
	pass(w, object{"code": 0, "data": object{"userId": a.ID, "nickname": a.Nick, "email": masked(a.Email), "phone": masked(a.Phone)}})
}

func (c *Cloud) deletePage(w http.ResponseWriter, r *http.Request) {
	a, in := c.atAccount(w, r)
	if !in {
		return
	}
	switch c.state.Knobs.DeletePage {
	case "old":
		http.Redirect(w, r, "/pass/auth/security/home?userId="+a.ID+"#service=delAccount", http.StatusFound)
	case "code-first":
		c.show(w, r, "delete-steps", a, nil)
	case "privacy", "privacy-open":
		http.Redirect(w, r, "/fe/service/account/privacy/delete-account", http.StatusFound)
	default:
		c.show(w, r, "delete", a, nil)
	}
}

// privacyPage is the privacy centre, whose second row deletes the account.
func (c *Cloud) privacyPage(w http.ResponseWriter, r *http.Request) {
	if a, in := c.atAccount(w, r); in {
		c.show(w, r, "delete-privacy", a, nil)
	}
}

// privacyTrap counts a row of the privacy centre that nobody who deletes an account may press.
func (c *Cloud) privacyTrap(w http.ResponseWriter, r *http.Request) {
	c.count("privacy-" + r.PathValue("row"))
	pass(w, object{"code": 0})
}

func (c *Cloud) oldAccountPage(w http.ResponseWriter, r *http.Request) {
	if a, in := c.atAccount(w, r); in {
		c.show(w, r, "delete-old", a, object{"masked": masked(a.Email)})
	}
}

// deleteInfo is what stands in the way of deleting, and whether a code was given.
func (c *Cloud) deleteInfo(w http.ResponseWriter, r *http.Request) {
	a, in := c.passport(r)
	if !in {
		pass(w, object{"code": 70016, "desc": "登录验证失败"})
		return
	}
	k := c.memo.checks[cookie(r, "identity_session")]
	passed := k != nil && k.passed && k.who == a.ID && !k.signsIn
	pass(w, object{"code": 0, "data": object{"userId": a.ID, "deny": c.blocksFor(a), "needsCode": c.state.Knobs.DeleteCode, "passed": passed}})
}

// deleteCheck opens the identity check of a deletion.
func (c *Cloud) deleteCheck(w http.ResponseWriter, r *http.Request) {
	a, in := c.passport(r)
	if !in {
		pass(w, object{"code": 70016, "desc": "登录验证失败"})
		return
	}
	k := &check{who: a.ID, by: c.state.Knobs.DeleteCode}
	answer := object{"code": 0, "by": k.by, "masked": masked(a.Phone)}
	if k.by == "mail" {
		answer["masked"] = masked(a.Email)
	}
	if c.state.Knobs.DeleteAway {
		k.then = "/pass/del"
	}
	context := c.open(k)
	if c.state.Knobs.DeleteAway {
		answer["notificationUrl"] = c.identityURL(context, "passport", "")
	} else {
		setCookie(w, "identity_session", context)
	}
	pass(w, answer)
}

// blocksFor are the reasons why a cannot be deleted now.
func (c *Cloud) blocksFor(a Account) []string {
	if a.ID != c.state.Account.ID {
		return []string{}
	}
	return append([]string{}, c.state.blocks()...)
}

// remove deletes the account of the browser, if nothing stands in the way. The words of
// the result: "code" a code is needed, "deny", "devices" still signed in, "accepted", "deleted".
func (c *Cloud) remove(r *http.Request) object {
	a, in := c.passport(r)
	if !in {
		return object{"code": 70016, "result": "signed-out"}
	}
	n := c.state.Knobs
	k := c.memo.checks[cookie(r, "identity_session")]
	if n.DeleteCode != "" && (k == nil || !k.passed || k.who != a.ID || k.signsIn) {
		return object{"code": 81003, "result": "code"}
	}
	if deny := c.blocksFor(a); len(deny) > 0 {
		return object{"code": 52001, "result": "deny", "deny": deny}
	}
	signedIn := slices.Clone(c.state.Browsers)
	if n.OwnBrowser {
		signedIn = append(signedIn, "Chrome")
	}
	if n.DeviceCheck != "" && len(signedIn) > 0 && (n.DeviceCheck == "stop" || r.FormValue("force") != "true") {
		return object{"code": 52002, "result": "devices", "devices": signedIn, "canContinue": n.DeviceCheck == "continue"}
	}
	c.count("delete")
	if a.ID != c.state.Account.ID {
		c.count("delete-other")
		return object{"code": 0, "result": "deleted"}
	}
	if n.Later {
		c.state.Accepted = true
		c.expel(a.ID)
		return object{"code": 0, "result": "accepted"}
	}
	c.expel(a.ID)
	c.state.Deleted, c.state.DeletedAt = true, time.Now()
	return object{"code": 0, "result": "deleted"}
}

func (c *Cloud) deleteSubmit(w http.ResponseWriter, r *http.Request) {
	if c.state.Knobs.Shape != nil {
		c.shapeDelete(w, r)
		return
	}
	pass(w, c.remove(r))
}

// oldDelete answers the old dialog in the way of its neighbours: "result" is an error number.
func (c *Cloud) oldDelete(w http.ResponseWriter, r *http.Request) {
	answer := c.remove(r)
	answer["info"] = answer["result"]
	answer["result"] = answer["code"]
	pass(w, answer)
}
