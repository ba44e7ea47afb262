package pages

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/snapshot"
	"miacct/trail"
)

// A Device is a phone as the site shows it.
type Device struct {
	ID        string   // the site's identifier, "fid"
	Name      string   // the model's name, as the page shows it
	Labels    []string // other words by which the page names it: "Mi 9 (your phone)"
	Owner     string   // the member of the family it belongs to, as the site calls them
	Ownership Ownership
	Listing   Ownership // as Find Device alone shows it, to be compared with what it shows later

	Located bool // in the list of Find Device
	Off     bool // Find Device was seen to be off
	Listed  bool // in My Devices
	Alone   bool // in My Devices alone: whether Find Device is off there is not known
	Short   bool // what says shortly that something is off stood there while Find Device was on
}

// Own reports whether d was shown to be the account's own.
func (d Device) Own() bool { return d.Ownership.Whose == Own }

// devices are all devices known, the account's own and others'.
type devices []Device

// mostDevices is how many devices are believed: more than that is no list of a person's devices.
const mostDevices = 500

// own returns the account's own devices.
func (ds devices) own() devices {
	var own devices
	for _, d := range ds {
		if d.Own() {
			own = append(own, d)
		}
	}
	return own
}

// only is the index of the one device of a name, -1 if there is none or several.
func (ds devices) only(name string) int {
	only := -1
	for i, d := range ds {
		if !browser.Alike(d.Name, name) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}

// row tells d, which is one of ds, from all other devices known.
func (ds devices) row(d Device) browser.Row {
	i := slices.IndexFunc(ds, func(o Device) bool { return o.ID == d.ID })
	return ds.rowAt(i, ds.folded(), ds.all())
}

// rows are the rows of all devices, in their order.
func (ds devices) rows() []browser.Row {
	folded, all := ds.folded(), ds.all()
	rows := make([]browser.Row, len(ds))
	for i := range ds {
		rows[i] = ds.rowAt(i, folded, all)
	}
	return rows
}

func (ds devices) rowAt(i int, folded []string, all *browser.Others) browser.Row {
	r := browser.Row{Name: ds[i].Name, Key: ds[i].ID, Others: all}
	for k := range ds {
		r.Twin = r.Twin || k != i && folded[k] == folded[i]
	}
	return r
}

// all are the names and identifiers of all devices.
func (ds devices) all() *browser.Others {
	all := &browser.Others{}
	for _, d := range ds {
		all.Names, all.Keys = append(all.Names, d.Name), append(all.Keys, d.ID)
		for _, l := range d.Labels {
			if all.Labels == nil {
				all.Labels = map[string]string{}
			}
			all.Labels[l] = d.Name
		}
	}
	for _, name := range all.Names { // what is one device's name is no label of another
		delete(all.Labels, name)
	}
	return all
}

// labelsOf are the words that name an entry, if they are more than its name.
func labelsOf(e deviceEntry) []string {
	if e.Label == "" || browser.Alike(e.Label, e.Name) {
		return nil
	}
	return []string{e.Label}
}

// addLabels adds words that name the device.
func (d *Device) addLabels(labels []string) {
	for _, l := range labels {
		if !slices.Contains(d.Labels, l) {
			d.Labels = append(d.Labels, l)
		}
	}
}

// labelParts adds the parts of names that tell their devices apart: a page may say "Redmi Note 11" and "Nadia home" in two
// lines that another says in one.
func (ds devices) labelParts(lang string) {
	for part, k := range tellingParts(ds.names(), lang) {
		if i := slices.IndexFunc(nameParts(ds[k].Name), func(p string) bool { return snapshot.Fold(p) == part }); i >= 0 {
			ds[k].addLabels(nameParts(ds[k].Name)[i : i+1])
		}
	}
}

// folded are the names, the same for names that look alike.
func (ds devices) folded() []string {
	names := make([]string, len(ds))
	for i, d := range ds {
		names[i] = browser.Folded(d.Name)
	}
	return names
}

// lines are the devices for the trail. Of a device that no list of Find Device has it is not known
// whether it is off there.
func (ds devices) lines() []trail.Device {
	var out []trail.Device
	for _, d := range ds {
		find := ""
		switch {
		case d.Off:
			find = "off"
		case d.Located:
			find = "on"
		}
		out = append(out, trail.Device{Name: d.Name, Own: d.Own(), Find: find, Left: d.Listed})
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
			Own       *bool           `json:"isSelfDevice"`
			ModelInfo map[string]struct {
				ModelName map[string]string `json:"modelName"`
			} `json:"componentModelInfo"`
		} `json:"deviceList"`
	} `json:"data"`
}

var (
	// errSessionOver means that the site no longer knows who is signed in.
	// Source: programs that ran against the site, 2025 and 2026.
	errSessionOver = errors.New("the session is over")

	// errListFailed means that the site could not give the list, which says nothing of what is in it.
	errListFailed = errors.New("the site gives no list")
)

