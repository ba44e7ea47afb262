package pages_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/trail"
)

// stops are the ways in which a run may end that has changed nothing more: each of them tells the person.
var stops = []trail.Outcome{trail.NobodyThere, trail.NotRecognised, trail.Failed}

const findListPath = "GET /find/v3/device/status/list"

// swapIn changes the page on by old and new pairs.
func swapIn(on string, pairs ...string) mockcloud.Hook {
	return mockcloud.Hook{On: on, After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
		for i := 0; i < len(pairs); i += 2 {
			if !bytes.Contains(body, []byte(pairs[i])) {
				panic("the page does not hold " + pairs[i])
			}
		}
		return []byte(strings.NewReplacer(pairs...).Replace(string(body)))
	}}
}

// listChanged changes each device of the answers to the request for the device list, from the n-th on.
func listChanged(n int32, change func(d map[string]any)) mockcloud.Hook {
	var calls atomic.Int32
	return mockcloud.Hook{On: findListPath, After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
		if calls.Add(1) < n {
			return body
		}
		return changedList(body, change)
	}}
}

func changedList(body []byte, change func(d map[string]any)) []byte {
	var answer map[string]any
	if json.Unmarshal(body, &answer) != nil {
		return body
	}
	data, _ := answer["data"].(map[string]any)
	list, _ := data["deviceList"].([]any)
	for _, d := range list {
		change(d.(map[string]any))
	}
	out, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	return out
}

func setName(d map[string]any, name string) {
	inner, _ := json.Marshal(map[string]string{"modelName": name})
	d["componentModelInfo"] = map[string]any{"0": map[string]any{"modelName": map[string]any{"defaultName": string(inner)}}}
}

func lenient(s *mockcloud.State) { s.Knobs.Lenient = true }

// away is a run that nobody watches, as with --confirm in a script.
func away(_ *pages.WebDelete, o *owner) { o.away = true }

const (
	chooses    = `onclick: () => { chosen = d.fid; shut(); draw(); }`
	panelTitle = `h("div", { class: "grow" }, h("div", { class: "name" }, d.name), h("div", { class: "muted" }, d.own ? W.battery`
	loads      = `async function load() { list = await devices(); draw(); }`
)

// The panel that is open is not that of the device that was chosen, and does not say so in words that are known.
func TestPanelMustNameTheDevice(t *testing.T) {
	t.Parallel()
	late := func(title string) []mockcloud.Hook {
		return []mockcloud.Hook{swapIn("GET /find",
			chooses, `onclick: () => { shut(); setTimeout(() => { chosen = d.fid; draw(); }, 2500); }`,
			panelTitle, strings.Replace(panelTitle, "d.name)", title+")", 1),
			loads, `async function load() { list = await devices(); chosen = chosen || (list.find(x => !x.own) || {}).fid; draw(); }`)}
	}
	never := func(title string) []mockcloud.Hook {
		return []mockcloud.Hook{swapIn("GET /find",
			chooses, `onclick: () => { shut(); draw(); }`,
			panelTitle, strings.Replace(panelTitle, "d.name)", title+")", 1),
			loads, `async function load() { list = await devices(); chosen = chosen || (list.find(x => !x.own) || {}).fid; draw(); }`)}
	}
	one := func(s *mockcloud.State) { s.Devices = append(s.Devices[:1:1], s.Devices[2]) }
	attacked(t, []attack{
		{name: "that follows late", scenario: "family-section", hooks: late(`d.own ? d.name : d.owner + "'s phone"`),
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"find-off:f9001": 0, "find-off:f0001": 1, "find-off:f0002": 1}},
		{name: "that never follows", scenario: "family-section", hooks: never(`d.own ? d.name : d.owner + "'s phone"`),
			outcomes: stops, counts: map[string]int{"find-off:*": 0, "delete": 0}},
		{name: "that has no title and never follows", scenario: "family-section", hooks: never(`d.own ? d.name : ""`),
			outcomes: stops, counts: map[string]int{"find-off:*": 0, "delete": 0}},
		{name: "of the only own device, with another title", scenario: "family-section", before: one, hooks: append(never(`d.own ? d.name : "Tablet in the kitchen"`),
			swapIn("GET /find", "family.length ? [h(", "0 ? [h(")),
			outcomes: stops, counts: map[string]int{"find-off:*": 0, "delete": 0}},
	})
}

