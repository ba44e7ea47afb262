package mockcloud

import (
	"net/http"
	"net/url"
	"strings"
)

// home is Mi Cloud's front page: with a sign-in button, or with tiles.
func (c *Cloud) home(w http.ResponseWriter, r *http.Request) {
	a, in := c.visitor(r)
	if !in {
		c.show(w, r, "home-out", Account{}, nil)
		return
	}
	c.show(w, r, "home", a, nil)
}

// entrance is the address of the account site that leads back to followUp on this host.
func (c *Cloud) entrance(r *http.Request, followUp, locale string) string {
	if u, err := url.Parse(followUp); err != nil || u.Host != r.Host {
		followUp = "https://" + r.Host + "/"
	}
	sts := "https://" + r.Host + "/sts?" + url.Values{"sign": {random(20)}, "followup": {followUp}, "sid": {cloudHost}}.Encode()
	v := url.Values{"sid": {cloudHost}, "callback": {sts}, "_locale": {locale}, "_snsNone": {"true"}}
	return "https://" + accountHost + "/pass/serviceLogin?" + v.Encode()
}

func (c *Cloud) cloudLogin(w http.ResponseWriter, r *http.Request) {
	if c.state.Knobs.Phish {
		ok(w, object{"loginUrl": "https://" + phishHost + "/fe/service/login/password"})
		return
	}
	ok(w, object{"loginUrl": c.entrance(r, r.URL.Query().Get("followUp"), c.lang(w, r))})
}

func (c *Cloud) cloudLogout(w http.ResponseWriter, r *http.Request) {
	delete(c.memo.clouds, cookie(r, "serviceToken"))
	dropCookie(w, "serviceToken")
	http.Redirect(w, r, "/", http.StatusFound)
}

// member returns who asks, or answers that the session is gone.
func (c *Cloud) member(w http.ResponseWriter, r *http.Request) (Account, bool) {
	a, in := c.visitor(r)
	if !in {
		reply(w, http.StatusUnauthorized, object{"R": 401, "code": 401, "D": object{"loginUrl": c.entrance(r, r.Referer(), c.lang(w, r))}})
	}
	return a, in
}

// opened returns who opens a page of Mi Cloud, or sends them to sign in. It is where a
// session gets lost, if it is to be lost at place.
func (c *Cloud) opened(w http.ResponseWriter, r *http.Request, place string) (Account, bool) {
	a, in := c.visitor(r)
	if !in {
		http.Redirect(w, r, c.entrance(r, "https://"+r.Host+r.URL.Path, c.lang(w, r)), http.StatusFound)
		return a, false
	}
	if c.state.Knobs.SessionLost == place && !c.memo.lost {
		c.memo.lost = true
		c.expel(a.ID) // the page still opens; its scripts are answered with 401
	}
	return a, true
}

func (c *Cloud) profile(w http.ResponseWriter, r *http.Request) {
	if a, in := c.member(w, r); in {
		ok(w, object{"nickname": a.Nick, "userId": a.ID, "icon": ""})
	}
}

func (c *Cloud) renewal(w http.ResponseWriter, r *http.Request) {
	if _, in := c.member(w, r); in {
		ok(w, object{})
	}
}

func (c *Cloud) settingsPage(w http.ResponseWriter, r *http.Request) {
	if a, in := c.opened(w, r, "settings"); in {
		c.show(w, r, "settings", a, nil)
	}
}

func (c *Cloud) devicesPage(w http.ResponseWriter, r *http.Request) {
	if a, in := c.opened(w, r, "devices"); in {
		c.show(w, r, "devices", a, nil)
	}
}

// devicesList answers with the devices after the one with fid "after", some at a time.
func (c *Cloud) devicesList(w http.ResponseWriter, r *http.Request) {
	a, in := c.member(w, r)
	if !in {
		return
	}
	first := c.state.Knobs.DevicesFirst
	if first == 0 {
		first = 10
	}
	if l := c.state.Knobs.DevicesList; l == "whole" || l == "virtual" {
		first = len(c.state.Devices)
	}
	after, seen := r.URL.Query().Get("after"), false
	list, total, more := []object{}, 0, false
	family := []object{}
	for _, d := range c.listed(a) {
		shown := object{"key": d.FID, "name": d.Name, "model": d.Model, "own": d.Own, "owner": d.Owner, "online": d.Online}
		if !d.Own && c.state.Knobs.Family == "none" {
			continue
		}
		if !d.Own && c.state.Knobs.Family == "section" {
			family = append(family, shown)
			continue
		}
		total++
		switch {
		case after != "" && !seen:
			seen = d.FID == after
		case len(list) == first:
			more = true
		default:
			list = append(list, shown)
		}
	}
	data := object{"list": list, "more": more, "family": family}
	if c.state.Knobs.DevicesTotal {
		data["total"] = total
	}
	ok(w, data)
}

// listed are the devices of My Devices as a sees them; those that went are kept as
// places a cursor may stand on only while they are there.
func (c *Cloud) listed(a Account) []Device {
	var list []Device
	for _, d := range c.state.Devices {
		if !d.Removed && a.ID == c.state.Account.ID {
			list = append(list, d)
		}
	}
	return list
}

func (c *Cloud) devicesRemove(w http.ResponseWriter, r *http.Request) {
	a, in := c.member(w, r)
	if !in {
		return
	}
	d := c.state.device(r.FormValue("key"))
	switch {
	case !c.sent(r):
		refuse(w, 10017, "illegal parameter")
	case c.state.Knobs.RemoveFails:
		refuse(w, 50001, "cannot remove")
	case d == nil || a.ID != c.state.Account.ID:
		refuse(w, 10016, "no such device")
	default:
		c.count("remove:" + d.FID)
		d.Removed = true
		ok(w, object{})
	}
}

// sent reports whether a changing request carries the session's own token, as the site wants it.
func (c *Cloud) sent(r *http.Request) bool {
	token := cookie(r, "serviceToken")
	return token != "" && r.FormValue("serviceToken") == token && !strings.Contains(r.Method, "GET")
}