// parseDeviceList reads one answer to the request for the device list. An answer that is
// not a list, for example because the session has ended, is an error, never an empty list.
func parseDeviceList(body []byte) (*deviceList, error) {
	body = []byte(strings.TrimPrefix(string(body), "&&&START&&&"))
	var l deviceList
	if err := json.Unmarshal(body, &l); err != nil {
		return nil, fmt.Errorf("reading the device list: %w: %w", err, errListFailed)
	}
	if l.Code == 401 || l.Code == 6 {
		return nil, fmt.Errorf("reading the device list: the site answers code %d: %w", l.Code, errSessionOver)
	}
	if l.Code != 0 || l.Data == nil || l.Data.DeviceList == nil {
		return nil, fmt.Errorf("reading the device list: the site answers code %d, result %q: %w", l.Code, l.Result, errListFailed)
	}
	seen := map[string]bool{}
	for _, d := range l.Data.DeviceList {
		if d.FID == "" || seen[d.FID] {
			return nil, fmt.Errorf("reading the device list: identifier %q is empty or twice there", d.FID)
		}
		seen[d.FID] = true
	}
	return &l, nil
}

// unite reads all answers to the page's requests for the list, oldest first, as one list: what any of
// them holds is there. What they say differently of one device is not known. An answer that is no
// list counts if no list came after it. self is the ID of the account that is signed in.
func unite(bodies [][]byte, self string) (devices, error) {
	var lists []*deviceList
	var failed error
	for _, b := range bodies {
		l, err := parseDeviceList(b)
		if failed = err; err == nil {
			lists = append(lists, l)
		}
	}
	if failed != nil {
		return nil, failed
	}
	family := map[string]string{}
	for _, l := range lists {
		for _, f := range l.Data.FamilyInfo {
			if id := plain(f.UserID); id != "" && id != self {
				family[id] = trail.Clean(f.Nickname)
			}
		}
	}
	var ds devices
	facts := map[string]*fact{}
	for _, l := range lists {
		for _, d := range l.Data.DeviceList {
			f := facts[d.FID]
			if f == nil {
				f = &fact{}
				facts[d.FID] = f
				ds = append(ds, Device{ID: d.FID, Located: true})
			}
			flag := ""
			if d.Own != nil {
				flag = fmt.Sprint(*d.Own)
			}
			f.note(&f.flags, flag)
			f.note(&f.users, plain(d.UserID))
			name := ""
			if info, ok := d.ModelInfo["0"]; ok {
				name = modelName(info.ModelName)
			}
			f.note(&f.names, name)
		}
	}
	if len(ds) > mostDevices {
		return nil, fmt.Errorf("reading the device list: it has %d devices, and more than %d are not believed", len(ds), mostDevices)
	}
	for i := range ds {
		f := facts[ds[i].ID]
		ds[i].Name = f.names[len(f.names)-1]
		ds[i].Owner = family[f.users[len(f.users)-1]]
		ds[i].Ownership = f.judge(self, family)
	}
	return ds, nil
}

// fact is what all answers say of one device, each thing once.
type fact struct{ flags, users, names, owners []string }

func (f *fact) note(all *[]string, s string) {
	if !slices.Contains(*all, s) {
		*all = append(*all, s)
	}
}

func (f *fact) add(o fact) {
	for _, all := range []struct{ to, from *[]string }{{&f.flags, &o.flags}, {&f.users, &o.users}, {&f.names, &o.names}, {&f.owners, &o.owners}} {
		for _, s := range *all.from {
			f.note(all.to, s)
		}
	}
}

func (f *fact) judge(self string, family map[string]string) Ownership {
	var claims []Claim
	var missing []string
	for _, v := range f.flags {
		if v == "" {
			missing = append(missing, "the own flag")
		} else {
			claims = append(claims, Claim{Source: "the own flag", Own: v == "true"})
		}
	}
	for _, v := range f.users {
		switch {
		case v == "" || v == "null":
			missing = append(missing, "the user ID")
		case v == self:
			claims = append(claims, Claim{Source: "the user ID", Own: true})
		default:
			claims = append(claims, Claim{Source: "the user ID"})
		}
		if _, ok := family[v]; ok {
			claims = append(claims, Claim{Source: "the family table"})
		}
	}
	for _, v := range f.owners {
		claims = append(claims, Claim{Source: "the name of its owner, " + quote(v), Owner: v})
	}
	o := ownership(claims, missing)
	if len(f.names) > 1 {
		doubt := "two answers of the site give it different names, " + joined(quoted(f.names))
		o = Ownership{Claims: claims, Why: doubt, Doubt: doubt}
	}
	return o
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
		if s = trail.Clean(strings.TrimSpace(s)); s != "" {
			return s
		}
	}
	return ""
}

// plain is a JSON string or number without its quotes.
func plain(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }

// quoted are the names in quotes.
func quoted(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, quote(n))
	}
	return out
}

// find returns the device with the identifier, nil if there is none.
func (ds devices) find(id string) *Device {
	for i := range ds {
		if ds[i].ID == id {
			return &ds[i]
		}
	}
	return nil
}