// Names and owners that are not the same in every source.
func TestWhoseItIsNeedsSourcesThatAgree(t *testing.T) {
	t.Parallel()
	swap := func(d map[string]any) {
		switch d["fid"] {
		case "f0001":
			setName(d, "Redmi 9")
		case "f9001":
			setName(d, "Mi 9")
		}
	}
	const nothing = "the phones of others and ours"
	_ = nothing
	none := map[string]int{"find-off:*": 0, "remove:*": 0, "delete": 0}
	attacked(t, []attack{
		{name: "names that change places after the word", scenario: "family-section", hooks: []mockcloud.Hook{listChanged(2, swap)}, outcomes: stops,
			counts: map[string]int{"find-off:f9001": 0, "remove:f9001": 0, "delete": 0}},
		{name: "a user ID that changes after the word", scenario: "family-section",
			hooks:    []mockcloud.Hook{listChanged(2, func(d map[string]any) { d["userId"] = "6203409902" })},
			outcomes: stops, counts: none},
		{name: "the flag true for everybody", scenario: "family-section", change: away,
			hooks: []mockcloud.Hook{listChanged(1, func(d map[string]any) { d["isSelfDevice"] = true })}, outcomes: stops, counts: none},
		{name: "the flag false for everybody", before: lenient, change: away,
			hooks: []mockcloud.Hook{listChanged(1, func(d map[string]any) { d["isSelfDevice"] = false })}, outcomes: stops, counts: none},
		{name: "the flag under another name", before: lenient, change: away, hooks: []mockcloud.Hook{
			swapIn("GET /find", "own: d.isSelfDevice", "own: d.selfDevice"),
			listChanged(1, func(d map[string]any) { d["selfDevice"] = d["isSelfDevice"]; delete(d, "isSelfDevice") })}, outcomes: stops, counts: none},
		{name: "no user ID", before: lenient, change: away,
			hooks: []mockcloud.Hook{listChanged(1, func(d map[string]any) { delete(d, "userId") })}, outcomes: stops, counts: none},
		{name: "all are another's, and My Devices has entries of the same names", before: lenient, change: away,
			hooks: []mockcloud.Hook{listChanged(1, func(d map[string]any) { d["isSelfDevice"] = false; d["userId"] = "6203409902" })}, outcomes: stops, counts: none},
		{name: "the flag under another name, and a person who says yes by name", hooks: []mockcloud.Hook{
			swapIn("GET /find", "own: d.isSelfDevice", "own: d.selfDevice"),
			listChanged(1, func(d map[string]any) { d["selfDevice"] = d["isSelfDevice"]; delete(d, "isSelfDevice") })},
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"find-off:*": 3, "remove:*": 3, "delete": 1}},
	})
}

// An entry of My Devices is nobody's until it is shown to be theirs.
func TestDeleteButtonIsNoProof(t *testing.T) {
	t.Parallel()
	bobs := func(says string) []mockcloud.Hook {
		return []mockcloud.Hook{swapIn("GET /h5/{devices}",
			`: d.own ? h("button", { class: "btn", type: "button", onclick: () => sure(d, e) }`, `: d.own || d.key === "f9001" ? h("button", { class: "btn", type: "button", onclick: () => sure(d, e) }`,
			`const said = d => d.own ? d.model : fill(W.owner_of, { owner: d.owner });`, `const said = d => d.own ? d.model : `+says+`;`)}
	}
	gone := func(s *mockcloud.State) { s.Devices[2].FindOn = false; s.Knobs.FindOffGone = true }
	var worded []attack
	for _, says := range []string{`"Bob's device"`, `"Shared by Bob"`, `"(Family member)"`, `"Член семьи"`, `"家庭成员：Bob"`} {
		worded = append(worded, attack{name: "with words " + says, scenario: "family", before: gone, hooks: bobs(says), change: away,
			outcomes: append(stops, trail.Done, trail.Refused), counts: map[string]int{"remove:f9001": 0}})
	}
	attacked(t, append(worded, []attack{
		{name: "without words in it, and nobody there", scenario: "family", before: gone, hooks: bobs(`"M2004J19G"`), change: away, // the heading says whose it is
			outcomes: append(stops, trail.Done), counts: map[string]int{"find-off:f9001": 0, "remove:f9001": 0}},
		{name: "without words, and a person who says no", scenario: "family", before: gone, hooks: bobs(`"M2004J19G"`),
			outcomes: append(stops, trail.Done, trail.Refused), counts: map[string]int{"remove:f9001": 0}},
		{name: "of the person's own, who says so", scenario: "only-listed",
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"remove:*": 3, "delete": 1}},
		{name: "of the person's own, and nobody there", scenario: "only-listed", change: away,
			outcomes: stops, counts: map[string]int{"find-off:*": 0, "remove:*": 0, "delete": 0}},
	}...))
}

