package pages

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"miacct/snapshot"
	"miacct/trail"
)

// A heardList is a list of devices in an answer that the page has heard, whatever its form: objects of
// which each has an identifier and is called what the page calls something.
type heardList struct {
	Devices []heardDevice
	Total   int // how many there are, as the answer says; 0 if it does not
}

// A heardDevice is one object of such a list. It says of whose it is what its fields say.
type heardDevice struct {
	ID, Name string
	Flags    []string // "true" or "false": whether it is the account's own
	Users    []string // identifiers of the account it belongs to
	Owners   []string // names of whoever it belongs to
	Finds    []string // "true" or "false": whether Find Device is on
}

// heardLists finds the lists of devices in what the page has heard. shown tells what the page calls something.
// An answer that has only lists without an entry is reported as empty.
func heardLists(bodies [][]byte, shown func(name string) bool) (lists []heardList, empty bool) {
	for _, body := range bodies {
		d := json.NewDecoder(strings.NewReader(strings.TrimPrefix(string(body), "&&&START&&&")))
		d.UseNumber()
		var v any
		if d.Decode(&v) != nil {
			continue
		}
		w := &jsonWalk{shown: shown}
		w.walk(v, nil, 0)
		if w.best != nil {
			lists = append(lists, *w.best)
		}
		empty = empty || w.empty > 0 && w.filled == 0
	}
	return lists, empty
}

type jsonWalk struct {
	shown         func(string) bool
	best          *heardList
	score         int
	empty, filled int // lists without and with entries
}

// deepestJSON is how deep answers are looked into.
const deepestJSON = 12

func (w *jsonWalk) walk(v any, path []string, beside int) {
	if len(path) > deepestJSON {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		total := 0
		for key, in := range v {
			if n, ok := in.(json.Number); ok && fieldIs(key, "total", "count") {
				if i, err := n.Int64(); err == nil && i > 0 && i <= mostDevices {
					total = int(i)
				}
			}
		}
		for key, in := range v {
			w.walk(in, append(path[:len(path):len(path)], key), total)
		}
	case []any:
		if len(v) == 0 {
			w.empty++
			return
		}
		w.filled++
		w.list(v, path, beside)
		for _, in := range v {
			w.walk(in, append(path[:len(path):len(path)], ""), 0)
		}
	}
}

// list reads one list of objects, if they are devices.
func (w *jsonWalk) list(all []any, path []string, total int) {
	var rows []map[string]string
	keys := map[string]int{}
	for _, v := range all {
		o, ok := v.(map[string]any)
		if !ok || len(all) > mostDevices {
			return
		}
		row := map[string]string{}
		flatten(o, "", 0, row)
		for k := range row {
			keys[k]++
		}
		rows = append(rows, row)
	}
	name, named := w.nameField(rows, keys)
	id := idField(rows, keys)
	if name == "" || id == "" || named == 0 || !aboutDevices(path, keys, rows, name) || named <= w.score {
		return
	}
	l := heardList{Total: total}
	for _, row := range rows {
		l.Devices = append(l.Devices, deviceOf(row, row[id], row[name]))
	}
	w.best, w.score = &l, named
}

// flatten collects the values in o by the names of the fields that lead to them.
func flatten(o map[string]any, at string, depth int, into map[string]string) {
	for key, v := range o {
		key = strings.TrimPrefix(at+"."+key, ".")
		switch v := v.(type) {
		case string:
			var inner map[string]any
			if strings.HasPrefix(v, "{") && depth < 4 && json.Unmarshal([]byte(v), &inner) == nil {
				flatten(inner, key, depth+1, into)
				continue
			}
			into[key] = v
		case json.Number:
			into[key] = v.String()
		case bool:
			into[key] = fmt.Sprint(v)
		case map[string]any:
			if depth < 4 {
				flatten(v, key, depth+1, into)
			}
		}
	}
}

