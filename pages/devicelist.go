package pages

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"miacct/audit"
	"miacct/browser"
)

// A Device is a phone as the site shows it.
type Device struct {
	ID    string // the site's identifier, "fid"
	Name  string // the model's name, as the page shows it
	Own   bool   // the account's own; false for a family member's or a shared one
	Owner string

	Located bool // in the list of Find Device
	Off     bool // Find Device was seen to be off
	Listed  bool // in My Devices
	Alone   bool // in My Devices alone: that it is the account's own is known by its delete button only
}

// devices are all devices known, the account's own and others'.
type devices []Device

// own returns the account's own devices.
func (ds devices) own() devices {
	var own devices
	for _, d := range ds {
		if d.Own {
			own = append(own, d)
		}
	}
	return own
}

// row tells d, which is one of ds, from all other devices known.
func (ds devices) row(d Device) browser.Row {
	return ds.rowAt(slices.IndexFunc(ds, func(o Device) bool { return o.ID == d.ID }), ds.folded())
}

// rows are the rows of all devices, in their order.
func (ds devices) rows() []browser.Row {
	folded := ds.folded()
	rows := make([]browser.Row, len(ds))
	for i := range ds {
		rows[i] = ds.rowAt(i, folded)
	}
	return rows
}

func (ds devices) rowAt(i int, folded []string) browser.Row {
	r := browser.Row{Name: ds[i].Name, Key: ds[i].ID}
	for k, other := range ds {
		switch {
		case k == i:
		case folded[k] == folded[i]:
			r.Twin = true
		default:
			r.Rest = append(r.Rest, other.Name)
		}
	}
	return r
}

// folded are the names, the same for names that look alike.
func (ds devices) folded() []string {
	names := make([]string, len(ds))
	for i, d := range ds {
		names[i] = browser.Folded(d.Name)
	}
	return names
}

// lines are the devices for the trail.
func (ds devices) lines() []audit.Device {
	var out []audit.Device
	for _, d := range ds {
		find := ""
		switch {
		case d.Off || !d.Located:
			find = "off"
		case d.Located:
			find = "on"
		}
		out = append(out, audit.Device{Name: d.Name, Own: d.Own, Find: find, Left: d.Listed})
	}
	return out
}

// deviceList is the answer to the Find page's own request for the device list, as far
// as it is used. Source: a program that ran against the site in March 2026.
type deviceList struct {
	Code   int    `json:"code"`
	Result string `json:"result"`
	Data   *struct {
		FamilyInfo []struct {
			UserID   json.RawMessage `json:"userId"`
			Nickname string          `json:"nickname"`
		} `json:"familyInfo"`
		DeviceList []struct {
			FID       string          `json:"fid"`
			UserID    json.RawMessage `json:"userId"`
			Own       bool            `json:"isSelfDevice"`
			ModelInfo map[string]struct {
				ModelName map[string]string `json:"modelName"`
			} `json:"componentModelInfo"`
		} `json:"deviceList"`
	} `json:"data"`
}

// errSessionOver means that the site no longer knows who is signed in.
// Source: programs that ran against the site, 2025 and 2026.
var errSessionOver = errors.New("the session is over")

// parseDeviceList reads the answer to the request for the device list. An answer that is
// not a list, for example because the session has ended, is an error, never an empty list.
func parseDeviceList(body []byte) (devices, error) {
	body = []byte(strings.TrimPrefix(string(body), "&&&START&&&"))
	var l deviceList
	if err := json.Unmarshal(body, &l); err != nil {
		return nil, fmt.Errorf("reading the device list: %w", err)
	}
	if l.Code == 401 || l.Code == 6 {
		return nil, fmt.Errorf("reading the device list: the site answers code %d: %w", l.Code, errSessionOver)
	}
	if l.Code != 0 || l.Data == nil || l.Data.DeviceList == nil {
		return nil, fmt.Errorf("reading the device list: the site answers code %d, result %q and no list", l.Code, l.Result)
	}
	family := map[string]string{}
	for _, f := range l.Data.FamilyInfo {
		family[plain(f.UserID)] = audit.Clean(f.Nickname)
	}
	var ds devices
	seen := map[string]bool{}
	for _, d := range l.Data.DeviceList {
		if d.FID == "" || seen[d.FID] {
			return nil, fmt.Errorf("reading the device list: identifier %q is empty or twice there", d.FID)
		}
		seen[d.FID] = true
		name := ""
		if info, ok := d.ModelInfo["0"]; ok {
			name = modelName(info.ModelName)
		}
		ds = append(ds, Device{ID: d.FID, Name: name, Own: d.Own, Owner: family[plain(d.UserID)], Located: true})
	}
	return ds, nil
}

// modelName picks the name of a model, which the site gives per language as a string of JSON.
func modelName(names map[string]string) string {
	for _, lang := range []string{"defaultName", "zhCN", "zhTW"} {
		var inner struct {
			ModelName string `json:"modelName"`
		}
		s := names[lang]
		if json.Unmarshal([]byte(s), &inner) == nil && inner.ModelName != "" {
			s = inner.ModelName
		}
		if s = audit.Clean(strings.TrimSpace(s)); s != "" {
			return s
		}
	}
	return ""
}

// plain is a JSON string or number without its quotes.
func plain(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }

// find returns the device with the identifier, nil if there is none.
func (ds devices) find(id string) *Device {
	for i := range ds {
		if ds[i].ID == id {
			return &ds[i]
		}
	}
	return nil
}