// A dialog that says more than what was asked is not answered.
func TestDialogThatSaysMoreIsHandedOver(t *testing.T) {
	t.Parallel()
	const more = `It is turned off for ALL phones of your family group, Bob's too, and they are erased.`
	find := func(text string) []mockcloud.Hook {
		return []mockcloud.Hook{swapIn("GET /find", `W.off_title + "\n" + W.off_text`, `W.off_title + "\n`+text+`"`, `h("p", {}, W.off_text)`, `h("p", {}, "`+text+`")`)}
	}
	native := func(s *mockcloud.State) { s.Knobs.FindDialog = "native" }
	var attacks []attack
	for _, text := range []string{more, "All your devices are affected.", "The data on this phone will be erased.", "This also turns off POCO F3."} {
		none := map[string]int{"find-off:*": 0, "delete": 0}
		attacks = append(attacks,
			attack{name: "native: " + text, before: native, hooks: find(text), outcomes: stops, counts: none, told: text},
			attack{name: "in the page: " + text, hooks: find(text), outcomes: stops, counts: none, told: text})
	}
	attacks = append(attacks, attack{name: "removing", hooks: []mockcloud.Hook{swapIn("GET /h5/{devices}", `h("p", {}, W.delete_device_text)`, `h("p", {}, "All devices of your family group are removed, and the phone is reset to factory settings.")`)},
		outcomes: stops, counts: map[string]int{"remove:*": 0, "delete": 0}},
		attack{name: "loss in other words, which is the usual", before: func(s *mockcloud.State) { s.Devices = s.Devices[:1] },
			hooks: find("You will not be able to locate, lock or erase this phone any more."), outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"find-off:*": 1, "delete": 1}})
	attacked(t, attacks)
}

// The account's password is not a PIN.
func TestPasswordIsNoPIN(t *testing.T) {
	t.Parallel()
	form := func(words string) mockcloud.Hook {
		return mockcloud.Insert("/find", `<form id="lost" style="position:fixed;bottom:0;right:0"><p>`+words+`</p><input type="password" name="password"><button type="button" onclick="fetch('/lost',{method:'POST',body:document.querySelector('#lost input').value})">OK</button></form>`)
	}
	lost := mockcloud.Answer("POST /lost", "lost-pin", `{"code":0}`)
	again := func(s *mockcloud.State) { s.Knobs.FindPassword = true; s.Devices = s.Devices[:1] }
	attacked(t, []attack{
		{name: "of lost mode", before: func(s *mockcloud.State) { s.Devices = s.Devices[:1] }, hooks: []mockcloud.Hook{form("Lost mode: set a PIN that locks the phone"), lost},
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"lost-pin": 0, "delete": 1}},
		{name: "besides the dialog that asks for the password", before: again, hooks: []mockcloud.Hook{form("Password"), lost},
			outcomes: append(stops, trail.Done), counts: map[string]int{"lost-pin": 0}},
		{name: "in the dialog after the press", before: again, hooks: []mockcloud.Hook{swapIn("GET /find", `h("p", {}, W.off_password)`, `h("p", {}, "Set a PIN that locks this phone")`, `placeholder: W.password_enter`, `placeholder: "New PIN"`)},
			outcomes: stops, counts: map[string]int{"find-off:*": 0, "delete": 0}},
		{name: "of a new password after the press", before: again, hooks: []mockcloud.Hook{swapIn("GET /find", `h("p", {}, W.off_password)`, `h("p", {}, "Create a new password for this phone")`)},
			outcomes: stops, counts: map[string]int{"find-off:*": 0, "delete": 0}},
	})
}

// A list without end, and one with very many devices.
func TestListsEnd(t *testing.T) {
	t.Parallel()
	var pageNo atomic.Int32
	endless := mockcloud.Hook{On: "GET /status/{list}", After: func(*mockcloud.State, *http.Request, []byte) []byte {
		n := pageNo.Add(1)
		var list []map[string]any
		for i := range 100 {
			list = append(list, map[string]any{"key": fmt.Sprintf("endless%d-%d", n, i), "name": fmt.Sprintf("Phone %d", int(n)*100+i), "model": "M", "own": true})
		}
		b, _ := json.Marshal(map[string]any{"code": 0, "result": "ok", "data": map[string]any{"list": list, "more": true, "family": []any{}}})
		return b
	}}
	many := func(s *mockcloud.State) {
		s.Devices = nil
		for i := range 6000 {
			s.Devices = append(s.Devices, mockcloud.Device{FID: fmt.Sprintf("many%05d", i), Name: fmt.Sprintf("Phone %d", i), Model: "M", Own: true, FindOn: true, Online: true})
		}
	}
	untouched := map[string]int{"find-off:*": 0, "delete": 0}
	attacked(t, []attack{
		{name: "without end", hooks: []mockcloud.Hook{endless}, outcomes: stops, counts: untouched},
		{name: "six thousand", before: many, outcomes: stops, counts: untouched},
	})
}

