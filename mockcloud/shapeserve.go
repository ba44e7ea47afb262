package mockcloud

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// shapePages are the pages of a shape that stand for the cloud's own ones.
var shapePages = map[string]string{
	"home-out": "outside", "home": "home", "signin": "signin", "find": "find", "settings": "settings", "devices": "mine",
	"account": "account", "delete": "delete",
}

const accountDevices = "/fe/service/account/devices"

// shapeRoutes adds the addresses that only a shape has.
func (c *Cloud) shapeRoutes(mux *http.ServeMux) {
	s := c.state.Knobs.Shape
	if s == nil {
		return
	}
	known := s.Requests == "known"
	on := func(pattern string, f http.HandlerFunc, hosts ...string) {
		for _, host := range hosts {
			method, path, _ := strings.Cut(pattern, " ")
			mux.HandleFunc(method+" "+host+path, f)
		}
	}
	cloud := []string{cloudHost, "us." + cloudHost}
	both := append([]string{accountHost}, cloud...)
	if !known {
		method := "GET "
		if s.Requests == "graphql" {
			method = "POST "
		}
		on(method+s.API["list"], c.shapeList, cloud...)
		on("POST "+s.API["off"], c.findOff, cloud...)
		on("POST "+s.API["submit"], c.deleteSubmit, accountHost)
	}
	on("GET "+s.API["mine"], c.shapeMine, both...)
	on("POST "+s.API["remove"], c.shapeRemove, both...)
	on("POST /act/{name}", c.decoy, both...)
	on("GET "+accountDevices, c.accountDevicesPage, accountHost)
}

// decoy counts that something was pressed that never must be.
func (c *Cloud) decoy(w http.ResponseWriter, r *http.Request) {
	if name := r.PathValue("name"); slices.Contains(decoys, name) {
		c.count("decoy:" + name)
	}
	reply(w, http.StatusOK, object{"code": 0})
}

// shapeList is the list of Find Device in other forms than the known one.
func (c *Cloud) shapeList(w http.ResponseWriter, r *http.Request) {
	a, in := c.member(w, r)
	if !in {
		return
	}
	rows := c.shapeRows(a)
	if c.state.Knobs.Shape.Requests != "graphql" {
		reply(w, http.StatusOK, object{"success": true, "result": object{"rows": rows}})
		return
	}
	edges := []object{}
	for _, row := range rows {
		edges = append(edges, object{"node": object{"id": row["deviceNo"], "displayName": row["label"], "locating": row["finder"], "mine": row["belongsToMe"], "holder": row["ownerName"]}})
	}
	reply(w, http.StatusOK, object{"data": object{"viewer": object{"devices": object{"edges": edges}}}})
}

func (c *Cloud) shapeRows(a Account) []object {
	rows := []object{}
	for i := range c.state.Devices {
		d := &c.state.Devices[i]
		if a.ID != c.state.Account.ID || d.Removed || !d.FindOn && c.state.Knobs.FindOffGone {
			continue
		}
		rows = append(rows, object{"deviceNo": d.FID, "label": d.Name, "finder": object{"enabled": d.FindOn}, "belongsToMe": d.Own, "ownerName": d.Owner, "online": d.Online})
	}
	return rows
}

// holder returns who asks for My Devices, on the site it is on.
func (c *Cloud) holder(w http.ResponseWriter, r *http.Request) (Account, bool) {
	if r.Host != accountHost {
		return c.member(w, r)
	}
	a, in := c.passport(r)
	if !in {
		reply(w, http.StatusUnauthorized, object{"R": 401, "code": 401, "D": object{"loginUrl": "https://" + accountHost + "/pass/serviceLogin?sid=passport"}})
	}
	return a, in
}