// nameField is the field by which the page calls the most of the rows. Each must have one. One that is called a name, or has
// the maker's names in it, goes before others: a state may be shown of more of them.
func (w *jsonWalk) nameField(rows []map[string]string, keys map[string]int) (best string, most int) {
	sure := false
	for key, n := range keys {
		if n < len(rows) || fieldIs(key, "owner", "holder", "user", "member", "family", "nick") {
			continue
		}
		shown, models := 0, true
		for _, row := range rows {
			v := strings.TrimSpace(row[key])
			models = models && isModel(v)
			if v == "" {
				shown = 0
				break
			}
			if strings.ContainsFunc(v, unicode.IsLetter) && w.shown(v) {
				shown++
			}
		}
		calls := func(k string) bool { return fieldIs(k, "name", "label", "title", "alias") }
		likely := calls(key) || models
		switch {
		case shown == 0:
		case best == "", likely && !sure, likely == sure && (shown > most || shown == most && (calls(key) && !calls(best) || calls(key) == calls(best) && key < best)):
			best, most, sure = key, shown, likely
		}
	}
	return best, most
}

// idField is the field that tells the rows from each other and is called an identifier.
func idField(rows []map[string]string, keys map[string]int) (best string) {
	rank := func(key string) int {
		words := fieldWords(key)
		last := words[len(words)-1]
		switch {
		case fieldIs(key, "user", "owner", "holder", "account", "member", "family", "model", "home", "group", "region"):
			return 0
		case len(words) > 1 && slices.Contains([]string{"device", "dev", "terminal", "gadget", "phone", "item"}, words[len(words)-2]) && slices.Contains([]string{"id", "no", "key", "sn", "code", "number", "uid", "uuid"}, last):
			return 4
		case slices.Contains([]string{"fid", "did", "deviceid", "udid", "uuid", "imei"}, last):
			return 3
		case last == "id" && len(words) < 3:
			return 2
		case slices.Contains([]string{"id", "key", "sn", "no", "uid", "token", "serial", "number", "identifier", "ref"}, last):
			return 1
		}
		return 0
	}
	for key, n := range keys {
		if n < len(rows) || rank(key) == 0 || best != "" && (rank(key) < rank(best) || rank(key) == rank(best) && key > best) {
			continue
		}
		seen := map[string]bool{}
		for _, row := range rows {
			if v := row[key]; v != "" && !strings.ContainsAny(v, " \t\n") && len(v) <= 200 {
				seen[v] = true
			}
		}
		if len(seen) == len(rows) {
			best = key
		}
	}
	return best
}

// aboutDevices reports whether a list speaks of devices: by what it or its fields are called, or by how
// the maker calls its devices.
func aboutDevices(path []string, keys map[string]int, rows []map[string]string, name string) bool {
	words := []string{"device", "devices", "phone", "phones", "terminal", "terminals", "gadget", "gadgets", "hardware", "model", "imei", "fid", "battery", "finder", "find", "locating", "locate"}
	if slices.ContainsFunc(path, func(k string) bool { return fieldIs(k, words...) }) {
		return true
	}
	for key := range keys {
		if fieldIs(key, words...) {
			return true
		}
	}
	return slices.ContainsFunc(rows, func(row map[string]string) bool { return isModel(row[name]) })
}

// deviceOf reads what the fields of one object say.
func deviceOf(row map[string]string, id, name string) heardDevice {
	d := heardDevice{ID: id, Name: trail.Clean(strings.TrimSpace(name))}
	for _, key := range sortedKeys(row) {
		v := row[key]
		words := fieldWords(key)
		has := func(all ...string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) })
		}
		truth := v == "true" || v == "false"
		stands := standsFor[strings.ToLower(v)]
		finds := has("find", "finder", "locating", "locator", "tracking", "tracker")
		alone := !slices.ContainsFunc(words, func(w string) bool {
			return !slices.Contains([]string{"find", "finder", "locating", "locator", "tracking", "tracker", "is", "my", "device", "phone", "state", "status"}, w)
		})
		if stands != "" && finds && (alone || has("enabled", "enable", "on", "active", "opened", "state", "status")) {
			d.Finds = append(d.Finds, stands)
		}
		owner := has("user", "owner", "holder", "belongs")
		switch {
		case truth && has("own", "mine", "self", "me") && !has("not", "other", "non"):
			d.Flags = append(d.Flags, v)
		case (v == "true") && has("shared", "family", "others"):
			d.Flags = append(d.Flags, "false")
		case owner && has("id", "uid", "no") && digits.MatchString(v) && onlyDigits(v) == v:
			d.Users = append(d.Users, v)
		case owner && (has("name", "nick", "nickname") || len(words) == 1 || words[len(words)-1] == "owner" || words[len(words)-1] == "holder") && strings.ContainsFunc(v, unicode.IsLetter) && v != "true" && v != "false" && v != "null":
			d.Owners = append(d.Owners, trail.Clean(v))
		}
	}
	return d
}