// A list that failed is no empty list.
func TestFailedListIsNotEmpty(t *testing.T) {
	t.Parallel()
	const failed = `{"code":500,"result":"error","data":{"deviceList":[]}}`
	var calls, pagesAsked atomic.Int32
	twice := mockcloud.Hook{On: findListPath, After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
		if calls.Add(1) <= 2 {
			return []byte(failed)
		}
		return body
	}}
	always := mockcloud.Hook{On: findListPath, After: func(*mockcloud.State, *http.Request, []byte) []byte { return []byte(failed) }}
	broken := swapIn("GET /find", loads, `async function load() { try { list = await devices(); draw(); } catch { document.querySelector("#list").textContent = "Nothing here yet"; } }`)
	couldNot := mockcloud.Hook{On: "GET /h5/{devices}", After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
		if pagesAsked.Add(1) > 1 {
			return body
		}
		return bytes.Replace(body, []byte(`const v = await get(LIST + "?after=" + last);`), []byte(`return put(place, "Nothing here yet", h("div", {}, "Couldn't load. ", h("a", {href: "#"}, "Try again")));`), 1)
	}}
	couldNever := swapIn("GET /h5/{devices}", `const v = await get(LIST + "?after=" + last);`, `return put(place, "Nothing here yet", h("div", {}, "Couldn't load. ", h("a", {href: "#"}, "Try again")));`)
	empty := func(s *mockcloud.State) { s.Devices = nil }
	attacked(t, []attack{
		{name: "Find Device, twice", hooks: []mockcloud.Hook{twice, broken}, outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"find-off:*": 3, "delete": 1}},
		{name: "Find Device, always", before: lenient, hooks: []mockcloud.Hook{always, broken}, outcomes: stops, counts: map[string]int{"remove:*": 0, "delete": 0}},
		{name: "My Devices, once", hooks: []mockcloud.Hook{couldNot}, outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"remove:*": 3, "delete": 1}},
		{name: "My Devices, always", before: lenient, hooks: []mockcloud.Hook{couldNever}, outcomes: stops, counts: map[string]int{"find-off:*": 0, "delete": 0}},
		{name: "the empty list in today's words", before: empty, hooks: []mockcloud.Hook{
			swapIn("GET /find", "W.find_none", `"Nothing here yet"`), swapIn("GET /h5/{devices}", "W.no_devices", `"Nothing here yet"`)},
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"delete": 1}},
	})
}

// Lists whose entries have no delete button of their own, and devices of one name.
func TestListsOfOtherShapes(t *testing.T) {
	t.Parallel()
	const button = `: d.own ? h("button", { class: "btn", type: "button", onclick: () => sure(d, e) }, W.delete_device) : null);`
	kebab := func(dots string) mockcloud.Hook {
		return swapIn("GET /h5/{devices}", button, `: d.own ? h("div", { class: "icon", role: "button", tabindex: "0", `+dots+`, onclick: () => {
			const m = h("ul", { class: "menu", role: "menu", style: "left:40%;top:40%" }, h("li", { role: "menuitem", onclick: () => { m.remove(); } }, "Rename"), h("li", { role: "menuitem", onclick: () => { m.remove(); sure(d, e); } }, W.delete_device)); document.body.append(m); } }, "⋮") : null);`)
	}
	detail := swapIn("GET /h5/{devices}", button, `: null); e.style.cursor = "pointer"; if (d.own) e.addEventListener("click", x => { x.stopPropagation(); details(d, e); });`)
	all := map[string]int{"find-off:*": 3, "remove:*": 3, "delete": 1}
	done := []trail.Outcome{trail.Done}
	long := func(s *mockcloud.State) {
		for i := range s.Devices {
			s.Devices[i].FID = fmt.Sprintf("fid-%07d", i+1)
		}
	}
	attacked(t, []attack{
		{name: "a menu in each entry", hooks: []mockcloud.Hook{kebab(`"aria-label": W.more`)}, outcomes: done, counts: all},
		{name: "a menu without words in each entry", hooks: []mockcloud.Hook{kebab(`"aria-haspopup": "menu"`)}, outcomes: done, counts: all},
		{name: "a menu in each entry, and one device only there", scenario: "only-listed", hooks: []mockcloud.Hook{kebab(`"aria-label": W.more`)}, outcomes: done, counts: map[string]int{"remove:*": 3, "delete": 1}},
		{name: "a view of details behind each entry", hooks: []mockcloud.Hook{detail}, outcomes: done, counts: all},
		{name: "two own devices of one name", scenario: "twins", before: long, outcomes: done, counts: map[string]int{"find-off:*": 2, "remove:*": 2, "delete": 1}},
		{name: "a device of the family with an own device's name", scenario: "family-section", before: func(s *mockcloud.State) { s.Devices[2].Name = s.Devices[0].Name; long(s) },
			outcomes: append(stops, trail.Done), counts: map[string]int{"find-off:fid-0000003": 0, "remove:fid-0000003": 0}},
		{name: "the only device is off already", scenario: "one-device", before: func(s *mockcloud.State) { s.Devices[0].FindOn = false }, outcomes: done, counts: map[string]int{"find-off:*": 0, "remove:*": 1, "delete": 1}},
	})
}