// shapeMine answers with some of My Devices: those from "from" on, "count" of them.
func (c *Cloud) shapeMine(w http.ResponseWriter, r *http.Request) {
	a, in := c.holder(w, r)
	if !in {
		return
	}
	all := c.listed(a)
	from, _ := strconv.Atoi(r.FormValue("from"))
	count, _ := strconv.Atoi(r.FormValue("count"))
	from = max(0, min(from, len(all)))
	if count <= 0 {
		count = len(all)
	}
	items := []object{}
	for _, d := range all[from:min(from+count, len(all))] {
		items = append(items, object{"id": d.FID, "name": d.Name, "model": d.Model, "own": d.Own, "owner": d.Owner})
	}
	reply(w, http.StatusOK, object{"code": 0, "items": items, "total": len(all)})
}

func (c *Cloud) shapeRemove(w http.ResponseWriter, r *http.Request) {
	a, in := c.holder(w, r)
	if !in {
		return
	}
	d := c.state.device(r.FormValue("id"))
	switch {
	case d == nil || a.ID != c.state.Account.ID || r.Host != accountHost && !c.sent(r):
		refuse(w, 10016, "no such device")
	case c.state.Knobs.Shape.MinePrompt.Password != "" && r.FormValue("password") != a.Password:
		refuse(w, 70016, "password")
	default:
		c.count("remove:" + d.FID)
		d.Removed = true
		ok(w, object{})
	}
}

// shapeDelete takes the order, if all that the page asks for came with it.
func (c *Cloud) shapeDelete(w http.ResponseWriter, r *http.Request) {
	s := c.state.Knobs.Shape
	a, in := c.passport(r)
	switch {
	case !in:
		pass(w, object{"code": 70016, "result": "signed-out"})
	case s.Password && r.FormValue("password") != a.Password:
		pass(w, object{"code": 70016, "result": "password"})
	case s.Phrase && r.FormValue("phrase") != s.Words()["del_phrase"],
		r.FormValue("boxes") != strconv.Itoa(len(s.Boxes)), s.Reason != "" && r.FormValue("reason") == "":
		pass(w, object{"code": 10016, "result": "incomplete"})
	default:
		pass(w, c.remove(r))
	}
}

func (c *Cloud) accountDevicesPage(w http.ResponseWriter, r *http.Request) {
	if a, in := c.atAccount(w, r); in {
		c.show(w, r, "devices", a, nil)
	}
}

// A shapePage is what the template of a shape's pages is given.
type shapePage struct {
	Page, Tag, Title string
	RTL              bool
	S                Shape
	W                map[string]string
	D                object
}

// showShape answers with the page of a shape that stands for the one called name; false if there is none.
func (c *Cloud) showShape(w http.ResponseWriter, r *http.Request, name string, a Account, data any) bool {
	s := *c.state.Knobs.Shape
	p := shapePage{Page: shapePages[name], Tag: strings.ReplaceAll(locale(s.Lang), "_", "-"), RTL: s.Lang == "ar", S: s, W: s.Words(), D: object{
		"id": a.ID, "nick": a.Nick, "email": masked(a.Email), "settings": "/h5/" + c.secret("settings"), "devices": "/h5/" + c.secret("devices"),
		"account": "https://" + accountHost, "cloud": "https://" + cloudHost, "note": r.URL.Query().Get("note"), "in": r.URL.Query().Get("in") != "",
		"names": map[string]string{}, "at": data,
	}}
	switch p.Page {
	case "":
		return false
	case "find":
		if s.Requests == "embedded" {
			p.D["rows"] = c.shapeRows(a)
		}
	case "delete":
		p.D["deny"] = c.blocksFor(a)
		k := c.memo.checks[cookie(r, "identity_session")]
		p.D["passed"] = k != nil && k.passed && k.who == a.ID && !k.signsIn
	}
	if s.Mine == "account" {
		p.D["devices"] = "https://" + accountHost + accountDevices
	}
	p.Title = p.W["app"]
	if r.Host == accountHost {
		p.Title = p.W["account_site"]
	}
	var b bytes.Buffer
	if err := c.pages.ExecuteTemplate(&b, "shape.html", p); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return true
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = b.WriteTo(w)
	return true
}
