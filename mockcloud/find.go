package mockcloud

import (
	"encoding/json"
	"hash/fnv"
	"net/http"
	"time"
)

func (c *Cloud) findPage(w http.ResponseWriter, r *http.Request) {
	a, in := c.opened(w, r, "find")
	if !in {
		return
	}
	name := "find"
	switch c.state.Knobs.FindPage {
	case "cards":
		name = "find-cards"
	case "drawer":
		name = "find-drawer"
	}
	c.show(w, r, name, a, nil)
}

// findOn is whether the list shows d as located, which may be late.
func (c *Cloud) findOn(d *Device) bool {
	return d.FindOn || c.memo.seen[d.FID] > 0
}

// findList has the envelope of the fact sheet (section 6). The values of "status" are
// invented: 1 on, 0 off.
func (c *Cloud) findList(w http.ResponseWriter, r *http.Request) {
	a, in := c.member(w, r)
	if !in {
		return
	}
	list, family, users := []object{}, []object{}, []string{a.ID}
	for i := range c.state.Devices {
		d := &c.state.Devices[i]
		on := c.findOn(d)
		if c.memo.seen[d.FID] > 0 {
			c.memo.seen[d.FID]--
		}
		if a.ID != c.state.Account.ID || !on && c.state.Knobs.FindOffGone || d.Removed {
			continue
		}
		owner := a.ID
		if !d.Own {
			owner = "7" + digits(d.FID)
			users = append(users, owner)
			family = append(family, object{"userId": owner, "nickname": d.Owner})
		}
		list = append(list, c.listedDevice(d, owner, on))
	}
	ok(w, object{"completeUserIds": users, "familyInfo": family, "deviceList": list})
}

func (c *Cloud) listedDevice(d *Device, owner string, on bool) object {
	name, _ := json.Marshal(object{"modelName": d.Name, "model": d.Model})
	seen := time.Now().Add(-3 * time.Minute).UnixMilli()
	x, y := place(d.FID)
	return object{
		"fid": d.FID, "deviceType": "phone", "userId": owner, "isSelfDevice": d.Own, "status": status(on),
		"componentModelInfo": object{"0": object{"modelName": object{"defaultName": string(name)}}},
		"componentList": []object{{
			"componentId": "0", "did": "did." + d.FID, "online": d.Online,
			"batteryInfo": object{"level": 35 + int(x)%60, "clientUpdateTime": seen},
			"locationList": []object{{"clientUpdateTime": seen, "gpsInfoTransformed": []object{{
				"latitude": 48 + y/1000, "longitude": 16 + x/1000, "accuracy": 25, "coordinateType": "wgs84",
			}}}},
		}},
	}
}

func status(on bool) int {
	if on {
		return 1
	}
	return 0
}

// place is where a device is on the map, the same each time.
func place(fid string) (x, y float64) {
	h := fnv.New32a()
	h.Write([]byte(fid))
	n := h.Sum32()
	return float64(n % 100), float64(n / 100 % 100)
}

func (c *Cloud) findStatus(w http.ResponseWriter, r *http.Request) {
	if _, in := c.member(w, r); !in {
		return
	}
	d := c.state.device(r.URL.Query().Get("targetFid"))
	if d == nil {
		refuse(w, 10016, "no such device")
		return
	}
	on := c.findOn(d)
	ok(w, object{
		"shareLocation": false, "isLocating": on && d.Online, "status": status(on), "isSelfDevice": d.Own,
		"componentList": []object{{"componentId": "0", "online": d.Online}},
	})
}

// findCommand rings and the like. The numbers of "lost" and "erase" are invented.
func (c *Cloud) findCommand(w http.ResponseWriter, r *http.Request) {
	if _, in := c.member(w, r); !in {
		return
	}
	d := c.state.device(r.FormValue("targetFid"))
	act := map[string]string{"6": "ring", "7": "stop", "34": "locate", "901": "lost", "902": "erase"}[r.FormValue("commandType")]
	if d == nil || act == "" || !c.sent(r) {
		refuse(w, 10017, "illegal parameter")
		return
	}
	c.count(act + ":" + d.FID)
	ok(w, object{})
}

// findOff turns Find Device off. The request is invented, and so are its error codes; what
// the page says for them are words of the phone's app.
func (c *Cloud) findOff(w http.ResponseWriter, r *http.Request) {
	a, in := c.member(w, r)
	if !in {
		return
	}
	k, d := c.state.Knobs, c.state.device(r.FormValue("targetFid"))
	switch {
	case d == nil || !c.sent(r) || a.ID != c.state.Account.ID:
		refuse(w, 10017, "illegal parameter")
	case k.FindPassword && r.FormValue("password") != a.Password:
		refuse(w, 70016, "password")
	case k.FindRefusal == "offline" && !d.Online:
		refuse(w, 60001, "offline")
	case k.FindRefusal == "password-changed":
		refuse(w, 60002, "password-changed")
	case k.FindRefusal == "network":
		refuse(w, 60003, "network")
	case k.FindRefusal == "server":
		refuse(w, 60004, "server")
	default:
		c.count("find-off:" + d.FID)
		d.FindOn = false
		c.memo.seen[d.FID] = k.FindOffLate
		ok(w, object{})
	}
}

// lockStatus is the public question whether a device is locked, by its IMEI; ours is its fid.
func (c *Cloud) lockStatus(w http.ResponseWriter, r *http.Request) {
	d := c.state.device(r.URL.Query().Get("id"))
	if d == nil {
		refuse(w, 10016, "no such device")
		return
	}
	data := object{"locked": d.FindOn, "lost": false}
	if d.FindOn {
		data["phone"], data["email"] = masked(c.state.Account.Phone), masked(c.state.Account.Email)
	}
	ok(w, data)
}