// A list of Find Device that loads as one scrolls holds all of its devices: one that is not read would be located still
// when the account is gone.
func TestFindListIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	const page = `<!doctype html><html lang="en"><title>Find Device</title><h1>Find Device</h1>
<style>ul{height:240px;overflow-y:auto;padding:0;width:400px}li{height:150px;list-style:none}</style><ul id="list"></ul><div id="panel"></div>
<script>
const all = %s, off = d => fetch("/find/v2/device/service/close?ts=" + Date.now(), {method: "POST", headers: {"Content-Type": "application/x-www-form-urlencoded"},
  body: new URLSearchParams({targetFid: d.fid, serviceToken: (document.cookie.match(/serviceToken=([^;]*)/) ?? [])[1] ?? ""})}).then(() => location.reload());
let shown = 0;
const more = n => { for (const d of all.slice(shown, shown + n)) {
  const li = document.createElement("li"); li.innerHTML = "<b></b><p></p><button type=button>Turn off Find Device</button>";
  li.querySelector("b").textContent = d.name; li.querySelector("p").textContent = d.on ? "Find Device is on" : "Find Device is off";
  const b = li.querySelector("button"); if (!d.on) b.remove();
  b.onclick = () => { if (confirm("Turn off Find Device for " + d.name + "?")) off(d); };
  list.append(li); } shown += n; };
more(2); list.onscroll = () => { if (list.scrollTop + list.clientHeight > list.scrollHeight - 20) setTimeout(() => more(2), 200); };
</script>`
	hook := mockcloud.Hook{On: "GET /find", After: func(s *mockcloud.State, _ *http.Request, _ []byte) []byte {
		var all []map[string]any
		for _, d := range s.Devices {
			if d.Own {
				all = append(all, map[string]any{"fid": d.FID, "name": d.Name, "on": d.FindOn})
			}
		}
		list, err := json.Marshal(all)
		if err != nil {
			panic(err)
		}
		return fmt.Appendf(nil, page, list)
	}}
	attacked(t, []attack{{name: "three phones of which two are in view", before: lenient, hooks: []mockcloud.Hook{hook},
		outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"find-off:f0001": 1, "find-off:f0002": 1, "find-off:f0003": 1, "delete": 1}}})
}

// saying answers on as if all went well and does nothing: the first time only, or each time.
func saying(on, body string, always bool) mockcloud.Hook {
	return mockcloud.Hook{On: on, Before: func(s *mockcloud.State, w http.ResponseWriter, _ *http.Request) bool {
		if s.Counts["said"] > 0 && !always {
			return false
		}
		s.Counts["said"]++
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write([]byte(body))
		return true
	}}
}

// What the site said it did, and a freshly loaded page shows that it did not, is tried once more, and no more often.
func TestWhatDidNothingIsTriedOnceMore(t *testing.T) {
	t.Parallel()
	const off, well = "POST /find/v2/device/service/close", `{"code":0,"result":"ok","data":{}}`
	attacked(t, []attack{
		{name: "the first time", before: onePhone, hooks: []mockcloud.Hook{saying(off, well, false)}, outcomes: []trail.Outcome{trail.Done},
			counts: map[string]int{"said": 1, "find-off:*": 1, "remove:*": 1, "delete": 1}},
		{name: "each time", before: onePhone, hooks: []mockcloud.Hook{saying(off, well, true)}, outcomes: []trail.Outcome{trail.Failed, trail.NotRecognised},
			counts: map[string]int{"said": 2, "find-off:*": 0, "remove:*": 0, "delete": 0}},
	})
}