// standsFor is whether Find Device is on, by the word that an answer has for it. A device that has none is not located.
var standsFor = map[string]string{
	"true": "true", "on": "true", "enabled": "true", "active": "true", "opened": "true",
	"false": "false", "off": "false", "disabled": "false", "inactive": "false", "none": "false", "unsupported": "false", "not_supported": "false", "not-supported": "false", "n/a": "false",
}

func sortedKeys(row map[string]string) []string {
	var keys []string
	for k := range row {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// fieldWords are the words that a field's name is made of: "belongsToMe" is belongs, to, me.
func fieldWords(key string) []string {
	words := strings.Fields(strings.ToLower(spaced(key)))
	if len(words) == 0 {
		return []string{""}
	}
	return words
}

// fieldIs reports whether a field's name holds one of words.
func fieldIs(key string, words ...string) bool {
	return slices.ContainsFunc(fieldWords(key), func(w string) bool { return slices.Contains(words, w) })
}

// model is how Xiaomi calls its devices, in the scripts that its names are written in.
var model = regexp.MustCompile(`(?i)^(?:xiaomi |小米 ?)?((xiaomi|redmi|poco|black shark|civi|` + abroad + `)[ _-]?(노트|패드|ノート|パッド|平板|手环|手表)?[ _-]?\p{L}*\d|mi[ _-]?\d|(xiaomi|redmi|poco|mi|` + abroad + `) ?(note|pad|mix|max|play|go|cc|civi|pocophone|watch|band|book|tv|box)\b)`)

const abroad = `小米|红米|紅米|샤오미|레드미|포코|シャオミ|レッドミ|ポコ|ксиаоми|сяоми|редми|поко|شاومي|ريدمي|بوكو|เสียวหมี่|เรดมี่`

// isModel reports whether a text is the name of a device as its maker calls it.
func isModel(s string) bool { return len([]rune(s)) <= 60 && model.MatchString(strings.TrimSpace(s)) }

// facts are what d says; self is the verified account.
func (d heardDevice) facts(self string) fact {
	f := fact{names: []string{d.Name}}
	for _, v := range d.Flags {
		f.note(&f.flags, v)
	}
	for _, v := range d.Users {
		f.note(&f.users, v)
	}
	for _, v := range d.Owners {
		if v != self {
			f.note(&f.owners, v)
		}
	}
	return f
}

// uniteHeard reads lists as one: what any of them holds is there, and what they say differently of
// one device is not known.
func uniteHeard(lists []heardList, self string) (devices, error) {
	var ds devices
	facts := map[string]*fact{}
	on := map[string]bool{}
	for _, l := range lists {
		for _, h := range l.Devices {
			on[h.ID] = on[h.ID] || len(h.Finds) == 0 || slices.Contains(h.Finds, "true")
			now := h.facts(self)
			f := facts[h.ID]
			if f == nil {
				facts[h.ID] = &now
				ds = append(ds, Device{ID: h.ID, Located: true})
				continue
			}
			f.add(now)
		}
	}
	if len(ds) > mostDevices {
		return nil, fmt.Errorf("reading the device list: it has %d devices, and more than %d are not believed", len(ds), mostDevices)
	}
	for i := range ds {
		f := facts[ds[i].ID]
		ds[i].Name, ds[i].Off = f.names[len(f.names)-1], !on[ds[i].ID]
		if len(f.owners) > 0 {
			ds[i].Owner = f.owners[len(f.owners)-1]
		}
		ds[i].Ownership = f.judge(self, nil)
	}
	return ds, nil
}

// shownNames tells what the matter of a page calls something.
func shownNames(p snapshot.Page) func(string) bool {
	all := map[string]bool{}
	beside := besides(p)
	for i, n := range p.Nodes {
		if beside[i] {
			continue
		}
		for _, s := range []string{n.Text, n.Name, n.Description} {
			all[snapshot.Fold(s)] = true
			all[snapshot.Fold(strings.TrimRightFunc(s, isMark))] = true
			if m := nameRemark.FindStringSubmatch(strings.TrimRightFunc(s, isMark)); m != nil {
				all[snapshot.Fold(m[1])] = true
			}
		}
	}
	delete(all, "")
	return func(name string) bool { return all[snapshot.Fold(name)] }
}
